"""The document resolves what a name alone cannot, and the steps say why."""

import pytest

from translit import Entity, Mention, Normalizer, Status


def told(mention: Mention) -> list[str]:
    return [
        f"{step.name}: {step.before} {step.note}"
        for step in mention.match.steps
        if step.name in ("document", "nearby")
    ]


def named(mentions: list[Mention], surface: str) -> list[str | None]:
    return [mention.id for mention in mentions if mention.surface == surface]


@pytest.mark.parametrize(
    "bare",
    [
        "Reznikov",
        "Mr. Reznikov",
        "Defence Minister Reznikov",
        "Reznikow",
        "Резников",
        "Резникова",
        "Резнікову",
    ],
)
@pytest.mark.parametrize("order", ["{full} came. {bare} spoke.", "{bare} spoke. It was {full}."])
def test_a_full_name_tells_whose_family_name_stands_bare(bare: str, order: str, box: Normalizer) -> None:
    assert box.normalize("Reznikov").status is Status.AMBIGUOUS
    mentions = box.find(order.format(full="Oleksii Reznikov", bare=bare))
    assert [m.id for m in mentions] == ["person/oleksii-reznikov"] * 2


def test_the_step_names_the_place_of_the_full_name(box: Normalizer) -> None:
    mentions = box.find("Oleksii Reznikov came. Reznikov spoke.")
    assert told(mentions[1])[0] == "document: Reznikov named in full at 0"


def test_without_a_full_name_a_weak_one_stays_open(box: Normalizer) -> None:
    assert [m.status for m in box.find("Reznikov spoke.") if m] == []


def test_somebody_elses_family_name_is_his(box: Normalizer) -> None:
    assert box.find("Igor Medinsky called. Medinsky spoke.") == []
    assert [m.id for m in box.find("Medinsky spoke.")] == ["person/vladimir-medinsky"]


def test_the_nearer_of_two_bearers_is_meant(box: Normalizer) -> None:
    text = "Vladimir Medinsky came. Medinsky spoke. Igor Medinsky, a plumber, called. Medinsky left."
    assert [(m.start, m.id) for m in box.find(text) if m.surface == "Medinsky"] == [
        (24, "person/vladimir-medinsky")
    ]


KOSTINS = {
    "Andrei Kostin, the head of VTB, spoke in Moscow.": "person/andrey-kostin",
    "Russian banker Andrei Kostin spoke.": "person/andrey-kostin",
    "The Ukrainian delegation sent Andrei Kostin.": "person/andriy-kostin",
    "Prosecutor General Andrei Kostin came from Kyiv.": "person/andriy-kostin",
}


@pytest.mark.parametrize(("text", "expected"), KOSTINS.items())
def test_what_stands_beside_two_namesakes_tells_them_apart(text: str, expected: str, box: Normalizer) -> None:
    (mention,) = (m for m in box.find(text) if m.surface == "Andrei Kostin")
    assert mention.id == expected
    assert any("speaks for it" in step or "speak for it" in step for step in told(mention))


def test_namesakes_without_a_word_beside_them_stay_open(box: Normalizer) -> None:
    assert [m.status for m in box.find("Andrei Kostin spoke.")] == [Status.AMBIGUOUS]


def test_both_namesakes_in_one_document_stay_apart(box: Normalizer) -> None:
    text = (
        "Andrei Kostin, the head of VTB, paid. In Kyiv, Andriy Kostin opened a case. "
        "The VTB banker Kostin laughed; “we will see,” prosecutor Kostin said in Kyiv."
    )
    found = [m.id for m in box.find(text) if "Kostin" in m.surface]
    assert found == [
        "person/andrey-kostin",
        "person/andriy-kostin",
        "person/andrey-kostin",
        "person/andriy-kostin",
    ]


STATE_DUMA = "Leonid Slutsky, chairman of the State Duma committee on international affairs, said so."
OFFICES = {
    STATE_DUMA: "person/leonid-slutsky",
    "Football coach Leonid Slutsky named his team.": "person/leonid-slutsky-coach",
}


@pytest.mark.parametrize(("text", "expected"), OFFICES.items())
def test_words_of_an_office_tell_namesakes_of_one_country_apart(
    text: str, expected: str, box: Normalizer
) -> None:
    assert named(box.find(text), "Leonid Slutsky") == [expected]


COUNTRIES = {
    "the Ukrainian Defence Ministry": "org/ministry-of-defence-ukraine",
    "Ukraine's Defence Ministry": "org/ministry-of-defence-ukraine",
    "Russia's Defence Ministry": "org/ministry-of-defence-russia",
}


@pytest.mark.parametrize(("text", "expected"), COUNTRIES.items())
def test_a_country_beside_an_office_tells_whose_it_is(text: str, expected: str, box: Normalizer) -> None:
    assert expected in [m.id for m in box.find(f"It was {text} that said so.")]


def test_a_bird_and_a_country_are_told_apart(box: Normalizer) -> None:
    assert named(box.find("Russia and Turkey met in Ankara."), "Turkey") == ["place/turkey"]
    assert named(box.find("Turkey, stuffed and roasted, is best at Thanksgiving."), "Turkey") == []
    assert named(box.find("Chad and its neighbours Niger and Sudan signed."), "Chad") == ["place/chad"]
    assert named(box.find("Chad, a quarterback, threw."), "Chad") == []


def test_a_list_of_names_is_a_document_on_request(box: Normalizer) -> None:
    names = [
        "Vladimir Medinsky",
        "Oleksii Reznikov",
        "Reznikov",
        "Резникова",
        "Medinksy",
        "nobody of note",
        "",
    ]
    alone = box.normalize_many(names)
    together = box.normalize_many(names, same_document=True)
    assert [m.query for m in together] == names
    assert [m.id for m in alone][2:4] == [None, None]
    assert [m.name for m in together][:5] == [
        "Vladimir Medinsky",
        "Oleksii Reznikov",
        "Oleksii Reznikov",
        "Oleksii Reznikov",
        "Vladimir Medinsky",
    ]
    assert [m.status for m in together][5:] == [Status.UNMATCHED] * 2


def test_a_stranger_in_a_list_takes_the_family_name(box: Normalizer) -> None:
    assert [m.id for m in box.normalize_many(["Igor Medinsky", "Medinsky"], same_document=True)] == [
        None,
        None,
    ]


def test_scores_stay_probabilities_and_candidates_stay_ordered(box: Normalizer) -> None:
    text = (
        "Andrei Kostin of VTB. Prosecutor General Andrei Kostin. Kostin. Reznikov. Oleksii Reznikov. "
        "Turkey, Chad, Georgia."
    )
    for mention in box.find(text, unknown=True):
        scores = [candidate.score for candidate in mention.match.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert sum(scores) <= 1.001
        assert mention.match.score == scores[0]
        assert (mention.match.entity is not None) == bool(mention)


def test_a_table_without_countries_and_notes_is_resolved_by_full_names() -> None:
    n = Normalizer.from_entities(
        [
            Entity("c/1", "Kamala Okonjo", "person", weak=["Okonjo"]),
            Entity("c/2", "Emeka Okonjo", "person", weak=["Okonjo"]),
        ]
    )
    assert [m.id for m in n.find("Emeka Okonjo spoke. Okonjo left.")] == ["c/2", "c/2"]
    assert [m.id for m in n.find("Emeka Okonjo spoke. Okonjo left. Kamala Okonjo came. Okonjo sat.")] == [
        "c/2",
        "c/2",
        "c/1",
        "c/1",
    ]
    assert [m.id for m in n.find("Okonjo left.") if m] == []
