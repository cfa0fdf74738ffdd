"""Answer many names: each once, in order, in this process or in several, with a bar on long work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from translit.errors import WorkerError
from translit.results import Match

if TYPE_CHECKING:  # at run time where processes are started: it takes longer to import than a known name takes to answer
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Answers = Callable[[Sequence[str]], list[Match]]
Opener = Callable[[], Answers]
Tell = Callable[[int], None]
Asked = TypeVar("Asked")
Told = TypeVar("Told")

FEW = 500  # distinct names; fewer start no processes: in the 0.2 s that they take to start, one answers 70 to 700, by the table
CHUNK = 256  # distinct names that are answered at a time, at most: 0.1 to 0.8 s of work if all are misspelled
TURNS = 32  # chunks for each process, unless they grow too long: the last one to end keeps the others waiting a 32nd of the time
PATIENCE = 1.0  # seconds without a bar
CHECK = 1.0  # seconds of silence, after which is looked whether the processes are alive


def answer_all(
    names: Iterable[str], answers: Answers, elsewhere: Callable[[Path], Opener], *, workers: int, progress: bool
) -> list[Match]:
    """Return the answer to each of *names*, in order; equal names have the same.

    *answers* is asked for distinct names, a chunk at a time. `elsewhere(folder)` returns what can be pickled, and makes in another
    process what answers the same; files that this needs it writes into *folder*, which is deleted in the end.
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
    """Return *names* as a list. Raises TypeError for one text instead of several, and for an item that is none.

    >>> texts(["Kiev", 7])
    Traceback (most recent call last):
    TypeError: normalize_many: item 1, counted from 0, is int 7, not a text (str)
    """
    if isinstance(names, str | bytes):
        raise TypeError(f"normalize_many takes several names, not one {type(names).__name__}: put it into a list")
    asked = []
    for name in names:
        if not isinstance(name, str):
            hint = ": decode it first" if isinstance(name, bytes) else ""
            place = f"item {len(asked)}, counted from 0,"
            raise TypeError(f"normalize_many: {place} is {type(name).__name__} {name!r:.80}, not a text (str){hint}")
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
    """Return the same from *workers* processes, each of which calls *opener* once and has one chunk at a time.

    An exception that is raised there is raised here. Raises WorkerError if a process ends. No process outlives the call.

    A pipe for each process, no queue and no thread between them: `ProcessPoolExecutor` of Python 3.11 can wait for ever for a
    process that ends while names are handed out (github.com/python/cpython/issues/94777, 105829), and cannot end its processes.
    """
    import pickle

    chunks = _chunks(distinct, workers)
    with started(min(workers, len(chunks)), pickle.dumps(opener)) as processes:
        answers: list[list[Match]] = divided(chunks, processes, tell)
    return [match for answer in answers for match in answer]


def divided(chunks: Sequence[Sequence[Asked]], processes: dict[Connection, SpawnProcess], tell: Tell) -> list[Told]:
    """Return what is told of each chunk, in order; every process has one at a time, and *tell* hears how many items are done.

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


@contextmanager
def started(count: int, pickled: bytes) -> Iterator[dict[Connection, SpawnProcess]]:
    """Start *count* processes that answer by the opener that is *pickled*, each at a pipe; none of them outlives the block."""
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
    if handler is not None:  # another thread, of numpy's, may take the signal though this one holds it back
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

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes at a terminal; who asks ends this one
    answers: Answers | None = None
    with suppress(EOFError, OSError):  # nobody asks any more
        while True:
            names = connection.recv()
            told: list[Match] | Exception
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


def _chunks(distinct: Sequence[str], workers: int) -> list[Sequence[str]]:
    size = max(1, min(CHUNK, ceil(len(distinct) / (workers * TURNS))))
    return [distinct[start : start + size] for start in range(0, len(distinct), size)]


@contextmanager
def bar_of(total: int, *, is_wanted: bool) -> Iterator[Tell]:
    """Yield what is told how many of *total* names are answered; it draws a bar at a terminal if that takes long."""
    if not is_wanted or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("names, {task.fields[rate]:,.0f}/s,"), TimeRemainingColumn(), "left")
    # what the caller prints stays where it is printed: rich would send it to standard error, too
    bar = Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("names", total=total, rate=0.0)
    began = monotonic()

    def tell(done: int) -> None:
        elapsed = monotonic() - began
        bar.update(task, completed=done, rate=done / max(elapsed, 0.001))
        if elapsed >= PATIENCE and done < total:
            bar.start()

    try:
        yield tell
    finally:
        if bar.live.is_started:
            bar.stop()
