"""The page at `/`: names, a text or a table tried in a browser, one document without another."""

from __future__ import annotations

from functools import partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from translit.service.preview import hashed

# one after another they are the script of the page
SCRIPTS = ("page_ask.js", "page_answers.js", "page_table.js", "page_downloads.js", "page_tabs.js")


def _asset(name: str) -> str:
    return (files("translit.service") / name).read_text(encoding="utf8")


def script_of_page() -> str:
    """Return the script of the page."""
    return "\n".join(map(_asset, SCRIPTS))


def routes() -> list[Route]:
    """Return the address of the page. Its content policy forbids all but its own style and script
    and questions to this service.
    """
    style, script = _asset("page.css"), script_of_page()
    page = _asset("page.html").replace("/*style*/", style).replace("/*script*/", script)
    policy = (
        f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    made = partial(Response, page.encode(), headers=headers, media_type="text/html")

    async def serve(request: Request) -> Response:
        return made()

    return [Route("/", serve, methods=["GET"])]
