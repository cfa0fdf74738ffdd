"""Find names of places and organisations of several words in another spelling than the table's:
Lugansk People's Republics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from translit.evidence import Step
from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.resolve.decide import FuzzyInText, is_evident
from translit.results import Match
from translit.text.prefilter import FuzzyPrefilter
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tagging import CapitalizedRun, WordTag
from translit.writing.language_facts import language_facts

MAX_WORDS = 8  # of a name that is looked up
WORDS_PER_MISSING_WORD = 3  # words that a name needs for each word of its alias that it lacks
AND = "and"

_NUMBER = re.compile(r"[ \N{NO-BREAK SPACE}]\d{1,2}(?!\d)")
_NEW_TAGS = frozenset({WordTag.UNKNOWN, WordTag.ORDINARY})


def multiword_names(
    run: CapitalizedRun, normalize: Callable[[str], Match], prefilter: FuzzyPrefilter, lexicon: Lexicon
) -> list[tuple[int, int, NameSpan]]:
    """Return the multiword names of *run*, each as (first word, word after the last, span).

    Where two names share their last words, both are returned: Donetsk and Lugansk People's
    Republics.
    """
    names: list[tuple[int, int, NameSpan]] = []
    for start, end in _windows(run, prefilter, lexicon):
        if any(start < after and before < end for before, after, _ in names):
            continue
        window = _lookup_window(run, start, end, normalize, prefilter, lexicon)
        if window is None:
            continue
        names.append((start, end, window))
        before = start - 2
        if (
            before >= 0
            and run.tags[before] is WordTag.NAME
            and run.words[start - 1].key == AND
            and start + 1 < end
        ):
            other = _shared_head(run, before, run.surface(start + 1, end), normalize)
            if other is not None:
                names.append((before, before + 1, other))
    return names


def is_partial(run: CapitalizedRun, end: int, match: Match, words: int) -> bool:
    """Whether the name that ends before word *end* is only part of another one: it has words that
    its alias lacks, lacks many words of it, or a number follows.

    Crimean Tatar is not the Crimean Tatar Mejlis, Nord Stream 2 not Nord Stream.
    """
    added, missing = match.candidates[0].leftovers
    return added > 0 or missing * WORDS_PER_MISSING_WORD > words or has_number_after(run, end)


def has_number_after(run: CapitalizedRun, end: int) -> bool:
    """Whether a number of one or two digits follows the name that ends before word *end*."""
    return _NUMBER.match(run.text, run.words[end - 1].end) is not None


def _windows(run: CapitalizedRun, prefilter: FuzzyPrefilter, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of adjacent words that each stand in some name of the table, and of which
    at least one belongs to no name that was found by its key.
    """
    start, count = 0, len(run.tags)
    while start < count:
        end = start
        while (
            end < count
            and run.words[end].key not in lexicon.given_names
            and _may_stand_in_name(run, end, start, prefilter)
        ):
            end += 1
        while end > start and run.is_lowercase(end - 1):
            end -= 1
        inside = range(start, end)
        has_table_word = any(
            run.tags[at] is WordTag.NAME or run.words[at].key in lexicon.words for at in inside
        )
        starts = [start, *(at + 1 for at in inside[1:-2] if run.words[at].key == AND)]
        for begin in (start, starts[-1]) if len(starts) > 1 else starts:
            is_new = any(run.tags[at] in _NEW_TAGS and not run.is_lowercase(at) for at in range(begin, end))
            if is_new and has_table_word and 2 <= end - begin <= MAX_WORDS and not run.is_lowercase(begin):
                yield begin, end
        start = max(end, start + 1)


def _may_stand_in_name(run: CapitalizedRun, at: int, start: int, prefilter: FuzzyPrefilter) -> bool:
    word = run.words[at]
    if run.tags[at] is WordTag.TITLE or "\n" in word.before or "," in word.before:
        return False
    if run.is_lowercase(at):
        return at > start and word.key in language_facts().connectors
    if at == start and run.tags[at] is WordTag.ORDINARY:
        return False
    return prefilter.has_token(word.key + "s" * word.is_possessive)


def _lookup_window(
    run: CapitalizedRun,
    start: int,
    end: int,
    normalize: Callable[[str], Match],
    prefilter: FuzzyPrefilter,
    lexicon: Lexicon,
) -> NameSpan | None:
    """Look up words [start, end) as one name of a place or an organisation."""
    surface = run.surface(start, end)
    if not prefilter.may_match(parse_name(surface, lexicon, kind=Kind.ORG), _is_lacking):
        return None
    match = normalize(surface)
    if (
        not match
        or not is_evident(match, FuzzyInText.MULTIWORD)
        or match.candidates[0].entity.kind is Kind.PERSON
    ):
        return None
    if is_partial(run, end, match, end - start):
        return None
    return NameSpan(
        run.words[start].start,
        run.words[end - 1].end,
        surface,
        SpanStatus.RESOLVED,
        match,
        run.words[end - 1].key,
    )


def _is_lacking(_: str) -> bool:
    """Whether a name may lack a word: none of a place or an organisation, see `is_partial`."""
    return False


def _shared_head(
    run: CapitalizedRun, at: int, tail: str, normalize: Callable[[str], Match]
) -> NameSpan | None:
    """Look up word *at* together with the *tail* that it shares with the name after it."""
    word = run.words[at]
    surface = run.surface(at, at + 1)
    match = normalize(f"{surface} {tail}")
    if not match or not is_evident(match, FuzzyInText.MULTIWORD):
        return None
    step = Step("the words behind belong to both", surface, match.query)
    match = replace(match, query=surface, query_steps=(step, *match.query_steps))
    return NameSpan(word.start, word.end, surface, SpanStatus.RESOLVED, match, word.key)
