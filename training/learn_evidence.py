"""Learn how much each piece of evidence weighs: `translit/data/evidence.json`.

    python training/learn_evidence.py DATA

DATA is a folder with `ofac_{index,queries}.tsv`, `un_…`, `places_…`, `wikidata_people_…` (columns
entity_id, name / variant, kind, script, band), `nobody.tsv` (name) and `wikidata_names.txt`. Public
originals: the US Treasury's SDN list and its a.k.a. names (public domain), the United Nations
consolidated list, WhosOnFirst localities (attribution), NETransliteration-COLING2018 (CC0), yente's
synthetic names (MIT). The people in the box (aliases/people) are asked for by their native forms,
too, in a table of other names.

The model says how likely each candidate of a query is meant: odds e^(w·x) for a candidate with
evidence x, odds 1 for nobody in the table. The weights maximize the likelihood of the right
answers; each query counts twice, the second time with the right entity taken out of the table, so
that an unknown name is as likely as a known one. There is one set of weights a kind for Latin
letters, and across scripts one a kind and script, where the data suffice, and one for all scripts.
Two names that somebody compares are as likely one as not: for these there are weights of their own,
learned from pairs. Needs scipy.
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
from translit.names.name import Name
from translit.pairs.align import Alignment, align
from translit.pairs.aligned_names import TWO_NAMES, Context
from translit.pairs.features import AGAINST, FEATURE_NAMES, FEATURES, extract_features
from translit.pairs.model import PAIR
from translit.resolve.candidates import retrieve
from translit.resolve.search import ALIGNED
from translit.writing.scripts import scripts

OUT = Path(__file__).parent.parent / "translit" / "data" / "evidence.json"
SEED = 7
QUERIES = 1000  # of one task and kind
BOX = 3000  # native forms of the people in the box
RIDGE = 2e-5  # pull towards 0 a query
PULL = 3.0  # of the weights of one script towards those of all
NOISY = 1500  # names with typing errors, of one kind
MIN_OWN = 300  # queries from which a script gets weights of its own
# queries from which all scripts of a kind together do; fewer gave weights that trust anything
MIN_POOLED = 500
# shares of the letters, from which on a variant is taken for another name
MAX_DISSIMILARITY, MAX_UNMATCHED = 0.4, 0.5
# of the typing errors that fall on the first letter of a word are kept: 1.4 to 7 % of all, says
# Kukich 1992, §1.2
FIRST = 0.05
# The highest weight of a feature, put in after the rest is learned: what must count although lists
# have few pairs that differ in it alone. Putin and Lutin, Hassan and Hussein, the 1st and the 2nd
# corps, a bank and its branch in Mexico are two.
MAX_WEIGHTS = {
    "first_letter_mismatch": -5.0,
    "distinct_known_names": -4.0,
    "conflicting_names": -3.0,
    "contradicting_components": -6.0,
    "unmatched_numbers": -4.0,
    "unmatched_place_names": -1.0,
    "conflicting_legal_forms": -4.5,
}
NAMES = ("bias", *FEATURE_NAMES)
MIN_NOISY = 4  # letters; a typing error in a shorter name makes another name


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def typo(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) - 1)
    while (at == 0 or not text[at - 1].isalpha()) and rng.random() > FIRST:
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
    """Return names of the table with one or two typing errors, and persons' with an initial or
    their family name alone, as queries.
    """
    asked: list[tuple[str | None, str]] = []
    for entity in rng.sample(table, min(NOISY, len(table))):
        changes = [typo(rng, entity.name), typo(rng, entity.name), typo(rng, typo(rng, entity.name))]
        if entity.kind is Kind.PERSON:
            changes.append(initial(entity.name))
            family = entity.name.split(",")[0].split()[-1]
            if len(family) > MIN_NOISY:
                changes.append(typo(rng, family))
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
    for table in (
        people,
        [Entity(str(i), name, Kind.PERSON) for i, name in enumerate(names)],
    ):  # strangers are nearer in a larger one
        found.append(("person", table, noisy(rng, table)))
    box = [entity for entity in Normalizer.builtin().entities() if entity.kind is Kind.PERSON]
    native = [
        (entity.id, text)
        for entity in box
        for texts in entity.native.values()
        for text in texts
        if script_of(text)
    ]
    endings = oblique_endings()
    inflected = [(i, inflect(rng, text, endings)) for i, text in rng.sample(native, BOX // 2)]
    asked = inflected + rng.sample(native, BOX) + [(None, name) for name in nobody if script_of(name)]
    found.append(("person", [*people, *(Entity(e.id, e.name, e.kind) for e in box)], asked))
    return found


def oblique_endings() -> dict[str, list[str]]:
    """Return the endings that each nominative ending in Cyrillic has in other cases."""
    endings: dict[str, list[str]] = defaultdict(list)
    for oblique, nominatives in Normalizer.builtin()._lexicon.inflections["Cyrl"].items():
        for nominative in nominatives:
            endings[nominative].append(oblique)
    return endings


def inflect(rng: random.Random, name: str, endings: dict[str, list[str]]) -> str:
    """Return a name as it stands in a sentence of a Slavic language in Cyrillic: in some case, one
    time in two the family name alone.
    """
    tokens = name.split()
    tokens = tokens[-1:] if rng.random() < 0.5 else tokens
    written = []
    for token in tokens:
        possible = [
            token[: len(token) - n] + o for n in (3, 2, 1) for o in endings.get(token[len(token) - n :], ())
        ]
        written.append(rng.choice(possible) if possible else token)
    return " ".join(written)


def script_of(name: str) -> str:
    return min(scripts(name) - {"Latn"}, default="")


Example = tuple[np.ndarray, int]


def examples(table: list[Entity], asked: list[tuple[str | None, str]], kind: str) -> dict[str, list[Example]]:
    """Return, by set of weights, for each query the candidates' evidence and which of them is right
    (-1: none).
    """
    n = Normalizer.from_entities(table)
    found: dict[str, list[Example]] = defaultdict(list)
    for right, name in asked:
        query = Name(name, n._lexicon, kind=Kind(kind))
        near = retrieve(query, n._index, ALIGNED, by_ngrams=True)
        best: dict[str, Alignment] = {}
        for spelling in map(n._index.spelling, near.rows):
            entity = n._index.entity(spelling.entity)
            alignment = align(query.parts, spelling.parts, n._lexicon, query.spelled)
            if alignment.pairs and entity.kind == kind:
                best.setdefault(entity.id, alignment)
        context = Context(len(table))
        evidence = {
            identifier: extract_features(alignment, Kind(kind), context)
            for identifier, alignment in best.items()
        }
        # a query whose right entity was not found among the near ones teaches nothing about
        # evidence
        if not best or (right is not None and (right not in best or is_another_name(evidence[right]))):
            continue
        script = query.script
        group = f"{kind}/{script}" if script else kind
        ranked = list(best)
        found[group].append(
            (np.array([evidence[i] for i in ranked]), ranked.index(right) if right is not None else -1)
        )
        wrong = [i for i in ranked if i != right]
        if right is not None and wrong:
            found[group].append((np.array([evidence[i] for i in wrong]), -1))
        # the same as pairs of names, half of them one: the right candidate, and the likest other
        # one
        if right is not None:
            found[PAIR + group].append((np.array([extract_features(best[right], Kind(kind), TWO_NAMES)]), 0))
        if wrong:
            found[PAIR + group].append(
                (np.array([extract_features(best[wrong[0]], Kind(kind), TWO_NAMES)]), -1)
            )
    return found


def is_another_name(values: tuple[float, ...]) -> bool:
    """Whether a "variant" of the lists has so little in common with the name that it is another
    name (a translation, a former name).
    """
    of = dict(zip(FEATURE_NAMES, values, strict=True))
    return (
        of["mean_dissimilarity"] > MAX_DISSIMILARITY
        or max(of["query_unmatched_share"], of["alias_unmatched_share"]) > MAX_UNMATCHED
    )


def learn(found: list[Example], prior: np.ndarray | None) -> np.ndarray:
    """Return the weights, the bias first; *prior*: those of the larger group, which they are pulled
    towards, else to 0.
    """
    pull = RIDGE * len(found) if prior is None else PULL
    towards = np.zeros(len(FEATURES)) if prior is None else prior[1:]
    width = len(FEATURES) + 1
    x = np.zeros((len(found), ALIGNED, width))
    mask = np.zeros((len(found), ALIGNED), dtype=bool)
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
        value = -(chosen - top - np.log(total)).sum() + pull * ((w[1:] - towards) ** 2).sum() / 2
        p[np.arange(len(found))[known], right[known]] -= 1
        gradient = np.einsum("ij,ijk->k", p, x)
        gradient[1:] += pull * (w[1:] - towards)
        return value, gradient

    # what speaks against can only lower the odds
    bounds = [
        (None, None),
        *((None, 0.0) if feature.sign == AGAINST else (0.0, None) for feature in FEATURES),
    ]
    start = np.concatenate([[4.0], -np.ones(len(FEATURES))]) if prior is None else prior
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x


def main() -> None:
    folder = Path(sys.argv[1])
    rng = random.Random(SEED)
    groups: dict[str, list[Example]] = defaultdict(list)
    for kind, table, asked in tasks(folder, rng):
        for name, found in examples(table, asked, kind).items():
            groups[name] += found
            if (group := name.removeprefix(PAIR)) != kind:
                groups[name.removesuffix(group) + f"{kind}/across"] += found
    learned: dict[str, np.ndarray] = {}
    # a kind's weights for all scripts come before, and lead, those of one script
    for name, found in sorted(groups.items(), key=lambda item: ("/across" not in item[0], item[0])):
        pooled = f"{name.rpartition('/')[0]}/across"
        is_of_script = name.removeprefix(PAIR).count("/") == 1 and name != pooled
        if len(found) >= (MIN_OWN if is_of_script else MIN_POOLED):
            learned[name] = learn(found, learned.get(pooled) if is_of_script else None)
            print(name, len(found), "queries", flush=True)
    weights = {
        name: {
            feature: round(min(float(w), MAX_WEIGHTS.get(feature, w)), 2) + 0.0
            for feature, w in zip(NAMES, learned[name], strict=True)
        }
        for name in sorted(learned)
    }
    provenance = [
        "Log-odds that a candidate is meant, by evidence; learned by training/learn_evidence.py from the US Treasury's SDN list",
        "(public domain), the UN consolidated list, WhosOnFirst localities (attribution), NETransliteration-COLING2018 (CC0) with",
        "made typing errors, and yente's synthetic names (MIT).",
    ]
    text = json.dumps(
        {"provenance": provenance, "features": list(FEATURE_NAMES), "weights": weights}, indent=1
    )
    OUT.write_text(text + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
