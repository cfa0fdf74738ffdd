"""find, rewrite and report on the command line: texts of any length, and nothing lost."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Normalizer
from translit.cli import textfiles
from translit.cli.diff import changes, unified
from translit.cli.textfiles import blocks, written_whole

TALKS = (
    "Talks in Kiev: Vladimir Medinksy met Zelensky's aide.\r\n\r\n"
    "üß \N{GRINNING FACE} Харків, Kharkov.\nNobody knows Xyzzyfoo."
)


def translit(
    *arguments: str | Path, given: bytes = b"", folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "translit", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False, cwd=folder)


def rows(answer: subprocess.CompletedProcess[bytes]) -> list[dict[str, str]]:
    head, *lines = (line.split("\t") for line in answer.stdout.decode().splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_bytes(TALKS.encode())
    return path


def test_find_tells_places_that_hold_in_the_file_as_it_is(talks: Path, box: Normalizer) -> None:
    found = rows(translit("find", talks))
    assert [(int(row["start"]), int(row["end"]), row["mention"], row["id"]) for row in found] == [
        (m.start, m.end, m.surface, m.id) for m in box.find(TALKS)
    ]
    assert ("Харків", "3", "6") in [(row["mention"], row["line"], row["column"]) for row in found]
    lines = TALKS.split("\n")
    assert all(
        lines[int(row["line"]) - 1].startswith(row["mention"], int(row["column"]) - 1) for row in found
    )


def test_a_file_and_standard_input_give_the_same(talks: Path) -> None:
    by_name, by_dash, by_none = (
        translit("find", talks),
        translit("find", "-", given=TALKS.encode()),
        translit("find", given=TALKS.encode()),
    )
    assert by_name.stdout == by_dash.stdout == by_none.stdout


def test_json_lines_have_the_whole_answer(talks: Path, box: Normalizer) -> None:
    lines = [json.loads(line) for line in translit("find", "--json", talks).stdout.splitlines()]
    for line in lines:
        assert line.pop("file") == str(talks)
        assert line.pop("line") == TALKS.count("\n", 0, line["start"]) + 1
        line.pop("column")
    assert lines == [json.loads(json.dumps(m.to_dict())) for m in box.find(TALKS)]


def test_several_files_have_a_column_for_the_file(talks: Path, tmp_path: Path) -> None:
    other = tmp_path / "other\tname.txt"
    other.write_text("Kiev", encoding="utf8")
    found = rows(translit("find", talks, other))
    assert found[-1] | {"file": str(other).replace("\t", "\\t"), "start": "0", "mention": "Kiev"} == found[-1]
    assert found[0]["file"] == str(talks)
    assert "file" not in rows(translit("find", talks))[0]


def test_a_table_for_people(talks: Path) -> None:
    shown = translit("find", "--format", "table", talks).stdout.decode()
    assert re.search(r"1:10 *│ Kiev *│ Kyiv *│ place/kyiv", shown)


def test_unknown_names_are_listed_when_asked_for(tmp_path: Path) -> None:
    text = b"Vladimir Medinskov came."
    asked, not_asked = rows(translit("find", "--unknown", given=text)), rows(translit("find", given=text))
    assert len(asked) >= len(not_asked)
    assert all(row["status"] != "unmatched" for row in not_asked)


def test_rewrite_changes_the_names_and_not_a_byte_beside(talks: Path, box: Normalizer) -> None:
    answer = translit("rewrite", talks)
    assert answer.stdout == box.rewrite(TALKS).encode()
    assert answer.stdout.startswith(b"Talks in Kyiv: Vladimir Medinsky met")
    assert talks.read_bytes() == TALKS.encode()


def test_rewrite_keeps_a_byte_order_mark_and_every_line_end() -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}a\r\nKyiv\rb\n\n\x0c\N{LINE SEPARATOR} ".encode()
    assert translit("rewrite", given=text).stdout == text


def test_rewrite_in_place_writes_the_file_with_its_mode(talks: Path, box: Normalizer) -> None:
    talks.chmod(0o640)
    link = talks.with_name("link.txt")
    link.symlink_to(talks)
    answer = translit("rewrite", "--in-place", link)
    assert (answer.returncode, answer.stdout) == (0, b"")
    assert talks.read_bytes() == box.rewrite(TALKS).encode()
    assert talks.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(talks.parent.iterdir()) == [link, talks]


def test_diff_shows_what_would_change_and_changes_nothing(talks: Path, box: Normalizer) -> None:
    answer = translit("rewrite", "--diff", "talks.txt", folder=talks.parent)
    assert answer.stdout.startswith(b"--- a/talks.txt\n+++ b/talks.txt\n@@ -1,4 +1,4 @@\n-Talks in Kiev")
    assert talks.read_bytes() == TALKS.encode()
    assert patched(TALKS, answer.stdout.decode()) == box.rewrite(TALKS)
    assert translit("rewrite", "--diff", given=b"Nothing here.\n").stdout == b""


def test_report_writes_one_page(talks: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    answer = translit("report", talks, "-o", target)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
    page = target.read_text(encoding="utf8")
    assert page.startswith("<!doctype html>")
    assert "place/kharkiv" in page
    assert sorted(tmp_path.iterdir()) == [target, talks]


def test_a_report_of_a_folder_names_its_files_without_their_path(talks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "monday").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "a.txt").write_text("Talks in Kiev.", encoding="utf8")
    (folder / "monday" / "a.txt").write_text("Talks in Minsk.", encoding="utf8")
    (folder / "b.html").write_text(
        "<head><title>Riga</title></head><p>Talks in <b>Kha</b>rkiv</p><script>'Vilnius'</script>",
        encoding="utf8",
    )
    (folder / "c.csv").write_text("Warsaw", encoding="utf8")
    (folder / ".hidden" / "d.txt").write_text("Prague", encoding="utf8")
    target = folder / "report.html"
    for _ in range(2):  # the page is none of the texts
        answer = translit("report", folder, "-o", target, "--title", "Talks & walks")
        assert (answer.returncode, answer.stderr) == (0, b"")
    page = target.read_text(encoding="utf8")
    assert "<title>Talks &amp; walks</title>" in page
    assert re.findall("<h2><bdi>(.*?)</bdi></h2>", page) == ["a.txt", "b.html", "monday/a.txt"]
    assert "Talks in <a" in page
    assert "place/kharkiv" in page
    assert not any(name in page for name in ("Riga", "Vilnius", "Warsaw", "Prague", str(tmp_path)))


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = translit("report", tmp_path / "empty", "-o", tmp_path / "report.html")
    assert answer.returncode != 0
    assert "no text in this folder" in answer.stderr.decode()


def test_a_report_that_fails_leaves_the_old_page(talks: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old", encoding="utf8")
    talks.write_bytes(b"\xff")
    assert translit("report", talks, "-o", target).returncode != 0
    assert target.read_text(encoding="utf8") == "old"


def test_a_text_that_no_browser_shows_is_refused(tmp_path: Path) -> None:
    answer = translit("report", "-o", tmp_path / "report.html", given=b"word " * 1_000_001)
    assert answer.returncode != 0
    assert "5,000,000 characters" in answer.stderr.decode()
    assert "translit find" in answer.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_tables_of_ones_own(talks: Path, tmp_path: Path) -> None:
    tables = tmp_path / "own.yaml"
    tables.write_text("- {id: place/xyzzyfoo, name: Xyzzyfoo, kind: place}  # own list\n", encoding="utf8")
    assert [row["id"] for row in rows(translit("find", "--tables", tables, talks))] == ["place/xyzzyfoo"]


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("find",), b"Kiev \xff", "standard input, byte 5: not UTF-8 (0xff). Convert it first, with iconv"),
        (("find",), "Київ".encode()[:-1], "standard input, byte 6: not UTF-8"),
        (("find", "nowhere.txt"), b"", "nowhere.txt: no such file"),
        # before a table is opened, which takes its time
        (("find", "nowhere.txt", "--tables", "nowhere.csv"), b"", "nowhere.txt: no such file"),
        (("rewrite", "nowhere.txt", "--tables", "nowhere.csv"), b"", "nowhere.txt: no such file"),
        (
            ("report", "nowhere.txt", "--tables", "nowhere.csv", "-o", "x.html"),
            b"",
            "nowhere.txt: no such file",
        ),
        (("suggest", "nowhere.txt", "--tables", "nowhere.csv"), b"", "nowhere.txt: no such file"),
        (("find", "."), b"", ".: is a directory; name a text file"),
        (("find", "-", "-"), b"", "give - once"),
        (("rewrite", "--in-place"), b"", "--in-place needs files"),
        (("rewrite", "--in-place", "--diff", "-"), b"", "give one of them"),
        (("report", "-o", "nowhere/report.html"), b"", "nowhere/report.html: "),
        (("report", "-"), b"", "--output"),
    ],
)
def test_what_a_user_can_mend_is_said_in_a_line(
    arguments: tuple[str, ...], given: bytes, message: str, tmp_path: Path
) -> None:
    answer = translit(*arguments, given=given, folder=tmp_path)
    assert answer.returncode != 0
    assert message in answer.stderr.decode()
    assert "Traceback" not in answer.stderr.decode()


@pytest.mark.parametrize("command", [["find"], ["rewrite"], ["rewrite", "--diff"]])
def test_a_reader_that_goes_away_is_no_traceback(command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "translit", *command],
            input=b"Kiev\n" * 20000,
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert answer.returncode != 0
    assert answer.stderr.decode() == "translit: the reader of the output went away\n"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf8")

    def interrupted() -> None:
        with written_whole(path) as file:
            file.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(p, p.read_text(encoding="utf8")) for p in tmp_path.iterdir()] == [(path, "old")]


PIECES = st.sampled_from(
    ["Kiev", "\n", "\n\n", "\r\n \t\r\n", "é", "\N{GRINNING FACE}", ". ", " ", "x" * 9, "\r"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.integers(4, 40), st.integers(8, 60))
def test_blocks_are_the_text_and_know_where_they_are(text: str, size: int, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfiles, "BLOCK", size)
        patch.setattr(textfiles, "LONGEST", longest)
        read = list(blocks(io.BytesIO(text.encode()), "a.txt"))
    assert "".join(block.text for block in read) == text
    for block in read:
        assert text[block.start :].startswith(block.text)
        assert block.line == text.count("\n", 0, block.start)
        starts = range(len(block.text))
        for start, (line, column) in zip(starts, block.places(iter(starts)), strict=True):
            assert text.split("\n")[line - 1][column - 1 : column] == block.text[start].replace("\n", "")


def test_blocks_end_at_a_blank_line_else_after_a_line_else_inside_a_long_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(textfiles, "BLOCK", 16)
    monkeypatch.setattr(textfiles, "LONGEST", 30)

    def cut(text: str) -> list[str]:
        return [block.text for block in blocks(io.BytesIO(text.encode()), "a.txt")]

    assert cut("one\n\ntwo\nthree\nfour\n")[0] == "one\n\n"
    assert cut("one two\nthree four five")[0] == "one two\n"
    assert cut("one two three four. five six seven eight")[0].endswith("four.")
    assert len(cut("x" * 100)) > 1


def test_a_wrong_byte_is_told_by_its_place_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textfiles, "BLOCK", 7)
    for good in ("x" * 50, "é" * 30, "\N{GRINNING FACE}" * 9):
        with pytest.raises(ValueError, match=rf"a, byte {len(good.encode())}: not UTF-8 \(0xff\)"):
            list(blocks(io.BytesIO(good.encode() + b"\xff ok"), "a"))


class Endless(io.RawIOBase):
    """A file of paragraphs that is not there, and how much of it was read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        piece = (b"Talks in Kiev went on.\n\n" * (size // 24 + 1))[: min(size, self.left)]
        self.left -= len(piece)
        return piece


def test_a_long_text_is_never_held_as_a_whole() -> None:
    stream = Endless(40_000_000)
    longest = max(len(block.text) for block in blocks(stream, "a.txt"))  # type: ignore[arg-type]
    assert stream.left == 0
    assert longest < 2 * textfiles.BLOCK


LINES = st.lists(st.sampled_from(["a\n", "b\n", "Kiev\n", "\n", "c\r\n"]), max_size=40)


@given(LINES, LINES, st.booleans(), st.booleans())
def test_a_diff_leads_from_one_text_to_the_other(
    a: list[str], b: list[str], is_cut: bool, is_same_length: bool
) -> None:
    b = (b + a)[: len(a)] if is_same_length else b
    old, new = "".join(a), "".join(b)
    if is_cut:
        old, new = old.removesuffix("\n"), new.removesuffix("\n")
    diff = "".join(unified("a", changes(old, new)))
    assert patched(old, diff) == new
    assert (diff == "") is (old == new)


def patched(text: str, diff: str) -> str:
    """Apply a unified diff; every line of context and every number must be right."""
    old = re.findall(r"[^\n]*\n|[^\n]+", text)
    new: list[str] = []
    at = 0
    for head, body in hunks(diff):
        numbers = [int(number) if number else 1 for number in head]
        start = numbers[0] - (numbers[1] > 0)
        new += old[at:start]
        at = start
        assert len(new) == numbers[2] - (numbers[3] > 0)
        counts = [0, 0]
        for mark, line in body:
            if mark in " -":
                assert old[at] == line
                at += 1
                counts[0] += 1
            if mark in " +":
                new.append(line)
                counts[1] += 1
        assert counts == [numbers[1], numbers[3]]
    return "".join(new + old[at:])


def hunks(diff: str) -> Iterator[tuple[tuple[str, ...], Iterable[tuple[str, str]]]]:
    pieces = re.split(r"(?m)^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", diff)[1:]
    for place in range(0, len(pieces), 5):
        lines = re.findall(r"[^\n]*\n", pieces[place + 4])
        body: list[tuple[str, str]] = []
        for line in lines:
            if line.startswith("\\"):
                body[-1] = (body[-1][0], body[-1][1].removesuffix("\n"))
            else:
                body.append((line[0], line[1:]))
        yield tuple(pieces[place : place + 4]), body


# The peak of the process itself, in kB; what `wait4` tells has that of the forking process in it.
FIND_AND_TELL_PEAK = """
import sys
from translit.cli import run
sys.argv, peak = ["translit", "find", sys.argv[1]], sys.argv[2]
try:
    run()
finally:
    with open("/proc/self/status") as status, open(peak, "w") as told:
        told.write(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def test_memory_does_not_grow_with_the_text(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc/self/status")
    Normalizer.builtin()  # compiled before, not in one of the runs
    article = (Path(__file__).parent / "texts" / "article.txt").read_text(encoding="utf-8")
    peaks = []
    for copies in (1_200, 2_400):  # what is kept is full with the first
        text = tmp_path / f"{copies}.txt"
        text.write_text(f"{article}\n\n" * copies, encoding="utf-8")
        with (tmp_path / "out.tsv").open("wb") as out:
            command = [sys.executable, "-c", FIND_AND_TELL_PEAK, str(text), str(tmp_path / "peak")]
            subprocess.run(command, stdout=out, check=True)
        peaks.append(int((tmp_path / "peak").read_text()))
    assert text.stat().st_size > 2_000_000
    assert peaks[1] - peaks[0] < 6_000, f"{peaks} kB"  # the text is 2 MB longer
