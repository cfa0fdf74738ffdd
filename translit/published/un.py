"""The consolidated list of the UN Security Council, XML.

Schema: https://scsanctions.un.org/resources/xml/en/consolidated.xml (CONSOLIDATED_LIST with
INDIVIDUALS and ENTITIES). The parts of a name are numbered; of an alias the quality is Good, Low
(weak), a.k.a. or f.k.a.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from translit.model import Kind
from translit.published.draft import Draft
from translit.published.streams import Reject, open_text
from translit.published.xml_records import text_of, texts_of, xml_records

KINDS = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORG}
PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
LOW = "low"


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    """Yield the entities of the list."""
    for path in paths:
        with open_text(path, ".xml") as text:
            for line, record in xml_records(text, path, {"CONSOLIDATED_LIST"}, KINDS, reject):
                reference = text_of(record, "REFERENCE_NUMBER") or text_of(record, "DATAID")
                if not reference:
                    reject(path, line, "neither <REFERENCE_NUMBER> nor <DATAID>", "")
                    continue
                yield _draft(record, reference)


def _draft(record: Element, reference: str) -> Draft:
    draft = Draft(f"un/{reference}", f"UN {reference}", KINDS[record.tag])
    draft.add_name(" ".join(text_of(record, part) for part in PARTS))
    draft.add_name(text_of(record, "NAME_ORIGINAL_SCRIPT"), "original script")
    for alias in record.iterfind(f"{record.tag}_ALIAS"):
        quality = text_of(alias, "QUALITY")
        about = f"alias, {quality}" if quality else "alias"
        draft.add_name(text_of(alias, "ALIAS_NAME"), about, is_weak=quality.lower() == LOW)
    for path in ("NATIONALITY/VALUE", f"{record.tag}_ADDRESS/COUNTRY"):
        if not draft.countries:
            for country in texts_of(record, path):
                draft.add_country(country)
    for born in record.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        years = " to ".join(filter(None, (text_of(born, "FROM_YEAR"), text_of(born, "TO_YEAR"))))
        if date := text_of(born, "DATE") or text_of(born, "YEAR") or years:
            draft.births[date] = None
    return draft
