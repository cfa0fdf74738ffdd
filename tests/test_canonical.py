"""The name to keep for each name of a list."""

from typing import Any

import pytest
from conftest import cases

from translit import canonical_names, cluster


@pytest.mark.parametrize("case", cases("canonical_names"), ids=lambda case: case["why"])
def test_each_name_gets_the_one_to_keep(case: Any) -> None:
    names = case["names"]
    assert canonical_names(names) == {name: case["expect"].get(name, name) for name in names}
    assert canonical_names(names[::-1]) == canonical_names(names)


def test_every_name_is_there_once_in_order() -> None:
    assert list(canonical_names(["Kiev", "USA", "Kiev"])) == ["Kiev", "USA"]
    assert canonical_names([]) == {}


def test_it_changes_nothing_more_when_it_is_asked_again() -> None:
    names = ["USA", "Holmes", "Sherlock Holmes", "Mr. Holmes", "Сергей Лавров", "Sergei Lavrov"]
    told = canonical_names(names)
    assert canonical_names(told.values()) == {name: name for name in told.values()}


def test_bad_input_is_told() -> None:
    with pytest.raises(TypeError, match="put it into a list"):
        canonical_names("Kiev")
    with pytest.raises(ValueError, match="kind must be"):
        canonical_names(["Kiev"], kind="planet")


def test_the_box_joins_and_divides_clusters() -> None:
    joined = cluster(["USA", "United States of America", "Uruguay"])
    assert [len(of.spellings) for of in joined] == [2, 1]
    assert joined[0].evidence[0].steps[0].name == "known names of one"
    assert [len(of.spellings) for of in cluster(["Andrey Kostin", "Andriy Kostin"])] == [1, 1]
