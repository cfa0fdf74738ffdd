"""Learn what quick features say of two names: the constants of `translit/resolve/shortlist.py`.

    python training/learn_shortlist.py DATA

DATA is the folder of `align_pairs.py`; queries in Latin letters of its lists are asked here, those
with an initial left out. All names that are retrieved for a query are aligned. Learned are the
log-odds that a name then turns out to be likely (`CHANCE`) by its `quick_features`, by logistic
regression. Printed are the constants, and how well they tell the likely ones from the others: the
area under the curve, beside that of the best of the three likenesses. Needs scipy.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata
from slips import rows, slips

from translit import Entity, Kind, Normalizer
from translit.index.terms import indexed_parts
from translit.names.name import Name
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.log_odds import log_odds
from translit.pairs.model import match_log_odds
from translit.resolve.candidates import retrieve
from translit.resolve.search import RETRIEVED
from translit.resolve.shortlist import quick_features

SEED = 7
CHANCE = 0.3  # of a name that is worth being aligned
QUERIES = 150  # of one task and kind
NAMES = ("BIAS", "QUERY_SIMILARITY", "NAME_SIMILARITY", "JOINED_SIMILARITY", "COVERAGE")


def tasks(folder: Path, rng: random.Random) -> Iterator[tuple[str, list[Entity], list[str]]]:
    """Yield (kind, table, queries): real variants in Latin letters, and names with a slip."""
    for task in ("ofac", "un", "places", "wikidata_people"):
        table = [Entity(r["entity_id"], r["name"], r["kind"]) for r in rows(folder / f"{task}_index.tsv")]
        asked = defaultdict(list)
        for r in rows(folder / f"{task}_queries.tsv"):
            if r["script"] == "Latin" and r["band"] in ("close", "variant"):
                asked[r["kind"]].append(r["variant"])
        for kind in sorted({entity.kind for entity in table}):
            mistyped = slips(rng, [entity for entity in table if entity.kind is kind])
            yield kind, table, [*asked[kind], *(name for _, name in mistyped)]


def examples(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each name that is retrieved for a query, a row of its quick
    features, led by 1, and whether it is likely.
    """
    rng = random.Random(SEED)
    features, likely = [], []
    for kind, table, asked in tasks(folder, rng):
        n = Normalizer.from_entities(table)
        context = Context(n._index.population)
        for name in rng.sample(asked, min(QUERIES, len(asked))):
            query = Name(name, n._lexicon, kind=Kind(kind))
            if query.script or query.initials:
                continue
            words = [part.token for part in indexed_parts(query.parts)]
            for by_ngrams in (False, True):
                near = retrieve(query, n._index, RETRIEVED, by_ngrams=by_ngrams)
                if not near.rows:
                    continue
                names = [name or [""] for name in n._index.row_token_texts(near.rows)]
                told = (*quick_features(words, names, n._lexicon), np.clip(near.coverage, 0.0, 1.0))
                features.append(np.column_stack([np.ones(len(names)), *told]))
                for row in near.rows:
                    alignment = align(query.parts, n._index.spelling(row).parts, n._lexicon)
                    nats = match_log_odds(alignment, Kind(kind), context) if alignment.pairs else -np.inf
                    likely.append(nats >= log_odds(CHANCE))
    return np.concatenate(features), np.array(likely)


def learned(features: np.ndarray, likely: np.ndarray) -> np.ndarray:
    sign = np.where(likely, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = sign * (features @ weights)
        slope = -sign / (1 + np.exp(odds))
        return float(np.logaddexp(0, -odds).sum()), features.T @ slope

    return minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B").x


def area(told: np.ndarray, likely: np.ndarray) -> float:
    """Return how often a likely name is told to be likelier than another one."""
    count = likely.sum()
    return float((rankdata(told)[likely].sum() - count * (count + 1) / 2) / (count * (len(likely) - count)))


def main() -> None:
    features, likely = examples(Path(sys.argv[1]))
    weights = learned(features, likely)
    print(", ".join(f"{name} = {weight:.1f}" for name, weight in zip(NAMES, weights, strict=True)))
    print(
        f"{len(likely):,} names, {likely.mean():.1%} likely; "
        f"area under the curve {area(features @ weights, likely):.4f}"
    )
    print(f"by the best likeness alone {area(features[:, 1:4].max(axis=1), likely):.4f}")


if __name__ == "__main__":
    main()
