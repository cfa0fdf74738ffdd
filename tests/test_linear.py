"""Twice the text is twice the work: steps are counted at n, 2n and 4n characters, not timed."""

from collections.abc import Callable

import pytest
from steps import work

from translit import Entity, Kind, Normalizer, cluster, find, rewrite, romanize
from translit.index.box import BOX
from translit.model import MAX_LETTERS
from translit.names.acronyms import acronym_beside
from translit.names.beside import read_beside
from translit.names.lexicon import MAX_PHRASE
from translit.names.parts import parse_name
from translit.tables.listed import read_table
from translit.tables.sources import read_source
from translit.writing.keys import key

# What 2n characters more may cost, as a multiple of what n more did: 2 where the work is linear, 4
# where it is quadratic.
MOST = 2.7
# Of a name, which ends at MAX_LETTERS, steps a character: most kinds take some 100.
MOST_OF_NAME = 3_000

TEXTS = {
    "one word": "a",
    "one word, Cyrillic": "щ",
    "words": "Anna met Bohdan. ",
    "capitals": "Ab ",
    "Cyrillic": "Щукин приехал. ",
    "Han": "習近平",
    "Han, words": "習近平 ",
    "Han, names with a dot": "乔治·布什 ",
    "kana": "ヴァイオリン",
    "Hangul": "김정은 ",
    "Arabic": "محمود ",
    "Hebrew, pointed": "נְתַנְיָהוּ ",
    "Devanagari": "नरेन्द्र ",
    "Burmese": "မြန်မာ",
    "Khmer": "ភ្នំពេញ",
    "Khmer, no vowels": "ក",
    "Lao": "ວຽງຈັນ",
    "marks": "a\N{COMBINING ACUTE ACCENT}\N{COMBINING DIAERESIS}",
    "invisible": "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}",
    "wrong encoding": "Ã©",
    "entities": "&eacute;",
    "escapes": "%C3%A9",
    "quotes": "'a",
}
NAMES = {
    "one letter": "a ",
    "a word": "ab ",
    "titles before": "dr ",
    "titles behind": "PhD ",
    "legal forms": "llc ",
    "legal forms, Cyrillic": "ООО ",
    "describing words": "bank of ",
    "particles": "von der ",
    "articles": "al-",
    "Hebrew, letters that are two in Arabic": "ע",
    "initials": "A. ",
    "numbers": "No 5 ",
    "brackets": "(a) ",
    "commas": "Paris, ",
    "née": "née Weber ",
    "capitals within": "aB",
    "Han": "习近平",
    "Korean titles": "대통령 ",
}


def increase(of: Callable[[str], object], unit: str, size: int) -> float:
    """Return what the letters between 2 *size* and 4 *size* cost, in those between *size* and 2
    *size*.
    """
    of((unit * size)[: 4 * size])  # what is read once, and kept
    one, two, four = (work(lambda n=n: of((unit * n)[:n])) for n in (size, 2 * size, 4 * size))
    return (four - two) / max(1, two - one)


@pytest.mark.parametrize("text", sorted(TEXTS))
@pytest.mark.parametrize("function", [romanize, key, find, rewrite])
def test_work_on_a_text_grows_with_its_length(function: Callable[[str], object], text: str) -> None:
    assert increase(function, TEXTS[text], 1_200) <= MOST


@pytest.mark.parametrize("text", ["عبدالناصر ", "عبد ", "ال", "ق"])
@pytest.mark.parametrize("scheme", ["egypt", "maghreb", "bgn-pcgn"])
def test_work_on_arabic_names_grows_with_the_length_of_the_text(scheme: str, text: str) -> None:
    assert increase(lambda names: romanize(names, lang="ar", scheme=scheme), text, 1_200) <= MOST


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("kind", [None, Kind.PERSON, Kind.ORG, Kind.PLACE])
def test_a_name_is_read_in_a_bounded_number_of_steps(kind: Kind | None, name: str) -> None:
    text = (NAMES[name] * MAX_LETTERS)[:MAX_LETTERS]
    for read in (parse_name, read_beside):
        read(text, BOX.lexicon, kind=kind)
        assert work(lambda read=read: read(text, BOX.lexicon, kind=kind)) <= MOST_OF_NAME * MAX_LETTERS


@pytest.mark.parametrize("words", [["ab"], ["of"], ["abc", "of"], ["the", "cab", "of"]])
def test_an_acronym_is_sought_in_linear_time(words: list[str]) -> None:
    steps = [work(lambda n=n: acronym_beside(words * n, {"of"})) for n in (120, 240, 480)]
    assert steps[2] - steps[1] <= MOST * (steps[1] - steps[0])


def test_no_title_or_legal_form_is_longer_than_the_window_they_are_sought_in() -> None:
    lexicon = BOX.lexicon
    for phrases in (lexicon.titles, lexicon.titles_after, lexicon.ambiguous_titles, lexicon.legal):
        assert max(len(phrase) for of in phrases.values() for phrase in of) <= MAX_PHRASE


def test_a_run_of_kanji_may_be_longer_than_the_library_takes() -> None:
    pytest.importorskip("sudachipy")
    assert romanize("安倍晋三" * 5_000, lang="ja").startswith("Abe Shinzō")


TOO_LONG = "ab " * 667


def test_what_is_longer_than_a_name_comes_in_by_no_door(tmp_path) -> None:
    for fields in (
        {"name": TOO_LONG},
        {"name": "Weber", "aliases": (TOO_LONG,)},
        {"name": "Weber", "weak": TOO_LONG},
        {"name": "Weber", "excluded": TOO_LONG},
        {"name": "Weber", "native": {"uk": TOO_LONG}},
    ):
        with pytest.raises(ValueError, match="at most 500 characters"):
            Entity("1", kind="org", **fields)
    path = tmp_path / "people.yaml"
    for field in ("name: ", "aliases: ", "weak: ", "not: ", "native: {uk: "):
        end = "}" if "{" in field else ""
        name = "" if field == "name: " else "  name: Anna Weber\n"
        path.write_text(f"- id: person/x  # own\n  kind: person\n{name}  {field}{TOO_LONG}{end}\n")
        with pytest.raises(Exception, match=r"people\.yaml:[34]: .* has more than 500 characters"):
            Normalizer.from_yaml(path)
    entities, report = read_table(
        [{"id": "1", "name": "Anna Weber", "aliases": [TOO_LONG, "A. Weber"], "not": [TOO_LONG]}], BOX.lexicon
    )
    assert [alias.text for alias in entities[0].listed()] == ["Anna Weber", "A. Weber"]
    assert "more than 500 characters" in str(report.notices[0])
    with pytest.raises(Exception, match="more than 500 characters"):
        Normalizer.from_table({"name": [TOO_LONG]})


def test_a_page_stands_alone_in_a_cluster_and_joins_nothing() -> None:
    pd = pytest.importorskip("pandas")
    from translit import join

    assert sorted(len(of.spellings) for of in cluster([TOO_LONG, TOO_LONG + "c", "x" * 1_000_000])) == [
        1,
        1,
        1,
    ]
    frame = pd.DataFrame({"name": [TOO_LONG, "Anna Weber"]})
    assert join(frame, frame, left_on="name")["translit_status"].tolist() == ["unmatched", "matched"]


def test_a_long_text_of_a_table_is_read_as_it_is_where_it_is_no_name(tmp_path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(f"- id: person/x  # own\n  kind: person\n  name: Anna Weber\n  note: {'word ' * 400}\n")
    assert read_source(path).root.value
    assert Normalizer.from_yaml(path).normalize("Anna Weber").entity.note.count("word") == 400
