"""The suffixes of family names: what many end in tells little of who is meant."""

from __future__ import annotations

from translit.writing.language_facts import language_facts
from translit.writing.sound import VOWELS

MIN_STEM = 2  # letters that are left of a name
MIN_COMMON = 4  # letters that names with suffixes of two classes begin with


def surname_suffix(token: str) -> str:
    """Return the longest suffix of *token* that many family names have; "" if it has none.

    >>> surname_suffix("iushchenko"), surname_suffix("reznikov"), surname_suffix("son")
    ('shchenko', '', '')
    """
    suffixes = language_facts().surname_suffixes
    if not token.endswith(suffixes):
        return ""
    fitting = (end for end in suffixes if token.endswith(end) and len(token) >= len(end) + MIN_STEM)
    return next(fitting, "")


def stems(x: str, y: str) -> tuple[str, str] | None:
    """Return what stands before the suffix that both tokens have, or None if they share none.

    >>> stems("herashchenko", "iushchenko"), stems("ivanenko", "ivanova")
    (('hera', 'iu'), None)
    """
    if x[-1] != y[-1]:
        return None
    for end in (surname_suffix(x), surname_suffix(y)):
        if end and x.endswith(end) and y.endswith(end) and min(len(x), len(y)) >= len(end) + MIN_STEM:
            return x[: -len(end)], y[: -len(end)]
    return None


def differ_by_suffix_class(x: str, y: str) -> bool:
    """Whether two tokens have one stem and suffixes of two classes.

    >>> differ_by_suffix_class("medvedev", "medvedchuk")
    True
    >>> differ_by_suffix_class("kolesnik", "kolesnikov")
    True
    >>> differ_by_suffix_class("petrov", "petrova")
    False

    A glide that they begin with is left out: *iermak* and *ermakov* have one stem.
    """
    classes = language_facts().suffix_classes
    x, y = _without_glide(x), _without_glide(y)
    common = next((at for at, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), min(len(x), len(y)))
    if common < MIN_COMMON:
        return False
    if common == min(len(x), len(y)):
        return max(x, y, key=len)[common:] in classes
    cuts = [(classes.get(x[at:]), classes.get(y[at:])) for at in range(MIN_COMMON - 1, common + 1)]
    both = [(one, other) for one, other in cuts if one is not None and other is not None]
    return bool(both) and all(one != other for one, other in both)


def _without_glide(token: str) -> str:
    return token[1:] if token[0] in "ijy" and token[1:2] in VOWELS else token
