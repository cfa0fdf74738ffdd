"""Answer many names: each once, in order, in this process or in several, with a bar on long work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from pathlib import Path

from translit.parallel.pool import divided, started
from translit.parallel.progress import Tell, bar_of
from translit.results import Match

Answers = Callable[[Sequence[str]], list[Match]]
Opener = Callable[[], Answers]

# distinct names; fewer start no processes: in the 0.2 s that they take to start, one answers 70 to
# 700, by the table
FEW = 500
# distinct names that are answered at a time, at most: 0.1 to 0.8 s of work if all are misspelled
CHUNK = 256
# chunks for each process, unless they grow too long: the last one to end keeps the others waiting a
# 32nd of the time
TURNS = 32


def answer_all(
    names: Iterable[str],
    answers: Answers,
    elsewhere: Callable[[Path], Opener],
    *,
    workers: int,
    progress: bool,
) -> list[Match]:
    """Return the answer to each of *names*, in order; equal names have the same.

    *answers* is asked for distinct names, a chunk at a time. `elsewhere(folder)` returns what can
    be pickled, and makes in another process what answers the same; files that this needs it writes
    into *folder*, which is deleted in the end.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number, 1 or more, not {workers!r}")
    asked = texts(names)
    distinct = list(dict.fromkeys(asked))
    with bar_of(len(distinct), is_wanted=progress) as tell:
        if workers == 1 or len(distinct) < FEW:
            found = by_this_process(distinct, answers, tell)
        else:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
                found = by_processes(distinct, elsewhere(Path(folder)), workers, tell)
    answered = dict(zip(distinct, found, strict=True))
    return [answered[name] for name in asked]


def texts(names: Iterable[str]) -> list[str]:
    """Return *names* as a list. Raises TypeError for one text instead of several, and for an item
    that is none.

    >>> texts(["Kiev", 7])
    Traceback (most recent call last):
    TypeError: normalize_many: item 1, counted from 0, is int 7, not a text (str)
    """
    if isinstance(names, str | bytes):
        raise TypeError(
            f"normalize_many takes several names, not one {type(names).__name__}: put it into a list"
        )
    asked = []
    for name in names:
        if not isinstance(name, str):
            hint = ": decode it first" if isinstance(name, bytes) else ""
            place = f"item {len(asked)}, counted from 0,"
            raise TypeError(
                f"normalize_many: {place} is {type(name).__name__} {name!r:.80}, not a text (str){hint}"
            )
        asked.append(name)
    return asked


def by_this_process(distinct: Sequence[str], answers: Answers, tell: Tell) -> list[Match]:
    """Return what *answers* says to each name; *tell* hears after each chunk how many are answered."""
    found: list[Match] = []
    for chunk in _chunks(distinct, 1):
        found += answers(chunk)
        tell(len(found))
    return found


def by_processes(distinct: Sequence[str], opener: Opener, workers: int, tell: Tell) -> list[Match]:
    """Return the same from *workers* processes, each of which calls *opener* once and has one chunk
    at a time.

    An exception that is raised there is raised here. Raises WorkerError if a process ends. No
    process outlives the call.

    A pipe for each process, no queue and no thread between them: `ProcessPoolExecutor` of Python
    3.11 can wait for ever for a process that ends while names are handed out
    (github.com/python/cpython/issues/94777, 105829), and cannot end its processes.
    """
    import pickle

    chunks = _chunks(distinct, workers)
    with started(min(workers, len(chunks)), pickle.dumps(opener)) as processes:
        answers: list[list[Match]] = divided(chunks, processes, tell)
    return [match for answer in answers for match in answer]


def _chunks(distinct: Sequence[str], workers: int) -> list[Sequence[str]]:
    size = max(1, min(CHUNK, ceil(len(distinct) / (workers * TURNS))))
    return [distinct[start : start + size] for start in range(0, len(distinct), size)]
