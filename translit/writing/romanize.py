"""Scripts into Latin, by named transliteration scheme."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from translit.writing.readings import READERS

# private-use code points stand for the targets of context rules until the final translate
_PRIVATE = 0xF0000
_NOTHING = re.compile(r"(?!)")


Neighbours = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """*source* letters become *target* where the neighbours fit.

    `after`, `before`, `not_after`, `not_before` are alternatives; each is a run of neighbouring
    letters, and each letter of it is given as the set it must be one of. "^" before an after-run is
    a word's beginning, "$" behind a before-run a word's end. No alternative asks nothing.
    """

    source: str
    target: str
    after: Neighbours = ()
    before: Neighbours = ()
    not_after: Neighbours = ()
    not_before: Neighbours = ()


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


def romanizer(scheme: Scheme) -> Callable[[str], str]:
    """Compile *scheme* into a function from text to Latin text: its reader, if it names one, then
    its letters and rules.

    The function raises ImportError where the reader needs an extra that is not installed.
    """
    spell = speller(scheme)
    if not scheme.reader:
        return spell
    read = READERS[scheme.reader]
    return lambda text: spell(read(text))


def speller(scheme: Scheme) -> Callable[[str], str]:
    """Compile the letters and rules of *scheme*, without its reader, into a function.

    One scan puts a private mark where a context rule fits, one `str.translate` writes marks and
    letters. A capital gives a capitalized target (Щ: Shch), in a word of capitals a target of
    capitals (SHCH).
    """
    rules = (*scheme.rules, *_digraphs(scheme))
    word_letter = _word_letter(scheme)
    table = _letter_table(scheme) | _mark_table(rules)
    pattern = (
        re.compile("|".join(f"{_pattern(rule, word_letter)}()" for rule in rules)) if rules else _NOTHING
    )
    capitals = "".join(
        letter.upper() for letter in scheme.letters if len(letter.upper()) == 1 and letter.upper() != letter
    )
    shouting = re.compile(f"[{re.escape(capitals)}]{{2}}") if capitals else _NOTHING
    words = re.compile(f"({word_letter}+)")
    initials = _INITIALS[scheme.capitalize]
    form: Literal["NFC", "NFD"] = "NFD" if scheme.decompose else "NFC"

    def mark(found: re.Match[str]) -> str:
        number = 2 * ((found.lastindex or 1) - 1)
        return chr(_PRIVATE + number + found.group()[0].isupper())

    def plain(text: str) -> str:
        return pattern.sub(mark, text).translate(table)

    def loud(word: str) -> str:
        return plain(word).upper() if word.isupper() and len(word) > 1 else plain(word)

    def romanize(text: str) -> str:
        if not unicodedata.is_normalized(form, text):
            text = unicodedata.normalize(form, text)
        latin = "".join(map(loud, words.split(text))) if shouting.search(text) else plain(text)
        return initials.sub(_upper, latin) if initials else latin

    return romanize


_INITIALS = {
    "": None,
    # the first letter of a run of letters; a mark inside a word (P’yŏngyang) or a hyphen (Jong-un)
    # begins no new one
    "words": re.compile(
        r"(?<![^\W\d_ʹʻʼʾʿ])(?<![^\W\d_]['’ʹʻʼʾʿ])(?<![ʹʻʼʾʿ]['’\-])(?<![\-\u0300-\u036f])[^\W\d_ʹʻʼʾʿ]"
    ),
    "first": re.compile(r"\A[\W\d_ʹʻʼʾʿ]*[^\W\d_ʹʻʼʾʿ]"),
}


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()


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


def _word_letter(scheme: Scheme) -> str:
    """The pattern of one character of a word: a letter, or a mark or apostrophe that the scheme
    reads.
    """
    sources = set("".join(scheme.letters)) | set("".join(rule.source for rule in scheme.rules))
    marks = "".join(sorted(c for c in sources if not c.isalnum() and not c.isspace() and c != "-"))
    return f"(?:[^\\W\\d_]|[{re.escape(marks)}])" if marks else r"[^\W\d_]"


def _pattern(rule: Rule, word_letter: str) -> str:
    # The first letter leads and the look-behind reaches over it: `re` passes over a branch whose
    # first letter does not fit.
    first, *rest = map(_either_case, rule.source)

    def behind(run: tuple[str, ...]) -> str:
        return (
            "".join(f"(?<!{word_letter})" if letters == "^" else _either_case(letters) for letters in run)
            + first
        )

    def ahead(run: tuple[str, ...]) -> str:
        return "".join(f"(?!{word_letter})" if letters == "$" else _either_case(letters) for letters in run)

    after = "|".join(f"(?<={behind(run)})" for run in rule.after)
    before = "|".join(f"(?={ahead(run)})" for run in rule.before)
    return "".join(
        (
            first,
            f"(?:{after})" if after else "",
            *(f"(?<!{behind(run)})" for run in rule.not_after),
            *rest,
            f"(?:{before})" if before else "",
            *(f"(?!{ahead(run)})" for run in rule.not_before),
        )
    )


def _either_case(letters: str) -> str:
    both = dict.fromkeys(letters + "".join(c.upper() for c in letters if len(c.upper()) == 1))
    return f"[{re.escape(''.join(both))}]"
