"""Blocking keys: what variants share, and that they stay."""

import runpy
from typing import Any

import pytest
from conftest import HERE, cases, printed_elsewhere
from hypothesis import given
from hypothesis import strategies as st

from translit import keys
from translit.linking.keys import MAX_KEYS, VERSION


@pytest.mark.parametrize("case", cases("keys"), ids=lambda case: case["name"])
def test_keys_that_are_kept_elsewhere_stay(case: Any) -> None:
    assert list(keys(case["name"])) == case["keys"]


@pytest.mark.parametrize("case", cases("key_pairs"), ids=lambda case: case["one"])
def test_variants_share_a_key_and_strangers_none(case: Any) -> None:
    shared = set(keys(case["one"])) & set(keys(case["other"]))
    assert bool(shared) is (case["share"] in (True, "true"))


@given(st.text(max_size=80))
def test_any_text_has_a_few_keys(text: str) -> None:
    found = keys(text)
    assert len(found) == len(set(found)) <= MAX_KEYS
    assert list(found) == sorted(found)
    assert all(key.startswith(VERSION) and len(key) > len(VERSION) for key in found)
    assert keys(text) == found


def test_another_process_gives_the_same() -> None:
    names = ["Олексій Резніков", "محمود عباس", "김정은", "Hong Kong"]
    code = f"from translit import keys\nprint([keys(name) for name in {names!r}])"
    assert printed_elsewhere(code) == str([keys(name) for name in names])


def test_bad_input_is_told() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        keys(b"Kiev")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind must be"):
        keys("Kiev", kind="planet")


def test_splink_blocks_by_keys() -> None:
    pytest.importorskip("splink", minversion="5", reason="Splink 5 is not installed")
    pytest.importorskip("duckdb")
    example = runpy.run_path(str(HERE.parent / "docs" / "examples" / "splink_keys.py"))
    found = example["linked"](example["PEOPLE"])
    likely = found[found["match_probability"] > 0.9]
    assert {frozenset(pair) for pair in zip(likely["name_l"], likely["name_r"], strict=True)} == {
        frozenset(("Oleksiy Reznikow", "Олексій Резніков")),
        frozenset(("Sergei Lavrov", "Lavrov, Sergey")),
    }
