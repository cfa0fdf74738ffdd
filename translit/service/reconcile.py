"""The reconciliation service: 0.2 under `/reconcile`, the draft of 1.0 under
`/reconcile/1.0-draft`. Start at `routes`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from urllib.parse import parse_qs

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from translit.model import Entity
from translit.report.fragments import isolated
from translit.service.answers import json_response
from translit.service.body import parsed, read_body, read_json
from translit.service.guard import Access
from translit.service.preview import described, preview
from translit.service.reconcile_entities import properties, property_named, types, values
from translit.service.reconcile_manifest import manifest_02, manifest_10
from translit.service.reconcile_queries import Asked, Reconciler
from translit.service.reconcile_reading import Json, extend_query, query_02, query_10, whole
from translit.service.reconcile_suggest import named_so
from translit.service.refusal import RefusedError, busy
from translit.service.tables import Tables

# what is taken, as errors show it
QUERY = '{"query": "Kiev"}'
QUERIES = f'{{"q0": {QUERY}}}'
QUERIES_10 = '{"queries": [{"conditions": [{"matchType": "name", "v": "Kiev"}]}]}'
EXTEND = '{"ids": ["place/kyiv"], "properties": [{"id": "country"}]}'
CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
EXTEND_LIMIT = 10_000  # values that an answer may have: entities times properties


@dataclass(frozen=True, slots=True)
class Service:
    """Answers what the reconciliation API asks, in both versions."""

    tables: Tables
    access: Access
    base: str | None  # the address of the service; else the one that a request names

    def base_of(self, request: Request) -> str:
        """Return the address at which the service is asked."""
        if self.base is not None:
            return self.base.rstrip("/")
        url: URL = request.url
        return f"{url.scheme}://{url.netloc}"

    async def root(self, request: Request) -> Response:
        """Answer version 0.2: the manifest, a batch of queries, or more columns."""
        given = await self._form(request)
        told: object
        if "queries" in given:
            batch = parsed(given["queries"], "what queries holds", QUERIES)
            if not isinstance(batch, dict):
                raise RefusedError(422, "queries is no object", f"Send {QUERIES}")
            asked = {name: query_02(name, query) for name, query in batch.items()}
            found = await self._answered(list(asked.values()))
            told = {name: {"result": candidates} for name, candidates in zip(asked, found, strict=True)}
        elif "query" in given:  # version 0.1: one query, in JSON or as the text itself
            text = given["query"].strip()
            query = parsed(text, "the query", QUERY) if text.startswith("{") else {"query": text}
            told = {"result": (await self._answered([query_02("query", query)]))[0]}
        elif "extend" in given:
            told = await self._extended(parsed(given["extend"], "what extend holds", EXTEND), _rows_02)
        else:
            told = manifest_02(self.base_of(request), has_key=self.access.key is not None)
        return _answer(told, given.get("callback") if request.method == "GET" else None)

    async def _form(self, request: Request) -> dict[str, str]:
        """Return the parameters of a request, from its address and its form."""
        given = dict(request.query_params)
        if request.method == "POST":
            body = await read_body(request, self.tables.limits)
            try:
                form = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
            except ValueError:
                raise RefusedError(
                    422, "the body is no form in UTF-8", "Send queries=… as application/x-www-form-urlencoded"
                ) from None
            given |= {name: texts[-1] for name, texts in form.items()}
            if not given.keys() & {"queries", "query", "extend"}:
                raise RefusedError(
                    422, "the form has neither queries nor extend", "Send queries={…} or extend={…}"
                )
        return given

    async def manifest(self, request: Request) -> Response:
        """Answer the manifest of the draft of 1.0."""
        told = manifest_10(self.base_of(request), has_key=self.access.key is not None)
        return json_response(told)

    async def match(self, request: Request) -> Response:
        """Answer a batch of queries of the draft of 1.0."""
        body = await read_json(request, self.tables.limits, QUERIES_10)
        batch = body.get("queries") if isinstance(body, dict) else body
        if not isinstance(batch, list):
            raise RefusedError(422, "there is no array of queries", 'Send {"queries": [{"conditions": […]}]}')
        asked = [query_10(place, query) for place, query in enumerate(batch)]
        found = await self._answered(asked)
        return json_response({"results": [{"candidates": candidates} for candidates in found]})

    async def _answered(self, asked: Sequence[Asked]) -> list[list[Json]]:
        limits = self.tables.limits
        if len(asked) > limits.names:
            raise RefusedError(413, f"{len(asked):,} queries, {limits.names:,} are allowed", "Send fewer")
        for of in asked:
            texts = (*of.names, *(text for each in of.conditions for text in each.wanted))
            if any(len(text) > limits.name_characters for text in texts) or len(texts) > limits.names:
                raise RefusedError(
                    422, f"a name has more than {limits.name_characters:,} characters", "Send a name"
                )
        table = self.tables.table
        reconciler = Reconciler(table.normalizer, table.columns, limits.candidates)

        def answers() -> list[list[Json]]:
            until = monotonic() + limits.work_seconds
            answered: list[list[Json]] = []
            for of in asked:
                if monotonic() > until:
                    raise busy(f"{len(answered)} of {len(asked)} queries were answered", "Send fewer at once")
                answered.append(reconciler.candidates(of))
            return answered

        return await self.tables.work(answers)

    async def extend(self, request: Request) -> Response:
        """Answer the values of properties, by the draft of 1.0."""
        body = await read_json(request, self.tables.limits, EXTEND)
        return json_response(await self._extended(body, _rows_10))

    async def _extended(self, query: object, rows: Callable[[Sequence[str], Cells], object]) -> Json:
        ids, wanted = extend_query(query)
        columns, n = self.tables.table.columns, self.tables.table.normalizer
        if len(ids) * len(wanted) > EXTEND_LIMIT:
            raise RefusedError(
                413, f"{len(ids):,} entities and {len(wanted)} properties", "Send fewer entities at once"
            )
        named = [property_named(pid, columns) for pid, _ in wanted]
        if unknown := [pid for (pid, _), of in zip(wanted, named, strict=True) if of is None]:
            known = ", ".join(of.id for of in properties(columns))
            raise RefusedError(422, f"there is no property {unknown[0]!r:.100}", f"There are {known}")

        def work() -> Json:
            cells: Cells = {}
            for identifier in ids:
                entity = n.entity(identifier)
                for pid, most in wanted:
                    found = () if entity is None else values(entity, pid, columns)
                    cells[identifier, pid] = [{"str": text} for text in found[: most or None]]
            return {"meta": [of.to_dict() for of in named if of is not None], "rows": rows(ids, cells)}

        return await self.tables.work(work)

    async def propose(self, request: Request) -> Response:
        """Answer which properties can be added as columns."""
        given = request.query_params
        limit = whole(given.get("limit"), None)
        proposed = [of.to_dict() for of in properties(self.tables.table.columns)][:limit]
        told: Json = {"properties": proposed, "type": given.get("type", "")}
        if limit is not None:
            told["limit"] = limit
        return _answer(told, given.get("callback"))

    async def suggest(self, request: Request) -> Response:
        """Answer what may be meant by the beginning of a name, a property or a type."""
        given = request.query_params
        prefix, start = given.get("prefix", ""), whole(given.get("cursor"), 0) or 0
        if len(prefix) > self.tables.limits.name_characters:
            raise RefusedError(422, "the prefix is too long", "Send the beginning of a name")
        what, table = request.path_params["what"], self.tables.table
        if what == "entity":
            found = await self.tables.work(lambda: table.beginnings.suggest(prefix, start))
        elif what == "property":
            found = named_so(prefix, properties(table.columns), start)
        else:
            found = named_so(prefix, types(), start)
        told = {"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": found}
        return _answer(told, given.get("callback"))

    async def preview(self, request: Request) -> Response:
        """Answer who an entity is, as a page."""
        return preview(self._entity(request), self.tables.table.columns, self.access.frame_ancestors)

    async def flyout(self, request: Request) -> Response:
        """Answer what an entity, a property or a type is, as a piece of HTML (version 0.2): what a
        client shows beside a suggestion that is pointed at.
        """
        what, identifier = request.path_params["what"], request.query_params.get("id", "")
        columns = self.tables.table.columns
        if what == "entity":
            html = described(self._entity(request), columns)
        else:
            named = (
                property_named(identifier, columns)
                if what == "property"
                else next((of for of in types() if of.id == identifier), None)
            )
            if named is None:
                raise RefusedError(404, f"there is no {what} {identifier!r:.100}", "Ask for a suggested one")
            html = f"<h1>{isolated(named.name)}</h1><p>{isolated(named.description or named.id)}</p>"
        return _answer({"id": identifier, "html": html}, request.query_params.get("callback"))

    def _entity(self, request: Request) -> Entity:
        identifier = request.query_params.get("id", "")
        entity = self.tables.table.normalizer.entity(identifier)
        if entity is None:
            raise RefusedError(
                404, f"no entity has the id {identifier!r:.200}", "Ask for one that was answered"
            )
        return entity


Cells = dict[tuple[str, str], list[Json]]
Respond = Callable[[Request], Awaitable[Response]]


def routes(tables: Tables, access: Access, base: str | None) -> list[Route]:
    """Return the addresses of both versions."""
    of = Service(tables, access, base)
    get = partial(Route, methods=["GET"])
    shared = []
    for root in ("/reconcile", "/reconcile/1.0-draft"):
        shared += [
            get(root + "/suggest/{what:str}", _of_what_is_suggested(of.suggest)),
            get(root + "/preview", of.preview),
            get(root + "/view", of.preview),
            get(root + "/extend/propose", of.propose),
        ]
    return [
        Route("/reconcile", of.root, methods=["GET", "POST"]),
        get("/reconcile/flyout/{what:str}", _of_what_is_suggested(of.flyout)),
        get("/reconcile/1.0-draft", of.manifest),
        Route("/reconcile/1.0-draft/reconcile", of.match, methods=["POST"]),
        Route("/reconcile/1.0-draft/extend", of.extend, methods=["POST"]),
        *shared,
    ]


def _of_what_is_suggested(respond: Respond) -> Respond:
    """Return *respond* for addresses that end with what is suggested: others are refused."""

    async def checked(request: Request) -> Response:
        if request.path_params["what"] not in ("entity", "property", "type"):
            raise RefusedError(
                404, "only an entity, a property or a type is suggested", "Ask for one of them"
            )
        return await respond(request)

    return checked


def _answer(told: object, callback: str | None) -> Response:
    """Return JSON, or a script that hands it to *callback* (JSONP)."""
    if callback is None:
        return json_response(told)
    if CALLBACK.fullmatch(callback) is None:
        raise RefusedError(422, f"{callback!r:.100} is no name of a function", "Leave callback out")
    # the comment keeps a callback from being read as another format; JSON in ASCII is a script
    script = f"/**/{callback}({json.dumps(told)});"
    return Response(script.encode("ascii"), media_type="application/javascript")


def _rows_02(ids: Sequence[str], cells: Cells) -> object:
    rows: dict[str, dict[str, list[Json]]] = {identifier: {} for identifier in ids}
    for (identifier, pid), found in cells.items():
        rows[identifier][pid] = found
    return rows


def _rows_10(ids: Sequence[str], cells: Cells) -> object:
    by_id: dict[str, list[Json]] = {identifier: [] for identifier in ids}
    for (identifier, pid), found in cells.items():
        by_id[identifier].append({"id": pid, "values": found})
    return [{"id": identifier, "properties": told} for identifier, told in by_id.items()]
