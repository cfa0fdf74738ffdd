"""How a file of rows is written: its format, encoding and delimiter, given or detected."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from translit.errors import FileError

PREFIX = "translit_"  # of the columns that are added
SAMPLE = 1 << 20  # bytes at the start of a file that encoding and delimiter are detected by
LONGEST_VALUE = (1 << 31) - 1  # characters; a `long` of C
SAMPLE_ROWS = 50  # by which a delimiter is detected
DELIMITERS = (",", ";", "\t", "|")
MIN_WIDE = 4  # bytes of a first line whose every other byte is zero
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# the first line of a file that Excel is to open, whatever the country of its user
_DELIMITER_LINE = re.compile('\ufeff*"?sep=(.)"?[;,\t]*\r?\n', re.IGNORECASE)


class Format(StrEnum):
    """How rows are written."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"


ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A format with all that must be known to read it; `delimiter` and `is_quoted` say nothing of
    JSON lines and Parquet.
    """

    format: Format
    encoding: str = "utf-8"
    delimiter: str = ","
    # values may stand in quotes, in which delimiters and line ends are part of a value
    is_quoted: bool = True
    is_guessed: bool = False  # the encoding: by the frequency of letters, and may be another
    # the first line tells the delimiter, as Excel writes it: sep=;
    has_delimiter_line: bool = False
    is_safe: bool = False  # written so that a spreadsheet runs no value as a formula


def format_of(path: Path, option: str) -> Format:
    """Return the format by the ending of *path*. Raises FileError, which names *option*, for an
    unknown one.

    >>> format_of(Path("people.ndjson"), "--input-format")
    <Format.JSONL: 'jsonl'>
    """
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise FileError(
            path, 0, f"the ending {path.suffix!r} tells no format", f"Name it: {option} {'|'.join(Format)}"
        )
    return form


def layout_of(
    sample: bytes,
    path: str,
    form: Format,
    is_wanted: Callable[[str], bool],
    encoding: str | None,
    delimiter: str | None,
    *,
    is_whole: bool,
) -> Layout:
    """Return how the file is written that begins with *sample*; *encoding* and *delimiter* are
    detected where they are None.

    The delimiter is the one by which the first row has most columns that are wanted. *is_whole*:
    the file ends with the sample.
    """
    if form is Format.PARQUET:
        return Layout(form)
    if encoding is None and (wide := _wide_without_mark(sample)):
        problem = "every other byte is zero, as in UTF-16 without a byte order mark"
        raise FileError(path, 0, problem, f"Name its encoding, --encoding {wide}")
    encoding, is_guessed = _encoding(sample, path, encoding, is_whole=is_whole)
    text = sample.decode(encoding, errors="replace")
    if form is Format.JSONL:
        return Layout(form, encoding, is_guessed=is_guessed)
    if "\n" not in text and text.rstrip("\r").count("\r"):
        raise FileError(
            path, 0, "its lines end with a carriage return alone", r"Convert it first: tr '\r' '\n'"
        )
    if not text.strip():
        raise FileError(
            path, 0, "it has no rows, not even a header", "Give a file whose first row names the columns"
        )
    told = _DELIMITER_LINE.match(text)
    if told:
        text = text[told.end() :]
    if delimiter is None:
        delimiter = told[1] if told else "\t" if form is Format.TSV else _delimiter(text, is_wanted)
    is_quoted = form is Format.CSV or _has_quotes(text, delimiter)
    return Layout(form, encoding, delimiter, is_quoted, is_guessed, told is not None)


# what Python counts among the encodings of text, and no file is written in
OF_NAMES_AND_SOURCES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})


def _encoding(sample: bytes, path: str, given: str | None, *, is_whole: bool) -> tuple[str, bool]:
    """Return the encoding, and whether it is guessed."""
    if given is not None:
        try:
            if codecs.lookup(given).name in OF_NAMES_AND_SOURCES:
                raise LookupError
            b"a".decode(given, "replace")  # what is no encoding of text, as base64, fails here
            has_mark = sample.startswith(codecs.BOM_UTF8)
            return "utf-8-sig" if has_mark else codecs.lookup(given).name, False
        except (LookupError, UnicodeError):
            raise FileError(
                path,
                0,
                f"text has no encoding {given!r}",
                "Name one such as utf-8, cp1251, latin-1, utf-16",
            ) from None
    for mark, encoding in BOMS:
        if sample.startswith(mark):
            return encoding, False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=is_whole)
        return "utf-8", False
    except UnicodeDecodeError as error:
        good = sample.count(b"\n", 0, error.start)
        if good and _mostly_utf8(sample):
            return "utf-8", False  # but for some rows
        detected = _detect_encoding(sample)
    if detected is None:
        remedy = "Name its encoding, --encoding cp1251 for instance"
        detection = "pip install 'translit-names[files]' detects it"
        raise FileError(path, good + 1, "not UTF-8", f"{remedy}; {detection}")
    return detected, True


def _wide_without_mark(sample: bytes) -> str | None:
    """Return UTF-16 in the order of its bytes where its mark is missing, by the first line, the
    names of columns; None for another encoding.

    >>> _wide_without_mark("name\\n".encode("utf-16-be")), _wide_without_mark(b"name\\n")
    ('utf-16-be', None)
    """
    line = sample[: sample.find(b"\n")]
    high, low = line[::2], line[1::2]
    if any(sample.startswith(mark) for mark, _ in BOMS) or len(line) < MIN_WIDE:
        return None
    return "utf-16-be" if not any(high) and all(low) else "utf-16-le" if all(high) and not any(low) else None


def _mostly_utf8(sample: bytes) -> bool:
    """Whether more lines with other than ASCII signs are UTF-8 than are not: a few damaged rows are
    no other encoding.
    """
    good = bad = 0
    for line in sample.splitlines()[:-1]:
        if not line.isascii():
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good > bad or (bad > 0 and bad * 100 <= sample.count(b"\n"))


def _detect_encoding(sample: bytes) -> str | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(sample).best()
    return None if best is None else best.encoding


def _delimiter(text: str, is_wanted: Callable[[str], bool]) -> str:
    """Return the delimiter by which the first row has most columns that are wanted; of several the
    one that divides the rows most alike.
    """

    def likely(delimiter: str) -> tuple[int, bool, float, int]:
        rows = sampled(text, delimiter)
        widths = [len(row) for row in rows]
        return (
            sum(map(is_wanted, rows[0])),
            widths[0] > 1,
            sum(width == widths[0] for width in widths) / len(widths),
            widths[0],
        )

    return max(DELIMITERS, key=likely)


def csv_reader(lines: Iterable[str], **dialect: Any) -> Any:
    """Return a reader of CSV that takes values of any length; the module `csv` refuses what is
    longer than 131,072 characters.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_VALUE))
    return csv.reader(lines, **dialect)


def sampled(text: str, delimiter: str) -> Sequence[Sequence[str]]:
    """Return the first rows of *text*; the last line may be cut off, and is left out if there are
    others.
    """
    rows = []
    try:
        for row in csv_reader(text.splitlines(keepends=True), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # the rows before it tell enough
    return (rows[:-1] if len(rows) > 1 else rows) or [[""]]


def _has_quotes(text: str, delimiter: str) -> bool:
    """Whether values stand in quotes: a TSV file of its own standard has none, what spreadsheets
    write has.

    IANA text/tab-separated-values knows no quotes; there a quote is a sign like others, as in: 12"
    record.
    """
    values = [value for line in text.splitlines()[:SAMPLE_ROWS] for value in line.split(delimiter)]
    return any(len(value) > 1 and value[0] == value[-1] == '"' for value in values)
