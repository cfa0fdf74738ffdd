"""Answers to the names of a chunk of rows, by one process or several; each distinct name once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from translit.answer_rows import ROW_FIELDS, Row, row_fields
from translit.files.asked import Asked
from translit.normalizer import Normalizer
from translit.parallel.pool import MapChunks, worker_pool

STATUS = ROW_FIELDS.index("status")
CACHED_NAMES = 100_000  # distinct names whose answers are kept for the rows to come: some 40 MB
PARTS_PER_WORKER = 4  # of a chunk: the last process to end keeps the others waiting

AnswerNames = Callable[[Sequence[Asked | None]], list[Row]]


@contextmanager
def open_answers(
    n: Normalizer, *, candidates: int = 0, reason: bool = False, workers: int
) -> Iterator[AnswerNames]:
    """Yield the function that answers the names of a chunk, in order, by *workers* processes.

    A row is what `Match.to_row` makes with *candidates* and *reason*. Answers of the latest
    `CACHED_NAMES` names are kept.
    """
    with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
        opener = n.shared_in(Path(folder)) if workers > 1 else partial(_itself, n)
        no_name: Row = (None,) * len(row_fields(candidates, reason=reason))
        with worker_pool(partial(_answers_by, opener, candidates, reason), workers) as map_chunks:
            yield partial(_answer_chunk, {}, map_chunks, workers, no_name, frozenset(n.cleared))


def _answer_chunk(
    cache: dict[Asked, Row],
    map_chunks: MapChunks[Asked, list[Row]],
    workers: int,
    no_name: Row,
    cleared: frozenset[str],
    names: Sequence[Asked | None],
) -> list[Row]:
    # of others it makes no difference whose name it is
    names = [
        name if name is None or name.customer in cleared else name._replace(customer=None) for name in names
    ]
    new = [name for name in dict.fromkeys(names) if name is not None and name not in cache]
    if len(cache) + len(new) > CACHED_NAMES:
        needed = {name: cache[name] for name in names if name is not None and name in cache}
        cache.clear()
        cache.update(needed)
    size = max(1, ceil(len(new) / (workers * PARTS_PER_WORKER)))
    parts = [new[start : start + size] for start in range(0, len(new), size)]
    for part, rows in zip(parts, map_chunks(parts), strict=True):
        cache.update(zip(part, rows, strict=True))
    return [no_name if name is None else cache[name] for name in names]


def _itself(n: Normalizer) -> Normalizer:
    return n


def _answers_by(
    opener: Callable[[], Normalizer], candidates: int, reason: bool
) -> Callable[[Sequence[Asked]], list[Row]]:
    n = opener()

    def answers(asked: Sequence[Asked]) -> list[Row]:
        matches = n.normalize_many(
            [of.name for of in asked],
            kind=[of.kind for of in asked],
            country=[of.country for of in asked],
            customer=[of.customer for of in asked],
            when=[of.when for of in asked],
        )
        return [match.to_row(candidates, reason=reason) for match in matches]

    return answers
