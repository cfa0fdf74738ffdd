"""What a text may have been before one code page was taken for another, where it is not certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

OTHER_SCRIPTS = ("cp1251", "koi8-u", "cp1253", "cp1255", "cp1256")
MIN_LETTERS = 4  # of a name that is read in the code page of another script
FIRST_OTHER = "\u0370"  # the first letter behind the Latin ones: a Greek one

_WORD = re.compile(r"[^\W\d_]+")


def other_decodings(text: str) -> Iterator[str]:
    """Yield what *text* may have been before a code page was taken for another; seldom certain.

    >>> "Петр Иванов" in other_decodings("оЕРП хБЮМНБ")
    True
    >>> list(other_decodings("Dvoøák")), list(other_decodings("Erdoðan"))
    (['Dvořák'], ['Erdođan', 'Erdoğan'])

    Cyrillic code pages for each other, which leaves a small letter before capitals; Central
    European and Turkish ones for the Western one, and where no letter is an English one those of
    Cyrillic, Greek, Hebrew and Arabic.
    """
    if text.isascii():
        return
    yield from _of_other_scripts(text)
    words = re.findall(r"[^\W\d_]{2,}", text)
    if words and all(word.swapcase().istitle() and "\u0400" <= word[0] <= "\u04ff" for word in words):
        pairs = [("cp1251", "koi8-u"), ("koi8-u", "cp1251")]
    else:
        pairs = [("cp1252", "cp1250"), ("cp1252", "cp1254")]
    for read_as, meant in pairs:
        try:
            read = text.encode(read_as).decode(meant)
        except UnicodeError:
            continue
        if read != text and all(word.isalpha() for word in read.replace("-", " ").replace(".", " ").split()):
            yield read


def _of_other_scripts(text: str) -> Iterator[str]:
    """Yield what *text* is in the code pages of other scripts, if all its letters have accents.

    >>> list(_of_other_scripts("êèåâ")), list(_of_other_scripts("Weberüö"))
    (['киев', 'ЙХЕБ', 'κθεβ', 'ךטוג'], [])
    """
    letters = [letter for letter in text if letter.isalpha() or ord(letter) > 127]
    if len(letters) < MIN_LETTERS or not all("\x80" <= letter <= "\xff" for letter in letters):
        return
    raw = text.encode("latin-1", errors="ignore")
    for encoding in OTHER_SCRIPTS:
        read = raw.decode(encoding, errors="replace")
        words = _WORD.findall(read)
        is_read = "\N{REPLACEMENT CHARACTER}" not in read
        if is_read and words and all(letter >= FIRST_OTHER for word in words for letter in word):
            yield read
