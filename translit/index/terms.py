"""The terms that tokens and rows are indexed by, and those that a query is looked up by.

A token's terms: itself, itself less one letter (a deletion index, as of SymSpell), its phonetic
skeleton, its letter n-grams. A row's terms: its tokens concatenated, its acronyms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from translit.names.belarusian import russian_form
from translit.names.compounds import compound_skeleton
from translit.names.han_names import joined_readings
from translit.names.initialisms import MIN_ACRONYM
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, native_part
from translit.writing.keys import key, latinize, strip_marks
from translit.writing.scripts import scripts
from translit.writing.semitic import in_other_script
from translit.writing.sound import skeleton
from translit.writing.spelling import native_odds, top_romanizations

# Kinds of a token's terms, which each begins with: the token, less one letter, its skeleton.
EXACT, DELETION, PHONETIC = "t", "d", "s"
ALL_KINDS = EXACT + DELETION + PHONETIC
# Kinds of a row's terms: concatenations by their skeleton, two tokens by their letters, acronyms,
# readings of a name in Chinese characters by their skeleton.
CONCATENATION, CONCATENATED_PAIR, ACRONYM, HAN_READING = "j", "g", "a", "h"
PHONETIC_DISTANCE = 2  # of a token with the same skeleton; see `neighbour_terms`
MIN_DELETION = 4  # letters; too many tokens are one letter away from a shorter one
NGRAM_LETTERS = 3
MAX_ACRONYM = 10  # letters
# romanizations of a native token that are looked up; benchmarks/accuracy.py: recall of retrieval
MAX_READINGS = 6
# likeliest readings of a person's name in Chinese characters by which a table's row is found
MAX_HAN_READINGS = 24
# scripts that write family and given name as one token, the family name first
CJK_SCRIPTS = frozenset({"Hang", "Hani"})
MAX_CJK_NAME_LETTERS = 4  # characters of a whole name
INDEXED_ROLES = frozenset(set(Role) - {Role.TITLE, Role.LEGAL, Role.INITIAL, Role.SUFFIX})


def hashed(term: str) -> int:
    """Return the 32-bit number that stands for *term* in a table: CRC-32 of its UTF-8."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def neighbour_terms(token: str, kinds: str = ALL_KINDS) -> list[tuple[str, int]]:
    """Return the terms that a token shares with its neighbours, each with their distance.

    0: equal; 1: one letter inserted, deleted or exchanged; 2: of one phonetic skeleton. *kinds*:
    those of `EXACT`, `DELETION` and `PHONETIC` to return, in one text.
    """
    terms = []
    if EXACT in kinds:
        terms.append((EXACT + token, 0))
    if DELETION in kinds and len(token) >= MIN_DELETION:
        terms.append((DELETION + token, 1))
        terms += [(DELETION + token[:i] + token[i + 1 :], 1) for i in range(len(token))]
    if PHONETIC in kinds:
        terms.append((PHONETIC + compound_skeleton(token), PHONETIC_DISTANCE))
    return terms


def ngrams(token: str) -> set[str]:
    """Return the n-grams of a token and of its skeleton, each padded at both ends."""
    return {*_ngrams("n", f"^{token}$"), *_ngrams("k", f"^{skeleton(token)}$")}


def _ngrams(kind: str, text: str) -> Iterator[str]:
    return (kind + text[i : i + NGRAM_LETTERS] for i in range(max(1, len(text) - NGRAM_LETTERS + 1)))


def index_concatenations(tokens: Sequence[str], compounds: Sequence[str] = ()) -> set[str]:
    """Return the terms of a row whose tokens a query may write as one.

    Concatenated are adjacent tokens, *compounds*, all tokens, and all with the last one first;
    adjacent tokens are indexed by their letters, too.
    """
    pairs = {first + second for first, second in pairwise(tokens)}
    concatenations = pairs | set(compounds)
    if len(tokens) > 1:
        concatenations |= {"".join(tokens), tokens[-1] + "".join(tokens[:-1])}
    by_skeleton = {CONCATENATION + compound_skeleton(text) for text in concatenations}
    return by_skeleton | {CONCATENATED_PAIR + text for text in pairs}


def han_reading_terms(parts: Sequence[NamePart]) -> list[str]:
    """Return the terms by which a person in Chinese characters is found in Latin letters, read in
    any language; by family and given name alone.
    """
    return sorted(
        {HAN_READING + compound_skeleton(text) for text in joined_readings(parts, MAX_HAN_READINGS)}
    )


def indexed_parts(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return the parts that are indexed: those of `INDEXED_ROLES`, or all if there are none."""
    return [part for part in parts if part.role in INDEXED_ROLES] or list(parts)


def readings(part: NamePart, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the Latin forms of a query's token that are looked up, most probable first.

    The token as it stands, its romanizations and those of its base forms; of a Belarusian spelling
    the Russian one.
    """
    found: tuple[str, ...] = lexicon.keeping[_readings](part)
    return found


def _readings(part: NamePart, lexicon: Lexicon) -> tuple[str, ...]:
    if part.native:
        romanized = top_romanizations(part.native, MAX_READINGS)
        cognates = [key(word) for word in in_other_script(part.native)]  # as a table has them
        found = [*romanized[:1], part.token, *cognates, *romanized[1:]]
    else:
        found = [part.token, russian_form(part.token)]
    for form in lexicon.base_forms(part):
        found += top_romanizations(form.native) or (form.token,)
    return tuple(dict.fromkeys(found))


def split_cjk_name(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return surname and given name of East Asian names that are written as one token.

    The first character is the surname. Among several tokens, one that is rather a foreign name
    (조던 of 조던 브리지스) is no whole name.
    """
    natives = [
        part.native
        for part in parts
        if 1 < len(part.native) <= MAX_CJK_NAME_LETTERS and scripts(part.native) <= CJK_SCRIPTS
    ]
    if len(parts) > 1:
        natives = [native for native in natives if (native_odds(native) or 0.0) >= 0]
    halves = [_read(native) for whole in natives for native in (whole[:1], whole[1:])]
    return [part for part in halves if part.token]


def _read(native: str) -> NamePart:
    return native_part("".join(strip_marks(latinize(native)).split()), native)


def query_concatenations(
    parts: Sequence[NamePart], unknown: Sequence[NamePart], lexicon: Lexicon
) -> set[str]:
    """Return the terms of rows that may have a token of a query as several, or as an acronym.

    Each of *unknown*, tokens that the table does not have, by its readings, and all *parts* in one.
    """
    if any(part.native for part in parts):
        spellings = {
            reading for part in (*unknown, *split_cjk_name(parts)) for reading in readings(part, lexicon)
        }
    else:
        spellings = {part.token for part in unknown if len(part.token) >= MIN_DELETION}
    joined = "".join(part.token for part in parts)
    terms = {CONCATENATION + compound_skeleton(text) for text in (*spellings, joined)}
    if len(parts) > 1:
        terms.add(HAN_READING + compound_skeleton(joined))
    return terms | acronym_terms(parts[0].token) if len(parts) == 1 else terms


def acronym_terms(token: str) -> set[str]:
    """Return the terms of rows that *token*, the only one of a query, may be an acronym of."""
    return {ACRONYM + token} if MIN_ACRONYM <= len(token) <= MAX_ACRONYM else set()


def query_pair_terms(words: Sequence[NamePart]) -> set[str]:
    """Return the terms of rows that have a token of a query as two, letter by letter.

    Minyoung finds Min-young.
    """
    return {
        CONCATENATED_PAIR + part.token
        for part in words
        if not part.native and len(part.token) >= MIN_DELETION
    }


def adjacent_tokens(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return two and three adjacent tokens as one: a table may have them so."""
    runs = [parts[at : at + size] for size in (2, 3) for at in range(len(parts) - size + 1)]
    return [
        NamePart("".join(part.token for part in run)) for run in runs if not any(part.native for part in run)
    ]
