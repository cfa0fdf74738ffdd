"""The language data that every table shares: the lexicon, and the transliteration schemes with what
they spell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.writing.schemes import Schemes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A lexicon, transliteration schemes, and cues for names in running text."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    schemes: Schemes = field(default_factory=Schemes)
    cues: Cues = field(default_factory=Cues)
