"""Two names, compared without a table: a case is a line of tests/cases/pairs.yaml."""

from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from translit import compare

PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "pairs.yaml").read_text(encoding="utf8"))


def case(pair: dict[str, str]) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=pair["known_failure"], strict=True)] if "known_failure" in pair else []
    return pytest.param(pair, marks=marks, id=f"{pair['a']} / {pair['b']}")


@pytest.mark.parametrize("pair", [case(pair) for pair in PAIRS])
def test_two_names_are_spellings_of_one_or_not(pair: dict[str, str]) -> None:
    compared = compare(pair["a"], pair["b"], kind=pair.get("kind"))
    assert (compared.score >= 0.5) is pair["same"], f"{pair['why']}: {compared.explain()}"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']} / {pair['b']}")
def test_the_order_of_two_names_does_not_matter(pair: dict[str, str]) -> None:
    there, back = (
        compare(*names, kind=pair.get("kind")).score
        for names in ((pair["a"], pair["b"]), (pair["b"], pair["a"]))
    )
    assert there == back
