"""Nothing is left half converted: no letter of another script stays, whatever is typed for a letter
is read as it, and Latin is not touched.
"""

import random
import unicodedata

import pytest
from conftest import HERE

from translit import TranslitError, UnromanizedError
from translit.tables.sources import read_vocabulary
from translit.writing.foreign_letters import foreign_letters
from translit.writing.romanize import Scheme
from translit.writing.scripts import guess_languages, script_of

SCHEMES = read_vocabulary(HERE.parent / "aliases").schemes
# the scripts whose letters a scheme may meet, and Unicode's basic blocks of them, which hold what
# CLDR gives as letters of the languages
LETTERS = {"Hrkt": {"Hira", "Kana"}}
BLOCKS = {"Hani": range(0x4E00, 0x9FA6, 3), "Hang": range(0xAC00, 0xD7A4, 5)}
BASIC = range(0x370, 0x3100)
WORDS, LONGEST = 300, 8


def letters(scheme: Scheme) -> str:
    own = LETTERS.get(scheme.script, {scheme.script})
    found = map(chr, BLOCKS.get(scheme.script, BASIC))
    return "".join(c for c in found if script_of(c) in own and unicodedata.category(c) != "Cn")


@pytest.mark.parametrize("scheme", SCHEMES.all(), ids=lambda scheme: scheme.id)
def test_no_letter_of_its_script_is_left_by_a_scheme(scheme: Scheme) -> None:
    try:
        left = {char for char in letters(scheme) if foreign_letters(SCHEMES.romanize(char, None, scheme.id))}
    except ImportError as missing:
        pytest.skip(str(missing))
    assert left == set()


@pytest.mark.parametrize("scheme", SCHEMES.all(), ids=lambda scheme: scheme.id)
def test_no_letter_is_left_of_words_of_letters_in_any_order(scheme: Scheme) -> None:
    own, chance = letters(scheme), random.Random(scheme.id)
    words = ["".join(chance.choices(own, k=chance.randint(2, LONGEST))) for _ in range(WORDS)]
    try:
        left = {word for word in words if foreign_letters(SCHEMES.romanize(word, None, scheme.id))}
    except ImportError as missing:
        pytest.skip(str(missing))
    assert left == set()


@pytest.mark.parametrize("scheme", SCHEMES.all(), ids=lambda scheme: scheme.id)
def test_latin_text_stays(scheme: Scheme) -> None:
    text = "Zoë O’Neill-Łoś ‘Ann’ (b. 1970)"
    assert SCHEMES.romanize(text, None, scheme.id) == text
    assert SCHEMES.romanize(text, None, None) == text


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Рыжов", "uk", "Ryzhov"),
        ("РЫЖОВ, Щедрин", "sr", "RYŽOV, Shchedrin"),
        ("Ғайрат Ўроқов", "ru", "G‘ayrat O‘roqov"),
    ],
)
def test_letters_of_another_language_are_written_as_it_writes_them(
    text: str, lang: str, expected: str
) -> None:
    latin = SCHEMES.romanize(text, lang, None)
    assert latin == expected


@pytest.mark.parametrize("text", ["ᏣᎳᎩ", "ᠮᠣᠩᠭᠣᠯ", "ܣܘܪܝܝܐ", "ᓄᓇᕗᑦ", "Ӏ"])
def test_a_script_without_a_scheme_comes_out_whole(text: str) -> None:
    latin = SCHEMES.romanize(text, None, None)
    assert latin
    assert not foreign_letters(latin)


@pytest.mark.parametrize("text", ["ⵜⵉⴼⵉⵏⴰⵖ", "ߒߞߏ"])
def test_a_script_that_nothing_reads_stays_whole_and_is_refused(text: str) -> None:
    assert SCHEMES.romanize(text, None, None) == text
    with pytest.raises(UnromanizedError):
        SCHEMES.romanize(text, None, None, strict=True)


def test_strict_refuses_what_a_scheme_does_not_name() -> None:
    assert SCHEMES.romanize("Рижов", "uk", None, strict=True) == "Ryzhov"
    with pytest.raises(UnromanizedError, match="ы") as refused:
        SCHEMES.romanize("Рыжов", "uk", None, strict=True)
    assert refused.value.letters == "ы"
    assert isinstance(refused.value, TranslitError)
    with pytest.raises(UnromanizedError):
        SCHEMES.romanize("ᚠᚢᚦ", None, None, strict=True)
    assert SCHEMES.romanize("Latin", None, None, strict=True) == "Latin"


@pytest.mark.parametrize("mark", "'’ʼ‘‛ʻ`´′＇ˈʹ"[:11])
@pytest.mark.parametrize(("lang", "scheme"), [("uk", "kmu-55"), ("be", "lacinka"), ("be", "national-2023")])
def test_whatever_is_typed_for_an_apostrophe_is_one(mark: str, lang: str, scheme: str) -> None:
    assert SCHEMES.romanize(f"Дем{mark}янюк", lang, scheme) == SCHEMES.romanize("Дем’янюк", lang, scheme)


@pytest.mark.parametrize(
    ("text", "lang", "scheme", "expected"),
    [
        ("Бонда\u0301ренко", "uk", "kmu-55", "Bondarenko"),
        ("Ки\u0301їв, Йо\u0301сиф", "uk", "kmu-55", "Kyiv, Yosyf"),
        ("ИВАН Ж. ЧЕХОВ", "ru", "bgn-pcgn-plain", "IVAN ZH. CHEKHOV"),
        ("Ж. Чехов, ООО", "ru", "bgn-pcgn-plain", "Zh. Chekhov, OOO"),
        ("ﾅｶﾞｻｷ ﾋﾞｰﾙ", "ja", "hepburn", "Nagasaki Bīru"),
        ("ﺳﻌﺪ", "ar", "skeleton", "s‘d"),
        ("Ἀθῆναι;", "el", "elot-743", "Athínai?"),
        ("سعد، ٤٢؟", "ar", "skeleton", "s‘d, 42?"),
        ("تَبريز", "fa", "bgn-pcgn", "Tabrīz"),
        ("कखग।", "hi", "iso-15919", "kakhaga."),
    ],
)
def test_what_is_typed_for_a_letter_is_read_as_it(text: str, lang: str, scheme: str, expected: str) -> None:
    assert SCHEMES.romanize(text, lang, scheme) == expected


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Ўзбекистон", ("uz",)),
        ("Фарғона Ўрта", ("uz",)),
        ("Быхаў", ("be",)),
        ("Ваўкавыск", ("be",)),
    ],
)
def test_one_shared_letter_does_not_make_a_language(text: str, languages: tuple[str, ...]) -> None:
    assert guess_languages(text) == languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("경상남도 진주시", "Gyeongsangnam-do Jinju-si"),
        ("부산광역시 해운대구 우동", "Busan-gwangyeoksi Haeundae-gu U-dong"),
        ("울릉군 독도리", "Ulleung-gun Dokdo-ri"),
        ("삼성동", "Samseong-dong"),
        ("을지로 4가", "Euljiro 4-ga"),
        # no units
        ("홍길동", "Honggildong"),
        ("울릉도", "Ulleungdo"),
        ("개나리", "Gaenari"),
        ("비빔면", "Bibimmyeon"),
        ("독립운동", "Dongnibundong"),
    ],
)
def test_units_of_korea_are_set_apart(text: str, expected: str) -> None:
    assert SCHEMES.romanize(text, "ko", "rr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("기장군", {"gijang gun", "gijanggun"}), ("제주도", {"jeju do", "jejudo"}), ("독도", {"dokdo"})],
)
def test_a_place_of_korea_is_found_with_and_without_the_hyphen(text: str, expected: set[str]) -> None:
    assert expected <= set(SCHEMES.keys(text, ("ko",)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("מִצְוֹת", "Mitsvot"),
        ("גָּבוֹהַּ", "Gavoah"),
        ("תַּפּוּחַ", "Tapuah"),
        ("מְדַבְּרִים", "Medaberim"),
        ("ג׳וֹרְג׳", "Jorj"),
        ("בֶּן־צִיּוֹן", "Ben-Tsiyon"),
        ("אֱלֹהִים", "Elohim"),
    ],
)
def test_hebrew_is_read_by_its_points(text: str, expected: str) -> None:
    assert SCHEMES.romanize(text, "he", None) == expected
    assert not foreign_letters(SCHEMES.romanize(text, "he", "sbl"))
