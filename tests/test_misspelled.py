"""Names with one letter wrong in running text, and words that are only like a name."""

import pytest

from translit import Mention, Normalizer
from translit.text.languages import text_language
from translit.writing.language_facts import language_facts


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.surface, m.name) for m in mentions if m]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("They fled from Bucharst in spring.", "Bucharst", "Bucharest"),
        ("Il vit à Kharkkiv depuis mai.", "Kharkkiv", "Kharkiv"),
        ("Он уехал в Вильннюс и остался.", "Вильннюс", "Vilnius"),
        ("We asked Boris Pisstorius for help.", "Boris Pisstorius", "Boris Pistorius"),
        ("Am Montag sprach Annalnea Baerbock.", "Annalnea Baerbock", "Annalena Baerbock"),
        ("They flew from Slvoakia to the coast.", "Slvoakia", "Slovakia"),
        ("Se dice que Venezzuela no votó.", "Venezzuela", "Venezuela"),
        ("Nell'articolo si parla di Portogalllo.", "Portogalllo", "Portugal"),
        ("Rozmawiał o tym z Joe Bidennem.", "Joe Bidennem", "Joe Biden"),
        ("Он приехал с Эммануэлем Макрооном.", "Эммануэлем Макрооном", "Emmanuel Macron"),
        ("Ils ont parlé avec Giorgia Meolni hier.", "Giorgia Meolni", "Giorgia Meloni"),
        ("Then the Untied Nations met.", "Untied Nations", "United Nations"),
        ("They asked the Peolpe's Bank of China.", "Peolpe's Bank of China", "People's Bank of China"),
        ("They flew to Saudi Arbaia in May.", "Saudi Arbaia", "Saudi Arabia"),
        (
            "Агенты Службы бзеопасности Украины молчат.",
            "Службы бзеопасности Украины",
            "Security Service of Ukraine",
        ),
    ],
)
def test_one_letter_wrong_in_an_unknown_word_is_a_slip(
    text: str, surface: str, name: str, box: Normalizer
) -> None:
    assert named(box.find(text)) == [(surface, name)]


@pytest.mark.parametrize(
    "text",
    [
        "They drove from Bucharth in spring.",  # two letters off
        "Later Borgas answered.",  # a surname like Burgas, and nothing says that it is a place
        "Later Brecht answered.",
        "We asked a cousin, Emma Macron, for help.",  # another given name
        "Он уехал в Рустаку и остался.",  # like Lusaka by its sound alone
        "Petra Baerbock spoke.",
        "Vienen Gustan y los otros.",  # one letter from Vienna, first word
        "Die Messe heißt Wechsel.",  # any noun of German
        "Elle habite à Medidas, dit-on.",  # a name of Medina in no language of France
        "Mario Draghi came. Maria Draghi, a teacher, did not.",
        "We met Mrs Genevi and Mr Vianna.",
        "Slvoakia and Slvoakia.",  # the same again: it is called so
        "Polski Kamben i nowe Galtsy są blisko.",
        "They asked the Bank of Chinq and the Bank of Chind.",  # the last letter makes another word
        "The Golden Gate and the Rational Council.",  # the first letter is seldom wrong
        "The Untied\nNations met, and the Untied, Nations said.",  # two names, or two cells
    ],
)
def test_a_word_that_is_only_like_a_name_is_none(text: str, box: Normalizer) -> None:
    assert [m for m in named(box.find(text)) if m != ("Mario Draghi", "Mario Draghi")] == []


@pytest.mark.parametrize(
    ("text", "surface", "is_named"),
    [
        ("W Warszawie był minister Marca Rubio, ale nie został.", "Marca Rubio", True),  # Polish genitive
        ("Según el diario, la revista Marca Rubio no está en los quioscos.", "Marca Rubio", False),
        ("The shop that was called Marca Rubio is closed.", "Marca Rubio", False),
        ("Er sagte, dass Angela Merkels Rede für die Partei wichtig war.", "Angela Merkels", True),
        ("Byl ve Varšavě a potom doma.", "Varšavě", True),  # Czech locative
        ("O livro fala dos Unidos e não de uma pessoa.", "Unidos", False),
        ("She said that Vienny and her sister were there.", "Vienny", False),
    ],
)
def test_a_case_form_is_one_of_the_language_of_its_text(
    text: str, surface: str, is_named: bool, box: Normalizer
) -> None:
    assert (surface in [m.surface for m in box.find(text) if m]) is is_named


@pytest.mark.parametrize(
    ("text", "surface", "is_named"),
    [
        ("Foi na revista Casa Brasil que ele publicou o texto.", "Brasil", False),
        ("Il ristorante Casa Italia non è più in centro.", "Italia", False),
        ("Hij zei dat de zender Radio Nederland niet meer bestaat.", "Nederland", False),
        ("Il presidente dice che in Italia non è così.", "Italia", True),
        ("He said that on Monday Ukraine had been attacked.", "Ukraine", True),
        ("Foi no Brasil que ele publicou o texto.", "Brasil", True),
    ],
)
def test_an_ordinary_word_with_a_capital_inside_a_sentence_begins_a_name(
    text: str, surface: str, is_named: bool, box: Normalizer
) -> None:
    assert (surface in [m.surface for m in box.find(text) if m]) is is_named


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Il a dit que la réponse sera donnée plus tard.", "fr"),
        ("Ha detto che la risposta sarà data più tardi.", "it"),
        ("Dijo que la respuesta se dará más tarde, según los vecinos.", "es"),
        ("Disse que a resposta será dada mais tarde, não hoje.", "pt"),
        ("Powiedział, że odpowiedź będzie później.", "pl"),
        ("Řekl, že odpověď bude později.", "cs"),
        ("He said that the answer would be given later.", "en"),
        ("Donald Tusk, Olaf Scholz", None),
    ],
)
def test_the_language_of_a_text_is_told_by_its_small_words_and_letters(text: str, lang: str | None) -> None:
    languages = language_facts().text_languages
    assert text_language(text) is (languages[lang] if lang else None)


def test_surnames_that_hyphens_join_to_a_noun_are_theirs(box: Normalizer) -> None:
    text = "Olaf Scholz und Emmanuel Macron schwiegen. Das Scholz-Macron-Treffen war kurz."
    assert named(box.find(text))[2:] == [("Scholz", "Olaf Scholz"), ("Macron", "Emmanuel Macron")]
    assert named(box.find("Frau Scholz-Macron-Weber und ein Herr Biden-Schulze kamen.")) == []
