"""An answer as a row of a table: the fields it has, the candidates that came next, and the reason.

The values are plain texts and numbers, for files, frames and the command line alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translit.evidence import Candidate, Contribution, Step

# What a row of a table says of a name.
ROW_FIELDS = ("name", "id", "kind", "score", "status", "stage", "alias")
CANDIDATE_FIELDS = ("name", "id", "score")  # of each candidate, where candidates are wanted
REASON = "reason"
REASON_CONTRIBUTIONS = 4  # the largest, in the reason of a row; `Match.explain` shows more
Row = tuple[str | float | None, ...]


def row_fields(candidates: int = 0, *, reason: bool = False) -> tuple[str, ...]:
    """Return the fields of a row: `ROW_FIELDS`, those of the first *candidates*, and the reason.

    >>> row_fields(1, reason=True)[7:]
    ('candidate_1_name', 'candidate_1_id', 'candidate_1_score', 'reason')
    """
    of_candidates = [
        f"candidate_{number}_{field}" for number in range(1, candidates + 1) for field in CANDIDATE_FIELDS
    ]
    return (*ROW_FIELDS, *of_candidates, *((REASON,) if reason else ()))


def candidate_values(candidates: Sequence[Candidate], wanted: int) -> Row:
    """Return name, id and score of the first *wanted* candidates, None where there are fewer."""
    values: list[str | float | None] = []
    for candidate in candidates[:wanted]:
        values += (candidate.entity.name, candidate.entity.id, candidate.score)
    return (*values, *(None,) * (wanted * len(CANDIDATE_FIELDS) - len(values)))


def reason_of(steps: Iterable[Step], contributions: Iterable[Contribution]) -> str:
    """Say in a line how an answer was found and what counted most, for and against.

    >>> reason_of([Step("fold", "KIEV", "kiev")], [Contribution("prior", -4.2)])
    "fold: 'KIEV' → 'kiev'; nats: -4.20 prior"
    """
    largest = sorted(contributions, key=lambda of: -abs(of.nats))[:REASON_CONTRIBUTIONS]
    said = [*map(str, steps)]
    if largest:
        said.append("nats: " + ", ".join(" ".join(str(of).split()) for of in largest))
    return "; ".join(said)
