"""Learn how much each piece of evidence weighs: `translit/data/evidence.json`.

    python training/learn_evidence.py DATA

DATA is a folder with `ofac_{index,queries}.tsv`, `un_…`, `places_…`, `wikidata_people_…` (columns entity_id, name / variant, kind,
script, band), `nobody.tsv` (name) and `wikidata_names.txt`. Public originals: the US
Treasury's SDN list and its a.k.a. names (public domain), the United Nations consolidated list, WhosOnFirst localities
(attribution), NETransliteration-COLING2018 (CC0), yente's synthetic names (MIT).

The model says how likely each candidate of a query is meant: odds e^(w·x) for a candidate with evidence x, odds 1 for nobody in
the table. The weights maximize the likelihood of the right answers; each query counts twice, the second time with the
right entity taken out of the table, so that an unknown name is as likely as a known one. There is one set of weights a
kind for Latin letters, and across scripts one a kind and script, where the data suffice, and one for all scripts. Needs scipy.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from translit import Entity, Kind, Normalizer
from translit.language.parts import parse
from translit.matching.normalizer import SCORED
from translit.matching.similarity import FEATURES, Evidence, align, script_of_name, spell, vector, weigh

OUT = Path(__file__).parent.parent / "translit" / "data" / "evidence.json"
SEED = 7
QUERIES = 1000  # of one task and kind
RIDGE = 2e-5  # pull towards 0 a query
NOISY = 1500  # names with typing errors, of one kind
MIN_OWN = 750  # queries from which a script gets weights of its own; fewer gave weights that trust anything
MOST_DIFFERENT, MOST_LEFT = 0.4, 0.5  # shares of the letters, from which on a variant is taken for another name
MIN_NOISY = 4  # letters; a typing error in a shorter name makes another name


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def typo(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) - 1)
    letter = rng.choice("aeiouyrnstlkmd")
    return rng.choice(
        [
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def initial(text: str) -> str:
    first, *rest = text.split()
    return " ".join([f"{first[0]}.", *rest])


def noisy(rng: random.Random, table: list[Entity]) -> list[tuple[str | None, str]]:
    """Return names of the table with one or two typing errors, and persons' with an initial, as queries."""
    asked: list[tuple[str | None, str]] = []
    for entity in rng.sample(table, min(NOISY, len(table))):
        changes = [typo(rng, entity.name), typo(rng, entity.name), typo(rng, typo(rng, entity.name))]
        if entity.kind is Kind.PERSON:
            changes.append(initial(entity.name))
        asked.append((entity.id, rng.choice(changes)))
    return asked


Task = tuple[str, list[Entity], list[tuple[str | None, str]]]


def tasks(folder: Path, rng: random.Random) -> list[Task]:
    """Return (kind, table, queries); a query's id is None for a name of nobody."""
    nobody = [row["name"] for row in rows(folder / "nobody.tsv")]
    found: list[Task] = []
    for task in ("ofac", "un", "places", "wikidata_people"):
        table = [Entity(r["entity_id"], r["name"], r["kind"]) for r in rows(folder / f"{task}_index.tsv")]
        groups = defaultdict(list)
        for r in rows(folder / f"{task}_queries.tsv"):
            if r["band"] in ("close", "variant", "cross-script"):
                groups[r["kind"], r["script"]].append((r["entity_id"], r["variant"]))
        for (kind, script), asked in sorted(groups.items()):
            chosen: list[tuple[str | None, str]] = list(rng.sample(asked, min(QUERIES, len(asked))))
            if script == "Latin" and kind == "person":
                chosen += [(None, name) for name in rng.sample(nobody, QUERIES)]
            elif script == "Latin":
                chosen += noisy(rng, [e for e in table if e.kind == kind and len(e.name) > MIN_NOISY])
            found.append((kind, table, chosen))
    names = [n for n in (folder / "wikidata_names.txt").read_text(encoding="utf8").splitlines() if " " in n]
    people = [Entity(str(i), name, Kind.PERSON) for i, name in enumerate(rng.sample(names, 20_000))]
    found.append(("person", people, noisy(rng, people)))
    return found


Example = tuple[np.ndarray, int]


def examples(table: list[Entity], asked: list[tuple[str | None, str]], kind: str) -> dict[str, list[Example]]:
    """Return, by set of weights, for each query the candidates' evidence and which of them is right (-1: none)."""
    n = Normalizer.from_entities(table)
    found: dict[str, list[Example]] = defaultdict(list)
    for right, name in asked:
        parts = parse(name, n._lexicon, kind=Kind(kind))
        best: dict[str, Evidence] = {}
        near = n._index.near(parts, SCORED)
        spelled = spell(parts, [spelling.parts for spelling in near], n._lexicon)
        for spelling in near:
            entity = n._index.entity(spelling.entity)
            alignment = align(parts, spelling.parts, n._lexicon, spelled)
            if alignment.pairs and entity.kind == kind:
                best.setdefault(entity.id, weigh(alignment))
        ranked = list(best)
        # a query whose right entity was not found among the near ones teaches nothing about evidence
        if not ranked or (right is not None and (right not in ranked or is_another_name(best[right]))):
            continue
        script = script_of_name(parts)
        group = found[f"{kind}/{script}" if script else kind]
        group.append((np.array([vector(best[i]) for i in ranked]), ranked.index(right) if right is not None else -1))
        if right is not None and len(ranked) > 1:
            group.append((np.array([vector(best[i]) for i in ranked if i != right]), -1))
    return found


def is_another_name(evidence: Evidence) -> bool:
    """Whether a "variant" of the lists has so little in common with the name that it is another name (a translation, a former name)."""
    return evidence.difference > MOST_DIFFERENT or evidence.query_left > MOST_LEFT or evidence.alias_left > MOST_LEFT


def learn(found: list[tuple[np.ndarray, int]]) -> np.ndarray:
    width = len(FEATURES) + 1
    x = np.zeros((len(found), SCORED, width))
    mask = np.zeros((len(found), SCORED), dtype=bool)
    right = np.array([r for _, r in found])
    for i, (rows_, _) in enumerate(found):
        x[i, : len(rows_), 0] = 1
        x[i, : len(rows_), 1:] = rows_
        mask[i, : len(rows_)] = True

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.where(mask, x @ w, -np.inf)
        top = np.maximum(z.max(axis=1), 0)
        e = np.exp(z - top[:, None])
        total = e.sum(axis=1) + np.exp(-top)
        p = e / total[:, None]
        known = right >= 0
        chosen = np.where(known, np.take_along_axis(z, np.maximum(right, 0)[:, None], 1)[:, 0], 0)
        value = -(chosen - top - np.log(total)).sum() + RIDGE * len(found) * (w[1:] ** 2).sum() / 2
        p[np.arange(len(found))[known], right[known]] -= 1
        gradient = np.einsum("ij,ijk->k", p, x)
        gradient[1:] += RIDGE * len(found) * w[1:]
        return value, gradient

    # evidence against can only lower the odds
    bounds = [(None, None)] + [(None, 0.0)] * len(FEATURES)
    start = np.concatenate([[4.0], -np.ones(len(FEATURES))])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x


def main() -> None:
    folder = Path(sys.argv[1])
    rng = random.Random(SEED)
    groups: dict[str, list[Example]] = defaultdict(list)
    for kind, table, asked in tasks(folder, rng):
        for name, found in examples(table, asked, kind).items():
            groups[name] += found
            if "/" in name:
                groups[f"{kind}/across"] += found
    weights = {}
    for name, found in sorted(groups.items()):
        if len(found) >= MIN_OWN:
            learned = learn(found)
            weights[name] = {feature: round(float(w), 3) for feature, w in zip(("bias", *FEATURES), learned, strict=True)}
            print(name, len(found), "queries", weights[name], flush=True)
    provenance = [
        "Log-odds that a candidate is meant, by evidence; learned by training/learn_evidence.py from the US Treasury's SDN list",
        "(public domain), the UN consolidated list, WhosOnFirst localities (attribution), NETransliteration-COLING2018 (CC0) with",
        "made typing errors, and yente's synthetic names (MIT).",
    ]
    text = json.dumps({"provenance": provenance, "features": list(FEATURES), "weights": weights}, indent=1)
    OUT.write_text(text + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
