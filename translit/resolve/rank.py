"""In what order candidates stand: the best of each entity, and of guesses the one most like the
query.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.evidence import Stage
from translit.pairs.log_odds import TOLERANCE, log_odds
from translit.pairs.priors import BY_STAGE
from translit.resolve.scored import ScoredCandidate
from translit.writing.scripts import scripts

# The most of a similarity beside a name whose tokens are all known to be the query's: Park
# Chan-jong, Chan-yong Park; a prior.
BESIDE_VARIANT = 0.75
# Of a candidate's log-odds, the weight of its likeness where that decides: what ranks best, with
# `benchmarks/accuracy.py`; .3 to .5 do alike.
LIKENESS_WEIGHT = 0.4


def best_of_each(query: str, found: Sequence[ScoredCandidate]) -> Sequence[ScoredCandidate]:
    """Return the best candidate of each entity, likeliest first."""
    if len(found) < 2:
        return found
    best: dict[str, ScoredCandidate] = {}
    for candidate in found:
        rival = best.get(candidate.entity.id)
        if rival is None or _is_stronger(candidate, rival, query):
            best[candidate.entity.id] = candidate
    if len(best) > 1:
        variant = log_odds(BY_STAGE[Stage.VARIANT]) - TOLERANCE
        if any(c.stage is Stage.VARIANT and c.log_odds >= variant for c in best.values()):
            best = {
                identifier: c.at_most(BESIDE_VARIANT, "beside a listed variant")
                if c.stage is Stage.FUZZY
                else c
                for identifier, c in best.items()
            }
    return sorted(best.values(), key=lambda c: (-c.log_odds, c.stage.rank, -(c.likeness or 0.0), c.entity.id))


def nearest_first(
    ranked: Sequence[ScoredCandidate], odds: list[float], resolution: float
) -> tuple[Sequence[ScoredCandidate], list[float]]:
    """Put first, of guesses that the score does not tell apart, the one most like the query.

    Trees give steps: many candidates have nearly one score, whatever their letters. Spellings that
    are listed keep their place, and so does every score.
    """
    if ranked[0].stage is not Stage.FUZZY or ranked[0].likeness is None:
        return ranked, odds
    likeness_of = {
        at: one.likeness
        for at, (one, of) in enumerate(zip(ranked, odds, strict=True))
        if one.likeness is not None and of >= odds[0] - resolution
    }
    first = max(likeness_of, key=lambda at: ranked[at].log_odds + LIKENESS_WEIGHT * likeness_of[at])
    order = [first, *(at for at in range(len(ranked)) if at != first)]
    return [ranked[at] for at in order], [odds[at] for at in order]


def _is_stronger(a: ScoredCandidate, b: ScoredCandidate, query: str) -> bool:
    """Whether *a* stands for its entity rather than *b*; of equals, the alias written like the
    query.
    """
    if a.log_odds != b.log_odds or a.stage is not b.stage:
        return (a.log_odds, -a.stage.rank) > (b.log_odds, -b.stage.rank)
    return (*_nearness(a.alias, query), a.alias) > (*_nearness(b.alias, query), b.alias)


def _nearness(alias: str, query: str) -> tuple[bool, bool]:
    return query.casefold() in alias.casefold(), scripts(alias) == scripts(query)
