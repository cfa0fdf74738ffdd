"""Latin back into a script: exact where the standard is reversible, refused where it is not."""

import pickle
import random

import pytest
from conftest import HERE

from translit import IrreversibleError, UnknownSchemeError, romanize, schemes, to_script, to_scripts
from translit.tables.sources import read_source

# Standards that write each letter in one way, no two alike: letters in any order come back.
REVERSIBLE = {
    "iso-rus-Cyrl-Latn-9-1995": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "iso-ukr-Cyrl-Latn-9-1995": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "iso-bul-Cyrl-Latn-9-1995": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "gost-rus-Cyrl-Latn-7.79-2000-2002": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "alalc-kat-Geor-Latn-2011": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
}
MADE_TO_BE_REVERSED = [
    *(scheme.id for scheme in schemes() if scheme.id.endswith("-9-1995") or "-15919-" in scheme.id),
    "gost-rus-Cyrl-Latn-7.79-2000-2002",
    "iso-kat-Geor-Latn-9984-1996",
    "iso-arm-Armn-Latn-9985-1996",
]
HINDI = ["नरेन्द्र मोदी", "इन्दिरा गाँधी", "अटल बिहारी वाजपेयी", "लखनऊ", "महात्मा", "कृष्ण", "रवीन्द्रनाथ ठाकुर", "ज़ाकिर"]


@pytest.mark.parametrize("scheme", REVERSIBLE)
def test_letters_in_any_order_come_back(scheme: str) -> None:
    chance = random.Random(scheme)
    for length in range(1, 13):
        word = "".join(chance.choices(REVERSIBLE[scheme], k=length)).lstrip("ьъ")  # no name begins so
        for text in (word, word.capitalize(), f"{word.capitalize()}-{word}, {word}"):
            assert to_script(romanize(text, scheme=scheme), scheme=scheme) == text


@pytest.mark.parametrize("text", HINDI)
def test_words_of_an_indic_script_come_back(text: str) -> None:
    assert to_script(romanize(text, lang="hi", scheme="iso-15919"), lang="hi", scheme="iso-15919") == text


@pytest.mark.parametrize("scheme", MADE_TO_BE_REVERSED)
def test_the_samples_of_a_standard_made_to_be_reversed_come_back(scheme: str) -> None:
    document = read_source(HERE.parent / "aliases" / "romanization" / f"{scheme}.yaml").root.plain()
    names = [(native, latin) for native, latin in document["samples"] if not native.isdecimal()]
    for native, latin in names[:8]:
        readings = to_scripts(latin, scheme=scheme)
        # a joiner says how letters are drawn, and no more
        assert native.replace("\u200d", "") in readings, (native, latin)


@pytest.mark.parametrize(
    ("latin", "lang", "scheme", "native"),
    [
        ("Vaŭkavysk", "be", "lacinka", "Ваўкавыск"),
        ("Janka Kupała", "be", "lacinka", "Янка Купала"),
        ("J̌ovana", "sr", "iso-9", "Јована"),  # no composed J̌, but a composed ǰ
        ("pra:uga", "hi", "iso-15919", "प्रउग"),
        ("Poios eísai?", "el", "elot-743-tl", "Ποιος είσαι;"),
    ],
)
def test_only_what_is_spelled_as_words_are_is_meant(latin: str, lang: str, scheme: str, native: str) -> None:
    assert romanize(native, lang=lang, scheme=scheme) == latin
    assert to_scripts(latin, lang=lang, scheme=scheme)[0] == native


def test_a_word_that_may_have_had_a_silent_letter_is_refused() -> None:
    assert to_script("Vaŭkavysk", lang="be", scheme="lacinka") == "Ваўкавыск"
    with pytest.raises(IrreversibleError, match="Львів"):
        to_script("Lviv", lang="uk", scheme="kmu-55")


def test_capitals_come_back() -> None:
    assert to_script("OBʺEZDČIK", lang="ru", scheme="iso-9") == "ОБЪЕЗДЧИК"


@pytest.mark.parametrize(
    "scheme", [scheme for scheme in schemes("uk") if not scheme.reader], ids=lambda s: s.id
)
@pytest.mark.parametrize("word", ["Одеса", "Харків"])
def test_what_was_romanized_is_among_the_readings(scheme, word: str) -> None:
    latin = romanize(word, scheme=scheme.id)
    readings = to_scripts(latin, scheme=scheme.id, limit=60)
    assert word in readings
    assert all(romanize(reading, scheme=scheme.id) == latin for reading in readings)


def test_a_scheme_that_leaves_letters_out_is_refused_with_the_readings() -> None:
    with pytest.raises(IrreversibleError, match="Лвів") as refused:
        to_script("Lviv", lang="uk", scheme="kmu-55")
    assert "Львів" in refused.value.readings
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.scheme, again.text, again.readings) == (
        refused.value.scheme,
        "Lviv",
        refused.value.readings,
    )


@pytest.mark.parametrize("text", ["Wxq", "Kyiv"])
def test_what_the_scheme_does_not_write_is_refused(text: str) -> None:
    with pytest.raises(IrreversibleError, match="not what the scheme writes") as refused:
        to_script(text, lang="uk", scheme="iso-9")
    assert refused.value.readings == ()


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="give a language"):
        to_script("Kiïv")
    with pytest.raises(ValueError, match="limit must be 1 or more"):
        to_scripts("Kiïv", lang="uk", limit=0)
    with pytest.raises(UnknownSchemeError):
        to_script("Kiïv", lang="uk", scheme="no-such")
    with pytest.raises(TypeError):
        to_script(7, lang="uk")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " ", "12, 7", "—"])
def test_a_text_without_letters_stays(text: str) -> None:
    assert to_script(text, lang="ru", scheme="iso-9") == text


def test_a_long_word_ends() -> None:
    with pytest.raises(IrreversibleError):
        to_script("a" * 5000, lang="ru", scheme="iso-9")
