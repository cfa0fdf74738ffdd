"""What the words around a name, and the rest of its document, say for and against those whom it may
mean.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from typing import NamedTuple, TypeVar

from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.rarity import is_place
from translit.results import Step
from translit.text.tokenize import Around
from translit.writing.keys import tokens

# What speaks for or against a candidate, in nats: priors set by eye on the texts of tests/texts,
# not learned.
NAMED = 4.0  # the document names it in full
NAMED_ALIKE = 1.0  # … and what is looked at is a full name itself: it may be a namesake's
NEARER = 1.5  # … and no namesake nearer
STRANGER = -6.5  # the document names somebody else so
COUNTRY = 2.8  # a word for its country stands beside
OTHER_COUNTRY = -1.4  # a word for another country does, and none for its own
OFFICE = 2.0  # a word of its office stands near, each
MOST_OFFICES = 4.0
TITLE = 0.8  # a title stands before a person; against what is no person
AMONG = 1.0  # the document speaks of its country
PREPOSITION = 1.6  # in, to, from a place
AGAINST = -4.0  # a word beside which the name is something else, each
MOST_AGAINST = 2.0  # such words that count
# what it weighs for an organisation or a place where it does not stand directly before it
APART = 0.5
COMPANY = 1.6  # other countries stand near a country
BESIDE = -5  # characters: the Ukrainian X, Ukraine's X
LEAST = 0.05  # weight of a word below which it is not told
FADING = 90.0  # characters in which a word loses two thirds of its weight
BEFORE, AFTER = 220, 140  # characters that are looked at
MIN_OFFICE = 4  # letters of a word that tells an office
LISTED = 10_000  # places of a document where one entity or family name is remembered

_NO_OFFICE = frozenset(
    [
        "head",
        "office",
        "held",
        "former",
        "member",
        "chief",
        "leader",
        "since",
        "until",
        "with",
        "from",
        "that",
        "have",
        "been",
    ]
)  # words of notes that say of nobody in particular what he is

Place = TypeVar("Place", int, tuple[int, str])


# of a country: the weight, the word that tells it, whether it stands directly before the name
Told = tuple[float, str, bool]
_NOTHING: Told = (0.0, "", False)


class Heard(NamedTuple):
    """What was heard of one candidate: nats, and the steps that say so."""

    nats: float
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Known:
    """Whom a document names beyond doubt: where each entity is named, and who bears a family name
    where.
    """

    entities: dict[str, list[int]] = field(default_factory=dict)
    # (place, id), "" for a stranger; in order of places
    families: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    # first letter -> family name -> who last bore it
    by_letter: dict[str, dict[str, str]] = field(default_factory=dict)

    def name(self, entity: Entity, at: int, *, is_full: bool) -> None:
        """Enter that *entity* is named at a place; *is_full*: by its whole name."""
        if entity.country:
            self.countries[entity.country] = self.countries.get(entity.country, 0) + 1
        if is_full:
            places = self.entities.setdefault(entity.id, [])
            if len(places) < LISTED:
                _insert(places, at)
            for family in families(entity):
                self.bear(family, at, entity.id)

    def bear(self, family: str, at: int, identifier: str) -> None:
        """Enter that somebody (an id, or "" for a stranger) bears a family name."""
        if identifier:
            self.by_letter.setdefault(family[0], {})[family] = identifier
        bearers = self.families.setdefault(family, [])
        if len(bearers) < LISTED:
            _insert(bearers, (at, identifier))

    def nearest(self, family_names: Iterable[str], at: int) -> str | None:
        """Return who last bore one of *family_names* before a place, else who does first after it;
        None if nobody does.
        """
        before: tuple[int, str] | None = None
        behind: tuple[int, str] | None = None
        for family in family_names:
            bearers = self.families.get(family)
            if bearers:
                place = bisect_left(bearers, (at, ""))
                if place and (before is None or bearers[place - 1] > before):
                    before = bearers[place - 1]
                if place < len(bearers) and (behind is None or bearers[place] < behind):
                    behind = bearers[place]
        found = before or behind
        return None if found is None else found[1]


def _insert(places: list[Place], at: Place) -> None:
    if not places or places[-1] <= at:
        places.append(at)
    else:
        insort(places, at)


@lru_cache(maxsize=16_384)
def families(entity: Entity) -> tuple[str, ...]:
    """Return the match keys of a person's family name: the last word of each spelling, and the
    first of East Asian ones.
    """
    if entity.kind is not Kind.PERSON:
        return ()
    written = [tokens(alias.text) for alias in entity.listed() if not alias.is_weak]
    found = {words[-1] for words in written if words} | {
        words[0] for words in written[:1] if len(words) > 1 and entity.country in _FIRST
    }
    return tuple(sorted(found))


@lru_cache(maxsize=16_384)
def with_particles(entity: Entity, particles: frozenset[str]) -> frozenset[str]:
    """Return the match keys of a person's family names with all small words before them: bin
    salman, von der leyen.
    """
    found: set[str] = set()
    for words in (tokens(alias.text) for alias in entity.listed()):
        start = len(words) - 1
        while start > 0 and words[start - 1] in particles:
            start -= 1
        found.add(" ".join(words[start:]))
    return frozenset(found)


_FIRST = frozenset({"CN", "TW", "KP", "KR", "VN", "HK", "JP", "HU"})


@lru_cache(maxsize=16_384)
def offices(entity: Entity) -> frozenset[str]:
    """Return the words, as match keys, by which the note of an entity tells its office; what it is
    *not* is left out.
    """
    told = (entity.note or "").partition("; not ")[0]
    if told.startswith(("Not ", "No ")):
        return frozenset()
    words = {
        folded
        for word in told.split()
        for folded in tokens(word)
        if len(folded) >= MIN_OFFICE or word.strip(",.;()").isupper()
    }
    return frozenset(word for word in words - _NO_OFFICE if not is_place(word))


class Surroundings:
    """The words around one mention, read when they are asked for."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        country_of: Callable[[str], str | None],
        lexicon: Lexicon,
        cues: Cues,
    ) -> None:
        self.paragraph = Around.of(text, start, end, BEFORE, AFTER)
        words = self.paragraph.words(text)
        self.countries: dict[str, Told] = {}
        for distance, word in words:
            if (country := country_of(word)) is not None:
                _weigh(self.countries, country, distance, word)
        self.near: dict[str, float] = {}
        for distance, word in words:
            for form in {word, word.removesuffix("s")}:
                self.near[form] = max(self.near.get(form, 0.0), exp(-abs(distance) / FADING))
        before = next((word for distance, word in reversed(words) if distance <= 0), "")
        self.has_title = before in lexicon.titles
        self.has_preposition = before in cues.prepositions

    def add(self, places: Iterable[tuple[int, str, str]]) -> None:
        """Enter countries that are named in the paragraph: (place in the text, country, word)."""
        around = self.paragraph
        for at, country, word in places:
            if around.left <= at < around.right and at != around.start:
                _weigh(self.countries, country, around.distance(at, at + len(word)), word)


def _weigh(found: dict[str, Told], country: str, distance: int, word: str) -> None:
    # what stands before a name tells more
    weight = exp(-max(0, abs(distance) - 2) / FADING) * (1.0 if distance <= 0 else 0.7)
    if weight > found.get(country, _NOTHING)[0]:
        found[country] = weight, word, BESIDE <= distance <= 0


def hear(
    entity: Entity,
    at: int,
    surface: str,
    family: str,
    around: Surroundings,
    known: Known,
    against: Sequence[str] | None,
) -> Heard:
    """Return what speaks for and against *entity* as the one whom *surface* at a place means.

    *family*: the match key of its last word. *against*: the words beside which a look-alike is
    something else; None where the name is no look-alike.
    """
    told = [
        *_by_document(entity, at, surface, family, known),
        *_by_country(entity, surface, around, known, is_lookalike=against is not None),
        *_by_words(entity, surface, around, against or ()),
    ]
    return Heard(sum(nats for nats, _ in told), tuple(step for _, step in told))


def _by_document(
    entity: Entity, at: int, surface: str, family: str, known: Known
) -> Iterator[tuple[float, Step]]:
    """Yield what it says that the document names *entity* in full, or somebody else of that family
    name.
    """
    bearer = known.nearest((*families(entity), family), at) if entity.kind is Kind.PERSON else None
    places = known.entities.get(entity.id)
    is_full = " " in surface
    if bearer == "" and not is_full:
        yield STRANGER, Step("document", surface, "", "somebody else of that name is meant in the document")
    elif places:
        nats = NAMED_ALIKE if is_full else NAMED + (NEARER if bearer == entity.id else 0.0)
        where = places[max(0, bisect_left(places, at) - 1)]
        yield nats, Step("document", surface, entity.name, f"named in full at {where}")


def _by_country(
    entity: Entity, surface: str, around: Surroundings, known: Known, *, is_lookalike: bool
) -> Iterator[tuple[float, Step]]:
    """Yield what the countries say that are told near, and in the document."""
    if entity.country is None:
        return
    own, word_of_own, is_beside = around.countries.get(entity.country, _NOTHING)
    weight, word, _ = max(around.countries.values(), default=_NOTHING)
    share = 1.0 if entity.kind is Kind.PERSON or is_beside else APART
    if own >= LEAST:
        yield COUNTRY * own * share, Step("nearby", word_of_own, entity.country, "speaks for it")
    if weight > own and entity.kind is not Kind.PLACE:
        yield OTHER_COUNTRY * (weight - own), Step("nearby", word, entity.country, "speaks against it")
    if entity.country in known.countries:
        yield (
            AMONG,
            Step("document", surface, entity.country, "the document names its country, or others of it"),
        )
    if is_lookalike and entity.kind is Kind.PLACE:
        others = sorted(
            word for country, (_, word, _) in around.countries.items() if country != entity.country
        )
        if others:
            yield COMPANY, Step("nearby", ", ".join(others), "countries", "speak for it")


def _by_words(
    entity: Entity, surface: str, around: Surroundings, against: Sequence[str]
) -> Iterator[tuple[float, Step]]:
    """Yield what words of an office say, a title, a preposition, and words beside which a
    look-alike is something else.
    """
    heard = sorted(offices(entity) & around.near.keys())
    if heard:
        nats = min(MOST_OFFICES, OFFICE * sum(around.near[word] for word in heard))
        yield nats, Step("nearby", " ".join(heard), entity.name, "words of an office, speak for it")
    if around.has_title and entity.kind is Kind.PERSON:
        yield TITLE, Step("nearby", "title", "person", "speaks for it")
    elif around.has_preposition and entity.kind is Kind.PLACE:
        yield PREPOSITION, Step("nearby", "preposition", "place", "speaks for it")
    others = sorted(around.near.keys() & set(against))
    if others:
        nats = AGAINST * min(MOST_AGAINST, sum(around.near[word] for word in others))
        yield (
            nats,
            Step("nearby", " ".join(others), surface, "it is something else beside these, speaks against it"),
        )
