"""Answers to many names: each distinct name once, in order, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import ceil
from pathlib import Path
from typing import TypeVar

from translit.parallel.pool import check_workers, worker_pool
from translit.parallel.progress import OnProgress, progress_bar
from translit.results import Match

Asked = TypeVar("Asked", bound=Hashable)  # a name, with what is known of it
Answers = Callable[[Sequence[Asked]], list[Match]]  # a chunk of distinct names to their matches
WorkerFactory = Callable[[], Answers[Asked]]

# distinct names; fewer start no processes: in the 0.2 s that they take to start, one answers 70 to
# 700, by the table
MIN_FOR_WORKERS = 500
# distinct names that are answered at a time, at most: 0.1 to 0.8 s of work if all are misspelled
CHUNK = 256
# chunks for each process, unless they grow too long: the last one to end keeps the others waiting a
# 32nd of the time
CHUNKS_PER_WORKER = 32


def answer_all(
    names: Sequence[Asked],
    answers: Answers[Asked],
    worker_factory: Callable[[Path], WorkerFactory[Asked]],
    *,
    workers: int,
    progress: bool,
) -> list[Match]:
    """Return the answer to each of *names*, in order; equal names have the same.

    *answers* is called with distinct names, a chunk at a time. `worker_factory(folder)` returns
    what can be pickled, and makes in another process what answers the same; files that this needs
    it writes into *folder*, which is deleted in the end.
    """
    check_workers(workers)
    distinct = list(dict.fromkeys(names))
    with progress_bar(len(distinct), is_wanted=progress) as on_progress:
        if workers == 1 or len(distinct) < MIN_FOR_WORKERS:
            matches = answer_in_chunks(distinct, lambda: answers, 1, on_progress)
        else:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
                matches = answer_in_chunks(distinct, worker_factory(Path(folder)), workers, on_progress)
    match_of = dict(zip(distinct, matches, strict=True))
    return [match_of[name] for name in names]


def answer_in_chunks(
    distinct: Sequence[Asked], factory: WorkerFactory[Asked], workers: int, on_progress: OnProgress
) -> list[Match]:
    """Return the matches of distinct names, worked out by *workers* processes.

    A pipe for each process, no queue and no thread between them: `ProcessPoolExecutor` of Python
    3.11 can wait for ever for a process that ends while names are handed out
    (github.com/python/cpython/issues/94777, 105829), and cannot end its processes.
    """
    size = max(1, min(CHUNK, ceil(len(distinct) / (workers * CHUNKS_PER_WORKER))))
    chunks = [distinct[start : start + size] for start in range(0, len(distinct), size)]
    with worker_pool(factory, workers, on_progress) as work:
        return [match for matches in work(chunks) for match in matches]
