"""What the box covers: the largest cities, countries in many languages, and who is none of them."""

import pytest
from conftest import HERE

from translit import Normalizer
from translit.curation.strangers import CITY, GIVEN, WORD, strangers
from translit.index.store import builtin_folder
from translit.model import Kind
from translit.tables.sources import entity_files, read_entities

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "ru", "uk", "zh", "ja", "ko", "ar", "he", "fa")
TOWNS = 40  # each so many of a city, a given name and a word is asked
MAX_SHARE = 0.02  # of strangers MATCHED: of single words, the hardest ones


def test_the_largest_cities_are_known_and_none_is_taken_for_another(box: Normalizer) -> None:
    lines = (HERE / "largest_cities.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cities = [line.split("\t") for line in lines]
    assert len(cities) == 300
    found = [(name, country, box.normalize(name)) for name, country, _ in cities]
    right = [
        name
        for name, country, match in found
        if match.entity and match.entity.kind is Kind.PLACE and match.entity.country == country
    ]
    assert [name for name, _, match in found if match and name not in right] == []
    assert len(right) >= 290


def names_of(file: str) -> list[tuple[str, str]]:
    """Return the names that entities of a file have in the languages above, each with the id."""
    folder = builtin_folder()
    (path,) = (path for path in entity_files(folder) if path.name == file)
    return [
        (name, of.entity.id)
        for of in read_entities([path])
        for lang in LANGUAGES
        for name in ((of.entity.name,) if lang == "en" else of.entity.native.get(lang, ()))
    ]


@pytest.mark.parametrize(("file", "share"), [("countries.yaml", 0.97), ("capitals.yaml", 0.93)])
def test_countries_and_capitals_are_known_in_many_languages_and_none_is_taken_for_another(
    box: Normalizer, file: str, share: float
) -> None:
    names = names_of(file)
    matches = box.normalize_many([name for name, _ in names])
    wrong = {name for (name, of), match in zip(names, matches, strict=True) if match and match.id != of}
    assert wrong == set()
    assert sum(map(bool, matches)) >= share * len(names)


def test_hardly_a_name_that_the_box_does_not_list_means_somebody(box: Normalizer) -> None:
    corpus = [of for of in strangers(builtin_folder()) if of.sort in (CITY, GIVEN, WORD)][::TOWNS]
    asked = [
        of for of in corpus if not any(of.name.casefold() == name.casefold() for name in listed(box, of.name))
    ]
    matched = [
        (of.name, match.id)
        for of, match in zip(asked, box.normalize_many([of.name for of in asked]), strict=True)
        if match
    ]
    assert len(asked) > 500
    assert len(matched) <= MAX_SHARE * len(asked), matched


def listed(box: Normalizer, name: str) -> list[str]:
    """Return the listed spellings of who may be called *name*."""
    match = box.normalize(name)
    return [alias.text for of in match.candidates[:1] for alias in of.entity.listed()]
