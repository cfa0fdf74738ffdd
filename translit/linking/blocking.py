"""Blocking: the pairs of a list that may be one name, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from translit.evidence import Step
from translit.index.index import Index
from translit.index.ranking import EXTRA_TOKEN_PENALTY, RankQuery
from translit.index.terms import ALL_KINDS, indexed_parts, readings
from translit.model import Entity, Kind
from translit.names.kinds import guess_kind
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import NamePart
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment, steps
from translit.pairs.any_kind import MAX_LOG_ODDS, match_log_odds
from translit.pairs.relations import relate
from translit.pairs.similarity import MIN_SIMILARITY
from translit.resolve.candidates import retrieve
from translit.resolve.gazetteer import apply_gazetteer, gazetteer
from translit.resolve.scored import Term

# Share of the token weight of each name that two names must have in common to be compared; 0.45
# finds 1 % more pairs that are one name, and twice as many that are not. In a long list more names
# share tokens by chance; what is lost there is found over a third name as a rule.
MIN_COVERAGE, MIN_COVERAGE_LONG_LIST = 0.5, 0.55
LONG_LIST = 50_000  # names
MAX_NEIGHBOURS = 24  # names that one is compared with, those with the highest coverage
MAX_NGRAM_NEIGHBOURS = 10  # tokens of the table that share n-grams with a token, the best first
MAX_QUERY_TOKENS = 12  # tokens of a name that are looked up

# log-odds that two names are one, by their numbers, the lesser first
PairScores = dict[tuple[int, int], float]


def entities_of(names: Iterable[str], lexicon: Lexicon, kind: Kind | None) -> Iterable[Entity]:
    """Yield an entity for each name, its position as id."""
    return (Entity(str(number), name, kind or guess_kind(name, lexicon)) for number, name in enumerate(names))


@dataclass(frozen=True, slots=True)
class CandidatePairs:
    """The pairs of a table of names, an entity each, that are worth a comparison.

    The number of a name is that of its entity; a name that may be read in two ways has two rows.
    Parts of names and neighbours of tokens are computed once.
    """

    table: Index
    lexicon: Lexicon
    kind: Kind | None
    _names: dict[int, Name] = field(default_factory=dict)
    _known: dict[int, frozenset[str]] = field(default_factory=dict)
    _token_neighbours: dict[NamePart, list[tuple[int, float]]] = field(default_factory=dict)

    def name(self, number: int) -> Name:
        """Return a name by its number."""
        name = self._names.get(number)
        if name is None:
            text = self.table.entity(number).name
            name = self._names[number] = Name(text, self.lexicon, kind=self.kind)
        return name

    def known(self, number: int) -> frozenset[str]:
        """Return the ids of those in the box who have a name, beyond doubt."""
        known = self._known.get(number)
        if known is None:
            name = self.name(number)
            known = self._known[number] = gazetteer().ids((name.key, *name.core_keys), self.kind)
        return known

    def known_names(self, numbers: Iterable[int]) -> PairScores:
        """Return the score of each of the names *numbers* with the first one that is known as the
        same entity's: USA, United States of America.
        """
        first: dict[str, int] = {}
        scores: PairScores = {}
        for number in numbers:
            for identifier in sorted(self.known(number)):
                other = first.setdefault(identifier, number)
                if other != number:
                    pair = (min(number, other), max(number, other))
                    scores[pair] = self.score(*pair)
        return scores

    def neighbours(self, numbers: Iterable[int]) -> PairScores:
        """Return the score of each of the names *numbers* with each of its neighbours."""
        scores: PairScores = {}
        for number in numbers:
            for other in self._neighbours(self.name(number)):
                pair = (number, other) if number < other else (other, number)
                if number != other and pair not in scores:
                    scores[pair] = self.score(*pair)
        return scores

    def score(self, a: int, b: int) -> float:
        """Return the log-odds that two names are one, as of names picked from the table.

        Symmetric in *a* and *b*; at most `MAX_LOG_ODDS` for or against.
        """
        alignment = self.align(a, b)
        nats = -MAX_LOG_ODDS
        if alignment.pairs:
            nats = match_log_odds(alignment, self.kind, Context(self.table.population))
        if (term := self._box_term(a, b, nats)) is not None:
            nats += term.nats
        return max(-MAX_LOG_ODDS, min(MAX_LOG_ODDS, nats))

    def explain(self, a: int, b: int) -> tuple[Step, ...]:
        """Return how two names were compared."""
        term = self._box_term(a, b, 0.0)
        of_box = () if term is None or term.step is None else (term.step,)
        return (*of_box, *steps(self.align(a, b)))

    def _box_term(self, a: int, b: int, nats: float) -> Term | None:
        """Return what the box says of two names, if it knows both."""
        return apply_gazetteer(self.known(a), self.known(b), self.name(a).text, self.name(b).text, nats)

    def align(self, a: int, b: int) -> Alignment:
        """Pair the tokens of two names.

        A name in another script goes first, to be spelled in Latin letters, and a short name before
        a longer one.
        """
        one, other = sorted(
            (self.name(a), self.name(b)), key=lambda name: (not name.script, len(name.parts), name.parts)
        )
        return align(one.parts, other.parts, self.lexicon, one.spelled)

    def _neighbours(self, name: Name) -> list[int]:
        if name.script:
            retrieved = retrieve(name, self.table, MAX_NEIGHBOURS, by_ngrams=True)
            return [self.table.owner(row) for row in retrieved.rows]
        weights: dict[int, float] = {}
        for word in indexed_parts(name.parts)[:MAX_QUERY_TOKENS]:
            for token, weight in self._similar_tokens(word):
                weights[token] = max(weight, weights.get(token, 0.0))
        coverage = MIN_COVERAGE if self.table.size < LONG_LIST else MIN_COVERAGE_LONG_LIST
        # one of them is the name itself
        ranked = self.table.rank(RankQuery(weights, {}, "", MAX_NEIGHBOURS + 1, coverage))
        return [
            self.table.owner(row)
            for score, weight, row in zip(*ranked, strict=True)
            if weight >= coverage * _row_weight(score, weight)
        ]

    def _similar_tokens(self, word: NamePart) -> list[tuple[int, float]]:
        """Return the tokens of the table that may be *word*, with their weights as it, in nats."""
        similar = self._token_neighbours.get(word)
        if similar is None:
            spellings = readings(word, self.lexicon)
            near = [token for _, token in self.table.edit_neighbours(spellings, ALL_KINDS)]
            by_ngrams = self.table.ngram_neighbours(spellings[:1])[:MAX_NGRAM_NEIGHBOURS]
            tokens = list(dict.fromkeys((*near, *by_ngrams)))
            similar = []
            for token, rarity in zip(tokens, self.table.rarities(tokens), strict=True):
                pair = relate(word, self.table.part(token), self.lexicon, {})
                if pair is not None and pair.similarity > MIN_SIMILARITY:
                    similar.append(
                        (token, (pair.similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY) * rarity)
                    )
            self._token_neighbours[word] = similar
        return similar


def _row_weight(score: float, weight: float) -> float:
    """Return what all tokens of a row weigh, shared or not, in nats.

    *score* and *weight* as in `Ranked`, whose score charges a row for what it does not share.
    """
    return weight + (weight - score) / EXTRA_TOKEN_PENALTY
