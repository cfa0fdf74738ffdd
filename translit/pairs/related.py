"""What the tokens of two names are to each other, each pair of them asked once for a query."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.native_token import NativeToken
from translit.pairs.relation import Pair
from translit.pairs.relations import relate_latin, relate_native, unrelated
from translit.pairs.spelled import SpellingSimilarities


class OfToken(dict[NamePart, Pair | None]):
    """What a token of a query is to others, each asked once."""

    def __init__(self, a: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities) -> None:
        super().__init__()
        self._part = a
        self._lexicon = lexicon
        self._native = NativeToken(a, lexicon, spelled) if a.native else None

    def __missing__(self, b: NamePart) -> Pair | None:
        native = self._native
        pair = self[b] = (
            relate_latin(self._part, b, self._lexicon) if native is None else relate_native(native, b)
        )
        return pair

    def rule_out(self, others: Sequence[NamePart]) -> None:
        """Enter that it has nothing to do with those of *others* that are unlike it, all at once:
        of many few are not. What is left is asked when it is needed.
        """
        if self._native is not None:
            missing = [b for b in others if b not in self]
            self.update(dict.fromkeys(unrelated(self._native, missing)))


Related = dict[NamePart, OfToken]  # by the token of the query


def related_tokens(
    a: NamePart,
    alias: Sequence[NamePart],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> list[Pair | None]:
    """Return what token *a* of a query is to each token of *alias*, by *related* where it knows."""
    of_a = of_token(a, lexicon, spelled, related)
    return [of_a[b] for b in alias]


def of_token(a: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities, related: Related) -> OfToken:
    """Return what is known of token *a* of a query."""
    found = related.get(a)
    if found is None:
        found = related[a] = OfToken(a, lexicon, spelled)
    return found


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
