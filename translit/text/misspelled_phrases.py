"""Find names of places and organisations of several words with one letter wrong: Untied Nations."""

from __future__ import annotations

from collections.abc import Iterator

from translit.text.misspelled import Misspellings
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tagging import CapitalizedRun, WordTag

MAX_WORDS = 8  # of a name that is looked up
DIVIDERS = frozenset("\n&,.;:()/")  # between two words that are of no one name


def misspelled_phrases(
    run: CapitalizedRun, misspellings: Misspellings
) -> Iterator[tuple[int, int, NameSpan]]:
    """Yield the names of *run* of which one word has a letter wrong, each as (first word, word
    after the last, span), the longest at each place.
    """
    count = len(run.words)
    written = [run.text[word.start : word.end] + "s" * word.is_possessive for word in run.words]
    unknown: dict[int, bool] = {}

    def is_slip(at: int) -> bool:
        if at not in unknown:
            is_known = at < len(run.tags) and run.tags[at] is not WordTag.UNKNOWN
            unknown[at] = (
                not is_known
                and misspellings.may_be_slip(written[at])
                and not misspellings.is_word_of_names(written[at])
            )
        return unknown[at]

    end = 0
    inside = {at for span in run.spans for at in range(span.start + 1, span.end)}
    for start in range(len(run.tags)):
        if start < end or start in inside or run.is_lowercase(start) or start + 1 == count:
            continue
        sizes = misspellings.sizes(written[start], is_slip=is_slip(start))
        for size in range(min(MAX_WORDS, count - start), 1, -1):
            if not sizes >> size & 1 or any(
                DIVIDERS & set(word.before) for word in run.words[start + 1 : start + size]
            ):
                continue
            slips = [at for at in range(start, start + size) if is_slip(at)]
            if len(slips) != 1:
                continue
            span = _span(run, start, start + size, written, slips[0] - start, misspellings)
            if span is not None:
                end = start + size
                yield start, end, span
                break


def _span(
    run: CapitalizedRun, start: int, end: int, written: list[str], slip: int, misspellings: Misspellings
) -> NameSpan | None:
    """Return words [start, end) as a name of which word *slip* has a letter wrong; None if they are
    none.
    """
    surface = run.surface(start, end)
    match = misspellings.of_phrase(surface, written[start:end], slip)
    if match is None:
        return None
    first, last = run.words[start], run.words[end - 1]
    return NameSpan(
        first.start, last.end, surface, SpanStatus.NEEDS_CONTEXT, match, last.key, ("misspelled_full",)
    )
