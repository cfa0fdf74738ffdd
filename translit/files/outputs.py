"""Where a run writes: files that appear when it ends, and what is written into as it goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from translit.atomic_write import replaceable
from translit.errors import FileError
from translit.files import checkpoint
from translit.files.job import Job


@dataclass(frozen=True, slots=True)
class Outputs:
    """The places of a run.

    `target` is the file that appears, or, where there is a `stream`, one for rows that must be
    gathered before they go there. Of rejected rows there is one of both, or none.
    """

    target: Path
    stream: BinaryIO | None
    rejects: Path | None
    rejects_stream: BinaryIO | None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that appear, in the order in which they do."""
        return tuple(path for path in (self.rejects, self.target if not self.stream else None) if path)


@contextmanager
def open_outputs(job: Job) -> Iterator[Outputs]:
    """Yield where *job* writes, held against other runs.

    A symbolic link is followed; a pipe, a device and standard output are written into. Raises
    FileError for a folder, for what cannot be written, and where another run writes.
    """
    with ExitStack() as stack:
        target = None if job.output is None else _file(job.output)
        stream = None
        if target is None:
            stream = sys.stdout.buffer if job.output is None else stack.enter_context(_open(job.output))
            target = Path(stack.enter_context(TemporaryDirectory(prefix="translit-"))) / "output"
        rejects = None if job.rejects is None else _file(job.rejects)
        rejects_stream = None
        if job.rejects is not None and rejects is None:
            rejects_stream = stack.enter_context(_open(job.rejects))
        outputs = Outputs(target, stream, rejects, rejects_stream)
        for path in outputs.files:
            stack.enter_context(checkpoint.locked(path))
        yield outputs


def can_resume(path: Path | None) -> bool:
    """Whether a run that writes to *path* (None: standard output) can be gone on with."""
    return path is not None and _file(path) is not None


def _file(path: Path) -> Path | None:
    """Return the file that appears at *path*, or None where what is there is written into."""
    try:
        return replaceable(path)
    except OSError as error:
        raise FileError(path, 0, f"cannot be written: {error.strerror}", "Name a file") from error


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise FileError(
            path, 0, f"cannot be written: {error.strerror}", "Name what you may write to"
        ) from error
