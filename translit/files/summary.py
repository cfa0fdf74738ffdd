"""What came of the rows of a file: counts, and the unknown names that were there most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from translit.answer_rows import Row
from translit.files.answers import STATUS
from translit.results import Status
from translit.rows.reading import Chunk

COUNTED_NAMES = 2_000  # unknown names that are counted at a time


@dataclass(slots=True)
class Summary:
    """How many rows came out how; `unknown` counts unmatched names, each as often as it was there
    or less often by up to `forgotten`.
    """

    rows: int = 0
    matched: int = 0
    ambiguous: int = 0
    unmatched: int = 0
    nameless: int = 0
    rejected: int = 0
    blank: int = 0  # lines without a row
    unknown_contexts: int = 0  # values of the columns of kinds, countries and dates that say none
    guessed_encoding: str | None = None  # of the input, where it is not told
    forgotten: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def add(self, chunk: Chunk, answers: Sequence[Row]) -> None:
        """Count a chunk."""
        of = Counter(answer[STATUS] for answer in answers)
        self.rows += len(answers)
        self.matched += of[Status.MATCHED.value]
        self.ambiguous += of[Status.AMBIGUOUS.value]
        self.unmatched += of[Status.UNMATCHED.value]
        self.nameless += of[None]
        self.rejected += len(chunk.rejected)
        self.blank += chunk.blank
        self.unknown.update(
            name
            for name, answer in zip(chunk.names, answers, strict=True)
            if answer[STATUS] == Status.UNMATCHED.value and name and name.strip()
        )
        self._forget()

    def _forget(self) -> None:
        """Keep the most frequent `COUNTED_NAMES` names: subtract from all the count of the rarest
        (Misra and Gries, 1982).
        """
        if len(self.unknown) > COUNTED_NAMES:
            rarest = self.unknown.most_common(COUNTED_NAMES + 1)[-1][1]
            self.forgotten += rarest
            self.unknown = Counter(
                {name: count - rarest for name, count in self.unknown.items() if count > rarest}
            )

    def top(self, count: int) -> list[tuple[str, int]]:
        """Return the most frequent unknown names, with how often each was there at least; by their
        letters among equals.
        """
        return sorted(self.unknown.items(), key=lambda item: (-item[1], item[0]))[:count]

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values, ready for `json.dumps`."""
        return asdict(self) | {"unknown": dict(self.unknown)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Summary:
        """Return the summary that `to_dict` wrote."""
        return cls(**(values | {"unknown": Counter(values["unknown"])}))
