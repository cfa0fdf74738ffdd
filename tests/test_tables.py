"""The tables in the box, and what is said of bad ones."""

import json
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from conftest import HERE

from translit import Normalizer, Status, TableError
from translit.names import countries, organisation_words
from translit.packaged import FOLDER
from translit.tables import sources
from translit.tables.country_names import compile_country_names
from translit.tables.language_facts import compile_facts
from translit.tables.org_words import compile_org_words
from translit.tables.scheme_data import scheme
from translit.writing.language_facts import TABLE
from translit.writing.romanize import romanizer

ALIASES = HERE.parent / "aliases"
FILES = [p for folder in sources.ENTITY_FOLDERS for p in sorted((ALIASES / folder).glob("*.yaml"))]
SCHEMES = sorted((ALIASES / "romanization").glob("*.yaml"))


def read(path: Path):
    return sources.read_source(path).root.plain()


def test_the_tables_in_the_box_have_no_problem() -> None:
    vocabulary, located = sources.read_folder(ALIASES)
    assert len(located) > 1000
    assert len(vocabulary.schemes.all()) > 60


def test_the_language_facts_of_the_package_are_those_of_the_tables() -> None:
    assert Path(FOLDER, TABLE).read_text(encoding="utf8") == compile_facts(ALIASES), (
        "run python training/compile_language_facts.py"
    )
    assert Path(FOLDER, countries.TABLE).read_text(encoding="utf8") == compile_country_names(ALIASES)
    assert Path(FOLDER, organisation_words.TABLE).read_text(encoding="utf8") == compile_org_words(ALIASES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_table_fits_its_json_schema_and_is_sorted(path: Path) -> None:
    schema = json.loads((ALIASES / "schema" / "entities.json").read_text(encoding="utf8"))
    table = read(path)
    jsonschema.validate(table, schema)
    assert [e["id"] for e in table] == sorted(e["id"] for e in table)
    assert path.read_text(encoding="utf8").startswith(
        "# yaml-language-server: $schema=../schema/entities.json\n"
    )


@pytest.mark.parametrize("path", SCHEMES, ids=lambda p: p.stem)
def test_a_scheme_fits_its_json_schema_and_gives_its_samples(path: Path) -> None:
    schema = json.loads((ALIASES / "schema" / "scheme.json").read_text(encoding="utf8"))
    document = read(path)
    jsonschema.validate(document, schema)
    assert document["id"] == path.stem
    compiled, problems = scheme(sources.read_source(path))
    assert not problems
    assert compiled is not None
    romanize = romanizer(compiled)
    try:
        spelled = [(source, romanize(source)) for source, _ in document["samples"]]
    except ImportError as missing:
        pytest.skip(str(missing))
    assert spelled == [tuple(sample) for sample in document["samples"]]


@pytest.mark.parametrize("kind", ["person", "place", "org"])
def test_every_alias_finds_its_entity(box: Normalizer, kind: str) -> None:
    wrong = []
    for entity in box.entities():
        if entity.kind != kind:
            continue
        for alias in entity.listed():
            match = box.normalize(alias.text)
            found = {c.entity.id for c in match.candidates}
            if entity.id not in found or (not alias.is_weak and match.id != entity.id):
                wrong.append((entity.id, alias.text, match.status.value, match.id))
    assert wrong == []


def test_every_not_is_somebody_else(box: Normalizer) -> None:
    wrong = [
        (e.id, text)
        for e in box.entities()
        for text in e.excluded
        if box.normalize(text, kind=e.kind).id == e.id
    ]
    assert wrong == []


A_B = "- {id: person/a, name: A B, kind: person} # s\n"
BAD = {
    "- {id: person/a, name: A B, kind: person, nam: x} # s\n": "unknown field 'nam'",
    "- {id: person/a, kind: person} # s\n": "field 'name' is missing",
    "- {id: person/a, name: A B, kind: person}\n": "no source comment",
    "- {id: place/a, name: A B, kind: person} # s\n": "does not begin with the kind",
    "- {id: person/a, name: A B, kind: dog} # s\n": "'kind' is 'dog'",
    "- {id: person/a, name: A B, kind: person, country: ua} # s\n": "'country' is 'ua'",
    "- {id: person/a, name: A B, kind: person, country: UK} # s\n": "there is no country 'UK'",
    "- {id: person/a, name: A B, kind: person, aliases: [{name: C, until: then}]} # s\n": "'until' is 'then'",
    "- {id: person/a, name: A B, kind: person, name: C} # s\n": "field 'name' stands twice",
    f"{A_B}- {{id: person/a, name: C D, kind: person}} # s\n": "the id stands also at",
    f"{A_B}- {{id: person/b, name: Ä B, kind: person}} # s\n": "is also that of",
    f"{A_B}- {{id: person/b, name: C D, kind: person, not: [A B]}} # s\n": "under 'not' is an alias of",
    "- {id: person/a, name: A B, kind: person, aliases: [C], not: [c]} # s\n": "under 'not' is an alias, too",
    '- {id: person/a, name: A B, kind: person, aliases: ["\\u200b\\u200b"]} # s\n': "folds to nothing",
    "- [1, 2] # s\n": "must be a mapping, not ['1', '2']",
    "id: x # s\n": "not a list of entities",
    "- {id: person/a, name: [A, B}\n": "not YAML",
}


@pytest.mark.parametrize(("text", "problem"), BAD.items(), ids=lambda value: str(value)[:40])
def test_a_bad_table_is_refused_with_place_and_remedy(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(TableError) as caught:
        Normalizer.from_yaml(path)
    assert any(
        problem in p.problem and p.line and p.remedy and p.path == str(path) for p in caught.value.problems
    ), caught.value


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            "- {id: person/x, kind: person}\n- {id: person/y, kind: person}\n", encoding="utf8"
        )
    with pytest.raises(TableError) as caught:
        Normalizer.from_yaml(tmp_path)
    assert len(caught.value.problems) == 8  # four entities without a name and without a source


def test_scalars_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- {id: place/no, name: NO, kind: place, aliases: [on, 1.10, null]} # made up\n", encoding="utf8"
    )
    (entity,) = Normalizer.from_yaml(path).entities()
    assert [a.text for a in entity.listed()] == ["NO", "on", "1.10", "null"]


LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in pairwise("abcdefghijkl"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (LAUGHS, r":[1-9]\d*: what stands here is meant by \*aliases more than 100,000 times"),
        ("- id: person/x\n  note: &a [*a]\n", ":2: .*it has itself as a member"),
        ("- &a\n  id: person/x\n  more: {b: *a}\n", ":[13]: .*it has itself as a member"),
        ("\n- " + "[" * 500 + "]" * 500, ":2: its lists and mappings are more than 20 deep"),
        ("- " * 500 + "a", ":1: its lists and mappings are more than 20 deep"),
        ("- " + "[" * 500_000, ":1: not YAML"),
        ("- é: 1\n- b\0", ":2: not YAML"),
    ],
)
def test_a_table_without_end_is_refused_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    table = tmp_path / "people.yaml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=problem):
        Normalizer.from_yaml(table)


def test_an_alias_of_yaml_stands_for_what_it_means(tmp_path: Path) -> None:
    table = tmp_path / "people.yaml"
    table.write_text(
        "- {id: person/a, kind: person, name: Anna Weber, not: &others [Ann Baker]}  # own\n"
        "- {id: person/b, kind: person, name: Bohdan Melnyk, not: *others}  # own\n",
        encoding="utf-8",
    )
    assert Normalizer.from_yaml(table).normalize("Bohdan Melnyk").entity.excluded == ("Ann Baker",)


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"- {id: person/a, name: A B, kind: person} # s\n# \xff\n")
    with pytest.raises(TableError, match=r":2: not UTF-8"):
        Normalizer.from_yaml(path)


def test_one_weak_alias_on_two_entities_is_ambiguous(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "- {id: person/a, name: Ann Lee, kind: person, weak: [Ann Lee]} # made up\n"
        "- {id: person/b, name: Ann Lee, kind: person, weak: [Ann Lee]} # made up\n",
        encoding="utf8",
    )
    match = Normalizer.from_yaml(path).normalize("Ann Lee")
    assert match.status is Status.AMBIGUOUS
    assert {c.entity.id for c in match.candidates} == {"person/a", "person/b"}
