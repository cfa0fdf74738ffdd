"""What a token that is not in Latin letters is to one that is."""

from __future__ import annotations

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.listed_relations import conflict, lexicon_relation
from translit.pairs.relation import SIMILARITY, Relation
from translit.pairs.similarity import may_be_similar, token_similarity
from translit.pairs.spelled import SpellingSimilarities, of_native, readings_and_forms

# how far the likeliest reading of a native token can be trusted to be what somebody wrote
READING_TRUST = 0.95


class NativeToken:
    """A token that is not in Latin letters, with all that Latin ones are compared with: what its
    letters and those of its base forms cost as each, its likeliest reading.
    """

    __slots__ = ("_forms", "_readings", "_similarities", "lexicon", "part")

    def __init__(self, part: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities) -> None:
        self.part = part
        self.lexicon = lexicon
        self._similarities = of_native(part.native, spelled)
        self._readings, forms = readings_and_forms(part, lexicon)
        self._forms = [(form.token, of_native(form.native, spelled)) for form in forms]

    def relation(self, token: str) -> tuple[Relation, float]:
        """Say what it is to a *token* in Latin letters, and how similar, 0 to 1."""
        own, lexicon = self.part.token, self.lexicon
        if own == token:
            return Relation.SAME, 1.0
        listed = lexicon_relation(own, token, lexicon)
        if listed is not None:
            return listed, SIMILARITY[listed]
        relation, similarity = Relation.SPELLED, self._similarities[token]
        for reading in self._readings:
            if similarity < READING_TRUST and may_be_similar(reading, token):
                similarity = max(similarity, token_similarity(reading, token) * READING_TRUST)
        for form, similarities in self._forms:
            listed = lexicon_relation(form, token, lexicon)
            nominative = SIMILARITY[listed] if listed else similarities[token]
            if nominative * SIMILARITY[Relation.INFLECTED] > similarity:
                relation, similarity = Relation.INFLECTED, nominative * SIMILARITY[Relation.INFLECTED]
        if relation is Relation.SPELLED and own in lexicon.given_names and token in lexicon.given_names:
            relation = conflict(own, token, lexicon)
        return relation, similarity
