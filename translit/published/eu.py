"""The consolidated list of the European Union's financial sanctions, XML or CSV of version 1.1.

Format: https://webgate.ec.europa.eu/fsd/fsf (files "xmlFullSanctionsList_1_1" and
"csvFullSanctionsList_1_1"). CSV has a row for each name, birth date, address of an entity, with
all columns of the entity repeated; it does not say which names are weak, unless it has a column
NameAlias_Strong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from translit.errors import FileError
from translit.model import Kind
from translit.published.draft import Draft
from translit.published.streams import Reject, open_text
from translit.published.xml_records import xml_records

KINDS = {"p": Kind.PERSON, "person": Kind.PERSON, "e": Kind.ORG, "enterprise": Kind.ORG}
LOGICAL, REFERENCE = "Entity_LogicalId", "Entity_EU_ReferenceNumber"
KIND_COLUMNS = ("Entity_SubjectType_ClassificationCode", "Entity_SubjectType")


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    """Yield the entities of the list."""
    for path in paths:
        with open_text(path, ".xml", ".csv") as text:
            is_xml = text.read(64).lstrip("\ufeff \r\n").startswith("<")
        with open_text(path, ".xml", ".csv") as text:
            if not is_xml:
                yield from _of_rows(csv.reader(text, delimiter=";", strict=True), path, reject)
                continue
            for line, record in xml_records(text, path, {"export"}, {"sanctionEntity"}, reject):
                number = record.get("euReferenceNumber") or record.get("logicalId")
                if number:
                    yield _entity(record, number)
                else:
                    reject(path, line, "neither euReferenceNumber nor logicalId", "")


def _entity(record: Element, number: str) -> Draft:
    subject = record.find("subjectType")
    code = "" if subject is None else subject.get("classificationCode") or subject.get("code") or ""
    draft = Draft(f"eu/{number}", f"EU {number}", KINDS.get(code.lower()))
    for alias in record.iterfind("nameAlias"):
        parts = " ".join(alias.get(part) or "" for part in ("firstName", "middleName", "lastName"))
        draft.add_name(
            alias.get("wholeName") or parts,
            f"name {alias.get('logicalId', '')}".strip(),
            lang=(alias.get("nameLanguage") or "").lower(),
            is_weak=alias.get("strong") == "false",
        )
    for tag in ("citizenship", "address"):
        if not draft.countries:
            for of in record.iterfind(tag):
                draft.add_country(of.get("countryIso2Code"))
    for born in record.iterfind("birthdate"):
        if date := born.get("birthdate") or born.get("year"):
            draft.births[date] = None
    return draft


def _of_rows(rows: Iterator[list[str]], path: Path, reject: Reject) -> Iterator[Draft]:
    head = [column.strip("\ufeff ") for column in next(rows, [])]
    if missing := [column for column in (LOGICAL, "NameAlias_WholeName") if column not in head]:
        problem = f"it has no column {' and '.join(missing)}, with ; between columns"
        raise FileError(path, 1, problem, "Give the CSV file of version 1.1, or XML")
    drafts: dict[str, Draft] = {}
    addresses: dict[str, list[str]] = {}
    for line, row in _numbered(rows, path, reject):
        if len(row) != len(head):
            reject(path, line, f"{len(row)} columns, the header has {len(head)}", ";".join(row))
            continue
        of = dict(zip(head, map(str.strip, row), strict=True))
        number = of.get(REFERENCE) or of[LOGICAL]
        if not number:
            reject(path, line, f"neither {REFERENCE} nor {LOGICAL}", ";".join(row))
            continue
        if number not in drafts:
            code = next((code for column in KIND_COLUMNS if (code := of.get(column))), "")
            drafts[number] = Draft(f"eu/{number}", f"EU {number}", KINDS.get(code.lower()))
        _add_row(drafts[number], of)
        addresses.setdefault(number, []).append(of.get("Address_CountryIso2Code", ""))
    for number, draft in drafts.items():
        for country in () if draft.countries else addresses[number]:
            draft.add_country(country)
        yield draft


def _numbered(rows: Iterator[list[str]], path: Path, reject: Reject) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = getattr(rows, "line_num", 0) + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reject(path, line, str(error), "")
            continue
        if any(row):
            yield line, row


def _add_row(draft: Draft, of: Mapping[str, str]) -> None:
    parts = " ".join(of.get(f"NameAlias_{part}Name", "") for part in ("First", "Middle", "Last"))
    draft.add_name(
        of["NameAlias_WholeName"] or parts,
        f"name {of.get('NameAlias_LogicalId', '')}".strip(),
        lang=of.get("NameAlias_NameLanguage", "").lower(),
        is_weak=of.get("NameAlias_Strong", "").lower() == "false",
    )
    draft.add_country(of.get("Citizenship_CountryIso2Code"))
    if born := of.get("BirthDate_BirthDate") or of.get("BirthDate_Year"):
        draft.births[born] = None
