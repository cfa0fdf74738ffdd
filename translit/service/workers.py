"""Several processes that serve: they share a socket, and the file of a table."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic
from typing import TypeVar

from translit.atomic_write import atomic_write
from translit.errors import TranslitError
from translit.normalizer import Normalizer
from translit.service.columns import Columns, Rows, write_columns
from translit.service.server import Served, end, hangup, hold_back_hangup, log_to, serve_one

Opened = TypeVar("Opened")

log = logging.getLogger("translit.service")
SHORT_LIFE = 5.0  # seconds; a worker that ends sooner was never well
MOST_SHORT_LIVES = 5  # in a row; then the service gives up
KILL_AFTER = 5.0  # seconds beyond `Limits.stop_seconds` that a worker has to end in


@dataclass(frozen=True, slots=True)
class Source:
    """The table that is served.

    *open* opens it. *is_file*: it is the file in the box or one that `save` wrote,
    which processes share; else each opening compiles a list. *rows* reads the other columns of that
    list.
    """

    open: Callable[[], Normalizer]
    is_file: bool = True
    rows: Callable[[], Rows] | None = None


def serve(opened: socket.socket, source: Source, served: Served, *, workers: int, level: int) -> int:
    """Serve a table until SIGINT or SIGTERM; return the exit code.

    A list that cannot be read is refused before the first request, as its reading raises it.
    """
    signal.signal(signal.SIGTERM, end)  # the folder is deleted then, too
    hold_back_hangup()
    with tempfile.TemporaryDirectory(prefix="translit-") as folder:
        file = Path(folder) / "columns.sqlite"
        if workers == 1:
            if source.rows is not None:
                served = replace(
                    served, open_columns=_opened_by_now(partial(_fresh_columns, source.rows, file))
                )
            serve_one(opened, replace(served, open_table=_opened_by_now(served.open_table)))
            return 0
        opener = _Opener(source, Path(folder))

        def compile_again() -> None:
            if not source.is_file:
                opener.compile_again()
            if source.rows is not None:
                write_columns(source.rows(), file)

        compile_again()
        if not source.is_file:
            served = replace(served, open_table=partial(_unpickled, opener.file))
        if source.rows is not None:
            served = replace(served, open_columns=partial(Columns, file))
        return _Workers(opened, served, workers, level, compile_again).run()


def _opened_by_now(open: Callable[[], Opened]) -> Callable[[], Opened]:
    """Return a function that opens what *open* does; it has opened it once, for its first call."""
    opened = [open()]
    return lambda: opened.pop() if opened else open()


class _Opener:
    """Compiles a table to a file that workers map; `file` says which, and what is not in it."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.file = folder / "table.pickle"
        self._source, self._folder, self._number = source, folder, 0

    def compile_again(self) -> None:
        """Compile the table to a new file; workers go on with the one that they have mapped."""
        n = self._source.open()
        self._number += 1
        n.save(self._folder / f"table-{self._number}.npz")
        with atomic_write(self.file) as file:
            file.write(pickle.dumps(n))
        # a worker that begins just now may have read of the file before this one
        (self._folder / f"table-{self._number - 2}.npz").unlink(missing_ok=True)


def _unpickled(file: Path) -> Normalizer:
    n: Normalizer = pickle.loads(file.read_bytes())  # written by this service, in a folder of its own
    return n


def _fresh_columns(rows: Callable[[], Rows], file: Path) -> Columns:
    write_columns(rows(), file)
    return Columns(file)


def _worker(opened: socket.socket, served: Served, level: int) -> None:
    """Serve as one of several processes."""
    log_to(level)
    serve_one(opened, served)


class _Workers:
    """Worker processes: started anew when one ends, told to reload, stopped."""

    def __init__(
        self,
        opened: socket.socket,
        served: Served,
        count: int,
        level: int,
        compile_again: Callable[[], None],
    ) -> None:
        self._arguments = (opened, served, level)
        self._count, self._compile_again = count, compile_again
        self._stop_seconds = served.limits.stop_seconds
        self._context = get_context("spawn")
        self._running: dict[SpawnProcess, float] = {}
        self._short_lives = 0
        self._signals: list[int] = []

    def run(self) -> int:
        """Run the workers until a signal; return the exit code."""
        read, write = os.pipe()
        os.set_blocking(write, False)
        before = signal.set_wakeup_fd(write)
        for number in (signal.SIGINT, signal.SIGTERM, *hangup()):
            signal.signal(number, lambda given, frame: self._signals.append(given))
        try:
            while True:
                while len(self._running) < self._count:
                    self._start()
                connection.wait([read, *(process.sentinel for process in self._running)])
                _drain(read)
                signals, self._signals = self._signals, []
                if any(given in (signal.SIGINT, signal.SIGTERM) for given in signals):
                    return self._stop()
                if signals:
                    self._reload()
                if not self._bury():
                    self._stop()
                    return 1
        finally:
            signal.set_wakeup_fd(before)
            os.close(read)
            os.close(write)

    def _start(self) -> None:
        process = self._context.Process(target=_worker, args=self._arguments)
        hold_back_hangup()  # the process inherits it
        process.start()
        if numbers := hangup():
            signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
        self._running[process] = monotonic()

    def _bury(self) -> bool:
        """Forget workers that ended; return whether it makes sense to start others."""
        for process, started in list(self._running.items()):
            if process.is_alive():
                continue
            del self._running[process]
            is_short = monotonic() - started < SHORT_LIFE
            self._short_lives = self._short_lives + 1 if is_short else 0
            log.error("a worker ended with code %s", process.exitcode)
        if self._short_lives >= MOST_SHORT_LIVES:
            log.error("%d workers in a row ended at once: the service ends", self._short_lives)
        return self._short_lives < MOST_SHORT_LIVES

    def _reload(self) -> None:
        try:
            self._compile_again()
        except (TranslitError, ValueError, OSError) as error:
            log.error("the table is not reloaded, the old one is asked further: %s", error)
            return
        for process in self._running:
            if process.pid is not None:
                os.kill(process.pid, signal.SIGHUP)

    def _stop(self) -> int:
        for process in self._running:
            process.terminate()
        until = monotonic() + self._stop_seconds + KILL_AFTER
        for process in self._running:
            process.join(max(0.0, until - monotonic()))
            if process.is_alive():
                process.kill()
        return 0


def _drain(pipe: int) -> None:
    os.set_blocking(pipe, False)
    try:
        while os.read(pipe, 512):
            pass
    except BlockingIOError:
        return
