"""One name for each name of a list: of the nodes of a graph, of a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translit.linking.cluster import cluster
from translit.model import Entity, Kind, kind_of, texts_of
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.rarity import is_first_name
from translit.names.roles import Role
from translit.names.vocabulary import Vocabulary
from translit.resolve.gazetteer import Gazetteer

MIN_LETTERS = 3  # of a word by which alone somebody is called in a list
NAME_ROLES = (Role.WORD, Role.FAMILY)


@dataclass(frozen=True, slots=True)
class _Read:
    """Spellings that are one name: its words without titles, the genders (m, f) that titles and
    given names tell, whether something says that it is a person, the ids of who is known so.
    """

    name: str
    spellings: tuple[str, ...]
    words: frozenset[str]
    is_bare: bool
    genders: frozenset[str]
    is_person: bool
    known: frozenset[str]
    is_of_two: bool = False


def canonical_names(
    names: Iterable[str],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    *,
    kind: Kind | str | None = None,
    threshold: float,
) -> dict[str, str]:
    """Return the name to keep for each of *names*. See `translit.canonical_names`."""
    kind = None if kind is None else kind_of(kind)
    listed = texts_of(names, "canonical_names")
    groups = cluster(listed, vocabulary, kind=kind, threshold=threshold)
    reader = _Reader(vocabulary.lexicon, gazetteer, kind)
    clusters = [reader.read(group.name, tuple(group.spellings)) for group in groups]
    read = [each for of in clusters for each in reader.divided(of, clusters)]
    target = {id(of): of for of in read}
    target |= {id(bare): whole for bare, whole in _short_for(read)}
    told = {spelling: _name(target[id(of)], gazetteer) for of in read for spelling in of.spellings}
    return {name: told[name] for name in dict.fromkeys(listed)}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the spellings of clusters."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    kind: Kind | None

    def divided(self, of: _Read, others: Sequence[_Read]) -> list[_Read]:
        """Return a cluster of bare names, each for itself, if titles in it say man or woman: Mrs.
        Watson does not tell who Watson is, where others bear the name.
        """
        is_borne = any(not other.is_bare and of.words <= other.words for other in others)
        if not of.is_bare or not of.genders or not (is_borne or len(of.genders) > 1):
            return [of]
        each = (self.read(spelling, (spelling,)) for spelling in of.spellings)
        is_of_two = len(of.genders) > 1
        return [replace(one, is_of_two=is_of_two, is_person=of.is_person) for one in each]

    def read(self, name: str, spellings: tuple[str, ...]) -> _Read:
        """Return *spellings* of one name, of which *name* is the one to keep."""
        words: set[str] = set()
        genders: set[str] = set()
        ids: frozenset[str] | None = None
        is_bare, is_person = True, self.kind is Kind.PERSON
        for spelling in spellings:
            read = Name(spelling, self.lexicon, kind=self.kind)
            of_name = [part.token for part in read.parts if part.role in NAME_ROLES]
            titles = [part.token for part in read.parts if part.role is Role.TITLE]
            has_others = len(of_name) + len(titles) < len(read.parts)
            words.update(of_name)
            is_bare &= len(of_name) == 1 and len(of_name[0]) >= MIN_LETTERS and not has_others
            genders.update(filter(None, (self.lexicon.title_genders.get(title, "") for title in titles)))
            if len(of_name) > 1:
                genders |= self.lexicon.genders(of_name[0])
                is_person |= is_first_name(of_name[0])
            is_person |= bool(titles)
            known = self.gazetteer.ids((read.key, *read.core_keys), self.kind)
            ids = known if not ids else (ids & known or ids)
        return _Read(
            name, spellings, frozenset(words), is_bare, frozenset(genders), is_person, ids or frozenset()
        )


def _short_for(read: Sequence[_Read]) -> Iterator[tuple[_Read, _Read]]:
    """Yield each bare name with the only whole one of the list that it may be short for.

    Something must say that it is a person's, as a title does, or a first name: *Network* is not
    short for *Cirrus Network*. Whom the box knows by the bare name is himself.
    """
    whole = [of for of in read if not of.is_bare]
    pairs = []
    for bare in read:
        if bare.is_bare and not bare.known:
            bearers = [of for of in whole if _may_be(bare, of)]
            pairs += [(bare, bearers[0])] if len(bearers) == 1 else []
    people = {id(of) for of in whole if of.is_person} | {id(of) for bare, of in pairs if bare.is_person}
    yield from (pair for pair in pairs if id(pair[1]) in people)


def _may_be(bare: _Read, whole: _Read) -> bool:
    if not bare.words <= whole.words:
        return False
    if bare.is_of_two:  # a man and a woman are called so: it must be known which of them this is
        return bool(bare.genders) and bare.genders == whole.genders
    return not (bare.genders and whole.genders and bare.genders.isdisjoint(whole.genders))


def _name(of: _Read, gazetteer: Gazetteer) -> str:
    """Return the name of who is known in the box, else the spelling to keep."""
    if len(of.known) != 1:
        return of.name
    entity: Entity | None = gazetteer.table.by_id(next(iter(of.known)))
    return of.name if entity is None else entity.name
