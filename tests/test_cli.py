"""The command line, run as users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def translit(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "translit", *arguments], input=given, capture_output=True, check=False
    )


def rows(answer: subprocess.CompletedProcess[bytes]) -> list[list[str]]:
    return [line.split("\t") for line in answer.stdout.decode().splitlines()]


def test_names_as_arguments_and_on_standard_input_give_the_same() -> None:
    asked = ["Kiev", "Medinksy", "Leonid Slutsky", "foo bar"]
    by_argument, by_input = (
        translit("normalize", *asked),
        translit("normalize", given="\n".join(asked).encode()),
    )
    assert by_argument.stdout == by_input.stdout
    head, *answers = rows(by_argument)
    assert head == ["query", "name", "id", "kind", "score", "status", "stage", "alias"]
    assert [(row[0], row[2], row[5]) for row in answers] == [
        ("Kiev", "place/kyiv", "matched"),
        ("Medinksy", "person/vladimir-medinsky", "matched"),
        ("Leonid Slutsky", "", "ambiguous"),
        ("foo bar", "", "unmatched"),
    ]


def test_every_line_gets_an_answer_blank_ones_too() -> None:
    assert [row[0] for row in rows(translit("normalize", given=b"Kiev\n\nMinsk\r\n"))[1:]] == [
        "Kiev",
        "",
        "Minsk",
    ]


def test_json_lines() -> None:
    (line,) = translit("normalize", "--json", "--country", "ua", "Andrei Kostin").stdout.splitlines()
    assert json.loads(line)["id"] == "person/andriy-kostin"


def test_a_table_for_people() -> None:
    assert "Kyiv" in translit("normalize", "--format", "table", "Kiev").stdout.decode()


def test_explain_and_show() -> None:
    assert translit("explain", "Medinksy").stdout.decode().startswith("'Medinksy' is Vladimir Medinsky")
    assert "alias: Київ (uk)" in translit("show", "place/kyiv").stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("normalize",), b"Kiev\n\xff\n", "standard input, line 2: not UTF-8"),
        (("normalize", "--tables", "nowhere.yaml", "x"), b"", "nowhere.yaml: no such file"),
        (("normalize", "--country", "Ukraine", "x"), b"", "not 'Ukraine'"),
        (("explain", "--country", "Ukraine", "x"), b"", "not 'Ukraine'"),
        (("show", "place/kyev"), b"", "near: place/kyiv"),
        (("check", "nowhere.yaml"), b"", "nowhere.yaml: no such file"),
        (("check", __file__), b"", "check reads lists in YAML. Of a list of rows, `translit build"),
        (("check", "index.npz"), b"", "check the list that it was made from"),
    ],
)
def test_what_a_user_can_mend_is_said_in_a_line(
    arguments: tuple[str, ...], given: bytes, message: str
) -> None:
    answer = translit(*arguments, given=given)
    assert answer.returncode != 0
    assert message in (answer.stderr + answer.stdout).decode()
    assert "Traceback" not in answer.stderr.decode()


def test_a_broken_pipe_is_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        command = [sys.executable, "-m", "translit", "normalize"]
        answer = subprocess.run(
            command, input=b"Kiev\n" * 2000, stdout=write, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(write)
    assert answer.returncode != 0
    assert "Traceback" not in answer.stderr.decode()
    assert "the reader of the output went away" in answer.stderr.decode()


def test_check_reports_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("- {id: person/a, kind: person}\n- {id: person/b, name: B, kind: cat}\n", encoding="utf8")
    answer = translit("check", str(path))
    assert answer.returncode == 1
    assert len(answer.stdout.decode().splitlines()) == 4
    assert "4 problems" in answer.stderr.decode()
