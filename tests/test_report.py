"""The report page and the notebook fragments: nothing lost, nothing let through."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Candidate, Entity, Match, Mention, Normalizer, Stage, Status, Step
from translit.evidence import SHOWN_CONTRIBUTIONS, Contribution
from translit.pairs.log_odds import probability
from translit.report.fragments import explanation, safe
from translit.report.page import Document, page

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "&lt;b&gt;&amp;",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil",
    "</title></textarea></svg>]]>",
)


class Read(HTMLParser):
    """What a browser makes of a page: its elements with attributes, and the text of each `div.text`
    and of all.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.all = ""
        self.depth = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "div" and ("class", "text") in attrs:
            self.texts.append("")
            self.depth = 1
        elif self.depth and tag == "div":
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag == "div":
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.all += data
        if self.depth:
            self.texts[-1] += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]


@pytest.fixture(scope="module")
def n() -> Normalizer:
    return Normalizer.from_entities(
        [
            Entity(
                "person/reznikov",
                "Oleksii Reznikov",
                "person",
                country="UA",
                native={"uk": "Олексій Резніков"},
                wikidata="Q1",
            ),
            Entity("person/kostin-ru", "Andrey Kostin", "person", country="RU", weak=["Kostin"]),
            Entity("person/kostin-ua", "Andriy Kostin", "person", country="UA", weak=["Kostin"]),
            Entity("place/kyiv", "Kyiv", "place", country="UA", aliases=["Kiev"]),
            Entity("org/vtb", "VTB Bank", "org"),
        ]
    )


def marked(n: Normalizer, text: str) -> list[Mention]:
    """Return the mentions that square brackets mark, in the text without them."""
    mentions, at = [], 0
    for found in re.finditer(r"\[([^\]]*)\]", text):
        start = found.start() - at
        mentions.append(Mention(start, start + len(found[1]), found[1], n.normalize(found[1])))
        at += 2
    return mentions


def document(n: Normalizer, text: str, name: str = "a.txt") -> Document:
    return Document(name, re.sub(r"[\[\]]", "", text), marked(n, text))


def answered(text: str, status: Status, score: float = 0.5) -> Match:
    """Return an answer in which every text is *text*."""
    entity = Entity(text, text, "person", native={"en": text}, aliases=[text], wikidata=text, note=text)
    is_sure = status is Status.MATCHED
    candidates = tuple(Candidate(entity, text, score, Stage.FUZZY) for _ in range(2))
    steps = (Step(text, text, text, text),)
    return Match(text, status, entity if is_sure else None, score, Stage.FUZZY, candidates, steps, text)


TEXT = (
    "[Oleksii Reznikov] was in [Kiev].\r\n\r\n[Резніков] and [Kostin] of [VTB Bank]\n\n\n"
    "[Kyiv], [Kiev], [Kostyn].\n"
)


def test_the_page_holds_the_text_character_for_character(n: Normalizer) -> None:
    shown = [
        document(n, TEXT),
        document(
            n,
            "  \t[Kiev]\r \N{ZERO WIDTH JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
            "e\N{COMBINING ACUTE ACCENT}\n\n\n",
        ),
    ]
    assert Read(page(shown)).texts == [d.text for d in shown]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "\n",
                "\r\n",
                "\n \n",
                "\r",
                "<",
                "&amp;",
                "[Kiev]",
                "[a\n\nb]",
                "ß\N{COMBINING ACUTE ACCENT}",
                " ",
            ]
        ),
        max_size=12,
    )
)
def test_no_text_is_lost_or_read_as_markup(pieces: list[str]) -> None:
    unknown = Normalizer.from_entities([Entity("place/kyiv", "Kyiv", "place", aliases=["Kiev"])])
    shown = document(unknown, "".join(pieces))
    read = Read(page([shown]))
    assert read.texts == [shown.text]
    assert sum("mention" in value.split() and value != "mention" for value in read.values("class")) >= len(
        shown.mentions
    )


def test_what_html_cannot_hold_is_replaced() -> None:
    assert safe("a\0b\ud800c") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_is_read_as_markup(hostile: str) -> None:
    def shown(text: str) -> tuple[str, list[Mention]]:
        mentions = [
            Mention(at * len(text), (at + 1) * len(text), text, answered(text, status))
            for at, status in enumerate(Status)
        ]
        return page([Document(text, text * len(mentions), mentions)]), mentions

    source, mentions = shown(hostile)
    read, plain = Read(source), Read(shown("a")[0])
    assert read.texts == [hostile * len(mentions)]
    assert Counter(tag for tag, _ in read.elements) == Counter(tag for tag, _ in plain.elements)
    assert {name for _, attributes in read.elements for name in attributes} == {
        name for _, attributes in plain.elements for name in attributes
    }
    for fragment in (*(m.match._repr_html_() for m in mentions), *(m._repr_html_() for m in mentions)):
        assert hostile in Read(fragment).all
        assert not {tag for tag, _ in Read(fragment).elements} & {"script", "style", "img"}


def test_an_explanation_shows_the_sum_of_its_score(n: Normalizer) -> None:
    match = n.normalize("Oleksiy Reznikow")
    rows = re.findall(r"<td>([^<]*|<bdi>[^<]*</bdi>)</td><td>([+-][0-9.]+)</td>", explanation(match))
    *parts, (together, total) = rows
    assert "others together" in parts[-1][0]
    assert together == f"together, score {match.score:.2f}"
    assert len(parts) == SHOWN_CONTRIBUTIONS + 1
    assert sum(float(nats) for _, nats in parts) == pytest.approx(float(total), abs=0.06)
    assert probability(float(total)) == pytest.approx(match.score, abs=0.01)


def test_what_is_evidence_is_no_markup() -> None:
    for hostile in HOSTILE:
        entity = Entity("person/a", "A B", "person")
        evidence = (Contribution(hostile, 1.0),) * 50
        candidate = Candidate(entity, "A B", 0.7, Stage.FUZZY, (), evidence)
        shown = explanation(Match("A B", Status.MATCHED, entity, 0.7, Stage.FUZZY, (candidate,), (), "v"))
        assert shown.count("<tr>") == 1 + SHOWN_CONTRIBUTIONS + 2
        assert not {tag for tag, _ in Read(shown).elements} & {"script", "style", "img"}


def test_the_page_asks_for_nothing_from_outside(n: Normalizer) -> None:
    source = page([document(n, TEXT)])
    read = Read(source)
    assert not {tag for tag, _ in read.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    }
    assert not read.values("src")
    assert "@import" not in source
    assert "url(" not in source
    outside = [href for href in read.values("href") if not href.startswith("#")]
    assert set(outside) == {"https://www.wikidata.org/wiki/Q1"}  # a link that a person may follow
    assert any("default-src 'none'" in content for content in read.values("content"))


def test_every_link_and_label_has_its_target(n: Normalizer) -> None:
    read = Read(page([document(n, TEXT), document(n, "[Kiev]", "b.txt")]))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    wanted = [href[1:] for href in read.values("href") if href.startswith("#")]
    assert set(wanted + read.values("aria-describedby") + read.values("aria-labelledby")) <= set(ids)


def rows(source: str, identifier: str) -> list[str]:
    section = re.search(rf'<section[^>]*aria-labelledby="{identifier}".*?</section>', source, re.DOTALL)
    return [] if section is None else [Read(row).all for row in re.findall("<tr>.*?</tr>", section[0])[1:]]


def test_the_table_has_each_entity_with_its_spellings_and_how_often(n: Normalizer) -> None:
    source = page([document(n, TEXT)])
    assert rows(source, "entities")[0].startswith("Kyivplace, UAplace/kyiv3")
    assert "Kiev ×2: 1:25, 6:7" in rows(source, "entities")[0]
    assert "Kyiv ×1: 6:1" in rows(source, "entities")[0]
    assert len(rows(source, "entities")) == 3


def test_what_is_not_clear_and_what_looks_like_a_known_name_have_tables(n: Normalizer) -> None:
    names = [
        ("Kostin", n.normalize("Kostin")),
        ("Near", answered("x", Status.UNMATCHED, 0.2)),
        ("Far", answered("y", Status.UNMATCHED, 0.01)),
    ]
    mentions = [Mention(at * 7, at * 7 + len(name), name, match) for at, (name, match) in enumerate(names)]
    source = page([Document("a.txt", "Kostin Near   Far", mentions)])
    (unclear,) = rows(source, "ambiguous")
    assert "person/kostin-ru" in unclear
    assert "person/kostin-ua" in unclear
    (alike,) = rows(source, "unknown")
    assert alike.startswith("Nearx (x) 0.20")


def test_an_unclear_name_is_dotted_and_every_look_is_in_the_legend(n: Normalizer) -> None:
    source = page([document(n, "[Kostin] [Kiev] [Zzyzx]")])
    legend = re.search('<ul class="legend".*?</ul>', source)
    assert legend is not None
    for look in ("person ambiguous", "place matched", "unknown"):
        assert source.count(f'class="mention {look}"') == 2  # in the text, and in the legend
        assert f'class="mention {look}"' in legend[0]
    assert ".mention.ambiguous { border-bottom-style: dotted" in source


def test_many_places_wait_behind_a_disclosure_and_none_is_lost(n: Normalizer) -> None:
    source = page([document(n, "[Kiev] " * 40)])
    (row,) = rows(source, "entities")
    assert len(re.findall(r"1:\d+", row)) == 40
    assert "and 32 more" in row


def test_the_same_texts_give_the_same_page(n: Normalizer) -> None:
    assert page([document(n, TEXT)]) == page([document(n, TEXT)])


def test_a_page_without_names_is_a_page(n: Normalizer) -> None:
    read = Read(page([Document("empty.txt", "", ())]))
    assert read.texts == [""]
    assert "0 names found" in read.all


def test_a_mention_that_is_not_in_the_text_is_refused(n: Normalizer) -> None:
    kiev = n.normalize("Kiev")
    with pytest.raises(ValueError, match=r"a\.txt: no mention 'Kiev' at 1–5"):
        Document("a.txt", "Kiev!", [Mention(1, 5, "Kiev", kiev)])
    with pytest.raises(ValueError, match="overlaps"):
        Document("a.txt", "Kiev", [Mention(0, 4, "Kiev", kiev), Mention(2, 4, "ev", kiev)])


def test_a_notebook_shows_an_answer_with_its_reasons(n: Normalizer) -> None:
    match = n.normalize("Kiev")
    shown = Read(match._repr_html_()).all
    assert shown.startswith("'Kiev' is Kyiv (place/kyiv), score")
    assert "alias: 'Kiev' → 'Kyiv'" in shown
    assert Read(Mention(3, 7, "Kiev", match)._repr_html_()).all == shown


def test_words_that_names_are_made_of_are_no_unknown_names(box: Normalizer) -> None:
    text = "In the Pacific the Committee met; Affairs were slow. Later Mr. Resnikov spoke."
    assert [m.surface for m in box.find(text, unknown=True)] == ["Resnikov"]


def test_a_title_of_ones_own_is_shown_as_text() -> None:
    shown = page([Document("a.txt", "Kiev", ())], title="<b>News</b>")
    assert "<title>&lt;b&gt;News&lt;/b&gt;</title>" in shown
