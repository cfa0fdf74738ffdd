"""What the learned model says of a pair of names, and how that becomes a score."""

import os
import subprocess
import sys
from collections.abc import Iterable
from math import fsum, isinf

import pytest
from conftest import HERE, cases
from hypothesis import given
from hypothesis import strategies as st

from translit import Entity, Kind, Normalizer, Stage, Status, compare
from translit.evidence import Contribution
from translit.index.retrieve import concatenation_rarities
from translit.names.parts import parse_name
from translit.names.rarity import rarity
from translit.pairs.align import align
from translit.pairs.aligned_names import TWO_NAMES, Context
from translit.pairs.log_odds import probability
from translit.pairs.model import BUILTIN
from translit.tables.sources import read_source

NAMES = HERE.parent / "aliases" / "names"
PAIRS = [(pair["a"], pair["b"]) for pair in cases("pairs")]
ODDS = st.floats(-30, 30)
ROUNDED = 0.00006  # of a score, to four digits


@given(ODDS, ODDS, st.sampled_from(list(Kind)))
def test_who_is_likelier_stays_likelier(one: float, other: float, kind: Kind) -> None:
    low, high = sorted((one, other))
    if high - low > 1e-6:
        assert BUILTIN.trees(kind).calibrated(low) < BUILTIN.trees(kind).calibrated(high)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("context", [TWO_NAMES, Context(10_000)], ids=["two names", "a table"])
def test_what_features_add_is_the_log_odds(box: Normalizer, kind: Kind, context: Context) -> None:
    lexicon = box._lexicon
    checked = 0
    for a, b in PAIRS:
        alignment = align(parse_name(a, lexicon, kind=kind), parse_name(b, lexicon, kind=kind), lexicon)
        if alignment.pairs:
            nats = BUILTIN.log_odds(alignment, kind, context)
            added = BUILTIN.contributions(alignment, kind, context)
            assert isinf(nats) or abs(fsum(one.nats for one in added) - nats) < 1e-9, (a, b)
            assert not isinf(nats) or [one.nats for one in added] == [nats]
            checked += 1
    assert checked > 80


def adds_up(contributions: Iterable[Contribution], score: float) -> bool:
    return abs(probability(fsum(one.nats for one in contributions)) - score) <= ROUNDED


def test_what_evidence_adds_is_the_score_of_every_candidate(box: Normalizer) -> None:
    for name in [
        *(name for pair in PAIRS for name in pair),
        *(case["query"] for case in cases("in_the_wild")),
    ]:
        for candidate in box.normalize(name).candidates:
            was_compared = bool(candidate.contributions) or candidate.score > 0
            assert not was_compared or adds_up(candidate.contributions, candidate.score), (name, candidate)


@pytest.mark.parametrize("kind", [None, *Kind])
def test_what_evidence_adds_is_the_score_of_two_names(kind: Kind | None) -> None:
    for a, b in PAIRS:
        compared = compare(a, b, kind=kind)
        assert adds_up(compared.contributions, compared.score), (a, b)


def test_what_evidence_adds_is_the_score_of_a_name_in_a_text(box: Normalizer) -> None:
    text = (
        "Russian Defence Minister Reznikov met Zelensky in Kiev. "
        "Oleksii Reznikow, Kostin of VTB and Putin came, too."
    )
    mentions = box.find(text)
    assert len(mentions) > 3
    for mention in mentions:
        for candidate in mention.match.candidates:
            assert adds_up(candidate.contributions, candidate.score), (mention.surface, candidate)


def test_a_name_of_the_same_tokens_goes_before_one_that_sounds_alike() -> None:
    n = Normalizer.from_entities(
        [
            Entity("1", "Park Chan-jong", "person"),
            Entity("2", "Chan-yong Park", "person"),
            Entity("3", "Lee Myung-bak", "person"),
        ]
    )
    match = n.normalize("Park Chan-yong")
    assert (match.status, match.id, match.stage) == (Status.MATCHED, "2", Stage.VARIANT)


@pytest.mark.parametrize(
    ("token", "kind", "other"), [("bank", Kind.ORG, Kind.PERSON), ("ivan", Kind.PERSON, Kind.ORG)]
)
def test_a_token_is_commoner_among_the_names_of_its_kind(token: str, kind: Kind, other: Kind) -> None:
    assert rarity(token, kind) < rarity(token, other)


def test_cognates_are_groups_of_given_names_that_one_person_may_bear_each_in_one_line() -> None:
    genders = {
        group["name"]: group.get("gender") for group in read_source(NAMES / "given_names.yaml").root.plain()
    }
    lines = read_source(NAMES / "cognates.yaml").root.plain()
    named = [name for line in lines for name in line]
    assert [name for name in named if name not in genders] == []
    assert len(named) == len(set(named))
    assert [
        line for line in lines if not set.intersection(*(set(genders[name] or "mf") for name in line))
    ] == []


def test_the_lists_are_sorted() -> None:
    lines = read_source(NAMES / "cognates.yaml").root.plain()
    assert [line for line in lines if line != sorted(line)] == []


def test_a_row_that_several_terms_find_weighs_as_the_rarest_of_them() -> None:
    rare, common = [5], [5, 6, 7]
    assert concatenation_rarities([rare, common], 100) == concatenation_rarities([common, rare], 100)
    assert concatenation_rarities([common, rare], 100)[5] > concatenation_rarities([common], 100)[5]


ASKED = """
from translit import Entity, Normalizer
names = ["Leung Chun-ying", "C. Y. Leung", "Cyrus Leung", "Abdul Rahman Saleh", "Salih Abdulrahman"]
names += ["Kim Jong-un", "Kim Yong-un"]
given = [a + b for a in ("Ab", "Du", "Lei", "Kar") for b in ("dul", "rim", "na")]
names += [f"{a} {b}ov" for a in given for b in ("Leun", "Ching", "Salih", "Petr")]
n = Normalizer.from_entities(Entity(str(i), name, "person") for i, name in enumerate(names))
for asked in ("CY LEUNG", "Abdulrahman Salih", "김정은", "Karrimleungov", "Dunaa Chingof", "Леинг Чун"):
    print([(c.entity.id, c.alias, c.score) for c in n.normalize(asked).candidates])
"""


def test_answers_are_the_same_in_every_process() -> None:
    def told(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert len({told(seed) for seed in ("0", "1", "2", "3")}) == 1
