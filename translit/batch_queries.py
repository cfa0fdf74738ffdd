"""`BatchQuery`: what `normalize_many` asks of a table, one for each distinct name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from translit.model import Kind, country_of, kind_of
from translit.periods import Period, period_of
from translit.tables.cleared import Cleared, ClearedPair, pairs_of


class BatchQuery(NamedTuple):
    """A name, with its kind, country and date if they are known, and who is cleared of it."""

    name: str
    kind: Kind | None
    country: str | None
    cleared: tuple[ClearedPair, ...]
    when: Period | None = None

    @classmethod
    def of_all(
        cls, names: Sequence[str], kind: Any, country: Any, when: Any, customer: Any, cleared: Cleared
    ) -> list[BatchQuery]:
        """Return the query of each name; *kind*, *country*, *when* and *customer* are one for all,
        or one for each, and *cleared* the pairs of all customers.
        """
        kinds = _one_for_each("kind", kind, names, kind_of)
        countries = _one_for_each("country", country, names, country_of)
        customers = _one_for_each("customer", customer, names, str)
        pairs = (pairs_of(of, name, cleared) for of, name in zip(customers, names, strict=False))
        periods = _one_for_each("when", when, names, period_of)
        return list(map(cls, names, kinds, countries, pairs, periods))


def _one_for_each(what: str, given: Any, names: Sequence[str], read: Callable[[Any], Any]) -> Iterable[Any]:
    if given is None or isinstance(given, str) or not isinstance(given, Iterable):
        return repeat(None if given is None else read(given), len(names))
    values = list(given)
    if len(values) != len(names):
        raise ValueError(f"normalize_many: {len(values)} values as {what}, and {len(names)} names")
    known = {value: None if value is None else read(value) for value in set(values)}
    return [known[value] for value in values]
