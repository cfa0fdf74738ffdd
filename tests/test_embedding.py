"""The library in a program: types, containers, one-line reprs, Spark without its Python."""

import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest

import translit
from translit import Entity, Normalizer, Settings, normalize

PACKAGE = Path(translit.__file__).parent


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed")
def test_documented_calls_are_strictly_typed(tmp_path: Path) -> None:
    from mypy import api

    program = tmp_path / "program.py"
    program.write_text(
        """from translit import Entity, Match, Normalizer, Settings, normalize, normalize_many

n: Normalizer = Normalizer.from_table("list.csv", columns={"name": "who"}, kind="person")
m: Match = n.normalize("Kiev", kind="place", country="UA")
names: list[str | None] = [each.name for each in normalize_many(["Kiev"], kind=["place"], country=[None])]
size: int = len(n)
known: bool = "place/kyiv" in n
one: Entity = Entity("c/1", "Ann Lee", "person", aliases=["A. Lee"], native={"uk": "Анна Лі"})
strict = Normalizer.builtin(settings=Settings(threshold=0.9))
score: float = normalize("Kiev").score
n.normalize(7)
""",
        encoding="utf-8",
    )
    options = ["--strict", "--follow-imports=silent", "--cache-dir", str(tmp_path), "--no-error-summary"]
    told, errors, _ = api.run([*options, str(program)])
    assert errors == ""
    lines = [line.split(": ", 1)[1] for line in told.splitlines() if ": note: " not in line]
    assert lines == [
        'error: Argument 1 to "normalize" of "Normalizer" has incompatible type "int"; '
        'expected "str"  [arg-type]',
    ]


def test_a_normalizer_is_a_container_of_ids(tmp_path: Path) -> None:
    n = Normalizer.from_entities([Entity("c/1", "Ann Lee", "person"), Entity("c/2", "Bo Yi", "person")])
    assert len(n) == 2
    assert "c/1" in n
    assert "Ann Lee" not in n
    assert 7 not in n
    assert len(n.remove(["c/1"])) == 1
    assert "c/1" not in n.remove(["c/1"])
    assert repr(n) == "<Normalizer: 2 entities in memory, balanced>"
    n.save(tmp_path / "n.npz")
    opened = Normalizer.open(tmp_path / "n.npz", settings=Settings(threshold=0.9))
    assert repr(opened) == f"<Normalizer: 2 entities of {tmp_path / 'n.npz'}, balanced from 0.9 on>"


def test_a_match_is_one_line() -> None:
    assert repr(normalize("Kiev")) == "<Match 'Kiev': Kyiv (place/kyiv), 0.99, exact>"
    assert repr(normalize("Andrei Kostin")).startswith("<Match 'Andrei Kostin': ambiguous, Andr")
    assert repr(normalize("Zzyzx Qwrt")) == "<Match 'Zzyzx Qwrt': unmatched>"


def test_the_docstring_of_the_package_fits_a_screen_and_names_only_what_is_there() -> None:
    text = translit.__doc__ or ""
    assert len(text.splitlines()) <= 30
    for name in (
        "normalize_many",
        "find",
        "compare",
        "cluster",
        "join",
        "romanize",
        "Normalizer",
        "Settings",
    ):
        assert name in text
        assert name in translit.__all__


def test_spark_without_its_python_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    spark = pytest.importorskip("translit.integrations.spark", exc_type=ImportError)
    monkeypatch.delenv("PYSPARK_PYTHON", raising=False)
    monkeypatch.setattr(spark.shutil, "which", lambda _: "/elsewhere/python3")
    with pytest.warns(RuntimeWarning, match=r"export PYSPARK_PYTHON=.*python"):
        spark._warn_of_other_python()
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spark._warn_of_other_python()
