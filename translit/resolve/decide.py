"""From candidates and "none of these" to MATCHED, AMBIGUOUS or UNMATCHED: the only place with
thresholds.

Names, texts, lists and joins all ask `decide`, or `reweigh` when a document says more of an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from math import exp, fsum, log
from typing import NamedTuple

from translit.evidence import Candidate, Stage, Step
from translit.pairs.alignment import leftovers
from translit.pairs.log_odds import TOLERANCE, log_odds
from translit.pairs.priors import WEAK
from translit.record import record, replace
from translit.resolve.rank import best_of_each, nearest_first
from translit.resolve.reasons import contributions_of, more_steps, reweighed, steps_of
from translit.resolve.scored import ScoredCandidate, Term
from translit.results import Match, Status

# The least that "none of these" keeps of an answer whose candidates' scores were rounded.
MIN_NONE_OF_THESE = 1e-6
MAX_NATS = 30.0  # log-odds of a share of the odds that is all of them, or nothing
# Scores that differ by less are no better one than the other: so far were whole answers off in
# `benchmarks/calibration.py`, today .050. Of such guesses the one written most like the query is
# first.
SCORE_RESOLUTION = 0.08
ROUNDING = 1e-3  # what a score that was rounded to four digits may lack


class Thresholds(NamedTuple):
    """The scores from which on a mode decides.

    `matched`: of the best candidate among all. `ambiguous`: of the best candidate alone, the others
    not considered.
    """

    matched: float
    ambiguous: float


# Of 3,000 names that are on no list (nobody.tsv of training/) 0.4 % come out as one of the 8,293 of
# OFAC's list at 0.75, 0.3 % at 0.8, 0.9 % at 0.5. A bare family name of a list of one's own has
# 0.62 as a rule: possible, and not decided.
THRESHOLDS = {
    "strict": Thresholds(0.9, 0.75),
    "balanced": Thresholds(0.75, 0.6),
    "lenient": Thresholds(0.51, 0.35),
}


# A candidate with half of the probability is no likelier than all others together; and a weak alias
# has it.
MIN_THRESHOLD = 0.5

# The mode by which names of a text are context for each other, whatever mode decides in the end:
# the document is read in one way, so that a stricter mode finds nothing that a laxer one does not.
IN_TEXT = "balanced"


class FuzzyInText(float, Enum):
    """The scores that a fuzzy look-up needs in running text, where other words are similar by
    chance.

    Priors, set on the texts of `tests/texts`.
    """

    CONFIRMABLE = 0.5  # of several words: the context may confirm it
    WORD = 0.7  # of one word: the context needs to say no more of it than of a name that is listed
    MULTIWORD = 0.8  # a place or an organisation of several words
    CASELESS = 0.9  # a name in a script without capitals, which tell names from words


@record
class Settings:
    """How a `Normalizer` decides.

    *limit*: how many candidates an answer holds. *mode*: "strict" (a false match is worse than a
    miss), "balanced" or "lenient" (a miss is worse). *threshold*: the score from which on a name is
    MATCHED, instead of the mode's: `translit evaluate` finds one for a precision. Raises ValueError
    for a limit below 1, an unknown mode or a threshold that is not above 0.5, at which another one
    is as likely, and at most 1.
    """

    limit: int = 10
    mode: str = "balanced"
    threshold: float | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"Settings.limit must be 1 or more, not {self.limit!r}")
        if self.mode not in THRESHOLDS:
            raise ValueError(f"Settings.mode must be one of {', '.join(THRESHOLDS)}, not {self.mode!r}")
        threshold = self.threshold
        if threshold is not None and not (
            isinstance(threshold, int | float) and MIN_THRESHOLD < threshold <= 1
        ):
            raise ValueError(
                f"Settings.threshold must be a number above {MIN_THRESHOLD} and at most 1, not {threshold!r}"
            )

    @property
    def thresholds(self) -> Thresholds:
        """The scores from which on a name is MATCHED or AMBIGUOUS."""
        of_mode = THRESHOLDS[self.mode]
        if self.threshold is None:
            return of_mode
        return Thresholds(self.threshold, min(self.threshold, of_mode.ambiguous))


def checked_settings(settings: Settings | None) -> Settings:
    """Return *settings*, by default those of `Settings()`. Raises TypeError for what is none."""
    if settings is None or isinstance(settings, Settings):
        return settings or Settings()
    hint = f": give Settings(mode={settings!r})" if isinstance(settings, str) else ""
    raise TypeError(f"settings must be a Settings, not {type(settings).__name__} {settings!r:.80}{hint}")


def decide(
    query: str,
    query_steps: tuple[Step, ...],
    found: Sequence[ScoredCandidate],
    settings: Settings,
    table_version: str,
) -> Match:
    """Return what came of a query: the best candidate of each entity, best first, and the status.

    A candidate's score is the probability that it is meant, not another one and not somebody
    outside the table: its odds among the odds of all, with odds of 1 for none of these. MATCHED
    when the best score reaches the mode's threshold; AMBIGUOUS when it does not, but the best
    candidate alone would be likely enough.
    """
    ranked = best_of_each(query, found)
    odds = [exp(candidate.log_odds) for candidate in ranked]
    total = 1 + fsum(odds)
    best_odds = odds[0] if odds else 0.0
    if len(ranked) > 1 and not is_match(best_odds / total, settings):
        ranked, odds = nearest_first(ranked, odds, SCORE_RESOLUTION * total)
    candidates: list[Candidate] = []
    for each, of in zip(ranked[: settings.limit], odds, strict=False):
        # the alignment of the best is at hand; the others are aligned again where somebody asks
        alignment = None if candidates else each.alignment
        candidates.append(
            Candidate.with_lazy_reasons(
                each.entity,
                each.alias,
                round(of / total, 4),
                each.stage,
                partial(steps_of, each.explain, each.terms, alignment),
                partial(
                    contributions_of,
                    each.contribute,
                    each.terms,
                    alignment,
                    -log(max(total - of, MIN_NONE_OF_THESE)),
                ),
                leftovers=(0, 0) if each.alignment is None else leftovers(each.alignment),
            )
        )
    return _answer(query, query_steps, tuple(candidates), best_odds, settings, table_version)


def _answer(
    query: str,
    query_steps: tuple[Step, ...],
    candidates: tuple[Candidate, ...],
    odds_alone: float,
    settings: Settings,
    table_version: str,
) -> Match:
    """Return the answer that *candidates*, best first, make; *odds_alone*: of the likeliest, others
    not considered.
    """
    best = candidates[0] if candidates else None
    status = _status(candidates, odds_alone, settings)
    return Match(
        query,
        status,
        best.entity if best is not None and status is Status.MATCHED else None,
        best.score if best is not None else 0.0,
        best.stage if best is not None and status is not Status.UNMATCHED else None,
        candidates,
        query_steps,
        table_version,
    )


def _status(candidates: Sequence[Candidate], odds_alone: float, settings: Settings) -> Status:
    if not candidates:
        return Status.UNMATCHED
    if is_match(candidates[0].score, settings):
        return Status.MATCHED
    likeliest = _likeliest(candidates)
    is_possible = odds_alone / (1 + odds_alone) >= _min_ambiguous(likeliest.stage, settings) - TOLERANCE
    return Status.AMBIGUOUS if is_possible else Status.UNMATCHED


def _likeliest(candidates: Sequence[Candidate]) -> Candidate:
    """Return the candidate with the highest score; the first one's may be a little lower."""
    return max(candidates, key=lambda candidate: candidate.score)


def is_match(score: float, settings: Settings) -> bool:
    """Whether a candidate with that *score* among all is the one that is meant."""
    return score >= settings.thresholds.matched


def is_evident(match: Match, level: FuzzyInText) -> bool:
    """Whether the best candidate of *match* is likely enough for a name in running text."""
    return match.score >= level


def in_text(settings: Settings) -> Settings:
    """Return the settings by which names of a text are context for each other."""
    as_read = replace(settings, mode=IN_TEXT, threshold=None)
    return settings if settings == as_read else as_read


def redecide(match: Match, before: Settings, after: Settings) -> Match:
    """Return *match*, which was decided by the thresholds of *before*, decided by those of
    *after*.
    """
    if before.thresholds == after.thresholds or not match.candidates:
        return match
    none_of_these = max(MIN_NONE_OF_THESE, 1 - fsum(candidate.score for candidate in match.candidates))
    alone = _likeliest(match.candidates).score / none_of_these * (1 + ROUNDING)
    status = _status(match.candidates, alone, after)
    return replace(
        match,
        status=status,
        entity=match.candidates[0].entity if status is Status.MATCHED else None,
        stage=None if status is Status.UNMATCHED else match.stage or match.candidates[0].stage,
    )


def as_unmatched(match: Match) -> Match:
    """Return *match* as the answer to a name of nobody in the table, with what it is similar to."""
    return replace(match, status=Status.UNMATCHED, entity=None, stage=None)


def _min_ambiguous(stage: Stage, settings: Settings) -> float:
    """Return the least probability of a candidate that is shown as possible.

    A spelling of the table may be meant, however weak; what is only similar must be likely.
    """
    least = settings.thresholds.ambiguous
    return least if stage is Stage.FUZZY else min(least, WEAK)


def reweigh(match: Match, terms: Sequence[Sequence[Term]], settings: Settings) -> Match:
    """Return *match* decided again after evidence of its surroundings was added.

    *terms*: for each candidate of the match, in its order, what the document says of it.
    """
    none_of_these = max(MIN_NONE_OF_THESE, 1 - fsum(candidate.score for candidate in match.candidates))
    weighed = [
        (
            log(max(candidate.score, MIN_NONE_OF_THESE) / none_of_these) + fsum(t.nats for t in of),
            candidate,
            of,
        )
        for candidate, of in zip(match.candidates, terms, strict=True)
    ]
    weighed.sort(key=lambda item: (-item[0], item[1].stage.rank, item[1].entity.id))
    odds = [exp(nats) for nats, _, _ in weighed]
    total = 1 + fsum(odds)
    candidates = tuple(
        Candidate.with_lazy_reasons(
            candidate.entity,
            candidate.alias,
            round(of / total, 4),
            candidate.stage,
            partial(more_steps, candidate, added),
            partial(reweighed, candidate, added, log_odds(of / total, limit=MAX_NATS)),
        )
        for (_, candidate, added), of in zip(weighed, odds, strict=True)
    )
    alone = odds[0] * (1 + ROUNDING) if odds else 0.0
    return _answer(match.query, match.query_steps, candidates, alone, settings, match.table_version)
