"""Names of a list that differ in one word alone: another given name, another family name."""

import pytest

from translit import Entity, Normalizer, Status

# listed, another way to write it, and somebody else
NAMES = [
    ("Ilnar Rafkatovich Gilyazov", "Il'nar Giliazov", "Ildar Rafkatovich Gilyazov"),
    ("Gulnara Maratovna Sabirova", "Gulnara Sabirova", "Gulnaz Maratovna Sabirova"),
    ("Md. Mizanur Rahman Talukder", "Mizanur Rahman Talukdar", "Md. Mahfuzur Rahman Talukder"),
    ("Gurpreet Kaur Bhullar", "Gurprit Kaur Bhullar", "Gurmeet Kaur Bhullar"),
    ("Ana Lucía Quiñones Prado", "Ana Lucia Quinones Prado", "Ana Luisa Quiñones Prado"),
    ("Masahiro Uchida", "Uchida Masahiro", "Masahiko Uchida"),
    ("Hiroshi Nakagawa", "Nakagawa Hirosi", "Hitoshi Nakagawa"),
    ("Farhad Rahimzadeh Asl", "Farhad Rahimzade-Asl", "Fardad Rahimzadeh Asl"),
    ("Hailemariam Desta Woldu", "Haile-Mariam Desta Woldu", "Haileselassie Desta Woldu"),
    ("Thabo Mokoena", "Thabo Mokwena", "Thabang Mokoena"),
    ("Katarzyna Piotrowska", "Katarzyna Piotrovska", "Katarzyna Piotrowicz"),
    ("Eitan Rosenblum", "Eytan Rosenbloom", "Eitan Rosenbaum"),
]


@pytest.fixture(scope="module")
def listed() -> Normalizer:
    return Normalizer.from_entities([Entity(name, name, "person") for name, _, _ in NAMES])


@pytest.mark.parametrize(("name", "variant", "stranger"), NAMES)
def test_another_way_to_write_a_name_is_matched_and_a_near_stranger_is_not(
    listed: Normalizer, name: str, variant: str, stranger: str
) -> None:
    assert listed.normalize(variant, kind="person").id == name
    assert listed.normalize(stranger, kind="person").status is not Status.MATCHED
