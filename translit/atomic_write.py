"""Files that appear whole or not at all: written beside their target, then renamed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, EIO, EISDIR, ENOSPC
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from zlib import crc32

# A name in these folders is that of something open, such as /dev/stdout or /proc/self/fd/3
OF_OPEN_FILES = ("/dev", "/proc")
OF_THE_DISK = (ENOSPC, EDQUOT, EFBIG, EIO)  # what a write fails by
ABANDONED_SECONDS = 60  # since the last write to a file that nobody holds


@contextmanager
def atomic_write(path: Path, *, mtime: int | None = None) -> Iterator[BinaryIO]:
    """Yield a file to write that takes the place of *path* when the block ends without an error.

    It is on the disk before it takes the name, at no time readable by more people than *path* was,
    and written through a symbolic link. *mtime*: seconds since 1970 to set as its time. What is no
    regular file (a pipe, a device) stays, and all is written into it at the end. Raises OSError for
    a folder, and for one that is missing or may not be written; what was at *path* then stays.
    What a process that was killed left is deleted by the next that writes *path*.
    """
    target = replaceable(path)
    if target is None:
        try:
            with open(path, "wb") as place, cast("BinaryIO", TemporaryFile()) as gathered:
                yield gathered
                gathered.seek(0)
                shutil.copyfileobj(gathered, place)
        except OSError as error:
            _name(error, path)
            raise
        return
    ours = f".new-{crc32(os.fsencode(target.name)):08x}-"  # of its own length, whatever the name's
    _clear_abandoned(target.parent, ours)
    unfinished = target.with_name(ours + os.urandom(6).hex())
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    try:
        with open(unfinished, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            lock(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mtime is not None:
            os.utime(unfinished, (mtime, mtime))
        replace_atomically(unfinished, target)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            _name(error, path, unfinished)
        raise


def _name(error: OSError, path: Path, unfinished: Path | None = None) -> None:
    """Let *error* name the file that the caller knows; of a full disk the system tells no name."""
    if (
        error.errno in OF_THE_DISK
        if error.filename is None
        else unfinished is not None and error.filename == str(unfinished)
    ):
        error.filename, error.filename2 = str(path), None


def _clear_abandoned(folder: Path, beginning: str) -> None:
    """Delete files in *folder* whose names begin so and that nobody writes any more."""
    with suppress(OSError):  # what cannot be read or deleted stays
        for path in folder.glob(f"{beginning}*"):
            with path.open("rb") as file:
                # one that was made this moment may not be locked yet
                is_old = time.time() - os.fstat(file.fileno()).st_mtime > ABANDONED_SECONDS
                if is_old and lock(file):
                    path.unlink()


def lock(file: BinaryIO) -> bool | None:
    """Hold *file* until it is closed; return whether that was possible: False where another holds
    it, None where files cannot be locked (on Windows, in some file systems).
    """
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def replaceable(path: Path) -> Path | None:
    """Return the file that *path* leads to, whose place another may take, or None where what is
    there is to be written into: a pipe, a device, the name of an open file.

    Raises IsADirectoryError for a folder.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.resolve()
    if S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    folder = os.path.realpath(path.parent)
    if not S_ISREG(mode) or folder == OF_OPEN_FILES[0] or folder.startswith(OF_OPEN_FILES[1] + "/"):
        return None
    return path.resolve()


def replace_atomically(source: Path, target: Path) -> None:
    """Rename *source* to *target* in one step; it takes the mode, and where that is allowed the
    owner, of a file that is there.

    Both must be in one folder, or at least in one file system. The name is on the disk when this
    returns.
    """
    with suppress(FileNotFoundError):
        there = target.stat()
        with suppress(OSError, AttributeError):  # not the superuser, or not on Windows
            os.chown(source, there.st_uid, there.st_gid)
        source.chmod(there.st_mode & 0o777)
    os.replace(source, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in *folder* to the disk, where that can be asked for."""
    with suppress(OSError):  # not on Windows, nor in every file system
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
