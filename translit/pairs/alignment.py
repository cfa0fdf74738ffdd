"""Two names whose tokens are paired, and what that says of them."""

from __future__ import annotations

from collections.abc import Sequence

from translit.evidence import Step
from translit.names.han_syllables import Spelling
from translit.names.roles import OPTIONAL, NamePart, Role, script_of_name
from translit.pairs.relation import EQUAL, Pair, Relation
from translit.pairs.similarity import MIN_SIMILARITY, token_similarity
from translit.record import record, replace

FACTS = EQUAL | {Relation.NICKNAME, Relation.INITIAL, Relation.ACRONYM}  # known, not guessed

# what tables of people's names say, and nothing of places: Olga and Volha, Volga and Volha
OF_PEOPLE = frozenset(
    {Relation.GIVEN_NAME, Relation.NICKNAME, Relation.COGNATE, Relation.GENDERED, Relation.ROMANIZED}
)


@record
class Alignment:
    """The tokens of two names paired, and those left over on either side.

    `order` is how many pairs stand out of order, `words_turned` that such words of the name do that
    neither describe it nor are a family name; `is_shuffled`, that syllables do, as those of
    Chinese and Korean names are, and still do once the name is turned, as it is when its family
    name moves from the end to the front; `alias_leading`, how many of the alias's first given and
    first family name are left over while a later one is paired, `query_leading`, of the query's;
    `forms_differ` says that both names have legal forms, of different categories. `reading`: how a
    name in Chinese characters was read, where it was read so.
    """

    pairs: tuple[Pair, ...]
    query_left: tuple[NamePart, ...]
    alias_left: tuple[NamePart, ...]
    order: int
    alias_leading: int = 0
    query_leading: int = 0
    forms_differ: bool = False
    is_shuffled: bool = False
    words_turned: bool = False
    genders_differ: bool = False
    is_exchanged: bool = False
    reading: Spelling | None = None

    @property
    def script(self) -> str:
        """The script of a query that was compared with an alias in Latin letters, "" where both are
        in one script.
        """
        native = [pair.query for pair in self.pairs if pair.query.native]
        if not native:
            return ""
        return "" if any(pair.alias.native for pair in self.pairs) else script_of_name(native)


_WORD = NamePart("word")
ONE_WORD = Alignment((Pair(_WORD, _WORD, Relation.SAME, 1.0),), (), (), 0)  # two names that are it


def is_bare_surname(alignment: Alignment) -> bool:
    """Whether the query is a bare surname and the alias a whole name."""
    if not alignment.alias_left or _has_name(alignment.query_left):
        return False
    named = [p for p in alignment.pairs if p.query.role is not Role.TITLE and p.alias.role is not Role.TITLE]
    return len(named) == 1 and named[0].alias.role is Role.FAMILY and _has_name(alignment.alias_left)


def is_variant(alignment: Alignment) -> bool:
    """Whether both names have the same tokens, known to be so: only order, titles and what may be
    left out differ.
    """
    for pair in alignment.pairs:
        if pair.relation not in EQUAL:
            return False
    if alignment.forms_differ or _has_name(alignment.query_left):
        return False
    if alignment.query_left and alignment.alias_left:
        roles = [{part.role for part in left} for left in (alignment.query_left, alignment.alias_left)]
        if roles[0] & roles[1] & {Role.PATRONYMIC, Role.SUFFIX}:
            return False  # two fathers; father and son
    return not _has_name(alignment.alias_left) or is_bare_surname(alignment)


def _has_name(parts: Sequence[NamePart]) -> bool:
    """Whether one of *parts* is one that a name is not whole without."""
    for part in parts:  # noqa: SIM110  # a generator costs three times as much
        if part.role not in OPTIONAL:
            return True
    return False


def of_places(alignment: Alignment) -> Alignment:
    """Return the alignment of two places: what tables say of people's names does not count."""
    if not any(pair.relation in OF_PEOPLE for pair in alignment.pairs):
        return alignment
    pairs = (
        Pair(
            pair.query,
            pair.alias,
            Relation.ALIKE,
            max(MIN_SIMILARITY, token_similarity(pair.query.token, pair.alias.token)),
        )
        if pair.relation in OF_PEOPLE
        else pair
        for pair in alignment.pairs
    )
    return replace(alignment, pairs=tuple(pairs))


def is_known(alignment: Alignment) -> bool:
    """Whether a table or a rule says of each pair that its tokens are one."""
    for pair in alignment.pairs:  # noqa: SIM110  # a generator costs three times as much
        if pair.relation not in FACTS:
            return False
    return True


def leftovers(alignment: Alignment) -> tuple[int, int]:
    """Count the words of the query and of the alias that nothing on the other side stands for.

    What a name is whole without (`OPTIONAL`: titles, patronymics, legal forms …) does not count.
    """
    query, alias = (
        sum(part.role not in OPTIONAL for part in left)
        for left in (alignment.query_left, alignment.alias_left)
    )
    return query, alias


def is_spelled_out(alignment: Alignment | None) -> bool:
    """Whether one of two aligned names has no word that the other one lacks: what is left over on
    both sides may be translations of each other, and no more than may be.
    """
    return alignment is None or 0 in leftovers(alignment)


def steps(alignment: Alignment) -> tuple[Step, ...]:
    """Return the steps that explain an alignment, token by token."""
    explained = [] if alignment.reading is None else [_reading_step(alignment.reading)]
    explained += [
        Step(
            p.relation.value,
            p.query.token,
            p.alias.token,
            "" if p.relation in FACTS else f"{p.similarity:.2f}",
        )
        for p in alignment.pairs
    ]
    explained += [Step("only in the query", p.token, "", _role(p)) for p in alignment.query_left]
    explained += [Step("only in the alias", p.token, "", _role(p)) for p in alignment.alias_left]
    if alignment.order:
        explained.append(Step("other order", " ".join(p.query.token for p in alignment.pairs), ""))
    return tuple(explained)


def _reading_step(reading: Spelling) -> Step:
    return Step(f"read as {reading.language}", "".join(reading.native), reading.text)


def _role(part: NamePart) -> str:
    return part.role.name.lower() if part.role in OPTIONAL else ""
