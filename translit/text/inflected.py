"""Names in a case form as a sentence has them: Верховной Рады, Владимира Путина, Ουκρανίας; found
by the nominatives they may come from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.index.index import Hit
from translit.names.cues import Cues, nominatives
from translit.text.dictionary import Automaton
from translit.text.tokenize import Token
from translit.writing.keys import key

LONG = 6  # letters of a word that a scheme spells so
MOST_KEYS = 64  # of a name of several words
MOST_WORDS = 5
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def longest(
    words: Sequence[Token], at: int, text: str, automaton: Automaton, cues: Cues
) -> tuple[int, str, tuple[Hit, ...]]:
    """Return behind which token the longest name in a case form ends that begins at *at*, its
    nominative, and whose it is.

    (at, "", ()) if none does. Every word may be in its nominative, not all of them.
    """
    best: tuple[int, str, tuple[Hit, ...]] = (at, "", ())
    written: dict[str, str] = {"": ""}  # key of a nominative of the words so far -> its letters
    for end in range(at, min(len(words), at + MOST_WORDS)):
        word = words[end]
        if end > at and word.before.strip():
            break
        surface = text[word.start : word.end]
        forms = (
            (word.key, surface),
            *((key(form), _like(surface, form)) for form in nominatives(surface, cues)),
        )
        written = {
            f"{folded} {k}".strip(): f"{name} {form}".strip()
            for folded, name in written.items()
            for k, form in forms
            if folded or k in automaton.lengths
        }
        if not written or len(written) > MOST_KEYS:
            break
        size = end - at + 1
        plain = " ".join(w.key for w in words[at : end + 1])
        for folded, name in written.items():
            if folded != plain and automaton.lengths.get(folded.partition(" ")[0], 0) >> size & 1:
                hits = tuple(hit for hit in automaton.hits(folded, name) if _is_in_script(hit, name))
                if hits and (best[0] < end + 1 or _strength(hits) > _strength(best[2])):
                    best = end + 1, name, hits
    return best


def _like(surface: str, form: str) -> str:
    """Give *form* the capital that *surface* has."""
    return form[0].upper() + form[1:] if surface[0].isupper() else form


def _is_in_script(hit: Hit, name: str) -> bool:
    # what a scheme makes of a name, and hardly by chance
    is_long = len(name) >= LONG and bool(hit.scheme)
    return is_long or bool(_LATIN.search(hit.spelling.alias.text)) == bool(_LATIN.search(name))


def _strength(hits: Sequence[Hit]) -> int:
    return max(2 - hit.is_family - hit.spelling.alias.is_weak for hit in hits)
