"""Answers to work with: runners-up, the reason, thresholds, kinds and countries of each row."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import translit
from translit import Kind, Match, Normalizer, Settings, Status, normalize_many

NAMESAKES = [
    {"id": "p/ua", "name": "Andrii Kovalchuk", "kind": "person", "country": "UA"},
    {"id": "p/pl", "name": "Andrii Kovalchuk", "kind": "person", "country": "PL"},
    {"id": "o/1", "name": "Kovalchuk Works Ltd", "kind": "org", "country": "UA"},
]


@pytest.fixture(scope="module")
def own() -> Normalizer:
    return Normalizer.from_table(NAMESAKES)


def command(*arguments: str, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "translit", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
    )


def rows(answer: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    assert answer.returncode == 0, answer.stderr
    return list(csv.DictReader(io.StringIO(answer.stdout), delimiter="\t"))


def test_a_row_has_as_many_candidates_as_asked_and_the_reason(own: Normalizer) -> None:
    row = own.normalize("Andrii Kovalchuk").to_row(3, reason=True)
    assert row[4] == "ambiguous"
    assert {row[8], row[11]} == {"p/ua", "p/pl"}
    assert row[9] == row[12]
    assert len(row) == 7 + 3 * 3 + 1
    assert "alias: 'Andrii Kovalchuk'" in str(row[-1])
    assert "\n" not in str(row[-1])
    assert own.normalize("Andrii Kovalchuk").to_row() == row[:7]


def test_the_reason_of_nobody_is_said_too(own: Normalizer) -> None:
    match = own.normalize("Zzyzx Qwrt")
    assert match.status is Status.UNMATCHED
    assert match.reason.startswith("fold: 'Zzyzx Qwrt'")
    assert match.to_row(2)[7:] == (None,) * 6


def test_kind_and_country_may_be_told_of_each_name(own: Normalizer) -> None:
    names = ["Andrii Kovalchuk"] * 3
    found = own.normalize_many(names, country=["UA", "pl", None])
    assert [match.id for match in found] == ["p/ua", "p/pl", None]
    of_kinds = own.normalize_many(["Kovalchuk"] * 2, kind=["org", Kind.PERSON])
    assert {c.entity.kind for c in of_kinds[0].candidates} == {Kind.ORG}
    assert {c.entity.kind for c in of_kinds[1].candidates} == {Kind.PERSON}
    assert [m.id for m in own.normalize_many(names[:1], country="PL")] == ["p/pl"]


def test_a_wrong_value_of_a_row_is_refused(own: Normalizer) -> None:
    with pytest.raises(ValueError, match="2 values as country, and 1 names"):
        own.normalize_many(["Kyiv"], country=["UA", "PL"])
    with pytest.raises(ValueError, match="not 'Narnia'"):
        own.normalize_many(["Kyiv"], country=["Narnia"])
    with pytest.raises(ValueError, match="kind must be one of"):
        own.normalize_many(["Kyiv"], kind=["town"])


def test_workers_answer_the_same_for_kinds_and_countries_of_each(own: Normalizer) -> None:
    names = [f"Andrii Kovalchuk {number}" for number in range(600)] + ["Andrii Kovalchuk"] * 2
    countries = ["UA"] * 600 + ["PL", "UA"]
    by_two = own.normalize_many(names, country=countries, workers=2)
    assert [m.id for m in by_two[-2:]] == ["p/pl", "p/ua"]


@pytest.mark.parametrize(("threshold", "status"), [(0.8, Status.MATCHED), (0.9, Status.AMBIGUOUS)])
def test_a_threshold_decides_instead_of_the_mode(threshold: float, status: Status) -> None:
    n = Normalizer.builtin(settings=Settings(threshold=threshold))
    match = n.normalize("Medinksy")  # 0.83
    assert match.status is status
    (mention,) = n.find("Vladimir Medinksy spoke.")
    assert mention.status is (Status.MATCHED if mention.match.score >= threshold else Status.AMBIGUOUS)


def test_a_threshold_of_certainty_leaves_guesses_open() -> None:
    lenient = Settings(mode="lenient", threshold=0.99)
    assert lenient.thresholds.matched == 0.99
    assert lenient.thresholds.ambiguous == Settings(mode="lenient").thresholds.ambiguous
    assert Settings(threshold=0.6).thresholds.ambiguous == 0.6  # not above what is matched


@pytest.mark.parametrize("wrong", [0.5, 0, 1.01, "0.8", float("nan")])
def test_a_threshold_that_decides_nothing_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"threshold must be a number above 0\.5 and at most 1"):
        Settings(threshold=wrong)


def test_the_command_line_has_candidates_reason_and_thresholds() -> None:
    options = ("--candidates", "2", "--explain", "Leonid Slutsky", "Medinksy")
    first, second = rows(command("normalize", *options))
    assert first["status"] == "ambiguous"
    assert {first["candidate_1_id"], first["candidate_2_id"]} == {
        "person/leonid-slutsky",
        "person/leonid-slutsky-coach",
    }
    assert "alike: 'medinksy' → 'medinsky'" in second["reason"]
    (strict,) = rows(command("normalize", "--threshold", "0.9", "Medinksy"))
    assert strict["status"] == "ambiguous"
    (by_mode,) = rows(command("normalize", "--mode", "strict", "Medinksy"))
    assert by_mode["status"] == "ambiguous"
    limited = command("normalize", "--json", "--limit", "1", "Leonid Slutsky")
    assert len(json.loads(limited.stdout)["candidates"]) == 1
    table = command("normalize", "--format", "table", "--candidates", "2", "Leonid Slutsky").stdout
    assert "candidates" in table


def test_the_version_and_the_completion_are_told() -> None:
    assert command("--version").stdout == f"translit {translit.__version__}\n"
    assert "--install-completion" in command("--help").stdout


def test_a_name_instead_of_an_id_is_told_the_id() -> None:
    assert "by the name it is place/kyiv (Kyiv)" in command("show", "Kiev").stderr
    assert "near: place/kyiv" in command("show", "place/kyev").stderr


def test_lines_that_come_again_are_answered_as_they_were() -> None:
    lines = ["Kiev", "Medinksy", "Kiev", "", "Kiev"]
    answered = rows(command("normalize", given="\n".join(lines) + "\n"))
    assert [row["query"] for row in answered] == lines
    assert [row["id"] for row in answered][::2] == ["place/kyiv"] * 3
    as_json = command("normalize", "--json", given="Kiev\nKiev\n").stdout.splitlines()
    assert as_json[0] == as_json[1]


def test_a_line_that_comes_again_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from translit.cli.names import once_each

    asked: list[str] = []

    def line(name: str) -> str:
        asked.append(name)
        return name.upper()

    names = ["a", "b", "a", "a"]
    assert list(once_each(names, str, line)) == ["A", "B", "A", "A"]
    assert asked == ["a", "b"]
    monkeypatch.setattr("translit.cli.names.CACHED_LINES", 1)
    asked.clear()
    assert list(once_each(names, str, line)) == ["A", "B", "A", "A"]
    assert asked == ["a", "b", "a"]


FORMATS = ["csv", "jsonl", "parquet"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("to", FORMATS)
def test_files_ask_by_row_and_hold_candidates_and_reason(form: str, to: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, NAMESAKES)), encoding="utf-8")
    frame = pandas.DataFrame(
        {
            "who": ["Andrii Kovalchuk", "Andrii Kovalchuk", "Andrii Kovalchuk", "Kovalchuk Works", None],
            "land": ["Ukraine", "POL", None, "Narnia", "UA"],
            "what": ["Individual", None, "person", "company", None],
        }
    )
    given, out = f"in.{form}", f"out.{to}"
    writers = {
        "csv": lambda path: frame.to_csv(path, index=False),
        "jsonl": lambda path: frame.to_json(path, orient="records", lines=True, force_ascii=False),
        "parquet": frame.to_parquet,
    }
    writers[form](tmp_path / given)
    files = ("--input", given, "--output", out, "--column", "who")
    asked = ("--country-column", "land", "--kind-column", "what", "--candidates", "2", "--explain")
    answer = command("normalize", "--tables", "own.jsonl", *files, *asked, folder=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert "1 kinds, countries or dates are unknown" in answer.stderr
    readers = {
        "csv": pandas.read_csv,
        "jsonl": lambda path: pandas.read_json(path, lines=True),
        "parquet": pandas.read_parquet,
    }
    read = readers[to](tmp_path / out)
    ids = [None if pandas.isna(of) else of for of in read["translit_id"]]
    assert ids == ["p/ua", "p/pl", None, "o/1", None]
    assert read["translit_candidate_2_score"].dtype == "float64"
    assert read["translit_reason"][0].startswith("fold: ")
    assert pandas.isna(read["translit_reason"][4])


def test_a_column_of_countries_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("who,what\nKiev,place\n", encoding="utf-8")
    options = ("--input", "in.csv", "--column", "who", "--country-column", "land")
    answer = command("normalize", *options, folder=tmp_path)
    assert answer.returncode == 2
    assert "are named 'land'; there are 'who', 'what'. Choose one by --country-column" in answer.stderr


def test_frames_join_without_a_collision_and_ask_by_row(own: Normalizer) -> None:
    pandas, polars = map(pytest.importorskip, ("pandas", "polars"))
    import translit.integrations.pandas
    import translit.integrations.polars  # noqa: F401

    data = {"name": ["Andrii Kovalchuk", "Andrii Kovalchuk", None], "country": ["UA", "PL", None]}
    frame = pandas.DataFrame(data)
    options: dict[str, Any] = {"normalizer": own, "candidates": 1, "reason": True, "prefix": "t_"}
    answers = frame["name"].translit.normalize(country=frame["country"], **options)
    joined = frame.join(answers)
    assert joined["t_id"].tolist()[:2] == ["p/ua", "p/pl"]
    assert joined["t_candidate_1_id"].tolist()[:2] == ["p/ua", "p/pl"]
    assert joined.loc[2].isna().all()
    assert "name_t" in frame["name"].translit.normalize(suffix="_t").columns

    table = polars.DataFrame(data)
    expression = polars.col("name").translit.normalize(country=polars.col("country"), **options)
    wide = table.lazy().with_columns(answer=expression).unnest("answer").collect()
    assert wide["t_id"].to_list() == ["p/ua", "p/pl", None]
    assert wide["t_reason"].null_count() == 1
    constant = polars.col("name").translit.normalize(normalizer=own, country="PL", suffix="_t")
    assert table.select(constant.struct.field("id_t")).to_series().to_list() == ["p/pl", "p/pl", None]


def test_equal_questions_have_one_answer() -> None:
    first, second, third = normalize_many(["Kiev", "Kiev", "Kiev"], kind=["place", "place", None])
    assert first is second
    assert isinstance(third, Match)
    assert third is not first
