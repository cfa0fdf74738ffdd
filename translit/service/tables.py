"""The table that a service asks, and the threads that ask it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from time import monotonic
from typing import Any, TypeVar

from translit.errors import TranslitError
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings
from translit.service.columns import Columns
from translit.service.limits import Limits
from translit.service.reconcile_suggest import Beginnings
from translit.service.refusal import busy

Result = TypeVar("Result")
Answered = TypeVar("Answered")

log = logging.getLogger("translit.service")
CHUNK = 20  # names between two looks at the clock; some .2 s where every name is a new, unknown one


class OpenTable:
    """A table that was opened, the other columns of its list, and what is made of both when it is
    first asked for.
    """

    def __init__(self, normalizer: Normalizer, columns: Columns | None = None) -> None:
        self.normalizer = normalizer
        self.columns = columns  # of the list, beside what is a field of an entity
        self._by_mode: dict[str, Normalizer] = {}

    @cached_property
    def beginnings(self) -> Beginnings:
        """The names of the table by their beginnings."""
        return Beginnings(self.normalizer)

    def decided(self, mode: str | None, threshold: float | None, limit: int | None) -> Normalizer:
        """Return the table as it decides by a mode, a threshold and a limit, None for its own."""
        n = self.normalizer
        if mode is None and threshold is None and limit is None:
            return n
        own = n.settings
        # another mode is another decision than the threshold that stood with the own one
        kept = own.threshold if mode is None else None
        return n.with_settings(Settings(limit or own.limit, mode or own.mode, threshold or kept))

    def for_texts(self, mode: str | None) -> Normalizer:
        """Return the table that texts are read by; it reads its keys once for each mode."""
        if mode is None or mode == self.normalizer.settings.mode:
            return self.normalizer
        if mode not in self._by_mode:
            self._by_mode[mode] = self.decided(mode, None, None)
        return self._by_mode[mode]


class Tables:
    """Holds the table that is asked, opens it anew, and works in threads within the limits.

    A request that has begun goes on with the table that it began with. Tables are safe for many
    threads.
    """

    def __init__(
        self,
        open_table: Callable[[], Normalizer],
        limits: Limits | None = None,
        *,
        open_columns: Callable[[], Columns | None] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._open_table, self._open_columns = open_table, open_columns
        self._table: OpenTable | None = None
        self._pool = ThreadPoolExecutor(self.limits.threads, thread_name_prefix="translit")
        self._pending = 0
        self._reloading = asyncio.Lock()  # of two signals the later one has the last word

    @property
    def table(self) -> OpenTable:
        """The table that is asked by now."""
        if self._table is None:
            self._table = self._open()
        return self._table

    def _open(self) -> OpenTable:
        columns = None if self._open_columns is None else self._open_columns()
        return OpenTable(self._open_table(), columns)

    def warm_up(self) -> None:
        """Open the table and answer a name, so that the first request finds all at hand."""
        self.table.normalizer.normalize("Kiev").to_dict()

    async def reload(self) -> None:
        """Open the table anew; if that fails, the old one goes on and the log says why."""
        async with self._reloading:
            try:
                opened = await asyncio.get_running_loop().run_in_executor(None, self._open)
            except (TranslitError, ValueError, OSError) as error:
                log.error("the table is not reloaded, the old one is asked further: %s", error)
                return
            self._table, n = opened, opened.normalizer
            log.warning("the table is reloaded: %d entities, version %s", len(n), n.table_version)

    async def work(self, job: Callable[[], Result]) -> Result:
        """Return what *job* returns, which a thread does.

        Raises RefusedError (503) if too many wait, or if it takes too long; then it goes on, and
        counts as one that waits.
        """
        if self._pending >= self.limits.pending:
            raise busy(f"{self._pending} requests wait already", "Ask again in a second")
        self._pending += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, job)
        future.add_done_callback(self._is_done)
        try:
            async with asyncio.timeout(self.limits.work_seconds):
                return await asyncio.shield(future)
        except TimeoutError:
            raise busy(
                f"it takes longer than {self.limits.work_seconds:g} seconds", "Ask for less at once"
            ) from None

    def _is_done(self, future: asyncio.Future[Any]) -> None:
        self._pending -= 1
        if not future.cancelled():
            future.exception()  # that of a request that is answered already is nobody's

    def answers(
        self, n: Normalizer, names: list[str], ask: Callable[[Normalizer, list[str]], list[Answered]]
    ) -> list[Answered]:
        """Return the answer to each of *names*, which *ask* gives a few of at a time.

        Raises RefusedError (503) when the time is over.
        """
        until = monotonic() + self.limits.work_seconds
        answered: list[Answered] = []
        for start in range(0, len(names), CHUNK):
            if monotonic() > until:
                raise busy(
                    f"{len(answered)} of {len(names)} names were answered in "
                    f"{self.limits.work_seconds:g} seconds",
                    "Ask for fewer names at once",
                )
            answered += ask(n, names[start : start + CHUNK])
        return answered

    def close(self) -> None:
        """End the threads when what they do is done."""
        self._pool.shutdown(wait=False, cancel_futures=True)
