"""The compiled loops and those in numpy: the same answers, bit by bit."""

from __future__ import annotations

import ast
import gc
import math
import os
import random
import re
import subprocess
import sys
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Kind, Normalizer, compiled
from translit.compiled import interpreted, trees
from translit.compiled import spelling as spelling_loop
from translit.index.columns import Columns
from translit.index.compiled import CompiledRanking, CompiledRetrieval, CompiledTokenText
from translit.index.index import Index
from translit.index.ranking import Ranking, RankQuery
from translit.index.removed import Tombstones
from translit.index.retrieve import Retrieval
from translit.index.terms import ALL_KINDS, DELETION, EXACT, PHONETIC
from translit.index.token_text import TokenText
from translit.pairs.model import BUILTIN
from translit.resolve.shortlist import quick_features_python
from translit.writing.spelling_table import chunk_code

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "translit"

if compiled.retrieval is None and os.environ.get("TRANSLIT_REQUIRE_COMPILED"):
    pytest.fail(
        "the loops were to be compiled, and are not: "
        "see what `TRANSLIT_COMPILE=loops pip install --editable .` says"
    )
if compiled.retrieval is None:
    pytest.skip("the loops are not compiled in this installation", allow_module_level=True)


@pytest.fixture(scope="module")
def index(box: Normalizer) -> Index:
    (index,) = box._index.segments
    return index


@pytest.fixture(scope="module", params=["all", "some tombstones"])
def tombstones(request: pytest.FixtureRequest, index: Index) -> Tombstones | None:
    every_third = frozenset(range(0, index.population, 3))
    return None if request.param == "all" else Tombstones.of(every_third, index.columns)


@pytest.fixture(scope="module")
def readings(index: Index) -> list[list[str]]:
    """Tokens of the table, alone and several, as they stand, misspelled, and what no table has."""
    rng = random.Random(3)
    tokens = [
        letters or "a" for letters in index.token_texts([rng.randrange(index.extent[2]) for _ in range(500)])
    ]
    tokens += [
        token[:at] + rng.choice("aeiouкß") + token[at + 1 :]
        for token in tokens
        if (at := rng.randrange(len(token))) >= 0
    ]
    tokens += ["a", "ö", "ßßßß", "x" * 400, "\ud800bcde", "qwxzqwxz", "наш"]
    rng.shuffle(tokens)
    return [tokens[at : at + rng.choice([1, 1, 2, 6])] for at in range(0, len(tokens) - 6, 2)]


def test_tokens_near_a_token(index: Index, tombstones: Tombstones | None, readings: list[list[str]]) -> None:
    plain, fast = Retrieval(index.columns, tombstones), CompiledRetrieval(index.columns, tombstones)
    for read in readings:
        for kinds in (ALL_KINDS, EXACT + DELETION, PHONETIC, EXACT + PHONETIC):
            assert fast.edit_neighbours(read, kinds) == plain.edit_neighbours(read, kinds), read


def test_tokens_that_share_groups_of_letters(
    index: Index, tombstones: Tombstones | None, readings: list[list[str]]
) -> None:
    plain, fast = Retrieval(index.columns, tombstones), CompiledRetrieval(index.columns, tombstones)
    found = 0
    for read in readings:
        assert fast.ngram_neighbours(read) == plain.ngram_neighbours(read), read
        found += len(plain.ngram_neighbours(read))
    assert found > len(readings)


def test_letters(index: Index) -> None:
    _, rows, tokens = index.extent
    plain, fast = TokenText(index.columns), CompiledTokenText(index.columns)
    assert fast.of(range(tokens)) == plain.of(range(tokens))
    assert fast.of_rows(range(rows)) == plain.of_rows(range(rows))


def test_counts(index: Index, tombstones: Tombstones | None) -> None:
    tokens = range(index.extent[2])
    assert CompiledRetrieval(index.columns, tombstones).counts(tokens) == Retrieval(
        index.columns, tombstones
    ).counts(tokens)


def test_rows_that_have_most_of_what_is_wanted(index: Index, tombstones: Tombstones | None) -> None:
    plain, fast = Ranking(index.columns, tombstones), CompiledRanking(index.columns, tombstones)
    rng = random.Random(5)
    _, rows, tokens = index.extent
    left = [row for row in range(rows) if tombstones is None or not tombstones.rows[row]]
    common = sorted(range(tokens), key=lambda token: -index.counts([token])[0])[:50]
    found = 0
    for _ in range(1_500):
        some = rng.sample(range(tokens), rng.choice([0, 1, 3, 40, 300])) + rng.sample(
            common, rng.randrange(4)
        )
        weights = {token: rng.choice([1.0, 2.5, rng.random() * 12]) for token in some}
        concatenations = {row: rng.random() * 9 for row in rng.sample(left, rng.choice([0, 0, 2, 30]))}
        initials = rng.choice(["", "", "j", "aß", "zz"])
        query = RankQuery(
            weights,
            concatenations,
            initials,
            rng.choice([1, 24, 40]),
            rng.choice([0.1, 0.6]),
            rng.random() < 0.7,
        )
        assert fast.rank(query) == plain.rank(query)
        found += len(plain.rank(query).rows)
    assert found > 1_500


words = st.text(st.sampled_from("abcdeß' é"), max_size=8) | st.text(
    st.sampled_from("ab"), min_size=60, max_size=70
)


@settings(max_examples=500)
@given(
    st.lists(words.filter(bool), min_size=1, max_size=10),
    st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_quick_features(asked: list[str], names: list[list[str]], step: int) -> None:
    tokens = sorted({token for name in names for token in name})
    known = [set(tokens[at :: step + 1]) if step and at % 2 else None for at in range(len(asked))]
    assert compiled.shortlist.quick_features(asked, names, known) == quick_features_python(
        asked, names, known
    )


@pytest.mark.parametrize("column", ["term_token", "posting_row", "row_token", "posting_start"])
def test_a_table_that_is_not_sound_is_no_crash(index: Index, column: str) -> None:
    arrays = dict(index.columns.arrays)
    arrays[column] = np.full_like(arrays[column], 2**32 - 2)
    damaged = Index(Columns(arrays, index.columns.metadata))
    (token,) = index.token_texts([int(index.columns.arrays["row_token"][0])])
    try:
        near = damaged.edit_neighbours([token])
        damaged.ngram_neighbours([token])
        damaged.rank(RankQuery({number: 1.0 for _, number in near} | {0: 1.0}, {}, "a", 40, 0.1))
    except IndexError:
        pass


# every so many events of the clearing up: a prime, so that it comes at other places in each loop
COMES_IN = 97


def test_who_comes_in_while_memory_is_cleared_up_disturbs_nobody(
    index: Index, readings: list[list[str]]
) -> None:
    """A finalizer may run Python code wherever an object is made, and let another thread in, which
    asks the same table.
    """
    asked = CompiledRetrieval(index.columns)
    expected = [
        (asked.edit_neighbours(read, ALL_KINDS), asked.ngram_neighbours(read)) for read in readings[:200]
    ]
    events = came_in = other_answers = 0
    is_inside = False

    def come_in(phase: str, info: dict[str, int]) -> None:
        nonlocal is_inside, events, came_in, other_answers
        events += 1
        if is_inside or events % COMES_IN:
            return
        is_inside = True
        inside = (asked.edit_neighbours(readings[0], ALL_KINDS), asked.ngram_neighbours(readings[0]))
        came_in, other_answers = came_in + 1, other_answers + (inside != expected[0])
        is_inside = False

    threshold = gc.get_threshold()
    gc.callbacks.append(come_in)
    gc.set_threshold(1)
    try:
        found = [
            (asked.edit_neighbours(read, ALL_KINDS), asked.ngram_neighbours(read)) for read in readings[:200]
        ]
    finally:
        gc.callbacks.remove(come_in)
        gc.set_threshold(*threshold)
    assert found == expected
    assert came_in > 10
    assert other_answers == 0


@pytest.mark.parametrize("kind", list(Kind))
def test_sums_over_trees(kind: Kind) -> None:
    fast = BUILTIN.trees(kind)
    plain = fast._replace(forest=None)
    rng = random.Random(7)
    assert fast.forest is not None
    for _ in range(500):
        # thresholds themselves, too: what is equal goes below
        vector = [rng.choice([0.0, 1.0, rng.uniform(-2, 20), rng.choice(fast.threshold)]) for _ in fast.names]
        assert fast.total(vector) == plain.total(vector)
        assert fast.shares(vector) == plain.shares(vector)


latin = st.text(st.sampled_from("abmoz"), max_size=12)


@settings(max_examples=300)
@given(st.lists(latin, max_size=8), st.integers(1, 9), st.randoms(use_true_random=False))
def test_the_price_of_a_native_token(tokens: list[str], rows: int, rng: random.Random) -> None:
    """The one source of both forms gives the same prices as it stands and compiled."""
    known = sorted({token[at : at + size] for token in tokens for at in range(9) for size in (1, 2, 4)})
    numbers = array("i", [-1]) * spelling_loop.BASE**spelling_loop.MAX_CHUNK
    for number, chunk in enumerate(known[::2]):
        numbers[chunk_code(chunk)] = number
    width = len(known[::2]) + spelling_loop.MAX_CHUNK + 1
    prices = array("i", [rng.randrange(1_500) for _ in range(3 * width)])
    letters = array("i", [rng.randrange(3) for _ in range(rows)])
    parents = array("i", [rng.randrange(row + 1) for row in range(rows)])
    ends = array("i", [rng.randrange(1, rows + 1) for _ in range(3)])
    asked = (tokens, prices, letters, parents, ends, numbers, len(known[::2]))
    found = spelling_loop.cheapest(*asked)
    assert found == interpreted("spelling").cheapest(*asked)
    costs = (
        found[:2],
        [0.1, rng.random()],
        rng.random(),
        list(map(len, tokens)),
        rows,
        rng.choice([4, math.inf]),
    )
    assert spelling_loop.costs_a_letter(*costs) == interpreted("spelling").costs_a_letter(*costs)


def test_a_row_of_letters_is_priced_as_in_a_tree() -> None:
    """Two native tokens that begin alike have the prices that each has alone."""
    numbers = array("i", [-1]) * spelling_loop.BASE**spelling_loop.MAX_CHUNK
    prices = array("i", range(0, 20))  # of four letters, by the length of the chunk
    tokens = ["kim", "kin", "rostov"]

    def priced(letters: list[int], parents: list[int], ends: list[int]) -> list[list[int]]:
        tree = (array("i", numbers_of) for numbers_of in (letters, parents, ends))
        found: list[list[int]] = spelling_loop.cheapest(tokens, prices, *tree, numbers, 0)
        return found

    together = priced([0, 1, 2, 3], [0, 1, 2, 2], [3, 4])
    assert together == priced([0, 1, 2], [0, 1, 2], [3]) + priced([0, 1, 3], [0, 1, 2], [3])


@pytest.mark.parametrize("token", ["Kim", "ki m", "ким", "\ud800"])
def test_no_other_letters_are_priced(token: str) -> None:
    numbers = array("i", [-1]) * spelling_loop.BASE**spelling_loop.MAX_CHUNK
    for loop in (spelling_loop, interpreted("spelling")):
        rows = array("i", [0, 1]), array("i", [0, 1]), array("i", [2])
        with pytest.raises(ValueError, match="letters a-z"):
            loop.cheapest([token], array("i", [0]) * 10, *rows, numbers, 0)


def answers(**environment: str) -> bytes:
    command = [sys.executable, str(HERE / "same_answers.py")]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, check=True).stdout


def test_a_forest_takes_as_many_values_as_it_asks_for() -> None:
    forest = trees.Forest([0], [2, -1, -1], [0.5, 0.0, 0.0], [1, 0, 0], [2, 0, 0], [0.0, -1.0, 1.0])
    assert (forest.total([9.0, 9.0, 0.0]), forest.total([0.0, 0.0, 1.0])) == (-1.0, 1.0)
    with pytest.raises(ValueError, match="2 values are given for a forest of 3 features"):
        forest.total([0.0, 1.0])
    with pytest.raises(ValueError, match="129 values are given"):
        forest.total([0.0] * 129)
    with pytest.raises(ValueError, match="a forest asks for feature 128; room is for 128"):
        trees.Forest([0], [128, -1, -1], [0.5, 0.0, 0.0], [1, 0, 0], [2, 0, 0], [0.0, -1.0, 1.0])


def test_a_forest_that_leads_back_is_refused() -> None:
    with pytest.raises(ValueError, match="node 0 leads to 0 and 2, not on to nodes of its tree"):
        trees.Forest([0], [2, -1, -1], [0.5, 0.0, 0.0], [0, 0, 0], [2, 0, 0], [0.0, -1.0, 1.0])
    with pytest.raises(ValueError, match="node 0 leads to 1 and 3"):
        trees.Forest([0], [2, -1, -1], [0.5, 0.0, 0.0], [1, 0, 0], [3, 0, 0], [0.0, -1.0, 1.0])
    with pytest.raises(ValueError, match="tree 1 has no nodes"):
        trees.Forest([0, 3], [2, -1, -1], [0.5, 0.0, 0.0], [1, 0, 0], [2, 0, 0], [0.0, -1.0, 1.0])


def test_trees_of_any_number_and_depth_are_added_up() -> None:
    stump = ([1, -1, -1], [0.5, 0.0, 0.0], [1, 0, 0], [2, 0, 0], [0.0, 1.0, 10.0])
    leaf = ([-1], [0.0], [0], [0], [100.0])
    for count in (1, 7, 8, 9, 17):
        nodes: list[list[float]] = [[], [], [], [], []]
        roots = []
        for tree in range(count):
            start = len(nodes[0])
            roots.append(start)
            for at, (held, of) in enumerate(zip(nodes, leaf if tree % 3 == 2 else stump, strict=True)):
                held.extend([start + value for value in of] if at in (2, 3) else of)
        forest = trees.Forest(roots, *nodes)
        leaves = sum(tree % 3 == 2 for tree in range(count))
        assert forest.total([0.0, 0.5]) == 100.0 * leaves + (count - leaves)
        assert forest.total([0.0, 0.6]) == 100.0 * leaves + 10.0 * (count - leaves)


def test_the_same_answers_without_compiled_loops() -> None:
    given = os.environ.get("TRANSLIT_PLAIN_ANSWERS")  # .ci/run has asked this checkout already
    plain = Path(given).read_bytes() if given else answers(TRANSLIT_PLAIN="1")
    assert len(plain.splitlines()) > 1_500
    assert answers(TRANSLIT_PLAIN="0") == plain


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.pxd")), ids=lambda path: path.stem)
def test_a_field_of_a_class_is_declared_for_the_compiler_too(path: Path) -> None:
    """A class in C has no fields but those of its `.pxd`, and whoever sets another one fails."""
    declared = set(re.findall(r"\w+", path.read_text(encoding="utf8")))
    for of in ast.walk(ast.parse(path.with_suffix(".py").read_text(encoding="utf8"))):
        if isinstance(of, ast.ClassDef) and f"class {of.name}:" in path.read_text(encoding="utf8"):
            set_here = {
                node.attr
                for node in ast.walk(of)
                if isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
            }
            assert set_here <= declared, f"not in {path.name}: {sorted(set_here - declared)}"
