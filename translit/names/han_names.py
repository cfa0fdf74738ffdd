"""How a person's name in Chinese characters may be read: by language, likeliest first.

Start reading from `han_name`. What Mandarin reads as Chen Dawen, Hong Kong writes Chan Tai Man,
Singapore Tan Tai Boon, Korea Jin Dae-mun; Japan's readings are those of its own family names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from translit.names.roles import NamePart, Role, native_part
from translit.writing.han_readings import (
    PACKAGED,
    CharacterSets,
    character_sets,
    kana_in_hepburn,
    long_vowels,
    plain,
)
from translit.writing.keys import key
from translit.writing.korean_places import BORDER
from translit.writing.language_facts import language_facts
from translit.writing.readings import unaided
from translit.writing.scripts import script_of
from translit.writing.spelling import top_romanizations

MAX_CHINESE = 4  # characters of a whole name, with a family name of two
MAX_JAPANESE = 7  # of a Japanese one, kana among them
MAX_JAPANESE_FAMILY, MAX_JAPANESE_GIVEN = 4, 3
MAX_SPELLINGS = 48  # of one reading of a name, the likeliest
KOREAN_SPELLINGS = 6  # of a syllable in Hangul, the likeliest
MAX_GIVEN = 36  # ways to read a given name

# How much less likely a reading is than the Mandarin one of a name that is Chinese by its family
# name, in nats. Priors, not measured: of people in lists and news who are written so, most are of
# China, then of Japan and Taiwan; Hong Kong and Taiwan write traditional characters, China and
# Singapore simplified ones, and each writes its neighbours' names in its own.
WADE_GILES, WADE_GILES_SIMPLIFIED = 0.3, 1.5
CANTONESE, CANTONESE_SIMPLIFIED = 0.7, 2.0
SOUTHERN, SOUTHERN_MIXED = 1.0, 1.6
KOREAN, KOREAN_FOREIGN = 0.5, 1.2
VIETNAMESE = 1.5
JAPANESE_LONG, JAPANESE, JAPANESE_ONE = 0.0, 0.7, 1.2  # by characters of the whole, of the family name
JAPANESE_FOREIGN = 0.7  # characters that Japan does not write
NO_CHINESE_SURNAME, NOT_CHINESE = 2.5, 2.0  # family name; characters that Japan alone writes
OTHER_READING = 0.4  # a reading of a character or name that is not its usual one
UNORDERED = 0.1  # the same in a table that does not say which one is


KOREAN_NAME = "Korean"


class Syllables(NamedTuple):
    """A way to spell a family or given name, a text a character, or one for all; and its price in
    nats.
    """

    texts: tuple[str, ...]
    nats: float = 0.0

    @property
    def joined(self) -> str:
        """The syllables as one word."""
        return "".join(self.texts)


class Spelling(NamedTuple):
    """A name as read in a *language*: family and given name, and how much less likely, in nats, it
    is than the likeliest reading.

    *native*: family and given name in their characters; of a Korean reading in Hangul.
    """

    language: str
    family: Syllables
    given: Syllables
    nats: float
    native: tuple[str, str]

    @property
    def words(self) -> tuple[tuple[str, int], ...]:
        """The words that the name may have in Latin letters, joined and syllable by syllable, each
        with the number of those that are as much as one of the name's two.
        """
        both = self.family, self.given
        return tuple(
            (text, len(texts)) for of in both for texts in ((of.joined,), of.texts) for text in texts
        )

    @property
    def text(self) -> str:
        """The name as it is told: Otani Shohei."""
        return f"{self.family.joined.capitalize()} {self.given.joined.capitalize()}"


class HanName(NamedTuple):
    """The spellings of a name, likeliest first, each with its letters; `letters` are distinct."""

    spellings: tuple[Spelling, ...]
    letters: tuple[str, ...]


NO_NAME = HanName((), ())


def natives(parts: Sequence[NamePart]) -> tuple[str, ...]:
    """Return the words of a name that is in Chinese characters alone, or with kana behind them."""
    words = [part for part in parts if part.role in (Role.WORD, Role.FAMILY)]
    if not 1 <= len(words) <= 2 or words[0].script != "Hani":
        return ()
    return tuple(part.native for part in words) if all(part.native for part in words) else ()


@lru_cache(maxsize=4_096)
def han_name(words: tuple[str, ...]) -> HanName:
    """Return the readings of a person's name in Chinese characters, *words* as `natives` has them.

    >>> [(s.language, s.text) for s in han_name(("大谷翔平",)).spellings[:1]]
    [('Japanese', 'Otani Shohei')]
    >>> "Chan Taiman" in {s.text for s in han_name(("陳大文",)).spellings}
    True

    Nothing of what is no name: of one character, or too long.
    """
    text = "".join(words)
    if not 2 <= len(text) <= MAX_JAPANESE:
        return NO_NAME
    found = [*_chinese(words), *_korean(words), *_japanese(words)]
    if not found:
        return NO_NAME
    least = min(spelling.nats for spelling in found)
    best: dict[str, Spelling] = {}
    for spelling in sorted(found, key=lambda one: one.nats):
        best.setdefault(
            spelling.family.joined + spelling.given.joined, spelling._replace(nats=spelling.nats - least)
        )
    return HanName(tuple(best.values()), tuple(best))


def parts_of(
    spelling: Spelling, alias: Sequence[NamePart], *, in_latin: bool = False
) -> tuple[NamePart, ...]:
    """Return the parts of a name as *spelling* reads it, in as many words as *alias* has.

    A Korean reading is in Hangul, which the spelling model prices, unless *in_latin*.
    """
    tokens = frozenset(part.token for part in alias)
    return tuple(
        part
        for syllables, native, role in (
            (spelling.family, spelling.native[0], Role.FAMILY),
            (spelling.given, spelling.native[1], Role.WORD),
        )
        for part in _words(syllables, native, role, tokens, spelling.language == KOREAN_NAME and not in_latin)
    )


def _words(
    syllables: Syllables, native: str, role: Role, tokens: frozenset[str], is_korean: bool
) -> list[NamePart]:
    texts = syllables.texts
    if is_korean:
        return [native_part(key(native).replace(" ", ""), native, role)]
    is_apart = 1 < len(texts) == len(native) and syllables.joined not in tokens and not tokens.isdisjoint(texts)
    if not is_apart:
        return [native_part(syllables.joined, native, role)]
    return [native_part(text, char, role) for text, char in zip(texts, native, strict=True)]


def _spellings(
    language: str,
    families: Iterable[Syllables],
    given: Iterable[Syllables],
    nats: float,
    native: tuple[str, str],
) -> Iterator[Spelling]:
    pairs = sorted(product(list(families), list(given)), key=lambda pair: pair[0].nats + pair[1].nats)
    for family, name in pairs[:MAX_SPELLINGS]:
        yield Spelling(language, family, name, nats + family.nats + name.nats, native)


def _each(of: Sequence[str], step: float = OTHER_READING) -> list[Syllables]:
    """Return the readings of one character or name, each by *step* nats less likely than the one
    before.
    """
    return [Syllables((text,), step * min(at, 2)) for at, text in enumerate(of)]


def _by_characters(
    text: str, readings: Mapping[str, Sequence[str]], step: float = OTHER_READING
) -> list[Syllables]:
    """Return the ways to read *text* character by character; none if one is not known."""
    of_each = [_each(readings.get(char, ()), step) for char in text]
    ways = [
        Syllables(tuple(one.texts[0] for one in way), sum(one.nats for one in way))
        for way in islice(product(*of_each), 4 * MAX_GIVEN)
    ]
    return sorted(ways, key=lambda way: way.nats)[:MAX_GIVEN]


class _AnyOf(dict[str, Sequence[str]]):
    """Readings of characters by several tables at once, those of the first first."""

    def __init__(self, *tables: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.tables = tables

    def get(self, char: str, default: Sequence[str] = ()) -> Sequence[str]:  # type: ignore[override]
        return tuple(dict.fromkeys(text for table in self.tables for text in table.get(char, ()))) or default


class _divided(dict[str, Sequence[str]]):  # noqa: N801
    """A table of texts as one of their words."""

    def get(self, char: str, default: Sequence[str] = ()) -> Sequence[str]:  # type: ignore[override]
        return tuple(super().get(char, "").split()) or default  # type: ignore[call-overload]


# Chinese
def _chinese(words: Sequence[str]) -> Iterator[Spelling]:
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
        families, names = _pinyin_family(native[0]), _by_characters(native[1], by_pinyin)
        yield from _spellings("Mandarin", families, names, nats, native)
        if not is_surname:
            continue
        wade_giles = WADE_GILES_SIMPLIFIED if of.is_simplified else WADE_GILES
        in_wade_giles = _in_wade_giles(families), _in_wade_giles(names)
        yield from _spellings("Mandarin", *in_wade_giles, nats + wade_giles, native)
        yield from _southern(native, family, given, of, in_wade_giles[1] + names)
        if family in (known := language_facts().han_vietnamese_families):
            table = _AnyOf(_divided(language_facts().han_vietnamese_given), PACKAGED.vietnamese)
            spelled = _each(known[family].split()), _by_characters(given, table)
            yield from _spellings("Vietnamese", *spelled, nats + VIETNAMESE, native)


def _southern(
    native: tuple[str, str], family: str, given: str, of: CharacterSets, mandarin: list[Syllables]
) -> Iterator[Spelling]:
    """Yield the readings of Hong Kong, and of the Chinese of Singapore and Malaysia, where a family
    name is of one language and the given name may be of another.
    """
    facts = language_facts()
    cantonese = _AnyOf(PACKAGED.cantonese, _divided(facts.han_hong_kong))
    in_hong_kong = _by_characters(family, cantonese, UNORDERED), _by_characters(given, cantonese, UNORDERED)
    nats = CANTONESE_SIMPLIFIED if of.is_simplified else CANTONESE
    yield from _spellings("Cantonese", *in_hong_kong, nats, native)
    if listed := facts.han_southern_families.get(family):
        families = _each(listed.split(), UNORDERED)
        hokkien = _divided(facts.han_southern_given)
        names = _by_characters(given, hokkien, UNORDERED)
        yield from _spellings("Hokkien", families, names, SOUTHERN, native)
        mixed = _by_characters(given, _AnyOf(hokkien, cantonese, _Pinyin()))
        of_one = [way._replace(nats=way.nats + OTHER_READING) for way in (*mandarin, *in_hong_kong[1], *mixed)]
        yield from _spellings("Hokkien", families, of_one, SOUTHERN_MIXED, native)


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
    listed = {char: [_bare(read)] for char in family if (read := facts.han_surname_readings.get(char))}
    return _by_characters(family, _AnyOf(listed, _Pinyin()) if not listed else _Listed(listed))


class _Pinyin(dict[str, Sequence[str]]):
    """Pinyin without marks by character, the usual reading first."""

    def get(self, char: str, default: Sequence[str] = ()) -> Sequence[str]:  # type: ignore[override]
        usual = _bare(unaided("pinyin", char, is_person=False) or "")
        return tuple(dict.fromkeys(filter(None, (usual, *PACKAGED.mandarin.get(plain(char), ()))))) or default


class _Listed(_Pinyin):
    """The same, family names as they are listed to be read."""

    def __init__(self, listed: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.listed = listed

    def get(self, char: str, default: Sequence[str] = ()) -> Sequence[str]:
        return self.listed.get(char) or super().get(char, default)


def _bare(pinyin: str) -> str:
    return key(pinyin).replace(" ", "")


def _in_wade_giles(ways: Iterable[Syllables]) -> list[Syllables]:
    table = PACKAGED.wade_giles
    return [way._replace(texts=tuple(table.get(text, text) for text in way.texts)) for way in ways]


# Korean
class _Hangul(dict[str, Sequence[str]]):
    """The likeliest spellings of a syllable of a Korean name."""

    def get(self, char: str, default: Sequence[str] = ()) -> Sequence[str]:  # type: ignore[override]
        return top_romanizations(char, KOREAN_SPELLINGS) or default


_HANGUL = _Hangul()


def _korean(words: Sequence[str]) -> Iterator[Spelling]:
    text = "".join(words)
    if len(text) > MAX_CHINESE or any(script_of(char) != "Hani" for char in text):
        return
    facts, table = language_facts(), PACKAGED.korean
    sizes = [len(words[0])] if len(words) == 2 else [1, 2]
    nats = KOREAN if character_sets(text).in_korean else KOREAN_FOREIGN
    for size in sizes:
        for family in _by_characters(plain(text[:size]), table):
            known = facts.hangul_surnames if size == 1 else facts.hangul_compound_surnames
            if family.joined not in known or len(text) == size:
                continue
            for given in _by_characters(plain(text[size:]), table)[:6]:
                spelled = [_by_characters(way.joined, _HANGUL, UNORDERED) for way in (family, given)]
                native = family.joined, given.joined
                yield from _spellings(KOREAN_NAME, *spelled, nats + family.nats + given.nats, native)


# Japanese
def _japanese(words: Sequence[str]) -> Iterator[Spelling]:
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
        families = [way for one in _each(of_family) for way in _in_letters(one)]
        given_names = [way for one in names for way in _in_letters(one)]
        yield from _spellings("Japanese", families, given_names, nats + foreign, (text[:size], given))


def _japanese_given(given: str) -> list[Syllables]:
    if any(script_of(char) != "Hani" for char in given):
        latin = kana_in_hepburn(given)
        return [Syllables((latin,))] if latin else []
    simplified = plain(given)
    whole = _each(PACKAGED.japanese_given_names.get(simplified, ()))
    by_characters = [
        Syllables((way.joined,), way.nats) for way in _by_characters(simplified, PACKAGED.japanese_characters)
    ]
    return [*whole, *by_characters][:MAX_GIVEN]


def _in_letters(way: Syllables) -> list[Syllables]:
    return [
        Syllables((text,), way.nats + OTHER_READING * (at > 0)) for at, text in enumerate(long_vowels(way.joined))
    ]
