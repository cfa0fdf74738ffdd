"""The features that each role of a name has: the family name, given names, words that describe."""

from __future__ import annotations

from translit.model import Kind
from translit.pairs.feature import AGAINST, EITHER, FOR, Feature, Field
from translit.pairs.feature_values import NATS


def of_role(name: str, of: str, what: str, kinds: frozenset[Kind]) -> tuple[Feature, ...]:
    """Return the features that every role has; *of*: its evidence in `AlignedNames`, *what*: its
    tokens, as the documentation says.
    """
    return (
        Feature(
            f"{name}_max_dissimilarity", Field(f"{of}.max_dissimilarity"), AGAINST, kinds,
            f"dissimilarity of the pair of {what} that differs most",
        ),
        Feature(
            f"{name}_letter_edits", Field(f"{of}.letter_edits"), AGAINST, kinds,
            f"letters edited in all pairs of {what}",
        ),
        Feature(
            f"{name}_sound_cost", Field(f"{of}.sound_cost"), AGAINST, kinds,
            f"the same by sound, each edit at its learned cost: {what}",
        ),
        Feature(
            f"{name}_skeleton_edits", Field(f"{of}.skeleton_edits"), AGAINST, kinds,
            f"consonants edited, kindred ones as one: {what}",
        ),
        Feature(
            f"{name}_skeleton_substitutions", Field(f"{of}.skeleton_substitutions"), AGAINST, kinds,
            f"consonants exchanged for others that no romanization makes of them: {what}",
        ),
        Feature(
            f"{name}_consonant_edits", Field(f"{of}.contrast.consonant_edits"), AGAINST, kinds,
            f"consonants edited in the pair of {what} that differs most",
        ),
        Feature(
            f"{name}_distinct_names", Field(f"{of}.distinct_names"), AGAINST, kinds,
            f"pairs of {what} that differ and are both known as names of their own",
        ),
        Feature(
            f"{name}_both_left", Field(f"{of}.n_both_left"), AGAINST, kinds,
            f"{what} that each side has and the other lacks",
        ),
        Feature(
            f"{name}_query_left", Field(f"{of}.n_query_left"), EITHER, kinds,
            f"{what} of the query that the alias lacks",
        ),
        Feature(
            f"{name}_alias_left", Field(f"{of}.n_alias_left"), EITHER, kinds,
            f"{what} of the alias that the query lacks",
        ),
    )  # fmt: skip


def of_main_role(name: str, of: str, what: str, kinds: frozenset[Kind]) -> tuple[Feature, ...]:
    """Return the features of a role that names are told apart by."""
    return (
        *of_role(name, of, what, kinds),
        Feature(
            f"{name}_first_letter", Field(f"{of}.contrast.first_letter"), AGAINST, kinds,
            f"beginnings, not kindred, of the pair of {what} that differs most",
        ),
        Feature(
            f"{name}_common_start", Field(f"{of}.contrast.common_start"), FOR, kinds,
            f"share of the sounds of that pair that both begin with: {what}",
        ),
        Feature(
            f"{name}_common_end", Field(f"{of}.contrast.common_end"), FOR, kinds,
            f"share of the sounds of that pair that both end in: {what}",
        ),
        Feature(
            f"{name}_shorter_letters", Field(f"{of}.shorter_letters"), EITHER, kinds,
            f"letters of the shorter token of that pair: {what}",
        ),
        Feature(
            f"{name}_name_frequency", Field(f"{of}.name_frequency"), AGAINST, kinds,
            f"how frequent the tokens of two known {what} are",
        ),
        Feature(
            f"{name}_agreement", Field(f"{of}.agreement", NATS), FOR, kinds,
            f"rarity of {what} that agree, in tens of nats",
        ),
        Feature(
            f"{name}_query_rarity", Field(f"{of}.nats_query_left", NATS), EITHER, kinds,
            f"rarity of {what} that only the query has, in tens of nats", where="has_leftovers",
        ),
        Feature(
            f"{name}_alias_rarity", Field(f"{of}.nats_alias_left", NATS), EITHER, kinds,
            f"rarity of {what} that only the alias has, in tens of nats", where="has_leftovers",
        ),
        Feature(f"{name}_pairs", Field(f"{of}.n_pairs"), EITHER, kinds, f"pairs of {what}"),
        Feature(
            f"{name}_same", Field(f"{of}.n_same"), FOR, kinds, f"pairs of {what} known to be the same"
        ),
    )  # fmt: skip
