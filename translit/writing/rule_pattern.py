"""The context rules of a transliteration scheme as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.writing.rule import Neighbours, Rule

_OPPOSITE = {"=": "!", "!": "="}  # signs of a look behind
_NEVER = re.compile(r"(?!)")


class RulePattern:
    """Find where a context rule of a scheme fits, the first rule first.

    `pattern` has an empty group behind each rule; `numbers[match.lastindex - 1]` is the place in
    *rules* of the rule that fits.

    `re` tries its branches one after another, and a scheme has hundreds of rules. So the rules for
    one first letter are one branch, and a letter without a rule costs one look into a set.
    """

    def __init__(self, rules: Sequence[Rule], word_letter: str) -> None:
        self.numbers: list[int] = []
        self._word_letter = word_letter
        branches = [self._branch(numbered) for numbered in _by_first_letter(rules)]
        self.pattern = re.compile("|".join(branches)) if branches else _NEVER

    def _branch(self, rules: Sequence[tuple[int, Rule]]) -> str:
        """Return the pattern of the numbered rules for one first letter.

        Letters with one capital (σ, ς) share a branch, as the capital may be any of them; each
        rule has its own letter there.
        """
        if len({rule.source[0] for _, rule in rules}) > 1:
            return "|".join(
                _either_case(rule.source[0]) + self._behind_first(number, rule) for number, rule in rules
            )
        return _either_case(rules[0][1].source[0]) + _grouped([self._behind_first(*one) for one in rules])

    def _behind_first(self, number: int, rule: Rule) -> str:
        """Return what follows the pattern of the first letter: the others, what the rule asks of
        the letters behind them, and what it asks of those before, which costs most.
        """
        self.numbers.append(number)
        rest = "".join(map(_either_case, rule.source[1:]))
        return f"{rest}{self._lookahead(rule)}{self._lookbehind(rule)}()"

    def _lookbehind(self, rule: Rule) -> str:
        """Return what a rule asks of the letters before its source, which has been read by then."""
        source = "".join(map(_either_case, rule.source))

        def lookbehind(sign: str, letters: tuple[str, ...]) -> str:
            if letters == ("^",):
                return f"(?<{_OPPOSITE[sign]}{self._word_letter}{source})"
            return f"(?<{sign}{self._run(letters, '^', '<')}{source})"

        runs = _merged(rule.after, "^")
        after = "|".join(lookbehind("=", letters) for letters in runs)
        if len(runs) > 1:
            # Inside most words the nearest letter fits none: one look instead of one for each.
            nearest = "".join(letters[-1] for letters in runs if letters[-1] != "^")
            after = f"(?<![^{_both_cases(nearest)}\\W\\d_]{source})(?:{after})"
        return after + "".join(lookbehind("!", letters) for letters in _merged(rule.not_after, "^"))

    def _lookahead(self, rule: Rule) -> str:
        """Return what a rule asks of the letters behind it."""
        if rule.before == (("$",),):
            before = f"(?!{self._word_letter})"
        else:
            runs = "|".join(self._run(letters, "$", "") for letters in _merged(rule.before, "$"))
            before = f"(?={runs})" if runs else ""
        return before + "".join(
            f"(?!{self._run(letters, '$', '')})" for letters in _merged(rule.not_before, "$")
        )

    def _run(self, letters: tuple[str, ...], border: str, direction: str) -> str:
        """Return the pattern of neighbouring *letters*.

        *border*, the sign of a word's end, is where no letter follows or, with *direction* "<",
        stands before.
        """
        no_letter = f"(?{direction}!{self._word_letter})"
        return "".join(no_letter if letter == border else _either_case(letter) for letter in letters)


def _by_first_letter(rules: Sequence[Rule]) -> list[list[tuple[int, Rule]]]:
    """Return the rules with their numbers, those that may fit at one place together, in order."""
    by_capital: dict[str, list[tuple[int, Rule]]] = {}
    for number, rule in enumerate(rules):
        by_capital.setdefault(rule.source[0].upper(), []).append((number, rule))
    return list(by_capital.values())


def _merged(runs: Neighbours, border: str) -> Neighbours:
    """Return *runs* with those put together that differ in one letter alone, sets being joined.

    >>> _merged((("ab", "x"), ("c", "x"), ("a", "y"), ("$",)), "$")
    (('abc', 'x'), ('a', 'y'), ('$',))
    """
    for place in range(max(map(len, runs), default=0)):
        joined: dict[tuple[str, ...], tuple[str, ...]] = {}
        for run in runs:
            if place >= len(run) or run[place] == border:
                joined[run] = run
                continue
            others = (*run[:place], "", *run[place + 1 :])
            letters = joined[others][place] if others in joined else ""
            joined[others] = (*run[:place], letters + run[place], *run[place + 1 :])
        runs = tuple(joined.values())
    return runs


def _grouped(patterns: Sequence[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _either_case(letters: str) -> str:
    """Return the pattern of one of *letters*, small or capital."""
    return f"[{_both_cases(letters)}]"


def _both_cases(letters: str) -> str:
    capitals = (letter.upper() for letter in letters)
    return re.escape("".join(dict.fromkeys(letters + "".join(c for c in capitals if len(c) == 1))))
