"""Initials that other scripts spell out: के = K, எம் = M; and words that only look like them."""

from __future__ import annotations

import pytest
from conftest import HERE

from translit import Entity, Kind, Normalizer, Status
from translit.names.letter_names import divided
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role
from translit.tables.sources import read_source, read_vocabulary
from translit.writing.language_facts import language_facts


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_vocabulary(HERE.parent / "aliases").lexicon


def initials(text: str, lexicon: Lexicon) -> str:
    return Name(text, lexicon, kind=Kind.PERSON).initials


LETTERS = {
    # India and around
    "के चंद्रशेखरन": "k",
    "के. वेंकटेशन": "k",
    "एम एस गोपालन": "ms",
    "एम.एस. गोपालन": "ms",
    "एमएस गोपालन": "ms",
    "जेपी वर्मा": "jp",
    "सुरेशन पी": "p",
    "गोपालन, एम. के.": "mk",
    "मूर्ति .एन": "n",
    "এম এ রহমান": "ma",
    "এম. কে. সেনগুপ্ত": "mk",
    "ਐੱਚ ਐੱਸ ਬਰਾੜ": "hs",
    "એચ. એમ. પટેલ": "hm",
    "ଏମ୍ ଏନ୍ ପଟ୍ଟନାୟକ": "mn",
    "எம். ஜி. சுந்தரம்": "mg",
    "ஜே. குமரன்": "j",
    "ఎన్ టి రామారావు": "nt",
    "ఎన్టి రామారావు": "nt",
    "ಎಚ್.ಡಿ. ಗೌಡ": "hd",
    "ಹೆಚ್ ಡಿ ಗೌಡ": "hd",
    "എം ടി നായർ": "mt",
    "വി.എസ്. നായർ": "vs",
    "എന്‍. നായർ": "n",  # the n of older texts: a joiner behind the virama
    "එස්. ඩබ්ලිව්. පෙරේරා": "sw",
    "ایم ایس رندھاوا": "ms",
    "اے. کے. درانی": "ak",
    # East and South-East Asia
    "더블유 하이드": "w",
    "조지 더블유 하이드": "w",
    "제이 케이 하이드": "jk",
    "제이. 하이드": "j",
    "ジェイ・ケイ・ハイド": "jk",
    "ジョン・エフ・ハイド": "f",
    "เจ.เค. ไฮด์": "jk",
    "จอร์จ ดับเบิลยู ไฮด์": "w",
    # Arabic, Hebrew, Cyrillic
    "جورج دبليو هايد": "w",
    "جيه كيه هايد": "jk",
    "جورج دبلیو هاید": "w",
    "ג׳יי קיי הייד": "jk",
    "ג'ורג' דבליו הייד": "w",
    "Дж. Хайд": "j",
    "Дж. К. Хайд": "jk",
    "Джей Кей Хайд": "jk",
}
WORDS = [
    "विजय के शर्मा",  # "of" between two words
    "आयशा बी",  # Bi, a lady
    "बीबी फातिमा",
    "गोपालन जी",
    "आंग ली",  # Lee, one syllable without a point
    "केटी मिश्रा",
    "के",
    "राघवन क",  # a letter of its script may be K or G
    "மு. சுந்தரம்",
    "एम एस",  # no name beside the letters
    "জ্যোতি দে",  # De
    "വിജി നായർ",  # Viji
    "ജെസി നായർ",
    "제이 무어",  # Jay
    "케이티 무어",  # Katy
    "에이미 무어",
    "디 마리아",
    "앙헬 디 마리아",
    "엘 시시",
    "이 지은",
    "오 지현",
    "지 은탁",
    "アール・ヒル",  # Earl
    "ジェイ・ヒル",
    "ベネディクト・エル・ハッサン",
    "เอ สุวรรณ",  # a nickname
    "دي ماريا",
    "أم كلثوم",
    "ام كلثوم",
    "בי ארתור",  # Bea
    "Джей Хилл",
    "Эл Хилл",  # Al
    "Си Цзиньпин",
    "Эм Ти",
]


@pytest.mark.parametrize("text", LETTERS)
def test_a_letters_name_is_an_initial(text: str, lexicon: Lexicon) -> None:
    assert sorted(initials(text, lexicon)) == sorted(LETTERS[text])


@pytest.mark.parametrize("text", WORDS)
def test_what_may_be_another_word_stays_one(text: str, lexicon: Lexicon) -> None:
    name = Name(text, lexicon, kind=Kind.PERSON)
    assert [part for part in name.parts if part.role is Role.INITIAL] == []


PEOPLE = [
    "K. Chandrasekharan", "P. Chandrasekharan", "M. S. Gopalan", "M. R. Gopalan", "George W. Hyde",
    "George T. Hyde", "H. D. Gowder", "J. K. Hyde", "Vijay Sharma",
]  # fmt: skip


@pytest.fixture(scope="module")
def people() -> Normalizer:
    return Normalizer.from_entities(Entity(name, name, "person") for name in PEOPLE)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("के चंद्रशेखरन", "K. Chandrasekharan"),
        ("पी. चंद्रशेखरन", "P. Chandrasekharan"),
        ("एमएस गोपालन", "M. S. Gopalan"),
        ("गोपालन एम आर", "M. R. Gopalan"),
        ("조지 더블유 하이드", "George W. Hyde"),
        ("Джордж Т. Хайд", "George T. Hyde"),
        ("ಎಚ್.ಡಿ. ಗೌಡರ್", "H. D. Gowder"),
    ],
)
def test_initials_find_who_has_them(people: Normalizer, query: str, meant: str) -> None:
    candidates = people.normalize(query, kind="person").candidates
    assert [candidate.entity.id for candidate in candidates][:1] == [meant]


def test_all_who_share_a_family_name_are_asked_for_their_initials() -> None:
    given = ["K.", "G.", "R.", "A.", "S.", "P.", "Maria R.", "K.N."]
    table = Normalizer.from_entities(
        Entity(f"{of} Sundaresan", f"{of} Sundaresan", "person")
        for of in [*given, *(f"K. {chr(letter)}." for letter in range(ord("A"), ord("M")))]
    )
    assert table.normalize("के.एन. सुंदरेसन", kind="person").candidates[0].entity.id == "K.N. Sundaresan"


@pytest.mark.parametrize("query", ["टी चंद्रशेखरन", "एन. चंद्रशेखरन", "बीएल गोपालन", "조지 에스 하이드"])
def test_other_initials_are_somebody_else(people: Normalizer, query: str) -> None:
    assert people.normalize(query, kind="person").status is not Status.MATCHED


def test_one_spelling_stands_for_one_letter() -> None:
    source = read_source(HERE.parent / "aliases/names/letter_names.yaml").root.plain()
    for script, of in source.items():
        spellings = [text for texts in of["letters"].values() for text in texts]
        assert len(spellings) == len(set(spellings)), script
        listed = {word for place in ("first", "inside", "last", "joined") for word in of.get(place, ())}
        assert listed - set(spellings) == set(), script
    assert len(language_facts().letter_names) > 400


def test_joined_letters_need_one_that_no_syllable_is() -> None:
    assert [divided(word) for word in ("എംകെ", "ജെസി", "आरके", "आरती")] == ["mk", "", "rk", ""]
