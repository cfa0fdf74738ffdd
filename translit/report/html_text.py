"""The text that a page of HTML shows."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# what is no text of the page
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "object", "iframe"})
_VOID = frozenset({"object", "iframe"})  # that may lack their end
# elements that stand on lines of their own; a blank line is around those of the second set
_LINES = frozenset({"br", "tr", "li", "dt", "dd", "option", "hr", "caption", "figcaption", "legend"})
_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "form"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "pre",
            "blockquote",
            "figure",
            "title",
        ),
    }
)
_CELLS = frozenset({"td", "th"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*")


def text_of_html(source: str) -> str:
    """Return the text that a page of HTML shows, without its head, scripts and styles: blocks with
    a blank line between, entities resolved, white space as a browser joins it.

    >>> text_of_html("<h1>Talks</h1><p>In&nbsp;<b>Ki</b>ev<br>today</p><script>x()</script>")
    'Talks\\n\\nIn\\xa0Kiev\\ntoday\\n'
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    lines = "".join(reader.pieces).split("\n")
    text = "\n".join(line.strip(" ") for line in lines).strip("\n")
    return _BLANK_LINES.sub("\n\n", text) + "\n" if text else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: list[str] = []  # open elements whose text is not shown
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()  # a head whose end is missing
        self._pre += tag == "pre"
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        self._pre = max(0, self._pre - (tag == "pre"))
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._pre:
            self.pieces.append(data.replace("\r\n", "\n"))
            return
        is_after_space = not self.pieces or self.pieces[-1][-1:] in ("\n", " ", "")
        joined = _SPACES.sub(" ", data)
        self.pieces.append(joined.removeprefix(" ") if is_after_space else joined)

    def _break(self, tag: str) -> None:
        if not self._unseen:
            sign = "\n\n" if tag in _BLOCKS else "\n" if tag in _LINES else "\t" if tag in _CELLS else ""
            self.pieces += [sign] if sign else []
