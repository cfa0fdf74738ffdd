"""Scripts into Latin, by named transliteration scheme; the only file that imports unidecode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from unidecode import unidecode

_PRIVATE = 0xF0000  # private-use code points stand for the targets of context rules until the final translate
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Rule:
    """*source* letters become *target* where the neighbours fit.

    `after`, `before`, `not_after`, `not_before` are sets of source letters; "^" in an after-set is a word's beginning,
    "$" in a before-set a word's end; an empty set asks nothing.
    """

    source: str
    target: str
    after: str = ""
    before: str = ""
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A transliteration scheme as its authority prints it; `aliases/README.md` explains the fields."""

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


def romanizer(scheme: Scheme) -> Callable[[str], str]:
    """Compile *scheme* into a function from text to Latin text.

    One scan puts a private mark where a context rule fits, one `str.translate` writes marks and letters. A capital gives a
    capitalized target (Щ: Shch), in a word of capitals a target of capitals (SHCH).
    """
    rules = (*scheme.rules, *_digraphs(scheme))
    word_letter = _word_letter(scheme)
    table = _letter_table(scheme) | _mark_table(rules)
    pattern = re.compile("|".join(f"({_pattern(rule, word_letter)})" for rule in rules)) if rules else _NOTHING
    capitals = "".join(letter.upper() for letter in scheme.letters if len(letter.upper()) == 1 and letter.upper() != letter)
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
    "words": re.compile(r"(?<![^\W\d_'’ʹʻʼʾʿ\-])[^\W\d_]"),
    "first": re.compile(r"\A[\W\d_]*[^\W\d_]"),
}


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()


def _digraphs(scheme: Scheme) -> list[Rule]:
    """Sources of several letters that need no context, longest first."""
    return [Rule(s, t) for s, t in sorted(scheme.letters.items(), key=lambda item: -len(item[0])) if len(s) > 1]


def _letter_table(scheme: Scheme) -> dict[int, str]:
    single = {letter: target for letter, target in scheme.letters.items() if len(letter) == 1}
    capital = {letter.upper(): _capitalized(target) for letter, target in single.items() if len(letter.upper()) == 1}
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
    """The pattern of one character of a word: a letter, or a mark or apostrophe that the scheme reads."""
    sources = set("".join(scheme.letters)) | set("".join(rule.source for rule in scheme.rules))
    marks = "".join(sorted(c for c in sources if not c.isalnum() and not c.isspace() and c != "-"))
    return f"(?:[^\\W\\d_]|[{re.escape(marks)}])" if marks else r"[^\W\d_]"


def _pattern(rule: Rule, word_letter: str) -> str:
    return "".join(
        (
            _one_of(rule.after, "^", f"(?<!{word_letter})", "(?<={})"),
            _none_of(rule.not_after, "^", f"(?<={word_letter})", "(?<!{})"),
            "".join(map(_either_case, rule.source)),
            _one_of(rule.before, "$", f"(?!{word_letter})", "(?={})"),
            _none_of(rule.not_before, "$", f"(?={word_letter})", "(?!{})"),
        )
    )


def _one_of(neighbours: str, border: str, at_border: str, beside: str) -> str:
    letters = neighbours.replace(border, "")
    ways = [at_border] * (border in neighbours) + [beside.format(_either_case(letters))] * bool(letters)
    return f"(?:{'|'.join(ways)})" if ways else ""


def _none_of(neighbours: str, border: str, not_at_border: str, not_beside: str) -> str:
    letters = neighbours.replace(border, "")
    return not_at_border * (border in neighbours) + not_beside.format(_either_case(letters)) * bool(letters)


def _either_case(letters: str) -> str:
    both = dict.fromkeys(letters + "".join(c.upper() for c in letters if len(c.upper()) == 1))
    return f"[{re.escape(''.join(both))}]"


def transcribe(text: str) -> str:
    """Romanize *text* without a scheme: Unidecode, and a letter as it is where Unidecode has nothing.

    >>> transcribe("Jérôme"), transcribe("ߒߞߏ")
    ('Jerome', 'ߒߞߏ')
    """
    if text.isascii():
        return text
    return "".join(map(_transcribe_char, text))


def _transcribe_char(char: str) -> str:
    if latin := unidecode(char, errors="ignore"):
        return latin
    if unicodedata.category(char)[0] != "L":
        return ""
    name, _, addition = unicodedata.name(char, "").partition(" WITH ")
    if not name.startswith(("LATIN ", "CYRILLIC ", "GREEK ")):
        return char  # a script that Unidecode lacks (N'Ko, Adlam, …): the letter must not vanish, and a key with it
    try:  # ӻ, GHE WITH STROKE AND HOOK, is read as GHE
        return unidecode(unicodedata.lookup(name), errors="ignore") if addition else ""
    except KeyError:
        return ""
