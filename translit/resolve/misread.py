"""Other readings of a damaged name: what a scan or a wrong code page made of it.

None is certain, so each counts only where a name is listed that is written so, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from translit.evidence import Stage, Step
from translit.names.name import Name
from translit.pairs.priors import BY_STAGE
from translit.resolve.listed import Lookup, with_key
from translit.resolve.scored import ScoredCandidate
from translit.writing.code_pages import other_decodings
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.scripts import scripts

MIN_LETTERS = 3  # of a word in which a digit may be a letter
VOWELS = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüý"

_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"\w(?:\s+\w){3,}")
# between consonants no l and no c is spoken: Putln, Webcr; but McRae, Schmidt, Kunckel
_BETWEEN = rf"(?<=[^\W\d_{VOWELS}l])"
_L_FOR_I = re.compile(rf"{_BETWEEN}l(?=[^\W\d_{VOWELS}lj])")
_C_FOR_E = re.compile(rf"(?<!^[Mm])(?<!s){_BETWEEN}c(?=[^\W\d_{VOWELS}chkqtz])")
_SMALL_L = re.compile(r"(?<=[A-Z])l(?=[A-Z])|(?<=[A-Z]{2})l$|^l(?=[A-Z]{2})")
_CAPITAL_I = re.compile(r"(?<=[a-z])I(?=[a-z])")


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be meant by *text*, each with the name of its step.

    >>> [reading for _, reading in readings("8oris Johns0n")]
    ['Boris Johnson']
    >>> [reading for _, reading in readings("Vladimir PUTlN")]
    ['Vladimir PUTIN']
    >>> [reading for _, reading in readings("A n n a   W e b e r")]
    ['Anna Weber']
    >>> list(readings("Kosmos2251")), list(readings("Web3 Labs")), list(readings("4chan"))
    ([], [], [])
    """
    text = repair(text)
    if _SPACED.fullmatch(text):
        words = re.split(r"\s{2,}", text) if "  " in text else re.split(r"\s(?=[^\W\d_a-zа-я])", text)
        yield "join spaced letters", " ".join("".join(word.split()) for word in words)
        return
    seen = {text}
    choices = [_scanned(piece) for piece in re.split(r"(\w+)", text)]
    for pieces in product(*choices):
        if (reading := "".join(pieces)) not in seen:
            seen.add(reading)
            yield "read letters of a scan", reading
    for reading in other_decodings(text):
        yield "read in another code page", reading


def _scanned(word: str) -> tuple[str, ...]:
    """Return the readings of a *word* that a scan may have taken for it; itself where none."""
    if sum(letter.isalpha() for letter in word) < MIN_LETTERS:
        return (word,)
    word = _CAPITAL_I.sub("l", _SMALL_L.sub("I", word))
    word = _C_FOR_E.sub("e", _L_FOR_I.sub("i", word))
    if not any(map(str.isdigit, word)):
        return (word,)
    letters = language_facts().scan_letters["Cyrl" if "Cyrl" in scripts(word) else "Latn"]
    choices = []
    for at, letter in enumerate(word):
        if not letter.isdigit():
            choices.append(letter)
        elif letter in letters and _is_inside(word, at):
            choices.append(letters[letter].upper() if _is_capital(word, at) else letters[letter])
        else:
            return (word,)  # a number: Kosmos2251
    return tuple(map("".join, product(*choices)))


def _is_inside(word: str, at: int) -> bool:
    """Whether a digit stands among letters, in front of small ones, or is a 0 at the end."""
    before, behind = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if not behind:
        return word[at] == "0" and before.isalpha()
    return behind.isalpha() and (before.isalpha() or (not before and word[at + 1 :].islower()))


def _is_capital(word: str, at: int) -> bool:
    others = word[:at] + word[at + 1 :]
    return at == 0 or (others.isupper() and len(others) > 1)


def misread_candidates(lookup: Lookup) -> tuple[list[ScoredCandidate], tuple[Step, ...]]:
    """Return who is listed by another reading of the name, and the steps of the first that is."""
    name = lookup.name
    for label, reading in readings(name.text):
        read = Name(reading, name.lexicon, kind=name.kind)
        query = lookup.query._replace(name=read)
        inner = Lookup(query, lookup.table, lookup.gazetteer, model=lookup.model)
        forms = dict.fromkeys((read.key, *read.core_keys))
        found = [c for form in forms if form for c in with_key(form, inner, is_whole=False)]
        if found:
            variants = [
                candidate.at_most(BY_STAGE[Stage.VARIANT], label)._replace(stage=Stage.VARIANT)
                for candidate in found
            ]
            return variants, (Step(label, name.text, reading),)
    return [], ()
