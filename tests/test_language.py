"""Strings in, strings and tokens out: folding, scripts, parts of names."""

import pytest

from translit.index.box import BOX
from translit.model import Kind
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.writing.keys import key
from translit.writing.scripts import guess_languages, scripts, unmix
from translit.writing.text import BRACKETS, COMMAS, clean, fold

LEXICON = BOX.vocabulary.lexicon


def roles(name: str, **known: object) -> str:
    return " ".join(f"{p.token}/{p.role.value}" for p in parse_name(name, LEXICON, **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Joan of Arc", "joan/w of/w arc/w"),
        ("Philip the Fair", "philip/w the/a fair/w"),
        ("Peter I of Russia", "peter/w i/i of/w russia/w"),
        ("Mary Stuart of Scotland", "mary/w stuart/f of/w scotland/w"),
    ],
)
def test_no_family_name_is_behind_of_and_the(name: str, read: str) -> None:
    assert roles(name, kind=Kind.PERSON) == read


@pytest.mark.parametrize("mark", "’‘ʼ′`´＇")
def test_every_apostrophe_is_one(mark: str) -> None:
    assert key(f"O{mark}Higgins") == key("O'Higgins") == "ohiggins"


@pytest.mark.parametrize("dash", "‐‑–—−\N{SOFT HYPHEN}-")
def test_every_dash_divides(dash: str) -> None:
    assert key(f"Jong{dash}un") == "jong un"


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\u2060"])
def test_invisible_marks_vanish(mark: str) -> None:
    assert clean(f"Pu{mark}tin{mark}") == "Putin"


def test_width_case_and_ligatures_fold() -> None:
    assert fold("ＰＵＴＩＮ") == fold("putin")
    assert fold("STRASSE") == fold("Straße")
    assert fold("ﬁnland") == "finland"


def test_brackets_and_commas_are_spaces() -> None:
    assert fold("Acme [Holdings] (UK), Ltd") == "acme holdings uk ltd"


@pytest.mark.parametrize("text", ["ߒߞߏ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "ᱥᱟᱱᱛᱟᱲᱤ", "𞤀𞤣𞤤𞤢𞤥", "ꕙꔤ", "𑄌𑄋𑄴𑄟𑄳𑄦"])
def test_a_script_that_unidecode_lacks_keeps_its_key(text: str) -> None:
    assert key(text)
    assert key(text) != key(text[:-1])


@pytest.mark.parametrize(
    ("mixed", "meant"),
    [
        ("Рeзніков", "Резніков"),
        ("Kиїв", "Київ"),
        ("Мoсква", "Москва"),
        ("Puтin", "Puтin"),
        ("Ρutin", "Putin"),
        ("Αthens", "Athens"),
    ],
)
def test_look_alike_letters_go_back_into_their_script(mixed: str, meant: str) -> None:
    assert unmix(mixed) == meant


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Київ", ("uk",)),
        ("Ґданськ", ("uk",)),
        ("Быхаў", ("be",)),
        ("Ђоковић", ("sr",)),
        ("Ќерамидница", ("mk",)),
        ("Қазақстан", ("kk",)),
        ("Быков", ("ru", "be")),
        ("گرگان", ("fa", "ur")),
        ("Αθήνα", ("el",)),
        ("とうきょう", ("ja",)),
        ("London", ()),
    ],
)
def test_letters_tell_the_language(text: str, languages: tuple[str, ...]) -> None:
    assert guess_languages(text) == languages


def test_the_country_tells_where_letters_do_not() -> None:
    assert guess_languages("Резников", "UA") == ("uk",)
    assert guess_languages("Резников", "FR")[0] == "ru"


def test_scripts() -> None:
    assert scripts("Kyiv Київ 北京 ソウル 서울 7") == {"Latn", "Cyrl", "Hani", "Kana", "Hang"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vladimir Medinsky", "vladimir/w medinsky/f"),
        ("Medinsky, Vladimir", "vladimir/w medinsky/f"),
        ("MEDINSKY Vladimir", "medinsky/f vladimir/w"),
        ("V. R. Medinsky", "v/i r/i medinsky/f"),
        ("В.Р. Мединский", "v/i r/i medinskii/f"),
        ("Ю. Резніков", "iu/i reznikov/f"),
        ("Gen. Oleksii Reznikov", "gen/t oleksii/w reznikov/f"),
        ("Deputy Foreign Minister Nikolai Tochitsky", "deputy/t foreign/t minister/t nikolai/w tochitsky/f"),
        ("Vladimir Vladimirovich Putin", "vladimir/w vladimirovich/p putin/f"),
        ("Путин Владимир Владимирович", "putin/f vladimir/w vladimirovich/p"),
        ("Ursula von der Leyen", "ursula/w von/a der/a leyen/f"),
        ("Martin Luther King Jr.", "martin/w luther/w king/f jr/s"),
        ("Reznikov Oleksii", "reznikov/f oleksii/w"),
    ],
)
def test_the_parts_of_a_person(name: str, expected: str) -> None:
    assert roles(name, kind=Kind.PERSON) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Acme Trading, LLC", "acme/w trading/g llc/l"),
        ("Acme L.L.C. Co.", "acme/w l/l l/l c/l co/l"),
        ("P.J.S.C. Acme", "pjsc/l acme/w"),
        ("A. B. C. Shipping Ltd", "abc/w shipping/g ltd/l"),
        ("G and M Motors", "gm/w motors/g"),
        ("Plan B and Motors", "plan/w b/w and/a motors/g"),
        (
            "Islamic State in the Greater Sahara (ISGS)",
            "islamic/w state/g in/a the/a greater/w sahara/w isgs/c",
        ),
        (
            "ISIL-K: Islamic State in Iraq and the Levant, Khorasan",
            "islamic/w state/g in/a iraq/w and/a the/a levant/w khorasan/w isilk/c",
        ),
        ("Acme Steel Works XYZ", "acme/w steel/g works/g xyz/w"),
        ("The The", "the/w the/w"),
        ("ООО Ромашка", "ooo/l romashka/w"),
        ("The Insider", "the/a insider/w"),
        ("Banco Popular S.A.", "banco/g popular/w s/l a/l"),
    ],
)
def test_the_parts_of_an_organisation(name: str, expected: str) -> None:
    assert roles(name, kind=Kind.ORG) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Defence", "ministry/g of/a defence/g"),
        ("World Food Programme (WFP)", "world/w food/g programme/w wfp/c"),
        ("Robert Plant", "robert/w plant/f"),
        ("Al-Jihad", "al/a jihad/f"),
        ("Al Gore", "al/w gore/f"),
    ],
)
def test_a_name_of_unknown_kind_is_read_as_an_organisation_if_a_word_tells(name: str, expected: str) -> None:
    assert roles(name) == expected


def test_a_name_of_one_particle_or_title_is_still_a_name() -> None:
    assert roles("President", kind=Kind.PERSON) == "president/f"
    assert roles("Ben Wallace", kind=Kind.PERSON) == "ben/w wallace/f"
    assert Role("t") is Role.TITLE


def test_the_family_name_leads_where_it_does() -> None:
    assert roles("Xi Jinping", kind=Kind.PERSON, family_first=True) == "xi/f jinping/w"


def test_what_is_folded_at_once_is_what_the_steps_come_to() -> None:
    """A text of letters alone is folded without the steps that `clean` takes: the same for every
    character, in any place.
    """
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x30000)):
        char = chr(code)
        for text in (char, f"a{char}B", f"{char} {char.upper()}"):
            stepwise = text
            while (after := key_steps(stepwise)) != stepwise:
                stepwise = after
            assert fold(text) == stepwise, hex(code)


def key_steps(text: str) -> str:
    """Return what one turn of `fold` makes of *text*, told from its rules: plain, folded, plain, no
    brackets and quotes.
    """
    without = clean(clean(text).casefold())
    for mark in BRACKETS + COMMAS:
        without = without.replace(mark, " ")
    without = " ".join(without.replace('"', "").split())
    return without or clean(clean(text).casefold())
