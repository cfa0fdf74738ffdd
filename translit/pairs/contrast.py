"""How two tokens differ: by letters, by sound, by consonants, at either end."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein, Postfix, Prefix

from translit.names.belarusian import russian_form
from translit.names.endings import differ_by_suffix_class
from translit.names.rarity import is_known
from translit.names.roles import NamePart
from translit.pairs.first_letters import token_first_letter_dissimilarity
from translit.pairs.similarity import sound_cost, stem_dissimilarity
from translit.writing.language_facts import language_facts
from translit.writing.sound import consonants, skeleton, sound
from translit.writing.spelling import top_romanizations

MIN_GENDER_STEM = 2  # letters before the endings of a man's and a woman's name: Ivo, Iva
MAX_GENDER_ENDING = 5  # letters of such an ending: Henriette
READINGS = 3  # of a token of another script that are compared; the nearest counts


class Contrast(NamedTuple):
    """How two tokens differ; the values of two that do not differ are the defaults."""

    letter_edits: float = 0.0
    sound_cost: float = 0.0  # learned cost of the edits between the sounds, in letters
    skeleton_edits: float = 0.0  # consonants, kindred ones as one
    skeleton_substitutions: float = 0.0  # consonants for others not kindred: k for m, not k for h
    consonant_edits: float = 0.0
    first_letter: float = 0.0  # 1: not kindred consonants; 0.5: one has a consonant more
    common_start: float = 1.0  # share of the shorter one's sounds that both begin with
    common_end: float = 1.0  # … that both end in
    gender: float = 0.0  # 1 if an ending tells a man from a woman: Mario, Maria; Daniel, Daniela
    stem_dissimilarity: float = 0.0  # before an ending that many surnames have
    suffix_class: float = 0.0  # 1 if one stem has the endings of two surnames: Medvedev, Medvedchuk

    @property
    def size(self) -> tuple[float, float, float]:
        """What readings are ordered by, the nearest first."""
        edits = self.skeleton_edits + self.sound_cost + self.skeleton_substitutions
        return edits, self.letter_edits, -self.common_start


NO_CONTRAST = Contrast()


def contrast_of(query: NamePart, alias: NamePart) -> Contrast:
    """Return how the tokens of a pair differ.

    Of a query's token in another script, how the nearest of its likeliest readings does.
    """
    if not query.native or alias.native:
        return contrast(query.token, alias.token)
    return _nearest_reading(query.native, query.token, alias.token)


def _nearest_reading(native: str, token: str, alias: str) -> Contrast:
    readings = dict.fromkeys((token, *filter(None, top_romanizations(native, READINGS))))
    return min([contrast(reading, alias) for reading in readings], key=lambda found: found.size)


@lru_cache(maxsize=4_096)  # 2 MB
def contrast(x: str, y: str) -> Contrast:
    """Return how two Latin tokens differ; a Belarusian spelling as the Russian one if that is
    nearer.

    >>> contrast("kuzmin", "kuzyakin").skeleton_edits, contrast("qadhafi", "gaddafi").skeleton_edits
    (1.0, 0.0)
    >>> contrast("mario", "maria").gender
    1.0
    """
    found = _contrast(x, y)
    russian = russian_form(x), russian_form(y)
    if russian == (x, y):
        return found
    return min(found, _contrast(*russian), key=lambda one: one.size)


def _contrast(x: str, y: str) -> Contrast:
    sound_x, sound_y = sound(x), sound(y)
    skeleton_x, skeleton_y = skeleton(x), skeleton(y)
    shorter = min(len(sound_x), len(sound_y)) or 1
    substitutions = sum([edit.tag == "replace" for edit in Levenshtein.editops(skeleton_x, skeleton_y)])
    return Contrast(
        letter_edits=float(OSA.distance(x, y)),
        sound_cost=sound_cost(sound_x, sound_y),
        skeleton_edits=float(OSA.distance(skeleton_x, skeleton_y)),
        skeleton_substitutions=float(substitutions),
        consonant_edits=float(Levenshtein.distance(consonants(x), consonants(y))),
        first_letter=token_first_letter_dissimilarity(x, y),
        common_start=Prefix.similarity(sound_x, sound_y) / shorter,
        common_end=Postfix.similarity(sound_x, sound_y) / shorter,
        gender=float(_differ_in_gender(x, y)),
        stem_dissimilarity=stem_dissimilarity(x, y),
        suffix_class=float(differ_by_suffix_class(x, y)),
    )


def _differ_in_gender(x: str, y: str) -> bool:
    """Whether two given names are one but for the endings of a man's and a woman's: o or a, a more,
    o or ko.
    """
    common = Prefix.similarity(x, y)
    endings = (x[common:], y[common:])
    if common >= MIN_GENDER_STEM and max(map(len, endings)) <= MAX_GENDER_ENDING:
        pairs = language_facts().given_gender_endings
        is_pair = endings in pairs or endings[::-1] in pairs
        # Denis, Denise; but Hissène may be without its last letter
        return is_pair and (all(endings) or (is_known(x) and is_known(y)))
    return False
