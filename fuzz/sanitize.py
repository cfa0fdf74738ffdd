"""Run the tests of the compiled loops under AddressSanitizer and UndefinedBehaviorSanitizer.

    python fuzz/sanitize.py [pytest's options]

Copies the package beside its tests into a folder of its own, compiles the loops there with
`-fsanitize=address,undefined`, and runs the tests that compare them with Python, and those of
damaged tables, with gcc's runtimes loaded first. Needs gcc on Linux; the first error ends the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SANITIZERS = "-fsanitize=address,undefined"
# a stack that can be read; what is undefined ends the run as what is out of bounds does
FLAGS = f"{SANITIZERS} -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1"
# loops and Python with the same inputs; every column of a table damaged
TESTS = ("tests/test_compiled.py", "tests/test_crafted.py", "tests/test_forests.py", "tests/test_spelling.py")
# all is slower by far, which is no fault of what makes inputs
PROFILE = """from hypothesis import HealthCheck, settings
settings.register_profile("sanitized", suppress_health_check=list(HealthCheck), deadline=None)
settings.load_profile("sanitized")
"""
RUNTIMES = ("libasan.so", "libubsan.so")


def compile_sanitized(folder: Path) -> list[Path]:
    """Compile the loops in *folder*, a checkout, in place; return the modules."""
    os.environ |= {"CC": "gcc", "CFLAGS": FLAGS, "LDFLAGS": SANITIZERS}
    sys.path.insert(0, str(folder))
    import hatch_build

    hatch_build.FLAGS[:] = [flag for flag in hatch_build.FLAGS if not flag.startswith(("-O", "-g"))]
    with tempfile.TemporaryDirectory() as scratch:
        made = hatch_build.compile_modules(folder, hatch_build.LOOPS, Path(scratch))
        return [Path(shutil.copyfile(path, folder / name)) for name, path in made.items()]


def environment(folder: Path) -> dict[str, str]:
    """Return the environment in which Python loads what was compiled so."""
    ask = ["gcc", "-print-file-name={}"]
    runtimes = [
        subprocess.run([part.format(name) for part in ask], capture_output=True, text=True, check=True)
        for name in RUNTIMES
    ]
    return os.environ | {
        "LD_PRELOAD": " ".join(found.stdout.strip() for found in runtimes),
        # Python keeps memory of its own until it ends, which is no leak; and every object by
        # malloc, so that one byte beyond it is seen
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1:allocator_may_return_null=1",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": str(folder),
        "TRANSLIT_REQUIRE_COMPILED": "1",
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "checkout"
        for name in ("translit", "aliases", "tests"):
            ignored = shutil.ignore_patterns("*.so", "__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for name in ("hatch_build.py", "pyproject.toml"):
            shutil.copyfile(ROOT / name, folder / name)
        for module in compile_sanitized(folder):
            linked = subprocess.run(["nm", "-D", str(module)], capture_output=True, text=True, check=True)
            assert "__asan_report" in linked.stdout, f"{module.name} was not compiled with AddressSanitizer"
            print(f"{module.name}: sanitized")
        (folder / "sanitized_profile.py").write_text(PROFILE, encoding="utf-8")
        options = ["-q", "-p", "no:cacheprovider", "-p", "sanitized_profile"]
        command = [sys.executable, "-m", "pytest", *options, *TESTS, *sys.argv[1:]]
        return subprocess.run(command, cwd=folder, env=environment(folder), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
