"""Find names of a table as they are listed, where a run of capitalized words would cut them: with
numbers, quotation marks, commas, brackets, points (ЧВК «Вагнер», G-7, Nike, Inc.).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress, count

from translit.index.table import Table
from translit.model import Kind
from translit.results import Match
from translit.text.dictionary import has_lowercase_word
from translit.text.patterns import GEORGIAN
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tokenize import key_of
from translit.writing.keys import key
from translit.writing.text import clean

MAX_WORDS = 31  # words of a name that is looked for: bits of a number
MIN_SMALL_LETTERS = 5  # letters of a name in small letters
MIN_LETTERS_AND_DIGITS = 4  # characters of one that begins with a digit
CACHED_EXTENTS = 4_096  # stretches of texts of which it is kept whether a name is listed so
MAX_SMALL_SHARE = 0.1  # of a table's names; in a table with more, small letters are its habit
FINAL_SIGNS = frozenset("!+?")  # that a name of one word may end with: Yahoo!, Canal+
OPENING, CLOSING = "\"'«“„‚‘(.$", "\"'»“”’).!+"  # what a name may begin and end with
_WORD = re.compile(r"\w+")
# what runs do not hold: numbers, signs other than a hyphen inside a word, and a word of one letter
# behind one (Mojahedin-e Khalq)
_SIGN = re.compile(r"\d|[^\w\s-]|\s-|-\s|-[^\W\d_](?!\w)")


class VerbatimNames:
    """The names of a table that runs cut or do not hold.

    `_words` are names of one word that begin without a capital (eBay, rianovosti, 1plus1). `_sizes`
    maps the first word of each in lower case, and then the second, to the numbers of words of such
    names, as bits. What else a name has is compared with the table where these two stand in a text.
    """

    def __init__(self, table: Table, normalize: Callable[[str], Match]) -> None:
        self._table = table
        self._normalize = normalize
        self._sizes: dict[str, dict[str, int]] = {}
        self._signed: dict[str, str] = {}  # word -> the name that is it and a sign: Yahoo!
        mixed: set[str] = set()
        small: set[str] = set()
        for segment in table.segments:
            for body in segment.columns.texts("alias"):
                alias = body.partition("\0")[0]
                if _is_mixed(alias):
                    mixed.add(alias)
                elif len(alias) >= MIN_SMALL_LETTERS and alias.isalpha() and _is_small(alias[0]):
                    small.add(alias)
                elif alias[-1:] in FINAL_SIGNS and alias[:-1].isalnum():
                    self._signed[alias[:-1]] = alias
                elif self._has_article(alias):
                    continue  # runs find it without, and a text keeps its article
                elif _SIGN.search(alias) or has_lowercase_word(alias) or _is_small(alias[:1] or "A"):
                    words = _WORD.findall(alias.lower())
                    if 2 <= len(words) <= MAX_WORDS:
                        seconds = self._sizes.setdefault(words[0], {})
                        seconds[words[1]] = seconds.get(words[1], 0) | 1 << len(words)
        is_habit = len(small) > table.size * MAX_SMALL_SHARE
        self._words = frozenset(mixed if is_habit else mixed | small)
        self._alone = self._words | self._signed.keys()
        self._listed = lru_cache(CACHED_EXTENTS)(self._read_listed)

    def _has_article(self, alias: str) -> bool:
        """Whether a name of a place or an organisation is another one of its names with a small
        word before it: the Kremlin.
        """
        first, _, rest = alias.partition(" ")
        if not rest or not first.isalpha() or not first.islower() or not rest[0].isupper():
            return False
        table = self._table
        whole = {hit.spelling.entity for hit in table.exact(key(alias))}
        same = whole & {hit.spelling.entity for hit in table.exact(key(rest))}
        return bool(same) and all(table.entity(each).kind is not Kind.PERSON for each in same)

    def spans(self, text: str) -> Iterator[tuple[int, NameSpan]]:
        """Yield the names in *text* with the places where they begin, the longest at each place,
        none inside another.
        """
        sizes, alone = self._sizes, self._alone
        written = _WORD.findall(text)
        small = _WORD.findall(text.lower()) if text.isascii() else [*map(str.lower, written)]
        small.append("")
        starts = {
            at: bits
            for at in compress(count(), map(sizes.__contains__, small))
            if (bits := sizes[small[at]].get(small[at + 1]))
        }
        singles = (
            set() if alone.isdisjoint(written) else {at for at, word in enumerate(written) if word in alone}
        )
        if not starts and not singles:
            return
        end = place = before = 0
        for number in sorted(starts.keys() | singles):
            for word in written[before:number]:
                place = text.index(word, place) + len(word)
            place, before = text.index(written[number], place), number
            if place < end:
                continue
            bits = starts.get(number, 0)
            found = self._longest(text, place, written[number:][:MAX_WORDS], bits) if bits else None
            if found is None and number in singles:
                found = self._single(text, place, written[number])
            if found is not None:
                end = found[0] + found[1].end
                yield found

    def _single(self, text: str, start: int, word: str) -> tuple[int, NameSpan] | None:
        """Return the name of one word that the *word* at *start* is, with its sign."""
        signed = self._signed.get(word, "")
        name = signed if signed and text.startswith(signed, start) else word
        if (name != signed and word not in self._words) or not (match := self._normalize(name)):
            return None
        return start, NameSpan(0, len(name), name, SpanStatus.RESOLVED, match, key_of(word))

    def _longest(self, text: str, first: int, words: list[str], bits: int) -> tuple[int, NameSpan] | None:
        """Return the longest name that begins with the first of *words*, which stands at
        text[first].
        """
        ends, end = [], first
        for word in words[: bits.bit_length() - 1]:
            end = text.index(word, end) + len(word)
            ends.append(end)
        for size in range(len(ends), 1, -1):
            if bits >> size & 1:
                for start, end in _extents(text, first, ends[size - 1]):
                    if match := self._listed(text[start:end]):
                        last = key_of(words[size - 1])
                        surface = text[start:end]
                        return start, NameSpan(0, end - start, surface, SpanStatus.RESOLVED, match, last)
        return None

    def _read_listed(self, surface: str) -> Match | None:
        """Return whom *surface* means if a name is listed so, letter by letter."""
        if not self._table.exact(key(surface)):
            return None  # a search for what is only similar would be for nothing
        match = self._normalize(surface)
        if not match:
            return None
        written = clean(surface)
        listed = clean(match.candidates[0].alias)
        # a word that says what it is has its capital from the list: компания «Сухой»
        is_same = written == listed or ('"' in listed and written[1:] == listed[1:])
        return match if is_same else None


def _extents(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the extents that a name of the words in text[start:end] may have, the longest first:
    with signs before and behind them; none that is part of a longer word.
    """
    has_sign = start > 0 and text[start - 1] in OPENING
    while _is_mark(text[end : end + 1]):  # a vowel sign, which is no letter
        end += 1
    ends = [end]
    while ends[-1] < len(text) and text[ends[-1]] in CLOSING and len(ends) < 3:
        ends.append(ends[-1] + 1)
    for last in reversed(ends):
        sign, letter = text[last : last + 1], text[last + 1 : last + 2]
        if (sign == "-" and letter.isalnum()) or _is_mark(sign):
            continue
        if has_sign:
            yield start - 1, last
        yield start, last


def _is_mixed(alias: str) -> bool:
    """Whether a name of one word begins with a small letter before a capital, or with a digit
    before letters.
    """
    if alias[:1].isdigit():
        is_long = len(alias) >= MIN_LETTERS_AND_DIGITS and not alias.isdigit()
        return alias.isalnum() and (is_long or any(map(str.isupper, alias)))
    return alias.isalnum() and _is_small(alias[0]) and any(map(str.isupper, alias))


def _is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script with capitals that texts use."""
    return letter.islower() and ord(letter) not in GEORGIAN


def _is_mark(char: str) -> bool:
    return char != "" and unicodedata.category(char)[0] == "M"
