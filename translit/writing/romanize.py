"""Scripts into Latin, by named transliteration scheme."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from translit.writing.native_text import native_text
from translit.writing.readings import READERS
from translit.writing.rule import Rule
from translit.writing.rule_pattern import RulePattern

# private-use code points stand for the targets of context rules until the final translate
_PRIVATE = 0xF0000
_BETWEEN_WORDS = frozenset("-;·?!,.،؛؟")  # whatever a scheme writes for them

Foreign = Callable[[str], str]
_LATIN = "A-Za-z\u00c0-\u024f"
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_LATIN_WORD = re.compile(f"([{_LATIN}](?:[{_LATIN}\u0300-\u036f'’-]*[{_LATIN}\u0300-\u036f])?)")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A transliteration scheme as its authority prints it; `aliases/README.md` has the fields."""

    id: str
    names: tuple[str, ...]
    lang: str
    script: str
    authority: str
    year: str
    title: str
    source: str
    status: str
    use: str
    letters: Mapping[str, str]
    rules: tuple[Rule, ...] = ()
    decompose: bool = False
    capitalize: str = ""
    is_usual: bool = False
    reader: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)


def romanizer(scheme: Scheme, foreign: Foreign | None = None) -> Callable[[str], str]:
    """Compile *scheme* into a function from text to Latin text: its reader, if it names one, then
    its letters and rules. *foreign* as in `speller`.

    The function raises ImportError where the reader needs an extra that is not installed.
    """
    spell = whole = speller(scheme, foreign)
    if scheme.reader:
        read, plain = READERS[scheme.reader], native_text(scheme.script, "", {})

        def whole(text: str) -> str:
            return spell(read(plain(text)))

    if scheme.capitalize not in ("words", "parts"):
        return whole

    def romanize(text: str) -> str:
        if _LATIN_LETTER.search(text):  # a Latin word keeps its case
            return "".join(
                piece if at % 2 else whole(piece) for at, piece in enumerate(_LATIN_WORD.split(text))
            )
        return whole(text)

    return romanize


def speller(scheme: Scheme, foreign: Foreign | None = None) -> Callable[[str], str]:
    """Compile the letters and rules of *scheme*, without its reader, into a function.

    One scan puts a private mark where a context rule fits, one `str.translate` writes marks and
    letters. A capital gives a capitalized target (Щ: Shch), in a word of capitals a target of
    capitals (SHCH), and so does an initial between such words. A lower-case character that the
    scheme does not name becomes what *foreign* says; without it, stays.
    """
    rules = (*scheme.rules, *_digraphs(scheme))
    word_letter = _word_letter(scheme)
    table = _Letters(_letter_table(scheme) | _mark_table(rules), foreign)
    found_rules = RulePattern(rules, word_letter)
    pattern = found_rules.pattern
    marks = [chr(_PRIVATE + 2 * number) for number in found_rules.numbers]
    capital_marks = [chr(_PRIVATE + 2 * number + 1) for number in found_rules.numbers]
    is_cased = any(char.lower() != char.upper() for char in _sources(scheme))
    capitals = "".join(
        letter.upper() for letter in scheme.letters if len(letter.upper()) == 1 and letter.upper() != letter
    )
    shouting = re.compile(f"[{re.escape(capitals)}]{{2}}") if capitals else None
    words = re.compile(f"({word_letter}+)")
    initials, has_words = _INITIALS[scheme.capitalize], scheme.capitalize != "first"
    form: Literal["NFC", "NFD"] = "NFD" if scheme.decompose else "NFC"
    native = native_text(scheme.script, _sources(scheme), scheme.variants)
    quotes = _quotes(scheme)

    def mark(found: re.Match[str]) -> str:
        is_capital = is_cased and found.group()[0].isupper()
        return (capital_marks if is_capital else marks)[(found.lastindex or 1) - 1]

    def plain(text: str) -> str:
        return pattern.sub(mark, text).translate(table)

    def romanize(text: str) -> str:
        if quotes and quotes.search(text):
            return "".join(piece if at % 2 else spell(piece) for at, piece in enumerate(quotes.split(text)))
        return spell(text)

    def spell(text: str) -> str:
        text = native(text)
        if not unicodedata.is_normalized(form, text):
            text = unicodedata.normalize(form, text)
        if shouting and shouting.search(text):
            pieces = words.split(text)
            loud = _loud(pieces)
            latin = "".join(
                plain(piece).upper() if at in loud else plain(piece) for at, piece in enumerate(pieces)
            )
        else:
            latin = plain(text)
        if initials is None:
            return latin
        if has_words and latin.islower() and _PLAIN_WORDS.fullmatch(latin):  # the same, sooner
            if "-" not in latin or scheme.capitalize == "parts":
                return latin.title()
            return " ".join(map(str.capitalize, latin.split(" ")))
        return initials.sub(_upper, latin)

    return romanize


def _quotes(scheme: Scheme) -> re.Pattern[str] | None:
    """The pattern of an apostrophe that is no letter of a scheme which reads one: a quotation mark,
    or that of a Latin word (O’Neill). None for a scheme that reads none.
    """
    read = "".join(mark for mark in "'’ʼ" if mark in _sources(scheme))
    if scheme.script != "Cyrl" or not read:
        return None
    letter = "[\u0300-\u036f\u0400-\u052f]"
    return re.compile(f"((?<!{letter})[{read}]|[{read}](?!{letter}))")


class _Letters(dict[int, str]):
    """`str.translate`'s table of a scheme; what *foreign* gives is added as it is met."""

    def __init__(self, letters: Mapping[int, str], foreign: Foreign | None) -> None:
        super().__init__(letters)
        self.foreign = foreign

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if self.foreign is None or code >= _PRIVATE:
            latin = char
        elif char.lower() == char or len(char.lower()) > 1:
            latin = self.foreign(char)
        else:
            latin = _capitalized(self.foreign(char.lower()))
        self[code] = latin
        return latin


def _loud(pieces: Sequence[str]) -> frozenset[int]:
    """Return where in *pieces*, words at odd places, the words in capitals stand: those of several
    letters, and a single letter if the nearest such words to both sides are.
    """
    long = [at for at in range(1, len(pieces), 2) if len(pieces[at]) > 1]
    loud = {at for at in long if pieces[at].isupper()}
    for at in range(1, len(pieces), 2):
        if len(pieces[at]) == 1 and pieces[at].isupper():
            after = bisect(long, at)
            near = long[max(0, after - 1) : after + 1]
            if near and loud.issuperset(near):
                loud.add(at)
    return frozenset(loud)


_INITIALS = {
    "": None,
    # the first letter of a run of letters; a mark inside a word (P’yŏngyang) or a hyphen (Jong-un)
    # begins no new one
    "words": re.compile(
        r"(?<![^\W\d_ʹʻʼʾʿ])(?<![^\W\d_]['‘’ʹʻʼʾʿ])(?<![ʹʻʼʾʿ]['’\-])(?<![\-\u0300-\u036f])[^\W\d_ʹʻʼʾʿ]+"
    ),
    # behind a hyphen, too (Tel-Aviv)
    "parts": re.compile(r"(?<![^\W\d_ʹʻʼʾʿ])(?<![^\W\d_]['‘’ʹʻʼʾʿ])(?<![\u0300-\u036f])[^\W\d_ʹʻʼʾʿ]+"),
    "first": re.compile(r"\A[\W\d_ʹʻʼʾʿ]*[^\W\d_ʹʻʼʾʿ]"),
}


# letters whose capital is one letter, spaces and hyphens
_PLAIN_WORDS = re.compile("[a-z\u00e0-\u00f6\u00f8-\u0148\u014a-\u017e\u1e00-\u1e95\u1ea0-\u1eff -]+")


def _upper(found: re.Match[str]) -> str:
    run = found.group()
    return run[0].upper() + run[1:] if run[0].isalpha() else run.upper()


def _digraphs(scheme: Scheme) -> list[Rule]:
    """Sources of several letters that need no context, longest first."""
    return [
        Rule(s, t) for s, t in sorted(scheme.letters.items(), key=lambda item: -len(item[0])) if len(s) > 1
    ]


def _letter_table(scheme: Scheme) -> dict[int, str]:
    single = {letter: target for letter, target in scheme.letters.items() if len(letter) == 1}
    capital = {
        letter.upper(): _capitalized(target) for letter, target in single.items() if len(letter.upper()) == 1
    }
    return {ord(letter): target for letter, target in (capital | single).items()}


def _mark_table(rules: tuple[Rule, ...]) -> dict[int, str]:
    targets = [form for rule in rules for form in (rule.target, _capitalized(rule.target))]
    return {_PRIVATE + number: target for number, target in enumerate(targets)}


def _capitalized(target: str) -> str:
    for place, char in enumerate(target):
        if char.upper() != char:
            return target[:place] + char.upper() + target[place + 1 :]
    return target


def _sources(scheme: Scheme) -> str:
    return "".join(scheme.letters) + "".join(rule.source for rule in scheme.rules)


def _word_letter(scheme: Scheme) -> str:
    """The pattern of one character of a word: a letter, or a mark or apostrophe that the scheme
    reads.
    """
    sources = set(_sources(scheme)) - _BETWEEN_WORDS
    marks = "".join(sorted(c for c in sources if not c.isalnum() and not c.isspace()))
    return f"(?:[^\\W\\d_]|[{re.escape(marks)}])" if marks else r"[^\W\d_]"
