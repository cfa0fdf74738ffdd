"""The base forms (nominatives) that a word may be a case form of, by tables of endings."""

from __future__ import annotations

from collections.abc import Mapping

from translit.names.roles import NamePart, Role
from translit.writing.keys import latinize, strip_marks
from translit.writing.scripts import script_of

# By script: an ending of a case form, and the endings of the base forms that it may be of.
Endings = Mapping[str, Mapping[str, tuple[str, ...]]]
MIN_STEM = 2  # letters before an ending: Рим-а
MIN_LONGER = 3  # letters that a name has before its ending, or in it: Києві is of Київ
UNINFLECTED = frozenset({Role.INITIAL, Role.TITLE, Role.LEGAL})


def base_forms(word: str, endings: Endings, *, min_longer: int = 0) -> tuple[str, ...]:
    """Return the base forms of a folded *word*, those of its longest ending first; most are no
    word.

    >>> base_forms("мединского", {"Cyrl": {"ого": ("ий", "ый"), "о": ("а",)}})
    ('мединский', 'мединскый', 'мединскога')

    *min_longer*: letters that what stands before the ending has, or the ending.
    """
    if not word:
        return ()
    of_script = endings.get(script_of(word[-1]), {})
    size = len(word)
    longest = min(max(map(len, of_script), default=0), size - MIN_STEM)
    forms = (
        word[: size - length] + base
        for length in range(longest, -1, -1)
        if max(length, size - length) >= min_longer
        for base in of_script.get(word[size - length :], ())
    )
    return tuple(dict.fromkeys(forms))


def base_forms_of_part(part: NamePart, endings: Endings) -> tuple[NamePart, ...]:
    """Return the base forms of *part* in its own script, each with its Latin letters."""
    if part.role in UNINFLECTED:
        return ()
    forms = base_forms(part.native or part.token, endings, min_longer=MIN_LONGER)
    if not part.native:
        return tuple(part._replace(token=form) for form in forms)
    return tuple(
        part._replace(token="".join(strip_marks(latinize(form)).split()), native=form) for form in forms
    )
