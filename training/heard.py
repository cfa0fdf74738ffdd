"""Which words of names other languages hear as two: what tells Maduro from Madero, and not Mohamed
from Muhammad.

Two spellings a letter or two apart are one name where some language writes both in one way, and
two where all that have both write them in two: *Мадуро, Мадеро*, but محمد.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import OSA
from slips import rows

from translit.writing.sound import consonants

MIN_MET = 2  # times that a word was met so written; others are misaligned as often as not
MIN_LETTERS = 4
MAX_LETTERS_APART = 2
WITH_VOWELS = frozenset({"ja", "ko", "ru"})  # languages of which one at least has to have both


class HeardForms:
    """How other languages write the words of names; *path*: `name_parts.tsv` of the bench."""

    def __init__(self, path: Path) -> None:
        self._forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in rows(path):
            latin = row["latin"].casefold()
            if int(row["count"]) >= MIN_MET and latin.isascii() and len(latin) >= MIN_LETTERS:
                self._forms[latin][row["lang"]].add(row["variant"])

    def are_two(self, one: str, other: str) -> bool:
        """Whether every language that has both words writes them differently, and one of them its
        vowels.
        """
        of_one, of_other = self._forms.get(one, {}), self._forms.get(other, {})
        common = of_one.keys() & of_other.keys()
        is_apart = all(of_one[lang].isdisjoint(of_other[lang]) for lang in common)
        return is_apart and not common.isdisjoint(WITH_VOWELS)

    def alike_by_consonants(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Return for each of the *words* those that differ from it by vowels, a letter or two, and
        are heard as others.
        """
        by_consonants: dict[str, list[str]] = defaultdict(list)
        for word in sorted({word.casefold() for word in words}):
            if word in self._forms:
                by_consonants[consonants(word)].append(word)
        alike: dict[str, list[str]] = defaultdict(list)
        for of_one_skeleton in by_consonants.values():
            for one, other in combinations(of_one_skeleton, 2):
                if OSA.distance(one, other) <= MAX_LETTERS_APART and self.are_two(one, other):
                    alike[one].append(other)
                    alike[other].append(one)
        return alike


class NativeForms:
    """How the words of Latin names are written in another script: from names of as many words in
    both.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._forms: dict[str, set[str]] = defaultdict(set)
        met: Counter[str] = Counter()
        for latin, native in names:
            for word, form in words_in_both(latin, native):
                self._forms[word].add(form)
                met[word] += 1
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(word for word, times in met.items() if times >= MIN_MET):
            for start in _starts(word):
                self._near[start].append(word)

    def others(self, word: str, native: str) -> list[str]:
        """Return the words nearest to *word*, which is written *native*, a letter or two away, that
        are written otherwise.
        """
        low = word.casefold()
        pool = {near for start in _starts(low) for near in self._near.get(start, ())}
        written = self._forms.get(low, set()) | {native}
        apart = {near: OSA.distance(near, low) for near in pool if self._forms[near].isdisjoint(written)}
        nearest = min(apart.values(), default=MAX_LETTERS_APART + 1)
        return sorted(near for near in apart if apart[near] == nearest <= MAX_LETTERS_APART)


def words_in_both(latin: str, native: str) -> list[tuple[str, str]]:
    """Return the words of a name that has as many in both scripts, in their order; else none."""
    words, forms = latin.casefold().replace("-", " ").split(), native.split()
    is_plain = len(words) == len(forms) and "," not in latin
    return (
        [pair for pair in zip(words, forms, strict=True) if len(pair[0]) >= MIN_LETTERS] if is_plain else []
    )


def _starts(word: str) -> set[str]:
    """Return what words that are nearly *word* have in common with it."""
    return {consonants(word), word[:2], word[-3:]}
