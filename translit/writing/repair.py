"""Undo what programs did to a text on its way: a wrong encoding, escapes, note marks.

Only where the text that was meant is certain: bytes that are valid UTF-8 are so by design, not by
chance. All other texts stay as they are. What may be meant as well is for the caller to try:
`code_pages`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property

MAX_ROUNDS = 3  # times that a text was encoded wrongly, or escaped, one on top of the other
MIN_CYRILLIC = 4  # letters that a name in a Cyrillic code page must have: Êèåâ
MIN_VOWEL_SHARE = 0.2  # of the letters of a name that is read so; Hebrew, read so, has fewer
VOWELS = frozenset("аеёиоуыэюяіїєў")
GREEK_FINALS = frozenset("αεηιουωάέήίόύώςνρξψ")  # letters that Greek words end in
ACCENTED_GREEK = frozenset("άέήίόύώ")
NOT_FIRST = frozenset("ьъы")  # letters that begin no Russian or Ukrainian name

# What shows that a text may have been read in a wrong encoding; most texts have none of it.
_SUSPECT = re.compile("[\x80-\x9f\u00c2-\u00d1\u00d8-\u00db\u00e0-\u00ef\u00f0РСпя\u221a\u251c]")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile("([^\x00-\x7f]+(?: |$)?)")
_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
# Its second byte was a no-break space, which programs turn into a space: "Ð " is Р, "Ã " is à.
_SPACED = re.compile(rb"([\xc3\xd0]) ")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\u\{([0-9a-fA-F]{1,6})\}")
_BLANK_ESCAPE = re.compile(r"(?<=[^\W\d_]{2}[-,.;])\\[tnr]|(?<=[^\W\d_]{2})\\[tnr]")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PERCENT_BYTES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")  # above 127: of a letter, not of a sign
_MIME = re.compile(r"=\?[\w-]+\?[bBqQ]\?[^?\s]+\?=")
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad\u00ac]\s*[\r\n]\s*(?=[^\W\d_])")
_MARKS = "™®©℠*†‡"
_NOTE = re.compile(rf"(?<=\w\w)[¹²³⁰⁴-⁹]+(?!\w)|(?<=\w)[{_MARKS}]+(?=[\s,.;)]|$)|^[*†‡]+\s*(?=\w)")
_NOTE_MARKS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹" + _MARKS)


class CodePage:
    """An encoding that UTF-8 is read in by mistake, how many letters must come of a run of its, and
    the characters of which the run must have one.
    """

    def __init__(self, encoding: str, least: int, signs: str) -> None:
        self.encoding, self.least, self.signs = encoding, least, signs

    @cached_property
    def bytes_of(self) -> dict[str, int]:
        """The byte above 127 of each letter; a byte without a letter is as in Latin-1."""
        found = {}
        for byte in range(128, 256):
            try:
                found[bytes([byte]).decode(self.encoding)] = byte
            except UnicodeDecodeError:
                found[chr(byte)] = byte
        if self.encoding == "cp1252":
            found |= {chr(byte): byte for byte in range(128, 160)}
        return found


# A dash before a capital is usual, a root sign is not.
_READ_AS = (
    CodePage("cp1252", 1, ""),
    CodePage("mac-roman", 1, "√∏"),
    CodePage("cp437", 1, "├╨╤┼─╪┘╫"),
    CodePage("cp1251", 2, "РС"),
    CodePage("koi8-r", 2, "пя"),
)


def repair(text: str) -> str:
    """Return *text* with escapes read, the encoding repaired and note marks taken off.

    >>> repair("JosÃ© Garc&iacute;a¹"), repair("Êèåâ"), repair("Volodymyr%20Zelenskyy")
    ('José García', 'Киев', 'Volodymyr Zelenskyy')
    >>> repair("AT&T"), repair("São Tomé"), repair("Сё")
    ('AT&T', 'São Tomé', 'Сё')
    """
    for _, mend in REPAIRS:
        text = mend(text)
    return text


def read_escapes(text: str) -> str:
    r"""Return *text* with HTML entities, percent and backslash escapes read as what they stand for.

    >>> read_escapes("Dvo&#345;&aacute;k"), read_escapes(r"Jos\u00e9"), read_escapes(r"Anna\tWeber")
    ('Dvořák', 'José', 'Anna Weber')
    """
    if not ("&" in text or "\\" in text or "%" in text or "=?" in text or "\n" in text):
        return text
    from html import unescape  # of many texts none has an escape

    read = text
    for _ in range(MAX_ROUNDS):
        before = read
        if "&" in read and ";" in read:
            read = _ENTITY.sub(lambda found: unescape(found.group()), read)
        if "\\" in read:
            read = _ESCAPE.sub(_letter, read)
            if ":\\" not in read:  # a path: C:\new
                read = _BLANK_ESCAPE.sub("\n", read)
        if "%" in read and _PERCENT.search(read):
            read = _read_percent(read)
        if "=?" in read:
            read = _MIME.sub(_mime_word, read)
        if read == before:
            break
    read = _LINE_HYPHEN.sub("", read)
    read = read.replace("\n", " ") if read != text else read
    return read if read.strip() else text


def _read_percent(text: str) -> str:
    """Return *text* with percent escapes read: of letters everywhere, of ASCII signs and the blank
    only in an address, which has no blanks.

    >>> [_read_percent(text) for text in ("Fran%C3%A7ois & Zo%EB", "50%20 Weber", "A%20B+C")]
    ['François & Zoë', '50%20 Weber', 'A B C']
    """
    from urllib.parse import unquote

    read = _PERCENT_BYTES.sub(_percent_letters, text)
    if any(map(str.isspace, text)):
        return read
    plain = unquote(read.replace("+", " "), errors="replace")
    return read if "\N{REPLACEMENT CHARACTER}" in plain else plain


def _percent_letters(found: re.Match[str]) -> str:
    """Return the letters of escaped bytes: of UTF-8, one or two of Latin-1 beside another letter, a
    word of a Cyrillic code page.
    """
    from urllib.parse import unquote_to_bytes

    raw, text = unquote_to_bytes(found.group()), found.string
    try:
        read = raw.decode("utf-8")
    except UnicodeDecodeError:
        before, behind = text[: found.start()][-1:], text[found.end() : found.end() + 1]
        is_few = len(raw) <= 2 and (before.isalpha() or (behind.isalpha() and not before.isdigit()))
        read = raw.decode("latin-1")
        read = read if is_few else _as_cyrillic(read)
    return read if read and all(map(_is_of_text, read)) else found.group()


def _letter(found: re.Match[str]) -> str:
    code = int(next(filter(None, found.groups())), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found.group()


def _mime_word(found: re.Match[str]) -> str:
    """Return the text of an encoded word of a mail header (RFC 2047)."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(found.group())))
    except (HeaderParseError, LookupError, ValueError):
        return found.group()


def repair_encoding(text: str) -> str:
    """Return *text* as it was before its bytes were read in a wrong encoding.

    >>> repair_encoding("JÃ¼rgen MÃ¼ller"), repair_encoding("ÐšÐ¸Ñ—Ð²"), repair_encoding("ëÉÅ×")
    ('Jürgen Müller', 'Київ', 'Киев')

    UTF-8 read as a Western, Cyrillic or Macintosh code page, once or several times; Cyrillic code
    pages read as a Western one.
    """
    if text.isascii():
        return text
    for _ in range(MAX_ROUNDS):
        if not _SUSPECT.search(text):
            break
        read = _as_utf8(text)
        if read == text:
            break
        text = read
    return _as_cyrillic(text) or text


def _as_utf8(text: str) -> str:
    """Return *text* with each run of letters that are the bytes of UTF-8 decoded."""
    for page in _READ_AS:
        pieces = _RUN.split(text)
        for at, piece in enumerate(pieces):
            if not piece.isascii() and not (page.signs and set(piece).isdisjoint(page.signs)):
                pieces[at] = _decoded(piece, page)
        read = "".join(pieces)
        if read != text:
            return read
    return text


def _decoded(run: str, page: CodePage) -> str:
    """Return a *run* of characters of a code page decoded if they are the bytes of UTF-8, of so
    many letters as it asks for or more.
    """
    letters = page.bytes_of
    if not all(letter in letters or letter == " " for letter in run):
        return run
    raw = bytes(letters.get(letter, 0x20) for letter in run)
    if not _UTF8.fullmatch(raw) and page.encoding == "cp1252":
        raw = _SPACED.sub(b"\\1\xa0", raw)
    end = b" " if raw.endswith(b" ") else b""
    raw = raw.removesuffix(end)
    if not _UTF8.fullmatch(raw):
        return run
    try:
        read = raw.decode("utf-8")
    except UnicodeDecodeError:
        return run
    is_text = all(_is_of_text(letter) for letter in read) or _decoded(read, page) != read
    return read + end.decode() if is_text and len(read) >= page.least else run


def _is_of_text(letter: str) -> bool:
    """Whether *letter* is one that names are written with, or a mark or a space among them."""
    return letter.isalpha() or letter in "\u00a0\u200b\u200e\u200f" or unicodedata.category(letter)[0] in "MP"


def _as_cyrillic(text: str) -> str:
    """Return *text* as a Cyrillic code page has its bytes, if all its letters have accents."""
    letters = [letter for letter in text if letter.isalpha() or ord(letter) > 127]
    if len(letters) < MIN_CYRILLIC or not all("\x80" <= letter <= "\xff" for letter in letters):
        return ""
    raw = text.encode("latin-1", errors="ignore")
    if _may_be_greek(raw.decode("cp1253", errors="replace")):
        return ""
    for encoding in ("cp1251", "koi8-u"):
        read = raw.decode(encoding, errors="replace")
        if _is_cyrillic_name(read) and (encoding == "cp1251" or not read.isupper()):
            return read
    return ""


def _is_cyrillic_name(text: str) -> bool:
    """Whether *text* is Cyrillic words, with vowels, and capitals where names have them.

    Small letters alone may be Hebrew or Arabic as well, in a code page of theirs.
    """
    words = _WORD.findall(text)
    letters = "".join(words).lower()
    if not words or not all("\u0400" <= letter <= "\u04ff" for letter in letters):
        return False
    is_plain = all(word.istitle() for word in words) or text.isupper()
    vowels = sum(letter in VOWELS for letter in letters)
    begins = all(word[0].lower() not in NOT_FIRST for word in words)
    return is_plain and begins and vowels >= MIN_VOWEL_SHARE * len(letters)


def _may_be_greek(text: str) -> bool:
    """Whether all words of *text* are spelled as Greek ones are, with an accent."""
    words = _WORD.findall(text)
    return not ACCENTED_GREEK.isdisjoint(text) and all(
        word.istitle() and word[-1] in GREEK_FINALS and "ς" not in word[:-1] for word in words
    )


def without_note_marks(text: str) -> str:
    """Return *text* without the marks of notes and of trade at the ends of its words.

    >>> [without_note_marks(name) for name in ("Anna Weber¹", "Novatek™ Gas", "E² Ltd")]
    ['Anna Weber', 'Novatek Gas', 'E² Ltd']
    """
    if _NOTE_MARKS.isdisjoint(text):
        return text
    return _NOTE.sub("", text).strip() or text


# What is done to a text before anything else, in order, by the names that steps have.
REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("read escapes", read_escapes),
    ("repair the encoding", repair_encoding),
    ("take off note marks", without_note_marks),
)
