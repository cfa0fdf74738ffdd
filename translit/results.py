"""What is answered of a table: a match with its candidates and steps, a name in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from translit.answer_rows import Row, candidate_values, reason_of
from translit.evidence import Candidate, LazyTuple, Stage, Step, difference, waterfall
from translit.model import Entity
from translit.record import record
from translit.visible import visible

SHOWN_CANDIDATES = 3  # of an ambiguous answer, in its repr


class Status(StrEnum):
    """What came of a query."""

    MATCHED = "matched"  # one entity is meant
    AMBIGUOUS = "ambiguous"  # somebody in the table may be meant, but it is not clear who
    UNMATCHED = "unmatched"  # nobody in the table is meant


@record
class Match:
    """What came of one query. True only when one entity is meant.

    `score` is the probability, 0 to 1, that the best candidate is meant; `candidates` come best
    first, the best alias of each entity, those that were compared word by word before those that
    only share groups of letters, whose score is 0; `query_steps` tell what was done with
    the query itself; `table_version` identifies the table that was asked.
    """

    query: str
    status: Status
    entity: Entity | None
    score: float
    stage: Stage | None
    candidates: tuple[Candidate, ...]
    query_steps: tuple[Step, ...]
    table_version: str

    def __bool__(self) -> bool:
        return self.status is Status.MATCHED

    def __str__(self) -> str:
        return self.query if self.entity is None else self.entity.name

    def __repr__(self) -> str:
        """Say in a line whom the query means.

        >>> Match("Kyjiw", Status.UNMATCHED, None, 0.1, None, (), (), "")
        <Match 'Kyjiw': unmatched>
        """
        if self.entity is not None and self.stage is not None:
            told = f"{self.name} ({self.id}), {self.score:.2f}, {self.stage.value}"
            return f"<Match {self.query!r}: {told}>"
        possible = [_named(candidate) for candidate in self.compared[:SHOWN_CANDIDATES]]
        among = f", {' or '.join(possible)}" if self.status is Status.AMBIGUOUS else ""
        return f"<Match {self.query!r}: {self.status.value}{among}>"

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the answer was found: what was done with the query, then how the best candidate fits
        it.
        """
        best = self._best
        return self.query_steps if best is None else (*self.query_steps, *best.steps)

    @property
    def compared(self) -> tuple[Candidate, ...]:
        """The candidates that were compared word by word; if there are none, those that only share
        groups of letters, which `candidates` looks for in any case.
        """
        stored: tuple[Candidate, ...] | Unfilled = CANDIDATES.stored(self)
        return stored.compared if isinstance(stored, Unfilled) and stored.compared else self.candidates

    @property
    def _best(self) -> Candidate | None:
        return self.compared[0] if self.compared else None

    @property
    def reason(self) -> str:
        """How the answer was found and what counted most, in one line; `explain` has all of it."""
        best = self._best
        said = reason_of(self.steps, () if best is None else best.contributions)
        return said if best is None or best.source is None else f"from {best.source}; {said}"

    @property
    def name(self) -> str | None:
        """The canonical name, or None unless MATCHED."""
        return None if self.entity is None else self.entity.name

    @property
    def id(self) -> str | None:
        """The entity's id, or None unless MATCHED."""
        return None if self.entity is None else self.entity.id

    def explain(self) -> str:
        """Say in words what was asked, what came of it and why."""
        return visible(_explain_match(self))

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it."""
        return _as_html(self.explain())

    def to_row(self, candidates: int = 0, *, reason: bool = False) -> Row:
        """Return the answer as one row of a table: name, id, kind, score, status, stage, alias.

        Then, where they are wanted, name, id and score of the first *candidates*, and the *reason*.
        Name, id, kind and alias are None unless MATCHED.
        """
        stage = None if self.stage is None else self.stage.value
        entity, best = self.entity, self._best
        row: Row = (None, None, None, self.score, self.status.value, stage, None)
        if entity is not None and best is not None:
            row = (entity.name, entity.id, entity.kind.value, *row[3:6], best.alias)
        if candidates:
            row += candidate_values(self.compared, candidates)
        return (*row, self.reason) if reason else row

    def to_dict(self) -> dict[str, object]:
        """Return the answer as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {
            "query": self.query,
            "status": self.status.value,
            "name": self.name,
            "id": self.id,
            "score": self.score,
            "stage": None if self.stage is None else self.stage.value,
            "candidates": [
                {
                    "id": c.entity.id,
                    "name": c.entity.name,
                    "kind": c.entity.kind.value,
                    "alias": c.alias,
                    "score": c.score,
                    "stage": c.stage.value,
                    "source": c.source,
                    "contributions": [of.to_dict() for of in c.contributions],
                }
                for c in self.candidates
            ],
            "steps": [step.to_dict() for step in self.steps],
            "table_version": self.table_version,
        }


class Unfilled:
    """Candidates that were *compared*, until somebody reads them: then *fill* adds others."""

    __slots__ = ("compared", "fill")

    def __init__(
        self,
        compared: tuple[Candidate, ...],
        fill: Callable[[tuple[Candidate, ...]], Iterable[Candidate]],
    ) -> None:
        self.compared = compared
        self.fill = fill

    def __call__(self) -> Iterable[Candidate]:
        return (*self.compared, *self.fill(self.compared))


CANDIDATES = LazyTuple(Match.candidates)
Match.candidates = CANDIDATES  # type: ignore[assignment]


@record
class Mention:
    """A name in running text: `text[start:end] == surface`, counted in code points, and what came
    of it. True only when MATCHED.

    `match.query` is the name that was looked up, which may differ from `surface` (a full name seen
    elsewhere in the document); the steps of the match say what the document added.
    """

    start: int
    end: int
    surface: str
    match: Match

    def __bool__(self) -> bool:
        return self.match.status is Status.MATCHED

    def __str__(self) -> str:
        return self.surface

    @property
    def entity(self) -> Entity | None:
        """The entity that is meant, or None unless MATCHED."""
        return self.match.entity

    @property
    def name(self) -> str | None:
        """The canonical name, or None unless MATCHED."""
        return self.match.name

    @property
    def id(self) -> str | None:
        """The entity's id, or None unless MATCHED."""
        return self.match.id

    @property
    def status(self) -> Status:
        """What came of the name."""
        return self.match.status

    def _repr_html_(self) -> str:
        """Return the mention as a notebook shows it."""
        return _as_html(self.match.explain())

    def to_dict(self) -> dict[str, object]:
        """Return the mention as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {"start": self.start, "end": self.end, "surface": self.surface, "match": self.match.to_dict()}


LEAST_SHOWN = 0.005  # score of a candidate that is told as next; less would be shown as 0.00

_HEADS = {
    Status.MATCHED: "{query!r} is {name} ({id}), score {score:.2f}, {stage}",
    Status.AMBIGUOUS: "{query!r} is not clear: {names}",
    Status.UNMATCHED: "{query!r} is nobody in the table",
}


def _explain_match(match: Match) -> str:
    """Say what was asked, what came of it, how, and who came next."""
    head = _HEADS[match.status].format(
        query=match.query,
        name=match.name,
        id=match.id,
        score=match.score,
        stage=match.stage.value if match.stage else "",
        names=" or ".join(_named(c) for c in match.candidates),
    )
    lines = [head, *(f"  {step}" for step in match.steps)]
    if match.candidates and match.candidates[0].source is not None:
        lines.append(f"  from: {match.candidates[0].source}")
    lines += _waterfall_of_best(match.candidates)
    behind = match.candidates[1:4] if match.status is Status.MATCHED else ()
    others = [candidate for candidate in behind if candidate.score >= LEAST_SHOWN]
    if match.status is Status.UNMATCHED and match.candidates:
        lines.append(f"  nearest: {_named(match.candidates[0])}, by {match.candidates[0].alias!r}")
    if others:
        margin = match.candidates[0].score - others[0].score
        why = difference(match.candidates[0], others[0])
        lines.append(f"  next: {', '.join(map(_named, others))}; ahead by {margin:.2f}{why}")
    return "\n".join(lines)


def _waterfall_of_best(candidates: tuple[Candidate, ...]) -> list[str]:
    return waterfall(candidates[0].contributions, candidates[0].score) if candidates else []


def _named(candidate: Candidate) -> str:
    country = f", {candidate.entity.country}" if candidate.entity.country else ""
    return f"{candidate.entity.name} ({candidate.entity.id}{country}) {candidate.score:.2f}"


def _as_html(text: str) -> str:
    """Return *text* as HTML that shows it as it is: a name may hold markup, or letters that turn
    the line.
    """
    from html import escape

    return f"<pre><bdi>{escape(text)}</bdi></pre>"
