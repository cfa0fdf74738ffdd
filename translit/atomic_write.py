"""Files that appear whole or not at all: written beside their target, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_write(path: Path, *, mtime: int | None = None) -> Iterator[BinaryIO]:
    """Yield a file to write that takes the place of *path* when the block ends without an error.

    It is on the disk before it takes the name, at no time readable by more people than *path* was,
    and written through a symbolic link. *mtime*: seconds since 1970 to set as its time. Raises
    OSError for a folder that is missing or may not be written; what was at *path* then stays.
    """
    target = path.resolve()
    unfinished = target.with_name(f".new-{os.urandom(6).hex()}")
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    try:
        with open(unfinished, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mtime is not None:
            os.utime(unfinished, (mtime, mtime))
        replace_atomically(unfinished, target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def replace_atomically(source: Path, target: Path) -> None:
    """Rename *source* to *target* in one step; it takes the mode of a file that is there.

    Both must be in one folder, or at least in one file system.
    """
    with suppress(FileNotFoundError):
        source.chmod(target.stat().st_mode & 0o777)
    os.replace(source, target)
