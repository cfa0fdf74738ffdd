"""Names that are nobody's in particular, and those of them that the names of a table would
attract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from translit.errors import Problem
from translit.model import Kind
from translit.names.rarity import BUILTIN
from translit.normalizer import Normalizer
from translit.parallel.progress import progress_bar
from translit.results import Match
from translit.tables.schema import Located, Node
from translit.tables.sources import read_source
from translit.writing.keys import key

GIVEN, FAMILY, CITY, WORD = "a given name", "a name that many bear", "a city", "an ordinary word"
COMMON_NATS = 9.0  # of a name part: borne by about one in 8,000
SHOWN = 5  # names in a note
CHUNK = 2_048  # names asked for at a time: an answer has all its candidates and steps
MIN_SHARED = 0.5  # of the pairs of letters of two words; Vilma and Wilma share so many
MIN_LETTERS = 3  # a shorter one is an initial, an acronym or a particle


class Stranger(NamedTuple):
    """A name alone that means nobody in particular, and what it is."""

    name: str
    sort: str


def strangers(folder: Path) -> list[Stranger]:
    """Return the standing corpus: given names and ordinary words in all scripts of the language
    data in *folder*, name parts that many bear, cities of 15,000 people or more; some 50,000.
    """
    common = (token for token, nats in BUILTIN.of(Kind.PERSON)[0].items() if nats < COMMON_NATS)
    found = [
        *((name, GIVEN) for name in (*_given_names(folder), *sorted(BUILTIN.first_names))),
        *((token, FAMILY) for token in common),
        *((city, CITY) for city in sorted(BUILTIN.cities)),
        *((word, WORD) for word in _words(folder)),
    ]
    sorts: dict[str, str] = {}
    for name, sort in found:
        if len(name) >= MIN_LETTERS or not name.isascii():
            sorts.setdefault(name.title() if name.islower() else name, sort)
    return [Stranger(*of) for of in sorts.items()]


def attracted(
    located: Sequence[Located], n: Normalizer, corpus: Iterable[Stranger], *, progress: bool = False
) -> Iterator[Problem]:
    """Yield the strangers that *n* takes for one of the entities *located*, all for one spelling
    together.

    A city is no stranger to a place that is called so. Asked of *n* are those that share enough
    pairs of letters with a word of a name that is listed.
    """
    by_id: dict[str, Located] = {of.entity.id: of for of in located}
    spellings = [(of.entity.kind, key(alias.text)) for of in located for alias in of.entity.listed()]
    places = {text for kind, text in spellings if kind is Kind.PLACE}
    is_near = _Near(word for _, text in spellings for word in (text, *text.split()))
    near = [
        of for of in corpus if is_near(folded := key(of.name)) and not (of.sort == CITY and folded in places)
    ]
    taken: dict[tuple[str, str], list[Stranger]] = {}
    for of, match in _answers(near, n, progress=progress):
        if match.id is not None and match.id in by_id and not _is_own(of, match, places):
            taken.setdefault((match.id, match.candidates[0].alias), []).append(of)
    for (identifier, alias), of_alias in taken.items():
        yield _attraction(by_id[identifier], alias, of_alias)


def _answers(
    asked: Sequence[Stranger], n: Normalizer, *, progress: bool = False
) -> Iterator[tuple[Stranger, Match]]:
    with progress_bar(len(asked), is_wanted=progress, unit="strangers") as on_progress:
        for start in range(0, len(asked), CHUNK):
            chunk = asked[start : start + CHUNK]
            yield from zip(chunk, n.normalize_many([of.name for of in chunk]), strict=True)
            on_progress(start + len(chunk))


class _Near:
    """Whether a word shares enough pairs of letters with one of *words*, in key form (Dice)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sizes: list[int] = []
        self._having: dict[str, list[int]] = {}
        for number, word in enumerate(dict.fromkeys(of for of in words if len(of) >= MIN_LETTERS)):
            pairs = _pairs(word)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._having.setdefault(pair, []).append(number)

    def __call__(self, word: str) -> bool:
        pairs = _pairs(word)
        shared = Counter(number for pair in pairs for number in self._having.get(pair, ()))
        return any(
            2 * count >= MIN_SHARED * (len(pairs) + self._sizes[number]) for number, count in shared.items()
        )


def _pairs(word: str) -> set[str]:
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def _is_own(of: Stranger, match: Match, places: Collection[str]) -> bool:
    """Whether a stranger is the name of a listed place, which it is as well: Sofia, Florence."""
    return match.candidates[0].entity.kind is Kind.PLACE and key(of.name) in places


def _attraction(of: Located, alias: str, taken: Sequence[Stranger]) -> Problem:
    names = ", ".join(f"{each.name!r} ({each.sort})" for each in taken[:SHOWN])
    more = f" and {len(taken) - SHOWN} more" if len(taken) > SHOWN else ""
    problem = f"{of.entity.id}: its name {alias!r} attracts {names}{more}"
    return Problem(of.path, of.line, problem, "If they mean somebody else, mark it weak or remove it")


def _given_names(folder: Path) -> Iterator[str]:
    for group in _members(read_source(folder / "names" / "given_names.yaml").root):
        if isinstance(group, Mapping):
            for field in ("forms", "latin"):
                if field in group:
                    yield from _texts(group[field])


def _words(folder: Path) -> Iterator[str]:
    for of_language in _members(read_source(folder / "words" / "ordinary.yaml").root):
        if isinstance(of_language, Mapping) and "words" in of_language:
            yield from _texts(of_language["words"])


def _members(node: Node) -> list[object]:
    return [of.value for of in node.value] if isinstance(node.value, list) else []


def _texts(node: Node) -> Iterator[str]:
    """Yield every text in *node*, whatever it is in."""
    if isinstance(node.value, str):
        yield node.value
    else:
        inner = node.value.values() if isinstance(node.value, dict) else node.value
        for each in inner:
            yield from _texts(each)
