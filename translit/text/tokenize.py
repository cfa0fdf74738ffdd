"""Runs of capitalized words in a text, and their tokens.

Positions count code points of the text as given, which is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from translit.text.patterns import APOSTROPHES, MAX_RUN_WORDS, PATTERNS, POSSESSIVE

RUN_OVERLAP_WORDS = 8  # words that two pieces of a long run share: a name may stand at the cut
# Articles and prepositions that French and Italian write with an apostrophe: l'Ukraine,
# dell'Ucraina; but O'Higgins, N'Djamena
ELISION = re.compile(
    rf"(?:[ldjmtcs]|qu|dell|all|nell|dall|sull|jusqu|lorsqu|puisqu)[{APOSTROPHES}](?=\w)", re.IGNORECASE
)

_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_POSSESSIVE = re.compile(POSSESSIVE)


class Token(NamedTuple):
    """A word of a run: its place in the run, its match key, and the text between it and the word
    before.

    `is_possessive`: an 's follows, which belongs to the name only inside one: People's Republic.
    """

    start: int
    end: int
    key: str
    before: str
    is_possessive: bool = False


def tokens(run: str) -> list[Token]:
    """Split a run into its words.

    >>> [(t.key, t.before) for t in tokens("Lt. Gen. V. Zaluzhny")]
    [('lt', ''), ('gen', '. '), ('v', '. '), ('zaluzhny', '. ')]
    >>> [[t.key for t in tokens(run)] for run in ("L’Ukraine", "O'Higgins", "U.S. Navy")]
    [['l', 'ukraine'], ['ohiggins'], ['us', 'navy']]
    """
    words: list[Token] = []
    end = 0
    for word in PATTERNS.token.finditer(run):
        start = word.start()
        if start and _POSSESSIVE.match(run, start - 1):
            continue  # the s of People's
        elided = ELISION.match(run, start, word.end())
        if elided and elided.end() < word.end():
            words.append(
                Token(start, elided.end() - 1, key_of(run[start : elided.end() - 1]), run[end:start])
            )
            end, start = elided.end() - 1, elided.end()
        folded = key_of(run[start : word.end()])
        if folded:
            is_possessive = bool(_POSSESSIVE.match(run, word.end()))
            words.append(Token(start, word.end(), folded, run[end:start], is_possessive))
            end = word.end()
    return words


def key_of(word: str) -> str:
    """Return the match key of a word; the keys of recent words are cached."""
    return word.lower() if word.isascii() and word.isalpha() else PATTERNS.key_of(word)


def is_plain(word: str) -> bool:
    """Whether *word* is one part of a name, with its match key for a token; DrSmith and JK may be
    several.
    """
    return len(word) > 1 and _LATIN.fullmatch(word) is not None and (word.istitle() or word.islower())


def runs(
    text: str, particles: frozenset[str], is_glued: Callable[[str, int], bool]
) -> Iterator[tuple[int, str]]:
    """Yield the start and the text of each run of capitalized words.

    *is_glued*: whether a capital inside a word begins one that a space is missing before.
    """
    search = PATTERNS.run(particles).search
    at = 0
    while match := search(text, at):
        start, at = match.span()
        is_inside = start > 0 and text[start - 1].isalnum() and not _follows_caseless_letter(text, start)
        if is_inside and not is_glued(text, start):
            at = _end_of_word(text, start)  # iPhone
            continue
        run = match.group()
        yield start, run
        if len(run) > 2 * MAX_RUN_WORDS and run.count(" ") + run.count("\n") >= MAX_RUN_WORDS - 1:
            at = start + _overlap_start(run)


def starts_sentence(text: str, start: int) -> bool:
    """Whether text[start] may begin a sentence, a line or a quotation.

    >>> text = 'He left. "But who?" (Kyiv)'
    >>> [starts_sentence(text, text.index(word)) for word in ("He", "But", "Kyiv")]
    [True, True, True]
    >>> starts_sentence("and Kyiv", 4)
    False
    """
    at = start - 1
    while at >= 0 and text[at] in _BEFORE_SENTENCE:
        at -= 1
    return at < 0 or text[at] in _SENTENCE_ENDS


def _follows_caseless_letter(text: str, start: int) -> bool:
    """Whether the character before *start* is a letter of a script without case: 在Kyiv."""
    before = text[start - 1]
    return before.isalpha() and before.lower() == before.upper()


def _end_of_word(text: str, start: int) -> int:
    rest = _WORD_REST.match(text, start)
    return start + 1 if rest is None else max(rest.end(), start + 1)


def _overlap_start(run: str) -> int:
    """Return where the last words of a long run start: they are read again with what follows."""
    at = len(run)
    for _ in range(RUN_OVERLAP_WORDS):
        at = max(run.rfind(" ", 0, at), run.rfind("\n", 0, at))
    return at + 1


class Window(NamedTuple):
    """What is read around text[start:end]: text[left:right], within one paragraph, and the bounds
    of the sentence in it.
    """

    start: int
    end: int
    left: int
    right: int
    sentence_start: int
    sentence_end: int

    @classmethod
    def of(cls, text: str, start: int, end: int, before: int, after: int) -> Window:
        """Return the window of *before* characters before text[start:end] and *after* characters
        after it.
        """
        left = max(text.rfind("\n", max(0, start - before), start) + 1, start - before, 0)
        right = text.find("\n", end, end + after)
        right = min(len(text), end + after) if right < 0 else right
        sentence_start = max((stop.end() for stop in _SENTENCE_END.finditer(text, left, start)), default=left)
        stop = _SENTENCE_END.search(text, end, right)
        return cls(start, end, left, right, sentence_start, right if stop is None else stop.end())

    def distance(self, start: int, end: int) -> int:
        """Return the distance of a word from the span in characters, negative before it; a word of
        another sentence is `OTHER_SENTENCE_CHARS` farther.
        """
        if start < self.start:
            return end - self.start - 1 - (OTHER_SENTENCE_CHARS if start < self.sentence_start else 0)
        return start - self.end + 1 + (OTHER_SENTENCE_CHARS if start >= self.sentence_end else 0)

    def words(self, text: str) -> list[tuple[int, str]]:
        """Return the distance and the match key of each word in the window, without the span."""
        found: list[tuple[int, str]] = []
        at = self.left
        for word in _WORD.findall(text, at, self.start):
            at = text.index(word, at)
            far = OTHER_SENTENCE_CHARS if at < self.sentence_start else 0
            at += len(word)
            found.append((at - self.start - 1 - far, key_of(word)))
        at = self.end
        for word in _WORD.findall(text, at, self.right):
            at = text.index(word, at)
            far = OTHER_SENTENCE_CHARS if at >= self.sentence_end else 0
            found.append((at - self.end + 1 + far, key_of(word)))
            at += len(word)
        return found


_BEFORE_SENTENCE = frozenset(" \t\0\N{NO-BREAK SPACE}\"'“”„‟«»‹›‘’‚([{*_#•·–—-¿¡")
_SENTENCE_ENDS = frozenset(".!?…:;\n\r|>。！？")
_WORD_REST = re.compile(r"\w*")
OTHER_SENTENCE_CHARS = 100  # characters that a sentence boundary counts as
_WORD = re.compile(r"[^\W\d_]\w*")
_SENTENCE_END = re.compile(r"(?<=\w\w\w\w)[.!?]+[\"”’»)]*\s|[。！？؟]")  # Mr. and Gen. end no sentence
