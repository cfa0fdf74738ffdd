"""What is asked, and how somebody who may be meant is put down, whatever way he was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from translit.model import Kind
from translit.pairs.align import Alignment
from translit.resolve.decide import Contender, Tell, by_country
from translit.results import Step


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name as written, and what the caller knows of it."""

    name: str
    kind: Kind | None = None
    country: str | None = None


def with_country(found: Contender, country: str | None) -> Contender:
    """Return who was *found*, weighed by the *country* that the caller named."""
    weighed = by_country(found.probability, found.entity.country, country, found.stage)
    if weighed == found.probability:
        return found
    says = "speaks for it" if weighed > found.probability else "speaks against it"
    told = Step("country", str(country), str(found.entity.country), says)
    return found._replace(probability=weighed, tell=partial(told_with, found.tell, (), (told,)))


def told_with(
    tell: Tell, before: Iterable[Step], after: Iterable[Step], alignment: Alignment | None = None
) -> tuple[Step, ...]:
    """Tell what stands *before*, what *tell* tells, and what stands *after*."""
    return (*before, *tell(alignment), *after)


def told_by_key(steps: Iterable[Step], _: Alignment | None = None) -> Iterable[Step]:
    """Tell the *steps* of somebody who was found without an alignment."""
    return steps


def weak_step(alias: str) -> Step:
    """Tell that others are called so, too."""
    return Step("weak alias", alias, "", "others are called so, too")


def about(since: str | None, until: str | None, scheme: str) -> str:
    """Tell what is known of a spelling: when it was used, the scheme that spells it so."""
    dates = f"{since or ''}–{until or ''}" if since or until else ""
    return ", ".join(
        part for part in (dates and f"a name of {dates}", scheme and f"spelled by {scheme}") if part
    )
