"""Spellings that a list lacks, out of a column of names or of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from translit.evidence import Candidate, Stage
from translit.normalizer import Normalizer
from translit.results import Match, Status

CONTEXT = 40  # characters on each side of a name in a text
UNLISTED = (Stage.VARIANT, Stage.FUZZY)  # found though the list lacks the spelling


class Suggestion(NamedTuple):
    """A spelling that may be a name of somebody in the list; nobody: a name that may be missing.

    `rows`: how often it is there; `context`: the first place, in a text.
    """

    spelling: str
    rows: int
    candidate: Candidate | None
    status: Status
    context: str = ""


def of_names(counts: Counter[str], n: Normalizer, least: int = 1) -> list[Suggestion]:
    """Return what the names of a column suggest, each with how often it is there."""
    names = [name for name, count in counts.items() if count >= least]
    matches = n.normalize_many(names)
    found = [(name, match, "") for name, match in zip(names, matches, strict=True)]
    return _sorted(found, counts)


def of_texts(texts: Iterable[str], n: Normalizer, least: int = 1) -> list[Suggestion]:
    """Return what the names in running texts suggest, each with its first place."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, Match, str]] = {}
    for text in texts:
        for mention in n.find(text, unknown=True):
            counts[mention.surface] += 1
            if mention.surface not in first:
                around = text[max(0, mention.start - CONTEXT) : mention.end + CONTEXT]
                first[mention.surface] = (mention.surface, mention.match, " ".join(around.split()))
    return _sorted([of for name, of in first.items() if counts[name] >= least], counts)


def _sorted(found: Iterable[tuple[str, Match, str]], counts: Counter[str]) -> list[Suggestion]:
    suggestions = [each for of in found for each in _suggested(*of, counts[of[0]])]
    return sorted(suggestions, key=lambda each: (-each.rows, each.spelling))


def _suggested(spelling: str, match: Match, context: str, count: int) -> Iterator[Suggestion]:
    """Yield what a name suggests: nothing if the list has the spelling."""
    if match.status is Status.UNMATCHED:
        yield Suggestion(spelling, count, None, match.status, context)
    elif match.candidates and match.candidates[0].stage in UNLISTED:
        yield Suggestion(spelling, count, match.candidates[0], match.status, context)
