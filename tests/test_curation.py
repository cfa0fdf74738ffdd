"""The curator's loop: what is unknown is decided once and remembered; answers held against gold."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from translit import Entity, FileError, Normalizer, TableError
from translit.cli.curate import decide_each
from translit.curation import queue, suggest
from translit.curation.curve import picture
from translit.curation.decisions import Decisions
from translit.curation.gold import Outcome, Point, curve, judge, read_gold, threshold_for
from translit.tables.overlay import read_overlay

LIST = [
    Entity("p/1", "Andrii Kovalchuk", "person", country="UA"),
    Entity("p/2", "Andrii Kovalchuk", "person", country="PL"),
    Entity("p/3", "Marta Lindqvist", "person", country="SE"),
    Entity("o/1", "Zhovkva Milling Works", "org"),
]
ROWS = ["Andrii Kovalchuk"] * 2 + ["ANDRII KOVALCHUK"] * 3 + ["The Baker"] * 4 + ["Marta Lindqvist", ""]


@pytest.fixture(scope="module")
def own() -> Normalizer:
    return Normalizer.from_entities(LIST)


def decisions(path: Path) -> Decisions:
    return Decisions(path, by="ann", date="2026-11-30", origin="out.csv")


def answered(folder: Path) -> Path:
    path = folder / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("who", "translit_status"))
        writer.writerows((name, "matched" if name.startswith("Marta") else "ambiguous") for name in ROWS)
    return path


def test_the_queue_is_by_frequency_with_spellings_together(own: Normalizer, tmp_path: Path) -> None:
    counts = queue.read_names(answered(tmp_path), "who")
    found = queue.open_names(counts, own, decisions(tmp_path / "d.yaml"))
    assert [(each.name, each.rows) for each in found] == [("ANDRII KOVALCHUK", 5), ("The Baker", 4)]
    assert dict(found[0].spellings) == {"ANDRII KOVALCHUK": 3, "Andrii Kovalchuk": 2}
    assert {candidate.entity.id for candidate in found[0].candidates} == {"p/1", "p/2"}
    with pytest.raises(FileError, match="no one column is named 'name'; there are 'who'"):
        queue.read_names(answered(tmp_path), "name")


def loop(names: list[queue.Open], n: Normalizer, of: Decisions, *typed: str) -> tuple[int, list[str]]:
    told: list[str] = []
    answers = iter(typed)

    def ask(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    made = decide_each(names, n, of, ask=ask, tell=told.append)
    return made, told


def test_what_is_decided_at_the_terminal_is_kept_used_and_not_asked_again(
    own: Normalizer, tmp_path: Path
) -> None:
    path = tmp_path / "d.yaml"
    counts = queue.read_names(answered(tmp_path), "who")
    of = decisions(path)
    names = queue.open_names(counts, own, of)
    ids = [candidate.entity.id for candidate in names[0].candidates]
    made, told = loop(names, own, of, str(ids.index("p/2") + 1), "n")
    assert made == 2
    assert any("ANDRII KOVALCHUK  (5 rows; Andrii Kovalchuk)" in line for line in told)
    why = 'by: "ann", date: "2026-11-30", why: "it is p/2"'
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        '- id: "p/1"',
        "  cleared:",
        f'    - {{query: "ANDRII KOVALCHUK", {why}}}',
        '- id: "p/2"',
        "  add:",
        '    - {name: "ANDRII KOVALCHUK", by: "ann", date: "2026-11-30", from: "out.csv"}',
        '- nobody: {query: "The Baker", by: "ann", date: "2026-11-30"}',
    ]
    later = own.with_overlay(path)
    assert later.normalize("ANDRII KOVALCHUK").id == "p/2"
    assert later.normalize("ANDRII KOVALCHUK").reason.startswith("from d.yaml (out.csv, ann, 2026-11-30)")
    assert queue.open_names(counts + Counter(["THE BAKER"]), later, decisions(path)) == []


def test_a_decision_is_taken_back(own: Normalizer, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    names = queue.open_names({"The Baker": 2, "A Miller": 1}, own, decisions(path))
    made, told = loop(names, own, decisions(path), "u", "p/3", "n", "u", "u", "o/1", "s", "")
    assert made == 1
    assert "nothing to undo" in told
    (correction,) = read_overlay(path).corrections
    assert (correction.id, [added.alias.text for added in correction.add]) == ("o/1", ["The Baker"])
    assert read_overlay(path).nobody == ()


def test_what_decides_nothing_is_said_and_asked_again(own: Normalizer, tmp_path: Path) -> None:
    names = queue.open_names({"The Baker": 2}, own, decisions(tmp_path / "d.yaml"))
    made, told = loop(names, own, decisions(tmp_path / "d.yaml"), "17", "p/99", "", "q")
    assert made == 0
    assert any("'17' decides nothing of 'The Baker'" in line for line in told)
    assert not (tmp_path / "d.yaml").exists()


def test_none_clears_the_candidates_that_were_shown(own: Normalizer, tmp_path: Path) -> None:
    of = decisions(tmp_path / "d.yaml")
    of.exclude("Andrii Kovalchuk", ["p/1", "p/2"])
    of.save()
    later = own.with_overlay(tmp_path / "d.yaml")
    assert not {c.entity.id for c in later.normalize("Andrii Kovalchuk").candidates} & {"p/1", "p/2"}
    assert later.normalize("Andriy Kovalchuk").candidates[0].entity.id in ("p/1", "p/2")
    assert of.undo()
    assert of.overlay.corrections == ()
    assert not of.undo()


CUSTOMERS = """no,who
C-17,Andrii Kovalchuk
C-17,ANDRII KOVALCHUK
C-18,Andrii Kovalchuk
C-19,Marta Lindqvist
C-20,Zzyzx Qwrt
"""


def screened(folder: Path, n: Normalizer, kept: Decisions) -> list[queue.Open]:
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    return queue.open_customers(queue.read_customers(folder / "customers.csv", "who", "no"), n, kept)


def test_customers_whom_the_list_may_name_are_decided_one_by_one(own: Normalizer, tmp_path: Path) -> None:
    kept = decisions(tmp_path / "decisions.yaml")
    asked = screened(tmp_path, own, kept)
    assert [(each.customer, each.rows) for each in asked] == [("C-17", 2), ("C-19", 1), ("C-18", 1)]
    said: list[str] = []
    second = next(at for at, of in enumerate(asked[0].candidates, 1) if of.entity.id == "p/2")
    answers = iter([str(second), "n", "u", "n", "s", ""])
    assert decide_each(asked, own, kept, ask=lambda _: next(answers), tell=said.append) == 2
    assert "\n[1/3] C-17: Andrii Kovalchuk  (2 rows, ANDRII KOVALCHUK)" in [
        line.replace(";", ",") for line in said
    ]
    mine = own.with_overlay(tmp_path / "decisions.yaml")
    who = ["Andrii Kovalchuk", "Andrii Kovalchuk", "Marta Lindqvist", "Marta Lindqvist"]
    found = mine.normalize_many(who, customer=["C-17", "C-18", "C-19", "C-99"])
    assert [match.id for match in found] == ["p/2", None, None, "p/3"]
    again = screened(tmp_path, mine, decisions(tmp_path / "decisions.yaml"))
    assert [each.customer for each in again] == ["C-18"]  # which was put off; the others are decided


def test_a_decided_customer_is_asked_again_when_somebody_new_is_listed(
    own: Normalizer, tmp_path: Path
) -> None:
    kept = decisions(tmp_path / "decisions.yaml")
    kept.clear("C-19", "Marta Lindqvist", ["p/3"])
    kept.save()
    grown = own.add([Entity("p/7", "Martha Lindqvist", "person")]).with_overlay(kept.path)
    assert "C-19" not in [each.customer for each in screened(tmp_path, own.with_overlay(kept.path), kept)]
    assert "C-19" in [each.customer for each in screened(tmp_path, grown, kept)]


def test_a_name_without_a_customer_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("no,who\nC-1,Ann\n,Bo\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"customers.csv:3: 'Bo' has no customer in the column 'no'"):
        queue.read_customers(tmp_path / "customers.csv", "who", "no")
    with pytest.raises(FileError, match=r"no one column is named 'number'.*--customer-column"):
        queue.read_customers(tmp_path / "customers.csv", "who", "number")


def test_customers_are_decided_in_a_file_that_is_filled_in(tmp_path: Path) -> None:
    write_list(tmp_path)
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    asked = ("review", "customers.csv", "--column", "who", "--customer-column", "no", "--tables", "list.csv")
    asked = (*asked, "--decisions", "decisions.yaml", "--by", "ann", "--review", "fill.csv")
    answer = translit(tmp_path, *asked)
    assert answer.returncode == 0, answer.stderr
    rows = list(csv.DictReader((tmp_path / "fill.csv").open(encoding="utf-8")))
    for row in rows:
        row["decision"] = "none"
    with (tmp_path / "fill.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert "3 decisions" in translit(tmp_path, *asked).stderr
    n = Normalizer.from_table(tmp_path / "list.csv").with_overlay(tmp_path / "decisions.yaml")
    assert [n.normalize("Marta Lindqvist", customer=of).id for of in ("C-19", "C-17")] == [None, "p/3"]
    assert not n.normalize("Andrii Kovalchuk", customer="C-17").candidates


def test_a_file_with_comments_of_others_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("# mine\n- {id: p/1, drop: [X]}\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"d.yaml:1: a comment, which a review would not keep"):
        decisions(path)


def test_what_is_written_is_read_the_same(own: Normalizer, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "- {id: p/3, name: 'M: \"L\"', add: [{name: Київ, lang: uk, until: '2016'}], weak: [L], drop: [D],"
        " not: [N], country: SE, note: hers, cleared: [{customer: C-1, query: M},"
        " {query: O, by: ann}], confirmed: [{customer: C-2, by: ann, date: 2026-11-30}]}\n"
        "- {id: p/2, silent: true}\n- nobody: X\n",
        encoding="utf-8",
    )
    of = decisions(path)
    of.save()
    again = read_overlay(path)
    assert {
        c.id: (c.name, c.add, c.weak, c.drop, c.excluded, c.is_silent, c.note, set(c.cleared), c.confirmed)
        for c in again.corrections
    } == {
        c.id: (c.name, c.add, c.weak, c.drop, c.excluded, c.is_silent, c.note, set(c.cleared), c.confirmed)
        for c in of.overlay.corrections
    }
    assert again.nobody == of.overlay.nobody
    assert [c.id for c in again.corrections] == ["p/2", "p/3"]


def test_who_is_confirmed_is_a_customer(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("- {id: p/3, confirmed: [Ann, {query: Ann}]}\n", encoding="utf-8")
    with pytest.raises(TableError) as raised:
        read_overlay(path)
    assert [of.problem for of in raised.value.problems] == ["'confirmed' without a customer"] * 2


def translit(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translit", *arguments]
    return subprocess.run(
        command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False
    )


def write_list(folder: Path) -> None:
    lines = [f"{of.id},{of.name},{of.kind.value},{of.country or ''}" for of in LIST]
    (folder / "list.csv").write_text("id,name,kind,country\n" + "\n".join(lines), encoding="utf-8")


def test_a_review_by_a_file_that_is_filled_in(tmp_path: Path) -> None:
    write_list(tmp_path)
    answered(tmp_path)
    options = ("review", "out.csv", "--column", "who", "--tables", "list.csv", "--decisions", "d.yaml")
    first = translit(tmp_path, *options, "--review", "fill.csv", "--by", "ann")
    assert "2 names to decide in fill.csv" in first.stderr
    rows = list(csv.DictReader((tmp_path / "fill.csv").open(encoding="utf-8")))
    assert [row["name"] for row in rows] == ["ANDRII KOVALCHUK", "The Baker"]
    assert "[p/1]" in rows[0]["candidates"]
    rows[0]["decision"], rows[1]["decision"] = "none", "p/3"
    with (tmp_path / "fill.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    second = translit(tmp_path, *options, "--review", "fill.csv", "--by", "ann")
    assert "2 decisions in d.yaml" in second.stderr, second.stderr
    tables = ("--tables", "list.csv", "--overlay", "d.yaml")
    lines = translit(tmp_path, "normalize", *tables, "The Baker", "Andrii Kovalchuk").stdout.splitlines()
    assert [line.split("\t")[2] for line in lines[1:]] == ["p/3", ""]
    third = translit(tmp_path, *options, "--review", "other.csv", "--by", "ann")
    assert "0 names to decide in other.csv" in third.stderr


def test_a_review_at_the_terminal(tmp_path: Path) -> None:
    write_list(tmp_path)
    answered(tmp_path)
    options = ("review", "out.csv", "--column", "who", "--tables", "list.csv", "--decisions", "d.yaml")
    answer = translit(tmp_path, *options, given="s\np/3\n")
    assert answer.returncode == 0, answer.stderr
    assert "1 decision in d.yaml" in answer.stderr
    assert 'name: "The Baker"' in (tmp_path / "d.yaml").read_text(encoding="utf-8")


def test_a_review_that_decides_nothing_says_so_and_writes_nothing(tmp_path: Path) -> None:
    write_list(tmp_path)
    answered(tmp_path)
    options = ("review", "out.csv", "--column", "who", "--tables", "list.csv", "--decisions", "d.yaml")
    assert translit(tmp_path, *options, given="q\n").stderr.endswith("\nnothing was decided\n")
    translit(tmp_path, *options, "--review", "fill.csv")
    assert "no new decision in fill.csv" in translit(tmp_path, *options, "--review", "fill.csv").stderr
    assert not (tmp_path / "d.yaml").exists()
    (tmp_path / "none.csv").write_text("who\nMarta Lindqvist\n", encoding="utf-8")
    none = translit(tmp_path, "review", "none.csv", *options[2:])
    assert none.stdout == ""
    assert none.stderr.endswith("none.csv: no name is left to decide\n")


@pytest.mark.parametrize(
    ("given", "decided", "message"),
    [
        ("none.csv", "d.yaml", "none.csv: no such file"),
        ("list.csv", "no/d.yaml", "no/d.yaml: there is no folder"),
    ],
)
def test_a_review_fails_before_it_opens_a_table(
    given: str, decided: str, message: str, tmp_path: Path
) -> None:
    write_list(tmp_path)
    options = ("--column", "name", "--tables", "nowhere.csv", "--decisions", decided)
    assert message in translit(tmp_path, "review", given, *options).stderr


def test_a_filled_in_line_that_decides_nothing_is_named_and_nothing_is_noted(
    own: Normalizer, tmp_path: Path
) -> None:
    (tmp_path / "fill.csv").write_text(
        "decision,name,candidates\np/3,The Baker,\n9,A Miller,1: X [p/1] (person) 0.40\n", encoding="utf-8"
    )
    of = decisions(tmp_path / "d.yaml")
    with pytest.raises(FileError, match=r"fill.csv:3: '9' decides nothing of 'A Miller': give 1 to 1"):
        queue.apply_filled(tmp_path / "fill.csv", own, of)
    assert of.overlay.corrections == ()


def test_a_column_and_texts_suggest_what_the_list_lacks(own: Normalizer, tmp_path: Path) -> None:
    counts = Counter({"Marta Lindkvist": 3, "Marta Lindqvist": 5, "Jane Roe": 2, "Bo Yi": 1})
    found = suggest.of_names(counts, own, 2)
    assert [(of.spelling, of.rows, of.candidate and of.candidate.entity.id) for of in found] == [
        ("Marta Lindkvist", 3, "p/3"),
        ("Jane Roe", 2, None),
    ]
    texts = ["Yesterday Marta Lindkvist spoke.", "Then Marta Lindkvist left, and Marta Lindqvist stayed."]
    (of_text,) = [of for of in suggest.of_texts(texts, own) if of.candidate is not None]
    assert (of_text.spelling, of_text.rows) == ("Marta Lindkvist", 2)
    assert of_text.context == "Yesterday Marta Lindkvist spoke."


GOLD = """name,id,country
Marta Lindqvist,p/3,
Andrii Kovalchuk,p/1,UA
Andrii Kovalchuk,p/2,
Zzyzx Qwrt,,
Zzyzx Qwrt,p/3,
Marta Lindqvist,,
Marta Lindqvist,o/1,
Bo Yi,p/9,
"""


def test_answers_are_told_apart_by_kind_of_error(own: Normalizer, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(GOLD, encoding="utf-8")
    judged = judge(read_gold(tmp_path / "gold.csv"), own)
    first = judged[2].match.candidates[0].entity.id
    assert [each.outcome for each in judged] == [
        Outcome.RIGHT,
        Outcome.RIGHT,
        Outcome.OPEN_FIRST if first == "p/2" else Outcome.OPEN_AMONG,
        Outcome.NOBODY,
        Outcome.MISSED,
        Outcome.STRANGER,
        Outcome.OTHER,
        Outcome.UNLISTED,
    ]


def test_a_gold_file_says_when_each_name_was_written(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text(
        '{"id": "c/1", "name": "Orlovsk", "kind": "place", '
        '"aliases": [{"name": "Karlstein", "until": "1946"}]}\n'
        '{"id": "c/2", "name": "Karlstein", "kind": "place", "since": "1990"}\n',
        encoding="utf-8",
    )
    n = Normalizer.from_table(tmp_path / "list.jsonl")
    gold = tmp_path / "gold.csv"
    gold.write_text(
        "name,id,when\nKarlstein,c/1,1930\nKarlstein,c/2,2005-06\nKarlstein,c/2,\n", encoding="utf-8"
    )
    rows = read_gold(gold)
    assert [row.when for row in rows] == ["1930", "2005-06", None]
    assert [each.outcome for each in judge(rows, n)][:2] == [Outcome.RIGHT, Outcome.RIGHT]
    gold.write_text("name,id,day\nKarlstein,c/1,1930\n", encoding="utf-8")
    assert [row.when for row in read_gold(gold, when_column="day")] == ["1930"]
    with pytest.raises(FileError, match=r"no one column is named 'date'; there are 'name', 'id', 'day'"):
        read_gold(gold, when_column="date")
    gold.write_text("name,id,when\nKarlstein,c/1,12.6.1930\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"gold.csv:2: '12.6.1930' is no date"):
        read_gold(gold)


def test_the_curve_counts_answers_from_each_threshold_on(own: Normalizer, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(GOLD, encoding="utf-8")
    points = curve(judge(read_gold(tmp_path / "gold.csv"), own))
    assert [point.threshold for point in points] == sorted(point.threshold for point in points)
    assert points[0].answered == 4  # of eight names; the others have no candidate above one half
    assert (points[0].right, points[0].of) == (2, 6)


def test_the_threshold_for_a_precision_holds_from_there_on() -> None:
    points = [Point(0.6, 10, 9, 12), Point(0.7, 8, 8, 12), Point(0.8, 6, 5, 12), Point(0.9, 4, 4, 12)]
    chosen = threshold_for(points, 0.99)
    assert chosen is not None
    assert (chosen.threshold, chosen.precision, round(chosen.recall, 2)) == (0.9, 1.0, 0.33)
    assert round(chosen.least_precision, 2) == 0.51  # of four right ones no more is sure
    assert threshold_for(points, 0.8) == points[0]
    assert threshold_for([Point(0.9, 4, 1, 12)], 0.8) is None


def test_the_picture_is_one_and_marks_the_threshold() -> None:
    points = [Point(0.6, 10, 9, 12), Point(0.9, 4, 4, 12)]
    drawn = ElementTree.fromstring(picture(points, points[1]))
    texts = [each.text for each in drawn.iter() if each.tag.endswith("text")]
    assert {"precision", "recall", "threshold", "0.900"} <= set(texts)


def test_a_gold_file_is_evaluated_at_the_command_line(tmp_path: Path) -> None:
    write_list(tmp_path)
    (tmp_path / "gold.csv").write_text(GOLD.replace("name,id", "who,is"), encoding="utf-8")
    columns = ("--column", "who", "--id-column", "is")
    out = ("--picture", "curve.svg", "--errors", "errors.csv", "--precision", "0.5")
    answer = translit(tmp_path, "evaluate", "gold.csv", *columns, "--tables", "list.csv", *out)
    assert answer.returncode == 0, answer.stderr
    assert "2 answers are wrong" in answer.stderr
    assert "wrong: another one" in answer.stdout
    assert "--threshold 0." in answer.stdout
    errors = list(csv.DictReader((tmp_path / "errors.csv").open(encoding="utf-8")))
    assert len(errors) == 5
    assert (tmp_path / "curve.svg").read_text(encoding="utf-8").startswith("<svg")
    refused = translit(tmp_path, "evaluate", "list.csv", "--id-column", "nr", "--tables", "list.csv")
    assert "no column is named 'nr'" in refused.stderr
