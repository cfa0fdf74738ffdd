"""Find the longest name of a table that begins at a word, token by token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translit.index.hits import Hit
from translit.index.table import Table
from translit.model import Entity
from translit.names.cues import Cues
from translit.text.tokenize import Token
from translit.writing.keys import key
from translit.writing.language_facts import language_facts
from translit.writing.scripts import script_of

MAX_TOKENS = 31  # tokens of a name that is looked up by its key: bits of a number
MAX_CACHED_KEYS = 65_536
# letters of a word in one script other than Latin that is a name written in another one
MIN_CROSS_SCRIPT_LETTERS = 6
MAX_CASED_ACRONYM_LETTERS = 2  # letters of an acronym that must stand in capitals: US, not Us
_LATER_WORD = re.compile(r"[\s-](?=[^\W\d_])(\w+)")
_VOWELLESS_OR_UNSPACED = re.compile("[\u0590-\u08ff\u3040-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


@dataclass(slots=True)
class PhraseMatcher:
    """Finds the longest name that begins at a word.

    `lengths` maps the first token of each key of the table to the numbers of tokens of such keys,
    as bits. `continued_starts` are first tokens of names that go on with lowercase words other than
    connectors (Верховна рада).
    """

    table: Table
    cues: Cues
    lengths: dict[str, int] = field(default_factory=dict)
    continued_starts: frozenset[str] = frozenset()
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, cues: Cues) -> PhraseMatcher:
        """Read the keys of a table once: half a microsecond a key."""
        lengths: dict[str, int] = {}
        continued_starts: set[str] = set()
        for segment in table.segments:
            for folded in segment.columns.texts("key"):
                first, _, rest = folded.partition(" ")
                size = rest.count(" ") + 2 if rest else 1
                if size <= MAX_TOKENS:
                    lengths[first] = lengths.get(first, 0) | 1 << size
            for body in segment.columns.texts("alias"):
                alias = body.partition("\0")[0]
                if " " in alias and has_lowercase_word(alias):
                    continued_starts.add(key(alias.split(" ", 1)[0]).partition(" ")[0])
        return cls(table, cues, lengths, frozenset(continued_starts))

    def longest(self, words: Sequence[Token], at: int, text: str) -> tuple[int, tuple[Hit, ...]]:
        """Return the end of the longest name that begins at word *at*, and its hits; (at, ()) if no
        name begins there.

        *text* is what the words stand in: its capitals tell US from us.
        """
        sizes = self.lengths.get(words[at].key.partition(" ")[0], 0)
        if not sizes:
            return at, ()
        folded, best = "", at
        best_hits: tuple[Hit, ...] = ()
        for end in range(at, min(len(words), at + MAX_TOKENS)):
            word = words[end]
            folded += word.key if end == at or _is_elided(word) else " " + word.key
            size = folded.count(" ") + 1
            if not sizes >> size:
                break
            if sizes >> size & 1 and (hits := self.hits(folded, text[words[at].start : word.end])):
                best, best_hits = end + 1, hits
            if word.is_possessive:
                folded += "s"
        return best, best_hits

    def hits(self, folded: str, surface: str) -> tuple[Hit, ...]:
        """Return the spellings of the table that have the key *folded* and may be written as
        *surface*.
        """
        hits = self._hits.get(folded)
        if hits is None:
            if len(self._hits) >= MAX_CACHED_KEYS:
                self._hits.clear()
            hits = self._hits[folded] = tuple(self.table.exact(folded))
        return tuple(hit for hit in hits if self._is_possible(hit, surface)) if hits else ()

    def entities(self, hits: Sequence[Hit]) -> list[Entity]:
        """Return the entities that *hits* are spellings of."""
        return [self.table.entity(hit.spelling.entity) for hit in hits]

    def _is_possible(self, hit: Hit, surface: str) -> bool:
        alias = hit.spelling.alias.text
        if alias == surface:
            return True
        is_word = " " not in hit.key
        if (
            is_word
            and surface.isascii()
            and (_VOWELLESS_OR_UNSPACED.search(alias) or (hit.scheme and self.cues.is_ordinary(surface)))
        ):
            return False  # لاوس is no Laws, Луцьк no Luck
        if (
            is_word
            and len(surface) < MIN_CROSS_SCRIPT_LETTERS
            and not surface.isascii()
            and script_of(surface[0]) != script_of(alias[0])
        ):
            return False
        if surface.isupper():
            return True
        if (
            alias.isupper()
            and is_word
            and (len(hit.key) <= MAX_CASED_ACRONYM_LETTERS or self.cues.is_ordinary(surface))
        ):
            return False  # Us is no US, Who no WHO
        if not alias.isascii() or not surface.isascii() or len(alias) != len(surface):
            return True
        # "the general staff" is anybody's: where the name has a capital the text has one
        return all(
            there.islower() or not here.islower()
            for here, there in zip(surface.split(), alias.split(), strict=False)
        )


def is_romanized(hit: Hit) -> bool:
    """Whether the spelling is a romanization: many words equal one by chance."""
    return bool(hit.scheme) or not hit.spelling.alias.text.isascii()


def _is_elided(word: Token) -> bool:
    return bool(word.before) and not word.before.strip("'’ʼ‘`´ʹ′＇")


def has_lowercase_word(alias: str) -> bool:
    """Whether a name goes on with a lowercase word other than a connector."""
    connectors = language_facts().connectors
    return any(word[0].islower() and word not in connectors for word in _LATER_WORD.findall(alias))
