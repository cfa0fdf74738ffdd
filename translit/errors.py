"""The errors that translit raises on purpose; every one of them is a `TranslitError`."""

from dataclasses import dataclass
from pathlib import Path


class TranslitError(Exception):
    """Anything that translit refuses to do; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table: where it is (line 0: the whole file), what it is and what to do about it."""

    path: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.problem}. {self.remedy}"


class TableError(TranslitError):
    """A table cannot be used; `problems` lists everything that is wrong with it, not only the first thing.

    >>> print(TableError([Problem("people.yaml", 3, "unknown field 'nam'", "Did you mean 'name'?")]))
    people.yaml:3: unknown field 'nam'. Did you mean 'name'?
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class FormatError(TranslitError):
    """A compiled file cannot be used: damaged, foreign, or of another format version."""

    def __init__(self, path: str | Path, found: str, required: str) -> None:
        self.path, self.found, self.required = str(path), found, required
        super().__init__(f"{self.path}: found {found}, required {required}. Compile the table again")


class UnknownSchemeError(TranslitError, LookupError):
    """A transliteration scheme or language that translit does not know; the message lists the near ones."""
