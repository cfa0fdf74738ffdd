"""Hostile requests over real sockets: nothing but answers and refusals, and the service goes on.

Bounded, and to this machine only. TRANSLIT_HOSTILE_REQUESTS says how many; the figures of
docs/service.md are of 10,000.
"""

from __future__ import annotations

import json
import os
import random
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from asgi import SECONDS, Server, served

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

COUNT = int(os.environ.get("TRANSLIT_HOSTILE_REQUESTS", "400"))
PATHS = (
    "/normalize",
    "/compare",
    "/find",
    "/rewrite",
    "/romanize",
    "/variants",
    "/reconcile",
    "/reconcile/1.0-draft/reconcile",
    "/reconcile/1.0-draft/extend",
    "/entity/../../etc/passwd",
    "/entity/%00%ff",
    "/reconcile/suggest/entity?prefix=%ff%00&cursor=-1",
    "/reconcile?callback=%3Cscript%3E",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/openapi.json",
    "/" + "a" * 3000,
)
METHODS = ("POST", "POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW")
WORDS = (
    "Kiev",
    "\u202e\u0000",
    "\ud800",
    "a\u0301" * 200,
    "<script>alert(1)</script>",
    "'; DROP TABLE cells; --",
    "𝕂𝕚𝕖𝕧",
    "习" * 400,
    "А" * 999,
    "x " * 499,
    "(" * 500,
    "%s%n{0}",
)


def value(at: random.Random, depth: int = 0) -> object:
    """Return something of JSON."""
    kind = at.randrange(9 if depth < 3 else 6)
    if kind < 3:
        return at.choice(WORDS)
    if kind == 3:
        return at.choice((0, -1, 10**30, 1e308, 0.5, True, False, None))
    if kind < 6:
        return at.choice(("person", "UA", "strict", "uk", "iso-9"))
    if kind < 8:
        return [value(at, depth + 1) for _ in range(at.randrange(6))]
    return {at.choice(("name", "text", "queries", "v", "id")): value(at, depth + 1) for _ in range(3)}


def body(at: random.Random) -> bytes:
    """Return a body: of a field's name and something, or of no JSON at all."""
    kind = at.randrange(12)
    if kind == 0:
        return b"[" * at.randrange(1, 200_000)
    if kind == 1:
        return at.randbytes(at.randrange(2000))
    if kind == 2:
        return b'{"a":' * at.randrange(1, 50_000)
    if kind == 3:
        return b'{"name": ' + b"9" * at.randrange(1, 20_000) + b"}"
    if kind == 4:
        return b"queries=" + json.dumps({"q": {"query": value(at), "type": value(at)}}).encode()
    names = ("name", "a", "b", "text", "kind", "country", "limit", "threshold", "mode", "explain", "lang")
    names += ("scheme", "queries", "ids", "properties", "conditions")
    told = {at.choice(names): value(at) for _ in range(at.randrange(1, 5))}
    return json.dumps(told, ensure_ascii=at.random() < 0.5).encode("utf-8", "surrogatepass")


def request(at: random.Random) -> bytes:
    """Return the bytes of a request; some have a length that is wrong, or a header that is none."""
    sent = body(at)
    length = at.choice([len(sent)] * 8 + [0, 10**12, max(0, len(sent) - 1)])
    head = [f"{at.choice(METHODS)} {at.choice(PATHS)} HTTP/1.1", "Host: localhost"]
    head += ["Connection: close", f"Content-Length: {length}"]
    if at.random() < 0.1:
        head.append(at.choice(("Origin: null", "X-API-Key: \xff", "Content-Type: \x07", "X: " + "y" * 9000)))
    if at.random() < 0.03:
        head = [at.choice(("GET", "\x16\x03\x01", "POST / HTTP/9.9", "", "GET  / HTTP/1.1"))]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + sent


def status(server: Server, sent: bytes) -> int:
    """Send a request; return the status of the answer, 0 where the connection is closed instead."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused before all was sent
        got = b""
        try:
            while b"\r\n" not in got and (piece := connection.recv(4096)):
                got += piece
        except OSError:
            return 0
    return int(got.split()[1]) if got.startswith(b"HTTP/1.1 ") else 0


def memory(server: Server) -> int:
    """Return the memory of the service in kB, 0 where that is not told."""
    told = Path(f"/proc/{server.process.pid}/status")
    if not told.exists():
        return 0
    return next(int(line.split()[1]) for line in told.read_text().splitlines() if line.startswith("VmRSS"))


def test_nothing_breaks_the_service() -> None:
    at = random.Random(22)
    with served("--quiet") as server:
        sockets = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
        for slow in sockets:  # never ends what it begins
            slow.sendall(b"POST /normalize HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{")
        counted: Counter[int] = Counter()
        warm = 0
        for number in range(COUNT):
            counted[status(server, request(at))] += 1
            if number == COUNT // 2:
                warm = memory(server)
        for slow in sockets:
            slow.close()
        started = time.perf_counter()
        answer = server.ask("POST", "/normalize", {"name": "Kiev"})
        took = time.perf_counter() - started
        print(f"{COUNT} requests: {dict(counted)}; memory {warm} and {memory(server)} kB; then {took:.3f} s")
        assert answer.json["id"] == "place/kyiv"
        assert {code for code in counted if code >= 500} <= {503}
        assert counted[422] > COUNT // 10
        assert memory(server) < 1.2 * warm + 30_000
        assert server.stop() == 0
        assert not any("Traceback" in line for line in server.log)
