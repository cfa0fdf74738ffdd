"""How many names of texts are found, and how fast, beside what is used instead, with the same
aliases, in one run.

    pip install translit-names spacy spaczz flashtext
    python benchmarks/text.py [DATA] [--size 5] [--budget 300]

DATA is a folder with texts and `gold.tsv`: file, start, end (code points), surface, kind, entity
(canonical name); without it, the article of `tests/texts` serves, which was written for the
project. Each system runs in a process of its own, on one thread, and is given every alias of the
tables in the box, weak ones too, with the canonical name that it stands for.

Prints for each system how many of the *gold* mentions it found at their exact places with the
*right* entity, how many of them at their places with *another* one, how many *more* mentions it
told, how long it took to *build*, and its speed on *size* MB of these texts, one after the other as
documents of their own: the *first* time, when it knows nothing of them, and *again*. A system that
does not end within the *budget* of seconds is told so, and so is one that is not installed.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from translit import Normalizer

OWN = Path(__file__).parent.parent / "tests" / "texts"
Span = tuple[int, int, str]  # start, end, canonical name
Find = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one system."""

    gold: int
    right: int
    another: int
    more: int
    build: float
    first: float
    again: float


def ours() -> Find:
    """`find`, MATCHED mentions alone."""
    n = Normalizer.builtin()
    n.find("")
    return lambda text: [(m.start, m.end, m.name or "") for m in n.find(text) if m]


def aliases() -> list[tuple[str, str]]:
    """Return every alias of the tables in the box with its canonical name."""
    return [
        (alias.text, entity.name) for entity in Normalizer.builtin().entities() for alias in entity.listed()
    ]


def flashtext() -> Find:
    """FlashText: exact keywords, case left out."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for alias, name in aliases():
        if alias.strip():
            processor.add_keyword(alias, name)

    def find(text: str) -> list[Span]:
        return [(start, end, name) for name, start, end in processor.extract_keywords(text, span_info=True)]

    return find


def entity_ruler() -> Find:
    """spaCy's EntityRuler: exact phrases."""
    import spacy

    nlp = spacy.blank("xx")
    nlp.max_length = 100_000_000
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NAME", "pattern": alias, "id": name} for alias, name in aliases()])  # type: ignore[attr-defined]
    return lambda text: [(e.start_char, e.end_char, e.ent_id_) for e in nlp(text).ents]


def spaczz_ruler() -> Find:
    """spaczz's ruler: fuzzy phrases, with its own defaults."""
    import spacy
    from spaczz.pipeline import SpaczzRuler

    nlp = spacy.blank("en")
    ruler = SpaczzRuler(nlp)
    ruler.add_patterns(
        [{"label": "NAME", "pattern": alias, "type": "fuzzy", "id": name} for alias, name in aliases()]
    )

    def find(text: str) -> list[Span]:
        document = ruler(nlp.make_doc(text))
        return [(e.start_char, e.end_char, e.ent_id_) for e in document.ents]

    return find


SYSTEMS: dict[str, tuple[str, Callable[[], Find]]] = {
    "translit find": ("translit", ours),
    "spaCy EntityRuler": ("spacy", entity_ruler),
    "flashtext": ("flashtext", flashtext),
    "spaczz fuzzy ruler": ("spaczz", spaczz_ruler),
}


def texts_and_gold(folder: Path) -> tuple[dict[str, str], dict[str, set[Span]]]:
    """Read the texts of a folder, and by file the mentions that they have."""
    gold: dict[str, set[Span]] = {}
    listed = folder / "gold.tsv" if folder != OWN else folder / "article.tsv"
    with listed.open(encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            gold.setdefault(row.get("file", "article.txt"), set()).add(
                (int(row["start"]), int(row["end"]), row["entity"])
            )
    return {name: (folder / name).read_text(encoding="utf8") for name in gold}, gold


def measure(name: str, folder: Path, size: int, sender: Connection) -> None:
    """Measure one system and send its figures."""
    texts, gold = texts_and_gold(folder)
    began = time.perf_counter()
    find = SYSTEMS[name][1]()
    build = time.perf_counter() - began
    right = another = more = 0
    first = 0.0
    for file, text in texts.items():
        began = time.perf_counter()
        found = find(text)
        first += time.perf_counter() - began
        places = {(start, end) for start, end, _ in gold[file]}
        right += sum(span in gold[file] for span in found)
        another += sum(span not in gold[file] and span[:2] in places for span in found)
        more += sum(span[:2] not in places for span in found)
    length = sum(map(len, texts.values()))
    rounds = max(1, size // length)
    began = time.perf_counter()
    for _ in range(rounds):
        for text in texts.values():
            find(text)
    again = rounds * length / (time.perf_counter() - began) / 1e6
    sender.send(
        Figures(sum(map(len, gold.values())), right, another, more, build, length / first / 1e6, again)
    )


def run(name: str, folder: Path, size: int, budget: float) -> str:
    """Measure a system in a process of its own and say in one line what came of it."""
    if find_spec(SYSTEMS[name][0]) is None:
        return f"{name:20} is not installed"
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=measure, args=(name, folder, size, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(budget):
            return f"{name:20} not done in {budget:.0f} s"
        f: Figures = receiver.recv()
    except EOFError:
        return f"{name:20} ended with an error, see above"
    finally:
        process.terminate()
        process.join()
    return (
        f"{name:20}{f.gold:6}{f.right:7}{f.another:9}{f.more:6}{f.build:9.1f}{f.first:12.3g}{f.again:12.3g}"
    )


def main() -> None:
    """Measure every system and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=OWN)
    parser.add_argument("--size", type=float, default=5, help="MB of text")
    parser.add_argument("--budget", type=float, default=300, help="seconds for a system")
    parser.add_argument("--only", default=",".join(SYSTEMS), help="systems, with commas between")
    asked = parser.parse_args()
    print(
        f"{'':20}{'gold':>6}{'right':>7}{'another':>9}{'more':>6}"
        f"{'build s':>9}{'first MB/s':>12}{'again MB/s':>12}"
    )
    for name in asked.only.split(","):
        print(run(name, asked.data, int(asked.size * 1e6), asked.budget), flush=True)


if __name__ == "__main__":
    main()
