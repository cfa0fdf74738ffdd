"""What tokens of names are found by: themselves, themselves less one letter, their skeletons,
groups of letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from translit.names.compounds import compound_skeleton
from translit.names.initialisms import MIN_ACRONYM
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, native_part
from translit.writing.keys import latinize, strip_marks
from translit.writing.scripts import scripts
from translit.writing.sound import skeleton
from translit.writing.spelling import native_odds, top_romanizations

CONCATENATED_PAIR = "g"  # kind of the terms of two tokens written as one
# kinds of terms: the token, the token less one letter, its skeleton
EXACT, DELETION, PHONETIC = "t", "d", "s"
ALL_KINDS = EXACT + DELETION + PHONETIC
PHONETIC_DISTANCE = 2  # how near a token is that has the skeleton of another; `neighbour_terms`
# letters; shorter tokens are looked up as they are: too many others are one letter away
MIN_DELETION = 4
NGRAM_LETTERS = 3  # letters
MAX_ACRONYM = 10  # letters
# spellings of a native token that are looked up; benchmarks/accuracy.py prints what retrieval finds
MAX_READINGS = 6
# scripts that write family and given name as one token, the family name first
CJK_SCRIPTS = frozenset({"Hang", "Hani"})
MAX_CJK_NAME_LETTERS = 4  # signs of a glued name
INDEXED_ROLES = frozenset(set(Role) - {Role.TITLE, Role.LEGAL, Role.INITIAL, Role.SUFFIX})


def hashed(term: str) -> int:
    """Return the 32-bit number by which a table files *term*; CRC-32 of its UTF-8."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def neighbour_terms(token: str, kinds: str = ALL_KINDS) -> list[tuple[str, int]]:
    """Return what brings a token to its like, with how near that is: 0 the same, 1 one letter more
    or less, 2 one skeleton.

    *kinds*: of which kinds, `EXACT`, `DELETION` and `PHONETIC` in one text.
    """
    found = []
    if EXACT in kinds:
        found.append((EXACT + token, 0))
    if DELETION in kinds and len(token) >= MIN_DELETION:
        found.append((DELETION + token, 1))
        found += [(DELETION + token[:i] + token[i + 1 :], 1) for i in range(len(token))]
    if PHONETIC in kinds:
        found.append((PHONETIC + compound_skeleton(token), PHONETIC_DISTANCE))
    return found


def ngrams(token: str) -> set[str]:
    """Return the groups of letters of a token and of its skeleton: what is looked up where nothing
    nearer is found.
    """
    return {*_ngrams("n", f"^{token}$"), *_ngrams("k", f"^{skeleton(token)}$")}


def _ngrams(kind: str, text: str) -> Iterator[str]:
    return (kind + text[i : i + NGRAM_LETTERS] for i in range(max(1, len(text) - NGRAM_LETTERS + 1)))


def index_concatenations(tokens: Sequence[str], compounds: Sequence[str] = ()) -> set[str]:
    """Return what a name is found by when its tokens are glued: neighbours, *compounds*, all, all
    with the last one first; neighbours by their letters, too.
    """
    neighbours = {first + second for first, second in pairwise(tokens)}
    found = neighbours | set(compounds)
    if len(tokens) > 1:
        found |= {"".join(tokens), tokens[-1] + "".join(tokens[:-1])}
    return {"j" + compound_skeleton(text) for text in found} | {
        CONCATENATED_PAIR + text for text in neighbours
    }


def indexed_parts(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return the parts that a name is found by: all but titles, legal forms, initials, unless there
    is nothing else.
    """
    return [part for part in parts if part.role in INDEXED_ROLES] or list(parts)


@lru_cache(maxsize=16_384)
def readings(part: NamePart, lexicon: Lexicon) -> tuple[str, ...]:
    """Return how the token of a query may be written in Latin letters: as it stands, its
    likeliest spellings, its base forms.
    """
    native = top_romanizations(part.native, MAX_READINGS) if part.native else ()
    forms = [
        spelled
        for form in lexicon.base_forms(part)
        for spelled in (top_romanizations(form.native) or (form.token,))
    ]
    return tuple(dict.fromkeys((*native[:1], part.token, *native[1:], *forms)))


def split_cjk_name(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return family and given name of East Asian names that are written as one token, the family
    name first.

    One of several tokens that is rather a foreign name (조던 of 조던 브리지스) is no whole name.
    """
    natives = [
        part.native
        for part in parts
        if 1 < len(part.native) <= MAX_CJK_NAME_LETTERS and scripts(part.native) <= CJK_SCRIPTS
    ]
    if len(parts) > 1:
        natives = [native for native in natives if (native_odds(native) or 0.0) >= 0]
    found = [_read(native) for whole in natives for native in (whole[:1], whole[1:])]
    return [part for part in found if part.token]


@lru_cache(maxsize=16_384)
def _read(native: str) -> NamePart:
    return native_part("".join(strip_marks(latinize(native)).split()), native)


def query_concatenations(parts: Sequence[NamePart], apart: Sequence[NamePart], lexicon: Lexicon) -> set[str]:
    """Return the terms by which a query is found that stands in a table as more tokens: glued, or
    as initial letters.

    Looked up are each token of *apart*, as it is read, and all of *parts* together.
    """
    if any(part.native for part in parts):
        found = {reading for part in (*apart, *split_cjk_name(parts)) for reading in readings(part, lexicon)}
    else:
        found = {part.token for part in apart if len(part.token) >= MIN_DELETION}
    terms = {"j" + compound_skeleton(text) for text in (*found, "".join(part.token for part in parts))}
    if len(parts) == 1 and MIN_ACRONYM <= len(parts[0].token) <= MAX_ACRONYM:
        terms.add("a" + parts[0].token)
    return terms


def query_pair_terms(words: Sequence[NamePart]) -> set[str]:
    """Return the terms by which tokens of a query are found, each, that stand in a table as two,
    letter by letter: Minyoung, Min-young.
    """
    return {
        CONCATENATED_PAIR + part.token
        for part in words
        if not part.native and len(part.token) >= MIN_DELETION
    }


def adjacent_tokens(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return two and three neighbouring tokens as one: what stands in a table as one token may be
    several in a query.
    """
    runs = [parts[at : at + size] for size in (2, 3) for at in range(len(parts) - size + 1)]
    return [
        NamePart("".join(part.token for part in run)) for run in runs if not any(part.native for part in run)
    ]
