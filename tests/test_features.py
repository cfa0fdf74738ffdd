"""What each feature says of two names: a line each, with a neighbour that it tells from them."""

from __future__ import annotations

import random

import pytest

from translit import Kind, Normalizer
from translit.names.parts import parse_name
from translit.pairs.align import align
from translit.pairs.aligned_names import TWO_NAMES, AlignedNames, Context
from translit.pairs.alignment import Alignment
from translit.pairs.feature import AGAINST, EITHER, FOR
from translit.pairs.features import FEATURES, extract_features, features_of
from translit.pairs.model import BUILTIN

PERSON, PLACE, ORG = Kind.PERSON, Kind.PLACE, Kind.ORG
# A feature, the kind of the names, the query; an alias and the value; a neighbour of the alias and
# its value, which is that of two names that do not differ, where the feature tells what differs.
CASES = [
    ("family_max_dissimilarity", PERSON, "Sergei Putin", "Sergei Lutin", 0.2, "Sergei Putin", 0),
    ("family_letter_edits", PERSON, "Sergei Putin", "Sergei Puttyn", 2, "Sergei Putin", 0),
    ("family_sound_cost", PERSON, "Sergei Putin", "Sergei Putian", 0.97, "Sergei Putin", 0),
    ("family_skeleton_edits", PERSON, "Sergei Kuzmin", "Sergei Kuzyakin", 1, "Sergei Kusmin", 0),
    ("family_skeleton_substitutions", PERSON, "Sergei Karpov", "Sergei Kalpov", 1, "Sergei Karpov", 0),
    ("family_consonant_edits", PERSON, "Sergei Petrov", "Sergei Petrovsky", 2, "Sergei Patrov", 0),
    ("family_distinct_names", PERSON, "Jon Martin", "Jon Marin", 1, "Jon Marten", 0),
    ("family_both_left", PERSON, "Anna Petrova", "Anna Zhukovskaya", 1, "Anna Petrova", 0),
    ("family_query_left", PERSON, "Anna Petrova", "Anna", 1, "Anna Petrova", 0),
    ("family_alias_left", PERSON, "Anna", "Anna Petrova", 1, "Anna", 0),
    ("family_first_letter", PERSON, "Sergei Putin", "Sergei Lutin", 1, "Sergei Putin", 0),
    ("family_common_start", PERSON, "Sergei Putin", "Sergei Putkin", 0.6, "Sergei Lutin", 0),
    ("family_common_end", PERSON, "Sergei Putin", "Sergei Lutin", 0.8, "Sergei Putim", 0),
    ("family_shorter_letters", PERSON, "Sergei Putin", "Sergei Lutin", 5, "Sergei Putin", 0),
    ("family_name_frequency", PERSON, "Jon Martin", "Jon Marin", 6.1, "Jon Marten", 0),
    ("family_agreement", PERSON, "Ivan Petrov", "Ivan Petrov", 0.98, "Ivan Zhukov", 0),
    ("family_query_rarity", PERSON, "Anna Petrova", "Anna", 1.1, "Anna Petrova", 0),
    ("family_alias_rarity", PERSON, "Anna", "Anna Petrova", 1.1, "Anna", 0),
    ("family_pairs", PERSON, "Ivan Petrov", "Ivan Petrov", 1, "Ivan Zhukovskaya", 0),
    ("family_same", PERSON, "Ivan Petrov", "Ivan Petrov", 1, "Ivan Pitrov", 0),
    ("given_max_dissimilarity", PERSON, "Mikhail Petrov", "Mikhael Petrov", 0.28, "Mikhail Petrov", 0),
    ("given_letter_edits", PERSON, "Karim Aliyev", "Karin Aliyev", 1, "Karim Aliyev", 0),
    ("given_sound_cost", PERSON, "Karim Aliyev", "Karin Aliyev", 0.89, "Karim Aliyev", 0),
    ("given_skeleton_edits", PERSON, "Darius Lopez", "Marius Lopez", 1, "Darius Lopez", 0),
    ("given_skeleton_substitutions", PERSON, "Darius Lopez", "Marius Lopez", 1, "Darius Lopez", 0),
    ("given_consonant_edits", PERSON, "Karim Aliyev", "Karin Aliyev", 1, "Karim Aliyev", 0),
    ("given_distinct_names", PERSON, "Karim Aliyev", "Karin Aliyev", 1, "Kareem Aliyev", 0),
    ("given_both_left", PERSON, "Ivan Petrov", "Anna Petrova", 1, "Ivan Petrov", 0),
    ("given_query_left", PERSON, "Anna Petrova", "Petrova", 1, "Anna Petrova", 0),
    ("given_alias_left", PERSON, "Pedro Lopez", "Pedro Juan Lopez", 1, "Pedro Lopez", 0),
    ("given_first_letter", PERSON, "Darius Lopez", "Marius Lopez", 1, "Darius Lopez", 0),
    ("given_common_start", PERSON, "Karim Aliyev", "Karin Aliyev", 0.8, "Karim Aliyev", 1),
    ("given_common_end", PERSON, "Darius Lopez", "Marius Lopez", 0.8, "Dariuk Lopez", 0),
    ("given_shorter_letters", PERSON, "Karim Aliyev", "Karin Aliyev", 5, "Karim Aliyev", 0),
    ("given_name_frequency", PERSON, "Karim Aliyev", "Karin Aliyev", 5.4, "Kareem Aliyev", 0),
    ("given_agreement", PERSON, "Ivan Petrov", "Ivan Petrov", 0.75, "Petrov", 0),
    ("given_query_rarity", PERSON, "Anna Petrova", "Petrova", 0.72, "Anna Petrova", 0),
    ("given_alias_rarity", PERSON, "Pedro Lopez", "Pedro Juan Lopez", 0.75, "Pedro Lopez", 0),
    ("given_pairs", PERSON, "Ivan Petrov", "Ivan Petrov", 1, "Petrov", 0),
    ("given_same", PERSON, "Ivan Petrov", "Ivan Petrov", 1, "Petrov", 0),
    (
        "patronymic_max_dissimilarity",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Sergeyvich Petrov",
        0.0828,
        "Ivan Sergeevich Petrov",
        0,
    ),
    (
        "patronymic_letter_edits",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Sergeyvich Petrov",
        1,
        "Ivan Sergeevich Petrov",
        0,
    ),
    (
        "patronymic_sound_cost",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Sergeyvich Petrov",
        0.49,
        "Ivan Sergeevich Petrov",
        0,
    ),
    (
        "patronymic_skeleton_edits",
        PERSON,
        "Ivan Maksimovich Petrov",
        "Ivan Maksimilianovich Petrov",
        2,
        "Ivan Maksymovich Petrov",
        0,
    ),
    (
        "patronymic_skeleton_substitutions",
        PERSON,
        "Ivan Borisovich Petrov",
        "Ivan Bolisovich Petrov",
        1,
        "Ivan Borisovich Petrov",
        0,
    ),
    (
        "patronymic_consonant_edits",
        PERSON,
        "Ivan Maksimovich Petrov",
        "Ivan Maksimilianovich Petrov",
        2,
        "Ivan Maksymovich Petrov",
        0,
    ),
    (
        "patronymic_distinct_names",
        PERSON,
        "Ivan Vasilyevich Petrov",
        "Ivan Valeryevich Petrov",
        1,
        "Ivan Vasilyevich Petrov",
        0,
    ),
    (
        "patronymic_both_left",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Andreevich Petrov",
        1,
        "Ivan Sergeevich Petrov",
        0,
    ),
    (
        "patronymic_query_left",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Petrov",
        1,
        "Ivan Sergeevich Petrov",
        0,
    ),
    ("patronymic_alias_left", PERSON, "Ivan Petrov", "Ivan Sergeevich Petrov", 1, "Ivan Petrov", 0),
    ("family_stem_dissimilarity", PERSON, "Iushchenko", "Herashchenko", 1, "Iushchenko", 0),
    ("family_suffix_class", PERSON, "Medvedev", "Medvedchuk", 1, "Medvedef", 0),
    ("family_two_transcriptions", PERSON, "Anna Maduro", "Anna Madero", 0.8, "Anna Maduro", 0),
    ("given_two_transcriptions", PERSON, "Hansen Kovalik", "Jansen Kovalik", 3.3674, "Hansen Kovalik", 0),
    ("known_transcription", PERSON, "Анна Мюллер", "Anna Muller", 1, "Анна Меллер", 0),
    ("other_transcription", PERSON, "Анна Урбан", "Anna Orban", 0.9286, "Анна Орбан", 0),
    ("given_gender", PERSON, "Mario Lopez", "Maria Lopez", 1, "Mariu Lopez", 0),
    ("gendered_surnames", PERSON, "Olena Zelenska", "Olena Zelensky", 1, "Olena Zelenska", 0),
    (
        "contradicting_patronymics",
        PERSON,
        "Ivan Sergeevich Petrov",
        "Ivan Andreevich Petrov",
        1,
        "Ivan Petrov",
        0,
    ),
    ("contradicting_initials", PERSON, "John A. Smith", "John B. Smith", 1, "John A. Smith", 0),
    ("initial_of_patronymic", PERSON, "V. Lavrov", "Sergey Viktorovich Lavrov", 1, "Viktor Lavrov", 0),
    ("contradicting_suffixes", PERSON, "John Smith Jr", "John Smith Sr", 1, "John Smith", 0),
    ("unmatched_suffixes", PERSON, "John Smith Jr", "John Smith", 1, "John Smith Sr", 0),
    (
        "exchanged_filiation",
        PERSON,
        "Salman bin Abdulaziz",
        "Abdulaziz bin Salman",
        1,
        "Salman bin Abdulaziz",
        0,
    ),
    ("missing_first_component", PERSON, "Pedro Lopez", "Juan Pedro Lopez", 1, "Pedro Juan Lopez", 0),
    ("extra_first_component", PERSON, "Juan Pedro Lopez", "Pedro Lopez", 1, "Pedro Juan Lopez", 0),
    ("shuffled_syllables", PERSON, "Kim Jin-woo", "Kim Woo-jin", 1, "Kim Jin-woo", 0),
    ("unlike_syllables", PERSON, "Gao Xin", "Gao Xing", 1, "Anna Nowak", 0),
    ("bare_surname", PERSON, "Petrova", "Anna Petrova", 1, "Petrova", 0),
    ("initials", PERSON, "V. Putin", "Vladimir Putin", 1, "V. Putin", 0),
    ("nicknames", PERSON, "Bill Clinton", "William Clinton", 1, "Bill Clinton", 0),
    ("case_forms", PERSON, "Владимира Мединского", "Vladimir Medinsky", 2, "Vladimira Medinskogo", 0),
    ("unmatched_particles", PERSON, "Ursula von der Leyen", "Ursula Leyen", 2, "Ursula von der Leyen", 0),
    ("unmatched_affixes", ORG, "Kestrel Marine Ltd", "Kestrel Marine", 1, "Kestrel Marine Ltd", 0),
    ("exchanged_surnames", PERSON, "Ana Ruiz Mora", "Ana Mora Ruiz", 1, "Ruiz Mora Ana", 0),
    ("equivalent_given_names", PERSON, "Alexei Petrov", "Oleksii Petrov", 1, "Alexei Petrov", 0),
    ("mean_dissimilarity", PERSON, "Putin", "Lutin", 0.2, "Putin", 0),
    ("edited_share", PERSON, "Putin", "Lutin", 0.2, "Putin", 0),
    ("both_unmatched", PERSON, "Ivan Petrov", "Anna Petrova", 4, "Petrova", 0),
    ("query_unmatched_share", PERSON, "Anna Petrova", "Petrova", 0.3636, "Anna Petrova", 0),
    ("alias_unmatched_share", PERSON, "Anna", "Anna Petrova", 0.6364, "Anna", 0),
    ("names_in_common", PERSON, "Ivan Petrov", "Ivan Petrov", 2, "Petrov", 1),
    ("letters", PERSON, "Ivan Petrov", "Ivan Petrov", 10, "Petrov", 6),
    ("agreement", PERSON, "Ivan Petrov", "Ivan Petrov", 1.73, "Petrov", 0.98),
    ("reordered", PERSON, "Petrov Ivan", "Ivan Petrov", 1, "Petrov Ivan", 0),
    ("is_variant", PERSON, "Dr Ivan Petrov", "Ivan Petrov", 1, "Ivan Zhukov", 0),
    ("native_dissimilarity", PERSON, "王薇", "王伟", 0.5, "Wang Wei", 0),
    ("spelling_dissimilarity", PERSON, "Фомин", "Phomin", 0.0785, "Fomin", 0),
    ("max_spelling_dissimilarity", PERSON, "Фомин", "Phomin", 0.0785, "Fomin", 0),
    ("is_Cyrl", PERSON, "Фомин", "Fomin", 1, "Фомин", 0),
    ("is_Arab", PERSON, "محمود عباس", "Mahmoud Abbas", 1, "محمود عباس", 0),
    ("is_Hebr", PERSON, "שמעון פרס", "Shimon Peres", 1, "שמעון פרס", 0),
    ("is_Hang", PERSON, "박근혜", "Park Geun-hye", 1, "박근혜", 0),
    ("is_Hani", PERSON, "王薇", "Wang Wei", 1, "王薇", 0),
    ("is_between_scripts", PLACE, "Гродно", "غرودنو", 1, "Grodno", 0),
    ("is_other_script", PERSON, "Γιώργος Παπανδρέου", "Giorgos Papandreou", 1, "Γιώργος Παπανδρέου", 0),
    ("word_max_dissimilarity", ORG, "Bank of America", "Bank of Armenia", 0.4286, "Bank of America", 0),
    ("word_letter_edits", ORG, "Bank of America", "Bank of Armenia", 3, "Bank of America", 0),
    ("word_sound_cost", ORG, "Bank of America", "Bank of Armenia", 3.81, "Bank of America", 0),
    ("word_skeleton_edits", ORG, "Bank of America", "Bank of Armenia", 2, "Bank of America", 0),
    ("word_skeleton_substitutions", ORG, "Bank of America", "Bank of Armenia", 1, "Bank of America", 0),
    ("word_consonant_edits", ORG, "Bank of America", "Bank of Armenia", 3, "Bank of Amerika", 0),
    ("word_distinct_names", ORG, "Bank of America", "Bank of Armenia", 1, "Bank of Amerika", 0),
    ("word_both_left", ORG, "Siemens Kortrijk", "Siemens Munich", 1, "Siemens Munich Kortrijk", 0),
    ("word_query_left", ORG, "Siemens Munich", "Siemens", 1, "Siemens Munich", 0),
    ("word_alias_left", ORG, "Siemens", "Siemens Munich", 1, "Siemens", 0),
    ("word_first_letter", ORG, "Rossiya", "Mossiya", 1, "Rossiya", 0),
    ("word_common_start", ORG, "Bank of America", "Bank of Armenia", 0.1667, "Bank of Farmenia", 0),
    ("word_common_end", ORG, "Rossiya", "Mossiya", 0.8, "Rossima", 0.2),
    ("word_shorter_letters", ORG, "Bank of America", "Bank of Armenia", 7, "Bank of America", 0),
    ("word_name_frequency", ORG, "Bank of America", "Bank of Armenia", 3.4, "Bank of Amerika", 0),
    ("word_agreement", ORG, "Rossiya Bank", "Rossiya", 1, "Bank", 0),
    ("word_query_rarity", ORG, "Siemens Munich", "Siemens", 1.08, "Siemens Munich", 0),
    ("word_alias_rarity", ORG, "Siemens", "Siemens Munich", 1.08, "Siemens", 0),
    ("word_pairs", ORG, "Rossiya Bank", "Rossiya", 1, "Bank", 0),
    ("word_same", ORG, "Rossiya Bank", "Rossiya", 1, "Bank", 0),
    (
        "descriptor_max_dissimilarity",
        ORG,
        "Rossiya Ministry",
        "Rossiya Minister",
        0.1876,
        "Rossiya Ministry",
        0,
    ),
    ("descriptor_letter_edits", ORG, "Rossiya Ministry", "Rossiya Minister", 2, "Rossiya Ministry", 0),
    ("descriptor_sound_cost", ORG, "Rossiya Ministry", "Rossiya Minister", 1.3, "Rossiya Ministry", 0),
    ("descriptor_skeleton_edits", ORG, "Rossiya Bank", "Rossiya Tank", 1, "Rossiya Bank", 0),
    ("descriptor_skeleton_substitutions", ORG, "Rossiya Bank", "Rossiya Tank", 1, "Rossiya Bank", 0),
    ("descriptor_consonant_edits", ORG, "Rossiya Bank", "Rossiya Tank", 1, "Rossiya Bank", 0),
    (
        "descriptor_distinct_names",
        ORG,
        "Rossiya Foundation",
        "Rossiya Federation",
        1,
        "Rossiya Foundation",
        0,
    ),
    ("descriptor_both_left", ORG, "Rosneft Trading", "Rosneft Shipping", 1, "Rosneft", 0),
    ("descriptor_query_left", ORG, "Rosneft Trading", "Rosneft", 1, "Rosneft Trading", 0),
    ("descriptor_alias_left", ORG, "Rosneft", "Rosneft Trading", 1, "Rosneft", 0),
    ("descriptor_first_letter", ORG, "Rossiya Bank", "Rossiya Tank", 1, "Rossiya Bank", 0),
    ("descriptor_common_start", ORG, "Rossiya Ministry", "Rossiya Minister", 0.75, "Rossiya Ministry", 1),
    ("descriptor_common_end", ORG, "Rossiya Bank", "Rossiya Tank", 0.75, "Rossiya Bank", 1),
    ("descriptor_shorter_letters", ORG, "Rossiya Bank", "Rossiya Tank", 4, "Rossiya Bank", 0),
    (
        "descriptor_name_frequency",
        ORG,
        "Rossiya Foundation",
        "Rossiya Federation",
        6.6,
        "Rossiya Foundation",
        0,
    ),
    ("descriptor_agreement", ORG, "Rossiya Bank", "Rossiya Bank", 0.3, "Rossiya", 0),
    ("descriptor_query_rarity", ORG, "Rosneft Trading", "Rosneft", 0.3, "Rosneft Trading", 0),
    ("descriptor_alias_rarity", ORG, "Rosneft", "Rosneft Trading", 0.3, "Rosneft", 0),
    ("descriptor_pairs", ORG, "Rossiya Bank", "Rossiya Bank", 1, "Rossiya", 0),
    ("descriptor_same", ORG, "Rossiya Bank", "Rossiya Bank", 1, "Rossiya", 0),
    ("contradicting_numbers", ORG, "Army Corps 1", "Army Corps 2", 1, "Army Corps", 0),
    ("unmatched_numbers", ORG, "Army Corps 1", "Army Corps", 1, "Army Corps 2", 0),
    ("contradicting_place_names", ORG, "Siemens Mexico", "Siemens Brazil", 1, "Siemens", 0),
    ("unmatched_place_names", ORG, "Siemens Mexico", "Siemens", 1, "Siemens Brazil", 0),
    ("contradicting_trades", ORG, "Siemens Leasing", "Siemens Shipping", 1, "Siemens", 0),
    ("unmatched_trades", ORG, "Siemens Leasing", "Siemens", 1, "Siemens Group Leasing", 0),
    ("distinctive_agreement", ORG, "Zakharin Omsk", "Zakharin Omsk", 1.23, "Lomakin Omsk", 0),
    ("reordered_words", ORG, "Amber Rose", "Rose of the Amber", 1, "Amber Rose Trading", 0),
    ("inner_acronyms", ORG, "IGF Rennes", "Institut de Geologie Fondamentale de Rennes", 1, "Rennes", 0),
    ("contradicting_legal_forms", ORG, "Gazprom LLC", "Gazprom JSC", 1, "Gazprom", 0),
    (
        "contradicting_acronyms",
        ORG,
        "World Health Organization (WHO)",
        "World Trade Organization (WTO)",
        1,
        "World Trade Organization",
        0,
    ),
    (
        "is_acronym",
        ORG,
        "North Atlantic Treaty Organization",
        "NATO",
        1,
        "North Atlantic Treaty Organization",
        0,
    ),
    ("known_word", PLACE, "Xinxiang", "Xinjiang", 1, "Xinxiang", 0),
    ("known_word", PLACE, "Bernie", "Bern", 1, "Bernie", 0),
    ("conflicting_names", ORG, "VTB", "VEB", 1, "VTB", 0),
]
OF_THE_TABLE = {"in_table", "chance_agreement"}  # features that are not of the two names alone
N_VECTORS = 200


def aligned(box: Normalizer, query: str, alias: str, kind: Kind) -> Alignment:
    lexicon = box._lexicon
    return align(parse_name(query, lexicon, kind=kind), parse_name(alias, lexicon, kind=kind), lexicon)


@pytest.mark.parametrize(("name", "kind", "query", "alias", "value", "neighbour", "other"), CASES)
def test_a_feature_tells_a_name_from_its_neighbour(
    box: Normalizer,
    name: str,
    kind: Kind,
    query: str,
    alias: str,
    value: float,
    neighbour: str,
    other: float,
) -> None:
    values = [extract_features(aligned(box, query, of, kind), kind)[name] for of in (alias, neighbour)]
    assert values == pytest.approx([value, other], abs=0.0006)
    assert value != other


@pytest.mark.parametrize(("kind", "query", "alias"), [case[1:4] for case in CASES])
def test_a_feature_that_is_not_computed_is_what_it_would_be(
    box: Normalizer, kind: Kind, query: str, alias: str
) -> None:
    for one, other in ((query, alias), (alias, query), (query, query)):
        names = AlignedNames(aligned(box, one, other, kind), kind)
        trees = BUILTIN.trees(kind)
        feature_of = {feature.name: feature for feature in FEATURES}
        computed = [feature_of[name].compute(names) for name in trees.names]
        assert list(map(repr, trees.read(names))) == list(map(repr, computed))


def test_every_feature_has_a_line() -> None:
    assert {name for name, *_ in CASES} | OF_THE_TABLE == {feature.name for feature in FEATURES}


def test_names_of_features_are_unique() -> None:
    names = [feature.name for feature in FEATURES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_each_feature_says_what_it_measures(feature) -> None:  # type: ignore[no-untyped-def]
    assert feature.doc.strip()
    assert feature.sign in (AGAINST, EITHER, FOR)
    assert feature.kinds


@pytest.mark.parametrize("kind", list(Kind))
def test_features_of_two_names_are_the_same_each_time_and_in_order(box: Normalizer, kind: Kind) -> None:
    for _, _, query, alias, *_ in CASES:
        alignment = aligned(box, query, alias, kind)
        if alignment.pairs:
            features = extract_features(alignment, kind)
            assert features == extract_features(alignment, kind)
            assert list(features) == [feature.name for feature in features_of(kind)]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_model_asks_for_features_of_the_kind(kind: Kind) -> None:
    assert set(BUILTIN.trees(kind).names) <= {feature.name for feature in features_of(kind)}


def test_in_a_larger_table_somebody_else_agrees_more_easily(box: Normalizer) -> None:
    alignment = aligned(box, "Luis Rodriguez", "Luis Rodriguez", PERSON)
    of_sizes = [extract_features(alignment, PERSON, Context(n)) for n in (1_000, 1_000_000, 10**9)]
    values = [features["chance_agreement"] for features in of_sizes]
    assert values == sorted(values)
    assert values[0] < values[-1]


def test_a_table_of_one_name_is_no_pair_of_names(box: Normalizer) -> None:
    alignment = aligned(box, "Petrov", "Petrov", PERSON)
    assert extract_features(alignment, PERSON, Context(1))["in_table"] == 1
    assert extract_features(alignment, PERSON, TWO_NAMES)["in_table"] == 0


def vectors(kind: Kind) -> list[list[float]]:
    """Return vectors of features at random: at thresholds of the trees, and beside them."""
    trees, rng = BUILTIN.trees(kind), random.Random(5)
    at = [[0.0, 1.0] for _ in trees.names]
    for number, threshold in zip(trees.feature, trees.threshold, strict=True):
        if number >= 0:
            at[number] += [threshold, threshold + 1e-6]
    return [[rng.choice(of) for of in at] for _ in range(N_VECTORS)]


@pytest.mark.parametrize("kind", list(Kind))
def test_what_may_speak_one_way_only_never_speaks_the_other(kind: Kind) -> None:
    trees = BUILTIN.trees(kind)
    sign_of = {feature.name: feature.sign for feature in FEATURES}
    rng = random.Random(11)
    for vector in vectors(kind):
        before = trees.calibrated(trees.total(vector))
        for number, name in enumerate(trees.names):
            if sign := sign_of[name]:
                more = [*vector]
                more[number] += rng.choice([0.01, 0.5, 1.0, 5.0])
                change = trees.calibrated(trees.total(more)) - before
                assert sign * change >= -1e-9, (name, vector[number], more[number])


def test_evidence_is_kept_by_role(box: Normalizer) -> None:
    names = AlignedNames(aligned(box, "Anna Ivanovna Petrova", "Anna Maria Petrova", PERSON), PERSON)
    assert (names.main.n_pairs, names.given.n_pairs, names.aside.n_pairs) == (1, 1, 0)
    assert (names.aside.n_query_left, names.aside.n_alias_left) == (1, 0)
    assert (names.given.n_query_left, names.given.n_alias_left) == (0, 1)
