"""Names that Hebrew and Arabic have in common, letter by letter: עזה is غزة."""

from __future__ import annotations

from translit.writing.language_facts import language_facts
from translit.writing.scripts import native_script

MIN_CONSONANTS = 2  # letters that are no vowels; of one there are too many names
# ways to write a word in the other script; of the letters behind, the commonest counts alone
MAX_WAYS = 16
LACKED = 0.03  # of the similarity, for each letter that writes a vowel on one side only


def in_other_script(word: str) -> tuple[str, ...]:
    """Return how a *word* in Hebrew or Arabic letters is written in those of the other; none for
    another script.

    >>> in_other_script("עזה"), in_other_script("غزة"), in_other_script("Gaza")
    (('عزة', 'غزة'), ('גזה', 'עזה'), ())
    """
    script = native_script(word)
    if script not in ("Arab", "Hebr"):
        return ()
    written = [""]
    for letter in _without_article(word) if script == "Arab" else word:
        options = _options(letter, script)
        if len(written) * len(options) > MAX_WAYS:
            options = options[:1]
        written = [before + option for before in written for option in options]
    return tuple(written)


def _options(letter: str, script: str) -> str:
    """Return the letters that *letter* is looked for as, the commonest first."""
    facts = language_facts()
    if script == "Hebr":
        found = facts.semitic_letters.get(letter, letter)
    else:
        of = [
            (arabic.index(letter), at, hebrew)
            for at, (hebrew, arabic) in enumerate(facts.semitic_letters.items())
            if letter in arabic
        ]
        found = "".join(hebrew for *_, hebrew in sorted(of)) or letter
    return found[: 2 if letter in facts.semitic_several else 1]


def cognate_similarity(word: str, other: str) -> float:
    """Return how similar two words are of which one is in Hebrew, one in Arabic letters, 0 to 1; 0
    where a consonant of one is none of the other.

    >>> cognate_similarity("עזה", "غزة"), cognate_similarity("חיפה", "نابلس")
    (1.0, 0.0)
    """
    scripts = native_script(word), native_script(other)
    if scripts == ("Arab", "Hebr"):
        word, other = other, word
    elif scripts != ("Hebr", "Arab"):
        return 0.0
    facts = language_facts()
    lacked = _lacked(word, _without_article(other))
    consonants = sum(letter not in facts.semitic_weak["Hebr"] for letter in word)
    if lacked is None or consonants < MIN_CONSONANTS:
        return 0.0
    return max(0.0, 1.0 - LACKED * lacked)


def _without_article(arabic: str) -> str:
    for article in language_facts().semitic_articles:
        arabic = arabic.removeprefix(article)
    return arabic


def _lacked(hebrew: str, arabic: str) -> int | None:
    """Return how many vowel letters one of two words has and the other lacks at the least, None
    where they are not one word.
    """
    facts = language_facts()
    letters, weak = facts.semitic_letters, facts.semitic_weak
    # by how many letters of the Arabic word are accounted for: the fewest lacked so far
    costs: dict[int, int] = {0: 0}
    for at in range(len(hebrew) + 1):
        reached = dict(costs)
        for end in range(len(arabic)):  # letters of the Arabic word that the Hebrew one lacks
            if end in reached and arabic[end] in weak["Arab"]:
                reached[end + 1] = min(reached.get(end + 1, len(arabic)), reached[end] + 1)
        if at == len(hebrew):
            return reached.get(len(arabic))
        letter, costs = hebrew[at], {}
        for end, cost in reached.items():
            if end < len(arabic) and arabic[end] in letters.get(letter, ""):
                costs[end + 1] = min(costs.get(end + 1, cost), cost)
            if letter in weak["Hebr"]:
                costs[end] = min(costs.get(end, cost + 1), cost + 1)
    return None
