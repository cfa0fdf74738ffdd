"""What a change of one operator or number in `pairs/` would do, and no other test says."""

import pytest

from translit import Kind, Normalizer
from translit.evidence import Stage
from translit.names.parts import parse_name
from translit.names.roles import NamePart
from translit.pairs.align import align
from translit.pairs.features import extract_features
from translit.pairs.inner_acronyms import with_inner_acronym
from translit.pairs.priors import BY_STAGE
from translit.pairs.similarity import compound_similarity


def feature(box: Normalizer, name: str, kind: Kind, query: str, alias: str) -> float:
    lexicon = box._lexicon
    names = (parse_name(text, lexicon, kind=kind) for text in (query, alias))
    return extract_features(align(*names, lexicon), kind)[name]


@pytest.mark.parametrize(
    ("query", "alias", "expected"),
    [
        ("Pellegrini", "Pellegrino", 1),
        ("Pellegrini", "Pellegrino Bern", 1),
        ("Pellegrini Bern", "Pellegrino Bern", 0),  # two words of the query are paired
        ("Pellegrini Bern", "Pellegrino", 0),  # one is left over
        ("Pellegrini", "Pellegrini", 0),
    ],
)
def test_a_known_word_is_the_whole_query(box: Normalizer, query: str, alias: str, expected: int) -> None:
    assert feature(box, "known_word", Kind.ORG, query, alias) == expected


def test_a_slip_in_a_describing_word_counts_less_in_an_organisation_alone(box: Normalizer) -> None:
    of_org = feature(box, "mean_dissimilarity", Kind.ORG, "Norde Bank", "Norde Bamk")
    of_place = feature(box, "mean_dissimilarity", Kind.PLACE, "Norde Bank", "Norde Bamk")
    longer = feature(box, "descriptor_max_dissimilarity", Kind.ORG, "Norde Bank", "Norde Bamk")
    weight = 4 * 0.35  # letters of the describing word, of which one counts a third
    assert of_org == pytest.approx(longer * weight / (5 + weight))
    assert of_place == pytest.approx(longer * 4 / 9)


@pytest.mark.parametrize(
    ("words", "read"), [("universal clinics bern", ["uc", "bern"]), ("universal of clinics", [])]
)
def test_initial_letters_stand_for_words_in_a_row(words: str, read: list[str]) -> None:
    parts = tuple(map(NamePart, words.split()))
    found = [[part.token for part in of] for of in with_inner_acronym(parts, parts[:3], [NamePart("uc")])]
    assert found == ([read] if read else [])


@pytest.mark.parametrize(("a", "b"), [("abdulbakr", "abubakr"), ("abubakr", "abdulbakr")])
def test_compounds_made_with_other_words_are_not_compared_without_them(a: str, b: str) -> None:
    assert compound_similarity(a, b) < 0.8
    assert compound_similarity(a, a.replace("bakr", "baqr")) > 0.8


def test_a_stage_is_less_certain_the_further_it_is_from_the_letters() -> None:
    found = [BY_STAGE[stage] for stage in (Stage.EXACT, Stage.FOLDED, Stage.ROMANIZED, Stage.VARIANT)]
    assert found == sorted(found, reverse=True)
    assert all(0.9 < probability < 1 for probability in found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("query", "alias", "is_same"),
    [("Trần Hòa", "Tran Hoa", True), ("Tran Hoa", "Trần Hòa", True), ("Trần Hòa", "Trần Hoá", False)],
)
def test_tone_marks_tell_names_apart_where_both_have_them(
    box: Normalizer, query: str, alias: str, is_same: bool
) -> None:
    names = (parse_name(text, box._lexicon, kind=Kind.PERSON) for text in (query, alias))
    pairs = align(*names, box._lexicon).pairs
    assert len(pairs) == 2
    assert all(pair.similarity == 1 for pair in pairs) == is_same
