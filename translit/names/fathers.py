"""Whose child a patronymic says that somebody is: Evgenevich and Iauhenevich are of one father."""

from __future__ import annotations

from translit.names.lexicon import Lexicon

MIN_STEM = 3  # letters of a father's name that are left without the ending
# What a father's name ends in behind the stem of the patronymic: Ivan, Vasil-ii, Petr-o, Nikola-i.
ENDINGS = ("", "ii", "iy", "ij", "y", "i", "j", "o", "a", "yi", "yy")
GLIDES = "iyj"  # one sound before a vowel, as a name begins: Iauhen, Yauhen
VOWELS = "aeou"


def fathers(patronymic: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the groups of given names (`Lexicon.given_names`) that *patronymic*, a token, may be
    made of; empty where no ending of patronymics or no name is known.

    >>> lexicon = Lexicon(
    ...     given_names={"evgenii": ("Evgenii",), "yauhen": ("Evgenii",)},
    ...     patronymic_endings=("evich",),
    ... )
    >>> sorted(fathers("evgenevich", lexicon)), sorted(fathers("iauhenevich", lexicon))
    (['Evgenii'], ['Evgenii'])
    """
    found: set[str] = set()
    for ending in lexicon.patronymic_endings:
        stem = patronymic.removesuffix(ending)
        if len(stem) == len(patronymic) or len(stem) < MIN_STEM:
            continue
        for beginning in _beginnings(stem):
            for end in ENDINGS:
                found.update(lexicon.given_names.get(beginning + end, ()))
    return frozenset(found)


def _beginnings(stem: str) -> tuple[str, ...]:
    if stem[0] in GLIDES and stem[1] in VOWELS:
        return tuple(glide + stem[1:] for glide in GLIDES)
    return (stem,)
