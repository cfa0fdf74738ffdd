"""Learn how letters of each script are written in Latin letters: `translit/data/spelling.json`.

    python training/learn_spelling.py DATA

DATA is a folder with `name_parts.tsv` (latin, lang, variant, count) of NETransliteration-COLING2018
(CC0; public original: steveash/NETransliteration-COLING2018, made from Wikidata) and
`places_{index,queries}.tsv` of WhosOnFirst localities (attribution; public original:
whosonfirst-data), which stand in for the scripts that the name parts lack. Scripts that have few
pairs even so learn from the names of territories and cities in the Unicode CLDR (Unicode License;
read from the package babel). For Korean names hangul.py reads full names,
`wikidata_people_{index,queries}.tsv`, of the same source as the name parts.

Expectation–maximization over pairs of one name part in two scripts learns P(Latin chunk of 0 to 4
letters | source letter, its place in the token). About one pair in eight is misaligned or another
name: after the first rounds the pairs that fit worst are left out and the rest is learned again.
All is summed in a fixed order and written with two decimals, so the same data give the same file.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import hangul
import numpy as np
from rapidfuzz.distance import OSA

from translit.writing.keys import key
from translit.writing.sound import skeleton
from translit.writing.source_letters import sound_count, source_letters
from translit.writing.spelling import NATIVE
from translit.writing.spelling_table import MAX_CHUNK, POSITIONS, PositionPrices
from translit.writing.transcribe import transcribe

OUT = Path(__file__).parent.parent / "translit" / "data" / "spelling.json"
SEED = 5
PAIRS = 24_000  # of one script
LONGEST = 16  # letters of a part, on either side
ROUNDS = 5  # of expectation–maximization, before and after the worst pairs are left out
MISFITS = 0.13  # share of pairs left out: one in eight, see above
START = (0.2, 1.0, 0.5, 0.1, 0.03)  # first guess of a chunk's probability, by its length
BACKING = 4.0  # pairs' worth of belief that a letter's place in the token does not matter
# pairs' worth of belief that a letter is read as Unidecode reads it: for the scripts of a hundred
# pairs
READING = 10.0
SCARCE = 2_000  # pairs; a script that has fewer learns from the CLDR, too
ALIKE = 0.5  # likeness of the consonants from which on names of the CLDR are taken for one
# the script that has a table of its own language's names, too; it learns from how often a name was
# met as well
KOREAN = "Hang"
# times that a chunk of several letters must be met there: open syllables are many more than letters
# of other scripts
SELDOM = 8
OFTEN = 4  # times met from which on a pair is no accident
FITTING = -3.0  # log-likelihood a letter that such a pair has at least when the worst are left out
FLOOR = 0.0007  # chunks less likely than this are left to the price of the unknown


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


Pair = tuple[str, str]


def part_pairs(folder: Path) -> dict[str, Counter[Pair]]:
    """Return (native, Latin) pairs by script, and how often each was met."""
    found: dict[str, Counter[Pair]] = defaultdict(Counter)
    for row in rows(folder / "name_parts.tsv"):
        script, letters = source_letters(row["variant"])
        latin = key(row["latin"]).replace(" ", "")
        if script and fits(letters, latin):
            found[script][letters, latin] += int(row["count"])
    names = {row["entity_id"]: row["name"] for row in rows(folder / "places_index.tsv")}
    for row in rows(folder / "places_queries.tsv"):
        native, latin_name = row["variant"].split(), key(names[row["entity_id"]]).split()
        if row["script"] == "Latin" or len(native) != len(latin_name):
            continue
        for token, latin in zip(native, latin_name, strict=True):
            script, letters = source_letters(token)
            if script and fits(letters, latin):
                found[script][letters, latin] += 1
    plenty = {script for script, pairs in found.items() if len(pairs) >= SCARCE}
    for token, name in cldr_pairs():
        script, letters = source_letters(token)
        latin = key(name)
        if script not in ("", "Latn", *plenty) and fits(letters, latin) and is_alike(token, latin):
            found[script][letters, latin] += 1
    return {script: pairs for script, pairs in sorted(found.items()) if len(pairs) >= 60}


def cldr_pairs() -> Iterator[tuple[str, str]]:
    """Yield (native token, Latin token) of the names of territories and cities that the Unicode
    CLDR has in scripts of their own.
    """
    from babel import Locale
    from babel.localedata import locale_identifiers

    english = Locale("en")
    for code in sorted(c for c in locale_identifiers() if "_" not in c):
        locale = Locale.parse(code)
        named = [(locale.territories.get(place), name) for place, name in english.territories.items()]
        named += [
            (names.get("city"), zone.split("/")[-1]) for zone, names in sorted(locale.time_zones.items())
        ]
        for native, latin in named:
            words, others = (native or "").split(), latin.replace("_", " ").split()
            if len(words) == len(others):
                yield from zip(words, others, strict=True)


def is_alike(native: str, latin: str) -> bool:
    """Whether the two are one name spelled in two scripts, and not a translation: Deutschland,
    Germany.
    """
    return OSA.normalized_similarity(skeleton(key(native)), skeleton(latin)) >= ALIKE


def fits(letters: str, latin: str) -> bool:
    return (
        2 <= sound_count(letters) <= LONGEST
        and 2 <= len(latin) <= LONGEST
        and latin.isascii()
        and latin.isalpha()
    )


class Batch:
    """Pairs of one script as arrays: for each source letter its unit, for each place in the target
    the chunk of each length.
    """

    def __init__(
        self, pairs: list[Pair], weights: list[float], units: dict[str, int], chunks: dict[str, int]
    ) -> None:
        count = len(pairs)
        self.weight = np.array(weights)
        self.source_length = np.array([len(a) for a, _ in pairs])
        self.target_length = np.array([len(b) for _, b in pairs])
        self.unit = np.full((count, LONGEST), -1)
        self.place = np.zeros((count, LONGEST), dtype=int)
        self.chunk = np.full((count, LONGEST + 1, MAX_CHUNK + 1), -1)
        for row, (a, b) in enumerate(pairs):
            for i, letter in enumerate(a):
                self.unit[row, i] = units[letter]
                self.place[row, i] = POSITIONS.index(
                    "first" if i == 0 else "last" if i == len(a) - 1 else "inner"
                )
            for j in range(len(b) + 1):
                for k in range(min(MAX_CHUNK, len(b) - j) + 1):
                    self.chunk[row, j, k] = chunks.get(b[j : j + k], -1)


def expect(batch: Batch, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the expected counts [place, unit, chunk] and each pair's log-likelihood a source
    letter.
    """
    count = len(batch.unit)
    places, units, chunks = p.shape
    possible = batch.chunk >= 0
    safe = np.where(possible, batch.chunk, 0)
    f = np.zeros((LONGEST + 1, count, LONGEST + 1))
    f[0, :, 0] = 1
    probability = []
    for i in range(LONGEST):
        here = np.where(
            batch.unit[:, i, None, None] >= 0,
            p[batch.place[:, i, None, None], batch.unit[:, i, None, None], safe] * possible,
            0,
        )
        probability.append(here)
        for k in range(MAX_CHUNK + 1):
            f[i + 1, :, k:] += f[i, :, : LONGEST + 1 - k] * here[:, : LONGEST + 1 - k, k]
    each = np.arange(count)
    likelihood = f[batch.source_length, each, batch.target_length]
    g = np.zeros((LONGEST + 1, count, LONGEST + 1))
    g[batch.source_length, each, batch.target_length] = 1
    counts = np.zeros(places * units * chunks)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(likelihood > 0, batch.weight / likelihood, 0)
        fit = np.where(likelihood > 0, np.log(likelihood), -1e9) / batch.source_length
    for i in range(LONGEST - 1, -1, -1):
        here = probability[i]
        for k in range(MAX_CHUNK + 1):
            through = here[:, : LONGEST + 1 - k, k] * g[i + 1, :, k:]
            g[i, :, : LONGEST + 1 - k] += through
            weight = f[i, :, : LONGEST + 1 - k] * through * scale[:, None]
            index = (batch.place[:, i, None] * units + np.maximum(batch.unit[:, i, None], 0)) * chunks + safe[
                :, : LONGEST + 1 - k, k
            ]
            counts += np.bincount(index.ravel(), weight.ravel(), minlength=len(counts))
    return counts.reshape(places, units, chunks), fit


def maximize(counts: np.ndarray, readings: np.ndarray) -> np.ndarray:
    """Return P(chunk | unit, place), leaning on P(chunk | unit) where a place was seldom seen, and
    that on Unidecode's readings.
    """
    overall = counts.sum(axis=0) + READING * readings
    overall = overall / np.maximum(overall.sum(axis=1, keepdims=True), 1e-9)
    backed = counts + BACKING * overall
    return backed / np.maximum(backed.sum(axis=2, keepdims=True), 1e-9)


def learn(pairs: list[Pair], met: Counter[Pair] | None = None) -> PositionPrices:
    """Return, by place and letter, the price of each chunk: -100 × the natural logarithm of its
    probability.

    *met*: how often each pair was met, if that is to count; a pair weighs 1, and 1 more each time
    that number doubles.
    """
    weights = {pair: float(met[pair].bit_length()) if met else 1.0 for pair in pairs}
    letters = sorted({c for a, _ in pairs for c in a})
    units = {letter: i for i, letter in enumerate(letters)}
    seen: Counter[str] = Counter()
    for pair in pairs:
        b = pair[1]
        for chunk in (b[j : j + k] for j in range(len(b) + 1) for k in range(min(MAX_CHUNK, len(b) - j) + 1)):
            seen[chunk] += int(weights[pair])
    chunks = {
        chunk: i
        for i, chunk in enumerate(sorted(c for c in seen if len(c) < 2 or not met or seen[c] >= SELDOM))
    }
    start = np.array([START[len(chunk)] / max(1, 20 * len(chunk)) for chunk in chunks])
    p = np.tile(start, (len(POSITIONS), len(units), 1))
    readings = np.zeros((len(units), len(chunks)))
    for letter, unit in units.items():
        reading = "".join(c for c in transcribe(letter).lower() if "a" <= c <= "z")
        if reading in chunks:
            readings[unit, chunks[reading]] = 1
    kept = pairs
    for _ in range(2):
        batch = Batch(kept, [weights[pair] for pair in kept], units, chunks)
        for _ in range(ROUNDS):
            counts, fit = expect(batch, p)
            p = maximize(counts, readings)
        if met:
            fit = np.where([met[pair] >= OFTEN for pair in kept], np.maximum(fit, FITTING), fit)
        order = sorted(range(len(kept)), key=lambda i: (fit[i], kept[i]))
        kept = [kept[i] for i in sorted(order[int(len(kept) * MISFITS) :])]
    table: PositionPrices = {}
    for number, place in enumerate(POSITIONS):
        table[place] = {}
        for letter, unit in units.items():
            likely = {c: float(p[number, unit, i]) for c, i in chunks.items() if p[number, unit, i] >= FLOOR}
            table[place][letter] = {
                c: round(-100 * float(np.log(v)))
                for c, v in sorted(likely.items(), key=lambda item: (-item[1], item[0]))
            }
    return table


def main() -> None:
    folder = Path(sys.argv[1])
    rng = random.Random(SEED)
    tables = {}
    native: dict[str, dict[str, int]] = {}
    for script, met in part_pairs(folder).items():
        pairs = sorted(met)
        chosen = sorted(rng.sample(pairs, PAIRS)) if len(pairs) > PAIRS else pairs
        if script == KOREAN:
            full = hangul.names(folder)
            korean = hangul.learn(full)
            others = list(hangul.foreign(full, korean))
            more = Counter((source_letters(name)[1], latin) for name, latin in others)
            met.update(more)
            chosen = sorted({*chosen, *(pair for pair in more if fits(*pair))})
            signs = Counter(
                sign
                for row in rows(folder / "name_parts.tsv")
                for sign in row["variant"]
                if "가" <= sign <= "힣"
            )
            signs.update(sign for name, _ in others for sign in name if "가" <= sign <= "힣")
            tables[script + NATIVE] = korean.places
            native[script] = hangul.odds(korean, signs)
        tables[script] = learn(chosen, met if script == KOREAN else None)
        print(
            script,
            len(pairs),
            "pairs",
            sum(len(c) for place in tables[script].values() for c in place.values()),
            "numbers",
            flush=True,
        )
    provenance = [
        (
            "Prices (-100 × ln P) of the Latin chunk that a letter stands for, "
            "by script, the letter's place in the token, letter."
        ),
        (
            "Hang/native: the same for Korean names; "
            "native: 100 × the log-odds that a syllable is of a Korean name, not of a foreign one."
        ),
        (
            "Learned by training/learn_spelling.py "
            "from NETransliteration-COLING2018 (CC0), WhosOnFirst localities (attribution)"
        ),
        "and, for the scripts that these lack, the Unicode CLDR (Unicode License).",
        (
            "A line is a letter; the keys of Hani are the letters of Unidecode's pinyin, "
            "those of Hang open syllables and finals."
        ),
    ]
    OUT.write_text(written(provenance, tables, native), encoding="utf8")


def written(
    provenance: list[str], tables: dict[str, PositionPrices], native: dict[str, dict[str, int]]
) -> str:
    """Return the tables as JSON, a letter a line."""
    scripts = []
    for script, places in sorted(tables.items()):
        by_place = []
        for place, letters in places.items():
            lines = [
                f"   {json.dumps(letter, ensure_ascii=False)}: {json.dumps(chunks, separators=(',', ':'))}"
                for letter, chunks in letters.items()
            ]
            by_place.append(f'  "{place}": {{\n' + ",\n".join(lines) + "\n  }")
        scripts.append(f' "{script}": {{\n' + ",\n".join(by_place) + "\n }")
    told = [
        f'"provenance": {json.dumps(provenance, ensure_ascii=False)}',
        '"scripts": {\n' + ",\n".join(scripts) + "\n}",
    ]
    odds = [
        f' "{script}": {json.dumps(of, ensure_ascii=False, separators=(",", ":"))}'
        for script, of in native.items()
    ]
    return "{" + ",\n".join([*told, '"native": {\n' + ",\n".join(odds) + "\n}"]) + "}\n"


if __name__ == "__main__":
    main()
