"""What `find` says of names agrees with `normalize`, and with itself in every mode."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from translit import Entity, Kind, Mention, Normalizer, Settings, Status
from translit.index.box import BOX
from translit.tables.sources import read_source
from translit.writing.keys import key
from translit.writing.scripts import native_script

TEXTS = Path(__file__).parent / "texts"
SENTENCE = "It was {} who came."
MODES = ("strict", "balanced", "lenient")
SHORT = [case["text"] for case in read_source(TEXTS / "short.yaml").root.plain()]
DOCUMENTS = [
    "プーチンは言った。",
    "Putin spoke.",
    "Oleksii Reznikov came. Reznikov spoke; Резникова ждали.",
    "Igor Medinsky, a plumber, called. Medinsky left; Vladimir Medinsky came, and Medinksy.",
    "Andrei Kostin, the head of VTB, paid. In Kyiv, Andriy Kostin opened a case. Kostin laughed.",
    "Turkey, stuffed and roasted, is best at Thanksgiving. Chad, Jordan and Georgia signed.",
    "the Donetsk and Lugansk People's Republics; Viktor Herashchenko; Aekxei Reznikov",
    *SHORT,
    *((TEXTS / "article.txt").read_text(encoding="utf8").split("\n\n")),
]


@pytest.fixture(scope="module")
def modes(box: Normalizer) -> dict[str, Normalizer]:
    return {mode: Normalizer.builtin(settings=Settings(mode=mode)) for mode in MODES}


def matched(mentions: list[Mention]) -> set[tuple[int, int, str | None]]:
    return {(mention.start, mention.end, mention.id) for mention in mentions if mention}


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text[:20])
def test_what_a_stricter_mode_finds_a_laxer_one_finds_too(text: str, modes: dict[str, Normalizer]) -> None:
    strict, balanced, lenient = (matched(modes[mode].find(text)) for mode in MODES)
    assert strict <= balanced <= lenient


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text[:20])
@pytest.mark.parametrize("mode", MODES)
def test_a_name_is_matched_from_the_score_on_that_its_mode_asks(
    mode: str, text: str, modes: dict[str, Normalizer]
) -> None:
    least = {"strict": 0.9, "balanced": 0.75, "lenient": 0.51}[mode]
    assert [(m.surface, m.match.score) for m in modes[mode].find(text) if m and m.match.score < least] == []


def test_a_list_of_one_document_is_read_alike_in_every_mode(modes: dict[str, Normalizer]) -> None:
    names = ["Vladimir Medinsky", "Oleksii Reznikov", "Reznikov", "Резникова", "Medinksy", "Kostin", "Putin"]
    ids = [
        {(at, m.id) for at, m in enumerate(modes[mode].normalize_many(names, same_document=True)) if m}
        for mode in MODES
    ]
    assert ids[0] <= ids[1] <= ids[2]


def test_a_full_name_in_its_document_makes_a_surname_sure_enough_for_strict(
    modes: dict[str, Normalizer],
) -> None:
    found = modes["strict"].find("Vladimir Putin came. Putin spoke.")
    assert [(m.surface, m.status, m.id) for m in found] == [
        ("Vladimir Putin", Status.MATCHED, "person/vladimir-putin"),
        ("Putin", Status.MATCHED, "person/vladimir-putin"),
    ]


def test_a_surname_without_capitals_is_not_sure_enough_for_strict(modes: dict[str, Normalizer]) -> None:
    assert [m.status for m in modes["strict"].find("プーチンは言った。")] == [Status.AMBIGUOUS]


OWN = [
    Entity("c/1", "Vasyl Vakulenko", "person"),
    Entity("c/2", "Hissène Habré", "person"),
    Entity("c/3", "Ursula von der Leyen", "person"),
    Entity("c/4", "Зоряна Смілянець", "person"),
    Entity("c/5", "Jyväskylä Shipyard", "org"),
    Entity("c/6", "Gamal Abdel Nasser", "person"),
]
SPELLED = [
    *("Vasyl Wakulenko", "Vasil Vakulenko", "Vasyl Vakulenka", "Hissene Habre", "Hissen Habre"),
    *("Ursula van der Leyen", "Zoriana Smilianets", "Zoryana Smilyanets", "Jyvaskyla Shipyard"),
    *("Jamal Abdel Nasser", "Gamal Abdul Nasser"),
]


@pytest.mark.parametrize("name", SPELLED)
def test_a_name_of_an_own_list_that_is_matched_alone_is_found_in_a_sentence(name: str) -> None:
    n = Normalizer.from_entities(OWN)
    alone = n.normalize(name)
    assert alone
    assert [(m.surface, m.id) for m in n.find(SENTENCE.format(name)) if m] == [(name, alone.id)]


def test_a_full_name_that_is_matched_alone_is_found_in_a_sentence(box: Normalizer) -> None:
    people = [entity for entity in box.entities() if entity.kind is Kind.PERSON]
    names = [entity.name for entity in random.Random(16).sample(people, 300) if " " in entity.name]
    missed = {}
    for name in names:
        alone = box.normalize(name)
        if alone and alone.id not in {m.id for m in box.find(SENTENCE.format(name)) if m}:
            missed[name] = [(m.surface, m.status.value, m.id) for m in box.find(SENTENCE.format(name))]
    assert missed == {}


# Also words, given names or other names: the document must speak for them.
HOMOGRAPHS = {
    *("Chad", "Cologne", "Dominica", "Guinea", "Jersey", "Jordan", "Malé", "Perm"),
    *("Sofia", "Turkey"),
}


def test_a_place_that_is_matched_alone_is_found_in_a_sentence_unless_it_is_a_word_too(
    box: Normalizer,
) -> None:
    places = sorted(entity.name for entity in box.entities() if entity.kind is Kind.PLACE)
    names = {*places[::5], *HOMOGRAPHS}
    missed = {
        name
        for name in names
        if (alone := box.normalize(name))
        and alone.id not in {m.id for m in box.find(SENTENCE.format(name)) if m}
    }
    assert missed == HOMOGRAPHS


def is_a_word_too(label: str) -> bool:
    """Whether a text uses a name as a word: who posts on Twitter or let it go names nobody."""
    return BOX.cues.is_ordinary(label) or key(label) in BOX.cues.lookalikes


def has_a_word_of_one_sound(label: str) -> bool:
    """Whether a name in Hebrew or Arabic has a word that may be a preposition: אל על is "up to"."""
    return native_script(label) in ("Hebr", "Arab") and min(map(len, label.split())) <= 2


@pytest.mark.parametrize("part", range(4))
def test_an_organisation_that_is_matched_alone_is_found_in_a_sentence_unless_it_is_a_word_too(
    part: int, box: Normalizer
) -> None:
    organisations = [entity for entity in box.entities() if entity.kind is Kind.ORG]
    labels = sorted(
        {alias.text for entity in organisations for alias in entity.listed() if not alias.is_weak}
    )
    missed = {
        label
        for label in labels[part::4]
        if (alone := box.normalize(label))
        and alone.id not in {m.id for m in box.find(SENTENCE.format(label)) if m}
        and not is_a_word_too(label)
        and not has_a_word_of_one_sound(label)
    }
    assert len(labels) > 7_000
    assert missed == set()


AS_LISTED = [  # in a text, and who is named there
    ("За это отвечает компания «Сухой» из Москвы.", "org/sukhoi-company", "компания «Сухой»"),
    ("Nike, Inc. sued.", "org/nike-inc", "Nike, Inc."),
    ("(G-7) met in Bonn", "org/g7", "G-7"),
    ("Nord Stream 2 AG is in Zug", "org/nord-stream-2-ag", "Nord Stream 2 AG"),
    ("he told Lenta.ru, and", "org/lenta-ru", "Lenta.ru"),
    ("the «Kurdistan Workers' Party» itself", "org/kurdistan-workers-party", "Kurdistan Workers' Party"),
]


@pytest.mark.parametrize(("text", "entity", "surface"), AS_LISTED)
def test_a_name_with_signs_and_numbers_is_found_as_it_is_listed(
    text: str, entity: str, surface: str, box: Normalizer
) -> None:
    assert (surface, entity) in [(m.surface, m.id) for m in box.find(text) if m]


@pytest.mark.parametrize(
    "text",
    [
        "Сухой закон",  # no компания before it
        "the G-70 and the G-7-like bodies",
        "the nike, inc. of goddesses",
        "Russia-15 and Russia-1a",
    ],
)
def test_no_name_is_cut_out_of_a_longer_word_or_written_otherwise(text: str, box: Normalizer) -> None:
    assert [m.surface for m in box.find(text) if m and m.entity and m.entity.kind is Kind.ORG] == []


def test_a_name_with_a_lowercase_word_behind_a_hyphen_is_one_name(box: Normalizer) -> None:
    mentions = box.find("Kim Jong-un met a Moscow-based envoy and Roh Moo-hyun's aide.")
    assert [m.surface for m in mentions if m] == ["Kim Jong-un", "Moscow", "Roh Moo-hyun"]


def test_a_given_name_that_stands_last_where_surnames_come_first_is_no_surname(box: Normalizer) -> None:
    mentions = box.find("Viktor Orban came. Viktor Medvedchuk spoke. Viktor smiled.")
    assert [(m.surface, m.id) for m in mentions] == [
        ("Viktor Orban", "person/viktor-orban"),
        ("Viktor Medvedchuk", "person/viktor-medvedchuk"),
    ]


@pytest.mark.parametrize(
    ("text", "alias"),
    [("Putin spoke.", "Vladimir Putin"), ("Путин сказал.", "Владимир Путин")],
)
def test_a_bare_surname_names_an_alias_in_its_own_script(text: str, alias: str, box: Normalizer) -> None:
    (mention,) = box.find(text)
    assert mention.match.candidates[0].alias == alias


def test_a_name_whose_reading_is_empty_comes_through(box: Normalizer) -> None:
    assert box.find("Αυτό ήταν Α Τσ") == []
