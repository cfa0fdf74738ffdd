"""The checkpoint of a run: its rows so far, in a partial file beside the target, and its state."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from translit.atomic_write import replace_atomically
from translit.errors import FileError

State = dict[str, Any]  # what a run needs to resume, as JSON


def partial_path(target: Path) -> Path:
    """Return the path of the rows so far: beside *target*, to take its place in one step."""
    return target.with_name(f".{target.name}.translit-part")


def state_path(target: Path) -> Path:
    """Return the path of the state of the run that writes *target*."""
    return target.with_name(f".{target.name}.translit-state")


def unfinished_path(target: Path) -> Path:
    """Return the path of the output whose rows were gathered in another format."""
    return target.with_name(f".{target.name}.translit-new")


def read_state(target: Path) -> State | None:
    """Return the state of an interrupted run, or None if there is none. Raises FileError if it is
    damaged.
    """
    path = state_path(target)
    try:
        state: State = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise FileError(path, 0, f"it is damaged: {error}", "Begin anew, without --resume") from error
    return state if partial_path(target).exists() else None


def write_state(target: Path, state: State) -> None:
    """Write the state of the run that writes *target*, whole or not at all."""
    path = state_path(target)
    unfinished = path.with_name(path.name + "~")  # one name: what a kill leaves is written over
    unfinished.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
    replace_atomically(unfinished, path)


@contextmanager
def open_partial(target: Path, size: int) -> Iterator[BinaryIO]:
    """Yield the partial file of *target*, cut to *size* bytes, to append to. Raises FileError if
    another process is writing it.
    """
    try:
        stream = partial_path(target).open(
            "r+b" if size else "w+b" if not partial_path(target).exists() else "r+b"
        )
    except OSError as error:
        raise FileError(
            target, 0, f"cannot be written: {error.strerror}", "Name a file in a folder that you may write to"
        ) from error
    with stream:
        _lock(stream, target)
        if stream.seek(0, 2) < size:
            raise FileError(
                partial_path(target),
                0,
                f"it has less than the {size} bytes that were written",
                "Begin anew, without --resume",
            )
        stream.truncate(size)
        stream.seek(size)
        yield stream


def _lock(stream: BinaryIO, target: Path) -> None:
    """Hold *stream* until it is closed. Raises FileError if another process holds it."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FileError(
            target, 0, "another run is writing it", "Wait for that, or name another output"
        ) from None
    except OSError:
        pass  # a file system without locks


def synced(stream: BinaryIO) -> int:
    """Bring what was written to the disk and return how many bytes there are."""
    stream.flush()
    with suppress(OSError):  # a file system that cannot
        os.fsync(stream.fileno())
    return stream.tell()


def discard(*targets: Path) -> None:
    """Delete partial files and states of *targets*."""
    for target in targets:
        for path in (partial_path(target), state_path(target), unfinished_path(target)):
            path.unlink(missing_ok=True)
