"""Names that are one word in a text and several to the reader, or the other way round: tags, and
words that a line end divides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from translit.model import Kind
from translit.results import Match
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tokenize import key_of
from translit.writing.text import at_capitals

_TAG = re.compile(r"(?<![\w/.])[@#＠＃]([^\W\d_]{3,60})")
_DIVIDED = re.compile(r"\b([^\W\d_]{2,60})[-\N{HYPHEN}\N{NOT SIGN}](?:[ \t]*\r?\n[ \t]*|\\n)([^\W\d_]{2,60})")


def joined_spans(text: str, normalize: Callable[[str], Match]) -> Iterator[tuple[int, NameSpan]]:
    """Yield the tags of *text* that are names glued at capitals, and the names that a hyphen at a
    line end divides, of those that the table has.
    """
    if "#" in text or "@" in text or "＠" in text or "＃" in text:
        for found in _TAG.finditer(text):
            divided = at_capitals(found[1]).strip()
            if divided != found[1] and (match := normalize(divided)):
                yield found.start(1), _span(found[1], divided, match)
    if "\n" in text or "\\n" in text:
        for found in _DIVIDED.finditer(text):
            joined = found[1] + found[2]
            if found[1][0].isupper() and found[2].islower() and (match := normalize(joined)):
                yield found.start(), _span(found.group(), joined, match)


def _span(surface: str, name: str, match: Match) -> NameSpan:
    is_bare = " " not in name and match.candidates[0].entity.kind is Kind.PERSON
    status = SpanStatus.SURNAME_ONLY if is_bare else SpanStatus.RESOLVED
    return NameSpan(0, len(surface), surface, status, match, key_of(name.rsplit(maxsplit=1)[-1]))
