"""What one token is to another: the same, an equivalent, a case form, alike; rapidfuzz is imported here only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

from translit.language.compounds import divided
from translit.language.endings import stems
from translit.language.lexicon import Lexicon
from translit.language.parts import Part, Role, nominatives
from translit.language.sound import consonants, sound
from translit.language.spelling import costs, is_own, likeliest


class Relation(StrEnum):
    """What one token is to the other."""

    SAME = "same"
    EQUIVALENT = "equivalent"  # one given name in two languages, one word of two spellings
    NICKNAME = "nickname"
    COGNATE = "of one origin"  # Pedro, Peter: one person may be called both, mostly two are
    GENDERED = "other gender"  # Zelenska, Zelensky
    INFLECTED = "case form"  # Мединского, Мединский
    SOUND = "same sound"
    SPELLED = "spelled"  # letters of another script, priced by the spelling model
    INITIAL = "initial"
    ACRONYM = "initial letters"  # FDLR, Forces démocratiques de libération du Rwanda
    ALIKE = "alike"
    CONFLICT = "another given name"

    __hash__ = str.__hash__  # Enum's own is slow, and relations are looked up for every pair


# How alike two tokens of a relation are, 0 to 1, where it is not measured letter by letter.
LIKENESS = {
    Relation.SAME: 1.0,
    Relation.EQUIVALENT: 1.0,
    Relation.SOUND: 0.97,
    Relation.INFLECTED: 0.95,
    Relation.NICKNAME: 0.9,
    Relation.COGNATE: 0.72,
    Relation.GENDERED: 0.9,
    Relation.INITIAL: 1.0,
    Relation.ACRONYM: 1.0,
}
EDITS = Path(__file__).parent.parent / "data" / "edits.json"  # learned by training/learn_edits.py
MIN_ALIKE = 0.5  # tokens less alike than this are not paired: at random, half of the letters of two short tokens agree
FAR = 0.25  # likeness by letters below which two tokens, of more than …
MAX_SHORT = 2  # … letters, are not one however they sound: committee, security
COST_OF_NOTHING = 5.0  # nats a letter at which a spelling is as unlike as can be: likeness is 1 - cost / this
SWAP = 0.6  # letters that a swap of neighbours counts as
READ = 0.95  # how far the likeliest reading of a native token can be trusted to be what somebody wrote
ROMAN = frozenset(
    ["ii", "iii", "iv", "vii", "viii", "ix", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi"]
)
GLUED_ARTICLES = ("al", "el")
MIN_WITH_ARTICLE = 6  # letters of a token that may begin with one: Alrawi, Rawi
SERVANT = "abd"
ONE_GOD = 0.75  # likeness from which on two names of God may be spellings of one: Aziz, Asis
ARTICLE = 0.92  # how alike tokens are of which one has it
MIN_SAME = 2  # sounds that case forms of one name begin with
MIN_STEM = 3  # letters of a family name before an ending of its gender

Spelled = dict[tuple[str, str], float]  # likeness of a native token and a Latin one


class Pair(NamedTuple):
    """Two tokens that stand for each other; likeness from 0 to 1."""

    query: Part
    alias: Part
    relation: Relation
    likeness: float

    @property
    def letters(self) -> int:
        """The length of the longer token."""
        return max(len(self.query.token), len(self.alias.token))


def is_number(token: str) -> bool:
    """Whether *token* is a number: in digits, such as 1st, or a Roman numeral that is no name as Xi and Vi are."""
    return not token[0].isalpha() or token in ROMAN


def likeness_of(cost: float) -> float:
    """Return the likeness, 0 to 1, of a *cost* of the spelling model in nats a letter."""
    return max(0.0, 1 - cost / COST_OF_NOTHING)


def relate(a: Part, b: Part, lexicon: Lexicon, spelled: Spelled) -> Pair | None:
    """Say what token *a* is to token *b*, or None if they have nothing to do with each other."""
    if not a.native:
        return _relate(a, b, lexicon)
    if b.native:
        return _relate_native(a, b, lexicon)
    if a.role is Role.INITIAL or b.role is Role.INITIAL:
        return _by_initial(a, b)
    if a.token == b.token:
        return Pair(a, b, Relation.SAME, 1.0)
    known = listed(a.token, b.token, lexicon)
    if known is not None:
        return Pair(a, b, known, LIKENESS[known])
    relation, likeness = Relation.SPELLED, _spelled(a.native, b.token, spelled)
    if not is_own(a.native):  # Koreans tell Jong Un from Jung Hoon, and so does the model; by likeness they are one
        for reading in likeliest(a.native):
            likeness = max(likeness, token_likeness(reading, b.token) * READ)
    for form in nominatives(a, lexicon):
        nominative = _spelled(form.native, b.token, spelled) * LIKENESS[Relation.INFLECTED]
        if nominative > likeness:
            relation, likeness = Relation.INFLECTED, nominative
    return Pair(a, b, relation, likeness) if likeness >= MIN_ALIKE else None


def _relate(a: Part, b: Part, lexicon: Lexicon) -> Pair | None:
    """`relate` for two tokens in one script."""
    if a.token == b.token:
        return Pair(a, b, Relation.SAME, 1.0)
    if a.role is Role.INITIAL or b.role is Role.INITIAL:
        return _by_initial(a, b)
    relation, likeness = _relation(a.token, b.token, lexicon)
    return None if relation is None else Pair(a, b, relation, likeness)


def _relate_native(a: Part, b: Part, lexicon: Lexicon) -> Pair | None:
    """`relate` for two native tokens: as their Latin letters, but case forms by the endings of their own script."""
    pair = _relate(a, b, lexicon)
    certain = LIKENESS[Relation.INFLECTED]
    if pair is not None and pair.likeness >= certain:
        return pair
    heard = sound(b.token)
    if any(form.native == b.native or sound(form.token) == heard for form in nominatives(a, lexicon)):
        return Pair(a, b, Relation.INFLECTED, certain)
    return pair


def _by_initial(a: Part, b: Part) -> Pair | None:
    short, full = (a, b) if a.role is Role.INITIAL else (b, a)
    begins = full.token.startswith(short.token) or sound(full.token)[:1] == sound(short.token)[:1]
    return Pair(a, b, Relation.INITIAL, LIKENESS[Relation.INITIAL]) if begins else None


def _is_inflected(x: str, y: str, lexicon: Lexicon) -> bool:
    """Whether *y* is, letter by letter or by sound, a nominative that *x* may be a case form of."""
    heard = sound(y)
    if sound(x)[:MIN_SAME] != heard[:MIN_SAME]:
        return False  # an ending changes, not the beginning
    given = lexicon.given.get(y)
    return any(
        form.token == y or sound(form.token) == heard or (given and _meet(lexicon.given.get(form.token), given))
        for form in nominatives(Part(x), lexicon)
    )


def _spelled(native: str, token: str, spelled: Spelled) -> float:
    likeness = spelled.get((native, token))
    if likeness is None:
        likeness = spelled[native, token] = likeness_of(costs(native, [token])[0])
    return likeness


@lru_cache(maxsize=65_536)
def _relation(x: str, y: str, lexicon: Lexicon) -> tuple[Relation | None, float]:
    is_far = OSA.normalized_similarity(x, y) < FAR and max(len(x), len(y)) > MAX_SHORT
    if is_far and not (lexicon.has(x) and lexicon.has(y)):
        return None, 0.0
    if is_number(x) or is_number(y):
        return None, 0.0  # numbers agree or they do not
    known = listed(x, y, lexicon)
    if known is not None:
        return known, LIKENESS[known]
    if is_far:
        return None, 0.0
    likeness = _likeness(x, y)
    if likeness < LIKENESS[Relation.INFLECTED] and _is_inflected(x, y, lexicon):
        return Relation.INFLECTED, LIKENESS[Relation.INFLECTED]
    if likeness < MIN_ALIKE:
        return None, 0.0
    if (x in lexicon.given and y in lexicon.given) or _serve_two(x, y):
        return Relation.CONFLICT, likeness
    return (Relation.SOUND if likeness == LIKENESS[Relation.SOUND] else Relation.ALIKE), likeness


def _serve_two(x: str, y: str) -> bool:
    """Whether both are servants (Abd), of two names of God: Abdulrahman, Abdulrahim."""
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    return made_x == made_y == SERVANT and consonants(of_x) != consonants(of_y) and token_likeness(of_x, of_y) < ONE_GOD


def _likeness(x: str, y: str) -> float:
    """Return how alike two tokens are; of compounds of Arabic origin what they are made of, an article of one of them left out."""
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    if made_x and made_x == made_y:
        return token_likeness(of_x, of_y)
    likeness = token_likeness(x, y)
    for longer, shorter in ((x, y), (y, x)):
        if longer.startswith(GLUED_ARTICLES) and len(longer) >= MIN_WITH_ARTICLE and longer[:2] != shorter[:2]:
            likeness = max(likeness, token_likeness(longer[2:], shorter) * ARTICLE)
    return likeness


def listed(x: str, y: str, lexicon: Lexicon) -> Relation | None:
    """Return what a table says that *x* is to *y*, whatever their letters."""
    given_x, given_y = lexicon.given.get(x), lexicon.given.get(y)
    if (given_x and given_y and _meet(given_x, given_y)) or _meet(lexicon.words.get(x), lexicon.words.get(y)):
        return Relation.EQUIVALENT
    if (given_y and _meet(lexicon.short.get(x), given_y)) or (given_x and _meet(given_x, lexicon.short.get(y))):
        return Relation.NICKNAME
    if given_x and given_y and _meet(lexicon.cognates.get(x), lexicon.cognates.get(y)):
        return Relation.COGNATE
    return Relation.GENDERED if x[:MIN_STEM] == y[:MIN_STEM] and _is_gendered(x, y, lexicon) else None


def _meet(some: Sequence[str] | None, others: Sequence[str] | None) -> bool:
    return bool(some and others) and not set(some or ()).isdisjoint(others or ())


def _is_gendered(x: str, y: str, lexicon: Lexicon) -> bool:
    pairs = lexicon.gendered_endings
    for stem in range(min(len(x), len(y)), MIN_STEM - 1, -1):
        if x[:stem] == y[:stem] and ((x[stem:], y[stem:]) in pairs or (y[stem:], x[stem:]) in pairs):
            return True
    return False


def token_likeness(x: str, y: str) -> float:
    """Return how alike two tokens are, 0 to 1: by letters or by sound, whichever is more.

    By letters a swap of neighbours is less than one error: other names seldom differ so. By sound an edit costs what was learned: vowels for each other less than a letter.
    """
    heard_x, heard_y = sound(x), sound(y)
    if heard_x == heard_y:
        return LIKENESS[Relation.SOUND]
    heard = OSA.normalized_similarity(heard_x, heard_y)
    written = OSA.normalized_similarity(x, y)
    if len(x) == len(y) and written >= MIN_ALIKE:
        written += (1 - SWAP) * (Levenshtein.distance(x, y) - OSA.distance(x, y)) / len(x)
    if heard >= MIN_ALIKE:
        heard = max(heard, 1 - _price(heard_x, heard_y) / max(len(heard_x), len(heard_y)))
    return max(written, heard * LIKENESS[Relation.SOUND])


def unlike_stems(x: str, y: str) -> float:
    """Return how unlike two tokens are, 0 to 1, before an ending that many family names have; 0 if they share none."""
    found = stems(x, y)
    return OSA.normalized_distance(*found) if found else 0.0


def unlike_letters(x: str, y: str) -> float:
    """Return how unlike two tokens are by letters, 0 to 1, however they sound."""
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    return OSA.normalized_distance(of_x, of_y) if made_x and made_x == made_y else OSA.normalized_distance(x, y)


def likenesses(x: str, tokens: Sequence[str], lexicon: Lexicon) -> list[float]:
    """Return about how alike *x* is to each of *tokens*, 0 to 1, all at once: by letters, or as a table says."""
    found: list[float] = cdist([x], tokens, scorer=OSA.normalized_similarity)[0].tolist()
    if lexicon.has(x):
        for at, y in enumerate(tokens):
            if lexicon.has(y) and (known := listed(x, y, lexicon)) is not None:
                found[at] = LIKENESS[known]
    return found


def _price(x: str, y: str) -> float:
    """Return what the edits cost that lead from one token to the other, in letters."""
    prices = _prices()
    return sum(prices.get(edit, 1.0) for edit in edits(x, y))


def edits(x: str, y: str) -> list[str]:
    """Return the fewest edits that lead from one token to the other: two letters for each other, in their order, or one more.

    >>> edits("umar", "omr")
    ['ou', 'a']
    """
    found = []
    for operation in Levenshtein.editops(x, y):
        kind, i, j = operation.tag, operation.src_pos, operation.dest_pos
        found.append((x[i] + y[j] if x[i] < y[j] else y[j] + x[i]) if kind == "replace" else x[i] if kind == "delete" else y[j])
    return found


@cache
def _prices() -> dict[str, float]:
    prices: dict[str, float] = json.loads(EDITS.read_text(encoding="utf-8"))["prices"]
    return prices
