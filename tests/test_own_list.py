"""Your own list in a file or a frame: columns recognised, rows of an id together, none dropped."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from translit import Entity, FileError, Kind, Normalizer, TableError

ROWS = [
    {"id": "c/1", "name": "Oksana Markarova", "kind": "person", "country": "UA"},
    {"id": "c/2", "name": "Acme Trading GmbH", "kind": "company", "country": "DE"},
]
CSV = "id,name,kind,country\n" + "".join(",".join(row.values()) + "\n" for row in ROWS)
PACKED = gzip.compress(CSV.encode() * 50, mtime=0)


def entities(table: Any, **options: Any) -> list[Entity]:
    return list(Normalizer.from_table(table, **options).entities())


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def both(found: list[Entity]) -> list[tuple[str, str, Kind, str | None]]:
    return [(entity.id, entity.name, entity.kind, entity.country) for entity in found]


EXPECTED = [("c/1", "Oksana Markarova", Kind.PERSON, "UA"), ("c/2", "Acme Trading GmbH", Kind.ORG, "DE")]


def as_csv(folder: Path) -> Path:
    return written(folder / "list.csv", CSV)


def as_semicolons_in_cp1251(folder: Path) -> Path:
    text = CSV.replace(",", ";") + "c/3;Оксана Маркарова;person;UA\n"
    return written(folder / "list.csv", text, "cp1251")


def as_tsv(folder: Path) -> Path:
    return written(folder / "list.tsv", CSV.replace(",", "\t"))


def as_gzip(folder: Path) -> Path:
    (folder / "list.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    return folder / "list.csv.gz"


def as_json_lines(folder: Path) -> Path:
    return written(folder / "list.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS))


def as_parquet(folder: Path) -> Path:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(ROWS), folder / "list.parquet")
    return folder / "list.parquet"


def as_excel(folder: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append([])
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


FILES = [as_csv, as_tsv, as_gzip, as_json_lines, as_parquet, as_excel]


@pytest.mark.parametrize("made", FILES, ids=lambda made: str(made.__name__))
def test_every_format_lists_the_same(made: Any, tmp_path: Path) -> None:
    assert both(entities(made(tmp_path))) == EXPECTED


def test_another_encoding_is_told_and_the_delimiter_seen(tmp_path: Path) -> None:
    found = entities(as_semicolons_in_cp1251(tmp_path), encoding="cp1251")
    assert [entity.name for entity in found][-1] == "Оксана Маркарова"


def test_frames_list_the_same() -> None:
    pandas, polars, pyarrow = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    for frame in (pandas.DataFrame(ROWS), polars.DataFrame(ROWS), pyarrow.Table.from_pylist(ROWS), ROWS):
        assert both(entities(frame)) == EXPECTED


def test_a_missing_value_of_pandas_is_none_and_a_number_stays_whole() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"id": [7, 8], "name": ["Ann Lee", "Bo Yi"], "country": [None, "SE"]})
    frame["note"] = [float("nan"), 3.0]
    assert [(e.id, e.country, e.note) for e in entities(frame)] == [("7", None, None), ("8", "SE", "3")]


def test_a_lazy_frame_is_refused_with_the_remedy() -> None:
    polars = pytest.importorskip("polars")
    with pytest.raises(TypeError, match=r"collect\(\)"):
        Normalizer.from_table(polars.DataFrame(ROWS).lazy())
    with pytest.raises(TypeError, match="not int 7"):
        Normalizer.from_table(7)


def test_all_fields_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path / "list.csv",
        "ID,Full_Name,AKA,Type,Nationality,native:uk,name:ru,not,weak,wikidata,notes\n"
        "p/1,Bakhmut,Bachmut|Bakhmout;Artemivsk,city,Ukraine,Бахмут,Бахмут,Bahmut Hill,Bach,Q157725,"
        "renamed\n",
    )
    (found,) = entities(path)
    assert found == Entity(
        "p/1",
        "Bakhmut",
        Kind.PLACE,
        "UA",
        {"uk": ("Бахмут",), "ru": ("Бахмут",)},
        tuple(found.aliases),
        ("Bach",),
        ("Bahmut Hill",),
        "Q157725",
        "renamed",
    )
    assert list(map(str, found.aliases)) == ["Bachmut", "Bakhmout", "Artemivsk"]


def test_json_lines_take_lists_and_mappings(tmp_path: Path) -> None:
    row = {
        "id": 1,
        "name": "Bakhmut",
        "kind": "place",
        "aliases": ["Bach; mut", {"name": "Artemivsk", "since": "1924", "until": "2016"}],
        "native": {"uk": ["Бахмут"], "ru": "Бахмут"},
    }
    (found,) = entities(written(tmp_path / "list.jsonl", json.dumps(row)))
    assert found.id == "1"
    assert [(a.text, a.until) for a in found.aliases] == [("Bach; mut", None), ("Artemivsk", "2016")]
    assert found.native == {"uk": ("Бахмут",), "ru": ("Бахмут",)}


def test_rows_of_one_id_are_names_of_one_entity_and_dates_are_those_of_their_row() -> None:
    rows = [
        {"id": 1, "name": "Artemivsk", "kind": "place", "since": 1924, "until": 2016},
        {"id": 2, "name": "Lviv", "kind": "place"},
        {"id": 1, "name": "Bakhmut", "kind": None, "since": "2016-05-19"},
        {"id": 1, "name": "Bakhmut City", "kind": "place", "weak": "yes"},
    ]
    first, second = entities(rows)
    assert (first.name, second.name, first.weak) == ("Bakhmut", "Lviv", ("Bakhmut City",))
    assert [(a.text, a.since, a.until) for a in first.aliases] == [("Artemivsk", "1924", "2016")]


def test_without_ids_a_name_is_its_own_and_without_kinds_it_alone_tells() -> None:
    found = entities({"name": ["Ann Lee", "Acme Trading GmbH", "Ann Lee"]})
    assert [(e.id, e.kind) for e in found] == [("Ann Lee", Kind.PERSON), ("Acme Trading GmbH", Kind.ORG)]
    assert [e.kind for e in entities({"anything": ["Gdynia"]}, kind="place")] == [Kind.PLACE]


def test_columns_of_other_names_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "Code|Bezeichnung|Land\nx|Ann Lee|SE\n")
    with pytest.raises(TableError, match=r"no column is the name; there are 'Code', 'Bezeichnung', 'Land'"):
        Normalizer.from_table(path)
    (found,) = entities(path, columns={"id": "Code", "name": "Bezeichnung", "country": "Land"})
    assert (found.id, found.name, found.country) == ("x", "Ann Lee", "SE")
    with pytest.raises(TableError, match=r"no column is named 'Codex'; there are"):
        Normalizer.from_table(path, columns={"id": "Codex"})
    with pytest.raises(TableError, match="there is no field 'nam'"):
        Normalizer.from_table(path, columns={"nam": "Code"})


BAD = (
    "id,name,kind\n1,Ann Lee,person\n2,,person\n3,n/a,person\n4,too,many,fields\n,Bo Yi,\n1,Ann Lee Ltd,org\n"
)


def test_a_row_that_cannot_be_read_ends_it_or_goes_to_the_rejects(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", BAD)
    with pytest.raises(TableError) as refused:
        Normalizer.from_table(path)
    assert [(p.line, p.problem) for p in refused.value.problems] == [
        (3, "no name"),
        (4, "'n/a' stands where there is no name"),
        (5, "4 fields, the header has 3"),
        (6, "no id"),
        (7, "its kind is org; in row 2 that of '1' is person"),
    ]
    n = Normalizer.from_table(path, rejects=tmp_path / "bad.csv")
    assert [entity.name for entity in n.entities()] == ["Ann Lee"]
    lines = (tmp_path / "bad.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["line", "3", "4", "5", "6", "7"]
    assert n.table_report is not None
    assert (n.table_report.rows, n.table_report.rejected) == (6, 5)


def test_what_is_notable_is_reported_and_nothing_is_refused_for_it() -> None:
    rows = [
        {"id": 1, "name": "Ann Lee", "kind": "robot", "country": "Narnia", "since": "31.12.2016"},
        {"id": 2, "name": "ANN LEE", "kind": "person", "country": "SE"},
        {"id": 3, "name": "Bo Yi", "kind": "person", "country": "SE;NO"},
    ]
    n = Normalizer.from_table(rows)
    report = n.table_report
    assert report is not None
    assert [notice.problem for notice in report.notices] == [
        "the kind 'robot' is unknown",
        "'31.12.2016' is not a date such as 2016 or 2016-05-19",
        "the country 'Narnia' is unknown",
    ]
    assert report.notices[0].path == "list, row 0 counted from 0"
    assert report.shared == (("Ann Lee", ("1", "2")),)
    assert "3 rows, 3 entities" in str(report)
    assert [c.entity.id for c in n.normalize("Ann Lee").candidates[:2]] == ["1", "2"]
    assert not n.normalize("Ann Lee")
    assert n.normalize("Ann Lee", country="SE").id == "2"
    assert [entity.country for entity in n.entities()] == [None, "SE", None]


def test_a_list_whose_ids_are_not_recognised_says_so_and_one_with_ids_does_not(tmp_path: Path) -> None:
    path = written(
        tmp_path / "list.csv", "Customer No.,Full Name,A.K.A.,DOB,Phone\n7,Ann Lee,Annie Lee,1950,1\n"
    )
    report = Normalizer.from_table(path).table_report
    assert report is not None
    assert report.is_notable
    assert [(of.line, of.problem) for of in report.notices] == [
        (
            1,
            "no column is the id, so that each name is one of its own",
        )
    ]
    assert "--table-column id=" in str(report)
    assert "not read: the columns 'Customer No.', 'Phone'" in str(report)
    n = Normalizer.from_table(path, columns={"id": "Customer No."})
    assert n.table_report is not None
    assert (n.table_report.ignored, n.table_report.is_notable) == (("Phone",), False)
    assert "not read: the column 'Phone'" in str(n.table_report)
    (entity,) = n.entities()
    assert (entity.id, entity.since, [alias.text for alias in entity.aliases]) == ("7", "1950", ["Annie Lee"])


def test_rejects_are_not_written_over_the_list(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(BAD, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("list.csv")
    for rejects in ("list.csv", "link.csv"):
        with pytest.raises(FileError, match="rejects would be written over the list itself"):
            Normalizer.from_table(tmp_path / "list.csv", rejects=tmp_path / rejects)
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "list.csv", "more.csv", "-o", "x.npz", "--table-rejects", "more.csv"),
        ("build", "list.csv", "-o", "x.npz", "--table-rejects", "x.npz"),
        ("normalize", "--tables", "list.csv", "--table-rejects", "list.csv", "x"),
        *(
            ("normalize", "--tables", "list.csv", "--input", "more.csv", "--column", "name", *written)
            for written in (
                ("--output", "list.csv"),
                ("--table-rejects", "more.csv"),
                ("--output", "o.csv", "--table-rejects", "o.csv"),
            )
        ),
        ("evaluate", "more.csv", "--tables", "list.csv", "--errors", "more.csv"),
        ("report", "more.csv", "-o", "more.csv"),
        ("review", "more.csv", "--column", "name", "--decisions", "d.yaml", "--review", "more.csv"),
        ("import", "ftm", "more.csv", "-o", "x.npz", "--rejects", "more.csv"),
    ],
)
def test_nothing_is_written_over_what_is_read(arguments: tuple[str, ...], tmp_path: Path) -> None:
    as_csv(tmp_path)
    written(tmp_path / "more.csv", CSV)
    answer = translit(tmp_path, *arguments)
    assert answer.returncode == 2
    assert "it would be written over what is read, or over another output" in answer.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "more.csv"]
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == CSV
    assert (tmp_path / "more.csv").read_text(encoding="utf-8") == CSV


def test_rejects_may_go_to_a_device_and_beside_the_list(tmp_path: Path) -> None:
    as_csv(tmp_path)
    for rejects in ("/dev/null", "bad.csv"):
        answer = translit(tmp_path, "normalize", "--tables", "list.csv", "--table-rejects", rejects, "x")
        assert answer.returncode == 0, answer.stderr


def test_a_field_is_named_as_its_columns_are(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "Nr,Wer,Tag\n7,Ann Lee,1950-03-01\n")
    n = Normalizer.from_table(path, columns={"uid": "Nr", "full name": "Wer", "born": "Tag"})
    assert [(of.id, of.name, of.since) for of in n.entities()] == [("7", "Ann Lee", "1950-03-01")]
    with pytest.raises(TableError, match="there is no field 'shoe size'"):
        Normalizer.from_table(path, columns={"shoe size": "Nr"})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "no such file"),
        ("list.doc", b"x", "the ending '.doc' tells no table"),
        ("list.csv", b"", "it has no rows, not even a header"),
        ("list.csv.gz", b"id,name\n", "not a whole gzip file"),
        ("list.csv.gz", PACKED[:-20], "not a whole gzip file"),
        ("list.csv.gz", PACKED[:40] + b"\xff" * 40, "not a whole gzip file"),
        ("list.xlsx", b"id,name\n", "not a workbook of Excel"),
        ("list.parquet", b"id,name\n", "not a Parquet file"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_with_a_remedy(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("pyarrow")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FileError, match=message):
        Normalizer.from_table(tmp_path / name)


def test_a_table_of_a_header_alone_lists_nothing(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="it lists no name"):
        Normalizer.from_table(written(tmp_path / "list.csv", "id,name\n"))


def translit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


MESSY = 'who\n"MARKAROVA, Oksana"\nAcme Tradng\nNobody Known\n'


def test_a_list_and_a_column_of_names_in_one_command(tmp_path: Path) -> None:
    as_csv(tmp_path)
    written(tmp_path / "messy.csv", MESSY)
    options = ("--input", "messy.csv", "--column", "who", "--output", "out.jsonl")
    answer = translit(tmp_path, "normalize", "--tables", "list.csv", *options)
    assert answer.returncode == 0, answer.stderr
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["translit_id"] for line in lines] == ["c/1", "c/2", None]


def test_what_was_built_is_a_table_and_answers_the_same(tmp_path: Path) -> None:
    as_csv(tmp_path)
    built = translit(tmp_path, "build", "list.csv", "-o", "index.npz")
    assert built.stderr.startswith("list.csv: 2 rows, 2 entities\n")
    names = ("MARKAROVA, Oksana", "Acme Tradng", "Nobody Known")
    by_index = translit(tmp_path, "normalize", "--tables", "index.npz", *names)
    by_list = translit(tmp_path, "normalize", "--tables", "list.csv", *names)
    assert by_index.stdout == by_list.stdout
    assert "c/1" in by_index.stdout
    written(tmp_path / "more.csv", "id,name,kind\nc/3,Bo Yi Andersson,person\n")
    of_two = translit(
        tmp_path, "normalize", "--tables", "index.npz", "--tables", "more.csv", *names, "Bo Andersson"
    )
    assert [line.split("\t")[2] for line in of_two.stdout.splitlines()[1:]] == ["c/1", "c/2", "", "c/3"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("normalize", "--tables", "none.csv", "x"), "none.csv: no such file"),
        (("normalize", "--tables", "bad.csv", "x"), "bad.csv:3: no name. Mend the row, or let rejects"),
        (("normalize", "--tables", "list.csv", "--table-column", "name", "x"), "takes FIELD=COLUMN"),
        (("build", "list.csv", "-o", "index.bin"), "ends in .npz"),
        (("build", "list.csv", "-o", "nowhere/index.npz"), "there is no folder"),
    ],
)
def test_what_a_user_can_mend_is_one_line(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    as_csv(tmp_path)
    written(tmp_path / "bad.csv", BAD)
    answer = translit(tmp_path, *arguments)
    assert answer.returncode != 0
    assert message in answer.stderr
    assert "Traceback" not in answer.stderr
