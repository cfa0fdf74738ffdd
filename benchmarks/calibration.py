"""Whether a score means a probability: expected calibration error, and a picture of it.

    python benchmarks/calibration.py DATA [--limit 300] [--svg docs/calibration.svg]

DATA as for benchmarks/accuracy.py. Each query is asked twice: as it is, and with its right entity
taken out of the candidates, as if the table had it not, so half of the names are unknown, as in the
fit. Of each answer the best candidate's score is held against whether it is right. Expected
calibration error: the mean distance, in ten bins of the score, between the mean score and the share
that is right, weighted by the answers in the bin. Tasks of other names (nom de guerre, translation)
and news, which was not learned from, are left out of the sum, and so are the entities that
training/learn_calibration.py learned the curve from.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path

from accuracy import SEED, rows

from translit import Entity, Match, Normalizer, Settings
from translit.index.terms import hashed

BINS = 10
Answer = tuple[float, bool]


def answers(match: Match, right: frozenset[str]) -> list[Answer]:
    """The best candidate's score and whether it is right, as asked and with the right entity
    unknown.

    Entities of one name, which nothing here could tell apart, count as one: their scores are added.
    """
    if not match.candidates:
        return []
    best = match.candidates[0].entity
    namesakes = [c.score for c in match.candidates if c.entity.name.casefold() == best.name.casefold()]
    found = [(min(1.0, sum(namesakes)), best.id in right)]
    gone = sum(c.score for c in match.candidates if c.entity.id in right)
    others = [c.score for c in match.candidates if c.entity.id not in right]
    if others and gone < 1:
        found.append((min(1.0, others[0] / (1 - gone)), False))
    return found


def error(given: list[Answer]) -> tuple[float, list[tuple[int, float, float]]]:
    """Return the expected calibration error, and (count, mean score, share right) of each bin."""
    bins: list[list[Answer]] = [[] for _ in range(BINS)]
    for score, is_right in given:
        bins[min(BINS - 1, int(score * BINS))].append((score, is_right))
    told = [
        (len(b), sum(s for s, _ in b) / max(1, len(b)), sum(r for _, r in b) / max(1, len(b))) for b in bins
    ]
    return sum(count * abs(mean - share) for count, mean, share in told) / max(1, len(given)), told


def picture(told: list[tuple[int, float, float]], whole: float) -> str:
    """Draw the curve as SVG: the score across, the share that is right up; the area of a dot is its
    answers.
    """
    most = max(count for count, _, _ in told)
    dots = "".join(
        f'<circle cx="{60 + 400 * mean:.0f}" cy="{440 - 400 * share:.0f}" '
        f'r="{2 + 12 * (count / most) ** 0.5:.1f}" fill="#2563eb" opacity=".8">'
        f"<title>{count} answers: score {mean:.2f}, right {share:.2f}</title></circle>"
        for count, mean, share in told
        if count
    )
    marks = "".join(
        f'<text x="{60 + 80 * i}" y="460" text-anchor="middle">{i / 5:.1f}</text>'
        f'<text x="50" y="{444 - 80 * i}" text-anchor="end">{i / 5:.1f}</text>'
        for i in range(6)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 500" '
        'font-family="sans-serif" font-size="13" role="img">'
        f"<title>Share of right answers by score; expected calibration error {whole:.3f}</title>"
        '<rect width="480" height="500" fill="white"/><path d="M60 40V440H460" fill="none" stroke="#333"/>'
        f'<path d="M60 440L460 40" stroke="#999" stroke-dasharray="4 4"/>{marks}{dots}'
        '<text x="260" y="485" text-anchor="middle">score</text>'
        '<text x="60" y="28">share that is right</text></svg>\n'
    )


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--limit", type=int, default=300)
    arguments.add_argument("--svg", type=Path)
    given = arguments.parse_args()
    everything: list[Answer] = []
    groups: dict[str, list[Answer]] = defaultdict(list)
    for index in sorted(given.data.glob("*_index.tsv")):
        name = index.name.removesuffix("_index.tsv")
        if name == "news":
            continue
        table = [Entity(row["entity_id"], row["name"], row["kind"]) for row in rows(index)]
        n = Normalizer.from_entities(table, settings=Settings(limit=60))
        by_name = defaultdict(set)
        for entity in table:
            by_name[entity.name.casefold()].add(entity.id)
        asked = defaultdict(list)
        for row in rows(given.data / f"{name}_queries.tsv"):
            if row["band"] != "other-name" and hashed(row["entity_id"]) % 2:
                asked[row["kind"], row["script"]].append((row["entity_id"], row["variant"]))
        names = {entity.id: entity.name.casefold() for entity in table}
        for (kind, script), queries in sorted(asked.items()):
            for right, variant in random.Random(SEED).sample(queries, min(given.limit, len(queries))):
                found = answers(n.normalize(variant), frozenset(by_name[names[right]]))
                groups[f"{kind}/{script}"] += found
                everything += found
    for group, found in sorted(groups.items()):
        if len(found) >= 100:
            print(f"{group:24} answers={len(found):5} error={error(found)[0]:.3f}")
    whole, told = error(everything)
    print(f"{'all':24} answers={len(everything):5} error={whole:.3f}")
    for count, mean, share in told:
        print(f"    score {mean:.2f}  right {share:.2f}  answers {count}")
    if given.svg:
        given.svg.write_text(picture(told, whole), encoding="utf8")


if __name__ == "__main__":
    main()
