"""Two aligned names, summed up once and by role for the features that read them."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from rapidfuzz.distance import OSA

from translit.model import Kind
from translit.names.numerals import is_number, number_of
from translit.names.rarity import is_city, is_first_name, place_of, rarities
from translit.names.roles import NamePart, Role
from translit.names.transcriptions import TRANSCRIPTIONS
from translit.pairs.alignment import Alignment, is_bare_surname, is_variant, of_places
from translit.pairs.contrast import contrast_of
from translit.pairs.relation import EQUAL, Pair, Relation
from translit.pairs.role_evidence import Leftovers, RoleEvidence
from translit.writing.arabic_letters import arabic_letters
from translit.writing.language_facts import language_facts

INITIAL_NATS = 2.0  # that an initial tells: one name in eight begins with a usual letter
# of a letter of its name that a letter of a word counts by which an organisation is described
DESCRIPTOR_WEIGHT = 0.35
MAX_DESCRIPTOR_NATS = 3.0  # that such a word tells
# letters of an organisation's token that is rather an acronym than a misspelling: VTB, VEB
MAX_ACRONYM = 3
NATIVE_NAME = 0.5  # of a pair of two known names counts one whose query is in another script
# tokens of an organisation that are less than its name
DESCRIBING = frozenset({Role.GENERIC, Role.PARTICLE, Role.LEGAL})
BESIDE_THE_NAME = frozenset({Role.TITLE, Role.LEGAL})  # tokens that are not the name itself
CONFLICTS = frozenset({Relation.CONFLICT, Relation.OTHER_GENDER})  # names known to be two
# what tokens are to each other by a table or a rule, so that their letters are not compared
LISTED_RELATIONS = frozenset(
    {Relation.NICKNAME, Relation.COGNATE, Relation.INFLECTED, Relation.GENDERED, Relation.ROMANIZED}
)
TOLD_BY_TABLE = LISTED_RELATIONS | EQUAL  # whose letters say nothing


class Context(NamedTuple):
    """What two names stand among.

    *n_names*: how many entities the table has that one of them was picked from: the more there are,
    the likelier one agrees by chance. None: somebody gives two names and asks; there is no table.
    """

    n_names: int | None = None

    @property
    def nats(self) -> float:
        """What is to be told to single out one name of the table; -1 without one."""
        return -1.0 if self.n_names is None else log(max(1, self.n_names))


TWO_NAMES = Context(None)


class AlignedNames:
    """What features read of an alignment of two names of one *kind*, each of it computed once.

    To be read only. The alignment has at least one pair.

    - `main`: a person's family name; the distinctive words of other kinds. `given`: given names.
      `aside`: a patronymic; the words by which an organisation is described.
    - `agreement`: how rare what both names have is, in nats, less what differs in it.
    - `letters`: of all pairs, the longer token of each; initials left out. `paired_letters`: with
      them.
    - `dissimilar_letters`: those times the dissimilarity of each pair.
    - `query_left`, `alias_left`: the tokens that only one of the names has; `has_leftovers`:
      whether there are any.
    """

    __slots__ = (
        *("_frequencies", "_is_org", "_is_person", "_of_people", "_unknown_nats", "agreement"),
        *("alias_left", "alignment", "aside", "context", "dissimilar_letters", "distinctive_agreement"),
        *("given", "has_leftovers", "is_acronym", "is_bare_surname", "is_variant", "kind", "letter_edits"),
        *(
            "known_transcription",
            "letters",
            "main",
            "max_native_dissimilarity",
            "max_spelling_dissimilarity",
            "n_case_forms",
        ),
        *("n_conflicts", "n_gendered", "n_initials", "n_inner_acronyms", "n_nicknames"),
        *("n_place_conflicts", "n_two_genders", "other_transcription", "paired_letters", "query_left"),
        "script",
        "spelling_dissimilarity",
    )

    def __init__(self, alignment: Alignment, kind: Kind, context: Context = TWO_NAMES) -> None:
        if kind is Kind.PLACE:
            alignment = of_places(alignment)
        self.alignment = alignment
        self.kind = kind
        self.context = context
        self._is_person, self._is_org = kind is Kind.PERSON, kind is Kind.ORG
        self._frequencies, self._unknown_nats = rarities(kind)
        self._of_people = self._frequencies if self._is_person else rarities(Kind.PERSON)[0]
        self.main, self.given, self.aside = RoleEvidence(), RoleEvidence(), RoleEvidence()
        self.script = alignment.script
        self.is_bare_surname = is_bare_surname(alignment)
        self.is_variant = is_variant(alignment)
        self.n_initials = self.n_conflicts = self.n_nicknames = self.n_case_forms = self.n_gendered = 0
        self.n_place_conflicts = 0  # pairs of the words for two places
        self.n_inner_acronyms = 0  # initial letters that stand for some words of the other name
        self.distinctive_agreement = 0.0  # rarity of what agrees and is no place, of words of the name
        self.n_two_genders = int(alignment.genders_differ)  # pairs of a man's and a woman's name
        self.agreement = self.letters = self.paired_letters = self.dissimilar_letters = 0.0
        self.letter_edits = self.spelling_dissimilarity = self.max_spelling_dissimilarity = 0.0
        self.max_native_dissimilarity = 0.0
        self.known_transcription = self.other_transcription = 0.0
        self.has_leftovers = bool(alignment.query_left or alignment.alias_left)
        is_whole = len(alignment.pairs) == 1 and not self.has_leftovers
        self.is_acronym = is_whole and alignment.pairs[0].relation is Relation.ACRONYM
        self._add_pairs(alignment.pairs)
        self.query_left = self._leftovers(alignment.query_left, True)
        self.alias_left = self._leftovers(alignment.alias_left, False)

    @property
    def is_known_word(self) -> bool:
        """Whether the query is one word, known as a name of its own, and the alias is spelled
        otherwise: Pellegrini, Pellegrino; Bernie, which is a case form of Bern as well.
        """
        if len(self.alignment.pairs) != 1 or self.alignment.query_left:
            return False
        query, _, relation, _ = self.alignment.pairs[0]
        if relation is Relation.INFLECTED:
            return not self._is_person and is_first_name(query.token)
        is_similar = relation not in EQUAL and relation not in LISTED_RELATIONS
        return bool(is_similar and self._is_name(query.token))

    def of_role(self, query: Role, alias: Role) -> RoleEvidence:
        """Return what a pair of tokens of these roles is evidence of."""
        if not self._is_person:
            return self.aside if query in DESCRIBING or alias in DESCRIBING else self.main
        if query is Role.FAMILY or alias is Role.FAMILY:
            return self.main
        return self.aside if query is Role.PATRONYMIC or alias is Role.PATRONYMIC else self.given

    def _add_pairs(self, pairs: tuple[Pair, ...]) -> None:
        seen: set[str] = set()
        for pair in pairs:
            query, alias, relation, similarity = pair.query, pair.alias, pair.relation, pair.similarity
            if len(pairs) > 1 and query.role in BESIDE_THE_NAME and alias.role in BESIDE_THE_NAME:
                continue
            longer = float(max(len(query.token), len(alias.token)))
            if self._is_org and (query.role in DESCRIBING or alias.role in DESCRIBING):
                longer *= DESCRIPTOR_WEIGHT
            self.paired_letters += longer
            if relation is Relation.INITIAL:
                self.n_initials += 1
                self.agreement += INITIAL_NATS
                continue
            self.letters += longer
            if relation is Relation.ACRONYM and not self.is_acronym:
                self.n_inner_acronyms += 1
                self.agreement += INITIAL_NATS * len(query.token)
                continue
            evidence = self.of_role(query.role, alias.role)
            evidence.n_pairs += 1
            are_two_places = self._are_two_places(query.token, alias.token)
            self.n_place_conflicts += are_two_places
            if alias.token not in seen and not are_two_places:
                seen.add(alias.token)
                nats = max(0.0, 2 * similarity - 1) * min(self._nats(query), self._nats(alias))
                self.agreement += nats
                evidence.agreement += nats
                if evidence is self.main and not place_of(alias.token):
                    self.distinctive_agreement += nats
            if _are_comparable(query, alias) and relation not in TOLD_BY_TABLE:
                distance = OSA.normalized_distance(_letters(query), _letters(alias))
                self.max_native_dissimilarity = max(self.max_native_dissimilarity, distance)
            if relation in EQUAL:
                evidence.n_same += 1
                continue
            self.dissimilar_letters += (1 - similarity) * longer
            if relation in LISTED_RELATIONS:
                self._add_listed(relation)
                evidence.max_dissimilarity = max(evidence.max_dissimilarity, 1 - similarity)
            else:
                self._add_compared(pair, evidence)

    def _add_listed(self, relation: Relation) -> None:
        if relation is Relation.INFLECTED:
            self.n_case_forms += 1
        elif relation is Relation.GENDERED:
            self.n_gendered += 1
        elif relation is not Relation.ROMANIZED:
            self.n_nicknames += 1

    def _add_compared(self, pair: Pair, evidence: RoleEvidence) -> None:
        """Add a pair of tokens that are similar and nothing more, or known to be of two names."""
        query, alias, relation, similarity = pair.query, pair.alias, pair.relation, pair.similarity
        contrast = contrast_of(query, alias)
        if relation is Relation.CONFLICT or relation is Relation.OTHER_GENDER:
            contrast = contrast._replace(gender=0.0)  # the table knows of whom they are
            self.n_two_genders += relation is Relation.OTHER_GENDER
        self.letter_edits += contrast.letter_edits
        is_short = self._is_org and len(query.token) == len(alias.token) <= MAX_ACRONYM
        self.n_conflicts += relation in CONFLICTS or is_short
        if query.native and not alias.native:
            self.spelling_dissimilarity += 1 - similarity
            self.max_spelling_dissimilarity = max(self.max_spelling_dissimilarity, 1 - similarity)
        is_known = self._is_name(alias.token) and (bool(query.native) or self._is_name(query.token))
        if is_known and (contrast.consonant_edits or self._are_two_cities(query.token, alias.token)):
            evidence.distinct_names += NATIVE_NAME if query.native else 1.0
            unknown = self._unknown_nats
            of_query, of_alias = (self._frequencies.get(part.token, unknown) for part in (query, alias))
            evidence.name_frequency = max(evidence.name_frequency, unknown - min(of_query, of_alias))
        # what sounds alike is told apart by no ear: Anderson, Andersson
        if self._is_person and evidence is not self.aside and (query.native or contrast.sound_cost):
            self._add_transcriptions(query, alias, evidence)
        evidence.add(contrast, 1 - similarity, min(len(query.token), len(alias.token)))

    def _add_transcriptions(self, query: NamePart, alias: NamePart, evidence: RoleEvidence) -> None:
        """Add how other languages write the words: two in Latin letters in two ways or in one; a
        native one of the query in the way that is known of the Latin one or in another.
        """
        if not query.native:
            apart = TRANSCRIPTIONS.are_two(query.token, alias.token)
            evidence.two_transcriptions = max(evidence.two_transcriptions, apart)
        elif not alias.native:
            form = _letters(query)
            share = TRANSCRIPTIONS.share(alias.token, query.script, form)
            other = TRANSCRIPTIONS.others(alias.token, query.script, form)
            self.known_transcription = max(self.known_transcription, share)
            self.other_transcription = max(self.other_transcription, other)

    def _nats(self, part: NamePart) -> float:
        """Return how rare *part* is among names of the kind, in nats."""
        nats = self._frequencies.get(part.token, self._unknown_nats)
        is_descriptor = self._is_org and part.role in DESCRIBING
        return min(nats, MAX_DESCRIPTOR_NATS) if is_descriptor else nats

    def _is_name(self, token: str) -> bool:
        """Whether *token* was met as a name, among those of the kind or of the people and cities
        they are called after.
        """
        if token in self._frequencies or token in self._of_people:
            return True
        return not self._is_person and bool(place_of(token) or is_city(token))

    def _are_two_places(self, query: str, alias: str) -> bool:
        """Whether the words are of two places, in a name of which they are what tells it apart."""
        if self._is_person:
            return False
        one, other = place_of(query), place_of(alias)
        return bool(one and other) and one != other

    def _are_two_cities(self, query: str, alias: str) -> bool:
        """Whether the words, which differ by vowels, are of two cities: Romsey, Ramsey."""
        return not self._is_person and is_city(query) and is_city(alias)

    def _leftovers(self, parts: Sequence[NamePart], of_query: bool) -> Leftovers:  # as C has it
        """Sum up the *parts* that nothing in the other name stands for."""
        left = Leftovers()
        for part in parts:
            role = part.role
            if role is Role.INITIAL:
                left.n_initials += 1
                left.letters += 1.0
            elif role is Role.PARTICLE:
                left.n_particles += 1
            elif role is Role.SUFFIX:
                left.n_suffixes += 1
            elif role is Role.TITLE:
                continue  # says nothing of who is meant, but for a gender
            elif role is Role.LEGAL or role is Role.ACRONYM:
                left.n_affixes += 1
            elif is_number(part.token) or (not self._is_person and _is_designation(part.token)):
                left.n_numbers += 1
            else:
                self._add_left(part, left, of_query)
        return left

    def _add_left(self, part: NamePart, left: Leftovers, of_query: bool) -> None:
        role = part.role
        if not self._is_person and place_of(part.token):
            left.n_places += 1
        if self._is_org and part.token in language_facts().trades:
            left.n_trades += 1
        if role is not Role.PATRONYMIC:
            weight = DESCRIPTOR_WEIGHT if self._is_org and role in DESCRIBING else 1.0
            left.letters += len(part.token) * weight
        evidence = self.of_role(role, role)
        if of_query:
            evidence.n_query_left += 1
            evidence.nats_query_left += self._nats(part)
        else:
            evidence.n_alias_left += 1
            evidence.nats_alias_left += self._nats(part)


def _is_designation(token: str) -> bool:
    """Whether *token* tells units of one name apart: Fund Two, Series B."""
    return len(token) == 1 or bool(number_of(token))


def _are_comparable(query: NamePart, alias: NamePart) -> bool:
    """Whether two tokens can be compared sign by sign."""
    return bool((query.native and alias.native) or (query.marks and alias.marks))


def _letters(part: NamePart) -> str:
    return arabic_letters(part.native) if part.script == "Arab" else part.native or part.marks
