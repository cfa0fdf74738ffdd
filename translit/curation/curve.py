"""The picture of what thresholds do, as SVG: precision and recall over the score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from translit.curation.gold import Point

WIDTH, HEIGHT, MARGIN = 640, 400, 56  # pixels
LEFT = 0.5  # the lowest threshold
TICKS = 5
PRECISION, RECALL, GRID = "#1d4ed8", "#b45309", "#d5dae1"


class _Line(NamedTuple):
    label: str
    color: str
    values: Sequence[tuple[float, float]]  # threshold, share


def picture(points: Sequence[Point], chosen: Point | None = None) -> str:
    """Return the picture of *points*, with a mark at the one that is *chosen*."""
    precision = _Line("precision", PRECISION, [(point.threshold, point.precision) for point in points])
    recall = _Line("recall", RECALL, [(point.threshold, point.recall) for point in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="13" '
        'font-family="system-ui, sans-serif" role="img" aria-label="precision and recall by threshold">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for tick in range(TICKS + 1):
        share = tick / TICKS
        y, x, threshold = _y(share), _x(LEFT + (1 - LEFT) * share), LEFT + (1 - LEFT) * share
        bottom = HEIGHT - MARGIN + 20
        parts += [
            f'<path d="M{MARGIN} {y:.1f}H{WIDTH - MARGIN}" stroke="{GRID}"/>',
            f'<text x="{MARGIN - 8}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>',
            f'<text x="{x:.1f}" y="{bottom}" text-anchor="middle">{threshold:.1f}</text>',
        ]
    for place, line in enumerate((precision, recall)):
        path = " ".join(f"{_x(threshold):.1f},{_y(share):.1f}" for threshold, share in line.values)
        parts.append(f'<polyline fill="none" stroke="{line.color}" stroke-width="2" points="{path}"/>')
        left = MARGIN + 120 * place
        parts.append(f'<text x="{left}" y="{MARGIN - 24}" fill="{line.color}">{line.label}</text>')
    if chosen is not None:
        x = _x(chosen.threshold)
        parts += [
            f'<path d="M{x:.1f} {MARGIN}V{HEIGHT - MARGIN}" stroke="#1f2937" stroke-dasharray="4 3"/>',
            f'<text x="{x:.1f}" y="{MARGIN - 6}" text-anchor="middle">{chosen.threshold:.3f}</text>',
        ]
    middle = WIDTH / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">threshold</text></svg>')
    return "\n".join(parts) + "\n"


def _x(threshold: float) -> float:
    return MARGIN + (threshold - LEFT) / (1 - LEFT) * (WIDTH - 2 * MARGIN)


def _y(share: float) -> float:
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
