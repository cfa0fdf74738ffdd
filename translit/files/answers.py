"""Answers to the names of a chunk of rows, by one process or several; each distinct name once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from translit.answer_rows import ROW_FIELDS, Row, row_fields
from translit.files.asked import Asked
from translit.normalizer import Normalizer
from translit.parallel.batch import MIN_FOR_WORKERS
from translit.parallel.pool import MapChunks, check_workers, usual_workers, worker_pool

STATUS = ROW_FIELDS.index("status")
CACHED_NAMES = 100_000  # distinct names whose answers are kept for the rows to come: some 40 MB
PARTS_PER_WORKER = 16  # of a chunk: the last process to end keeps the others waiting

AnswerNames = Callable[[Sequence[Asked | None]], list[Row]]


@contextmanager
def open_answers(
    n: Normalizer, *, candidates: int = 0, reason: bool = False, workers: int | None = None
) -> Iterator[AnswerNames]:
    """Yield the function that answers the names of a chunk, in order, by *workers* processes; None:
    by as many as pay.

    A row is what `Match.to_row` makes with *candidates* and *reason*. Answers of the latest
    `CACHED_NAMES` names are kept.
    """
    count = usual_workers() if workers is None else workers
    check_workers(count)
    no_name: Row = (None,) * len(row_fields(candidates, reason=reason))
    with ExitStack() as stack:
        answer_new = _Answers(n, candidates, count, stack, reason=reason)
        yield partial(_answer_chunk, {}, answer_new, no_name, frozenset(n.cleared))


class _Answers:
    """Answers names that are new: in this process, and in several once there are so many of them
    that starting these pays.
    """

    def __init__(
        self, n: Normalizer, candidates: int, workers: int, stack: ExitStack, *, reason: bool
    ) -> None:
        self._n, self._workers, self._stack = n, workers, stack
        self._answers_by = partial(_answers_by, candidates=candidates, reason=reason)
        self._answer_here = self._answers_by(partial(_itself, n))
        self._map_chunks: MapChunks[Asked, list[Row]] | None = None
        self._count = 0  # of names so far

    def __call__(self, names: Sequence[Asked]) -> list[Row]:
        """Return the row of each of *names*, in order."""
        self._count += len(names)
        if self._workers == 1 or self._count < MIN_FOR_WORKERS:
            return self._answer_here(names)
        if self._map_chunks is None:
            self._map_chunks = self._start()
        size = max(1, ceil(len(names) / (self._workers * PARTS_PER_WORKER)))
        parts = [names[start : start + size] for start in range(0, len(names), size)]
        return [row for rows in self._map_chunks(parts) for row in rows]

    def _start(self) -> MapChunks[Asked, list[Row]]:
        folder = self._stack.enter_context(TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True))
        factory = partial(self._answers_by, self._n.shared_in(Path(folder)))
        return self._stack.enter_context(worker_pool(factory, self._workers))


def _answer_chunk(
    cache: dict[Asked, Row],
    answer_new: Callable[[Sequence[Asked]], list[Row]],
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
    cache.update(zip(new, answer_new(new), strict=True))
    return [no_name if name is None else cache[name] for name in names]


def _itself(n: Normalizer) -> Normalizer:
    return n


def _answers_by(
    opener: Callable[[], Normalizer], candidates: int, *, reason: bool
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
