"""A date beside a name: who existed, and was called so, at the time."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from translit import Alias, Entity, Normalizer, Status, find, normalize, normalize_many, rewrite
from translit.errors import TableError
from translit.periods import period_of

TOWNS = [
    Entity("t/1", "Oldbridge", "place", aliases=(Alias("Karlstown", since="1931", until="1944"),)),
    Entity("t/2", "Millford", "place", aliases=(Alias("Karlstown", since="1950-06-01", until="1990"),)),
]
KEEPERS = [
    Entity(
        "k/1", "Anders Holm (senior)", "person", aliases=["Anders Holm"], since="1901", until="1960-03-02"
    ),
    Entity("k/2", "Anders Holm (junior)", "person", aliases=["Anders Holm"], since="1931-05-05"),
]


@pytest.fixture(scope="module")
def towns() -> Normalizer:
    return Normalizer.from_entities([*TOWNS, *KEEPERS])


@pytest.mark.parametrize(
    ("when", "expected"),
    [("1940", "t/1"), ("1975-06", "t/2"), ("1950-06-01", "t/2"), (1944, "t/1"), ("1950", "t/2")],
)
def test_a_name_that_two_had_is_that_of_its_time(towns: Normalizer, when: str, expected: str) -> None:
    assert towns.normalize("Karlstown", when=when).id == expected


def test_without_a_date_nothing_changes(towns: Normalizer) -> None:
    match = towns.normalize("Karlstown")
    assert (match.status, [c.score for c in match.candidates]) == (Status.AMBIGUOUS, [0.4987, 0.4987])
    assert towns.normalize("Oldbridge", when="1940") == towns.normalize("Oldbridge")


def test_between_the_two_times_it_is_rather_the_one_that_had_the_name(towns: Normalizer) -> None:
    match = towns.normalize("Karlstown", when="1947")
    assert [c.entity.id for c in match.candidates] == ["t/1", "t/2"]
    assert match.score < towns.normalize("Karlstown", when="1940").score


@pytest.mark.parametrize(("when", "expected"), [("1925", "k/1"), ("1975", "k/2"), ("1950", None)])
def test_of_two_namesakes_who_was_alive_is_meant(towns: Normalizer, when: str, expected: str | None) -> None:
    assert towns.normalize("Anders Holm", when=when).id == expected


def test_who_is_not_born_yet_is_not_named(towns: Normalizer) -> None:
    alone = Normalizer.from_entities([KEEPERS[1]])
    assert alone.normalize("Anders Holm").status is Status.MATCHED
    assert alone.normalize("Anders Holm", when="1920").status is not Status.MATCHED
    assert alone.normalize("Anders Holm", when="1931").status is Status.MATCHED


def test_the_dead_are_still_written_of() -> None:
    dead = Normalizer.from_entities([Entity("k/1", "Anders Holm", "person", since="1901", until="1960")])
    assert dead.normalize("Anders Holm", when="2020").id == "k/1"


def test_a_step_and_a_term_of_the_score_say_what_the_date_said(towns: Normalizer) -> None:
    match = towns.normalize("Karlstown", when="1940")
    assert (
        str(match.steps[-1]) == "name of its time: '1940' → '1931–1944' (the name was in use; speaks for it)"
    )
    other = match.candidates[1]
    assert str(other.steps[-1]) == (
        "name of its time: '1940' → '1950-06-01–1990' (the name was not in use yet; speaks against it)"
    )
    assert [c.name for c in other.contributions if c.name == "name of its time"] == ["name of its time"]
    born = towns.normalize("Anders Holm", when="1975").candidates[0].steps[-1]
    assert str(born) == "dates of existence: '1975' → '1931-05-05–' (alive; speaks for it)"


def test_a_name_held_several_times_counts_by_the_nearest_time() -> None:
    twice = (Alias("Karlstown", since="1931", until="1944"), Alias("Karlstown", since="1954", until="1990"))
    n = Normalizer.from_entities([Entity("t/1", "Oldbridge", "place", aliases=twice, weak=("Karlstown",))])
    found = {when: n.normalize("Karlstown", when=when).status for when in ("1940", "1950", "1975", "2020")}
    unmatched, matched = Status.UNMATCHED, Status.MATCHED
    assert found == {"1940": matched, "1950": unmatched, "1975": matched, "2020": unmatched}


def test_a_similar_name_is_lifted_little_by_its_time(towns: Normalizer) -> None:
    plain = towns.normalize("Karlstwn", kind="place").candidates[0]
    dated = towns.normalize("Karlstwn", kind="place", when="1940").candidates[0]
    assert plain.stage.value == dated.stage.value == "fuzzy"
    assert dated.entity.id == "t/1"


def test_many_take_one_date_or_one_each(towns: Normalizer) -> None:
    names = ["Karlstown", "Karlstown", "Karlstown"]
    assert [m.id for m in towns.normalize_many(names, when="1940")] == ["t/1"] * 3
    each = towns.normalize_many(names, when=["1940", datetime.date(1975, 1, 2), None])
    assert [m.id for m in each] == ["t/1", "t/2", None]
    with pytest.raises(ValueError, match="2 values as when, and 3 names"):
        towns.normalize_many(names, when=["1940", "1941"])


@pytest.mark.parametrize("when", ["12.6.1975", "1975-13", "75", "", "1975-02-30", 75, "yesterday"])
def test_what_is_no_date_is_refused_with_what_to_write(when: str) -> None:
    with pytest.raises(ValueError, match=r"such as 1975, 1975-06 or 1975-06-12"):
        normalize("Kyiv", when=when)
    with pytest.raises(ValueError, match=r"such as 1975"):
        find("Kyiv", when=when)


@pytest.mark.parametrize("when", [True, 1975.0, b"1975"])
def test_what_cannot_be_a_date_is_a_type_error(when: object) -> None:
    with pytest.raises(TypeError, match="when must be a date"):
        normalize("Kyiv", when=when)  # type: ignore[arg-type]


def test_a_moment_is_its_day() -> None:
    moment = datetime.datetime(1975, 6, 12, 8, 30)
    assert period_of(moment) == period_of("1975-06-12T08:30:00Z") == period_of(" 1975-06-12 ")


@pytest.mark.parametrize(
    ("query", "when", "expected"),
    [
        ("Kuybyshev", "1980", "Samara"),
        ("Куйбышев", "1980", "Samara"),
        ("Kuybyshev", None, None),
        ("Kuybyshev", "2010", None),
        ("Ordzhonikidze", "1975", "Vladikavkaz"),
        ("Орджоникидзе", "1933", "Vladikavkaz"),
        ("Ordzhonikidze", "1940", None),  # Yenakiieve as well
        ("Ordzhonikidze", "1950", None),  # neither
        ("Leningrad", "1942", "Saint Petersburg"),
        ("Sverdlovsk", "2014", "Dovzhansk"),
        ("Горьковская область", "1970", "Nizhny Novgorod Oblast"),
        ("Molotov", "1945", None),  # the minister, or Perm
        ("Gandhi", "1930", None),
    ],
)
def test_places_in_the_box_are_called_as_they_were(
    query: str, when: str | None, expected: str | None
) -> None:
    assert normalize(query, when=when).name == expected


def test_the_date_of_a_text_is_that_of_its_names() -> None:
    text = "The plant stands in Kuybyshev."
    bare = Normalizer.from_entities([*TOWNS])
    assert [m.id for m in bare.find("They met in Karlstown.", when="1975")] == ["t/2"]
    assert [m.id for m in bare.find("They met in Karlstown.", when="1935")] == ["t/1"]
    assert [m.id for m in bare.find("They met in Karlstown.")] == [None]
    assert bare.rewrite("They met in Karlstown.", when="1975") == "They met in Millford."
    assert rewrite(text, when="1980") == "The plant stands in Samara."
    assert find(text, when="2010") == [] or find(text, when="2010")[0].name is None


def test_a_date_does_not_stay_with_the_normalizer() -> None:
    n = Normalizer.from_entities(TOWNS)
    assert [m.id for m in n.find("In Karlstown.", when="1975")] == ["t/2"]
    assert [m.id for m in n.find("In Karlstown.")] == [None]


def test_dates_of_entities_are_saved_and_opened(tmp_path: Path) -> None:
    file = tmp_path / "towns.npz"
    Normalizer.from_entities([*TOWNS, *KEEPERS]).save(file)
    opened = Normalizer.open(file)
    assert [e.since for e in opened.entities()] == [None, None, "1901", "1931-05-05"]
    assert opened.normalize("Anders Holm", when="1975").id == "k/2"
    assert [m.id for m in normalize_many(["Kiev"], when="1980")] == ["place/kyiv"]


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ({"since": "12.6.1975"}, "'12.6.1975' is not a date"),
        ({"until": "1975-02-30"}, "'1975-02-30' is not a date"),
        ({"since": "1990", "until": "1980"}, "until '1980' is before since '1990'"),
    ],
)
def test_dates_that_cannot_be_are_refused(dates: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Entity("k/1", "Anders Holm", "person", **dates)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        Entity("k/1", "Anders Holm", "person", aliases=(Alias("Holm", **dates),))  # type: ignore[arg-type]


def test_yaml_tables_have_dates_of_entities(tmp_path: Path) -> None:
    table = tmp_path / "people.yaml"
    head = "- id: person/anders-holm\n  name: Anders Holm  # parish register\n  kind: person\n"
    table.write_text(head + "  since: 1901\n  until: 1960-03-02\n")
    entity = next(iter(Normalizer.from_yaml(table).entities()))
    assert (entity.since, entity.until) == ("1901", "1960-03-02")
    table.write_text(head + "  since: 1990\n  until: 1980\n")
    with pytest.raises(TableError, match="'until' '1980' is before 'since' '1990'"):
        Normalizer.from_yaml(table)
    table.write_text(head + "  since: 1975-02-30\n")
    with pytest.raises(TableError, match="calendar"):
        Normalizer.from_yaml(table)


def test_columns_of_a_list_are_dates_of_entities() -> None:
    rows = {
        "id": ["k/1", "k/2", "k/3", "k/4"],
        "name": ["Anders Holm", "Anders Holm", "Berta Lind", "Carl Dahl"],
        "Date of birth": ["1901", "1931-05-05", "1960;1960-07-01", "1950"],
        "died": ["1960-03-02", None, None, "1940"],
        "kind": ["person"] * 4,
    }
    n = Normalizer.from_table(rows)
    assert [(e.since, e.until) for e in n.entities()] == [
        ("1901", "1960-03-02"),
        ("1931-05-05", None),
        ("1960", None),
        (None, None),
    ]
    assert n.table_report is not None
    assert "it ends in 1940, before it begins in 1950" in str(n.table_report)
    assert n.normalize("Anders Holm", when="1975").id == "k/2"
    assert Normalizer.from_table(rows, columns={"entity_since": "died"}).entity("k/1") is not None


def test_an_overlay_dates_an_entity(tmp_path: Path) -> None:
    overlay = tmp_path / "corrections.yaml"
    overlay.write_text("- id: k/2\n  since: 1931-05-05\n")
    list_of = Normalizer.from_entities([Entity("k/2", "Anders Holm", "person", until="1999")])
    corrected = list_of.with_overlay(overlay).entity("k/2")
    assert corrected is not None
    assert (corrected.since, corrected.until) == ("1931-05-05", None)


def test_life_dates_beside_a_name_are_held_against_those_of_the_entity() -> None:
    n = Normalizer.from_entities([Entity("k/2", "Anders Holm", "person", since="1931-05-05")])
    assert n.normalize("Holm, Anders, 1931-").id == "k/2"
    assert n.normalize("Holm, Anders, 1901-1960").id is None


def test_json_of_an_answer_holds(towns: Normalizer) -> None:
    assert json.loads(json.dumps(towns.normalize("Karlstown", when="1940").to_dict()))["id"] == "t/1"


def command(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "translit", *map(str, arguments)]
    return subprocess.run(whole, input=given, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    file = tmp_path / "towns.npz"
    Normalizer.from_entities([*TOWNS, *KEEPERS]).save(file)
    return file


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_column_of_a_file_dates_each_row(list_file: Path, tmp_path: Path, form: str) -> None:
    pandas = pytest.importorskip("pandas")
    years: list[object] = [1940, 1975, None, 1800]
    frame = pandas.DataFrame({"town": ["Karlstown"] * 4, "year": pandas.array(years, "Int64")})
    source, target = tmp_path / f"in.{form}", tmp_path / "out.csv"
    if form == "csv":
        frame.to_csv(source, index=False)
    elif form == "jsonl":
        frame.to_json(source, orient="records", lines=True)
    else:
        frame.to_parquet(source)
    files = ("--input", source, "--output", target, "--column", "town", "--when-column", "year")
    answer = command("normalize", "--tables", list_file, *files, "--when", "1935-05")
    assert answer.returncode == 0, answer.stderr
    assert pandas.read_csv(target)["translit_id"].fillna("").tolist() == ["t/1", "t/2", "t/1", ""]


def test_dates_of_a_file_that_are_none_are_counted(list_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("town,day\nKarlstown,1940-01-02 10:00\nKarlstown,2.1.1940\n")
    files = ("--input", source, "--output", tmp_path / "out.csv", "--column", "town")
    answer = command("normalize", "--tables", list_file, *files, "--when-column", "day")
    assert "1 kinds, countries or dates are unknown and were not asked" in answer.stderr
    assert [line.split(",")[3] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]] == ["t/1", ""]
    missing = command("normalize", "--tables", list_file, *files, "--when-column", "date")
    assert "Choose one by --when-column" in missing.stderr


def test_commands_take_a_date(list_file: Path) -> None:
    asked = ("--tables", list_file, "--when", "1975")
    assert "\tt/2\t" in command("normalize", *asked, "Karlstown").stdout
    assert "name of its time" in command("explain", *asked, "Karlstown").stdout
    assert "\tt/2\t" in command("find", *asked, given="They met in Karlstown.").stdout
    assert command("rewrite", *asked, given="They met in Karlstown.").stdout == "They met in Millford."
    refused = command("normalize", "--when", "2.1.1940", "Karlstown")
    assert (refused.returncode, "not '2.1.1940'" in refused.stderr) == (2, True)
    assert "existed: since 1931-05-05" in command("show", "--tables", list_file, "k/2").stdout


def test_frames_take_a_date_of_each_row(towns: Normalizer) -> None:
    pandas, polars = map(pytest.importorskip, ("pandas", "polars"))
    import translit.integrations.pandas
    import translit.integrations.polars  # noqa: F401

    data = {"town": ["Karlstown"] * 3, "day": [datetime.date(1940, 1, 2), datetime.date(1975, 1, 2), None]}
    frame = pandas.DataFrame(data)
    answers = frame["town"].translit.normalize(when=frame["day"], normalizer=towns)
    assert answers["id"].tolist()[:2] == ["t/1", "t/2"]
    days = pandas.to_datetime(frame["day"])
    assert frame["town"].translit.normalize(when=days, normalizer=towns)["id"].tolist()[:2] == ["t/1", "t/2"]
    assert frame["town"].translit.name(when=1975, normalizer=towns).tolist() == ["Millford"] * 3
    asked = polars.col("town").translit.normalize(when=polars.col("day"), normalizer=towns)
    assert polars.DataFrame(data).select(asked.struct.field("id"))["id"].to_list() == ["t/1", "t/2", None]
    of_all = polars.col("town").translit.name("null", when="1940", normalizer=towns)
    assert polars.DataFrame(data).select(of_all)["town"].to_list() == ["Oldbridge"] * 3
