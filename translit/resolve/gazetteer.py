"""What the tables in the box know of a name that a table does not have: other names of the same,
and whose people a word is for.

A table that lists Germany is asked for Niemcy, Германии, 독일 or germańscy: no spelling model leads
there, but the box has a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import product

from translit.index import store
from translit.index.index import Hit, Index
from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.resolve.contenders import Query, told_by_key, told_with, with_country
from translit.resolve.decide import Contender
from translit.results import Stage, Step
from translit.writing.keys import key

# How likely somebody is meant who has another name of what the box knows by the name that is asked
# for, or by one of which that is a case form: a table may give the name to another one. And a
# country by a word for its people: too little to be decided. Priors.
KNOWN, CASE_FORM, PEOPLE = 0.9, 0.85, 0.45
TWO = 0.05  # how likely names are one that the box has of two; it may not have all names of either
MOST_WORDS = 4  # of a name of which case forms are looked up
MOST_KEYS = 64


class Reference:
    """The tables in the box, and what they say of words around names."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def cues(self) -> Cues:
        """What they say of words, read when it is first asked for."""
        return store.builtin_cues()

    def entities(self, form: str, kind: Kind | None) -> list[Entity]:
        """Return all who have a name with the match key *form*, whole and beyond doubt: neither as
        a family name nor as a weak alias.
        """
        entities = [
            self.table.entity(hit.spelling.entity) for hit in self.table.exact(form) if not _is_doubtful(hit)
        ]
        return [entity for entity in entities if kind in (None, entity.kind)]

    def named(self, forms: Iterable[str], kind: Kind | None = None) -> frozenset[str]:
        """Return the ids of all `entities` of a name; of *forms*, its match keys, the first that
        somebody has tells.
        """
        found = (frozenset(entity.id for entity in self.entities(form, kind)) for form in forms)
        return next(filter(None, found), frozenset())


@cache
def reference() -> Reference:
    """Return the tables in the box; opened once."""
    return Reference(Index(store.builtin_columns()))


def _is_doubtful(hit: Hit) -> bool:
    return hit.is_family or hit.spelling.alias.is_weak


def weighed_by(
    of_a: frozenset[str], of_b: frozenset[str], a: str, b: str, chance: float
) -> tuple[float, Step | None]:
    """Return the *chance* that two names are one, given the ids of whom they are known to name, and
    the step that says so, if both are known.
    """
    if not of_a or not of_b:
        return chance, None
    if both := of_a & of_b:
        return max(chance, KNOWN), Step("known names of one", a, b, f"{min(both)} of the tables in the box")
    return min(chance, TWO), Step(
        "known names of two", a, b, f"{min(of_a)} and {min(of_b)} of the tables in the box"
    )


def told_apart(
    found: Sequence[Contender], asked: Query, forms: Iterable[str], known: Reference
) -> list[Contender]:
    """Return who was *found*, those with little chance who were found by a name like another one,
    if *known* has both as names of two.

    *forms*: the match keys of the name that is *asked* for, as it is and without titles and legal
    forms.
    """
    of_asked = known.named(forms, asked.kind)
    if not of_asked:
        return list(found)
    told = []
    for one in found:
        of_one = known.named((key(one.alias),), one.entity.kind)
        chance, step = weighed_by(of_asked, of_one, asked.name, one.alias, one.probability)
        if step and chance < one.probability and one.stage is Stage.FUZZY:
            told.append(one._replace(probability=chance, tell=partial(told_with, one.tell, (step,), ())))
        else:
            told.append(one)
    return told


def by_reference(
    asked: Query, folded: str, core: str, table: Table, excluded: frozenset[int], known: Reference
) -> list[Contender]:
    """Return who in *table*, none of the entities *excluded*, has another name of what *known* has
    by the name that is *asked* for.

    *folded* is the match key of that name, *core* the same without titles and legal forms.
    """
    found: dict[int, Contender] = {}
    for meant, chance, told in _meant(asked, folded, core, known):
        for alias in meant.listed():
            if alias.is_weak:
                continue
            for hit in table.exact(key(alias.text)):
                number = hit.spelling.entity
                entity = table.entity(number)
                is_it = entity.kind is meant.kind and not (
                    entity.country and meant.country and entity.country != meant.country
                )
                if is_it and number not in found and number not in excluded and not _is_doubtful(hit):
                    spelled = hit.spelling.alias.text
                    steps = [told, Step("alias", spelled, entity.name)]
                    meant_here = Contender(
                        entity, spelled, Stage.VARIANT, chance, partial(told_by_key, steps)
                    )
                    found[number] = with_country(meant_here, asked.country)
    return list(found.values())


def _meant(asked: Query, folded: str, core: str, known: Reference) -> Iterator[tuple[Entity, float, Step]]:
    """Yield what *known* has by a name, with how likely that is meant and the step that says so,
    the likeliest first.
    """
    for form in dict.fromkeys((folded, core)):
        yield from _listed(form, asked.kind, KNOWN, partial(_step, "known name", folded), known)
    told = partial(_step, "case form of a known name", folded)
    for form in _case_forms(asked.name, known.cues) if asked.kind is not Kind.PERSON else ():
        for meant in _listed(form, asked.kind, CASE_FORM, told, known):
            # Maria is no case of Mario; the model weighs the cases of persons' names
            if meant[0].kind is not Kind.PERSON:
                yield meant
    if " " not in folded and asked.kind in (None, Kind.PLACE) and (country := known.cues.people_of(folded)):
        told = partial(_step, "word for a people, or for what is of it", folded)
        for meant in _listed(key(known.cues.places[country]), Kind.PLACE, PEOPLE, told, known):
            # GB-SCT, Scotland, is of GB
            if meant[0].country and country.startswith(meant[0].country):
                yield meant


def _step(label: str, folded: str, entity: Entity) -> Step:
    return Step(label, folded, entity.name, f"{entity.id} of the tables in the box")


def _listed(
    form: str, kind: Kind | None, chance: float, tell: Callable[[Entity], Step], known: Reference
) -> Iterator[tuple[Entity, float, Step]]:
    return ((entity, chance, tell(entity)) for entity in known.entities(form, kind))


def _case_forms(name: str, cues: Cues) -> list[str]:
    """Return the match keys of the nominatives that the words of a name may be case forms of."""
    words = name.split()
    if len(words) > MOST_WORDS:
        return []
    forms = [tuple(dict.fromkeys((key(word), *map(key, cues.base_forms(word))))) for word in words]
    count = 1
    for of_word in forms:
        count *= len(of_word)
    return [" ".join(of_words) for of_words in product(*forms)][1:] if count <= MOST_KEYS else []
