"""What one token is to another: the same, an equivalent, a case form, alike; rapidfuzz is imported here only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from translit.language.lexicon import Lexicon
from translit.language.parts import Part, Role, nominatives
from translit.language.sound import sound
from translit.language.spelling import costs


class Relation(StrEnum):
    """What one token is to the other."""

    SAME = "same"
    EQUIVALENT = "equivalent"  # one given name in two languages, one word of two spellings
    NICKNAME = "nickname"
    GENDERED = "other gender"  # Zelenska, Zelensky
    INFLECTED = "case form"  # Мединского, Мединский
    SOUND = "same sound"
    SPELLED = "spelled"  # letters of another script, priced by the spelling model
    INITIAL = "initial"
    ALIKE = "alike"
    CONFLICT = "another given name"


# How alike two tokens of a relation are, 0 to 1, where it is not measured letter by letter.
LIKENESS = {
    Relation.SAME: 1.0,
    Relation.EQUIVALENT: 1.0,
    Relation.SOUND: 0.97,
    Relation.INFLECTED: 0.95,
    Relation.NICKNAME: 0.9,
    Relation.GENDERED: 0.9,
    Relation.INITIAL: 1.0,
}
KNOWN = frozenset({Relation.EQUIVALENT, Relation.NICKNAME, Relation.GENDERED})  # by a table, whatever the letters say
MIN_ALIKE = 0.5  # tokens less alike than this are not paired: at random, half of the letters of two short tokens agree
COST_OF_NOTHING = 5.0  # nats a letter at which a spelling is as unlike as can be: likeness is 1 - cost / this
MIN_STEM = 3  # letters of a family name before an ending of its gender

Spelled = dict[tuple[str, str], float]  # likeness of a native token and a Latin one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens that stand for each other; likeness from 0 to 1."""

    query: Part
    alias: Part
    relation: Relation
    likeness: float

    @property
    def letters(self) -> int:
        """The length of the longer token."""
        return max(len(self.query.token), len(self.alias.token))


def likeness_of(cost: float) -> float:
    """Return the likeness, 0 to 1, of a *cost* of the spelling model in nats a letter."""
    return max(0.0, 1 - cost / COST_OF_NOTHING)


def relate(a: Part, b: Part, lexicon: Lexicon, spelled: Spelled) -> Pair | None:
    """Say what token *a* is to token *b*, or None if they have nothing to do with each other."""
    x, y = a.token, b.token
    if x == y:
        return Pair(a, b, Relation.SAME, 1.0)
    if Role.INITIAL in (a.role, b.role):
        return Pair(a, b, Relation.INITIAL, LIKENESS[Relation.INITIAL]) if _is_initial(a, b) else None
    relation, likeness = _relation(x, y, lexicon)
    if relation is not None and relation in KNOWN:
        return Pair(a, b, relation, likeness)
    if a.native and not b.native:
        likeness = _spelled(a.native, b.token, spelled)
        relation = Relation.SPELLED
    nominative = max((_as_nominative(form, b, lexicon, spelled) for form in nominatives(a, lexicon)), default=0.0)
    if nominative > likeness:
        return Pair(a, b, Relation.INFLECTED, nominative) if nominative >= MIN_ALIKE else None
    return Pair(a, b, relation, likeness) if relation and likeness >= MIN_ALIKE else None


def _as_nominative(form: Part, b: Part, lexicon: Lexicon, spelled: Spelled) -> float:
    """How alike a possible nominative is to *b*; in one script only the same token or the same sound counts."""
    if form.native and not b.native:
        return _spelled(form.native, b.token, spelled) * LIKENESS[Relation.INFLECTED]
    if form.token == b.token or sound(form.token) == sound(b.token):
        return LIKENESS[Relation.INFLECTED]
    return LIKENESS[Relation.INFLECTED] if _meet(lexicon.given.get(form.token), lexicon.given.get(b.token)) else 0.0


def _spelled(native: str, token: str, spelled: Spelled) -> float:
    likeness = spelled.get((native, token))
    if likeness is None:
        likeness = spelled[native, token] = likeness_of(costs(native, [token])[0])
    return likeness


def _is_initial(a: Part, b: Part) -> bool:
    short, full = (a, b) if a.role is Role.INITIAL else (b, a)
    return full.token.startswith(short.token) or sound(full.token)[:1] == sound(short.token)[:1]


@lru_cache(maxsize=262_144)
def _relation(x: str, y: str, lexicon: Lexicon) -> tuple[Relation | None, float]:
    if not (x[0].isalpha() and y[0].isalpha()):
        return None, 0.0  # numbers agree or they do not
    given_x, given_y = lexicon.given.get(x), lexicon.given.get(y)
    if _meet(given_x, given_y) or _meet(lexicon.words.get(x), lexicon.words.get(y)):
        return Relation.EQUIVALENT, LIKENESS[Relation.EQUIVALENT]
    short_x, short_y = lexicon.short.get(x), lexicon.short.get(y)
    if _meet(short_x, given_y) or _meet(given_x, short_y):
        return Relation.NICKNAME, LIKENESS[Relation.NICKNAME]
    if x[:MIN_STEM] == y[:MIN_STEM] and _is_gendered(x, y, lexicon):
        return Relation.GENDERED, LIKENESS[Relation.GENDERED]
    likeness = token_likeness(x, y)
    if likeness < MIN_ALIKE:
        return None, 0.0
    if given_x and given_y:
        return Relation.CONFLICT, likeness
    return (Relation.SOUND if sound(x) == sound(y) else Relation.ALIKE), likeness


def _meet(some: Sequence[str] | None, others: Sequence[str] | None) -> bool:
    return bool(some and others) and not set(some or ()).isdisjoint(others or ())


def _is_gendered(x: str, y: str, lexicon: Lexicon) -> bool:
    for m, f in lexicon.gendered_endings:
        for one, other in ((x, y), (y, x)):
            stem = one.removesuffix(m)
            if len(stem) >= MIN_STEM and one.endswith(m) and other == stem + f:
                return True
    return False


@lru_cache(maxsize=262_144)
def token_likeness(x: str, y: str) -> float:
    """Return how alike two tokens are, 0 to 1: by letters or by sound, whichever is more; a swap of neighbours is one error."""
    heard_x, heard_y = sound(x), sound(y)
    if heard_x == heard_y:
        return LIKENESS[Relation.SOUND]
    written = OSA.normalized_similarity(x, y)
    heard = OSA.normalized_similarity(heard_x, heard_y) * LIKENESS[Relation.SOUND]
    return max(written, heard)
