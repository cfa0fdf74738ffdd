"""Ask tables and pairs of names as look-ups and comparisons do: what a `Question` is made from."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from near_strangers import OrganisationWords, PersonWords
from questions import Question
from slips import rows

from translit import Kind, Normalizer
from translit.index.terms import indexed_parts
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role
from translit.pairs.align import align
from translit.pairs.alignment import Alignment
from translit.resolve.candidates import retrieve
from translit.resolve.search import ALIGNED, RETRIEVED, SHORTLISTED, WITHOUT_SHORTLIST
from translit.resolve.shortlist import shortlist

SEED = 7
NATIVE = 12  # spellings aligned with a query that is not in Latin letters
# queries of a task, kind, script and band: to learn from, and held out
ASKED, ASKED_OF_STRANGERS, COMPARED = (900, 240), (500, 130), (1200, 600)


def is_held_out(identifier: str) -> bool:
    """Whether nothing is learned from an entity."""
    return hashlib.blake2b(identifier.encode(), digest_size=4).digest()[0] % 3 == 0


def sampled(
    asked: Sequence[tuple[str, str]], sizes: tuple[int, int], fewer: int = 1
) -> list[tuple[str, str, bool]]:
    """Return (id, name, held out) of some that are *asked*, as many as *sizes* says divided by
    *fewer*.
    """
    rng = random.Random(SEED)
    by_side: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for identifier, name in asked:
        by_side[is_held_out(identifier)].append((identifier, name))
    return [
        (identifier, name, held_out)
        for held_out, of in by_side.items()
        for identifier, name in rng.sample(of, min(sizes[held_out] // fewer, len(of)))
    ]


def in_table(
    n: Normalizer, text: str, right: frozenset[str], kind: str, source: str, held_out: bool
) -> Iterator[Question]:
    """Yield the questions of one query, one for each kind of its candidates: nobody of another kind
    is right.

    None where a key finds it, which no model sees; nor where the right entity is not among what is
    retrieved: that teaches nothing.
    """
    table, lexicon = n._index, n._lexicon
    name = Name(text, lexicon)
    if not name.key or table.exact(name.key) or (name.core_key != name.key and table.exact(name.core_key)):
        return
    name = name.translated or name
    best: dict[str, dict[str, tuple[Alignment, str]]] = defaultdict(dict)
    seen: set[int] = set()
    for row in _rows(name, n):
        if row in seen:
            continue
        seen.add(row)
        spelling = table.spelling(row)
        entity = table.entity(spelling.entity)
        alignment = align(name.parts, spelling.parts, lexicon, name.spelled)
        if alignment.pairs:
            best[str(entity.kind)].setdefault(entity.id, (alignment, spelling.alias.text))
    for of_kind, found in best.items():
        at = next((i for i, identifier in enumerate(found) if identifier in right), -1)
        if right and at < 0 and of_kind == kind:
            continue
        alignments, names = zip(*found.values(), strict=True)
        yield Question(of_kind, table.population, alignments, at, source, held_out, (text, *names))


def _rows(name: Name, n: Normalizer) -> Iterator[int]:
    """Yield the rows that a search aligns with *name*, in its rounds."""
    is_latin = not name.script
    for by_ngrams in (False, True) if is_latin else (True,):
        near = retrieve(name, n._index, RETRIEVED if is_latin else ALIGNED, by_ngrams=by_ngrams)
        rows_ = list(near.rows)
        if is_latin and len(rows_) >= WITHOUT_SHORTLIST:
            words = [part.token for part in indexed_parts(name.parts)]
            words += [part.token[0] for part in name.parts if part.role is Role.INITIAL]
            listed = shortlist(words, list(zip(rows_, near.coverage, strict=True)), n._index, n._lexicon)
            rows_ = [rows_[0], *(row for _, row in listed if row != rows_[0])][: SHORTLISTED[by_ngrams]]
        yield from rows_[:NATIVE]


def as_pair(
    a: str, b: str, kind: str | None, is_same: bool, source: str, held_out: bool, lexicon: Lexicon
) -> Question | None:
    """Return the question of two names, aligned as `compare` does; None where a key or nothing
    decides it.
    """
    names = [Name(text, lexicon, kind=None if kind is None else Kind(kind)) for text in (a, b)]
    if names[0].key == names[1].key or not all(name.parts for name in names):
        return None
    if names[0].script != names[1].script:
        names = [name.translated or name for name in names]
    one, other = sorted(names, key=lambda name: (not name.script, len(name.parts), name.parts))
    alignment = align(one.parts, other.parts, lexicon)
    if not alignment.pairs:
        return None
    return Question(kind or "person", None, (alignment,), is_same - 1, source, held_out, (a, b))


def as_candidate(query: str, alias: str, kind: Kind, source: str, lexicon: Lexicon) -> Question | None:
    """Return the question of a query of which nothing is known and a table's only candidate."""
    name = Name(query, lexicon)
    alignment = align((name.translated or name).parts, Name(alias, lexicon, kind=kind).parts, lexicon)
    return Question(kind, None, (alignment,), 0, source, False, (query, alias)) if alignment.pairs else None


class Lists:
    """The public lists in a folder, and the words that near strangers are made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = (folder / "wikidata_names.txt").read_text(encoding="utf8").splitlines()
        self.full_names = [name for name in names if " " in name and name.isascii()]
        organisations = [
            r["name"]
            for task in ("ofac", "un", "ror")
            for r in rows(folder / f"{task}_index.tsv")
            if r["kind"] == Kind.ORG
        ]
        people = [
            r["name"]
            for task in ("ofac", "arabic_people", "hindi_people")
            for r in rows(folder / f"{task}_index.tsv")
            if r["kind"] == Kind.PERSON
        ]
        self.person_words = PersonWords([*names, *people])
        self.organisation_words = OrganisationWords(organisations)
        self.nobody = [r["name"] for r in rows(folder / "nobody.tsv")]
        self.lexicon = Normalizer.builtin()._lexicon

    def index(self, task: str) -> list[tuple[str, str, str]]:
        """Return (id, name, kind) of a list."""
        return [(r["entity_id"], r["name"], r["kind"]) for r in rows(self.folder / f"{task}_index.tsv")]
