"""Write the table of features into docs/how-it-decides.md: `python docs/make_features.py`. A test
holds the page against `translit.pairs.features.FEATURES`.
"""

from pathlib import Path

from translit.pairs.feature import AGAINST, EITHER, EVERY_KIND, FOR, Feature
from translit.pairs.features import FEATURES

PAGE = Path(__file__).parent / "how-it-decides.md"
BEGIN = "<!-- features: written by docs/make_features.py from translit/pairs/features.py -->\n"
END = "<!-- end of features -->\n"
SIGNS = {AGAINST: "against", FOR: "for", EITHER: "either"}


def row(feature: Feature) -> str:
    kinds = "all" if feature.kinds == EVERY_KIND else ", ".join(sorted(map(str, feature.kinds)))
    return f"| `{feature.name}` | {kinds} | {SIGNS[feature.sign]} | {feature.doc.removesuffix('.')} |\n"


def table() -> str:
    head = "| feature | kinds | may speak | what it measures |\n|---|---|---|---|\n"
    return head + "".join(map(row, FEATURES))


def page() -> str:
    before, begin, rest = PAGE.read_text(encoding="utf8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE}: needs the lines {BEGIN!r} and {END!r}, one after the other")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
