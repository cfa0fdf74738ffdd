"""Many at once, and tables made to hurt: the same answers, after bounded work."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, permutations
from threading import Barrier

import pytest
from steps import work

from translit import Entity, Normalizer, Status
from translit.names.roles import NamePart
from translit.resolve.search import ALIGNED

ROUNDS = 4  # of retrieval, as in test_bounds
THREADS = 8
GIVEN = ("Anna", "Bohdan", "Céline", "Dmytro", "Elif", "Fatima", "Goran", "Hélène", "Ihor", "Jūratė")
FAMILY = ("Shevchenko", "Kowalczyk", "Öztürk", "Novák", "Petrenko", "Weiß", "Jansons", "García", "Țepeș")
HOSTILE = 20_000
TOKENS = ("alpha", "bravo", "carol", "delta", "eagle", "fargo", "gamma", "hotel")


def people() -> list[Entity]:
    pairs = [(given, family) for given in GIVEN for family in FAMILY]
    return [Entity(f"p/{i}", f"{given} {family}", "person") for i, (given, family) in enumerate(pairs)]


def written(rng: random.Random) -> Iterator[str]:
    """Yield listed names, with a letter less, in another order, in capitals, and others."""
    while True:
        given, family = rng.choice(GIVEN), rng.choice(FAMILY)
        at = rng.randrange(len(family))
        yield rng.choice(
            [
                *(f"{given} {family}", f"{family}, {given}", f"{given[0]}. {family}", family),
                *(f"{given} {family[:at]}{family[at + 1 :]}", f"{given} {family}".upper(), f"{at} {given}"),
                *("Шевченко Анна", "Bohdan Zzyzx", "", "\ud800"),
            ]
        )


@pytest.fixture
def _hurried_threads() -> Iterator[None]:
    """Have the interpreter change threads a thousand times as often as it does."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_hurried_threads")
def test_eight_threads_on_one_normalizer_get_the_answers_of_one() -> None:
    asked = list(islice(written(random.Random(5)), 160))
    texts = [". ".join(asked[at : at + 10]) for at in range(0, 100, 10)]
    alone = Normalizer.from_entities(people())
    expected = [alone.normalize(name).to_dict() for name in asked]
    found = [[str(mention) for mention in alone.find(text)] for text in texts]
    shared = Normalizer.from_entities(people())  # with nothing in its caches
    at_once = Barrier(THREADS)

    def answers(seed: int) -> tuple[list[tuple[int, object]], list[tuple[int, object]]]:
        order = random.Random(seed).sample(range(len(asked)), len(asked))
        at_once.wait()
        names = [(i, shared.normalize(asked[i]).to_dict()) for i in order]
        return names, [(i, [str(mention) for mention in shared.find(text)]) for i, text in enumerate(texts)]

    with ThreadPoolExecutor(THREADS) as pool:
        for names, mentions in pool.map(answers, range(THREADS)):
            assert [answer for _, answer in sorted(names, key=lambda pair: pair[0])] == expected
            assert [answer for _, answer in mentions] == found


def of_the_same_tokens(count: int) -> list[Entity]:
    """Return entities whose names are the same eight tokens, each in an order of its own."""
    orders = islice(permutations(TOKENS), count)
    return [Entity(f"o/{i}", " ".join(order), "org") for i, order in enumerate(orders)]


@pytest.fixture(scope="module")
def hostile() -> Normalizer:
    return Normalizer.from_entities(of_the_same_tokens(HOSTILE))


QUERIES = (
    "alpha bravo carol delta eagle fargo gamma hotel",  # listed
    "hotel gamma fargo eagle delta carol bravo alpha",
    "alpha brovo carol delta eagle fargo gamma",
    "alpha",
    "gamma fargo",
    "alphabravo caroldelta",
    "ALPHA & BRAVO",
)


@pytest.mark.parametrize("query", QUERIES)
def test_entities_that_share_all_tokens_cost_a_bounded_number_of_alignments(
    query: str, hostile: Normalizer, aligned: list[tuple[NamePart, ...]]
) -> None:
    match = hostile.normalize(query)
    assert len(aligned) <= ROUNDS * ALIGNED
    assert match.status is not Status.MATCHED or match.name.casefold() == query.casefold()
    assert len(match.candidates) <= hostile.settings.limit


def test_more_such_entities_are_not_more_work(hostile: Normalizer) -> None:
    few = Normalizer.from_entities(of_the_same_tokens(HOSTILE // 10))
    for query in QUERIES[1:]:
        of_few, of_many = (work(lambda n=n, q=query: n.normalize(q)) for n in (few, hostile))
        assert of_many < 1.5 * of_few + 20_000, (query, of_few, of_many)
