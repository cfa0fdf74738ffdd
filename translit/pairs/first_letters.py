"""How unlike the first letters of two tokens are: Putin is not Lutin, and Hissene is Issene."""

from __future__ import annotations

from translit.pairs.relations import MAX_SHORT, Pair
from translit.writing.sound import VOWELS, is_kindred_initial, skeleton
from translit.writing.spelling import top_romanizations

READINGS = 3  # of a token of another script
EXTRA_CONSONANT = 0.5  # what one at the beginning counts, beside another consonant: Frankel, Rankel


def first_letter_dissimilarity(pair: Pair) -> float:
    """Return how unlike the beginnings of a pair are, 0 to 1.

    1: consonants that are not kindred; 0.5: one has a consonant more. The nearest of the readings
    counts, where the query's token is in another script.
    """
    query, alias = pair.query, pair.alias
    found = _dissimilarity(query.token, alias.token)
    if found and query.native and not alias.native:
        for reading in top_romanizations(query.native, READINGS):
            if reading:
                found = min(found, _dissimilarity(reading, alias.token))
    return found


def _dissimilarity(x: str, y: str) -> float:
    a, b = x[0], y[0]
    if (
        (a == b and max(len(x), len(y)) > MAX_SHORT)
        or skeleton(x)[0] == skeleton(y)[0]
        or is_kindred_initial(a, b)
        or is_kindred_initial(b, a)
    ):
        return 0.0
    return EXTRA_CONSONANT if a in VOWELS or b in VOWELS or x[1:] == y or y[1:] == x else 1.0
