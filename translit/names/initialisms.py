"""The acronyms that a name of several words may be written as: FDLR, CNOOC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.names.rarity import is_city, place_of
from translit.names.roles import NamePart, Role
from translit.writing.language_facts import language_facts

MIN_ACRONYM = 3  # letters; of two there are too many
MIN_FORM = 7  # letters of a legal form that counts for one: Corporation, Company, Limited
MAX_WRITTEN = 5  # letters of an acronym; longer names in capitals are mostly words
MIN_WORD = 4  # letters of a word that counts for an acronym: not of, the, du
MAX_WORDS = 12  # of a name whose acronyms in other scripts are made
MAX_PHRASE = 3  # words that one word of another language stands for
MAX_WAYS = 24  # acronyms of one name in other scripts
MIN_KNOWN, MIN_NATIVE = 2, 3  # words of the table that such a name has; letters of its acronym

_SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:[aeiouv]{1,3}(?:ng|n)?|er)"
_PINYIN = re.compile(f"({_SYLLABLE})({_SYLLABLE})")


def acronyms(parts: Sequence[NamePart]) -> frozenset[str]:
    """Return the initial letters of a name of several words, with and without its short ones, its
    legal form and the place that stands last: FDLR, FDDLDR, CNOOC.

    None for a person's name, and none of fewer than `MIN_ACRONYM` letters.
    """
    words = [part for part in parts if part.role not in (Role.TITLE, Role.LEGAL, Role.ACRONYM)]
    if any(part.role in (Role.FAMILY, Role.INITIAL) for part in words):
        return frozenset()
    found = initial_letters([part.token for part in words])
    left_out = language_facts().acronym_left_out
    own = [part for part in words if part.role is not Role.PARTICLE and part.token not in left_out]
    if len(own) < len(words):  # Institute of Art History: IAH
        found |= initial_letters([part.token for part in own])
    if len(own) > MIN_ACRONYM and is_place(own[-1].token):  # Centre for Health and Law (Austria)
        found |= initial_letters([part.token for part in own[:-1]])
    noun = _noun(words, own)
    if noun:
        turned = [own[noun], *own[:noun], *own[noun + 1 :]]
        found |= initial_letters([part.token for part in turned])
    for divide in (_syllables, _compound):
        if len(own) >= MIN_ACRONYM - 1 and any(divide(part.token) for part in own):
            found |= initial_letters([text for part in own for text in divide(part.token) or (part.token,)])
    with_form = [
        part for part in parts if part in words or (part.role is Role.LEGAL and len(part.token) >= MIN_FORM)
    ]
    return (
        found if len(with_form) == len(words) else found | initial_letters([part.token for part in with_form])
    )


def is_acronym(text: str) -> bool:
    """Whether a name is one short word in capitals.

    >>> is_acronym("SANA"), is_acronym("Sana"), is_acronym("CARITAS")
    (True, False, False)
    """
    return len(text) <= MAX_WRITTEN and text.isupper() and text.isalpha()


def native_acronyms(parts: Sequence[NamePart]) -> frozenset[str]:
    """Return the initial letters, as keys, that the English words of a name have in other scripts:
    bgeu, БГЭУ, of Belarusian State Economic University.

    >>> words = [NamePart(word) for word in "belarusian state economic university".split()]
    >>> "bgeu" in native_acronyms(words)
    True
    """
    if any(part.native or part.role in (Role.FAMILY, Role.INITIAL) for part in parts):
        return frozenset()
    left_out = language_facts().acronym_left_out
    own = tuple(
        part.token
        for part in parts
        if part.role not in (Role.TITLE, Role.LEGAL, Role.ACRONYM, Role.PARTICLE)
        and part.token not in left_out
    )
    return _native_letters(own) if MIN_ACRONYM <= len(own) <= MAX_WORDS else frozenset()


def _native_letters(words: tuple[str, ...]) -> frozenset[str]:
    from translit.names.organisation_words import WORDS  # names in Latin letters are seldom asked in others

    # by how many words are accounted for: the letters so far, and how many words were known
    ways: list[list[tuple[str, int]]] = [[("", 0)], *([] for _ in words)]
    for at, word in enumerate(words):
        for size in range(1, min(MAX_PHRASE, len(words) - at) + 1):
            of_phrase = WORDS.native_initials(" ".join(words[at : at + size]))
            options = [(letters, size) for letters in of_phrase] or [(word[0], 0)] * (size == 1)
            ways[at + size] += [
                (before + letters, known + more) for before, known in ways[at] for letters, more in options
            ]
            ways[at + size] = ways[at + size][:MAX_WAYS]
    return frozenset(
        letters for letters, known in ways[-1] if known >= MIN_KNOWN and len(letters) >= MIN_NATIVE
    )


def _noun(words: Sequence[NamePart], own: Sequence[NamePart]) -> int:
    """Return the place among its *own* words of the noun that a name of an English order has behind
    its adjectives, before of or at the end (Maria Curie-Skłodowska University is UMCS), 0 where it
    has none.
    """
    first_of = language_facts().acronym_noun_first
    before = next((at for at, part in enumerate(words) if part.token in first_of), len(words))
    noun = sum(part in own for part in words[:before]) - 1
    is_known = before < len(words) or (own[-1:] and own[-1].role is Role.GENERIC)
    return max(0, noun) if is_known else 0


def _syllables(token: str) -> tuple[str, ...]:
    """Return the syllables of a place in China, whose acronyms have a letter for each: CQUT is
    Chongqing University of Technology. None for another word.
    """
    found = _PINYIN.fullmatch(token)
    return found.groups() if found and is_place(token) else ()


def _compound(token: str) -> tuple[str, ...]:
    """Return both words of a German compound, of which acronyms have a letter for each: DFG is the
    Deutsche Forschungsgemeinschaft. None for another word.
    """
    for head in language_facts().acronym_heads:
        if token.endswith(head) and len(token) - len(head) >= MIN_WORD:
            return token[: -len(head)], head
    return ()


def is_place(token: str) -> bool:
    """Whether a word is known as the name of a place."""
    return bool(place_of(token)) or is_city(token)


def initial_letters(tokens: Sequence[str]) -> frozenset[str]:
    """Return the first letters of several *tokens*, of all and of the longer ones; none of fewer
    than `MIN_ACRONYM` letters.
    """
    if len(tokens) < MIN_ACRONYM:
        return frozenset()
    found = (
        "".join(token[0] for token in tokens),
        "".join(token[0] for token in tokens if len(token) >= MIN_WORD),
    )
    return frozenset(letters for letters in found if len(letters) >= MIN_ACRONYM)
