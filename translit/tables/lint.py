"""What is wrong between entities: names of two, ids twice, exclusions that contradict an alias,
keys of nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from translit.errors import Problem
from translit.names.initialisms import is_acronym
from translit.tables.schema import Located
from translit.writing.ascii_letters import CHOSEN, UNIDECODE
from translit.writing.keys import key
from translit.writing.scripts import scripts
from translit.writing.text import fold

Spelling = tuple[str, str, bool, Located]  # its key, its text, whether it is weak, of whom
Bearers = dict[str, tuple[str, bool, Located]]  # of one key: an id, and the other three


def problems(located: Sequence[Located], placeholders: Iterable[str] = ()) -> list[Problem]:
    """Return everything that is wrong with a set of entities taken together, in the order of their
    files and lines.
    """
    spellings = list(_spellings(located))
    found = {
        *_twice(located),
        *_collisions(spellings),
        *_contradictions(located, spellings),
        *_placeholders(located, frozenset(placeholders)),
    }
    return sorted(found, key=lambda p: (p.path, p.line, p.problem))


def _problem(at: Located, problem: str, remedy: str) -> Problem:
    return Problem(at.path, at.line, f"{at.entity.id}: {problem}", remedy)


def _where(at: Located) -> str:
    return f"{at.entity.id} ({at.path}:{at.line})"


def _twice(located: Sequence[Located]) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for at in located:
        if at.entity.id in first:
            yield _problem(
                at,
                f"the id stands also at {_where(first[at.entity.id])}",
                "Merge the two or give one another id",
            )
        first.setdefault(at.entity.id, at)


def _spellings(located: Sequence[Located]) -> Iterator[Spelling]:
    for at in located:
        weak = {key(text) for text in at.entity.weak}
        for alias in at.entity.listed():
            folded = key(alias.text)
            yield folded, alias.text, folded in weak, at


def _collisions(spellings: Sequence[Spelling]) -> Iterator[Problem]:
    bearers: dict[str, Bearers] = defaultdict(dict)
    for folded, text, is_weak, at in spellings:
        if not folded:
            yield _problem(at, f"the alias {text!r} folds to nothing", "Remove it, or write it in letters")
        bearers[folded].setdefault(at.entity.id, (text, is_weak, at))
    for folded, all_bearers in bearers.items():
        of = _without_weak_acronyms(all_bearers)
        strong = [(text, at) for text, is_weak, at in of.values() if not is_weak]
        if folded and len(of) > 1 and strong and not _are_one_by_letters(text for text, _, _ in of.values()):
            others = ", ".join(_where(at) for _, _, at in of.values() if at is not strong[0][1])
            yield _problem(
                strong[0][1],
                f"the alias {strong[0][0]!r} is also that of {others}",
                "Mark it weak on all of them, or remove it",
            )


def _without_weak_acronyms(of: Bearers) -> Bearers:
    """Leave out those of whom a name is a weak acronym, where it is a word of others: in its
    capitals alone it counts, and then the word does not decide.
    """
    if all(is_acronym(text) for text, _, _ in of.values()):
        return of
    return {
        who: (text, is_weak, at)
        for who, (text, is_weak, at) in of.items()
        if not (is_weak and is_acronym(text))
    }


def _are_one_by_letters(texts: Iterable[str]) -> bool:
    """Whether names in other scripts have one key only by anyascii, which spells some letters alike
    that the tables in the box tell apart. Who asks for such a name is told of both.
    """
    spelled = [fold(text) for text in texts]
    is_foreign = any(scripts(text) - {"Latn"} for text in spelled)
    return CHOSEN != UNIDECODE and is_foreign and len(set(spelled)) == len(spelled)


def _contradictions(located: Sequence[Located], spellings: Sequence[Spelling]) -> Iterator[Problem]:
    bearers: dict[str, list[Located]] = defaultdict(list)
    for folded, _, _, at in spellings:
        bearers[folded].append(at)
    for at in located:
        for text in at.entity.excluded:
            for bearer in bearers.get(key(text), ()):
                what = (
                    "an alias, too" if bearer.entity.id == at.entity.id else f"an alias of {_where(bearer)}"
                )
                yield _problem(
                    at,
                    f"{text!r} under 'not' is {what}",
                    "Remove it under 'not': an alias finds only those that list it",
                )


def _placeholders(located: Sequence[Located], placeholders: frozenset[str]) -> Iterator[Problem]:
    for at in located:
        for alias in at.entity.listed():
            if fold(alias.text) in placeholders:
                yield _problem(
                    at, f"the alias {alias.text!r} is listed in placeholders.yaml", "Remove one of the two"
                )
