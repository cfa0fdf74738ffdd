"""The public surface: what goes in, what comes out, what is refused."""

import json
import pickle
from dataclasses import FrozenInstanceError, asdict, replace
from operator import attrgetter

import pytest

import translit
from translit import (
    Alias,
    Candidate,
    Entity,
    Kind,
    Normalizer,
    Settings,
    Stage,
    Status,
    Step,
    compare,
    normalize,
    normalize_many,
)

TABLE = [
    Entity("p/1", "Ursula von der Leyen", "person", country="DE"),
    Entity("p/2", "Kim Yong-chol", Kind.PERSON, country="KP"),
    Entity("p/3", "Kim Yong-chun", "person", country="KP"),
    Entity("o/1", "Acme Trading LLC", "org"),
]


@pytest.fixture(scope="module")
def own() -> Normalizer:
    return Normalizer.from_entities(TABLE)


def test_every_public_name_is_there() -> None:
    assert all(hasattr(translit, name) for name in translit.__all__)
    assert set(dir(translit)) == set(translit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = translit.nonsense


def test_a_match_says_everything() -> None:
    match = normalize("Aekxei Reznikov", kind="person")
    assert match
    assert (match.name, match.id, match.status, match.stage) == (
        "Oleksii Reznikov",
        "person/oleksii-reznikov",
        Status.MATCHED,
        Stage.FUZZY,
    )
    assert str(match) == "Oleksii Reznikov"
    assert match.candidates[0].entity == match.entity
    assert match.candidates[0].score == match.score
    told = json.loads(json.dumps(match.to_dict()))
    assert told["id"] == match.id
    assert told["candidates"][0]["stage"] == "fuzzy"
    assert "aekxei" in match.explain()
    assert match.table_version == Normalizer.builtin().table_version


def test_an_unmatched_name_is_itself() -> None:
    match = normalize("Nobody of that Name")
    assert not match
    assert (match.name, match.id, match.entity, match.stage) == (None, None, None, None)
    assert str(match) == "Nobody of that Name"


def test_the_stage_says_how_it_was_found(box: Normalizer) -> None:
    stages = {
        "Oleksii Reznikov": Stage.EXACT,
        "OLEKSII REZNIKOV": Stage.FOLDED,
        "Oleksiy Reznikov": Stage.ROMANIZED,
        "Reznikov Oleksii": Stage.VARIANT,
        "O. Reznikov": Stage.VARIANT,
        "Minister Oleksii Reznikov": Stage.VARIANT,
        "Oleksi Reznikow": Stage.FUZZY,
    }
    assert {name: box.normalize(name).stage for name in stages} == stages
    assert {box.normalize(name).id for name in stages} == {"person/oleksii-reznikov"}


def test_own_entities_get_the_same_quality(own: Normalizer) -> None:
    assert own.normalize("Leyen, Ursula von der").id == "p/1"
    assert own.normalize("U. von der Leyen").id == "p/1"
    assert own.normalize("Урсула фон дер Ляйен").candidates[0].entity.id == "p/1"
    assert own.normalize("ACME TRADING").id == "o/1"
    assert own.normalize("Acme Trading Ltd").id == "o/1"
    assert own.normalize("Kim Yong Chol").id == "p/2"
    assert not own.normalize("Kim Yong-nam")


def test_kind_leaves_out_all_others(own: Normalizer) -> None:
    assert own.normalize("Acme Trading", kind="org").id == "o/1"
    others = own.normalize("Acme Trading", kind=Kind.PERSON).candidates
    assert {candidate.entity.kind for candidate in others} <= {Kind.PERSON}
    assert not any(candidate.score for candidate in others)


def test_merge_keeps_both_and_refuses_one_id_twice(own: Normalizer) -> None:
    both = own.merge(Normalizer.from_entities([Entity("p/9", "Ann Lee", "person")]))
    assert both.normalize("Ann Lee").id == "p/9"
    assert both.normalize("Ursula von der Leyen").id == "p/1"
    with pytest.raises(ValueError, match="p/1"):
        own.merge(own)


def test_an_id_may_have_several_rows() -> None:
    n = Normalizer.from_entities(
        [Entity("1", "Muammar Gaddafi", "person"), Entity("1", "Brother Leader", "person")]
    )
    assert n.normalize("Brother Leader").id == n.normalize("Muammar Gaddafi").id == "1"


def test_many_keeps_order_and_answers_each(own: Normalizer) -> None:
    asked = ["Ursula von der Leyen", "nobody", "Ursula von der Leyen"]
    assert [m.id for m in own.normalize_many(asked)] == ["p/1", None, "p/1"]
    assert [str(m) for m in normalize_many(iter(["Kiev", "Minsk"]))] == ["Kyiv", "Minsk"]


def test_settings_choose_precision_or_recall(own: Normalizer) -> None:
    strict = Normalizer.from_entities(TABLE, settings=Settings(mode="strict", limit=1))
    assert strict.normalize("Ursula von der Leyen").status is Status.MATCHED
    assert len(strict.normalize("Kim Yong").candidates) <= 1
    assert own.settings == Settings(limit=10, mode="balanced")


def test_the_version_follows_the_content(own: Normalizer) -> None:
    assert own.table_version == Normalizer.from_entities(TABLE).table_version
    assert own.table_version != Normalizer.from_entities(TABLE[:2]).table_version


@pytest.mark.parametrize("wrong", [b"Kiev", None, 7, ["Kiev"]])
def test_what_is_not_a_text_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="decode" if isinstance(wrong, bytes) else "takes a text"):
        normalize(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: normalize("x", kind="dog"), "kind must be one of person, place, org"),
        (lambda: Entity("", "A", "person"), "Entity.id"),
        (lambda: Entity("a", " ", "person"), "Entity.name"),
        (lambda: Entity("a", "A", "person", country="Ukraine"), "ISO 3166-1"),
        (lambda: Entity("a", "A", "person", aliases=[Alias("B", until="then")]), "is not a date"),
        (lambda: Entity("a", "A", "person", country="UK"), "not 'UK': write GB"),
        (lambda: normalize("x", country="UK"), "not 'UK': write GB"),
        (lambda: normalize("x", country="ZZ"), "ISO 3166-1 .*not 'ZZ'$"),
        (lambda: normalize_many(["x"], country="zz"), "ISO 3166-1 .*not 'zz'$"),
        (lambda: Settings(limit=0), "limit"),
        (lambda: Settings(mode="wild"), "strict, balanced, lenient"),
    ],
)
def test_bad_input_says_what_is_wrong(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Normalizer.builtin(settings="strict"), r"Settings\(mode='strict'\)"),
        (lambda: Normalizer.from_entities([], settings="lenient"), r"Settings\(mode='lenient'\)"),
        (lambda: Normalizer.from_yaml(settings={"mode": "strict"}), "must be a Settings"),
        (lambda: Normalizer.open("nowhere.npz", settings="strict"), "must be a Settings"),
        (lambda: Normalizer.from_entities([("a", "b", "person")]), r"Entity\('a', 'b', 'person'\)"),
        (lambda: Normalizer.from_entities(TABLE).add(["b"]), "takes Entity objects, not str 'b'"),
        (lambda: Normalizer.from_entities("people.yaml"), "from_yaml reads files"),
    ],
)
def test_what_is_of_another_type_says_what_to_give(make, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        make()


@pytest.mark.parametrize("country", ["XK", "EH", "gb"])
def test_a_country_is_a_code_that_is_assigned_or_kosovos(country: str) -> None:
    assert Entity("a", "A", "person", country=country).country == country.upper()


def test_answers_can_be_pickled_and_hashed() -> None:
    match = normalize("Kiev")
    assert pickle.loads(pickle.dumps(match)) == match
    assert len({match.entity, normalize("Kyiv").entity}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Aleksander Phomin", "Александр Фомин"),
        ("Oleksii Reznikov", "Алексей Резников"),
        ("Reznikov, Oleksii", "Oleksii Reznikov"),
        ("V. Medinsky", "Vladimir Medinsky"),
        ("Abdulrahman al-Sudais", "Abd al-Rahman al Sudais"),
        ("Acme Trading LLC", "ACME Trading, Ltd."),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare(a, b).score >= 0.5, compare(a, b).explain()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Andrei Reznikov", "Sergei Reznikov"),
        ("Hussein Ali", "Hassan Ali"),
        ("New Jersey", "Jersey"),
        ("Oleksii", "Oleksii Reznikov"),
        ("", "Kyiv"),
        ("abc", "xyz"),
    ],
)
def test_two_names(a: str, b: str) -> None:
    assert compare(a, b).score < 0.5, compare(a, b).explain()


def test_the_steps_of_a_candidate_are_told_when_they_are_read() -> None:
    told = []

    def tell() -> list[Step]:
        told.append(1)
        return [Step("alike", "reznikvo", "reznikov", "0.9")]

    entity = Entity("c/1", "Oleksii Reznikov", "person")
    candidate = Candidate.with_lazy_reasons(entity, "Oleksii Reznikov", 0.9, Stage.FUZZY, tell, tuple)
    assert told == []
    assert candidate == Candidate(
        entity, "Oleksii Reznikov", 0.9, Stage.FUZZY, (Step("alike", "reznikvo", "reznikov", "0.9"),)
    )
    assert pickle.loads(pickle.dumps(candidate)) == candidate == replace(candidate)
    assert asdict(candidate)["steps"][0]["note"] == "0.9"
    assert told == [1]
    with pytest.raises(FrozenInstanceError):
        candidate.steps = ()  # type: ignore[misc]


def test_what_is_told_later_is_what_was_found(box: Normalizer) -> None:
    for name in ("Andrei Reznikvo", "Мединського", "Kim Jong", "al-Sudani Mohammed"):
        for candidate in filter(attrgetter("contributions"), box.normalize(name).candidates[1:]):
            assert candidate.steps[0].name == "alias"
            assert candidate.steps[0].before == candidate.alias
