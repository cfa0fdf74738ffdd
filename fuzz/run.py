"""Fuzz one target: `python fuzz/run.py normalize [libFuzzer's options]`, guided by coverage.

Needs atheris (`pip install 'translit-names[fuzz]'`). `--seconds N` without it, or with
`--unguided`, changes seeds at random. What a target raises ends the run, with the input that made
it in a file beside.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

MOST_BYTES = 4_096


def changed(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """Return *data* with some changes: bytes, bits, pieces of others, repeats, odd characters."""
    made = bytearray(data)
    for _ in range(1 << rng.randrange(5)):
        at = rng.randrange(len(made) + 1)
        kind = rng.randrange(7)
        if kind == 0:
            made[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
        elif kind == 1 and made:
            made[at % len(made)] ^= 1 << rng.randrange(8)
        elif kind == 2:
            del made[at : at + rng.randint(1, 8)]
        elif kind == 3:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            made[at:at] = other[start : start + rng.randint(1, 32)]
        elif kind == 4:
            made[at:at] = made[at : at + rng.randint(1, 16)] * rng.randint(1, 20)
        elif kind == 5:
            made[at:at] = chr(rng.choice(ODD) if rng.random() < 0.5 else rng.randrange(0x3000)).encode()
        else:
            made[at:at] = rng.choice(PIECES)
    return bytes(made[:MOST_BYTES])


# joiners, bidirectional and combining marks, what folds to several, private use, beyond 16 bits
ODD = (
    *(0x200D, 0x202E, 0x2066, 0x301, 0x345, 0x130, 0x131, 0xDF, 0x1E9E, 0xFB03, 0x1F88, 0x3A3, 0x3C2),
    *(0xE000, 0xFFFD, 0x1F600, 0x1D400, 0x20000, 0xE0041, 0xAD, 0xA0, 0x85, 0x2028, 0x0, 0x1B, 0x9B),
    *(0xFEFF, 0x1100),
)
PIECES = tuple(
    piece.encode()
    for piece in (
        *(", ", " (", ")", "\n", "\n\n", '"', "- ", ": ", "&a ", "*a", "{", "["),
        *("née ", " alias ", "Dr. ", " LLC", " (WHO)", "No 5", "1950-", "%C3%A9"),
    )
)


def unguided(name: str, seconds: float, seed: int) -> int:
    """Call a target with changed seeds for some time; return how many inputs there were."""
    from targets import TARGETS, seeds

    rng, target, inputs, count = random.Random(seed), TARGETS[name], list(seeds(name)), 0
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        data = inputs[count] if count < len(inputs) else changed(rng.choice(inputs), inputs, rng)
        try:
            target(data)
        except BaseException:
            Path(f"crash-{name}-{seed}-{count}").write_bytes(data)
            print(f"{name}: input {count} of seed {seed}: {data!r}", file=sys.stderr)
            raise
        count += 1
    return count


def guided(name: str, options: list[str]) -> None:
    """Hand a target to libFuzzer, by atheris."""
    import atheris

    with atheris.instrument_imports(include=["translit"]):
        from targets import TARGETS, seeds
    folder = Path("fuzz-corpus") / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(data)
    atheris.Setup([sys.argv[0], str(folder), f"-max_len={MOST_BYTES}", *options], TARGETS[name])
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--unguided", action="store_true")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given, options = parser.parse_known_args()
    if not given.unguided:
        guided(given.target, [f"-max_total_time={given.seconds:.0f}", f"-seed={given.seed}", *options])
    print(f"{given.target}: {unguided(given.target, given.seconds, given.seed):,} inputs")


if __name__ == "__main__":
    main()
