"""Whatever call fails, and wherever the process dies: the next run ends in the same bytes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HERE

CRASH = HERE / "crash"
LEAST = {"csv-csv": 80, "save": 100, "atomic_write": 12}  # calls times ways in which each goes wrong


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD and its calls are Linux's")
def test_no_call_that_fails_and_no_kill_leaves_what_is_neither_old_nor_new(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    shim = tmp_path / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", shim, CRASH / "faults.c", "-ldl"], check=True)
    memory = Path("/dev/shm")  # where bringing bytes to the disk takes no time
    folder = memory / f"translit-crash-{os.getpid()}" if memory.is_dir() else tmp_path / "folder"
    try:
        told = subprocess.run(
            [sys.executable, CRASH / "run.py", folder, "csv-csv"],
            env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    answer = json.loads(told)
    assert answer["wrong"] == []
    assert {name: count for name, count in answer["runs"].items() if count < LEAST[name]} == {}
