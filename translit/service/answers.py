"""The JSON that programs ask for: names, pairs of names, texts, entities."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import translit
from translit.api import compare, variants
from translit.errors import TranslitError
from translit.normalizer import Normalizer
from translit.results import Match
from translit.script_api import romanize
from translit.service.body import read_json
from translit.service.fields import (
    COUNTRY,
    KIND,
    WHEN,
    Field,
    decision_fields,
    read_fields,
    text,
    text_or_texts,
    truth,
    whole_number,
)
from translit.service.limits import Limits
from translit.service.refusal import RefusedError, as_json
from translit.service.tables import Tables

Values = dict[str, Any]
Answer = Callable[[Values], Awaitable[object]]


def json_response(value: object) -> Response:
    """Return *value* as an answer in JSON; bytes are JSON already."""
    written = value if isinstance(value, bytes) else as_json(value)
    return Response(written, media_type="application/json")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that takes a JSON object: what it is for, its fields, how it answers."""

    path: str
    summary: str
    fields: tuple[Field, ...]
    returns: str  # the name of the schema of its answer, in `openapi`
    answer: Answer
    limits: Limits

    async def respond(self, request: Request) -> Response:
        """Answer one request."""
        first = self.fields[0]
        example = as_json({first.name: first.example}).decode()
        values = read_fields(await read_json(request, self.limits, example), self.fields)
        try:
            return json_response(await self.answer(values))
        except (TranslitError, ValueError) as error:
            raise RefusedError(422, str(error), "/openapi.json describes what is taken") from None


def endpoints(tables: Tables) -> tuple[Endpoint, ...]:
    """Return the addresses that take JSON, over *tables*."""
    limits = tables.limits
    decision = decision_fields(limits)
    lang, scheme = (
        Field("lang", "The language of the text, ISO 639-1.", {"type": "string"}, text(40), example="uk"),
        Field(
            "scheme",
            "A transliteration scheme, by its id or short name.",
            {"type": "string"},
            text(100),
            example="iso-9",
        ),
    )
    made = partial(Endpoint, limits=limits)
    return (
        made(
            "/normalize",
            "Say who or what a name means, or each of several",
            (
                _name_field(limits),
                KIND,
                COUNTRY,
                WHEN,
                Field(
                    "customer",
                    "Whose name it is, for pairs that an overlay clears.",
                    {"type": "string"},
                    text(limits.name_characters),
                ),
                *decision,
                Field("explain", "Add `explanation`: the answer in words.", {"type": "boolean"}, truth),
            ),
            "Matches",
            partial(_normalize, tables),
        ),
        made(
            "/compare",
            "Say how likely two names are spellings of one; no table is asked",
            (
                _text_field("a", limits, "Aleksander Phomin"),
                _text_field("b", limits, "Александр Фомин"),
                KIND,
            ),
            "Comparison",
            partial(_compare, tables),
        ),
        made(
            "/variants",
            "List the likeliest other spellings of a name; no table is asked",
            (
                _text_field("name", limits, "Aleksei Reznikov"),
                KIND,
                Field(
                    "limit",
                    "Spellings that an answer holds.",
                    {"type": "integer", "minimum": 1, "maximum": limits.names},
                    whole_number(1, limits.names),
                    default=20,
                ),
            ),
            "Variants",
            partial(_variants, tables),
        ),
        made(
            "/find",
            "Find the names in a running text",
            (
                _running_text(limits),
                decision[0],
                WHEN,
                Field("demonyms", "Find words for the people of a country, too.", {"type": "boolean"}, truth),
                Field(
                    "unknown", "Tell names, too, that are nobody's in the table.", {"type": "boolean"}, truth
                ),
            ),
            "Mentions",
            partial(_find, tables),
        ),
        made(
            "/rewrite",
            "Put the names of a text that are clear into their canonical spelling",
            (_running_text(limits), decision[0], WHEN),
            "Text",
            partial(_rewrite, tables),
        ),
        made(
            "/romanize",
            "Write a text in Latin letters by a transliteration scheme",
            (
                _running_text(limits),
                lang,
                scheme,
                Field("strict", "Refuse letters that the scheme does not name.", {"type": "boolean"}, truth),
            ),
            "Text",
            partial(_romanize, tables),
        ),
    )


def _name_field(limits: Limits) -> Field:
    one = {"type": "string", "maxLength": limits.name_characters}
    several = {"type": "array", "items": one, "maxItems": limits.names}
    return Field(
        "name",
        "A name, or a list of names; of a list the answer is a list.",
        {"oneOf": [one, several]},
        text_or_texts(limits.names, limits.name_characters),
        is_required=True,
        example="Aekxei Reznikov",
    )


def _text_field(name: str, limits: Limits, example: str) -> Field:
    schema = {"type": "string", "maxLength": limits.name_characters}
    return Field(name, "A name.", schema, text(limits.name_characters), is_required=True, example=example)


def _running_text(limits: Limits) -> Field:
    schema = {"type": "string", "maxLength": limits.text_characters}
    return Field(
        "text", "The text.", schema, text(limits.text_characters), is_required=True, example="Talks in Kiev"
    )


async def _normalize(tables: Tables, values: Values) -> object:
    n = tables.table.decided(values["mode"], values["threshold"], values["limit"])
    asked = values["name"]
    beside = {name: values[name] for name in ("kind", "country", "when", "customer")}
    told = partial(_told, is_explained=bool(values["explain"]))
    if isinstance(asked, str):  # a few milliseconds at most: no thread is worth it
        return told(n.normalize(asked, **beside))

    # each is written when it is found: as objects, a thousand answers are a hundred megabytes
    def ask(n: Normalizer, names: list[str]) -> list[bytes]:
        return [as_json(told(match)) for match in n.normalize_many(names, **beside)]

    def work() -> bytes:
        written: list[bytes] = tables.answers(n, asked, ask)
        return b"[" + b",".join(written) + b"]"

    return await tables.work(work)


def _told(match: Match, *, is_explained: bool) -> dict[str, object]:
    answer = match.to_dict()
    return {**answer, "explanation": match.explain()} if is_explained else answer


async def _compare(tables: Tables, values: Values) -> object:
    return compare(values["a"], values["b"], kind=values["kind"]).to_dict()


async def _variants(tables: Tables, values: Values) -> object:
    job = partial(variants, values["name"], kind=values["kind"], limit=values["limit"])
    return await tables.work(lambda: {"variants": list(job())})


async def _find(tables: Tables, values: Values) -> object:
    n = tables.table.for_texts(values["mode"])
    options = {"demonyms": bool(values["demonyms"]), "unknown": bool(values["unknown"])}
    job = partial(n.find, values["text"], when=values["when"], **options)
    return await tables.work(
        lambda: b'{"mentions":[' + b",".join(as_json(mention.to_dict()) for mention in job()) + b"]}"
    )


async def _rewrite(tables: Tables, values: Values) -> object:
    n = tables.table.for_texts(values["mode"])
    return await tables.work(lambda: {"text": n.rewrite(values["text"], when=values["when"])})


async def _romanize(tables: Tables, values: Values) -> object:
    job = partial(romanize, lang=values["lang"], scheme=values["scheme"], strict=bool(values["strict"]))
    return await tables.work(lambda: {"text": job(values["text"])})


async def entity(tables: Tables, request: Request) -> Response:
    """Answer who has an id, with all the names that the table lists."""
    identifier = request.path_params["id"]
    found = tables.table.normalizer.entity(identifier)
    if found is None:
        raise RefusedError(
            404, f"no entity has the id {identifier!r:.200}", "/normalize finds the id of a name"
        )
    return json_response(found.to_dict())


async def health(tables: Tables, request: Request) -> Response:
    """Answer that the service answers, and from which table."""
    n = tables.table.normalizer
    return json_response(
        {
            "status": "ok",
            "version": translit.__version__,
            "entities": len(n),
            "table_version": n.table_version,
        }
    )
