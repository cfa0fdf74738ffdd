"""The words everybody uses: what a table holds and what an answer says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

COUNTRY = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # ISO 8601, as exact as is known


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    PLACE = "place"
    ORG = "org"

    __hash__ = str.__hash__  # Enum's own hashes the member's name: a dict of texts would not find it


class Status(StrEnum):
    """What came of a query."""

    MATCHED = "matched"  # one entity is meant
    AMBIGUOUS = "ambiguous"  # somebody in the table may be meant, but it is not clear who
    UNMATCHED = "unmatched"  # nobody in the table is meant


class Stage(StrEnum):
    """How a candidate was found, from fact to guess; earlier members are stronger."""

    EXACT = "exact"  # the alias, letter for letter
    FOLDED = "folded"  # but for case, spaces and punctuation
    ROMANIZED = "romanized"  # but for script, accents or transliteration scheme
    VARIANT = "variant"  # but for order, titles, initials, patronymic or an equivalent given name
    FUZZY = "fuzzy"  # alike

    @property
    def rank(self) -> int:
        """0 for EXACT … 4 for FUZZY."""
        return STAGE_RANK[self]


STAGE_RANK = {stage: rank for rank, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling under which an entity is known.

    `lang` is an ISO 639-1 code for a native form and None for a spelling of no particular language. `since` and `until` are
    ISO 8601 dates, as exact as is known, for a name of its time. A *weak* alias is true of the entity, not only of it.
    """

    text: str
    lang: str | None = None
    is_weak: bool = False
    since: str | None = None
    until: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a name can mean.

    >>> Entity("place/kyiv", "Kyiv", "place", country="UA", native={"uk": "Київ"}, aliases=["Kiev"]).native
    {'uk': ('Київ',)}

    *kind* may be given as text; *native* maps a language to one text or several; *aliases* are texts or `Alias`es;
    *weak* and *excluded* (`not:` in YAML) are texts. One text may stand for a sequence of one. Raises ValueError for an empty id or name, an unknown kind, a
    country that is not two capitals, a date that is not ISO 8601.
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    native: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    wikidata: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        put = object.__setattr__
        for label in ("id", "name"):
            value = getattr(self, label)
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"Entity.{label} must be a text that is not blank, not {value!r}")
        put(self, "kind", kind_of(self.kind))
        if self.country is not None and not COUNTRY.fullmatch(self.country):
            raise ValueError(f"Entity {self.id!r}: country must be two capitals (ISO 3166-1), not {self.country!r}")
        put(self, "native", {lang: _several(texts) for lang, texts in self.native.items()})
        aliases = tuple(Alias(a) if isinstance(a, str) else a for a in _several(self.aliases))
        put(self, "aliases", aliases)
        put(self, "weak", tuple(dict.fromkeys((*_several(self.weak), *(a.text for a in aliases if a.is_weak)))))
        put(self, "excluded", _several(self.excluded))
        for alias in self.aliases:
            for date in (alias.since, alias.until):
                if date is not None and not DATE.fullmatch(date):
                    raise ValueError(f"Entity {self.id!r}: {date!r} is not a date such as 2016 or 2016-05-19")

    def __hash__(self) -> int:
        return hash(self.id)

    def __str__(self) -> str:
        return self.name

    def listed(self) -> tuple[Alias, ...]:
        """Return every spelling that the entity lists, its name first, each once, weak ones marked as weak."""
        weak = set(self.weak)
        spellings = [Alias(self.name)]
        spellings += [Alias(text, lang) for lang, texts in self.native.items() for text in texts]
        spellings += self.aliases
        spellings += [Alias(text, is_weak=True) for text in self.weak]
        first: dict[str, Alias] = {}
        for alias in spellings:
            marked = Alias(alias.text, alias.lang, alias.is_weak or alias.text in weak, alias.since, alias.until)
            first.setdefault(alias.text, marked)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened on the way from a query to an answer.

    A *rewriting* step (`is_rewrite`) turned the text `before` into `after`; played one after the other they lead from the
    query to its match key. Any other step is evidence: what was compared with what, and what it said.
    """

    name: str
    before: str
    after: str
    note: str = ""
    is_rewrite: bool = False

    def __str__(self) -> str:
        arrow = f"{self.before!r} → {self.after!r}" if self.after else repr(self.before)
        return f"{self.name}: {arrow}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a query may mean: the spelling that was hit, how, and how likely it is (0 to 1)."""

    entity: Entity
    alias: str
    score: float
    stage: Stage
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What came of one query. True only when one entity is meant.

    `score` is the probability, 0 to 1, that the best candidate is meant; `candidates` come best first, the best alias of
    each entity; `steps` tell how the answer was found; `table_version` identifies the table that was asked.
    """

    query: str
    status: Status
    entity: Entity | None
    score: float
    stage: Stage | None
    candidates: tuple[Candidate, ...]
    steps: tuple[Step, ...]
    table_version: str

    def __bool__(self) -> bool:
        return self.status is Status.MATCHED

    def __str__(self) -> str:
        return self.query if self.entity is None else self.entity.name

    @property
    def name(self) -> str | None:
        """The canonical name, or None unless MATCHED."""
        return None if self.entity is None else self.entity.name

    @property
    def id(self) -> str | None:
        """The entity's id, or None unless MATCHED."""
        return None if self.entity is None else self.entity.id

    def explain(self) -> str:
        """Say in words what was asked, what came of it and why."""
        from translit.telling.explain import explain_match  # telling reads this file

        return explain_match(self)

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it."""
        from translit.telling.html import match_fragment  # telling reads this file

        return match_fragment(self)

    def to_dict(self) -> dict[str, object]:
        """Return the answer as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {
            "query": self.query,
            "status": self.status.value,
            "name": self.name,
            "id": self.id,
            "score": self.score,
            "stage": None if self.stage is None else self.stage.value,
            "candidates": [
                {
                    "id": c.entity.id,
                    "name": c.entity.name,
                    "kind": c.entity.kind.value,
                    "alias": c.alias,
                    "score": c.score,
                    "stage": c.stage.value,
                }
                for c in self.candidates
            ],
            "steps": [
                {"name": s.name, "before": s.before, "after": s.after, "note": s.note, "is_rewrite": s.is_rewrite}
                for s in self.steps
            ],
            "table_version": self.table_version,
        }


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in running text: `text[start:end] == surface`, counted in code points, and what came of it. True only when MATCHED.

    `match.query` is the name that was looked up, which may differ from `surface` (a full name seen elsewhere in the document);
    the steps of the match say what the document added.
    """

    start: int
    end: int
    surface: str
    match: Match

    def __bool__(self) -> bool:
        return self.match.status is Status.MATCHED

    def __str__(self) -> str:
        return self.surface

    @property
    def entity(self) -> Entity | None:
        """The entity that is meant, or None unless MATCHED."""
        return self.match.entity

    @property
    def name(self) -> str | None:
        """The canonical name, or None unless MATCHED."""
        return self.match.name

    @property
    def id(self) -> str | None:
        """The entity's id, or None unless MATCHED."""
        return self.match.id

    @property
    def status(self) -> Status:
        """What came of the name."""
        return self.match.status

    def _repr_html_(self) -> str:
        """Return the mention as a notebook shows it."""
        from translit.telling.html import mention_fragment  # telling reads this file

        return mention_fragment(self)

    def to_dict(self) -> dict[str, object]:
        """Return the mention as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {"start": self.start, "end": self.end, "surface": self.surface, "match": self.match.to_dict()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two names are spellings of one: `score` from 0 to 1; at 0.5 and above more likely than not."""

    a: str
    b: str
    score: float
    steps: tuple[Step, ...]

    def explain(self) -> str:
        """Say in words how the two names were compared."""
        from translit.telling.explain import explain_comparison  # telling reads this file

        return explain_comparison(self)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings of one name: `name` is the one to keep, `spellings` has how often each was there, the most frequent first.

    `evidence` are the pairs that brought them together, one less than there are spellings.
    """

    name: str
    spellings: Mapping[str, int]
    evidence: tuple[Comparison, ...] = ()

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash((self.name, tuple(self.spellings)))

    @property
    def size(self) -> int:
        """How many names were grouped, one that is there twice counted twice."""
        return sum(self.spellings.values())

    def explain(self) -> str:
        """Say in words which spellings belong together and why."""
        from translit.telling.explain import explain_cluster  # telling reads this file

        return explain_cluster(self)

    def to_dict(self) -> dict[str, object]:
        """Return the cluster as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {
            "name": self.name,
            "spellings": dict(self.spellings),
            "evidence": [{"a": pair.a, "b": pair.b, "score": pair.score} for pair in self.evidence],
        }


def _several(value: Any) -> tuple[Any, ...]:
    return (value,) if isinstance(value, str | Alias) else tuple(value)


def country_of(country: str) -> str:
    """Return *country* in capitals. Raises ValueError for what is not two letters (ISO 3166-1 alpha-2).

    >>> country_of("ua")
    'UA'
    """
    if not isinstance(country, str) or not COUNTRY.fullmatch(country.upper()):
        raise ValueError(f"country must be two letters of ISO 3166-1 such as UA, not {country!r}")
    return country.upper()


def text_of(value: str, caller: str) -> str:
    """Return *value* if it is a text. Raises TypeError, which names *caller*, for anything else."""
    if isinstance(value, str):
        return value
    hint = ": decode it first" if isinstance(value, bytes) else ""
    raise TypeError(f"{caller} takes a text (str), not {type(value).__name__} {value!r:.80}{hint}")


def kind_of(kind: Kind | str) -> Kind:
    """Return *kind* as a `Kind`.

    >>> kind_of("person")
    <Kind.PERSON: 'person'>

    Raises ValueError for a text that names no kind.
    """
    try:
        return Kind(kind)
    except ValueError:
        raise ValueError(f"kind must be one of {', '.join(Kind)}, not {kind!r}") from None
