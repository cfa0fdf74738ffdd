"""The roles of the tokens of an organisation's name: legal forms, describing words, an acronym."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.model import Kind
from translit.names.acronyms import MIN_LETTERS, acronym_beside
from translit.names.lexicon import MAX_PHRASE, MAX_PHRASES, Lexicon, phrase_at
from translit.names.roles import OPTIONAL, NamePart, Role, mark, with_role
from translit.writing.language_facts import language_facts

BRACKETED = re.compile(r"\((\w)\)")  # a legal form by its first letter: (株), (주)
AND = "and"  # the group of words that join two
# in small letters: O'Higgins and D'Annunzio are names
_ELIDED = re.compile(r"(?<=[\s(])(?:d|l|dell|all|dall|nell|sull|qu)'(?=[^\W\d_]{3})")


def may_be_organisation(parts: Sequence[NamePart], lexicon: Lexicon) -> bool:
    """Whether something in *parts* may tell that they name an organisation; all others need no
    closer look.
    """
    if len(parts) > MIN_LETTERS or sum(part.role is Role.INITIAL for part in parts) > 1:
        return True  # room for an acronym and its words, or letters that are one word
    return any(part.token in lexicon.legal or part.token in lexicon.organisations for part in parts)


def divide_legal_form(text: str) -> str:
    """Return a cleaned *text* with spaces around a legal form that is glued to the name, and for
    its sign in brackets.

    >>> divide_legal_form("株式会社山本製作所"), divide_legal_form("(주)한빛")
    ('株式会社 山本製作所', '주식회사 한빛')
    """
    if text.isascii():
        return text
    bracketed = language_facts().bracketed_legal_forms
    text = BRACKETED.sub(lambda found: f" {bracketed.get(found[1], found[0])} ", text).strip()
    return language_facts().glued_legal_form.sub(lambda found: f"{found[1] or ''} {found[2] or ''}", text)


def without_elided(text: str) -> str:
    """Return a cleaned *text* without the articles and prepositions that French, Italian and
    Catalan write with an apostrophe before a word behind the first.

    >>> without_elided("Institut national d'études"), without_elided("L'Oréal")
    ('Institut national études', "L'Oréal")
    """
    return _ELIDED.sub("", text) if "'" in text else text


def mark_organisation(
    parts: Sequence[NamePart], lexicon: Lexicon, kind: Kind | None, in_capitals: frozenset[str]
) -> list[NamePart]:
    """Read *parts* as the name of an organisation, single letters in a row as one word, an acronym
    of the others at the end.
    """
    start, end = acronym_beside([part.token for part in parts], lexicon.function_words) or (0, 0)
    letters = "".join(part.token for part in parts[start:end])
    words = mark_legal([*parts[:start], *parts[end:]], lexicon, kind, in_capitals)
    words = mark_legal(_letters_joined(words, lexicon), lexicon, kind, in_capitals)  # P.J.S.C.
    last = max((at for at, part in enumerate(words) if part.role is not Role.LEGAL), default=0)
    words = [_described(part, lexicon, is_last=at == last) for at, part in enumerate(words)]
    if all(part.role in OPTIONAL for part in words):  # "The The", "S.A. Ltd"
        words = [with_role(part, Role.WORD) if part.role is Role.PARTICLE else part for part in words]
    return [*words, NamePart(letters, Role.ACRONYM)] if letters else words


def _described(part: NamePart, lexicon: Lexicon, *, is_last: bool) -> NamePart:
    if part.role is Role.LEGAL or part.role is Role.PARTICLE:
        return part
    if part.token == "the" or (part.token in lexicon.function_words and not is_last):
        return with_role(part, Role.PARTICLE)  # no article stands at the end: Fund A
    return with_role(part, Role.GENERIC if part.token in lexicon.descriptors else Role.WORD)


def _letters_joined(parts: Sequence[NamePart], lexicon: Lexicon) -> list[NamePart]:
    """Write single letters that follow each other as one token: I. B. M. is IBM, G and M G & M."""
    is_letter = [part.role is Role.INITIAL and not part.native for part in parts] + [False]
    joined: list[NamePart] = []
    for at, part in enumerate(parts):
        is_and = not is_letter[at] and AND in lexicon.words.get(part.token, ())  # M.I.T. has an I
        if at > 0 and is_letter[at - 1] and is_letter[at + 1] and is_and:
            is_letter[at] = True
        elif at > 0 and is_letter[at - 1] and is_letter[at]:
            joined[-1] = NamePart(joined[-1].token + part.token)
        else:
            joined.append(part)
    return joined


def mark_legal(
    parts: Sequence[NamePart], lexicon: Lexicon, kind: Kind | None, in_capitals: frozenset[str]
) -> list[NamePart]:
    """Mark the legal form in front of a name and those at its end, of which there may be several:
    L.L.C. Co.
    """
    parts = list(parts)
    names = sum(part.role is not Role.LEGAL for part in parts)
    count = _legal_at(parts, 0, len(parts), names, lexicon, kind, in_capitals) if parts else 0
    # PAT is a Ukrainian company's form, Pat a given name; at the end of a name neither case nor
    # length matters
    if count and (parts[0].token in in_capitals or sum(len(p.token) for p in parts[:count]) > 3):
        parts = mark(parts, 0, count, Role.LEGAL)
    end = len(parts)
    for _ in range(MAX_PHRASES):
        names = sum(part.role is not Role.LEGAL for part in parts)
        for start in range(max(1, end - MAX_PHRASE), end):
            if start + _legal_at(parts, start, end, names, lexicon, kind, in_capitals) == end:
                break
        else:
            break
        parts = mark(parts, start, end - start, Role.LEGAL)
        end = start
    return parts


def _legal_at(
    parts: Sequence[NamePart],
    start: int,
    end: int,
    names: int,
    lexicon: Lexicon,
    kind: Kind | None,
    in_capitals: frozenset[str],
) -> int:
    """Return how many tokens from *start* on, before *end*, are a legal form that leaves something
    of the name, or 0; *names*: how many of *parts* are no legal form so far.
    """
    count = phrase_at(parts, start, lexicon.legal, end)
    # Sá is a family name, SA a legal form
    is_loud = (
        kind is Kind.ORG or count > 1 or len(parts[start].token) > 2 or parts[start].token in in_capitals
    )
    return count if is_loud and count < names else 0
