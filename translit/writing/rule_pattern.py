"""The context rules of a transliteration scheme as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from translit.writing.rule import Rule

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
        firsts = [_either_case(rule.source[0]) for _, rule in rules]
        if len({rule.source[0] for _, rule in rules}) > 1:
            return "|".join(
                first + self._after_first([numbered], first)
                for first, numbered in zip(firsts, rules, strict=True)
            )
        runs = groupby(rules, key=lambda numbered: (numbered[1].after, numbered[1].not_after))
        return firsts[0] + _grouped([self._after_first(list(run), firsts[0]) for _, run in runs])

    def _after_first(self, rules: Sequence[tuple[int, Rule]], first: str) -> str:
        """Return what follows the pattern *first* of the first letter.

        The *rules* ask for the same letters before it, which are looked at once for all of them.
        """
        tails = []
        for number, rule in rules:
            self.numbers.append(number)
            rest = "".join(map(_either_case, rule.source[1:]))
            tails.append(f"{rest}{self._lookahead(rule)}()")
        return self._lookbehind(rules[0][1], first) + _grouped(tails)

    def _lookbehind(self, rule: Rule, first: str) -> str:
        """Return what a rule asks of the letters before its first one.

        The first letter has been read by then, so each lookbehind ends with its pattern *first*.
        """

        def lookbehind(sign: str, letters: tuple[str, ...]) -> str:
            return f"(?<{sign}{self._run(letters, '^', '<')}{first})"

        after = "|".join(lookbehind("=", letters) for letters in rule.after)
        if len(rule.after) > 1 or any("^" in letters for letters in rule.after):
            # Inside most words the nearest letter fits none: one look instead of one for each.
            nearest = "".join(letters[-1] for letters in rule.after if letters[-1] != "^")
            after = f"(?<![^{_both_cases(nearest)}\\W\\d_]{first})(?:{after})"
        return after + "".join(lookbehind("!", letters) for letters in rule.not_after)

    def _lookahead(self, rule: Rule) -> str:
        """Return what a rule asks of the letters behind it."""
        before = "|".join(self._run(letters, "$", "") for letters in rule.before)
        denied = "".join(f"(?!{self._run(letters, '$', '')})" for letters in rule.not_before)
        return (f"(?={before})" if before else "") + denied

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


def _grouped(patterns: Sequence[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _either_case(letters: str) -> str:
    """Return the pattern of one of *letters*, small or capital."""
    return f"[{_both_cases(letters)}]"


def _both_cases(letters: str) -> str:
    capitals = (letter.upper() for letter in letters)
    return re.escape("".join(dict.fromkeys(letters + "".join(c for c in capitals if len(c) == 1))))
