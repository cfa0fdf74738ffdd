"""The language data that every table shares: the lexicon and the transliteration schemes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from translit.language.lexicon import Lexicon
from translit.language.romanize import Scheme, romanizer

Romanizers = Mapping[str, Sequence[tuple[str, Callable[[str], str]]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A lexicon, and transliteration schemes."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    schemes: tuple[Scheme, ...] = ()

    def romanizers(self) -> Romanizers:
        """Compile the schemes: (scheme id, function from text to Latin text) pairs by language."""
        found: dict[str, list[tuple[str, Callable[[str], str]]]] = {}
        for scheme in self.schemes:
            found.setdefault(scheme.lang, []).append((scheme.id, romanizer(scheme)))
        return found
