"""Learn which letters of Latin spellings stand for each other in one name:
`translit/data/edits.json`.

    python training/learn_edits.py DATA

DATA is a folder with `name_parts.tsv` (latin, lang, variant, count) of NETransliteration-COLING2018
(CC0), and `{ofac,un,places}_{index,queries}.tsv` (the US Treasury's SDN list, public domain; the UN
consolidated list; WhosOnFirst localities, attribution). Two Latin spellings of one native name
part, or a listed name and its variant, are the same name.

The spellings are compared as `sound.sound` writes them (ph is f, sh one letter, doubled letters
one). Counted are the letters that are replaced, dropped or added between spellings of one name, and
between different names that are as alike. An edit costs less the likelier it is between spellings
of one name: a for e next to nothing, m for t a whole letter.
"""

from __future__ import annotations

import csv
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from translit.pairs.similarity import edits
from translit.writing.keys import key, tokens
from translit.writing.sound import sound

OUT = Path(__file__).parent.parent / "translit" / "data" / "edits.json"
SEED = 3
ALIKE = 0.6  # likeness of sounds from which on two spellings are compared at all
LONGEST = 3  # edits of a pair; more are another name, or noise
DIFFERENT = 6000  # tokens among which different names that are alike are looked for
DOUBT = 5.0  # pairs' worth of belief that an edit tells nothing
# the price of an edit that tells nothing, and what it falls by for e times the likelihood
EVEN, STEEP = 0.75, 0.25
CHEAPEST, DEAREST = 0.15, 1.0
MEETING = 4  # spellings of one native part that are compared with each other, at the most

Pairs = Iterable[tuple[str, str]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def same(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield two spellings of one name part."""
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(folder / "name_parts.tsv"):
        spellings[row["lang"], row["variant"]].add(key(row["latin"]).replace(" ", ""))
    for of in spellings.values():
        yield from combinations(sorted(of)[:MEETING], 2)
    for task in ("ofac", "un", "places"):
        names = {row["entity_id"]: row["name"] for row in rows(folder / f"{task}_index.tsv")}
        for row in rows(folder / f"{task}_queries.tsv"):
            if row["script"] == "Latin" and row["band"] in ("close", "variant"):
                a, b = tokens(row["variant"]), tokens(names[row["entity_id"]])
                if len(a) == len(b):
                    yield from ((x, y) for x, y in zip(a, b, strict=True) if x not in b and y not in a)


def different(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield two different name parts that are alike."""
    found = sorted(
        {
            t
            for name in (folder / "wikidata_names.txt").read_text(encoding="utf8").split("\n")
            for t in tokens(name)
        }
    )
    chosen = sorted(random.Random(SEED).sample(found, DIFFERENT))
    heard = [sound(token) for token in chosen]
    alike = np.argwhere(
        process.cdist(heard, heard, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, dtype=np.float32)
        > 0
    )
    yield from ((chosen[i], chosen[j]) for i, j in alike.tolist() if i < j)


def counted(pairs: Pairs) -> tuple[Counter[str], int]:
    """Count edits: two letters that stand for each other, in alphabetical order, or one that is
    dropped; and the pairs that had any.
    """
    counts: Counter[str] = Counter()
    total = 0
    for x, y in pairs:
        a, b = sound(x), sound(y)
        done = edits(a, b)
        if not 0 < len(done) <= LONGEST or OSA.normalized_similarity(a, b) < ALIKE:
            continue
        total += 1
        counts.update(done)
    return counts, total


def main() -> None:
    folder = Path(sys.argv[1])
    alike, of_same = counted(same(folder))
    unlike, of_different = counted(different(folder))
    prices = {}
    for name in sorted(set(alike) | set(unlike)):
        expected = unlike[name] * of_same / of_different
        likelihood = (alike[name] + DOUBT) / (expected + DOUBT)
        prices[name] = round(min(DEAREST, max(CHEAPEST, EVEN - STEEP * math.log(likelihood))), 2)
    print(of_same, "pairs of one name,", of_different, "of two;", len(prices), "edits")
    provenance = [
        (
            "What it costs, in letters, that two Latin spellings of a name differ by an edit: "
            "two letters for each other, or one more."
        ),
        (
            "Learned by training/learn_edits.py from NETransliteration-COLING2018 (CC0), "
            "the US Treasury's SDN list (public domain), the UN"
        ),
        (
            "consolidated list and WhosOnFirst localities (attribution). "
            "Letters as translit/writing/sound.py writes them."
        ),
    ]
    kept = {name: price for name, price in prices.items() if price < DEAREST}
    OUT.write_text(json.dumps({"provenance": provenance, "prices": kept}, indent=0) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
