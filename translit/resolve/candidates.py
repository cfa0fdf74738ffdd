"""The spellings of a table that a query may be: tokens that are like its tokens, then the spellings
that have most of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

from translit.index.index import Spelling
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
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, script_of_name
from translit.pairs.align import spell
from translit.pairs.relations import SpellingSimilarities, relate, token_similarities
from translit.pairs.similarity import MIN_SIMILARITY

OF_PARTICLE = 0.4  # what a particle weighs beside another token: names are whole without it
MAX_WORDS = 12  # of a query that are looked up
# What a token weighs that is the query's, a letter away, of one skeleton; benchmarks/accuracy.py:
# what is retrieved.
NEARNESS = (1.0, 0.6, 0.5)
NEAR = 1  # distance of terms.neighbour_terms up to which a token is likely a misspelling of the query's
ALIKE = 3  # readings of a token that are looked up by groups of letters; …
# … of one in a script that writes several letters alike, or no vowels
ALIKE_IN = {"Hang": 6, "Hebr": 6}
# of the best row's weight, at first and by groups of letters; benchmarks/accuracy.py: what is
# retrieved
LEAST_SHARE = (0.6, 0.1)
# tokens that share groups of letters with a Latin token and are compared with it, those that share
# most
MAX_ALIKE = 40


class Near(NamedTuple):
    """Spellings that share most with a query, best first, and what the spelling model said of their
    tokens.

    `shares`: the rarity of what each has of the query, less a part of what it has besides, over the
    rarity of the query's tokens.
    """

    rows: Sequence[int]
    shares: Sequence[float]
    spelled: SpellingSimilarities


def candidates(
    parts: Sequence[NamePart], index: Table, lexicon: Lexicon, limit: int, *, by_grams: bool
) -> Near:
    """Return up to *limit* spellings that share most with *parts*.

    *by_grams*: look for tokens that sound alike, share groups of letters or sound so when glued
    even where others are one letter away; slower, and needed for what is spelled unlike anything in
    the table, or in another script than Latin. A token weighs as much as it is rare in the table
    and like the query's. Two tokens that are one on the other side, letter by letter, are always
    looked for.
    """
    spelled: SpellingSimilarities = {}
    weights: dict[int, float] = {}
    script = script_of_name(parts)
    looked = indexed_parts(parts)
    words = (words_of(looked) if is_arabic(parts) else looked)[:MAX_WORDS]
    unknown = log1p(index.size)
    whole = 0.0
    apart: list[NamePart] = []  # words that are no token of the table: it may have them as several
    for number, word in enumerate((*words, *split_cjk_name(words))):
        read = readings(word, lexicon)
        near = index.edit_neighbours(read, ALL_KINDS if by_grams else EXACT + DELETION)
        share = OF_PARTICLE if word.role is Role.PARTICLE else 1.0
        if number < len(words):
            whole += share * (index.rarities((near[0][1],))[0] if near and not near[0][0] else unknown)
            if not near or near[0][0]:
                apart.append(word)
        if not near:
            near = index.edit_neighbours(read, PHONETIC)
        if not word.native:
            _weigh_by_distance(near, index, weights, share)
            if near and not by_grams and near[0][0] <= NEAR:
                continue
        tokens = [token for _, token in near]
        # a Latin token that is in the table is hardly another one misspelled
        if word.native or not near or near[0][0] > 0:
            alike = index.ngram_neighbours(read[: ALIKE_IN.get(script_of_name((word,)), ALIKE)])
            tokens = list(dict.fromkeys((*tokens, *(alike if word.native else alike[:MAX_ALIKE]))))
        _weigh(word, tokens, index, lexicon, spelled, weights, share)
    together = adjacent_tokens(words)
    if by_grams:
        for both in together:
            same = [token for _, token in index.edit_neighbours((both.token,), EXACT + PHONETIC)]
            _weigh(both, same, index, lexicon, spelled, weights)
    elif together:
        _weigh_by_distance(
            index.edit_neighbours([both.token for both in together], EXACT), index, weights, 1.0
        )
    concatenated = index.concatenated_rows(
        query_concatenations(words, apart, lexicon) if by_grams else query_pair_terms(words)
    )
    initials = "".join(part.token[0] for part in parts if part.role is Role.INITIAL)
    query = RankQuery(weights, concatenated, initials, limit, LEAST_SHARE[by_grams], not script)
    found = index.rank(query)
    rows, shares = found.rows, [score / whole for score in found.scores]
    if script:
        spellings = {row: index.spelling(row) for row in rows}
        left = _in_one_script(script, spellings)
        rows, shares = (
            [row for row in rows if row in left],
            [share for row, share in zip(rows, shares, strict=True) if row in left],
        )
        spell(parts, [spellings[row].parts for row in rows], lexicon, spelled)
    return Near(rows, shares, spelled)


def _weigh_by_distance(
    near: Sequence[tuple[int, int]], index: Table, weights: dict[int, float], share: float
) -> None:
    """Enter into *weights* what tokens weigh that `near` told with their distances; likeness is
    measured when they are aligned.
    """
    for (distance, token), rarity in zip(near, index.rarities([token for _, token in near]), strict=True):
        weight = share * NEARNESS[distance] * rarity
        if weight > weights.get(token, 0.0):
            weights[token] = weight


def _weigh(
    word: NamePart,
    tokens: Sequence[int],
    index: Table,
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    weights: dict[int, float],
    share: float = 1.0,
) -> None:
    """Enter into *weights* what each of *tokens* weighs as likely another spelling of *word*."""
    if not tokens:
        return
    if word.native:
        others = [index.part(token) for token in tokens]
        spell((word,), [(other,) for other in others], lexicon, spelled)
        related = [relate(word, other, lexicon, spelled) for other in others]
        alike = [pair.similarity if pair else 0.0 for pair in related]
    else:
        alike = token_similarities(word.token, index.token_texts(tokens), lexicon)
    for token, similarity, rarity in zip(tokens, alike, index.rarities(tokens), strict=True):
        if similarity > MIN_SIMILARITY:
            weight = share * (similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY) * rarity
            if weight > weights.get(token, 0.0):
                weights[token] = weight


def _in_one_script(script: str, spellings: Mapping[int, Spelling]) -> frozenset[int]:
    """Return the rows of *spellings* less those in other scripts of entities that have one in the
    *script* of the query, or else in Latin letters.

    The nearer comparison tells more.
    """
    its = {row: script_of_name(spelling.parts) for row, spelling in spellings.items()}
    own = {spelling.entity for row, spelling in spellings.items() if its[row] == script}
    latin = {spelling.entity for row, spelling in spellings.items() if not its[row]}
    return frozenset(
        row
        for row, spelling in spellings.items()
        if its[row] == script
        or (spelling.entity not in own and (not its[row] or spelling.entity not in latin))
    )
