"""Facts of languages for code that has no lexicon at hand: surnames of Han and Hangul, suffixes,
kindred letters.

They stand in `aliases/names` and `aliases/words`; `tables.language_facts` compiles them into one
file of the package.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from translit.packaged import read_json

TABLE = "language_facts.json"  # compiled by training/compile_language_facts.py
# ‧ between the syllables of one word; each scheme writes it as a hyphen, an apostrophe, nothing
BORDER = "\N{HYPHENATION POINT}"


class KoreanUnit(NamedTuple):
    """How a kind of administrative unit is told: `aliases/words/korean_units.yaml` has the fields.

    `least` 0: only what is listed.
    """

    least: int
    finals: str
    listed: frozenset[str]
    never: tuple[str, ...]
    is_given: bool


class TextLanguage(NamedTuple):
    """How the capitals of a language are to be read: `aliases/words/text_languages.yaml` has the
    fields.

    `words`: small words by which it is told; `letters`: those beyond a to z; `kin`: it and
    languages whose names it has, too; `cases`: which endings its cases add to names: "none", "s"
    or "any".
    """

    words: frozenset[str]
    letters: frozenset[str]
    kin: frozenset[str]
    has_noun_capitals: bool
    has_bare_countries: bool
    no_name_endings: tuple[str, ...]
    cases: str
    has_capital_days: bool


class _Tables(NamedTuple):
    """Sets and tables over letters of the native script, or over key tokens (Latin, lower case).

    `han_readings` corrects Unidecode; `han_variants` maps old forms of characters to simplified
    ones; the values of the `han_` tables are pinyin without tones, but of those of other languages
    its spellings with spaces between. `surname_suffixes` are sorted, the longest first;
    `suffix_classes` gives the number of a suffix's class. `arabic_words` are the prefixes, suffixes
    and articles of compounds; `arabic_vowels` gives the vowels of a word. `skeleton_letters` is a
    table for `str.translate`, `kindred_initials` maps a first letter to those written for it,
    `initial_classes` to the first one of its class.
    `number_words` gives the number that a word stands for, `places` the first form of a place;
    `thai_readings` has Thai words in the letters of the Royal Thai General System;
    `place_heads` stand before a name and make another one of it.
    `surname_first_countries` (ISO 3166-1) keep the order of names in Latin letters,
    `surname_first_languages` (ISO 639-1) have it in their own for people of the countries.
    `bynames` are read as a suffix behind an article (the Elder: sr, the Third: iii),
    `bare_ordinals` without one; behind `epithet_words` no family name stands.
    `belarusian_marks` tell a Belarusian spelling, whose `belarusian_rules` lead to the Russian one.
    `given_gender_endings` are pairs of a man's and a woman's,
    `indeclinable_endings` those of family names that a man's declension does not change.
    `filiation` are words for son of and daughter of; `scan_letters` gives, by script, the letters
    that a digit of a scan may be.
    `letter_names` maps the name of a letter, in native letters, to the letter; `letter_words` are
    those that are words as well where a name begins, inside it and where it ends;
    `joined_letters` are those of which a word of several has one, in `joining_scripts`;
    `joined_names` are no such words.
    `text_words` gives the languages of each small word of `text_languages`.
    `beside` are the words that stand beside names, by what they say; `remark_kinds` maps a remark
    to the kind of name it is of.
    """

    han_surnames: frozenset[str]
    han_compound_surnames: Mapping[str, str]
    han_surname_readings: Mapping[str, str]
    han_southern_families: Mapping[str, str]
    han_southern_given: Mapping[str, str]
    han_hong_kong: Mapping[str, str]
    han_vietnamese_families: Mapping[str, str]
    han_vietnamese_given: Mapping[str, str]
    han_japanese_families: Mapping[str, str]
    acronym_left_out: frozenset[str]  # words that have no letter in an acronym
    acronym_noun_first: frozenset[str]  # words behind which other languages begin with the noun
    romanized_endings: Sequence[str]  # of Slavic words in Latin letters, see names/romanized.py
    acronym_heads: Sequence[str]  # German words behind another one in a compound, with a letter
    acronym_scripts: Sequence[str]  # scripts whose words give acronyms of English names
    semitic_letters: Mapping[str, str]  # a Hebrew letter, and the Arabic ones that it stands for
    semitic_weak: Mapping[str, str]  # by script, letters that write a vowel or none
    semitic_several: frozenset[str]  # letters for which each letter of the other script is looked for
    semitic_articles: Sequence[str]  # of Arabic
    han_places: frozenset[str]
    han_place_endings: tuple[str, ...]
    han_place_readings: Mapping[str, str]
    han_readings: Mapping[str, str]
    han_variants: Mapping[int, str]
    korean_units: Mapping[str, KoreanUnit]
    korean_features: Mapping[str, str]
    hangul_surnames: frozenset[str]
    hangul_compound_surnames: frozenset[str]
    surname_suffixes: tuple[str, ...]
    suffix_classes: Mapping[str, int]
    arabic_prefixes: frozenset[str]
    arabic_suffixes: frozenset[str]
    arabic_articles: frozenset[str]
    arabic_words: frozenset[str]
    arabic_vowels: Mapping[str, str]
    arabic_romanizations: Mapping[str, str]
    digraph_initials: frozenset[str]
    letter_names: Mapping[str, str]
    letter_words: Mapping[str, frozenset[str]]
    joined_letters: frozenset[str]
    joined_names: frozenset[str]
    joining_scripts: frozenset[str]
    roman_numerals: Mapping[str, int]
    numeral_names: frozenset[str]
    number_words: Mapping[str, int]
    number_signs: frozenset[str]
    ordinal_signs: frozenset[str]  # before a number, in Chinese, Japanese and Korean
    ordinal_counters: frozenset[str]  # behind one
    han_digits: tuple[str, ...]  # one to ten in Chinese characters
    ordinal_endings: frozenset[str]
    byname_articles: frozenset[str]
    bynames: Mapping[str, str]
    bare_ordinals: Mapping[str, str]
    epithet_words: frozenset[str]
    belarusian_marks: frozenset[str]
    belarusian_rules: Mapping[str, str]
    given_gender_endings: frozenset[tuple[str, str]]
    indeclinable_endings: tuple[str, ...]
    skeleton_letters: Mapping[int, str]
    kindred_initials: Mapping[str, str]
    initial_classes: Mapping[str, str]
    place_heads: frozenset[str]
    places: Mapping[str, str]
    thai_readings: Mapping[str, str]
    trades: frozenset[str]
    glued_legal_forms: tuple[str, ...]
    bracketed_legal_forms: Mapping[str, str]
    ordinary_acronyms: frozenset[str]
    ordinary_names: frozenset[str]
    vessel_letters: frozenset[str]
    vessel_capitals: frozenset[str]
    vessel_words: frozenset[str]
    filiation: frozenset[str]
    scan_letters: Mapping[str, Mapping[str, str]]
    connectors: tuple[str, ...]
    beside: Mapping[str, list[str]]
    remark_kinds: Mapping[str, str]
    abbreviations: tuple[str, ...]
    office_stopwords: frozenset[str]
    text_languages: Mapping[str, TextLanguage]
    text_words: Mapping[str, tuple[str, ...]]
    surname_first_countries: frozenset[str]
    surname_first_languages: Mapping[str, frozenset[str]]


class LanguageFacts(_Tables):
    """The tables, and what is made of them."""

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        """The ending of an ordinal behind its digits: 5th, 5-й."""
        endings = "|".join(sorted(self.ordinal_endings))
        return re.compile(rf"(?<=\d)-?(?:{endings})(?![\w'])")

    @cached_property
    def han_ordinal(self) -> re.Pattern[str]:
        """An ordinal in digits, or in Chinese characters from ten on: 第41, 第四十一号."""
        signs, counters = "".join(sorted(self.ordinal_signs)), "".join(sorted(self.ordinal_counters))
        *ones, ten = self.han_digits
        one = f"[{''.join(ones)}]"
        return re.compile(rf"[{signs}]\s?(?:(\d+)|({one}?){ten}({one}?))[{counters}]?")

    @cached_property
    def glued_legal_form(self) -> re.Pattern[str]:
        """A legal form without a space before or behind the name: 株式会社山本製作所."""
        forms = "|".join(self.glued_legal_forms)
        return re.compile(rf"(?:(?<!\S)({forms})(?=\w)|(?<=\w)({forms})(?!\S))")

    @cached_property
    def korean_unit(self) -> re.Pattern[str]:
        """A word of Hangul that ends with a unit: what stands before it, and the longest unit."""
        units = "|".join(sorted(self.korean_units, key=len, reverse=True))
        return re.compile(f"([가-힣]+?)({units})")

    @cached_property
    def korean_units_of(self) -> Mapping[str, str]:
        """The listed names of places with their unit, each divided from it: 제주‧도."""
        units = self.korean_units.items()
        return {name + unit: name + BORDER + unit for unit, of in units for name in of.listed}

    @cached_property
    def korean_generics_of(self) -> Mapping[str, str]:
        """`korean_units_of`, and names of rivers, mountains and halves of provinces: 대동-강."""
        return {**self.korean_units_of, **self.korean_features}

    @cached_property
    def belarusian_mark(self) -> re.Pattern[str]:
        """What a token has that is spelled as Belarusian names are."""
        return re.compile("|".join(sorted(self.belarusian_marks)))

    @cached_property
    def from_belarusian(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """What is written in Belarusian, and in Russian, in the order in which it is changed."""
        return tuple((re.compile(written), read) for written, read in self.belarusian_rules.items())

    @classmethod
    def from_json(cls, tables: Mapping[str, Any]) -> LanguageFacts:
        """Read what `tables.language_facts` compiled."""
        facts = {
            name: _frozen(name, value) for name, value in tables.items() if name != "given_gender_endings"
        }
        words = (facts["arabic_prefixes"], facts["arabic_suffixes"], facts["arabic_articles"])
        facts["arabic_words"] = frozenset().union(*words)
        places = facts["letter_words"]
        facts["letter_words"] = {place: frozenset(words) for place, words in places.items()}
        languages = facts["surname_first_languages"]
        facts["surname_first_languages"] = {lang: frozenset(of) for lang, of in languages.items()}
        facts["korean_units"] = {
            unit: KoreanUnit(
                of["least"], of["finals"], frozenset(of["listed"]), tuple(of["never"]), of["given"]
            )
            for unit, of in facts["korean_units"].items()
        }
        facts["text_languages"] = {
            lang: TextLanguage(
                frozenset(of["words"]),
                frozenset(of["letters"]),
                frozenset((lang, *of["kin"])),
                of["has_noun_capitals"],
                of["has_bare_countries"],
                tuple(of["no_name_endings"]),
                of["cases"],
                of["has_capital_days"],
            )
            for lang, of in facts["text_languages"].items()
        }
        facts["text_words"] = {
            word: tuple(lang for lang, of in facts["text_languages"].items() if word in of.words)
            for word in frozenset().union(*(of.words for of in facts["text_languages"].values()))
        }
        facts["given_gender_endings"] = frozenset(map(tuple, tables["given_gender_endings"]))
        for name in ("skeleton_letters", "han_variants"):
            facts[name] = str.maketrans(facts[name])
        return cls(**facts)


_TUPLES = {
    *("glued_legal_forms", "han_place_endings", "indeclinable_endings", "surname_suffixes"),
    *("connectors", "abbreviations", "han_digits"),
}


def _frozen(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return value
    return tuple(value) if name in _TUPLES else frozenset(value)


@cache
def language_facts() -> LanguageFacts:
    """Return the facts of the package; the file is read once."""
    return LanguageFacts.from_json(read_json(TABLE)["facts"])
