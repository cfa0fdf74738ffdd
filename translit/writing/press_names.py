"""How passports and the press of a country write Arabic and Persian names: by the name, and not by
its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from translit.packaged import read_json
from translit.writing.arabic_letters import arabic_letters
from translit.writing.arabic_vowels import arabic_vowels

FILE = "press_names.json"  # written by training/learn_press_names.py
ARTICLE = "ال"
_BEGINNINGS = {"article": ARTICLE, "servant": "عبد ال"}
_SERVANT = re.compile("عبد(?=ال)")
_WORD = "[\u0621-\u063a\u0640-\u065f\u0670-\u06d3]+"
_RUN = re.compile(f"{_WORD}(?: {_WORD})*")


class _Press:
    """The spellings of each habit by word, read when one is first asked."""

    @cached_property
    def habits(self) -> Mapping[str, Any]:
        return dict(read_json(FILE))


_PRESS = _Press()


class PressNames:
    """Reads names as one *habit* has them: egypt, maghreb, gulf, lebanon, iran."""

    def __init__(self, habit: str) -> None:
        self.habit = habit

    def __call__(self, text: str) -> str:
        """Write the names in *text* that are listed as most do who have them; others get the vowels
        that `arabic_vowels` knows and stay in their letters.

        >>> PressNames("egypt")("جمال عبد الناصر"), PressNames("maghreb")("عبدالقادر")
        ('Gamal Abdel Nasser', 'Abdelkader')
        """
        return _RUN.sub(lambda found: " ".join(self._spelled(found.group().split(" "))), text)

    def _spelled(self, words: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            for size in (2, 1):
                latin = self._listed(" ".join(words[at : at + size])) if at + size <= len(words) else None
                if latin:
                    yield latin
                    at += size
                    break
            else:
                yield arabic_vowels(words[at])
                at += 1

    def _listed(self, name: str) -> str | None:
        habit = _PRESS.habits[self.habit]
        words: Mapping[str, str] = habit["words"]
        word = _SERVANT.sub("عبد ", arabic_letters(name))
        if word in words:
            return words[word]
        for begins in ("article", "servant"):
            bare = word.removeprefix(_BEGINNINGS[begins])
            if bare != word and bare in words:
                return _joined(str(habit[begins]), words[bare])
        return None


def _joined(begins: str, name: str) -> str:
    """Return *name* behind the article or Abdel, with no capital inside a word."""
    return begins + (name if begins[-1] in " -" else name.lower())


def press_words(name: str) -> Iterator[str]:
    """Yield the words of *name* as the list has them: عبد with what follows it is one.

    >>> list(press_words("جمال عبد الناصر"))
    ['جمال', 'عبد الناصر']
    """
    words = iter(_SERVANT.sub("عبد ", name).split())
    for word in words:
        yield f"{word} {next(words, '')}".strip() if word == "عبد" else word
