"""A pool of processes that share work: a pipe for each, chunks handed out one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from translit.errors import WorkerError
from translit.parallel.progress import OnProgress, no_progress

# at run time where processes are started: it takes longer to import than a name that is in the
# table takes to answer
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
MapChunks = Callable[[Sequence[Sequence[Item]]], list[Result]]  # chunks to their results, in order

LIVENESS_SECONDS = 1.0  # of silence, after which it is checked that the processes are alive


MOST_WORKERS = 4  # that are started where nobody says how many: each has some 100 MB of its own


def usual_workers() -> int:
    """Return how many processes share much work where nobody says: one a core that this process may
    use, up to `MOST_WORKERS`.
    """
    affinity = getattr(os, "sched_getaffinity", None)  # neither macOS nor Windows has it
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1 if affinity is None else len(affinity(0))))


def check_workers(workers: int) -> None:
    """Raise ValueError unless *workers* is a number of processes."""
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number, 1 or more, not {workers!r}")


@contextmanager
def worker_pool(
    worker_factory: Callable[[], Callable[[Sequence[Item]], Result]],
    workers: int,
    on_progress: OnProgress = no_progress,
) -> Iterator[MapChunks[Item, Result]]:
    """Yield the function that has each of several chunks worked on by one of *workers* processes.

    *worker_factory* is called once in each process and returns what works on a chunk; it must be
    such that it can be pickled. With one worker the work is done in this process. *on_progress* is
    called with the number of items that are done. Raises ValueError for fewer workers than 1,
    WorkerError if a process ends; an exception of the work is raised here. No process outlives the
    block.
    """
    check_workers(workers)
    if workers == 1:
        work = worker_factory()

        def map_here(chunks: Sequence[Sequence[Item]]) -> list[Result]:
            results, done = [], 0
            for chunk in chunks:
                results.append(work(chunk))
                done += len(chunk)
                on_progress(done)
            return results

        yield map_here
        return
    import pickle

    with spawn(workers, pickle.dumps(worker_factory)) as processes:
        yield lambda chunks: map_chunks(chunks, processes, on_progress)


def map_chunks(
    chunks: Sequence[Sequence[Item]], processes: dict[Connection, SpawnProcess], on_progress: OnProgress
) -> list[Result]:
    """Return the result of each chunk, in order; every process has one at a time.

    An exception that is raised there is raised here. Raises WorkerError if a process ends.
    """
    import pickle
    from multiprocessing.connection import wait

    total = sum(map(len, chunks))
    results: dict[int, Result] = {}
    waiting = iter(range(len(chunks)))
    busy: dict[Connection, int] = {}
    done = 0

    def ended(connection: Connection) -> WorkerError:
        return WorkerError(exit_reason(processes[connection]), done, total)

    def send_next(connection: Connection) -> None:
        if (number := next(waiting, None)) is not None:
            busy[connection] = number
            try:
                connection.send(chunks[number])
            except OSError as error:
                raise ended(connection) from error

    for connection in processes:
        send_next(connection)
    while busy:
        ready = [
            connection for connection in wait(list(busy), timeout=LIVENESS_SECONDS) if connection in processes
        ]
        if not ready and (
            dead := [connection for connection in busy if not processes[connection].is_alive()]
        ):
            raise ended(dead[0])
        for connection in ready:
            try:
                pickled = connection.recv_bytes()
            except (EOFError, OSError) as error:
                raise ended(connection) from error
            number = busy.pop(connection)
            # before the result is unpickled, so that it need not wait for that
            send_next(connection)
            result = pickle.loads(pickled)
            if isinstance(result, Exception):
                raise result
            results[number] = result
            done += len(chunks[number])
            on_progress(done)
    return [results[number] for number in range(len(chunks))]


@contextmanager
def spawn(count: int, pickled_factory: bytes) -> Iterator[dict[Connection, SpawnProcess]]:
    """Start *count* processes, each at a pipe, that work with what the factory makes; none of them
    outlives the block.
    """
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork copies the locks of threads that it does not have
    processes: dict[Connection, SpawnProcess] = {}
    try:
        with _interrupts_held_back():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, pickled_factory), daemon=True)
                process.start()
                theirs.close()  # so that the pipe ends when the process does
                processes[ours] = process
        yield processes
    finally:
        for process in processes.values():
            process.kill()  # they wait for chunks and have nothing to lose
        for connection, process in processes.items():
            connection.close()
            process.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold Ctrl-C back until the end of the block; a process started in it never gets one."""
    if sys.platform == "win32":
        yield
        return
    import signal
    from multiprocessing.resource_tracker import ensure_running
    from threading import current_thread, main_thread

    ensure_running()  # else the first process starts it, and that lets Ctrl-C through
    interrupts: list[int] = []
    handler = signal.getsignal(signal.SIGINT) if current_thread() is main_thread() else None
    # another thread, of numpy's, may take the signal though this one holds it back
    if handler is not None:
        signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
        if interrupts:
            signal.raise_signal(signal.SIGINT)


def _serve(connection: Connection, pickled_factory: bytes) -> None:
    """Work on chunks as long as any come: the life of a process."""
    import pickle
    import signal

    # Ctrl-C goes to all processes at a terminal; the one that started this one ends it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work: Callable[[Any], Any] | None = None
    with suppress(EOFError, OSError):  # the other end of the pipe is closed
        while True:
            chunk = connection.recv()
            result: object
            try:
                work = work or pickle.loads(pickled_factory)()
                result = work(chunk)
            except Exception as error:  # raised again by the process that started this one
                result = _with_traceback(error)
            connection.send(result)


def _with_traceback(error: Exception) -> Exception:
    """Return *error* with its traceback as a note: a traceback itself cannot be pickled."""
    from traceback import format_exception

    error.add_note(f"In a worker process:\n{''.join(format_exception(error))}")
    return error


def exit_reason(process: SpawnProcess) -> str:
    """Return how a process ended, in words."""
    import signal

    process.join(LIVENESS_SECONDS)  # its pipe ends a moment before it does
    code = process.exitcode
    if code is None:
        return "closed its pipe"
    if code >= 0:
        return f"ended with exit code {code}"
    return f"was ended by {signal.Signals(-code).name if -code in set(signal.Signals) else f'signal {-code}'}"
