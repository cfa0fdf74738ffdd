"""The body of a request, read within its limits."""

from __future__ import annotations

import asyncio
import json
from typing import NoReturn

from starlette.requests import ClientDisconnect, Request

from translit.service.limits import Limits
from translit.service.refusal import RefusedError, too_large


async def read_body(request: Request, limits: Limits) -> bytes:
    """Return the body of *request*.

    Raises RefusedError for one that is too large, or takes too long to come.
    """
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared[:20]) > limits.body_bytes:
        raise too_large("body", limits.body_bytes)
    pieces, size = [], 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > limits.body_bytes:
                    raise too_large("body", limits.body_bytes)
                pieces.append(piece)
    except TimeoutError:
        raise RefusedError(
            408, f"the body did not come within {limits.body_seconds:g} seconds", "Send it at once"
        ) from None
    except ClientDisconnect:
        raise RefusedError(400, "the body ended early", "Send it again") from None
    return b"".join(pieces)


async def read_json(request: Request, limits: Limits, example: str) -> object:
    """Return what the body of *request* is in JSON; *example*: a body that is taken."""
    return parsed(await read_body(request, limits), "the body", example)


def parsed(source: bytes | str, what: str, example: str) -> object:
    """Return what *source* is in JSON (RFC 8259). Raises RefusedError for what is none.

    The error calls it *what*, and gives an *example* of what is taken.
    """
    try:
        told = source.decode() if isinstance(source, bytes) else source
        return json.loads(told, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise RefusedError(
            422,
            f"{what} is not UTF-8 (byte 0x{source[error.start]:02x} at {error.start})",
            "Send JSON in UTF-8",
        ) from None
    except RecursionError:
        raise RefusedError(422, f"{what} is nested too deep", f"Send JSON, such as {example}") from None
    except ValueError as error:
        raise RefusedError(422, f"{what} is no JSON: {error}", f"Send JSON, such as {example}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of JSON")
