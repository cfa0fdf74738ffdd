"""Work that comes in chunks, several times over, done by the same processes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from translit.matching.batch import Asked, Tell, Told, divided, started

Work = Callable[[Sequence[Sequence[Asked]]], list[Told]]  # chunks to what is told of each, in order


@contextmanager
def shared(
    opener: Callable[[], Callable[[Sequence[Asked]], Told]], workers: int, tell: Tell = lambda done: None
) -> Iterator[Work[Asked, Told]]:
    """Yield what does the work of `opener()` on each of several chunks, by *workers* processes; one is this process itself.

    *opener* is called once in each process, and must be such that it can be pickled if there are several. *tell* hears how many
    items of the chunks are done. Raises ValueError for fewer workers than 1, WorkerError if a process ends; an exception of the
    work is raised here. No process outlives the block.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number, 1 or more, not {workers!r}")
    if workers == 1:
        work = opener()

        def alone(chunks: Sequence[Sequence[Asked]]) -> list[Told]:
            found, done = [], 0
            for chunk in chunks:
                found.append(work(chunk))
                done += len(chunk)
                tell(done)
            return found

        yield alone
        return
    import pickle

    with started(workers, pickle.dumps(opener)) as processes:
        yield lambda chunks: divided(chunks, processes, tell)
