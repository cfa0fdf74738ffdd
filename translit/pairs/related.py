"""What the tokens of two names are to each other, each pair of them asked once for a query."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.relation import Pair
from translit.pairs.relations import relation_to
from translit.pairs.spelled import SpellingSimilarities


class OfToken(dict[NamePart, Pair | None]):
    """What a token of a query is to others, each asked once."""

    def __init__(self, a: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities) -> None:
        super().__init__()
        self._relate = relation_to(a, lexicon, spelled)

    def __missing__(self, b: NamePart) -> Pair | None:
        pair = self[b] = self._relate(b)
        return pair


Related = dict[NamePart, OfToken]  # by the token of the query


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
        of_a = related[a] = OfToken(a, lexicon, spelled)
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
