"""A progress bar at a terminal, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

Tell = Callable[[int], None]

PATIENCE = 1.0  # seconds without a bar


@contextmanager
def bar_of(total: int, *, is_wanted: bool) -> Iterator[Tell]:
    """Yield what is told how many of *total* names are answered; it draws a bar at a terminal if
    that takes long.
    """
    if not is_wanted or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("names, {task.fields[rate]:,.0f}/s,"),
        TimeRemainingColumn(),
        "left",
    )
    # what the caller prints stays where it is printed: rich would send it to standard error, too
    bar = Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("names", total=total, rate=0.0)
    began = monotonic()

    def tell(done: int) -> None:
        elapsed = monotonic() - began
        bar.update(task, completed=done, rate=done / max(elapsed, 0.001))
        if elapsed >= PATIENCE and done < total:
            bar.start()

    try:
        yield tell
    finally:
        if bar.live.is_started:
            bar.stop()
