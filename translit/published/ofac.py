"""OFAC's lists (SDN and the others), as SDN.XML, or as SDN.CSV with ALT.CSV, ADD.CSV and
SDN_COMMENTS.CSV.

Formats: the schema of https://ofac.treasury.gov/sdn-list-data-formats-data-schemas and the data
specification dat_spec.txt (updated 2023-09-25). CSV has no header; a file is known by its number of
columns. Weak aliases are marked by their category in XML, and stand in the remarks in CSV.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from translit.errors import FileError
from translit.model import Kind
from translit.published.draft import Draft
from translit.published.streams import Reject, open_text
from translit.published.xml_records import text_of, texts_of, xml_records

KINDS = {"individual": Kind.PERSON, "entity": Kind.ORG, "vessel": Kind.ORG, "aircraft": Kind.ORG}
NULL = "-0-"
# of each file, by which it is known
SDN_COLUMNS, ADDRESS_COLUMNS, ALIAS_COLUMNS, COMMENT_COLUMNS = 12, 6, 5, 2
ENDED = "\x1a"  # the last line of the CSV files
WEAK = re.compile(r"a\.k\.a\. '([^']+)'")
BORN = re.compile(r"(?:^|; )(?:alt\. )?DOB ([^;.]+)")
CITIZEN = re.compile(r"(?:^|; )(?:alt\. )?(?:nationality|citizen) ([^;.]+)")


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    """Yield the entities of the list."""
    if any(".xml" in (suffix.lower() for suffix in path.suffixes) for path in paths) or _is_xml(paths[0]):
        for path in paths:
            with open_text(path, ".xml") as text:
                for line, entry in xml_records(text, path, {"sdnList"}, {"sdnEntry"}, reject):
                    if (draft := _entry(entry)) is None:
                        reject(path, line, "no <uid>", "")
                    else:
                        yield draft
    else:
        yield from _of_csv(paths, reject)


def _is_xml(path: Path) -> bool:
    with open_text(path, ".xml", ".csv") as text:
        return text.read(64).lstrip().startswith("<")


def _entry(entry: Element) -> Draft | None:
    uid = text_of(entry, "uid")
    if not uid:
        return None
    draft = _draft(uid, text_of(entry, "sdnType"))
    draft.add_name(_named(entry))
    for alias in entry.iterfind("akaList/aka"):
        about = f"{text_of(alias, 'type')} {text_of(alias, 'uid')}".strip()
        draft.add_name(_named(alias), about, is_weak=text_of(alias, "category").lower() == "weak")
    for path in ("nationalityList/nationality/country", "citizenshipList/citizenship/country"):
        for country in texts_of(entry, path):
            draft.add_country(country)
    if not draft.countries:
        for country in texts_of(entry, "addressList/address/country"):
            draft.add_country(country)
    draft.births.update(dict.fromkeys(texts_of(entry, "dateOfBirthList/dateOfBirthItem/dateOfBirth")))
    return draft


def _draft(uid: str, kind: str) -> Draft:
    return Draft(f"ofac/{uid}", f"OFAC {uid}", KINDS.get(kind.lower(), Kind.ORG))


def _named(element: Element) -> str:
    return f"{text_of(element, 'firstName')} {text_of(element, 'lastName')}"


def _of_csv(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    entries: dict[str, list[str]] = {}
    aliases: dict[str, list[list[str]]] = defaultdict(list)
    addresses: dict[str, list[str]] = defaultdict(list)
    comments: dict[str, str] = {}
    for path in paths:
        for row in _rows(path, reject):
            if len(row) == SDN_COLUMNS:
                entries[row[0]] = row
            elif len(row) == ALIAS_COLUMNS:
                aliases[row[0]].append(row)
            elif len(row) == ADDRESS_COLUMNS:
                addresses[row[0]].append(row[4])
            else:
                comments[row[0]] = row[1]
    if not entries:
        what = f"none of the files has rows of {SDN_COLUMNS} columns, as SDN.CSV and CONS_PRIM.CSV have"
        raise FileError(paths[0], 0, what, "Give that file with those of aliases and addresses")
    for uid, row in entries.items():
        draft = _draft(uid, row[2])
        is_person = draft.kind is Kind.PERSON
        draft.add_name(_turned(row[1], is_person=is_person))
        for _, number, sort, text, *_ in aliases[uid]:
            draft.add_name(_turned(text, is_person=is_person), f"{sort} {number}".strip())
        remarks = row[11] + comments.get(uid, "")  # what did not fit goes on there
        for text in WEAK.findall(remarks):
            draft.add_name(text, "a.k.a. in the remarks", is_weak=True)
        for country in CITIZEN.findall(remarks) or addresses[uid]:
            draft.add_country(country)
        draft.births.update(dict.fromkeys(date.strip() for date in BORN.findall(remarks)))
        yield draft


def _rows(path: Path, reject: Reject) -> Iterator[list[str]]:
    with open_text(path, ".csv") as text:
        rows = csv.reader(text, strict=True)
        while True:
            line = rows.line_num + 1
            try:
                row = [_value(value) for value in next(rows)]
            except StopIteration:
                return
            except csv.Error as error:
                reject(path, line, str(error), "")
                continue
            if row in ([], [""]):
                continue
            if len(row) not in (SDN_COLUMNS, ADDRESS_COLUMNS, ALIAS_COLUMNS, COMMENT_COLUMNS):
                reject(path, line, f"{len(row)} columns; no file of the list has as many", ",".join(row))
            elif not row[0].isdigit():
                reject(path, line, f"its number is {row[0]!r}", ",".join(row))
            else:
                yield row


def _value(value: str) -> str:
    value = value.strip(f" {ENDED}")
    return "" if value == NULL else value


def _turned(name: str, *, is_person: bool) -> str:
    """Return a person's name, written family name first, as it is spoken.

    >>> _turned("DOE, John Quincy", is_person=True), _turned("ACME CO., LTD.", is_person=False)
    ('John Quincy DOE', 'ACME CO., LTD.')
    """
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if is_person and comma else name
