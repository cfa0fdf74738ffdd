"""What the words around a name say of it; compiled from
`aliases/words/{demonyms,lookalikes,headwords,ordinary}.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import islice

from translit.writing.scripts import script_of
from translit.writing.text import fold

MIN_BEFORE = 2  # letters before an ending: Рим-а
MOST_FORMS = 16  # nominatives of a word that are looked up
MIN_STEM, MAX_STEM = 4, 18  # letters of the shortest and the longest stem


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Look-up tables over match keys, but `ordinary` over folded words: what is small in one script
    is an initial in another.

    `demonyms` maps a word for the people of a country to the country (ISO 3166-1), `stems` the
    beginning of such a word, `peoples` that of one which may be a name as well (Nemtsov, of the
    Germans); `places` maps a country to the name that tables know it by. `lookalikes` are names
    that are something else as well, with the words beside which they are. `before` and `behind` are
    words that make a longer name of the name beside them, `founded` those that make one of an
    organisation, too; `prepositions` stand before places. `ordinary` words have their capital from
    the sentence. `endings` maps, by script, an ending of a case to the nominative endings it can be
    of, `possessives` that of an adjective that says whose something is to the endings of the
    owner's name.
    """

    demonyms: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    lookalikes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    founded: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    endings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    possessives: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def country_of(self, word: str) -> str | None:
        """Return the country that a word (a match key) says something is of, or None.

        >>> cues = Cues(demonyms={"ukrainian": "UA"}, stems={"ukrainsk": "UA"})
        >>> cues.country_of("ukrainian"), cues.country_of("ukrainians"), cues.country_of("ukrainskoi"), cues.country_of("ukraine")
        ('UA', 'UA', 'UA', None)
        """
        found = self.demonyms.get(word)
        if found is None and word.endswith("s"):
            found = self.demonyms.get(word[:-1])
        return found or _by_stem(word, self.stems)

    def people_of(self, word: str) -> str | None:
        """Return the country of which a word (a match key) that is no name, though it may look like
        one, says something, or None.

        >>> cues = Cues(stems={"ukrainsk": "UA"}, peoples={"nemts": "DE"})
        >>> cues.people_of("nemtsov"), cues.country_of("nemtsov"), cues.people_of("ukrainskoi")
        ('DE', None, 'UA')
        """
        return self.country_of(word) or _by_stem(word, self.peoples)

    def is_ordinary(self, word: str) -> bool:
        """Whether *word*, as written, has its capital from the sentence rather than from a name; an
        acronym has its own.
        """
        return word.lower() in self.ordinary

    def to_json(self) -> dict[str, object]:
        """Return the tables as JSON values; sets sorted, so that equal cues give equal texts."""
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
        return cls(**frozen)  # type: ignore[arg-type]


def _by_stem(word: str, stems: Mapping[str, str]) -> str | None:
    """Return what the longest of *stems* that *word* begins with stands for, None if it begins with
    none.
    """
    ends = range(min(len(word), MAX_STEM), MIN_STEM - 1, -1)
    return next((stems[word[:end]] for end in ends if word[:end] in stems), None)


@lru_cache(maxsize=32_768)
def nominatives(word: str, cues: Cues) -> tuple[str, ...]:
    """Return the nominatives, in lower case, that *word* may be a case form of; most are no word.

    >>> nominatives("Рады", Cues(endings={"Cyrl": {"ы": ("а", "")}}))
    ('рада', 'рад')
    """
    return _without(word, cues.endings)


@lru_cache(maxsize=4_096)
def owners(word: str, cues: Cues) -> tuple[str, ...]:
    """Return whose something may be, in lower case, if *word* is a Slavic adjective that says so;
    most are no name.

    >>> owners("Tuskova", Cues(possessives={"Latn": {"ova": ("", "o")}}))
    ('tusk', 'tusko')
    """
    return _without(word, cues.possessives)


def _without(word: str, of_scripts: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return what *word* may come from, by a table of endings for each script, the longest ending
    first.
    """
    folded = fold(word)
    if not folded:
        return ()
    endings = of_scripts.get(script_of(folded[-1]), {})
    longest = min(max(map(len, endings), default=0), len(folded) - MIN_BEFORE)
    forms = (
        folded[: len(folded) - length] + nominative
        for length in range(longest, -1, -1)
        for nominative in endings.get(folded[len(folded) - length :], ())
    )
    return tuple(islice(dict.fromkeys(forms), MOST_FORMS))
