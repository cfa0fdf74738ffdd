"""Every case of tests/cases comes out as it says."""

import pytest
from conftest import cases

from translit import Normalizer, Status


def ask(box: Normalizer, case: dict[str, str]):
    return box.normalize(case["query"], kind=case.get("kind"), country=case.get("country"))


def label(case: dict[str, str]) -> str:
    return case["query"] or "empty"


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("synthetic")], ids=label)
def test_a_known_name_is_found(box: Normalizer, case: dict[str, str]) -> None:
    match = ask(box, case)
    if "candidates" in case:
        assert match.status is Status.AMBIGUOUS, match.explain()
        assert {c.entity.id for c in match.candidates} >= set(case["candidates"])
    else:
        assert match.id == case["expect"], match.explain()


@pytest.mark.parametrize("case", cases("negative"), ids=label)
def test_nobody_is_not_somebody(box: Normalizer, case: dict[str, str]) -> None:
    assert not ask(box, case), ask(box, case).explain()


@pytest.mark.parametrize("case", cases("known_failures"), ids=label)
@pytest.mark.xfail(strict=True)
def test_a_known_failure_still_fails(box: Normalizer, case: dict[str, str]) -> None:
    assert ask(box, case).id == (None if case["expect"] == "null" else case["expect"])


def test_noise_is_answered_in_bounded_time(box: Normalizer) -> None:
    for noise in ("x9" * 5_000, "а" * 10_000, "a b " * 2_500, "\u202e" * 10_000, "é́" * 5_000):
        match = box.normalize(noise)
        assert match.status is Status.UNMATCHED
        assert match.steps
