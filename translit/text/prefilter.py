"""Tell which unknown names are worth a fuzzy look-up.

Most names of a text are not in the table, and a look-up takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import permutations

from translit.index.index import Index
from translit.index.table import Table
from translit.index.terms import DELETION, EXACT, INDEXED_ROLES, PHONETIC, readings
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role
from translit.pairs.relation import Relation
from translit.pairs.relations import relate
from translit.writing.sound import initial_class

MIN_PHONETIC_LETTERS = 5  # letters of a token that is retrieved by its sound
MIN_TOKEN_SIMILARITY = 0.75  # of a token to one of the table whose other tokens are then compared
MIN_OTHER_TOKEN_SIMILARITY = 0.6  # of those; a mistyped given name: Aekxei and Alexei
MIN_SINGLE_TOKEN_SIMILARITY = 0.84  # of a name of one token: one letter of seven differs
MAX_POSTINGS = 300  # spellings with a token whose other tokens are read
MAX_READINGS = 6  # romanizations of a token of another script


class FuzzyPrefilter:
    """Tells names that share two similar tokens with one spelling of the table; a name of one token
    needs a closer one.
    """

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self._segments = table.segments
        self._lexicon = lexicon
        self._cooccurring_tokens = lru_cache(maxsize=65_536)(self._read_cooccurring_tokens)
        self._are_similar = lru_cache(maxsize=65_536)(self._compare)
        self._close_to = lru_cache(maxsize=65_536)(self._read_close_tokens)
        self._occur_together = lru_cache(maxsize=65_536)(self._read_occur_together)
        self.has_token = lru_cache(maxsize=65_536)(self._read_has_token)

    def may_match(self, parts: Sequence[NamePart], may_lack: Callable[[str], bool] | None = None) -> bool:
        """Whether a spelling of the table has tokens similar to two of *parts*, or to one and an
        initial, and to all others but those whose token it *may lack*; any, if that is not told.
        """
        words = [part for part in parts if part.role in INDEXED_ROLES and part.role is not Role.PARTICLE]
        others = [part for part in parts if part.role is Role.INITIAL]
        if len(words) + len(others) < 2:
            return False
        for at, word in enumerate(words):
            rest = [*words[:at], *words[at + 1 :], *others]
            needed = [part for part in rest if not may_lack(part.token)] if may_lack is not None else []
            for _, number, token in self._close_tokens(word):
                beside = self._cooccurring_tokens(number, token)
                if all(self._has_similar(beside, part) for part in needed) and (
                    needed or any(self._has_similar(beside, part) for part in rest)
                ):
                    return True
        return False

    def may_match_tokens(self, tokens: Sequence[str]) -> bool:
        """Whether a spelling of the table has tokens similar to two of *tokens*, in Latin letters,
        whatever their roles.
        """
        return any(self._occur_together(one, other) for one, other in permutations(tokens, 2))

    def _read_occur_together(self, one: str, other: str) -> bool:
        part = NamePart(other)
        return any(
            self._has_similar(self._cooccurring_tokens(number, token), part)
            for _, number, token in self._close_to(one, "", "")
        )

    def has_close_token(self, part: NamePart) -> bool:
        """Whether the table has a token that differs from *part* by a letter or so."""
        return any(similarity >= MIN_SINGLE_TOKEN_SIMILARITY for similarity, _, _ in self._close_tokens(part))

    def has_near_token(self, token: str) -> bool:
        """Whether the table has a token that may be meant by *token*, in Latin letters, where the
        others of its name agree.
        """
        return bool(self._close_to(token, "", ""))

    def near_tokens(self, readings: tuple[str, ...]) -> tuple[str, ...]:
        """Return the tokens of the table that differ from one of *readings* by a letter."""
        near: dict[str, None] = {}
        for segment in self._segments:
            found = segment.edit_neighbours(readings, DELETION)
            near |= dict.fromkeys(segment.token_texts([token for _, token in found]))
        return tuple(near)

    def _close_tokens(self, part: NamePart) -> tuple[tuple[float, int, int], ...]:
        # its role tells nothing: the tokens of the table have none
        return self._close_to(part.token, part.native, part.script)

    def _read_has_token(self, token: str) -> bool:
        """Whether *token* stands in a name of the table, or has equivalents that may."""
        return token in self._lexicon.words or any(
            segment.edit_neighbours((token,), EXACT) for segment in self._segments
        )

    def _read_close_tokens(self, token: str, native: str, script: str) -> tuple[tuple[float, int, int], ...]:
        """Return (similarity, number of the segment, token) of the tokens close to a part."""
        part = NamePart(token, native=native, script=script)
        read = readings(part, self._lexicon)[:MAX_READINGS] if part.native else (part.token,)
        by_class: dict[str, list[str]] = {}
        for reading in read:
            by_class.setdefault(initial_class(reading), []).append(reading)
        kinds = EXACT + DELETION + (PHONETIC if len(part.token) >= MIN_PHONETIC_LETTERS else "")
        close = []
        for number, segment in enumerate(self._segments):
            neighbours = segment.edit_neighbours(read, kinds)
            others = segment.token_texts([near for _, near in neighbours])
            for (distance, near), other in zip(neighbours, others, strict=True):
                similarity = 1.0
                if distance or part.native:
                    readings_of_class = by_class.get(initial_class(other), ())
                    similarity = max((self._similarity(r, other) for r in readings_of_class), default=0.0)
                if similarity >= MIN_TOKEN_SIMILARITY:
                    close.append((similarity, number, near))
        return tuple(close)

    def _similarity(self, a: str, b: str) -> float:
        pair = relate(NamePart(a), NamePart(b), self._lexicon, {})
        return 0.0 if pair is None else pair.similarity

    def _read_cooccurring_tokens(self, number: int, token: int) -> frozenset[str]:
        """Return the tokens that stand beside *token* in the spellings of a segment."""
        return frozenset(_cooccurring_tokens(self._segments[number], token))

    def _has_similar(self, tokens: frozenset[str], part: NamePart) -> bool:
        """Whether one of *tokens* is similar to *part*, or begins with it if it is an initial."""
        token = part.token
        if part.role is Role.INITIAL:
            return any(other[0] == token[0] for other in tokens)
        if token in tokens:
            return True
        is_given, of_class = token in self._lexicon.given_names, initial_class(token)
        return any(
            self._are_similar(token, other)
            for other in tokens
            if is_given or initial_class(other) == of_class
        )

    def _compare(self, a: str, b: str) -> bool:
        pair = relate(NamePart(a), NamePart(b), self._lexicon, {})
        return (
            pair is not None
            and pair.similarity >= MIN_OTHER_TOKEN_SIMILARITY
            and pair.relation is not Relation.CONFLICT
        )


def _cooccurring_tokens(segment: Index, token: int) -> set[str]:
    arrays = segment.columns.arrays
    start, end = int(arrays["posting_start"][token]), int(arrays["posting_start"][token + 1])
    row_start, row_token = arrays["row_start"], arrays["row_token"]
    others: set[int] = set()
    for row in arrays["posting_row"][start : min(end, start + MAX_POSTINGS)].tolist():
        others.update(row_token[row_start[row] : row_start[row + 1]].tolist())
    return set(segment.token_texts(list(others - {token})))
