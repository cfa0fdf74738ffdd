"""What is not learned: bounds of the probability that two names are one, by how they are aligned.

Each stands for what the lists that the model learns from have too few cases of, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from translit.model import Kind
from translit.names.roles import NamePart, Role
from translit.pairs.align import Alignment, is_bare_surname, is_variant
from translit.pairs.aligned_names import Context
from translit.pairs.relations import Relation
from translit.results import Stage

# How likely a spelling of the table means its entity, by the stage of the hit, before other
# candidates are looked at.
BY_STAGE = {Stage.EXACT: 0.995, Stage.FOLDED: 0.99, Stage.ROMANIZED: 0.98, Stage.VARIANT: 0.97}
WEAK = 0.5  # a weak alias: as likely somebody else's
FAMILY_ALONE = 0.85  # a bare surname: its bearer in the table, not a relative or a stranger
MOST = 0.995  # what no evidence but the spelling itself can be surer of


class Prior(NamedTuple):
    """Bounds of the probability of the alignments that it `applies` to. The lowest `at_most` of all
    that apply wins over every `at_least`.
    """

    name: str
    applies: Callable[[Alignment, Kind, Context], bool]
    at_least: float
    at_most: float
    reason: str


def has_only_initials(alignment: Alignment, _: Kind, __: Context) -> bool:
    for pair in alignment.pairs:  # noqa: SIM110  # a generator costs three times as much
        if pair.relation is not Relation.INITIAL:
            return False
    return True


def is_acronym(alignment: Alignment, _: Kind, __: Context) -> bool:
    return alignment.pairs[0].relation is Relation.ACRONYM


def has_the_same_tokens(alignment: Alignment, kind: Kind, _: Context) -> bool:
    return is_variant(alignment) and (kind is Kind.PERSON or not is_bare_surname(alignment))


def has_another_suffix(alignment: Alignment, _: Kind, context: Context) -> bool:
    return _has_suffix(alignment.query_left) or (
        context.n_names is None and _has_suffix(alignment.alias_left)
    )


def is_shuffled_in_table(alignment: Alignment, kind: Kind, context: Context) -> bool:
    return alignment.is_shuffled and kind is Kind.PERSON and context.n_names is not None


def is_shuffled_pair(alignment: Alignment, kind: Kind, context: Context) -> bool:
    return alignment.is_shuffled and kind is Kind.PERSON and context.n_names is None


def has_bare_surname(alignment: Alignment, _: Kind, __: Context) -> bool:
    return is_bare_surname(alignment)


def _has_suffix(left: Sequence[NamePart]) -> bool:
    return bool(left) and Role.SUFFIX in [part.role for part in left]


PRIORS = (
    Prior("initials", has_only_initials, 0.0, 0.0, "initials alone are nobody's name"),
    Prior("acronym", is_acronym, 0.75, 0.75, "others have the initial letters of a name, too"),
    Prior(
        "the same tokens", has_the_same_tokens, BY_STAGE[Stage.VARIANT], MOST,
        "tokens known to be the same, whatever their order: the lists say so of nearly all",
    ),
    Prior(
        "another suffix", has_another_suffix, 0.0, 0.7,
        "a Jr, Sr or III that the alias does not have: the father may be meant, or the son",
    ),
    # Most of a name whose syllables stand in another order: Kim Jin-woo, Kim Woo-jin. In
    # wikidata_names.txt are 179 such pairs, people of their own; longer tokens that change places
    # are mostly one person's (61 of 68 that are ranked first on the lists of OFAC and UN).
    Prior("shuffled", is_shuffled_in_table, 0.0, 0.6, "too little to be decided, enough to be shown"),
    Prior("shuffled", is_shuffled_pair, 0.0, 0.4, "somebody gives two names and asks"),
    Prior(
        "bare surname", has_bare_surname, 0.0, BY_STAGE[Stage.VARIANT] * FAMILY_ALONE,
        "its bearer in the table may be meant, a relative or a stranger",
    ),
)  # fmt: skip


def applied(alignment: Alignment, kind: Kind, context: Context) -> tuple[Prior, ...]:
    """Return the priors that bound the probability that two aligned names are one."""
    return tuple([prior for prior in PRIORS if prior.applies(alignment, kind, context)])


def bounds(alignment: Alignment, kind: Kind, context: Context) -> tuple[float, float]:
    """Return the least and the greatest probability that the priors leave to the model."""
    at_least, at_most = 0.0, MOST
    for prior in PRIORS:
        if prior.applies(alignment, kind, context):
            at_least = max(at_least, prior.at_least)
            at_most = min(at_most, prior.at_most)
    return at_least, at_most
