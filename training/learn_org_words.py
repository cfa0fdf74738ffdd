"""Propose the English equivalents of words of organisations, learned from aligned names.

    python training/learn_org_words.py ror_names.tsv --script Han [--min 4]

Prints a line for each unit that occurs in names of `--min` organisations or more: the unit, how
many have it, its likeliest English words with their probabilities, joined by what stands in
`aliases/words/org_words.yaml` already. It is a proposal: a person reads it through and writes what
holds in any name into that file.

Source: the names of the Research Organization Registry (https://ror.org, CC0 1.0), a file of the
columns `ror, country, type, status, kind_of_name, lang, name`. Units are words and pairs of words,
in scripts without spaces runs of two to six letters. IBM model 1 (Brown et al. 1993, "The
Mathematics of Statistical Machine Translation"), five rounds of expectation and maximization.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROUNDS = 5
MIN_PROBABILITY = 0.12  # of an English word that is printed
SHOWN = 3  # English words of a unit
LONGEST_RUN = 6  # letters of a unit in a script without spaces
LONGEST_PHRASE = 2  # words of a unit in a script with spaces
NO_SPACES = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "KHMER", "MYANMAR", "LAO"}
# what the scripts of an option are called in the names of their letters
SCRIPTS = {"Han": {"CJK"}, "Jpan": {"CJK", "HIRAGANA", "KATAKANA"}, "Hang": {"HANGUL"}}

Pairs = Sequence[tuple[frozenset[str], tuple[str, ...]]]


def main_script(name: str) -> str:
    """Return the first word of the Unicode names of most letters of *name*, "" without letters."""
    counted = Counter(unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha())
    return counted.most_common(1)[0][0] if counted else ""


def english_words(name: str) -> tuple[str, ...]:
    """Return the words of an English *name* in small plain letters."""
    plain = unicodedata.normalize("NFD", name.lower())
    return tuple(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def units(name: str, script: str) -> frozenset[str]:
    """Return the units of *name* that a translation may be of."""
    words = re.findall(r"\w[\w'’-]*", re.sub(r"[\u064b-\u0652]", "", name.lower()))
    if script not in NO_SPACES:
        spans = range(1, LONGEST_PHRASE + 1)
        return frozenset(
            " ".join(words[at : at + n]) for n in spans for at in range(max(0, len(words) - n + 1))
        )
    found = {
        word[at : at + n]
        for word in words
        for n in range(2, LONGEST_RUN + 1)
        for at in range(max(0, len(word) - n + 1))
    }
    return frozenset(found or words)


def aligned(path: Path, scripts: Iterable[str], lang: str | None) -> Pairs:
    """Return the units and the English words of each pair of names of one organisation."""
    native: dict[str, list[str]] = defaultdict(list)
    english: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["kind_of_name"] == "acronym":
                continue
            script = main_script(row["name"])
            if script in scripts and (lang is None or row["lang"] == lang):
                native[row["ror"]].append(row["name"])
            elif script == "LATIN" and (row["lang"] == "en" or row["kind_of_name"] == "ror_display"):
                english[row["ror"]].append(row["name"])
    return [
        (units(name, main_script(name)), english_words(other))
        for ror, names in native.items()
        for name in names
        for other in english[ror][:2]
        if other != name
    ]


def translation_table(pairs: Pairs) -> Mapping[str, Mapping[str, float]]:
    """Return the probability of each English word by the unit that it stands for."""
    table: dict[str, dict[str, float]] = {}
    for unit_set, words in pairs:
        for unit in unit_set:
            table.setdefault(unit, {}).update(dict.fromkeys(words, 1.0))
    for _ in range(ROUNDS):
        counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for unit_set, words in pairs:
            for word in words:
                total = sum(table[unit].get(word, 0.0) for unit in unit_set) + 1e-3
                for unit in unit_set:
                    share = table[unit].get(word, 0.0) / total
                    if share > 1e-4:
                        counted[unit][word] += share
        table = defaultdict(dict)
        for unit, of in counted.items():
            total = sum(of.values()) + 1.0
            table[unit] = {word: value / total for word, value in of.items()}
    return table


def main() -> None:
    """Print the proposals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--script", required=True, help="Han, Jpan, Hang, or as in CYRILLIC")
    parser.add_argument("--lang", help="ISO 639-1; all where it is not given")
    parser.add_argument("--min", type=int, default=4)
    options = parser.parse_args()
    pairs = aligned(options.names, SCRIPTS.get(options.script, {options.script.upper()}), options.lang)
    often = Counter(unit for unit_set, _ in pairs for unit in unit_set)
    table = translation_table(pairs)
    for unit, count in often.most_common():
        if count < options.min:
            break
        best = sorted(table[unit].items(), key=lambda item: -item[1])[:SHOWN]
        shown = [f"{word} {p:.2f}" for word, p in best if p >= MIN_PROBABILITY]
        if shown:
            print(unit, count, ", ".join(shown), sep="\t")


if __name__ == "__main__":
    main()
