"""What countries and their parts are called in any language, and their codes, as one JSON file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from translit.tables.language_facts import PROVENANCE
from translit.tables.sources import read_source
from translit.writing.keys import key

MAX_CODE = 3  # capitals of a code of a country or of a part of one


def compile_country_names(aliases: Path) -> str:
    """Return the text of `translit/data/country_names.json` for a folder of tables. Raises
    TableError.
    """
    countries = read_source(aliases / "places/countries.yaml", "countries.yaml").root.plain()
    beside = read_source(aliases / "words/beside.yaml", "beside.yaml").root.plain()
    names: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    for of in countries:
        native = of.get("native", {}).values()
        written = chain.from_iterable([texts] if isinstance(texts, str) else texts for texts in native)
        aliases_of = (alias for alias in of.get("aliases", ()) if isinstance(alias, str))
        for text in (of["name"], *written, *aliases_of):
            names[key(text)].add(of["country"])
    for of in beside["countries"]:
        for text in of.get("names", ()):
            names[key(text)].update(of["countries"])
        for code in of.get("codes", ()):
            codes[code].update(of["countries"])
    for code, longer in beside["alpha3"].items():
        codes[code].add(code)
        codes[longer].add(code)
    parts: dict[str, str] = {}
    for of in beside["parts"]:
        for forms in of["names"]:
            of_one = [forms] if isinstance(forms, str) else forms
            for form in of_one:
                is_code = form.isupper() and form.isalpha() and len(form) <= MAX_CODE
                spelled = form if is_code else key(form)
                (codes if is_code else names)[spelled].add(of["country"])
                parts[spelled] = key(of_one[0])
    tables: dict[str, Mapping[str, Iterable[str]]] = {"names": names, "codes": codes, "parts": parts}
    lines = [
        f'"{name}": {{\n'
        + ",\n".join(
            f"  {json.dumps(text)}: {json.dumps(of if isinstance(of, str) else sorted(of))}"
            for text, of in sorted(table.items())
        )
        + "\n}"
        for name, table in tables.items()
    ]
    return f'{{"provenance": {json.dumps(PROVENANCE)},\n' + ",\n".join(lines) + "}\n"
