"""Names of a table that are read as those of somebody in the box, in whatever script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.errors import Problem
from translit.evidence import Candidate, Stage
from translit.model import Entity
from translit.normalizer import Normalizer
from translit.results import Match
from translit.tables.schema import Located
from translit.writing.keys import key

SHOWN = 5  # names in a note
# how a name is found that is a spelling of what is listed, not only similar to it
LISTED_STAGES = (Stage.EXACT, Stage.FOLDED, Stage.ROMANIZED)


def collisions(located: Sequence[Located], others: Normalizer) -> Iterator[Problem]:
    """Yield which names of the entities *located*, weak ones left out, are read as those of
    *others*, all for one pair of entities together.

    Read so are a name that is found there by a spelling, also across scripts, and one that means
    one of them anyhow.
    """
    asked = [(of, text) for of in located for text in _strong(of.entity)]
    read: dict[tuple[int, str], list[tuple[str, Candidate]]] = {}
    whose = {id(of): of for of in located}
    for (of, text), match in zip(asked, others.normalize_many([text for _, text in asked]), strict=True):
        for candidate in _read_as(match):
            read.setdefault((id(of), candidate.entity.id), []).append((text, candidate))
    for (own, _), names in read.items():
        yield _collision(whose[own], names)


def _strong(entity: Entity) -> list[str]:
    weak = {key(text) for text in entity.weak}
    return list(dict.fromkeys(alias.text for alias in entity.listed() if key(alias.text) not in weak))


def _read_as(match: Match) -> list[Candidate]:
    if match.id is not None:
        return [match.candidates[0]]
    return [of for of in match.candidates if of.stage in LISTED_STAGES]


def _collision(of: Located, names: Sequence[tuple[str, Candidate]]) -> Problem:
    other = names[0][1].entity
    about = ", ".join(filter(None, (other.name, other.kind.value, other.country)))
    shown = ", ".join(
        f"{text!r}"
        if candidate.alias == text
        else f"{text!r} by {candidate.alias!r} ({candidate.stage.value})"
        for text, candidate in names[:SHOWN]
    )
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    problem = f"{of.entity.id}: also read as {other.id} ({about}): {shown}{more}"
    is_same = other.kind is of.entity.kind and other.country in (of.entity.country, None)
    remedy = "If the two are one, no harm is done; else mark" if is_same else "Mark"
    return Problem(of.path, of.line, problem, f"{remedy} the names weak on both, or remove them")
