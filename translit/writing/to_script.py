"""Latin back into a script: what a transliteration scheme may have written a text from.

Letters of the scheme whose targets stand in a word are put together, and each result is romanized
again: what does not come out as the word is no reading of it. So rules that ask for a letter's
neighbours need no inverse. Start reading from `Inverse`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from translit.writing.romanize import Scheme

MAX_LETTERS = 40  # of a word that is read back
MAX_TRIED = 3_000  # letters put together in the search of one word
MIN_COMPARED = 40  # readings of a word of which the shortest come first
UNSETTLED = 2  # letters at the end that those behind them may still change
JOINERS = frozenset("\u200b\u200c\u200d")  # say how letters are drawn, and not which

VIRAMA = 9  # the canonical combining class of the sign that takes a consonant's vowel
NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c"  # a point that makes another consonant of one
_INDIC = re.compile(
    r"(?:DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA) "
    r"(?:(?P<sign>VOWEL SIGN .*)|LETTER (?:(?P<vowel>[AEIOU]{1,2}|(?:CANDRA|SHORT) .*|VOCALIC .*)|.*))"
)
_DEAD_LETTERS = frozenset("ৎൺൻർൽൾൿ")  # have a virama of their own
_ENDS_WORD = ' \t\n\r,;:!?()[]"«»“”/'
APOSTROPHES = "’'ʼ"  # signs of one letter: the first that a scheme names is read back
# What no word is spelled with. Cyrillic: a soft or hard sign or an apostrophe at the beginning,
# behind a vowel, й or ў, or behind one another, a soft sign before а, о, у, ы, э, і, и, an
# apostrophe before what is not iotated, й before а, у, э, and behind a consonant but for йо.
# Greek: σ at the end, ς elsewhere. Armenian and Georgian: an apostrophe.
_NEVER = {
    "Cyrl": "(?:^|[аеёиіїоуыэюяєўй'’ʼьъ-])[ьъ'’ʼ]|ь[аоуыэіиї'’ʼ]|['’ʼ](?![еёюяєї])"
    "|й[ауэ]|[бвгґджзклмнпрстфхцчшщ]й(?!о)",
    "Grek": r"σ(?!\w)|ς(?=\w)",
    **dict.fromkeys(("Armn", "Geor"), "['’ʼ]"),
}
# And of a language. Bengali has no ৰ, which is Assamese, and ৎ where no ligature is. Malayalam has ൗ
# for au, a chillu at the end and before no letter that it doubles. Armenian has և.
_NEVER_OF_LANGUAGE = {
    **{"be": "[бвгґжкмпрфхчшт]ь", "uk": "[бвгґжкмпфхчшщ]ь|[бвгґджзйклмнпрстфхцчшщ]ї"},
    "hy": "եւ",
    "bn": "ৰ|ৎ[তথনমযরব]|ত্(?![তথনমযরব])",
    "ml": "ൌ|[ണനരലള]്$|ൺണ|ൻന|ൽല|ൾള|ൿ",
}


_End = tuple[tuple[str, ...], tuple[int, ...]]  # letters so far, how much of the word each reaches


class Inverse:
    """A scheme read backwards. *romanize*: the scheme's function, from text to Latin."""

    def __init__(self, scheme: Scheme, romanize: Callable[[str], str]) -> None:
        self.scheme = scheme
        self.romanize = romanize
        sources: dict[str, dict[str, None]] = defaultdict(dict)
        apostrophe = next((mark for mark in APOSTROPHES if mark in scheme.letters), "")
        pairs = [*scheme.letters.items(), *((rule.source, rule.target) for rule in scheme.rules)]
        for source, target in pairs:
            if source not in JOINERS and not (source in APOSTROPHES and source != apostrophe):
                sources[_composed(target)][source] = None
        self.silent = tuple(sources.pop("", ()))
        self.sources = {target: tuple(of) for target, of in sources.items()}
        self.is_indic = any(_indic(letter) for source in scheme.letters for letter in source)
        self.longest = max(map(len, self.sources), default=0)
        ends = "".join(char for char in _ENDS_WORD if not any(char in target for target in self.sources))
        self.words = re.compile(f"[^\\W\\d_][^{re.escape(ends)}]*")
        never = "|".join(filter(None, (_NEVER.get(scheme.script), _NEVER_OF_LANGUAGE.get(scheme.lang))))
        self.never = re.compile(never) if never else None

    def readings(self, text: str, limit: int) -> list[str]:
        """Return up to *limit* texts of which the scheme makes *text*, the simplest first: none
        where a word of it cannot have been written by the scheme.
        """
        pieces, start = [], 0
        text = _composed(text)
        for found in self.words.finditer(text):
            of_word = self._of_word(found.group(), limit)
            if not of_word:
                return []
            pieces += [[text[start : found.start()]], of_word]
            start = found.end()
        pieces.append([text[start:]])
        return [
            "".join(parts) for _, parts in zip(range(limit), _simplest_first(pieces, limit), strict=False)
        ]

    def are_ambiguous(self, readings: Sequence[str]) -> bool:
        """Whether more than one of the *readings* of a text may have been meant.

        What is spelled as words are is meant, where the others are not; of an Indic script the
        shortest: an aspirate is one letter, and hardly ever two.
        """
        if len(readings) < 2:
            return False
        if self.never and self._is_spelled(readings[0]) and not self._is_spelled(readings[1]):
            return False
        return not self.is_indic or _letters(readings[0]) == _letters(readings[1])

    def unreadable(self, text: str) -> list[str]:
        """Return the words of *text* that the scheme cannot have written."""
        return [word for word in self.words.findall(_composed(text)) if not self._of_word(word, 1)]

    def _of_word(self, word: str, limit: int) -> list[str]:
        if len(word) > MAX_LETTERS:
            return []
        found = [native for _, native in zip(range(MIN_COMPARED + limit), self._search(word), strict=False)]
        return sorted(found, key=lambda native: (not self._is_spelled(native), _letters(native)))[:limit]

    def _is_spelled(self, native: str) -> bool:
        """Whether words are spelled so, as far as the scheme's script tells."""
        return self.never is None or not any(self.never.search(word) for word in native.lower().split())

    def _search(self, word: str) -> Iterator[str]:
        """Yield what the scheme writes as *word*: those with silent letters last."""
        folded, tried = _composed(word.lower()), 0
        seen: set[str] = set()
        ends: list[_End] = [((), (0,))]
        while ends:
            with_silent: list[_End] = []
            while ends:
                end = ends.pop()
                letters, reached = end
                if reached[-1] == len(folded):
                    native = self._cased("".join(letters), word)
                    if native is not None and native not in seen:
                        seen.add(native)
                        yield native
                if tried > MAX_TRIED:
                    return
                grown = list(self._grown(end, folded))
                tried += len(grown)
                ends += [one for one in reversed(grown) if self._may_lead_to(folded, *one)]
                if letters and letters[-1] not in self.silent:
                    fitting = [source for source in self.silent if self._may_follow(source, letters)]
                    with_silent += [((*letters, source), (*reached, reached[-1])) for source in fitting]
            ends = [one for one in reversed(with_silent) if self._may_lead_to(folded, *one)]

    def _grown(self, end: _End, word: str) -> Iterator[_End]:
        """Yield *end* with a letter more, of the longest target first, or what is no letter."""
        letters, reached = end
        at = reached[-1]
        for length in range(min(self.longest, len(word) - at), 0, -1):
            for source in self.sources.get(word[at : at + length], ()):
                if self._may_follow(source, letters):
                    yield (*letters, source), (*reached, at + length)
        if at < len(word) and not (word[at].isalpha() or unicodedata.combining(word[at])):
            yield (*letters, word[at]), (*reached, at + 1)

    def _may_follow(self, source: str, letters: tuple[str, ...]) -> bool:
        return not self.is_indic or _may_follow(source, letters)

    def _may_lead_to(self, word: str, letters: tuple[str, ...], reached: tuple[int, ...]) -> bool:
        """Whether what the letters are written as begins the word, but for the last ones."""
        if len(letters) <= UNSETTLED:
            return True
        settled = word[: reached[-1 - UNSETTLED]]
        return _composed(self.romanize("".join(letters))).lower().startswith(settled)

    def _cased(self, native: str, word: str) -> str | None:
        """Return *native* in the case in which it is written as *word*, None if in none."""
        forms = (native, native[:1].upper() + native[1:], native.upper(), _capitals_of(native, word))
        return next((form for form in forms if _composed(self.romanize(form)) == word), None)


def _may_follow(source: str, letters: tuple[str, ...]) -> bool:
    """Whether *source* may stand behind *letters* in an Indic script: a vowel sign and a virama or
    nukta behind a consonant only, a vowel of its own behind no virama. Other scripts ask nothing.
    """
    sign, before = _indic(source[0]), _indic(letters[-1].rstrip(NUKTAS)[-1:]) if letters else None
    if sign == "sign" or source[0] in NUKTAS or unicodedata.combining(source[0]) == VIRAMA:
        return before == "consonant"
    return before != "virama" or sign == "consonant"


def _indic(letter: str) -> str | None:
    """Return what a letter of an Indic script is: consonant, vowel, sign (of a vowel), virama; that
    is a letter with a virama of its own (ৎ, ൻ), too.

    None for what is no letter of one.
    """
    name = unicodedata.name(letter, "") if letter else ""
    if letter and (unicodedata.combining(letter) == VIRAMA or letter in _DEAD_LETTERS):
        return "virama"
    found = _INDIC.fullmatch(name)
    if found is None:
        return None
    if found["sign"]:
        return "sign"
    return "vowel" if found["vowel"] else "consonant"


def _letters(native: str) -> int:
    """Return the length of *native*, where a letter with a virama of its own is two."""
    return len(native) + sum(char in _DEAD_LETTERS for char in native)


def _capitals_of(native: str, word: str) -> str:
    """Return *native* with a capital at the beginning of each part that has one in *word*."""
    parts, of_word = re.split(r"([-–'’])", native), re.split(r"([-–'’])", word)
    if len(parts) != len(of_word):
        return native
    return "".join(
        part[:1].upper() + part[1:] if of[:1].isupper() else part
        for part, of in zip(parts, of_word, strict=True)
    )


def _simplest_first(pieces: list[list[str]], limit: int) -> Iterator[tuple[str, ...]]:
    """Yield one choice of every piece, those that take the first of each piece first."""
    choices = [tuple(enumerate(of[:limit])) for of in pieces]
    if all(len(of) == 1 for of in choices):
        yield tuple(of[0][1] for of in choices)
        return
    combined = list(zip(range(MAX_TRIED), product(*choices), strict=False))
    for _, chosen in sorted(combined, key=lambda one: sum(number for number, _ in one[1])):
        yield tuple(text for _, text in chosen)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
