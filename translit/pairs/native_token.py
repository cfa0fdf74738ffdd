"""What a token that is not in Latin letters is to one that is."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.listed_relations import MIN_STEM, conflict, lexicon_relation
from translit.pairs.relation import SIMILARITY, Relation
from translit.pairs.similarity import may_be_similar, similar_tokens, token_similarity
from translit.pairs.spelled import SpellingSimilarities, of_native, readings_and_forms
from translit.writing.sound import sound

# how far the likeliest reading of a native token can be trusted to be what somebody wrote
READING_TRUST = 0.95


class NativeToken:
    """A token that is not in Latin letters, with all that Latin ones are compared with: what its
    letters and those of its base forms cost as each, its likeliest reading.
    """

    __slots__ = ("_base_forms", "_forms", "_nominatives", "_readings", "_similarities", "lexicon", "part")

    def __init__(self, part: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities) -> None:
        self.part = part
        self.lexicon = lexicon
        self._similarities = of_native(part.native, spelled)
        self._readings, self._base_forms = readings_and_forms(part, lexicon)
        self._forms = [(form.token, of_native(form.native, spelled)) for form in self._base_forms]
        self._nominatives: frozenset[str] | None = None

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

    def similarities(self, tokens: Sequence[str]) -> list[float]:
        """Return how similar it is to each of *tokens* in Latin letters, all at once: as `relation`
        has it, or less where that is below `MIN_SIMILARITY`.

        Of many tokens few are like a reading or in a table, and only those are asked one by one.
        """
        near = {token for reading in self._readings for token in similar_tokens(reading, tokens)}
        forms, listed = [self.part.token, *(form for form, _ in self._forms)], self.lexicon.tokens
        stems = {form[:MIN_STEM] for form in forms}
        if not listed.isdisjoint(forms):
            near.update(listed.intersection(tokens))
        own, certain = self._similarities, SIMILARITY[Relation.INFLECTED]
        found = []
        for token in tokens:
            if token in near or token[:MIN_STEM] in stems:
                found.append(self.relation(token)[1])
            else:
                similarity = own[token]
                for _, of_form in self._forms:
                    similarity = max(similarity, of_form[token] * certain)
                found.append(similarity)
        return found

    def may_be_inflected(self, nominative: NamePart) -> bool:
        """Whether it is, letter by letter or by sound, a case form of a *nominative* that is not in
        Latin letters either.
        """
        if self._nominatives is None:
            forms = self._base_forms
            natives, sounds = (form.native for form in forms), (sound(form.token) for form in forms)
            self._nominatives = frozenset((*natives, *sounds))
        return nominative.native in self._nominatives or sound(nominative.token) in self._nominatives
