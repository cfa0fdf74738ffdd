"""A file that grows chunk by chunk beside its target and takes its place in the end; what an
interruption leaves can go on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from translit.errors import FileError

State = dict[str, Any]  # what must be known to go on, as JSON


def part_of(target: Path) -> Path:
    """Return where the rows of *target* are gathered: in its folder, so that taking its place is
    one step.
    """
    return target.with_name(f".{target.name}.translit-part")


def state_of(target: Path) -> Path:
    """Return where stands how far *target* has come."""
    return target.with_name(f".{target.name}.translit-state")


def fresh_of(target: Path) -> Path:
    """Return where *target* is written whose rows were gathered in another form."""
    return target.with_name(f".{target.name}.translit-new")


def read_state(target: Path) -> State | None:
    """Return how far *target* had come, or None if nothing of it is there. Raises FileError if that
    cannot be read.
    """
    path = state_of(target)
    try:
        state: State = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise FileError(path, 0, f"it is damaged: {error}", "Begin anew, without --resume") from error
    return state if part_of(target).exists() else None


def write_state(target: Path, state: State) -> None:
    """Note how far *target* has come; the note appears whole or not at all."""
    path = state_of(target)
    fresh = path.with_name(path.name + "~")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(state, file, ensure_ascii=False)
    os.replace(fresh, path)


@contextmanager
def growing(target: Path, size: int) -> Iterator[BinaryIO]:
    """Yield the part of *target* open for more, cut to *size* bytes. Raises FileError if another
    process is writing it.
    """
    try:
        stream = part_of(target).open("r+b" if size else "w+b" if not part_of(target).exists() else "r+b")
    except OSError as error:
        raise FileError(
            target, 0, f"cannot be written: {error.strerror}", "Name a file in a folder that you may write to"
        ) from error
    with stream:
        _lock(stream, target)
        if stream.seek(0, 2) < size:
            raise FileError(
                part_of(target),
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


def put(target: Path, fresh: Path) -> None:
    """Put *fresh* in the place of *target*, in one step."""
    with suppress(FileNotFoundError):
        fresh.chmod(target.stat().st_mode & 0o777)
    os.replace(fresh, target)


def clear(*targets: Path) -> None:
    """Delete what was gathered for *targets*."""
    for target in targets:
        for path in (part_of(target), state_of(target), fresh_of(target)):
            path.unlink(missing_ok=True)
