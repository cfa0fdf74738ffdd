"""Slavic case forms: the nominatives that a token of a name may come from."""

from __future__ import annotations

from functools import lru_cache

from translit.names.lexicon import Lexicon
from translit.names.parts import NamePart, Role
from translit.writing.keys import latinize, strip_marks

MIN_STEM = 3  # letters before a case ending, or of the ending: Києві is of Київ


@lru_cache(maxsize=16_384)
def nominatives(part: NamePart, lexicon: Lexicon) -> tuple[NamePart, ...]:
    """Return the nominatives that *part* may be a Slavic case form of, as a rule would make them;
    most are no word.

    >>> lexicon = Lexicon(inflections={"Cyrl": {"ого": ("ий", "ый"), "о": ("а",)}})
    >>> [p.native for p in nominatives(NamePart("medinskogo", native="мединского"), lexicon)]
    ['мединский', 'мединскый', 'мединскога']
    """
    if part.role in (Role.INITIAL, Role.TITLE, Role.LEGAL):
        return ()
    written = part.native or part.token
    endings = lexicon.inflections.get("Cyrl" if part.native else "Latn", {})
    longest = max(map(len, endings), default=0)
    forms: list[str] = []
    for length in range(min(longest, len(written) - 2), 0, -1):
        stem = written[:-length]
        if len(stem) < MIN_STEM and length < MIN_STEM:
            continue
        forms += [stem + nominative for nominative in endings.get(written[-length:], ())]
    if not part.native:
        return tuple(part._replace(token=form) for form in dict.fromkeys(forms))
    return tuple(
        part._replace(token="".join(strip_marks(latinize(form)).split()), native=form)
        for form in dict.fromkeys(forms)
    )
