"""Unidecode, which is GPL, can be left out: anyascii spells letters where you say so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from translit import Entity, FormatError, Normalizer
from translit.index import store

ENTITIES = [
    Entity("person/anna", "Anna Yurieva", "person", "UA", {"uk": "Анна Юр'єва"}),
    Entity("person/rika", "Rika Tanabe", "person", "JP", {"ja": "田辺 りか"}),
    Entity("person/li", "Li Xiaohong", "person", "CN", {"zh": "李晓红"}),
    Entity("person/moshe", "Moshe Aldan", "person", "IL", {"he": "משה אלדן"}),
    Entity("place/aur", "Aur", "place", "KR", {"ko": "아울"}),
]
# names as texts have them, and who is meant
ASKED = {
    "Anna Yurieva": "person/anna",
    "Анна Юр'єва": "person/anna",
    "АННА ЮР’ЄВА": "person/anna",
    "Ana Yureva": "person/anna",
    "田辺りか": "person/rika",
    "李晓红": "person/li",
    "משה אלדן": "person/moshe",
    "아울 \N{GRINNING FACE}": "place/aur",
    "Борис Крамар": None,
}
SCRIPT = """
import json, sys
sys.modules["unidecode"] = None  # as where it is not installed
import translit
entities, asked, path = json.loads(sys.stdin.read())
n = translit.Normalizer.from_entities([translit.Entity(**fields) for fields in entities])
n.save(path)
again = translit.Normalizer.open(path, check=True)
answers = {name: again.normalize(name) for name in asked}
print(json.dumps([
    {name: match.id for name, match in answers.items()},
    answers["Анна Юр'єва"].explain(),
    translit.romanize("ߒߞߏ"),
]))
"""


def run(script: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def by_anyascii(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str | None], str, str, Path]:
    """What a process says that has no Unidecode, and the table that it saved."""
    pytest.importorskip("anyascii")
    path = tmp_path_factory.mktemp("anyascii") / "table.npz"
    fields = [
        {"id": e.id, "name": e.name, "kind": e.kind, "country": e.country, "native": dict(e.native)}
        for e in ENTITIES
    ]
    ended = run(SCRIPT, json.dumps([fields, list(ASKED), str(path)]), TRANSLIT_ASCII="anyascii")
    assert ended.returncode == 0, ended.stderr
    return (*json.loads(ended.stdout), path)


def test_names_of_all_scripts_are_found_without_unidecode(
    by_anyascii: tuple[dict[str, str | None], str, str, Path],
) -> None:
    answers, *_ = by_anyascii
    assert answers == ASKED


def test_a_step_says_that_anyascii_spelled_the_name(
    by_anyascii: tuple[dict[str, str | None], str, str, Path],
) -> None:
    _, explained, nko, _ = by_anyascii
    assert "romanize by anyascii: " in explained
    assert "iur'ieva" in explained
    assert nko.isascii()  # a script that Unidecode has nothing for
    plain = Normalizer.from_entities(ENTITIES).normalize("Анна Юр'єва").explain()
    assert "anyascii" not in plain


def test_a_table_records_who_spelled_its_keys_and_is_refused_by_the_other(
    by_anyascii: tuple[dict[str, str | None], str, str, Path], tmp_path: Path
) -> None:
    *_, path = by_anyascii
    with pytest.raises(FormatError, match=r"by anyascii, .* by unidecode\. .*TRANSLIT_ASCII=anyascii"):
        Normalizer.open(path)
    own = tmp_path / "own.npz"
    Normalizer.from_entities(ENTITIES).save(own)
    assert store.open_table(own).metadata["ascii"] == "unidecode"
    script = f"from translit import Normalizer; Normalizer.open({str(own)!r})"
    told = run(script, TRANSLIT_ASCII="anyascii").stderr
    assert "FormatError" in told
    assert "keys spelled by unidecode, required keys spelled by anyascii" in told


def test_nothing_is_chosen_by_what_is_installed() -> None:
    missing = "import sys; sys.modules['{}'] = None; from translit.writing.keys import key"
    told = run(missing.format("unidecode")).stderr
    assert "Unidecode is not installed: pip install unidecode, or" in told
    assert "set TRANSLIT_ASCII=anyascii" in told
    told = run(missing.format("anyascii"), TRANSLIT_ASCII="anyascii").stderr
    assert "TRANSLIT_ASCII=anyascii needs anyascii: pip install 'translit-names[anyascii]'" in told
    told = run(missing.format("x"), TRANSLIT_ASCII="Anyascii").stderr
    assert "TRANSLIT_ASCII must be one of unidecode, anyascii, not 'Anyascii'" in told


def test_names_that_only_anyascii_spells_alike_are_no_mistake_of_a_table() -> None:
    pytest.importorskip("anyascii")
    script = """
import sys; sys.modules["unidecode"] = None
from translit import Entity
from translit.tables.lint import problems
from translit.tables.schema import Located
def told(a, b):
    of = {"a": Entity("place/a", "Alpha", "place", aliases=(a,)),
          "b": Entity("place/b", "Beta", "place", aliases=(b,))}
    return len(problems([Located(of[name], "x.yaml", line) for line, name in enumerate("ab", 1)]))
print(told("ბაღი", "baghi"), told("Baghi", "baghi"), told("ბაღი", "ბაღი"))
"""
    ended = run(script, TRANSLIT_ASCII="anyascii")
    assert ended.stdout == "0 1 1\n", ended.stderr
