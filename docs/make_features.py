"""Write the table of features into docs/how-it-decides.md: `python docs/make_features.py`. A test
holds the page against `translit.pairs.features.FEATURES`.
"""

from pathlib import Path

from translit.pairs.features import EVERY_KIND, FEATURES, Feature

PAGE = Path(__file__).parent / "how-it-decides.md"
BEGIN = "<!-- features: written by docs/make_features.py from translit/pairs/features.py -->\n"
END = "<!-- end of features -->\n"


def row(feature: Feature) -> str:
    of = "" if feature.kinds == EVERY_KIND else f" ({', '.join(map(str, feature.kinds))} only)"
    return f"| `{feature.name}` | {feature.doc.removesuffix('.')}{of} |\n"


def table() -> str:
    return "| feature | what it measures |\n|---|---|\n" + "".join(map(row, FEATURES))


def page() -> str:
    before, begin, rest = PAGE.read_text(encoding="utf8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE}: needs the lines {BEGIN!r} and {END!r}, one after the other")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
