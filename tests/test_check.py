"""What `translit check` notes of new names: whom of the box they are read as, whom they attract."""

from pathlib import Path

import pytest
from test_curation import translit

from translit import Entity, Normalizer
from translit.curation.collisions import collisions
from translit.curation.strangers import CITY, GIVEN, WORD, Stranger, attracted, strangers
from translit.index.store import builtin_folder
from translit.tables.schema import Located


def located(*entities: Entity) -> list[Located]:
    return [Located(of, "mine.yaml", line) for line, of in enumerate(entities, 1)]


OTHERS = Normalizer.from_entities(
    [
        Entity("place/bakhmut", "Bakhmut", "place", country="UA", native={"uk": ["Бахмут"]}),
        Entity("person/lindqvist", "Marta Lindqvist", "person", country="SE"),
    ]
)


@pytest.mark.parametrize("name", ["Bakhmut", "Бахмут", "BACHMUT", "Bahmut"])
def test_a_name_that_the_box_has_in_another_script_or_spelling_collides(name: str) -> None:
    mine = located(Entity("org/mill", "Zhovkva Mill", "org", aliases=[name]))
    (note,) = collisions(mine, OTHERS)
    assert (note.path, note.line) == ("mine.yaml", 1)
    assert "also read as place/bakhmut (Bakhmut, place, UA)" in note.problem
    assert repr(name) in note.problem
    assert note.remedy.startswith("Mark the names weak")


def test_weak_names_and_names_of_nobody_do_not_collide() -> None:
    mine = located(Entity("org/mill", "Zhovkva Mill", "org", aliases=["Bakhmut"], weak=["Бахмут", "Bakhmut"]))
    assert list(collisions(mine, OTHERS)) == []


def test_what_may_be_the_same_entity_is_said_so_once() -> None:
    mine = located(Entity("c/1", "Bakhmut", "place", country="UA", native={"uk": ["Бахмут"]}))
    (note,) = collisions(mine, OTHERS)
    assert note.remedy.startswith("If the two are one, no harm is done")
    assert "'Bakhmut', 'Бахмут'" in note.problem


CORPUS = [
    Stranger("Tamara", GIVEN),
    Stranger("Тамара", GIVEN),
    Stranger("Lieto", CITY),
    Stranger("Orsha", CITY),
    Stranger("Summer", WORD),
    Stranger("Zimbor", CITY),
]


def test_a_given_name_a_city_and_a_word_are_attracted_by_names_that_are_not_weak() -> None:
    mine = located(
        Entity("person/zyvko", "Tamara Zyvko", "person", aliases=["Tamara"]),
        Entity("org/summer", "Summer", "org"),
        Entity("place/orsha", "Orsha", "place", country="BY"),
    )
    n = OTHERS.add([of.entity for of in mine])
    notes = list(attracted(mine, n, CORPUS))
    assert [(note.line, note.problem) for note in notes] == [
        (1, "person/zyvko: its name 'Tamara' attracts 'Tamara' (a given name), 'Тамара' (a given name)"),
        (2, "org/summer: its name 'Summer' attracts 'Summer' (an ordinary word)"),
    ]
    weak = located(
        Entity("person/zyvko", "Tamara Zyvko", "person", weak=["Tamara"]), *(of.entity for of in mine[2:])
    )
    assert list(attracted(weak, OTHERS.add([of.entity for of in weak]), CORPUS)) == []


def test_the_standing_corpus_has_names_cities_and_words_in_many_scripts() -> None:
    corpus = strangers(builtin_folder())
    sorts = {of.name: of.sort for of in corpus}
    assert len(sorts) == len(corpus) > 30_000
    assert sorts["Тамара"] == sorts["عباس"] == GIVEN
    assert sorts["Aachen"] == CITY
    assert sorts["Attack"] == WORD


def test_notes_are_no_problems_and_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "- id: org/kyjev\n  name: Kyjev  # the register\n  kind: org\n", encoding="utf-8"
    )
    answer = translit(tmp_path, "check", "mine.yaml")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[0] == "mine.yaml: 1 entities, no problem"
    assert "mine.yaml:1: org/kyjev: also read as place/kyiv (Kyiv, place, UA): 'Kyjev'" in answer.stdout
    assert "1 note" in answer.stderr
    assert (
        translit(tmp_path, "check", "mine.yaml", "--alone").stdout.splitlines()
        == answer.stdout.splitlines()[:1]
    )
