"""Ask one compiled table from several processes at once, for some time.

    python benchmarks/load.py [--entities 100000] [--processes 4] [--seconds 60]

The people are made of given and family names by a fixed rule. Every process opens the same file
and asks for names of it, every fourth with a letter less: a listed name must be among the
candidates, and a name that is asked again must get the answer that it had. Prints how many were
asked, and the memory of a process of its own and shared.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from translit import Entity, Normalizer

SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "ri", "so", "ta", "vel", "zan", "gor", "hal", "jer", "pin")
AGAIN = 50  # every so many names one is asked again
KIB = 1024


def names(count: int) -> list[str]:
    """Return *count* names, no two alike."""
    words = ["".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3)]
    rng = random.Random(11)
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{rng.choice(words)} {rng.choice(words)}"] = None
    return list(found)


def ask(path: str, count: int, seed: int, seconds: float) -> tuple[int, int, int, float]:
    """Return how many names were asked, how many listed ones were not among the candidates, how
    many answers changed, and the megabytes of this process at most.
    """
    listed, rng = names(count), random.Random(seed)
    n = Normalizer.open(path)
    asked = missing = changed = 0
    before: dict[str, dict[str, object]] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number = rng.randrange(len(listed))
        name = listed[number]
        at = rng.randrange(1, len(name))
        written = name if asked % 4 else name[:at] + name[at + 1 :]
        match = n.normalize(written)
        if written == name:
            missing += f"p/{number}" not in [candidate.entity.id for candidate in match.candidates]
        if asked % AGAIN == 0:
            for again, answer in before.items():
                changed += n.normalize(again).to_dict() != answer
            before = {written: match.to_dict()}
        asked += 1
    return asked, missing, changed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.npz"
        begun = time.process_time()
        people = (Entity(f"p/{i}", name, "person") for i, name in enumerate(names(given.entities)))
        Normalizer.from_entities(people).save(path)
        print(f"{given.entities:,} people: built in {time.process_time() - begun:.0f} s of CPU", flush=True)
        with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
            running = [
                pool.submit(ask, str(path), given.entities, seed, given.seconds)
                for seed in range(given.processes)
            ]
            results = [each.result() for each in running]
    asked, missing, changed, memory = (list(column) for column in zip(*results, strict=True))
    print(f"{given.processes} processes, {given.seconds:.0f} s: {sum(asked):,} names")
    print(f"  listed names that are not among the candidates: {sum(missing)}")
    print(f"  answers that changed: {sum(changed)}")
    print(f"  memory of a process, at most: {max(memory):.0f} MB")
    if sum(missing) or sum(changed):
        sys.exit(1)


if __name__ == "__main__":
    main()
