"""Names that another table lists for the same entity, where it is certain that it is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translit.index.table import Table
from translit.model import Alias, Entity, Kind
from translit.record import replace
from translit.writing.keys import key, tokens

# Different names of a person that both tables list: one is that of many people of a country.
MIN_NAMES_OF_A_PERSON = 2
ENRICHED = "also in "  # begins the source of what is added


def enriched_by(entities: Iterable[Entity], other: Table, label: str) -> Iterator[Entity]:
    """Yield *entities* with the names that *other* has for the same ones; each says *label*, the
    id there and why it is the same.
    """
    items = {entity.wikidata: entity for entity in other.entities() if entity.wikidata}
    for entity in entities:
        same, why = _same(entity, other, items)
        yield entity if same is None else _with_names(entity, same, f"{ENRICHED}{label}: {same.id} ({why})")


def _same(entity: Entity, other: Table, items: dict[str, Entity]) -> tuple[Entity | None, str]:
    """Return the entity of *other* that is certainly *entity*, and why."""
    if (same := other.by_id(entity.id)) is not None and same.kind is entity.kind:
        return same, "same id"
    if entity.wikidata in items:
        return items[entity.wikidata], f"same item {entity.wikidata}"
    shared: dict[str, set[str]] = {}
    found: dict[str, Entity] = {}
    for alias in entity.listed():
        form = key(alias.text)
        if alias.is_weak or (entity.kind is Kind.PERSON and len(tokens(form)) < MIN_NAMES_OF_A_PERSON):
            continue
        bearers = {}
        for hit in other.exact(form):
            if not hit.is_family and not hit.scheme and not hit.spelling.alias.is_weak:
                of = other.entity(hit.spelling.entity)
                bearers[of.id] = of
        # a name of several says nothing of which
        alike = [of for of in bearers.values() if of.kind is entity.kind and of.country == entity.country]
        if len(bearers) == 1 and alike and entity.country is not None:
            found[alike[0].id] = alike[0]
            shared.setdefault(alike[0].id, set()).add(" ".join(sorted(tokens(form))))
        elif bearers:
            return None, ""
    if len(found) != 1:
        return None, ""
    (same,) = found.values()
    if entity.kind is Kind.PERSON and len(shared[same.id]) < MIN_NAMES_OF_A_PERSON:
        return None, ""
    names = "names" if entity.kind is Kind.PERSON else "name"
    return same, f"same {names} and country"


def _with_names(entity: Entity, same: Entity, source: str) -> Entity:
    """Return *entity* with the names of *same* that it has not, and does not exclude."""
    own = {alias.text for alias in entity.listed()}
    excluded = {key(text) for text in entity.excluded}
    weak = set(same.weak)
    added = [
        Alias(alias.text, alias.lang, alias.text in weak, alias.since, alias.until, source)
        for alias in same.listed()
        if alias.text not in own and key(alias.text) not in excluded
    ]
    more = (alias.text for alias in added if alias.is_weak)
    return replace(
        entity, aliases=(*entity.aliases, *added), weak=tuple(dict.fromkeys((*entity.weak, *more)))
    )
