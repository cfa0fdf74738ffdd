"""Whatever is asked, an answer comes after a bounded amount of work: so many characters are read,
so many names are aligned.
"""

import random

import pytest

from translit import Entity, Normalizer, Status, compare
from translit.model import MAX_LETTERS
from translit.names.roles import NamePart
from translit.resolve.search import ALIGNED

# of retrieval: by tokens and by letters, and both again where a name is divided at capitals
ROUNDS = 4
RNG = random.Random(7)


def letters(first: str, last: str, count: int = MAX_LETTERS) -> str:
    return "".join(chr(RNG.randint(ord(first), ord(last))) for _ in range(count))


def words(first: str, last: str) -> str:
    return " ".join(letters(first, last, 7) for _ in range(60))


LONG = {
    "one token": "a" * MAX_LETTERS,
    "one letter as tokens": "a " * (MAX_LETTERS // 2),
    "initials": "A. " * (MAX_LETTERS // 3),
    "capitals within": "aB" * (MAX_LETTERS // 2),
    "look-alike letters": "аeоpcу" * 80,
    "marks": "a" + "\N{COMBINING ACUTE ACCENT}" * (MAX_LETTERS - 1),
    "hyphens": "-".join(["xyz"] * 120),
    "the token that all have": "Common " * 70,
    "Latin words": words("a", "p"),
    "Cyrillic words": words("а", "я"),
    "Arabic words": words("ء", "ي"),
    "Cyrillic, no spaces": letters("а", "я"),
    "Han, no spaces": letters("一", "龥"),
    "Hangul, no spaces": letters("가", "힣"),
    "Devanagari, no spaces": letters("अ", "ह"),
    "Thai, no spaces": letters("ก", "ฮ"),
}


@pytest.fixture(scope="module")
def crowd() -> Normalizer:
    return Normalizer.from_entities(
        [Entity(str(i), f"{letters('a', 'z', 8)} Common", "person") for i in range(2_500)]
    )


@pytest.mark.parametrize("name", sorted(LONG))
def test_no_more_names_are_aligned_than_the_caps_say(
    name: str, crowd: Normalizer, aligned: list[tuple[NamePart, ...]]
) -> None:
    match = crowd.normalize(LONG[name])
    assert match.status is not Status.MATCHED
    assert match.steps
    assert len(aligned) <= ROUNDS * ALIGNED


@pytest.mark.parametrize(
    "name",
    ["x" * 1_000_000, "ab " * 10_000, "習" * 1_000_000, "a" + "\N{COMBINING ACUTE ACCENT}" * 1_000_000],
)
def test_what_is_too_long_for_a_name_is_told_and_not_looked_up(name: str, crowd: Normalizer) -> None:
    match = crowd.normalize(name)
    assert (match.status, [step.name for step in match.steps]) == (Status.UNMATCHED, ["too long for a name"])
    comparison = compare(name, f"{name}y")
    assert (comparison.score, comparison.steps[0].name) == (0.0, "too long for a name")


def test_a_family_name_that_all_have_is_nobody_in_particular(crowd: Normalizer) -> None:
    match = crowd.normalize("Common")
    assert match.status is Status.AMBIGUOUS
    assert len(match.candidates) == crowd.settings.limit


def test_what_begins_with_much_white_space_is_a_name(crowd: Normalizer) -> None:
    assert (
        crowd.add([Entity("m", "Roberta Metsola", "person")]).normalize(" " * 1_000 + "Roberta Metsola").id
        == "m"
    )
