"""The context rules of a transliteration scheme as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from translit.writing.rule import Rule

_NOTHING = re.compile(r"(?!)")


class RulePattern:
    """Finds where a rule fits, the first rule first. `numbers` has the number of the rule of each
    group of `pattern`: what is found tells it by its last group.

    `re` tries branch by branch, and schemes have hundreds of rules: so all rules for one first
    letter are one branch, and a letter without a rule costs a look into a set. Those of two letters
    with one capital (σ, ς) stand together, as each may be it.
    """

    def __init__(self, rules: Sequence[Rule], word_letter: str) -> None:
        self.numbers: list[int] = []
        self._word_letter = word_letter
        parts = [self._branch(of) for of in _by_first_letter(rules)]
        self.pattern = re.compile("|".join(parts)) if parts else _NOTHING

    def _branch(self, rules: Sequence[tuple[int, Rule]]) -> str:
        """Return the pattern of numbered rules for one first letter; each ends in a group."""
        letters = {rule.source[0] for _, rule in rules}
        first = either_case(rules[0][1].source[0])
        if len(letters) > 1:
            firsts = [either_case(rule.source[0]) for _, rule in rules]
            return "|".join(
                of + self._alike([numbered], of) for of, numbered in zip(firsts, rules, strict=True)
            )
        runs = groupby(rules, key=lambda numbered: (numbered[1].after, numbered[1].not_after))
        bodies = [self._alike(list(of), first) for _, of in runs]
        return first + (bodies[0] if len(bodies) == 1 else f"(?:{'|'.join(bodies)})")

    def _alike(self, rules: Sequence[tuple[int, Rule]], first: str) -> str:
        """Return the pattern, behind their *first* letter, of rules in a row that ask for the same
        letters before it: these are looked at once.
        """
        behind = self._behind(rules[0][1], first)
        bodies = []
        for number, rule in rules:
            self.numbers.append(number)
            rest = "".join(map(either_case, rule.source[1:]))
            bodies.append(f"{rest}{self._ahead(rule)}()")
        return behind + (bodies[0] if len(bodies) == 1 else f"(?:{'|'.join(bodies)})")

    def _behind(self, rule: Rule, first: str) -> str:
        """Return what a rule asks of the letters before its *first* one, over which it looks back;
        where it asks for several, the last of them is looked at before.
        """

        def run(letters: tuple[str, ...]) -> str:
            return "".join(self._border("<") if of == "^" else either_case(of) for of in letters) + first

        after = "|".join(f"(?<={run(of)})" for of in rule.after)
        if len(rule.after) > 1 or any("^" in of for of in rule.after):
            last = "".join(of[-1] for of in rule.after if of[-1] != "^")
            # another letter stands there, as it does inside most words
            after = f"(?<![^{_both_cases(last)}\\W\\d_]{first})(?:{after})"
        return after + "".join(f"(?<!{run(of)})" for of in rule.not_after)

    def _ahead(self, rule: Rule) -> str:
        """Return what a rule asks of the letters behind it."""

        def run(letters: tuple[str, ...]) -> str:
            return "".join(self._border("") if of == "$" else either_case(of) for of in letters)

        before = f"(?={'|'.join(map(run, rule.before))})" if rule.before else ""
        return before + "".join(f"(?!{run(of)})" for of in rule.not_before)

    def _border(self, behind: str) -> str:
        return f"(?{behind}!{self._word_letter})"


def _by_first_letter(rules: Sequence[Rule]) -> list[list[tuple[int, Rule]]]:
    """Return the rules, numbered, that may fit at one place, each time in their order."""
    of_letter: dict[str, list[tuple[int, Rule]]] = {}
    for number, rule in enumerate(rules):
        of_letter.setdefault(rule.source[0].upper(), []).append((number, rule))
    return list(of_letter.values())


def either_case(letters: str) -> str:
    """Return the pattern of one of *letters*, small or capital."""
    return f"[{_both_cases(letters)}]"


def _both_cases(letters: str) -> str:
    return re.escape(
        "".join(dict.fromkeys(letters + "".join(c.upper() for c in letters if len(c.upper()) == 1)))
    )
