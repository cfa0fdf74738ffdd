"""What of a name in any script counts beside one in Latin letters."""

from __future__ import annotations

from translit.names.compounds import has_compound
from translit.names.east_asian import hepburn_parts
from translit.names.roles import NamePart, Role
from translit.pairs.inner_acronyms import NO_ORGANISATION

LatinForm = tuple[tuple[str, Role, str, str], ...]
# scripts of names of which native letters, or the language, say how they are read
READ_BY_LANGUAGE = frozenset({"Arab", "Hani", "Hira", "Kana"})


def latin_form(parts: tuple[NamePart, ...]) -> LatinForm | None:
    """Return what an alignment with a name in Latin letters reads of *parts*: of two names that
    have it in common it is the same.

    >>> kyiv = NamePart("kyiv", Role.FAMILY, "Київ", "Cyrl")
    >>> latin_form((kyiv,)) == latin_form((NamePart("kyiv", Role.FAMILY),))
    True

    None where native letters or the language count: compounds of Arabic, Chinese characters,
    Japanese. Of a name that may be an organisation's the scripts belong to it: initial letters
    stand for words in Latin letters only.
    """
    if has_compound(parts) or hepburn_parts(parts) != parts:
        return None
    is_person = False
    for part in parts:
        if part.script in READ_BY_LANGUAGE:
            return None
        if part.role in NO_ORGANISATION:
            is_person = True
    return tuple([(part.token, part.role, part.marks, "" if is_person else part.script) for part in parts])
