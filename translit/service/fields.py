"""The fields that an endpoint takes, declared once: they are read by the declaration, and
described by it in OpenAPI.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from translit.model import Kind, country_of, kind_of
from translit.periods import period_of
from translit.resolve.decide import THRESHOLDS
from translit.service.limits import Limits
from translit.service.refusal import RefusedError

Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a JSON object: its name, what it is for, its JSON schema and how it is read.

    `read` returns the value or raises ValueError, which says what is wrong and what to give.
    """

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Read
    is_required: bool = False
    default: Any = None
    example: Any = field(default=None, kw_only=True)

    def described(self) -> dict[str, Any]:
        """Return the schema with what the field is for."""
        told: dict[str, Any] = {"description": self.about}
        if self.default is not None:
            told["default"] = self.default
        if self.example is not None:
            told["examples"] = [self.example]
        return {**self.schema, **told}


def schema_of(fields: Sequence[Field]) -> dict[str, Any]:
    """Return the JSON schema of an object with *fields*."""
    return {
        "type": "object",
        "properties": {of.name: of.described() for of in fields},
        "required": [of.name for of in fields if of.is_required],
        "additionalProperties": False,
    }


def read_fields(body: object, fields: Sequence[Field]) -> dict[str, Any]:
    """Return the values of *fields* in *body*, which is what JSON made of the request.

    Raises RefusedError, which names every field that is wrong.
    """
    if not isinstance(body, dict):
        raise RefusedError(
            422, f"the body is {_json_type(body)}", f"Send an object with {fields[0].name!r}: {{...}}"
        )
    known = {of.name: of for of in fields}
    errors: list[dict[str, str]] = []
    for name in body:
        if name not in known:
            near = get_close_matches(name, known, 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            errors.append(_error(name, f"unknown field: {remedy}"))
        if len(errors) == MAX_ERRORS:
            break
    values: dict[str, Any] = {}
    for of in fields:
        given = body.get(of.name)
        if given is None:
            values[of.name] = of.default
            if of.is_required:
                errors.append(_error(of.name, f"is missing: {of.about.rstrip('.')}"))
            continue
        try:
            values[of.name] = of.read(given)
        except ValueError as error:
            errors.append(_error(of.name, str(error)))
    if errors:
        told = "; ".join(f"{error['field']}: {error['problem']}" for error in errors)
        raise RefusedError(422, told, "/openapi.json describes what is taken", errors)
    return values


MAX_ERRORS = 10  # that an answer names


def _error(name: str, problem: str) -> dict[str, str]:
    return {"field": f"/{name[:80]}", "problem": problem}


def _json_type(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def text(limit: int) -> Read:
    """Return a reader of texts of at most *limit* characters."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(f"must be a string, not {_json_type(value)}")
        if len(value) > limit:
            raise ValueError(f"has {len(value):,} characters, {limit:,} are allowed")
        return value

    return read


def text_or_texts(count: int, limit: int) -> Read:
    """Return a reader of one text or a list of at most *count*."""
    one = text(limit)

    def read(value: Any) -> str | list[str]:
        if not isinstance(value, list):
            return str(one(value))
        if len(value) > count:
            raise ValueError(f"has {len(value):,} names, {count:,} are allowed: ask in several requests")
        for place, each in enumerate(value):
            try:
                one(each)
            except ValueError as error:
                raise ValueError(f"item {place}, counted from 0, {error}") from None
        return value

    return read


def whole_number(least: int, most: int) -> Read:
    """Return a reader of whole numbers in a range."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return read


def truth(value: Any) -> bool:
    """Return *value* if it is true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {_json_type(value)}")
    return value


def threshold(value: Any) -> float:
    """Return *value* if it is a score that may decide."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.5 < value <= 1:
        raise ValueError("must be a number above 0.5 and at most 1")
    return float(value)


def one_of(names: Sequence[str]) -> Read:
    """Return a reader of texts that are one of *names*."""

    def read(value: Any) -> str:
        if value not in names:
            raise ValueError(f"must be one of {', '.join(names)}")
        return str(value)

    return read


def decision_fields(limits: Limits) -> tuple[Field, ...]:
    """Return the fields that say how an answer is decided."""
    score = {"type": "number", "exclusiveMinimum": 0.5, "maximum": 1}
    modes = tuple(THRESHOLDS)
    return (
        Field(
            "mode",
            "strict: a false match is worse; lenient: a miss is.",
            {"enum": list(modes)},
            one_of(modes),
        ),
        Field(
            "threshold", "The score from which on a name is matched, instead of the mode's.", score, threshold
        ),
        Field(
            "limit",
            "Candidates that an answer holds.",
            {"type": "integer", "minimum": 1, "maximum": limits.candidates},
            whole_number(1, limits.candidates),
        ),
    )


KIND = Field("kind", "Leave out all other kinds.", {"enum": [str(kind) for kind in Kind]}, kind_of)


def date(value: Any) -> str:
    """Return *value* if it is a date of ISO 8601, as exact as is known."""
    return period_of(text(40)(value)).text


WHEN = Field(
    "when",
    "The date at which the name was written, ISO 8601, as exact as is known.",
    {"type": "string"},
    date,
    example="1975-06",
)
COUNTRY = Field(
    "country",
    "The country that is meant, ISO 3166-1 alpha-2; settles between namesakes.",
    {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    country_of,
    example="UA",
)
