"""Names in running text are found where they stand, and nothing else is."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Entity, Mention, Normalizer, Status
from translit.tables.sources import read_source

TEXTS = Path(__file__).parent / "texts"
SHORT = read_source(TEXTS / "short.yaml").root.plain()


def matched(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(mention.surface, mention.name) for mention in mentions if mention]


@pytest.fixture(scope="module")
def people() -> Normalizer:
    return Normalizer.from_entities(
        [
            Entity("c/1", "Ursula von der Leyen", "person", country="DE"),
            Entity("c/2", "Jyväskylä", "place", country="FI"),
            Entity("c/3", "Bank of Vasa", "org", country="FI"),
            Entity("c/4", "Зоряна Смілянець", "person", country="UA"),
        ]
    )


@pytest.mark.parametrize("case", SHORT, ids=lambda case: f"{case['lang']}: {case['text'][:24]}")
def test_a_short_text_has_just_its_names(case: dict[str, object], box: Normalizer) -> None:
    assert matched(box.find(str(case["text"]))) == [tuple(pair) for pair in case["names"]]  # type: ignore[attr-defined]


def test_every_mention_of_the_article_is_found_and_no_other(box: Normalizer) -> None:
    text = (TEXTS / "article.txt").read_text(encoding="utf8")
    with (TEXTS / "article.tsv").open(encoding="utf8") as file:
        gold = [
            (int(row["start"]), int(row["end"]), row["surface"], row["entity"])
            for row in csv.DictReader(file, delimiter="\t")
        ]
    assert [(m.start, m.end, m.surface, m.name) for m in box.find(text) if m] == gold


@pytest.mark.parametrize("case", SHORT, ids=lambda case: case["lang"])
def test_places_are_those_of_the_text_as_given(case: dict[str, str], box: Normalizer) -> None:
    before = "🇺🇦 e\u0301ﬁß\N{RIGHT-TO-LEFT MARK}\n\n"
    mentions, moved = box.find(case["text"]), box.find(before + case["text"])
    assert [(m.start + len(before), m.end + len(before), m.name) for m in mentions] == [
        (m.start, m.end, m.name) for m in moved
    ]
    assert all(case["text"][m.start : m.end] == m.surface for m in mentions)


PIECES = [
    "Kyiv", "Putin", "V.", "Vladimir", "the", "Ministry", "of", "Defence", "’s", "-", ", ", ". ", " ",
    "\n", "\n\n", "普京", "プーチン", "روسيا", "Киеве", "Київ", "U.S.", "🙂", "\u0301", "ß", "X", "«", "MAY",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    mentions = BOX.find(text, unknown=True, demonyms=True)
    assert all(text[m.start : m.end] == m.surface and m.start < m.end for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert BOX.find(text, unknown=True, demonyms=True) == mentions


BOX = Normalizer.builtin()


def test_the_longest_name_is_taken(box: Normalizer) -> None:
    mentions = box.find("The Bank of Russia and Moscow State University met in Russia.")
    assert [mention.surface for mention in mentions] == [
        "Bank of Russia",
        "Moscow State University",
        "Russia",
    ]


def test_a_table_of_ones_own_is_searched_alike(people: Normalizer) -> None:
    text = (
        "Von der Leyen flew to JYVASKYLA; the Bank of Vasa, Ursula van der Leyen said, "
        "told Zoriana Smilianets. В Зоряни Смілянець."
    )
    assert [(m.surface, m.id) for m in people.find(text) if m] == [
        ("Von der Leyen", "c/1"),
        ("JYVASKYLA", "c/2"),
        ("Bank of Vasa", "c/3"),
        ("Ursula van der Leyen", "c/1"),
        ("Zoriana Smilianets", "c/4"),
        ("Зоряни Смілянець", "c/4"),
    ]


def test_names_that_were_added_are_found_and_removed_ones_are_not(people: Normalizer) -> None:
    more = people.add([Entity("c/9", "Roberta Metsola", "person")]).remove(["c/2"])
    assert [m.id for m in more.find("Roberta Metsola in Jyväskylä with Ursula von der Leyen") if m] == [
        "c/9",
        "c/1",
    ]


def test_a_name_broken_over_two_lines_is_one_name(box: Normalizer) -> None:
    assert matched(box.find("It was said by Vladimir\nPutin and others.\n\nVladimir\n\nPutin"))[:1] == [
        ("Vladimir\nPutin", "Vladimir Putin")
    ]


def test_unknown_names_that_are_like_known_ones_are_told_on_request(box: Normalizer) -> None:
    text = "Sergei Reznikov, a singer, came; Henrietta Fore did not."
    assert box.find(text) == []
    (mention,) = box.find(text, unknown=True)
    assert mention.surface == "Sergei Reznikov"
    assert mention.status is Status.UNMATCHED
    assert "person/oleksii-reznikov" in [candidate.entity.id for candidate in mention.match.candidates]


def test_words_for_people_are_countries_on_request(box: Normalizer) -> None:
    text = "Polish drivers met two Ukrainians in Lviv."
    assert matched(box.find(text)) == [("Lviv", "Lviv")]
    mentions = box.find(text, demonyms=True)
    assert matched(mentions) == [("Polish", "Poland"), ("Ukrainians", "Ukraine"), ("Lviv", "Lviv")]
    assert mentions[0].match.steps[0].name == "demonym"


def test_a_mention_reads_as_its_match(box: Normalizer) -> None:
    (mention,) = box.find("in Kiev")
    assert (mention.entity, mention.name, mention.id, mention.status) == (
        mention.match.entity,
        "Kyiv",
        "place/kyiv",
        Status.MATCHED,
    )
    assert mention
    assert str(mention) == "Kiev"
    assert mention.to_dict() == {"start": 3, "end": 7, "surface": "Kiev", "match": mention.match.to_dict()}


@pytest.mark.parametrize("text", [b"Kyiv", None, 7])
def test_what_is_no_text_is_refused(text: object, box: Normalizer) -> None:
    with pytest.raises(TypeError, match="find takes a text"):
        box.find(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "\ud800",
        "…",
        "A" * 100_000,
        "A " * 20_000,
        "Kyiv" * 20_000,
        "Аб" * 20_000,
        "(" * 20_000,
    ],
)
def test_odd_texts_come_through(text: str, box: Normalizer) -> None:
    assert all(text[m.start : m.end] == m.surface for m in box.find(text))


def test_one_word_again_and_again_is_found_every_time(box: Normalizer) -> None:
    for between in (" ", "\n", ", ", "-", " and "):
        mentions = box.find(between.join(["Mariupol"] * 2_000))
        assert len(mentions) == 2_000, repr(between)
