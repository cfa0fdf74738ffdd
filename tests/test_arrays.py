"""Files of arrays: written whole, mapped and read-only, never a wrong answer from a damaged one."""

import gc
import json
import os
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from translit import FormatError
from translit.index import arrays
from translit.index.arrays import read, write
from translit.index.columns import Columns, pack

FORMAT = "things/3"
GIVEN = {"format": FORMAT, "made of": "Київ \N{GRINNING FACE}"}
NAMES, STARTS = pack("names", ["Ann Lee", "", "Київ"]).values()
THINGS: dict[str, NDArray[Any]] = {
    "names": NAMES,
    "starts": STARTS,
    "square": np.arange(30, dtype=np.float32).reshape(5, 6) / 7,
    "columns": np.asfortranarray(np.arange(12, dtype=np.int64).reshape(3, 4)),
    "every_other": np.arange(20, dtype=np.uint16)[::2],
    "big_endian": np.arange(5, dtype=">u4"),
    "scalar": np.array(2.5),
    "none": np.zeros(0, np.uint8),
    "no_rows": np.zeros((0, 7), np.float16),
    "is_weak": np.array([True, False, True]),
    "codes": np.array(["UA", "Ō"]),
}
STEP = 97  # bytes between two that are flipped: a prime, so that it meets every kind of byte


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "out" / "things.npz"
    write(target, THINGS, GIVEN)
    return target


def seal(path: Path) -> None:
    """Give the file at *path* the time that a file of `write` says it was written at."""
    moment = int(json.loads(zipfile.ZipFile(path).read("metadata.json"))["sealed"])
    os.utime(path, ns=(moment * 10**9, moment * 10**9))


def assert_as_written(found: arrays.Arrays) -> None:
    assert found.metadata == GIVEN
    assert sorted(found) == sorted(THINGS)
    for name, array in THINGS.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(found[name], array)


def assert_refused_or_as_written(path: Path, **how: bool) -> bool:
    try:
        found = read(path, FORMAT, **how)
    except FormatError:
        return True
    assert_as_written(found)
    return False


def places(path: Path) -> tuple[list[tuple[int, int]], int]:
    """Return where the members' contents lie, metadata.json's first, and where the zip's directory
    starts.
    """
    with zipfile.ZipFile(path) as archive:
        data = path.read_bytes()
        found = []
        for info in archive.infolist():
            start = info.header_offset + 30 + sum(struct.unpack_from("<2H", data, info.header_offset + 26))
            found.append((start, start + info.file_size))
        return found, archive.start_dir


def test_what_is_written_is_read(path: Path) -> None:
    found = read(path, FORMAT)
    assert_as_written(found)
    assert len(found) == len(THINGS)
    assert "square" in found
    assert "square.npy" not in found
    with pytest.raises(KeyError):
        found["metadata.json"]


def test_no_arrays_are_a_file_too(tmp_path: Path) -> None:
    write(tmp_path / "none.npz", {}, {"format": FORMAT})
    found = read(tmp_path / "none.npz", FORMAT)
    assert (dict(found), found.metadata) == ({}, {"format": FORMAT})


def test_the_file_is_alone_in_its_folder(path: Path) -> None:
    write(path, THINGS, GIVEN)
    assert [p.name for p in path.parent.iterdir()] == ["things.npz"]


def test_an_array_is_mapped_and_read_only_and_the_same_each_time(path: Path) -> None:
    found = read(path, FORMAT)
    for name, array in found.items():
        assert not array.flags.writeable
        assert not array.flags.owndata
        assert found.get(name) is array
    with pytest.raises(ValueError, match="WRITEABLE"):
        found["square"].flags.writeable = True


def test_numpy_reads_it(path: Path) -> None:
    with np.load(path, allow_pickle=False) as loaded:
        assert sorted(loaded) == sorted([*THINGS, "metadata.json"])
        for name, array in THINGS.items():
            np.testing.assert_array_equal(loaded[name], array)
        assert json.loads(loaded["metadata.json"])["format"] == FORMAT


def test_data_are_aligned(path: Path) -> None:
    assert all(start % arrays.ALIGNMENT_BYTES == 0 for start, _ in places(path)[0])
    assert all(array.ctypes.data % arrays.ALIGNMENT_BYTES == 0 for array in read(path, FORMAT).values())


def test_names_of_any_script_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "a.npz", {"Київ/a.b": np.arange(3)}, GIVEN)
    assert list(read(tmp_path / "a.npz", FORMAT, check=True)) == ["Київ/a.b"]
    assert places(tmp_path / "a.npz")[0][1][0] % arrays.ALIGNMENT_BYTES == 0


def test_opening_a_sealed_file_imports_no_numpy(path: Path) -> None:
    code = (
        "import sys, pathlib; from translit.index.arrays import read; "
        "read(pathlib.Path(sys.argv[1]), sys.argv[2])"
    )
    subprocess.run(
        [sys.executable, "-c", f"{code}; assert 'numpy' not in sys.modules", path, FORMAT], check=True
    )


@pytest.mark.parametrize(
    "array",
    [np.array([None]), np.array([("a", None)], dtype=[("x", "U1"), ("y", "O")]), np.zeros(2, "V0")],
    ids=str,
)
def test_objects_are_not_written(tmp_path: Path, array: NDArray[Any]) -> None:
    with pytest.raises(ValueError, match="'x'"):
        write(tmp_path / "a.npz", {"x": array}, GIVEN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "a\\b", "\ud800"])
def test_a_name_that_a_zip_cannot_keep_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"array|surrogates"):
        write(tmp_path / "a.npz", {name: np.zeros(1)}, GIVEN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "metadata", [{}, {**GIVEN, "digest": ""}, {**GIVEN, "sealed": ""}, {**GIVEN, "size": 3}]
)
def test_metadata_is_texts_with_a_format_and_nothing_reserved(
    tmp_path: Path, metadata: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="needs a 'format'"):
        write(tmp_path / "a.npz", THINGS, metadata)


def test_a_truncated_file_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for keep in [*range(0, len(whole), STEP), *range(len(whole) - 30, len(whole))]:
        path.write_bytes(whole[:keep])
        with pytest.raises(FormatError, match="damaged"):
            read(path, FORMAT)


def test_a_flipped_byte_is_refused_or_changes_nothing(path: Path) -> None:
    whole = path.read_bytes()
    directory = places(path)[1]
    for at in [*range(0, directory, STEP), *range(directory, len(whole))]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x21]) + whole[at + 1 :])
        is_refused = assert_refused_or_as_written(path)
        # some fields of the directory say nothing: who made it, attributes
        assert is_refused or at >= directory


def test_a_byte_more_or_less_inside_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(0, places(path)[1], STEP):
        for changed in (whole[:at] + whole[at + 1 :], whole[:at] + b"\0" + whole[at:]):
            path.write_bytes(changed)
            with pytest.raises(FormatError):
                read(path, FORMAT)


def test_under_the_seal_headers_and_metadata_are_checked_and_data_are_not(path: Path) -> None:
    whole = path.read_bytes()
    members, directory = places(path)
    for at in range(0, len(whole), STEP):
        path.write_bytes(whole)
        seal(path)
        stat = path.stat()
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x21]) + whole[at + 1 :])
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        is_data = any(start <= at < end for start, end in members[1:])
        if is_data:
            # a limit: only `check` sees it, and a copy that does not keep the time
            read(path, FORMAT)
            with pytest.raises(FormatError, match="not as it was written"):
                read(path, FORMAT, check=True)
        else:
            assert assert_refused_or_as_written(path) or at >= directory


def test_without_a_check_headers_and_metadata_are_checked_all_the_same(path: Path) -> None:
    whole = path.read_bytes()
    members, directory = places(path)
    for at in range(0, directory, STEP):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x21]) + whole[at + 1 :])
        if not any(start <= at < end for start, end in members[1:]):
            assert assert_refused_or_as_written(path, check=False)


def test_a_copy_is_checked_and_read(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.npz"
    copy.write_bytes(path.read_bytes())
    assert_as_written(read(copy, FORMAT))
    seal(copy)
    assert_as_written(read(copy, FORMAT))
    assert_as_written(read(path, FORMAT, check=True))


def test_the_seal_lies_before_any_later_change(path: Path) -> None:
    moment = path.stat().st_mtime_ns
    assert moment % (2 * 10**9) == 0
    # as a file system would have it that keeps two seconds
    assert moment < time.time_ns() // (2 * 10**9) * (2 * 10**9)


@pytest.mark.parametrize("wanted", ["things/2", "things/4", "people/3", ""])
def test_another_format_is_refused(path: Path, wanted: str) -> None:
    with pytest.raises(FormatError, match="build it again with this version") as caught:
        read(path, wanted)
    assert (caught.value.path, caught.value.found) == (str(path), f"format {FORMAT!r}")
    assert repr(wanted) in caught.value.required


def empty(path: Path) -> None:
    path.touch()


def text(path: Path) -> None:
    path.write_text("not arrays " * 1000, encoding="utf8")


def sqlite(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(4080))


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def under_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.touch()


def empty_zip(path: Path) -> None:
    zipfile.ZipFile(path, "w").close()


def plain_npz(path: Path) -> None:
    np.savez(path, a=np.arange(3))


def compressed_npz(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.json", json.dumps({**GIVEN, "digest": "", "sealed": "0"}))


def pickled(path: Path) -> None:
    np.savez(path, a=np.array([None]), allow_pickle=True)


def a_metadata_of(value: object) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            info = zipfile.ZipInfo("metadata.json")
            info.extra = arrays._padding("metadata.json", 0)
            with archive.open(info, "w", force_zip64=True) as member:
                member.write(json.dumps(value).encode())

    make.__name__ = f"metadata={value!r:.40}"
    return make


METADATA: list[object] = [
    [],
    [[[]]],
    {},
    {"format": 3},
    GIVEN,
    {**GIVEN, "digest": ""},
    {**GIVEN, "digest": "", "sealed": "now"},
]
MAKERS = [
    empty,
    text,
    sqlite,
    missing,
    folder,
    pipe,
    under_a_file,
    empty_zip,
    plain_npz,
    compressed_npz,
    pickled,
]


@pytest.mark.parametrize("make", [*MAKERS, *map(a_metadata_of, METADATA)], ids=lambda make: make.__name__)
def test_a_missing_or_foreign_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    target = tmp_path / "in" / "foreign.npz"
    target.parent.mkdir()
    make(target)
    for check in (False, True):
        with pytest.raises(FormatError, match=r"foreign\.npz: found .*, required format 'things/3'"):
            read(target, FORMAT, check=check)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"(3,), }", b"(4,), }"),
        (b"(3,), }", b"(2,), }"),
        (b"(3,), }", b"(-3,),}"),
        (b"(3,), }", b"'abc'} "),
        (b"(3,), }", b"(3, 9**9"),
        (b"'<u4'", b"'<u8'"),
        (b"'<u4'", b"'|O' "),
        (b"'<u4'", b"'zz9'"),
        (b"False", b"True "),
        (b"descr", b"Descr"),
        (b"{", b"("),
        (b"NUMPY", b"numpy"),
        (b"NUMPY\x01", b"NUMPY\x02"),
        (b"\x01\0v\0", b"\x01\0\xff\xff"),
    ],
)
def test_an_array_that_its_header_does_not_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes
) -> None:
    head, data = arrays._npy("x", np.arange(3, dtype="<u4"))
    assert old in head
    monkeypatch.setattr(arrays, "_npy", lambda name, given: (head.replace(old, new), data))
    write(tmp_path / "forged.npz", {"x": THINGS["none"]}, GIVEN)
    sealed = read(tmp_path / "forged.npz", FORMAT)
    with pytest.raises(FormatError, match="header does not fit"):
        sealed["x"]
    with pytest.raises(FormatError, match="header does not fit"):
        read(tmp_path / "forged.npz", FORMAT, check=True)


@pytest.mark.parametrize("step", ["fsync", "utime", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write(path, {"x": np.arange(9)}, GIVEN)
    assert [p.name for p in path.parent.iterdir()] == ["things.npz"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, moment)


def test_equal_content_gives_equal_bytes_but_for_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in "abc"]
    backward, metadata = dict(reversed(THINGS.items())), dict(reversed(GIVEN.items()))
    for target, now in zip(paths, (1.7e9, 1.7e9 + 1.5, 1.8e9), strict=True):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        if target is paths[0]:
            write(target, THINGS, GIVEN)
        else:
            write(target, backward, metadata)
    same, again, later = (p.read_bytes() for p in paths)
    assert same == again
    assert (later != same, len(later)) == (True, len(same))
    assert len({read(p, FORMAT).digest for p in paths}) == 1


def test_other_content_gives_another_digest(tmp_path: Path) -> None:
    x = np.arange(6, dtype=np.int32)
    contents: list[tuple[dict[str, NDArray[Any]], dict[str, str]]]
    contents = [
        ({"x": x}, GIVEN),
        ({"y": x}, GIVEN),
        ({"x": x + 1}, GIVEN),
        ({"x": x.reshape(2, 3)}, GIVEN),
        ({}, GIVEN),
    ]
    contents += [
        ({"x": x.view(np.uint32)}, GIVEN),
        ({"x": x}, {**GIVEN, "more": ""}),
        ({"x": x, "y": x}, GIVEN),
    ]
    digests = set()
    for things, metadata in contents:
        write(tmp_path / "a.npz", things, metadata)
        digests.add(read(tmp_path / "a.npz", FORMAT).digest)
    assert len(digests) == len(contents)


def test_a_file_deleted_or_replaced_while_open_is_still_read(path: Path) -> None:
    first = read(path, FORMAT)
    write(path, {"other": np.arange(3)}, {"format": FORMAT})
    second = read(path, FORMAT)
    path.unlink()
    assert_as_written(first)
    assert second["other"].tolist() == [0, 1, 2]


def test_an_array_outlives_the_file_it_came_from(path: Path) -> None:
    array = read(path, FORMAT)["square"]
    path.unlink()
    gc.collect()
    np.testing.assert_array_equal(array, THINGS["square"])


def test_many_threads_get_the_same_array(path: Path) -> None:
    for _ in range(20):
        found = read(path, FORMAT)
        with ThreadPoolExecutor(8) as pool:
            assert len({id(array) for array in pool.map(found.__getitem__, ["square"] * 32)}) == 1


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_texts_are_read_as_they_were_packed(texts: list[str]) -> None:
    assert list(Columns(pack("names", texts), {}).texts("names")) == texts


@pytest.mark.parametrize(
    "texts", [[], [""], ["", "", ""], ["\N{GRINNING FACE}", "\ud800", "\ud83d\ude00", "a\0"]]
)
def test_texts_come_back_from_a_file(tmp_path: Path, texts: list[str]) -> None:
    write(tmp_path / "a.npz", pack("names", texts), GIVEN)
    found = read(tmp_path / "a.npz", FORMAT)
    assert list(Columns(found, found.metadata).texts("names")) == texts


def test_numbers_are_read_without_numpy_as_with_it(path: Path, tmp_path: Path) -> None:
    given = {
        "bytes": np.arange(5, dtype="u1"),
        "shorts": np.arange(7, dtype="<u2"),
        "longs": np.arange(9, dtype="<u4"),
    }
    write(tmp_path / "a.npz", given, GIVEN)
    found = read(tmp_path / "a.npz", FORMAT)
    columns = Columns(found, found.metadata)
    for name, code in (("bytes", "B"), ("shorts", "H"), ("longs", "I")):
        assert list(columns.numbers(name, code)) == given[name].tolist()
    with pytest.raises(FormatError, match="not of <u4"):
        columns.numbers("shorts")
