"""The form in which rows are gathered, and the end of a run: they become the output, step by step.

A run that dies at any step goes on with `--resume`, and ends in the same bytes.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from translit.atomic_write import replace_atomically
from translit.files import checkpoint, writing
from translit.files.job import Job, Source
from translit.files.outputs import Outputs
from translit.rows.formats import Format, Layout


def layout_out(job: Job, source: Source) -> Layout:
    """Return how rows are written: as they were read if that is the same format, but in UTF-8."""
    if job.output_format is source.layout.format:
        return replace(source.layout, encoding="utf-8", is_safe=job.safe_csv)
    delimiter = "\t" if job.output_format is Format.TSV else ","
    return Layout(job.output_format, delimiter=delimiter, is_safe=job.safe_csv)


def needs_all_rows(job: Job) -> bool:
    """Whether all rows must be read to know columns and types; they are gathered as JSON lines."""
    if job.input_format is Format.JSONL:
        return job.output_format is not Format.JSONL
    return job.output_format is Format.PARQUET and job.input_format is not Format.PARQUET


def is_streamed(job: Job, outputs: Outputs) -> bool:
    """Whether the rows can go to where they are written into as they come."""
    return outputs.stream is not None and job.output_format is not Format.PARQUET and not needs_all_rows(job)


def encoding_of(job: Job, source: Source) -> tuple[bytes, writing.Encode]:
    """Return what the gathered rows begin with, and what writes a chunk of them."""
    if job.output_format is Format.PARQUET and source.schema is not None:
        from translit.files import parquet

        return parquet.head(source.schema), lambda chunk, answers: parquet.message(
            chunk, answers, source.schema
        )
    layout = Layout(Format.JSONL) if needs_all_rows(job) else layout_out(job, source)
    encode = writing.encoder(job.input_format, layout, source.columns, job.added_columns)
    return b"" if layout.format is Format.JSONL else writing.delimited(
        [[*source.columns, *job.added_columns]], layout
    ), encode


def finish(job: Job, source: Source, outputs: Outputs, reached: checkpoint.State) -> None:
    """Turn the gathered rows into the output, and put it and the rejected rows in their places.

    Before anything takes its place, the state says which file will be the output.
    """
    target, stream = outputs.target, outputs.stream
    if stream is not None:
        if not is_streamed(job, outputs):
            with _whole(job, source, target).open("rb") as file:
                shutil.copyfileobj(file, stream)
        stream.flush()
    elif reached["output"] is None or not checkpoint.is_in_place(target, reached["output"]):
        whole = _whole(job, source, target)
        reached["output"] = checkpoint.described(whole)
        checkpoint.write_state(target, reached)
        _take_place(outputs.rejects)
        replace_atomically(whole, target)
    if stream is not None:
        _take_place(outputs.rejects)
    checkpoint.discard(*outputs.files, *([target] if stream is not None else ()))


def _take_place(rejects: Path | None) -> None:
    """Put the rejected rows in their place, where that has not been done."""
    if rejects is not None and (gathered := checkpoint.partial_path(rejects)).exists():
        replace_atomically(gathered, rejects)


def _whole(job: Job, source: Source, target: Path) -> Path:
    """Return the file with all rows as the output has them: the gathered ones if they are so."""
    partial, unfinished = checkpoint.partial_path(target), checkpoint.unfinished_path(target)
    if source.schema is not None and job.output_format is Format.PARQUET:
        from translit.files import parquet

        with unfinished.open("wb") as stream:
            parquet.write_stream(partial, stream)
            checkpoint.synced(stream)
        return unfinished
    if not needs_all_rows(job):
        return partial
    keys = writing.keys_of(partial, source.columns, job.added_columns)
    with unfinished.open("wb") as stream:
        if job.output_format is Format.PARQUET:
            from translit.files import parquet

            parquet.write_objects(partial, keys, job.added_columns, stream)
        else:
            writing.write_delimited(partial, keys, job.added_columns, layout_out(job, source), stream)
        checkpoint.synced(stream)
    return unfinished
