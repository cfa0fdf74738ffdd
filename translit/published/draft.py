"""What a record of a published list says of one entity, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from translit.model import COUNTRIES, Alias, Entity, Kind
from translit.names.countries import countries_of
from translit.names.kinds import guess_kind
from translit.names.lexicon import Lexicon
from translit.periods import is_date
from translit.tables.fields import one_date_in
from translit.writing.keys import key
from translit.writing.text import fold


@dataclass(slots=True)
class Draft:
    """An entity to be: its names in the order of the list, each with its source.

    *source* names the list and the record. Of the names the first that is neither weak nor of the
    past, in Latin letters if there is one so, is the canonical one.
    """

    id: str
    source: str
    kind: Kind | None = None
    names: list[Alias] = field(default_factory=list)
    countries: dict[str, None] = field(default_factory=dict)
    births: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    wikidata: str | None = None

    def add_name(
        self,
        text: str | None,
        about: str = "",
        *,
        lang: str | None = None,
        is_weak: bool = False,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        """Add a name; *about* says after the source what the list calls it. Blank ones and those
        without a letter are none.
        """
        text = " ".join((text or "").split())
        if not key(text):
            return
        source = f"{self.source} ({about})" if about else self.source
        first, last = (date if date and is_date(date) else None for date in (since, until))
        self.names.append(Alias(text, lang or None, is_weak, first, last, source))

    def add_country(self, text: str | None) -> None:
        """Add a country by code or name; what is none in any language is left out."""
        text = (text or "").strip()
        found = (text.upper(),) if text.upper() in COUNTRIES else countries_of(text)
        if len(found) == 1:
            self.countries[found[0]] = None

    def entity(self, lexicon: Lexicon) -> Entity:
        """Return the entity. Raises ValueError if the record has no name."""
        names = [name for name in self.names if fold(name.text) not in lexicon.placeholders]
        if not names:
            raise ValueError("no name")
        first = canonical(names)
        aliases: dict[str, Alias] = {}
        for name in names:
            if name.text == first.text or (name.text in aliases and not aliases[name.text].is_weak):
                continue
            aliases[name.text] = name
        births = " or ".join(self.births)
        notes = [f"born {births}"] if births else []
        return Entity(
            self.id,
            first.text,
            self.kind or guess_kind(first.text, lexicon),
            next(iter(self.countries)) if len(self.countries) == 1 else None,
            aliases=tuple(aliases.values()),
            wikidata=self.wikidata,
            note="; ".join([*notes, *self.notes]) or None,
            source=first.source,
            since=one_date_in(list(self.births)),
        )


def canonical(names: Iterable[Alias]) -> Alias:
    """Return the name that an entity is called by: not weak, not of the past, in Latin letters, as
    far as there is such a one.
    """
    return min(names, key=lambda name: (name.is_weak, name.until is not None, not is_latin(name.text)))


def is_latin(text: str) -> bool:
    """Whether the first letter of *text* is a Latin one.

    >>> is_latin("Łódź"), is_latin("Київ")
    (True, False)
    """
    from unicodedata import name

    letter = next((char for char in text if char.isalpha()), "")
    return bool(letter) and name(letter, "").startswith("LATIN")
