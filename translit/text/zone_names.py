"""Names that a tag, a handle or a web address spells: #VolodymyrZelenskyy, @vonderleyen,
example.org/wiki/Vladimir_Putin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from translit.index.table import Table
from translit.model import Kind
from translit.names.cues import Cues
from translit.results import Match
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tokenize import key_of
from translit.text.zones import Zone, ZoneKind
from translit.writing.keys import key
from translit.writing.text import at_capitals

MIN_LETTERS = 4  # of a name that is spelled without a capital, or alone
MAX_SEGMENT_CHARS = 80  # of a piece of an address that may spell a name
_SEGMENT = re.compile(r"[^/?&=#:]+")
_DIVIDERS = re.compile(r"[_+.-]+|%20")


class ZoneNames:
    """Finds the names of a table that stretches without prose spell, by their whole key alone."""

    def __init__(self, table: Table, cues: Cues, normalize: Callable[[str], Match]) -> None:
        self._table = table
        self._cues = cues
        self._normalize = normalize
        self._glued: dict[str, str] | None = None  # letters of a name of several words -> the name

    def spans(self, text: str, found: Iterable[Zone]) -> Iterator[tuple[int, NameSpan]]:
        """Yield the names that *found* spell, with the places in *text* where they begin."""
        for zone in found:
            written = text[zone.start : zone.end]
            if zone.kind is ZoneKind.HANDLE:
                yield from self._handle(zone.start, written)
            elif zone.kind is ZoneKind.IDENTIFIER or (zone.kind is ZoneKind.ADDRESS and "/" in written):
                path = written.find("/", written.find("://") + 3) if zone.kind is ZoneKind.ADDRESS else 0
                for segment in _SEGMENT.finditer(written, max(path, 0)) if path >= 0 else ():
                    yield from self._segment(zone.start + segment.start(), segment.group())

    def _handle(self, start: int, written: str) -> Iterator[tuple[int, NameSpan]]:
        """Yield the name that a tag or a handle spells: at its capitals, glued, or as one word."""
        divided = _DIVIDERS.sub(" ", at_capitals(written)).strip()
        if " " in divided:
            if match := self._normalize(divided):
                yield start, _span(written, divided, match)
        elif name := self._glued_names.get(key_of(written)):
            if match := self._normalize(name):
                yield start, _span(written, name, match)
        elif (listed := self._listed(written)) is not None:
            yield start, _span(written, written, listed)

    def _segment(self, start: int, written: str) -> Iterator[tuple[int, NameSpan]]:
        """Yield the name that a piece of an address spells."""
        if len(written) > MAX_SEGMENT_CHARS:
            return
        name = _DIVIDERS.sub(" ", at_capitals(written)).strip()
        match = self._listed(name) if " " in name or name[:1].isupper() else None
        if match is not None:
            yield start, _span(written, name, match)

    def _listed(self, name: str) -> Match | None:
        """Return whom a name means that the table lists, unless it is a word as well."""
        folded = key(name)
        is_word = self._cues.is_ordinary(name) or folded in self._cues.lookalikes
        if len(folded) < MIN_LETTERS or is_word or not self._table.exact(folded):
            return None
        return self._normalize(name) or None

    @property
    def _glued_names(self) -> dict[str, str]:
        """The names of several words in Latin letters, by their letters without spaces."""
        if self._glued is None:
            self._glued = {}
            for segment in self._table.segments:
                for body in segment.columns.texts("alias"):
                    alias = body.partition("\0")[0]
                    if " " in alias and alias.isascii():
                        self._glued.setdefault(key(alias).replace(" ", ""), alias)
                        given, _, rest = alias.partition(" ")
                        if rest[0].islower() and " " in rest and given[0].isupper():  # von der Leyen
                            self._glued.setdefault(key(rest).replace(" ", ""), alias)
        return self._glued


def _span(surface: str, name: str, match: Match) -> NameSpan:
    is_bare = " " not in name and match.candidates[0].entity.kind is Kind.PERSON
    status = SpanStatus.SURNAME_ONLY if is_bare else SpanStatus.RESOLVED
    return NameSpan(0, len(surface), surface, status, match, key_of(name.rsplit(maxsplit=1)[-1]))
