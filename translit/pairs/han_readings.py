"""Which readings of a person's name in Chinese characters are near to a name in Latin letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from translit.names.han_names import HanName, han_name, natives, parts_of
from translit.names.han_syllables import Spelling
from translit.names.roles import NamePart, Role

Parts = tuple[NamePart, ...]
NAMES = frozenset({Role.WORD, Role.FAMILY})
COMPARED = 2  # readings of a name that are aligned, the nearest
# similarity of a reading and a name in Latin letters below which they are not aligned
MIN_SIMILARITY = 0.6
# similarity that a nat of a reading weighs, where one of several is chosen
SIMILARITY_A_NAT = 0.02
CANDIDATES = 4  # readings near to one form of the name in Latin letters that are ranked


def as_read(query: Parts, alias: Parts) -> Iterator[tuple[Spelling, Parts, Parts]]:
    """Yield the readings of the name in Chinese characters that are nearest to the other name,
    which is in Latin letters, and both names in words that fit.

    None where neither is so, or no person is meant: of an alias it is known which word is the
    family name.
    """
    is_of_query = bool(words := natives(query))
    characters, latin = (query, alias) if is_of_query else (alias, query)
    words = words or natives(alias)
    if not words or not _may_be_person(latin, is_alias=is_of_query):
        return
    for spelling in nearest_spellings(han_name(words), latin):
        read = _with_reading(characters, spelling, latin)
        yield (spelling, read, latin) if is_of_query else (spelling, latin, read)


def nearest_spellings(of: HanName, latin: Sequence[NamePart], count: int = COMPARED) -> list[Spelling]:
    """Return up to *count* spellings of a name that are most like one in Latin letters."""
    tokens = [part.token for part in latin if part.role in NAMES]
    if not of.letters or not tokens:
        return []
    forms = {"".join(tokens), tokens[-1] + "".join(tokens[:-1])}
    if len(tokens) > 2:
        forms |= {"".join(tokens[1:]), "".join(tokens[2:] + tokens[:2])}  # Sylvia Lim Swee Lian
    best: dict[int, float] = {}
    for form in sorted(forms):
        for _, similarity, at in process.extract(
            form,
            of.letters,
            scorer=OSA.normalized_similarity,
            limit=CANDIDATES,
            score_cutoff=MIN_SIMILARITY,
        ):
            best[at] = max(similarity, best.get(at, 0.0))
    ranked = sorted(best, key=lambda at: (SIMILARITY_A_NAT * of.spellings[at].nats - best[at], at))
    return [of.spellings[at] for at in ranked[:count]]


def _may_be_person(parts: Parts, *, is_alias: bool) -> bool:
    if any(part.native for part in parts):
        return False
    return not is_alias or any(part.role is Role.FAMILY for part in parts)


def _with_reading(parts: Parts, spelling: Spelling, other: Parts) -> Parts:
    """Return *parts* with the words in Chinese characters as *spelling* reads them."""
    read = parts_of(spelling, other)
    words = [part for part in parts if part.role in NAMES]
    return tuple(
        one for part in parts for one in (read if part is words[0] else () if part in words else (part,))
    )
