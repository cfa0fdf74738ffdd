"""Named arrays and their metadata in one file, opened by memory map and refused when damaged."""

from __future__ import annotations

import json
import mmap
import os
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from math import prod
from typing import TYPE_CHECKING, Any
from zlib import crc32

from translit.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

METADATA = "metadata.json"  # the first member: what the caller says, the digest, the time
# bytes: a cache line, the widest vector register, and what numpy pads the header of an .npy to
ALIGNMENT_BYTES = 64
FILE_TIME_SECONDS = 2  # the coarsest time that a file system keeps (FAT)
NPY_MAGIC = b"\x93NUMPY\x01\x00"  # numpy.lib.format, version 1.0

# The parts of a zip, by the sections of PKWARE's APPNOTE.TXT. Members are stored, of 1980-01-01,
# with sizes of 64 bits in their own header, which follows from their name, place, size and CRC-32.
LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # 4.3.7
LOCAL_SIGNATURE = b"PK\3\4"
SIZES = struct.Struct("<2H2Q")  # 4.5.3: the extra field 1, both sizes in 64 bits
ZIP64_VERSION, UTF8_NAME, FIRST_DATE = 45, 0x800, 0x21
IN_64_BITS = 0xFFFFFFFF  # stands for a number that is written in 64 bits elsewhere
DIRECTORY_ENTRY = struct.Struct("<4s6H3L5H2L")  # 4.3.12
DIRECTORY_SIGNATURE = b"PK\1\2"
END_64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
END_64_SIGNATURE = b"PK\6\6"
END_64_LOCATOR = struct.Struct("<4sLQL")  # 4.3.15
END_64_LOCATOR_SIGNATURE = b"PK\6\7"
END = struct.Struct("<4s4H2LH")  # 4.3.16
END_SIGNATURE = b"PK\5\6"


def write(
    path: Path,
    arrays: Mapping[str, NDArray[Any]],
    metadata: Mapping[str, str],
    *,
    written: int | None = None,
) -> None:
    """Write *arrays*, and the texts that say what they are, to the file *path*; it appears whole or
    not at all.

    `metadata["format"]` names the format. `np.load` opens the file, too. *written*: the time of
    writing in seconds since 1970, by default now. Equal arguments give equal bytes. Raises
    ValueError for arrays of objects, and for names that a zip cannot keep.
    """
    # each takes longer to import than a name that is in the table takes to answer
    from hashlib import blake2b
    from zipfile import ZipFile, ZipInfo

    from translit.atomic_write import atomic_write

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
    moment = int(time.time()) if written is None else written
    sealed = moment // FILE_TIME_SECONDS * FILE_TIME_SECONDS - FILE_TIME_SECONDS
    text = json.dumps({**metadata, "digest": digest, "sealed": str(sealed)}, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path, mtime=sealed) as file, ZipFile(file, "w") as archive:
        for name, content in {METADATA: (text.encode(),), **pieces}.items():
            info = ZipInfo(name)  # of 1980-01-01
            info.create_system = 3  # Unix, wherever it is written
            info.extra = _padding(name, file.tell())
            with archive.open(info, "w", force_zip64=True) as member:
                member.writelines(content)


def read(path: str | os.PathLike[str], format: str, *, check: bool | None = None) -> Arrays:
    """Open a file that `write` wrote. Raises FormatError if it is missing, damaged, foreign or of
    another *format*.

    Headers, metadata and the directory are checked always; the arrays if *check* says so, or, where
    it is None, if the file does not have the time that it was written at: with that time it opens
    at once. What changes bytes and keeps the time, such as a failing disk, only a *check* sees.
    """
    refuse = partial(FormatError, path, required=f"format {format!r}: build it again with this version")
    try:
        if not os.path.isfile(path):
            remedy = "Give the path of a file that Normalizer.save wrote"
            raise FormatError(path, "no file", f"format {format!r}", remedy)
        with open(path, "rb") as file:
            changed = os.fstat(file.fileno()).st_mtime_ns
            memory = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        members = _members(memory)
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
        if check or (check is None and changed != sealed * 10**9):
            damaged = [name for name, (npy, crc) in members.items() if crc32(npy) != crc]
            if damaged:
                raise ValueError(f"{damaged[0]} is not as it was written")
        if check:
            dict(arrays)  # builds them all: numpy reads their headers
    except (OSError, ValueError, LookupError, OverflowError, struct.error) as error:
        raise refuse(f"a damaged or foreign file ({error})") from None
    return arrays


class Arrays(Mapping[str, "NDArray[Any]"]):
    """The arrays of one file: read-only views of its memory map, built when first asked for. Safe
    from many threads.

    `metadata` is what `write` was given; `digest` is equal for equal content. Replacing or deleting
    the file does no harm to those who have it open, but shortening it in place ends their
    processes.
    """

    __eq__, __hash__ = object.__eq__, object.__hash__  # of a mapping, `==` would build all arrays

    def __init__(
        self,
        metadata: Mapping[str, str],
        digest: str,
        members: Mapping[str, memoryview],
        refuse: Callable[[str], FormatError],
    ) -> None:
        self.metadata = metadata
        self.digest = digest
        self._members = members
        self.refusal = refuse  # makes the error of this file of what was found
        self._built: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._built:
            self._built.setdefault(name, self._build(name, self._members[name]))
        return self._built[name]

    def _build(self, name: str, npy: memoryview) -> NDArray[Any]:
        from tokenize import TokenError

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
            raise self.refusal(f"an array {name!r} that its header does not fit ({error})") from None

    def raw(self, name: str, kind: str) -> memoryview:
        """Return the bytes of an array of one dimension, without numpy; *kind* is its type as numpy
        writes it, such as "<u4".
        """
        npy = self._members[name]
        start = 10 + int.from_bytes(npy[8:10], "little")
        head = bytes(npy[:start])
        described = head.decode("latin-1")
        shape = f"({(len(npy) - start) // int(kind[-1])},)"
        if (
            not head.startswith(NPY_MAGIC)
            or not head.endswith(b"\n")
            or f"'descr': '{kind}'" not in described
            or shape not in described
        ):
            raise self.refusal(f"an array {name!r} that is not of {kind}")
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
            f"array {name!r} of {array.dtype!r}: numbers or texts of fixed length, "
            "a name without NUL and backslash"
        )
    head = BytesIO()
    write_array_header_1_0(head, header_data_from_array_1_0(array))
    return head.getvalue(), array.reshape(-1).view(np.uint8)


def _padding(name: str, at: int) -> bytes:
    """Return the extra field that aligns the data of a member whose header is at *at*, as Android's
    zipalign writes it.
    """
    unpadded = LOCAL_HEADER.size + len(name.encode()) + 6 + SIZES.size
    zeros = -(at + unpadded) % ALIGNMENT_BYTES
    return struct.pack("<3H", 0xD935, 2 + zeros, ALIGNMENT_BYTES) + bytes(zeros)


def _members(memory: memoryview) -> dict[str, tuple[memoryview, int]]:
    """Return each member of a zip and its CRC-32. Raises ValueError if a byte between them is not
    as `write` puts it, or one is left out.
    """
    directory, count, end = _directory(memory)
    entry, at, members = directory, 0, {}
    for _ in range(count):
        fields = DIRECTORY_ENTRY.unpack_from(memory, entry)
        crc, size, name_bytes, extra_bytes, comment_bytes = fields[7], *fields[9:13]
        name = str(memory[entry + DIRECTORY_ENTRY.size :][:name_bytes], "utf-8")
        if size == IN_64_BITS:  # 4.5.3: first in the first extra field
            _, _, size = struct.unpack_from("<2HQ", memory, entry + DIRECTORY_ENTRY.size + name_bytes)
        header = _local_header(name, at, size, crc)
        start = at + len(header)
        if fields[0] != DIRECTORY_SIGNATURE or memory[at:start] != header or name in members:
            raise ValueError(f"the header of {name!r} is not as it was written")
        at = start + size
        members[name] = memory[start:at], crc
        entry += DIRECTORY_ENTRY.size + name_bytes + extra_bytes + comment_bytes
    if (at, entry) != (directory, end):  # an entry whose length is damaged hides those after it
        raise ValueError("the directory is not as it was written")
    return members


def _directory(memory: memoryview) -> tuple[int, int, int]:
    """Return where the directory of a zip starts, how many members it lists, and where it ends."""
    end = len(memory) - END.size
    signature, _, _, _, count, _, start, comment_bytes = END.unpack_from(memory, max(end, 0))
    if signature != END_SIGNATURE or comment_bytes:
        raise ValueError("it does not end as a zip does")
    locator = end - END_64_LOCATOR.size
    if locator >= 0 and memory[locator : locator + 4] == END_64_LOCATOR_SIGNATURE:
        _, _, end, _ = END_64_LOCATOR.unpack_from(memory, locator)
        signature, *_, count, _, start = END_64.unpack_from(memory, end)
        if signature != END_64_SIGNATURE or end + END_64.size != locator:
            raise ValueError("the end of the zip is not as it was written")
    return start, count, end


def _local_header(name: str, at: int, size: int, crc: int) -> bytes:
    """Return the header that `write` puts before a member at *at*."""
    extra = _padding(name, at) + SIZES.pack(1, SIZES.size - 4, size, size)
    flags = 0 if name.isascii() else UTF8_NAME
    in_64_bits = (IN_64_BITS, IN_64_BITS)
    written = name.encode()
    fixed = LOCAL_HEADER.pack(
        *(LOCAL_SIGNATURE, ZIP64_VERSION, flags, 0, 0, FIRST_DATE, crc, *in_64_bits),
        *(len(written), len(extra)),
    )
    return fixed + written + extra
