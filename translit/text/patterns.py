"""The patterns by which the words of a text are found, each compiled when it is first used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from translit.writing.keys import key
from translit.writing.language_facts import language_facts

APOSTROPHES = "'’ʼ‘`´ʹ′＇"
DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}–\N{SOFT HYPHEN}"
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
MAX_WORD_LETTERS = 60  # characters of a word; what is longer is no name
GEORGIAN = range(0x10D0, 0x10FB)  # has capitals since Unicode 11, which texts hardly use
LAST_CASED = 0x1F000  # code point after the last letters that have case or marks
FIRST_RARE = 0x10000  # code point after those of the living scripts
# A character set is tested in one step up to U+FFFF and range by range from there on, for each
# character that is not in it. So rare scripts are taken by blocks, signs and marks with the
# letters: those with case and marks, and those without case.
RARE_MARKED = "\U00010a00-\U00011fff\U00016a00-\U00016fff\U0001bc00-\U0001bcaf\U0001e000-\U0001e95f"
RARE_CASELESS = (
    "\U00010000-\U000103ff\U00010450-\U000104af\U00010500-\U0001056f\U000105c0-\U00010c7f"
    "\U00010d00-\U0001189f\U000118e0-\U00016e3f\U00016e80-\U0001cfff\U0001e000-\U0001e8ff"
    "\U0001e950-\U0001efff"
)
MAX_RUN_WORDS = 24  # words of a run; a longer one is read in pieces that overlap
POSSESSIVE = rf"[{APOSTROPHES}][sS](?!\w)"
MIDDLE_DOTS = "·・‧•∙"  # between the parts of a foreign name in Chinese and Japanese
CACHED_WORDS = 65_536  # whose keys are kept
PARTICLE_SETS = 8  # of as many lexicons the patterns are kept


class Patterns:
    """The regular expressions of all texts; what is of one lexicon is asked for with its
    particles. And the match keys of words, since a text has most of them again.
    """

    def __init__(self) -> None:
        self.key_of = lru_cache(CACHED_WORDS)(key)

    @cached_property
    def _letters(self) -> tuple[str, str, str]:
        """Capitals up to U+FFFF, letters without case, and marks of letters, as three character
        sets of a regular expression.
        """
        every = [
            chr(code)
            for code in range(FIRST_RARE)
            if not 0xAC00 <= code <= 0xD7A3 and not 0x3400 <= code <= 0x9FFF
        ]
        capitals = _set(c for c in every if c.isupper() or c.istitle())
        syllables = "\u3400-\u9fff\uac00-\ud7a3"
        caseless = (
            _set(
                c
                for c in every
                if (c.isalpha() and unicodedata.category(c) == "Lo" and c not in "ªº") or ord(c) in GEORGIAN
            )
            + syllables
            + RARE_CASELESS
        )
        # marks, and the invisible signs that are typed inside a word: joiners, soft hyphens,
        # directions
        marks = _set(
            c
            for c in every
            if unicodedata.category(c) in ("Mn", "Mc", "Me") or c in "\N{SOFT HYPHEN}\u200c\u200d\u2060"
        )
        return capitals, caseless, marks + RARE_MARKED

    @cached_property
    def _rare_capitals(self) -> str:
        """Capitals beyond U+FFFF, as a character set of a regular expression."""
        return _set(c for c in map(chr, range(FIRST_RARE, LAST_CASED)) if c.isupper() or c.istitle())

    @cached_property
    def _inside(self) -> str:
        """The pattern of one character of a word after the first."""
        return rf"[\w{self._letters[2]}]"

    @cached_property
    def token(self) -> re.Pattern[str]:
        """A word of a run, or initials."""
        apostrophe = rf"(?!{POSSESSIVE})[{APOSTROPHES}](?=\w)"
        return re.compile(
            rf"(?:[^\W\d_]\.(?:[ ]?[^\W\d_]\.)+)|{self._inside}+(?:{apostrophe}{self._inside}+)*"
        )

    @cached_property
    def run(self) -> Callable[[frozenset[str]], re.Pattern[str]]:
        """A run, given the particles of a lexicon: capitalized words and initials, with a space, a
        hyphen or lowercase connecting words between them.
        """
        return lru_cache(PARTICLE_SETS)(self._compile_run)

    def _compile_run(self, particles: frozenset[str]) -> re.Pattern[str]:
        facts = language_facts()
        capitals, _, _ = self._letters
        inside = self._inside
        apostrophe = rf"(?!{POSSESSIVE})[{APOSTROPHES}](?=\w)"
        first = (
            # the first set is tested fast, and most characters of a text are not in it
            rf"[A-Z\u00c0-\U0010ffff]"
            rf"(?:(?<=[{capitals}])|(?<=[\U00010000-\U0010ffff])(?<=[{self._rare_capitals}]))"
        )
        initials = rf"\.(?:[ ]?[{capitals}]\.){{0,4}}(?![\w.])"
        rest = f"{inside}{{0,{MAX_WORD_LETTERS}}}(?:{apostrophe}{inside}{{1,{MAX_WORD_LETTERS}}}){{0,3}}"
        word = f"{first}(?:{initials}|{rest})"
        # "Mr. Medinsky", "St. Petersburg", "Yu. Lutsenko": the point of an abbreviation ends no
        # name
        of_length: dict[int, list[str]] = {}
        for abbreviation in (*facts.abbreviations, *sorted(map(str.capitalize, facts.digraph_initials))):
            of_length.setdefault(len(abbreviation), []).append(abbreviation)
        points = "|".join(rf"(?<=\b(?:{'|'.join(same)})\.)" for same in of_length.values())
        abbreviated = rf"\.(?:{points})"
        dash = rf"[{DASHES}]"
        lowercase = "|".join(
            re.escape(word) for word in sorted({*particles, *facts.connectors}, key=lambda w: (-len(w), w))
        )
        space = rf"(?:{abbreviated})?(?:[{SPACES}]{{1,2}}|[ ]?\r?\n[ ]?(?!\s))"
        connectors = f"(?:(?:{lowercase})(?:[{SPACES}]|{dash}))?(?:(?:{lowercase})[{SPACES}])?"
        hyphen = f"{dash}(?:(?:{lowercase}){dash})?"
        between = f"(?:(?:{POSSESSIVE})?{space}{connectors}|{hyphen}|[{SPACES}]&[{SPACES}])"
        return re.compile(rf"{word}(?:{between}{word}){{0,{MAX_RUN_WORDS - 1}}}")

    @cached_property
    def caseless(self) -> re.Pattern[str]:
        """A letter without case."""
        return re.compile(f"[{self._letters[1]}]")

    @cached_property
    def caseless_run(self) -> re.Pattern[str]:
        """A run of letters without case: with their marks, and with spaces and dots between where
        the script has them.
        """
        _, caseless, marks = self._letters
        characters = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
        return re.compile(
            rf"[{characters}](?:[{characters}{MIDDLE_DOTS}=＝]*[{characters}])?"
            rf"|[{caseless}](?:[{caseless}{marks}{MIDDLE_DOTS}'\"׳״’ -](?<!  ))*"
        )

    @cached_property
    def caseless_word(self) -> re.Pattern[str]:
        """One word of letters without case."""
        _, caseless, marks = self._letters
        return re.compile(rf"[{caseless}](?:[{caseless}{marks}]|['\"׳״’](?=[{caseless}]))*")

    @cached_property
    def katakana_name(self) -> re.Pattern[str]:
        """A foreign name in katakana: at least two parts with a dot between."""
        return re.compile(rf"[ァ-ヺー]+(?:[{MIDDLE_DOTS}=＝][ァ-ヺー]+)+")


PATTERNS = Patterns()


def _set(chars: Iterable[str]) -> str:
    ranges: list[list[int]] = []
    for code in map(ord, chars):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(
        f"{re.escape(chr(a))}-{re.escape(chr(b))}" if a != b else re.escape(chr(a)) for a, b in ranges
    )
