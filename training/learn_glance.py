"""Learn what is seen of two names at a glance: the constants of `translit/resolve/shortlist.py`.

    python training/learn_glance.py DATA

DATA is the folder of `learn_evidence.py`; its queries in Latin letters are asked here, those with
an initial left out. All names that are retrieved for a query are aligned. Learned are the log-odds
that a name then turns out to be likely (`CHANCE`) by what `seen` tells of it before, by logistic
regression. Printed are the constants, and how well they tell the likely ones from the others: the
area under the curve, beside that of the best of the three likenesses. Needs scipy.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from learn_evidence import SEED, tasks
from scipy.optimize import minimize
from scipy.stats import rankdata

from translit import Kind, Normalizer
from translit.index.terms import indexed_parts
from translit.names.parts import parse_name
from translit.names.roles import Role, script_of_name
from translit.pairs.align import align
from translit.pairs.model import probability
from translit.resolve.candidates import candidates
from translit.resolve.search import RETRIEVED
from translit.resolve.shortlist import seen

CHANCE = 0.3  # of a name that is worth being aligned
QUERIES = 150  # of one task and kind
NAMES = ("BIAS", "OF_WORDS", "OF_NAME", "GLUED", "SHARED")


def examples(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each name that is retrieved for a query, a row of what is seen of it, led by 1,
    and whether it is likely.
    """
    rng = random.Random(SEED)
    glanced, likely = [], []
    for kind, table, asked in tasks(folder, rng):
        n = Normalizer.from_entities(table)
        for _, name in rng.sample(asked, min(QUERIES, len(asked))):
            parts = parse_name(name, n._lexicon, kind=Kind(kind))
            if script_of_name(parts) or any(part.role is Role.INITIAL for part in parts):
                continue
            words = [part.token for part in indexed_parts(parts)]
            for by_grams in (False, True):
                near = candidates(parts, n._index, n._lexicon, RETRIEVED, by_grams=by_grams)
                if not near.rows:
                    continue
                names = [name or [""] for name in n._index.row_token_texts(near.rows)]
                told = (*seen(words, names, n._lexicon), np.clip(near.shares, 0.0, 1.0))
                glanced.append(np.column_stack([np.ones(len(names)), *told]))
                for row in near.rows:
                    alignment = align(parts, n._index.spelling(row).parts, n._lexicon)
                    found = (
                        probability(alignment, Kind(kind), n._index.population) if alignment.pairs else 0.0
                    )
                    likely.append(found >= CHANCE)
    return np.concatenate(glanced), np.array(likely)


def learned(glanced: np.ndarray, likely: np.ndarray) -> np.ndarray:
    sign = np.where(likely, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = sign * (glanced @ weights)
        slope = -sign / (1 + np.exp(odds))
        return float(np.logaddexp(0, -odds).sum()), glanced.T @ slope

    return minimize(loss, np.zeros(glanced.shape[1]), jac=True, method="L-BFGS-B").x


def area(told: np.ndarray, likely: np.ndarray) -> float:
    """Return how often a likely name is told to be likelier than another one."""
    count = likely.sum()
    return float((rankdata(told)[likely].sum() - count * (count + 1) / 2) / (count * (len(likely) - count)))


def main() -> None:
    glanced, likely = examples(Path(sys.argv[1]))
    weights = learned(glanced, likely)
    print(", ".join(f"{name} = {weight:.1f}" for name, weight in zip(NAMES, weights, strict=True)))
    print(
        f"{len(likely):,} names, {likely.mean():.1%} likely; area under the curve {area(glanced @ weights, likely):.4f}"
    )
    print(f"by the best likeness alone {area(glanced[:, 1:4].max(axis=1), likely):.4f}")


if __name__ == "__main__":
    main()
