"""Write `translit/data/han_readings.json`: how names in Chinese characters are read, by language.

    python training/compile_han_readings.py LEXICON

LEXICON is a folder with unihan_readings.tsv (Unicode Han Database, by its field names),
hkgov_char_to_roman.tsv, ipadic_names.tsv, japanese_last_name_org.csv and
japanese_first_name_{man,woman}_opti.csv. What is left out: characters outside of the common
character sets, readings of parts that no name has, and given names that their characters tell.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from translit import romanize
from translit.packaged import FOLDER
from translit.tables.sources import read_source
from translit.writing.han_readings import TABLE
from translit.writing.language_facts import language_facts
from translit.writing.scripts import script_of

PROVENANCE = [
    "Compiled by training/compile_han_readings.py from: the Unicode Han Database (Unihan), Copyright"
    " 1991-2025 Unicode, Inc., Unicode License v3; the romanization of the Government of Hong Kong by"
    " character (MIT);"
    " IPADIC 2.7.0, Copyright 2000-2003 Nara Institute of Science and Technology, free with this notice;"
    " lists of Japanese family and given names with readings (MIT). NOTICES has the notices.",
]
COMMON = ("gb2312", "big5", "cp932", "euc_kr")  # character sets, of which a name's characters are
MIN_SHARE = 0.12  # of a Mandarin reading beside the usual one, in the frequencies of Unihan
MAX_READINGS = 4  # of a name or character, the likeliest
MAX_MORE_COST = 2_500  # of IPADIC, that a family name's other reading costs more than the usual one
ROUNDS = 6  # of finding which character is read as which part of a given name
MIN_CHAR_SHARE = 0.04  # of the given names with a character, in which it is read so
MAX_KANA = 5  # of one character
TONES = re.compile("[\u0300\u0301\u0304\u030c\u0309\u0303\u0323]")


def main(folder: Path) -> None:
    """Read the lexicon in *folder* and write the table of the package."""
    unihan = list(_rows(folder / "unihan_readings.tsv"))
    families, given = _japanese(folder)
    tables = {
        "mandarin": _mandarin(unihan),
        "cantonese": _cantonese(folder / "hkgov_char_to_roman.tsv", unihan),
        "jyutping": _jyutping(unihan),
        "korean": _korean(unihan),
        "vietnamese": _of_characters(unihan, "kVietnamese", _without_tones),
        "japanese_families": families,
        "japanese_given_names": given[0],
        "japanese_characters": given[1],
        "kana": _kana(),
        "wade_giles": _wade_giles(),
    }
    lines = [f"  {json.dumps(name)}: {_packed(table)}" for name, table in tables.items()]
    text = f'{{"provenance": {json.dumps(PROVENANCE)},\n"readings": {{\n' + ",\n".join(lines) + "\n}}\n"
    Path(FOLDER, TABLE).write_text(text, encoding="utf-8")
    print({name: len(table) for name, table in tables.items()}, len(text.encode()))


def _packed(table: Mapping[str, Sequence[str]]) -> str:
    """Return a table as JSON: what has the same readings together, as few long texts."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for written, readings in sorted(table.items()):
        if readings:
            grouped[" ".join(readings)].append(written)
    return json.dumps({of: " ".join(grouped[of]) for of in sorted(grouped)}, ensure_ascii=False)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _plain(text: str) -> str:
    """Return *text* with the forms of its characters that count as one."""
    return text.translate(language_facts().han_variants)


def _is_common(char: str) -> bool:
    for codec in COMMON:
        try:
            char.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


def _of_characters(unihan: Iterable[Mapping[str, str]], field: str, spell: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in unihan:
        if _is_common(row["character"]) and row[field]:
            for reading in row[field].split():
                latin = spell(reading)  # type: ignore[operator]
                of = found[_plain(row["character"])]
                if latin not in of and len(of) < MAX_READINGS:
                    of.append(latin)
    return found


def _without_tones(reading: str) -> str:
    bare = TONES.sub("", unicodedata.normalize("NFD", reading.lower()))
    plain = unicodedata.normalize("NFD", bare.replace("đ", "d"))
    return "".join(char for char in plain if "a" <= char <= "z")


def _mandarin(unihan: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Return all usual readings of characters that have several, the most frequent first."""
    found: dict[str, list[str]] = {}
    for row in unihan:
        counts: Counter[str] = Counter()
        for one in row["kHanyuPinlu"].split():
            reading, _, count = one.partition("(")
            counts[_without_tones(reading)] += int(count.rstrip(")"))
        for reading in row["kMandarin"].split():
            counts[_without_tones(reading)] += 0
        total = sum(counts.values())
        usual = [reading for reading, count in counts.most_common() if count >= MIN_SHARE * total]
        if len(usual) > 1 and _is_common(row["character"]):
            found[_plain(row["character"])] = usual[:MAX_READINGS]
    return found


def _cantonese(path: Path, unihan: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(path):
        if not _is_common(row["char"]):
            continue
        of = found[_plain(row["char"])]
        for reading in row["hk_government_romanisation"].split("|"):
            if reading and reading not in of and len(of) < MAX_READINGS:
                of.append(reading)
    return found


def _jyutping(unihan: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Return the reading of Cantonese that Unihan has first."""
    found: dict[str, list[str]] = {}
    for row in unihan:
        if row["kCantonese"] and _is_common(row["character"]):
            found.setdefault(_plain(row["character"]), row["kCantonese"].split()[:1])
    return found


def _korean(unihan: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Return the Hangul of characters, that of names first."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in unihan:
        readings = [one.split(":") for one in row["kHangul"].split()]
        for hangul, _ in sorted(readings, key=lambda one: "N" not in one[1]):
            of = found[_plain(row["character"])]
            if hangul not in of and len(of) < MAX_READINGS:
                of.append(hangul)
    return found


def _hepburn(kana: str) -> str:
    latin = romanize(kana, lang="ja", scheme="hepburn").lower().replace("'", "").replace("’", "")
    return latin if re.fullmatch("[a-zāīūēō]+", latin) else ""


def _kana() -> dict[str, list[str]]:
    """Return how given names in kana are read, by syllables; katakana are read as hiragana."""
    small = "ゃゅょぁぃぅぇぉ"
    chars = [chr(code) for code in range(0x3041, 0x3095)]
    pairs = [char + other for char in chars for other in small]
    found = {}
    for kana in (*chars, *pairs):
        latin = _hepburn(kana)
        if latin and (len(kana) == 1 or latin != _hepburn(kana[0]) + _hepburn(kana[1])):
            found[kana] = [latin]
    return found


def _wade_giles() -> dict[str, list[str]]:
    """Return the syllables of pinyin in Wade-Giles without marks, as Taiwan has them in names."""
    path = Path(__file__).parent.parent / "aliases/romanization/var-zho-Hani-Latn-wd-1979.yaml"
    letters = read_source(path).root.plain()["letters"]
    bare = {pinyin: re.sub("[^a-z]", "", latin.replace("ü", "u")) for pinyin, latin in letters.items()}
    return {pinyin: [latin] for pinyin, latin in bare.items() if latin and latin != pinyin}


def _japanese(
    folder: Path,
) -> tuple[dict[str, list[str]], tuple[dict[str, list[str]], dict[str, list[str]]]]:
    of_family: dict[str, dict[str, float]] = defaultdict(dict)
    of_given: dict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows(folder / "ipadic_names.tsv"):
        table = {"姓": of_family, "名": of_given}.get(row["kind"])
        written, kana = row["written"], row["pronounced"] or ""
        if table is None or not _is_kanji(written):
            continue
        costs = table[_plain(written)]
        costs[kana] = min(float(row["cost"]), costs.get(kana, math.inf))
    with (folder / "japanese_last_name_org.csv").open(encoding="utf-8") as file:
        for written, _, kana, *_ in csv.reader(file):
            if _is_kanji(written):  # the usual reading, of the most bearers
                of_family[_plain(written)][_katakana(kana)] = 0.0
    families = {}
    for written, costs in of_family.items():
        usual = min((cost for cost in costs.values() if cost), default=0.0)
        kept = [kana for kana in costs if costs[kana] <= usual + MAX_MORE_COST]
        families[written] = _readings(sorted(kept, key=lambda kana: costs[kana]))
    listed: dict[str, list[str]] = defaultdict(list)
    for sex in ("man", "woman"):
        with (folder / f"japanese_first_name_{sex}_opti.csv").open(encoding="utf-8") as file:
            for kana, _, *forms in csv.reader(file):
                for written in forms:
                    if _is_kanji(written):
                        listed[_plain(written)].append(_katakana(kana))
    usual_of = {
        written: [kana for kana, _ in sorted(costs.items(), key=lambda one: one[1])]
        for written, costs in of_given.items()
    }
    pairs = [(written, kana) for table in (listed, usual_of) for written, of in table.items() for kana in of]
    shares = _learn_characters(pairs)
    characters = {char: _readings([kana for kana, _ in of]) for char, of in shares.items()}
    # the first reading of IPADIC is of the name as a whole; what characters tell first, they tell
    given = {}
    for written, of in usual_of.items():
        readings = _readings(of)
        if readings and "".join(characters.get(char, ["?"])[0] for char in written) != readings[0]:
            given[written] = readings
    return families, (given, characters)


def _readings(of: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(latin for kana in of if (latin := _hepburn(kana))))[:MAX_READINGS]


def _is_kanji(text: str) -> bool:
    return bool(text) and all(script_of(char) == "Hani" for char in text) and "々" not in text[:1]


def _katakana(kana: str) -> str:
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in kana)


def _divisions(kana: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        if 0 < len(kana) <= MAX_KANA:
            yield (kana,)
        return
    for size in range(1, min(MAX_KANA, len(kana) - count + 1) + 1):
        if kana[size : size + 1] and kana[size] in "ャュョッーン" and kana[size] != "ン":
            continue  # a small letter belongs to the one before it
        for rest in _divisions(kana[size:], count - 1):
            yield (kana[:size], *rest)


def _learn_characters(pairs: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """Return how often each character of given names is read as what, by expectation-maximization
    over the ways to divide the kana of a name among its characters.
    """
    shares: dict[str, dict[str, float]] = {}
    ways = [(written, list(_divisions(kana, len(written)))) for written, kana in pairs]
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for written, divisions in ways:
            weights = [
                math.prod(
                    shares.get(c, {}).get(k, 1e-4 if shares else 0.1)
                    for c, k in zip(written, of, strict=True)
                )
                for of in divisions
            ]
            total = sum(weights)
            for of, weight in zip(divisions, weights, strict=True):
                for char, kana in zip(written, of, strict=True):
                    counts[char][kana] += weight / total
        shares = {
            char: {kana: count / sum(of.values()) for kana, count in of.items()}
            for char, of in counts.items()
        }
    return {
        char: [(k, p) for k, p in sorted(of.items(), key=lambda one: -one[1])[:8] if p >= MIN_CHAR_SHARE]
        for char, of in shares.items()
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
