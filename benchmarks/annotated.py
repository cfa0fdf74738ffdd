"""How `find` reads the annotated texts of `tests/texts`: as they are and changed.

    python benchmarks/annotated.py [--part seen|held|all|neighbours|strangers] [--verbose]

*seen*, *held* and *all* are of `corpus.yaml`, *neighbours* of `neighbours.yaml`, where names stand
beside what looks like them, *strangers* of `strangers.yaml`, which has more of that than of names.

Each name stands in the texts as [surface](canonical name). Prints for each way of writing how many
names there are, the precision of what is MATCHED, the recall, the recall counting AMBIGUOUS with
the right one among the candidates, and the share of found names whose place is exact. *one edit*: a
letter of each name of five letters and more is left out, doubled, exchanged or turned with the next
one; *capitals*: the whole text; *soft hyphens*: one in each word of a name of five letters and
more; *line ends*: a hyphen and a line end there. Scripts without capitals only as they are.
Words are divided and letters exchanged by a generator with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translit import Normalizer, Status
from translit.tables.sources import read_source

CORPUS = Path(__file__).parent.parent / "tests" / "texts" / "corpus.yaml"
BESIDE = {part: CORPUS.with_name(f"{part}.yaml") for part in ("neighbours", "strangers")}
SEED = 20
MIN_LETTERS = 5  # of a word or name that is changed
CASELESS = frozenset({"zh", "ja", "ko", "ar", "hi"})
_NAME = re.compile(r"\[([^\]]+)\]\(((?:[^()]|\([^()]*\))+)\)")
_WORD = re.compile(r"[^\W\d_]{5,}")

Change = Callable[[str, random.Random], str]
Gold = tuple[int, int, str]  # start, end, canonical name


@dataclass(slots=True)
class Tally:
    """What was counted of one way of writing."""

    gold: int = 0
    matched: int = 0
    right: int = 0
    open: int = 0  # AMBIGUOUS, with the right one among the candidates
    exact: int = 0
    near: int = 0  # of the right entity, at the place or around it

    @property
    def precision(self) -> float:
        """The share of MATCHED names that are right."""
        return self.near / max(1, self.matched)

    @property
    def recall(self) -> float:
        """The share of names that are MATCHED with the right entity."""
        return self.near / max(1, self.gold)


def texts(part: str = "all") -> Iterator[tuple[str, str]]:
    """Yield the language and the annotated text of each text of a part: seen, held, all, neighbours
    or strangers.
    """
    for language in read_source(BESIDE.get(part, CORPUS)).root.plain():
        for text in language["texts"]:
            is_held = isinstance(text, dict)
            if part in BESIDE or part in ("all", "held" if is_held else "seen"):
                yield language["lang"], text["held"] if is_held else text


def parsed(annotated: str, change: Change, rng: random.Random) -> tuple[str, list[Gold]]:
    """Return the text of an annotated one, its names changed, and where these stand."""
    pieces: list[str] = []
    gold: list[Gold] = []
    length = end = 0
    for name in _NAME.finditer(annotated):
        surface = change(name[1], rng)
        pieces += (annotated[end : name.start()], surface)
        start = length + name.start() - end
        length = start + len(surface)
        gold.append((start, length, name[2]))
        end = name.end()
    return "".join((*pieces, annotated[end:])), gold


def as_is(name: str, _: random.Random) -> str:
    """Return a name as it is."""
    return name


def one_edit(name: str, rng: random.Random) -> str:
    """Return a name of five letters and more with one letter wrong, not the first of a word."""
    places = [at for word in _WORD.finditer(name) for at in range(word.start() + 1, word.end() - 1)]
    if not places:
        return name
    at = rng.choice(places)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + rng.choice(name.lower().replace(" ", "")) + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def divided(sign: str) -> Change:
    """Return the change that puts *sign* into each word of five letters and more."""
    return lambda name, _: _WORD.sub(lambda word: f"{word[0][:3]}{sign}{word[0][3:]}", name)


WAYS: tuple[tuple[str, Change, bool], ...] = (
    ("as they are", as_is, False),
    ("one edit", one_edit, False),
    ("capitals", as_is, True),
    ("soft hyphens", divided("\N{SOFT HYPHEN}"), False),
    ("line ends", divided("-\n"), False),
)


def measure(n: Normalizer, part: str, way: str, *, is_verbose: bool = False) -> Tally:
    """Return what `find` makes of the texts of a part, written in one way."""
    _, change, is_upper = next(each for each in WAYS if each[0] == way)
    rng, tally = random.Random(SEED), Tally()
    for language, annotated in texts(part):
        if language in CASELESS and (change is not as_is or is_upper):
            continue
        text, gold = parsed(annotated, change, rng)
        if is_upper:
            shouted = text.upper()
            if len(shouted) != len(text):
                continue
            text = shouted
        mentions = n.find(text)
        tally.gold += len(gold)
        tally.matched += sum(map(bool, mentions))
        for start, end, name in gold:
            over = [m for m in mentions if m.start < end and start < m.end]
            right = [m for m in over if m.name == name]
            tally.near += bool(right)
            tally.exact += any((m.start, m.end) == (start, end) for m in right)
            tally.open += not right and any(
                m.status is Status.AMBIGUOUS and name in {c.entity.name for c in m.match.candidates}
                for m in over
            )
            if is_verbose and not right:
                found = [(m.surface, m.name) for m in over]
                print(f"  {way}, {language}: {text[start:end]!r} is {name}, not {found}")
        if is_verbose:
            for m in filter(None, mentions):
                if not any(m.start < end and start < m.end and m.name == name for start, end, name in gold):
                    print(f"  {way}, {language}: {m.surface!r} is no {m.name}: {text!r:.80}")
    return tally


def main() -> None:
    """Print the figures of a part."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--part", choices=("seen", "held", "all", *BESIDE), default="seen")
    parser.add_argument("--verbose", action="store_true", help="print what is missed and what is wrong")
    options = parser.parse_args()
    n = Normalizer.builtin()
    print(f"{len(list(texts(options.part)))} texts, part {options.part}")
    print(f"{'':14}{'names':>7}{'precision':>11}{'recall':>8}{'with open':>11}{'exact':>7}")
    for way, _, _ in WAYS:
        tally = measure(n, options.part, way, is_verbose=options.verbose)
        with_open = (tally.near + tally.open) / max(1, tally.gold)
        exact = tally.exact / max(1, tally.near)
        print(
            f"{way:14}{tally.gold:7}{tally.precision:11.3f}{tally.recall:8.3f}{with_open:11.3f}{exact:7.3f}"
        )


if __name__ == "__main__":
    main()
