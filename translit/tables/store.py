"""Write and open compiled tables, and find the tables in the box."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from translit.errors import FormatError
from translit.language.lexicon import Lexicon
from translit.language.romanize import Rule, Scheme
from translit.language.vocabulary import Schemes, Vocabulary
from translit.tables.index import FORMAT, Index, build

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "data" / "tables.sqlite"  # a wheel carries it
PACKAGED = PACKAGE / "aliases"  # and the YAML beside it
CHECKOUT = PACKAGE.parent / "aliases"
_LANGUAGE_SCHEMA = """
CREATE TABLE language (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scheme (id TEXT PRIMARY KEY, lang TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
"""


def compile_folder(folder: Path, target: Path) -> None:
    """Compile a folder of tables into the file *target*; it appears whole or not at all. Raises TableError."""
    from translit.tables.sources import read_folder  # YAML is read only where something is compiled

    vocabulary, located = read_folder(folder)
    write(build((at.entity for at in located), vocabulary), vocabulary, target)


def write(built: Index, vocabulary: Vocabulary, target: Path) -> None:
    """Write a table and its language data to the file *target*, under a temporary name first."""
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=target.name) as folder:
        part = Path(folder) / target.name
        built.connection.execute("VACUUM INTO ?", (str(part),))
        db = sqlite3.connect(part)
        db.executescript(_LANGUAGE_SCHEMA)
        db.execute("INSERT INTO language VALUES ('lexicon', ?)", (_json(vocabulary.lexicon.to_json()),))
        db.executemany(
            "INSERT INTO scheme VALUES (?, ?, ?)", [(s.id, s.lang, _json(asdict(s))) for s in vocabulary.schemes.all()]
        )
        db.commit()
        db.close()
        part.replace(target)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def open_compiled(path: Path) -> sqlite3.Connection:
    """Open a compiled file for reading. Raises FormatError if it is missing, damaged or of another format."""
    required = f"a compiled table of format {FORMAT!r}"
    if not path.is_file():
        raise FormatError(path, "no file", required)
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        found = db.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
        size = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise FormatError(path, f"a damaged or foreign file ({error})", required) from None
    if found is None or found[0] != FORMAT:
        raise FormatError(path, f"format {found and found[0]!r}", required)
    if size != path.stat().st_size:
        raise FormatError(path, f"{path.stat().st_size} bytes of {size}: a truncated file", required)
    return db


def read_lexicon(db: sqlite3.Connection) -> Lexicon:
    """Read the lexicon of a compiled file."""
    return Lexicon.from_json(json.loads(db.execute("SELECT body FROM language WHERE name = 'lexicon'").fetchone()[0]))


def read_schemes(db: sqlite3.Connection) -> tuple[Scheme, ...]:
    """Read the transliteration schemes of a compiled file."""
    return tuple(_scheme(json.loads(body)) for (body,) in db.execute("SELECT body FROM scheme ORDER BY id"))


def _scheme(values: dict[str, Any]) -> Scheme:
    rules = tuple(Rule(**{name: _tuples(value) for name, value in rule.items()}) for rule in values.pop("rules"))
    return Scheme(**values | {"names": tuple(values["names"])}, rules=rules)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def builtin_folder() -> Path:
    """Return the folder of the tables in the box, as YAML: inside the package, or beside it in a checkout."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def open_builtin() -> sqlite3.Connection:
    """Open the tables in the box: the compiled file of the wheel, or in a checkout one in the user's cache directory.

    The cached file is named by a digest of the tables and of the code that compiles them, so a changed table or a damaged
    file is compiled again.
    """
    if COMPILED.is_file():
        return open_compiled(COMPILED)
    if not CHECKOUT.is_dir():
        raise FormatError(COMPILED, "neither the compiled tables nor a checkout's aliases/", "an installation that is whole")
    path = cache_folder() / f"tables-{_digest(CHECKOUT)}.sqlite"
    try:
        return open_compiled(path)
    except FormatError:
        compile_folder(CHECKOUT, path)
    return open_compiled(path)


@cache
def builtin_vocabulary() -> Vocabulary:
    """Return the language data of the tables in the box; read once."""
    db = open_builtin()
    return Vocabulary(read_lexicon(db), Schemes(read_schemes(db)))


def cache_folder() -> Path:
    """Return the user's cache directory for translit: `XDG_CACHE_HOME` or what the platform uses."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "translit"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "translit" / "Cache"
    return Path.home() / ".cache" / "translit"


def _digest(tables: Path) -> str:
    from hashlib import blake2b

    digest = blake2b(FORMAT.encode(), digest_size=12)
    code = [p for room in ("language", "tables") for p in sorted((PACKAGE / room).glob("*.py"))]
    for path in (*sorted(tables.rglob("*.yaml")), *code, PACKAGE / "model.py", *sorted((PACKAGE / "data").glob("*.json"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
