"""Learn the weights of a document's evidence: `translit/data/document.json`.

    python training/learn_document.py [--cross-validate]

Reads the article of `tests/texts` and the texts of `corpus.yaml` there that are not *held*, as they
are, in capitals, and with a letter wrong in each longer name (`benchmarks/annotated.py`), and of
each name that its document decides the evidence for and against each candidate. A conditional logit
model chooses among the candidates and "none of these", whose log-odds without the document are
given; a weight keeps the sign of its prior (`document_priors.yaml`), and half the squared distance
to it, divided by the variance PRIOR_NATS ** 2, is the penalty. The names of a text are context for
each other, so the texts are read again with the new weights, ROUNDS times. Deterministic.
*--cross-validate* prints the loss of texts by what was learned from the others, too, for some
variances.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from annotated import CASELESS, CORPUS, Gold, as_is, one_edit, parsed, texts  # noqa: E402
from text import OWN, texts_and_gold  # noqa: E402

from translit import Normalizer  # noqa: E402
from translit.packaged import FOLDER  # noqa: E402
from translit.tables.sources import read_source  # noqa: E402
from translit.text.weights import TABLE, Evidence, read_weights  # noqa: E402

PRIORS = Path(__file__).parent / "document_priors.yaml"
ROUNDS = 3
PRIOR_NATS = 1.0  # standard deviation of a weight around its prior; the texts are of one hand
TRIED_NATS = (0.25, 0.5, 1.0, 2.0, 4.0)
FOLDS = 5
EDITED = 8  # readings of a text with letters wrong, each with other ones
# What such a reading counts, one as it is being 1: few names of a text have a letter wrong, and
# these texts have few words that are only like a name.
EDITED_SHARE, CAPITALS_SHARE = 0.05, 0.5
ARTICLE_SHARE = 4.0  # an article of usual length, among texts of two sentences
STEPS, LEAST_STEP = 50, 1e-4  # of Newton's method
LEAST_PROBABILITY = 1e-300  # whose logarithm is taken
LEAST_ODDS = 1e-6  # as in `resolve.decide`
SEED = 2029
SOURCE = "tests/texts: article.txt, corpus.yaml without the held texts"


class Choice(NamedTuple):
    """A name that its document decides: log-odds and evidence of each candidate, which one is meant
    (-1: none of them), what it counts, and the number of its text.
    """

    log_odds: np.ndarray
    evidence: np.ndarray  # candidates x weights
    meant: int
    share: float
    text: int


def readings() -> Iterator[tuple[int, str, list[Gold], float]]:
    """Yield each text in each way of writing, with its number, its names and what it counts."""
    rng = random.Random(SEED)
    article, names = texts_and_gold(OWN)
    for file, text in article.items():
        yield -1, text, sorted(names[file]), ARTICLE_SHARE
    for number, (language, annotated) in enumerate(texts("seen")):
        text, gold = parsed(annotated, as_is, rng)
        yield number, text, gold, 1.0
        if language in CASELESS:
            continue
        if len(text.upper()) == len(text):
            yield number, text.upper(), gold, CAPITALS_SHARE
        for _ in range(EDITED):
            yield number, *parsed(annotated, one_edit, rng), EDITED_SHARE


def choices(n: Normalizer, names: Sequence[str]) -> Iterator[Choice]:
    """Yield the names of the texts that their document decides."""
    finder = n._names_in()
    finder._mention_resolver.weights = read_weights()
    for number, text, gold, share in readings():
        document = finder.document(text)
        for at, (start, span) in enumerate(document.placed):
            if not document.is_reweighed(at):
                continue
            match = document.without_context(at)
            end = start + span.end - span.start
            right = {name for first, last, name in gold if first < end and start < last}
            meant = [i for i, c in enumerate(match.candidates) if c.entity.name in right]
            none = max(LEAST_ODDS, 1 - sum(c.score for c in match.candidates))
            yield Choice(
                np.array([log(max(c.score, LEAST_ODDS) / none) for c in match.candidates]),
                np.array([_strengths(of, names) for of in document.evidence[at]]),
                meant[0] if meant else -1,
                share,
                number,
            )


def _strengths(evidence: Sequence[Evidence], names: Sequence[str]) -> list[float]:
    together = dict.fromkeys(names, 0.0)
    for each in evidence:
        together[each.weight] += each.strength
    return list(together.values())


def loss(weights: np.ndarray, of: Sequence[Choice]) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the negative log-likelihood of choices, its gradient and its Hessian matrix."""
    value, gradient, hessian = 0.0, np.zeros_like(weights), np.zeros((len(weights), len(weights)))
    for choice in of:
        nats = np.append(choice.log_odds + choice.evidence @ weights, 0.0)
        nats -= nats.max()
        p = np.exp(nats) / np.exp(nats).sum()
        value -= choice.share * log(max(p[choice.meant], LEAST_PROBABILITY))
        expected = p[:-1] @ choice.evidence
        observed = choice.evidence[choice.meant] if choice.meant >= 0 else 0.0
        gradient += choice.share * (expected - observed)
        squares = choice.evidence.T @ (p[:-1, None] * choice.evidence)
        hessian += choice.share * (squares - np.outer(expected, expected))
    return value, gradient, hessian


def fit(of: Sequence[Choice], priors: np.ndarray, prior_nats: float, fixed: np.ndarray) -> np.ndarray:
    """Return the weights that make *of* likeliest, given their *priors*, by Newton's method; a step
    that does not help is halved, a weight that would change its sign is 0, and those that are
    *fixed* keep their prior.
    """

    def penalised(weights: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        value, gradient, hessian = loss(weights, of)
        away = (weights - priors) / prior_nats**2
        return (
            value + away @ (weights - priors) / 2,
            gradient + away,
            hessian + np.eye(len(priors)) / prior_nats**2,
        )

    weights = priors
    value, gradient, hessian = penalised(weights)
    for _ in range(STEPS):
        # a weight at 0 that would cross it stays there
        free = ~fixed & ((weights != 0) | (gradient * np.sign(priors) < 0))
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], -gradient[free])
        size = 1.0
        while size > LEAST_STEP:
            tried = weights + size * step
            tried = np.where(np.sign(tried) == -np.sign(priors), 0.0, tried)
            if (after := penalised(tried))[0] < value:
                break
            size /= 2
        else:
            break
        weights, (value, gradient, hessian) = tried, after
    return weights


def cross_validated(of: Sequence[Choice], priors: np.ndarray, prior_nats: float, fixed: np.ndarray) -> float:
    """Return the loss of each text by weights that were learned from the others."""
    total = 0.0
    for fold in range(FOLDS):
        others = [choice for choice in of if choice.text % FOLDS != fold]
        here = [choice for choice in of if choice.text % FOLDS == fold]
        total += loss(fit(others, priors, prior_nats, fixed), here)[0]
    return total


def write(weights: np.ndarray, priors: Mapping[str, Mapping[str, str]], seen: Sequence[float]) -> None:
    """Write the weights, each with its prior, what it says, and how many names spoke of it."""
    rows = {
        name: {
            "nats": round(float(weight), 2),
            "prior": float(of["nats"]),
            "n": round(count, 1),
            "says": of["says"],
            "source": SOURCE if count and "fixed" not in of else f"prior: {of['reason']}",
        }
        for weight, (name, of), count in zip(weights, priors.items(), seen, strict=True)
    }
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items()
    )
    Path(FOLDER, TABLE).write_text(
        f'{{"provenance": "training/learn_document.py",\n"weights": {{\n{lines}\n}}}}\n', encoding="utf-8"
    )


def main() -> None:
    """Learn the weights and write them."""
    priors = read_source(PRIORS).root.plain()
    names = list(priors)
    start = np.array([float(of["nats"]) for of in priors.values()])
    fixed = np.array(["fixed" in of for of in priors.values()])
    write(start, priors, [0.0] * len(names))
    n = Normalizer.builtin()
    print(f"{CORPUS.name}: {len(list(texts('seen')))} texts")
    for number in range(ROUNDS):
        found = list(choices(n, names))
        if not number:
            lost = loss(start, found)[0]
            print(f"{len(found)} names that their document decides; loss by the priors {lost:.2f}")
            for tried in TRIED_NATS if "--cross-validate" in sys.argv[1:] else ():
                lost = cross_validated(found, start, tried, fixed)
                print(f"  prior of {tried} nats: in cross-validation {lost:.2f}")
        weights = fit(found, start, PRIOR_NATS, fixed)
        print(f"round {number + 1}: {len(found)} names, loss {loss(weights, found)[0]:.2f}")
        seen = [
            sum(choice.share for choice in found if choice.evidence[:, at].any()) for at in range(len(names))
        ]
        write(weights, priors, seen)
    for name, prior, weight, count in zip(names, start, weights, seen, strict=True):
        print(f"{name:22}{prior:7.2f}{weight:7.2f}{count:8.1f}")


if __name__ == "__main__":
    main()
