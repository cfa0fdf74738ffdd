"""A file of rows through `translit normalize --input`, every format into every other."""

import codecs
import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, product
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from translit import FileError, Normalizer, TranslitError
from translit.files.answers import open_answers
from translit.files.asked import Asked
from translit.files.job import Job
from translit.files.run import normalize_file
from translit.files.summary import COUNTED_NAMES, Summary
from translit.parallel.pool import MOST_WORKERS, usual_workers
from translit.rows import reading
from translit.rows.formats import Format, Layout, layout_of
from translit.rows.reading import Lines, Rejected, records

TOLD = ["name", "id", "kind", "score", "status", "stage", "alias"]
ROWS = [
    ("1", "Kiev", "a, b"),
    ("2", "Leonid Slutsky", 'say "no"'),
    ("3", "", "nobody"),
    ("4", "Nowhere at All", "Київ\t!"),
]
IDS = ["place/kyiv", None, None, None]
STATUS = ["matched", "ambiguous", None, "unmatched"]


def translit(*arguments: object, given: bytes = b"", rc: int = 0) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "translit", "normalize", *map(str, arguments)]
    answer = subprocess.run(command, input=given, capture_output=True, check=False)
    assert answer.returncode == rc, answer.stderr.decode()
    assert b"Traceback" not in answer.stderr
    return answer


def write(path: Path, *, rows: list[tuple[str, ...]] = ROWS) -> None:
    columns = ("id", "name", "note")
    if path.suffix == ".jsonl":
        path.write_text(
            "".join(
                json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in rows
            )
        )
    elif path.suffix == ".parquet":
        pa = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(
            pa.table({c: list(values) for c, values in zip(columns, zip(*rows, strict=True), strict=True)}),
            path,
        )
    else:
        with path.open("w", newline="", encoding="utf8") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows([columns, *rows])


def read(path: Path) -> list[dict[str, object]]:
    """Read rows; a text file's empty values as None."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    if path.suffix == ".parquet":
        found: list[dict[str, object]] = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
        return found
    with path.open(newline="", encoding="utf8") as file:
        rows = list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    return [{key: value or None for key, value in row.items()} for row in rows]


@pytest.mark.parametrize(("source", "target"), list(product(Format, Format)))
def test_every_format_goes_into_every_other(tmp_path: Path, source: Format, target: Format) -> None:
    given, out = tmp_path / f"people.{source}", tmp_path / f"out.{target}"
    write(given)
    summary = translit("--input", given, "--column", "name", "--output", out).stderr.decode()
    rows = read(out)
    assert [tuple(row[c] or "" for c in ("id", "name", "note")) for row in rows] == ROWS
    assert [row["translit_id"] for row in rows] == IDS
    # CSV knows no null: what is empty there is no name, elsewhere it is a text that is nobody's
    status = STATUS if source in (Format.CSV, Format.TSV) else [of or "unmatched" for of in STATUS]
    assert [row["translit_status"] for row in rows] == status
    assert list(rows[0]) == ["id", "name", "note", *(f"translit_{field}" for field in TOLD)]
    assert float(str(rows[0]["translit_score"])) > 0.9
    assert "4 rows" in summary
    assert "Nowhere at All" in summary
    assert sorted(os.listdir(tmp_path)) == sorted([given.name, out.name])


def test_a_pipe_gives_the_same_as_a_file(tmp_path: Path) -> None:
    for form in Format:
        given, out = tmp_path / f"people.{form}", tmp_path / f"out.{form}"
        write(given)
        translit("--input", given, "--column", "name", "--output", out)
        piped = translit("--input", "-", "--input-format", form, "--column", "name", given=given.read_bytes())
        assert piped.stdout == out.read_bytes()


def test_columns_of_json_lines_are_those_of_all_rows(tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_text(
        '{"name": "Kiev", "n": 1}\n{"x": [1, {"y": null}], "name": "Minsk"}\n{"n": 12345678901234567890}\n'
    )
    for target in ("csv", "parquet"):
        out = tmp_path / f"out.{target}"
        translit("--input", given, "--column", "name", "--output", out)
        rows = read(out)
        assert [row["n"] for row in rows] == ["1", None, "12345678901234567890"]
        assert [row["x"] for row in rows] == [None, '[1, {"y": null}]', None]
        assert [row["translit_id"] for row in rows] == ["place/kyiv", "place/minsk", None]


def test_json_lines_stay_as_they_were_written(tmp_path: Path) -> None:
    line = '{"name" : "Kiev", "n":1.10, "big":1e400, "u":"\\u00e9"}'
    out = translit(
        "--input", "-", "--input-format", "jsonl", "--column", "name", given=line.encode() + b"\r\n"
    ).stdout.decode()
    assert out.startswith(line[:-1] + ', "translit_name": "Kyiv"')


def test_types_of_parquet_stay() -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.table(
        {
            "name": pa.array(["Kiev", None]).dictionary_encode(),
            "when": pa.array([1, None], pa.timestamp("ns", "UTC")),
            "of": [[1], None],
        }
    )
    given = io.BytesIO()
    parquet.write_table(table, given)
    out = translit(
        "--input", "-", "--input-format", "parquet", "--column", "name", given=given.getvalue()
    ).stdout
    found = parquet.read_table(io.BytesIO(out))
    assert found.schema.field("when").type == pa.timestamp("ns", "UTC")
    assert found.column("of").to_pylist() == [[1], None]
    assert found.column("translit_id").to_pylist() == ["place/kyiv", None]
    assert found.schema.field("translit_score").type == pa.float64()


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("utf-16", ","), ("utf-8", "|")],
)
def test_encoding_and_delimiter_are_detected(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(
        delimiter.join(row) for row in [("n", "име, name"[5:], "x"), ("1", "Київ", "y"), ("2", "Мінськ", "z")]
    )
    out = translit(
        "--input", "-", "--input-format", "csv", "--column", "name", given=text.encode(encoding)
    ).stdout.decode()
    rows = list(csv.DictReader(io.StringIO(out), delimiter=delimiter))
    assert [(row["n"], row["translit_id"], row["x"]) for row in rows] == [
        ("1", "place/kyiv", "y"),
        ("2", "place/minsk", "z"),
    ]


def test_encoding_and_delimiter_can_be_told() -> None:
    given = "name~x\nКиев~1\n".encode("cp1251")
    options = ("--encoding", "cp1251", "--delimiter", "~", "--input-format", "csv")
    out = translit("--input", "-", *options, "--column", "name", given=given).stdout.decode()
    assert out.splitlines()[1].startswith("Киев~1~Kyiv~place/kyiv~")


def test_a_single_column_with_commas_in_quotes_and_blank_lines() -> None:
    out = translit(
        "--input", "-", "--input-format", "csv", "--column", "name", given=b'name\n"Putin, Vladimir"\n\nKiev'
    ).stdout
    rows = list(csv.DictReader(io.StringIO(out.decode())))
    assert [(row["name"], row["translit_status"]) for row in rows] == [
        ("Putin, Vladimir", "matched"),
        ("", ""),
        ("Kiev", "matched"),
    ]


BAD = (
    b'id,name\n1,Kiev\n2,a,b\n3,"Minsk"x\n4,\xff\xfe\n5,"never\nclosed\n6,Kharkiv\n\n"7","two\nlines"\n8\n',
    [
        (3, "3 fields, the header has 2", "2,a,b"),
        (4, "',' expected after '\"'", '3,"Minsk"x'),
        (5, "not utf-8 (byte 0xff at 2)", "4,\\xff\\xfe"),
        (6, None, '5,"never'),
        (7, "1 field, the header has 2", "closed"),
        (12, "1 field, the header has 2", "8"),
    ],
    [("1", "Kiev"), ("6", "Kharkiv"), ("7", "two\nlines")],
)


def test_malformed_rows_are_told_with_line_and_reason_and_no_other_is_lost(tmp_path: Path) -> None:
    content, expected, kept = BAD
    given, out, rejects = tmp_path / "a.csv", tmp_path / "out.csv", tmp_path / "bad.csv"
    given.write_bytes(content)
    options = ("--column", "name", "--encoding", "utf-8")
    told = translit("--input", given, *options, "--output", out, "--rejects", rejects).stderr.decode()
    with rejects.open(newline="", encoding="utf8") as file:
        found = [(int(row["line"]), row["reason"], row["row"]) for row in csv.DictReader(file)]
    assert [(line, text) for line, _, text in found] == [(line, text) for line, _, text in expected]
    assert [reason for _, reason, _ in found if reason] == [
        r or f for (_, r, _), (_, f, _) in zip(expected, found, strict=True)
    ]
    assert [(row["id"], row["name"]) for row in read(out)] == kept
    assert "6 malformed rows" in told


def test_malformed_json_lines(tmp_path: Path) -> None:
    bad = [
        '{"name": "x"',
        "[1]",
        '{"name": 7}',
        '{"name": "x", "y": NaN}',
        '{"name": "\\ud800"}',
        '{"name": "x", "translit_id": 1}',
    ]
    rejects = tmp_path / "bad.csv"
    given = "\n".join(['{"name": "Kiev"}', *bad, "", '{"name": null}', '{"other": 1}']).encode()
    out = translit(
        "--input", "-", "--input-format", "jsonl", "--column", "name", "--rejects", rejects, given=given
    ).stdout
    assert [json.loads(line).get("translit_id") for line in out.splitlines()] == ["place/kyiv", None, None]
    with rejects.open(newline="", encoding="utf8") as file:
        found = list(csv.DictReader(file))
    assert [row["row"] for row in found] == bad
    assert [int(row["line"]) for row in found] == [2, 3, 4, 5, 6, 7]
    assert [row["reason"].split(":")[0] for row in found] == [
        "not JSON",
        "list, not an object in braces",
        "'name' is int 7, not a text",
        "not JSON",
        "half of a character",
        "has 'translit_id' already",
    ]


def test_without_rejects_a_malformed_row_ends_the_run_and_leaves_no_output(tmp_path: Path) -> None:
    given, out = tmp_path / "a.csv", tmp_path / "out.csv"
    given.write_bytes(BAD[0])
    out.write_text("before")
    told = translit("--input", given, "--column", "name", "--output", out, rc=2).stderr.decode()
    assert f"{given}:3: 3 fields, the header has 2. Mend the row, or let --rejects FILE take" in told
    assert out.read_text() == "before"


@pytest.mark.parametrize(
    ("options", "given", "message"),
    [
        (("--input", "-", "--input-format", "csv"), b"", "--input needs --column"),
        (("--input", "-", "--column", "x"), b"", "--input - needs --input-format"),
        (
            ("--input", "x.xls", "--column", "x"),
            b"",
            "the ending '.xls' tells no format. Name it: --input-format",
        ),
        (("--input", "nowhere.csv", "--column", "x"), b"", "nowhere.csv: no such file"),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x"),
            b"",
            "it has no rows, not even a header",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x"),
            b"a;b\n1;2\n",
            "no column is named 'x'; there are 'a', 'b'",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "a"),
            b"a,a\n1,2\n",
            "several columns are named 'a'",
        ),
        (
            ("--input", "-", "--input-format", "jsonl", "--column", "x"),
            b'{"a": 1}',
            "no object has 'x'; the first has 'a'",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x"),
            b"x,translit_id\n",
            "a column 'translit_id' already",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x"),
            b"x\rKiev\rMinsk",
            "a carriage return alone",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x", "--encoding", "klingon"),
            b"x\n",
            "no encoding 'klingon'",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x", "--resume"),
            b"x\n",
            "--resume needs --output FILE",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x", "--delimiter", "::"),
            b"x\n",
            "must be one character",
        ),
        (
            ("--input", "-", "--input-format", "csv", "--column", "x", "--output", "/nowhere/out.csv"),
            b"x\n",
            "cannot be written",
        ),
        (("--column", "x"), b"", "need --input FILE"),
        (("Kiev", "--input", "x.csv", "--column", "x"), b"", "--input takes neither names"),
    ],
)
def test_what_a_user_can_mend_is_said_in_a_line(options: tuple[str, ...], given: bytes, message: str) -> None:
    assert message in translit(*options, given=given, rc=2).stderr.decode()


def test_no_parquet_and_no_texts_are_told() -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    options = ("--input", "-", "--input-format", "parquet", "--column", "x")
    assert "not a Parquet file" in translit(*options, given=b"x,y\n" * 9, rc=2).stderr.decode()
    numbers = io.BytesIO()
    parquet.write_table(pa.table({"x": [1, 2]}), numbers)
    assert (
        "the column 'x' holds int64, not texts"
        in translit(*options, given=numbers.getvalue(), rc=2).stderr.decode()
    )


def many(path: Path, count: int) -> None:
    """Write rows with misspelled names, some of them malformed, that take long enough to be
    interrupted.
    """
    names = [
        "Vladimr Medinskij",
        "Aleksy Reznikow",
        "Leonid Slutski",
        "Harkiw",
        "Olexandr Fomin",
        "Nobody Known",
        "Kiev",
    ]
    with path.open("w", newline="", encoding="utf8") as file:
        file.write("n,name\n")
        for n in range(count):
            file.write(
                f"{n},too,many\n" if n % 997 == 5 else f'{n},"{names[n % 7]} {n % 89 if n % 3 else n}"\n'
            )


@pytest.mark.parametrize(
    ("target", "how"), [("csv", signal.SIGKILL), ("parquet", signal.SIGKILL), ("jsonl", signal.SIGINT)]
)
def test_an_interrupted_run_that_is_resumed_gives_the_same_bytes(
    tmp_path: Path, target: str, how: signal.Signals
) -> None:
    given = tmp_path / "in.csv"
    many(given, 8_000)
    whole, out = tmp_path / f"whole.{target}", tmp_path / f"out.{target}"
    rejects, rejects_whole = tmp_path / "bad.csv", tmp_path / "bad-whole.csv"
    said = translit(
        "--input", given, "--column", "name", "--output", whole, "--rejects", rejects_whole
    ).stderr.decode()
    options = ["--input", str(given), "--column", "name", "--output", str(out), "--rejects", str(rejects)]
    process = subprocess.Popen(
        [sys.executable, "-m", "translit", "normalize", *options], stderr=subprocess.PIPE
    )
    state = tmp_path / f".out.{target}.translit-state"
    while process.poll() is None and not (state.exists() and json.loads(state.read_text())["chunks"] >= 2):
        time.sleep(0.01)
    process.send_signal(how)
    _, errors = process.communicate()
    assert process.returncode not in (0, None)
    assert state.exists()
    assert not out.exists()
    assert not rejects.exists()
    if how is signal.SIGINT:
        assert "with --resume goes on" in errors.decode()
    resumed = translit(*options, "--resume", "--workers", 2).stderr.decode()
    assert out.read_bytes() == whole.read_bytes()
    assert rejects.read_bytes() == rejects_whole.read_bytes()
    assert resumed.splitlines()[1:4] == said.splitlines()[1:4]
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


def interrupted(tmp_path: Path) -> tuple[Path, Path]:
    """Return an input with a malformed row far down, and an output that a run ended before at that
    row.
    """
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = "".join(f"{n},Kiev\n" for n in range(reading.CHUNK + 100))
    given.write_text(f"n,name\n{rows}7,8,9\n1,Minsk\n")
    translit("--input", given, "--column", "name", "--output", out, rc=2)
    return given, out


def test_what_ended_at_a_malformed_row_goes_on_with_rejects(tmp_path: Path) -> None:
    given, out = interrupted(tmp_path)
    rejects = tmp_path / "bad.csv"
    translit("--input", given, "--column", "name", "--output", out, "--rejects", rejects, "--resume")
    assert len(read(out)) == reading.CHUNK + 101
    assert (
        rejects.read_text().splitlines()[1] == f'{reading.CHUNK + 102},"3 fields, the header has 2","7,8,9"'
    )


def test_another_job_or_another_input_is_not_gone_on_with(tmp_path: Path) -> None:
    given, out = interrupted(tmp_path)
    options = ("--input", given, "--output", out, "--resume", "--rejects", tmp_path / "bad.csv")
    assert "another job (column)" in translit(*options, "--column", "n", rc=2).stderr.decode()
    given.write_text(given.read_text().replace("11,Kiev", "11,Kyjv"))
    assert "not what it was" in translit(*options, "--column", "name", rc=2).stderr.decode()
    # anew
    translit("--input", given, "--output", out, "--rejects", tmp_path / "bad.csv", "--column", "name")
    assert len(read(out)) == reading.CHUNK + 101


@pytest.mark.parametrize("keep", [100, reading.CHUNK - 1, reading.CHUNK])
def test_an_input_that_has_become_shorter_is_not_gone_on_with(tmp_path: Path, keep: int) -> None:
    given, out = interrupted(tmp_path)
    # the malformed row is gone with what stood behind it
    given.write_text("".join(given.read_text().splitlines(keepends=True)[: keep + 1]))
    told = translit(
        "--input",
        given,
        "--column",
        "name",
        "--output",
        out,
        "--resume",
        rc=0 if keep == reading.CHUNK else 2,
    )
    if keep < reading.CHUNK:
        assert "not what it was" in told.stderr.decode()
        assert not out.exists()
    else:
        assert len(read(out)) == keep


def test_a_parquet_input_that_has_changed_at_its_beginning_is_not_gone_on_with(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    given, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    count = reading.CHUNK + 1
    numbers = [f"{n * 7919:012}" for n in range(20 * count)]  # enough to stand between

    def write_rows(first: str) -> None:
        rows = {"name": [first, *["Minsk"] * (len(numbers) - 1)], "number": numbers}
        pq.write_table(pa.table(rows), given, use_dictionary=False, compression=None)

    class StopError(Exception):
        pass

    def stop(*_: object) -> None:
        raise StopError

    job = Job(given, out, "name", Format.PARQUET, Format.CSV)
    write_rows("Kiev")
    with pytest.raises(StopError):
        normalize_file(job, Normalizer.builtin(), on_chunk=stop)
    write_rows("Kyiv")
    with pytest.raises(FileError, match="not what it was"):
        normalize_file(job, Normalizer.builtin(), resume=True)
    write_rows("Kiev")
    assert normalize_file(job, Normalizer.builtin(), resume=True).rows == len(numbers)


def test_a_damaged_state_and_a_partial_file_that_is_gone_begin_anew(tmp_path: Path) -> None:
    for damage in ("state", "part"):
        folder = tmp_path / damage
        folder.mkdir()
        given, out = interrupted(folder)
        path = folder / f".out.csv.translit-{damage}"
        path.write_bytes(path.read_bytes()[:10])
        options = ("--input", given, "--column", "name", "--output", out, "--rejects", folder / "bad.csv")
        translit(*options, "--resume")
        assert len(read(out)) == reading.CHUNK + 101
        assert sorted(p.name for p in folder.iterdir()) == ["bad.csv", "in.csv", "out.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes on Windows")
@pytest.mark.parametrize("target", ["csv", "parquet"])
def test_pipes_are_written_into_and_stay(tmp_path: Path, target: str) -> None:
    write(tmp_path / "in.csv", rows=[*ROWS, ("5", "too", "many", "fields")])
    names = {"--output": tmp_path / f"out.{target}", "--rejects": tmp_path / "bad.csv"}
    expected = {}
    options = ("--input", tmp_path / "in.csv", "--column", "name", "--output-format", target)
    translit(*options, *chain.from_iterable(names.items()))
    for path in names.values():
        expected[path] = path.read_bytes()
        path.unlink()
        os.mkfifo(path)
    got: dict[Path, bytes] = {}
    readers = [Thread(target=lambda p=p: got.update({p: p.read_bytes()}), daemon=True) for p in expected]
    for reader in readers:
        reader.start()
    translit(*options, *chain.from_iterable(names.items()))
    for reader in readers:
        reader.join(10)
    assert got == expected
    assert all(stat.S_ISFIFO(path.stat().st_mode) for path in expected)
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]
    told = translit(*options, "--output", names["--output"], "--resume", rc=2).stderr.decode()
    assert "--resume needs --output FILE" in told


def test_links_are_followed_and_folders_refused(tmp_path: Path) -> None:
    write(tmp_path / "in.csv")
    (tmp_path / "real").mkdir()
    out, real = tmp_path / "out.csv", tmp_path / "real" / "there.csv"
    real.write_text("before")
    real.chmod(0o640)
    out.symlink_to(real)
    options = ("--input", tmp_path / "in.csv", "--column", "name")
    translit(*options, "--output", out)
    assert (len(read(real)), out.is_symlink(), real.stat().st_mode & 0o777) == (len(ROWS), True, 0o640)
    for option in (("--output",), ("--output", out, "--rejects")):
        told = translit(*options, "--output-format", "csv", *option, tmp_path / "real", rc=2).stderr.decode()
        assert f"{tmp_path / 'real'}: cannot be written: Is a directory" in told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.csv", "out.csv", "real"]


def test_a_link_to_itself_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    (tmp_path / "in.csv").write_text("name\nKiev\n", encoding="utf-8")
    told = translit(
        "--input", tmp_path / "in.csv", "--column", "name", "--output", tmp_path / "a.csv", rc=2
    ).stderr.decode()
    assert "a.csv: cannot be written: Too many levels of symbolic links. Name a file" in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_device_is_named() -> None:
    given = ("--input", "-", "--input-format", "csv", "--column", "x", "--output", "/dev/full")
    told = translit(*given, "--output-format", "csv", given=b"x\nKiev\n", rc=2).stderr.decode()
    assert "translit: /dev/full: No space left on device" in told


def test_resume_with_nothing_to_go_on_with_begins(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    translit("--input", tmp_path / "a.csv", "--column", "name", "--output", tmp_path / "b.csv", "--resume")
    assert len(read(tmp_path / "b.csv")) == len(ROWS)


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    from translit.files.checkpoint import locked

    write(tmp_path / "a.csv")
    if sys.platform == "win32":
        pytest.skip("no locks on Windows")
    with locked(tmp_path / "b.csv"):
        told = translit(
            "--input", tmp_path / "a.csv", "--column", "name", "--output", tmp_path / "b.csv", rc=2
        ).stderr.decode()
    assert "another run is writing it" in told


def test_workers_give_the_same_with_tables_of_ones_own(tmp_path: Path) -> None:
    tables = tmp_path / "own.yaml"
    tables.write_text("- {id: person/a, name: Roberta Metsola, kind: person}  # made up\n")
    rows = [(str(n), f"Robert{'a' * (n % 3)} Metsol{'a' * (n % 5)}{n % 70}", "") for n in range(600)]
    write(tmp_path / "a.csv", rows=rows)
    options = ("--input", tmp_path / "a.csv", "--column", "name", "--tables", tables)
    assert translit(*options).stdout == translit(*options, "--workers", 2).stdout


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc")
    Normalizer.builtin()  # compiled before, not in one of the runs
    script = (
        "import sys; from pathlib import Path; from translit import Normalizer\n"
        "from translit.rows.formats import Format\n"
        "from translit.files.job import Job\n"
        "from translit.files.run import normalize_file\n"
        "job = Job(Path(sys.argv[1]), Path(sys.argv[2]), 'name', Format.CSV, Format.JSONL)\n"
        "normalize_file(job, Normalizer.builtin())\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    peaks = []
    for size in (20_000, 200_000):
        given = tmp_path / f"{size}.csv"
        given.write_text("n,name,more\n" + "".join(f"{n},Kiev,{'x' * 80}\n" for n in range(size)))
        command = [sys.executable, "-c", script, str(given), str(tmp_path / "out.jsonl")]
        peaks.append(int(subprocess.run(command, capture_output=True, check=True).stdout))
    assert peaks[1] - peaks[0] < 4_000, f"{peaks} kB"  # the file is 17 MB longer


def test_a_terminal_gets_a_bar_with_rate_and_time_left(tmp_path: Path) -> None:
    many(tmp_path / "a.csv", 4_000)
    ours, theirs = pytest.importorskip("pty").openpty()
    options = ["--input", str(tmp_path / "a.csv"), "--column", "name", "--output", str(tmp_path / "b.csv")]
    options += ["--rejects", str(tmp_path / "bad.csv")]
    command = [sys.executable, "-m", "translit", "normalize", *options]
    process = subprocess.Popen(
        command,
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"COLUMNS": "120", "TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait() == 0
    assert b"rows," in shown
    assert b"/s," in shown
    assert b"left" in shown


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = [
        sys.executable,
        "-m",
        "translit",
        "normalize",
        "--input",
        "-",
        "--input-format",
        "csv",
        "--column",
        "name",
    ]
    read_end, write_end = os.pipe()
    os.close(read_end)
    given = b"name\n" + b"Kiev\n" * 5_000
    answer = subprocess.run(command, input=given, stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    assert answer.returncode != 0
    assert b"Traceback" not in answer.stderr
    assert b"the reader of the output went away" in answer.stderr


def test_tab_separated_values_without_quotes_stay_without() -> None:
    given = b'name\tsize\nKiev\t12" record\n'
    out = translit("--input", "-", "--input-format", "tsv", "--column", "name", given=given).stdout.decode()
    assert out.splitlines()[1].split("\t")[:4] == ["Kiev", '12" record', "Kyiv", "place/kyiv"]


def test_a_quote_that_is_never_closed_costs_one_line_however_long_the_file_is() -> None:
    text = 'a,b\n1,"x\n' + "2,y\n" * 5_000
    lines = Lines(io.BytesIO(text.encode()), "utf-8", "x.csv")
    found = [row for _, row in records(lines, Layout(Format.CSV), 2)]
    rejected = [row for row in found if isinstance(row, Rejected)]
    assert [(row.line, row.text) for row in rejected] == [(2, '1,"x')]
    assert len(found) == 5_002


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_says_which_encoding_to_name(encoding: str) -> None:
    given = "name,x\nКиїв,1\n".encode(encoding)
    options = ("--input", "-", "--input-format", "csv", "--column", "name")
    told = translit(*options, given=given, rc=2).stderr.decode()
    assert f"Name its encoding, --encoding {encoding}" in told
    named = translit(*options, "--encoding", encoding, given=given).stdout.decode()
    assert named.splitlines()[1].startswith("Київ,1,Kyiv,place/kyiv")


def test_a_zero_byte_in_a_header_is_no_utf16() -> None:
    given = b"name,\0x\nKiev,1\n"
    out = translit("--input", "-", "--input-format", "csv", "--column", "name", given=given).stdout.decode()
    assert out.splitlines()[1].startswith("Kiev,1,Kyiv,place/kyiv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 100)
    longest = "x" * 99 + "\n"
    lines = Lines(io.BytesIO((longest + longest + "x" * 101).encode(encoding)), encoding, "zero.csv")
    assert [lines.next(), lines.next()] == [(1, longest), (2, longest)]
    with pytest.raises(FileError, match=r"zero\.csv:3: a line of more than 100 characters"):
        lines.next()


@pytest.mark.parametrize("marks", [0, 1, 2])
@pytest.mark.parametrize("encoding", [None, "utf-8-sig", "utf-8"])
def test_marks_are_cut_and_nothing_else(marks: int, encoding: str | None) -> None:
    given = codecs.BOM_UTF8 * marks + "name\nКиїв\n".encode()
    layout = layout_of(given, "in", Format.CSV, "name".__eq__, encoding, None, is_whole=True)
    with io.BytesIO(given) as stream:
        assert reading.header_of(Lines(stream, layout.encoding, "in"), layout, "in") == ["name"]


@pytest.mark.parametrize(
    "encoding", ["base64", "rot13", "zlib", "undefined", "punycode", "idna", "unicode_escape", "latin-99"]
)
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(FileError, match=f"text has no encoding '{encoding}'"):
        layout_of(b"name\nKiev\n", "in", Format.CSV, "name".__eq__, encoding, None, is_whole=True)


def test_a_damaged_row_in_utf8_is_no_other_encoding() -> None:
    sample = b"name\n" + "Київ\n".encode() * 100 + b"\xff\xfe broken\n" + "Мінськ\n".encode() * 5
    layout = layout_of(sample, "a.csv", Format.CSV, "name".__eq__, None, None, is_whole=True)
    assert (layout.encoding, layout.delimiter) == ("utf-8", ",")


def test_the_most_frequent_unknown_names_are_kept_when_there_are_too_many() -> None:
    summary = Summary()
    nobody = (None, None, None, 0.0, "unmatched", None, None)
    for start in range(0, 5 * COUNTED_NAMES, 100):
        names = [*(f"name {start + n}" for n in range(100)), "often", "often"]
        summary.add(reading.Chunk(names=list(names)), [nobody] * len(names))
    assert len(summary.unknown) <= COUNTED_NAMES
    name, count = summary.top(1)[0]
    assert name == "often"
    assert 200 - summary.forgotten <= count <= 200
    assert Summary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary


def test_a_job_can_be_done_from_python(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    job = Job(tmp_path / "a.csv", tmp_path / "b.jsonl", "name", Format.CSV, Format.JSONL, prefix="")
    with pytest.raises(TranslitError, match="a column 'id' already"):
        normalize_file(job, Normalizer.builtin())


def test_processes_are_started_only_where_there_is_work_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    @contextmanager
    def counted(factory: Any, workers: int) -> Iterator[Any]:
        started.append(workers)
        answer = factory()
        yield lambda chunks: [answer(chunk) for chunk in chunks]

    monkeypatch.setattr("translit.files.answers.worker_pool", counted)
    monkeypatch.setattr("translit.files.answers.usual_workers", lambda: 2)
    names = [Asked(f"Nobody Whatsoever {number}", None, None, None, None) for number in range(600)]
    with open_answers(Normalizer.builtin()) as answer:
        few = answer([*names[:499], *names[:499]])
        assert started == []
        many = answer(names)
        assert started == [2]
        answer(names)
    assert started == [2]
    with open_answers(Normalizer.builtin(), workers=1) as answer:
        assert answer(names) == many
    assert many[:499] == few[:499]
    assert started == [2]


def test_as_many_processes_as_this_one_has_cores_but_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 5}, raising=False)
    assert usual_workers() == 3
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert usual_workers() == MOST_WORKERS
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usual_workers() == 1
