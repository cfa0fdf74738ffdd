"""Lists as published: names with quality, language, list and record; damage costs itself."""

import bz2
import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from translit import Entity, FileError, Kind, Normalizer, TableError
from translit.index.box import BOX
from translit.published import json_records, xml_records
from translit.published.lists import LISTS, read_list
from translit.published.wikidata_countries import COUNTRY_ITEMS
from translit.tables.table_report import TableReport

EXCERPTS = Path(__file__).parent / "published"
OFAC_CSV = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


def listed(kind: str, *names: str) -> tuple[dict[str, Entity], TableReport]:
    entities, report = read_list(kind, [EXCERPTS / name for name in names], BOX.vocabulary.lexicon)
    return {entity.id: entity for entity in entities}, report


def names_of(entity: Entity) -> list[tuple[str, str | None, bool, str | None]]:
    return [(a.text, a.lang, a.is_weak, entity.source_of(a.text)) for a in entity.listed()]


def problems(report: TableReport) -> list[tuple[str, int, str]]:
    return [(Path(of.path).name, of.line, of.problem) for of in report.notices]


ZAVHORODKO = [
    ("Ruslan Petrovych ZAVHORODKO", None, False, "OFAC 900003"),
    ("Ruslan ZAVGORODKO", None, False, "OFAC 900003 (a.k.a. 814)"),
    ("THE MILLER", None, True, "OFAC 900003 (a.k.a. 815)"),
]


def test_ofac_xml() -> None:
    found, report = listed("ofac", "sdn.xml")
    assert names_of(found["ofac/900003"]) == ZAVHORODKO
    person, company = found["ofac/900003"], found["ofac/900001"]
    assert (person.kind, person.country, person.note) == (Kind.PERSON, "UA", "born 12 Aug 1962 or 1963")
    assert (company.kind, company.country) == (Kind.ORG, "CZ")
    assert [alias.text for alias in company.aliases] == ["HAVELKA & SONS", "BRNO GRAIN EXPORT"]
    assert found["ofac/900004"].kind is Kind.ORG
    assert problems(report) == [("sdn.xml", 36, "not well-formed XML: mismatched tag")]


def test_ofac_csv_says_the_same_as_xml() -> None:
    of_xml, _ = listed("ofac", "sdn.xml")
    of_csv, report = listed("ofac", *OFAC_CSV)
    assert list(of_csv) == list(of_xml)
    for identifier, entity in of_xml.items():
        same = of_csv[identifier]
        assert [a.text for a in same.listed()] == [a.text for a in entity.listed()]
        assert (same.kind, same.country, same.weak, same.note) == (
            entity.kind,
            entity.country,
            entity.weak,
            entity.note,
        )
    assert of_csv["ofac/900003"].source_of("THE MILLER") == "OFAC 900003 (a.k.a. in the remarks)"
    assert problems(report) == [("sdn.csv", 4, "its number is 'nine hundred'")]


def test_ofac_wants_the_main_file() -> None:
    with pytest.raises(FileError, match=r"rows of 12 columns, as SDN\.CSV"):
        listed("ofac", "alt.csv")


def test_un() -> None:
    found, report = listed("un", "un.xml")
    person = found["un/ZZi.001"]
    assert names_of(person) == [
        ("KHALIL YUSUF AL-MADHLUMI", None, False, "UN ZZi.001"),
        ("خليل يوسف المظلومي", None, False, "UN ZZi.001 (original script)"),
        ("Khaleel al-Mathloumi", None, False, "UN ZZi.001 (alias, Good)"),
        ("Abu Nakhla", None, True, "UN ZZi.001 (alias, Low)"),
    ]
    assert (person.country, person.note) == ("IQ", "born 1971-03-02 or 1970 to 1973")
    assert (found["un/ZZe.001"].kind, found["un/ZZe.001"].country) == (Kind.ORG, "SY")
    assert problems(report) == [
        ("un.xml", 46, "not well-formed XML: undefined entity"),
        ("un.xml", 0, "UN ZZi.003: no name"),
    ]


VYSHNIVSKY = [
    ("Bohdan Vyshnivsky", None, False, "EU EU.99001.1 (name 41)"),
    ("Богдан Вишнівський", "uk", False, "EU EU.99001.1 (name 42)"),
    ("Cherry", None, True, "EU EU.99001.1 (name 43)"),
]


def test_eu_xml_to_its_unfinished_end() -> None:
    found, report = listed("eu", "eu.xml")
    assert names_of(found["eu/EU.99001.1"]) == VYSHNIVSKY
    assert (found["eu/EU.99001.1"].country, found["eu/EU.99001.1"].note) == ("UA", "born 1969-07-04")
    assert (found["eu/EU.99002.2"].kind, found["eu/EU.99002.2"].country) == (Kind.ORG, "UA")
    assert [(name, line) for name, line, _ in problems(report)] == [("eu.xml", 17)]


def test_eu_csv() -> None:
    found, report = listed("eu", "eu.csv")
    assert names_of(found["eu/EU.99001.1"]) == VYSHNIVSKY[:2]
    assert (found["eu/EU.99001.1"].kind, found["eu/EU.99001.1"].note) == (Kind.PERSON, "born 1969-07-04")
    assert found["eu/EU.99002.2"].name == "Vyshnia Milling; JSC"
    assert found["eu/EU.99002.2"].country == "UA"
    assert problems(report) == [("eu.csv", 8, "7 columns, the header has 17")]


def test_ftm_with_what_stands_inside_other_entities() -> None:
    found, report = listed("ftm", "entities.ftm.json")
    source = "xx_invented, yy_invented NK-invented1"
    assert names_of(found["NK-invented1"]) == [
        ("Halyna Dzvinkova", None, False, f"{source} (name)"),
        ("Галина Дзвінкова", None, False, f"{source} (name)"),
        ("Galina Dzvinkova", None, False, f"{source} (alias)"),
        ("The Bell", None, True, f"{source} (weakAlias)"),
    ]
    person = found["NK-invented1"]
    assert (person.country, person.note, person.wikidata) == ("UA", "born 1975-05-01", "Q990000001")
    assert [entity.name for entity in found.values()] == [
        "Halyna Dzvinkova",
        "Zolota Nyva LLC",
        "Petro Nyvskyi",
    ]
    assert problems(report)[:2] == [
        ("entities.ftm.json", 3, "not JSON: Expecting ',' delimiter"),
        ("entities.ftm.json", 5, "not an object"),
    ]
    assert problems(report)[2][2] == "2 other things"


@pytest.mark.parametrize("name", ["ror-v1.json", "ror-v2.json"])
def test_both_schemas_of_ror(name: str) -> None:
    found, report = listed("ror", name)
    institute = found["https://ror.org/00invent1"]
    assert institute.name == "Zhovkva Institute of Milling"
    assert {(a.text, a.lang) for a in institute.listed() if not a.is_weak} >= {
        ("Жовківський інститут млинарства", "uk"),
        ("Milling Institute", None),
    }
    assert institute.weak == ("ZIM",)
    assert (institute.kind, institute.country, institute.wikidata) == (Kind.ORG, "UA", "Q990000002")
    assert "https://ror.org/00invent2" not in found
    assert report.rejected == 1
    if name == "ror-v1.json":
        assert found["https://ror.org/00invent4"].country == "PL"
        assert problems(report)[0][:2] == (name, 19)


def test_geonames_with_alternate_names() -> None:
    found, report = listed("geonames", "alternateNamesV2.txt", "places.txt")
    mill = found["geonames/9000001"]
    assert names_of(mill) == [
        ("Mlynivka", None, False, "GeoNames 9000001"),
        ("Млинівка", "uk", False, "GeoNames 9000001 (alternate name 1)"),
        ("Mühlbach", "de", False, "GeoNames 9000001 (alternate name 2, historic)"),
        ("Milltown", "en", True, "GeoNames 9000001 (alternate name 3, colloquial)"),
    ]
    assert [(a.since, a.until) for a in mill.aliases if a.text == "Mühlbach"] == [("1772", "1918")]
    assert (mill.kind, mill.country, mill.wikidata) == (Kind.PLACE, "UA", "Q990000003")
    assert problems(report)[0] == (
        "places.txt",
        3,
        "2 columns; places have 19, alternate names 8 or 10",
    )


def test_geonames_alone_has_the_names_of_its_own_column() -> None:
    found, _ = listed("geonames", "places.txt")
    assert [a.text for a in found["geonames/9000001"].listed()] == ["Mlynivka", "Mlinovka", "Млинівка"]
    with pytest.raises(FileError, match="rows of 19 columns"):
        listed("geonames", "alternateNamesV2.txt")


def test_wikidata() -> None:
    found, report = listed("wikidata", "wikidata.json")
    person, foundry, village = found.values()
    assert names_of(person) == [
        ("Solomiya Vyr", None, False, "Wikidata Q990000004 (label, en)"),
        ("Саламея Вір", "be", False, "Wikidata Q990000004 (label, be-tarask)"),
        ("Соломія Вир", "uk", False, "Wikidata Q990000004 (label, uk)"),
        ("S. Vyr", None, False, "Wikidata Q990000004 (alias, en)"),
        ("The Whirl", None, True, "Wikidata Q990000004 (pseudonym)"),
    ]
    assert (person.kind, person.country, person.note) == (Kind.PERSON, "UA", "born 1931-02")
    assert (foundry.kind, foundry.country) == (Kind.ORG, "UA")
    assert [a.until for a in foundry.aliases if a.text == "Red Foundry"] == ["1992"]
    assert (village.kind, village.country, village.wikidata) == (Kind.PLACE, "PL", "Q990000006")
    assert problems(report)[0][:2] == ("wikidata.json", 3)
    assert problems(report)[1][2] == "1 other things"


def test_wikidata_of_one_item_as_it_is_served(tmp_path: Path) -> None:
    line = (EXCERPTS / "wikidata.json").read_text(encoding="utf-8").splitlines()[1].rstrip(",")
    (tmp_path / "Q990000004.json").write_text(f'{{"entities": {{"Q990000004": {line}}}}}', encoding="utf-8")
    entities, _ = read_list("wikidata", [tmp_path / "Q990000004.json"], BOX.vocabulary.lexicon)
    assert [entity.name for entity in entities] == ["Solomiya Vyr"]


def test_items_of_countries_are_each_of_one() -> None:
    assert len(COUNTRY_ITEMS) == 201
    assert len(set(COUNTRY_ITEMS.values())) == 200  # the Netherlands and their kingdom
    assert {"Q212": "UA", "Q668": "IN", "Q1246": "XK"}.items() <= COUNTRY_ITEMS.items()


def packed(folder: Path, how: str, name: str) -> Path:
    data = (EXCERPTS / name).read_bytes()
    path = folder / f"{name}{how}"
    if how == ".gz":
        path.write_bytes(gzip.compress(data))
    elif how == ".bz2":
        path.write_bytes(bz2.compress(data))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, data)
            archive.writestr("README.md", "terms of use")
    return path


@pytest.mark.parametrize("how", [".gz", ".bz2", ".zip"])
@pytest.mark.parametrize(("kind", "name"), [("ofac", "sdn.xml"), ("ror", "ror-v2.json")])
def test_packed_files(tmp_path: Path, how: str, kind: str, name: str) -> None:
    path = packed(tmp_path, how, name)
    entities, _ = read_list(kind, [path], BOX.vocabulary.lexicon)
    assert {entity.id: entity for entity in entities} == listed(kind, name)[0]


def test_a_packed_file_that_ends_too_soon_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path, ".gz", "sdn.xml")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(FileError, match=r"sdn\.xml\.gz: (ends too soon|cannot be read).*Download it again"):
        read_list("ofac", [path], BOX.vocabulary.lexicon)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.xml", "<a/>")
        archive.writestr("b.xml", "<b/>")
    with pytest.raises(FileError, match=r"2 files in it end in \.xml"):
        read_list("un", [tmp_path / "two.zip"], BOX.vocabulary.lexicon)


BOMB = '<!DOCTYPE sdnList [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            f'<?xml version="1.0"?>{BOMB}<sdnList><sdnEntry><uid>&b;</uid></sdnEntry></sdnList>',
            "document type",
        ),
        ('<!DOCTYPE sdnList SYSTEM "file:///etc/passwd"><sdnList/>', "document type"),
        ("<Sanctions><DistinctParties/></Sanctions>", "root is <Sanctions>, not <sdnList>"),
        ("<html><body>404</body></html>", "root is <html>"),
        ("<sdnList></sdnList>", "it lists nobody as ofac reads it"),
        ("<", "no element begins"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, text: str, error: str) -> None:
    (tmp_path / "sdn.xml").write_text(text, encoding="utf-8")
    with pytest.raises((FileError, TableError), match=error):
        read_list("ofac", [tmp_path / "sdn.xml"], BOX.vocabulary.lexicon)


def test_kinds_and_files_that_are_not_there() -> None:
    with pytest.raises(ValueError, match="one of ofac, un, eu, ftm, ror, geonames, wikidata, not 'uk'"):
        Normalizer.from_list("uk", "list.csv")
    with pytest.raises(FileError, match="no such file"):
        Normalizer.from_list("un", "nowhere.xml")
    with pytest.raises(ValueError, match=r"give SDN\.XML"):
        Normalizer.from_list("ofac")


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_pieces_of_any_size_give_the_same_records(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole = {name: listed(kind, name) for kind, name in (("un", "un.xml"), ("wikidata", "wikidata.json"))}

    def pieces(text: io.TextIOBase) -> object:
        return iter(lambda: text.read(size), "")

    for module in (xml_records, json_records):
        monkeypatch.setattr(module, "pieces", pieces)
    for kind, name in (("un", "un.xml"), ("wikidata", "wikidata.json")):
        found, report = listed(kind, name)
        assert found == whole[name][0]
        assert problems(report) == problems(whole[name][1])


def test_records_are_read_one_by_one(tmp_path: Path) -> None:
    """A file of 20 MB takes no more memory than its entities."""
    entry = "<sdnEntry><uid>{}</uid><lastName>MILL {}</lastName><sdnType>Entity</sdnType>{}</sdnEntry>\n"
    with (tmp_path / "sdn.xml").open("w", encoding="utf-8") as file:
        file.write("<sdnList>\n")
        for number in range(2_000):
            file.write(entry.format(number, number, f"<remarks>{'x' * 10_000}</remarks>"))
        file.write("</sdnList>\n")
    code = (
        "import sys, tracemalloc; from translit.published.lists import LISTS; from pathlib import Path;"
        "tracemalloc.start(); n = sum(1 for _ in LISTS['ofac'].read([Path(sys.argv[1])], print));"
        "print(n, tracemalloc.get_traced_memory()[1])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "sdn.xml")]
    count, peak = map(int, subprocess.run(command, capture_output=True, check=True).stdout.split())
    assert count == 2_000
    assert peak < 3_000_000


def test_an_answer_says_of_which_list_and_record_it_is() -> None:
    n = Normalizer.from_list("ofac", EXCERPTS / "sdn.xml")
    match = n.normalize("Ruslan Zavgorodko")
    assert (match.id, match.candidates[0].source) == ("ofac/900003", "OFAC 900003 (a.k.a. 814)")
    assert not n.normalize("Ruslan Zavadko")
    assert n.table_report is not None
    assert "1 record left out" in str(n.table_report)


def translit(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("target", ["ofac.npz", "ofac.jsonl"])
def test_import_writes_a_table_that_tables_takes(tmp_path: Path, target: str) -> None:
    files = [EXCERPTS / name for name in OFAC_CSV]
    bad, table = tmp_path / "bad.csv", tmp_path / target
    done = translit("import", "ofac", *files, "-o", table, "--rejects", bad)
    assert done.returncode == 0, done.stderr
    assert "4 records, 3 entities" in done.stderr
    assert "public domain" in done.stderr
    rows = list(csv.DictReader(bad.open(encoding="utf-8")))
    assert [(Path(row["file"]).name, row["line"], row["reason"]) for row in rows] == [
        ("sdn.csv", "4", "its number is 'nine hundred'")
    ]
    asked = translit("normalize", "Ruslan Zavgorodko", "The Miller", "--tables", table, "--json")
    first, second = map(json.loads, asked.stdout.splitlines())
    assert first["id"] == "ofac/900003"
    assert first["candidates"][0]["source"] == "OFAC 900003 (aka 814)"
    assert second["candidates"][0]["source"] == "OFAC 900003 (a.k.a. in the remarks)"


def test_rows_say_all_that_was_read(tmp_path: Path) -> None:
    table = tmp_path / "eu.jsonl"
    assert translit("import", "eu", EXCERPTS / "eu.xml", "-o", table).returncode == 0
    again = {entity.id: entity for entity in Normalizer.from_table(table).entities()}
    for identifier, entity in listed("eu", "eu.xml")[0].items():
        assert names_of(again[identifier]) == names_of(entity)
        assert (again[identifier].kind, again[identifier].note) == (entity.kind, entity.note)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("uk", EXCERPTS / "un.xml", "-o", "t.npz"), "a published list is one of"),
        (("un", EXCERPTS / "un.xml", "-o", "t.csv"), "t.csv: a table ends in .npz"),
        (("eu", EXCERPTS / "un.xml", "-o", "t.jsonl"), "its root is <CONSOLIDATED_LIST>, not <export>"),
        (("ror", EXCERPTS / "un.xml", "-o", "t.npz"), "it is no JSON"),
    ],
)
def test_import_refuses_with_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str | Path, ...], error: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = translit("import", *arguments)
    assert done.returncode == 2
    assert error in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_list_has_its_terms_in_the_page() -> None:
    page = (Path(__file__).parent.parent / "docs" / "published-lists.md").read_text(encoding="utf-8")
    assert [kind for kind, of in LISTS.items() if f"| `{kind}` |" not in page or of.licence not in page] == []
