"""What the words around a name say of it; compiled from
`aliases/words/{demonyms,lookalikes,headwords,called_after,ordinary}.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from itertools import product
from math import prod
from typing import Any

from translit.names.inflection import Endings, base_forms
from translit.record import field, record
from translit.writing.keys import key
from translit.writing.text import fold

MAX_CASE_WORDS = 4  # words of a name of which case forms are looked up
MAX_CASE_KEYS = 64  # of a name
MAX_BASE_FORMS = 16  # of a word that are looked up
MIN_STEM, MAX_STEM = 4, 18  # letters of the shortest and the longest stem
CACHED_WORDS = 8_192  # whose base forms are kept
CACHED_POSSESSIVES = 4_096


@record
class CalledAfter:
    """Words beside which a name is that of a street, a house, a ship or a dish, folded, each with
    its languages (ISO 639); `aliases/words/called_after.yaml` has the fields.
    """

    streets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    things: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    towns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    characters_behind: tuple[str, ...] = ()
    no_characters: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, tables: Mapping[str, Any]) -> CalledAfter:
        """Read what `dataclasses.asdict` gave as JSON."""
        words: dict[str, Any] = {
            name: {word: tuple(of) for word, of in value.items()}
            if isinstance(value, Mapping)
            else tuple(value)
            for name, value in tables.items()
        }
        return cls(**words)


class _Caches:
    """Holds what cached properties keep, which the slots of a record have no room for."""


@record
class Cues(_Caches):
    """Look-up tables over match keys, but `ordinary` over folded words: what is small in one script
    is an initial in another.

    `demonyms` maps a word for the people of a country to the country (ISO 3166-1), `country_stems`
    the beginning of such a word, `demonym_stems` that of one which may be a name as well (Nemtsov,
    of the Germans); `places` maps a country to the name that tables have for it. `lookalikes` are
    names that are something else as well, with the words (disqualifiers) beside which they are.
    `prefix_heads` and `suffix_heads` are words before and behind a name that make a longer name of
    it, `org_heads` those behind one of an organisation; `prepositions` stand before places.
    `ordinary` words have their capital from the sentence. `endings` maps, by script, an ending of a
    case to the endings of the base forms it can be of, `possessives` that of a possessive adjective
    to the endings of the possessor's name. `called_after`: beside what a name is a street's or a
    ship's.
    """

    demonyms: Mapping[str, str] = field(default_factory=dict)
    country_stems: Mapping[str, str] = field(default_factory=dict)
    demonym_stems: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    lookalikes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefix_heads: frozenset[str] = frozenset()
    suffix_heads: frozenset[str] = frozenset()
    org_heads: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    endings: Endings = field(default_factory=dict)
    possessives: Endings = field(default_factory=dict)
    called_after: CalledAfter = field(default_factory=CalledAfter)

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def country_of(self, word: str) -> str | None:
        """Return the country that a word (a match key) says something is of, or None.

        >>> cues = Cues(demonyms={"ukrainian": "UA"}, country_stems={"ukrainsk": "UA"})
        >>> [cues.country_of(word) for word in ("ukrainian", "ukrainians", "ukrainskoi", "ukraine")]
        ['UA', 'UA', 'UA', None]
        """
        found = self.demonyms.get(word)
        if found is None and word.endswith("s"):
            found = self.demonyms.get(word[:-1])
        return found or _by_stem(word, self.country_stems)

    def people_of(self, word: str) -> str | None:
        """Return the country of which a word (a match key) that is no name, though it may look like
        one, says something, or None.

        >>> cues = Cues(country_stems={"ukrainsk": "UA"}, demonym_stems={"nemts": "DE"})
        >>> cues.people_of("nemtsov"), cues.country_of("nemtsov"), cues.people_of("ukrainskoi")
        ('DE', None, 'UA')
        """
        return self.country_of(word) or _by_stem(word, self.demonym_stems)

    def is_ordinary(self, word: str) -> bool:
        """Whether *word*, as written, has its capital from the sentence rather than from a name; an
        acronym has its own.
        """
        return word.lower() in self.ordinary

    @cached_property
    def countries(self) -> frozenset[str]:
        """The names that tables have for countries."""
        return frozenset(self.places.values())

    @cached_property
    def words_of_phrases(self) -> frozenset[str]:
        """The words of the phrases with a place in them."""
        return frozenset(word for phrase in self.called_after.phrases for word in phrase.split())

    @cached_property
    def base_forms(self) -> Callable[[str], tuple[str, ...]]:
        """The base forms, in lower case, that a word may be a case form of; most are no word.

        >>> Cues(endings={"Cyrl": {"ы": ("а", "")}}).base_forms("Рады")
        ('рада', 'рад')
        """
        return lru_cache(CACHED_WORDS)(lambda word: base_forms(fold(word), self.endings)[:MAX_BASE_FORMS])

    @cached_property
    def possessive_bases(self) -> Callable[[str], tuple[str, ...]]:
        """The names, in lower case, that a word may be a Slavic possessive adjective of; most are
        no name.

        >>> Cues(possessives={"Latn": {"ova": ("", "o")}}).possessive_bases("Tuskova")
        ('tusk', 'tusko')
        """
        return lru_cache(CACHED_POSSESSIVES)(
            lambda word: base_forms(fold(word), self.possessives)[:MAX_BASE_FORMS]
        )

    def nominatives(self, text: str) -> list[str]:
        """Return the match keys of the nominatives that the words of a name may be case forms of,
        less a preposition before them; none of a long one.

        >>> Cues(endings={"Cyrl": {"ы": ("а",)}}).nominatives("Рады")
        ['rada']
        """
        words = text.split()
        if len(words) > 1 and key(words[0]) in self.prepositions:
            words = words[1:]
        if len(words) > MAX_CASE_WORDS:
            return []
        forms = [tuple(dict.fromkeys((key(word), *map(key, self.base_forms(word))))) for word in words]
        if prod(map(len, forms)) > MAX_CASE_KEYS:
            return []
        return [" ".join(of_words) for of_words in product(*forms)][1:]

    def to_json(self) -> dict[str, object]:
        """Return the tables as JSON values; sets sorted, so that equal cues give equal texts."""
        from dataclasses import asdict  # only who compiles tables needs it

        return {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, tables: Mapping[str, object]) -> Cues:
        """Read what `to_json` gave."""
        frozen: dict[str, object] = {
            name: frozenset(value) if isinstance(value, list) else value for name, value in tables.items()
        }
        for name in ("endings", "possessives"):
            endings: Mapping[str, Mapping[str, list[str]]] = tables[name]  # type: ignore[assignment]
            frozen[name] = {
                script: {end: tuple(of) for end, of in ends.items()} for script, ends in endings.items()
            }
        frozen["lookalikes"] = {key: tuple(words) for key, words in tables["lookalikes"].items()}  # type: ignore[attr-defined]
        frozen["called_after"] = CalledAfter.from_json(tables["called_after"])  # type: ignore[arg-type]
        return cls(**frozen)  # type: ignore[arg-type]


def _by_stem(word: str, stems: Mapping[str, str]) -> str | None:
    """Return what the longest of *stems* that *word* begins with stands for, None if it begins with
    none.
    """
    ends = range(min(len(word), MAX_STEM), MIN_STEM - 1, -1)
    return next((stems[word[:end]] for end in ends if word[:end] in stems), None)
