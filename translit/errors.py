"""The errors that translit raises on purpose; every one of them is a `TranslitError`."""

from __future__ import annotations

import os

from translit.record import record


class TranslitError(Exception):
    """Anything that translit refuses to do; the message says what, where and what to do."""


@record
class Problem:
    """One thing wrong with a table: where it is (line 0: the whole file), what it is and what to do
    about it.
    """

    path: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.problem}. {self.remedy}"


class TableError(TranslitError):
    """A table cannot be used; `problems` lists everything that is wrong with it, not only the first
    thing.

    >>> problem = Problem("people.yaml", 3, "unknown field 'nam'", "Did you mean 'name'?")
    >>> print(TableError([problem]))
    people.yaml:3: unknown field 'nam'. Did you mean 'name'?
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))

    def __reduce__(self) -> tuple[type[TableError], tuple[list[Problem]], dict[str, object]]:
        # else by its message alone, which is not what it is made of
        return type(self), (list(self.problems),), self.__dict__


class FormatError(TranslitError):
    """A compiled file cannot be used: missing, damaged, foreign, or of another format version."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        found: str,
        required: str,
        remedy: str = "Compile the table again",
    ) -> None:
        self.path, self.found, self.required, self.remedy = os.fspath(path), found, required, remedy
        super().__init__(f"{self.path}: found {found}, required {required}. {remedy}")

    def __reduce__(self) -> tuple[type[FormatError], tuple[str, str, str, str], dict[str, object]]:
        return type(self), (self.path, self.found, self.required, self.remedy), self.__dict__


class FileError(TranslitError):
    """A file of rows cannot be read or written: which file, where in it (line 0: the whole file),
    what is wrong and what to do.

    >>> remedy = "--rejects FILE takes such rows"
    >>> print(FileError("people.csv", 7, "3 fields, the header has 4", remedy))
    people.csv:7: 3 fields, the header has 4. --rejects FILE takes such rows
    """

    def __init__(self, path: str | os.PathLike[str], line: int, problem: str, remedy: str) -> None:
        self.path, self.line, self.problem, self.remedy = os.fspath(path), line, problem, remedy
        super().__init__(str(Problem(self.path, line, problem, remedy)))

    def __reduce__(self) -> tuple[type[FileError], tuple[str, int, str, str], dict[str, object]]:
        return type(self), (self.path, self.line, self.problem, self.remedy), self.__dict__


class WorkerError(TranslitError):
    """A process that `normalize_many` had started ended before its names were answered; what was
    answered is lost, too.

    `found` says how it ended, `answered` how many of the `asked` distinct names had an answer by
    then.
    """

    def __init__(self, found: str, answered: int, asked: int) -> None:
        self.found, self.answered, self.asked = found, answered, asked
        super().__init__(
            f"a worker process {found} when {answered} of {asked} distinct names were answered; "
            "the answers are lost. "
            "If memory ran out, ask for fewer workers or fewer names at once. "
            'If it never started, call normalize_many in a file, under `if __name__ == "__main__":`. '
            "workers=1 starts no process"
        )

    def __reduce__(self) -> tuple[type[WorkerError], tuple[str, int, int], dict[str, object]]:
        return type(self), (self.found, self.answered, self.asked), self.__dict__


class UnknownSchemeError(TranslitError, LookupError):
    """A transliteration scheme or language that translit does not know; the message lists the near
    ones.
    """


class UnromanizedError(TranslitError, ValueError):
    """A text has letters that a transliteration scheme does not name; `letters` has them, in lower
    case.
    """

    def __init__(self, scheme: str, letters: str) -> None:
        self.scheme, self.letters = scheme, letters
        super().__init__(
            f"{scheme} does not name {' '.join(letters)}: choose the scheme of another language, or leave "
            "out strict=True, and they are written as their own language or Unidecode does"
        )

    def __reduce__(self) -> tuple[type[UnromanizedError], tuple[str, str], dict[str, object]]:
        return type(self), (self.scheme, self.letters), self.__dict__


class IrreversibleError(TranslitError, ValueError):
    """A transliteration scheme does not tell what a Latin text was written from; `readings` has
    what it may have been, none where the scheme writes nothing so.
    """

    def __init__(self, scheme: str, text: str, readings: tuple[str, ...]) -> None:
        self.scheme, self.text, self.readings = scheme, text, readings
        if readings:
            problem = f"may have been {', '.join(readings[:5])}{' …' if len(readings) > 5 else ''}"
            remedy = "to_scripts returns all of them"
        else:
            problem, remedy = "is not what the scheme writes", "romanize with it to see its letters"
        super().__init__(f"{scheme}: {text!r} {problem}: {remedy}")

    def __reduce__(
        self,
    ) -> tuple[type[IrreversibleError], tuple[str, str, tuple[str, ...]], dict[str, object]]:
        return type(self), (self.scheme, self.text, self.readings), self.__dict__
