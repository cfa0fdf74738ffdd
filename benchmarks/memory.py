"""How the memory of a process grows with the number of different names that it is asked.

    python benchmarks/memory.py [--names 200000] [--steps 10] [--seed 5]

Each name is a new one: two words of the people in the box, at least one of them with two letters
wrong, so that no answer and hardly a token is asked again. Printed after each step are the resident
memory of the process (Linux: VmRSS), the part of it that is its own (RssAnon), and the CPU time.
Caches have a bound, so after the first steps the figures stay.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from translit import Kind, Normalizer

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelled(word: str, at: random.Random) -> str:
    """Return a word with a letter dropped, added or exchanged."""
    place, letter = at.randrange(len(word)), at.choice(LETTERS)
    return word[:place] + at.choice(("", letter, letter + word[place])) + word[place + 1 :]


def name(words: list[str], at: random.Random) -> str:
    first, last = at.choice(words), at.choice(words)
    if at.random() < 0.5:
        first = misspelled(first, at)
    return f"{first} {misspelled(misspelled(last, at) or last, at)}"


def memory(field: str) -> float:
    """Return a figure of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"this system does not tell {field}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    n, at = Normalizer.builtin(), random.Random(asked.seed)
    people = (entity.name for entity in n.entities() if entity.kind is Kind.PERSON)
    words = sorted({word for person in people for word in person.split() if len(word) > 1})
    n.normalize("Kiev")
    print(f"{0:7,} names: {memory('VmRSS'):4.0f} MB, its own {memory('RssAnon'):4.0f} MB", flush=True)
    for step in range(1, asked.steps + 1):
        for _ in range(asked.names // asked.steps):
            n.normalize(name(words, at))
        print(
            f"{step * asked.names // asked.steps:7,} names: {memory('VmRSS'):4.0f} MB, its own "
            f"{memory('RssAnon'):4.0f} MB, {time.process_time():.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
