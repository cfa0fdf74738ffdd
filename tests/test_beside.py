"""What stands beside a name is read, told and weighed, and is no part of the name."""

import pytest

from translit import Entity, Normalizer, Stage, compare
from translit.index.box import BOX
from translit.model import Kind
from translit.names.beside import read_beside
from translit.names.beside_reading import Beside
from translit.names.countries import countries_of
from translit.resolve.gazetteer import gazetteer

PEOPLE = ("Rosa Winkler", "Roza Finkler", "Hanno Winkler", "Uta Stahl", "Bruno Ott", "Ilse Kern")


def read(text: str, kind: Kind | None = None) -> Beside:
    beside = read_beside(text, BOX.lexicon, kind)
    assert beside is not None
    return beside


def people(*more: Entity) -> Normalizer:
    return Normalizer.from_entities(
        [*(Entity(f"p/{at}", name, "person") for at, name in enumerate(PEOPLE)), *more]
    )


@pytest.mark.parametrize(
    "written",
    [
        *("Winkler, Rosa, 1950-", "Rosa Winkler (1950–2011)", "Winkler, Rosa (b. 3 May 1950)"),
        *("Rosa Winkler [4]", "Rosa Winkler [b]", "12) Rosa Winkler", "by Rosa Winkler"),
        *("Rosa Winkler (painter)", "Rosa Winkler, Austria", "Rosa Winkler (AUT)", "Rosa Winkler, Wien"),
        "Rosa Winkler (painter, born 1950)",
        *("Rosa Winkler, née Hahn", "Rosa Winkler alias Rosa Hahn", "ROSA WINKLER AKA ROSA HAHN"),
        *(
            "rosa.winkler81@example.org",
            "@RosaWinkler",
            "#RosaWinkler",
            "Rosa-Winkler.pdf",
            "Rosa_Winkler.docx",
        ),
        *(
            "https://example.org/people/Rosa_Winkler?x=1",
            "Winkler, Rosa <rosa@example.org>",
            "Rosa Winkler 0002",
        ),
    ],
)
def test_a_name_is_found_beside_other_words(written: str) -> None:
    match = people().normalize(written, kind="person")
    assert match.name == "Rosa Winkler", match.explain()
    assert match.stage is Stage.VARIANT
    assert any(step.note == "stands beside the name" for step in match.query_steps)
    assert compare(written, "Rosa Winkler", kind="person").score >= 0.5


@pytest.mark.parametrize(
    "written", ["Rosa Winkler", "Winkler, Rosa", "Rosa Winkler, MD", "R. Winkler", "Winkler, AD"]
)
def test_a_name_alone_has_nothing_beside_it(written: str) -> None:
    beside = read_beside(written, BOX.lexicon)
    assert beside is None or not beside.steps


@pytest.mark.parametrize(
    ("written", "name", "countries"),
    [
        ("Brod, Polska", "Brod", ("PL",)),
        ("Brod (Україна)", "Brod", ("UA",)),
        ("Brod, Brod County, Deutschland", "Brod", ("DE",)),
        ("Brod, IL", "Brod", ("IL", "US")),
        ("日本, Brod", "Brod", ("JP",)),
        ("Brod、日本", "Brod", ("JP",)),
        ("Brod、チェコ", "Brod", ("CZ",)),
        ("بيروت، لبنان", "بيروت", ("LB",)),
        ("تهران، ایران", "تهران", ("IR",)),
        ("京都，日本", "京都", ("JP",)),
        ("Brod, 10117, UK", "Brod", ("GB",)),
    ],
)
def test_a_country_is_context(written: str, name: str, countries: tuple[str, ...]) -> None:
    beside = read(written)
    assert (beside.names, beside.countries) == ((name,), countries)


def test_a_remark_and_years_in_one_bracket_are_read_both() -> None:
    beside = read("Rosa Winkler (painter, 1950–2011)")
    assert (beside.names, beside.remark, beside.years) == (("Rosa Winkler",), "person", (1950, 2011))
    for other in ("Rosa Winkler (painter, Hanno Stahl)", "Rosa Winkler (painter, river)"):
        beside_other = read_beside(other, BOX.lexicon)
        assert beside_other is None or beside_other.names != ("Rosa Winkler",)


def test_two_namesakes_are_told_apart_by_their_country() -> None:
    table = people(Entity("b/1", "Brod", "place", country="HR"), Entity("b/2", "Brod", "place", country="BA"))
    assert table.normalize("Brod, Hrvatska").id == "b/1"
    assert table.normalize("Brod (Bosnia and Herzegovina)", kind="place").id == "b/2"
    assert not table.normalize("Brod, Texas")


def test_an_organisation_of_another_country_is_another_one() -> None:
    table = people(
        Entity("o/1", "Kernfeld Motors", "org", country="JP"), Entity("o/2", "Ottbach Optics (Japan)", "org")
    )
    assert table.normalize("Kernfeld Motors (Japan)").id == "o/1"
    assert not table.normalize("Kernfeld Motors (Brazil)")
    assert table.normalize("Ottbach Optics").id == "o/2"
    assert not table.normalize("Ottbach Optics (Chile)")


OTHER_PLACES = [
    ("Kernfeld Trading Co. (Hunan)", "Kernfeld Trading Co. (Henan)"),
    ("Kernfeld Clinic, IL", "Kernfeld Clinic, OH"),
    ("Kernfeld Clinic (Illinois)", "Kernfeld Clinic (Ohio)"),
    ("Kernfeld Clinic (Lyon, France)", "Kernfeld Clinic (Lille, France)"),
    ("Kernfeld Clinic (Boston, MA)", "Kernfeld Clinic (Springfield, MA)"),
    ("Kernfeld Trading Co. (Kyiv)", "Kernfeld Trading Co. (Харків)"),
    ("Kernfeld Trading Co. (Japan)", "Kernfeld Trading Co. (Taiwan)"),
    ("ООО «Рассвет» (Казань)", "Rassvet LLC (Samara)"),
]
SAME_PLACES = [
    ("Kernfeld Trading Co. (Hunan)", "Kernfeld Trading Co., Hunan"),
    ("Kernfeld Clinic, IL", "Kernfeld Clinic (Illinois)"),
    ("Kernfeld Clinic (Illinois)", "Kernfeld Clinic, USA"),
    ("Kernfeld Clinic (Munich, Germany)", "Kernfeld Clinic (München)"),
    ("Kernfeld Trading Co. (Kyiv)", "Kernfeld Trading Co. (г. Киев)"),
    ("Kernfeld Trading Co. (Kyiv)", "Kernfeld Trading Co. (Ukraine)"),
    ("ООО «Рассвет» (Казань)", "Rassvet LLC (Kazan)"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_PLACES)
def test_organisations_of_two_places_are_two(one: str, other: str) -> None:
    for asked, listed in ((one, other), (other, one)):
        match = people(Entity("o/1", listed, "org")).normalize(asked)
        assert match.status.name == "UNMATCHED", match.explain()
        assert compare(asked, listed, kind="org").score < 0.1
        assert compare(asked, listed).score < 0.2


@pytest.mark.parametrize(("one", "other"), SAME_PLACES)
def test_organisations_of_one_place_may_be_one(one: str, other: str) -> None:
    for asked, listed in ((one, other), (other, one)):
        match = people(Entity("o/1", listed, "org")).normalize(asked)
        assert match.id == "o/1", match.explain()
        assert compare(asked, listed, kind="org").score > 0.75


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ('Publichnoe aktsionernoe obshchestvo "Kernfeld" (PAO "Kernfeld")', "PJSC Kernstadt"),
        ("«Публичное акционерное общество «Кернфельд» (ПАО «Кернфельд»)»", "PJSC Kernfuss"),
        ("Kernfeld Bank of Albania (KBA)", "Kernfeld Bank of Algeria (KBA)"),
        ("Kern Bank (KB)", "Kost Bank (KB)"),
    ],
)
def test_brackets_may_hold_the_same_name_or_its_letters(written: str, other: str) -> None:
    for name in (written, written.split(" (", maxsplit=1)[0].lstrip("«") + "»" * written.startswith("«")):
        assert compare(written, name, kind="org").score > 0.9
    assert compare(written, other, kind="org").score < 0.75


def test_a_year_in_brackets_is_no_part_of_an_organisation() -> None:
    table = people(Entity("o/1", "Kernfeld Aviation Plant", "org"), Entity("o/2", "Unit 1950", "org"))
    assert table.normalize("Kernfeld Aviation Plant (1950)").id == "o/1"
    assert table.normalize("Kernfeld Aviation Plant (No. 2)").id is None
    assert compare("Kernfeld Aviation Plant (1950)", "Kernfeld Aviation Plant (1993)", kind="org").score < 0.5


def test_a_ship_is_found_without_what_says_that_she_is_one() -> None:
    table = people(Entity("o/1", "MV Kernfeld 12", "org"), Entity("o/2", "MT Kapitan Ottbach", "org"))
    for query in ("Kernfeld 12", "M/V Kernfeld-12", "т/х «Кернфельд 12»"):
        assert table.normalize(query, kind="org").id == "o/1", query
    for query in ("Kernfeld 13", "т/х «Кернфельд 13»", "Kapitan Ottberg"):
        assert table.normalize(query, kind="org").id is None


def test_a_town_and_a_part_of_its_country_leave_it_open() -> None:
    one, other = "Kernfeld Trading Co. (Guangzhou)", "Kernfeld Trading Co. (Guangdong)"
    for asked, listed in ((one, other), (other, one)):
        assert not people(Entity("o/1", listed, "org")).normalize(asked)
        assert 0.1 < compare(asked, listed, kind="org").score < 0.75


def test_what_is_written_as_an_acronym_is_no_town() -> None:
    beside = read_beside("Kernfeld, SAS", BOX.lexicon, Kind.ORG, gazetteer().countries_of)
    assert beside is None or not beside.countries


def test_a_place_that_is_listed_with_its_country_is_not_its_namesake() -> None:
    table = Normalizer.from_entities(
        [Entity("p/1", "Paris, Texas", "place"), Entity("p/2", "Nice, Texas", "place")]
    )
    assert table.normalize("Paris, Texas").stage is Stage.EXACT
    assert not table.normalize("Paris")


def test_other_years_are_of_another_one() -> None:
    table = people(Entity("q/1", "Stahl, Uta, 1901-1980", "person"))
    assert table.normalize("Stahl, Uta, 1901-").id == "q/1"
    assert compare("Uta Stahl (1901–1980)", "Stahl, Uta, 1955-", kind="person").score < 0.5


def test_either_of_two_names_counts() -> None:
    table = people()
    assert table.normalize("Grete Hahn a.k.a. Ilse Kern").name == "Ilse Kern"
    assert table.normalize("Ilse Hahn, geb. Kern", kind="person").name == "Ilse Kern"
    assert compare("Ottbach GmbH t/a Rotfuchs", "Rotfuchs", kind="org").score >= 0.5


def test_two_spellings_must_be_of_one() -> None:
    assert read("Lviv/Lemberg").must_agree
    assert not Normalizer.from_entities([Entity("p/1", "Brod", "place")]).normalize("Brod (Vltava)")
    assert not Normalizer.from_entities([Entity("p/1", "Brod", "place")]).normalize("Brod/Zagorje")


def test_a_remark_tells_the_kind() -> None:
    table = Normalizer.from_entities([Entity("p/1", "Kern", "place"), Entity("p/2", "Kern", "org")])
    assert table.normalize("Kern (river)").id == "p/1"
    assert table.normalize("Kern (newspaper)").id == "p/2"
    assert not table.normalize("Kern (film)")


def test_codes_count_in_capitals() -> None:
    assert countries_of("UA") == ("UA",)
    assert countries_of("ua") == ()
    assert countries_of("Soviet Union")[:2] == ("AM", "AZ")
