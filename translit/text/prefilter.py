"""Which unknown names are worth a look-up by likeness: most names in a text are nobody's in the
table, and looking up takes long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from translit.index.index import Index
from translit.index.table import Table
from translit.index.terms import EDITED, HEARD, LOOKED_UP, SAME, readings
from translit.names.lexicon import Lexicon
from translit.names.parts import NamePart, Role
from translit.pairs.relations import Relation, relate

MIN_HEARD = 5  # letters of a token that is looked up by its sound
MIN_NEAR = 0.75  # likeness to a token of the table from which on the rest of the name is looked at
MIN_LIKE = 0.6  # likeness of the rest; a mistyped given name may be as unlike as Aekxei and Alexei
MIN_ALONE = 0.84  # likeness of a name of one token: one letter of seven
MATES = 300  # spellings of a token whose other tokens are read
READINGS = 6


class Gate:
    """Tells names of which some spelling of the table has two like tokens; a name of one token
    needs one that is very near.
    """

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self._layers = table.layers
        self._lexicon = lexicon
        self._mates = lru_cache(maxsize=65_536)(self._read_mates)
        self._are_alike = lru_cache(maxsize=65_536)(self._compare)
        self._near = lru_cache(maxsize=65_536)(self._read_near)

    def is_like(self, parts: Sequence[NamePart]) -> bool:
        """Whether a spelling of the table has tokens like two of *parts*, or the initial of one."""
        words = [part for part in parts if part.role in LOOKED_UP and part.role is not Role.PARTICLE]
        others = [part for part in parts if part.role is Role.INITIAL]
        for at, word in enumerate(words):
            rest = [*words[:at], *words[at + 1 :], *others]
            for _, number, token in self._near(word):
                if any(self._is_mate(other, mate) for mate in self._mates(number, token) for other in rest):
                    return True
        return False

    def is_near(self, part: NamePart) -> bool:
        """Whether a token of the table is hardly another word than *part*."""
        return any(similarity >= MIN_ALONE for similarity, _, _ in self._near(part))

    def is_known(self, token: str) -> bool:
        """Whether a name of the table has *token*, or a word of one meaning with it may stand in
        one.
        """
        return token in self._lexicon.words or any(layer.near((token,), SAME) for layer in self._layers)

    def _read_near(self, part: NamePart) -> tuple[tuple[float, int, int], ...]:
        """Return (likeness, number of the layer, token) of the tokens that are like *part*."""
        read = readings(part, self._lexicon)[:READINGS] if part.native else (part.token,)
        sorts = SAME + EDITED + (HEARD if len(part.token) >= MIN_HEARD else "")
        found = []
        for number, layer in enumerate(self._layers):
            for distance, token in layer.near(read, sorts):
                other = layer.part(token).token
                if distance or part.native:
                    similarity = max(
                        (self._likeness(reading, other) for reading in read if _begin_alike(reading, other)),
                        default=0.0,
                    )
                else:
                    similarity = 1.0
                if similarity >= MIN_NEAR:
                    found.append((similarity, number, token))
        return tuple(found)

    def _likeness(self, a: str, b: str) -> float:
        pair = relate(NamePart(a), NamePart(b), self._lexicon, {})
        return 0.0 if pair is None else pair.similarity

    def _read_mates(self, number: int, token: int) -> frozenset[NamePart]:
        return frozenset(_mates(self._layers[number], token))

    def _is_mate(self, other: NamePart, mate: NamePart) -> bool:
        if other.role is Role.INITIAL:
            return mate.token[0] == other.token[0]
        return other.token == mate.token or self._are_alike(other.token, mate.token)

    def _compare(self, a: str, b: str) -> bool:
        if not _begin_alike(a, b) and a not in self._lexicon.given_names:
            return False
        pair = relate(NamePart(a), NamePart(b), self._lexicon, {})
        return pair is not None and pair.similarity >= MIN_LIKE and pair.relation is not Relation.CONFLICT


_ALIKE = {
    letter: group[0]
    for group in ("aeiouy", "ckqx", "vwfp", "sz", "jg", "bv", "dt", "h", "l", "m", "n", "r")
    for letter in group
}


def _begin_alike(a: str, b: str) -> bool:
    return _ALIKE.get(a[0], a[0]) == _ALIKE.get(b[0], b[0])


def _mates(layer: Index, token: int) -> set[NamePart]:
    arrays = layer.columns.arrays
    start, end = int(arrays["posting_start"][token]), int(arrays["posting_start"][token + 1])
    found: set[NamePart] = set()
    for row in arrays["posting_row"][start : min(end, start + MATES)].tolist():
        first, last = int(arrays["row_start"][row]), int(arrays["row_start"][row + 1])
        found.update(
            layer.part(other) for other in arrays["row_token"][first:last].tolist() if other != token
        )
    return found
