"""The spellings of a table that a query may be: tokens that are like its tokens, then the spellings that have most of them."""

from __future__ import annotations

from collections.abc import Sequence

from translit.language.lexicon import Lexicon
from translit.language.parts import Part, Role
from translit.matching.align import script_of_name, spell
from translit.matching.tokens import MIN_ALIKE, Spelled, relate
from translit.tables.index import Spelling
from translit.tables.retrieve import Wanted
from translit.tables.table import Table
from translit.tables.terms import ALL, EDITED, HEARD, SAME, glued, looked_up, pairs, readings, split

MAX_WORDS = 12  # of a query that are looked up
NEAR = 1  # distance of terms.near_terms up to which a token is likely a misspelling of the query's
ALIKE = 3  # readings of a token that are looked up by groups of letters
LEAST_SHARE = (0.6, 0.1)  # of the best row's weight, at first and by groups of letters; benchmarks/accuracy.py: what is retrieved
MAX_ALIKE = 40  # tokens that share groups of letters with a Latin token and are compared with it, those that share most
JOINED = 0.7  # how like a row is whose glued tokens have the skeleton of the query's


def candidates(
    parts: Sequence[Part], index: Table, lexicon: Lexicon, limit: int, *, by_grams: bool
) -> tuple[list[Spelling], Spelled]:
    """Return up to *limit* spellings that share most with *parts*, best first, and what the spelling model said of their tokens.

    *by_grams*: look for tokens that sound alike, share groups of letters or are glued even where others are one letter away; slower,
    and needed for what is spelled unlike anything in the table, or in another script than Latin. A token weighs as much as it is rare in the table and like the query's.
    """
    spelled: Spelled = {}
    weights: dict[int, float] = {}
    words = looked_up(parts)[:MAX_WORDS]
    for word in (*words, *split(words)):
        read = readings(word, lexicon)
        near = index.near(read, ALL if by_grams else SAME + EDITED)
        if not near:
            near = index.near(read, HEARD)
        tokens = [token for _, token in near]
        if by_grams or not near or near[0][0] > NEAR:
            alike = index.alike(read[:ALIKE])
            tokens = list(dict.fromkeys((*tokens, *(alike if word.native else alike[:MAX_ALIKE]))))
        _weigh(word, tokens, index, lexicon, spelled, weights)
    joined: dict[int, float] = {}
    if by_grams:
        for both in pairs(words):
            same = [token for _, token in index.near((both.token,), SAME + HEARD)]
            _weigh(both, same, index, lexicon, spelled, weights)
        joined = {row: JOINED * rarity for row, rarity in index.joined(glued(words, lexicon)).items()}
    initials = "".join(part.token for part in parts if part.role is Role.INITIAL)
    weighed = sorted(((weight, token) for token, weight in weights.items()), key=lambda item: (-item[0], item[1]))
    wanted = Wanted(weighed, joined, initials, limit, LEAST_SHARE[by_grams])
    found = _in_one_script(parts, [spelling for _, spelling in index.rows(wanted)])
    spell(parts, [spelling.parts for spelling in found], lexicon, spelled)
    return found, spelled


def _weigh(
    word: Part, tokens: Sequence[int], index: Table, lexicon: Lexicon, spelled: Spelled, weights: dict[int, float]
) -> None:
    """Enter into *weights* what each of *tokens* weighs as likely another spelling of *word*."""
    others = [index.part(token) for token in tokens]
    if word.native:
        spell((word,), [(other,) for other in others], lexicon, spelled)
    for token, other, rarity in zip(tokens, others, index.rarities(tokens), strict=True):
        pair = relate(word, other, lexicon, spelled)
        if pair is not None and pair.likeness > MIN_ALIKE:
            weight = (pair.likeness - MIN_ALIKE) / (1 - MIN_ALIKE) * rarity
            if weight > weights.get(token, 0.0):
                weights[token] = weight


def _in_one_script(parts: Sequence[Part], near: list[Spelling]) -> list[Spelling]:
    """Leave out, for a native query, the spellings in other scripts of entities that have one in its script, or else in Latin letters.

    The nearer comparison tells more.
    """
    script = script_of_name(parts)
    if not script:
        return near
    scripts = [script_of_name(spelling.parts) for spelling in near]
    own = {spelling.entity for spelling, its in zip(near, scripts, strict=True) if its == script}
    latin = {spelling.entity for spelling, its in zip(near, scripts, strict=True) if not its}
    return [
        spelling
        for spelling, its in zip(near, scripts, strict=True)
        if its == script or (spelling.entity not in own and (not its or spelling.entity not in latin))
    ]
