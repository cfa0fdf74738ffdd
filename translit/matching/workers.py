"""Work that comes in chunks, several times over, done by the same processes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from translit.errors import WorkerError
from translit.matching.batch import CHECK, Tell, ending, started

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Asked = TypeVar("Asked")
Told = TypeVar("Told")
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
        yield lambda chunks: _by_all(chunks, processes, tell)


def _by_all(chunks: Sequence[Sequence[Asked]], processes: dict[Connection, SpawnProcess], tell: Tell) -> list[Told]:
    """Return what is told of each chunk, in order; every process has one at a time."""
    import pickle
    from multiprocessing.connection import wait

    total = sum(map(len, chunks))
    found: dict[int, Told] = {}
    left = iter(range(len(chunks)))
    busy: dict[Connection, int] = {}
    done = 0

    def ended(connection: Connection) -> WorkerError:
        return WorkerError(ending(processes[connection]), done, total)

    def give(connection: Connection) -> None:
        if (at := next(left, None)) is not None:
            busy[connection] = at
            try:
                connection.send(chunks[at])
            except OSError as error:
                raise ended(connection) from error

    for connection in processes:
        give(connection)
    while busy:
        ready = [connection for connection in wait(list(busy), timeout=CHECK) if connection in processes]
        if not ready and (dead := [connection for connection in busy if not processes[connection].is_alive()]):
            raise ended(dead[0])
        for connection in ready:
            try:
                told = connection.recv_bytes()
            except (EOFError, OSError) as error:
                raise ended(connection) from error
            at = busy.pop(connection)
            give(connection)  # before its answer is read, so that it need not wait for that
            answer = pickle.loads(told)
            if isinstance(answer, Exception):
                raise answer
            found[at] = answer
            done += len(chunks[at])
            tell(done)
    return [found[at] for at in range(len(chunks))]
