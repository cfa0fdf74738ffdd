"""Who may ask: the name of the host, the key, the page that a browser asks from."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from translit.service.refusal import RefusedError, too_large

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
HOST = re.compile(r"(\[(?P<six>[^\]]*)\]|(?P<name>[^:]*?)\.?)(:\d{1,5})?")  # of RFC 9110, with its port
LOCAL_ORIGINS = "http://localhost:* http://127.0.0.1:*"
# what a browser shows or fetches without a key: the page asks for the key, `/health` tells no name
OPEN = frozenset(("/", "/health", "/openapi.json", "/favicon.ico"))
MANIFESTS = frozenset(("/reconcile", "/reconcile/1.0-draft"))  # say which key is wanted
CORS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-API-Key, Accept-Language",
    "Access-Control-Max-Age": "600",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask a service.

    *key*: without it a request is refused (401), if there is one. *origins*: the pages of other
    hosts whose scripts may read answers, such as "https://refine.example.org"; "*" is all of them.
    *is_local*: the service listens on the loopback; then pages of this machine may read answers,
    and a request whose `Host` is another's is refused (a page of a foreign host that has its name
    point here: DNS rebinding).
    """

    key: str | None = None
    origins: tuple[str, ...] = ()
    is_local: bool = True

    def allows_origin(self, origin: str) -> bool:
        """Whether scripts of a page of *origin* may read answers."""
        if "*" in self.origins or origin in self.origins:
            return True
        return self.is_local and LOCAL.fullmatch(origin) is not None

    def allows_host(self, host: str) -> bool:
        """Whether *host* is a name by which the service is asked."""
        found = HOST.fullmatch(host.lower())
        return not self.is_local or (found is not None and is_loopback(found["six"] or found["name"] or ""))

    def allows_key(self, headers: Headers) -> bool:
        """Whether a request with *headers* has the key: as bearer, or as X-API-Key."""
        if self.key is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        keys = [headers.get("x-api-key", ""), given.strip() if scheme.lower() == "bearer" else ""]
        return any(hmac.compare_digest(each.encode(), self.key.encode()) for each in keys)

    @property
    def frame_ancestors(self) -> str:
        """The pages that may show a preview in a frame, in the words of a content policy."""
        allowed = " ".join(self.origins)
        return f"'self' {LOCAL_ORIGINS if self.is_local else ''} {allowed}".strip()


def is_loopback(host: str) -> bool:
    """Whether *host* is this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Refuses requests that may not be asked; tells browsers what they may do with an answer."""

    def __init__(self, app: ASGIApp, access: Access, query_bytes: int) -> None:
        self._app, self._access, self._query_bytes = app, access, query_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        is_read = origin is not None and self._access.allows_origin(origin)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(raw=message["headers"])
                message["headers"] = told.raw
                told["X-Content-Type-Options"] = "nosniff"
                told["Referrer-Policy"] = "no-referrer"
                told.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                if origin is not None:
                    told.add_vary_header("Origin")
                if is_read:
                    told["Access-Control-Allow-Origin"] = str(origin)
            await send(message)

        refused = self._refused(scope, headers, is_read=is_read)
        if refused is not None:
            await refused.response()(scope, receive, marked)
        elif scope["method"] == "OPTIONS" and origin is not None:
            await Response(status_code=204, headers=CORS)(scope, receive, marked)
        else:
            await self._app(scope, receive, marked)

    def _refused(self, scope: Scope, headers: Headers, *, is_read: bool) -> RefusedError | None:
        access = self._access
        if not access.allows_host(headers.get("host", "")):
            host = headers.get("host", "")
            return RefusedError(
                421, f"this service does not answer for {host!r:.100}", "Ask for localhost or 127.0.0.1"
            )
        if len(scope["query_string"]) > self._query_bytes:
            return too_large("query of the address", self._query_bytes)
        try:
            scope["query_string"].decode()
        except UnicodeDecodeError:
            return RefusedError(400, "the query of the address is not UTF-8", "Write its letters as %C3%A9")
        # a script of a foreign page cannot read an answer, unless it is a script itself (JSONP)
        if headers.get("sec-fetch-site") == "cross-site" and not is_read and _is_script(headers):
            if "*" in access.origins:
                return None
            return RefusedError(403, "a page of another host asks", "Start the service with --allow-origin")
        is_asked_for_leave = scope["method"] == "OPTIONS"
        is_manifest = scope["path"] in MANIFESTS and scope["method"] == "GET" and not scope["query_string"]
        if scope["path"] in OPEN or is_manifest or is_asked_for_leave or access.allows_key(headers):
            return None
        return RefusedError(
            401,
            "the key is missing or wrong",
            "Send the header 'Authorization: Bearer KEY', with the key the service was started with",
            headers={"WWW-Authenticate": "Bearer"},
        )


def _is_script(headers: Headers) -> bool:
    return headers.get("sec-fetch-dest") == "script"


def origins_of(given: Iterable[str]) -> tuple[str, ...]:
    """Return *given*, the origins that a user allows. Raises ValueError for what is none."""
    origins = tuple(given)
    for origin in origins:
        if origin != "*" and re.fullmatch(r"https?://[^/\s;,'\"]+", origin) is None:
            raise ValueError(
                f"an origin is a scheme and a host, such as https://refine.example.org, not {origin!r}"
            )
    return origins
