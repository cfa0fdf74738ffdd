"""Romanization by named scheme, and the use that tables make of it."""

import pytest
from conftest import HERE

from translit import Kind, Normalizer, Stage, Status, UnknownSchemeError, romanizations, romanize, schemes
from translit.index.box import BOX

SCRIPTED = (
    "uk",
    "ru",
    "be",
    "bg",
    "sr",
    "mk",
    "kk",
    "ky",
    "tg",
    "uz",
    "mn",
    "el",
    "hy",
    "ka",
    "ko",
    "ja",
    "ar",
    "fa",
    *("hi", "bn", "ta", "te", "ur", "ps", "he", "am", "ti", "my", "bo", "dv", "tt", "ba", "ce", "ab", "ug"),
    *("km", "lo"),
)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Щербак, щербак, ЩЕРБАК", "uk", "Shcherbak, shcherbak, SHCHERBAK"),
        ("Єнакієве. Згорани; ЗГОРАНИ", "uk", "Yenakiieve. Zghorany; ZGHORANY"),
        ("Ю. Я. Їжак", "uk", "Yu. Ya. Yizhak"),
        ("Kyiv 2022: Київ!", "uk", "Kyiv 2022: Kyiv!"),
        ("", "uk", ""),
    ],
)
def test_capitals_borders_and_what_is_not_a_letter(text: str, lang: str, expected: str) -> None:
    assert romanize(text, lang=lang) == expected


def test_decomposed_text_is_the_same_text() -> None:
    assert romanize("Київ и\N{COMBINING BREVE}", lang="uk") == romanize("Київ й", lang="uk")


def test_the_letters_tell_the_language() -> None:
    assert romanize("Їжакевич") == romanize("Їжакевич", lang="uk")
    assert romanize("Быхаў") == romanize("Быхаў", lang="be")
    assert romanize("Plain text") == "Plain text"


def test_a_scheme_is_found_by_id_by_short_name_and_by_either_case() -> None:
    by_id = romanize("Щукин", scheme="icao-rus-Cyrl-Latn-9303")
    assert (
        by_id
        == romanize("Щукин", lang="ru", scheme="icao")
        == romanize("Щукин", lang="ru", scheme="ICAO")
        == "Shchukin"
    )


@pytest.mark.parametrize(
    ("lang", "scheme", "message"),
    [
        ("uk", "kmu-5", "near ones: .*kmu-55"),
        (None, "iso-9", "tell the language"),
        (None, "q", "there are: .* …$"),
        ("ua", None, "near ones: .*uk"),
        ("uk", "icao-rus-Cyrl-Latn-9303", "no scheme of uk"),
    ],
)
def test_an_unknown_scheme_or_language_lists_the_near_ones(
    lang: str | None, scheme: str | None, message: str
) -> None:
    with pytest.raises(UnknownSchemeError, match=message):
        romanize("Київ", lang=lang, scheme=scheme)


def test_schemes_are_listed_with_their_source() -> None:
    assert [s.id for s in schemes()] == sorted(s.id for s in schemes())
    assert all(s.authority and s.title and s.source and s.script for s in schemes())
    assert {s.lang for s in schemes("uk")} == {"uk"}


def test_a_language_has_one_usual_scheme_and_no_short_name_twice() -> None:
    for lang in {s.lang for s in schemes()}:
        found = schemes(lang)
        assert sum(s.is_usual for s in found) == 1, lang
        names = [name for s in found for name in s.names]
        assert len(names) == len(set(names)), lang


def test_romanizations_are_what_all_schemes_give() -> None:
    found = romanizations("Юрій", lang="uk")
    assert found == {romanize("Юрій", scheme=s.id) for s in schemes("uk")}
    assert {"Yurii", "Iurii", "Jurij", "Yuriy"} <= found


@pytest.mark.parametrize("lang", SCRIPTED)
def test_any_schemes_spelling_of_a_native_form_is_found_without_being_listed(
    box: Normalizer, lang: str
) -> None:
    table = BOX.vocabulary.schemes
    native = [(e, text) for e in box.entities() for text in e.native.get(lang, ())]
    wrong = []
    for entity, text in native[:: max(1, len(native) // 60)]:
        # what is read with a library that may not be installed (kanji, Thai) is not compiled into
        # the tables
        for spelled in table.keys(text, (lang,), is_person=entity.kind is Kind.PERSON):
            match = box.normalize(spelled)
            found = {c.entity.id: c.stage for c in match.candidates}
            if (
                found.get(entity.id) not in (Stage.EXACT, Stage.FOLDED, Stage.ROMANIZED)
                or match.status is Status.UNMATCHED
            ):
                wrong.append((text, spelled, match.status.value, match.id, found.get(entity.id)))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "lang", "scheme", "expected"),
    [
        ("جمال عبد الناصر", "ar", "egypt", "Gamal Abdel Nasser"),
        ("جمال عبد القادر", "ar", "maghreb", "Djamel Abdelkader"),
        ("عبدالفتاح السيسي", "ar", "gulf", "Abdulfattah Al-Sisi"),
        ("فُؤَاد شِهَاب", "ar", "lebanon", "Fouad Chehab"),
        ("فؤاد شهاب ١٩٥٨", "ar", "lebanon", "Fouad Chehab 1958"),
        ("محمود احمدی‌نژاد", "fa", "press", "Mahmoud Ahmadinejad"),
        # not listed: by its letters
        ("شوقي القرقفي", "ar", "gulf", "Shauqi Al-Qrqfi"),
    ],
)
def test_a_press_writes_names_by_the_name(text: str, lang: str, scheme: str, expected: str) -> None:
    assert romanize(text, lang=lang, scheme=scheme) == expected


def test_no_table_is_compiled_to_what_a_press_writes() -> None:
    assert romanize("جمال", lang="ar", scheme="maghreb") == "Djamel"
    assert "djamel" not in BOX.vocabulary.schemes.keys("جمال", ("ar",), is_person=True)


def test_the_machine_readable_zone_has_names_of_persons_alone() -> None:
    table = BOX.vocabulary.schemes
    assert "edn" in table.keys("عدن", ("ar",), is_person=True)
    assert "edn" not in table.keys("عدن", ("ar",))


def test_the_page_of_schemes_is_up_to_date() -> None:
    import runpy

    made = runpy.run_path(str(HERE.parent / "docs" / "make_romanization.py"))
    assert made["PAGE"].read_text(encoding="utf8") == made["page"](), "run python docs/make_romanization.py"
