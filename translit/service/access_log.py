"""A line for each request: who, what, the status, how many bytes, how many milliseconds.

Names are not logged: they stand in bodies and in the part of an address after "?".
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("translit.service.access")
SHOWN = 200  # characters of a path
GONE = 499  # who asked went away before an answer; nginx's number for it


class AccessLog:
    """Logs each request when it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and log it."""
        if scope["type"] != "http" or not log.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        start, status, size = perf_counter(), GONE, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            client = scope.get("client")
            milliseconds = (perf_counter() - start) * 1000
            log.info(
                "%s %s %s %d %d bytes %.1f ms",
                client[0] if client else "-",
                scope["method"],
                shown(scope.get("raw_path") or scope["path"].encode()),
                status,
                size,
                milliseconds,
            )


def shown(path: bytes) -> str:
    r"""Return a path as one word of printable ASCII.

    >>> shown(b"/entity/a b\n")
    '/entity/a%20b%0A'
    """
    return "".join(chr(byte) if 32 < byte < 127 else f"%{byte:02X}" for byte in path[:SHOWN])
