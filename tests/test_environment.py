"""What surrounds a process may be wrong: variables, folders, packages. It is told in a line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from translit import FormatError
from translit.atomic_write import atomic_write
from translit.index import store

ROOT = Path(__file__).parent.parent
# the command line in a process where some packages are not installed
COMMAND = """
import sys
missing, *arguments = sys.argv[1:]
for package in missing.split(","):
    sys.modules[package] = None
sys.argv = ["translit", *arguments]
from translit.cli import run
run()
"""


def run(
    *arguments: str, cwd: Path, missing: str = "nothing", **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """Run the command line; a variable that is None is not set."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", COMMAND, missing, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def told(ended: subprocess.CompletedProcess[str]) -> str:
    """Return what ends a command, the only line on standard error beside what it did before."""
    assert ended.returncode == 2, ended.stderr
    before = ("translit serves at ", "names.csv: 1 row")
    lines = [line for line in ended.stderr.splitlines() if not line.startswith(before)]
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("translit: ")
    return lines[0].removeprefix("translit: ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "names.csv").write_text("name\nKiev\n")
    for name in ("names.parquet", "names.xlsx", "no-folder"):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_a_variable_that_is_wrong_is_told_by_its_name(folder: Path) -> None:
    said = told(run("normalize", "Kiev", cwd=folder, TRANSLIT_ASCII="Anyascii"))
    assert said == (
        "TRANSLIT_ASCII must be one of unidecode, anyascii, not 'Anyascii': "
        "change it in the environment, or unset it"
    )
    said = told(run("serve", "--port", "0", cwd=folder, TRANSLIT_API_KEY="short"))
    assert said.startswith("TRANSLIT_API_KEY: a key has 16 printable ASCII characters or more")


def test_a_variable_that_is_empty_is_not_set(folder: Path) -> None:
    script = (
        "from translit import normalize; from translit.compiled import IS_PLAIN; "
        "from translit.writing.ascii_letters import CHOSEN; print(normalize('Kiev').id, IS_PLAIN, CHOSEN)"
    )
    for value in ("", "0"):
        ended = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TRANSLIT_PLAIN": value, "TRANSLIT_ASCII": ""},
            check=False,
        )
        assert ended.stdout == "place/kyiv False unidecode\n", ended.stderr


@pytest.mark.skipif(os.path.isfile(store.COMPILED), reason="an installed package has its tables beside it")
@pytest.mark.parametrize("cache", ["no-folder", "/dev/null/cache"])
def test_a_cache_that_cannot_be_written_is_told_with_what_to_set(folder: Path, cache: str) -> None:
    said = told(run("normalize", "Kiev", cwd=folder, XDG_CACHE_HOME=str(folder / cache)))
    assert said.startswith(str(folder / cache))
    assert "they cannot be written there (Not a directory)" in said
    assert said.endswith("Set XDG_CACHE_HOME to a folder that may be written to")


def test_the_cache_is_no_relative_path_and_a_user_without_a_home_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert store.cache_folder() == tmp_path / ".cache" / "translit"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "there"))
    assert store.cache_folder() == tmp_path / "there" / "translit"
    monkeypatch.delenv("XDG_CACHE_HOME")

    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(FormatError, match=r"has no home .* Set XDG_CACHE_HOME to a folder"):
        store.cache_folder()


@pytest.mark.parametrize(
    ("missing", "arguments", "said"),
    [
        (
            "pyarrow",
            ("normalize", "--input", "names.parquet", "--column", "name", "--output", "a.csv"),
            "translit.files.parquet needs pyarrow: pip install 'translit-names[arrow]'",
        ),
        (
            "pyarrow",
            ("normalize", "--input", "names.csv", "--column", "name", "--output", "a.parquet"),
            "translit.files.parquet needs pyarrow: pip install 'translit-names[arrow]'",
        ),
        (
            "pyarrow",
            ("build", "names.parquet", "-o", "a.npz"),
            "Parquet needs pyarrow: pip install 'translit-names[arrow]'",
        ),
        (
            "openpyxl",
            ("normalize", "--tables", "names.xlsx", "Kiev"),
            "Excel needs openpyxl: pip install 'translit-names[excel]'",
        ),
        ("unidecode", ("normalize", "Kiev"), "Unidecode is not installed: pip install unidecode, or "),
    ],
)
def test_a_package_that_is_missing_is_told_with_how_to_install_it(
    folder: Path, missing: str, arguments: tuple[str, ...], said: str
) -> None:
    assert told(run(*arguments, cwd=folder, missing=missing)).startswith(said)


def test_an_error_of_pythons_own_imports_keeps_its_traceback(folder: Path) -> None:
    ended = run("normalize", "Kiev", cwd=folder, missing="rapidfuzz")
    assert "Traceback" in ended.stderr
    assert "rapidfuzz" in ended.stderr


def test_a_list_that_cannot_be_read_ends_the_service_with_a_line(folder: Path) -> None:
    for more in ((), ("--workers", "2")):
        said = told(run("serve", "--port", "0", "--tables", "none.csv", *more, cwd=folder))
        assert said.endswith("none.csv: no such file. Give the path of a file that can be read")


def test_a_value_that_is_refused_is_told_in_words_of_this_package(folder: Path) -> None:
    for option in ("--kind", "--mode", "--format"):
        ended = run("normalize", option, "frog", "Kiev", cwd=folder)
        assert ended.returncode == 2
        assert "'frog' is not one of" in ended.stderr
        assert "Value error" not in ended.stderr


def test_what_cannot_be_written_is_told_by_the_name_that_was_given(folder: Path) -> None:
    (folder / "full.npz").symlink_to("/dev/full")
    for target, why in (
        ("full.npz", "No space left on device"),
        ("/proc/a.npz", "No such file or directory"),
    ):
        said = told(run("build", "names.csv", "--table-kind", "place", "-o", target, cwd=folder))
        assert said == f"{target}: {why}"


def test_an_error_of_writing_names_the_target_and_one_of_reading_what_was_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as full, atomic_write(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    assert full.value.filename == str(tmp_path / "a")
    with pytest.raises(FileNotFoundError) as other, atomic_write(tmp_path / "a"):
        (tmp_path / "source").read_bytes()
    assert other.value.filename == str(tmp_path / "source")
    assert list(tmp_path.iterdir()) == []
