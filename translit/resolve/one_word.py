"""What speaks against one word that has the look of a name in the table and is a name of its own:
one word is like many.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import takewhile
from unicodedata import normalize

from rapidfuzz.distance import OSA

from translit.errors import UnknownSchemeError
from translit.index.box import BOX
from translit.index.hits import Hit, Spelling
from translit.model import Entity, Kind
from translit.names.initialisms import is_acronym
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.rarity import is_city, is_first_name, is_known
from translit.names.roles import NamePart, Role, script_of_name
from translit.pairs.alignment import Alignment
from translit.pairs.relation import Relation
from translit.resolve.query import Query
from translit.writing.language_facts import language_facts
from translit.writing.scripts import scripts
from translit.writing.sound import VOWELS, skeleton
from translit.writing.text import fold

MIN_STEM = 4  # letters that a name and its case form share
MIN_NAME = 2  # letters before the suffix of a family name
decomposed = partial(normalize, "NFD")
MIN_OTHER_CONSONANTS = 2  # of a word that is another one
LIKENESSES = frozenset({Relation.SPELLED, Relation.ALIKE, Relation.SOUND})
POLISH_OR_GERMAN = frozenset({"ow", "ew"})  # the key of Armenian -ու ends so, too
INDIC = frozenset(["Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu"])
CASED = frozenset({"", "Armn", "Cyrl", "Geor", "Grek"})  # scripts that may write an acronym in capitals


def is_one_word(name: Name) -> bool:
    """Whether a name is one word, and no initial."""
    return len(name.parts) == 1 and name.parts[0].role is not Role.INITIAL


def is_given_name(token: str, lexicon: Lexicon) -> bool:
    """Whether *token* (a key token) is a given name, whoever bears it.

    >>> is_given_name("ferdinand", Lexicon()), is_given_name("merkel", Lexicon())
    (True, False)
    """
    return is_first_name(token) or token in lexicon.given_names


def is_written_otherwise(spelling: Spelling, entity: Entity, name: Name, alignment: Alignment) -> bool:
    """Whether a word in another script is similar to a spelling in a third one, or to one in Latin
    letters of *entity*, which is listed in the script of the query as well.

    What is written in the query's own script, or in Latin letters, says how *entity* is called
    there: a Tamil word is not Ghana for being like 迦納, nor one in Chinese characters Hong Kong
    for being like its Latin name, nor Acharya Adjara for being like აჭარა.
    """
    script, of_alias = name.script, script_of_name(spelling.parts)
    if of_alias == script or (entity.kind is Kind.PERSON and (len(alignment.pairs) > 1 or not script)):
        return False
    if not script:
        return of_alias not in CASED and len(alignment.pairs) == 1 and entity.name.isascii()
    is_latin_enough = bool(of_alias) and entity.name.isascii()
    return is_latin_enough or any(script in scripts(text) for text in _written(entity))


def _written(entity: Entity) -> tuple[str, ...]:
    return tuple(alias.text for alias in entity.listed())


def is_no_acronym(spelling: Spelling, name: Name, alignment: Alignment) -> bool:
    """Whether a word is taken for initial letters, or for an acronym, that it is not written as:
    one in a script without capitals for those of a name in Latin letters, one in small letters for
    an acronym that it is only like (Urs, URSS).
    """
    pair = alignment.pairs[0]
    if pair.relation is Relation.ACRONYM:
        return name.script not in CASED
    if not _is_acronym(spelling):
        return False
    return name.script not in CASED or (pair.relation is not Relation.SAME and not name.text.isupper())


def _is_acronym(spelling: Spelling) -> bool:
    return is_acronym(spelling.alias.text.partition(" (")[0])


def is_word_too(hit: Hit) -> bool:
    """Whether the spelling of *hit* is an acronym that may be read as a word: ВАДА, but not ФСБ."""
    return _is_acronym(hit.spelling) and not VOWELS.isdisjoint(hit.key)


def is_name_of_its_own(query: Query, entity: Entity, alignment: Alignment) -> bool:
    """Whether the query, which is only similar to a name of *entity*, is one word that is known as
    a name: a given name, another city, or a family name that is like a place (Одинцов, Одинцово).

    Where the caller gives the kind, the word is of that kind.
    """
    name, alias = query.name, alignment.pairs[0].alias
    if query.kind is not None or not is_one_word(name):
        return False
    if is_given_name(name.key, name.lexicon):
        return True
    is_listed = not name.script and is_city(name.key)
    if entity.kind is not Kind.PLACE:
        return is_listed
    return (is_listed and is_city(alias.token)) or _ends_as_surname(name.parts[0], alias)


def _ends_as_surname(part: NamePart, alias: NamePart) -> bool:
    """Whether *part* has the suffix of a family name, and *alias* none of its class; Zolochev and
    Zolochiv are one place.
    """
    classes = language_facts().suffix_classes
    of_query, of_alias = (
        {
            number
            for suffix, number in classes.items()
            if token.endswith(suffix)
            and len(token) >= len(suffix) + MIN_NAME
            and not (part.native and suffix in POLISH_OR_GERMAN)
        }
        for token in (part.token, alias.token)
    )
    return bool(of_query) and of_query.isdisjoint(of_alias) and not alias.token.endswith("iv")


def has_other_consonants(name: Name, alignment: Alignment) -> bool:
    """Whether of the consonants of a word in a script of India, which writes them as they are
    heard, no more are those of what it is similar to than are not: மகிழ்கோ (makilko), Maio.
    """
    pair = alignment.pairs[0]
    if name.script not in INDIC or pair.relation not in LIKENESSES:
        return False
    query, alias = skeleton(pair.query.token), skeleton(pair.alias.token)
    return OSA.distance(query, alias) >= max(MIN_OTHER_CONSONANTS, len(alias))


def is_another_place(entity: Entity, alignment: Alignment) -> bool:
    """Whether the query has a word beside the name of a place that makes another place of it, or
    somebody's name: Néa, Ust', Villa; Ó.
    """
    heads = language_facts().place_heads
    return entity.kind is Kind.PLACE and any(part.token in heads for part in alignment.query_left)


def has_marks(text: str, listed: Iterable[str]) -> bool:
    """Whether a word in Latin letters has the diacritics that a word of one of *listed* has, or
    none.

    >>> has_marks("Kiška", ["Andrej Kiska"]), has_marks("Orbán", ["Viktor Orbán"])
    (False, True)

    A typesetter leaves diacritics out, and does not invent them.
    """
    word = fold(text.strip())
    return text.isascii() or any(word in fold(of).replace("-", " ").split() for of in listed)


def is_spelled_by_schemes(text: str, native: str, scheme: str) -> bool:
    """Whether a word in Latin letters has the diacritics that a scheme of the language of *scheme*
    gives a word of *native*, or none.
    """
    if text.isascii():
        return True
    schemes = BOX.vocabulary.schemes
    try:
        of_language = schemes.all(schemes.find(scheme).lang)
    except UnknownSchemeError:
        return True  # of a table of one's own
    return has_marks(
        text, (schemes.romanize(native, None, each.id) for each in of_language if not each.reader)
    )


def is_more_than_a_case(query: Query, base: str) -> bool:
    """Whether one word in Latin letters that may be a case form of *base* (its key) is a name of
    its own as well, or has but three letters of it: Pueblo, Milana, Alby.

    Most languages that are written in Latin letters have no such cases.
    """
    name = query.name
    if query.kind is not None or not is_one_word(name):
        return False
    if is_given_name(name.key, name.lexicon):
        return True
    if name.script:
        return False
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name.key, base, strict=False)))
    is_listed = is_known(name.key) or (is_city(name.key) and is_city(base))
    return is_listed or (name.text.isascii() and stem < MIN_STEM)


def has_stem_marks(text: str, alias: str) -> bool:
    """Whether *text* has no diacritics in what it shares with *alias* that this has not.

    >>> has_stem_marks("Gažo", "Gaza"), has_stem_marks("Prágában", "Prága")
    (False, True)

    A last vowel may be longer before an ending.
    """
    last = len(alias) - 1
    for at, (of_text, of_alias) in enumerate(zip(fold(text), fold(alias), strict=False)):
        if of_text == of_alias:
            continue
        base = decomposed(of_text)
        if base[0] != decomposed(of_alias)[0]:
            return True
        if of_alias.isascii() and not (at == last and base[0] in VOWELS):
            return False
    return True
