"""A file that is written appears whole or not at all."""

import os
import stat
import sys
from pathlib import Path
from threading import Thread

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


def test_a_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=str(tmp_path)), atomic_write(tmp_path):
        pytest.fail("it was begun")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes on Windows")
@pytest.mark.parametrize("is_link", [False, True])
def test_a_pipe_stays_and_is_written_into(tmp_path: Path, *, is_link: bool) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    with atomic_write(link if is_link else pipe) as file:
        file.write(b"one ")
        file.seek(0, os.SEEK_END)  # as a zip needs it
        file.write(b"two")
    reader.join(10)
    assert got == [b"one two"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes on Windows")
def test_a_pipe_gets_nothing_of_what_failed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()

    def fail() -> None:
        with atomic_write(pipe) as file:
            file.write(b"half")
            raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        fail()
    reader.join(10)
    assert got == [b""]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files have no names here")
def test_the_name_of_an_open_file_is_written_into(path: Path) -> None:
    with path.open("r+b") as file:
        inode = path.stat().st_ino
        with atomic_write(Path(f"/proc/self/fd/{file.fileno()}")) as into:
            into.write(b"after")
    assert (path.read_bytes(), path.stat().st_ino) == (b"after", inode)


@pytest.mark.skipif(sys.platform == "win32", reason="no locks on Windows")
def test_what_a_killed_process_left_is_deleted_and_what_another_writes_is_not(path: Path) -> None:
    def hidden() -> list[Path]:
        return sorted(p for p in path.parent.iterdir() if p != path)

    with atomic_write(path) as other:
        (others,) = hidden()
        left, foreign = others.with_name(others.name[:-1] + "x"), path.with_name(".new-00000000-a")
        for file in (left, foreign):
            file.touch()
        for file in (left, foreign, others):
            os.utime(file, (0, 0))
        other.write(b"other")
        other.flush()
        os.utime(others, (0, 0))
        with atomic_write(path) as file:
            file.write(b"after")
        assert hidden() == sorted([foreign, others])
    assert (path.read_bytes(), hidden()) == (b"other", [foreign])
