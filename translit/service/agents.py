"""Tools for agents by the Model Context Protocol, https://modelcontextprotocol.io: what a written
name means, for a model that has met it in a text.

Answers are short: a model reads them. Needs the extra `mcp`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Literal, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it until Python 3.12

import translit
from translit import api, script_api
from translit.errors import TranslitError
from translit.evidence import POSSIBLE_SCORE, Candidate
from translit.normalizer import Normalizer
from translit.results import Match
from translit.service.limits import Limits

P = ParamSpec("P")
R = TypeVar("R")

SHOWN = 5  # candidates of an answer
SPELLINGS = 100  # of a name that are listed at the most: a model reads them
INSTRUCTIONS = (
    "Says who or what a written name means, in any script, spelling or romanization, and why. "
    "status is 'matched' (one entity is meant), 'ambiguous' (several may be, see candidates: ask or look at "
    "the context, do not guess) or 'unmatched' (nobody in the list). A score is a probability."
)
Kind = Annotated[
    Literal["person", "place", "org"] | None, Field(description="What the names are of, if that is known.")
]
Names = Annotated[
    list[str],
    Field(
        description="Names as they were written, one each; not sentences.",
        examples=[["Aekxei Reznikov", "Харків"]],
    ),
]
# A tool reads tables: it changes nothing, and asks nobody else.
READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Possible(TypedDict):
    """An entity that may be meant."""

    id: str
    name: str
    kind: str
    country: str | None
    score: float


class Meaning(TypedDict):
    """What came of a name."""

    query: str
    status: str
    name: str | None
    id: str | None
    score: float
    reason: str
    candidates: list[Possible]


class Meanings(TypedDict):
    """What came of each name, in order."""

    answers: list[Meaning]


class Mentioned(TypedDict):
    """A name in a text: code points from start to end."""

    start: int
    end: int
    surface: str
    status: str
    name: str | None
    id: str | None
    candidates: list[Possible]


class Found(TypedDict):
    """The names in a text, in order."""

    mentions: list[Mentioned]


class Compared(TypedDict):
    """How likely two names are spellings of one."""

    score: float
    is_likely_one: bool
    explanation: str


class Group(TypedDict):
    """Names that are one."""

    name: str
    spellings: list[str]


class Spellings(TypedDict):
    """Other spellings of a name, likeliest first."""

    variants: list[str]


class Groups(TypedDict):
    """Names by the name that they are spellings of."""

    groups: list[Group]


class Romanized(TypedDict):
    """A text in Latin letters."""

    text: str


def agent_server(n: Normalizer, limits: Limits | None = None) -> MCPServer:
    """Return a server of tools over the table of *n*."""
    limits = limits or Limits()
    server = MCPServer(
        "translit", version=translit.__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def normalize(
        names: Names,
        kind: Kind = None,
        country: Annotated[
            str | None, Field(description="The country that is meant, ISO 3166-1 alpha-2.", examples=["UA"])
        ] = None,
    ) -> Meanings:
        """Say who or what each of several written names means: canonical name, id, score, reason.

        Example: names=["Aekxei Reznikov"] is Oleksii Reznikov, person/oleksii-reznikov.
        """
        few = _checked(names, limits)
        return {"answers": [_meaning(m) for m in n.normalize_many(few, kind=kind, country=country)]}

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def compare(
        a: Annotated[str, Field(description="A name.", examples=["Aleksander Phomin"])],
        b: Annotated[str, Field(description="Another name.", examples=["Александр Фомин"])],
        kind: Kind = None,
    ) -> Compared:
        """Say how likely two names are spellings of one name, and why; no list is asked.

        Example: a="Aleksander Phomin", b="Александр Фомин" are likely one.
        """
        _checked([a, b], limits)
        said = api.compare(a, b, kind=kind)
        return {
            "score": said.score,
            "is_likely_one": said.score >= 0.5,
            "explanation": said.explain(),
        }

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def find(
        text: Annotated[str, Field(description="A running text.", examples=["Medinksy came to Kiev."])],
    ) -> Found:
        """Find the names of people, places and organisations of the list in a text, with whom each
        means; what the text says elsewhere counts.

        Example: text="Medinksy came to Kiev." has Kiev, which is Kyiv.
        """
        if len(text) > limits.text_characters:
            raise ValueError(f"a text has at most {limits.text_characters:,} characters: send it in parts")
        return {
            "mentions": [
                {
                    "start": mention.start,
                    "end": mention.end,
                    "surface": mention.surface,
                    "status": mention.status.value,
                    "name": mention.name,
                    "id": mention.id,
                    "candidates": _possible(mention.match),
                }
                for mention in n.find(text)
            ]
        }

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def cluster(names: Names, kind: Kind = None) -> Groups:
        """Group names that are spellings of one name, for example the nodes of a graph or the
        values of a column; each group has the name to keep.

        Example: names=["Sergei Lavrov", "Сергей Лавров", "Sergei Shoigu"] are two groups.
        """
        groups = api.cluster(_checked(names, limits), kind=kind)
        return {"groups": [{"name": of.name, "spellings": list(of.spellings)} for of in groups]}

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def romanize(
        text: Annotated[str, Field(description="A text in any script.", examples=["Запоріжжя"])],
        lang: Annotated[str | None, Field(description="Its language, ISO 639-1.", examples=["uk"])] = None,
        scheme: Annotated[
            str | None,
            Field(description="A transliteration scheme; else the usual one.", examples=["iso-9"]),
        ] = None,
    ) -> Romanized:
        """Write a text in Latin letters by a transliteration scheme.

        Example: text="Запоріжжя", lang="uk" is Zaporizhzhia.
        """
        if len(text) > limits.text_characters:
            raise ValueError(f"a text has at most {limits.text_characters:,} characters: send it in parts")
        return {"text": script_api.romanize(text, lang=lang, scheme=scheme)}

    @server.tool(annotations=READS, structured_output=True)
    @_telling
    def variants(
        name: Annotated[str, Field(description="A name, in any script.", examples=["Aleksei Reznikov"])],
        kind: Kind = None,
        limit: Annotated[int, Field(description="Spellings that are listed.", ge=1, le=SPELLINGS)] = 20,
    ) -> Spellings:
        """List the likeliest other spellings of a name in Latin letters, to search for with an
        engine that finds letters only. They are guesses: most were never used.

        Example: name="Aleksei Reznikov", limit=2 are Alexei Reznikov, Aleksey Reznikov.
        """
        _checked([name], limits)
        return {"variants": list(api.variants(name, kind=kind, limit=limit))}

    return server


def _telling(tool: Callable[P, R]) -> Callable[P, R]:
    """Let a tool say what was wrong with a question, and what to do."""

    @wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except (TranslitError, ValueError) as error:
            raise ToolError(str(error)) from None

    return told


def _checked(names: Sequence[str], limits: Limits) -> list[str]:
    if len(names) > limits.names:
        raise ValueError(f"{len(names):,} names, {limits.names:,} are allowed: send them in parts")
    if any(len(name) > limits.name_characters for name in names):
        raise ValueError(f"a name has at most {limits.name_characters:,} characters: find takes texts")
    return list(names)


def _meaning(match: Match) -> Meaning:
    return {
        "query": match.query,
        "status": match.status.value,
        "name": match.name,
        "id": match.id,
        "score": match.score,
        "reason": match.reason,
        "candidates": _possible(match),
    }


def _possible(match: Match) -> list[Possible]:
    """Return whom a name may mean that is not decided."""
    if match:
        return []
    return [_told(of) for of in match.candidates[:SHOWN] if of.score >= POSSIBLE_SCORE]


def _told(candidate: Candidate) -> Possible:
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "country": entity.country,
        "score": candidate.score,
    }
