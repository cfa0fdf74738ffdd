"""Processes that share work: a pipe for each, chunks handed out one at a time, none outlives its
block.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from translit.errors import WorkerError
from translit.parallel.progress import Tell

# at run time where processes are started: it takes longer to import than a known name takes to
# answer
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Asked = TypeVar("Asked")
Told = TypeVar("Told")
Work = Callable[[Sequence[Sequence[Asked]]], list[Told]]  # chunks to what is told of each, in order

CHECK = 1.0  # seconds of silence, after which is looked whether the processes are alive


@contextmanager
def shared(
    opener: Callable[[], Callable[[Sequence[Asked]], Told]], workers: int, tell: Tell = lambda done: None
) -> Iterator[Work[Asked, Told]]:
    """Yield what does the work of `opener()` on each of several chunks, by *workers* processes; one
    is this process itself.

    *opener* is called once in each process, and must be such that it can be pickled if there are
    several. *tell* hears how many items of the chunks are done. Raises ValueError for fewer workers
    than 1, WorkerError if a process ends; an exception of the work is raised here. No process
    outlives the block.
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


def divided(
    chunks: Sequence[Sequence[Asked]], processes: dict[Connection, SpawnProcess], tell: Tell
) -> list[Told]:
    """Return what is told of each chunk, in order; every process has one at a time, and *tell*
    hears how many items are done.

    An exception that is raised there is raised here. Raises WorkerError if a process ends.
    """
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
        if not ready and (
            dead := [connection for connection in busy if not processes[connection].is_alive()]
        ):
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


@contextmanager
def started(count: int, pickled: bytes) -> Iterator[dict[Connection, SpawnProcess]]:
    """Start *count* processes that answer by the opener that is *pickled*, each at a pipe; none of
    them outlives the block.
    """
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork copies the locks of threads that it does not have
    processes: dict[Connection, SpawnProcess] = {}
    try:
        with _interrupts_held_back():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, pickled), daemon=True)
                process.start()
                theirs.close()  # so that the pipe ends when the process does
                processes[ours] = process
        yield processes
    finally:
        for process in processes.values():
            process.kill()  # they wait for names and have nothing to lose
        for connection, process in processes.items():
            connection.close()
            process.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold Ctrl-C back until the end of the block; a process that is started in it never gets one."""
    if sys.platform == "win32":
        yield
        return
    import signal
    from multiprocessing.resource_tracker import ensure_running
    from threading import current_thread, main_thread

    ensure_running()  # else the first process starts it, and that lets Ctrl-C through
    came: list[int] = []
    handler = signal.getsignal(signal.SIGINT) if current_thread() is main_thread() else None
    # another thread, of numpy's, may take the signal though this one holds it back
    if handler is not None:
        signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
        if came:
            signal.raise_signal(signal.SIGINT)


def _serve(connection: Connection, pickled: bytes) -> None:
    """Answer chunks of names as long as somebody asks: the life of a process."""
    import pickle
    import signal

    # Ctrl-C goes to all processes at a terminal; who asks ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers: Callable[[Any], Any] | None = None
    with suppress(EOFError, OSError):  # nobody asks any more
        while True:
            names = connection.recv()
            told: object
            try:
                answers = answers or pickle.loads(pickled)()
                told = answers(names)
            except Exception as error:  # raised again by the process that asks
                told = _noted(error)
            connection.send(told)


def _noted(error: Exception) -> Exception:
    """Return *error* with its traceback as a note: a traceback itself does not go through a pipe."""
    from traceback import format_exception

    error.add_note(f"In a worker process:\n{''.join(format_exception(error))}")
    return error


def ending(process: SpawnProcess) -> str:
    """Return how a process ended, in words."""
    import signal

    process.join(CHECK)  # its pipe ends a moment before it does
    code = process.exitcode
    if code is None:
        return "closed its pipe"
    if code >= 0:
        return f"ended with exit code {code}"
    return f"was ended by {signal.Signals(-code).name if -code in set(signal.Signals) else f'signal {-code}'}"
