"""Find names in a case form (Верховной Рады, Владимира Путина, Ουκρανίας) by the nominatives that
they may come from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.index.hits import Hit
from translit.names.cues import Cues
from translit.text.dictionary import PhraseMatcher
from translit.text.tokenize import Token
from translit.writing.keys import key

MIN_SCHEME_LETTERS = 6  # letters of a form that equals a romanization hardly by chance
MIN_LATIN_LETTERS = 4  # letters of a nominative in Latin letters: endings of many languages are tried
MAX_KEYS = 64  # combinations of forms of a name of several words
MAX_WORDS = 5  # of a name
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def longest(
    words: Sequence[Token], at: int, text: str, phrases: PhraseMatcher, cues: Cues
) -> tuple[int, str, tuple[Hit, ...]]:
    """Return the end of the longest name in a case form that begins at word *at*, its nominative,
    and its hits; (at, "", ()) if none does.

    Any word may stand in its nominative, but not all.
    """
    best: tuple[int, str, tuple[Hit, ...]] = (at, "", ())
    written: dict[str, str] = {"": ""}  # key of a nominative of the words so far -> its letters
    for end in range(at, min(len(words), at + MAX_WORDS)):
        word = words[end]
        if end > at and word.before.strip():
            break
        surface = text[word.start : word.end]
        forms = (
            (word.key, surface),
            *(
                (key(form), _capitalized_like(surface, form))
                for form in cues.base_forms(surface)
                if len(form) >= MIN_LATIN_LETTERS or not form.isascii()
            ),
        )
        written = {
            f"{folded} {k}".strip(): f"{name} {form}".strip()
            for folded, name in written.items()
            for k, form in forms
            if folded or k in phrases.lengths
        }
        if not written or len(written) > MAX_KEYS:
            break
        size = end - at + 1
        as_written = " ".join(w.key for w in words[at : end + 1])
        for folded, name in written.items():
            if folded != as_written and phrases.lengths.get(folded.partition(" ")[0], 0) >> size & 1:
                hits = tuple(hit for hit in phrases.hits(folded, name) if _is_in_script(hit, name))
                if hits and (best[0] < end + 1 or _strength(hits) > _strength(best[2])):
                    best = end + 1, _as_listed(hits) or name, hits
    return best


def _capitalized_like(surface: str, form: str) -> str:
    """Capitalize *form* as *surface* is."""
    return form[0].upper() + form[1:] if surface[0].isupper() else form


def _is_in_script(hit: Hit, name: str) -> bool:
    is_long = len(name) >= MIN_SCHEME_LETTERS and bool(hit.scheme)
    return is_long or bool(_LATIN.search(hit.spelling.alias.text)) == bool(_LATIN.search(name))


def _as_listed(hits: Sequence[Hit]) -> str:
    """Return the nominative as the table writes it, Kijów and not Kijow; "" if it is romanized."""
    return next((hit.spelling.alias.text for hit in hits if not hit.scheme and not hit.is_family), "")


def _strength(hits: Sequence[Hit]) -> int:
    """Return how strongly a nominative is a name: a romanization is the least."""
    return max(3 - hit.is_family - hit.spelling.alias.is_weak - 2 * bool(hit.scheme) for hit in hits)
