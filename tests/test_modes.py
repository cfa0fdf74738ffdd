"""A stricter mode never decides more: for joins, for names of one document. What an answer has."""

from itertools import pairwise

import pandas as pd
import pytest

from translit import Entity, Match, Normalizer, Settings, Stage, Status, join
from translit.resolve.decide import THRESHOLDS

MODES = ("strict", "balanced", "lenient")
LISTED = [
    *("Oleksii Reznikov", "Andrei Reznikov", "John Smith", "Jane Smith", "Sergei Lavrov", "Angela Merkel"),
    *("Kim Jong-un", "Kim Yong-un", "Mikhail Denisenko", "Aleksey Denisenko", "Ursula von der Leyen"),
]
WRITTEN = [
    *("Aekxei Reznikov", "Reznikov", "J. Smith", "John Smith", "Smith, Jane", "Serge Lavroff", "Lavrov"),
    *("Ángela Merkl", "A. Merkel", "Kim Jong Un", "Kim Jung-un", "M. Denisenko", "Denisenko Aleksei"),
    *("von der Leyen", "Ursula Leyen", "Резников", "Сергій Лавров", "Jon Smith", "Nobody At All"),
]


def decided(mode: str, *, one_to_one: bool) -> set[tuple[str, str]]:
    left, right = pd.DataFrame({"who": WRITTEN}), pd.DataFrame({"name": LISTED})
    joined = join(left, right, left_on="who", right_on="name", mode=mode, one_to_one=one_to_one, how="inner")
    assert (joined["translit_score"] >= THRESHOLDS[mode].matched).all()
    return set(zip(joined["who"], joined["name"], strict=True))


@pytest.mark.parametrize("one_to_one", [False, True])
def test_a_stricter_join_has_no_pair_that_a_more_lenient_one_lacks(one_to_one: bool) -> None:
    found = [decided(mode, one_to_one=one_to_one) for mode in MODES]
    assert found[0]
    assert all(fewer <= more for fewer, more in pairwise(found))


def test_a_stricter_mode_decides_no_name_of_a_document_that_a_more_lenient_one_leaves_open() -> None:
    entities = [Entity(f"p/{number}", name, "person") for number, name in enumerate(LISTED)]
    answers: list[list[Match]] = []
    for mode in MODES:
        n = Normalizer.from_entities(entities, settings=Settings(mode=mode))
        answers.append(n.normalize_many(WRITTEN, same_document=True))
        assert all(match.score >= THRESHOLDS[mode].matched for match in answers[-1] if match)
    assert any(answers[0])
    for strict, lenient in pairwise(answers):
        assert [a.id for a in strict if a] == [b.id for a, b in zip(strict, lenient, strict=True) if a]


def test_an_answer_has_an_entity_where_it_is_matched_and_a_stage_where_it_is_not_unmatched() -> None:
    n = Normalizer.from_entities(
        [Entity("p/1", "Ann Lindqvist", "person"), Entity("p/2", "Ann Lindqvist", "person")]
    )
    open_, nobody = n.normalize("Ann Lindqvist"), n.normalize("Ann Kovalchuk")
    assert (open_.status, open_.entity, open_.stage) == (Status.AMBIGUOUS, None, Stage.EXACT)
    assert nobody.candidates
    assert (nobody.status, nobody.entity, nobody.stage) == (Status.UNMATCHED, None, None)
    # a score has four places
    near = [n.normalize(name) for name in ("Ann Lindqwist", "A. Lindkvist", "Anne Lindquist", "Lindqvist")]
    assert all(round(c.score, 4) == c.score for match in near for c in match.candidates)
