"""Compiled files: written whole, refused when damaged, compiled again in a checkout."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from translit import FormatError, TableError
from translit.index import arrays, store
from translit.index.columns import Columns
from translit.index.compiled_rows import compile_row
from translit.index.index import Index


def ids(columns: Columns) -> list[str]:
    return [entity.id for entity in Index(columns).entities()]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "people").mkdir()
    (folder / "people" / "a.yaml").write_text(
        "- {id: person/a, name: Ann Lee, kind: person} # made up\n", encoding="utf8"
    )
    target = folder / "out" / "tables.npz"
    store.compile_folder(folder, target)
    return target


def test_a_compiled_file_is_alone_in_its_folder(compiled: Path) -> None:
    assert [p.name for p in compiled.parent.iterdir()] == ["tables.npz"]
    assert ids(store.open_table(compiled)) == ["person/a"]


def test_equal_tables_give_equal_bytes_whenever_and_under_whatever_hash_seed(
    compiled: Path, tmp_path: Path
) -> None:
    script = (
        "import sys, pathlib, translit.index.store as s; "
        "s.compile_folder(*map(pathlib.Path, sys.argv[1:]), written=1_580_601_600)"
    )
    for seed in "12":
        arguments = [str(compiled.parent.parent / "people"), str(tmp_path / f"{seed}.npz")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, *arguments], check=True, env=environment)
    assert (tmp_path / "1.npz").read_bytes() == (tmp_path / "2.npz").read_bytes()
    assert (tmp_path / "1.npz").stat().st_mtime == 1_580_601_598  # no later change has this time
    assert ids(store.open_table(tmp_path / "1.npz")) == ["person/a"]


@pytest.mark.parametrize("keep", [0, 10, 100, 4096, -4096, -1])
def test_a_truncated_file_is_refused(compiled: Path, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "short.npz"
    path.write_bytes(compiled.read_bytes()[:keep])
    with pytest.raises(FormatError, match="required format"):
        store.open_table(path)


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no file, .*'\. Give the path of a file"):
        store.open_table(tmp_path / "none.npz")
    (tmp_path / "text").write_text("not a table " * 100, encoding="utf8")
    with pytest.raises(FormatError, match="foreign"):
        store.open_table(tmp_path / "text")
    np.savez(tmp_path / "other.npz", key_hash=np.zeros(3))
    with pytest.raises(FormatError):
        store.open_table(tmp_path / "other.npz")


def test_another_format_version_is_refused(compiled: Path, tmp_path: Path) -> None:
    columns = store.open_table(compiled)
    arrays.write(tmp_path / "new.npz", columns.arrays, {**columns.metadata, "format": "translit-table 99"})
    with pytest.raises(FormatError, match="translit-table 99"):
        store.open_table(tmp_path / "new.npz")


def test_the_table_of_the_package_is_read_where_it_is_needed_alone_whatever_its_time(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bytearray(compiled.read_bytes())
    last_of_data = whole.index(b"PK\1\2") - 1
    whole[last_of_data] ^= 1
    installed = tmp_path / "tables.npz"
    installed.write_bytes(whole)  # now: no installer keeps times
    with pytest.raises(FormatError, match="not as it was written"):
        store.open_table(installed)
    monkeypatch.setattr(store, "COMPILED", installed)
    assert ids(store.open_builtin()) == ["person/a"]


@pytest.mark.parametrize("keep", [0, 10, 4096, -4096, -1])
def test_a_truncated_table_of_the_package_is_refused(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: int
) -> None:
    installed = tmp_path / "tables.npz"
    installed.write_bytes(compiled.read_bytes()[:keep])
    monkeypatch.setattr(store, "COMPILED", installed)
    with pytest.raises(FormatError, match="required format"):
        store.open_builtin()


def test_a_damaged_cache_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: Path
) -> None:
    aliases = tmp_path / "aliases"
    (aliases / "people").mkdir(parents=True)
    (aliases / "people" / "a.yaml").write_text(
        "- {id: person/b, name: Bo Lee, kind: person} # made up\n", encoding="utf8"
    )
    monkeypatch.setattr(store, "CHECKOUT", aliases)
    monkeypatch.setattr(store, "PACKAGED", str(tmp_path / "none"))  # of an installed wheel
    monkeypatch.setattr(store, "COMPILED", tmp_path / "nothing.npz")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert ids(store.open_builtin()) == ["person/b"]
    (cached,) = (tmp_path / "cache" / "translit").glob("tables-*.npz")
    cached.write_bytes(cached.read_bytes()[:5000])
    assert ids(store.open_builtin()) == ["person/b"]
    (aliases / "people" / "a.yaml").write_text(
        "- {id: person/c, name: Cy Lee, kind: person} # made up\n", encoding="utf8"
    )
    assert ids(store.open_builtin()) == ["person/c"]


def test_a_bad_table_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.yaml").write_text("- {id: person/a, kind: person}\n", encoding="utf8")
    with pytest.raises(TableError, match="field 'name' is missing"):
        store.compile_folder(tmp_path, tmp_path / "out" / "tables.npz")
    assert not (tmp_path / "out").exists()


def _folder(path: Path, entities: str) -> Path:
    (path / "people").mkdir(exist_ok=True)
    (path / "people" / "all.yaml").write_text(entities, encoding="utf-8")
    return path


HANNA = (
    "- {id: person/hanna-vovk, name: Hanna Vovk, kind: person, country: UA, native: {uk: Ганна Вовк}}  # x\n"
)
PETRO = (
    "- {id: person/petro-vovk, name: Petro Vovk, kind: person, country: UA, native: {uk: Петро Вовк}}  # x\n"
)


def test_a_changed_table_is_compiled_from_what_is_kept_to_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, cache = tmp_path / "aliases", tmp_path / "cache"
    tables.mkdir()
    compiled: list[str] = []

    def counted(text: str, *more: object) -> object:
        compiled.append(text)
        return compile_row(text, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("translit.index.build.compile_row", counted)
    store.compile_again(_folder(tables, HANNA), cache / "tables-1.npz")
    assert compiled == ["Hanna Vovk", "Ганна Вовк"]
    store.compile_again(_folder(tables, HANNA + PETRO), cache / "tables-2.npz")
    assert compiled[2:] == ["Petro Vovk", "Петро Вовк"]
    store.compile_folder(tables, tmp_path / "whole.npz")
    kept, whole = store.open_table(cache / "tables-2.npz"), store.open_table(tmp_path / "whole.npz")
    assert kept.arrays.keys() == whole.arrays.keys()
    assert [name for name in whole.arrays if not np.array_equal(kept.arrays[name], whole.arrays[name])] == []
    (rows,) = cache.glob("rows-*.json")
    rows.write_bytes(rows.read_bytes()[:-9])
    store.compile_again(tables, cache / "tables-3.npz")
    assert len(compiled) == 4 + 4 + 4


def test_the_cache_holds_the_latest_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aliases").mkdir()
    monkeypatch.setattr(store, "KEPT_FILES", {"tables-*.npz": 2, "rows-*.json": 1})
    for number in range(4):
        path = tmp_path / f"tables-{number}.npz"
        path.write_bytes(b"")
        os.utime(path, (number, number))
    (tmp_path / "mine.npz").write_bytes(b"")
    store.compile_again(_folder(tmp_path / "aliases", HANNA), tmp_path / "tables-new.npz")
    assert sorted(path.name for path in tmp_path.glob("*.npz")) == [
        "mine.npz",
        "tables-3.npz",
        "tables-new.npz",
    ]
