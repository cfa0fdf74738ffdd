"""Count how other languages write the words of names: `translit/data/transcriptions.txt`.

    python training/learn_transcriptions.py DATA

DATA is a folder with `name_parts.tsv`: words of names in Latin letters, how a language writes them,
and how often it was met (people's names of Wikidata; CC0; public original:
steveash/NETransliteration-COLING2018, the two thirds that are for training); and
`lexicon/arabic_name_parts.tsv`: the same in Arabic letters (CC0 and MIT; UNICEF and the
arabic-name-romanizer contributors, Wikidata).

A form that was met less than `MIN_MET` times is left out, and one that is a small share of a
script's: every eighth row is another name, or misaligned.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from slips import rows

from translit.names.transcriptions import FILE
from translit.packaged import FOLDER
from translit.writing.arabic_letters import arabic_letters
from translit.writing.keys import key

MIN_MET = 2
MIN_MET_IN_LEXICON = 3  # its names are those of a task that the model is measured on
MIN_SHARE = 0.02
MIN_LETTERS = 3
SCRIPT_OF = {"ar": "Arab", "he": "Hebr", "ja": "Kana", "ko": "Hang", "ru": "Cyrl", "zh": "Hani"}


def arabic_parts(folder: Path) -> Counter[tuple[str, str]]:
    """Return how often each word in Latin letters was met with a form in Arabic ones."""
    met: Counter[tuple[str, str]] = Counter()
    for row in rows(folder / "arabic_name_parts.tsv"):
        word, form = key(row["latin"]), arabic_letters(row["arabic_key"])
        if len(word) >= MIN_LETTERS and word.isalpha() and " " not in form:
            met[word, form] += int(row["count"])
    return met


def main() -> None:
    met: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for row in rows(Path(sys.argv[1]) / "name_parts.tsv"):
        word, form, times = key(row["latin"]), row["variant"].casefold(), int(row["count"])
        if times >= MIN_MET and len(word) >= MIN_LETTERS and word.isalpha():
            script = SCRIPT_OF[row["lang"]]
            met[word][script][arabic_letters(form) if script == "Arab" else form] += times
    for (word, form), times in arabic_parts(Path(sys.argv[1]) / "lexicon").items():
        if times >= MIN_MET_IN_LEXICON:
            met[word]["Arab"][form] += times
    lines = []
    for word, scripts in sorted(met.items(), key=lambda item: f"{item[0]} "):
        of_word = []
        for script, forms in sorted(scripts.items()):
            least = MIN_SHARE * sum(forms.values())
            kept = [(form, times) for form, times in forms.items() if times >= least]
            most_first = sorted(kept, key=lambda item: (-item[1], item[0]))
            of_word.append(f"{script}:{','.join(f'{form}*{times}' for form, times in most_first)}")
        lines.append(f"{word} {' '.join(of_word)}\n")
    Path(FOLDER, FILE).write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
