"""Answers to the names of a chunk of rows, by one process or several; each distinct name once."""

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
from translit.parallel.pool import MapChunks, worker_pool
from translit.results import ROW_FIELDS, Row

STATUS = ROW_FIELDS.index("status")
NO_NAME: Row = (None, None, None, None, None, None, None)
CACHED_NAMES = 100_000  # distinct names whose answers are kept for the rows to come: some 40 MB
PARTS_PER_WORKER = 4  # of a chunk: the last process to end keeps the others waiting

AnswerNames = Callable[[Sequence[str | None]], list[Row]]


@contextmanager
def open_answers(
    n: Normalizer, *, kind: Kind | None, country: str | None, workers: int
) -> Iterator[AnswerNames]:
    """Yield the function that answers the names of a chunk, in order, by *workers* processes.

    Answers of the latest `CACHED_NAMES` names are kept.
    """
    with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
        if workers > 1 and not _has_file(n):
            n.save(Path(folder) / "table.npz")
        with worker_pool(partial(_answers_by, n, kind, country), workers) as map_chunks:
            yield partial(_answer_chunk, {}, map_chunks, workers)


def _answer_chunk(
    cache: dict[str, Row], map_chunks: MapChunks[str, list[Row]], workers: int, names: Sequence[str | None]
) -> list[Row]:
    new = [name for name in dict.fromkeys(names) if name is not None and name not in cache]
    if len(cache) + len(new) > CACHED_NAMES:
        needed = {name: cache[name] for name in names if name is not None and name in cache}
        cache.clear()
        cache.update(needed)
    size = max(1, ceil(len(new) / (workers * PARTS_PER_WORKER)))
    parts = [new[start : start + size] for start in range(0, len(new), size)]
    for part, rows in zip(parts, map_chunks(parts), strict=True):
        cache.update(zip(part, rows, strict=True))
    return [NO_NAME if name is None else cache[name] for name in names]


def _has_file(n: Normalizer) -> bool:
    try:
        pickle.loads(pickle.dumps(n))
    except (TypeError, OSError, TranslitError):
        return False
    return True


def _answers_by(
    n: Normalizer, kind: Kind | None, country: str | None
) -> Callable[[Sequence[str]], list[Row]]:
    def answers(names: Sequence[str]) -> list[Row]:
        return [match.to_row() for match in n.normalize_many(names, kind=kind, country=country)]

    return answers
