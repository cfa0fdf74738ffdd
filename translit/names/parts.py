"""What the tokens of a name are: title, initial, patronymic, particle, family name, legal form."""

from __future__ import annotations

from collections.abc import Sequence

from translit.model import Kind
from translit.names.honorifics import pointed_words, unglue_titles
from translit.names.initials import cut_short, divide_initials, mark_korean_surname
from translit.names.letter_names import read_letter_names
from translit.names.lexicon import MAX_PHRASE, MAX_PHRASES, Lexicon, phrase_at
from translit.names.organisations import (
    divide_legal_form,
    mark_legal,
    mark_organisation,
    may_be_organisation,
    without_elided,
)
from translit.names.rarity import is_first_name
from translit.names.roles import OPTIONAL, NamePart, Role, mark, with_role
from translit.names.suffixes import mark_suffix
from translit.names.tokens import in_capitals, name_tokens
from translit.names.vessels import mark_vessel
from translit.writing.keys import latinize, strip_marks
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.scripts import unmix
from translit.writing.text import clean, fold

MAX_PARTICLE = 5  # letters with a hyphen: al-, abu-
MAX_FAMILY = 3  # words of a family name: van der Bilt
MIN_BEHIND_AMBIGUOUS = 2  # words behind a title that may be a name
MIN_PATRONYMIC = 5  # letters; the shortest in use: Ilich, Lukich, Fomich


def parse_name(
    text: str, lexicon: Lexicon, *, kind: Kind | None = None, family_first: bool = False
) -> tuple[NamePart, ...]:
    """Split the name *text* into tokens with their roles, in the order given, a family name before
    a comma moved to the end.

    >>> [f"{p.token}/{p.role}" for p in parse_name("Reznikov, O. Yu.", Lexicon())]
    ['o/i', 'yu/i', 'reznikov/f']

    *kind* None: unknown, read as a person's unless a legal form or a word such as Ministry says
    otherwise. *family_first*: the family name leads, as in East Asia. The roles follow `lexicon`;
    without it only initials and the family name's place are known.
    """
    text = clean(unmix(repair(text)))
    if kind in (None, Kind.ORG):
        text = divide_legal_form(without_elided(text) if kind is Kind.ORG else text)
    written, behind = _around_comma(text, lexicon, kind)
    given = name_tokens(written)
    family = name_tokens(behind) if behind else []
    parts = given + [with_role(p, Role.FAMILY) if p.role is Role.WORD else p for p in family]
    if kind is Kind.PLACE:
        parts = mark_legal(parts, lexicon, kind, in_capitals(written))
        return tuple(with_role(p, Role.PARTICLE) if p.token == "the" else _as_word(p) for p in parts)
    if kind is not Kind.PERSON and not family and (ship := mark_vessel(written, parts, lexicon, kind)):
        return tuple(ship)
    if kind is Kind.ORG or (kind is None and may_be_organisation(parts, lexicon)):
        named = mark_organisation(parts, lexicon, kind, in_capitals(written))
        tells = any(p.role in (Role.LEGAL, Role.ACRONYM) or p.token in lexicon.organisations for p in named)
        if kind is Kind.ORG or tells:
            plain = without_elided(text)
            return tuple(named) if plain == text else parse_name(plain, lexicon, kind=Kind.ORG)
    divided = divide_initials(written, lexicon, behind)
    if divided != written:
        parts = name_tokens(divided) + parts[len(given) :]
    pointed = pointed_words(text)
    parts = _mark_titles(unglue_titles(parts, lexicon, pointed), lexicon)
    parts = read_letter_names(parts, lexicon, pointed)
    parts = _mark_cut_short(parts, lexicon, cut_short(written))
    parts = mark_korean_surname(parts, written, lexicon)
    parts = mark_suffix(parts, lexicon, text)
    parts = _mark_particles(parts, lexicon, is_hyphened=written[:MAX_PARTICLE].find("-") > 0)
    parts = _mark_patronymic(parts, lexicon)
    return tuple(
        parts if family else _turned(_mark_family(parts, lexicon, in_capitals(written), family_first))
    )


def is_surname_first(country: str | None, lang: str | None) -> bool:
    """Whether the surname leads in the name of a person from *country*, written in *lang*; without
    *lang* in Latin letters.

    >>> is_surname_first("CN", None), is_surname_first("HU", None), is_surname_first("HU", "hu")
    (True, False, True)
    >>> is_surname_first("RU", "ko"), is_surname_first(None, "ko")
    (False, True)

    Foreigners keep their order in languages that have another one.
    """
    facts = language_facts()
    if country in facts.surname_first_countries:
        return True
    countries = facts.surname_first_languages.get(lang or "")
    return countries is not None and (country is None or country in countries)


def surname_span(parts: Sequence[NamePart]) -> tuple[int, int] | None:
    """Return the start and the end of the surname among *parts*, its particles included; None where
    there is none, or more than one word may be it.

    >>> lexicon = Lexicon(particles=frozenset({"von", "der"}))
    >>> surname_span(parse_name("Ursula von der Leyen", lexicon))
    (1, 4)
    """
    places = [at for at, part in enumerate(parts) if part.role is Role.FAMILY]
    if len(places) != 1:
        return None
    start = places[0]
    while start and parts[start - 1].role is Role.PARTICLE:
        start -= 1
    return start, places[0] + 1


def _turned(parts: list[NamePart]) -> list[NamePart]:
    """Move initials behind the only name to before it: Lavrov S. V. is S. V. Lavrov."""
    at = next((at for at, part in enumerate(parts) if part.role is Role.FAMILY), len(parts))
    behind = parts[at + 1 :]
    if not behind:
        return parts
    is_only = all(part.role in OPTIONAL for part in parts[:at]) and all(
        part.role is Role.INITIAL for part in behind
    )
    return [*parts[:at], *behind, parts[at]] if is_only else parts


def _as_word(part: NamePart) -> NamePart:
    return part if part.role is Role.LEGAL else with_role(part, Role.WORD)


def core_key(parts: Sequence[NamePart]) -> str:
    """Return the match key of a name without its titles, legal forms and the acronym beside it."""
    return strip_marks(" ".join(p.token for p in core_parts(parts)))


def core_parts(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return a name without its titles, legal forms and the acronym beside it."""
    return [p for p in parts if p.role not in (Role.TITLE, Role.LEGAL, Role.ACRONYM)]


def is_inverted(text: str, lexicon: Lexicon) -> bool:
    """Whether *text* has a family name before a comma, and no more words there than one has.

    >>> is_inverted("Reznikov, Oleksii", Lexicon()), is_inverted("Oleksii Reznikov", Lexicon())
    (True, False)
    """
    if "," not in text:
        return False
    _, before = _around_comma(clean(unmix(repair(text))), lexicon, None)
    return 0 < len(before.split()) <= MAX_FAMILY


def _around_comma(text: str, lexicon: Lexicon, kind: Kind | None) -> tuple[str, str]:
    """Split "Last, First" into ("First", "Last"); any other text into (text, "")."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if not comma or not before or not after or "," in after or kind not in (None, Kind.PERSON):
        return text, ""
    first = strip_marks(latinize(fold(after))).split()
    if first and (
        first[0] in lexicon.legal
        or first[0] in lexicon.titles_after
        or all(t in lexicon.suffixes for t in first)
    ):
        return text, ""  # "Acme, Inc.", "John Smith, PhD", "Martin Luther King, Jr."
    return after, before


def _words_from(parts: Sequence[NamePart], start: int, lexicon: Lexicon) -> int:
    return sum(part.token not in lexicon.particles for part in parts[start:])


def _mark_titles(parts: list[NamePart], lexicon: Lexicon) -> list[NamePart]:
    start = 0
    for _ in range(MAX_PHRASES):
        if start >= len(parts) - 1:
            break
        count = phrase_at(parts, start, lexicon.titles)
        if not count:
            # "Judge" is a family name as well: a title only before two words more
            count = phrase_at(parts, start, lexicon.ambiguous_titles)
            count = count if _words_from(parts, start + count, lexicon) >= MIN_BEHIND_AMBIGUOUS else 0
        if not count or start + count >= len(parts):
            break
        parts = mark(parts, start, count, Role.TITLE)
        start += count
    end = len(parts)
    for _ in range(MAX_PHRASES):  # several may stand behind a name: 전 대통령, MA PhD
        places = range(max(start + 1, end - MAX_PHRASE), end)
        last = next((at for at in places if phrase_at(parts, at, lexicon.titles_after, end) == end - at), end)
        if last == end:
            break
        parts = mark(parts, last, end - last, Role.TITLE)
        end = last
    return parts


def _mark_cut_short(parts: list[NamePart], lexicon: Lexicon, cut: frozenset[str]) -> list[NamePart]:
    """Mark given names that are cut short and written with a point as initials: Jos. Haydn."""
    if not cut:
        return parts
    for at, part in enumerate(parts):
        if (
            part.token in cut
            and part.role is Role.WORD
            and part.token not in lexicon.given_names
            and part.token not in lexicon.particles
            and part.token not in lexicon.suffixes
            and any(other.role is Role.WORD for other in parts[at + 1 :])
        ):
            parts = mark(parts, at, 1, Role.INITIAL)
    return parts


def _mark_particles(parts: list[NamePart], lexicon: Lexicon, *, is_hyphened: bool) -> list[NamePart]:
    names = [i for i, p in enumerate(parts) if p.role in (Role.WORD, Role.FAMILY)]
    marked = list(parts)
    for i in names:
        # Ben Wallace, but Al-Jihad
        is_first_name = i == names[0] and _is_given(parts[i].token, lexicon) and not (is_hyphened and i == 0)
        if (
            parts[i].token in lexicon.particles
            and i < len(parts) - 1
            and len(names) > 1
            and not is_first_name
        ):
            marked[i] = with_role(parts[i], Role.PARTICLE)
    return marked


def _mark_patronymic(parts: list[NamePart], lexicon: Lexicon) -> list[NamePart]:
    names = [i for i, p in enumerate(parts) if p.role in (Role.WORD, Role.FAMILY)]
    if len(names) < 3:
        return parts
    for i in names[1:]:
        token = parts[i].token
        if (
            len(token) >= MIN_PATRONYMIC
            and token.endswith(lexicon.patronymic_endings)
            and parts[i].role is Role.WORD
        ):
            return mark(parts, i, 1, Role.PATRONYMIC)
    return parts


def _mark_family(
    parts: list[NamePart], lexicon: Lexicon, in_capitals: frozenset[str], family_first: bool
) -> list[NamePart]:
    words = [i for i, p in enumerate(parts) if p.role is Role.WORD]
    epithet = _epithet(parts)
    if epithet is not None:  # Peter the Great, Mary Stuart of Scotland
        words = [i for i in words if i < epithet]
    if not words or (epithet is not None and len(words) == 1):
        return parts
    first, last = words[0], words[-1]
    loud = [i for i in words if parts[i].token in in_capitals and len(parts[i].token) > 2]
    if loud and len(loud) < len(words):  # "REZNIKOV Oleksii"
        for i in loud:
            parts = mark(parts, i, 1, Role.FAMILY)
        return parts
    patronymic_last = parts[-1].role is Role.PATRONYMIC
    given_last = _is_given(parts[last].token, lexicon) and not (
        _is_given(parts[first].token, lexicon)
        or is_first_name(parts[first].token)
        or parts[first].token in language_facts().arabic_prefixes  # Abd is half a given name
    )
    return mark(
        parts,
        first if family_first or patronymic_last or (given_last and len(words) > 1) else last,
        1,
        Role.FAMILY,
    )


def _epithet(parts: Sequence[NamePart]) -> int | None:
    """Return where "of Arc", "the Great" begin behind a name, None where nothing does."""
    words = language_facts().epithet_words
    return next((at for at in range(1, len(parts) - 1) if parts[at].token in words), None)


def _is_given(token: str, lexicon: Lexicon) -> bool:
    return token in lexicon.given_names or token in lexicon.nicknames
