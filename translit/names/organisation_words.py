"""The words of organisations and what they are in English, as the package has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from translit.names.rarity import is_city, place_of
from translit.packaged import read_json
from translit.writing.arabic_letters import arabic_letters
from translit.writing.keys import key
from translit.writing.language_facts import language_facts
from translit.writing.scripts import native_script

TABLE = "org_words.json"  # compiled by training/compile_language_facts.py
UNSPACED = frozenset(
    {"Hani", "Hira", "Kana", "Hang", "Thai", "Khmr", "Laoo", "Mymr"}
)  # scripts that write no spaces between words, or not between all
MAX_INITIALS = 3  # words of a group, the commonest first, whose letters acronyms have

_I_AFTER_A_VOWEL = re.compile("(?<=[aeiou])i$")
_E_FIRST = re.compile("^e(?=[^aeiouy])")
_GREEK = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")


class OrganisationWords:
    """The table of the package, read when the first organisation is to be translated."""

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        tables: Mapping[str, Any] = read_json(TABLE)
        return tables

    @cached_property
    def english(self) -> dict[str, str]:
        """The English word or phrase for each word or phrase as `plain` writes it."""
        found: dict[str, str] = {}
        for english, words in self._tables["words"].items():
            for word in words.split("|"):
                found.setdefault(word, english)
        return found

    @cached_property
    def stems(self) -> dict[str, str]:
        """The English word or phrase for the stems of the words that have endings."""
        found: dict[str, str] = {}
        for word, english in self.english.items():
            if self.may_change(word):
                found.setdefault(self.stem(word), english)
        return found

    @cached_property
    def longest(self) -> int:
        """Letters of the longest word in a script without spaces."""
        return max((len(word) for word in self.english if native_script(word) in UNSPACED), default=0)

    def may_change(self, word: str) -> bool:
        """Whether *word* is in a script whose words have endings or an article."""
        return native_script(word) in self._affixes

    def depends(self, word: str) -> bool:
        """Whether *word* ends as one that depends on another before it; without one it is a family
        name.

        >>> WORDS.depends("храмов"), WORDS.depends("храм")
        (True, False)
        """
        return word.endswith(tuple(self._tables["dependent"].get(native_script(word), ())))

    def stem(self, phrase: str) -> str:
        """Return the words of *phrase* without endings and articles."""
        return " ".join(map(self._stem_of_word, phrase.split(" ")))

    def endings(self, script: str) -> frozenset[str]:
        """Return the endings of words in *script*."""
        return self._affixes[script][1]

    @cached_property
    def _affixes(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By script, what words begin and end in beside their stem."""
        prefixes, endings = self._tables["prefixes"], self._tables["endings"]
        return {
            script: (frozenset(prefixes.get(script, ())), frozenset(endings.get(script, ())))
            for script in {*prefixes, *endings}
        }

    @cached_property
    def _longest_affix(self) -> int:
        return max(len(affix) for both in self._affixes.values() for affixes in both for affix in affixes)

    def _stem_of_word(self, word: str) -> str:
        affixes = self._affixes.get(native_script(word))
        if affixes is None:
            return word
        prefixes, endings = affixes
        start = next((size for size in self._sizes(word) if word[:size] in prefixes), 0)
        word = word[start:]
        end = next((size for size in self._sizes(word) if word[-size:] in endings), 0)
        return word[: len(word) - end]

    def _sizes(self, word: str) -> range:
        """Return how many letters an affix of *word* may have, the most first."""
        return range(min(self._longest_affix, len(word) - self._tables["least"]), 0, -1)

    def place_of_adjective(self, word: str) -> str:
        """Return the key of the place that *word* may be an adjective of, "" where none is known.

        >>> WORDS.place_of_adjective("волгоградский"), WORDS.place_of_adjective("детский")
        ('volgograd', '')
        """
        stem = self._stem_of_word(word)
        places = [
            place
            for rule in self._tables["place_adjectives"].get(native_script(word), ())
            for off in rule["off"]
            if stem.endswith(off) and len(stem) - len(off) >= self._tables["least"]
            for instead in rule["instead"]
            for place in _spellings(key(stem.removesuffix(off) + instead))
        ]
        # самарский is of Samara, though there is a city of Samar
        known = next(filter(None, map(place_of, places)), "")
        return known or next(filter(is_city, places), "")

    def place_of_romanized(self, base: str) -> str:
        """Return the key of the place of which an adjective without its -sk- and ending is *base*,
        in Latin letters; "" where none is known, or several cities are and none is well known.

        >>> WORDS.place_of_romanized("samar"), WORDS.place_of_romanized("novosibir")
        ('samara', 'novosibirsk')
        """
        bases = (base, f"{base[:-2]}g") if base.endswith("zh") else (base,)
        written = (f"{one}{instead}" for one in bases for instead in ("", "sk", "a", "o", "i", "e"))
        spelled = [spelling for place in written for spelling in _spellings(place)]
        cities = [place for place in spelled if is_city(place)]
        known = next(filter(None, map(place_of, spelled)), "")
        return known or (cities[0] if len(cities) == 1 else "")

    def with_article_apart(self, word: str) -> str:
        """Return *word*, of which nothing is known, with the article that it begins with apart and
        in Latin letters, as names in Latin letters have it or not.

        >>> WORDS.with_article_apart("البيان"), WORDS.with_article_apart("الله")
        ('Al بيان', 'الله')
        """
        for article, latin in self._tables["articles"].get(native_script(word), {}).items():
            if word.startswith(article) and len(word) - len(article) >= self._tables["least"]:
                return f"{latin} {word[len(article) :]}"
        return word

    def native_initials(self, english: str) -> Sequence[str]:
        """Return the keys of the initial letters of the words that *english*, a word or a phrase
        without its of and and, stands for in the scripts that have acronyms; none where it is not
        known.

        >>> WORDS.native_initials("research institute")
        ('nii', 'ii', 'ndi')
        """
        return self._native_initials.get(english, ())

    @cached_property
    def _native_initials(self) -> dict[str, tuple[str, ...]]:
        scripts = language_facts().acronym_scripts
        small = language_facts().acronym_left_out
        found = {}
        for english, words in self._tables["words"].items():
            letters = [
                "".join(key(word[0]) for word in phrase.split())
                for phrase in words.split("|")
                if phrase and native_script(phrase) in scripts
            ]
            own = " ".join(word for word in english.split() if word not in small)
            if letters:
                found[own] = tuple(dict.fromkeys(letters[:MAX_INITIALS]))
        return found

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers in digits, by the words for them as `plain` writes them."""
        numbers: Mapping[str, str] = self._tables["numbers"]
        return numbers

    @cached_property
    def japanese_words(self) -> Sequence[str]:
        """Words in Chinese characters that only names of Japan have."""
        words: Sequence[str] = self._tables["japanese"]
        return words

    @cached_property
    def japanese_places(self) -> Mapping[str, str]:
        """The readings of places of Japan, by their characters as `plain` writes them."""
        places: Mapping[str, str] = self._tables["japanese_places"]
        return places


def _spellings(place: str) -> tuple[str, ...]:
    """Return what a place is spelled as in English: Kostanai, Kostanay; Erevan, Yerevan."""
    return tuple(dict.fromkeys((place, _I_AFTER_A_VOWEL.sub("y", place), _E_FIRST.sub("ye", place))))


WORDS = OrganisationWords()


def plain(text: str) -> str:
    """Return *text* in the letters in which words are compared: small, Chinese characters
    simplified, Arabic letters that are written for one another as one, Greek ones without accents.
    """
    small = arabic_letters(
        text.casefold().replace("\N{COMBINING ACUTE ACCENT}", "").replace("\N{ZERO WIDTH NON-JOINER}", " ")
    )
    return small.translate(_GREEK).translate(language_facts().han_variants).replace("-", " ")
