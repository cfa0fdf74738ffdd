"""An answer that is decided again, and the marks of one word: what mutants broke unnoticed."""

import pytest

from translit import Candidate, Entity, Match, Normalizer, Settings, Stage, Status, schemes
from translit.resolve.decide import redecide, reweigh
from translit.resolve.one_word import has_stem_marks, is_spelled_by_schemes

ANNA = Entity("p/1", "Anna Weber", "person")
HANNA = Entity("p/2", "Hanna Weber", "person")


def answer(*scores: float, status: Status) -> Match:
    """Return an answer of names that are only similar, with these scores."""
    candidates = tuple(
        Candidate(entity, entity.name, score, Stage.FUZZY)
        for entity, score in zip((ANNA, HANNA), scores, strict=False)
    )
    return Match("Ana Weber", status, None, scores[0] if scores else 0.0, None, candidates, (), "1")


@pytest.mark.parametrize("scores", [(0.9,), (0.6, 0.3), (0.3, 0.2), (0.02, 0.01)])
def test_an_answer_of_which_nothing_more_is_said_keeps_its_scores(scores: tuple[float, ...]) -> None:
    again = reweigh(answer(*scores, status=Status.AMBIGUOUS), [()] * len(scores), Settings())
    assert [candidate.score for candidate in again.candidates] == pytest.approx(scores, abs=1e-3)


def test_what_is_less_likely_than_possible_does_not_become_so_by_being_decided_again() -> None:
    possible = Settings().thresholds.ambiguous
    for score, expected in ((possible - 0.02, Status.UNMATCHED), (possible + 0.02, Status.AMBIGUOUS)):
        assert reweigh(answer(score, status=expected), [()], Settings()).status is expected
        strict = Settings(mode="strict")
        assert redecide(answer(score, status=expected), strict, Settings()).status is expected


def test_marks_that_no_scheme_gives_are_none_of_a_spelling_in_another_script() -> None:
    scheme = next(of.id for of in schemes() if of.lang == "uk")  # of its language, all are asked
    assert is_spelled_by_schemes("Kiiv", "Київ", scheme)
    assert is_spelled_by_schemes("Kiïv", "Київ", scheme)
    assert not is_spelled_by_schemes("Kööv", "Київ", scheme)


@pytest.mark.parametrize(
    ("text", "alias", "is_case"),
    [
        ("Prágában", "Praga", False),  # a mark within, which the alias has not
        ("Kiška", "Kiska", False),
        ("Praga", "Prága", True),  # one that a typesetter left out
        ("Prágában", "Prága", True),
        ("Ugandában", "Uganda", True),  # the last vowel is longer before an ending
        ("Gażą", "Gaza", False),
    ],
)
def test_only_a_last_vowel_may_have_a_mark_that_a_name_lacks(text: str, alias: str, is_case: bool) -> None:
    assert has_stem_marks(text, alias) is is_case


def test_a_word_in_small_letters_is_not_like_an_acronym() -> None:
    n = Normalizer.from_entities([Entity("o/1", "Soviet Union", "org", aliases=("URSS",))])
    small, capitals = (n.normalize(text).candidates[0] for text in ("Urs", "URS"))
    assert small.alias == capitals.alias == "URSS"
    assert small.score <= 0.3 < capitals.score
    assert n.normalize("Urss").id == "o/1"
