"""What the tokens of two names are to each other, each pair of them asked once for a query."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.relation import Pair
from translit.pairs.relations import relate_to_all
from translit.pairs.spelled import SpellingSimilarities

# what `relate` says of two tokens, by that of the query and that of the alias
Related = dict[NamePart, dict[NamePart, Pair | None]]


def related_tokens(
    a: NamePart,
    alias: Sequence[NamePart],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> list[Pair | None]:
    """Return what token *a* of a query is to each token of *alias*, by *related* where it knows."""
    of_a = related.get(a)
    if of_a is None:
        of_a = related[a] = {}
    missing = [b for b in alias if b not in of_a]
    if missing:
        of_a.update(zip(missing, relate_to_all(a, missing, lexicon, spelled), strict=True))
    return [of_a[b] for b in alias]


def shared_letters(
    query: Sequence[NamePart],
    alias: Sequence[NamePart],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> float:
    """Return which share of the letters of two names is alike, 0 to 1, each token compared with the
    likest one of the other name.

    About what an alignment finds at most, in a part of its time: it pairs each token once.
    """
    best_of_alias = [0.0] * len(alias)
    alike = letters = 0.0
    for a in query:
        best = 0.0
        for j, pair in enumerate(related_tokens(a, alias, lexicon, spelled, related)):
            if pair is not None:
                best = max(best, pair.similarity)
                best_of_alias[j] = max(best_of_alias[j], pair.similarity)
        alike += best * len(a.token)
        letters += len(a.token)
    for b, best in zip(alias, best_of_alias, strict=True):
        alike += best * len(b.token)
        letters += len(b.token)
    return alike / (letters or 1.0)
