"""What a column costs in each engine: beside a UDF that does nothing, and with as many different
names as answers can be.

    pip install 'translit-names[pandas,polars,duckdb,spark]'     # Spark needs Java 17 or newer
    python benchmarks/pipelines.py [DATA] [--rows 1000000] [--few 1000] [--distinct 500000]
        [--entities 100000] [--engines …]

DATA is a folder with `wikidata_names.txt`, one name a line; without it, the 500 names of
`benchmarks/data/names.txt` serve (see `speed.py`, whose tables and noisy names these are). Each
engine runs in a process of its own; Spark as local[2], with Python workers that are warm.

*Few*: all rows hold a *few* distinct names. Seconds of the best of three rounds: `no-op`, a UDF of
the engine that hands the names back; `seven`, one that hands back a struct of seven fields as ours
does, each of them the name (in Arrow, and so in pandas, without a copy); `again`, ours when the
names came before (in pandas, which keeps nothing between calls, from a normalizer that remembers),
with its ratios to both. `first` is the first round of ours, which answers them.

*Many*: *distinct* noisy names in all rows, each answered against *entities*. Seconds, rows a
second, and rows for each second of processor time, which is the rate of one core, whatever else the
machine does. All engines must answer the same: a digest of all rows is compared.

Last come the size of the table's file, how long a process takes to open it, and the memory of its
own that this costs the process; then `cluster.py`, where it is.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from engines import ENGINES
from speed import HELD, OWN, SEED, apart, grown, noisy

from translit import Entity, Normalizer
from translit.integrations.arrow import TYPE

ROUNDS = 3
CLUSTER = Path(__file__).with_name("cluster.py")
ANSWERED = pa.schema([("row", pa.int64()), ("is", TYPE)])


@dataclass(frozen=True, slots=True)
class Few:
    no_op: float  # s
    seven: float
    first: float
    again: float


@dataclass(frozen=True, slots=True)
class Many:
    seconds: float
    processor: float  # s
    digest: str
    found: dict[str, int] = field(default_factory=dict)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def processor_seconds() -> float:
    """Return the processor time of all processes of this session, ended ones too, where /proc tells
    it; else of this process.
    """
    if not Path("/proc/self/stat").exists():
        return time.process_time()
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            of = path.read_text(encoding="utf8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(map(int, of[11:15])) if int(of[3]) == os.getsid(0) else 0
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what a JVM writes to standard error out of the tables."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)


def few(name: str, file: Path, index: Path) -> Few:
    with quiet():
        engine = ENGINES[name][0](file, index)
        engine.no_op()  # starts workers
        first = seconds(engine.ours)
        rounds = [(seconds(engine.no_op), seconds(engine.seven), seconds(engine.ours)) for _ in range(ROUNDS)]
    no_op, seven, again = (min(of) for of in zip(*rounds, strict=True))
    return Few(no_op, seven, first, again)


def many(name: str, file: Path, index: Path) -> Many:
    os.setsid()
    with quiet():
        engine = ENGINES[name][0](file, index)
        engine.no_op()
        before = processor_seconds()
        start = time.perf_counter()
        answered = engine.answers()
        taken = time.perf_counter() - start
        processor = processor_seconds() - before
    told = answered.cast(ANSWERED).sort_by("row").combine_chunks()
    digest = hashlib.sha256(repr(told["is"].to_pylist()).encode()).hexdigest()[:12]
    statuses = told["is"].combine_chunks().field("status").value_counts().to_pylist()
    return Many(taken, processor, digest, {of["values"]: of["counts"] for of in statuses})


def opened(index: Path) -> tuple[float, float]:
    """Return the milliseconds until a first answer, and the MB of memory that are this process's
    own by then.
    """

    def own() -> float:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="utf8")
        return (
            next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Anonymous:")) / 2**10
        )

    before = own()
    start = time.perf_counter()
    Normalizer.open(index).normalize("Volodimir Zelenski")
    return (time.perf_counter() - start) * 1e3, own() - before


def write(file: Path, names: list[str], rows: int, rng: random.Random) -> None:
    """Write *rows* of *names*, each name once and then at random, in any order."""
    raw = (names + rng.choices(names, k=max(0, rows - len(names))))[:rows]
    rng.shuffle(raw)
    pq.write_table(pa.table({"row": range(rows), "raw": raw}), file, row_group_size=100_000)


def different(table: list[str], unlisted: list[str], count: int, rng: random.Random) -> list[str]:
    """Return *count* different noisy names."""
    names: dict[str, None] = {}
    while len(names) < count:
        names |= dict.fromkeys(name for name, _ in noisy(table, unlisted, count - len(names), rng))
    return list(names)


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", type=Path, nargs="?")
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--few", type=int, default=1_000)
    arguments.add_argument("--distinct", type=int, default=500_000)
    arguments.add_argument("--entities", type=int, default=100_000)
    arguments.add_argument(
        "--engines", type=lambda text: text.split(","), help="some of them, and not cluster.py"
    )
    given = arguments.parse_args()
    wanted = given.engines or list(ENGINES)
    engines = [name for name in wanted if find_spec(ENGINES[name][1]) is not None]
    if left_out := sorted(set(wanted) - set(engines)):
        print(f"left out, not installed: {', '.join(left_out)}")
    listed = sorted(
        set(
            (given.data / "wikidata_names.txt" if given.data else OWN).read_text(encoding="utf8").splitlines()
        )
    )
    rng = random.Random(SEED)
    rng.shuffle(listed)
    held = int(len(listed) * HELD)
    table = grown(listed[held:], given.entities, rng)
    with TemporaryDirectory(prefix="translit-") as name:
        folder = Path(name)
        index = folder / "names.npz"
        took = seconds(
            lambda: Normalizer.from_entities(
                Entity(str(row), of, "person") for row, of in enumerate(table)
            ).save(index)
        )
        write(folder / "few.parquet", different(table, listed[:held], given.few, rng), given.rows, rng)
        write(folder / "many.parquet", different(table, listed[:held], given.distinct, rng), given.rows, rng)
        print(f"{given.rows:,} rows, {given.few:,} distinct names, {given.entities:,} entities: seconds")
        print(f"{'':8}{'no-op':>8}{'seven':>8}{'first':>8}{'again':>8}{'again/no-op':>13}{'again/seven':>13}")
        for engine in engines:
            of = apart(few, engine, folder / "few.parquet", index)
            ratios = f"{of.again / of.no_op:13.1f}{of.again / of.seven:13.1f}"
            print(
                f"{engine:8}{of.no_op:8.2f}{of.seven:8.2f}{of.first:8.2f}{of.again:8.2f}{ratios}", flush=True
            )
        print(f"\n{given.rows:,} rows, {given.distinct:,} distinct names, {given.entities:,} entities")
        print(f"{'':8}{'seconds':>9}{'rows/s':>9}{'rows/s/core':>13}{'names/s/core':>14}  answers")
        digests = set()
        for engine in engines:
            found = apart(many, engine, folder / "many.parquet", index)
            digests.add(found.digest)
            a_core = given.rows / found.processor
            told = ", ".join(f"{count:,} {status}" for status, count in sorted(found.found.items()))
            print(
                f"{engine:8}{found.seconds:9.1f}{given.rows / found.seconds:9,.0f}{a_core:13,.0f}"
                f"{given.distinct / found.processor:14,.0f}  {found.digest} {told}",
                flush=True,
            )
        print(
            "all engines answered the same"
            if len(digests) == 1
            else f"the engines differ: {', '.join(sorted(digests))}"
        )
        size = index.stat().st_size / 2**20
        ms, own = apart(opened, index)
        print(
            f"\nthe table: {took:.1f} s to build and save, {size:.1f} MB; "
            f"{ms:.0f} ms and {own:.0f} MB for a process to open it and answer once"
        )
    if CLUSTER.exists() and not given.engines:
        print(f"\n{CLUSTER.name}", flush=True)
        ran = subprocess.run(
            [sys.executable, str(CLUSTER), *([str(given.data)] if given.data else [])], check=False
        )
        sys.exit(ran.returncode)


if __name__ == "__main__":
    main()
