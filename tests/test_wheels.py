"""The workflow that builds wheels is about this package: its Pythons, its platforms, its files."""

import re
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

import yaml

from translit import normalize

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "wheels.yml").read_text(encoding="utf-8"))


def test_wheels_are_built_for_every_python_that_is_claimed() -> None:
    claimed = re.findall(r"Python :: 3\.(\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert PROJECT["tool"]["cibuildwheel"]["build"] == [f"cp3{minor}-*" for minor in claimed]
    assert PROJECT["tool"]["cibuildwheel"]["environment"] == {"TRANSLIT_COMPILE": "all"}


def test_wheels_are_built_for_linux_macos_and_windows() -> None:
    runners = [of["runner"] for of in WORKFLOW["jobs"]["wheels"]["strategy"]["matrix"]["include"]]
    assert {runner.partition("-")[0] for runner in runners} == {"ubuntu", "macos", "windows"}
    steps = " ".join(step.get("run", "") for step in WORKFLOW["jobs"]["wheels"]["steps"])
    assert "python -m cibuildwheel" in steps


def test_each_runner_keeps_its_wheels_under_a_name_of_its_own_and_nothing_is_written_to_the_repository() -> (
    None
):
    included = WORKFLOW["jobs"]["wheels"]["strategy"]["matrix"]["include"]
    assert len({of["name"] for of in included}) == len({of["runner"] for of in included}) == len(included)
    assert WORKFLOW["permissions"] == {"contents": "read"}
    for job in WORKFLOW["jobs"].values():
        kept = job["steps"][-1]
        assert kept["uses"].startswith("actions/upload-artifact@")
        assert kept["with"]["if-no-files-found"] == "error"
        assert kept["with"]["path"].startswith("wheels/")  # where the steps before write


def test_every_pattern_builds_wheels_of_the_platforms_that_the_runners_have() -> None:
    # what `cibuildwheel --print-build-identifiers` prints: one Python and one platform each
    identifiers = {
        f"cp3{minor}-{platform}"
        for minor in range(11, 15)
        for platform in ("manylinux_x86_64", "musllinux_aarch64", "macosx_arm64", "win_amd64")
    }
    patterns = PROJECT["tool"]["cibuildwheel"]["build"]
    assert {of for of in identifiers if any(fnmatch(of, each) for each in patterns)} == identifiers
    assert not any(
        fnmatch("cp314t-manylinux_x86_64", each) for each in patterns
    )  # free-threaded: not claimed
    assert not PROJECT["tool"]["cibuildwheel"].get("skip")


def test_the_command_that_asks_a_wheel_runs_here(tmp_path: Path) -> None:
    command, asked = PROJECT["tool"]["cibuildwheel"]["test-command"]
    python, option, code = shlex.split(asked)
    assert (python, option) == ("python", "-c")
    # a checkout may lack the loops in C
    code = code.replace("assert retrieval and shortlist and trees; ", "")
    run = partial(subprocess.run, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    run([sys.executable, "-c", code])
    assert run([sys.executable, "-m", *shlex.split(command)]).stdout.splitlines()[1].startswith("Kiev\tKyiv")


def test_the_files_that_start_a_build_exist() -> None:
    paths = WORKFLOW[True]["pull_request"]["paths"]  # YAML 1.1 reads "on" so
    assert [path for path in paths if not (ROOT / path.removesuffix("/**")).exists()] == []


def test_a_wheel_is_asked_what_the_checkout_answers() -> None:
    asked = " ".join(PROJECT["tool"]["cibuildwheel"]["test-command"])
    name, identifier = re.findall(r"normalize\('(.+?)'\)\.id == '(.+?)'", asked)[0]
    assert normalize(name).id == identifier
