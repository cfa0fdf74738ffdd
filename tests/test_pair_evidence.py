"""What a change of one operator or number in `pairs/` would do, and no other test says."""

from math import fsum

import pytest

from translit import Kind, Normalizer
from translit.evidence import Stage
from translit.names.parts import parse_name
from translit.names.roles import NamePart
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment, is_bare_surname
from translit.pairs.any_kind import MAX_LOG_ODDS, _by_kinds, contributions, match_log_odds
from translit.pairs.features import extract_features
from translit.pairs.inner_acronyms import with_inner_acronym
from translit.pairs.model import BUILTIN
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


def aligned_names(box: Normalizer, query: str, alias: str) -> Alignment:
    lexicon = box._lexicon
    return align(parse_name(query, lexicon), parse_name(alias, lexicon), lexicon)


@pytest.mark.parametrize(
    ("query", "alias"),
    [
        ("Halvorsen", "Lars Halvorsen"),  # a surname alone
        ("Jersey", "New Jersey"),
        ("Lars Halvorsen", "Lars Halversen"),
        ("Bergen Steel Works", "Bergen Steel Work"),
        ("Bank of Bergen", "Bank of Bergen"),
    ],
)
def test_of_no_kind_the_kinds_count_as_one_whole_and_their_features_by_their_share(
    box: Normalizer, query: str, alias: str
) -> None:
    alignment, context = aligned_names(box, query, alias), Context()
    by_kinds = _by_kinds(alignment, context, BUILTIN)
    assert fsum(share for _, share, _ in by_kinds) == pytest.approx(1)
    nats = fsum(share * nats for _, share, nats in by_kinds)
    assert match_log_odds(alignment, None, context) == pytest.approx(nats)
    told = contributions(alignment, None, context)
    assert fsum(one.nats for one in told) == pytest.approx(nats)
    of_most, share, _ = max(by_kinds, key=lambda one: one[1])
    of_features = {one.name: share * one.nats for one in BUILTIN.contributions(alignment, of_most, context)}
    assert of_features
    assert {one.name: one.nats for one in told if one.name in of_features} == pytest.approx(of_features)


def test_of_a_surname_alone_the_kind_that_says_least_counts_once_more(box: Normalizer) -> None:
    alignment, context = aligned_names(box, "Jersey", "New Jersey"), Context()
    assert is_bare_surname(alignment)
    by_kinds = _by_kinds(alignment, context, BUILTIN)
    kind, share, _ = min(by_kinds, key=lambda one: one[2])
    assert share > 0.25, kind


def test_a_pair_says_at_most_400_to_1_for_or_against_where_the_kinds_are_averaged(box: Normalizer) -> None:
    strangers = aligned_names(box, "Ahmad Ali", "Bergen Steel")  # no word is like one
    assert match_log_odds(strangers, None, Context()) == -MAX_LOG_ODDS == -6
    same = aligned_names(box, "Сергей Викторович Лавров", "Sergei Viktorovich Lavrov")
    as_person = BUILTIN.log_odds(same, Kind.PERSON, Context())
    assert match_log_odds(same, None, Context()) == pytest.approx(min(as_person, MAX_LOG_ODDS))
