"""The service, fuzzed: a request of any bytes is answered, or refused with the reason."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from translit import Normalizer

METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"})
TYPES = ("application/json", "application/x-www-form-urlencoded", "text/plain", "")


@cache
def _app(open_table: Callable[[], Normalizer]) -> Any:
    from translit.service import create_app

    return create_app(open_table)


def service(data: bytes, open_table: Callable[[], Normalizer]) -> None:
    """Ask the service what *data* say: a line with the method, the address and the number of a type
    of content, and the body behind it.

    No request is a failure of the service, what calls itself JSON is JSON, and a refusal says why.
    """
    line, _, body = data.partition(b"\n")
    parts = [*line.split(b" ", 2), b"", b""]
    method = parts[0].decode("latin-1").upper()
    address, kind = (parts[1] or b"/"), parts[2]
    path, _, query = address.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method if method in METHODS else "POST",
        "scheme": "http",
        "path": path.decode("utf-8", "replace"),
        "raw_path": path,
        "query_string": query,
        "headers": [
            (b"host", b"localhost"),
            (b"content-length", str(len(body)).encode()),
            (b"content-type", TYPES[(kind[0] if kind else 0) % len(TYPES)].encode()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8765),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(_app(open_table)(scope, receive, send))
    start, *rest = sent
    assert start["type"] == "http.response.start"
    assert all(message["type"] == "http.response.body" for message in rest)
    answer = b"".join(message.get("body", b"") for message in rest)
    headers = {name.lower(): value for name, value in start["headers"]}
    assert start["status"] < 500, (start["status"], answer)
    if scope["method"] != "HEAD" and b"json" in headers.get(b"content-type", b""):
        told = json.loads(answer)
        assert start["status"] < 400 or told, answer
