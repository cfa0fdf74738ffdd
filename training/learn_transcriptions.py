"""Count how other languages write the words of names: `translit/data/transcriptions.txt`.

    python training/learn_transcriptions.py DATA

DATA is a folder with `name_parts.tsv`: words of names in Latin letters, how a language writes them,
and how often it was met (people's names of Wikidata; CC0; public original:
steveash/NETransliteration-COLING2018, the two thirds that are for training).

A form that was met less than `MIN_MET` times is left out: every eighth row is another name, or
misaligned.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from slips import rows

from translit.names.transcriptions import FILE
from translit.packaged import FOLDER
from translit.writing.keys import arabic_letters, key

MIN_MET = 2
MIN_LETTERS = 3
SCRIPT_OF = {"ar": "Arab", "he": "Hebr", "ja": "Kana", "ko": "Hang", "ru": "Cyrl", "zh": "Hani"}


def main() -> None:
    met: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for row in rows(Path(sys.argv[1]) / "name_parts.tsv"):
        word, form, times = key(row["latin"]), row["variant"].casefold(), int(row["count"])
        if times >= MIN_MET and len(word) >= MIN_LETTERS and word.isalpha():
            script = SCRIPT_OF[row["lang"]]
            met[word][script][arabic_letters(form) if script == "Arab" else form] += times
    lines = []
    for word, scripts in sorted(met.items(), key=lambda item: f"{item[0]} "):
        of_word = []
        for script, forms in sorted(scripts.items()):
            most_first = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
            of_word.append(f"{script}:{','.join(f'{form}*{times}' for form, times in most_first)}")
        lines.append(f"{word} {' '.join(of_word)}\n")
    Path(FOLDER, FILE).write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
