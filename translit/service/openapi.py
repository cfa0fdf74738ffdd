"""The description of the service in OpenAPI 3.1, from the declarations of its endpoints.

https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import translit
from translit.evidence import Stage
from translit.model import Kind
from translit.results import Status
from translit.service.answers import Endpoint
from translit.service.fields import schema_of
from translit.service.refusal import PROBLEM_JSON

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
STAGES = [str(stage) for stage in Stage]
KINDS = [str(kind) for kind in Kind]


def _object(properties: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _several(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, Schema] = {
    "Match": _object(
        {
            "query": TEXT,
            "status": {"enum": [str(status) for status in Status]},
            "name": TEXT_OR_NULL,
            "id": TEXT_OR_NULL,
            "score": SCORE,
            "stage": {"enum": [*STAGES, None]},
            "candidates": _several(_ref("Candidate")),
            "steps": _several(_ref("Step")),
            "table_version": TEXT,
            "explanation": TEXT,
        },
        ["explanation"],
    ),
    "Candidate": _object(
        {
            "id": TEXT,
            "name": TEXT,
            "kind": {"enum": KINDS},
            "alias": TEXT,
            "score": SCORE,
            "stage": {"enum": STAGES},
            "source": TEXT_OR_NULL,
            "contributions": _several(_ref("Contribution")),
        }
    ),
    "Contribution": _object(
        {"name": TEXT, "nats": {"type": "number"}, "value": {"type": ["number", "null"]}}
    ),
    "Step": _object(
        {"name": TEXT, "before": TEXT, "after": TEXT, "note": TEXT, "is_rewrite": {"type": "boolean"}}
    ),
    "Matches": {"oneOf": [_ref("Match"), _several(_ref("Match"))]},
    "Comparison": _object(
        {
            "a": TEXT,
            "b": TEXT,
            "score": SCORE,
            "steps": _several(_ref("Step")),
            "contributions": _several(_ref("Contribution")),
        }
    ),
    "Variants": _object({"variants": _several(TEXT)}),
    "Mentions": _object(
        {
            "mentions": _several(
                _object(
                    {
                        "start": {"type": "integer"},
                        "end": {"type": "integer"},
                        "surface": TEXT,
                        "match": _ref("Match"),
                    }
                )
            )
        }
    ),
    "Text": _object({"text": TEXT}),
    "Entity": _object(
        {
            "id": TEXT,
            "name": TEXT,
            "kind": {"enum": KINDS},
            "country": TEXT_OR_NULL,
            "native": {"type": "object", "additionalProperties": _several(TEXT)},
            "aliases": _several(
                _object(
                    {
                        "text": TEXT,
                        "lang": TEXT_OR_NULL,
                        "is_weak": {"type": "boolean"},
                        "since": TEXT_OR_NULL,
                        "until": TEXT_OR_NULL,
                        "source": TEXT_OR_NULL,
                    }
                )
            ),
            "weak": _several(TEXT),
            "excluded": _several(TEXT),
            "wikidata": TEXT_OR_NULL,
            "note": TEXT_OR_NULL,
            "source": TEXT_OR_NULL,
            "since": TEXT_OR_NULL,
            "until": TEXT_OR_NULL,
        }
    ),
    "Health": _object(
        {"status": TEXT, "version": TEXT, "entities": {"type": "integer"}, "table_version": TEXT}
    ),
    "Problem": _object(
        {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "errors": _several(_object({"field": TEXT, "problem": TEXT})),
        },
        ["errors"],
    ),
}
REFUSALS = {
    "401": "The key is missing or wrong",
    "408": "The body came too slowly",
    "413": "The request is too large",
    "422": "The request is no JSON, or a field is wrong",
    "503": "It takes too long, or too many ask: ask again after `Retry-After` seconds",
}


def description(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the description of the service with *endpoints*."""
    paths: dict[str, Any] = {of.path: {"post": _operation(of)} for of in endpoints}
    paths["/entity/{id}"] = {
        "get": _get(
            "entity",
            "Say who has an id, with all the names that the table lists",
            "Entity",
            [{"name": "id", "in": "path", "required": True, "schema": TEXT, "example": "place/kyiv"}],
        )
    }
    paths["/entity/{id}"]["get"]["responses"]["404"] = _refused("No entity has the id")
    paths["/health"] = {"get": _get("health", "Say that the service answers, and from which table", "Health")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "translit",
            "version": translit.__version__,
            "summary": "Who or what a written name means",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _operation(of: Endpoint) -> dict[str, Any]:
    body = {"application/json": {"schema": schema_of(of.fields), "example": _example(of)}}
    return {
        "operationId": of.path.strip("/"),
        "summary": of.summary,
        "requestBody": {"required": True, "content": body},
        "responses": _responses(of.returns),
    }


def _example(of: Endpoint) -> dict[str, Any]:
    return {each.name: each.example for each in of.fields if each.is_required}


def _get(
    name: str, summary: str, returns: str, parameters: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    told = {"operationId": name, "summary": summary, "responses": _responses(returns)}
    return {**told, "parameters": list(parameters)} if parameters else told


def _responses(returns: str) -> dict[str, Any]:
    answered = {"description": "The answer", "content": {"application/json": {"schema": _ref(returns)}}}
    return {"200": answered} | {status: _refused(why) for status, why in REFUSALS.items()}


def _refused(why: str) -> dict[str, Any]:
    return {"description": why, "content": {PROBLEM_JSON: {"schema": _ref("Problem")}}}
