"""Neighbouring tokens of a name written as one: RIA Novosti, rianovosti."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.names.numerals import is_number
from translit.names.roles import NamePart, Role
from translit.pairs.alignment import Alignment
from translit.pairs.inner_acronyms import with_inner_acronym
from translit.pairs.similarity import token_similarity

# similarity from which on joined tokens may be the token that they would stand for
MIN_JOINED_SIMILARITY = 0.7
# the same where one of them describes only: Ameen Trust is not Intrust, Sea Foods are seafoods
MIN_DESCRIPTOR_SIMILARITY = 0.9
NEVER_JOINED = frozenset({Role.TITLE, Role.SUFFIX})
# letters that joined tokens may differ in length from the token they stand for
MAX_LENGTH_DIFFERENCE = 3


def _words(parts: Sequence[NamePart]) -> int:
    return sum(part.role is not Role.LEGAL for part in parts)


def rejoined(
    query: tuple[NamePart, ...], alias: tuple[NamePart, ...], as_written: Alignment
) -> Iterator[tuple[tuple[NamePart, ...], tuple[NamePart, ...]]]:
    """Both names with neighbouring tokens of one written as one: Abd al-Rahman / Abdulrahman, RIA
    Novosti / rianovosti.

    *as_written*: how they were aligned as written; tokens are joined where it left one over.
    """
    across = any(p.native for p in query) and not any(p.native for p in alias)
    if across and _words(query) == _words(alias):
        return
    if as_written.query_left and as_written.alias_left:
        yield from (
            (query, short)
            for short in with_inner_acronym(alias, as_written.alias_left, as_written.query_left)
        )
        yield from (
            (short, alias)
            for short in with_inner_acronym(query, as_written.query_left, as_written.alias_left)
        )
    if as_written.query_left:
        for joined in _joined(query, alias, as_written.query_left):
            yield joined, alias
    if as_written.alias_left:
        for joined in joined_to_native(alias) if across else _joined(alias, query, as_written.alias_left):
            yield query, joined


def joined_to_native(parts: tuple[NamePart, ...]) -> Iterator[tuple[NamePart, ...]]:
    """Joined as a script without spaces would have it: neighbours, all in order, and the family
    name first.
    """
    for start in range(len(parts) - 1):
        token = parts[start].token + parts[start + 1].token
        yield (*parts[:start], NamePart(token, parts[start + 1].role), *parts[start + 2 :])
    if len(parts) > 1:
        yield (NamePart("".join(p.token for p in parts), Role.FAMILY),)
        yield (NamePart("".join(p.token for p in (parts[-1], *parts[:-1])), Role.FAMILY),)


def _joined(
    parts: tuple[NamePart, ...], other: tuple[NamePart, ...], left: Sequence[NamePart]
) -> Iterator[tuple[NamePart, ...]]:
    """Join tokens, where one is left over and *other* has a token like the neighbours together."""
    longest = max((len(part.token) for part in other), default=0) + MAX_LENGTH_DIFFERENCE
    own = {part.token for part in other}
    for width in (2, 3):
        for start in range(len(parts) - width + 1):
            window = parts[start : start + width]
            token = "".join([part.token for part in window])
            if len(token) > longest:
                continue
            as_long = [
                part.token for part in other if abs(len(part.token) - len(token)) <= MAX_LENGTH_DIFFERENCE
            ]
            if not as_long or not any(part in left for part in window):
                continue
            if _may_be_joined(token, window, as_long, has_own=any(p.token in own for p in window)):
                yield (*parts[:start], NamePart(token, _role_of_all(window)), *parts[start + width :])


def _may_be_joined(token: str, window: Sequence[NamePart], others: Sequence[str], *, has_own: bool) -> bool:
    """Whether *token*, the tokens of *window* together, may be one of *others*.

    An initial is part of a word only if that is so to the letter, and so is a token that the other
    name has as it is (*has_own*): Lund Eye Hospital is not Lund Hospital.
    """
    if any(part.role in NEVER_JOINED or is_number(part.token) for part in window):
        return False
    if has_own or any(part.role is Role.INITIAL for part in window):
        return token in others
    min_similarity = (
        MIN_DESCRIPTOR_SIMILARITY
        if any(part.role is Role.GENERIC for part in window)
        else MIN_JOINED_SIMILARITY
    )
    return any(token_similarity(token, other) >= min_similarity for other in others)


def _role_of_all(window: Sequence[NamePart]) -> Role:
    """Return the role of joined tokens: that of the last one, but with a name among them, or of
    initials, they are one.
    """
    last = window[-1].role
    if last is Role.INITIAL:
        return Role.WORD
    return Role.WORD if last is Role.GENERIC and any(part.role is Role.WORD for part in window) else last
