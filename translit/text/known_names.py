"""What the names of texts are read by, as one object."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from translit.index.table import Table
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.resolve.decide import Settings, in_text
from translit.results import Match


class KnownNames(NamedTuple):
    """A table, what is known of languages and of the words around names, and who answers a name.

    `normalize` decides by the settings of a text, `in_text`; `settings` are those of the caller.
    """

    table: Table
    lexicon: Lexicon
    cues: Cues
    normalize: Callable[[str], Match]
    settings: Settings

    @property
    def in_text(self) -> Settings:
        """The settings by which names of a text are context for each other."""
        return in_text(self.settings)
