"""An acronym that stands beside the name it is of: World Health Organization (WHO)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

MIN_LETTERS = 3
MAX_TOKENS = 3  # of one acronym: ISIL-K


def acronym_beside(tokens: Sequence[str], function_words: Collection[str]) -> tuple[int, int] | None:
    """Return the start and the end of the acronym among *tokens* whose words stand beside it, or
    None.

    >>> acronym_beside(["world", "health", "organization", "who"], ())
    (3, 4)
    >>> acronym_beside(["doctors", "who"], ())

    *function_words*: those that may give it a letter or none: the, of.
    """
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + MAX_TOKENS, len(tokens)) + 1):
            letters = "".join(tokens[start:end])
            if len(letters) < MIN_LETTERS:
                continue
            before = any(_begin(tokens[at:start], letters, function_words) for at in range(start))
            if before or any(
                _begin(tokens[end:at], letters, function_words) for at in range(len(tokens), end, -1)
            ):
                return start, end
    return None


def _begin(words: Sequence[str], letters: str, function_words: Collection[str]) -> bool:
    """Whether *words* begin with *letters*, one each, in turn; *function_words* may be skipped."""
    if len(words) < MIN_LETTERS:
        return False
    ends = {0}  # how many letters the words so far may account for
    for word in words:
        advanced = {at + 1 for at in ends if letters[at : at + 1] == word[0]}
        ends = advanced | ends if word in function_words else advanced
    return len(letters) in ends
