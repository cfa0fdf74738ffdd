"""A single word of a run that the table does not list: a possible typo, or a name spelled alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.resolve.decide import FuzzyInText, as_unmatched, is_evident
from translit.results import Match
from translit.text.homographs import Homographs
from translit.text.misspelled import Misspellings
from translit.text.prefilter import FuzzyPrefilter
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tagging import CapitalizedRun, WordTag
from translit.text.tokenize import is_plain
from translit.writing.keys import tokens

MIN_TYPO_LETTERS = 4  # letters of an unknown word that may be a misspelled surname
MIN_FUZZY_LETTERS = 6  # letters of a single word that gets a fuzzy look-up


class UnknownWords:
    """Resolves words that no name of a table has, as far as the word alone allows."""

    def __init__(
        self,
        lexicon: Lexicon,
        normalize: Callable[[str], Match],
        prefilter: FuzzyPrefilter,
        homographs: Homographs,
        misspellings: Misspellings,
    ) -> None:
        self._lexicon = lexicon
        self._normalize = normalize
        self._prefilter = prefilter
        self._homographs = homographs
        self._misspellings = misspellings

    def read(self, run: CapitalizedRun, at: int) -> list[NameSpan]:
        """Return an unknown word as a possible typo, or as the name that a fuzzy look-up gives."""
        word, surface = run.words[at], run.surface(at, at + 1)
        if len(word.key) < MIN_TYPO_LETTERS:
            return []
        span = NameSpan(word.start, word.end, surface, SpanStatus.POSSIBLE_TYPO, last_key=word.key)
        # Movement, Education: what names of organisations are made of is no name misspelled
        if word.key in self._lexicon.descriptors or self._homographs.is_word_of_names(word.key):
            return [span]
        if at == 0 or run.tags[at - 1] is not WordTag.TITLE:  # Mrs Genevi is no city
            slip, doubts = self._misspellings.of_word(surface)
            if slip is not None:
                return [replace(span, status=SpanStatus.NEEDS_CONTEXT, match=slip, doubts=doubts)]
        if len(word.key) < MIN_FUZZY_LETTERS:
            return [span]
        # what is near no word of the table is the commonest, and is told without its parts
        if is_plain(surface) and not self._prefilter.has_near_token(word.key):
            return [span]
        parts = parse_name(surface, self._lexicon)
        if len(parts) != 1 or not self._prefilter.has_close_token(parts[0]):
            return [span]
        match = self._normalize(surface)
        if not is_evident(match, FuzzyInText.CONFIRMABLE):
            is_common = self._is_common_word(word.key, match)
            return [span if is_common else replace(span, match=self.as_unmatched(surface))]
        is_person = match.candidates[0].entity.kind is Kind.PERSON
        is_likely = is_person and is_evident(match, FuzzyInText.WORD)
        doubt = "fuzzy_person" if is_likely else "fuzzy_other"
        return [replace(span, status=SpanStatus.NEEDS_CONTEXT, match=match, doubts=(doubt,))]

    def as_unmatched(self, surface: str) -> Match | None:
        """Return an UNMATCHED answer with the candidates of a name; None if the name is MATCHED or
        has no candidates.
        """
        match = self._normalize(surface)
        return None if match or not match.candidates else as_unmatched(match)

    def _is_common_word(self, key: str, match: Match) -> bool:
        """Whether a word is one that names of organisations and places are made of, and like no
        name itself: Affairs, Committee, Pacific.
        """
        if key in self._lexicon.descriptors or not match.candidates:
            return True
        best = match.candidates[0]
        words = tokens(best.alias)
        return best.entity.kind is not Kind.PERSON and len(words) > 1 and key in words
