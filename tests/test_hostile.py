"""Names and files from strangers: what they can do to a terminal, a spreadsheet and a reader."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from translit import Entity, Normalizer, TableError, TranslitError, compare
from translit.files.job import Job
from translit.files.run import normalize_file
from translit.files.writing import delimited
from translit.rows import reading
from translit.rows.formats import Format, Layout, layout_of
from translit.rows.formulas import BEGINS_FORMULA, as_shown
from translit.rows.reading import Lines, records
from translit.visible import visible

ESCAPES = "Kiev\x1b[2J\x1b]0;title\x07\x9b1A\r\x08\x00"


def translit(*arguments: str | Path, given: bytes = b"", rc: int = 0) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "translit", *map(str, arguments)]
    answer = subprocess.run(command, input=given, capture_output=True, check=False)
    assert answer.returncode == rc, answer.stderr.decode()
    assert b"Traceback" not in answer.stderr
    return answer


def controls(text: str) -> set[str]:
    return {char for char in text if visible(char) != char}


@pytest.mark.parametrize("form", ["table", "tsv", "json"])
def test_no_escape_of_a_name_reaches_a_terminal(form: str) -> None:
    out = translit("normalize", "--format", form, given=ESCAPES.encode() + b"\n").stdout.decode()
    assert not controls(out)
    assert "\\u001b" in out
    if form == "json":
        assert json.loads(out)["query"] == ESCAPES


def test_no_escape_of_a_name_reaches_a_terminal_by_explanations_texts_and_errors(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(f'id,name\n1,"{ESCAPES[:-2]}"\n2,Anna Weber\n', encoding="utf-8", newline="")
    said = [
        translit("explain", ESCAPES[:-1]),
        translit("find", "--unknown", given=f"Anna {ESCAPES} met Bohdan.".encode()),
        translit("show", f"place/{ESCAPES[:-1]}", rc=2),
        translit("normalize", "--tables", names, "--explain", "--format", "table", "Anna Weber", "Kiev"),
        translit("normalize", "--input", names, "--column", "name", "--output", tmp_path / "out.csv"),
        translit("normalize", "--input", names, "--column", ESCAPES[:-1], rc=2),
    ]
    for answer in said:
        assert not controls(answer.stdout.decode())
        assert not controls(answer.stderr.decode())


def test_explanations_hold_no_escape() -> None:
    n = Normalizer.from_entities([Entity("1\x1b[2J", ESCAPES, "person", aliases=("Anna\x9b1A Weber",))])
    assert not controls(n.normalize(ESCAPES).explain() + n.normalize("Anna Weber").explain())
    assert not controls(compare(ESCAPES, "Kiev").explain())


def test_the_summary_of_a_file_is_a_line_for_each_name(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text('id,name\n1,"Zzyzx\nforged line\x1b[2J"\n', encoding="utf-8")
    said = translit("normalize", "--input", names, "--column", "name", "--output", tmp_path / "out.csv")
    assert said.stderr.decode().splitlines()[-1].endswith("Zzyzx\\nforged line\\u001b[2J")


FORMULA = '=HYPERLINK("http://example.org/?"&A1,"Kiev")'


def test_a_safe_file_has_no_formula(tmp_path: Path) -> None:
    given, out, rejects = (tmp_path / name for name in ("in.jsonl", "out.csv", "rejects.csv"))
    rows = [FORMULA, "+Kiev", "@Kiev", "-Kiev", "\tKiev", "Kiev", "-3.5", "＝1+1"]
    lines = [json.dumps({"name": name, "=cmd": name}, ensure_ascii=False) for name in rows]
    given.write_text("\n".join([*lines, "=1+1|2"]), encoding="utf-8")
    options = ("--input", given, "--column", "name", "--output", out, "--rejects", rejects)
    translit("normalize", *options, "--safe-csv")
    import csv

    with out.open(encoding="utf-8", newline="") as file:
        values = [value for row in csv.reader(file) for value in row]
    with rejects.open(encoding="utf-8", newline="") as file:
        values += [value for row in csv.reader(file) for value in row]
    assert [value for value in values if value.startswith(BEGINS_FORMULA)] == ["-3.5", "-3.5"]
    assert f"'{FORMULA}" in values
    assert "'=1+1|2" in values
    translit("normalize", *options)  # and without, as they stand
    assert ",=" in out.read_text(encoding="utf-8").splitlines()[0]


def test_what_is_shown_is_told_by_the_apostrophe_alone() -> None:
    for value in (FORMULA, "+1-800", "-1+1", "=", "\r\n"):
        assert as_shown(value) == f"'{value}"
        assert as_shown(as_shown(value)) == as_shown(value)
    for value in ("", "Kyiv", "-1", "+380 44 255", "-1.5e3", "+7,5 %".replace(" %", "%"), "a=b"):
        assert as_shown(value) == value
    assert delimited([["=a", "b"]], Layout(Format.TSV, is_quoted=False, delimiter="\t")) == b"=a\tb\n"


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", '"sep=;"\n', "\ufeffsep=;\r\n", "sep=;,,\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_line_that_tells_excel_the_delimiter_is_read_as_such(line: str, encoding: str) -> None:
    given = (line + "name;n, m\nKyjiw;1\n").encode(encoding)
    layout = layout_of(given, "in", Format.CSV, "name".__eq__, None, None, is_whole=True)
    lines = Lines(io.BytesIO(given), layout.encoding, "in")
    assert reading.header_of(lines, layout, "in") == ["name", "n, m"]
    assert [(number, row) for number, row in records(lines, layout, 2)] == [(3, ["Kyjiw", "1"])]


def test_a_column_may_be_called_sep() -> None:
    layout = layout_of(b"sep,name\n1,Kiev\n", "in", Format.CSV, "name".__eq__, None, None, is_whole=True)
    assert not layout.has_delimiter_line


def test_a_list_of_excel_and_a_job_read_the_line(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("sep=|\nid|name\n1|Anna, Weber\n", encoding="utf-8")
    assert Normalizer.from_table(path).normalize("Anna Weber").id == "1"
    out = translit("normalize", "--input", path, "--column", "name").stdout.decode()
    assert out.splitlines()[0].startswith("id|name|translit_name|")


@pytest.mark.parametrize("size", [131_072, 400_000])
def test_a_value_may_be_of_any_length(size: int) -> None:
    given = f'name,note\n"Kiev","{"x" * size},"\nMinsk,2\n'.encode()
    layout = layout_of(given, "in", Format.CSV, "name".__eq__, None, None, is_whole=True)
    lines = Lines(io.BytesIO(given), layout.encoding, "in")
    assert reading.header_of(lines, layout, "in") == ["name", "note"]
    assert [len(row[1]) for _, row in records(lines, layout, 2)] == [size + 1, 1]


def test_an_encoding_that_is_guessed_is_told(tmp_path: Path) -> None:
    pytest.importorskip("charset_normalizer")
    path = tmp_path / "people.csv"
    rows = "".join(f"{n},Прізвище Ім'я {n}, місто Київ і Харків\n" for n in range(60))
    path.write_bytes(f"id,name,note\n{rows}".encode("cp1251"))
    said = translit("normalize", "--input", path, "--column", "name", "--output", tmp_path / "out.csv")
    assert "the encoding of the input is not told, and taken for cp1251" in said.stderr.decode()
    report = Normalizer.from_table(path).table_report
    assert report is not None
    assert "its encoding is not told, and taken for cp1251" in str(report)
    told = ("--encoding", "cp1251", "--output", tmp_path / "told.csv")
    assert (
        "taken for" not in translit("normalize", "--input", path, "--column", "name", *told).stderr.decode()
    )
    assert Normalizer.from_table(path, encoding="cp1251").table_report.notices == ()


def test_a_country_that_is_none_is_refused_before_anything_is_printed() -> None:
    answer = translit("normalize", "--country", "Ukraine", "Kiev", rc=2)
    assert answer.stdout == b""
    assert b"'Ukraine'" in answer.stderr


@pytest.mark.parametrize("text", ["[" * 100_000, '{"name": ' * 50_000, "1" * 10_000])
def test_a_line_of_json_is_a_row_or_is_rejected(text: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(text + '\n{"name": "Kiev"}\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"in\.jsonl:1"):
        Normalizer.from_table(path)
    rejects = tmp_path / "rejects.csv"
    assert Normalizer.from_table(path, rejects=rejects).normalize("Kiev").name == "Kiev"
    assert rejects.read_text(encoding="utf-8").count("\n1,") == 1


def test_dictionaries_inside_lists_and_structs_are_written_as_their_values(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    words = pa.array(["a", "b", None]).dictionary_encode()
    offsets = pa.array([0, 1, 2, 3], pa.int32())
    nested = {
        "list": pa.ListArray.from_arrays(offsets, words),
        "struct": pa.StructArray.from_arrays([words], ["of"]),
        "both": pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays([words], ["of"])),
        "plain": words,
    }
    table = pa.table({"name": ["Kiev", "Minsk", "Zzyzx"], **nested})
    given, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(table, given)
    translit("normalize", "--input", given, "--column", "name", "--output", out)
    written = parquet.read_table(out)
    assert [written[name].to_pylist() for name in nested] == [table[name].to_pylist() for name in nested]
    assert "dictionary" not in str(written.schema)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_parquet_file_is_told_or_read(tmp_path: Path, seed: int) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path, rng = tmp_path / "in.parquet", random.Random(seed)
    table = pa.table({"name": ["Kiev", "Minsk", "Zzyzx"] * 9, "list": [["a", "b"], [], None] * 9})
    parquet.write_table(table, path)
    damaged = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 3)):
        damaged[rng.randrange(4, len(damaged) - 8)] ^= 1 << rng.randrange(8)
    path.write_bytes(damaged)
    n = Normalizer.from_entities([Entity("1", "Kiev", "place")])
    job = Job(path, tmp_path / "out.csv", "name", Format.PARQUET, Format.CSV)
    for read in (lambda: normalize_file(job, n), lambda: Normalizer.from_table(path)):
        said = refusal(read)
        assert said == "" or (str(path) in said and "None" not in said)


def test_a_column_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "in.parquet"
    parquet.write_table(pa.table({"name": ["Kiev"], "other": ["x"]}), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"other", b"ot\xf3er"))
    job = Job(path, tmp_path / "out.csv", "name", Format.PARQUET, Format.CSV)
    n = Normalizer.from_entities([Entity("1", "Kiev", "place")])
    for read in (lambda: normalize_file(job, n), lambda: Normalizer.from_table(path)):
        assert "not a Parquet file" in refusal(read)


def refusal(read: Callable[[], object]) -> str:
    try:
        read()
    except TranslitError as error:
        return str(error)
    return ""
