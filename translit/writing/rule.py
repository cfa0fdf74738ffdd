"""A context rule of a transliteration scheme."""

from __future__ import annotations

from dataclasses import dataclass

Neighbours = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """*source* letters become *target* where the neighbours fit.

    `after`, `before`, `not_after`, `not_before` are alternatives; each is a run of neighbouring
    letters, and each letter of it is given as the set it must be one of. "^" before an after-run is
    a word's beginning, "$" behind a before-run a word's end. No alternative asks nothing.
    """

    source: str
    target: str
    after: Neighbours = ()
    before: Neighbours = ()
    not_after: Neighbours = ()
    not_before: Neighbours = ()
