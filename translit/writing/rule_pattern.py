"""The context rules of a transliteration scheme as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from translit.writing.rule import Rule

Numbers = Mapping[str, int]
_NOTHING = re.compile(r"(?!)")


class RulePattern:
    """Finds where a rule fits, the first rule first.

    `re` tries branch by branch, and schemes have hundreds of rules: so rules in a row that ask for
    the same neighbours are one branch, whose letters then tell the rule.
    """

    def __init__(self, rules: Sequence[Rule], word_letter: str) -> None:
        branches = [list(of) for of in _runs(rules)]
        starts = [0]
        for of in branches:
            starts.append(starts[-1] + len(of))
        self._numbers = [
            {rule.source: start + at for at, rule in reversed(list(enumerate(of)))}
            for of, (start, _) in zip(branches, pairwise(starts), strict=True)
        ]
        parts = [f"{_branch(of, word_letter)}()" for of in branches]
        self.pattern = re.compile("|".join(parts)) if parts else _NOTHING

    def number(self, found: re.Match[str]) -> int:
        """Return which rule has been found."""
        numbers, letters = self._numbers[(found.lastindex or 1) - 1], found.group()
        at = numbers.get(letters)
        return numbers[letters.lower()] if at is None else at


def _runs(rules: Sequence[Rule]) -> Iterator[Iterator[Rule]]:
    """Yield rules in a row that may be one branch."""

    def kind(numbered: tuple[int, Rule]) -> object:
        number, rule = numbered
        asked = (rule.after, rule.before, rule.not_after, rule.not_before)
        if rule.source.lower() != rule.source or len(rule.source) > 2:
            return number
        return asked, len(rule.source), rule.source[1:] if any(asked) else ""

    for _, of in groupby(enumerate(rules), kind):
        yield (rule for _, rule in of)


def _branch(rules: Sequence[Rule], word_letter: str) -> str:
    """Return the pattern of rules that ask for the same neighbours: letters, letters before one and
    the same (a nukta), or pairs of letters that ask for none.
    """
    if len({rule.source[1:] for rule in rules}) == 1:
        return _pattern(rules[0], either_case("".join(rule.source[0] for rule in rules)), word_letter)
    seconds: dict[str, str] = {}
    for rule in rules:
        seconds[rule.source[0]] = seconds.get(rule.source[0], "") + rule.source[1]
    return "(?:" + "|".join(either_case(first) + either_case(rest) for first, rest in seconds.items()) + ")"


def _pattern(rule: Rule, first: str, word_letter: str) -> str:
    """Return the pattern of a rule whose first letter is one of the set *first*.

    The first letter leads and the look-behind reaches over it: `re` passes over a branch whose
    first letter does not fit.
    """
    rest = [either_case(letter) for letter in rule.source[1:]]

    def behind(run: tuple[str, ...]) -> str:
        return (
            "".join(f"(?<!{word_letter})" if letters == "^" else either_case(letters) for letters in run)
            + first
        )

    def ahead(run: tuple[str, ...]) -> str:
        return "".join(f"(?!{word_letter})" if letters == "$" else either_case(letters) for letters in run)

    after = "|".join(f"(?<={behind(run)})" for run in rule.after)
    before = "|".join(f"(?={ahead(run)})" for run in rule.before)
    return "".join(
        (
            first,
            f"(?:{after})" if after else "",
            *(f"(?<!{behind(run)})" for run in rule.not_after),
            *rest,
            f"(?:{before})" if before else "",
            *(f"(?!{ahead(run)})" for run in rule.not_before),
        )
    )


def either_case(letters: str) -> str:
    """Return the pattern of one of *letters*, small or capital."""
    both = dict.fromkeys(letters + "".join(c.upper() for c in letters if len(c.upper()) == 1))
    return f"[{re.escape(''.join(both))}]"
