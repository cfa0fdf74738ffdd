"""The name of an organisation in English: 南京大学 is Nanjing University, as far as its words are
known; the others stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from translit.names.japanese_words import is_japanese, japanese_readings
from translit.names.numerals import plain_han_ordinals
from translit.names.organisations import divide_legal_form
from translit.names.rarity import is_city, place_of
from translit.packaged import read_json
from translit.writing.keys import arabic_letters, key
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.scripts import native_script, unmix
from translit.writing.text import clean

TABLE = "org_words.json"  # compiled by training/compile_language_facts.py
UNSPACED = frozenset(
    {"Hani", "Hira", "Kana", "Hang", "Thai", "Khmr", "Laoo", "Mymr"}
)  # scripts that write no spaces between words, or not between all
MAX_PHRASE = 7  # words of a phrase
MAX_INITIALS = 3  # words of a group, the commonest first, whose letters acronyms have
# What it costs that letters of a name without spaces are no known word, or are one: the way to
# divide it that costs least is taken. One letter is a word only where its neighbours are.
UNKNOWN_LETTER, UNKNOWN_RUN, KNOWN_WORD, KNOWN_LETTER = 1.0, 0.5, 0.3, 1.05

_I_AFTER_A_VOWEL = re.compile("(?<=[aeiou])i$")
_E_FIRST = re.compile("^e(?=[^aeiouy])")
_GREEK = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e']|\u200c)*")


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
        for rule in self._tables["place_adjectives"].get(native_script(word), ()):
            for off in rule["off"]:
                base = stem.removesuffix(off)
                if base != stem and len(base) >= self._tables["least"]:
                    for instead in rule["instead"]:
                        place = _known_place(base + instead)
                        if place:
                            return place
        return ""

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
        small = language_facts().acronym_left_out_in_english
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


def _known_place(native: str) -> str:
    """Return the key of the place that is called *native*, "" where none is known."""
    spelled = key(native)
    # Kostanai, Kostanay; Erevan, Yerevan
    for place in (spelled, _I_AFTER_A_VOWEL.sub("y", spelled), _E_FIRST.sub("ye", spelled)):
        if place_of(place) or is_city(place):
            return place_of(place) or place
    return ""


WORDS = OrganisationWords()


def plain(text: str) -> str:
    """Return *text* in the letters in which words are compared: small, Chinese characters
    simplified, Arabic letters that are written for one another as one, Greek ones without accents.
    """
    small = arabic_letters(
        text.casefold().replace("\N{COMBINING ACUTE ACCENT}", "").replace("\N{ZERO WIDTH NON-JOINER}", " ")
    )
    return small.translate(_GREEK).translate(language_facts().han_variants).replace("-", " ")


class Translation(NamedTuple):
    """A name with its known words in English, and how many words those were."""

    text: str
    n_words: int


def translate(text: str) -> Translation:
    """Return the name *text* with its known words in English, in their order; *text* as `clean`
    writes it where none is known.

    >>> translate("南京大学").text, translate("Министерство обороны Украины").text
    ('Nanjing University', 'Ministry Of Defence Ukraine')
    """
    text = plain_han_ordinals(divide_legal_form(clean(unmix(repair(text)))))
    written = []
    end = count = 0
    reads_japanese = is_japanese(text, WORDS.japanese_words)
    for start, stop, english in _translated(text):
        if english is None:
            written += [text[end:start], _respelled(text[start:stop], reads_japanese)]
        else:
            written += [text[end:start], f" {english} "]
            count += bool(english)
        end = stop
        if english == "" and text[end : end + 1] == ".":  # им.
            end += 1
    return Translation(clean("".join([*written, text[end:]])), count)


def _respelled(word: str, reads_japanese: bool) -> str:
    """Return *word*, of which no English is known, with its article apart; what is read in a
    Japanese name in the letters of its reading.
    """
    if not reads_japanese:
        return WORDS.with_article_apart(word)
    read = japanese_readings(word, plain(word), WORDS.japanese_places)
    return read if read == word else f" {read} "


def _translated(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where each word or known phrase of *text* begins and ends, and its English, None where
    none is known.
    """
    words = [
        (found.start() + start, found.start() + stop)
        for found in _WORD.finditer(text)
        for start, stop in _divided(found.group())
    ]
    at, has_head = 0, False
    while at < len(words):
        for count in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            start, stop = words[at][0], words[at + count - 1][1]
            # И. Сорокин; 33-й
            is_initial = stop - start == 1 and (
                text[stop : stop + 1] == "." or text[start - 1 : start] == "-"
            )
            english = None if is_initial else _english(text[start:stop], has_head)
            if english is not None:
                yield start, stop, english.title()
                has_head = has_head or bool(english)
                at += count
                break
        else:
            yield (*words[at], None)
            at += 1


def _english(phrase: str, has_head: bool) -> str | None:
    """Return the English for a word or *phrase*, behind a known word that it may depend on or not;
    None where it is not known.
    """
    if phrase.isascii():
        return None
    of = " ".join(plain(phrase).split())
    found = WORDS.english.get(of, WORDS.numbers.get(of))
    if found is None and WORDS.may_change(of) and (has_head or not WORDS.depends(of)):
        found = WORDS.stems.get(WORDS.stem(of))
        if found is None and " " not in of:
            found = WORDS.place_of_adjective(of) or None
    return found


def _divided(run: str) -> Sequence[tuple[int, int]]:
    """Return where the words of a *run* of letters begin and end: one word, but in scripts without
    spaces known words and what stands between them, so divided that it costs least.
    """
    if native_script(run) not in UNSPACED:
        return ((0, len(run)),)
    letters, known = plain(run), WORDS.english
    if len(letters) != len(run):
        return ((0, len(run)),)
    # by the place where the words so far end: the cost, where the last one begins, if it is known
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for stop in range(1, len(letters) + 1):
        cost, start, is_known = best[stop - 1]
        options = [(cost + UNKNOWN_LETTER + (UNKNOWN_RUN if is_known else 0.0), stop - 1, False)]
        if not is_known:
            options = [(cost + UNKNOWN_LETTER, start, False)]
        for begin in range(max(0, stop - WORDS.longest), stop):
            if letters[begin:stop] in known:
                price = KNOWN_WORD if stop - begin > 1 else KNOWN_LETTER
                options.append((best[begin][0] + price, begin, True))
        best.append(min(options))
    spans = []
    stop = len(letters)
    while stop:
        start = best[stop][1]
        spans.append((start, stop))
        stop = start
    return spans[::-1]
