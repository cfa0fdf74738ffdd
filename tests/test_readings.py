"""Readings of Chinese, kanji, Thai and Korean names, with the extras and without them."""

import sys

import pytest
from conftest import HERE

from translit.tables.sources import read_vocabulary
from translit.writing import readings
from translit.writing.foreign_letters import foreign_letters
from translit.writing.schemes import Schemes

SCHEMES = read_vocabulary(HERE.parent / "aliases").schemes


def spelled(cases: dict[str, str], scheme: str, lang: str) -> dict[str, str]:
    return {text: SCHEMES.romanize(text, lang, scheme) for text in cases}


def without(monkeypatch: pytest.MonkeyPatch, *packages: str) -> Schemes:
    """The schemes as they are where these packages are not installed."""
    for package in packages:
        monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(readings, "_EXTRAS", readings._Extras())
    return Schemes(SCHEMES.all())


CHINESE = {
    "习近平": "Xi Jinping",
    "習近平": "Xi Jinping",
    "习 近平": "Xi Jinping",
    "司马迁": "Sima Qian",
    "諸葛亮": "Zhuge Liang",
    "单田芳": "Shan Tianfang",
    "曾荫权": "Zeng Yinquan",
    "解振华": "Xie Zhenhua",
    "仇和": "Qiu He",
    "查良镛": "Zha Liangyong",
    "尉迟恭": "Yuchi Gong",
    "任志强": "Ren Zhiqiang",
    "吕布": "Lü Bu",
    "习近平, 李强": "Xi Jinping, Li Qiang",
    # no names of persons
    "西安": "Xi’an",
    "武汉": "Wuhan",
    "杭州": "Hangzhou",
    "弗拉基米尔·普京": "Fulajimi’er Pujing",
    "唐纳德·特朗普": "Tangnade Telangpu",
    "埃马纽埃尔·马克龙": "Aimaniu’ai’er Makelong",  # 马 is a family name, of Chinese people
}


def test_chinese_names_are_family_and_given_name() -> None:
    pytest.importorskip("pypinyin", reason="the extra zh is not installed")
    assert spelled(CHINESE, "pinyin", "zh") == CHINESE


def test_chinese_without_the_extra_is_read_by_unidecode(monkeypatch: pytest.MonkeyPatch) -> None:
    schemes = without(monkeypatch, "pypinyin")
    assert {text: schemes.romanize(text, "zh", "pinyin") for text in CHINESE} == CHINESE


PLACES = {
    "重庆": "Chongqing",
    "重慶市": "Chongqingshi",
    "长沙": "Changsha",
    "張家口": "Zhangjiakou",
    "桂林": "Guilin",
    "東莞": "Dongguan",
    "厦门大学": "Xiamendaxue",
    # towns that begin like a family name, and characters that only the place reads so
    "石首": "Shishou",
    "梅河口市": "Meihekoushi",
    "任丘": "Renqiu",
    "句容": "Jurong",
    "乐陵": "Laoling",
    "莘庄": "Xinzhuang",
    "秘鲁": "Bilu",
    # persons
    "薄熙来": "Bo Xilai",
    "张家辉": "Zhang Jiahui",
    "石守信": "Shi Shouxin",
    "任秋": "Ren Qiu",
    "高平": "Gao Ping",  # a town, too
    "王 长安": "Wang Chang’an",
}


def test_places_of_china_are_read_with_the_extra_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spelled(PLACES, "pinyin", "zh") == PLACES
    schemes = without(monkeypatch, "pypinyin")
    assert {text: schemes.romanize(text, "zh", "pinyin") for text in PLACES} == PLACES


def test_rare_characters_with_several_readings_need_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypinyin", reason="the extra zh is not installed")
    assert SCHEMES.romanize("重阳节", "zh", None) == "Chongyangjie"
    assert without(monkeypatch, "pypinyin").romanize("重阳节", "zh", None) == "Zhongyangjie"


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("wade-giles", "习近平", "Hsi Chin-p’ing"),
        ("wade-giles", "毛澤東", "Mao Tse-tung"),
        ("wade-giles", "司马迁", "Ssu-ma Ch’ien"),
        ("taiwan", "賴清德", "Lai Ching-te"),
        ("tongyong", "陳其邁", "Chen Ci-mai"),
        ("pinyin-passport", "吕玉兰", "Lyu Yulan"),
    ],
)
def test_a_scheme_spells_what_is_read(scheme: str, text: str, expected: str) -> None:
    assert SCHEMES.romanize(text, "zh", scheme) == expected


def test_chinese_is_told_by_its_characters() -> None:
    assert SCHEMES.romanize("习近平", None, None) == "Xi Jinping"


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("rr-names", "한복남", "Han Boknam"),
        ("rr-names", "홍빛나", "Hong Bitna"),
        ("rr-names", "박찬욱", "Bak Chanuk"),
        ("rr-names-hyphen", "한복남", "Han Bok-nam"),
        ("rr-names-hyphen", "남궁민수", "Namgung Min-su"),
        ("rr-names-hyphen", "독고영재", "Dokgo Yeong-jae"),
        ("press-kr", "김정은", "Kim Jeong-eun"),
        ("press-kr", "이재명", "Lee Jae-myeong"),
        ("press-kr", "문 재인", "Moon Jae-in"),
        ("press-kp", "김정은", "Kim Jong Un"),
        ("press-kp", "리만건", "Ri Man Gon"),
        ("press-kp", "장성택", "Jang Song Thaek"),
        # no names of persons
        ("rr-names-hyphen", "블라디미르", "Beulladimireu"),
        ("press-kr", "대한민국", "Daehanminguk"),
        ("rr", "종로", "Jongno"),
    ],
)
def test_a_korean_name_is_spelled_by_its_syllables(scheme: str, text: str, expected: str) -> None:
    assert SCHEMES.romanize(text, "ko", scheme) == expected


KANJI = {
    "安倍晋三": "Abe Shinzo",
    "小泉純一郎": "Koizumi Junichiro",
    "石破茂": "Ishiba Shigeru",
    "髙市早苗": "Takaichi Sanae",
    "井上毅": "Inoue Takeshi",
    "徳川家康": "Tokugawa Ieyasu",
    "東京": "Tokyo",
    "とうきょう": "Tokyo",
    "ソニー": "Soni",
}


def test_kanji_are_read_as_family_and_given_name() -> None:
    pytest.importorskip("sudachipy", reason="the extra ja is not installed")
    assert spelled(KANJI, "hepburn-passport", "ja") == KANJI
    assert SCHEMES.romanize("安倍晋三", "ja", None) == "Abe Shinzō"
    assert {"Abe Shinzō", "Abe Shinzo", "Abe Sinzô"} <= SCHEMES.romanizations("安倍晋三", "ja")


THAI = {"ภูเก็ต": "Phuket", "ประยุทธ์ จันทร์โอชา": "Prayut Chan-ocha", "เศรษฐา ทวีสิน": "Settha Thawisin"}


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("ทักษิณ ชินวัตร", "Thaksin Chinnawat"),
        ("อุบลราชธานี", "Ubon Ratchathani"),
        ("จันทร์โอชา", "Chan-ocha"),
        ("เชียงใหม่ สมศักดิ์", "Chiang Mai Somsak"),
    ],
)
def test_listed_thai_is_read_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, text: str, latin: str
) -> None:
    assert without(monkeypatch, "thairom").romanize(text, "th", None) == latin
    assert without(monkeypatch, "thairom").romanize(text, "th", "rtgs") == latin


def test_thai_is_read_by_syllables() -> None:
    pytest.importorskip("thairom", reason="the extra th is not installed")
    assert spelled(THAI, "rtgs", "th") == THAI


@pytest.mark.parametrize(
    ("package", "extra", "lang", "scheme", "text"),
    [("sudachipy", "ja", "ja", "hepburn", "安倍晋三"), ("thairom", "th", "th", "rtgs", "ดอกไม้")],
)
def test_a_named_scheme_tells_which_extra_it_needs(
    monkeypatch: pytest.MonkeyPatch, package: str, extra: str, lang: str, scheme: str, text: str
) -> None:
    schemes = without(monkeypatch, package)
    with pytest.raises(ImportError, match=rf"pip install 'translit-names\[{extra}\]'"):
        schemes.romanize(text, lang, scheme)
    assert schemes.romanize(text, lang, None) == text
    assert schemes.romanizations(text, lang) == frozenset()
    assert schemes.romanize("とうきょう", "ja", "hepburn-passport") == "Tokyo"  # kana need no extra


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("习近平", "zh"),
        ("重庆", "zh"),
        ("武汉", "zh"),
        ("김정은", "ko"),
        ("安倍晋三", "ja"),
        ("ภูเก็ต", "th"),
        ("アフガニスタン", "ja"),
    ],
)
@pytest.mark.parametrize("is_person", [True, False])
def test_what_a_table_is_compiled_to_needs_no_extra(
    monkeypatch: pytest.MonkeyPatch, text: str, lang: str, is_person: bool
) -> None:
    here = SCHEMES.keys(text, (lang,), is_person=is_person)
    assert (
        without(monkeypatch, "pypinyin", "sudachipy", "thairom").keys(text, (lang,), is_person=is_person)
        == here
    )


def test_only_persons_have_family_names() -> None:
    assert {"kim jong un", "kim jeong eun", "gim jeongeun"} <= set(
        SCHEMES.keys("김정은", ("ko",), is_person=True)
    )
    assert {"xi jinping", "hsi chin ping"} <= set(SCHEMES.keys("习近平", ("zh",), is_person=True))
    assert "lee ran" in SCHEMES.keys("이란", ("ko",), is_person=True)
    assert "lee ran" not in SCHEMES.keys("이란", ("ko",))  # Iran
    assert {"mali", "wuhan"} <= {*SCHEMES.keys("马里", ("zh",)), *SCHEMES.keys("武汉", ("zh",))}


@pytest.mark.parametrize("text", ["東京タワー", "สมชาย"])
def test_where_no_scheme_is_named_a_missing_extra_is_no_error(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    latin = without(monkeypatch, "sudachipy", "thairom").romanize(text, None, None)
    assert not foreign_letters(latin)
