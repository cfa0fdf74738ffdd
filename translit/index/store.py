"""Write and open compiled tables, and find the tables in the box."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from translit.errors import FormatError
from translit.index.arrays import read
from translit.index.arrays import write as write_arrays
from translit.index.columns import Columns, pack
from translit.index.index import FORMAT, Index
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.vocabulary import Vocabulary
from translit.writing.romanize import Rule, Scheme
from translit.writing.schemes import Schemes

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "data" / "tables.npz"  # a wheel carries it
PACKAGED = PACKAGE / "aliases"  # and the YAML beside it
CHECKOUT = PACKAGE.parent / "aliases"


def compile_folder(folder: Path, target: Path) -> None:
    """Compile a folder of tables into the file *target*; it appears whole or not at all. Raises
    TableError.
    """
    # what compiles, and YAML, are imported only where something is compiled
    from translit.index.build import build
    from translit.tables.sources import read_folder

    vocabulary, located = read_folder(folder)
    schemes = [_json(asdict(scheme)) for scheme in vocabulary.schemes.all()]
    index = build((at.entity for at in located), vocabulary)
    write(index, vocabulary.lexicon, target, schemes, [_json(vocabulary.cues.to_json())])


def write(
    index: Index, lexicon: Lexicon, target: Path, schemes: Sequence[str] = (), cues: Sequence[str] = ()
) -> None:
    """Write a table and the lexicon that it was compiled with to the file *target*; it appears
    whole or not at all.
    """
    language = pack("lexicon", [_json(lexicon.to_json())]) | pack("scheme", schemes) | pack("cues", cues)
    columns = index.columns
    write_arrays(target, {**columns.arrays, **language}, columns.metadata)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def open_table(path: Path, *, check: bool | None = None) -> Columns:
    """Open a compiled file by memory map. Raises FormatError if it is missing, damaged or of
    another format.

    *check*: whether every byte is read for that; by default, unless the file has the time that it
    was written at. See `arrays.read`.
    """
    arrays = read(path, FORMAT, check=check)
    return Columns(arrays, arrays.metadata)


def read_lexicon(columns: Columns) -> Lexicon:
    """Read the lexicon of a compiled file."""
    return _lexicon(columns.texts("lexicon")[0])


@lru_cache(maxsize=4)
def _lexicon(body: str) -> Lexicon:
    return Lexicon.from_json(json.loads(body))


def read_schemes(columns: Columns) -> tuple[Scheme, ...]:
    """Read the transliteration schemes of a compiled file."""
    return tuple(_scheme(json.loads(body)) for body in columns.texts("scheme"))


def _scheme(values: dict[str, Any]) -> Scheme:
    rules = tuple(
        Rule(**{name: _tuples(value) for name, value in rule.items()}) for rule in values.pop("rules")
    )
    return Scheme(**values | {"names": tuple(values["names"])}, rules=rules)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def builtin_folder() -> Path:
    """Return the folder of the tables in the box, as YAML: inside the package, or beside it in a
    checkout.
    """
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def open_builtin() -> Columns:
    """Open the tables in the box: the compiled file of the wheel, or in a checkout one in the
    user's cache directory.

    The file of the wheel is trusted as the code beside it is: both were unpacked from one archive,
    whose checksums the installer compared, and no installer keeps the time of a file. The cached
    file is named by a digest of the tables and of the code that compiles them, so a changed table
    or a damaged file is compiled again.
    """
    if COMPILED.is_file():
        return open_table(COMPILED, check=False)
    if not CHECKOUT.is_dir():
        raise FormatError(
            COMPILED, "neither the compiled tables nor a checkout's aliases/", "an installation that is whole"
        )
    path = cache_folder() / f"tables-{_digest(CHECKOUT)}.npz"
    try:
        return open_table(path)
    except FormatError:
        compile_folder(CHECKOUT, path)
    return open_table(path)


@cache
def builtin_columns() -> Columns:
    """Return the tables in the box, opened once: what is made of them is kept as long as the
    process, too.
    """
    return open_builtin()


@cache
def builtin_vocabulary() -> Vocabulary:
    """Return the language data of the tables in the box; read once."""
    columns = builtin_columns()
    return Vocabulary(read_lexicon(columns), Schemes(read_schemes(columns)))


@cache
def builtin_cues() -> Cues:
    """Return what the words around a name say of it, by the language data in the box; read once,
    when names are first sought in a text.
    """
    return Cues.from_json(json.loads(builtin_columns().texts("cues")[0]))


def cache_folder() -> Path:
    """Return the user's cache directory: `XDG_CACHE_HOME` or what the platform uses."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "translit"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "translit" / "Cache"
    return Path.home() / ".cache" / "translit"


def _digest(tables: Path) -> str:
    from hashlib import blake2b

    digest = blake2b(FORMAT.encode(), digest_size=12)
    code = [
        p for room in ("writing", "names", "tables", "index") for p in sorted((PACKAGE / room).glob("*.py"))
    ]
    for path in (
        *sorted(tables.rglob("*.yaml")),
        *code,
        PACKAGE / "model.py",
        *sorted((PACKAGE / "data").glob("*.json")),
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
