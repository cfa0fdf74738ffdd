"""Tell whether unknown words are a name of the table with one letter wrong, or only like one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from string import ascii_lowercase

from translit.model import Entity
from translit.names.cues import Cues
from translit.pairs.similarity import letter_edits
from translit.text.dictionary import PhraseMatcher
from translit.text.tokenize import key_of
from translit.writing.scripts import script_of
from translit.writing.text import fold

MAX_EDITS = 1  # of letters: one left out, one more, another one, two turned
MAX_FORMS = 32  # nominatives that the words may be case forms of


class Misspellings:
    """Names of one table with one letter wrong."""

    def __init__(self, phrases: PhraseMatcher, cues: Cues, is_known: Callable[[str], bool]) -> None:
        self._phrases = phrases
        self._cues = cues
        self._is_known = is_known  # whether a word, by its key, is a name of people or a city

    def is_misspelled(self, words: Sequence[str], entity: Entity) -> bool:
        """Whether *words* are a name of *entity*, or a case form of one, with one letter wrong in a
        word that is no name itself.

        They are compared letter by letter, in their own script: what a search finds across scripts
        or by sound may be anything. One word in Latin letters may also be a romanization.
        """
        script = script_of(words[0][0])
        forms = [(fold(word), *self._cues.base_forms(word)) for word in words]
        written = list(islice(product(*forms), MAX_FORMS))
        names = [
            tuple(fold(alias.text).split(" "))
            for alias in entity.listed()
            if not alias.is_weak and alias.text and script_of(alias.text[0]) == script
        ]
        if any(self._is_slip(words, form, name) for name in names for form in written):
            return True
        folded = key_of(words[0])
        return len(words) == 1 and script == "Latn" and self._is_romanized(folded, entity)

    def _is_slip(self, words: Sequence[str], form: Sequence[str], name: Sequence[str]) -> bool:
        """Whether one letter of a *form* of *words* differs from *name*."""
        if len(form) != len(name):
            return False
        others = [at for at in range(len(form)) if form[at] != name[at]]
        if len(others) != 1:
            return not others
        (at,) = others
        is_near = letter_edits(form[at], name[at]) <= MAX_EDITS
        return is_near and not self._is_known(key_of(words[at]))

    def _is_romanized(self, folded: str, entity: Entity) -> bool:
        """Whether the key of a word is one letter from the key of a name of *entity*."""
        return not self._is_known(folded) and any(
            hit.scheme and self._phrases.table.entity(hit.spelling.entity).id == entity.id
            for form in _one_letter_off(folded)
            if self._phrases.lengths.get(form, 0) & 2
            for hit in self._phrases.hits(form, form.capitalize())
        )


def _one_letter_off(word: str) -> Iterator[str]:
    """Yield what *word* may have been before one letter of it went wrong.

    >>> {"kyiv", "kiev"} <= {*_one_letter_off("kyivv"), *_one_letter_off("kive")}
    True
    """
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
