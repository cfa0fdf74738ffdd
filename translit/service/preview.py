"""Who an entity is, as a small page of HTML for the frame of a preview, or as a piece of one."""

from __future__ import annotations

import base64
import hashlib

from starlette.responses import Response

from translit.model import Entity
from translit.report.fragments import WIKIDATA, isolated, safe
from translit.service.columns import Columns
from translit.service.reconcile_entities import COLUMN, TYPES, values

WIDTH, HEIGHT = 430, 240  # pixels of the frame
SHOWN = 12  # native forms, and other spellings
STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:14px/1.4 system-ui,sans-serif;margin:10px}"
    "h1{font-size:17px;margin:0 0 4px}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 10px;margin:0}"
    "dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}"
)


def hashed(text: str) -> str:
    """Return the source expression of a content policy that allows a style or script of *text*."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def preview(entity: Entity, columns: Columns | None, frame_ancestors: str) -> Response:
    """Return the page of *entity*, which the pages of *frame_ancestors* may show in a frame."""
    policy = f"default-src 'none'; style-src {hashed(STYLE)}; frame-ancestors {frame_ancestors}"
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{safe(entity.name)}</title>'
        f"<style>{STYLE}</style></head><body>{described(entity, columns)}</body></html>"
    )
    headers = {"Content-Security-Policy": policy}
    return Response(page.encode("utf-8", "replace"), headers=headers, media_type="text/html")


def described(entity: Entity, columns: Columns | None) -> str:
    """Return what is known of *entity* as a piece of HTML, escaped: for a page, or for a flyout."""
    facts = [("id", isolated(entity.id))]
    if entity.country:
        facts.append(("country", safe(entity.country)))
    own = () if columns is None else columns.names
    told = (
        ("since", "since"),
        ("until", "until"),
        ("native", "native"),
        ("also", "alias"),
        ("note", "note"),
        *((of, COLUMN + of) for of in own),
    )
    for label, pid in told:
        found = values(entity, pid, columns)
        if pid == "alias":
            natives = set(values(entity, "native", columns))
            found = tuple(text for text in found if text not in natives)
        if found:
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            facts.append((safe(label), ", ".join(map(isolated, found[:SHOWN])) + more))
    if entity.wikidata and WIKIDATA.fullmatch(entity.wikidata):
        address = f"https://www.wikidata.org/wiki/{entity.wikidata}"
        link = f'<a href="{address}" rel="noreferrer" target="_blank">{entity.wikidata}</a>'
        facts.append(("wikidata", link))
    body = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts)
    return f"<h1>{isolated(entity.name)}</h1><dl><dt>what</dt><dd>{TYPES[entity.kind]}</dd>{body}</dl>"
