"""The spellings of a table that a query may be: similar tokens, then the spellings that have most
of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

from translit.index.hits import Spelling
from translit.index.ranking import RankQuery
from translit.index.table import Table
from translit.index.terms import (
    ALL_KINDS,
    DELETION,
    EXACT,
    PHONETIC,
    adjacent_tokens,
    indexed_parts,
    query_concatenations,
    query_pair_terms,
    readings,
    split_cjk_name,
)
from translit.names.compounds import is_arabic, words_of
from translit.names.han_names import HanName, han_name, natives
from translit.names.name import Name
from translit.names.roles import NamePart, Role, script_of_name
from translit.pairs.align import spell
from translit.pairs.relations import native_similarities, token_similarities
from translit.pairs.similarity import MIN_SIMILARITY

PARTICLE_WEIGHT = 0.4  # of a particle beside another token: names are whole without it
MAX_WORDS = 12  # words of a query that are looked up
# What a token weighs that is the query's, a letter away, of one skeleton; benchmarks/accuracy.py
# prints what is retrieved.
WEIGHT_BY_DISTANCE = (1.0, 0.6, 0.5)
MAX_TYPO_DISTANCE = 1  # of a token that is likely a misspelling of the query's
# Readings of a token that are looked up by groups of letters, and of one in a script that writes
# several letters alike, or no vowels.
NGRAM_READINGS, NGRAM_READINGS_OF_SCRIPT = 3, {"Hang": 6, "Hebr": 6}
# Words from which on a name in another script is aligned with few spellings only, those most alike
# word by word: what joins the words of two long names is tried for each.
LONG = 4
# Of the best row's weight, at first and by groups of letters; benchmarks/accuracy.py.
MIN_SHARE = (0.6, 0.1)
READING_DISCOUNT = 0.2  # of a token's weight a nat that the reading is less likely
# Tokens that share groups of letters with a Latin token and are compared with it, those that share
# most.
MAX_NGRAM_NEIGHBOURS = 40


class Retrieved(NamedTuple):
    """Rows of the spellings that share most with a query, best first.

    `coverage`: the rarity of what each shares with the query, less a part of what it has besides,
    over the rarity of the query's tokens.
    """

    rows: Sequence[int]
    coverage: Sequence[float]


def retrieve(name: Name, table: Table, limit: int, *, by_ngrams: bool) -> Retrieved:
    """Return up to *limit* spellings of *table* that share most with *name*.

    *by_ngrams*: look for tokens that sound the same, share groups of letters or sound so when
    joined even where others are one letter away; slower, and needed for what is spelled unlike
    anything in the table, or in another script than Latin. A token weighs as much as it is rare in
    the table and similar to the query's. Two tokens that are one on the other side, letter by
    letter, are always looked for.
    """
    found = _Tokens(name, table, by_ngrams=by_ngrams)
    looked = indexed_parts(name.parts)
    words = (words_of(looked) if is_arabic(name.parts) else looked)[:MAX_WORDS]
    found.add_words(words)
    found.add_adjacent(adjacent_tokens(words))
    if han := natives(name.parts):
        found.add_readings(han_name(han))
    lexicon = name.lexicon
    terms = (
        query_concatenations(words, found.unknown_words, lexicon) if by_ngrams else query_pair_terms(words)
    )
    concatenated = table.concatenated_rows(terms)
    wanted = RankQuery(
        found.weights, concatenated, name.initials, limit, MIN_SHARE[by_ngrams], not name.script
    )
    ranked = table.rank(wanted)
    rows, coverage = ranked.rows, [score / found.query_weight for score in ranked.scores]
    if not name.script:
        return Retrieved(rows, coverage)
    spellings = {row: table.spelling(row) for row in rows}
    kept = _in_one_script(name.script, spellings)
    shares = [share for row, share in zip(rows, coverage, strict=True) if row in kept]
    rows = [row for row in rows if row in kept]
    aliases = [spellings[row].parts for row in rows]
    if len(name.parts) >= LONG:  # the first is aligned, and says with which others
        spell(name.parts, aliases, lexicon, name.spelled, name.related, aligned=1)
    else:
        spell(name.parts, aliases, lexicon, name.spelled)
    return Retrieved(rows, shares)


class _Tokens:
    """Tokens of the table that may be another spelling of one of the query's, with their weights.

    `query_weight`: what the query's own tokens weigh, in nats. `unknown_words`: those that are no
    token of the table; it may have them as several.
    """

    def __init__(self, name: Name, table: Table, *, by_ngrams: bool) -> None:
        self.name = name
        self.table = table
        self.by_ngrams = by_ngrams
        self.weights: dict[int, float] = {}
        self.query_weight = 0.0
        self.unknown_words: list[NamePart] = []

    def add_words(self, words: Sequence[NamePart]) -> None:
        """Add what is near each of *words*, and near their parts if they are glued East Asian
        names.
        """
        table, kinds = self.table, ALL_KINDS if self.by_ngrams else EXACT + DELETION
        unknown_rarity = log1p(table.size)
        for number, word in enumerate((*words, *split_cjk_name(words))):
            read = readings(word, self.name.lexicon)
            near = table.edit_neighbours(read, kinds)
            is_listed = bool(near) and not near[0][0]
            share = PARTICLE_WEIGHT if word.role is Role.PARTICLE else 1.0
            if number < len(words):
                rarity = table.rarities([near[0][1]])[0] if is_listed else unknown_rarity
                self.query_weight += share * rarity
                if not is_listed:
                    self.unknown_words.append(word)
            self._add_word(word, read, near or table.edit_neighbours(read, PHONETIC), share)

    def _add_word(
        self,
        word: NamePart,
        read: Sequence[str],
        near: Sequence[tuple[int, int]],
        share: float,
    ) -> None:
        if not word.native:
            self._weigh_by_distance(near, share)
            if near and not self.by_ngrams and near[0][0] <= MAX_TYPO_DISTANCE:
                return
        tokens = [token for _, token in near]
        # a Latin token that is in the table is hardly another one misspelled
        if word.native or not near or near[0][0] > 0:
            count = NGRAM_READINGS_OF_SCRIPT.get(script_of_name((word,)), NGRAM_READINGS)
            others = self.table.ngram_neighbours(read[:count])
            tokens = list(
                dict.fromkeys((*tokens, *(others if word.native else others[:MAX_NGRAM_NEIGHBOURS])))
            )
        self._weigh_by_similarity(word, tokens, share)

    def add_adjacent(self, joined: Sequence[NamePart]) -> None:
        """Add the tokens that neighbouring words of the query are when written as one."""
        if self.by_ngrams:
            for both in joined:
                same = [token for _, token in self.table.edit_neighbours((both.token,), EXACT + PHONETIC)]
                self._weigh_by_similarity(both, same, 1.0)
        elif joined:
            self._weigh_by_distance(self.table.edit_neighbours([both.token for both in joined], EXACT), 1.0)

    def add_readings(self, of: HanName) -> None:
        """Add the tokens that the words of a name in Chinese characters are by one of its readings,
        the less likely ones with less weight.
        """
        shares: dict[str, float] = {}
        for spelling in of.spellings:
            for text, count in spelling.words:
                share = 1 / (1 + READING_DISCOUNT * spelling.nats) / count
                shares[text] = max(share, shares.get(text, 0.0))
        for text, share in shares.items():
            self._weigh_by_distance(self.table.edit_neighbours((text,), EXACT), share)

    def _weigh_by_distance(self, near: Sequence[tuple[int, int]], share: float) -> None:
        """Weigh tokens by their distance as `near` gives it; their similarity is left to the
        alignment.
        """
        if not near:
            return
        weights = self.weights
        rarities = self.table.rarities([token for _, token in near])
        for (distance, token), rarity in zip(near, rarities, strict=True):
            weight = share * WEIGHT_BY_DISTANCE[distance] * rarity
            if weight > weights.get(token, 0.0):
                weights[token] = weight

    def _weigh_by_similarity(self, word: NamePart, tokens: Sequence[int], share: float) -> None:
        """Weigh *tokens* as likely other spellings of *word*."""
        if not tokens:
            return
        table, lexicon, spelled = self.table, self.name.lexicon, self.name.spelled
        if word.native:
            others = [table.part(token) for token in tokens]
            similarities = native_similarities(word, others, lexicon, spelled)
        else:
            similarities = token_similarities(word.token, table.token_texts(tokens), lexicon)
        weights = self.weights
        for token, similarity, rarity in zip(tokens, similarities, table.rarities(tokens), strict=True):
            if similarity > MIN_SIMILARITY:
                weight = share * (similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY) * rarity
                if weight > weights.get(token, 0.0):
                    weights[token] = weight


def _in_one_script(script: str, spellings: Mapping[int, Spelling]) -> frozenset[int]:
    """Return the rows of *spellings*, of each entity those that compare best with a query in
    *script*.

    Those in the script of the query, else in Latin letters, else all: the nearer comparison tells
    more.
    """
    script_of = {row: script_of_name(spelling.parts) for row, spelling in spellings.items()}
    own = {spelling.entity for row, spelling in spellings.items() if script_of[row] == script}
    latin = {spelling.entity for row, spelling in spellings.items() if not script_of[row]}
    return frozenset(
        row
        for row, spelling in spellings.items()
        if script_of[row] == script
        or (spelling.entity not in own and (not script_of[row] or spelling.entity not in latin))
    )
