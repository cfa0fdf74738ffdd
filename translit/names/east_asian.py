"""Japanese names in the official romanization."""

from __future__ import annotations

import re
from functools import lru_cache

from translit.names.roles import NamePart, Role

KANA = frozenset({"", "Hira", "Kana"})  # scripts of a name that may be so romanized; "": Latin
MIN_WORD = 3  # letters of a word that may be in the official romanization

# What the official romanizations (Kunrei, Nippon) write, and Hepburn's for it (ISO 3602:1989).
_HEPBURN = {
    "sya": "sha", "syu": "shu", "syo": "sho", "tya": "cha", "tyu": "chu", "tyo": "cho",
    "zya": "ja", "zyu": "ju", "zyo": "jo", "dya": "ja", "dyu": "ju", "dyo": "jo",
    "si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu",
}  # fmt: skip
_MORA = "(?:[kgnhbpmr]y[auo]|[kgsztdnhbpmr]?[aiueo]|y[auo]|wa|wo|n(?![aiueoy]))"
_OFFICIAL = re.compile(f"(?:(?:{'|'.join(_HEPBURN)}|k(?=k)|s(?=s)|t(?=t)|p(?=p)|{_MORA}))+")
_CHANGED = re.compile("|".join(_HEPBURN))


@lru_cache(maxsize=4_096)
def hepburn_parts(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """Return a Japanese name in the official romanization, or in kana, as Hepburn writes it; any
    other as it is.

    >>> [p.token for p in hepburn_parts((NamePart("huzita"), NamePart("tosio")))]
    ['fujita', 'toshio']
    >>> [p.token for p in hepburn_parts((NamePart("hu"), NamePart("jintao")))]
    ['hu', 'jintao']

    Every word must be one of its syllables: a name with a syllable that only Hepburn writes is not.
    """
    words = [part for part in parts if part.role in (Role.WORD, Role.FAMILY)]
    if len(words) < 2 or any(part.script not in KANA or len(part.token) < MIN_WORD for part in words):
        return parts
    if not all(_OFFICIAL.fullmatch(part.token) for part in words):
        return parts
    return tuple(_in_hepburn(part) if part in words else part for part in parts)


def _in_hepburn(part: NamePart) -> NamePart:
    token = _CHANGED.sub(lambda found: _HEPBURN[found.group()], part.token)
    return part if token == part.token else part._replace(token=token)
