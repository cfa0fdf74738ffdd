"""Names against names: which of one list are which of another."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import inf
from typing import NamedTuple

from translit.evidence import POSSIBLE_SCORE
from translit.index.build import build
from translit.model import Alias, Entity, Kind, is_too_long
from translit.names.kinds import guess_kind
from translit.names.vocabulary import Vocabulary
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings, reweigh
from translit.resolve.scored import Term
from translit.results import Match, Status
from translit.writing.keys import key

MIN_CANDIDATES = 10  # of a name that may be its partner if each can have only one
TAKEN = Term(-inf)  # a candidate that another row has taken, of rows that are used once


class Joined(NamedTuple):
    """A row of the left list and the row of the right one that it goes with, None if there is none;
    the score of the pair.
    """

    left: int
    right: int | None
    score: float | None
    status: Status | None  # None: there was no name


def join_names(
    left: Sequence[str | None],
    right: Sequence[str | None],
    vocabulary: Vocabulary,
    *,
    best: int = 1,
    one_to_one: bool = False,
    kind: Kind | None = None,
    mode: str = "balanced",
    workers: int = 1,
    progress: bool = False,
) -> list[Joined]:
    """Return for each name of *left*, in order, the rows of *right* that are it, best first; at
    least one `Joined` for each.

    Names of *right* with one key (KYIV, Kyiv) are one candidate with several rows. See
    `translit.join`.
    """
    settings = Settings(limit=max(best, MIN_CANDIDATES), mode=mode)
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(right):
        if name is not None and not is_too_long(name) and key(name):
            rows.setdefault(key(name), []).append(row)
    listed = list(rows.values())
    entities = (
        _entity(number, [right[row] or "" for row in same], vocabulary, kind)
        for number, same in enumerate(listed)
    )
    n = Normalizer(build(entities, vocabulary), vocabulary.lexicon, settings)
    names = [name for name in left if name is not None]
    answers = iter(n.normalize_many(names, kind=kind, workers=workers, progress=progress))
    matches = [None if name is None else next(answers) for name in left]
    if one_to_one:
        return _assigned(matches, listed, settings)
    return [joined for row, match in enumerate(matches) for joined in _best(row, match, listed, best)]


def _entity(number: int, names: Iterable[str], vocabulary: Vocabulary, kind: Kind | None) -> Entity:
    first, *others = dict.fromkeys(names)
    return Entity(
        str(number), first, kind or guess_kind(first, vocabulary.lexicon), aliases=tuple(map(Alias, others))
    )


def _best(row: int, match: Match | None, listed: Sequence[Sequence[int]], best: int) -> list[Joined]:
    """Return the rows that the *best* candidates of an answer have; if one is wanted, those of the
    one that is meant.
    """
    if match is None:
        return [Joined(row, None, None, None)]
    wanted = match.candidates[:best] if match or (best > 1 and match.status is Status.AMBIGUOUS) else ()
    found = [
        Joined(row, other, candidate.score, match.status)
        for candidate in wanted
        if candidate.score >= POSSIBLE_SCORE
        for other in listed[int(candidate.entity.id)]
    ]
    return found or [Joined(row, None, match.score, match.status)]


def _assigned(
    matches: Sequence[Match | None], listed: Sequence[Sequence[int]], settings: Settings
) -> list[Joined]:
    """Give each row of one list at most one of the other, the surest pairs first.

    A row whose candidates are taken by others is decided again without them: J. Smith, who may be
    John or Jane, is Jane when John Smith has taken John.
    """
    free = {number: list(rows) for number, rows in enumerate(listed)}
    waiting = {
        row: match
        for row, match in enumerate(matches)
        if match is not None and match.status is not Status.UNMATCHED
    }
    assigned: dict[int, Joined] = {}
    while waiting:
        remaining = {row: _without_taken(match, free, settings) for row, match in waiting.items()}
        offers = [(-match.score, row, _number(match)) for row, match in remaining.items() if match]
        used_up: set[int] = set()
        for _, row, number in sorted(offers):
            if number not in used_up:
                score = remaining[row].score
                assigned[row] = Joined(row, free[number].pop(0), score, Status.MATCHED)
                del waiting[row]
                if not free[number]:
                    del free[number]
                    used_up.add(number)
        if not used_up:  # no candidate of another row is taken
            break
    return [assigned.get(row) or _left_over(row, match) for row, match in enumerate(matches)]


def _number(match: Match) -> int:
    """Return the number of the names that the best candidate of an answer stands for."""
    return int(match.candidates[0].entity.id)


def _without_taken(match: Match, free: Container[int], settings: Settings) -> Match:
    """Return *match* decided without the candidates that are not *free*."""
    is_free = [int(candidate.entity.id) in free for candidate in match.candidates]
    if all(is_free):
        return match
    return reweigh(match, [() if of else (TAKEN,) for of in is_free], settings)


def _left_over(row: int, match: Match | None) -> Joined:
    if match is None:
        return Joined(row, None, None, None)
    return Joined(row, None, match.score, Status.UNMATCHED if match else match.status)
