"""Pairs that somebody looked at and cleared: this customer is not that entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from translit.writing.keys import key

COMMA = ", "


class ClearedPair(NamedTuple):
    """A customer, by the number in your own rows, who is not the entity *id*; who says so, when and
    why.

    *query*: as long as the customer is called so; by default whatever the name.
    """

    customer: str
    id: str
    query: str | None = None
    by: str | None = None
    date: str | None = None
    why: str | None = None

    @property
    def about(self) -> str:
        """Who says so, when and why.

        >>> ClearedPair("C-17", "c/1", by="ann", date="2026-11-30").about
        'ann, 2026-11-30'
        """
        return COMMA.join(filter(None, (self.by, self.date, self.why)))


# The pairs of each customer.
Cleared = Mapping[str, tuple[ClearedPair, ...]]


def by_customer(pairs: Iterable[ClearedPair], below: Cleared) -> Cleared:
    """Return *pairs* by their customers, with those of *below*."""
    gathered = {customer: list(of) for customer, of in below.items()}
    for pair in pairs:
        gathered.setdefault(pair.customer, []).append(pair)
    return {customer: tuple(dict.fromkeys(of)) for customer, of in gathered.items()}


def pairs_of(customer: str | None, name: str, cleared: Cleared) -> tuple[ClearedPair, ...]:
    """Return the pairs that hold for a *customer* who is called *name*."""
    if customer is None or customer not in cleared:
        return ()
    return tuple(pair for pair in cleared[customer] if pair.query is None or key(pair.query) == key(name))
