"""Acronyms of names that have short words, or a place behind them."""

from pathlib import Path

import pytest

from translit import Alias, Entity, Normalizer, Status, TableError

NAMES = (
    "Vardal Institute of Art History",
    "Torvik Centre for Health and Migration (Austria)",
    "Institute of Sea Law",
    "Andor Bank",
)


@pytest.fixture(scope="module")
def institutes() -> Normalizer:
    return Normalizer.from_entities([Entity(name, name, "org") for name in NAMES])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("VIAH", "Vardal Institute of Art History"),  # Art counts, of does not
        ("TCHM", "Torvik Centre for Health and Migration (Austria)"),
        ("TCHMA", "Torvik Centre for Health and Migration (Austria)"),
        ("ISL", "Institute of Sea Law"),
        ("VIA", None),  # its last word is missing
        ("AB", None),  # two letters are too few
        ("TCM", None),
    ],
)
def test_initial_letters_may_leave_out_particles_and_the_place_behind(
    institutes: Normalizer, query: str, expected: str | None
) -> None:
    assert institutes.normalize(query).id == expected


@pytest.mark.parametrize(
    ("query", "expected", "is_weak"),
    [
        ("TORA", None, True),  # the agency, or the city in a column that is in capitals
        ("Tora", "p/tora", True),
        ("tora", "p/tora", True),
        ("TORA", None, False),
        ("Tora", "p/tora", False),
        ("VEKS", "o/veks", False),  # nobody has it as a word
        ("veks", "o/veks", False),
    ],
)
def test_an_acronym_that_is_a_word_of_others_counts_in_its_capitals(
    query: str, expected: str | None, *, is_weak: bool
) -> None:
    own = Normalizer.from_entities(
        [
            Entity("o/tora", "Torvik Radio Agency", "org", aliases=(Alias("TORA", is_weak=is_weak),)),
            Entity("p/tora", "Toraa", "place", aliases=(Alias("Tora"),)),
            Entity("o/veks", "Verband Kleiner Spielzeugläden", "org", aliases=(Alias("VEKS"),)),
        ]
    )
    assert own.normalize(query).id == expected


def test_a_curated_table_may_have_it_if_it_is_weak(tmp_path: Path) -> None:
    table = tmp_path / "own.yaml"
    city = "- {id: place/tora, name: Toraa, kind: place, aliases: [Tora]}  # made up\n"
    agency = "- {id: org/tora, name: Torvik Radio Agency, kind: org, %s: [%s]}  # made up\n"
    table.write_text(city + agency % ("weak", "TORA"), encoding="utf-8")
    own = Normalizer.from_yaml(table)
    assert [own.normalize(name).id for name in ("TORA", "Tora")] == [None, "place/tora"]
    for of in (("aliases", "TORA"), ("weak", "Tora")):
        table.write_text(city + agency % of, encoding="utf-8")
        with pytest.raises(TableError, match="is also that of"):
            Normalizer.from_yaml(table)


ABROAD = (
    "Belarusian State Agrarian University",
    "Chengdu University of Tourism",
    "Polytechnic Academy of Vigo",
    "Centrum voor Water en Bodem",
    "Kazan Bicycle Society",
    "Anna Kowal-Nowicka University",
    "Nationalpark Ober-Auen",
    "Ministry of New and Renewable Fuels",
)


@pytest.fixture(scope="module")
def abroad() -> Normalizer:
    return Normalizer.from_entities([Entity(name, name, "org") for name in ABROAD])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("БГАУ", "Belarusian State Agrarian University"),  # Белорусский государственный аграрный …
        ("CDUT", "Chengdu University of Tourism"),  # a letter for each syllable
        ("APV", "Polytechnic Academy of Vigo"),  # Academia Politécnica de Vigo
        ("CWB", "Centrum voor Water en Bodem"),
        ("UAKN", "Anna Kowal-Nowicka University"),  # Uniwersytet Anny …
        ("NPOA", "Nationalpark Ober-Auen"),
    ],
)
def test_initial_letters_are_those_of_another_language(abroad: Normalizer, query: str, expected: str) -> None:
    match = abroad.normalize(query, kind="org")
    assert [candidate.entity.id for candidate in match.candidates][:1] == [expected], match.explain()


def test_initial_letters_of_translated_words_decide_nothing(abroad: Normalizer) -> None:
    match = abroad.normalize("БГАУ", kind="org")
    assert match.status is Status.AMBIGUOUS or match.status is Status.UNMATCHED
    assert any(of.name == "initial letters of translated words" for of in match.candidates[0].contributions)


def test_initial_letters_with_short_words_are_found_in_a_long_list() -> None:
    others = [Entity(f"o/{at}", f"Mare {at} Nera Foundation", "org") for at in range(300)]
    own = Normalizer.from_entities([*others, *(Entity(name, name, "org") for name in ABROAD)])
    assert own.normalize("MNRF", kind="org").id == "Ministry of New and Renewable Fuels"
    assert own.normalize("MNFR", kind="org").id is None
