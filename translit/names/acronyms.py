"""An acronym that stands beside the name it is of: World Health Organization (WHO)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

MIN_LETTERS = 3
MAX_TOKENS = 3  # of one acronym: ISIL-K
MAX_WORDS = 24  # that one acronym stands for, of and the counted


def acronym_beside(tokens: Sequence[str], function_words: Collection[str]) -> tuple[int, int] | None:
    """Return the start and the end of the acronym among *tokens* whose words stand beside it, or
    None.

    >>> acronym_beside(["world", "health", "organization", "who"], ())
    (3, 4)
    >>> acronym_beside(["doctors", "who"], ())

    *function_words*: those that may give it a letter or none: the, of. The words are read away
    from the acronym, and no further than they give its letters: the work is linear in *tokens*.
    """
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + MAX_TOKENS, len(tokens)) + 1):
            letters = "".join(tokens[start:end])
            if len(letters) < MIN_LETTERS:
                continue
            before = (tokens[at] for at in range(start - 1, -1, -1))
            behind = (tokens[at] for at in range(end, len(tokens)))
            if _give(before, letters[::-1], function_words) or _give(behind, letters, function_words):
                return start, end
    return None


def _give(words: Iterable[str], letters: str, function_words: Collection[str]) -> bool:
    """Whether some first *words* begin with *letters*, one each, in turn; *function_words* may be
    skipped.
    """
    ends = {0}  # how many letters the words so far may account for
    for count, word in enumerate(islice(words, MAX_WORDS), start=1):
        advanced = {at + 1 for at in ends if letters[at : at + 1] == word[0]}
        ends = advanced | ends if word in function_words else advanced
        if not ends:
            return False
        if count >= MIN_LETTERS and len(letters) in ends:
            return True
    return False
