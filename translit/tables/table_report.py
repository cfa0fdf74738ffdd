"""What came of a table of rows, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.errors import Problem
from translit.record import record

SHOWN = 5  # examples of what a report counts


@record
class TableReport:
    """What came of a table: how many rows made how many entities, which rows were left out, what is
    notable about others, and the names that several entities have.

    `shared`: a name and the ids of those who have it, none of which lists it as weak. `ignored`:
    the columns of which nothing is read.
    """

    name: str
    rows: int
    entities: int
    rejected: int
    notices: tuple[Problem, ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unit: str = "row"  # what a list is of
    ignored: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.lines())

    @property
    def is_notable(self) -> bool:
        """Whether there is more to say than how many rows there are."""
        return bool(self.rejected or self.notices or self.shared)

    def lines(self) -> Iterator[str]:
        """Yield the report in words, a line for each thing."""
        entities = "entity" if self.entities == 1 else "entities"
        yield f"{self.name}: {self._counted(self.rows)}, {self.entities:,} {entities}"
        if self.rejected:
            yield f"  {self._counted(self.rejected)} left out"
        if self.ignored:
            yield f"  not read: {_listed(self.ignored)}"
        yield from (f"  {notice}" for notice in self.notices[:SHOWN])
        if rest := self.notices[SHOWN:]:
            yield f"  and {len(rest):,} more such"
        if self.shared:
            shown = [f"{text!r} of {', '.join(ids[:3])}" for text, ids in self.shared[:SHOWN]]
            head = "a name is" if len(self.shared) == 1 else f"{len(self.shared):,} names are"
            yield f"  {head} of several: {'; '.join(shown)}" + (" …" if self.shared[SHOWN:] else "")

    def _counted(self, count: int) -> str:
        return f"{count:,} {self.unit}{'' if count == 1 else 's'}"


def _listed(columns: Sequence[str]) -> str:
    """Return the names of columns in words, the first ones of many."""
    many = "column" if len(columns) == 1 else "columns"
    rest = f" and {len(columns) - SHOWN:,} more" if len(columns) > SHOWN else ""
    return f"the {many} {', '.join(map(repr, columns[:SHOWN]))}{rest}"
