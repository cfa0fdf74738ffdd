"""What the reconciliation API says of the shape of its documents, as JSON schemas.

Written from the text of both versions:
0.2, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
1.0 (draft), https://reconciliation-api.github.io/specs/1.0-draft/
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
SIZE: Schema = {"type": "integer", "minimum": 1}


def record(required: dict[str, Schema], optional: dict[str, Schema] | None = None, **more: Any) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        **more,
    }


def several(of: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": of, **more}


ITEM = record({"id": NAME, "name": NAME}, {"description": TEXT})
TYPES = several({"anyOf": [record({"id": NAME}, {"name": NAME}), NAME]})
FEATURES = several(record({"id": NAME, "name": NAME, "value": {"type": ["number", "boolean"]}}))
CANDIDATE = {"id": NAME, "name": NAME}
CANDIDATE_MORE = {"description": TEXT, "type": TYPES, "features": FEATURES, "match": FLAG}
PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
SETTING = {"type": {"enum": ["number", "text", "checkbox", "select"]}, "name": NAME}
KEY_SCHEME = record({"type": {"const": "apiKey"}, "name": NAME, "in": {"enum": ["header", "query"]}})
VALUE = {
    "type": "object",
    "oneOf": [
        {"maxProperties": 0},
        record({"id": TEXT, "name": TEXT}, {"description": TEXT}, additionalProperties=False),
        record({"str": TEXT}, additionalProperties=False),
        record({"int": {"type": "integer"}}, additionalProperties=False),
        record({"float": NUMBER}, additionalProperties=False),
        record({"date": TEXT}, additionalProperties=False),
    ],
}
PATH = {"type": "string", "pattern": "^/"}
ADDRESS = record({"service_url": TEXT, "service_path": PATH})
SUGGESTS = record(
    {"service_url": TEXT, "service_path": PATH},
    {"flyout_service_url": TEXT, "flyout_service_path": {"type": "string", "pattern": r"^/.*\$\{id\}"}},
)
COMMON = {
    "documentation": TEXT,
    "serviceVersion": TEXT,
    "defaultTypes": several(ITEM, uniqueItems=True),
    "batchSize": SIZE,
    "authentication": KEY_SCHEME,
}
SUGGESTED = record({"result": several(record({"id": NAME, "name": NAME}, {"notable": TYPES}))})
META = several(ITEM)

V02: dict[str, Schema] = {
    "manifest": record(
        {
            "versions": several(TEXT, contains={"const": "0.2"}),
            "name": NAME,
            "identifierSpace": {"type": "string", "pattern": "^https?://"},
            "schemaSpace": {"type": "string", "pattern": "^https?://"},
        },
        {
            **COMMON,
            "view": record({"url": {"type": "string", "pattern": r"\{\{id\}\}"}}),
            "preview": record(
                {"url": {"type": "string", "pattern": r"\{\{id\}\}"}, "width": SIZE, "height": SIZE}
            ),
            "suggest": record({}, {"entity": SUGGESTS, "property": SUGGESTS, "type": SUGGESTS}),
            "extend": record(
                {},
                {
                    "propose_properties": ADDRESS,
                    "property_settings": several(record({**SETTING, "label": NAME}, {"help_text": TEXT})),
                },
            ),
        },
    ),
    "results": {
        "type": "object",
        "additionalProperties": record(
            {"result": several(record({**CANDIDATE, "score": PERCENT}, CANDIDATE_MORE))}
        ),
    },
    "extended": record(
        {
            "meta": META,
            "rows": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": several(VALUE)},
            },
        }
    ),
    "suggested": SUGGESTED,
    "flyout": record({"id": NAME, "html": TEXT}),
    "proposed": record({"properties": several(ITEM), "type": TEXT}, {"limit": SIZE}),
}

V10: dict[str, Schema] = {
    "manifest": record(
        {
            "versions": several(TEXT, contains={"const": "1.0-draft"}),
            "name": NAME,
            "view": record({"url": {"type": "string", "pattern": r"(?<!\{)\{\+?id\}(?!\})"}}),
        },
        {
            **COMMON,
            "preview": record({"width": SIZE, "height": SIZE}),
            "suggest": record({"entity": FLAG, "property": FLAG, "type": FLAG}),
            "extend": record(
                {},
                {
                    "proposeProperties": FLAG,
                    "propertySettings": several(record({**SETTING, "id": NAME}, {"helpText": TEXT})),
                },
            ),
            "standardizedScore": FLAG,
        },
    ),
    "results": record(
        {
            "results": several(
                record({"candidates": several(record(CANDIDATE, {**CANDIDATE_MORE, "score": PERCENT}))})
            )
        }
    ),
    "extended": record(
        {
            "meta": META,
            "rows": several(
                record({"id": TEXT, "properties": several(record({"id": TEXT, "values": several(VALUE)}))})
            ),
        }
    ),
    "suggested": SUGGESTED,
    "proposed": record({"properties": several(ITEM), "type": TEXT}, {"limit": SIZE}),
}
# "Remove the notion of identifierSpace and schemaSpace", and the names of 0.2
V10["manifest"]["not"] = {"anyOf": [{"required": [name]} for name in ("identifierSpace", "schemaSpace")]}


def conforms(schema: Schema, document: object) -> bool:
    """Whether *document* is as *schema* says; raises what is wrong with it."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)
    return True
