"""A service over HTTP: JSON for programs, reconciliation for OpenRefine, a page for people.

Start reading with `application.create_app`, which lists the addresses. A door: it knows the public
names, and decides nothing about a name. `from translit.service import app` is the service over the
tables in the box, for any ASGI server; `translit serve` runs it. Needs the extra `serve`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from translit.service.application import create_app
    from translit.service.guard import Access
    from translit.service.limits import Limits

    app: Starlette

__all__ = ["Access", "Limits", "app", "create_app"]


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for; `app` is made then."""
    if name not in __all__:
        raise AttributeError(f"module 'translit.service' has no attribute {name!r}")
    try:
        from translit.service.application import create_app
    except ImportError as error:
        if error.name is None or not error.name.startswith("starlette"):
            raise
        raise ImportError(
            "translit.service needs starlette: pip install 'translit-names[serve]'", name=error.name
        ) from None
    from translit.service.guard import Access
    from translit.service.limits import Limits

    found = {"Access": Access, "Limits": Limits, "create_app": create_app}
    made = globals()[name] = create_app() if name == "app" else found[name]
    return made
