"""What is asked, and how somebody who may be meant is put down, whatever way he was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translit.matching.decide import Contender, by_country
from translit.model import Entity, Kind
from translit.results import Stage, Step


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name as written, and what the caller knows of it."""

    name: str
    kind: Kind | None = None
    country: str | None = None


def contender(
    entity: Entity, alias: str, stage: Stage, chance: float, tell: Callable[[], list[Step]], country: str | None
) -> Contender:
    """Return *entity*, found by *alias* with *chance*, weighed by the *country* that the caller named."""
    weighed = by_country(chance, entity.country, country, stage)
    if weighed == chance:
        return Contender(entity, alias, stage, chance, tell)
    told = Step("country", str(country), str(entity.country), "speaks for it" if weighed > chance else "speaks against it")
    return Contender(entity, alias, stage, weighed, lambda: [*tell(), told])


def weak_step(alias: str) -> Step:
    """Tell that others are called so, too."""
    return Step("weak alias", alias, "", "others are called so, too")


def about(since: str | None, until: str | None, scheme: str) -> str:
    """Tell what is known of a spelling: when it was used, the scheme that spells it so."""
    dates = f"{since or ''}–{until or ''}" if since or until else ""
    return ", ".join(part for part in (dates and f"a name of {dates}", scheme and f"spelled by {scheme}") if part)
