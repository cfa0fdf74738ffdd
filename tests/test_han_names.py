"""Names in Chinese characters: of China, Hong Kong, Singapore, Korea, Vietnam or Japan."""

import pytest

from translit import Entity, Kind, Normalizer, Status, compare
from translit.names.han_names import HanName, han_name
from translit.writing.han_readings import character_sets, kana_in_hepburn, long_vowels

PEOPLE = [
    "Chan Tai Man",
    "Chan Siu Man",
    "Kim Seung-nam",
    "Kim Seung-ho",
    "Shohei Ohtani",
    "Ryohei Ohtani",
    "Tetsuko Kuroyanagi",
    "Zeng Guofan",
    "Zha Liangyong",
    "Bo Yibo",
    "Shan Tianfang",
    "Tan Boon Teck",
    "Goh Kim Hock",
    "Nguyễn Văn Minh",
    "Nguyễn Thị Hoa",
    "Tsai Ming-hui",
    "Kaori Sasaki",
    "Minami Takahashi",
    "Jun'ichirō Hasegawa",
    "Ouyang Xiu",
]
MEANT = {
    "陳大文": ("Chan Tai Man", "Cantonese"),
    "金承南": ("Kim Seung-nam", "Korean"),
    "大谷翔平": ("Shohei Ohtani", "Japanese"),
    "大谷 翔平": ("Shohei Ohtani", "Japanese"),
    "黒柳徹子": ("Tetsuko Kuroyanagi", "Japanese"),
    "黑柳彻子": ("Tetsuko Kuroyanagi", "Japanese"),
    "曾國藩": ("Zeng Guofan", "Mandarin"),
    "查良镛": ("Zha Liangyong", "Mandarin"),
    "薄一波": ("Bo Yibo", "Mandarin"),
    "单田芳": ("Shan Tianfang", "Mandarin"),
    "陳文德": ("Tan Boon Teck", "Hokkien"),
    "吳金福": ("Goh Kim Hock", "Hokkien"),
    "阮文明": ("Nguyễn Văn Minh", "Vietnamese"),
    "蔡明惠": ("Tsai Ming-hui", "Mandarin"),
    "佐々木香織": ("Kaori Sasaki", "Japanese"),
    "高橋みなみ": ("Minami Takahashi", "Japanese"),
    "欧阳修": ("Ouyang Xiu", "Mandarin"),
}
# of the same family name, or read alike in one character of three
STRANGERS = [
    "陳大偉",
    "金承浩然",
    "大谷大輔",
    "查国强",
    "薄一强",
    "陳文山",
    "吳金水",
    "阮文強",
    "佐々木美香",
    "高橋さくら",
]


@pytest.fixture(scope="module")
def people() -> Normalizer:
    return Normalizer.from_entities(
        Entity(id=f"person/{at}", name=name, kind=Kind.PERSON) for at, name in enumerate(PEOPLE)
    )


@pytest.mark.parametrize("written", MEANT)
def test_a_name_is_read_by_the_language_of_who_bears_it(people: Normalizer, written: str) -> None:
    name, language = MEANT[written]
    match = people.normalize(written)
    assert match.status is Status.MATCHED, match.explain()
    assert match.name == name
    read = [step.name for step in match.steps if step.name.startswith("read as")]
    assert read == [f"read as {language}"] or match.candidates[0].stage.name == "ROMANIZED"


@pytest.mark.parametrize("written", STRANGERS)
def test_another_given_name_is_another_person(people: Normalizer, written: str) -> None:
    assert people.normalize(written).status is not Status.MATCHED


def test_the_answer_tells_how_the_name_was_read(people: Normalizer) -> None:
    assert "read as Japanese: '大谷翔平' → 'Ohtani Shohei'" in people.normalize("大谷翔平").explain()


def test_two_readings_that_are_listed_are_two_people() -> None:
    table = Normalizer.from_entities(
        Entity(id=f"person/{at}", name=name, kind=Kind.PERSON)
        for at, name in enumerate(("Wang Xiaoming", "Wong Siu Ming"))
    )
    match = table.normalize("王小明")
    assert match.status is Status.AMBIGUOUS
    assert [c.entity.name for c in match.candidates] == ["Wang Xiaoming", "Wong Siu Ming"]


def test_two_names_are_compared_by_their_readings() -> None:
    assert compare("陳大文", "Chan Tai Man", kind="person").score > 0.7
    assert compare("Shohei Ohtani", "大谷翔平", kind="person").score > 0.7
    assert compare("陳大文", "Chan Siu Wing", kind="person").score < 0.5


def test_simplified_characters_are_rather_of_china() -> None:
    of_china, of_hong_kong = han_name(("陈大国",)), han_name(("陳大國",))

    def nats(of: HanName, language: str) -> float:
        return min(s.nats for s in of.spellings if s.language == language)

    assert nats(of_china, "Cantonese") > nats(of_hong_kong, "Cantonese")


def test_what_is_no_name_has_no_reading() -> None:
    assert han_name(("王",)).spellings == ()
    assert han_name(("中华人民共和国外交部",)).spellings == ()


def test_character_sets() -> None:
    assert character_sets("习近平").is_simplified
    assert character_sets("陳大文").is_traditional
    assert character_sets("黒沢").is_japanese


def test_kana_and_long_vowels() -> None:
    assert kana_in_hepburn("なおみ") == "naomi"
    assert kana_in_hepburn("ｱ") == ""
    assert "ohtani" in long_vowels("ōtani")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Takahashi Kenichi", "高橋健一"),
        ("Kenichi Takahashi", "高橋健一"),
        ("Wong Kar-wai", "王家衛"),
        ("Wang Jiawei", "王家衛"),
        ("Kim Young-ho", "金永浩"),
        ("Chan Mei-ling", "陳美齡"),
        ("Tanaka Kenichi", None),
        ("Wong Ka-ming", None),
        ("Lam Mei-ling", None),
    ],
)
def test_a_table_in_characters_is_found_by_each_reading(query: str, meant: str | None) -> None:
    listed = ("高橋健一", "王家衛", "金永浩", "陳美齡", "佐藤愛子")
    table = Normalizer.from_entities([Entity(name, name, "person") for name in listed])
    assert table.normalize(query).id == meant
