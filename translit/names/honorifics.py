"""Titles that are written together with the name: 习近平主席, プーチン大統領, ประธานาธิบดีปูติน."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, native_part, with_role
from translit.writing.keys import latinize, strip_marks
from translit.writing.text import fold

MIN_BESIDE_SHORT = 2  # characters of a name beside a title of one character: 田中様, but not 仁様
MAX_ABBREVIATED = 6  # characters of a title before its first point: പ്രൊഫ.
MIN_HANGUL = 2  # syllables of a Korean name beside a title: 김대통령 may be a name, too
# Thai letters that no word begins with: a vowel sign behind its consonant, a tone mark
THAI_INNER = frozenset(map(chr, (*range(0x0E2F, 0x0E40), *range(0x0E45, 0x0E50))))

_POINTED = re.compile(r"[^\s\-.,/|]+(?= ?\.)")


def pointed_words(text: str) -> frozenset[str]:
    """Return the words of *text*, folded, that a point is behind.

    >>> sorted(pointed_words("मा. राम शर्मा"))
    ['मा']
    """
    return frozenset(_POINTED.findall(fold(text))) if "." in text else frozenset()


def unglue_titles(
    parts: Sequence[NamePart], lexicon: Lexicon, pointed: frozenset[str] = frozenset()
) -> list[NamePart]:
    """Return *parts* with each title that is written together with a name as a part of its own.

    >>> lexicon = Lexicon(glued_titles_after=("氏",))
    >>> [(p.native, p.role.name) for p in unglue_titles([native_part("", "プーチン氏")], lexicon)]
    [('プーチン', 'WORD'), ('氏', 'TITLE')]

    Several may stand in a row, or apart from the name. A word that is but titles stays as it is.
    *pointed*: the words with a point behind, among which titles are that are cut short: मा., พล.อ.
    """
    count = _abbreviated(parts, lexicon, pointed) if pointed else 0
    found = [with_role(part, Role.TITLE) for part in parts[:count]]
    for at, part in enumerate(parts[count:], count):
        if part.native and part.role is Role.WORD and not _is_title(part, lexicon):
            apart = (
                at > 0 and part.native in lexicon.glued_titles_after,
                at < len(parts) - 1 and part.native in lexicon.glued_titles_before,
            )
            if any(apart):
                found.append(with_role(part, Role.TITLE))
                continue
            before, rest, after = _divided(part.native, lexicon)
            if rest != part.native:
                found += [_part(title, Role.TITLE) for title in before]
                is_title = at > 0 and rest in lexicon.glued_titles_after  # 교수님 behind a name
                found.append(_part(rest, Role.TITLE if is_title else Role.WORD))
                found += [_part(title, Role.TITLE) for title in after]
                continue
        found.append(part)
    return found


def _abbreviated(parts: Sequence[NamePart], lexicon: Lexicon, pointed: frozenset[str]) -> int:
    """Return how many words in front are titles that are cut short, before a word that is not."""
    count = 0
    while count < len(parts) - 1 and parts[count].native in pointed:
        if len(parts[count].native) > MAX_ABBREVIATED:
            break
        for title in lexicon.glued_titles_before:
            words = title[:-1].split(".")
            end = count + len(words)
            if title[-1] == "." and [part.native for part in parts[count:end]] == words and end < len(parts):
                count = end
                break
        else:
            break
    # د. is a doctor, but not in front of another initial
    is_name = count < len(parts) and len(parts[count].native or parts[count].token) > 1
    return count if is_name else 0


def _is_title(part: NamePart, lexicon: Lexicon) -> bool:
    """Whether the whole word is a title: नेताजी, though जी stands behind names."""
    return any(
        (part.token,) in known.get(part.token, ()) for known in (lexicon.titles, lexicon.ambiguous_titles)
    )


def _divided(word: str, lexicon: Lexicon) -> tuple[list[str], str, list[str]]:
    before: list[str] = []
    after: list[str] = []
    while True:
        title = next((t for t in lexicon.glued_titles_after if word.endswith(t)), "")
        if title and _is_name(word[: -len(title)], title):
            word, after = word[: -len(title)], [title, *after]
            continue
        title = next((t for t in lexicon.glued_titles_before if word.startswith(t)), "")
        if not title or not _is_name(word[len(title) :], title):
            return before, word, after
        word, before = word[len(title) :], [*before, title]


def _is_name(rest: str, title: str) -> bool:
    """Whether *rest* may be a name that *title* was written beside."""
    if not rest or rest[0] in THAI_INNER:
        return False
    is_hangul = "가" <= rest[-1] <= "힣"
    return len(rest) >= (MIN_HANGUL if is_hangul else MIN_BESIDE_SHORT if len(title) == 1 else 1)


def _part(native: str, role: Role) -> NamePart:
    return native_part("".join(strip_marks(latinize(native)).split()), native, role)
