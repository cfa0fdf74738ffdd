"""What an alignment says for and against two names being one, as numbers that a model can weigh; no
thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from translit.model import Kind
from translit.names.endings import differ_by_suffix_class
from translit.names.numerals import is_number
from translit.names.rarity import is_known, is_place, rarity
from translit.names.roles import OPTIONAL, NamePart, Role
from translit.pairs.align import Alignment, is_family_alone
from translit.pairs.relations import MAX_SHORT, Pair, Relation
from translit.pairs.similarity import letter_dissimilarity, stem_dissimilarity
from translit.writing.sound import VOWELS, consonants, skeleton
from translit.writing.spelling import top_romanizations

# unlikeness of tokens from which on `strangeness` counts; set by eye, its weight is learned
USUAL = 0.25
POPULAR = 14.0  # nats of agreeing tokens that many people in the world have
# nats that agreeing tokens must be rarer than one name in the table, so that nobody else in it
# would have them
PLENTY = 10.0
INITIAL = 2.0  # nats that an initial tells: one name in eight begins with a usual letter
# of a letter of its name that a letter of a word counts by which an organisation is described
DESCRIBED = 0.35
DESCRIPTION = 3.0  # nats that such a word tells at the most
LOST = 10.0  # nats of a token that is missing which count as 1
# First letters that come and go, and the consonants that they may stand for as well: Hissene,
# Issene; Jamal, Gamal, Khamal; Wael, Vael.
SOFT = {"h": "kgjxfqcwy", "j": "kghyzxcdsiq", "y": "jgdhi", "w": "vbfghq", "v": "wbf"}
READ = 3  # readings of a token of another script
FIRST_LOST = 0.5  # what a first consonant more or less counts, beside another one: Frankel, Rankel
FAMOUS = 8.0  # nats of rarity up to which a token is as usual as can be
GUESSED = frozenset({Relation.ALIKE, Relation.CONFLICT, Relation.SPELLED})
# likeness is by letters or by sound
HEARD = frozenset({Relation.ALIKE, Relation.CONFLICT, Relation.SOUND})
# tokens of an organisation that are less than its name
DESCRIBING = frozenset({Role.GENERIC, Role.PARTICLE, Role.LEGAL})
# letters of a token of an organisation that is rather an acronym than a word misspelled: VTB, VEB
MAX_ACRONYM = 3
GIVEN = frozenset({Role.INITIAL, Role.WORD})  # tokens that an initial may stand for
UNNAMED = frozenset({Role.TITLE, Role.LEGAL})  # tokens that are not the name itself


class Features(NamedTuple):
    """What speaks against two names being one, each from 0 (nothing) upwards. The model weighs
    these, see `decide`.
    """

    difference: float  # mean unlikeness of the paired tokens, by letters
    written: float  # the same of pairs in one script, however they sound
    # the same before an ending that many family names have, such as -shchenko or -shvili
    stems: float
    worst: float  # unlikeness of the least alike pair
    # by how much the least alike pair is more unlike than variants of one name are
    strangeness: float
    # pairs, not known to be the same, of which the beginnings are not kindred: Putin, Lutin
    first_letters: float
    # pairs, alike, of two names: both are names of their own and differ in consonants or gender, or
    # in the family's ending
    rivals: float
    # how usual the query's tokens of such pairs are as names, 0 to 1 each: Tanaka is hardly Tasaka
    # misspelled
    usual: float
    query_left: float  # share of the query's letters that nothing in the alias stands for
    alias_left: float  # share of the alias's letters that nothing in the query stands for
    query_lost: float  # rarity of these tokens of the query, in tens of nats
    alias_lost: float  # rarity of these tokens of the alias, in tens of nats
    # letters left over as a share, on the side that has fewer of them: each has a name that the
    # other has not
    others: float
    # first given and first family name of the alias that are not there, beside a later one that is
    leading: float
    particles: float  # titles, particles, generational suffixes on one side only
    patronymics: float  # patronymics on one side only
    # patronymics, generational suffixes or initials, of which each side has one that the other has
    # not
    two_patronymics: float
    initials: float  # tokens given as initials only
    # given names known to be different; acronyms beside two names of organisations that are
    conflict: float
    no_family: float  # 1 if the family name of the alias is not there
    shortness: float  # 4 / letters compared
    # 0 if hardly anybody else in the table would agree so, 1 if one more would, 2 if many
    commonness: float
    # the same for the world: 0 if what agrees is rare, 1 for Luis Rodriguez, 2 for a usual token
    # alone
    popular: float
    reordered: float  # pairs out of order, as a share
    fragment: float  # 1 if one token stands for a name of several
    numbers: float  # numbers and Roman numerals on one side only
    # names of countries, capitals and directions on one side only, in the name of an organisation
    # or a place
    places: float
    legal_forms: float  # 1 if both have legal forms and they differ


FEATURES = Features._fields


def weigh(alignment: Alignment, kind: Kind, size: int) -> Features:
    """Reduce an alignment to the evidence that the model weighs; a bare family name is weighed
    against the family name.

    *size*: the number of names in the table, 1 if two names are compared: the more there are, the
    likelier one agrees by chance.
    """
    pairs: Sequence[Pair] = [
        p for p in alignment.pairs if p.query.role not in UNNAMED and p.alias.role not in UNNAMED
    ]
    pairs = pairs or alignment.pairs
    letters = named_letters = unlike = written = stems = agreed = worst = 0.0
    first_letters = usual = 0.0
    rivals = initials = conflicts = 0
    is_org = kind is Kind.ORG
    has_family = wants_family = False
    told: set[str] = set()
    for pair in pairs:
        query, alias, relation, similarity = pair
        longer: float = max(len(query.token), len(alias.token))
        if is_org:
            longer *= min(_share(query, kind), _share(alias, kind))
        letters += longer
        is_family = alias.role is Role.FAMILY
        wants_family = wants_family or is_family
        if relation is Relation.INITIAL:
            initials += 1
            agreed += INITIAL
            continue
        named_letters += longer
        has_family = has_family or is_family or query.role is Role.FAMILY
        if alias.token not in told:
            agreed += max(0.0, 2 * similarity - 1) * min(_rarity(query, kind), _rarity(alias, kind))
            told.add(alias.token)
        if relation is Relation.SAME:
            continue
        unlike += (1 - similarity) * longer
        worst = max(worst, 1 - similarity)
        if relation in GUESSED:
            first_letters += _differ_at_first(pair)
        if relation in HEARD:
            written += letter_dissimilarity(query.token, alias.token) * longer
            stems += stem_dissimilarity(query.token, alias.token) * longer
        if relation is Relation.ALIKE or relation is Relation.CONFLICT:
            # van and von are no names
            is_name = query.role not in OPTIONAL and alias.role not in OPTIONAL
            is_other = consonants(alias.token) != consonants(query.token) or _differ_in_gender(
                query.token, alias.token
            )
            if is_other and is_name and _is_name(query.token, kind):
                rivals += _is_name(alias.token, kind)
                usual += _usual(query.token, kind)
            conflicts += relation is Relation.CONFLICT or (
                is_org and len(query.token) == len(alias.token) <= MAX_ACRONYM
            )
            rivals += is_name and differ_by_suffix_class(query.token, alias.token)
    query_left, query_lost, query_more, query_patronymics, query_numbers = _left(alignment.query_left, kind)
    alias_left, alias_lost, alias_more, alias_patronymics, alias_numbers = _left(alignment.alias_left, kind)
    if alias_left and not query_left and kind is Kind.PERSON and is_family_alone(alignment):
        alias_left, alias_lost = 0.0, 0.0
    wants_family = wants_family or any(p.role is Role.FAMILY for p in alignment.alias_left)
    missing = (
        _part_of(query_left, (p.query for p in pairs), kind) if query_left else 0.0,
        _part_of(alias_left, (p.alias for p in pairs), kind) if alias_left else 0.0,
    )
    return Features(
        difference=unlike / (letters or 1),
        written=written / (letters or 1),
        stems=stems / (letters or 1),
        worst=worst if pairs else 1.0,
        strangeness=max(0.0, worst - USUAL),
        first_letters=first_letters,
        rivals=rivals,
        usual=usual,
        query_left=missing[0],
        alias_left=missing[1],
        query_lost=query_lost / LOST,
        alias_lost=alias_lost / LOST,
        others=min(missing),
        leading=alignment.leading if kind is Kind.PERSON else 0,
        particles=query_more + alias_more,
        patronymics=query_patronymics + alias_patronymics,
        two_patronymics=min(query_patronymics, alias_patronymics) + _contradictions(alignment),
        initials=initials,
        conflict=conflicts + (kind is Kind.ORG and _have_two_acronyms(alignment)),
        no_family=float(wants_family and not has_family),
        shortness=4 / max(4, named_letters),
        commonness=min(2.0, max(0.0, 1 + (log(size) - agreed) / PLENTY)),
        popular=min(2.0, max(0.0, 1 + (POPULAR - agreed) / PLENTY)),
        reordered=alignment.order / max(1, len(pairs) - 1),
        fragment=float(
            len(pairs) == 1 and (_is_named(alignment.query_left) or _is_named(alignment.alias_left))
        ),
        numbers=query_numbers + alias_numbers,
        places=0
        if kind is Kind.PERSON
        else sum(is_place(p.token) for p in (*alignment.query_left, *alignment.alias_left)),
        legal_forms=float(alignment.forms_differ),
    )


def _part_of(left: float, paired: Iterable[NamePart], kind: Kind) -> float:
    """Return the share of a name's letters that are *left* over, those of *paired* tokens being the
    others.
    """
    return left / (left + sum([len(part.token) * _share(part, kind) for part in paired]))


def _share(part: NamePart, kind: Kind) -> float:
    """Return what a letter of *part* counts in a name of *kind*: less, in an organisation's, of a
    word that describes it.
    """
    return DESCRIBED if part.role in DESCRIBING and kind is Kind.ORG else 1.0


def _rarity(part: NamePart, kind: Kind) -> float:
    known = rarity(part.token, kind)
    return min(known, DESCRIPTION) if part.role in DESCRIBING and kind is Kind.ORG else known


def _is_named(left: Iterable[NamePart]) -> bool:
    """Whether something is left over that is part of the name itself, not only said of it."""
    return any(part.role not in OPTIONAL and part.role is not Role.GENERIC for part in left)


def _have_two_acronyms(alignment: Alignment) -> bool:
    """Whether acronyms stand beside both names, and differ."""
    query = {p.query.token for p in alignment.pairs if p.query.role is Role.ACRONYM}
    query |= {part.token for part in alignment.query_left if part.role is Role.ACRONYM}
    alias = {p.alias.token for p in alignment.pairs if p.alias.role is Role.ACRONYM}
    alias |= {part.token for part in alignment.alias_left if part.role is Role.ACRONYM}
    return bool(query and alias and query != alias)


def _contradictions(alignment: Alignment) -> int:
    """Count what either side has and the other has otherwise: a generational suffix, an initial
    that fits no name of the other, or its patronymic alone.
    """
    query, alias = {part.role for part in alignment.query_left}, {part.role for part in alignment.alias_left}
    if Role.WORD in alias or Role.WORD in query:
        fathers = sum(
            p.relation is Relation.INITIAL and Role.PATRONYMIC in (p.query.role, p.alias.role)
            for p in alignment.pairs
        )
    else:
        fathers = 0
    if not (query and alias):
        return fathers
    two_suffixes = Role.SUFFIX in query and Role.SUFFIX in alias
    two_initials = (Role.INITIAL in query and not alias.isdisjoint(GIVEN)) or (
        Role.INITIAL in alias and not query.isdisjoint(GIVEN)
    )
    return two_suffixes + two_initials + fathers


def _differ_in_gender(x: str, y: str) -> bool:
    """Whether tokens differ in their last letter only, a or o: Maria, Mario."""
    return x[:-1] == y[:-1] and {x[-1], y[-1]} == {"a", "o"}


def _is_name(token: str, kind: Kind) -> bool:
    """Whether *token* was met as a name of its own, among names of *kind* or of persons: companies
    are called after them.
    """
    return is_known(token, kind) or is_known(token)


def _usual(token: str, kind: Kind) -> float:
    """Return how usual *token* is as a name, from 0 for one that is hardly met to 1."""
    unknown = rarity("", kind)
    return min(1.0, max(0.0, (unknown - rarity(token, kind)) / (unknown - FAMOUS)))


def _differ_at_first(pair: Pair) -> float:
    """Return how unlike the beginnings of a pair are; a token of another script may be read in
    several ways.
    """
    query, alias = pair.query, pair.alias
    read = top_romanizations(query.native, READ) if query.native and not alias.native else ()
    return min(_begins_differently(token, alias.token) for token in (query.token, *filter(None, read)))


def _begins_differently(x: str, y: str) -> float:
    """Return how unlike the beginnings are: 1 if they are consonants that are not kindred, less if
    one has a consonant more.
    """
    a, b = x[0], y[0]
    if (
        (a == b and max(len(x), len(y)) > MAX_SHORT)
        or skeleton(x)[0] == skeleton(y)[0]
        or _is_soft(a, b)
        or _is_soft(b, a)
    ):
        return 0.0
    return FIRST_LOST if a in VOWELS or b in VOWELS or x[1:] == y or y[1:] == x else 1.0


def _is_soft(a: str, b: str) -> bool:
    """Whether *a* comes and goes before *b*, or is written for it."""
    return (a in VOWELS and b in VOWELS) or (a in SOFT and (b in VOWELS or b in SOFT[a]))


def _left(parts: Iterable[NamePart], kind: Kind) -> tuple[float, float, int, int, int]:
    """Return of tokens left over: letters, rarity in nats, how many may be left out, how many are
    patronymics, numbers.
    """
    letters, lost, more, patronymics, numbers = 0.0, 0.0, 0, 0, 0
    for part in parts:
        if part.role is Role.PATRONYMIC:
            patronymics += 1
        elif part.role in OPTIONAL:
            more += part.role is not Role.LEGAL
        else:
            letters += len(part.token) * _share(part, kind)
            lost += INITIAL if part.role is Role.INITIAL else _rarity(part, kind)
            numbers += is_number(part.token)
    return letters, lost, more, patronymics, numbers
