"""A request that is refused: an answer in `application/problem+json` that says what to do.

RFC 9457, Problem Details for HTTP APIs, https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

PROBLEM_JSON = "application/problem+json"


class RefusedError(Exception):
    """A request is not answered: *status* of HTTP, *detail* what is wrong, *remedy* what to do.

    *errors* has an item for each field that is wrong.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        remedy: str,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.detail, self.remedy = status, detail, remedy
        self.errors, self.headers = tuple(errors), dict(headers or {})
        super().__init__(f"{status}: {detail}. {remedy}")

    def response(self) -> Response:
        """Return the answer that tells it."""
        problem: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": f"{self.detail}. {self.remedy}",
        }
        if self.errors:
            problem["errors"] = list(self.errors)
        return Response(
            as_json(problem),
            self.status,
            headers={"Cache-Control": "no-store"} | self.headers,
            media_type=PROBLEM_JSON,
        )


def as_json(value: object) -> bytes:
    """Return *value* as JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, is escaped.

    >>> as_json("Київ")
    b'"\\xd0\\x9a\\xd0\\xb8\\xd1\\x97\\xd0\\xb2"'
    >>> as_json("\\ud800")
    b'"\\\\ud800"'
    """
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def too_large(what: str, limit: int) -> RefusedError:
    """Return the refusal of a request of more than *limit* bytes."""
    return RefusedError(413, f"the {what} is larger than {limit:,} bytes", "Ask in several requests")


def busy(detail: str, remedy: str) -> RefusedError:
    """Return the refusal of a request that would take too long, or for which nobody is free."""
    return RefusedError(503, detail, remedy, headers={"Retry-After": "1"})


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer a request that was refused."""
    assert isinstance(error, RefusedError)
    return error.response()


REMEDIES = {
    404: "/openapi.json lists the addresses, / is a page to try names on",
    405: "/openapi.json says which method an address takes",
}


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer a request for an address, or by a method, that is not there."""
    assert isinstance(error, HTTPException)
    what = f"{request.method} {request.url.path!r:.200}"
    headers = dict(error.headers or {})
    return RefusedError(
        error.status_code, f"{what} is not served", REMEDIES.get(error.status_code, ""), headers=headers
    ).response()


async def on_failure(request: Request, error: Exception) -> Response:
    """Answer a request that an error of the service itself ended; what it was stands in the log."""
    return RefusedError(500, "an error of the service", "The log of the service says which").response()
