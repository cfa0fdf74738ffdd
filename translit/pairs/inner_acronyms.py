"""Initial letters that stand for several words inside a name: CHU Rennes, US Treasury."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.names.roles import NamePart, Role

MIN_LETTERS, MAX_LETTERS = 2, 6
WORDS = frozenset({Role.WORD, Role.GENERIC})  # that may have a letter
SHORT = WORDS | {Role.PARTICLE}  # that may be initial letters; us is an article in Arabic
NO_ORGANISATION = frozenset({Role.FAMILY, Role.INITIAL, Role.PATRONYMIC})


def with_inner_acronym(
    parts: tuple[NamePart, ...], left: Sequence[NamePart], others: Sequence[NamePart]
) -> Iterator[tuple[NamePart, ...]]:
    """Yield *parts* with the words, of those *left* over, that one of *others* are the initial
    letters of, written as these.

    >>> chu, words = NamePart("chu"), "centre hospitalier universitaire de rennes".split()
    >>> parts = tuple(map(NamePart, words))
    >>> [part.token for part in next(with_inner_acronym(parts, parts[:4], [chu]))]
    ['chu', 'de', 'rennes']

    A particle between the words has no letter: University of California is UC.
    """
    if len(left) < MIN_LETTERS or any(part.role in NO_ORGANISATION for part in (*parts, *others)):
        return
    for other in others:
        letters = other.token
        is_short = MIN_LETTERS <= len(letters) <= MAX_LETTERS and letters.isalpha()
        if not is_short or other.native or other.role not in SHORT:
            continue
        for start, part in enumerate(parts):
            if part in left and part.token[0] == letters[0] and (end := _end(parts, start, left, letters)):
                yield (*parts[:start], NamePart(letters, Role.ACRONYM), *parts[end:])


def _end(parts: Sequence[NamePart], start: int, left: Sequence[NamePart], letters: str) -> int:
    """Return where the words end that from *start* on begin with *letters*, 0 if none do."""
    at = 0
    for place in range(start, len(parts)):
        part = parts[place]
        begins = part.token[0] == letters[at] and part in left and not part.native
        if begins and part.role in WORDS:
            at += 1
        elif part.role is not Role.PARTICLE:
            return 0
        if at == len(letters):
            return place + 1
    return 0
