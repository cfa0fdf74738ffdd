"""What one token is to another: the same, an equivalent, a case form, alike."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from translit.names.belarusian import russian_form
from translit.names.compounds import divided
from translit.names.fathers import fathers
from translit.names.lexicon import Lexicon
from translit.names.numerals import is_number, number_of
from translit.names.roles import NamePart, Role
from translit.pairs.listed_relations import conflict, lexicon_relation, overlap
from translit.pairs.native_token import NativeToken
from translit.pairs.relation import SIMILARITY, Pair, Relation
from translit.pairs.similarity import (
    MIN_SIMILARITY,
    compound_similarity,
    stem_dissimilarity,
    token_similarity,
)
from translit.pairs.spelled import SpellingSimilarities, native_forms, price
from translit.writing.keys import han_characters
from translit.writing.scripts import ABJADS
from translit.writing.semitic import cognate_similarity
from translit.writing.sound import VOWELS, consonants, sound

MIN_LETTER_SIMILARITY = 0.25  # similarity by letters below which two tokens, of more than …
MAX_SHORT = 2  # … letters, are not one however they sound: committee, security
# the same of two spellings of which one is read as Belarusian
BELARUSIAN_TRUST = 0.97
GUESSED = frozenset({Relation.ALIKE, Relation.SOUND})
MAX_SHORT_FORM = 4  # letters of a legal form that is met in one spelling only
COMPOUND_HEADS = ("abd", "abu")  # Servant and father: of two names they make two
# similarity from which on two names of God may be spellings of one: Aziz, Asis
MIN_SAME_DIVINE_NAME = 0.75
# what is alike in its ending, and need not be one
DECIDED_BY_STEM = frozenset({Role.PATRONYMIC, Role.SUFFIX})
MIN_SHARED_SOUNDS = 2  # sounds that case forms of one name begin with


def relate(a: NamePart, b: NamePart, lexicon: Lexicon, spelled: SpellingSimilarities) -> Pair | None:
    """Say what token *a* is to token *b*, or None if they have nothing to do with each other."""
    return relate_native(NativeToken(a, lexicon, spelled), b) if a.native else relate_latin(a, b, lexicon)


def relate_native(native: NativeToken, b: NamePart) -> Pair | None:
    """`relate` for a token that is not in Latin letters."""
    return _relate_natives(native, b) if b.native else _relate_across(native, b)


def _relate_across(native: NativeToken, b: NamePart) -> Pair | None:
    """`relate` for a native token and a Latin one."""
    a = native.part
    if a.role is Role.INITIAL or b.role is Role.INITIAL:
        return _by_initial(a, b)
    if a.token == b.token:
        return Pair(a, b, Relation.SAME, 1.0)
    if _are_of_one_father(a, b, native.lexicon):
        return Pair(a, b, Relation.GIVEN_NAME, SIMILARITY[Relation.GIVEN_NAME])
    relation, similarity = native.relation(b.token)
    return Pair(a, b, relation, similarity) if similarity >= MIN_SIMILARITY else None


def native_similarities(
    word: NamePart, others: Sequence[NamePart], lexicon: Lexicon, spelled: SpellingSimilarities
) -> list[float]:
    """Return how similar a *word* that is not in Latin letters is to each of *others*, 0 to 1, all
    at once: as `relate` has it, or less than `MIN_SIMILARITY` where that finds nothing.
    """
    latin = [] if word.role is Role.INITIAL else [part.token for part in others if _is_plain_latin(part)]
    price(native_forms((word,), lexicon), set(latin), spelled)
    native = NativeToken(word, lexicon, spelled)
    of_latin = iter(native.similarities(latin))
    found = []
    for part in others:
        if latin and _is_plain_latin(part):
            found.append(next(of_latin))
        else:
            pair = relate_native(native, part)
            found.append(pair.similarity if pair else 0.0)
    return found


def unrelated(native: NativeToken, others: Sequence[NamePart]) -> list[NamePart]:
    """Return those of *others*, in Latin letters, for which `relate` finds nothing, as far as that
    is seen of all at once: roles may make more of two tokens than they are.
    """
    if native.part.role is Role.INITIAL or native.part.role is Role.PATRONYMIC:
        return []
    latin = [part for part in others if _is_plain_latin(part)]
    similarities = native.similarities([part.token for part in latin])
    return [part for part, of in zip(latin, similarities, strict=True) if of < MIN_SIMILARITY]


def _is_plain_latin(part: NamePart) -> bool:
    return not part.native and part.role is not Role.INITIAL


def relate_latin(a: NamePart, b: NamePart, lexicon: Lexicon) -> Pair | None:
    """`relate` for two tokens in one script."""
    if a.token == b.token:
        if a.marks and b.marks and a.marks != b.marks:  # in Vietnamese two names: Hoa, Hòa
            similarity = max(MIN_SIMILARITY, OSA.normalized_similarity(a.marks, b.marks))
            return Pair(a, b, Relation.ALIKE, similarity)
        are_initials = (a.role is Role.ACRONYM) is not (b.role is Role.ACRONYM)
        return Pair(a, b, Relation.ACRONYM if are_initials else Relation.SAME, 1.0)
    if (number := number_of(a.token)) and number == number_of(b.token):
        return Pair(a, b, Relation.EQUIVALENT, 1.0)
    if a.role is Role.INITIAL or b.role is Role.INITIAL:
        return _by_initial(a, b)
    if _are_of_one_father(a, b, lexicon):
        return Pair(a, b, Relation.GIVEN_NAME, SIMILARITY[Relation.GIVEN_NAME])
    relation, similarity = _relation(a.token, b.token, lexicon)
    if relation in GUESSED and (_is_short_form(a) or _is_short_form(b)):
        return None  # LP is no misspelling
    if relation is None or (
        relation is Relation.ALIKE and a.role is b.role and a.role in DECIDED_BY_STEM and _differ(a, b)
    ):
        return None
    return Pair(a, b, relation, similarity)


def _are_of_one_father(a: NamePart, b: NamePart, lexicon: Lexicon) -> bool:
    """Whether two patronymics are made of one given name, in two languages or spellings."""
    if a.role is not Role.PATRONYMIC or b.role is not Role.PATRONYMIC:
        return False
    of_whom = lexicon.keeping[fathers]  # that of the query is asked for each candidate
    return not of_whom(a.token).isdisjoint(of_whom(b.token))


def _is_short_form(part: NamePart) -> bool:
    return part.role is Role.LEGAL and len(part.token) <= MAX_SHORT_FORM


def _differ(a: NamePart, b: NamePart) -> bool:
    """Whether two patronymics are of two fathers, or two generational suffixes two."""
    return a.role is Role.SUFFIX or stem_dissimilarity(a.token, b.token) > 1 - MIN_SIMILARITY


def _relate_natives(native: NativeToken, b: NamePart) -> Pair | None:
    """`relate` for two native tokens: as their Latin letters, but case forms by the endings of
    their own script, and Chinese characters one by one.
    """
    a = native.part
    if a.script == "Hani" == b.script:
        of_a, of_b = han_characters(a.native), han_characters(b.native)
        if of_a and of_b:
            return _relate_characters(a, b, of_a, of_b)
    pair = relate_latin(a, b, native.lexicon)
    certain = SIMILARITY[Relation.INFLECTED]
    if pair is not None and pair.similarity >= certain:
        return pair
    if a.script != b.script and a.script in ABJADS and b.script in ABJADS:
        cognate = cognate_similarity(a.native, b.native)
        if cognate >= MIN_SIMILARITY and (pair is None or cognate > pair.similarity):
            return Pair(a, b, Relation.SPELLED, cognate)
    return Pair(a, b, Relation.INFLECTED, certain) if native.may_be_inflected(b) else pair


def _relate_characters(a: NamePart, b: NamePart, of_a: str, of_b: str) -> Pair | None:
    """`relate` for two tokens in Chinese characters, however they are read."""
    if of_a == of_b:
        return Pair(a, b, Relation.SAME, 1.0)
    similarity = OSA.normalized_similarity(of_a, of_b)
    return Pair(a, b, Relation.ALIKE, similarity) if similarity >= MIN_SIMILARITY else None


def _by_initial(a: NamePart, b: NamePart) -> Pair | None:
    short, full = (a, b) if a.role is Role.INITIAL else (b, a)
    if full.role is Role.SUFFIX:
        return None
    return (
        Pair(a, b, Relation.INITIAL, SIMILARITY[Relation.INITIAL])
        if _begins(full.token, short.token)
        else None
    )


def _begins(token: str, initial: str) -> bool:
    """Whether *token* begins with the letters of *initial* or sounds so: J. may be Yulia, whose Yu
    may be Iu; neither is Ivan or Im.
    """
    if token.startswith(initial):
        return True
    if len(initial) > 1:
        return sound(token).startswith(sound(initial))
    if _is_glide(token) and _is_glide(initial):
        return True
    first_sound = sound(initial)[:1]
    return first_sound not in ("", "i") and sound(token)[:1] == first_sound


def _is_glide(token: str) -> bool:
    """Whether *token* begins with a j, y or i before a vowel, all of which are written for one
    sound.
    """
    return token[0] in "jy" or (token[0] == "i" and token[1:2] in VOWELS)


def _is_inflected(x: str, y: str, lexicon: Lexicon) -> bool:
    """Whether *y* is, letter by letter or by sound, a nominative that *x* may be a case form of."""
    sound_y = sound(y)
    if sound(x)[:MIN_SHARED_SOUNDS] != sound_y[:MIN_SHARED_SOUNDS]:
        return False  # an ending changes, not the beginning
    given = lexicon.given_names.get(y)
    return any(
        form.token == y
        or sound(form.token) == sound_y
        or (given and overlap(lexicon.given_names.get(form.token), given))
        for form in lexicon.base_forms(NamePart(x))
    )


def _relation(x: str, y: str, lexicon: Lexicon) -> tuple[Relation | None, float]:
    if OSA.normalized_similarity(x, y) >= MIN_LETTER_SIMILARITY or max(len(x), len(y)) <= MAX_SHORT:
        found: tuple[Relation | None, float] = lexicon.keeping[_similar_relation](x, y)
        return found
    if x not in lexicon.tokens or y not in lexicon.tokens or _are_numbers(x, y):
        return None, 0.0
    listed = lexicon_relation(x, y, lexicon)
    return (None, 0.0) if listed is None else (listed, SIMILARITY[listed])


def _similar_relation(x: str, y: str, lexicon: Lexicon) -> tuple[Relation | None, float]:
    if _are_numbers(x, y):
        return None, 0.0
    listed = lexicon_relation(x, y, lexicon)
    if listed is not None:
        return listed, SIMILARITY[listed]
    similarity = compound_similarity(x, y)
    russian = russian_form(x), russian_form(y)
    if russian != (x, y):
        similarity = max(similarity, compound_similarity(*russian) * BELARUSIAN_TRUST)
    if similarity < SIMILARITY[Relation.INFLECTED] and _is_inflected(x, y, lexicon):
        return Relation.INFLECTED, SIMILARITY[Relation.INFLECTED]
    if similarity < MIN_SIMILARITY:
        return None, 0.0
    if (x in lexicon.given_names and y in lexicon.given_names) or _differ_behind_head(x, y):
        return conflict(x, y, lexicon), similarity
    return (Relation.SOUND if similarity == SIMILARITY[Relation.SOUND] else Relation.ALIKE), similarity


def _are_numbers(x: str, y: str) -> bool:
    """Whether numbers stand in two tokens, which agree or do not."""
    return is_number(x) or is_number(y) or bool(number_of(x) and number_of(y))


def _differ_behind_head(x: str, y: str) -> bool:
    """Whether both are servants (Abd) of two names of God, or fathers (Abu) of two sons:
    Abdulrahman, Abdulrahim.
    """
    (made_x, of_x), (made_y, of_y) = divided(x), divided(y)
    return (
        made_x == made_y
        and made_x in COMPOUND_HEADS
        and consonants(of_x) != consonants(of_y)
        and token_similarity(of_x, of_y) < MIN_SAME_DIVINE_NAME
    )


def token_similarities(x: str, tokens: Sequence[str], lexicon: Lexicon) -> list[float]:
    """Return about how similar *x* is to each of *tokens*, 0 to 1, all at once: by letters, or as a
    table says.
    """
    found = [OSA.normalized_similarity(x, y) for y in tokens]
    if x in lexicon.tokens:
        for at, y in enumerate(tokens):
            if y in lexicon.tokens and (listed := lexicon_relation(x, y, lexicon)) is not None:
                found[at] = SIMILARITY[listed]
    return found
