"""The workflow that builds wheels is about this package: its Pythons, its platforms, its files."""

import re
import tomllib
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


def test_the_files_that_start_a_build_exist() -> None:
    paths = WORKFLOW[True]["pull_request"]["paths"]  # YAML 1.1 reads "on" so
    assert [path for path in paths if not (ROOT / path.removesuffix("/**")).exists()] == []


def test_a_wheel_is_asked_what_the_checkout_answers() -> None:
    asked = " ".join(PROJECT["tool"]["cibuildwheel"]["test-command"])
    name, identifier = re.findall(r"normalize\('(.+?)'\)\.id == '(.+?)'", asked)[0]
    assert normalize(name).id == identifier
