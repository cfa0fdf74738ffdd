"""Parquet in and out; the only file here that imports pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from translit.answer_rows import Row
from translit.errors import FileError
from translit.files.writing import as_text
from translit.rows.reading import CHUNK, Chunk

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("translit.files.parquet needs pyarrow: pip install 'translit-names[arrow]'") from error

ROW_GROUP = 50_000  # rows, which are in memory while the file is written
# what pyarrow raises for bytes that are no Parquet; the OSError has no number, and no file
DAMAGED = (pa.ArrowException, OSError, UnicodeDecodeError)
PIECE = 1 << 20  # bytes of a file that are read at a time to identify it


def open_file(path: str | Path, name: str, column: str) -> tuple[Any, int]:
    """Open a file and return it with its number of rows. Raises FileError for what is no Parquet,
    or has no such column of texts.
    """
    try:
        file = pq.ParquetFile(path)
        schema = file.schema_arrow
        names = schema.names
    except DAMAGED as error:
        raise FileError(
            name, 0, f"not a Parquet file: {error}", "Write it again, or name another --input-format"
        ) from error
    if names.count(column) != 1:
        problem = "several columns are named" if column in names else "no column is named"
        raise FileError(
            name,
            0,
            f"{problem} {column!r}; there are {', '.join(map(repr, names))}",
            "Choose one by --column",
        )
    of = schema.field(column).type
    of = of.value_type if pa.types.is_dictionary(of) else of
    types = pa.types
    if not (
        types.is_string(of) or types.is_large_string(of) or types.is_string_view(of) or types.is_null(of)
    ):
        raise FileError(
            name,
            0,
            f"the column {column!r} holds {of}, not texts",
            "Choose another, or cast it to string first",
        )
    return file, file.metadata.num_rows


def chunks(file: Any, column: str, path: str | Path, name: str) -> Iterator[Chunk]:
    """Yield the rows of a file; the digest of each chunk is that of the whole file. Raises
    FileError, which calls it *name*, where it is damaged.
    """
    digest = 0
    with Path(path).open("rb") as stream:
        while piece := stream.read(PIECE):
            digest = crc32(piece, digest)
    done = 0
    batches = file.iter_batches(batch_size=CHUNK)
    while True:
        try:
            if (batch := next(batches, None)) is None:
                return
            batch.validate(full=True)
            names = batch.column(column).cast(pa.string()).to_pylist()
        except DAMAGED as error:
            told = str(error).rstrip(".")
            problem = f"its rows from {done + 1:,} on cannot be read: {told}"
            raise FileError(name, 0, problem, "Write the Parquet file again") from error
        done += len(batch)
        yield Chunk(rows=batch, names=names, digest=digest, position=done)


def with_added(file: Any, added: Sequence[str]) -> Any:
    """Return the schema of a file with the *added* columns last."""
    schema = file.schema_arrow
    for key, kind in _added_types(added).items():
        schema = schema.append(pa.field(key, kind))
    return schema


def message(chunk: Chunk, answers: Sequence[Row], schema: Any) -> bytes:
    """Return rows and answers as a message of an Arrow stream."""
    width = len(schema) - len(answers[0]) if answers else len(chunk.rows.schema)
    columns = list(zip(*answers, strict=True)) if answers else [()] * (len(schema) - width)
    arrays = [
        pa.array(values, field.type) for values, field in zip(columns, list(schema)[width:], strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(
        [*map(_plain, chunk.rows.columns, list(schema)), *arrays], schema=schema
    )
    return bytes(batch.serialize())


def head(schema: Any) -> bytes:
    """Return the message that an Arrow stream begins with."""
    return bytes(schema.serialize())


def write_stream(gathered: Path, target: BinaryIO) -> None:
    """Write an Arrow stream, which may lack its end, as Parquet."""
    with pa.OSFile(str(gathered)) as file, pa.ipc.open_stream(file) as stream:
        _write(stream, stream.schema, target)


def write_objects(
    gathered: Path, keys: Mapping[str, set[type]], added: Sequence[str], target: BinaryIO
) -> None:
    """Write JSON lines as Parquet.

    A column is `int64`, `double` or `bool` if all its values are such or null, else `string`: what
    has members, and what is of several types, is written as JSON writes it.
    """
    types = {key: _type(of) for key, of in keys.items()} | _added_types(added)
    schema = pa.schema(list(types.items()))
    _write(_batches(gathered, schema), schema, target)


def without_dictionaries(schema: Any) -> Any:
    """Return *schema* with the values instead of dictionaries of them, which differ from batch to
    batch.
    """
    return pa.schema([_plain_field(field) for field in schema], schema.metadata)


def _plain_field(field: Any) -> Any:
    return field.with_type(_plain_type(field.type))


def _plain_type(of: Any) -> Any:
    """Return the type *of* values without dictionaries, those inside lists and structs, too."""
    types = pa.types
    if types.is_dictionary(of):
        return _plain_type(of.value_type)
    if types.is_struct(of):
        return pa.struct([_plain_field(field) for field in of])
    if types.is_map(of):
        return pa.map_(_plain_type(of.key_type), _plain_field(of.item_field), of.keys_sorted)
    if types.is_fixed_size_list(of):
        return pa.list_(_plain_field(of.value_field), of.list_size)
    if types.is_large_list(of):
        return pa.large_list(_plain_field(of.value_field))
    return pa.list_(_plain_field(of.value_field)) if types.is_list(of) else of


def _plain(array: Any, field: Any) -> Any:
    return array.cast(field.type) if array.type != field.type else array


def _added_types(added: Sequence[str]) -> dict[str, Any]:
    return {key: pa.float64() if key.endswith("score") else pa.string() for key in added}


def _batches(gathered: Path, schema: Any) -> Iterator[Any]:
    rows: list[dict[str, Any]] = []
    with gathered.open("rb") as file:
        for line in file:
            rows.append(json.loads(line))
            if len(rows) >= ROW_GROUP:
                yield _batch(rows, schema)
                rows.clear()
    yield _batch(rows, schema)


def _batch(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:
    arrays = []
    for field in schema:
        values = [row.get(field.name) for row in rows]
        if field.type == pa.string():
            values = [None if value is None else as_text(value) for value in values]
        arrays.append(pa.array(values, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _type(of: set[type]) -> Any:
    kinds = of - {type(None)}
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds in ({float}, {float, int}) else pa.string()


def _write(batches: Iterator[Any], schema: Any, target: BinaryIO) -> None:
    """Write batches as row groups of `ROW_GROUP` rows, whatever their own size."""
    with pq.ParquetWriter(target, schema) as writer:
        kept: list[Any] = []
        rows = 0
        for batch in batches:
            kept.append(batch)
            rows += len(batch)
            if rows >= ROW_GROUP:
                writer.write_table(pa.Table.from_batches(kept, schema), row_group_size=rows)
                kept, rows = [], 0
        if rows:
            writer.write_table(pa.Table.from_batches(kept, schema), row_group_size=rows)
