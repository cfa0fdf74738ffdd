"""A unified diff of a text and its rewriting, in one pass and in memory bounded by the longest
change.
"""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

CONTEXT = 3  # lines around a change, as diff -u has it

Change = tuple[list[str], list[str]]  # lines as they were and as they become


@dataclass(slots=True)
class _Hunk:
    """A hunk that grows: where it begins in the old and the new text (lines before it), and its
    lines with their marks.
    """

    old: int
    new: int
    lines: list[str] = field(default_factory=list)
    olds: int = 0
    news: int = 0
    equal: int = 0  # lines since the last change

    def add(self, mark: str, line: str) -> None:
        self.lines.append(
            mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"
        )
        self.olds += mark != "+"
        self.news += mark != "-"
        self.equal = self.equal + 1 if mark == " " else 0

    def text(self) -> str:
        head = f"@@ -{_range(self.old, self.olds)} +{_range(self.new, self.news)} @@\n"
        return head + "".join(self.lines)


def _range(before: int, lines: int) -> str:
    start = before + 1 if lines else before
    return str(start) if lines == 1 else f"{start},{lines}"


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield the lines of two texts, equal ones one by one and changed ones together.

    >>> list(changes("a\\nb\\nc\\n", "a\\nB\\nc\\n"))
    [(['a\\n'], ['a\\n']), (['b\\n'], ['B\\n']), (['c\\n'], ['c\\n'])]

    A rewriting rarely changes how many lines there are; then line stands beside line, and that
    takes linear time.
    """
    olds, news = _lines(old), _lines(new)
    if len(olds) == len(news):
        yield from (([a], [b]) for a, b in zip(olds, news, strict=True))
        return
    for tag, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (([line], [line]) for line in olds[a:b])
        else:
            yield olds[a:b], news[c:d]


def _lines(text: str) -> list[str]:
    """Return the lines of *text* with their ends; only "\\n" ends one, as for diff and patch."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def unified(name: str, changed: Iterable[Change]) -> Iterator[str]:
    """Yield a unified diff, hunk by hunk, head first; nothing where nothing changed.

    >>> print("".join(unified("a.txt", changes("Kiev\\n", "Kyiv\\n"))), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1 +1 @@
    -Kiev
    +Kyiv
    """
    before: deque[str] = deque(maxlen=CONTEXT)
    hunk: _Hunk | None = None
    old = new = 0
    is_first = True
    for olds, news in changed:
        if olds == news:
            before += olds
            if hunk is not None:
                hunk.add(" ", olds[0])
                if hunk.equal > 2 * CONTEXT:  # too far from what may follow to share a hunk with it
                    yield _close(hunk)
                    hunk = None
        else:
            if hunk is None:
                if is_first:
                    yield f"--- a/{name}\n+++ b/{name}\n"
                    is_first = False
                hunk = _Hunk(old - len(before), new - len(before))
                for line in before:
                    hunk.add(" ", line)
            for mark, lines in (("-", olds), ("+", news)):
                for line in lines:
                    hunk.add(mark, line)
            before.clear()
        old, new = old + len(olds), new + len(news)
    if hunk is not None:
        yield _close(hunk)


def _close(hunk: _Hunk) -> str:
    """Return the text of a hunk with no more equal lines at its end than its context."""
    extra = max(0, hunk.equal - CONTEXT)
    if extra:
        del hunk.lines[-extra:]
        hunk.olds -= extra
        hunk.news -= extra
    return hunk.text()
