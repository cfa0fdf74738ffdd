"""A process that serves, and the socket on which it listens."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import gmtime

import uvicorn

from translit.normalizer import Normalizer
from translit.service.application import create_app
from translit.service.columns import Columns
from translit.service.guard import Access
from translit.service.limits import Limits

M_ARENA_MAX = -8  # the option of mallopt(3)


@dataclass(frozen=True, slots=True)
class Served:
    """What a process serves; it is pickled for workers."""

    open_table: Callable[[], Normalizer]
    access: Access
    limits: Limits
    open_columns: Callable[[], Columns | None] | None = None
    public_url: str | None = None


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


def serve_one(opened: socket.socket, served: Served) -> None:
    """Serve in this process until SIGINT or SIGTERM; it ends when what was begun is answered."""
    # uvicorn raises the signal again that stopped it; and one may come before it listens to any
    signal.signal(signal.SIGTERM, end)
    hold_back_hangup()
    _share_memory()
    limits = served.limits
    app = create_app(
        served.open_table,
        access=served.access,
        limits=limits,
        open_columns=served.open_columns,
        public_url=served.public_url,
    )
    config = uvicorn.Config(
        app,
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


def _share_memory() -> None:
    """Let all threads take memory from one place, where the C library can (glibc).

    Of threads that Python lets work one at a time, each else keeps free memory of its own: 8 MB.
    """
    from ctypes import CDLL

    with suppress(OSError, AttributeError):
        CDLL(None).mallopt(M_ARENA_MAX, 1)


def end(number: int, frame: object) -> None:
    """End the program: the handler of a signal that comes before the service listens to any."""
    raise SystemExit(0)


def hold_back_hangup() -> None:
    """Let a SIGHUP wait until the service takes it, which else ends the process."""
    if numbers := hangup():
        signal.pthread_sigmask(signal.SIG_BLOCK, numbers)


def hangup() -> list[int]:
    """Return the number of SIGHUP; Windows has none."""
    return [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
