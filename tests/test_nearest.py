"""The list of candidates: filled with who is written alike; guesses of one score by letters."""

import pickle

from translit import Entity, Normalizer, Settings
from translit.evidence import Stage
from translit.resolve.decide import decide
from translit.resolve.scored import ScoredCandidate
from translit.results import Status

PEOPLE = (
    *("Ludvika Sørensdatter Holm", "Ludvig Sorensen", "Pelagia Karatzas", "Pelayo Caracas", "Otto Brandauer"),
    *("Ilmari Koskenniemi", "Ilmarinen Koski", "Teuvo Nikkilä", "Bojan Stanković", "Bojana Stanojević"),
)
TABLE = [Entity(f"p/{number}", name, "person") for number, name in enumerate(PEOPLE)]


def names(n: Normalizer, query: str) -> list[str]:
    return [candidate.entity.name for candidate in n.normalize(query).candidates]


def test_who_only_shares_groups_of_letters_is_a_candidate_with_the_score_0() -> None:
    match = Normalizer.from_entities(TABLE).normalize("Ilmari Brandt")
    assert Status.UNMATCHED is match.status
    scores = {candidate.entity.name: candidate.score for candidate in match.candidates}
    assert scores.pop("Ilmarinen Koski") == 0.0
    assert all(scores.values())  # those that were compared
    assert match.candidates[-1].entity.name == "Ilmarinen Koski"
    assert [step.name for step in match.candidates[-1].steps] == ["similar letters"]


def test_the_list_has_each_entity_once_and_is_no_longer_than_asked() -> None:
    n = Normalizer.from_entities([*TABLE, *TABLE], settings=Settings(limit=3))
    found = [candidate.entity.id for candidate in n.normalize("Bojan Stanojev").candidates]
    assert len(set(found)) == len(found) <= 3


def test_who_has_the_key_of_the_query_stands_alone() -> None:
    assert names(Normalizer.from_entities(TABLE), "ludvig sorensen") == ["Ludvig Sorensen"]


def test_no_name_has_no_candidates_and_another_kind_is_none() -> None:
    n = Normalizer.from_entities(TABLE)
    assert n.normalize("").candidates == n.normalize("n/a").candidates == ()
    assert n.normalize("Brandaustein", kind="place").candidates == ()


def test_answers_with_filled_candidates_are_pickled() -> None:
    match = Normalizer.from_entities(TABLE).normalize("Brandaustein")
    assert pickle.loads(pickle.dumps(match)) == match


def guess(name: str, log_odds: float, likeness: float | None) -> ScoredCandidate:
    entity = Entity(name, name, "person")
    found = ScoredCandidate(entity, name, Stage.FUZZY, log_odds, lambda _: (), lambda _: ())
    return found._replace(likeness=likeness)


def first(*found: ScoredCandidate) -> str:
    return decide("query", (), found, Settings(), "").candidates[0].entity.id


def test_of_guesses_with_nearly_one_score_the_one_most_like_the_query_is_first() -> None:
    assert first(guess("a", -2.0, -3.0), guess("b", -2.2, 4.0)) == "b"
    assert first(guess("a", -2.0, 4.0), guess("b", -2.2, 4.0)) == "a"
    assert first(guess("a", -2.0, None), guess("b", -2.2, 4.0)) == "a"


def test_a_guess_that_scores_more_stays_first_whatever_its_letters() -> None:
    assert first(guess("a", 0.5, -3.0), guess("b", -2.0, 9.0)) == "a"
    assert first(guess("a", 3.0, -3.0), guess("b", -2.0, 9.0)) == "a"


def test_the_order_changes_no_status() -> None:
    tied = decide("query", (), [guess("a", 1.0, -3.0), guess("b", 0.9, 4.0)], Settings(), "")
    assert (tied.candidates[0].entity.id, tied.status) == ("b", Status.AMBIGUOUS)
