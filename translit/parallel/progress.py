"""The progress bar at a terminal, on standard error, of everything that takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

QUIET_SECONDS = 1.0  # of work before a bar is drawn


class OnProgress(Protocol):
    """What long work calls with how far it is."""

    def __call__(self, done: int, *, total: int | None = None, items: int | None = None) -> object:
        """Show *done* of *total*; *items* where the rate is of something else."""


def no_progress(done: int, *, total: int | None = None, items: int | None = None) -> None:
    """Show nothing."""


@contextmanager
def progress_bar(
    total: int | None,
    *,
    is_wanted: bool,
    unit: str = "names",
    per_unit: int = 1,
    quiet_seconds: float | None = None,
) -> Iterator[OnProgress]:
    """Yield what work calls with how far it is: it draws bar, count, rate and the time left.

    Nothing is drawn in the first *quiet_seconds*, by default `QUIET_SECONDS`, nor where standard
    error is no terminal. *unit* is what is counted, *per_unit* of which make one that is shown (kB:
    1,000).
    """
    quiet = QUIET_SECONDS if quiet_seconds is None else quiet_seconds
    if not is_wanted or sys.stderr is None or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.fields[count]},"), TimeRemainingColumn(), TextColumn("left"))
    # what the caller prints stays where it is printed: rich would send it to standard error, too
    bar = Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("", total=total, count="")
    began = monotonic()
    first: tuple[float, int] | None = None  # a resumed run does not begin at 0

    def on_progress(done: int, *, total: int | None = total, items: int | None = None) -> None:
        nonlocal first
        now, counted = monotonic(), done if items is None else items
        first = first or (now, counted)
        rate = (counted - first[1]) / per_unit / max(now - first[0], 0.001)
        shown = f"{counted // per_unit:,}"
        if items is None and total is not None:
            shown += f"/{total // per_unit:,}"
        bar.update(task, completed=done, total=total, count=f"{shown} {unit}, {rate:,.0f}/s")
        if now - began >= quiet and done != total:
            bar.start()

    try:
        yield on_progress
    finally:
        if bar.live.is_started:
            bar.stop()
