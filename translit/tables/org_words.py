"""The words of organisations and their English, from `aliases/words` into one JSON file."""

from __future__ import annotations

import json
from pathlib import Path

from translit.names.organisation_words import plain
from translit.tables.sources import read_source
from translit.writing.repair import repair
from translit.writing.scripts import native_script, unmix
from translit.writing.text import clean

BESIDE = "|"  # stands between the words of a group
PROVENANCE = (
    "Compiled from aliases/words/org_words.yaml, word_forms.yaml, numerals.yaml and japanese_places.yaml by "
    "training/compile_language_facts.py; CC0 1.0 names of ROR; readings of IPADIC (NOTICES)."
)


def compile_org_words(aliases: Path) -> str:
    """Return the text of `translit/data/org_words.json` for a folder of tables. Raises
    TableError.
    """
    groups = read_source(aliases / "words/org_words.yaml", "org_words.yaml").root.plain()
    forms = read_source(aliases / "words/word_forms.yaml", "word_forms.yaml").root.plain()
    words: dict[str, list[str]] = {}
    seen: set[str] = set()
    for english, *others in groups:
        for other in others:
            word = " ".join(plain(clean(unmix(repair(other)))).split())
            if word not in seen:
                seen.add(word)
                words.setdefault(english, []).append(word)
    places = read_source(aliases / "words/japanese_places.yaml", "japanese_places.yaml").root.plain()
    numerals = read_source(aliases / "words/numerals.yaml", "numerals.yaml").root.plain()
    tables = {
        "numbers": {
            plain(clean(word)): str(number)
            for language in numerals["words"]
            for number, of in language["of"].items()
            for word in of
            if native_script(word)
        },
        "words": {english: BESIDE.join(of) for english, of in words.items()},
        "japanese_places": {plain(clean(place)): reading for place, reading in places.items()},
        "japanese": forms["japanese"],
        "articles": forms["articles"],
        "endings": {script: [plain(ending) for ending in of] for script, of in forms["endings"].items()},
        "prefixes": forms["prefixes"],
        "dependent": {script: [plain(ending) for ending in of] for script, of in forms["dependent"].items()},
        "place_adjectives": forms["place_adjectives"],
        "least": int(forms["least"]),
    }
    lines = [f"{json.dumps(name)}: {json.dumps(of, ensure_ascii=False)}" for name, of in tables.items()]
    return f'{{"provenance": {json.dumps(PROVENANCE)},\n' + ",\n".join(lines) + "}\n"
