"""The picture that benchmarks/speed.py draws: SVG as text, for light and for dark pages."""

from __future__ import annotations

from math import ceil, floor, log10


def curves_by_size(curves: dict[str, list[tuple[int, float]]], ours: str, listed: str) -> str:
    """Draw the curves (names in the table, µs a query) as SVG, both axes logarithmic, a line and
    its name a system.

    Three colours are there, the first for *ours*; further peers look like the last one. *listed*
    says below what names they are.
    """
    sizes = [size for curve in curves.values() for size, _ in curve]
    times = [each for curve in curves.values() for _, each in curve]
    left, right = floor(log10(min(sizes))), max(ceil(log10(max(sizes))), floor(log10(min(sizes))) + 1)
    low, high = floor(log10(min(times))), max(ceil(log10(max(times))), floor(log10(min(times))) + 1)

    def x(size: float) -> float:
        return 70 + 380 * (log10(size) - left) / (right - left)

    def y(each: float) -> float:
        return 340 - 290 * (log10(each) - low) / (high - low)

    axes = "".join(
        f'<path d="M{x(10**i):.0f} 50V340" class="grid"/>'
        f'<text x="{x(10**i):.0f}" y="360" text-anchor="middle">{10**i:,}</text>'
        for i in range(left, right + 1)
    ) + "".join(
        f'<path d="M70 {y(10**i):.0f}H450" class="grid"/>'
        f'<text x="62" y="{y(10**i) + 4:.0f}" text-anchor="end">{10**i:,}</text>'
        for i in range(low, high + 1)
    )
    colours = {
        name: f"c{min(number, 2)}"
        for number, name in enumerate([ours, *(name for name in curves if name != ours)])
    }
    lines, beside = "", 0.0
    for name, curve in sorted(curves.items(), key=lambda item: item[1][-1][1], reverse=True):
        size, last = curve[-1]
        beside = max(y(last) + 4, beside + 16)  # a label never covers the one above it
        width = 3 if name == ours else 1.5
        points = " ".join(f"{x(size):.0f},{y(each):.0f}" for size, each in curve)
        dots = "".join(
            f'<circle cx="{x(size):.0f}" cy="{y(each):.0f}" r="{width + 1.5}">'
            f"<title>{name}, {size:,} names: {each:,.0f} µs</title></circle>"
            for size, each in curve
        )
        lines += (
            f'<g class="{colours[name]}">'
            f'<polyline points="{points}" stroke="currentColor" stroke-width="{width}" fill="none"/>'
            f'{dots}<text x="{x(size) + 10:.0f}" y="{beside:.0f}">{name}</text></g>'
        )
    told = "; ".join(
        f"{name}: " + ", ".join(f"{each:,.0f} µs at {size:,}" for size, each in c)
        for name, c in curves.items()
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 410" '
        'font-family="sans-serif" font-size="13" role="img" aria-labelledby="title told">'
        '<title id="title">Time of one noisy query by the size of the table</title>'
        f'<desc id="told">{told}. {listed}.</desc>'
        "<style>svg{color:#24292f}text,circle{fill:currentColor}"
        ".grid{stroke:currentColor;stroke-opacity:.2}"
        ".c0{color:#1d4ed8}.c1{color:#6b7280}.c2{color:#b45309}"
        "@media(prefers-color-scheme:dark){svg{color:#e6edf3}"
        ".c0{color:#60a5fa}.c1{color:#9ca3af}.c2{color:#f59e0b}}</style>"
        f'{axes}{lines}<text x="260" y="385" text-anchor="middle">names in the table</text>'
        '<text x="14" y="30">µs a query, median</text>'
        f'<text x="260" y="403" text-anchor="middle" font-size="11">{listed}</text></svg>\n'
    )
