"""Count how passports and the press of a country write Arabic and Persian names:
`translit/data/press_names.json`.

    python training/learn_press_names.py LEXICON [--held-out]

LEXICON is a folder with `arabic_name_parts.tsv` and `arabic_full_names.tsv`: words of names and
whole names in Arabic letters, how people of a country write them, and how often it was met (CC0 and
MIT; UNICEF and the arabic-name-romanizer contributors, Wikidata).

The spelling that most have is taken, if `MIN_MET` have it; it has no diacritics. A word with the
article is counted by itself, too; the article and عبد ال are written as most do. --held-out: words
are counted in four fifths of the whole names, and of the words of the others it is printed how many
are listed, and how many come out as their bearers write them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from slips import rows

from translit.packaged import FOLDER
from translit.writing.arabic_letters import arabic_letters
from translit.writing.keys import key
from translit.writing.press_names import ARTICLE, FILE, press_words

MIN_MET = 3
HELD_OUT = 5  # one of so many
COUNTRIES = {
    "egypt": ("EG",),
    "maghreb": ("DZ", "MA", "TN", "MR"),
    "gulf": ("SA", "AE", "KW", "QA", "BH", "OM"),
    "lebanon": ("LB",),
    "iran": ("IR",),
}
_SERVANT, _SERVANTS = "عبد ال", re.compile(r"abd[aeou]l[- ]?(?=\w)", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:al|el)[- ](?=\w)", re.IGNORECASE)

Met = dict[str, Counter[str]]  # by word in Arabic letters: its spellings, with how often each was met


def press_names(parts: Iterable[tuple[str, str, int]]) -> dict[str, object]:
    """Return how most write each word of *parts* (in Arabic letters, in Latin ones, times met), and
    how they write the article and عبد ال.
    """
    met: Met = defaultdict(Counter)
    articles: Counter[str] = Counter()
    servants: Counter[str] = Counter()
    for arabic, latin, times in parts:
        met[arabic][latin] += times
        if arabic.startswith(ARTICLE) and (found := _ARTICLES.match(latin)):
            articles[found.group().capitalize()] += times
            met[arabic.removeprefix(ARTICLE)][latin[found.end() :]] += times
        if arabic.startswith(_SERVANT) and (found := _SERVANTS.match(latin)):
            servants[found.group().capitalize()] += times
    words = {}
    for arabic, spellings in sorted(met.items()):
        together: Counter[str] = Counter()
        for latin, times in spellings.items():
            together[latin.casefold()] += times
        folded, times = max(together.items(), key=lambda item: (item[1], item[0]))
        if times >= MIN_MET:
            alike = [latin for latin in spellings if latin.casefold() == folded]
            best = max(alike, key=lambda latin: (spellings[latin], latin))
            words[arabic] = best[0].upper() + best[1:]
    return {
        "article": articles.most_common(1)[0][0],
        "servant": servants.most_common(1)[0][0],
        "words": words,
    }


def _parts(path: Path, countries: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    for row in rows(path):
        if row["country"] in countries and (arabic := arabic_letters(row["arabic_key"])).isascii() is False:
            yield arabic, _plain(row["latin"]), int(row["count"])


def _plain(latin: str) -> str:
    """Return *latin* as a passport has it: without diacritics, hamza and ayn."""
    from anyascii import anyascii

    return re.sub("['`‘’ʼʻʿʾ]", "", anyascii(latin)).strip()


def _is_held_out(name: str) -> bool:
    return crc32(name.encode()) % HELD_OUT == 0


def held_out(folder: Path) -> None:
    """Print how many names and words that were not counted come out as their bearers write them."""
    for habit, countries in COUNTRIES.items():
        names = [
            (" ".join(press_words(arabic_letters(row["arabic_key"]))), _plain(row["latin"]))
            for row in rows(folder / "arabic_full_names.tsv")
            if row["country"] in countries
        ]
        counted = [name for name in names if not _is_held_out(name[0])]
        table = press_names(part for arabic, latin in counted for part in _aligned(arabic, latin))
        known = table["words"]
        assert isinstance(known, dict)
        rest = [name for name in names if _is_held_out(name[0])]
        words = right = listed = 0
        for arabic, latin in rest:
            for word, spelled, _ in _aligned(arabic, latin):
                words += 1
                listed += word in known
                right += key(known.get(word, "")) == key(spelled)
        shares = f"{listed / words:.2f} listed, {right / words:.2f} right"
        print(f"{habit}: {len(known)} words; of {words} held out {shares}")


def _aligned(arabic: str, latin: str) -> Iterator[tuple[str, str, int]]:
    """Yield the words of a name with their spellings, where both have as many words."""
    native = list(press_words(arabic))
    spelled = re.sub(r"(?i)\b(al|el) (?=\w)", r"\1-", latin).split()
    if len(native) == len(spelled):
        yield from ((one, other, 1) for one, other in zip(native, spelled, strict=True))


def main() -> None:
    folder = Path(sys.argv[1])
    if "--held-out" in sys.argv:
        held_out(folder)
        return
    path = folder / "arabic_name_parts.tsv"
    table = {habit: press_names(_parts(path, countries)) for habit, countries in COUNTRIES.items()}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    Path(FOLDER, FILE).write_text(text + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
