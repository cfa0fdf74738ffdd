"""Learn what letters of a Latin spelling are written as in other spellings of the same name:
`translit/data/respellings.json`.

    python training/learn_respellings.py DATA

DATA is a folder with `name_parts.tsv` (latin, lang, variant, count) of NETransliteration-COLING2018
(CC0). Two Latin spellings of one native name part are the same name, those that share too few
letters left out: about one pair in eight is misaligned. How often a spelling was met counts by its
square root, so that Smith does not teach more than all rare names together.

The model is the noisy channel of Brill and Moore (2000), "An Improved Error Model for Noisy Channel
Spelling Correction": P(chunk | chunk, its neighbours), a chunk being up to three letters that stand
together where two spellings differ. A chunk between given neighbours is believed to be written as
it is anywhere, with the weight `BACKING`, until it was met there.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import OSA, Levenshtein

from translit.writing.keys import key
from translit.writing.respelling import ANYWHERE, BEGINNING, END, MAX_CHUNK, MAX_NATS, UNSEEN

OUT = Path(__file__).parent.parent / "translit" / "data" / "respellings.json"
LONGEST = 16  # letters of a spelling
ALIKE = 0.5  # likeness (optimal string alignment) from which on two spellings are of one name
MAX_WRITTEN = 4  # letters that a chunk is written as
LEAST = 3.0  # weight of a rewriting that is kept; less is an accident
LEAST_BETWEEN = 5.0  # weight of a chunk between given neighbours from which on they count
BACKING = 10.0

Between = tuple[str, str]  # a chunk, and its two neighbours


def spellings(folder: Path) -> Iterator[Counter[str]]:
    """Yield the Latin spellings of each native name part, with how often each was met."""
    parts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with (folder / "name_parts.tsv").open(encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            spelled = key(row["latin"])
            if spelled.isascii() and spelled.isalpha() and 1 < len(spelled) <= LONGEST:
                parts[row["lang"], row["variant"]][spelled] += int(row["count"])
    yield from (of for of in parts.values() if len(of) > 1)


def differences(one: str, other: str) -> Iterator[tuple[int, int, str]]:
    """Yield where *one* differs from *other*, from a letter to before a letter, and what stands
    there in *other*.
    """
    start, end, text = 0, 0, ""
    for of in Levenshtein.opcodes(one, other):
        if of.tag == "equal":
            if start < end or text:
                yield start, end, text
            start, text = of.src_end, ""
        else:
            text += other[of.dest_start : of.dest_end]
        end = of.src_end
    if start < end or text:
        yield start, end, text


def counted(folder: Path) -> tuple[Counter[Between], Counter[tuple[Between, str]], int]:
    """Count chunks between their neighbours, what they were written as, and pairs."""
    met: Counter[Between] = Counter()
    written: Counter[tuple[Between, str]] = Counter()
    pairs = 0
    for of in spellings(folder):
        for one, times in of.items():
            others = [
                (other, count)
                for other, count in of.items()
                if other != one and OSA.normalized_similarity(one, other) >= ALIKE
            ]
            total = sum(count for _, count in others)
            weight = math.sqrt(min(times, total))
            text = f"{BEGINNING}{one}{END}"
            for length in range(MAX_CHUNK + 1 if others else 0):
                for at in range(1, len(text) - length):
                    met[text[at : at + length], text[at - 1] + text[at + length]] += weight
            for other, count in others:
                pairs += 1
                for start, end, chunk in differences(one, other):
                    if end - start <= MAX_CHUNK and len(chunk) <= MAX_WRITTEN:
                        between = one[start:end], text[start] + text[end + 1]
                        written[between, chunk] += weight * count / total
    return met, written, pairs


def hundredths(probability: float) -> int:
    return round(-100 * math.log(probability))


def prices(
    met: Counter[Between], written: Counter[tuple[Between, str]]
) -> dict[str, dict[str, dict[str, int]]]:
    """Return the price of each rewriting by chunk, neighbours and what is written there."""
    anywhere: Counter[str] = Counter()
    rewritten: Counter[tuple[str, str]] = Counter()
    for (chunk, _), weight in met.items():
        anywhere[chunk] += weight
    for ((chunk, _), other), weight in written.items():
        rewritten[chunk, other] += weight
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (chunk, other), weight in sorted(rewritten.items()):
        if weight >= LEAST:
            of = found.setdefault(chunk, {ANYWHERE: {}})
            of[ANYWHERE][other] = hundredths(weight / anywhere[chunk])
    for (chunk, neighbours), weight in sorted(met.items()):
        if chunk in found and weight >= LEAST_BETWEEN:
            found[chunk][neighbours] = {UNSEEN: hundredths(BACKING / (weight + BACKING))}
    for ((chunk, neighbours), other), weight in sorted(written.items()):
        if neighbours in found.get(chunk, ()) and other in found[chunk][ANYWHERE]:
            believed = BACKING * rewritten[chunk, other] / anywhere[chunk]
            probability = (weight + believed) / (met[chunk, neighbours] + BACKING)
            found[chunk][neighbours][other] = hundredths(min(1.0, probability))
    return {chunk: kept for chunk, of in found.items() if (kept := asked(of))}


def asked(of: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return what is looked up of a chunk: no rewriting that is too rare everywhere."""
    most = round(100 * MAX_NATS)
    usual = {other for prices in of.values() for other, price in prices.items() if price <= most}
    found = {ANYWHERE: {other: price for other, price in of[ANYWHERE].items() if other in usual}}
    for neighbours, prices in of.items():
        # what costs too much here costs too much without its own price, too
        if neighbours != ANYWHERE and found[ANYWHERE]:
            found[neighbours] = {
                other: price for other, price in prices.items() if price <= most or other == UNSEEN
            }
    return found if found[ANYWHERE] else {}


def main() -> None:
    met, written, pairs = counted(Path(sys.argv[1]))
    found = prices(met, written)
    print(
        pairs, "pairs;", len(found), "chunks;", sum(len(of[ANYWHERE]) for of in found.values()), "rewritings"
    )
    provenance = [
        (
            "Prices (-100 × ln P) of what a chunk of a Latin spelling is written as in another spelling of "
            "the name: chunk,"
        ),
        (
            "its neighbours (* for any, ^ and $ for the ends of a token), what is written; ? is what others "
            "cost more there."
        ),
        "Learned by training/learn_respellings.py from NETransliteration-COLING2018 (CC0).",
    ]
    lines = ",\n".join(
        f"{json.dumps(chunk)}: {json.dumps(of, separators=(',', ':'))}" for chunk, of in found.items()
    )
    told = ",\n".join(json.dumps(line, ensure_ascii=False) for line in provenance)
    OUT.write_text(f'{{\n"provenance": [\n{told}\n],\n"prices": {{\n{lines}\n}}\n}}\n', encoding="utf8")


if __name__ == "__main__":
    main()
