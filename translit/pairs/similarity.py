"""How similar two tokens in Latin letters are: by letters, by sound, by what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from translit.names.compounds import divided
from translit.names.endings import stems
from translit.packaged import read_json
from translit.writing.sound import sound

# tokens less similar than this are not paired: at random, half of the letters of two short tokens
# agree
MIN_SIMILARITY = 0.5
SAME_SOUND = 0.97  # how similar tokens of one sound are
SWAP_COST = 0.6  # letters that a swap of neighbours counts as
GLUED_ARTICLES = ("al", "el")
MIN_WITH_ARTICLE = 6  # letters of a token that may begin with one: Alrawi, Rawi
WITHOUT_ARTICLE_SIMILARITY = 0.92  # how similar tokens are of which one has it


def compound_similarity(x: str, y: str) -> float:
    """Return how similar two tokens are; of compounds of Arabic origin what they are made of, an
    article of one of them left out.
    """
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    if made_x and made_x == made_y:
        return token_similarity(of_x, of_y)
    similarity = token_similarity(x, y)
    for longer, shorter in ((x, y), (y, x)):
        if (
            longer.startswith(GLUED_ARTICLES)
            and len(longer) >= MIN_WITH_ARTICLE
            and longer[:2] != shorter[:2]
        ):
            similarity = max(similarity, token_similarity(longer[2:], shorter) * WITHOUT_ARTICLE_SIMILARITY)
    return similarity


def token_similarity(x: str, y: str) -> float:
    """Return how similar two tokens are, 0 to 1: by letters or by sound, whichever is more.

    By letters a swap of neighbours is less than one error: other names seldom differ so. By sound
    an edit costs what was learned: vowels for each other less than a letter.
    """
    sound_x, sound_y = sound(x), sound(y)
    if sound_x == sound_y:
        return SAME_SOUND
    phonetic_similarity = OSA.normalized_similarity(sound_x, sound_y)
    spelling_similarity = OSA.normalized_similarity(x, y)
    if len(x) == len(y) and spelling_similarity >= MIN_SIMILARITY:
        spelling_similarity += (1 - SWAP_COST) * (Levenshtein.distance(x, y) - OSA.distance(x, y)) / len(x)
    if phonetic_similarity >= MIN_SIMILARITY:
        phonetic_similarity = max(
            phonetic_similarity, 1 - sound_cost(sound_x, sound_y) / max(len(sound_x), len(sound_y))
        )
    return max(spelling_similarity, phonetic_similarity * SAME_SOUND)


def may_be_similar(x: str, y: str) -> bool:
    """Whether two tokens may have a similarity of `MIN_SIMILARITY`: neither by letters nor by sound
    is one twice as long as the other and longer.
    """
    if len(x) <= 2 * len(y) and len(y) <= 2 * len(x):
        return True
    of_x, of_y = len(sound(x)), len(sound(y))
    return of_x <= 2 * of_y and of_y <= 2 * of_x


def similar_tokens(x: str, tokens: Sequence[str]) -> set[str]:
    """Return those of *tokens* that `token_similarity` may give `MIN_SIMILARITY` or more, found all
    at once: half of the letters agree, or half of the sounds.
    """
    found = {token for token, _, _ in _most_similar(x, tokens)}
    found.update(tokens[at] for _, _, at in _most_similar(sound(x), list(map(sound, tokens))))
    return found


def _most_similar(x: str, texts: Sequence[str]) -> list[tuple[str, float, int]]:
    """Return those of *texts* of whose letters half agree with *x*, with their places."""
    return extract(x, texts, scorer=OSA.normalized_similarity, limit=None, score_cutoff=MIN_SIMILARITY)


def letter_edits(x: str, y: str) -> int:
    """Return by how many letters two words differ; two neighbours in turn are one.

    >>> letter_edits("kyiv", "kiyv"), letter_edits("kyiv", "kiev")
    (1, 2)
    """
    return OSA.distance(x, y)


def stem_dissimilarity(x: str, y: str) -> float:
    """Return how unlike two tokens are, 0 to 1, before an ending that many family names have; 0 if
    they share none.
    """
    shared = stems(x, y)
    return OSA.normalized_distance(*shared) if shared else 0.0


def letter_dissimilarity(x: str, y: str) -> float:
    """Return how unlike two tokens are by letters, 0 to 1, however they sound."""
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    return (
        OSA.normalized_distance(of_x, of_y) if made_x and made_x == made_y else OSA.normalized_distance(x, y)
    )


class EditPrices:
    """What it costs, in letters, that one letter of a sound stands for another; read when first
    asked.
    """

    @cached_property
    def of(self) -> dict[str, float]:
        """The price of each edit, as `edits` writes it."""
        learned: dict[str, Any] = read_json("edits.json")  # learned by training/learn_edits.py
        return dict(learned["prices"])


BUILTIN = EditPrices()  # of the package


def sound_cost(x: str, y: str) -> float:
    """Return what the edits cost that lead from one sound to another, in letters."""
    prices = BUILTIN.of
    return sum(prices.get(edit, 1.0) for edit in edits(x, y))


def edits(x: str, y: str) -> list[str]:
    """Return the fewest edits that lead from one token to the other: two letters for each other, in
    their order, or one more.

    >>> edits("umar", "omr")
    ['ou', 'a']
    """
    found = []
    for operation in Levenshtein.editops(x, y):
        kind, i, j = operation.tag, operation.src_pos, operation.dest_pos
        found.append(
            (x[i] + y[j] if x[i] < y[j] else y[j] + x[i])
            if kind == "replace"
            else x[i]
            if kind == "delete"
            else y[j]
        )
    return found
