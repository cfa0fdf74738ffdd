"""Korean and Japanese readings of a name in Chinese characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.names.han_chinese import MAX_CHINESE
from translit.names.han_syllables import (
    JAPANESE,
    JAPANESE_FOREIGN,
    JAPANESE_LONG,
    JAPANESE_ONE,
    JAPANESE_READING,
    KOREAN,
    KOREAN_FOREIGN,
    MAX_GIVEN,
    OTHER_READING,
    UNORDERED,
    Spelling,
    Syllables,
    by_characters,
    in_order,
    spellings_of,
)
from translit.writing.han_readings import PACKAGED, character_sets, kana_in_hepburn, long_vowels, plain
from translit.writing.language_facts import language_facts
from translit.writing.scripts import script_of
from translit.writing.spelling import top_romanizations

MAX_JAPANESE_FAMILY, MAX_JAPANESE_GIVEN = 4, 3  # characters
KOREAN_SPELLINGS = 6  # of a syllable in Hangul, the likeliest
MAX_KOREAN_GIVEN = 6  # ways to write a given name in Hangul


class _Hangul:
    """The likeliest spellings of a syllable of a Korean name."""

    def get(self, char: str, default: Sequence[str] = (), /) -> Sequence[str]:
        """Return the spellings of a syllable."""
        return top_romanizations(char, KOREAN_SPELLINGS) or default


_HANGUL = _Hangul()


def korean_spellings(words: Sequence[str]) -> Iterator[Spelling]:
    text = "".join(words)
    if len(text) > MAX_CHINESE or any(script_of(char) != "Hani" for char in text):
        return
    facts, table = language_facts(), PACKAGED.korean
    sizes = [len(words[0])] if len(words) == 2 else [1, 2]
    nats = KOREAN if character_sets(text).in_korean else KOREAN_FOREIGN
    for size in sizes:
        for family in by_characters(plain(text[:size]), table):
            known = facts.hangul_surnames if size == 1 else facts.hangul_compound_surnames
            if family.joined not in known or len(text) == size:
                continue
            for given in by_characters(plain(text[size:]), table)[:MAX_KOREAN_GIVEN]:
                families, names = (by_characters(way.joined, _HANGUL, UNORDERED) for way in (family, given))
                native = text[:size], text[size:]
                more = family.nats + given.nats
                yield from spellings_of("Korean", families, names, nats + more, native)


def japanese_spellings(words: Sequence[str]) -> Iterator[Spelling]:
    text = "".join(words)
    known = PACKAGED.japanese_families
    listed = language_facts().han_japanese_families
    has_kana = any(script_of(char) != "Hani" for char in text)
    sizes = [len(words[0])] if len(words) == 2 else range(1, min(MAX_JAPANESE_FAMILY, len(text) - 1) + 1)
    foreign = 0.0 if character_sets(text).in_japanese else JAPANESE_FOREIGN
    for size in sizes:
        family, given = text[:size], text[size:]
        if "々" in family[1:]:
            family = "".join(family[at - 1] if char == "々" else char for at, char in enumerate(family))
        if len(given) > MAX_JAPANESE_GIVEN or (size == 1 and len(text) > MAX_CHINESE):
            continue
        simplified = plain(family)
        of_family = listed.get(simplified, "").split() or known.get(simplified, ())
        names = _japanese_given(given)
        if not of_family or not names:
            continue
        nats = JAPANESE_LONG if len(text) > 3 or has_kana else JAPANESE if size > 1 else JAPANESE_ONE
        families = [way for one in in_order(of_family) for way in _in_letters(one)]
        given_names = [way for one in names for way in _in_letters(one)]
        yield from spellings_of(JAPANESE_READING, families, given_names, nats + foreign, (text[:size], given))


def _japanese_given(given: str) -> list[Syllables]:
    if any(script_of(char) != "Hani" for char in given):
        latin = kana_in_hepburn(given)
        return [Syllables((latin,))] if latin else []
    simplified = plain(given)
    whole = in_order(PACKAGED.japanese_given_names.get(simplified, ()))
    of_characters = [
        Syllables((way.joined,), way.nats) for way in by_characters(simplified, PACKAGED.japanese_characters)
    ]
    return [*whole, *of_characters][:MAX_GIVEN]


def _in_letters(way: Syllables) -> list[Syllables]:
    return [
        Syllables((text,), way.nats + OTHER_READING * (at > 0))
        for at, text in enumerate(long_vowels(way.joined))
    ]
