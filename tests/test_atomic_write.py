"""A file that is written appears whole or not at all."""

import os
from pathlib import Path

import pytest

from translit.atomic_write import atomic_write, replace_atomically


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "things.txt"
    target.write_bytes(b"before")
    return target


def test_nothing_is_at_the_path_until_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "new.txt"
    with atomic_write(target) as file:
        file.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert [p.name for p in tmp_path.iterdir()] == ["new.txt"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with atomic_write(tmp_path / "new"):
        pass
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_of_a_file_that_is_replaced_is_kept_and_never_exceeded(path: Path, mode: int) -> None:
    path.chmod(mode)
    with atomic_write(path) as file:
        assert os.fstat(file.fileno()).st_mode & 0o777 & ~mode == 0
        file.write(b"after")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", mode)


def test_a_symbolic_link_stays_one(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    with atomic_write(link) as file:
        file.write(b"after")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"after")


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_inside_leaves_the_old_file_and_nothing_else(path: Path, error: type[BaseException]) -> None:
    def write_half() -> None:
        with atomic_write(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write_half()
    assert [(p.name, p.read_bytes()) for p in path.parent.iterdir()] == [("things.txt", b"before")]


@pytest.mark.parametrize("step", ["fsync", "utime", "replace"])
def test_a_step_that_fails_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"), atomic_write(path, mtime=0) as file:
        file.write(b"after")
    assert [(p.name, p.read_bytes()) for p in path.parent.iterdir()] == [("things.txt", b"before")]


def test_the_time_is_the_one_given(path: Path) -> None:
    with atomic_write(path, mtime=1_700_000_000):
        pass
    assert path.stat().st_mtime_ns == 1_700_000_000 * 10**9


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_write(tmp_path / "none" / "a.txt"):
        pass


def test_a_file_takes_the_name_and_the_mode_of_another(path: Path) -> None:
    path.chmod(0o640)
    source = path.with_name("source")
    source.write_bytes(b"after")
    replace_atomically(source, path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", 0o640)
    assert not source.exists()
