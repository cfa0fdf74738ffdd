"""Names of places and organisations of several words that no key of the table is: Lugansk People's
Republics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.results import Match, Step
from translit.text.prefilter import Gate
from translit.text.spans import Found, Sort
from translit.text.tagging import Job, Run

MOST_WORDS = 8  # of a name that is looked up
WORDS_OF_MISSING = 3  # words that it has for each word of its alias that it lacks
SURE = 0.8  # score from which on it is one
CONNECTORS = frozenset({"of", "the", "for", "and", "de", "du", "des", "la", "le"})
AND = "and"

_NUMBER = re.compile(r"[ \N{NO-BREAK SPACE}]\d{1,2}(?!\d)")
_NEW = frozenset({Job.UNKNOWN, Job.ORDINARY})


def long_names(
    run: Run, normalize: Callable[[str], Match], gate: Gate, lexicon: Lexicon
) -> list[tuple[int, int, Found]]:
    """Return the names that *run* has, each with its first word and the one behind its last.

    Where two of them share their last words, both are told: Donetsk and Lugansk People's Republics.
    """
    found: list[tuple[int, int, Found]] = []
    for start, end in _windows(run, gate, lexicon):
        if any(start < after and before < end for before, after, _ in found):
            continue
        whole = _whole(run, start, end, normalize, gate, lexicon)
        if whole is None:
            continue
        found.append((start, end, whole))
        before = start - 2
        if (
            before >= 0
            and run.jobs[before] is Job.NAME
            and run.words[start - 1].key == AND
            and start + 1 < end
        ):
            other = _sharing(run, before, run.surface(start + 1, end), normalize)
            if other is not None:
                found.append((before, before + 1, other))
    return found


def is_fragment(run: Run, end: int, match: Match, words: int) -> bool:
    """Whether a match by likeness lacks words of its alias or has more, or a number follows that
    makes another thing of it.

    Crimean Tatar is not the Crimean Tatar Mejlis, Nord Stream 2 not Nord Stream.
    """
    told = [step.name for step in match.candidates[0].steps if not step.note]
    is_more = "only in the query" in told
    return is_more or told.count("only in the alias") * WORDS_OF_MISSING > words or is_numbered(run, end)


def is_numbered(run: Run, end: int) -> bool:
    """Whether a number of one or two digits stands behind a name that ends before word *end*."""
    return _NUMBER.match(run.text, run.words[end - 1].end) is not None


def _windows(run: Run, gate: Gate, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the words, side by side, that all stand in names of the table, though not in one that
    the text has letter by letter.
    """
    start, count = 0, len(run.jobs)
    while start < count:
        end = start
        while (
            end < count and run.words[end].key not in lexicon.given_names and _is_known(run, end, start, gate)
        ):
            end += 1
        while end > start and run.is_small(end - 1):
            end -= 1
        inside = range(start, end)
        is_telling = any(run.jobs[at] is Job.NAME or run.words[at].key in lexicon.words for at in inside)
        begins = [start, *(at + 1 for at in inside[1:-2] if run.words[at].key == AND)]
        for begin in (start, begins[-1]) if len(begins) > 1 else begins:
            is_new = any(run.jobs[at] in _NEW and not run.is_small(at) for at in range(begin, end))
            if is_new and is_telling and 2 <= end - begin <= MOST_WORDS and not run.is_small(begin):
                yield begin, end
        start = max(end, start + 1)


def _is_known(run: Run, at: int, start: int, gate: Gate) -> bool:
    word = run.words[at]
    if run.jobs[at] is Job.TITLE or "\n" in word.before or "," in word.before:
        return False
    if run.is_small(at):
        return at > start and word.key in CONNECTORS
    if at == start and run.jobs[at] is Job.ORDINARY:
        return False
    return gate.is_known(word.key + "s" * word.is_owner)


def _whole(
    run: Run, start: int, end: int, normalize: Callable[[str], Match], gate: Gate, lexicon: Lexicon
) -> Found | None:
    surface = run.surface(start, end)
    if not gate.is_like(parse_name(surface, lexicon, kind=Kind.ORG)):
        return None
    match = normalize(surface)
    if not match or match.score < SURE or match.candidates[0].entity.kind is Kind.PERSON:
        return None
    if is_fragment(run, end, match, end - start):
        return None
    return Found(
        run.words[start].start, run.words[end - 1].end, surface, Sort.SURE, match, run.words[end - 1].key
    )


def _sharing(run: Run, at: int, tail: str, normalize: Callable[[str], Match]) -> Found | None:
    """Return a word as the name that it is with the *tail* of the name behind it."""
    word = run.words[at]
    surface = run.surface(at, at + 1)
    match = normalize(f"{surface} {tail}")
    if not match or match.score < SURE:
        return None
    step = Step("the words behind belong to both", surface, match.query)
    match = replace(match, query=surface, steps=(step, *match.steps))
    return Found(word.start, word.end, surface, Sort.SURE, match, word.key)
