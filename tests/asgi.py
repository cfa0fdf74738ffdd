"""Clients that ask an ASGI application in this process, and a server in a process of its own."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parent.parent
SECONDS = 60  # for a machine that is busy


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    app: Any,
    method: str,
    address: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    *,
    pieces: Iterable[bytes | float] | None = None,
) -> Answer:
    """Ask *app* once. *body*: bytes, or what is sent as JSON; *pieces*: what comes one after the
    other, a number is a pause in seconds.
    """
    sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    parts = urlsplit(address)
    given = {"host": "localhost:8765", **{name.lower(): value for name, value in (headers or {}).items()}}
    if pieces is None:
        given.setdefault("content-length", str(len(sent)))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": parts.path,
        "raw_path": quote(parts.path).encode(),
        "query_string": parts.query.encode("utf-8", "surrogateescape"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8765),
    }
    messages: list[dict[str, Any]] = []
    coming = iter([sent] if pieces is None else pieces)

    async def receive() -> dict[str, Any]:
        for piece in coming:
            if not isinstance(piece, bytes):
                await asyncio.sleep(piece)
                continue
            return {"type": "http.request", "body": piece, "more_body": pieces is not None}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    start = messages[0]
    told = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(m.get("body", b"") for m in messages[1:]))


class Server:
    """`translit serve` in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port
        self.log: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.log.extend(iter(self.process.stderr.readline, ""))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        connection = self.connection()
        connection.request(method, path, None if body is None else json.dumps(body))
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        read = Answer(answer.status, told, answer.read())
        connection.close()
        return read

    def stop(self) -> int:
        """End it as `kill` does; return its exit code when all of its log is read."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        return code


@contextmanager
def served(*options: str, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start `translit serve` on a free port; it is ended at last."""
    process = subprocess.Popen(
        [sys.executable, "-m", "translit", "serve", "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )
    assert process.stderr is not None
    try:
        told = process.stderr.readline()
        found = re.search(r":(\d+);", told)
        assert found is not None, told + process.stderr.read()
        server = Server(process, int(found[1]))
        server.ask("GET", "/health")  # waits in the socket until somebody answers
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
