"""How fast noisy names are answered, beside what is used instead, and how that grows with the
table, in one run.

    pip install translit-names scikit-learn sparse_dot_topn
    python benchmarks/speed.py [DATA] [--sizes 1000,10000,100000] [--queries 2000] [--budget 20]
        [--svg docs/growth.svg]

DATA is a folder with `wikidata_names.txt`, one name a line; without it, the 500 names of
`benchmarks/data/names.txt` serve, which were written down for the benchmark and are free for any
use (CC0). A table that is larger than the list goes on with a first token of one name and the rest
of another. From 500 names come few tokens, which very many names share: such a table is harder than
a real one of its size.

Each system answers in a process of its own, one name a call on one thread: copies of names of the
table with a typo, two typos, swapped letters, the family name first, a title, in plain capitals or
with an initial. A tenth are such copies of names that are not in the table. Prints for each size
and system how many were *asked* before its *budget* of seconds ended, *queries/s* and what one
takes (*p50*, *p99*), the share for which the *right* name is ranked first, the share of *unknown*
names that somebody is told for (of ours, AMBIGUOUS counts, too), *build*, names a second for
*exact* spellings in one batch, and for the same when most of them are *repeated*; *ours/peer* is
the ratio of queries a second. Of our table also the file that `save` writes, and how long `open`
and a first answer take in a new process. A system that is not installed is left out and said so.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process
from svg import curves_by_size
from unidecode import unidecode

from translit import Entity, Normalizer, Status

OWN = Path(__file__).parent / "data" / "names.txt"
SEED = 5
HELD = 0.1  # share of the listed names that no table has
UNKNOWN = 0.1  # share of the queries
REPEATED = 100_000  # names of the repeated batch
ROUNDS = 3  # of a batch; the best counts
# of 100: from here on rapidfuzz's answer is told as found; the user's choice, and this a usual one
LEAST_RATIO = 85
LEAST_COSINE = 0.75  # of 1: the same for tf-idf
NOBODY = -1
LETTERS = "aeiouyrnstlkmd"
TITLES = ("Mr.", "Dr", "Prof.", "President", "Gen.")

Result = TypeVar("Result")
# the row of the table that is ranked first, and whether it is told as an answer
Answer = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class System:
    """A table that is ready: how to ask for one name, for many, and how to save it."""

    ask: Callable[[str], Answer]
    ask_all: Callable[[Sequence[str]], object]
    save: Callable[[Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    asked: int
    per_second: float
    p50: float  # µs
    p99: float  # µs
    right: float
    unknown: float
    build: float  # s
    exact: float  # names a second
    repeated: float


def translit(table: Sequence[str]) -> System:
    n = Normalizer.from_entities(Entity(str(row), name, "person") for row, name in enumerate(table))

    def ask(name: str) -> Answer:
        match = n.normalize(name)
        return int(
            match.candidates[0].entity.id
        ) if match.candidates else NOBODY, match.status is not Status.UNMATCHED

    return System(ask, n.normalize_many, n.save)


def rapidfuzz(table: Sequence[str]) -> System:
    folded = [fold(name) for name in table]

    def ask(name: str) -> Answer:
        found = process.extractOne(fold(name), folded, scorer=fuzz.ratio)
        return (found[2], found[1] >= LEAST_RATIO) if found else (NOBODY, False)

    return System(ask, lambda names: [ask(name) for name in names])


def tf_idf(table: Sequence[str]) -> System:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectorizer = TfidfVectorizer(preprocessor=fold, analyzer="char_wb", ngram_range=(2, 3), sublinear_tf=True)
    grams = vectorizer.fit_transform(table).T.tocsr()

    def likest(names: Sequence[str]):
        return sp_matmul_topn(vectorizer.transform(names), grams, top_n=1, n_threads=1)

    def ask(name: str) -> Answer:
        found = likest([name])
        return (int(found.indices[0]), bool(found.data[0] >= LEAST_COSINE)) if found.nnz else (NOBODY, False)

    return System(ask, likest)


OURS = "translit"
SYSTEMS: dict[str, tuple[Callable[[Sequence[str]], System], tuple[str, ...]]] = {
    OURS: (translit, ()),
    "rapidfuzz": (rapidfuzz, ()),
    "tf-idf": (tf_idf, ("sklearn", "sparse_dot_topn")),
}


def fold(name: str) -> str:
    return unidecode(name).lower()


def grown(listed: Sequence[str], size: int, rng: random.Random) -> list[str]:
    """Return *size* names that differ when folded: the listed ones, then a first token of one with
    the rest of another.

    When half of such pairs are in use, a further first token stands between them.
    """
    names = {fold(name): name for name in listed}
    names = dict(list(names.items())[:size])
    halves = [name.split(maxsplit=1) for name in listed if " " in name]
    pairs = len({first for first, _ in halves}) * len({rest for _, rest in halves})
    given = 1
    while len(names) < size:
        if len(names) > pairs * len(halves) ** (given - 1) / 2:
            given += 1
        name = " ".join([*(rng.choice(halves)[0] for _ in range(given)), rng.choice(halves)[1]])
        names.setdefault(fold(name), name)
    return list(names.values())


def typo(name: str, rng: random.Random) -> str:
    at, letter = rng.randrange(len(name)), rng.choice(LETTERS)
    return name[:at] + rng.choice((letter, "", letter + name[at])) + name[at + 1 :]


def two_typos(name: str, rng: random.Random) -> str:
    return typo(typo(name, rng), rng)


def swapped(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def family_first(name: str, _: random.Random) -> str:
    *given, family = name.split()
    return f"{family}, {' '.join(given)}" if given else name


def titled(name: str, rng: random.Random) -> str:
    return f"{rng.choice(TITLES)} {name}"


def in_capitals(name: str, _: random.Random) -> str:
    return unidecode(name).upper()


def with_initial(name: str, _: random.Random) -> str:
    first, *rest = name.split()
    return " ".join([f"{first[0]}.", *rest]) if rest else name


# typos are the commonest
NOISE = (typo, typo, typo, typo, two_typos, swapped, family_first, titled, in_capitals, with_initial)


def noisy(
    table: Sequence[str], unlisted: Sequence[str], count: int, rng: random.Random
) -> list[tuple[str, int]]:
    """Return *count* noisy copies of names, each with its row, or NOBODY if it is a copy of an
    unlisted one.
    """
    queries = []
    for _ in range(count):
        row = NOBODY if rng.random() < UNKNOWN else rng.randrange(len(table))
        queries.append((rng.choice(NOISE)(rng.choice(unlisted) if row == NOBODY else table[row], rng), row))
    return queries


def rate(names: Sequence[str], ask_all: Callable[[Sequence[str]], object], budget: float) -> float:
    """Return names a second, of the best round that began within the budget."""
    best, began = float("inf"), time.perf_counter()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask_all(names)
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - began > budget / ROUNDS:
            break
    return len(names) / best


def measure(
    name: str, table: Sequence[str], queries: Sequence[tuple[str, int]], budget: float, file: Path
) -> Measured:
    """Build, ask and, if the system can, save to *file*."""
    if name == OURS:
        # the language data are loaded once a process, whatever the table
        translit(table[:1]).ask("Nobody Atall")
    start = time.perf_counter()
    system = SYSTEMS[name][0](table)
    build = time.perf_counter() - start
    taken: list[float] = []
    found: list[Answer] = []
    end = time.perf_counter() + budget
    for query, _ in queries:
        start = time.perf_counter()
        found.append(system.ask(query))
        now = time.perf_counter()
        taken.append(now - start)
        if now > end:
            break
    right = [first == row for (first, _), (_, row) in zip(found, queries, strict=False) if row != NOBODY]
    told = [is_told for (_, is_told), (_, row) in zip(found, queries, strict=False) if row == NOBODY]
    exact = list(dict.fromkeys(table[row] for _, row in queries[: len(taken)] if row != NOBODY))
    if system.save is not None:
        system.save(file)
    return Measured(
        asked=len(taken),
        per_second=len(taken) / sum(taken),
        p50=statistics.median(taken) * 1e6,
        p99=sorted(taken)[int(len(taken) * 0.99)] * 1e6,
        right=sum(right) / max(1, len(right)),
        unknown=sum(told) / max(1, len(told)),
        build=build,
        exact=rate(exact, system.ask_all, budget),
        repeated=rate(exact * (REPEATED // len(exact)), system.ask_all, budget) if name == OURS else 0.0,
    )


def opened(file: Path) -> float:
    """Return the milliseconds that opening a saved table and a first answer by likeness take."""
    start = time.perf_counter()
    Normalizer.open(file).normalize("Volodimir Zelenski")
    return (time.perf_counter() - start) * 1e3


def apart(task: Callable[..., Result], *arguments: object) -> Result:
    """Return what *task* returns in a new process, so that nothing is warm and no system pays for
    another's memory.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, *arguments).result()


def row(name: str, found: Measured, ratio: float) -> str:
    repeated = f"{found.repeated:,.0f}" if found.repeated else "–"
    return (
        f"{name:11}{found.asked:7,}{found.per_second:11,.0f}{found.p50:10,.0f}{found.p99:10,.0f}{found.right:8.3f}{found.unknown:9.3f}"
        f"{found.build:9.2f}{found.exact:11,.0f}{repeated:>12}{ratio:11.2f}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", type=Path, nargs="?")
    arguments.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[1_000, 10_000, 100_000]
    )
    arguments.add_argument("--queries", type=int, default=2_000)
    arguments.add_argument(
        "--budget",
        type=float,
        default=20.0,
        help="seconds that a system may spend on the queries of one size",
    )
    arguments.add_argument("--svg", type=Path)
    given = arguments.parse_args()
    file = given.data / "wikidata_names.txt" if given.data else OWN
    listed = sorted(set(file.read_text(encoding="utf8").splitlines()))
    random.Random(SEED).shuffle(listed)
    held = int(len(listed) * HELD)
    systems = []
    for name, (_, needed) in SYSTEMS.items():
        if missing := [module for module in needed if find_spec(module) is None]:
            print(f"{name} left out: {' and '.join(missing)} not installed")
        else:
            systems.append(name)
    curves: dict[str, list[tuple[int, float]]] = {name: [] for name in systems}
    for size in sorted(given.sizes):
        table = grown(listed[held:], size, random.Random(SEED))
        queries = noisy(table, listed[:held], given.queries, random.Random(SEED))
        print(
            f"{size:,} names\n"
            f"{'':11}{'asked':>7}{'queries/s':>11}{'p50 µs':>10}{'p99 µs':>10}{'right':>8}{'unknown':>9}"
            f"{'build s':>9}{'exact/s':>11}{'repeated/s':>12}{'ours/peer':>11}"
        )
        with tempfile.TemporaryDirectory() as folder:
            saved = Path(folder) / "names.npz"
            fastest = 0.0
            for name in systems:
                found = apart(measure, name, table, queries, given.budget, saved)
                fastest = found.per_second if name == OURS else fastest
                print(row(name, found, fastest / found.per_second), flush=True)
                curves[name].append((size, found.p50))
            print(
                f"{OURS}: {saved.stat().st_size / 2**20:.1f} MB saved, "
                f"opened and answered in {apart(opened, saved):.0f} ms\n"
            )
    if given.svg:
        names = f"Tables from {len(listed) - held:,} listed names"
        if max(given.sizes) > len(listed) - held:
            names += "; beyond them, first tokens of some with the rest of others"
        given.svg.write_text(curves_by_size(curves, OURS, names), encoding="utf8")


if __name__ == "__main__":
    main()
