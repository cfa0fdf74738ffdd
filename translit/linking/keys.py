"""Blocking keys: a few short texts that most variants of one name share, for other engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from translit.index.terms import readings, split_cjk_name
from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import NamePart, Role
from translit.writing.language_facts import language_facts
from translit.writing.sound import initial_class, skeleton
from translit.writing.text import fold

# The first character of every key; it is raised when a name gets other keys than before.
VERSION = "1"
# What follows is chosen on half of the tasks of benchmarks/keys.py, which prints what it gives.
WITHOUT = frozenset({Role.TITLE, Role.LEGAL, Role.SUFFIX, Role.PARTICLE, Role.ACRONYM})
MAX_WORDS = 6  # of a name
MAX_READINGS = 6  # of a word in another script
MIN_ALONE = 4  # consonants of a word that is a key without another one beside it
MIN_AFTER_ARTICLE = 3  # letters that an Arabic article leaves
MAX_KEYS = 64  # of a name with many words and readings


def blocking_keys(text: str, lexicon: Lexicon, *, kind: Kind | None = None) -> tuple[str, ...]:
    """Return the keys of a name, sorted. See `translit.keys`."""
    if fold(text) in lexicon.placeholders:
        return ()
    name = Name(text, lexicon, kind=kind)
    parts = [part for part in name.parts if part.role not in WITHOUT and part.token]
    words = [part for part in parts if part.role is not Role.INITIAL][:MAX_WORDS]
    initials = {initial_class(part.token) for part in parts if part.role is Role.INITIAL}
    spelled = [_spellings(word, lexicon) for word in words]
    found = set(_keys(spelled, initials, is_alone=True))
    if halves := split_cjk_name(name.parts):
        found.update(_keys([_spellings(half, lexicon) for half in halves], (), is_alone=False))
    if len(spelled) == 1 and not initials:
        found.update(_without_one(tuple(found)))
    elif len(spelled) == 2:  # Hong Kong is Hongkong
        found.update(_keys([[spelled[0][0] + spelled[1][0]]], (), is_alone=True))
    elif len(spelled) == 3:  # Nam In-soon is 남인순: surname and given name
        first, second, third = spelled
        found.update(_keys([first, [second[0] + third[0]]], (), is_alone=False))
        found.update(_keys([[first[0] + second[0]], third], (), is_alone=False))
    if not found and name.core_key:  # initials, or nothing but titles
        found.add(VERSION + name.core_key.replace(" ", ""))
    return tuple(sorted(found)[:MAX_KEYS])


def _spellings(part: NamePart, lexicon: Lexicon) -> list[str]:
    """Return the Latin forms of a token, the likeliest first; those of Arabic without its article,
    too.
    """
    forms = list(readings(part, lexicon)[:MAX_READINGS])
    if part.script == "Arab":
        articles = tuple(language_facts().arabic_articles)
        for form in forms[:]:
            article = next((of for of in articles if form.startswith(of)), "")
            if article and len(form) >= len(article) + MIN_AFTER_ARTICLE:
                forms.append(form.removeprefix(article))
    return forms or [part.token]


def _without_one(alone: Iterable[str]) -> Iterator[str]:
    """Yield the keys of a single word without one of its consonants, the deletions of SymSpell: no
    other word makes good for a letter that is wrong. Naftogaz is Naftohaz.
    """
    for key in alone:
        if len(key) > MIN_ALONE and "." not in key:
            for place in range(len(VERSION), len(key)):
                yield key[:place] + key[place + 1 :]


def _keys(spelled: Sequence[Sequence[str]], initials: Iterable[str], *, is_alone: bool) -> Iterator[str]:
    """Yield a key for the consonants of each word with the first letter of each other one; for a
    word alone if there is no other, or if it has many.
    """
    bones = [{"".join(sorted(skeleton(form))) for form in forms} for forms in spelled]
    firsts = [{initial_class(form) for form in forms} for forms in spelled]
    given = set(initials)
    for place, of_word in enumerate(bones):
        others = given.union(*(firsts[other] for other in range(len(firsts)) if other != place))
        for consonants in of_word:
            if is_alone and (not others or len(consonants) >= MIN_ALONE):
                yield f"{VERSION}{consonants}"
            for first in others:
                yield f"{VERSION}{consonants}.{first}"
