"""A published list into entities, and what is to be said of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from translit.atomic_write import atomic_write
from translit.errors import Problem, TableError
from translit.model import Entity
from translit.names.lexicon import Lexicon
from translit.published import eu, ftm, geonames, ofac, ror, un, wikidata
from translit.published.draft import Draft
from translit.published.streams import Reject
from translit.rows.rejects import check_apart
from translit.tables.listed import shared_names
from translit.tables.table_report import TableReport

REJECTS_HEAD = ("file", "line", "reason", "record")
KEPT = 1_000  # notices of a report; the file of rejects has all


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list that is read: what it is called, its files, on what terms it is published."""

    title: str
    files: str
    licence: str
    read: Callable[[Sequence[Path], Reject], Iterator[Draft | None]]


LISTS: Mapping[str, PublishedList] = {
    "ofac": PublishedList(
        "OFAC, sanctions of the United States",
        "SDN.XML, or SDN.CSV with ALT.CSV, ADD.CSV, SDN_COMMENTS.CSV",
        "a work of the US government, in the public domain",
        ofac.read,
    ),
    "un": PublishedList(
        "UN Security Council, consolidated list",
        "consolidated.xml",
        "terms of use of the United Nations",
        un.read,
    ),
    "eu": PublishedList(
        "European Union, consolidated list of financial sanctions",
        "XML or CSV, version 1.1",
        "reuse with the source named (decision 2011/833/EU)",
        eu.read,
    ),
    "ftm": PublishedList(
        "FollowTheMoney, as of OpenSanctions and Aleph",
        "entities.ftm.json, targets.nested.json",
        "that of the data set; OpenSanctions: CC BY-NC 4.0, or by contract",
        ftm.read,
    ),
    "ror": PublishedList(
        "Research Organization Registry", "the JSON of a release, schema 1 or 2", "CC0 1.0", ror.read
    ),
    "geonames": PublishedList(
        "GeoNames",
        "cities15000.txt and others of places, with alternateNamesV2.txt",
        "CC BY 4.0",
        geonames.read,
    ),
    "wikidata": PublishedList("Wikidata", "items as JSON: a dump or a part of one", "CC0 1.0", wikidata.read),
}


def read_list(
    kind: str,
    paths: Sequence[str | PathLike[str]],
    lexicon: Lexicon,
    *,
    rejects: str | PathLike[str] | None = None,
) -> tuple[list[Entity], TableReport]:
    """Read the entities of a published list and what is to be said of it.

    A record that cannot be read is left out and told, in the report and in the file *rejects*.
    Raises ValueError for an unknown *kind*; FileError if a file cannot be read or is of another
    format; TableError if it lists nobody.
    """
    if kind not in LISTS:
        raise ValueError(f"a published list is one of {', '.join(LISTS)}, not {kind!r}")
    files = [Path(fspath(path)) for path in paths]
    if not files:
        raise ValueError(f"no file of {LISTS[kind].title}: give {LISTS[kind].files}")
    if rejects is not None:
        check_apart(rejects, *files)
    rejected: list[tuple[str, int, str, str]] = []

    def reject(path: Path, line: int, reason: str, record: str) -> None:
        rejected.append((str(path), line, reason, record))

    entities: list[Entity] = []
    others = 0
    for draft in LISTS[kind].read(files, reject):
        if draft is None:
            others += 1
            continue
        try:
            entities.append(draft.entity(lexicon))
        except ValueError as error:
            reject(files[0], 0, f"{draft.source}: {error}", "")
    name = ", ".join(map(str, files))
    if rejects is not None:
        with atomic_write(Path(fspath(rejects))) as file:
            file.write(_as_csv([REJECTS_HEAD, *rejected]))
    if not entities:
        first = f"; {Problem(*rejected[0][:3], 'and so on')}" if rejected else ""
        remedy = f"Give {LISTS[kind].files}"
        raise TableError([Problem(name, 0, f"it lists nobody as {kind} reads it{first}", remedy)])
    notices = [Problem(path, line, reason, "It is left out") for path, line, reason, _ in rejected[:KEPT]]
    if others:
        problem = f"{others:,} other things"
        notices.append(Problem(name, 0, problem, "Only people, places and organisations are read"))
    report = TableReport(
        name,
        len(entities) + len(rejected) + others,
        len(entities),
        len(rejected),
        tuple(notices),
        shared_names(entities),
        "record",
    )
    return entities, report


def _as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode("utf-8", "backslashreplace")
