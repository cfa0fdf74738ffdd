"""Names in Hangul: which of them are Korean, and how Koreans write theirs. Part of
learn_spelling.py.

Hangul spells foreign names by their sounds (앤서니, Anthony), and Korean ones are spelled in Latin
letters by other habits: 정 is *Jeong*, *Jung*, *Chung*, *Jong*. The name parts have hardly any
Korean ones, so `wikidata_people_{index,queries}.tsv` (full names of the same
NETransliteration-COLING2018) are read for these: half of the entities, so that the other half can
be measured on. Which of them are Korean is found by turns with how these are spelled, beginning
with what is known: the schemes of both Koreas, McCune-Reischauer, and the habits of families.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translit.index.terms import hashed
from translit.writing.keys import key
from translit.writing.language_facts import language_facts
from translit.writing.source_letters import FINALS, NO_FINAL, source_letters
from translit.writing.spelling_table import MAX_CHUNK, POSITIONS, PositionPrices

ROUNDS = 4  # of finding Korean names and learning from them
# log-likelihood a Latin letter of family or given name below which a name is not Korean, or is
# another one
MISFIT = -1.6
BELIEF = 20.0  # names' worth of belief in what is known of a sound
BACKING = 4.0  # names' worth of belief that a sound's place in the name does not matter
# share of what is known in what is told: the names that are learned from are of the South, others
# are of the North
KNOWN = 0.2
FLOOR = 0.002  # chunks less likely than this are left to the price of the unknown
UNSEEN = 1e-5  # probability of a chunk that nothing is known of
SILENT = 1e-7  # the same of nothing at all
# names' worth of belief, for each Korean one, that its syllables are as those of foreign names
DOUBT = 0.03
LONGEST = 16  # letters of a family or given name
MAX_SIGNS = 4  # of a Korean name

# How a sound of a Korean name is written: how often, of ten. Revised Romanization (2000),
# McCune-Reischauer (1939), the North's scheme (1992), all without marks, and what bearers use.
_INITIALS = (
    ("ㄱ", "g5 k5"), ("ㄲ", "kk6 gg2 k2"), ("ㄴ", "n10"), ("ㄷ", "d7 t3"),
    ("ㄸ", "tt6 dd2 t2"), ("ㄹ", "r6 l3 n1"), ("ㅁ", "m10"), ("ㅂ", "b6 p4"), ("ㅃ", "pp6 bb2 p2"),
    ("ㅅ", "s10"), ("ㅆ", "ss6 s4"), ("ㅇ", "10"),
    ("ㅈ", "j6 ch3.5 z.5"), ("ㅉ", "jj6 tch3 j1"), ("ㅊ", "ch9.5 c.5"), ("ㅋ", "k10"),
    ("ㅌ", "t9 th1"), ("ㅍ", "p9 ph1"), ("ㅎ", "h10"),
)  # fmt: skip
_VOWELS = (
    ("ㅏ", "a9.5 ah.5"), ("ㅐ", "ae8 ai1 e.6 ay.4"), ("ㅑ", "ya9.7 yah.3"), ("ㅒ", "yae10"),
    ("ㅓ", "eo5 u2 o2 eu.3 ou.2 uh.3 e.2"), ("ㅔ", "e9 ae.5 ay.5"),
    ("ㅕ", "yeo5 yu2 yo1.5 you1 yeu.3 ye.2"), ("ㅖ", "ye8 yae1 e.5 yea.5"),
    ("ㅗ", "o9.5 oh.5"), ("ㅘ", "wa9.5 hwa.5"), ("ㅙ", "wae9 wai1"),
    ("ㅚ", "oe5 oi3 oy.5 we.8 wi.2"), ("ㅛ", "yo9 yoh.5 you.5"), ("ㅜ", "u5 oo4 ou.5 wu.5"),
    ("ㅝ", "wo7 weo1 wu.7 uo.3 wou.3"), ("ㅞ", "we10"),
    ("ㅟ", "wi6 ui2 wee1 we.3"), ("ㅠ", "yu5 yoo3.5 you1 iu.3"),
    ("ㅡ", "eu5 u4 oo.3 e.3 o.2"), ("ㅢ", "ui5 eui2 ee1 i1 ey.3 hee.1 hui.1"), ("ㅣ", "i8 ee1.5 ie.2 y.2"),
)  # fmt: skip
_SIBILANT = "s5 sh5"  # ㅅ before these
_PALATAL = "ㅣㅟㅕ"
# The finals in the order of Unicode; a group is heard as one sound.
_LAST = (
    "k8 g1.5 c.3 ck.2", "k8 kk2", "k10", "n10", "n10", "n10", "t7 d3", "l8 r1.5 ll.5",
    "k8 g2", "m10", "l10", "l10", "l10", "l10", "l10", "m10", "p7 b3", "p10", "t6 s4", "t6 s4",
    "ng10", "t7 j3", "t7 ch3", "k10", "t10", "p10", "h5 5",
)  # fmt: skip
# Family names, or how they begin, that are written in other ways than their sounds.
_FAMILIES = {
    "이": "lee6 yi2 rhee1 li.5 i.3 ri.7 rhie.1", "리": "ri5 lee3 li1 rhee.5",
    "유": "yu4 yoo4 you1 ryu1", "노": "no5 noh2 ro1.5 roh1.5",
    "류": "ryu6 yoo1 ryoo.7 yu1 lyu.3 you.2", "로": "ro6 roh2 no1",
    "오": "oh6 o3", "아": "a7 ah3", "우": "woo7 u2 wu1",
    "구": "koo4 gu4 ku2 goo1", "바": "pa5 par4 ba1", "서": "seo6 suh2 so1 su.5",
    "허": "heo5 hur1.5 huh2 ho1", "조": "cho6 jo4", "저": "jeo4 ju3 chu2 jo1 cho1",
    "여": "yeo5 yo1 lyo.3 ryo.5 lyeo.3", "야": "ya8 rya1 lya.5", "나": "na8 ra1 la.3", "라": "ra7 na2 la.5",
    "주": "joo4 ju4 chu2", "추": "choo5 chu5", "부": "boo5 bu3 pu1",
    "소": "so8 soh1", "도": "do8 to1 doh1", "어": "eo5 uh1 u.5 o.5", "고": "ko6 go4", "시": "shi6 si3",
}  # fmt: skip
_NORTHERN = "녀 려 례 료 류 뉴"  # syllables that only the North begins names with

Chances = dict[str, float]
Names = list[tuple[list[str], list[str]]]  # the words of a name in Hangul, in Latin letters


@dataclass(frozen=True)
class Korean:
    """What was learned of Korean names."""

    names: frozenset[str]
    places: PositionPrices


def _chances(told: str) -> Chances:
    found = {
        entry.rstrip("0123456789."): float(entry.lstrip("abcdefghijklmnopqrstuvwxyz"))
        for entry in told.split()
    }
    whole = sum(found.values())
    return {chunk: often / whole for chunk, often in found.items()}


def known(letter: str) -> Chances:
    """Return how an open syllable or a final of a Korean name is written, and how likely."""
    if letter < "가":
        return _chances(_LAST[ord(letter) - NO_FINAL - 1])
    initial, vowel = divmod((ord(letter) - ord("가")) // FINALS, len(_VOWELS))
    sound, told = _INITIALS[initial]
    first = _chances(_SIBILANT if sound == "ㅅ" and _VOWELS[vowel][0] in _PALATAL else told)
    found: Chances = defaultdict(float)
    for a, chance in first.items():
        for b, other in _chances(_VOWELS[vowel][1]).items():
            if len(a + b) <= MAX_CHUNK:
                found[a + b] += chance * other
    return dict(found)


class Spellings:
    """P(chunk | place, letter) of Korean names: what is known, and what was counted."""

    def __init__(self, counts: dict[tuple[int, str], Chances], belief: float = BELIEF) -> None:
        self._counts = counts
        self._belief = belief
        self._overall: dict[str, Chances] = {}
        for (_, letter), of in counts.items():
            whole = self._overall.setdefault(letter, defaultdict(float))
            for chunk, often in of.items():
                whole[chunk] += often
        self._found: dict[tuple[int, str], Chances] = {}

    def of(self, place: int, letter: str) -> Chances:
        if (place, letter) not in self._found:
            prior = known(letter)
            if place == 0 and letter in _FAMILIES:
                prior = _mixed(prior, _chances(_FAMILIES[letter]), 0.5)
            if self._counts:
                counted = self._overall.get(letter, {})
                prior = _mixed(_shares(counted), prior, self._belief / (self._belief + sum(counted.values())))
                here = self._counts.get((place, letter), {})
                prior = _mixed(_shares(here), prior, BACKING / (BACKING + sum(here.values())))
            self._found[place, letter] = prior
        return self._found[place, letter]


def _shares(counted: Chances) -> Chances:
    whole = sum(counted.values())
    return {chunk: often / whole for chunk, often in counted.items()}


def _mixed(some: Chances, others: Chances, share: float) -> Chances:
    """Return the chances of *some* and, for *share* of them, of *others*."""
    return {c: (1 - share) * some.get(c, 0.0) + share * others.get(c, 0.0) for c in sorted({*some, *others})}


def _places(letters: str) -> list[int]:
    return [0 if i == 0 else 2 if i == len(letters) - 1 else 1 for i in range(len(letters))]


def explained(letters: str, latin: str, spellings: Spellings) -> tuple[float, dict[tuple[int, str], float]]:
    """Return the log-likelihood that *letters* are written as *latin*, and how often a letter, by
    its number, is expected as which chunk.
    """
    rows, width = len(letters), len(latin)
    chances = [spellings.of(place, letter) for place, letter in zip(_places(letters), letters, strict=True)]

    def chance(row: int, start: int, length: int) -> float:
        return chances[row].get(latin[start : start + length], UNSEEN if length else SILENT)

    ahead = [[0.0] * (width + 1) for _ in range(rows + 1)]
    ahead[0][0] = 1.0
    for row in range(rows):
        for start in range(width + 1):
            for length in range(min(MAX_CHUNK, width - start) + 1):
                ahead[row + 1][start + length] += ahead[row][start] * chance(row, start, length)
    whole = ahead[rows][width]
    if whole <= 0:
        return -math.inf, {}
    behind = [[0.0] * (width + 1) for _ in range(rows + 1)]
    behind[rows][width] = 1.0
    expected: dict[tuple[int, str], float] = defaultdict(float)
    for row in range(rows - 1, -1, -1):
        for start in range(width + 1):
            for length in range(min(MAX_CHUNK, width - start) + 1):
                through = chance(row, start, length) * behind[row + 1][start + length]
                behind[row][start] += through
                expected[row, latin[start : start + length]] += ahead[row][start] * through / whole
    return math.log(whole), {at: often for at, often in expected.items() if often > 1e-6}


def names(folder: Path) -> Names:
    """Return the full names that are learned from, word by word: those of half of the entities."""
    latin = {
        row["entity_id"]: key(row["name"]).split() for row in _rows(folder / "wikidata_people_index.tsv")
    }
    asked = [row for row in _rows(folder / "wikidata_people_queries.tsv") if row["script"] == "Hangul"]
    return [
        (row["variant"].split(), latin[row["entity_id"]])
        for row in asked
        if hashed(row["entity_id"]) % 2 == 0
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read(name: str, latin: list[str]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """A name without spaces as (family name, given name), each in both scripts: the family name
    first or last in Latin letters.
    """
    size = 2 if name[:2] in language_facts().hangul_compound_surnames and len(name) > 2 else 1
    family, given = source_letters(name[:size])[1], source_letters(name[size:])[1]
    yield (family, latin[0]), (given, "".join(latin[1:]))
    yield (family, latin[-1]), (given, "".join(latin[:-1]))


def _is_spelled(latin: str) -> bool:
    return 0 < len(latin) <= LONGEST and latin.isascii() and latin.isalpha()


def learn(full: Names) -> Korean:
    """Find the Korean ones of *full* names and learn how they are spelled: whole, the family name,
    the given name.
    """
    glued = [
        (words[0], latin)
        for words, latin in full
        if len(words) == 1 and 1 < len(words[0]) <= MAX_SIGNS and len(latin) > 1
    ]
    surnames = language_facts().hangul_surnames
    glued = [(name, latin) for name, latin in glued if name[0] in surnames]
    spellings, found = Spellings({}), set()
    for _ in range(ROUNDS):
        found = set()
        counts: dict[tuple[int, str], Chances] = defaultdict(lambda: defaultdict(float))
        for name, latin in glued:
            readings = []
            for parts in _read(name, latin):
                if all(_is_spelled(text) for _, text in parts):
                    whole = "".join(letters for letters, _ in parts), "".join(text for _, text in parts)
                    told = [
                        (letters, *explained(letters, text, spellings)) for letters, text in (*parts, whole)
                    ]
                    fit = min(
                        likelihood / len(text)
                        for (_, likelihood, _), (_, text) in zip(told, parts, strict=False)
                    )
                    readings.append((fit, told))
            fit, told = max(readings, key=lambda reading: reading[0], default=(-math.inf, []))
            if fit < MISFIT:
                continue
            found.add(name)
            for letters, _, expected in told:
                places = _places(letters)
                for (at, chunk), often in expected.items():
                    counts[places[at], letters[at]][chunk] += often
        spellings = Spellings(counts)
    letters = {
        letter for name in (*found, *surnames, *_NORTHERN.split()) for letter in source_letters(name)[1]
    }
    first = Spellings({})
    told = {
        name: {
            letter: _mixed(spellings.of(place, letter), first.of(place, letter), KNOWN)
            for letter in sorted(letters)
        }
        for place, name in enumerate(POSITIONS)
    }
    return Korean(
        frozenset(found),
        {place: {letter: _prices(of) for letter, of in by.items()} for place, by in told.items()},
    )


def _prices(chances: Chances) -> dict[str, int]:
    likely = [(chunk, chance) for chunk, chance in chances.items() if chance >= FLOOR]
    return {
        chunk: round(-100 * math.log(chance))
        for chunk, chance in sorted(likely, key=lambda item: (-item[1], item[0]))
    }


def foreign(full: Names, korean: Korean) -> Iterator[tuple[str, str]]:
    """Yield the parts of the *full* names that are not Korean, in both scripts; those without
    spaces whole.
    """
    for words, latin in full:
        if len(words) == len(latin):
            yield from zip(words, latin, strict=True)
        elif len(words) == 1 and words[0] not in korean.names:
            yield words[0], "".join(latin)


def odds(korean: Korean, others: Counter[str]) -> dict[str, int]:
    """Return, for each syllable, 100 × the log-odds that a name with it is Korean; *others*: how
    often foreign names have it.
    """
    own = Counter(sign for name in sorted(korean.names) for sign in name)
    signs = sorted({*own, *others})
    own_size, size = own.total(), others.total() + len(signs) / 2
    doubt = DOUBT * own_size
    found = {}
    for sign in signs:
        chance = (others[sign] + 0.5) / size
        found[sign] = round(100 * math.log((own[sign] / chance + doubt) / (own_size + doubt)))
    return found
