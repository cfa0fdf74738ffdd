"""Layers: lists over lists, corrections over both; what an answer is from."""

import subprocess
import sys
from pathlib import Path

import pytest

from translit import Entity, Normalizer, Status, TableError

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
