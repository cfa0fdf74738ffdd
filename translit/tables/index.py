"""Exact and near look-up over one compiled table; a table in memory and one on disk are the same sqlite database."""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from translit.language.keys import key
from translit.language.parts import Part, Role, parse
from translit.language.scripts import guess_languages
from translit.language.sound import skeleton
from translit.language.spelling import likeliest
from translit.language.vocabulary import Vocabulary
from translit.model import Alias, Entity, Kind

FORMAT = "translit-table 1"
FAMILY_FIRST = frozenset({"CN", "TW", "KP", "KR", "VN", "HK", "MO", "KH"})  # family name first in English text, too
MIN_DELETION = 4  # letters; shorter tokens are looked up as they are: too many others are one letter away
GRAM = 3  # letters
LEAST_SHARE = 0.3  # of the best spelling's votes; of 900 dev queries not one right spelling had less
READINGS = 6  # spellings of a native token that are looked up; benchmarks/accuracy.py prints what retrieval finds
NATIVE = "|"  # stands between a compiled token and its native letters; no token has it
MAX_POSTING = 20_000  # spellings; a term that more share tells nothing and is passed over
# How much a shared term of each sort says; multiplied by its rarity. Chosen on the dev queries of benchmarks/accuracy.py.
WEIGHTS = {"t": 1.0, "d": 0.25, "s": 0.8, "g": 1.0, "n": 1.0, "k": 0.8}

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (row INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX entity_id ON entity (id);
CREATE TABLE spelling (row INTEGER PRIMARY KEY, entity INTEGER NOT NULL, text TEXT NOT NULL, lang TEXT, is_weak INTEGER NOT NULL,
                       since TEXT, until TEXT, parts TEXT NOT NULL);
CREATE TABLE key (key TEXT NOT NULL, spelling INTEGER NOT NULL, scheme TEXT NOT NULL, is_family INTEGER NOT NULL,
                  PRIMARY KEY (key, spelling)) WITHOUT ROWID;
CREATE TABLE excluded (key TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE term (term TEXT PRIMARY KEY, rows BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling as compiled: whose it is (a row number), the alias, and the parts of the name."""

    row: int
    entity: int
    alias: Alias
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found by its `key`.

    `scheme` is the id of the transliteration scheme that spells it so, "" if it is written so; `is_family` says that the key
    is a person's bare family name.
    """

    key: str
    spelling: Spelling
    scheme: str
    is_family: bool


class Index:
    """One compiled table. Reading is safe from many threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.version = str(self._db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0])
        self.size = int(self._db.execute("SELECT count(*) FROM spelling").fetchone()[0])
        self.entity = lru_cache(maxsize=65_536)(self._entity)
        self.spelling = lru_cache(maxsize=65_536)(self._spelling)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for writing it out."""
        return self._db

    def _entity(self, row: int) -> Entity:
        (body,) = self._db.execute("SELECT body FROM entity WHERE row = ?", (row,)).fetchone()
        return entity_from(json.loads(body))

    def _spelling(self, row: int) -> Spelling:
        found = self._db.execute(
            "SELECT entity, text, lang, is_weak, since, until, parts FROM spelling WHERE row = ?", (row,)
        ).fetchone()
        entity, text, lang, is_weak, since, until, parts = found
        return Spelling(row, entity, Alias(text, lang, bool(is_weak), since, until), _read_parts(parts))

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, in the order they were given."""
        for (body,) in self._db.execute("SELECT body FROM entity ORDER BY row"):
            yield entity_from(json.loads(body))

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        found = self._db.execute("SELECT row FROM entity WHERE id = ? ORDER BY row", (identifier,)).fetchone()
        return None if found is None else self.entity(found[0])

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings whose key is *folded*."""
        found = self._db.execute(
            "SELECT spelling, scheme, is_family FROM key WHERE key = ? ORDER BY spelling", (folded,)
        ).fetchall()
        return [Hit(folded, self.spelling(row), scheme, bool(is_family)) for row, scheme, is_family in found]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the rows of the entities that list the key *folded* as somebody else's."""
        return frozenset(row for (row,) in self._db.execute("SELECT entity FROM excluded WHERE key = ?", (folded,)))

    def near(self, parts: Sequence[Part], limit: int, forms: Sequence[Part] = ()) -> list[Spelling]:
        """Return up to *limit* spellings that share tokens, sounds or letters with *parts*, likeliest first.

        *forms* are other forms of single tokens, such as nominatives; they are looked up whole.
        """
        import numpy as np  # takes longer to import than a known name takes to answer

        whole = [
            term for form in forms for term in ("t" + form.token, "s" + skeleton("".join(likeliest(form.native)) or form.token))
        ]
        wanted = sorted(_terms(parts, READINGS).union(whole))
        marks = ",".join("?" * len(wanted))
        found = self._db.execute(f"SELECT term, rows FROM term WHERE term IN ({marks})", wanted).fetchall()
        rows, weights = [], []
        for term, blob in found:
            posting = np.frombuffer(blob, dtype=np.uint32)
            if len(posting) <= MAX_POSTING:
                rows.append(posting)
                weights.append(np.full(len(posting), WEIGHTS[term[0]] * math.log1p(self.size / len(posting))))
        if not rows:
            return []
        votes = np.bincount(np.concatenate(rows), weights=np.concatenate(weights))
        best = np.argpartition(-votes, limit)[:limit] if len(votes) > limit else np.arange(len(votes))
        ranked = best[np.lexsort((best, -votes[best]))]
        least = LEAST_SHARE * votes[ranked[0]]
        return [self.spelling(int(row)) for row in ranked if votes[row] >= least]


def build(entities: Iterable[Entity], vocabulary: Vocabulary) -> Index:
    """Compile *entities* into a table in memory; native forms are spelled by the schemes of *vocabulary*, too."""
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.executescript(_SCHEMA)
    terms: dict[str, array[int]] = defaultdict(lambda: array("I"))
    digest = blake2b(FORMAT.encode(), digest_size=8)
    row = 0
    for number, entity in enumerate(entities):
        body = json.dumps(entity_to(entity), ensure_ascii=False, separators=(",", ":"))
        digest.update(body.encode("utf-8", "surrogatepass"))
        db.execute("INSERT INTO entity VALUES (?, ?, ?)", (number, entity.id, body))
        db.executemany("INSERT OR IGNORE INTO excluded VALUES (?, ?)", [(key(text), number) for text in entity.excluded])
        for alias in entity.listed():
            parts = parse(alias.text, vocabulary.lexicon, kind=entity.kind, family_first=_family_first(entity, alias))
            packed = _write_parts(parts)
            values = (row, number, alias.text, alias.lang, alias.is_weak, alias.since, alias.until, packed)
            db.execute("INSERT INTO spelling VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
            spelled = vocabulary.schemes.keys(alias.text, _languages(alias, entity), is_person=entity.kind is Kind.PERSON)
            keys = [(folded, row, scheme, False) for folded, scheme in spelled.items()]
            keys += [(folded, row, scheme, True) for folded, scheme in _families(parts, entity, spelled).items()]
            db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?, ?)", keys)
            for term in _terms(parts):
                terms[term].append(row)
            row += 1
    db.executemany("INSERT INTO term VALUES (?, ?)", ((term, rows.tobytes()) for term, rows in sorted(terms.items())))
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("version", digest.hexdigest())])
    db.commit()
    return Index(db)


def _family_first(entity: Entity, alias: Alias) -> bool:
    return entity.country in FAMILY_FIRST or alias.lang in ("zh", "ko", "ja", "hu", "vi")


def _languages(alias: Alias, entity: Entity) -> tuple[str, ...]:
    """The languages whose schemes spell *alias*: all in which it is a native form, else those that its letters allow."""
    native = tuple(lang for lang, texts in entity.native.items() if alias.text in texts)
    return native or ((alias.lang,) if alias.lang else guess_languages(alias.text, entity.country))


def _families(parts: Sequence[Part], entity: Entity, spelled: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of a person's bare family name, with and without its particles, by the scheme that spells it so."""
    places = [i for i, part in enumerate(parts) if part.role is Role.FAMILY]
    others = [part for part in parts if part.role in (Role.WORD, Role.INITIAL)]
    if entity.kind is not Kind.PERSON or len(places) != 1 or not others:
        return {}
    start = end = places[0]
    while start and parts[start - 1].role is Role.PARTICLE:
        start -= 1
    found: dict[str, str] = {}
    for folded, scheme in spelled.items():
        tokens = folded.split()
        if len(tokens) == len(parts):  # a scheme that splits or glues tokens says no longer which is which
            found.setdefault(tokens[end], scheme)
            found.setdefault(" ".join(tokens[start : end + 1]), scheme)
    return found


def _terms(parts: Sequence[Part], readings: int = 1) -> set[str]:
    """What a name is found by: its tokens, each less one letter, their skeletons, the glued skeleton, groups of letters and bones.

    A token that is not in Latin letters is read by Unidecode, and as its likeliest *readings* by the spelling model.
    """
    named = [p for p in parts if p.role not in (Role.TITLE, Role.LEGAL, Role.INITIAL)] or list(parts)
    found = _terms_of([p.token for p in named])
    if any(p.native for p in named):
        spelled = [likeliest(p.native, readings) or (p.token,) for p in named]
        for number in range(max(map(len, spelled))):
            found |= _terms_of([of[min(number, len(of) - 1)] for of in spelled])
    return found


def _terms_of(tokens: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for token in tokens:
        bones = skeleton(token)
        found.add("t" + token)
        found.add("s" + bones)
        found.update(_grams("k", f"^{bones}$"))
        if len(token) >= MIN_DELETION:
            found.add("d" + token)
            found.update("d" + token[:i] + token[i + 1 :] for i in range(len(token)))
    glued = "".join(tokens)
    found.add("g" + skeleton(glued))
    found.update(_grams("n", glued))
    return found


def _grams(sort: str, text: str) -> Iterator[str]:
    return (sort + text[i : i + GRAM] for i in range(max(1, len(text) - GRAM + 1)))


def _write_parts(parts: Sequence[Part]) -> str:
    return " ".join(f"{part.role.value}{part.token}{NATIVE if part.native else ''}{part.native}" for part in parts)


def _read_parts(packed: str) -> tuple[Part, ...]:
    split = (part.partition(NATIVE) for part in packed.split())
    return tuple(Part(token[1:], Role(token[0]), native) for token, _, native in split)


def entity_to(entity: Entity) -> dict[str, object]:
    """Return *entity* as JSON values, fields without a value left out."""
    aliases = [
        {k: v for k, v in (("name", a.text), ("lang", a.lang), ("since", a.since), ("until", a.until)) if v}
        for a in entity.aliases
    ]
    values: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "country": entity.country,
        "native": entity.native,
        "aliases": aliases,
        "weak": entity.weak,
        "not": entity.excluded,
        "wikidata": entity.wikidata,
        "note": entity.note,
    }
    return {name: value for name, value in values.items() if value}


def entity_from(values: Mapping[str, object]) -> Entity:
    """Read what `entity_to` gave."""
    fields = dict(values)
    aliases = tuple(Alias(a["name"], a.get("lang"), False, a.get("since"), a.get("until")) for a in fields.pop("aliases", ()))  # type: ignore[attr-defined]
    fields["excluded"] = tuple(fields.pop("not", ()))  # type: ignore[arg-type]
    return Entity(aliases=aliases, **fields)  # type: ignore[arg-type]
