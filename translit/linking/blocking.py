"""The pairs of a list that may be one name, found without comparing each with each, and how likely
each pair is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log

from translit.index.index import Index
from translit.index.ranking import EXTRA, Wanted
from translit.index.terms import ALL, looked_up, readings
from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import NamePart, Role, parse_name
from translit.pairs.align import Alignment, align, script_of_name
from translit.pairs.model import probability
from translit.pairs.relations import SpellingSimilarities, relate
from translit.pairs.similarity import MIN_SIMILARITY
from translit.resolve.candidates import candidates
from translit.writing.keys import tokens

# What two names must share of what the tokens of each weigh, to be compared at all; 0.45 finds 1 %
# more pairs that are one name, and twice as many that are not. In a long list more names share by
# chance: what is lost is found over a third name as a rule.
LEAST_SHARE, LEAST_SHARE_OF_MANY = 0.5, 0.55
MANY = 50_000  # names
HOPELESS = -4.0  # log-odds as a person's name from which on the other kinds are not asked
NEAREST = 24  # names that one is compared with, those that share most
MAX_ALIKE = 10  # tokens that share groups of letters with a token, those that share most
MAX_WORDS = 12  # of a name that are looked up
LOUDEST = 6.0  # nats that a single pair can say for or against: odds of 400 to 1

# log-odds that two names are one, by their numbers, the lesser first
Scored = dict[tuple[int, int], float]


def entities_of(names: Iterable[str], lexicon: Lexicon, kind: Kind | None) -> Iterable[Entity]:
    """Yield an entity for each name, its place as id."""
    return (Entity(str(place), name, kind or kind_of_name(name, lexicon)) for place, name in enumerate(names))


def kind_of_name(name: str, lexicon: Lexicon) -> Kind:
    """Return what a name of which nothing is known is read as: with a legal form an organisation's,
    else a person's.
    """
    if not any(token in lexicon.legal for token in tokens(name)):
        return Kind.PERSON  # no token begins a legal form
    return Kind.ORG if any(part.role is Role.LEGAL for part in parse_name(name, lexicon)) else Kind.PERSON


@dataclass(frozen=True, slots=True)
class Block:
    """Names in a table, one spelling each, and what was found of their tokens so far. The number of
    a name is its place.
    """

    table: Index
    lexicon: Lexicon
    kind: Kind | None
    _parts: dict[int, tuple[NamePart, ...]] = field(default_factory=dict)
    _tokens: dict[NamePart, list[tuple[int, float]]] = field(default_factory=dict)

    def parts(self, place: int) -> tuple[NamePart, ...]:
        """Return the tokens of a name."""
        found = self._parts.get(place)
        if found is None:
            found = self._parts[place] = parse_name(
                self.table.spelling(place).alias.text, self.lexicon, kind=self.kind
            )
        return found

    def near(self, places: Iterable[int]) -> Scored:
        """Return how likely each of the names at *places* is one with each of the names that share
        most with it.
        """
        scored: Scored = {}
        for place in places:
            others, spelled = self._near(self.parts(place))
            for other in others:
                pair = (place, other) if place < other else (other, place)
                if place != other and pair not in scored:
                    scored[pair] = self.score(*pair, spelled)
        return scored

    def score(self, a: int, b: int, spelled: SpellingSimilarities | None = None) -> float:
        """Return the log-odds that two names are one, as of names picked from the table; the same
        either way round.
        """
        alignment = self.align(a, b, spelled)
        if not alignment.pairs:
            return -LOUDEST
        kinds = (self.kind,) if self.kind else tuple(Kind)
        first = log_odds(probability(alignment, kinds[0], self.table.population))
        if len(kinds) == 1 or first < HOPELESS:
            return first
        # the mean: a place is weighed unlike a person, and which of them a name is nobody said
        return (
            first + sum(log_odds(probability(alignment, kind, self.table.population)) for kind in kinds[1:])
        ) / len(kinds)

    def align(self, a: int, b: int, spelled: SpellingSimilarities | None = None) -> Alignment:
        """Pair the tokens of two names; a name in another script is spelled in Latin letters, a
        short one sought in a longer.
        """
        one, other = sorted(
            (self.parts(a), self.parts(b)), key=lambda parts: (not script_of_name(parts), len(parts), parts)
        )
        return align(one, other, self.lexicon, spelled)

    def _near(self, parts: tuple[NamePart, ...]) -> tuple[list[int], SpellingSimilarities]:
        if script_of_name(parts):
            near = candidates(parts, self.table, self.lexicon, NEAREST, by_grams=True)
            return [self.table.owner(row) for row in near.rows], near.spelled
        weights: dict[int, float] = {}
        for word in looked_up(parts)[:MAX_WORDS]:
            for token, weight in self._like(word):
                weights[token] = max(weight, weights.get(token, 0.0))
        share = LEAST_SHARE if self.table.size < MANY else LEAST_SHARE_OF_MANY
        # one of them is the name itself
        found = self.table.ranked(Wanted(weights, {}, "", NEAREST + 1, share))
        return [
            row for score, weight, row in zip(*found, strict=True) if weight >= share * _whole(score, weight)
        ], {}

    def _like(self, word: NamePart) -> list[tuple[int, float]]:
        """Return the tokens of the table that are like *word*, and what each weighs as another
        spelling of it, in nats.
        """
        found = self._tokens.get(word)
        if found is None:
            read = readings(word, self.lexicon)
            near = [token for _, token in self.table.near(read, ALL)]
            tokens = list(dict.fromkeys((*near, *self.table.alike(read[:1])[:MAX_ALIKE])))
            found = []
            for token, rarity in zip(tokens, self.table.rarities(tokens), strict=True):
                pair = relate(word, self.table.part(token), self.lexicon, {})
                if pair is not None and pair.similarity > MIN_SIMILARITY:
                    found.append((token, (pair.similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY) * rarity))
            self._tokens[word] = found
        return found


def _whole(score: float, weight: float) -> float:
    """Return what all tokens of a row weigh, shared or not, in nats; *score* and *weight* as
    `Ranked` has them.
    """
    return weight + (weight - score) / EXTRA


def log_odds(chance: float) -> float:
    """Return what *chance* says, in nats; at most `LOUDEST` for or against."""
    least = 1 / (1 + exp(LOUDEST))
    kept = min(max(chance, least), 1 - least)
    return log(kept / (1 - kept))


def chance_of(odds: float) -> float:
    """Return the probability that log-odds stand for.

    >>> chance_of(0.0)
    0.5
    """
    return 1 / (1 + exp(-odds))
