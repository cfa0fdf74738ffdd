"""A table of one's own, asked by names that only the tables in the box know."""

import pytest

from translit import Entity, Normalizer, Stage, Status, compare

TABLE = [
    Entity("de", "Germany", "place"),
    Entity("gb", "Great Britain", "place"),
    Entity("ge", "Georgia", "place", country="US"),
    Entity("jp", "Japan", "place", country="JP"),
    Entity("md", "Mario Draghi", "person"),
    Entity("nato", "NATO", "org"),
    Entity("rome", "Rome", "place", excluded=["Rim"]),
]


@pytest.fixture(scope="module")
def own() -> Normalizer:
    return Normalizer.from_entities(TABLE)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Niemcy", "de"),  # another name
        ("독일", "de"),
        ("Německu", "de"),  # a case form of one
        ("Wielkiej Brytanii", "gb"),
        ("Великій Британії", "gb"),
        ("Організація Північноатлантичного договору", "nato"),
    ],
)
def test_another_name_of_what_the_box_knows_leads_to_it(own: Normalizer, name: str, meant: str) -> None:
    match = own.normalize(name)
    assert (match.status, match.id, match.stage) == (Status.MATCHED, meant, Stage.VARIANT)
    assert any("known name" in step.name for step in match.steps)


def test_a_word_for_a_people_is_a_weak_hint(own: Normalizer) -> None:
    match = own.normalize("японским")
    assert (match.status, match.candidates[0].entity.id) == (Status.UNMATCHED, "jp")
    assert match.candidates[0].score < 0.5
    assert not own.normalize("японским", kind="person").candidates


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("Грузия", {}),  # the box's Georgia is not that of the US
        ("Niemcy", {"kind": "org"}),
        ("Maria Draghi", {}),  # no case form of Mario
        ("Rim", {}),  # the entity itself says that it is not meant
        ("Вторник", {}),
    ],
)
def test_what_contradicts_is_not_found_so(own: Normalizer, name: str, options: dict[str, str]) -> None:
    match = own.normalize(name, **options)
    assert not any("known name" in step.name for candidate in match.candidates for step in candidate.steps)


@pytest.mark.parametrize(
    ("name", "owner"),
    [("Tuskova", "Donald Tusk"), ("Tuskův", "Donald Tusk"), ("Macronovo", "Emmanuel Macron")],
)
def test_an_adjective_of_possession_is_a_weak_hint_at_the_owner(
    box: Normalizer, name: str, owner: str
) -> None:
    match = box.normalize(name)
    assert (match.status, match.candidates[0].entity.name) == (Status.UNMATCHED, owner)
    assert match.candidates[0].steps[0].name == "adjective that says whose"


def test_who_is_known_to_be_another_is_not_meant() -> None:
    n = Normalizer.from_entities(
        [Entity("1", "Viktor Medvedchuk", "person"), Entity("2", "Gazprombank", "org")]
    )
    for name in ("Viktor Medvedev", "Gazprom"):
        match = n.normalize(name)
        assert match.status is Status.UNMATCHED
    told = n.normalize("Gazprom").candidates[0].steps
    assert told[0].name == "known names of two"


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("Vnesheconombank", "VEB", True),
        ("Gazprom", "Gazprombank", False),
        ("Niemcy", "독일", True),
        ("Niemcy", "Польша", False),
    ],
)
def test_two_names_that_the_box_knows_are_of_one_or_of_two(a: str, b: str, is_one: bool) -> None:
    for compared in (compare(a, b), compare(b, a)):
        assert (compared.score > 0.5) is is_one
        assert compared.steps[0].name == ("known names of one" if is_one else "known names of two")


def test_what_the_table_itself_has_comes_first() -> None:
    n = Normalizer.from_entities([*TABLE, Entity("niemcy", "Niemcy", "place")])
    assert n.normalize("Niemcy").id == "niemcy"


@pytest.mark.parametrize(
    ("listed", "query", "status"),
    [
        ("Angela Merkel", "Merkel", Status.MATCHED),  # the box knows her, and nobody else of that name
        ("Angela Merkel", "Меркель", Status.MATCHED),
        ("Viola Merkel", "Merkel", Status.AMBIGUOUS),
        ("Charles Taylor", "Taylor", Status.AMBIGUOUS),  # many are called so
        ("Walter Lindqvist", "Lindqvist", Status.AMBIGUOUS),  # few are, and it may be a relative
        ("Angela Merkel", "Меркелю", Status.MATCHED),
        ("Mykhailo Mudryk", "Modric", Status.UNMATCHED),  # more than a slip away
    ],
)
def test_a_bare_surname_means_who_the_news_means_or_nobody_for_sure(
    listed: str, query: str, status: Status
) -> None:
    table = Normalizer.from_entities([Entity("x", listed, "person")])
    assert table.normalize(query).status is status


def test_a_case_form_of_a_bare_surname_is_not_decided_for_somebody_unknown() -> None:
    table = Normalizer.from_entities([Entity("x", "Viola Merkel", "person")])
    for query in ("Меркелю", "Меркелем", "Merkelem"):
        match = table.normalize(query)
        assert not match
        assert match.candidates[0].entity.name == "Viola Merkel"
