"""Who is written like a query, by groups of letters alone: for somebody who looks through the
candidates.

What is found so was not compared word by word: it comes behind those that were, with the score 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import partial

from translit.evidence import Candidate, Stage, Step
from translit.index.ranking import RankQuery
from translit.index.records import decode_alias
from translit.index.table import Table
from translit.record import replace
from translit.resolve.query import Query
from translit.results import Match, Unfilled

# Candidates up to which an answer is filled: the right one of an undecided query is among the first
# ten as often as with tf-idf of letter n-grams, benchmarks/engines.py.
MAX_FILLED = 10
MAX_WORDS, MAX_NEIGHBOURS = 12, 40  # words of a query that are looked up, tokens for each
# Rows read, as many spellings may be of one entity; the same where some of them are not asked for.
MAX_ROWS, MAX_ROWS_OF_KIND = 20, 80
NOT_COMPARED = "shares groups of letters; not compared word by word"


def add_nearest(match: Match, query: Query, table: Table, excluded: Set[int], limit: int) -> Match:
    """Return *match* with candidates that are filled, when first read, with the nearest by letters.

    Up to *limit* and `MAX_FILLED`; without the entities whose numbers are *excluded*.
    """
    room = min(limit, MAX_FILLED) - len(match.candidates)
    if room <= 0:
        return match
    fill = partial(_others, query, table, excluded, room)
    return replace(match, candidates=Unfilled(match.candidates, fill))


def _others(
    query: Query, table: Table, excluded: Set[int], room: int, compared: tuple[Candidate, ...]
) -> Iterator[Candidate]:
    """Yield the nearest who were not *compared*, up to *room*, each once."""
    seen = {candidate.entity.id for candidate in compared}
    for candidate in _by_letters(query, table, excluded):
        if len(seen) == len(compared) + room:
            return
        if candidate.entity.id not in seen:
            seen.add(candidate.entity.id)
            yield candidate


def _by_letters(query: Query, table: Table, excluded: Set[int]) -> Iterator[Candidate]:
    """Yield who shares most groups of letters with a query, each as rare as its token is."""
    weights: dict[int, float] = {}
    for word in dict.fromkeys(part.token for part in query.name.parts[:MAX_WORDS]):
        near = table.ranked_ngram_neighbours((word,))[:MAX_NEIGHBOURS]
        tokens = [token for _, _, token in near]
        for (_, negative_dice, token), rarity in zip(near, table.rarities(tokens), strict=True):
            weights[token] = max(-negative_dice * rarity, weights.get(token, 0.0))
    if not weights:
        return
    limit = MAX_ROWS_OF_KIND if excluded or query.kind else MAX_ROWS
    for row in table.rank(RankQuery(weights, {}, query.name.initials, limit, min_share=0.0)).rows:
        owner = table.owner(row)
        if owner in excluded:
            continue
        entity = table.entity(owner)
        if query.kind in (None, entity.kind):
            alias = decode_alias(table.text(row)).text
            step = Step("similar letters", query.name.text, alias, NOT_COMPARED)
            yield Candidate(entity, alias, 0.0, Stage.FUZZY, (step,))
