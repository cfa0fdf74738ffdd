"""Change one operator, number or condition of a room at a time, and see whether its tests notice.

    python fuzz/mutants.py pairs --mutants 60 --seed 1
    python fuzz/mutants.py resolve --only one_word decide --tests test_known_places test_modes

Mutations are cosmic-ray's (`pip install cosmic-ray`); of all places of a room some are drawn, since
each costs a run of the tests; `--only` draws of some files, `--tests` asks other tests than
those of the room. They are made in a copy of the checkout; compiled loops stay as
they are. Survivors are printed as differences, to be read: what they say is a missing test, or a
change that changes no answer. Types, and what only explains, are left out.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    "pairs": ("test_pair_evidence", "test_align", "test_pairs", "test_features", "test_forests"),
    "resolve": (
        "test_known_places",
        "test_nearest",
        "test_modes",
        "test_cases",
        "test_misread",
        "test_near_strangers",
    ),
    "names": ("test_pairs", "test_pair_evidence", "test_cases"),
    "index": ("test_store", "test_arrays", "test_segments", "test_cases", "test_compiled"),
}
# of `X | None` in a type nothing is run; `is` for `==` is the same for what is interned
LEFT_OUT = re.compile(r"Bit(Or|And|Xor)|Shift|_Is(Not)?(_|$)|Pow|Invert|UAdd|Decorator|VariableInserter")
TIMEOUT = 900  # seconds of a run of the tests: a loop without end is noticed, too


def places(path: Path) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Return the mutations of a file by the place of what they change: operator and occurrence."""
    found = defaultdict(list)
    tree = get_ast(path.read_text(encoding="utf-8"))
    nodes = list(ast_nodes(tree))
    for name in operator_names():
        if LEFT_OUT.search(name):
            continue
        try:
            operator = get_operator(name)()
        except TypeError:  # asks for arguments
            continue
        occurrence = 0
        for node in nodes:
            for start, _ in operator.mutation_positions(node):
                found[start].append((name, occurrence))
                occurrence += 1
    return found


def difference(before: str, after: str, path: Path) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), str(path), str(path), n=1, lineterm=""
    )
    return "\n".join(list(lines)[2:])


def outcome(folder: Path, tests: list[str]) -> tuple[str, str]:
    """Return whether the tests notice, and the end of what they print."""
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed", "no end"
    return "survived" if ended.returncode == 0 else "killed", ended.stdout[-1_000:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room", choices=TESTS)
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", metavar="FILE", help="files of the room, without .py")
    parser.add_argument("--tests", nargs="+", metavar="FILE", help="tests to ask, without .py")
    given = parser.parse_args()
    asked = given.tests or TESTS[given.room]
    rng, counts = random.Random(given.seed), Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "checkout"
        ignored = shutil.ignore_patterns(".git", ".venv*", "__pycache__", "docs", "training")
        shutil.copytree(ROOT, folder, ignore=ignored, symlinks=True)
        room = folder / "translit" / given.room
        drawn = sorted(
            (path, *place)
            for path in room.glob("*.py")
            if path.name != "__init__.py" and (given.only is None or path.stem in given.only)
            for place in places(path)
        )
        tests = [f"tests/{name}.py" for name in asked if (folder / "tests" / f"{name}.py").exists()]
        print(f"{given.room}: {len(drawn):,} places, seed {given.seed}; {' '.join(tests)}", flush=True)
        stands, told = outcome(folder, tests)
        if stands != "survived":
            sys.exit(f"the tests fail as the code stands: {told}")
        for path, *place in rng.sample(drawn, min(given.mutants, len(drawn))):
            before = path.read_text(encoding="utf-8")
            name, occurrence = rng.choice(places(path)[tuple(place)])
            after = mutate_code(before, get_operator(name)(), occurrence)
            if after is None or after == before:
                continue
            path.write_text(after, encoding="utf-8")
            begun = time.monotonic()
            found, _ = outcome(folder, tests)
            counts[found] += 1
            path.write_text(before, encoding="utf-8")
            line = f"{path.relative_to(folder)}:{place[0]}"
            print(f"{found} {time.monotonic() - begun:.0f} s {line} {name}", flush=True)
            if found == "survived":
                print(difference(before, after, path.relative_to(folder)), flush=True)
    print(f"{given.room}: {counts['killed']} killed, {counts['survived']} survived")


if __name__ == "__main__":
    main()
