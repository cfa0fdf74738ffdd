"""The checkpoint of a run: its rows so far, in a partial file beside the target, and its state."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, ENOSYS, ENOTSUP
from pathlib import Path
from typing import Any, BinaryIO

from translit.atomic_write import lock
from translit.errors import FileError

VERSION = 2  # of the state
State = dict[str, Any]  # what a run needs to resume, as JSON
Written = dict[str, int]  # of a file: its bytes, and its number in the file system

NOTHING: Written = {"size": 0, "inode": 0}


def partial_path(target: Path) -> Path:
    """Return the path of the rows so far: beside *target*, to take its place in one step."""
    return target.with_name(f".{target.name}.translit-part")


def state_path(target: Path) -> Path:
    """Return the path of the state of the run that writes *target*."""
    return target.with_name(f".{target.name}.translit-state")


def unfinished_path(target: Path) -> Path:
    """Return the path of the output whose rows were gathered in another format."""
    return target.with_name(f".{target.name}.translit-new")


def lock_path(target: Path) -> Path:
    """Return the path of the file that a run holds while it writes *target*."""
    return target.with_name(f".{target.name}.translit-lock")


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold *target* against other runs. Raises FileError if one holds it, or it cannot be written.

    Everything beside *target*, and its taking its place, is done while it is held. Where a file
    system has no locks, and on Windows, nothing is.
    """
    path = lock_path(target)
    try:
        stream = _held(path, target)
    except OSError as error:
        raise FileError(
            target, 0, f"cannot be written: {error.strerror}", "Name a file in a folder that you may write to"
        ) from error
    try:
        yield
    finally:
        if os.name == "nt":  # which deletes no file that is open
            stream.close()
        path.unlink(missing_ok=True)
        stream.close()


def _held(path: Path, target: Path) -> BinaryIO:
    """Return the file at *path*, open and held. Raises FileError if another process holds it."""
    while True:
        stream = path.open("ab")
        is_held = lock(stream)
        if is_held is None:
            return stream
        # the run that held it may have deleted it meanwhile, and a third made it anew
        with suppress(FileNotFoundError):
            if is_held and os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        stream.close()
        if not is_held:
            problem = "another run is writing it"
            raise FileError(target, 0, problem, "Wait for that, or name another output")


def read_state(target: Path) -> State | None:
    """Return the state of an interrupted run, or None if there is none that can be gone on from."""
    try:
        state = json.loads(state_path(target).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None  # damaged, it says nothing: the run begins anew, and ends in the same bytes
    return state if isinstance(state, dict) and state.get("version") == VERSION else None


def write_state(target: Path, state: State) -> None:
    """Write the state of the run that writes *target*, whole or not at all."""
    path = state_path(target)
    unfinished = path.with_name(path.name + "~")  # one name: what a kill leaves is written over
    with unfinished.open("wb") as stream:
        stream.write(json.dumps({**state, "version": VERSION}, ensure_ascii=False).encode())
        synced(stream)
    os.replace(unfinished, path)


def forget(target: Path) -> None:
    """Delete the state of a run that is not gone on with."""
    state_path(target).unlink(missing_ok=True)


@contextmanager
def open_partial(target: Path, size: int) -> Iterator[BinaryIO]:
    """Yield the partial file of *target*, cut to *size* bytes, to append to."""
    with partial_path(target).open("r+b" if size else "wb") as stream:
        stream.truncate(size)
        stream.seek(size)
        yield stream


def has_gathered(target: Path, written: Written) -> bool:
    """Whether what a state says was *written* of *target* is in its partial file."""
    try:
        return partial_path(target).stat().st_size >= written["size"]
    except FileNotFoundError:
        return False


def is_in_place(target: Path, written: Written) -> bool:
    """Whether the file that a state says was *written* has become *target* already."""
    try:
        there = target.stat()
    except FileNotFoundError:
        return False
    return (there.st_ino, there.st_size) == (written["inode"], written["size"])


def written(stream: BinaryIO) -> Written:
    """Bring what was written to the disk and return what a state says of it."""
    return {"size": synced(stream), "inode": os.fstat(stream.fileno()).st_ino}


def described(path: Path) -> Written:
    """Return what a state says of the file at *path*."""
    there = path.stat()
    return {"size": there.st_size, "inode": there.st_ino}


def synced(stream: BinaryIO) -> int:
    """Bring what was written to the disk and return how many bytes there are."""
    stream.flush()
    try:
        os.fsync(stream.fileno())
    except OSError as error:
        if error.errno not in (EINVAL, ENOTSUP, ENOSYS):  # a file system that cannot
            raise
    return stream.tell()


def discard(*targets: Path) -> None:
    """Delete what a run that has ended leaves beside *targets*; states last, by which its end can
    be told.
    """
    for target in targets:
        state = state_path(target)
        for path in (unfinished_path(target), partial_path(target), state.with_name(f"{state.name}~"), state):
            path.unlink(missing_ok=True)
