"""Probabilities and log-odds in nats, the scale on which independent evidence adds up."""

from __future__ import annotations

from math import exp, inf, log

TOLERANCE = 1e-9  # what one that came by way of the other may lack
MIN_NATS = -700.0  # below them `exp` overflows; the probability is 0 to every digit


def log_odds(p: float, *, limit: float = inf) -> float:
    """Return the log-odds of a probability, at most *limit* nats either way.

    >>> log_odds(0.5), log_odds(1.0, limit=6.0), log_odds(0.0)
    (0.0, 6.0, -inf)
    """
    if p <= 0:
        return -limit
    if p >= 1:
        return limit
    return max(-limit, min(limit, log(p / (1 - p))))


def probability(nats: float) -> float:
    """Return the probability that log-odds stand for, the inverse of `log_odds`.

    >>> probability(0.0), round(probability(log_odds(0.3) + log_odds(0.7)), 9)
    (0.5, 0.5)
    """
    return 1 / (1 + exp(-nats)) if nats > MIN_NATS else 0.0
