"""In what order the tokens of one name stand in another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from translit.names.roles import NamePart, Role
from translit.pairs.relation import Pair

NAMES = frozenset({Role.WORD, Role.FAMILY})
SYLLABLE = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]*")  # one, as romanized: Kim, Jae, Kyeong


def are_words_turned(paired: Sequence[tuple[int, Pair]]) -> bool:
    """Whether words of the name that are no family name and describe nothing stand out of order."""
    places = [at for at, pair in paired if pair.query.role is Role.WORD and pair.alias.role is Role.WORD]
    return any(a > b for a, b in pairwise(places))


def is_exchanged(paired: Sequence[tuple[int, Pair]]) -> bool:
    """Whether of what is *paired*, with its place in the alias, the first stands first, and two
    names behind it change places.
    """
    names = [(place, pair) for place, pair in paired if pair.query.role in NAMES and pair.alias.role in NAMES]
    places = [place for place, _ in names]
    turned = [at for at, (a, b) in enumerate(pairwise(places)) if a > b]
    if len(names) < 3 or len(turned) != 1 or turned[0] == 0 or places[0] != min(places):
        return False
    at = turned[0]
    places[at], places[at + 1] = places[at + 1], places[at]
    return places == sorted(places)


def is_shuffled(paired: Sequence[tuple[int, Pair]]) -> bool:
    """Whether all of what is *paired*, with its place in the alias, are syllables, and in no order
    however the name is turned.
    """
    places = [place for place, _ in paired]
    is_turned = sum(a > b for a, b in pairwise([*places, *places[:1]])) < 2
    return not is_turned and all(SYLLABLE.fullmatch(pair.alias.token) for _, pair in paired)


def leading(name: Sequence[NamePart], taken: Collection[int]) -> int:
    """Count the roles, of given and of family name, whose first token in *name* is not *taken*
    while a later one is.
    """
    count = 0
    for role in (Role.WORD, Role.FAMILY):
        places = [i for i, part in enumerate(name) if part.role is role]
        count += bool(places) and places[0] not in taken and any(i in taken for i in places)
    return count
