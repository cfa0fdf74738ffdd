"""Named arrays and a few texts metadata them in one file: written whole, opened by memory map, refused
when damaged.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from io import BytesIO
from math import prod
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Any
from zlib import crc32

from translit.atomic_write import atomic_write
from translit.errors import FormatError

if TYPE_CHECKING:
    from zipfile import ZipInfo

    import numpy as np
    from numpy.typing import NDArray

METADATA = "metadata.json"  # the first member: what the caller says, the digest, the time
# bytes: a cache line, the widest vector register, and what numpy pads the header of an .npy to
ALIGNMENT_BYTES = 64
# bytes of a member's header beside its name and zeros: APPNOTE.TXT 4.3.7, `_padding`, 4.5.3 (zip64)
LOCAL_HEADER_BYTES = 30 + 6 + 20
# what the zip's directory starts with, behind the last member: APPNOTE.TXT 4.3.12
DIRECTORY_SIGNATURE = b"PK\1\2"
FILE_TIME_SECONDS = 2  # seconds: the coarsest time that a file system keeps (FAT)
NPY_MAGIC = b"\x93NUMPY\x01\x00"  # numpy.lib.format, version 1.0


def write(path: Path, arrays: Mapping[str, NDArray[Any]], metadata: Mapping[str, str]) -> None:
    """Write *arrays*, and the texts that say what they are, to the file *path*; it appears whole or
    not at all.

    `metadata["format"]` names the format. `np.load` opens the file, too. Equal arrays and texts give
    equal bytes but for the time of writing. Raises ValueError for arrays of objects, and for names
    that a zip cannot keep.
    """
    from zipfile import ZipFile, ZipInfo  # takes longer to import than a known name takes to answer

    if (
        "format" not in metadata
        or metadata.keys() & {"digest", "sealed"}
        or not all(isinstance(text, str) for text in metadata.values())
    ):
        raise ValueError(
            f"metadata={dict(metadata)!r}: needs a 'format', no 'digest' and no 'sealed', all of them texts"
        )
    pieces: dict[str, tuple[Any, ...]] = {f"{name}.npy": _npy(name, arrays[name]) for name in sorted(arrays)}
    # dtype, shape
    heads = [
        (name, head.decode("latin-1"), crc32(data, crc32(head))) for name, (head, data) in pieces.items()
    ]
    digest = blake2b(json.dumps([sorted(metadata.items()), heads]).encode(), digest_size=16).hexdigest()
    # in the past: no later change can have this time
    sealed = int(time.time()) // FILE_TIME_SECONDS * FILE_TIME_SECONDS - FILE_TIME_SECONDS
    text = json.dumps({**metadata, "digest": digest, "sealed": str(sealed)}, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path, mtime=sealed) as file, ZipFile(file, "w") as archive:
        for name, content in {METADATA: (text.encode(),), **pieces}.items():
            info = ZipInfo(name)  # of 1980-01-01
            info.create_system = 3  # Unix, wherever it is written
            info.extra = _padding(name, file.tell())
            with archive.open(info, "w", force_zip64=True) as member:
                member.writelines(content)


def read(path: Path, format: str, *, check: bool = False) -> Arrays:
    """Open a file that `write` wrote. Raises FormatError if it is missing, damaged, foreign or of
    another *format*.

    If it has the time that it was written at, its headers alone are checked, so that it opens at
    once; if not, or if *check*, every byte is. What changes bytes and keeps the time, such as a
    failing disk, *check* alone sees.
    """
    from zipfile import BadZipFile, ZipFile

    refuse = partial(FormatError, path, required=f"format {format!r}: build it again with this version")
    try:
        if not path.is_file():
            raise refuse("no file")
        with path.open("rb") as file, ZipFile(file) as archive:
            changed = os.fstat(file.fileno()).st_mtime_ns
            memory = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            members = _members(memory, archive.infolist())
        text, crc = members.pop(METADATA)
        metadata = json.loads(bytes(text))
        if (
            crc32(text) != crc
            or not isinstance(metadata, dict)
            or not all(isinstance(value, str) for value in metadata.values())
        ):
            raise ValueError(f"{METADATA} is not as it was written")
        if metadata.get("format") != format:
            raise refuse(f"format {metadata.get('format')!r}")
        digest, sealed = metadata.pop("digest"), int(metadata.pop("sealed"))
        arrays = Arrays(
            metadata, digest, {name.removesuffix(".npy"): npy for name, (npy, _) in members.items()}, refuse
        )
        is_sealed = changed == sealed * 10**9 and not check
        if (
            damaged := []
            if is_sealed
            else [name for name, (npy, crc) in members.items() if crc32(npy) != crc]
        ):
            raise ValueError(f"{damaged[0]} is not as it was written")
        if check:
            dict(arrays)  # builds them all: numpy reads their headers
    except (
        OSError,
        ValueError,
        LookupError,
        RuntimeError,
        OverflowError,
        EOFError,
        struct.error,
        BadZipFile,
    ) as error:
        raise refuse(f"a damaged or foreign file ({error})") from None
    return arrays


@dataclass(frozen=True, slots=True, eq=False)
class Arrays(Mapping[str, "NDArray[Any]"]):
    """The arrays of one file: read-only views of its memory map, built when first asked for. Safe
    from many threads.

    `metadata` is what `write` was given; `digest` is equal for equal content. Replacing or deleting
    the file does no harm to those who have it open, but shortening it in place ends their
    processes.
    """

    metadata: Mapping[str, str]
    digest: str
    _members: Mapping[str, memoryview]
    _refuse: Callable[[str], FormatError]
    _built: dict[str, NDArray[Any]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._built:
            self._built.setdefault(name, self._build(name, self._members[name]))
        return self._built[name]

    def _build(self, name: str, npy: memoryview) -> NDArray[Any]:
        import numpy as np
        from numpy.lib.format import read_array_header_1_0, read_magic

        try:
            head = BytesIO(npy[: 10 + int.from_bytes(npy[8:10], "little")])
            version = read_magic(head)
            shape, is_fortran, dtype = read_array_header_1_0(head, max_header_size=len(npy))
            size = prod(shape) * dtype.itemsize
            if version != (1, 0) or is_fortran or dtype.hasobject or head.tell() + size != len(npy):
                raise ValueError(f"{size} bytes of {dtype}")
            return np.ndarray(shape, dtype, npy, head.tell())
        except (
            ValueError,
            TypeError,
            LookupError,
            SyntaxError,
            TokenError,
            OverflowError,
            RecursionError,
        ) as error:
            raise self._refuse(f"an array {name!r} that its header does not fit ({error})") from None

    def raw(self, name: str, kind: str) -> memoryview:
        """Return the bytes of an array of one dimension, without numpy; *kind* is its type as numpy
        writes it, such as "<u4".
        """
        npy = self._members[name]
        start = 10 + int.from_bytes(npy[8:10], "little")
        head = bytes(npy[:start])
        told = head.decode("latin-1")
        shape = f"({(len(npy) - start) // int(kind[-1])},)"
        if (
            not head.startswith(NPY_MAGIC)
            or not head.endswith(b"\n")
            or f"'descr': '{kind}'" not in told
            or shape not in told
        ):
            raise self._refuse(f"an array {name!r} that is not of {kind}")
        return npy[start:]

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _npy(name: str, given: NDArray[Any]) -> tuple[bytes, NDArray[np.uint8]]:
    """Return *given* as the two pieces of an .npy file: its header, and its bytes in C order."""
    import numpy as np
    from numpy.lib.format import header_data_from_array_1_0, write_array_header_1_0

    array = np.asarray(given, order="C")
    # a zip keeps neither in a name
    if array.dtype.hasobject or not array.dtype.itemsize or {"\0", "\\"} & set(name):
        raise ValueError(
            f"array {name!r} of {array.dtype!r}: numbers or texts of fixed length, a name without NUL and backslash"
        )
    head = BytesIO()
    write_array_header_1_0(head, header_data_from_array_1_0(array))
    return head.getvalue(), array.reshape(-1).view(np.uint8)


def _padding(name: str, at: int) -> bytes:
    """Return the extra field that aligns the data of a member whose header is at *at*; Android's
    zipalign writes it so.
    """
    zeros = -(at + LOCAL_HEADER_BYTES + len(name.encode())) % ALIGNMENT_BYTES
    return struct.pack("<3H", 0xD935, 2 + zeros, ALIGNMENT_BYTES) + bytes(zeros)


def _members(memory: memoryview, infos: Sequence[ZipInfo]) -> dict[str, tuple[memoryview, int]]:
    """Return each member and its CRC-32. Raises ValueError if a byte between them is not as `write`
    puts it, or one is left out.
    """
    at, members = 0, {}
    for info in infos:
        listed, info.extra = info.extra, _padding(info.filename, at)
        header = info.FileHeader(zip64=True)
        start = at + len(header)
        if (
            info.header_offset != at
            or memory[at:start] != header
            or not listed.endswith(info.extra)
            or info.filename in members
        ):
            raise ValueError(f"the header of {info.filename!r} is not as it was written")
        at = start + info.file_size
        members[info.filename] = memory[start:at], info.CRC
    if memory[at : at + 4] != DIRECTORY_SIGNATURE:  # an entry whose length is damaged hides those after it
        raise ValueError("the directory is not as it was written")
    return members
