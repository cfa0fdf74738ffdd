"""The names of a table in scripts without case, by their letters as they are compared in a text."""

from __future__ import annotations

from typing import NamedTuple

from translit.index.index import Index
from translit.index.table import Table
from translit.model import Kind
from translit.text.patterns import MIDDLE_DOTS
from translit.text.unspaced import MIN_CHARACTERS, UNSPACED, has_several_parts, last_part, strip_vowel_marks
from translit.writing.scripts import script_of

LAST_LATIN = "\u024f"
_WRITTEN_TOGETHER = {"Hira": "Hani", "Kana": "Hani"}  # in one name


class ListedName(NamedTuple):
    """The full names of the table that some letters stand for; `is_surname`: they are the surname
    of these.
    """

    full: tuple[str, ...]
    is_surname: bool


class CaselessNames:
    """The names of a table in scripts without case; those of a script are read when a text has it.

    `by_letters`: the names, by their letters as they are compared. `n_words`: by the first word of
    a name, the words of the longest one. `lengths`: by the first character of a name in a script
    without spaces, its lengths in characters.
    """

    def __init__(self, table: Table) -> None:
        self.by_letters: dict[str, ListedName] = {}
        self.n_words: dict[str, int] = {}
        self.lengths: dict[str, set[int]] = {}
        self._unread = _names_by_script(table)  # of the scripts that no text had so far

    def read(self, script: str) -> None:
        """Index the names of a script, if no text had it so far."""
        for segment, row in self._unread.pop(_WRITTEN_TOGETHER.get(script, script), ()):
            alias = segment.spelling(row).alias.text
            self._add(alias, alias, is_surname=False)
            if has_several_parts(alias) and segment.entity(segment.owner(row)).kind is Kind.PERSON:
                self._add(last_part(alias), alias, is_surname=True)

    def _add(self, text: str, alias: str, *, is_surname: bool) -> None:
        """Index *text*, which is *alias* or the surname in it, by words or by characters."""
        script = script_of(text[0]) if text else ""
        if script in UNSPACED:
            for dot in MIDDLE_DOTS if any(character in text for character in MIDDLE_DOTS) else "":
                with_dot = "".join(dot if character in MIDDLE_DOTS else character for character in text)
                self._add_unspaced(with_dot, alias, is_surname=is_surname)
            self._add_unspaced(text, alias, is_surname=is_surname)
        elif text:
            words = [strip_vowel_marks(word) for word in text.split()]
            self._add_letters(" ".join(words), alias, is_surname=is_surname)
            self.n_words[words[0]] = max(len(words), self.n_words.get(words[0], 0))

    def _add_unspaced(self, text: str, alias: str, *, is_surname: bool) -> None:
        if len(text) >= MIN_CHARACTERS:
            self._add_letters(text, alias, is_surname=is_surname)
            self.lengths.setdefault(text[0], set()).add(len(text))

    def _add_letters(self, letters: str, alias: str, *, is_surname: bool) -> None:
        """Index a name: one that is listed replaces an equal surname, a surname keeps all that have
        it.
        """
        listed = self.by_letters.get(letters)
        if listed is None or (listed.is_surname and not is_surname):
            self.by_letters[letters] = ListedName((alias,), is_surname)
        elif listed.is_surname and alias not in listed.full:
            self.by_letters[letters] = ListedName((*listed.full, alias), is_surname=True)


def _names_by_script(table: Table) -> dict[str, list[tuple[Index, int]]]:
    """Return the rows of a table that begin with a letter beyond the Latin ones, by script."""
    rows: dict[str, list[tuple[Index, int]]] = {}
    for segment in table.segments:
        for row, body in enumerate(segment.columns.texts("alias")):
            if body[:1] > LAST_LATIN:
                script = script_of(body[0])
                rows.setdefault(_WRITTEN_TOGETHER.get(script, script), []).append((segment, row))
    return rows
