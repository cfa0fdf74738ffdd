"""Slavic words of organisations in Latin letters, by any romanization: Kirovskii mashinostroitelnyi
zavod is the Kirov Machine-Building Plant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from translit.names.organisation_words import WORDS
from translit.names.translation import Translation
from translit.writing.keys import key
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.scripts import native_script
from translit.writing.text import clean

MIN_WORD = 5  # letters of a word that counts alone; shorter ones are words of other languages too
MIN_KNOWN = 2  # words of the table that such a name has
MIN_STEM = 3  # letters of a word less its ending
MAX_PHRASE = 7  # words of a phrase

_WORD = re.compile(r"[^\W\d_]+(?:['’ʹʼ][^\W\d_]+)*")
_HACEKS = str.maketrans({"š": "sh", "č": "ch", "ž": "zh", "ŝ": "shch", "â": "ya", "û": "yu"})
# spellings that romanizations have for one another, in the order in which they are read
_LOOSE = (
    *(("kh", "h"), ("tz", "c"), ("ts", "c"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i")),
    *(("ie", "e"), ("io", "o"), ("shch", "sch")),
)
_OF_PLACE = re.compile("(.{3,})sk(?:i|ogo|aia|oi|oe)")  # Samarskii, Minskogo
_DOUBLED = re.compile(r"(.)\1+")


def loose(word: str) -> str:
    """Return *word* in letters in which the romanizations of a Slavic word do not differ.

    >>> loose("Sudostroyeniya"), loose("sudostroenija"), loose("sudostroeniia")
    ('sudostroenia', 'sudostroenia', 'sudostroenia')
    """
    letters = key(word.lower().translate(_HACEKS)).replace(" ", "").replace("'", "")
    for written, instead in _LOOSE:
        letters = letters.replace(written, instead)
    return _DOUBLED.sub(r"\1", letters) if len(letters) >= MIN_WORD else letters


class RomanizedWords:
    """The Slavic words of the table as `loose` writes their stems, made when first asked for."""

    @cached_property
    def english(self) -> dict[str, str]:
        """The English of each word or phrase, by its stems."""
        found: dict[str, str] = {}
        for written, english in WORDS.english.items():
            if native_script(written) == "Cyrl":
                found.setdefault(self.stem(written), english)
        return found

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(loose(ending) for ending in WORDS.endings("Cyrl"))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._endings))

    def stem(self, phrase: str) -> str:
        """Return the words of *phrase* as `loose` writes them, without endings."""
        return " ".join(map(self._stem_of_word, phrase.split(" ")))

    def _stem_of_word(self, word: str) -> str:
        letters = loose(word)
        if len(letters) < MIN_WORD:
            return letters
        sizes = range(min(self._longest, len(letters) - MIN_STEM), 0, -1)
        end = next((size for size in sizes if letters[-size:] in self._endings), 0)
        return letters[: len(letters) - end]


ROMANIZED = RomanizedWords()


def _place_of_adjective(word: str) -> str:
    """Return the key of the place that *word* may be an adjective of, "" where none is known."""
    found = _OF_PLACE.fullmatch(loose(word))
    return WORDS.place_of_romanized(found[1]) if found else ""


def translate_romanized(text: str) -> Translation | None:
    """Return a name in Latin letters with its known Slavic words in English; None where it has not
    enough of them to be one of a Slavic language.

    >>> translate_romanized("Kirovskij mashinostroitel'nyj zavod").text
    'Kirov Machine Building Plant'
    >>> translate_romanized("Kirov Machine-Building Plant") is None
    True
    """
    if not any(map(_ends_slavic, _WORD.findall(text))):
        return None
    text = clean(repair(text))
    written, end, count = [], 0, 0
    for start, stop, english in _translated(text):
        written += [text[end:start], f" {english.title()} "]
        end = stop
        count += len(_WORD.findall(text[start:stop]))
    return Translation(clean("".join([*written, text[end:]])), count) if count >= MIN_KNOWN else None


def _ends_slavic(word: str) -> bool:
    """Whether *word* ends as words of Slavic languages do, so that others are looked up."""
    return len(word) > MIN_WORD and loose(word).endswith(tuple(language_facts().romanized_endings))


def _translated(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each known word or phrase of *text* begins and ends, and its English."""
    words = [found.span() for found in _WORD.finditer(text)]
    stems = [ROMANIZED.stem(text[start:stop]) for start, stop in words]
    at = 0
    while at < len(words):
        for count in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            start, stop = words[at][0], words[at + count - 1][1]
            english = ROMANIZED.english.get(" ".join(stems[at : at + count]))
            if english is None and count == 1:
                english = _place_of_adjective(text[start:stop])
            is_acronym = stop - start > 1 and text[start:stop].isupper()  # NII, not the V of V. Medinsky
            if english and (count > 1 or is_acronym or stop - start >= MIN_WORD):
                yield start, stop, english
                at += count
                break
        else:
            at += 1
