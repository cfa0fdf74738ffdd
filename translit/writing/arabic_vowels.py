"""The vowels that the Arabic spelling of a name leaves out."""

from __future__ import annotations

import re

from translit.writing.language_facts import language_facts

_LETTERS = "\u0621-\u063a\u0641-\u064a"
_MARKS = "\u064b-\u0652\u0670"
_WORD = re.compile(f"[{_LETTERS}{_MARKS}]+")
_ARTICLE = "ال"


def arabic_vowels(text: str) -> str:
    """Write the vowels of the Arabic names in *text* that are listed; other words stay, and those
    with a vowel mark.

    >>> arabic_vowels("عبدالله"), arabic_vowels("عبدالعزيز")
    ('عَبْد الله', 'عَبْد العَزِيز')
    >>> arabic_vowels("محمد السادات"), arabic_vowels("مُحمد"), arabic_vowels("كتاب")
    ('مُحَمَّد السَادَات', 'مُحمد', 'كتاب')

    `aliases/words/arabic_vowels.yaml` has them. The standards of romanization ask for vowels that
    only who knows a word can write.
    """
    listed = language_facts().arabic_vowels

    def vowelled(found: re.Match[str]) -> str:
        word = found.group()
        if word in listed:
            return listed[word]
        before, article, bare = word.partition(_ARTICLE)
        if bare in listed and (not before or before + article in listed):
            return listed.get(before + article, article) + listed[bare]
        return word

    return _WORD.sub(vowelled, text)
