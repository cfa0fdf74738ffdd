"""Names of a table inside a run of words: the longest first, token by token; what a run may hold is
known from its tokens alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translit.index.index import Hit
from translit.index.table import Table
from translit.names.cues import Cues
from translit.text.tokenize import CONNECTORS, Token
from translit.writing.keys import key
from translit.writing.scripts import script_of

MOST_TOKENS = 31  # of a name that is found by its key: bits of a number
MOST_KEPT = 65_536  # keys that are remembered
MIN_ACROSS = 6  # letters of a word in another script than Latin that means a name in a third one
MIN_SMALL = 5  # letters of a name that is written without a capital
MOST_SMALL = 0.1  # of the names of a table
SHORT_ACRONYM = 2  # letters of an acronym that must stand in capitals: US, not us
_SMALL = re.compile(r"\s(?=[^\W\d_])(\w+)")
_ABJAD = re.compile("[\u0590-\u08ff\u3040-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


@dataclass(slots=True)
class Automaton:
    """Finds the longest name that begins at a token.

    `lengths` maps the first token of each key of the table to the numbers of tokens that such keys
    have, as bits; `going_on` holds first tokens of names that go on with small words other than
    connectors: Верховна рада; `small` are names of one word that their entities write without a
    capital: rianovosti.
    """

    table: Table
    cues: Cues
    lengths: dict[str, int] = field(default_factory=dict)
    going_on: frozenset[str] = frozenset()
    small: tuple[str, ...] = ()
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, cues: Cues) -> Automaton:
        """Read the keys of a table once: half a microsecond a key."""
        lengths: dict[str, int] = {}
        going_on: set[str] = set()
        small: list[str] = []
        for layer in table.layers:
            for folded in layer.columns.texts("key"):
                first, _, rest = folded.partition(" ")
                size = rest.count(" ") + 2 if rest else 1
                if size <= MOST_TOKENS:
                    lengths[first] = lengths.get(first, 0) | 1 << size
            for body in layer.columns.texts("alias"):
                alias = body.partition("\0")[0]
                if " " in alias and _has_small(alias):
                    going_on.add(key(alias.split(" ", 1)[0]).partition(" ")[0])
                elif (
                    len(alias) >= MIN_SMALL and alias.islower() and alias.isalpha() and alias.title() != alias
                ):
                    small.append(alias)
        is_habit = len(small) > table.size * MOST_SMALL  # of the table, not of these names
        return cls(table, cues, lengths, frozenset(going_on), () if is_habit else tuple(sorted(set(small))))

    def longest(self, words: Sequence[Token], at: int, text: str) -> tuple[int, tuple[Hit, ...]]:
        """Return behind which token the longest name ends that begins at *at*, and whose it is;
        (at, ()) if none does.

        *text* is what the tokens stand in: capitals tell US from us.
        """
        sizes = self.lengths.get(words[at].key.partition(" ")[0], 0)
        if not sizes:
            return at, ()
        folded, best = "", at
        found: tuple[Hit, ...] = ()
        for end in range(at, min(len(words), at + MOST_TOKENS)):
            word = words[end]
            folded += word.key if end == at or _is_elided(word) else " " + word.key
            size = folded.count(" ") + 1
            if not sizes >> size:
                break
            if sizes >> size & 1 and (hits := self.hits(folded, text[words[at].start : word.end])):
                best, found = end + 1, hits
            if word.is_owner:
                folded += "s"
        return best, found

    def hits(self, folded: str, surface: str) -> tuple[Hit, ...]:
        """Return the spellings of the table with the key *folded* that a text may mean when it says
        *surface*.
        """
        hits = self._hits.get(folded)
        if hits is None:
            if len(self._hits) >= MOST_KEPT:
                self._hits.clear()
            hits = self._hits[folded] = tuple(self.table.exact(folded))
        return tuple(hit for hit in hits if self._is_meant(hit, surface)) if hits else ()

    def _is_meant(self, hit: Hit, surface: str) -> bool:
        alias = hit.spelling.alias.text
        if alias == surface:
            return True
        is_word = " " not in hit.key
        if (
            is_word
            and surface.isascii()
            and (_ABJAD.search(alias) or (hit.scheme and self.cues.is_ordinary(surface)))
        ):
            return False  # لاوس is no Laws, Луцьк no Luck
        if (
            is_word
            and len(surface) < MIN_ACROSS
            and not surface.isascii()
            and script_of(surface[0]) != script_of(alias[0])
        ):
            return False
        if surface.isupper():
            return True
        if alias.isupper() and is_word and (len(hit.key) <= SHORT_ACRONYM or self.cues.is_ordinary(surface)):
            return False  # Us is no US, Who no WHO
        if not alias.isascii() or not surface.isascii() or len(alias) != len(surface):
            return True
        # "the general staff" is anybody's: where the name has a capital the text has one
        return all(
            there.islower() or not here.islower()
            for here, there in zip(surface.split(), alias.split(), strict=False)
        )


def is_romanized(hit: Hit) -> bool:
    """Whether a spelling of another script is hit, by a scheme or letter by letter: true of many
    words by chance.
    """
    return bool(hit.scheme) or not hit.spelling.alias.text.isascii()


def _is_elided(word: Token) -> bool:
    return bool(word.before) and not word.before.strip("'’ʼ‘`´ʹ′＇")


def _has_small(alias: str) -> bool:
    return any(word[0].islower() and word not in CONNECTORS for word in _SMALL.findall(alias))
