"""What a cold start costs: `import translit`, and a first answer, beside a bare Python, in one run.

    python benchmarks/startup.py [RUNS]

Prints the median of the differences to `python -c pass`, in milliseconds. To reach: 40 for the
import, 150 for the answer. The tables are compiled before the clock runs.
"""

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": "pass",
    "import translit": "import translit",
    "from translit import normalize": "from translit import normalize",
    "normalize('Kiev')": "from translit import normalize; normalize('Kiev')",
    "normalize('Aekxei Reznikov')": "from translit import normalize; normalize('Aekxei Reznikov')",
    "import numpy, rapidfuzz, unidecode": "import numpy, rapidfuzz.process, unidecode",
}


def milliseconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for code in COMMANDS.values():
        milliseconds(code)  # compiles bytecode and, in a checkout, the tables
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        bare = milliseconds("pass")
        for name, code in COMMANDS.items():
            taken[name].append(milliseconds(code) - bare)
    for name, differences in taken.items():
        print(f"{name:36} +{statistics.median(differences):6.1f} ms")


if __name__ == "__main__":
    main()
