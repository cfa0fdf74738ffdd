"""What the words around a name say of it; compiled from `aliases/words/{demonyms,lookalikes,headwords,ordinary}.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

MIN_STEM, MAX_STEM = 4, 18  # letters of the shortest and the longest stem


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Look-up tables over match keys, but `ordinary` over folded words: what is small in one script is an initial in another.

    `demonyms` maps a word for the people of a country to the country (ISO 3166-1), `stems` the beginning of such a word;
    `places` maps a country to the name that tables know it by. `lookalikes` are names that are something else as well, with the
    words beside which they are. `before` and `behind` are words that make a longer name of the name beside them, `founded` those
    that make one of an organisation, too; `prepositions` stand before places. `ordinary` words have their capital from the
    sentence. `endings` maps, by script, an ending of a case to the nominative endings it can be of.
    """

    demonyms: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    lookalikes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    founded: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    endings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def country_of(self, word: str) -> str | None:
        """Return the country that a word (a match key) says something is of, or None.

        >>> cues = Cues(demonyms={"ukrainian": "UA"}, stems={"ukrainsk": "UA"})
        >>> cues.country_of("ukrainian"), cues.country_of("ukrainians"), cues.country_of("ukrainskoi"), cues.country_of("ukraine")
        ('UA', 'UA', 'UA', None)
        """
        found = self.demonyms.get(word)
        if found is None and word.endswith("s"):
            found = self.demonyms.get(word[:-1])
        if found is None and len(word) >= MIN_STEM:
            ends = range(min(len(word), MAX_STEM), MIN_STEM - 1, -1)
            found = next((self.stems[word[:end]] for end in ends if word[:end] in self.stems), None)
        return found

    def is_ordinary(self, word: str) -> bool:
        """Whether *word*, as written, has its capital from the sentence rather than from a name; an acronym has its own."""
        return word.lower() in self.ordinary

    def to_json(self) -> dict[str, object]:
        """Return the tables as JSON values; sets sorted, so that equal cues give equal texts."""
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, tables: Mapping[str, object]) -> Cues:
        """Read what `to_json` gave."""
        frozen: dict[str, object] = {
            name: frozenset(value) if isinstance(value, list) else value for name, value in tables.items()
        }
        endings: Mapping[str, Mapping[str, list[str]]] = tables["endings"]  # type: ignore[assignment]
        frozen["endings"] = {script: {end: tuple(of) for end, of in ends.items()} for script, ends in endings.items()}
        frozen["lookalikes"] = {key: tuple(words) for key, words in tables["lookalikes"].items()}  # type: ignore[attr-defined]
        return cls(**frozen)  # type: ignore[arg-type]
