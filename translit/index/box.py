"""The tables in the box, opened once: what is made of them is kept as long as the process."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translit.index import store
from translit.index.columns import Columns
from translit.index.index import Index
from translit.names.lexicon import Lexicon

if TYPE_CHECKING:  # at run time where they are asked for: a known name is answered sooner without
    from translit.names.cues import Cues
    from translit.names.vocabulary import Vocabulary
    from translit.writing.romanize import Scheme


class Box:
    """The compiled tables of the package, each part read when it is first asked for."""

    @cached_property
    def columns(self) -> Columns:
        """The compiled file."""
        return store.open_builtin()

    @cached_property
    def index(self) -> Index:
        """The entities."""
        return Index(self.columns)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The language data that names are read by."""
        return store.read_lexicon(self.columns)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The language data with the transliteration schemes."""
        from translit.names.vocabulary import Vocabulary
        from translit.writing.schemes import Schemes

        bodies = map(json.loads, self.columns.texts("scheme"))
        return Vocabulary(self.lexicon, Schemes(map(_scheme, bodies)))

    @cached_property
    def cues(self) -> Cues:
        """What the words around a name in a text say of it."""
        from translit.names.cues import Cues

        return Cues.from_json(json.loads(self.columns.texts("cues")[0]))

    def __reduce__(self) -> str:
        """Pickle the name of the one there is: who unpickles opens the package's tables."""
        return "BOX"


BOX = Box()


def _scheme(values: dict[str, Any]) -> Scheme:
    from translit.writing.romanize import Scheme
    from translit.writing.rule import Rule

    rules = tuple(
        Rule(**{name: _tuples(value) for name, value in rule.items()}) for rule in values.pop("rules")
    )
    return Scheme(**values | {"names": tuple(values["names"])}, rules=rules)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
