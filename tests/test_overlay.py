"""Layers: lists over lists, corrections over both; what an answer is from."""

import csv
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from translit import Entity, Normalizer, Settings, Status, TableError

LIST = [
    Entity("p/1", "Andrii Kovalchuk", "person", country="UA", aliases=("Andrew Kovalchuk", "The Baker")),
    Entity("p/2", "Marta Lindqvist", "person", country="SE"),
]


def laid(tmp_path: Path, text: str, *more: str) -> Normalizer:
    paths = []
    for number, each in enumerate((text, *more)):
        paths.append(tmp_path / f"layer{number}.yaml")
        paths[-1].write_text(each, encoding="utf-8")
    return Normalizer.from_entities(LIST).with_overlay(*paths)


def test_no_correction_is_the_same_normalizer(tmp_path: Path) -> None:
    n = Normalizer.builtin()
    (tmp_path / "empty.yaml").write_text("[]\n", encoding="utf-8")
    assert n.with_overlay() is n
    assert n.with_overlay(tmp_path / "empty.yaml") is n


def test_names_are_added_with_who_and_when_and_the_answer_says_so(tmp_path: Path) -> None:
    added = "{name: Miller of Zhovkva, by: ann, date: 2026-11-30, from: out.csv}"
    n = laid(tmp_path, f"- id: p/1\n  add:\n    - {added}\n    - Kovaltschuk\n")
    match = n.normalize("Miller of Zhovkva")
    assert match.id == "p/1"
    assert match.candidates[0].source == "layer0.yaml (out.csv, ann, 2026-11-30)"
    assert "from: layer0.yaml (out.csv, ann, 2026-11-30)" in match.explain()
    assert match.reason.startswith("from layer0.yaml")
    assert n.normalize("Kovaltschuk").id == "p/1"
    assert n.normalize("Andrii Kovalchuk").candidates[0].source is None
    assert n.normalize("Marta Lindqvist").id == "p/2"


def test_names_are_dropped_and_excluded(tmp_path: Path) -> None:
    n = laid(tmp_path, "- id: p/1\n  drop: [THE BAKER]\n  not: [Andrew Kovalchuk]\n")
    assert Normalizer.from_entities(LIST).normalize("The Baker").id == "p/1"
    assert n.normalize("The Baker").status is Status.UNMATCHED
    assert n.normalize("Andrew Kovalchuk").id is None
    assert n.normalize("Andrii Kovalchuk").id == "p/1"


def test_a_cleared_pair_is_suppressed_and_no_other(tmp_path: Path) -> None:
    cleared = "{query: Andriy Kovalchuk, by: ann, date: 2026-11-30, why: another birth date}"
    n = laid(tmp_path, f"- id: p/1\n  cleared:\n    - {cleared}\n")
    assert Normalizer.from_entities(LIST).normalize("Andriy Kovalchuk").id == "p/1"
    assert all(of.entity.id != "p/1" for of in n.normalize("ANDRIY KOVALCHUK").candidates)
    assert n.normalize("Andrij Kovalchuk").id == "p/1"


def test_an_entity_is_silenced_renamed_or_new(tmp_path: Path) -> None:
    n = laid(
        tmp_path,
        "- {id: p/2, silent: true}\n"
        "- {id: p/1, name: Andriy Kovalchuk, country: PL}\n"
        "- {id: p/3, name: Bo Yi, kind: person, add: [Bo Yee]}\n",
    )
    assert "p/2" not in n
    assert n.normalize("Marta Lindqvist").id is None
    first = n.entity("p/1")
    assert first is not None
    assert (first.name, first.country) == ("Andriy Kovalchuk", "PL")
    assert n.normalize("Andrii Kovalchuk").name == "Andriy Kovalchuk"
    assert n.normalize("Bo Yee").id == "p/3"


def test_a_later_layer_goes_over_an_earlier_one(tmp_path: Path) -> None:
    n = laid(tmp_path, "- {id: p/1, not: [Bakerman]}\n", "- {id: p/1, add: [Bakerman]}\n")
    assert n.normalize("Bakerman").id == "p/1"
    n = laid(tmp_path, "- {id: p/1, add: [Bakerman]}\n", "- {id: p/1, not: [Bakerman]}\n")
    assert n.normalize("Bakerman").id is None


def test_the_name_that_is_dropped_gives_way_to_another(tmp_path: Path) -> None:
    entity = laid(tmp_path, "- {id: p/1, drop: [Andrii Kovalchuk]}\n").entity("p/1")
    assert entity is not None
    assert (entity.name, [a.text for a in entity.aliases]) == ("Andrew Kovalchuk", ["The Baker"])
    only = laid(tmp_path, "- {id: p/2, drop: [Marta Lindqvist]}\n").entity("p/2")
    assert only is not None
    assert only.name == "Marta Lindqvist"


def test_every_problem_of_an_overlay_is_said_with_its_line(tmp_path: Path) -> None:
    text = """- {id: p/11, add: [X Y]}
- {id: p/1, ad: [X]}
- {add: [X]}
- {id: p/1, cleared: [{by: ann}], country: UK}
- nobody: {query: Jane Roe, when: 2026}
- just a text
"""
    with pytest.raises(TableError) as refused:
        laid(tmp_path, text)
    assert [(p.line, p.problem) for p in refused.value.problems] == [
        (2, "unknown field 'ad' of a correction"),
        (3, "field 'id' is missing"),
        (4, "'cleared' without a query"),
        (4, "there is no country 'UK'"),
        (5, "unknown field 'when' of 'nobody'"),
        (6, "a correction must be a mapping, not 'just a text'"),
    ]
    with pytest.raises(TableError, match=r"layer0.yaml:1: no entity has the id 'p/11'. Did you mean 'p/1'\?"):
        laid(tmp_path, "- {id: p/11, add: [X Y]}\n")


def test_an_overlay_is_kept_in_a_file_with_its_sources(tmp_path: Path) -> None:
    n = laid(tmp_path, "- {id: p/1, add: [Miller of Zhovkva]}\n")
    n.save(tmp_path / "n.npz")
    match = Normalizer.open(tmp_path / "n.npz").normalize("Miller of Zhovkva")
    assert match.candidates[0].source == "layer0.yaml"


def test_the_box_takes_an_overlay(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {id: place/kyiv, add: [Kyivograd], not: [Kiew am Dnjepr]}\n", encoding="utf-8")
    n = Normalizer.builtin().with_overlay(path)
    assert n.normalize("Kyivograd").id == "place/kyiv"
    assert n.normalize("Kiev").id == "place/kyiv"
    assert len(n) == len(Normalizer.builtin())


def translit(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "translit", *arguments]
    answer = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_lists_and_overlays_at_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name,kind\np/1,Andrii Kovalchuk,person\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        "id,name,kind\np/1,Andrew K. Kovalchuk,person\np/2,Marta Lindqvist,person\n", encoding="utf-8"
    )
    (tmp_path / "c.yaml").write_text("- {id: p/2, add: [The Swede]}\n", encoding="utf-8")
    tables = ("--tables", "a.csv", "--tables", "b.csv", "--overlay", "c.yaml")
    names = ("Andrii Kovalchuk", "The Swede")
    rows = [
        line.split("\t")
        for line in translit(tmp_path, "normalize", *tables, "--explain", *names).splitlines()
    ]
    assert [row[1:3] for row in rows[1:]] == [["Andrew K. Kovalchuk", "p/1"], ["Marta Lindqvist", "p/2"]]
    assert [row[-1].partition(";")[0] for row in rows[1:]] == ["from a.csv", "from c.yaml"]
    translit(tmp_path, "build", "a.csv", "b.csv", "--overlay", "c.yaml", "-o", "n.npz")
    assert "alias: The Swede (c.yaml)" in translit(tmp_path, "show", "--tables", "n.npz", "p/2")


CLEARED = "{customer: C-17, by: ann, date: 2026-11-30, why: another birth date}"


def test_a_pair_is_cleared_by_the_customer_and_no_other(tmp_path: Path) -> None:
    n = laid(tmp_path, f"- id: p/1\n  cleared:\n    - {CLEARED}\n")
    for name in ("Andrii Kovalchuk", "Kovalchuk, Andrii", "Andriy Kovalchuk", "Gen. Andrii KOVALCHUK"):
        assert n.normalize(name, customer="C-17").id is None, name
        assert "p/1" not in {
            candidate.entity.id for candidate in n.normalize(name, customer="C-17").candidates
        }
        assert n.normalize(name).id == "p/1"
        assert n.normalize(name, customer="C-18").id == "p/1"
    assert n.normalize("Marta Lindqvist", customer="C-17").id == "p/2"
    step = "cleared: 'C-17' → 'p/1' (ann, 2026-11-30, another birth date)"
    assert step in [str(step) for step in n.normalize("Andrii Kovalchuk", customer="C-17").query_steps]


def test_of_namesakes_the_one_that_is_not_cleared_is_meant() -> None:
    twins = [Entity("p/1", "Jan Kowal", "person"), Entity("p/2", "Jan Kowal", "person")]
    n = Normalizer.from_entities(twins)
    assert n.normalize("Jan Kowal").status is Status.AMBIGUOUS
    assert n.clearing([("7", "p/1")]).normalize("Jan Kowal", customer="7").id == "p/2"


def test_a_pair_with_a_name_holds_while_the_customer_is_called_so(tmp_path: Path) -> None:
    n = laid(tmp_path, "- id: p/1\n  cleared:\n    - {customer: C-17, query: Andriy Kovalchuk}\n")
    assert n.normalize("ANDRIY KOVALCHUK", customer="C-17").id is None
    assert n.normalize("Andrii Kovalchuk", customer="C-17").id == "p/1"


def test_cleared_pairs_in_batches_workers_segments_and_pickles(tmp_path: Path) -> None:
    n = laid(tmp_path, f"- id: p/1\n  add: [The Miller]\n  cleared:\n    - {CLEARED}\n")
    assert n.cleared["C-17"][0].id == "p/1"
    names = ["Andrii Kovalchuk", "The Miller", "Andrii Kovalchuk"]
    asked = n.normalize_many(names, customer=["C-17", "C-17", None])
    assert [match.id for match in asked] == [None, None, "p/1"]
    with pytest.raises(ValueError, match="2 values as customer, and 3 names"):
        n.normalize_many(names, customer=["a", "b"])
    n.save(tmp_path / "n.npz")
    again = pickle.loads(pickle.dumps(n))
    assert again.normalize("The Miller", customer="C-17").id is None
    assert n.with_settings(Settings(mode="strict")).normalize("The Miller", customer="C-17").id is None
    many = [*names, *(f"Ole Nordmann{number}" for number in range(600))]
    by_two = n.normalize_many(many, customer=["C-17", "C-17", *[None] * 601], workers=2)
    assert [match.id for match in by_two[:3]] == [None, None, "p/1"]


def test_a_cleared_pair_of_an_unknown_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"layer0\.yaml:1: no entity has the id 'p/3'. Did you mean 'p/"):
        laid(tmp_path, f"- id: p/3\n  cleared:\n    - {CLEARED}\n")
    with pytest.raises(TableError, match="unknown field 'customer' of 'nobody'"):
        laid(tmp_path, "- nobody: {customer: C-17, query: Ann}\n")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_files_with_a_column_of_customers(tmp_path: Path, workers: str) -> None:
    rows = "no,who\nC-17,Andrii Kovalchuk\nC-18,Andrii Kovalchuk\n,Andrii Kovalchuk\n"
    (tmp_path / "in.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "list.csv").write_text("id,name,kind\np/1,Andrii Kovalchuk,person\n", encoding="utf-8")
    (tmp_path / "o.yaml").write_text(f"- id: p/1\n  cleared:\n    - {CLEARED}\n", encoding="utf-8")
    options = (
        "--tables list.csv --overlay o.yaml --input in.csv --column who --customer-column no --output o.csv"
    )
    command = [sys.executable, "-m", "translit", "normalize", *options.split(), "--workers", workers]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers = list(csv.DictReader((tmp_path / "o.csv").open(encoding="utf-8")))
    assert [row["translit_id"] for row in answers] == ["", "p/1", "p/1"]


def test_several_processes_share_a_corrected_table_without_compiling_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "o.yaml").write_text("- id: place/kyiv\n  add: [Hero City K]\n", encoding="utf-8")
    n = Normalizer.builtin().with_overlay(tmp_path / "o.yaml")
    monkeypatch.setattr("translit.index.build.build", lambda *_: pytest.fail("compiled again"))
    opened = pickle.loads(pickle.dumps(n.shared_in(tmp_path)))()
    assert opened.normalize("Hero City K").id == "place/kyiv"
    assert opened.normalize("Lviv").id == "place/lviv"


BOX_LIKE = [
    Entity("place/kyiv", "Kyiv", "place", country="UA", aliases=("Kijów",), weak=("Capital",)),
    Entity("place/brno", "Brno", "place", country="CZ", aliases=("Brünn",)),
    Entity("p/9", "Olena Tkach", "person", country="UA", native={"uk": "Олена Ткач"}, aliases=("Helen T.",)),
    Entity("o/1", "Zhovkva Mill", "org", country="UA", aliases=("ZM Group",), wikidata="Q99"),
    Entity("o/2", "Twin Works", "org", country="PL", aliases=("TW One",)),
    Entity("o/3", "Twin Works", "org", country="PL", aliases=("TW Two",)),
]


@pytest.mark.parametrize(
    ("own", "added", "why"),
    [
        (Entity("c/1", "Kyiv", "place", country="UA"), ["Kijów", "Capital"], "same name and country"),
        (Entity("c/1", "Kyiv", "place"), [], "its country is not known"),
        (Entity("c/1", "Kyiv", "place", country="US"), [], "another country"),
        (Entity("c/1", "Kyiv", "org", country="UA"), [], "another kind"),
        (Entity("place/brno", "Brunn", "place"), ["Brno", "Brünn"], "same id"),
        (Entity("c/1", "Olena Tkach", "person", country="UA"), [], "one name is that of many"),
        (
            Entity("c/1", "Olena Tkach", "person", country="UA", aliases=("Helen T.",)),
            ["Олена Ткач"],
            "same names and country",
        ),
        (
            Entity("c/1", "Mill of Zhovkva", "org", wikidata="Q99"),
            ["Zhovkva Mill", "ZM Group"],
            "same item Q99",
        ),
        (Entity("c/1", "Twin Works", "org", country="PL"), [], "two are called so"),
        (Entity("c/1", "Kyiv", "place", country="UA", excluded=("Kijow",)), ["Capital"], "excluded here"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_enriched_only_by_what_is_certainly_the_same(own: Entity, added: list[str], why: str) -> None:
    (enriched,) = Normalizer.from_entities(BOX_LIKE).enrich([own])
    new = [alias for alias in enriched.listed() if alias.text not in {a.text for a in own.listed()}]
    assert sorted(alias.text for alias in new) == sorted(added)
    assert enriched.name == own.name
    assert all(alias.source and "also in the other list: " in alias.source for alias in new)
    assert {alias.is_weak for alias in new if alias.text == "Capital"} <= {True}
    assert all(f"({why})" in str(alias.source) for alias in new if why.startswith("same"))


def test_enrich_at_the_command_line_says_where_a_name_is_from(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,name,kind,country\nc/9,Kyiv,place,UA\n", encoding="utf-8")
    command = [sys.executable, "-m", "translit", "normalize", "Kijów", "--tables", "list.csv", "--json"]
    without = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    done = subprocess.run(
        [*command, "--enrich", "box"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert json.loads(without.stdout)["candidates"][0]["source"] is None
    assert "1 of 1 entities have more names by box" in done.stderr
    answer = json.loads(done.stdout)
    assert answer["id"] == "c/9"
    source = answer["candidates"][0]["source"]
    assert source == "also in the box: place/kyiv (same name and country)"
