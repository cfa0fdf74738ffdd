"""Names in scripts without capitals: word by word where words have spaces between them, by their
letters where they have not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from translit.index.records import alias_from
from translit.index.table import Table
from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.pairs.model import FAMILY_ALONE
from translit.results import Match, Stage, Status, Step
from translit.text.prefilter import Gate
from translit.text.spans import Found, Sort
from translit.text.tokenize import key_of
from translit.text.unspaced import (
    DOTS,
    MIN_SIGNS,
    UNSPACED,
    caseless_pattern,
    family_of,
    foreign_pattern,
    has_parts,
    is_word,
    parts_pattern,
    plain,
    prefix,
    starts_kana,
    word_pattern,
)
from translit.writing.scripts import script_of

MIN_LETTERS = 3  # of a word that is a name
MIN_BEHIND = 4  # letters of a name behind a letter that may be a preposition: وروسيا
BARE_DOUBT = 2.0  # nats against a bare family name: without capitals it may be a word
SHORT_DOUBT = 1.0  # nats more where it has two signs only
SURE_WHOLE = 0.9  # score from which on a name in katakana is one that is not listed so
MOST_ANSWERS = 16_384  # that are remembered
MOST_WORDS = 10  # of a name


class Name(NamedTuple):
    """The full names of the table that letters stand for, and whether these are but the family name
    of them.
    """

    full: tuple[str, ...]
    is_bare: bool


class Word(NamedTuple):
    """A word of a text: where it stands, its letters as they are compared, its script."""

    start: int
    end: int
    plain: str
    script: str


class Caseless:
    """Finds the names that a table lists in scripts without case."""

    def __init__(self, table: Table, lexicon: Lexicon, normalize: Callable[[str], Match]) -> None:
        self._lexicon = lexicon
        self._gate = Gate(table, lexicon)
        self._names: dict[str, Name] = {}  # by the letters that are compared
        self._words: dict[str, int] = {}  # first word of a name -> words of the longest
        self._lengths: dict[str, set[int]] = {}  # first sign of a name -> its lengths
        for layer in table.layers:
            columns = layer.columns
            owners = columns.numbers("alias_entity")
            for row, body in enumerate(columns.texts("alias")):
                if not body.isascii() and caseless_pattern().search(body):
                    alias = alias_from(body).text
                    self._add(alias, alias, is_bare=False)
                    if has_parts(alias) and layer.entity(owners[row]).kind is Kind.PERSON:
                        self._add(family_of(alias), alias, is_bare=True)
        self._answer = lru_cache(maxsize=MOST_ANSWERS)(normalize)
        self._like = lru_cache(maxsize=MOST_ANSWERS)(self._read_like)

    def _add(self, text: str, alias: str, *, is_bare: bool) -> None:
        script = script_of(text[0]) if text else ""
        if script in UNSPACED:
            for dot in DOTS if any(sign in text for sign in DOTS) else "":
                self._enter("".join(dot if sign in DOTS else sign for sign in text), alias, is_bare=is_bare)
            self._enter(text, alias, is_bare=is_bare)
        elif text:
            words = [plain(word) for word in text.split()]
            self._put(" ".join(words), alias, is_bare=is_bare)
            self._words[words[0]] = max(len(words), self._words.get(words[0], 0))

    def _enter(self, text: str, alias: str, *, is_bare: bool) -> None:
        if len(text) >= MIN_SIGNS:
            self._put(text, alias, is_bare=is_bare)
            self._lengths.setdefault(text[0], set()).add(len(text))

    def _put(self, letters: str, alias: str, *, is_bare: bool) -> None:
        """File a name: a listed one before the family name of others, a family name with all that
        have it.
        """
        known = self._names.get(letters)
        if known is None or (known.is_bare and not is_bare):
            self._names[letters] = Name((alias,), is_bare)
        elif known.is_bare and alias not in known.full:
            self._names[letters] = Name((*known.full, alias), is_bare=True)

    def find(self, text: str) -> list[Found]:
        """Return the names in *text*, in order, with their places in it."""
        found: list[Found] = []
        words: list[Word] = []  # that no name has
        named: dict[str, Match] = {}  # the family names of those who are named in full
        for part in parts_pattern().finditer(text):
            script = script_of(part.group()[0])
            if script in UNSPACED:
                found += self._in_signs(text, part)
            else:
                found += self._in_words(text, part, script, words, named)
        for word in words:
            for cut in range(prefix(word.plain, word.script) + 1):
                match = named.get(word.plain[cut:])
                if match is not None:
                    start = word.start + cut
                    bare = replace(match, query=text[start : word.end])
                    found.append(Found(start, word.end, bare.query, Sort.SURE, bare, key_of(bare.query)))
                    break
        return sorted(found, key=lambda f: f.start)

    def _in_words(
        self, text: str, part: re.Match[str], script: str, left: list[Word], named: dict[str, Match]
    ) -> Iterator[Found]:
        begin = part.start()
        words = [
            Word(m.start() + begin, m.end() + begin, plain(m.group()), script)
            for m in word_pattern().finditer(part.group())
        ]
        at = 0
        while at < len(words):
            found = self._by_word(text, words, at) or self._by_likeness(text, words, at)
            if found is None:
                left.append(words[at])
                at += 1
                continue
            yield found
            if (
                found.match is not None
                and found.match.entity is not None
                and found.match.entity.kind is Kind.PERSON
            ):
                named.setdefault(plain(found.surface.split()[-1]), found.match)
            while at < len(words) and words[at].start < found.end:
                at += 1

    def _by_likeness(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        """Look up two words side by side as the full name of somebody, in another spelling than the
        table's.
        """
        if at + 1 == len(words) or min(len(words[at].plain), len(words[at + 1].plain)) < MIN_LETTERS:
            return None
        start, end = words[at].start, words[at + 1].end
        surface = text[start:end]
        match = self._like(surface)
        if match is None or self._by_word(text, words, at + 1) is not None:
            return None
        return Found(start, end, surface, Sort.SURE, match, key_of(surface))

    def _by_word(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        start, _, word, script = words[at]
        for cut in range(prefix(word, script) + 1):
            first = word[cut:]
            if (
                len(first) < (MIN_BEHIND if cut else MIN_LETTERS)
                or plain(text[start : start + cut]) != word[:cut]
            ):
                continue
            most = min(self._words.get(first, 0), MOST_WORDS, len(words) - at)
            for size in range(most, 0, -1):
                name = self._names.get(" ".join((first, *(w.plain for w in words[at + 1 : at + size]))))
                if name is not None:
                    return self._found_as(text, start + cut, words[at + size - 1].end, name)
        return None

    def _in_signs(self, text: str, part: re.Match[str]) -> Iterator[Found]:
        at, end = part.span()
        while at < end:
            found = self._by_signs(text, at, end)
            if found is None:
                at += 1
                continue
            yield found
            at = found.end

    def _by_signs(self, text: str, at: int, end: int) -> Found | None:
        lengths = self._lengths.get(text[at])
        for length in sorted(lengths, reverse=True) if lengths else ():
            name = self._names.get(text[at : at + length]) if at + length <= end else None
            if name is not None and is_word(text, at, at + length):
                return self._found_as(text, at, at + length, name)
        if (
            script_of(text[at]) == "Kana"
            and starts_kana(text, at)
            and (whole := foreign_pattern().match(text, at))
        ):
            match = self._answer(whole.group())
            if match and match.score >= SURE_WHOLE:
                return Found(at, whole.end(), whole.group(), Sort.SURE, match, key_of(whole.group()))
        return None

    def _found_as(self, text: str, start: int, end: int, name: Name) -> Found | None:
        surface = text[start:end]
        match = self._family_alone(surface, name.full) if name.is_bare else self._answer(name.full[0])
        if match.status is Status.UNMATCHED:
            return None
        match = replace(match, query=surface)
        if not name.is_bare:
            return Found(start, end, surface, Sort.SURE if match else Sort.OPEN, match, key_of(surface))
        doubt = BARE_DOUBT + (SHORT_DOUBT if len(surface) <= MIN_SIGNS else 0.0)
        is_long = script_of(surface[0]) in ("Kana", "Thai") or len(surface) > MIN_BEHIND
        sort = Sort.BARE if is_long and match else Sort.OPEN
        return Found(start, end, surface, sort, match, key_of(surface), 0.0 if sort is Sort.BARE else doubt)

    def _family_alone(self, surface: str, names: Sequence[str]) -> Match:
        """Return those who have one of the full *names* as the answer to their family name alone."""
        of = {
            candidate.entity.id: candidate
            for name in names
            for candidate in self._answer(name).candidates[:1]
        }
        score = round(FAMILY_ALONE / len(of), 4)
        candidates = tuple(
            replace(
                candidate,
                score=score,
                steps=(*candidate.steps, Step("family name alone", surface, candidate.alias)),
            )
            for candidate in of.values()
        )
        return replace(
            self._answer(names[0]),
            status=Status.MATCHED if len(of) == 1 else Status.AMBIGUOUS,
            entity=candidates[0].entity if len(of) == 1 else None,
            score=score,
            stage=Stage.VARIANT,
            candidates=candidates,
            steps=candidates[0].steps,
        )

    def _read_like(self, name: str) -> Match | None:
        """Return whom a name of two words means that the table has in another spelling."""
        if not self._gate.is_like(parse_name(name, self._lexicon)):
            return None
        match = self._answer(name)
        is_person = bool(match) and match.candidates[0].entity.kind is Kind.PERSON
        return match if is_person and match.score >= SURE_WHOLE else None
