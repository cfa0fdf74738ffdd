"""How other languages write the words of names: what tells Maduro from Madero, and not Mohamed from
Muhammad.

Two spellings are of one name where a language writes both in one way, and of two where all that
have both write them in two: *Мадуро, Мадеро*, but محمد. Learned by
training/learn_transcriptions.py.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum, sqrt

from translit.packaged import read_bytes

Forms = dict[str, dict[str, float]]  # by script: the forms of a word, with their shares

FILE = "transcriptions.txt"
KEPT = 4096  # words whose forms are kept
# Where the forms of two words overlap by no more than so much in all scripts together, a form that
# they share is a slip of those who write.
MAX_OVERLAP = 0.15


class Transcriptions:
    """The forms of words in other scripts, of a text whose lines are in ascending order.

    A line has a word in Latin letters and by script its forms, with how often each was met:
    `orban Cyrl:орбан*5 Kana:オルバン*2,オーバン*1`. Each line ends with a line feed. The text is
    read when it is first asked, and a word is looked up in it as it is: a dictionary would take
    some fifteen times the memory.
    """

    def __init__(self, text: bytes | None = None) -> None:
        self._text = text
        self._entry = lru_cache(maxsize=KEPT)(self._read)

    def are_two(self, one: str, other: str) -> float:
        """Return how many scripts have both words and write them in two ways, each by how often it
        was met: 0 for a script without one of them, 1 for one that has both many times.

        Two words that some script writes in one way are not two: 0.

        >>> TRANSCRIPTIONS.are_two("maduro", "madero") > 0.5
        True
        >>> TRANSCRIPTIONS.are_two("mohamed", "muhammad")
        0.0
        """
        (of_one, met_one), (of_other, met_other) = self._entry(one), self._entry(other)
        apart = together = 0.0
        for script, shares in of_one.items():  # in ascending order of scripts, as in the text
            others = of_other.get(script)
            if others is None:
                continue
            met = min(met_one[script], met_other[script])
            weight = met / (met + 1)
            overlap = fsum(sqrt(shares[form] * others[form]) for form in shares if form in others)
            apart += weight * (1 - overlap)
            together += weight * overlap
        return apart if together < MAX_OVERLAP else 0.0

    def have_a_form_in_common(self, one: str, other: str) -> bool:
        """Whether some script writes two words in one way, be it once."""
        (forms, _), (others, _) = self._entry(one), self._entry(other)
        return any(not shares.keys().isdisjoint(others.get(script, {})) for script, shares in forms.items())

    def share(self, word: str, script: str, form: str) -> float:
        """Return the share of *form* among those of a word in *script*; 0 where it is not known."""
        return self._entry(word)[0].get(script, {}).get(form, 0.0)

    def others(self, word: str, script: str, form: str) -> float:
        """Return how well it is known that *script* writes a word in other ways than *form*: 0
        where it does write it so, or the word is not known, 1 where it was met many times.
        """
        forms, met = self._entry(word)
        of_script = forms.get(script)
        return 0.0 if of_script is None or form in of_script else met[script] / (met[script] + 1)

    def _read(self, word: str) -> tuple[Forms, dict[str, int]]:
        """Return the forms of a word by script, and how often each script was met with it."""
        forms: Forms = {}
        met: dict[str, int] = {}
        for of_script in self._line(word).split()[1:]:
            script, _, listed = of_script.partition(":")
            counts = {form: int(count) for form, _, count in (f.partition("*") for f in listed.split(","))}
            met[script] = sum(counts.values())
            forms[script] = {form: count / met[script] for form, count in counts.items()}
        return forms, met

    def _line(self, word: str) -> str:
        """Return the line of a word, found by halving; an empty one where there is none."""
        if self._text is None:
            self._text = read_bytes(FILE)
        text, sought = self._text, word.encode() + b" "
        low, high = 0, len(text)  # the first line that is not before the word begins between them
        while low < high:
            middle = (low + high) // 2
            start = text.rfind(b"\n", low, middle) + 1 or low
            if text[start : start + len(sought)] < sought:
                low = text.find(b"\n", middle) + 1
            else:
                high = start
        is_there = text.startswith(sought, low)
        return text[low : text.find(b"\n", low)].decode() if is_there else ""


TRANSCRIPTIONS = Transcriptions()  # of the package
