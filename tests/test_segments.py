"""Entities added to a table and removed from it, without compiling it again."""

from pathlib import Path

import pytest

from translit import Entity, Normalizer, Status
from translit.index import segments as tables
from translit.index.index import MAX_HITS
from translit.index.ranking import MAX_ROWS
from translit.index.retrieve import MAX_PHONETIC_NEIGHBOURS
from translit.index.segments import SegmentedIndex
from translit.index.table import Table
from translit.names.name import Name
from translit.resolve.candidates import retrieve
from translit.writing.sound import skeleton

LEYEN = Entity("p/1", "Ursula von der Leyen", "person", country="DE")
METSOLA = Entity("p/2", "Roberta Metsola", "person", country="MT", native={"uk": "Роберта Мецола"})
KALLAS = Entity("p/3", "Kaja Kallas", "person", country="EE")
KALLAS_SIIM = Entity("p/4", "Siim Kallas", "person", country="EE")
ACME = Entity("o/1", "Acme Trading Ltd", "org")


@pytest.fixture
def base() -> Normalizer:
    return Normalizer.from_entities([LEYEN, KALLAS, ACME])


@pytest.fixture(scope="module")
def people(box: Normalizer) -> list[Entity]:
    return [entity for entity in box.entities() if entity.kind == "person"][:500]


def misspelled(name: str, at: int) -> str:
    """Return *name* with two letters of one of its longer words swapped, or one left out."""
    words = name.split()
    word = max(words, key=len)
    middle = len(word) // 2
    wrong = (
        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        if at % 2
        else word[:middle] + word[middle + 1 :]
    )
    return name.replace(word, wrong)


def tokens(table: Table, numbers: list[int]) -> list[str]:
    return [table.part(number).token for number in numbers]


def rarity(table: Table, token: str) -> float:
    """Return how rare *token* is; all its shared tokens tell the same."""
    numbers = [number for distance, number in table.edit_neighbours((token,)) if not distance]
    (told,) = set(table.rarities(numbers))
    return told


def retrieved(n: Normalizer, name: str, limit: int) -> list[str]:
    rows = retrieve(Name(name, n._lexicon), n._index, limit, by_ngrams=False).rows
    return [n._index.spelling(row).alias.text for row in rows]


def found(n: Normalizer, name: str, **asked: str) -> tuple[str, str | None, list[str]]:
    match = n.normalize(name, **asked)  # type: ignore[arg-type]
    return match.status.value, match.id, [candidate.entity.id for candidate in match.candidates]


def compared(n: Normalizer, name: str) -> tuple[str | None, list[str]]:
    """Return who is meant, and who was compared word by word."""
    match = n.normalize(name)
    return match.id, [candidate.entity.id for candidate in match.candidates if candidate.score]


@pytest.mark.parametrize(
    "name",
    [
        "Roberta Metsola",
        "METSOLA, Roberta",
        "R. Metsola",
        "Roberta Metsolla",
        "Robetra Metsola",
        "Роберта Мецола",
        "Metsola",
    ],
)
def test_what_is_added_is_found(base: Normalizer, name: str) -> None:
    assert base.add([METSOLA]).normalize(name).id == "p/2"


def test_what_is_added_is_told_as_of_one_table(base: Normalizer) -> None:
    n = base.add([METSOLA, KALLAS_SIIM])
    assert list(n.entities()) == [LEYEN, KALLAS, ACME, METSOLA, KALLAS_SIIM]
    assert n.entity("p/2") == METSOLA
    assert n.normalize("Kaja Kallas").candidates[0].alias == "Kaja Kallas"
    assert found(n, "Kallas")[2] == found(Normalizer.from_entities(n.entities()), "Kallas")[2]
    assert n._index.size == 6  # one of them has a native form


@pytest.mark.parametrize(
    "name",
    ["Ursula von der Leyen", "Leyen, Ursula von der", "von der Leyen", "Leyen", "Ursula von der Leien"],
)
@pytest.mark.parametrize("asked", [{}, {"country": "DE"}, {"kind": "person"}], ids=str)
def test_what_is_removed_is_gone(base: Normalizer, name: str, asked: dict[str, str]) -> None:
    assert base.normalize(name, **asked)  # type: ignore[arg-type]
    for n in (
        base.remove(["p/1"]),
        base.add([METSOLA]).remove(["p/1"]),
        Normalizer.from_entities([KALLAS]).add([LEYEN]).remove(["p/1"]),
    ):
        assert "p/1" not in found(n, name, **asked)[2]
        assert n.entity("p/1") is None
        assert LEYEN not in n.entities()


@pytest.mark.parametrize("name", ["Kaja Kallas", "Kaja Kalas", "K. Kallas", "Kallas"])
def test_neighbours_of_what_is_removed_are_found(name: str) -> None:
    n = Normalizer.from_entities([KALLAS_SIIM, KALLAS, LEYEN]).remove(["p/4", "p/1"])
    assert found(n, name)[1:] == ("p/3", ["p/3"])


def test_the_one_before_goes_on_as_before(base: Normalizer) -> None:
    before = (
        base.table_version,
        base._index.size,
        found(base, "Ursula van der Leyen"),
        found(base, "Metsola"),
    )
    base.add([METSOLA]).remove(["p/1"])
    assert (
        base.table_version,
        base._index.size,
        found(base, "Ursula van der Leyen"),
        found(base, "Metsola"),
    ) == before


def test_what_was_removed_can_be_added_again(base: Normalizer) -> None:
    n = base.remove(["p/3"]).add([Entity("p/3", "Kaja Kallase", "person")])
    assert n.entity("p/3") == Entity("p/3", "Kaja Kallase", "person")
    assert n.normalize("Kaja Kallase").candidates[0].alias == "Kaja Kallase"
    assert n.normalize("Kaja Kallas").candidates[0].alias == "Kaja Kallase"
    assert n.remove(["p/3"]).normalize("Kaja Kallase").candidates == ()


def test_an_id_may_get_a_further_row_and_loses_all_at_once(base: Normalizer) -> None:
    n = base.add([Entity("p/1", "Flinten-Uschi", "person")])
    assert n.normalize("Flinten-Uschi").id == n.normalize("Ursula von der Leyen").id == "p/1"
    assert [entity.id for entity in n.remove(["p/1"]).entities()] == ["p/3", "o/1"]


def test_numbers_go_on_from_layer_to_layer(base: Normalizer) -> None:
    table = base.add([METSOLA, KALLAS_SIIM]).remove(["p/3"])._index
    for row in range(6):
        spelling = table.spelling(row)
        assert spelling.row == row
        assert spelling.alias in table.entity(spelling.entity).listed()


def test_somebody_else_stays_somebody_else_in_every_layer() -> None:
    chol = Entity("p/5", "Kim Yong Chol", "person", excluded=("Kim Yong Nam",))
    below, above = (
        Normalizer.from_entities([METSOLA, chol]).add([LEYEN]),
        Normalizer.from_entities([METSOLA]).add([chol]),
    )
    for n in (below, above, below.remove(["p/2"]), above.remove(["p/2"])):
        assert found(n, "Kim Yong Nam")[2] == []


def test_ids_that_are_not_there_are_named_and_nothing_is_removed(base: Normalizer) -> None:
    with pytest.raises(ValueError, match="'p/9'; nothing") as caught:
        base.remove(["p/1", "p/9"])
    assert "p/1" not in str(caught.value)
    with pytest.raises(ValueError, match="'x/0', 'x/1', 'x/2', 'x/3', 'x/4' …;"):
        base.remove(f"x/{number}" for number in range(7))
    with pytest.raises(ValueError, match="'p/1'"):
        base.remove(["p/1"]).remove(["p/1"])


def test_ids_are_several_texts(base: Normalizer) -> None:
    with pytest.raises(TypeError, match="put it into a list"):
        base.remove("p/1")
    with pytest.raises(TypeError, match="Entity"):
        base.remove([LEYEN])  # type: ignore[list-item]


def test_a_table_may_be_emptied_and_filled(base: Normalizer) -> None:
    empty = base.remove([entity.id for entity in base.entities()])
    assert list(empty.entities()) == []
    assert found(empty, "Ursula van der Leyen") == ("unmatched", None, [])
    assert empty.add([METSOLA]).normalize("Roberta Metsolla").id == "p/2"
    assert Normalizer.from_entities([]).add([METSOLA]).normalize("Roberta Metsolla").id == "p/2"


def test_many_small_additions_are_one_layer(people: list[Entity]) -> None:
    n = Normalizer.from_entities(people[:20])
    for entity in people[20:50]:
        n = n.add([entity])
    assert len(n._index.segments) == 2
    assert list(n.entities()) == people[:50]
    assert [n.normalize(entity.name).id for entity in people[:50]] == [entity.id for entity in people[:50]]


def test_a_large_addition_is_not_compiled_with_every_small_one(
    monkeypatch: pytest.MonkeyPatch, people: list[Entity]
) -> None:
    monkeypatch.setattr(tables, "MERGED_SEGMENT_ENTITIES", 10)
    n = Normalizer.from_entities(people[:5]).add(people[5:100])
    large = n._index.segments[1]
    for entity in people[100:109]:
        n = n.add([entity])
    assert [segment.extent[0] for segment in n._index.segments] == [5, 95, 9]
    assert n._index.segments[1] is large
    n = n.add(people[109:300])
    assert [segment.extent[0] for segment in n._index.segments] == [5, 295]
    assert list(n.entities()) == people[:300]


def test_settings_stay(base: Normalizer) -> None:
    base.settings = type(base.settings)(limit=1, mode="strict")
    assert base.add([METSOLA]).settings == base.remove(["p/1"]).settings == base.settings


def test_merging_compiles_nothing_of_the_first(base: Normalizer) -> None:
    both = base.merge(Normalizer.from_entities([METSOLA]).add([KALLAS_SIIM]))
    assert both._index.segments[0] is base._index
    assert list(both.entities()) == [LEYEN, KALLAS, ACME, METSOLA, KALLAS_SIIM]
    assert both.normalize("Roberta Metsolla").id == "p/2"
    with pytest.raises(ValueError, match="p/1"):
        both.merge(base)


def test_the_version_is_that_of_the_entities_in_their_order(base: Normalizer) -> None:
    n = base.remove(["p/3"]).add([METSOLA]).add([KALLAS])
    assert n.table_version == Normalizer.from_entities([LEYEN, ACME, METSOLA, KALLAS]).table_version
    versions = [
        base,
        base.add([METSOLA]),
        base.add([KALLAS_SIIM]),
        base.remove(["p/1"]),
        base.remove(["p/3"]),
    ]
    assert len({each.table_version for each in versions}) == len(versions)
    assert base.add([METSOLA]).remove(["p/2"]).table_version == base.table_version
    assert n.normalize("Metsola").table_version == n.table_version


def test_a_table_of_layers_is_saved_as_one(base: Normalizer, tmp_path: Path) -> None:
    n = base.remove(["p/1"]).add([METSOLA])
    n.save(tmp_path / "table.npz")
    opened = Normalizer.open(tmp_path / "table.npz")
    assert list(opened.entities()) == [KALLAS, ACME, METSOLA]
    assert opened.table_version == n.table_version
    assert opened.add([LEYEN]).remove(["p/2"]).normalize("Ursula van der Leyen").id == "p/1"


def test_namesakes_that_are_removed_take_no_place() -> None:
    crowd = [Entity(f"c/{number}", "Ivan Petrov", "person") for number in range(MAX_ROWS + 200)]
    last = Entity("last", "Ivan Petrov", "person")
    n = Normalizer.from_entities([*crowd, last, LEYEN]).remove([entity.id for entity in crowd])
    assert len(crowd) > MAX_HITS
    for name in ("Ivan Petrov", "Ivan Petorv", "Iwan Petrow", "IvanPetrov", "Иван Петров"):
        assert compared(n, name) == ("last", ["last"]), name
    assert compared(n, "Petrov") == (None, ["last"])  # many are called so


def test_tokens_of_what_is_removed_take_no_place() -> None:
    near = [f"petr{one}vsk{other}y" for one in "aeiou" for other in "aeiou"]  # all of one skeleton
    crowd = [Entity(f"c/{token}", token.title(), "person") for token in near]
    last = Entity("last", "Petroffskyi", "person")
    assert len(crowd) > MAX_PHONETIC_NEIGHBOURS
    for n in (
        Normalizer.from_entities([*crowd, last]),
        Normalizer.from_entities(crowd).add([last]),
        Normalizer.from_entities([last]).add(crowd),
    ):
        asked = ("petrovskiy",)
        assert "petroffskyi" not in tokens(n._index, [token for _, token in n._index.edit_neighbours(asked)])
        left = n.remove([entity.id for entity in crowd])._index
        assert tokens(left, [token for _, token in left.edit_neighbours(asked)]) == ["petroffskyi"]
        assert tokens(left, left.ngram_neighbours(("petroffski",))) == ["petroffskyi"]


def test_twins_are_one_token_where_tokens_are_cut_off() -> None:
    same = [
        Entity(f"s/{number}", f"Petrovskiy {letter}", "person") for number, letter in enumerate("abcdefghij")
    ]
    n = Normalizer.from_entities([*same, LEYEN]).add(same)
    assert (
        tokens(n._index, [token for _, token in n._index.edit_neighbours(("petrovskiy",))])
        == ["petrovskiy"] * 2
    )
    assert tokens(n._index, n._index.ngram_neighbours(("petrovskiy",))) == ["petrovskiy"] * 2


def test_rarity_is_counted_in_what_is_left_of_all_layers() -> None:
    ivans = [Entity(f"i/{number}", "Ivan Petrov", "person") for number in range(40)]
    others = [LEYEN, METSOLA, KALLAS, KALLAS_SIIM, ACME]
    layered = (
        Normalizer.from_entities([*ivans[:20], *others])
        .add(ivans[20:])
        .remove([entity.id for entity in ivans[10:35]])
    )
    whole = Normalizer.from_entities(layered.entities())
    assert layered._index.size == whole._index.size
    for name in ("petrov", "kallas"):
        assert rarity(layered._index, name) == rarity(whole._index, name)
    terms = {"j" + skeleton("ivanpetrov")}
    assert {*layered._index.concatenated_rows(terms).values()} == {
        *whole._index.concatenated_rows(terms).values()
    }


def test_a_key_that_many_removed_ones_have_is_found() -> None:
    crowd = [Entity(f"c/{number}", "Ivan Petrov", "person") for number in range(MAX_HITS)]
    n = Normalizer.from_entities([*crowd, Entity("last", "Ivan Petrov", "person")])
    assert len(n._index.exact("ivan petrov")) == len(n.add([METSOLA])._index.exact("ivan petrov")) == MAX_HITS
    (hit,) = n.remove([entity.id for entity in crowd])._index.exact("ivan petrov")
    assert hit.spelling.row == MAX_HITS


def test_layers_rank_as_one() -> None:
    crowd = [Entity(f"c/{letter}", f"Ivan Petrov {letter}ansson", "person") for letter in "bdgklmnprst"]
    best = Entity("best", "Ivan Petrov", "person")
    strangers = [
        Entity(f"x/{name}", name, "person")
        for name in ("Ivan Sidorenko", "Ivan Kovalenko", "Ivan Melnyk", "Anna Petrova")
    ]
    whole = Normalizer.from_entities([*crowd, *strangers, best])
    for limit in (1, 3, 24):
        expected = retrieved(whole, "Ivan Petrof", limit)
        assert expected[0] == "Ivan Petrov"
        for first, second in (
            ([*crowd, *strangers], [best]),
            ([best], [*crowd, *strangers]),
            ([*crowd, best], strangers),
        ):
            several = retrieved(Normalizer.from_entities(first).add(second), "Ivan Petrof", limit)
            assert several[0] == expected[0]
            assert len(several) == len(expected)
            assert not {"Ivan Sidorenko"} & {*several, *expected}


def test_layers_answer_as_one_table_does(people: list[Entity]) -> None:
    strangers = [Entity(f"x/{entity.id}", f"{entity.name} Jansson", "person") for entity in people[::5]]
    whole = Normalizer.from_entities(people)
    layered = (
        Normalizer.from_entities([*people[:300], *strangers])
        .add(people[300:])
        .remove([each.id for each in strangers])
    )
    assert isinstance(layered._index, SegmentedIndex)
    names = [people[at].name for at in range(0, 500, 8)]
    for at, name in enumerate([*names, *(misspelled(name, at) for at, name in enumerate(names))]):
        one, several = found(whole, name), found(layered, name)
        assert several[:2] == one[:2], (at, name)
        assert several[2][:1] == one[2][:1], (at, name)


def test_a_table_in_a_file_takes_layers(box: Normalizer) -> None:
    n = box.add([Entity("person/x", "Zbigniew Testowski", "person")]).remove(["place/kyiv"])
    assert n.normalize("Zbigniew Testowsky").id == "person/x"
    assert n.normalize("Kiev").id != "place/kyiv"
    assert n.normalize("Kharkov").id == box.normalize("Kharkov").id
    assert n.normalize("Volodymyr Zelenskyy").status is Status.MATCHED
    assert box.normalize("Kiev").id == "place/kyiv"
