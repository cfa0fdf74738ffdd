"""The words everybody uses: what a table holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from os import PathLike
from typing import TYPE_CHECKING, Any

from translit.periods import is_date, is_reversed
from translit.record import field, record

_ASSIGNED = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
# The codes that ISO 3166-1 alpha-2 assigns (https://www.iso.org/obp/ui/#search/code/, 2025), and
# XK, which Kosovo uses and the standard leaves to its users.
COUNTRIES = frozenset(_ASSIGNED.split())
MAX_LETTERS = 500  # characters of a name; the longest of the names it was measured on has 193
# what people write instead of the code that is assigned
MISTAKEN_COUNTRIES = {"UK": "GB", "EL": "GR"}


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    PLACE = "place"
    ORG = "org"

    # Enum's own hashes the member's name: a dict of texts would not find it
    __hash__ = str.__hash__


@record
class Alias:
    """One spelling under which an entity is known.

    `lang` is an ISO 639-1 code for a native form and None for a spelling of no particular language.
    `since` and `until` are ISO 8601 dates, as exact as is known, for a name of its time. A *weak*
    alias is true of the entity, not only of it. `source` says which list and record it is from, or
    which correction, where it is not that of the entity.
    """

    text: str
    lang: str | None = None
    is_weak: bool = False
    since: str | None = None
    until: str | None = None
    source: str | None = None

    def __str__(self) -> str:
        return self.text


@record
class Entity:
    """Somebody or something that a name can mean.

    >>> kyiv = Entity("place/kyiv", "Kyiv", "place", country="UA", native={"uk": "Київ"})
    >>> kyiv.native
    {'uk': ('Київ',)}

    *kind* may be given as text; *native* maps a language to one text or several; *aliases* are
    texts or `Alias`es; *weak* and *excluded* (`not:` in YAML) are texts. One text may stand for a
    sequence of one. *source* says which list and record the entity is from. *since* and *until*
    are ISO 8601 dates, as exact as is known: when a person lived, when a place, a state or an
    organisation existed. Raises ValueError for an empty id or name, a spelling of more than
    `MAX_LETTERS` characters, an unknown kind, a country that is no code of ISO 3166-1
    (`COUNTRIES`), a date that is not ISO 8601, an end before the beginning.
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    native: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    wikidata: str | None = None
    note: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None

    if TYPE_CHECKING:  # what is accepted; the fields say what is kept

        def __init__(
            self,
            id: str,
            name: str,
            kind: Kind | str,
            country: str | None = None,
            native: Mapping[str, str | Iterable[str]] = ...,
            aliases: str | Alias | Iterable[str | Alias] = (),
            weak: str | Iterable[str] = (),
            excluded: str | Iterable[str] = (),
            wikidata: str | None = None,
            note: str | None = None,
            source: str | None = None,
            since: str | None = None,
            until: str | None = None,
        ) -> None: ...

    def __post_init__(self) -> None:
        put = object.__setattr__
        for label in ("id", "name"):
            value = getattr(self, label)
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"Entity.{label} must be a text that is not blank, not {value!r}")
        put(self, "kind", kind_of(self.kind))
        if self.country is not None:
            try:
                put(self, "country", country_of(self.country))
            except ValueError as error:
                raise ValueError(f"Entity {self.id!r}: {error}") from None
        put(self, "native", {lang: _several(texts) for lang, texts in self.native.items()})
        aliases = tuple(Alias(a) if isinstance(a, str) else a for a in _several(self.aliases))
        put(self, "aliases", aliases)
        put(
            self,
            "weak",
            tuple(dict.fromkeys((*_several(self.weak), *(a.text for a in aliases if a.is_weak)))),
        )
        put(self, "excluded", _several(self.excluded))
        native = (text for texts in self.native.values() for text in texts)
        for text in (self.name, *native, *self.weak, *self.excluded, *(alias.text for alias in aliases)):
            if is_too_long(text):
                raise ValueError(
                    f"Entity {self.id!r}: a name has at most {MAX_LETTERS} characters, {text!r:.60}… has more"
                )
        of_aliases = ((of.since, of.until) for of in self.aliases if of.since or of.until)
        for dates in ((self.since, self.until), *of_aliases):
            for date in dates:
                if date is not None and not is_date(date):
                    raise ValueError(f"Entity {self.id!r}: {date!r} is not a date such as 2016 or 2016-05-19")
            if is_reversed(*dates):
                raise ValueError(f"Entity {self.id!r}: until {dates[1]!r} is before since {dates[0]!r}")

    def __hash__(self) -> int:
        return hash(self.id)

    def __str__(self) -> str:
        return self.name

    def source_of(self, spelling: str) -> str | None:
        """Return which list and record, or which correction, *spelling* is from, if known."""
        of_alias = (alias.source for alias in self.aliases if alias.text == spelling and alias.source)
        return next(of_alias, self.source)

    def listed(self) -> tuple[Alias, ...]:
        """Return every spelling that the entity lists, its name first, each once, weak ones marked
        as weak.
        """
        weak = set(self.weak)
        spellings = [Alias(self.name)]
        spellings += [Alias(text, lang) for lang, texts in self.native.items() for text in texts]
        spellings += self.aliases
        spellings += [Alias(text, is_weak=True) for text in self.weak]
        first: dict[str, Alias] = {}
        for alias in spellings:
            is_weak = alias.is_weak or alias.text in weak
            marked = Alias(alias.text, alias.lang, is_weak, alias.since, alias.until, alias.source)
            first.setdefault(alias.text, marked)
        return tuple(first.values())

    def to_dict(self) -> dict[str, object]:
        """Return the entity as plain dicts, lists and texts, ready for `json.dumps`."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "country": self.country,
            "native": {lang: list(texts) for lang, texts in self.native.items()},
            "aliases": [
                {
                    "text": alias.text,
                    "lang": alias.lang,
                    "is_weak": alias.is_weak,
                    "since": alias.since,
                    "until": alias.until,
                    "source": alias.source,
                }
                for alias in self.aliases
            ],
            "weak": list(self.weak),
            "excluded": list(self.excluded),
            "wikidata": self.wikidata,
            "note": self.note,
            "source": self.source,
            "since": self.since,
            "until": self.until,
        }


def _several(value: Any) -> tuple[Any, ...]:
    return (value,) if isinstance(value, str | Alias) else tuple(value)


def country_of(country: str) -> str:
    """Return *country* in capitals.

    >>> country_of("ua")
    'UA'

    Raises ValueError for what is no code of `COUNTRIES`.
    """
    code = country.upper() if isinstance(country, str) else ""
    if code in COUNTRIES:
        return code
    instead = f": write {MISTAKEN_COUNTRIES[code]}" if code in MISTAKEN_COUNTRIES else ""
    raise ValueError(f"country must be a code that ISO 3166-1 assigns, such as UA, not {country!r}{instead}")


def is_too_long(text: str) -> bool:
    """Whether *text* has more characters than a name, runs of white space counted as one."""
    return len(text) > MAX_LETTERS and len(" ".join(text.split())) > MAX_LETTERS


def text_of(value: str, caller: str) -> str:
    """Return *value* if it is a text. Raises TypeError, which names *caller*, for anything else."""
    if isinstance(value, str):
        return value
    hint = ": decode it first" if isinstance(value, bytes) else ""
    raise TypeError(f"{caller} takes a text (str), not {type(value).__name__} {value!r:.80}{hint}")


def texts_of(values: Iterable[str], caller: str) -> list[str]:
    """Return *values* as a list of texts.

    >>> texts_of(["Kiev", 7], "normalize_many")
    Traceback (most recent call last):
    TypeError: normalize_many: item 1, counted from 0, is int 7, not a text (str)

    Raises TypeError for one text instead of several, and for the first item that is none.
    """
    if isinstance(values, str | bytes):
        raise TypeError(f"{caller} takes several names, not one {type(values).__name__}: put it into a list")
    texts = list(values)
    for place, value in enumerate(texts):
        if not isinstance(value, str):
            hint = ": decode it first" if isinstance(value, bytes) else ""
            hint = ": leave out what is missing" if value is None else hint
            what = f"{type(value).__name__} {value!r:.80}"
            raise TypeError(f"{caller}: item {place}, counted from 0, is {what}, not a text (str){hint}")
    return texts


def kind_of(kind: Kind | str) -> Kind:
    """Return *kind* as a `Kind`.

    >>> kind_of("person")
    <Kind.PERSON: 'person'>

    Raises ValueError for a text that names no kind.
    """
    try:
        return Kind(kind)
    except ValueError:
        raise ValueError(f"kind must be one of {', '.join(Kind)}, not {kind!r}") from None


def entities_of(values: Iterable[Entity]) -> Iterator[Entity]:
    """Yield *values*, entities. Raises TypeError, which says what to give instead, for what is
    none.
    """
    if isinstance(values, str | bytes | PathLike):
        raise TypeError(
            f"from_entities takes Entity objects, not {values!r:.80}: Normalizer.from_yaml reads files"
        )
    for value in values:
        if not isinstance(value, Entity):
            named = value if isinstance(value, tuple | list) else ("id", "name", "kind")
            raise TypeError(
                f"a table takes Entity objects, not {type(value).__name__} {value!r:.80}: "
                f"give Entity({', '.join(map(repr, named))})"
            )
        yield value
