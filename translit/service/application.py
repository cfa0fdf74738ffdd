"""The service as an ASGI application."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from translit.normalizer import Normalizer
from translit.service import openapi, page, reconcile
from translit.service.access_log import AccessLog
from translit.service.answers import endpoints, entity, health, json_response
from translit.service.columns import Columns
from translit.service.guard import Access, Guard
from translit.service.limits import Limits
from translit.service.refusal import RefusedError, on_failure, on_http_error, on_refusal
from translit.service.tables import Tables


def create_app(
    open_table: Callable[[], Normalizer] = Normalizer.builtin,
    *,
    access: Access | None = None,
    limits: Limits | None = None,
    open_columns: Callable[[], Columns | None] | None = None,
    public_url: str | None = None,
) -> Starlette:
    """Return the service over the table that *open_table* opens, now and at each SIGHUP.

    By default it takes requests to localhost only, as one that listens on the loopback; *access*
    says who else may ask. *open_columns* opens the other columns of the list (`columns`).
    *public_url*: the address at which it is reached, such as a proxy's; else the one of a request.
    """
    access, limits = access or Access(), limits or Limits()
    tables = Tables(open_table, limits, open_columns=open_columns)
    posts = endpoints(tables)
    described = openapi.description(posts)

    async def description(request: Request) -> Response:
        return json_response(described)

    routes = [
        *(Route(of.path, of.respond, methods=["POST"]) for of in posts),
        Route("/entity/{id:path}", partial(entity, tables), methods=["GET"]),
        Route("/health", partial(health, tables), methods=["GET"]),
        Route("/openapi.json", description, methods=["GET"]),
        *reconcile.routes(tables, access, public_url),
        *page.routes(),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(AccessLog), Middleware(Guard, access, limits.query_bytes)],
        exception_handlers={RefusedError: on_refusal, HTTPException: on_http_error, Exception: on_failure},
        lifespan=partial(_living, tables),
    )


@asynccontextmanager
async def _living(tables: Tables, app: Starlette) -> AsyncIterator[None]:
    """Open the table before the first request, and anew at each SIGHUP."""
    tables.warm_up()
    loop = asyncio.get_running_loop()
    reloading: set[asyncio.Task[None]] = set()

    def reload() -> None:
        task = loop.create_task(tables.reload())
        reloading.add(task)  # the loop alone does not keep it
        task.add_done_callback(reloading.discard)

    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    try:
        if hangup is not None:
            loop.add_signal_handler(hangup, reload)
            # held back until here by who started the process
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {hangup})
    except (RuntimeError, ValueError, NotImplementedError):
        hangup = None  # not the main thread of the process: who runs it there has its own signals
    yield
    if hangup is not None:
        loop.remove_signal_handler(hangup)
    tables.close()
