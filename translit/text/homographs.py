"""Tell when a name of the table is not meant where it stands: an ordinary word, a part of a longer
name, a word that equals a name by chance.
"""

from __future__ import annotations

from translit.model import Kind
from translit.names.cues import Cues
from translit.names.endings import surname_suffix
from translit.names.lexicon import Lexicon
from translit.names.rarity import is_first_name, is_known
from translit.results import Match
from translit.text.dictionary import PhraseMatcher, is_romanized
from translit.text.multiword import has_number_after
from translit.text.tagging import CapitalizedRun, TableSpan, WordTag
from translit.text.tokenize import key_of
from translit.writing.keys import tokens
from translit.writing.language_facts import language_facts
from translit.writing.scripts import script_of

MIN_ROMANIZED_LETTERS = 6  # letters of a word that equals a romanization hardly by chance
MIN_UNTITLED_LETTERS = 3  # letters of a name that needs no title before it
MIN_GIVEN_LETTERS = 3  # letters of a given name before a town: shorter ones are words of some language
MIN_CAPITALS_LETTERS = 4  # letters of a word in capitals that is no acronym

HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
DASHES = HYPHENS | {"–"}

_NO_NAME_TAGS = frozenset({WordTag.UNKNOWN, WordTag.ORDINARY})


class Homographs:
    """Doubts about the names of one table in texts."""

    def __init__(self, phrases: PhraseMatcher, lexicon: Lexicon, cues: Cues) -> None:
        self._phrases = phrases
        self._lexicon = lexicon
        self._cues = cues

    def is_ordinary_word(self, run: CapitalizedRun, span: TableSpan, surface: str) -> bool:
        """Whether a name of the table is an ordinary word here, or too short to be a name."""
        if surface.isupper():
            beside = [
                run.surface(i, i + 1)
                for i in range(max(0, span.start - 2), min(len(run.words), span.start + 3))
                if i != span.start
            ]
            is_headline = any(
                word.isupper() and (len(word) >= MIN_CAPITALS_LETTERS or self._cues.is_ordinary(word))
                for word in beside
            )
            return is_headline and self._cues.is_ordinary(surface)
        return len(surface) == 1 or self._cues.is_ordinary(surface) or self._is_cased_acronym(span)

    def is_short_surname(self, run: CapitalizedRun, span: TableSpan, surface: str) -> bool:
        """Whether an ordinary word of two letters has a capital as surnames have, and is one: Li.

        Its full name in the document decides. Not Ma Long, nor the first word of a sentence, which
        is no span.
        """
        is_cased = surface.istitle() and len(surface) == MIN_UNTITLED_LETTERS - 1
        is_last = span.end >= len(run.tags) or not run.continues_at(span.end)
        return is_cased and is_last and not span.name and any(hit.is_family for hit in span.hits)

    def _is_cased_acronym(self, span: TableSpan) -> bool:
        """Whether a word that is not in capitals is listed as an acronym alone, and is a name of
        people, or half of one: Abd is not ABD, Ana not ANA.
        """
        word = span.hits[0].key
        is_of_people = self.is_word_of_names(word) or word in language_facts().arabic_prefixes
        return is_of_people and all(hit.spelling.alias.text.isupper() for hit in span.hits)

    def doubt(self, run: CapitalizedRun, span: TableSpan, surface: str, key: str, match: Match) -> str:
        """Return the weight of what speaks against a name of one word; "" if nothing does."""
        best = match.candidates[0].entity
        has_title = WordTag.TITLE in run.tags[max(0, span.start - 1) : span.start]
        if len(surface) < MIN_UNTITLED_LETTERS and not surface.isupper() and not has_title:
            return "short_name"  # Mr. Xi, not Si
        is_given = best.kind is Kind.PERSON and key in self._lexicon.given_names
        if is_given and not has_title and key not in tokens(best.name):
            return "given_name"  # William is any William, not Lai Ching-te
        if span.name and best.kind is not Kind.PERSON and self.is_word_of_names(key):
            return "name_as_case_form"  # Иванова, not of Ivanovo
        if key in self._cues.lookalikes or (span.name and key_of(span.name) in self._cues.lookalikes):
            return "lookalike" if match else "open_lookalike"
        if span.name and script_of(surface[0]) == "Latn":
            return "case_form"
        if (
            best.kind is not Kind.PERSON
            and key in self._lexicon.given_names
            and best.name not in self._cues.countries
        ):
            return "place_as_given_name"
        if not match:
            return ""
        if len(key) < MIN_ROMANIZED_LETTERS and surface.isascii() and all(map(is_romanized, span.hits)):
            return "romanized" if len(key) < MIN_ROMANIZED_LETTERS - 1 else "longer_romanized"
        return ""

    def is_part_of_longer_name(self, run: CapitalizedRun, span: TableSpan) -> bool:
        """Whether the words beside a name make it part of another one: New Mexico, Moscow State
        University, Nord Stream 2.
        """
        before = span.start - 1
        has_word_before = (
            before >= 0
            and run.continues_at(span.start)
            and run.tags[before] in _NO_NAME_TAGS | {WordTag.PART}
        )
        if has_word_before and run.words[before].key in self._cues.prefix_heads:
            return True
        # William Poole is not of Poola
        if (
            has_word_before
            and span.name
            and span.is_word
            and run.words[before].key in self._lexicon.given_names
        ):
            return True
        kinds = {entity.kind for entity in self._phrases.entities(span.hits)}
        if kinds == {Kind.PERSON} and span.end < len(run.tags) and self.is_half_of_surname(run, span.end):
            return True
        if has_word_before and self._is_behind_given_name(run, span, kinds):
            return True
        is_org = Kind.ORG in kinds
        if is_org and has_number_after(run, span.end):
            return True
        suffix_heads = self._cues.org_heads if is_org else self._cues.suffix_heads
        at = span.end
        while at < len(run.tags) and run.tags[at] in _NO_NAME_TAGS and run.continues_at(at):
            if run.words[at].key in suffix_heads:
                return True
            at += 1
        return False

    def _is_behind_given_name(self, run: CapitalizedRun, span: TableSpan, kinds: set[Kind]) -> bool:
        """Whether a place is the surname of somebody whose given name stands before it, or a full
        name the rest of one: Paula Frankfurt, Anna-Angela Merkel; but Victoria Australia.
        """
        before = span.start - 1
        given = run.words[before].key
        if (
            len(given) < MIN_GIVEN_LETTERS
            or run.tags[before] is WordTag.ORDINARY  # Will Germany send tanks?
            or not (is_first_name(given) or given in self._lexicon.given_names)
        ):
            return False
        between = run.words[span.start].before
        if kinds == {Kind.PERSON}:
            return between in HYPHENS and not span.is_word
        is_town = kinds == {Kind.PLACE} and between == " " and span.is_word
        of_before = (other for other in run.spans if other.start <= before < other.end)
        return is_town and not any(
            entity.kind is Kind.PLACE for other in of_before for entity in self._phrases.entities(other.hits)
        )

    def is_half_of_surname(self, run: CapitalizedRun, at: int) -> bool:
        """Whether word *at* is an unknown surname behind a hyphen: Петро Порошенко-Гнатюк is not
        Poroshenko; but Merkel-Regierung.
        """
        word = run.words[at]
        is_unknown = run.tags[at] is WordTag.UNKNOWN and len(word.key) > 1
        return is_unknown and word.before in HYPHENS and bool(surname_suffix(word.key))

    def is_given_name_of_unknown_person(self, run: CapitalizedRun, span: TableSpan) -> bool:
        """Whether a place stands before the surname of an unknown person: India Hicks."""
        at = span.end
        if at >= len(run.tags) or not span.is_word or span.name or not run.continues_at(at):
            return False
        # the President of Ukraine Hicks
        is_of = span.start > 0 and run.words[span.start - 1].key in language_facts().connectors
        # Jordan Villafañe: a given name that a place has, too, needs no known surname
        is_given = run.words[span.start].key in self._lexicon.given_names
        is_name = (
            run.tags[at] is WordTag.UNKNOWN
            and len(run.words[at].key) > 1
            and (is_given or self.is_word_of_names(run.words[at].key))
        )
        return (
            is_name
            and not is_of
            and all(entity.kind is Kind.PLACE for entity in self._phrases.entities(span.hits))
        )

    def is_word_of_names(self, key: str) -> bool:
        """Whether a word is known as a given name or a surname, or is an initial."""
        return (
            key in self._lexicon.given_names
            or key in self._lexicon.nicknames
            or is_known(key)
            or len(key) == 1
        )
