"""What each feature says of two names: a line for each, and one of a neighbour."""

from __future__ import annotations

import inspect

import pytest

from translit import Kind, Normalizer
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.pairs.align import Alignment, align
from translit.pairs.aligned_names import TWO_NAMES, AlignedNames, Context
from translit.pairs.features import FEATURE_NAMES, FEATURES, extract_features

PERSON, PLACE, ORG = Kind.PERSON, Kind.PLACE, Kind.ORG
CASES = [
    ("mean_dissimilarity", "Putin", "Lutin", PERSON, 0.2),
    ("mean_dissimilarity", "Putin", "Putin", PERSON, 0),
    ("spelling_dissimilarity", "Phomin", "Fomin", PERSON, 1 / 3),  # one sound, two letters of six
    ("spelling_dissimilarity", "Фомин", "Fomin", PERSON, 0),
    ("stem_dissimilarity", "Iushchenko", "Herashchenko", PERSON, 1),
    ("stem_dissimilarity", "Putin", "Lutin", PERSON, 0),  # no ending that many families have
    ("max_dissimilarity", "Kim Chol", "Kim Chun", PERSON, 0.5),
    ("max_dissimilarity", "Kim Chol", "Kim Chol", PERSON, 0),
    ("excess_dissimilarity", "Kim Chol", "Kim Chun", PERSON, 0.25),
    ("excess_dissimilarity", "Putin", "Lutin", PERSON, 0),  # no more than a misspelling
    ("first_letter_mismatch", "Putin", "Lutin", PERSON, 1),
    ("first_letter_mismatch", "Frankel", "Rankel", PERSON, 0.5),
    ("first_letter_mismatch", "Hissene", "Issene", PERSON, 0),
    ("distinct_known_names", "Kim Chol", "Kim Chun", PERSON, 1),
    ("distinct_known_names", "Maria Lopez", "Mario Lopez", PERSON, 1),
    ("distinct_known_names", "Medvedev", "Medvedchuk", PERSON, 1),
    ("distinct_known_names", "Putin", "Puttin", PERSON, 0),
    ("query_name_frequency", "Tanaka", "Tasaka", PERSON, 0.944),
    ("query_name_frequency", "Tasaka", "Tanaka", PERSON, 0),
    ("query_unmatched_share", "Anna Petrova", "Petrova", PERSON, 4 / 11),
    ("query_unmatched_share", "Rossiya Bank", "Rossiya", ORG, 1 / 6),  # Bank describes
    ("query_unmatched_share", "Petrova", "Petrova", PERSON, 0),
    ("alias_unmatched_share", "Anna", "Anna Petrova", PERSON, 7 / 11),
    ("alias_unmatched_share", "Petrova", "Anna Petrova", PERSON, 0),  # a bare surname
    ("query_unmatched_rarity", "Anna Petrova", "Anna", PERSON, 1.16),
    ("query_unmatched_rarity", "Anna", "Anna Petrova", PERSON, 0),
    ("alias_unmatched_rarity", "Anna", "Anna Petrova", PERSON, 1.16),
    ("alias_unmatched_rarity", "Anna Petrova", "Anna", PERSON, 0),
    ("both_unmatched", "Ivan Petrov", "Anna Petrova", PERSON, 4 / 11),
    ("both_unmatched", "Anna Petrova", "Petrova", PERSON, 0),
    ("missing_first_component", "Pedro Lopez", "Juan Pedro Lopez", PERSON, 1),
    ("missing_first_component", "Juan Lopez", "Juan Pedro Lopez", PERSON, 0),
    ("unmatched_affixes", "Dr Ivan Petrov", "Ivan Petrov", PERSON, 1),
    ("unmatched_affixes", "Gazprom LLC", "Gazprom", ORG, 0),
    ("unmatched_patronymics", "Sergey Lavrov", "Sergey Viktorovich Lavrov", PERSON, 1),
    ("unmatched_patronymics", "Sergey Viktorovich Lavrov", "Sergey Viktorovich Lavrov", PERSON, 0),
    ("contradicting_components", "John A. Smith", "John B. Smith", PERSON, 1),
    ("contradicting_components", "V. Lavrov", "Sergey Viktorovich Lavrov", PERSON, 1),
    ("contradicting_components", "John Smith", "John B. Smith", PERSON, 0),
    ("initials", "V. Putin", "Vladimir Putin", PERSON, 1),
    ("initials", "Vladimir Putin", "Vladimir Putin", PERSON, 0),
    ("conflicting_names", "Maria Lopez", "Mario Lopez", PERSON, 1),
    ("conflicting_names", "VTB", "VEB", ORG, 1),
    ("conflicting_names", "Kim Chol", "Kim Chun", PERSON, 0),
    ("missing_surname", "Anna Petrova", "Anna Zhukovskaya", PERSON, 1),
    ("missing_surname", "Petrova", "Anna Petrova", PERSON, 0),
    ("shortness", "Li", "Li", PERSON, 1),
    ("shortness", "Sergey Lavrov", "Sergey Lavrov", PERSON, 1 / 3),
    ("commonness_in_table", "Li", "Li", PERSON, 0.29),
    ("commonness_in_table", "Luis Rodriguez", "Luis Rodriguez", PERSON, 0),
    ("popularity", "Luis Rodriguez", "Luis Rodriguez", PERSON, 0.9),
    ("popularity", "Putin Vladimirovich Zvonimir", "Putin Vladimirovich Zvonimir", PERSON, 0),
    ("reordered", "Petrov Ivan", "Ivan Petrov", PERSON, 1),
    ("reordered", "Ivan Petrov", "Ivan Petrov", PERSON, 0),
    ("single_token", "Petrova", "Anna Petrova", PERSON, 1),
    ("single_token", "Rossiya Bank", "Rossiya", ORG, 0),
    ("unmatched_numbers", "Army Corps 1", "Army Corps", ORG, 1),
    ("unmatched_numbers", "Army Corps 1", "Army Corps 1", ORG, 0),
    ("unmatched_place_names", "Siemens Mexico", "Siemens", ORG, 1),
    ("unmatched_place_names", "Siemens Mexico", "Siemens", PERSON, 0),
    ("conflicting_legal_forms", "Gazprom LLC", "Gazprom JSC", ORG, 1),
    ("conflicting_legal_forms", "Gazprom LLC", "Gazprom", ORG, 0),
]


def aligned(box: Normalizer, query: str, alias: str, kind: Kind) -> Alignment:
    lexicon = box._lexicon
    return align(parse_name(query, lexicon, kind=kind), parse_name(alias, lexicon, kind=kind), lexicon)


@pytest.mark.parametrize(("name", "query", "alias", "kind", "expected"), CASES)
def test_a_feature_of_two_names(
    box: Normalizer, name: str, query: str, alias: str, kind: Kind, expected: float
) -> None:
    values = extract_features(aligned(box, query, alias, kind), kind, TWO_NAMES)
    assert values[FEATURE_NAMES.index(name)] == pytest.approx(expected, abs=0.0006)


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_each_feature_has_a_case_that_it_speaks_against_and_a_neighbour(name: str) -> None:
    values = [expected for feature, *_, expected in CASES if feature == name]
    assert max(values) > min(values)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_each_feature_says_what_it_measures(feature) -> None:  # type: ignore[no-untyped-def]
    assert inspect.getdoc(feature.compute)
    assert feature.doc.endswith(".")


def test_in_a_larger_table_somebody_else_agrees_more_easily(box: Normalizer) -> None:
    alignment = aligned(box, "Luis Rodriguez", "Luis Rodriguez", PERSON)
    at = FEATURE_NAMES.index("commonness_in_table")
    values = [extract_features(alignment, PERSON, Context(n))[at] for n in (None, 1_000, 1_000_000)]
    assert values == sorted(values)
    assert values[0] == 0 < values[-1]


def test_a_table_of_one_name_is_no_pair_of_names() -> None:
    assert Context(1).nats == Context(2).nats > TWO_NAMES.nats == 0


def test_pairs_and_leftovers_are_told_by_role(box: Normalizer) -> None:
    names = AlignedNames(aligned(box, "Anna Ivanovna Petrova", "Anna Maria Petrova", PERSON), PERSON)
    assert [pair.alias.token for pair in names.with_role(Role.FAMILY)] == ["petrova"]
    assert [part.token for part in names.query_left.with_role(Role.PATRONYMIC)] == ["ivanovna"]
    assert [part.token for part in names.alias_left.with_role(Role.WORD)] == ["maria"]
    assert names.alias_left.roles == {Role.WORD}
