"""What an alignment says for and against two names being one: numbers for the model to weigh.

`FEATURES` declares them in one list. Each is a small function of `AlignedNames`, and its docstring
is its line in docs/how-it-decides.md (docs/make_features.py writes the table). No thresholds here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translit.model import Kind
from translit.pairs import paired_features as paired
from translit.pairs import unmatched_features as unmatched
from translit.pairs.align import Alignment
from translit.pairs.aligned_names import AlignedNames, Context

POPULAR_NATS = 14.0  # rarity of agreeing tokens up to which many people in the world have them
# nats that agreeing tokens must be rarer than one name of the table, so that nobody else in it
# would have them
SINGLED_OUT_NATS = 10.0
SHORT_NAME = 4  # letters up to which a name is as short as can be


def initials(names: AlignedNames) -> float:
    """Return how many tokens are given as initials only."""
    return len(names.initials)


def shortness(names: AlignedNames) -> float:
    """Return how little there is to compare: 4 divided by the letters compared, at most 1."""
    return SHORT_NAME / max(SHORT_NAME, names.spelled_letters)


def commonness_in_table(names: AlignedNames) -> float:
    """Return how easily somebody else in the table would agree as well: 0 hardly anybody, 1 about
    one more, 2 many.
    """
    return min(2.0, max(0.0, 1 + (names.context.nats - names.agreement) / SINGLED_OUT_NATS))


def popularity(names: AlignedNames) -> float:
    """Return the same for the world instead of the table: *Luis Rodriguez* are many, listed or
    not.
    """
    return min(2.0, max(0.0, 1 + (POPULAR_NATS - names.agreement) / SINGLED_OUT_NATS))


def reordered(names: AlignedNames) -> float:
    """Return the share of pairs that stand out of order."""
    return names.alignment.order / max(1, len(names.pairs) - 1)


def single_token(names: AlignedNames) -> float:
    """Return 1 if a single token stands for a name of several, words that only describe it not
    counted.
    """
    return float(len(names.pairs) == 1 and (names.query_left.has_name or names.alias_left.has_name))


def conflicting_legal_forms(names: AlignedNames) -> float:
    """Return 1 if both have a legal form and the two are of different sorts: a limited company, a
    joint-stock company; *Company* and *Corporation* are of any sort.
    """
    return float(names.alignment.forms_differ)


AGAINST, FOR = -1, 1  # the sign that the fit keeps a feature's weight to
EVERY_KIND = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Feature:
    """One number that the model weighs, 0 where there is nothing to say.

    `sign`: whether it speaks `AGAINST` two names being one or `FOR` it. `kinds`: the kinds of name
    that it is computed for; it is 0 for others.
    """

    compute: Callable[[AlignedNames], float]
    sign: int = AGAINST
    kinds: tuple[Kind, ...] = EVERY_KIND

    @property
    def name(self) -> str:
        """What the learned files call it."""
        return self.compute.__name__

    @property
    def doc(self) -> str:
        """What it measures, in one line for people to read."""
        return " ".join((self.compute.__doc__ or "").removeprefix("Return ").split())


FEATURES = (
    Feature(paired.mean_dissimilarity),
    Feature(paired.spelling_dissimilarity),
    Feature(paired.stem_dissimilarity),
    Feature(paired.max_dissimilarity),
    Feature(paired.excess_dissimilarity),
    Feature(paired.first_letter_mismatch),
    Feature(paired.distinct_known_names),
    Feature(paired.query_name_frequency),
    Feature(unmatched.query_unmatched_share),
    Feature(unmatched.alias_unmatched_share),
    Feature(unmatched.query_unmatched_rarity),
    Feature(unmatched.alias_unmatched_rarity),
    Feature(unmatched.both_unmatched),
    Feature(unmatched.missing_first_component, kinds=(Kind.PERSON,)),
    Feature(unmatched.unmatched_affixes),
    Feature(unmatched.unmatched_patronymics),
    Feature(unmatched.contradicting_components),
    Feature(initials),
    Feature(paired.conflicting_names),
    Feature(unmatched.missing_surname),
    Feature(shortness),
    Feature(commonness_in_table),
    Feature(popularity),
    Feature(reordered),
    Feature(single_token),
    Feature(unmatched.unmatched_numbers),
    Feature(unmatched.unmatched_place_names, kinds=(Kind.PLACE, Kind.ORG)),
    Feature(conflicting_legal_forms),
)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)


def _not_of_this_kind(_: AlignedNames) -> float:
    return 0.0


_OF_KIND = {
    kind: tuple(f.compute if kind in f.kinds else _not_of_this_kind for f in FEATURES) for kind in Kind
}


def extract_features(alignment: Alignment, kind: Kind, context: Context) -> tuple[float, ...]:
    """Return the values of `FEATURES`, in their order, for an alignment of two names of *kind*."""
    names = AlignedNames(alignment, kind, context)
    return tuple([compute(names) for compute in _OF_KIND[kind]])
