"""Readings of Chinese names: Mandarin, Hong Kong, Singapore and Malaysia; Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from translit.names.han_syllables import (
    CANTONESE,
    CANTONESE_SIMPLIFIED,
    NO_CHINESE_SURNAME,
    NOT_CHINESE,
    OTHER_READING,
    SOUTHERN,
    SOUTHERN_MIXED,
    UNORDERED,
    VIETNAMESE,
    WADE_GILES,
    WADE_GILES_SIMPLIFIED,
    AnyOf,
    Spelling,
    Syllables,
    Words,
    by_characters,
    in_order,
    spellings_of,
)
from translit.writing.han_readings import PACKAGED, CharacterSets, character_sets, plain
from translit.writing.keys import key
from translit.writing.language_facts import BORDER, language_facts
from translit.writing.readings import unaided
from translit.writing.scripts import script_of

MAX_CHINESE = 4  # characters of a whole name, with a family name of two


def chinese_spellings(words: Sequence[str]) -> Iterator[Spelling]:
    text = "".join(words)
    if len(text) > MAX_CHINESE or any(script_of(char) != "Hani" for char in text):
        return
    of = character_sets(text)
    for size in _family_sizes(words):
        native = text[:size], text[size:]
        family, given = plain(native[0]), plain(native[1])
        is_surname = _is_surname(native[0])
        nats = (0.0 if is_surname else NO_CHINESE_SURNAME) + (NOT_CHINESE if of.is_japanese else 0.0)
        by_pinyin = _Pinyin()
        families, names = _pinyin_family(native[0]), by_characters(native[1], by_pinyin)
        yield from spellings_of("Mandarin", families, names, nats, native)
        if not is_surname:
            continue
        wade_giles = WADE_GILES_SIMPLIFIED if of.is_simplified else WADE_GILES
        in_wade_giles = _in_wade_giles(families), _in_wade_giles(names)
        yield from spellings_of("Mandarin", *in_wade_giles, nats + wade_giles, native)
        yield from _southern(native, family, given, of, in_wade_giles[1] + names)
        if family in (known := language_facts().han_vietnamese_families):
            table = AnyOf(Words(language_facts().han_vietnamese_given), PACKAGED.vietnamese)
            spelled = in_order(known[family].split()), by_characters(given, table)
            yield from spellings_of("Vietnamese", *spelled, nats + VIETNAMESE, native)


def _southern(
    native: tuple[str, str], family: str, given: str, of: CharacterSets, mandarin: list[Syllables]
) -> Iterator[Spelling]:
    """Yield the readings of Hong Kong, and of the Chinese of Singapore and Malaysia, where a family
    name is of one language and the given name may be of another.
    """
    facts = language_facts()
    cantonese = AnyOf(PACKAGED.cantonese, Words(facts.han_hong_kong))
    in_hong_kong = by_characters(family, cantonese, UNORDERED), by_characters(given, cantonese, UNORDERED)
    nats = CANTONESE_SIMPLIFIED if of.is_simplified else CANTONESE
    yield from spellings_of("Cantonese", *in_hong_kong, nats, native)
    if listed := facts.han_southern_families.get(family):
        families = in_order(listed.split(), UNORDERED)
        hokkien = Words(facts.han_southern_given)
        names = by_characters(given, hokkien, UNORDERED)
        yield from spellings_of("Hokkien", families, names, SOUTHERN, native)
        mixed = by_characters(given, AnyOf(hokkien, cantonese, _Pinyin()))
        of_one = [
            way._replace(nats=way.nats + OTHER_READING) for way in (*mandarin, *in_hong_kong[1], *mixed)
        ]
        yield from spellings_of("Hokkien", families, of_one, SOUTHERN_MIXED, native)


def _family_sizes(words: Sequence[str]) -> list[int]:
    """Return how many characters the family name may have, the likeliest first."""
    if len(words) == 2:
        return [len(words[0])]
    text = words[0]
    facts = language_facts()
    if len(text) > 2 and text[:2] in facts.han_compound_surnames:
        return [2, 1] if len(text) == 3 else [2]
    if len(text) == MAX_CHINESE:  # a married woman has her husband's family name before her own
        return [2] if all(_is_surname(char) for char in text[:2]) else []
    return [1]


def _is_surname(family: str) -> bool:
    facts = language_facts()
    if family in facts.han_compound_surnames:
        return True
    known = (facts.han_surnames, facts.han_surname_readings)
    return all(any(char in of or plain(char) in of for of in known) for char in family)


def _pinyin_family(family: str) -> list[Syllables]:
    facts = language_facts()
    if compound := facts.han_compound_surnames.get(family):
        return [Syllables(tuple(_bare(text) for text in compound.split(BORDER)))]
    return by_characters(family, _Pinyin(facts.han_surname_readings))


class _Pinyin:
    """Pinyin without marks by character, the usual reading first; of a family name as *listed*."""

    def __init__(self, listed: Mapping[str, str] | None = None) -> None:
        self.listed = listed or {}

    def get(self, char: str, default: Sequence[str] = (), /) -> Sequence[str]:
        """Return the readings of a character."""
        if listed := self.listed.get(char):
            return (_bare(listed),)
        usual = _bare(unaided("pinyin", char, is_person=False) or "")
        return tuple(dict.fromkeys(filter(None, (usual, *PACKAGED.mandarin.get(plain(char), ()))))) or default


def _bare(pinyin: str) -> str:
    return key(pinyin).replace(" ", "")


def _in_wade_giles(ways: Iterable[Syllables]) -> list[Syllables]:
    table = PACKAGED.wade_giles
    return [way._replace(texts=tuple(table.get(text, text) for text in way.texts)) for way in ways]
