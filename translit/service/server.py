"""The processes that serve: one, or several workers that share a socket and the file of a table."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import gmtime, monotonic

import uvicorn

from translit.errors import TranslitError
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings
from translit.service.application import create_app
from translit.service.guard import Access
from translit.service.limits import Limits

OpenTable = Callable[[], Normalizer]

log = logging.getLogger("translit.service")
SHORT_LIFE = 5.0  # seconds; a worker that ends sooner was never well
MOST_SHORT_LIVES = 5  # in a row; then the service gives up
KILL_AFTER = 5.0  # seconds beyond `Limits.stop_seconds` that a worker has to end in


@dataclass(frozen=True, slots=True)
class Source:
    """The table that is served.

    *open* opens it; it is pickled for workers. *settings* are those that it decides by.
    *is_file*: it is the file in the box or one that `save` wrote, which processes share; else each
    opening compiles a list.
    """

    open: OpenTable
    settings: Settings = field(default_factory=Settings)
    is_file: bool = True


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OSError, which says what to do, if it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise OSError(
            f"cannot listen on {host}, port {port}: {os.strerror(error.errno) if error.errno else error}. "
            "--port 0 takes a free port, --host names an address of this machine"
        ) from error
    opened.setblocking(False)
    return opened


def address_of(opened: socket.socket) -> str:
    """Return the address at which *opened* is asked, for people."""
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def log_to(stream_level: int) -> None:
    """Log to standard error, a line each, with the time in UTC."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = gmtime
    handler.setFormatter(formatter)
    for name, level in (("translit.service", stream_level), ("uvicorn.error", logging.WARNING)):
        of = logging.getLogger(name)
        of.handlers, of.propagate = [handler], False
        of.setLevel(level)


def serve_one(opened: socket.socket, open_table: OpenTable, access: Access, limits: Limits) -> None:
    """Serve in this process until SIGINT or SIGTERM; it ends when what was begun is answered."""
    # uvicorn raises the signal again that stopped it; and one may come before it listens to any
    signal.signal(signal.SIGTERM, _end)
    _hold_back_hangup()
    config = uvicorn.Config(
        create_app(open_table, access=access, limits=limits),
        log_config=None,
        access_log=False,
        ws="none",
        lifespan="on",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_graceful_shutdown=limits.stop_seconds,
        h11_max_incomplete_event_size=limits.query_bytes + 32_768,
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run([opened])


def _end(number: int, frame: object) -> None:
    raise SystemExit(0)


def _hold_back_hangup() -> None:
    """Let a SIGHUP wait until the service takes it, which else ends the process."""
    if numbers := _hangup():
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)


def _worker(opened: socket.socket, open_table: OpenTable, access: Access, limits: Limits, level: int) -> None:
    """Serve as one of several processes."""
    log_to(level)
    serve_one(opened, open_table, access, limits)


def serve(
    opened: socket.socket, source: Source, access: Access, limits: Limits, *, workers: int, level: int
) -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    if workers == 1:
        serve_one(opened, source.open, access, limits)
        return 0
    with ExitStack() as stack:
        open_table = source.open
        compile_again: Callable[[], None] | None = None
        if not source.is_file:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="translit-")))
            file = folder / "table.npz"

            def compile_again() -> None:
                source.open().save(file)

            compile_again()
            open_table = partial(Normalizer.open, file, settings=source.settings)
        arguments = (opened, open_table, access, limits, level)
        return _Workers(arguments, workers, compile_again, limits.stop_seconds).run()


class _Workers:
    """Worker processes: started anew when one ends, told to reload, stopped."""

    def __init__(
        self,
        arguments: Sequence[object],
        count: int,
        compile_again: Callable[[], None] | None,
        stop_seconds: float,
    ) -> None:
        self._arguments, self._count, self._compile_again = arguments, count, compile_again
        self._stop_seconds = stop_seconds
        self._context = get_context("spawn")
        self._running: dict[SpawnProcess, float] = {}
        self._short_lives = 0
        self._signals: list[int] = []

    def run(self) -> int:
        """Run the workers until a signal; return the exit code."""
        read, write = os.pipe()
        os.set_blocking(write, False)
        before = signal.set_wakeup_fd(write)
        for number in (signal.SIGINT, signal.SIGTERM, *_hangup()):
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
        process = self._context.Process(target=_worker, args=tuple(self._arguments))
        _hold_back_hangup()  # the process inherits it
        process.start()
        if numbers := _hangup():
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
            log.error("a worker ended with code %s; another one is started", process.exitcode)
        if self._short_lives >= MOST_SHORT_LIVES:
            log.error("%d workers in a row ended at once: the service ends", self._short_lives)
        return self._short_lives < MOST_SHORT_LIVES

    def _reload(self) -> None:
        if self._compile_again is not None:
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


def _hangup() -> list[int]:
    return [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []


def _drain(pipe: int) -> None:
    os.set_blocking(pipe, False)
    try:
        while os.read(pipe, 512):
            pass
    except BlockingIOError:
        return
