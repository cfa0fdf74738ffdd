"""The layout of a name in a text: the line ends, hidden characters and spaces between its words."""

from __future__ import annotations

import re

from translit.text.reading import read
from translit.writing.text import clean

# What stands between the words of a name; a hyphen at a line end divides a word.
_GAP = re.compile(
    r"((?<![-\N{HYPHEN}\N{NOT SIGN}\N{SOFT HYPHEN}\s])(?:[\s\N{ZERO WIDTH SPACE}]|&(?:nbsp|#160|#xa0);)+)"
)
_HYPHENS = str.maketrans("", "", "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")


def plain(surface: str) -> str:
    """Return a name as it would stand on one line.

    >>> plain("Vladi\\u00admir\\nPu-\\ntin")
    'Vladimir Putin'
    """
    return clean(read(surface, lambda _: True).text)


def in_layout(name: str, surface: str) -> str:
    """Write *name* as *surface* is laid out: the gaps between the words stay, and so does a word
    that is spelled so.

    Where the words cannot be told one from the other, the surface stays.

    >>> in_layout("Vladimir Putin", "Wladimir\\nPu-\\ntin")
    'Vladimir\\nPu-\\ntin'
    """
    pieces = _GAP.split(surface)
    words, gaps = pieces[::2], pieces[1::2]
    if all(gap == " " for gap in gaps) and plain(surface) == surface:
        return name
    instead = name.split(" ")
    if len(instead) != len(words):
        return surface
    kept = [
        word if plain(word).translate(_HYPHENS) == new.translate(_HYPHENS) else new
        for word, new in zip(words, instead, strict=True)
    ]
    return "".join(piece for pair in zip(kept, [*gaps, ""], strict=True) for piece in pair)
