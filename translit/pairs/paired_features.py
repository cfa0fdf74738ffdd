"""Features of paired tokens: how unlike they are, and whether they are two names."""

from __future__ import annotations

from translit.model import Kind
from translit.names.endings import differ_by_suffix_class
from translit.names.rarity import is_known, rarity
from translit.names.roles import OPTIONAL, Role
from translit.pairs import similarity
from translit.pairs.align import Alignment
from translit.pairs.aligned_names import AlignedNames
from translit.pairs.first_letters import first_letter_dissimilarity
from translit.pairs.relations import Pair, Relation
from translit.writing.sound import consonants

# dissimilarity from which on a pair is more unlike than spellings of one name mostly are; set by
# eye, its weight is learned
SPELLING_VARIATION = 0.25
COMMON_NAME_NATS = 8.0  # rarity up to which a name is as common as can be
# letters of a token of an organisation that is rather an acronym than a word misspelled: VTB, VEB
MAX_ACRONYM = 3
# pairs that nothing but their letters or sounds relates
UNCONFIRMED = frozenset({Relation.ALIKE, Relation.CONFLICT, Relation.SPELLED})
# pairs whose similarity is measured letter by letter in one script
MEASURED = frozenset({Relation.ALIKE, Relation.CONFLICT, Relation.SOUND})


def mean_dissimilarity(names: AlignedNames) -> float:
    """Return how unlike the paired tokens are on average, weighted by their letters."""
    if not names.differing:
        return 0.0
    return sum([(1 - pair.similarity) * letters for pair, letters in names.differing]) / names.letters


def spelling_dissimilarity(names: AlignedNames) -> float:
    """Return the same of pairs in one script by letters alone, however they sound."""
    found = 0.0
    for (query, alias, relation, _), letters in names.differing:
        if relation in MEASURED:
            found += similarity.letter_dissimilarity(query.token, alias.token) * letters
    return found / names.letters


def stem_dissimilarity(names: AlignedNames) -> float:
    """Return the same before an ending that both have and many surnames of a language:
    *Hera-shchenko*, *Iu-shchenko* (`names/endings.py`).
    """
    found = 0.0
    for (query, alias, relation, _), letters in names.differing:
        if relation in MEASURED:
            found += similarity.stem_dissimilarity(query.token, alias.token) * letters
    return found / names.letters


def max_dissimilarity(names: AlignedNames) -> float:
    """Return how unlike the least similar pair is: a different given name cannot hide behind a
    shared surname.
    """
    return 1 - names.lowest_similarity


def excess_dissimilarity(names: AlignedNames) -> float:
    """Return by how much the least similar pair is more unlike than spellings of one name are."""
    return max(0.0, 1 - names.lowest_similarity - SPELLING_VARIATION)


def first_letter_mismatch(names: AlignedNames) -> float:
    """Return how many pairs, not known to be the same, begin with sounds that are not kindred:
    *Putin*, *Lutin*; half where one has a consonant more.
    """
    found = 0.0
    for pair, _ in names.differing:
        if pair.relation in UNCONFIRMED:
            found += first_letter_dissimilarity(pair)
    return found


def distinct_known_names(names: AlignedNames) -> float:
    """Return how many similar pairs are two names: both are met as names of their own and differ in
    consonants (*Chol*, *Chun*) or gender (*Maria*, *Mario*), or one stem has the endings of two
    families (*Medvedev*, *Medvedchuk*; `names/endings.py`).
    """
    found = 0
    for pair in names.similar:
        if not _is_of_names(pair):
            continue
        if _is_another_known(pair, names.kind):
            found += _is_name(pair.alias.token, names.kind)
        found += differ_by_suffix_class(pair.query.token, pair.alias.token)
    return found


def query_name_frequency(names: AlignedNames) -> float:
    """Return how common, 0 to 1, the query's tokens of such pairs are as names: a well-known name
    is hardly another one misspelled (*Tanaka*, *Tasaka*).
    """
    found = 0.0
    for pair in names.similar:
        if _is_of_names(pair) and _is_another_known(pair, names.kind):
            found += _frequency(pair.query.token, names.kind)
    return found


def conflicting_names(names: AlignedNames) -> float:
    """Return how many pairs are given names known to be different, or acronyms (*VTB*, *VEB*); one
    more if acronyms stand beside both names of organisations and differ.
    """
    is_org = names.kind is Kind.ORG
    found = 0
    for query, alias, relation, _ in names.similar:
        found += relation is Relation.CONFLICT or (
            is_org and len(query.token) == len(alias.token) <= MAX_ACRONYM
        )
    return found + (is_org and _have_two_acronyms(names.alignment))


def _is_of_names(pair: Pair) -> bool:
    """Whether both tokens are names: *van* and *von* are none."""
    return pair.query.role not in OPTIONAL and pair.alias.role not in OPTIONAL


def _is_another_known(pair: Pair, kind: Kind) -> bool:
    """Whether the query's token is met as a name, and the alias's differs as other names do."""
    x, y = pair.query.token, pair.alias.token
    return (consonants(y) != consonants(x) or _differ_in_gender(x, y)) and _is_name(x, kind)


def _differ_in_gender(x: str, y: str) -> bool:
    """Whether tokens differ in their last letter only, a or o: Maria, Mario."""
    return x[:-1] == y[:-1] and {x[-1], y[-1]} == {"a", "o"}


def _is_name(token: str, kind: Kind) -> bool:
    """Whether *token* was met as a name of its own, among names of *kind* or of persons: companies
    are called after them.
    """
    return is_known(token, kind) or is_known(token)


def _frequency(token: str, kind: Kind) -> float:
    """Return how common *token* is as a name, from 0 for one that is hardly met to 1."""
    unknown = rarity("", kind)
    return min(1.0, max(0.0, (unknown - rarity(token, kind)) / (unknown - COMMON_NAME_NATS)))


def _have_two_acronyms(alignment: Alignment) -> bool:
    """Whether acronyms stand beside both names, and differ."""
    query = [pair.query for pair in alignment.pairs] + list(alignment.query_left)
    if not (of_query := {part.token for part in query if part.role is Role.ACRONYM}):
        return False
    alias = [pair.alias for pair in alignment.pairs] + list(alignment.alias_left)
    of_alias = {part.token for part in alias if part.role is Role.ACRONYM}
    return bool(of_alias) and of_query != of_alias
