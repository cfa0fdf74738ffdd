"""Names of Arabic origin that are one name in several words, however they are divided: عبد الرحمن,
Abd al-Rahman, Abdurrahman.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from translit.names.roles import NamePart, Role, native_part
from translit.writing.language_facts import language_facts
from translit.writing.sound import skeleton
from translit.writing.spelling import top_romanizations

SCRIPT = "Arab"
_ARABIC_VARIANTS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
# The same in one token: Abdelkader, Abdurrahman; Badreddine, Nuruddin; Hidayatullah, Fathulla. What
# it is made of is a group.
_SERVANT = re.compile(
    r"abd(?:[aeiou]{1,2}(?:l|(?P<sun>[rsntdz])(?=(?P=sun)))?)?(?P<of>[^aeiou].{2,}|a[^aeiou].{2,})"
)
_FATHER = re.compile(r"ab(?:u|ou|o)(?:l(?=[^aeiou]))?(?P<of>[^aeiou].{2,}|[aeio][^aeiou].{2,})")
_FAITH = re.compile(r"(?P<first>.{3,}?)(?:[aeou]?[ld])?[aeou]?d(?:i|ee|ei)ne?")
_GOD = re.compile(r"(?P<first>.{3,}?)(?:[aeou]{0,2}l?lah|[aou]lla)")
_ENDINGS = ("din", "dine", "deen", "dein", "lah", "lla")
_APART = frozenset({Role.TITLE, Role.INITIAL, Role.SUFFIX, Role.LEGAL})


def is_arabic(parts: Sequence[NamePart]) -> bool:
    """Whether a name, or a part of it, is written in Arabic letters."""
    for part in parts:  # noqa: SIM110  # a generator costs three times as much
        if part.script == SCRIPT:
            return True
    return False


def has_compound(parts: Sequence[NamePart]) -> bool:
    """Whether a name has a word that others may be glued to."""
    return not language_facts().arabic_words.isdisjoint([part.token for part in parts])


def glue(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """Return *parts* with the words of each compound, and an article with its name, as one token.

    >>> al, el = NamePart("al", Role.PARTICLE), NamePart("el", Role.PARTICLE)
    >>> parts = NamePart("abd"), al, NamePart("rahman"), el, NamePart("amir")
    >>> [part.token for part in glue(parts)]
    ['abdalrahman', 'elamir']
    >>> parts = native_part("nur", "نور"), native_part("aldin", "الدین"), native_part("khan", "خان")
    >>> [part.native for part in glue(parts)]
    ['نورالدین', 'خان']
    """
    prefixes, suffixes = language_facts().arabic_prefixes, language_facts().arabic_suffixes
    groups: list[list[NamePart]] = []
    for part in parts:
        if part.role in _APART:
            groups.append([part])
            continue
        if _written(part) in suffixes and len(groups) > 1 and all(map(_is_article, groups[-1])):
            articles = groups.pop()
            groups[-1] += articles
        before = groups[-1][-1] if groups and groups[-1][-1].role not in _APART else None
        if before is not None and (
            _written(before) in prefixes or _is_article(before) or _written(part) in suffixes
        ):
            groups[-1].append(part)
        else:
            groups.append([part])
    return parts if len(groups) == len(parts) else tuple(map(_one, groups))


def divided(token: str) -> tuple[str, str]:
    """Return what a compound, written as one token in Latin letters, is made with (abd, abu, din,
    lah) and of; ("", token) for all others.

    The article, and what it becomes before some letters, is left out.

    >>> divided("badreddine"), divided("badraldin"), divided("abdurrahman")
    (('din', 'badr'), ('din', 'badr'), ('abd', 'rahman'))
    >>> divided("hidayatullah"), divided("reznikov")
    (('lah', 'hidayat'), ('', 'reznikov'))
    >>> divided("abubakr"), divided("aboulfazl"), divided("abuja")
    (('abu', 'bakr'), ('abu', 'fazl'), ('', 'abuja'))
    """
    return _divided(token) if token.startswith("ab") or token.endswith(_ENDINGS) else ("", token)


@lru_cache(maxsize=4_096)
def _divided(token: str) -> tuple[str, str]:
    if token.startswith("abd") and (found := _SERVANT.fullmatch(token)):
        return "abd", found["of"]
    if token.startswith("ab") and (found := _FATHER.fullmatch(token)):
        return "abu", found["of"]
    if token.endswith(_ENDINGS) and (found := _FAITH.fullmatch(token) or _GOD.fullmatch(token)):
        return ("lah" if token.endswith(("lah", "lla")) else "din"), found["first"]
    return "", token


def compound_skeleton(token: str) -> str:
    """Return the skeleton of a token, the article of a compound left out."""
    made_with, of = divided(token)
    return skeleton(made_with + of)


def words_of(parts: Sequence[NamePart]) -> list[NamePart]:
    """Return what a name with compounds is found by: the compounds, and of their words those that
    others have not as well.

    >>> al = NamePart("al", Role.PARTICLE)
    >>> parts = NamePart("abd"), al, NamePart("rahman"), NamePart("khan")
    >>> [part.token for part in words_of(parts)]
    ['al', 'rahman', 'khan', 'abdalrahman']
    """
    facts, whole = language_facts(), glue(tuple(parts))
    common = facts.arabic_prefixes | facts.arabic_suffixes
    single = [part for part in parts if part in whole or _written(part) not in common]
    return [*single, *(part for part in whole if part not in parts)]


def _written(part: NamePart) -> str:
    return part.native.translate(_ARABIC_VARIANTS) if part.native else part.token


def _is_article(part: NamePart) -> bool:
    return part.role is Role.PARTICLE and part.token in language_facts().arabic_articles and not part.native


def _one(group: Sequence[NamePart]) -> NamePart:
    if len(group) == 1:
        return group[0]
    native = "".join(part.native for part in group) if all(part.native for part in group) else ""
    token = "".join(_spelled(part) for part in group) if native else "".join(part.token for part in group)
    role = group[-1].role
    return native_part(token, native, role) if native else NamePart(token, role)


def _spelled(part: NamePart) -> str:
    """Return how a native word of a compound is likely written in Latin letters."""
    usual = language_facts().arabic_romanizations.get(_written(part))
    return usual or (top_romanizations(part.native) or (part.token,))[0]
