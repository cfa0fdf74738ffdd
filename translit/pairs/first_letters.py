"""How unlike the first letters of two tokens are: Putin is not Lutin, and Hissene is Issene."""

from __future__ import annotations

from translit.pairs.relations import MAX_SHORT
from translit.writing.sound import VOWELS, is_kindred_initial, skeleton

EXTRA_CONSONANT = 0.5  # what one at the beginning counts, beside another consonant: Frankel, Rankel


def token_first_letter_dissimilarity(x: str, y: str) -> float:
    """Return how unlike the beginnings of two Latin tokens are, 0 to 1.

    1: consonants that are not kindred; 0.5: one has a consonant more.
    """
    a, b = x[0], y[0]
    if (
        (a == b and max(len(x), len(y)) > MAX_SHORT)
        or skeleton(x)[0] == skeleton(y)[0]
        or is_kindred_initial(a, b)
        or is_kindred_initial(b, a)
    ):
        return 0.0
    return EXTRA_CONSONANT if a in VOWELS or b in VOWELS or x[1:] == y or y[1:] == x else 1.0
