"""Tell whether unknown words are a name of the table with one letter wrong, or only like one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache, partial
from itertools import islice, product
from math import log
from typing import NamedTuple

from translit.evidence import Stage, Step
from translit.index.hits import Hit
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.pairs.log_odds import log_odds
from translit.pairs.similarity import letter_edits
from translit.resolve.decide import Settings, decide
from translit.resolve.query import listed_as
from translit.resolve.scored import ScoredCandidate, explain_by
from translit.results import Match
from translit.text.dictionary import PhraseMatcher
from translit.text.prefilter import FuzzyPrefilter
from translit.text.tokenize import key_of
from translit.writing.scripts import script_of
from translit.writing.text import fold

MAX_EDITS = 1  # of letters: one left out, one more, another one, two turned
MAX_KEYS = 64  # of the words of a name, in their case forms, that are looked up
CACHED_WORDS = 16_384  # whose forms and neighbours are kept
MIN_LETTERS = 5  # of a single word with a letter wrong: shorter words are near too many
# The probability that a word one letter from a name of the table is a slip, before the weights of
# slips (`data/document.json`) and the document are added. A prior: nobody bears it as a name.
SLIP_SHARE = 0.9


class SlipKind(IntEnum):
    """What happened to a letter, from what makes other words least often."""

    TYPED = 0  # doubled, or turned with the next one
    LEFT_OUT = 1
    OTHER = 2  # another one in its place, or one more


class _Slip(NamedTuple):
    """An entity and its name that is meant if a letter is wrong; `is_form`: a case form of it."""

    entity: Entity
    alias: str
    is_form: bool
    kind: SlipKind

    def doubtful(self) -> tuple[bool, int]:
        """Return how much speaks against it, to compare."""
        return self.is_form, self.kind


# letters of a word that few others are near, by what happened to it
_MIN_LONG_LETTERS = {SlipKind.TYPED: 6, SlipKind.LEFT_OUT: 7, SlipKind.OTHER: 7}


class Misspellings:
    """Names of one table with one letter wrong."""

    def __init__(
        self,
        phrases: PhraseMatcher,
        cues: Cues,
        prefilter: FuzzyPrefilter,
        is_known: Callable[[str], bool],
        settings: Settings,
    ) -> None:
        self._phrases = phrases
        self._cues = cues
        self._prefilter = prefilter
        self._is_known = is_known  # whether a word, by its key, is a name of people or a city
        self._settings = settings
        self._forms = lru_cache(CACHED_WORDS)(self._read_forms)
        self._near = lru_cache(CACHED_WORDS)(self._read_near)

    def of_word(self, surface: str) -> tuple[Match | None, tuple[str, ...]]:
        """Return whom *surface*, an unknown word, means if one letter of it is wrong, and the
        weights of what speaks against it; (None, ()) if it is near no name of one word.

        Slips seldom hit the first letter, and the last one makes another form of a word, or
        another word: Italian is not Italy.
        """
        folded = key_of(surface)
        if len(folded) < MIN_LETTERS or self._is_known(folded):
            return None, ()
        forms = self._forms(surface)
        found: dict[str, _Slip] = {}
        for token in self._near(surface):
            if self._phrases.lengths.get(token, 0) & 2:
                for slip in self._slips_of(surface[0], forms, token):
                    found[slip.entity.id] = min(found.get(slip.entity.id, slip), slip, key=_Slip.doubtful)
        if not found:
            return None, ()
        doubts = ["misspelled"]
        if len(surface) < min(_MIN_LONG_LETTERS[slip.kind] for slip in found.values()):
            doubts.append("misspelled_short")
        if all(slip.kind is SlipKind.OTHER for slip in found.values()):
            doubts.append("misspelled_letter")
        if script_of(surface[0]) == "Latn" and all(slip.is_form for slip in found.values()):
            doubts.append("misspelled_form")
        return self._decide(surface, [(slip.entity, slip.alias) for slip in found.values()]), tuple(doubts)

    def _slips_of(self, first: str, forms: Mapping[str, str], token: str) -> Iterator[_Slip]:
        """Yield each entity that *token* is a name of, if one of *forms* is it with a letter wrong;
        the first of them is the word as written.
        """
        for hit in self._phrases.hits(token, token.capitalize()):
            alias = hit.spelling.alias
            if hit.is_family or alias.is_weak or not alias.text:
                continue
            is_native = script_of(alias.text[0]) == script_of(first)
            if not is_native and not (hit.scheme and script_of(first) == "Latn"):
                continue
            entity = self._phrases.table.entity(hit.spelling.entity)
            for number, (folded, form) in enumerate(forms.items()):
                pairs = [(form, fold(alias.text))] if is_native else []
                if script_of(first) == "Latn":  # without marks, or romanized
                    pairs.append((folded, token))
                for written, listed in pairs:
                    if _is_typing_slip(written, listed):
                        yield _Slip(entity, alias.text, number > 0, _kind(written, listed))

    def _decide(self, surface: str, found: Sequence[tuple[Entity, str]]) -> Match:
        """Return the answer to *surface*, each of the names *found* being as likely."""
        nats = log_odds(SLIP_SHARE) - log(len(found))
        candidates = [
            ScoredCandidate(
                entity,
                alias,
                Stage.FUZZY,
                nats,
                partial(explain_by, (Step("alike", surface, alias, "one letter differs"),)),
                listed_as("slip: one letter differs", nats),
            )
            for entity, alias in found
        ]
        return decide(surface, (), candidates, self._settings, self._phrases.table.version)

    def of_words(self, surface: str, words: Sequence[str]) -> Match | None:
        """Return whom *words* mean as a name of several words if one letter of one of them, which
        is no name itself, is wrong; None if that is nobody.

        Any word may stand in a case form, but a name of people in Latin letters.
        """
        return self._of_words(surface, words, [at for at, word in enumerate(words) if self.may_be_slip(word)])

    def of_phrase(self, surface: str, words: Sequence[str], at: int) -> Match | None:
        """Return what *words* mean as a name of a place or an organisation if one letter of word
        *at*, neither its first nor its last, is wrong; None if that is nothing.
        """
        return self._of_words(surface, words, [at], is_phrase=True)

    def _of_words(
        self, surface: str, words: Sequence[str], slips: Sequence[int], *, is_phrase: bool = False
    ) -> Match | None:
        found: dict[str, tuple[Entity, str]] = {}
        forms = [self._forms(word) for word in words]
        size = len(words)
        for at in slips:
            tokens = [self._near(word) if i == at else tuple(forms[i]) for i, word in enumerate(words)]
            tokens[0] = tuple(token for token in tokens[0] if self._phrases.lengths.get(token, 0) >> size & 1)
            for keys in islice(product(*tokens), MAX_KEYS):
                for hit in self._phrases.hits(" ".join(keys), surface):
                    entity = self._phrases.table.entity(hit.spelling.entity)
                    if is_phrase and entity.kind is Kind.PERSON:
                        continue
                    if self._is_slip(forms[at], keys[at], at, hit, is_phrase=is_phrase):
                        found.setdefault(entity.id, (entity, hit.spelling.alias.text))
        return self._decide(surface, [*found.values()]) if found else None

    def may_be_slip(self, word: str) -> bool:
        """Whether a word has letters enough to have one wrong, and is no known name itself."""
        return len(word) >= MIN_LETTERS and not self._is_known(key_of(word))

    def is_word_of_names(self, word: str) -> bool:
        """Whether a name of the table has *word*, or what it may be a case form of."""
        return any(map(self._prefilter.has_token, self._forms(word)))

    def sizes(self, word: str, *, is_slip: bool) -> int:
        """Return the numbers of words of the names that may begin with *word*, as bits; with
        *is_slip* it has a letter wrong.
        """
        bits = 0
        for token in self._near(word) if is_slip else self._forms(word):
            bits |= self._phrases.lengths.get(token, 0)
        return bits

    def _read_forms(self, word: str) -> dict[str, str]:
        """Return the match keys of *word* and of the nominatives that it may come from, each with
        its letters; of a name of people in Latin letters only its own.
        """
        folded = key_of(word)
        forms = {folded: fold(word)}
        if script_of(word[0]) != "Latn" or not self._is_known(folded):
            for form in self._cues.base_forms(word):
                if len(form) >= MIN_LETTERS:
                    forms.setdefault(key_of(form), form)  # the word as written is the first of its key
        return forms

    def _read_near(self, word: str) -> tuple[str, ...]:
        """Return the tokens of the table that *word*, or what it may be a case form of, differs
        from by a letter.
        """
        return self._prefilter.near_tokens(tuple(self._forms(word)))

    def _is_slip(self, forms: Mapping[str, str], token: str, at: int, hit: Hit, *, is_phrase: bool) -> bool:
        """Whether one of *forms* of a word differs by one letter, not the first, from word *at* of
        a name, *token* by its key; in a phrase not the last one either.
        """
        alias = hit.spelling.alias
        first = next(iter(forms.values()))[0]
        words = fold(alias.text).split(" ")
        if alias.is_weak or at >= len(words):
            return False
        is_native = script_of(alias.text[0]) == script_of(first)
        is_slip = _is_typing_slip if is_phrase else _is_letter_wrong
        return any(
            is_slip(written, listed)
            for folded, form in forms.items()
            for written, listed in (
                *([(form, words[at])] if is_native else ()),
                *([(folded, token)] if script_of(first) == "Latn" else ()),
            )
        )


def _is_letter_wrong(written: str, listed: str) -> bool:
    """Whether two words differ by one letter that is not the first."""
    return written[0] == listed[0] and letter_edits(written, listed) == MAX_EDITS


def _is_typing_slip(written: str, listed: str) -> bool:
    """Whether two words differ by one letter that is neither the first nor the last, or by two
    letters in turn.

    >>> [_is_typing_slip(word, "poland") for word in ("polnad", "polan", "poladn", "holand")]
    [True, False, True, False]
    """
    if min(len(written), len(listed)) < MIN_LETTERS - 1 or written[0] != listed[0]:
        return False
    is_turned = len(written) == len(listed) and written[-2:] == listed[:-3:-1]
    return (is_turned or written[-1] == listed[-1]) and letter_edits(written, listed) == MAX_EDITS


def _kind(written: str, listed: str) -> SlipKind:
    """Return what happened to a letter of *listed*.

    >>> [_kind(word, "poland").name for word in ("polnad", "polland", "polad", "porand", "polrand")]
    ['TYPED', 'TYPED', 'LEFT_OUT', 'OTHER', 'OTHER']
    """
    if len(written) < len(listed):
        return SlipKind.LEFT_OUT
    if sorted(written) == sorted(listed):
        return SlipKind.TYPED
    at = next((i for i, (a, b) in enumerate(zip(written, listed, strict=False)) if a != b), len(listed))
    is_doubled = len(written) > len(listed) and written[at] == written[at - 1]
    return SlipKind.TYPED if is_doubled else SlipKind.OTHER
