"""GeoNames, tab-separated text: a file of places, and beside it alternateNamesV2.txt.

Format: https://download.geonames.org/export/dump/readme.txt. Places have 19 columns, alternate
names 8 or 10; a file is known by that. Colloquial names are weak. Without alternate
names those of the file of places are taken, which tell no language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from translit.errors import FileError
from translit.model import Kind
from translit.periods import is_date
from translit.published.draft import Draft
from translit.published.streams import Reject, open_text

PLACE_COLUMNS, ALTERNATE_COLUMNS = 19, (8, 10)
# What stands as a language and is none: codes of airports, links, and how a name is said.
NO_NAMES = frozenset(
    (
        "link",
        "post",
        "iata",
        "icao",
        "faac",
        "tcid",
        "unlc",
        "wkdt",
        "phon",
        "piny",
        "fr_1793",
        "nuts",
        "abbr",
    )
)
WIKIDATA = "wkdt"


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    """Yield the places."""
    places: dict[str, Draft] = {}
    undivided: dict[str, str] = {}
    has_alternates = False
    for path in sorted(paths, key=_is_alternates):
        for row in _rows(path, reject):
            if len(row) == PLACE_COLUMNS:
                number, name, ascii_name, others = row[:4]
                draft = places[number] = Draft(f"geonames/{number}", f"GeoNames {number}", Kind.PLACE)
                draft.add_name(name)
                draft.add_country(row[8])
                undivided[number] = f"{ascii_name},{others}"
            else:
                has_alternates = True
                if (draft_of := places.get(row[1])) is not None:
                    _add_alternate(draft_of, [*row, "", ""])
    if not places:
        problem = f"none of the files has rows of {PLACE_COLUMNS} columns, as cities15000.txt has"
        raise FileError(paths[0], 0, problem, "Give a file of places, and alternateNamesV2.txt with it")
    for number, draft in places.items():
        for text in () if has_alternates else undivided[number].split(","):
            draft.add_name(text, "alternate name")
        yield draft


def _is_alternates(path: Path) -> bool:
    """Whether *path* is a file of alternate names: they are kept of the places that are read."""
    with open_text(path, ".txt", encoding="utf-8") as text:
        return text.readline().count("\t") + 1 in ALTERNATE_COLUMNS


def _rows(path: Path, reject: Reject) -> Iterator[list[str]]:
    with open_text(path, ".txt", encoding="utf-8") as text:
        for line, written in enumerate(text, 1):
            row = written.rstrip("\r\n").split("\t")
            if len(row) in (PLACE_COLUMNS, *ALTERNATE_COLUMNS) and row[0].isdigit():
                yield row
            elif row != [""]:
                problem = f"{len(row)} columns; places have {PLACE_COLUMNS}, alternate names 8 or 10"
                of_id = f"its number is {row[0]!r}"
                reject(path, line, problem if row[0].isdigit() else of_id, written.strip()[:200])


def _add_alternate(draft: Draft, row: Sequence[str]) -> None:
    number, _, lang, text, _, is_short, is_colloquial, is_historic, since, until = row[:10]
    if lang == WIKIDATA:
        draft.wikidata = text
    if lang in NO_NAMES:
        return
    sorts = [
        sort
        for sort, is_so in (("short", is_short), ("colloquial", is_colloquial), ("historic", is_historic))
        if is_so == "1"
    ]
    draft.add_name(
        text,
        ", ".join([f"alternate name {number}", *sorts]),
        lang=lang,
        is_weak=is_colloquial == "1",
        since=since if is_date(since) else None,
        until=until if is_date(until) else None,
    )
