"""The name of an organisation in English: 南京大学 is Nanjing University, as far as its words are
known; the others stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from translit.names.japanese_words import is_japanese, japanese_readings
from translit.names.numerals import plain_han_ordinals
from translit.names.organisation_words import UNSPACED, WORDS, plain
from translit.names.organisations import divide_legal_form
from translit.writing.repair import repair
from translit.writing.scripts import native_script, unmix
from translit.writing.text import clean

MAX_PHRASE = 7  # words of a phrase
# What it costs that letters of a name without spaces are no known word, or are one: the way to
# divide it that costs least is taken. One letter is a word only where its neighbours are.
UNKNOWN_LETTER, UNKNOWN_RUN, KNOWN_WORD, KNOWN_LETTER = 1.0, 0.5, 0.3, 1.05

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e']|\u200c)*")


class Translation(NamedTuple):
    """A name with its known words in English, and how many words those were."""

    text: str
    n_words: int


def translate(text: str) -> Translation:
    """Return the name *text* with its known words in English, in their order; *text* as `clean`
    writes it where none is known.

    >>> translate("南京大学").text, translate("Министерство обороны Украины").text
    ('Nanjing University', 'Ministry Of Defence Ukraine')
    """
    text = plain_han_ordinals(divide_legal_form(clean(unmix(repair(text)))))
    written = []
    end = count = 0
    reads_japanese = is_japanese(text, WORDS.japanese_words)
    for start, stop, english in _translated(text):
        if english is None:
            written += [text[end:start], _respelled(text[start:stop], reads_japanese)]
        else:
            written += [text[end:start], f" {english} "]
            count += bool(english)
        end = stop
        if english == "" and text[end : end + 1] == ".":  # им.
            end += 1
    return Translation(clean("".join([*written, text[end:]])), count)


def _respelled(word: str, reads_japanese: bool) -> str:
    """Return *word*, of which no English is known, with its article apart; what is read in a
    Japanese name in the letters of its reading.
    """
    if not reads_japanese:
        return WORDS.with_article_apart(word)
    read = japanese_readings(word, plain(word), WORDS.japanese_places)
    return read if read == word else f" {read} "


def _translated(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where each word or known phrase of *text* begins and ends, and its English, None where
    none is known.
    """
    words = [
        (found.start() + start, found.start() + stop)
        for found in _WORD.finditer(text)
        for start, stop in _divided(found.group())
    ]
    at, has_head = 0, False
    while at < len(words):
        for count in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            start, stop = words[at][0], words[at + count - 1][1]
            # И. Сорокин; 33-й
            is_initial = stop - start == 1 and (
                text[stop : stop + 1] == "." or text[start - 1 : start] == "-"
            )
            english = None if is_initial else _english(text[start:stop], has_head)
            if english is not None:
                yield start, stop, english.title()
                has_head = has_head or bool(english)
                at += count
                break
        else:
            yield (*words[at], None)
            at += 1


def _english(phrase: str, has_head: bool) -> str | None:
    """Return the English for a word or *phrase*, behind a known word that it may depend on or not;
    None where it is not known.
    """
    if phrase.isascii():
        return None
    of = " ".join(plain(phrase).split())
    found = WORDS.english.get(of, WORDS.numbers.get(of))
    if found is None and WORDS.may_change(of) and (has_head or not WORDS.depends(of)):
        found = WORDS.stems.get(WORDS.stem(of))
        if found is None and " " not in of:
            found = WORDS.place_of_adjective(of) or None
    return found


def _divided(run: str) -> Sequence[tuple[int, int]]:
    """Return where the words of a *run* of letters begin and end: one word, but in scripts without
    spaces known words and what stands between them, so divided that it costs least.
    """
    if native_script(run) not in UNSPACED:
        return ((0, len(run)),)
    letters, known = plain(run), WORDS.english
    if len(letters) != len(run):
        return ((0, len(run)),)
    # by the place where the words so far end: the cost, where the last one begins, if it is known
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for stop in range(1, len(letters) + 1):
        cost, start, is_known = best[stop - 1]
        options = [(cost + UNKNOWN_LETTER + (UNKNOWN_RUN if is_known else 0.0), stop - 1, False)]
        if not is_known:
            options = [(cost + UNKNOWN_LETTER, start, False)]
        for begin in range(max(0, stop - WORDS.longest), stop):
            if letters[begin:stop] in known:
                price = KNOWN_WORD if stop - begin > 1 else KNOWN_LETTER
                options.append((best[begin][0] + price, begin, True))
        best.append(min(options))
    spans = []
    stop = len(letters)
    while stop:
        start = best[stop][1]
        spans.append((start, stop))
        stop = start
    return spans[::-1]
