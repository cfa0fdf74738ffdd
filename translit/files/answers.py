"""What is told of a name in a row: the columns, and who answers them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from translit.errors import TranslitError
from translit.model import Kind
from translit.normalizer import Normalizer
from translit.parallel.pool import worker_pool
from translit.results import Match

FIELDS = ("name", "id", "kind", "score", "status", "stage", "alias")
STATUS = FIELDS.index("status")
Answer = tuple[str | None, str | None, str | None, float | None, str | None, str | None, str | None]
NO_NAME: Answer = (None, None, None, None, None, None, None)
KEPT = 100_000  # distinct names whose answers are kept for the rows to come: some 40 MB
TURNS = 4  # parts of a chunk for each process: the last one to end keeps the others waiting


def answer_of(match: Match) -> Answer:
    """Return the values of `FIELDS` for a name: of the entity only if it is the one meant."""
    entity, stage = match.entity, None if match.stage is None else match.stage.value
    if entity is None:
        return (None, None, None, match.score, match.status.value, stage, None)
    return (
        entity.name,
        entity.id,
        entity.kind.value,
        match.score,
        match.status.value,
        stage,
        match.candidates[0].alias,
    )


@contextmanager
def answering(
    n: Normalizer, *, kind: Kind | None, country: str | None, workers: int
) -> Iterator[Callable[[Sequence[str | None]], list[Answer]]]:
    """Yield what answers the names of a chunk, in order, by *workers* processes; a name that came
    lately is not asked again.
    """
    with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
        if workers > 1 and not _has_file(n):
            n.save(Path(folder) / "table.npz")
        with worker_pool(partial(_opened, n, kind, country), workers) as work:
            yield partial(_answered, {}, work, workers)


def _answered(
    kept: dict[str, Answer],
    work: Callable[[Sequence[Sequence[str]]], list[list[Answer]]],
    workers: int,
    names: Sequence[str | None],
) -> list[Answer]:
    new = [name for name in dict.fromkeys(names) if name is not None and name not in kept]
    if len(kept) + len(new) > KEPT:
        still = {name: kept[name] for name in names if name is not None and name in kept}
        kept.clear()
        kept.update(still)
    size = max(1, ceil(len(new) / (workers * TURNS)))
    parts = [new[start : start + size] for start in range(0, len(new), size)]
    for part, told in zip(parts, work(parts), strict=True):
        kept.update(zip(part, told, strict=True))
    return [NO_NAME if name is None else kept[name] for name in names]


def _has_file(n: Normalizer) -> bool:
    try:
        pickle.loads(pickle.dumps(n))
    except (TypeError, OSError, TranslitError):
        return False
    return True


def _opened(n: Normalizer, kind: Kind | None, country: str | None) -> Callable[[Sequence[str]], list[Answer]]:
    def answers(names: Sequence[str]) -> list[Answer]:
        return [answer_of(match) for match in n.normalize_many(names, kind=kind, country=country)]

    return answers
