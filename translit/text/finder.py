"""Names in running text: where they stand and whom they mean, one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from translit.index.table import Table
from translit.model import Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.resolve.decide import Settings
from translit.results import Match, Mention, Stage, Status, Step
from translit.text.caseless import Caseless
from translit.text.dictionary import Automaton
from translit.text.document import Document, Placed, Resolver
from translit.text.runs import Reader
from translit.text.spans import Found, Sort
from translit.text.tokenize import key_of, runs
from translit.text.unspaced import is_needed

MOST_KEPT = 32_768  # runs that are remembered from one text to the next
MORE = 60  # characters behind a run into which a name may go on with small words
LONGEST_KEPT = 600  # characters of a run that is remembered
GAP = "\0"  # stands between a run and the words behind it
NUMBER = 4  # characters behind a run that may be a number of one or two digits
LAST = 4  # words of a run that may begin such a name

GAPS = frozenset(" \N{NO-BREAK SPACE}")


class Finder:
    """Finds names of one table in texts. What it learns of a run of words it remembers; safe to use
    again and again.
    """

    def __init__(
        self,
        table: Table,
        lexicon: Lexicon,
        cues: Cues,
        normalize: Callable[[str], Match],
        settings: Settings,
    ) -> None:
        self._table = table
        self._cues = cues
        self._lexicon = lexicon
        self._normalize = normalize
        self._caseless: Caseless | None = None  # made when a text has letters without case
        self._automaton = Automaton.of(table, cues)
        self._reader = Reader(self._automaton, lexicon, cues, normalize)
        self._particles = frozenset(p for p in lexicon.particles if len(p) > 1)
        self._resolver = Resolver(table, lexicon, cues, settings)
        self._read: dict[str, tuple[Found, ...]] = {}
        self._goes_on = lru_cache(maxsize=MOST_KEPT)(self._has_going_on)

    def find(self, text: str, *, demonyms: bool = False, unknown: bool = False) -> list[Mention]:
        """Return the names in *text*, in order. See `Normalizer.find`."""
        placed = self._placed(text)
        if demonyms:
            placed = [
                (at, self._as_country(found) if found.sort is Sort.DEMONYM else found) for at, found in placed
            ]
        return list(self._resolver.mentions(text, placed, is_unknown_wanted=unknown))

    def resolve(self, names: Sequence[str], matches: Sequence[Match]) -> list[Match]:
        """Return the answers to *names*, which stand in one document, by what they say of each
        other; *matches* are those alone.
        """
        placed = [
            (at, self._listed(name, match))
            for at, (name, match) in enumerate(zip(names, matches, strict=True))
        ]
        document = Document(self._resolver, "", placed)
        heard = map(document.match, range(len(matches)))
        return [alone if match is None else match for match, alone in zip(heard, matches, strict=True)]

    def _listed(self, name: str, match: Match) -> Found:
        """Return a name of a list as a find."""
        is_word = " " not in name.strip()
        family = key_of(name.rsplit(maxsplit=1)[-1]) if name.strip() else ""
        if match.status is Status.UNMATCHED:
            return Found(0, 0, name, Sort.LOOSE if is_word and family else Sort.STRANGER, match, family)
        is_bare = is_word and match.candidates[0].entity.kind is Kind.PERSON
        return Found(
            0, 0, name, Sort.OPEN if not match else Sort.BARE if is_bare else Sort.SURE, match, family
        )

    def _as_country(self, found: Found) -> Found:
        """Return a word for the people of a country as a find of the country, if the table has it."""
        country = self._resolver.country_of(found.key)
        match = self._normalize(self._cues.places.get(country or "", ""))
        if not match or match.candidates[0].entity.country != country:
            return found
        steps = (
            Step(
                "demonym",
                found.surface,
                str(match.name),
                "a word for the people of a country, or for what is of it",
            ),
        )
        match = replace(match, query=found.surface, stage=Stage.VARIANT, steps=(*steps, *match.steps))
        return replace(found, sort=Sort.SURE, match=match)

    def _placed(self, text: str) -> list[Placed]:
        """Return what may be a name, in order, none inside another."""
        placed = self._in_runs(text)
        others = self._in_small(text)
        if is_needed(text):
            if self._caseless is None:
                self._caseless = Caseless(self._table, self._lexicon, self._normalize)
            others += ((found.start, found) for found in self._caseless.find(text))
        if not others:
            return placed
        end, kept = 0, []
        for at, found in sorted((*placed, *others), key=itemgetter(0)):
            if at >= end:
                kept.append((at, found))
                end = at + found.end - found.start
        return kept

    def _in_runs(self, text: str) -> list[Placed]:
        placed: list[Placed] = []
        read = self._read
        end = 0
        for start, run in runs(text, self._particles):
            behind = start + len(run)
            key = run
            if text[behind : behind + 1] in GAPS:
                first = text[behind + 1 : behind + 2]
                if first.isdigit():
                    key = run + GAP + text[behind : behind + NUMBER]
                elif first.isalpha() and self._goes_on(run):
                    key = run + GAP + text[behind : behind + MORE].partition("\n")[0]
            known = read.get(key)
            if known is None:
                known = self._read_run(key, run)
            for found in known:
                at = start + found.start
                if at >= end:
                    placed.append((at, found))
                    end = start + found.end
        return placed

    def _in_small(self, text: str) -> list[Placed]:
        """Return the names that are written without a capital, as their entities write them."""
        placed = []
        for name in self._automaton.small:
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                    placed += [(at, found) for found in self._read_run(name, name)]
                at = text.find(name, end)
        return placed

    def _read_run(self, key: str, run: str) -> tuple[Found, ...]:
        """Read a run with the words behind it, which *key* holds, and remember what it says."""
        known = self._read.get(key)
        if known is None:
            known = self._reader.read(run, key[len(run) + len(GAP) :])
            if len(key) <= LONGEST_KEPT:
                if len(self._read) >= MOST_KEPT:
                    self._read.clear()
                self._read[key] = known
        return known

    def _has_going_on(self, run: str) -> bool:
        """Whether one of the last words of a run begins a name that goes on with a small word."""
        return any(key_of(word) in self._automaton.going_on for word in run.split()[-LAST:])
