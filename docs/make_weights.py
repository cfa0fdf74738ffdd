"""Write the learned weights into docs/how-it-decides.md: `python docs/make_weights.py`. A test
holds the page against the file.
"""

import json
from collections import defaultdict
from pathlib import Path

PAGE = Path(__file__).parent / "how-it-decides.md"
LEARNED = Path(__file__).parent.parent / "translit" / "data" / "evidence.json"
BEGIN = "<!-- weights: written by docs/make_weights.py from translit/data/evidence.json -->\n"
END = "<!-- end of weights -->\n"
PAIR = "pair"  # two names that somebody compares
COLUMNS = {
    "person": "person, one script",
    "person/across": "person, across scripts",
    "place": "place, one script",
    "org": "organisation",
}


def table() -> str:
    learned = json.loads(LEARNED.read_text(encoding="utf8"))
    weights = learned["weights"]
    lines = [" | ".join(["| feature", *COLUMNS.values()]) + " |", "|---|" + "---:|" * len(COLUMNS)]
    for name in ("bias", *learned["features"]):
        values = [weights[of][name] for of in COLUMNS]
        lines.append(
            " | ".join([f"| `{name}`", *(f"{value:.2f}" if value else "0" for value in values)]) + " |"
        )
    scripts: dict[str, list[str]] = defaultdict(list)
    for of in sorted(weights):
        kind, _, script = of.partition("/")
        if script not in ("", "across") and kind != PAIR:
            scripts[kind].append(script)
    own = "; ".join(f"{kind}: {', '.join(of)}" for kind, of in scripts.items())
    return "\n".join([*lines, "", f"Scripts with weights of their own (ISO 15924), {own}."]) + "\n"


def page() -> str:
    before, begin, rest = PAGE.read_text(encoding="utf8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE}: needs the lines {BEGIN!r} and {END!r}, one after the other")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
