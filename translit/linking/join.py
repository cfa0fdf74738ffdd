"""Names against names: which of one list are which of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from translit.index.build import build
from translit.linking.blocking import guess_kind
from translit.model import Alias, Entity, Kind
from translit.names.vocabulary import Vocabulary
from translit.normalizer import Normalizer
from translit.resolve.decide import THRESHOLDS, Settings
from translit.results import Match, Status
from translit.writing.keys import key

LEAST = 0.05  # score of a candidate that is one of the best k
CANDIDATES = 10  # of a name, at least, that may get it if each can have only one


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
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(right):
        if name is not None and key(name):
            rows.setdefault(key(name), []).append(row)
    listed = list(rows.values())
    entities = (
        _entity(number, [right[row] or "" for row in same], vocabulary, kind)
        for number, same in enumerate(listed)
    )
    settings = Settings(limit=max(best, CANDIDATES), mode=mode)
    n = Normalizer(build(entities, vocabulary), vocabulary.lexicon, settings)
    asked = [name for name in left if name is not None]
    answers = iter(n.normalize_many(asked, kind=kind, workers=workers, progress=progress))
    matches = [None if name is None else next(answers) for name in left]
    if one_to_one:
        return _assigned(matches, listed, THRESHOLDS[mode][0])
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
        if candidate.score >= LEAST
        for other in listed[int(candidate.entity.id)]
    ]
    return found or [Joined(row, None, match.score, match.status)]


def _assigned(matches: Sequence[Match | None], listed: Sequence[Sequence[int]], least: float) -> list[Joined]:
    """Give each row of one list at most one of the other, the surest pairs first.

    What a taken candidate had of the probability goes to those that are left and to nobody, in
    their proportion: J. Smith, who may be John or Jane, is Jane when John Smith has taken John.
    """
    free = {number: list(rows) for number, rows in enumerate(listed)}
    open_rows = {
        row: match
        for row, match in enumerate(matches)
        if match is not None and match.status is not Status.UNMATCHED
    }
    given: dict[int, Joined] = {}
    while open_rows:
        offers = []
        for row, match in open_rows.items():
            shares = _shares(match, free)
            if shares:
                number, score = max(shares.items(), key=lambda item: (item[1], -item[0]))
                if score >= least:
                    offers.append((-score, row, number))
        taken: set[int] = set()
        for score, row, number in sorted(offers):
            if number not in taken:
                given[row] = Joined(row, free[number].pop(0), round(-score, 4), Status.MATCHED)
                del open_rows[row]
                if not free[number]:
                    del free[number]
                    taken.add(number)
        if not taken:  # nothing that another wants is gone
            break
    return [given.get(row) or _left_over(row, match) for row, match in enumerate(matches)]


def _shares(match: Match, free: Mapping[int, object]) -> dict[int, float]:
    """Return how likely each candidate that is free is meant if those that are not free are not."""
    scores = {int(candidate.entity.id): candidate.score for candidate in match.candidates}
    nobody = max(0.0, 1 - sum(scores.values()))
    left = {number: score for number, score in scores.items() if number in free}
    total = sum(left.values()) + nobody
    return {number: score / total for number, score in left.items()} if total else {}


def _left_over(row: int, match: Match | None) -> Joined:
    if match is None:
        return Joined(row, None, None, None)
    return Joined(row, None, match.score, Status.UNMATCHED if match else match.status)
