"""Kinds of names in running text, each with a neighbour that stays out."""

from __future__ import annotations

import pytest

from translit import Entity, Mention, Normalizer

PUTIN, KYIV = "person/vladimir-putin", "place/kyiv"


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.surface, m.id) for m in mentions if m]


SENTENCE_WORDS = [  # the first word of a sentence is no given name
    "But", "May", "Said", "To", "Но", "Але", "Si", "Ma", "Per", "Bo", "Pak", "Ani", "Och", "Maar", "Dar", "S",
]  # fmt: skip


@pytest.mark.parametrize("word", SENTENCE_WORDS)
def test_the_first_word_of_a_sentence_makes_no_stranger_of_the_name_behind_it(
    word: str, box: Normalizer
) -> None:
    name = "Путин" if word in ("Но", "Але") else "Putin"
    text = f"{name} came. {word} {name} left. {name} slept."
    assert named(box.find(text)) == [(name, PUTIN)] * 3


def test_an_unknown_person_of_a_known_surname_stays_one(box: Normalizer) -> None:
    assert named(box.find("Igor Medinsky, a plumber, called. But Medinsky left.")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Modi-Biden meeting", ["Modi", "Biden"]),
        ("a Scholz-Macron letter", ["Scholz", "Macron"]),
        ("Anna Modi-Biden, a plumber", []),
        ("the Modi-Kowalska meeting", []),
    ],
)
def test_surnames_with_a_hyphen_between_are_two(text: str, names: list[str], box: Normalizer) -> None:
    assert [m.surface for m in box.find(text) if m] == names


@pytest.mark.parametrize(
    ("text", "neighbour", "surface"),
    [
        ("Paula Frankfurt left.", "Then Frankfurt left.", "Frankfurt"),
        ("Der Bäcker Udo Minsk schlief.", "Der Bäcker aus Minsk schlief.", "Minsk"),
        ("Роман Берлин пишет.", "Он едет в Берлин.", "Берлин"),
        ("Anna-Angela Merkel left.", "Anna and Angela Merkel left.", "Angela Merkel"),
        ("Rosa Germany sang.", "Will Germany sing?", "Germany"),
    ],
)
def test_a_town_or_a_full_name_behind_a_given_name_is_a_strangers(
    text: str, neighbour: str, surface: str, box: Normalizer
) -> None:
    assert named(box.find(text)) == []
    assert surface in [m.surface for m in box.find(neighbour) if m]


def test_a_city_that_people_are_called_after_is_one_where_it_stands_alone(box: Normalizer) -> None:
    assert named(box.find("He went to Paris")) == [("Paris", "place/paris")]
    assert named(box.find("Paris is nice.")) == [("Paris", "place/paris")]
    assert named(box.find("Paris Hilton owns no hotel.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "И он ушёл. І він пішов. Й він. И.",
        "Разом ми сильні.",
        "Иванова пришла домой.",
        "Azerbaijani army units",
        "Polski prezydent przyjechał.",
        "DB William Poole",
        "William came.",
    ],
)
def test_a_word_that_equals_a_name_by_chance_is_none(text: str, box: Normalizer) -> None:
    assert named(box.find(text)) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Vladi\u00admir Pu\u00adtin", "Vladi\u00admir Pu\u00adtin"),
        ("Vladimir Pu-\ntin", "Vladimir Pu-\ntin"),
        ("Vladimir Pu\u00ad\n  tin", "Vladimir Pu\u00ad\n  tin"),
        ("Vladimir   Putin", "Vladimir   Putin"),
        ("Vladimir\tPutin", "Vladimir\tPutin"),
        ("Vladimir\u200bPutin", "Vladimir\u200bPutin"),
        ("Vladi\u200bmir Putin", "Vladi\u200bmir Putin"),
        ("Vladimir&nbsp;Putin", "Vladimir&nbsp;Putin"),
        ("theRussian President Vladimir Putin", "Vladimir Putin"),
        ("_Vladimir Putin_", "Vladimir Putin"),
        ("VLADIMIR PUTIN’S", "VLADIMIR PUTIN"),
        ("Визит Путина Владимира Владимировича", "Путина Владимира Владимировича"),
        ("Kremlchef Wladimir Putin", "Wladimir Putin"),
        ("S Vladimirem Putinem", "Vladimirem Putinem"),
    ],
)
def test_a_mention_is_exactly_the_name(text: str, surface: str, box: Normalizer) -> None:
    framed = f"Yes: {text} was there."
    (mention,) = [m for m in box.find(framed) if m]
    assert (mention.surface, mention.id) == (surface, PUTIN)
    assert framed[mention.start : mention.end] == surface


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("a Moscow-\nbased company", ["Moscow"]),
        ("Surgut-\nneftegas grew", ["Surgut-\nneftegas"]),
        ("Gazprom\nNeft grew", ["Gazprom\nNeft"]),
        ("HOST_KIEV, kiev_2, Kiev_host", []),
        ("mail Kiev@example.org, or see /Kiev/x.html and Kiev.ua", []),
        ("<a title='Kiev'>there</a>", []),
    ],
)
def test_lines_and_addresses_divide_names_or_do_not(text: str, surfaces: list[str], box: Normalizer) -> None:
    assert [m.surface for m in box.find(text) if m] == surfaces


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("#VolodymyrZelenskyy", "VolodymyrZelenskyy", "person/volodymyr-zelenskyy"),
        ("@vonderleyen", "vonderleyen", "person/ursula-von-der-leyen"),
        ("https://example.org/wiki/Vladimir_Putin?x=1", "Vladimir_Putin", PUTIN),
        ("#kyiv", "kyiv", KYIV),
    ],
)
def test_a_tag_or_an_address_spells_a_name_that_is_never_rewritten(
    text: str, surface: str, entity: str, box: Normalizer
) -> None:
    framed = f"see {text} now"
    assert named(box.find(framed)) == [(surface, entity)]
    assert box.rewrite(framed) == framed


@pytest.mark.parametrize(
    "text", ["#may", "#turkey", "@chad", "https://example.org/world/news", "#nobodyhere"]
)
def test_a_tag_that_is_a_word_is_no_name(text: str, box: Normalizer) -> None:
    assert named(box.find(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("в Донецкой области", [("Донецкой области", "place/donetsk-oblast")]),
        (
            "слова Министерства обороны России",
            [("Министерства обороны России", "org/ministry-of-defence-russia")],
        ),
        ("Angela Merkels Kabinett", [("Angela Merkels", "person/angela-merkel")]),
        ("In Deutschlands Norden", [("Deutschlands", "place/germany")]),
        ("Olaf Scholz kam. Auch Scholz' und Putins Krieg. Wladimir Putin", None),
        ("vain Venäjän ja Ukrainan sota", [("Venäjän", "place/russia"), ("Ukrainan", "place/ukraine")]),
        ("theRussian units, Russians and Ukrainians", []),
        ("the Turkeys and the Jordans of this world", []),
    ],
)
def test_a_name_in_a_case_form_is_found_whole(
    text: str, names: list[tuple[str, str]] | None, box: Normalizer
) -> None:
    found = named(box.find(text))
    if names is None:
        assert ("Putins", PUTIN) in found
    else:
        assert found == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('قال "بوتين" ذلك', [("بوتين", PUTIN)]),
        ('"פוטין" אמר ש"זלנסקי" בא', [("פוטין", PUTIN), ("זלנסקי", "person/volodymyr-zelenskyy")]),
        ("普京访问北京", [("普京", PUTIN), ("北京", "place/beijing")]),
        ("普京京", []),
    ],
)
def test_names_in_scripts_without_capitals(text: str, names: list[tuple[str, str]], box: Normalizer) -> None:
    assert named(box.find(text)) == names


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Belarus is quiet. The Interior Ministry agreed.", "org/ministry-of-internal-affairs-belarus"),
        ("Belarus. The KGB said so.", "org/state-security-committee-of-belarus"),
        ("Глава комитета Госдумы Леонид Слуцкий", "person/leonid-slutsky"),
    ],
)
def test_an_office_is_that_of_the_country_that_the_text_speaks_of(
    text: str, entity: str, box: Normalizer
) -> None:
    assert entity in [m.id for m in box.find(text) if m]


def test_an_office_of_no_country_named_stays_open(box: Normalizer) -> None:
    assert named(box.find("The Interior Ministry agreed.")) == []


def test_a_short_surname_needs_its_full_name(box: Normalizer) -> None:
    assert [m.surface for m in box.find("Xi Jinping came. Later Xi said so.") if m] == ["Xi Jinping", "Xi"]
    assert named(box.find("Later Xi said so, in Kyiv.")) == [("Kyiv", KYIV)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Ma Ying-jeou came. Later Ma said so.", ["Ma Ying-jeou", "Ma"]),
        ("Premier Li Qiang left. In a letter, Li said so.", ["Li Qiang", "Li"]),
        ("Ma Ying-jeou came. Later Ma Long played.", ["Ma Ying-jeou"]),
        ("Ma Ying-jeou came. Ma non parla.", ["Ma Ying-jeou"]),
        ("Later Ma said so, and Li agreed.", []),
    ],
)
def test_a_surname_that_is_a_word_too_follows_its_full_name(
    text: str, surfaces: list[str], box: Normalizer
) -> None:
    assert [m.surface for m in box.find(text)] == surfaces


LISTED = [
    *(
        "eBay",
        "7-Eleven",
        "AT&T",
        "H&M",
        "Booking.com",
        "E.ON",
        "En+ Group",
        "McDonald's",
        "Jehovah's Witnesses",
    ),
    *("Acme Corp", "iRobot", "xAI", "23andMe", "3M", "Yahoo!", 'Toys "R" Us', "S&P Global", "L'Oréal", "C&A"),
    *("Dr. Oetker", "PwC", "K+S", "Ben & Jerry's", "Marks & Spencer", "U.S. Steel", "T-Mobile", "X5 Group"),
    *("de Volkskrant", "van der Meer Bouw", "Société d'Études", "1. FC Köln", "Web.de", "Mail.ru Group"),
    *(
        "Moët & Chandon",
        "Uniper SE",
        "Nestlé S.A.",
        "Procter & Gamble",
        "O2",
        "M.Video",
        "Sky-Net",
        "AS Roma",
    ),
    *("Рога и копыта", "ООО «Ромашка»", "Первый канал", "МегаФон", "1С", "яндекс.почта", "eToro", "adidas"),
    *(".NET Foundation", "$100 Club", "سي إن إن"),
]
FRAMES = ["Now {} said so.", "({})", "at {}, too", "X and {} met", "“{}”", "They sold {} today", "{} grew."]


@pytest.mark.parametrize("frame", FRAMES)
def test_whatever_a_list_has_is_found_as_listed(frame: str) -> None:
    n = Normalizer.from_entities([Entity(f"o/{at}", name, "org") for at, name in enumerate(LISTED)])
    assert [name for name in LISTED if name not in [m.surface for m in n.find(frame.format(name)) if m]] == []


PIECES = [  # a place that ends a longer name is not meant, in the languages whose capitals tell names
    ("The photographer sold it to Vogue Italia for a fortune.", []),
    ("Vogue Italia published the photos of the year.", []),
    ("La photographe travaille pour la revue Zénith Italia et pour Canal Zénith France.", []),
    ("Il direttore di Radio Maria Brasil ha detto che non parte.", []),
    ("The report was written by Globex News Brasil and by the editors.", []),
    ("In the office of Vogue Italia in Italy they wept.", ["place/italy"]),
    ("Die Regierung und die Hauptstadt Kiew sind nicht in Gefahr.", [KYIV]),
    ("Sadly Ukraine has lost the match, and the fans of Ukraine wept.", ["place/ukraine"] * 2),
    ("The vogue is over, and they sold the Vogue Italia of old.", ["place/italy"]),
    ("Blasts Shake Kyiv Before Dawn", [KYIV]),
    ("The title went to Oleksandr Petrenchuk Ukraine in the end.", ["place/ukraine"]),
    ("Ayer Rusia dijo que no, y se lo dijo a los demás.", ["place/russia"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_a_place_at_the_end_of_an_unknown_longer_name_is_not_meant(
    text: str, expected: list[str], box: Normalizer
) -> None:
    assert [m.id for m in box.find(text) if m] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mario Draghi met Maria Draghi.", ["person/mario-draghi"]),
        ("Maria Draghi, a nurse, came. Draghi left.", []),
        ("Martina Schulz spoke.", []),
        ("Spotkanie Mario Draghiego.", ["person/mario-draghi"]),
        ("Vůz Vladimira Putina stál.", [PUTIN]),
        ("Речь Александра Лукашенко была долгой.", ["person/alexander-lukashenko"]),
    ],
)
def test_a_woman_is_no_case_form_of_a_man(text: str, expected: list[str], box: Normalizer) -> None:
    assert [m.id for m in box.find(text) if m] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABD Başkanı konuştu. ABD'nin kararı açıklandı.", ["place/united-states"] * 2),
        ("DSÖ'nün raporu ve BM'nin kararı.", ["org/world-health-organization"]),
        ("Az ENSZ közgyűlése.", ["org/united-nations"]),
        ("Οι ΗΠΑ και ο ΟΗΕ συμφώνησαν.", ["place/united-states", "org/united-nations"]),
        ("Abd said so.", []),
    ],
)
def test_an_acronym_of_another_language_is_no_piece_of_a_persons_name(
    text: str, expected: list[str], box: Normalizer
) -> None:
    assert [m.id for m in box.find(text) if m] == expected
