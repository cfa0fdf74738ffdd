"""Find the names in a run of capitalized words, and resolve them as far as the run alone allows."""

from __future__ import annotations

from dataclasses import replace

from translit.evidence import Stage, Step
from translit.model import Kind
from translit.names.parts import parse_name
from translit.names.rarity import is_city
from translit.resolve.decide import FuzzyInText, is_evident
from translit.results import Match, Status
from translit.text.dictionary import PhraseMatcher
from translit.text.homographs import DASHES, Homographs
from translit.text.known_names import KnownNames
from translit.text.misspelled import Misspellings
from translit.text.misspelled_phrases import misspelled_phrases
from translit.text.multiword import is_partial, multiword_names
from translit.text.pieces import unknown_words_before
from translit.text.prefilter import FuzzyPrefilter
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tagging import CapitalizedRun, TableSpan, Tagger, WordTag, person_groups
from translit.text.tokenize import is_plain, key_of
from translit.text.unknown_words import UnknownWords

MAX_NAME_WORDS = 5  # words of an unknown name that is looked up
# words side by side that may be one name; more are a headline, or a list without commas
MAX_GROUP_WORDS = 10


class RunResolver:
    """Resolves runs by one table. Its answer depends on the run alone, so it can be cached."""

    def __init__(self, phrases: PhraseMatcher, known: KnownNames) -> None:
        _, lexicon, cues, normalize, _ = known
        self._phrases = phrases
        self._lexicon = lexicon
        self._cues = cues
        self._normalize = normalize
        self._prefilter = FuzzyPrefilter(phrases.table, lexicon)
        self._tagger = Tagger(phrases, lexicon, cues)
        self._homographs = Homographs(phrases, lexicon, cues)
        self._misspellings = Misspellings(
            phrases,
            cues,
            self._prefilter,
            lambda word: self._homographs.is_word_of_names(word) or is_city(word),
            known.in_text,
        )
        self._unknown_words = UnknownWords(
            lexicon, normalize, self._prefilter, self._homographs, self._misspellings
        )

    def is_word_of_table(self, word: str) -> bool:
        """Whether *word*, or what it may be a case form of, stands in a name of the table."""
        forms = (key_of(word), *map(key_of, self._cues.base_forms(word)))
        return any(
            form and (self._prefilter.has_token(form) or self._phrases.hits(form, word)) for form in forms
        )

    def resolve(self, written: str, more: str = "", *, is_start: bool = False) -> tuple[NameSpan, ...]:
        """Return the spans of a run that may be names, in order; *more* is the text after the run,
        into which a name may go on; *is_start*: it begins a sentence.
        """
        run = self._tagger.tag(written, more, is_start=is_start)
        spans: list[NameSpan] = []
        taken: set[int] = set()
        for start, end, name in multiword_names(run, self._normalize, self._prefilter, self._lexicon):
            spans.append(name)
            taken.update(range(start, end))
        for start, end, name in misspelled_phrases(run, self._misspellings):
            if taken.isdisjoint(range(start, end)):
                spans.append(name)
                taken.update(range(start, end))
        for start, end in person_groups(run, taken):
            spans += self._resolve_group(run, start, end)
        names = {name.start: name for name in spans}
        for listed in run.spans:
            if (
                run.tags[listed.start] is WordTag.NAME
                and listed.start not in taken
                and not (
                    self._homographs.is_given_name_of_unknown_person(run, listed)
                    and not self._has_candidates(names.get(run.words[listed.end].start))
                )
            ):
                spans += self._table_name(run, listed)
        for at, tag in enumerate(run.tags):
            if tag is WordTag.DEMONYM and at not in taken:
                word = run.words[at]
                surface = run.surface(at, at + 1)
                spans.append(NameSpan(word.start, word.end, surface, SpanStatus.DEMONYM, last_key=word.key))
        return tuple(sorted(spans, key=lambda span: span.start))

    def _resolve_group(self, run: CapitalizedRun, start: int, end: int) -> list[NameSpan]:
        """Look up words [start, end), which may be one person's name, as a whole, then in parts;
        parts of an unknown person's name are nobody's.
        """
        parts = [span for span in run.spans if start <= span.start < end]
        if end - start == 1:
            return self._table_name(run, parts[0]) if parts else self._unknown_words.read(run, start)
        if end - start > MAX_GROUP_WORDS or self._are_joined(run, start, end, parts):
            return [name for span in parts for name in self._table_name(run, span)]
        spans: list[NameSpan] = []
        at = start
        while at < end - 1:
            full, size = self._longest_full_name(run, start, at, end)
            if full is not None:
                spans.append(full)
            at += size
        if not spans:
            return self._unknown_person(run, start, end, parts)
        left = (
            span for span in parts if not any(f.start <= run.words[span.start].start < f.end for f in spans)
        )
        return spans + [name for span in left for name in self._table_name(run, span)]

    def _are_joined(self, run: CapitalizedRun, start: int, end: int, parts: list[TableSpan]) -> bool:
        """Whether words [start, end) are surnames with hyphens between them: the Modi-Biden
        meeting, das Scholz-Macron-Treffen.
        """
        last = run.words[end - 1].key
        has_noun = len(parts) > 1 and parts[-1].end == end - 1 and not self._homographs.is_word_of_names(last)
        return (
            len(parts) + has_noun == end - start
            and all(at == start or run.words[at].before.strip() in DASHES for at in range(start, end))
            and not any(run.words[at].key in self._lexicon.given_names for at in range(start, end))
        )

    def _longest_full_name(
        self, run: CapitalizedRun, start: int, at: int, end: int
    ) -> tuple[NameSpan | None, int]:
        """Return the longest full name that begins at word *at* of the group [start, end), and its
        number of words; (None, 1) if none begins there.

        A name is not cut out of a longer one: the rest of the group must be no words of names.
        """
        for size in range(min(end - at, MAX_NAME_WORDS), 1, -1):
            left = (*range(start, at), *range(at + size, end))
            is_cut = any(
                run.tags[i] is not WordTag.PARTICLE and self._homographs.is_word_of_names(run.words[i].key)
                for i in left
            )
            is_cut = is_cut or (at + size < end and self._homographs.is_half_of_surname(run, at + size))
            if not is_cut and run.tags[at + size - 1] is not WordTag.PARTICLE:
                full = self._full_name(run, at, at + size)
                if full is not None and size > 2 and self._has_word_before(run, at, at + size, full):
                    return None, 1
                if full is not None:
                    return full, size
        return None, 1

    def _has_word_before(self, run: CapitalizedRun, start: int, end: int, full: NameSpan) -> bool:
        """Whether the first of words [start, end) is none of the name that they were found as:
        Kremlchef Wladimir Putin.
        """
        if full.match is None or self._homographs.is_word_of_names(run.words[start].key):
            return False
        best = full.match.candidates[0]
        if not best.leftovers[0]:
            return False
        shorter = self._full_name(run, start + 1, end)
        if shorter is None or shorter.match is None:
            return False
        other = shorter.match.candidates[0]
        return other.entity == best.entity and other.leftovers[0] < best.leftovers[0]

    def _full_name(self, run: CapitalizedRun, start: int, end: int) -> NameSpan | None:
        """Look up words [start, end) as one name."""
        surface = run.surface(start, end)
        may_match = self._may_match(run, start, end, surface)
        match = self._normalize(surface) if may_match else None
        slip = None
        if not match:
            words = [run.text[word.start : word.end] for word in run.words[start:end]]
            slip = self._misspellings.of_words(surface, words)
        if slip is not None:
            match = slip
        elif (
            match is None
            or match.status is Status.UNMATCHED
            or not is_evident(match, FuzzyInText.CONFIRMABLE)
        ):
            return None
        if match.candidates[0].entity.kind is not Kind.PERSON and is_partial(run, end, match, end - start):
            return None
        last = run.words[end - 1]
        status = SpanStatus.RESOLVED if match and slip is None else SpanStatus.NEEDS_CONTEXT
        doubts = ("misspelled_full",) if slip is not None else ()
        return NameSpan(run.words[start].start, last.end, surface, status, match, last.key, doubts)

    def _unknown_person(
        self, run: CapitalizedRun, start: int, end: int, parts: list[TableSpan]
    ) -> list[NameSpan]:
        """Return the full name of a person who is not in the table, or those *parts* of it that
        stand beside words which are no names of people.

        Whom the full name is similar to, `similar_to` says: few ask for it.
        """
        names: list[NameSpan] = []
        for span in parts:
            at = before = span.start
            while before > start and run.tags[before - 1] is WordTag.PARTICLE:
                before -= 1  # der Brief von Scholz
            beside = [i for i in (before - 1, at + 1) if start <= i < end]
            has_dash = any(run.words[i].before.strip(" .") for i in (at, at + 1) if start < i < end)
            if not has_dash and not any(
                self._homographs.is_word_of_names(run.words[i].key) or run.tags[i] is WordTag.PART
                for i in beside
            ):
                names += self._table_name(run, span)
        if names:
            return names
        surface, last = run.surface(start, end), run.words[end - 1]
        has_similar = bool(parts) or self._may_match(run, start, end, surface)
        return [
            NameSpan(
                run.words[start].start,
                last.end,
                surface,
                SpanStatus.UNKNOWN_PERSON,
                last_key=last.key,
                has_similar=has_similar,
            )
        ]

    def _may_match(self, run: CapitalizedRun, start: int, end: int, surface: str) -> bool:
        """Whether the table may have words [start, end) as one name, by their tokens."""
        words = run.words[start:end]
        are_plain = all(is_plain(run.text[word.start : word.end]) for word in words)
        # their roles may only make fewer of them count, and are not read yet
        if are_plain and not self._prefilter.may_match_tokens([word.key for word in words]):
            return False
        return self._prefilter.may_match(
            parse_name(surface, self._lexicon), self._homographs.is_word_of_names
        )

    def similar_to(self, span: NameSpan) -> Match | None:
        """Return the UNMATCHED answer to an unknown person's name with whom it is similar to, None
        if that is nobody.
        """
        return self._unknown_words.as_unmatched(span.surface) if span.has_similar else None

    def _has_candidates(self, span: NameSpan | None) -> bool:
        return span is not None and (span.match is not None or self.similar_to(span) is not None)

    def _table_name(self, run: CapitalizedRun, span: TableSpan) -> list[NameSpan]:
        """Return the span of a name of the table, unless it is an ordinary word or part of a longer
        name there.
        """
        surface = run.surface(span.start, span.end)
        is_ordinary = span.is_word and self._homographs.is_ordinary_word(run, span, surface)
        if is_ordinary and not self._homographs.is_short_surname(run, span, surface):
            return []
        if self._homographs.is_part_of_longer_name(run, span):
            return []
        match = self._normalize(span.name or surface)
        if match.status is Status.UNMATCHED:
            return []
        if span.name:
            step = Step("case form", surface, span.name, "the nominative that it may come from")
            match = replace(
                match,
                query=surface,
                query_steps=(step, *match.query_steps),
                stage=match.stage and Stage.VARIANT,
            )
        first, last = run.words[span.start], run.words[span.end - 1]
        doubt = self._homographs.doubt(run, span, surface, last.key, match) if span.is_word else ""
        doubts = (doubt,) if doubt else ()
        status = SpanStatus.NEEDS_CONTEXT if doubts or not match else SpanStatus.RESOLVED
        if status is SpanStatus.RESOLVED and span.is_word and match.candidates[0].entity.kind is Kind.PERSON:
            status = SpanStatus.SURNAME_ONLY
        before = unknown_words_before(
            run, span, self._phrases, self._cues, self._lexicon.given_names, self._homographs.is_word_of_names
        )
        return [NameSpan(first.start, last.end, surface, status, match, last.key, doubts, span.name, before)]
