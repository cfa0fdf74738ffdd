"""The language data that names are read by: given names, titles, legal forms, particles, endings;
compiled from `aliases/{names,words}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from translit.names.inflection import Endings, base_forms_of_part
from translit.names.roles import NamePart

CACHED_PARTS = 4_096  # whose base forms are kept: 1 MB
CACHED_ANSWERS = 4_096  # of each function that `keeping` keeps: 1 MB

MAX_PHRASE = 9  # tokens of the longest title or legal form that is listed
MAX_PHRASES = 12  # titles, or legal forms, that are read in a row at one end of a name

Refusal = Callable[[Exception], Exception | None]
Groups = Mapping[str, tuple[str, ...]]
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


class Keeping(dict[Callable[..., Any], Callable[..., Any]]):
    """By a function of some names and a lexicon, its last argument, one of the names alone that
    keeps what it returned: what was found by a lexicon goes with it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        lexicon = self._lexicon
        # several threads may come here at once: one of their caches stays
        return self.setdefault(function, lru_cache(CACHED_ANSWERS)(lambda *names: function(*names, lexicon)))


class Lexicon:
    """Look-up tables over key tokens (what `keys.tokens` gives: Latin, lower case).

    `given_names` maps a token to the given-name groups it is a full form of, `nicknames` to those
    it is a nickname of, `cognates` to the origin that several groups share; `surname_variants` to
    the family names that it is a romanization of, `words` to the groups of words with one meaning.
    `inflections` maps, by script, an ending of a Slavic case to the nominative endings it can be
    of. Phrase tables map a first token to the phrases that begin with it, longest first: `titles`
    stand before a name, `titles_after` behind it, `ambiguous_titles` are names as well;
    `glued_titles_before` and `glued_titles_after` are written together with it, in folded native
    letters, the longest first. `group_genders` is m or f by group of given names, `title_genders`
    by the token of a title: Mrs. `legal` are legal forms; `legal_categories` maps one, its tokens
    with spaces between, to what it is called in all countries (LLC, JSC …). `descriptors` are words
    that describe an organisation (Bank, General), `organisations` those of them that tell it from a
    person, `function_words` the words that its name is whole without (of, and, der).
    `country_scripts` maps a country to the scripts beside Latin in which its own names are written,
    `country_languages` to the languages that are at home there.

    A table that is not given is empty. Those of `from_texts` are left out until they are asked for.
    """

    given_names: Groups
    nicknames: Groups
    cognates: Groups
    surname_variants: Groups
    words: Groups
    titles: Phrases
    titles_after: Phrases
    ambiguous_titles: Phrases
    legal: Phrases
    legal_categories: Mapping[str, str]
    glued_titles_before: tuple[str, ...]
    glued_titles_after: tuple[str, ...]
    group_genders: Mapping[str, str]
    title_genders: Mapping[str, str]
    descriptors: frozenset[str]
    organisations: frozenset[str]
    function_words: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    patronymic_endings: tuple[str, ...]
    gendered_endings: frozenset[tuple[str, str]]
    inflections: Endings
    placeholders: frozenset[str]
    country_scripts: Mapping[str, tuple[str, ...]]
    country_languages: Mapping[str, tuple[str, ...]]

    def __init__(self, **tables: Any) -> None:
        if unknown := tables.keys() - set(TABLES):
            raise TypeError(f"Lexicon has no table {min(unknown)!r}")
        self.__dict__.update(tables)
        self._texts: Sequence[str] = ()
        self._refusal: Refusal | None = None
        self.keeping = Keeping(self)

    def is_foreign_script(self, script: str, country: str | None) -> bool:
        """Whether *country* writes its own names in other scripts than *script* (ISO 15924; "" for
        Latin).

        >>> Lexicon(country_scripts={"CN": ("Hani",)}).is_foreign_script("Hani", "FR")
        True

        Where the country is not known, no script is foreign.
        """
        return bool(script and country) and script not in self.country_scripts.get(country or "", ())

    def are_foreign_languages(self, langs: Iterable[str], country: str | None) -> bool:
        """Whether none of *langs* (ISO 639-1) is at home in *country*, which is known.

        >>> Lexicon(country_languages={"DZ": ("ar", "fr")}).are_foreign_languages(["lv"], "DZ")
        True
        """
        at_home = self.country_languages.get(country or "")
        return at_home is not None and bool(langs) and not any(lang in at_home for lang in langs)

    def genders(self, token: str) -> frozenset[str]:
        """Return the genders, m or f, of those who bear the given name *token*; empty where that is
        not known, or the name is borne by both.

        >>> lexicon = Lexicon(given_names={"denis": ("Denis",)}, group_genders={"Denis": "m"})
        >>> sorted(lexicon.genders("denis")), sorted(lexicon.genders("roy"))
        (['m'], [])
        """
        return frozenset(self.group_genders.get(group, "") for group in self.given_names.get(token, ())) - {
            ""
        }

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The given names, nicknames, family names of several romanizations and words of some
        meaning.
        """
        return frozenset().union(self.given_names, self.words, self.nicknames, self.surname_variants)

    @cached_property
    def base_forms(self) -> Callable[[NamePart], tuple[NamePart, ...]]:
        """The base forms that a part may be a Slavic case form of, as rules make them.

        >>> lexicon = Lexicon(inflections={"Cyrl": {"ого": ("ий", "ый"), "о": ("а",)}})
        >>> [p.native for p in lexicon.base_forms(NamePart("medinskogo", native="мединского"))]
        ['мединский', 'мединскый', 'мединскога']
        """
        return lru_cache(maxsize=CACHED_PARTS)(lambda part: base_forms_of_part(part, self.inflections))

    def to_texts(self) -> list[str]:
        """Return each table as JSON, in the order of `TABLES`; equal tables give equal texts."""
        tables = (_packed(name, getattr(self, name)) for name in TABLES)
        return [json.dumps(table, ensure_ascii=False, separators=(",", ":")) for table in tables]

    @classmethod
    def from_texts(cls, texts: Sequence[str], refusal: Refusal | None = None) -> Lexicon:
        """Return the lexicon that `to_texts` wrote; each table is read when it is first asked for:
        a first answer waits for the others no longer than for their bytes.

        *refusal* gives the error to raise where a text is none that `to_texts` wrote.
        """
        lexicon = cls()
        lexicon._texts, lexicon._refusal = texts, refusal
        return lexicon

    def _read(self, name: str) -> object:
        try:
            table = _unpacked(name, json.loads(self._texts[TABLES.index(name)]))
            if type(table) is not type(_empty(name)):
                raise ValueError(f"the language data {name!r} are {type(table).__name__}")
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise (self._refusal and self._refusal(error)) or error from None
        return table

    if not TYPE_CHECKING:  # for mypy, a lexicon has the tables above and no others

        def __getattr__(self, name: str) -> Any:
            if name not in TABLES:
                raise AttributeError(f"Lexicon has no table {name!r}")
            table = self._read(name) if self._texts else _empty(name)
            self.__dict__[name] = table
            return table


TABLES = tuple(Lexicon.__annotations__)
_GROUPS = {"given_names", "nicknames", "cognates", "surname_variants", "words"}
_PHRASES = {"titles", "titles_after", "ambiguous_titles", "legal"}
_SEQUENCES = {"country_scripts", "country_languages"}
_SETS = {
    "descriptors",
    "organisations",
    "function_words",
    "particles",
    "suffixes",
    "gendered_endings",
    "placeholders",
}
_TUPLES = {"glued_titles_before", "glued_titles_after", "patronymic_endings"}
BESIDE = "\t"  # stands between the groups of a token in a compiled file


def _empty(name: str) -> object:
    return frozenset() if name in _SETS else () if name in _TUPLES else {}


def _packed(name: str, table: Any) -> object:
    """Return a table as JSON values: few long texts rather than many short ones, since a first
    answer waits for them.

    Groups are written as texts of the tokens that have them, phrases as texts of their words.
    """
    if name in _GROUPS:
        tokens: dict[str, list[str]] = {}
        for token, groups in sorted(table.items()):
            tokens.setdefault(BESIDE.join(groups), []).append(token)
        return {groups: " ".join(of) for groups, of in sorted(tokens.items())}
    if name in _PHRASES:
        return [" ".join(phrase) for _, phrases in sorted(table.items()) for phrase in phrases]
    return sorted(table) if isinstance(table, frozenset) else table


def _unpacked(name: str, value: Any) -> object:
    if name in _GROUPS:
        of_token: dict[str, tuple[str, ...]] = {}
        for groups, tokens in value.items():
            of_token |= dict.fromkeys(tokens.split(" "), tuple(groups.split(BESIDE)))
        return of_token
    if name in _PHRASES and isinstance(value, list):
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for text in value:
            words = tuple(text.split(" "))
            phrases.setdefault(words[0], []).append(words)
        return {first: tuple(of) for first, of in phrases.items()}
    if isinstance(value, list):
        items = [tuple(item) if isinstance(item, list) else item for item in value]
        return frozenset(items) if name in _SETS else tuple(items)
    if name == "inflections":
        return {script: _tuples(endings) for script, endings in value.items()}
    return _tuples(value) if name in _SEQUENCES else value


def _tuples(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in table.items()}


def phrase_at(parts: Sequence[NamePart], start: int, phrases: Phrases, end: int | None = None) -> int:
    """Return how many tokens of *parts* from *start* on, before *end*, are a phrase of *phrases*:
    the longest, or 0.
    """
    for phrase in phrases.get(parts[start].token, ()):
        behind = start + len(phrase) if end is None else min(start + len(phrase), end)
        if tuple(p.token for p in parts[start:behind]) == phrase:
            return len(phrase)
    return 0
