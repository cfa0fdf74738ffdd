"""Write and open compiled tables, and find the tables in the box."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from translit.errors import FormatError
from translit.index.arrays import read
from translit.index.arrays import write as write_arrays
from translit.index.columns import Columns, pack
from translit.index.index import FORMAT, Index
from translit.names.lexicon import Lexicon
from translit.packaged import FOLDER
from translit.writing.ascii_letters import CHOSEN, UNIDECODE, VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    from translit.index.row_cache import RowCache

PACKAGE = os.path.dirname(FOLDER)
COMPILED = os.path.join(FOLDER, "tables.npz")  # a wheel carries it
PACKAGED = os.path.join(PACKAGE, "aliases")  # and the YAML beside it
CHECKOUT = os.path.join(os.path.dirname(PACKAGE), "aliases")


def compile_folder(
    folder: Path, target: Path, *, written: int | None = None, kept: RowCache | None = None
) -> None:
    """Compile a folder of tables into the file *target*; it appears whole or not at all. Raises
    TableError.

    *written*: the time of writing in seconds since 1970, by default now; with one, an equal folder
    gives an equal file. *kept*: what an earlier compilation with the same language data made of its
    spellings.
    """
    # what compiles, and YAML, are imported only where something is compiled
    from dataclasses import asdict

    from translit.index.build import build
    from translit.tables.sources import read_folder

    vocabulary, located = read_folder(folder)
    schemes = [_json(asdict(scheme)) for scheme in vocabulary.schemes.all()]
    index = build((at.entity for at in located), vocabulary, kept)
    cues = [_json(vocabulary.cues.to_json())]
    write(index, vocabulary.lexicon, target, schemes, cues, written=written)


def write(
    index: Index,
    lexicon: Lexicon,
    target: Path,
    schemes: Sequence[str] = (),
    cues: Sequence[str] = (),
    *,
    written: int | None = None,
) -> None:
    """Write a table and the lexicon that it was compiled with to the file *target*; it appears
    whole or not at all. *written*: as `compile_folder` has it.
    """
    language = pack("lexicon", lexicon.to_texts()) | pack("scheme", schemes) | pack("cues", cues)
    columns = index.columns
    write_arrays(target, {**columns.arrays, **language}, columns.metadata, written=written)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def open_table(path: str | os.PathLike[str], *, check: bool | None = None) -> Columns:
    """Open a compiled file by memory map. Raises FormatError if it is missing, damaged, of another
    format, or has keys that another package spelled (`writing.ascii_letters`).

    *check*: whether every byte is read for that; by default, unless the file has the time that it
    was written at. See `arrays.read`.
    """
    arrays = read(path, FORMAT, check=check)
    if (made_by := arrays.metadata.get("ascii", UNIDECODE)) != CHOSEN:
        raise FormatError(
            path,
            f"keys spelled by {made_by}",
            f"keys spelled by {CHOSEN}",
            f"Build it again, or set {VARIABLE}={made_by} in the environment",
        )
    return Columns(arrays, arrays.metadata)


def read_lexicon(columns: Columns) -> Lexicon:
    """Read the lexicon of a compiled file."""
    try:
        return Lexicon.from_texts(columns.texts("lexicon"), columns.refusal)
    except LookupError as error:
        raise columns.refusal(error) or error from None


# The latest compiled files that stay in the cache: several checkouts, and branches of each.
KEPT_FILES = {"tables-*.npz": 30, "rows-*.json": 4}
# files of the room tables/ that read other tables than the curated ones, which they do not change
OTHER_TABLES = frozenset({"fields.py", "listed.py", "as_rows.py", "cleared.py", "overlay.py", "layers.py"})


def _is_of_entities(path: Path, tables: Path) -> bool:
    from translit.tables.sources import ENTITY_FOLDERS

    return path.relative_to(tables).parts[0] in ENTITY_FOLDERS


def builtin_folder() -> Path:
    """Return the folder of the tables in the box, as YAML: inside the package, or beside it in a
    checkout.
    """
    from pathlib import Path

    return Path(PACKAGED if os.path.isdir(PACKAGED) else CHECKOUT)


def open_builtin() -> Columns:
    """Open the tables in the box: the compiled file of the wheel, or one in the user's cache
    directory, in a checkout and for who chose anyascii.

    The file of the wheel is trusted as the code beside it is: both were unpacked from one archive,
    whose checksums the installer compared, and no installer keeps the time of a file. The cached
    file is named by a digest of the tables and of the code that compiles them, so a changed table
    or a damaged file is compiled again.
    """
    if os.path.isfile(COMPILED) and CHOSEN == UNIDECODE:
        return open_table(COMPILED, check=False)
    folder = builtin_folder()
    if not folder.is_dir():
        raise FormatError(
            COMPILED, "neither the compiled tables nor a checkout's aliases/", "an installation that is whole"
        )
    path = cache_folder() / f"tables-{_digest(folder)}.npz"
    try:
        return open_table(path)
    except FormatError:
        try:
            _try_to_write(path.parent)  # it takes half a minute to have something to write
            compile_again(folder, path)
        except OSError as error:
            raise FormatError(
                path,
                f"no compiled tables, and they cannot be written there ({error.strerror})",
                "a folder for the tables, which are compiled once",
                "Set XDG_CACHE_HOME to a folder that may be written to",
            ) from error
    return open_table(path)


def _try_to_write(folder: Path) -> None:
    """Make *folder* if it is missing, and a file in it that is gone at once. Raises OSError."""
    from tempfile import TemporaryFile

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder):
        pass


def compile_again(folder: Path, target: Path) -> None:
    """Compile a folder of tables into *target*, and keep beside it what its spellings were compiled
    to: where entities change, the next time costs what is new.
    """
    from translit.index.row_cache import RowCache

    kept = RowCache(target.parent / f"rows-{_digest(folder, of_entities=False)}.json")
    compile_folder(folder, target, kept=kept)
    with suppress(OSError):  # the tables are there; without it the next time takes longer
        kept.save()
    for pattern, count in KEPT_FILES.items():
        with suppress(OSError):  # another process deletes, too, or Windows has it open
            for path in sorted(target.parent.glob(pattern), key=lambda p: -p.stat().st_mtime)[count:]:
                path.unlink()


def cache_folder() -> Path:
    """Return the user's cache directory: `XDG_CACHE_HOME` or what the platform uses.

    A relative path in the variable is none (XDG Base Directory Specification). Raises FormatError
    for a user without a home.
    """
    from pathlib import Path

    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "translit"
    if os.name == "nt" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "translit" / "Cache"
    try:
        home = Path.home()
    except RuntimeError as error:  # neither HOME nor an entry in the list of users
        raise FormatError(
            COMPILED,
            "no compiled tables, and this user has no home to keep them in",
            "a folder for the tables, which are compiled once",
            "Set XDG_CACHE_HOME to a folder that may be written to",
        ) from error
    return home / "translit" / "Cache" if os.name == "nt" else home / ".cache" / "translit"


def _digest(tables: Path, *, of_entities: bool = True) -> str:
    """Return a digest of a folder of tables and of the code that compiles them; without
    *of_entities* of its language data alone.
    """
    from hashlib import blake2b
    from pathlib import Path

    package = Path(PACKAGE)
    digest = blake2b(f"{FORMAT} {CHOSEN}".encode(), digest_size=12)
    code = [
        p
        for room in ("writing", "names", "tables", "index")
        for p in sorted((package / room).glob("*.py"))
        if p.name not in OTHER_TABLES
    ]
    for path in (
        *(p for p in sorted(tables.rglob("*.yaml")) if of_entities or not _is_of_entities(p, tables)),
        *code,
        package / "model.py",
        *sorted((package / "data").glob("*.json")),
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
