"""A file of rows in, the same rows with their answers out, a chunk at a time.

Memory does not grow with the file, and an interruption costs one chunk.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from translit.atomic_write import replace_atomically
from translit.errors import FileError
from translit.files import checkpoint, writing
from translit.files.answers import open_answers
from translit.files.job import Job, Source, open_source
from translit.files.summary import Summary
from translit.normalizer import Normalizer
from translit.rows.formats import Format, Layout
from translit.rows.reading import Rejected

REJECTS = Layout(Format.CSV)

# called with the position in the input, its size if known, and what came of its rows so far
OnChunk = Callable[[int, int | None, Summary], None]


def normalize_file(
    job: Job, n: Normalizer, *, workers: int = 1, resume: bool = False, on_chunk: OnChunk = lambda *_: None
) -> Summary:
    """Answer the names in a column of a file and write all its rows with the answers; return what
    came of them.

    The output appears whole or not at all. *resume*: go on where an earlier run of the same job
    ended, whatever ended it; the output is then, byte for byte, that of a run that nothing
    interrupted. Raises FileError for what cannot be read or written, and for a row that cannot be
    read unless the job names a file for such.
    """
    with ExitStack() as stack:
        target = job.output
        if target is None:
            target = Path(stack.enter_context(TemporaryDirectory(prefix="translit-"))) / "output"
        source = stack.enter_context(open_source(job))
        state = checkpoint.read_state(target) if resume else None
        made_by = _made_by(job, source, n)
        if state is not None and state["job"] != made_by:
            differs = ", ".join(key for key in made_by if state["job"].get(key) != made_by[key])
            raise FileError(
                target,
                0,
                f"what is there of it was made by another job ({differs})",
                "Begin anew, without --resume",
            )
        if state is not None and state["rejects"] and state["rejects file"] != str(job.rejects):
            problem = f"rejected rows of the run to go on with are gathered for {state['rejects file']}"
            raise FileError(
                target, 0, problem, "Name the same file by --rejects, or begin anew, without --resume"
            )
        summary = _gather(job, source, n, target, state, made_by, workers, on_chunk)
        _finish(job, source, target)
        return summary


def _made_by(job: Job, source: Source, n: Normalizer) -> dict[str, Any]:
    """Return what a run must have in common with an earlier one to go on with it."""
    return {
        "format": 1,
        "column": job.column,
        "columns": list(source.columns),
        "input format": f"{source.layout}",
        "output format": job.output_format.value,
        "prefix": job.prefix,
        "kind": job.kind and job.kind.value,
        "country": job.country,
        "table": n.table_version,
        "settings": f"{n.settings}",
    }


def _layout_out(job: Job, source: Source) -> Layout:
    """Return how rows are written: as they were read if that is the same format, but in UTF-8."""
    if job.output_format is source.layout.format:
        return replace(source.layout, encoding="utf-8")
    return Layout(job.output_format, delimiter="\t" if job.output_format is Format.TSV else ",")


def _needs_all_rows(job: Job) -> bool:
    """Whether all rows must be read to know columns and types; they are gathered as JSON lines."""
    if job.input_format is Format.JSONL:
        return job.output_format is not Format.JSONL
    return job.output_format is Format.PARQUET and job.input_format is not Format.PARQUET


def _is_streamed(job: Job) -> bool:
    """Whether the rows can go to standard output as they come."""
    return job.output is None and job.output_format is not Format.PARQUET and not _needs_all_rows(job)


def _encoding(job: Job, source: Source) -> tuple[bytes, writing.Encode]:
    """Return what the gathered rows begin with, and what writes a chunk of them."""
    if job.output_format is Format.PARQUET and source.schema is not None:
        from translit.files import parquet

        return parquet.head(source.schema), lambda chunk, answers: parquet.message(
            chunk, answers, source.schema
        )
    layout = Layout(Format.JSONL) if _needs_all_rows(job) else _layout_out(job, source)
    encode = writing.encoder(job.input_format, layout, source.columns, job.added_columns)
    return b"" if layout.format is Format.JSONL else writing.delimited(
        [[*source.columns, *job.added_columns]], layout
    ), encode


def _gather(
    job: Job,
    source: Source,
    n: Normalizer,
    target: Path,
    state: checkpoint.State | None,
    made_by: dict[str, Any],
    workers: int,
    on_chunk: OnChunk,
) -> Summary:
    """Write all rows, from where *state* says on, to the partial file of *target*, and the rejected
    ones to that of the job's rejects.
    """
    head, encode = _encoding(job, source)
    summary = Summary.from_dict(state["summary"]) if state else Summary()
    done = state["chunks"] if state else 0
    with ExitStack() as stack:
        size = state["size"] if state else 0
        partial = (
            sys.stdout.buffer
            if _is_streamed(job)
            else stack.enter_context(checkpoint.open_partial(target, size))
        )
        rejects = None if job.rejects is None else stack.enter_context(_rejects(job.rejects, state))
        if not state:
            partial.write(head)
        answer_names = stack.enter_context(
            open_answers(n, kind=job.kind, country=job.country, workers=workers)
        )
        for number, chunk in enumerate(source.chunks, 1):
            if number <= done:
                if number == done and state and chunk.digest != state["digest"]:
                    raise FileError(
                        job.name,
                        0,
                        "it is not what it was when the run was interrupted",
                        "Begin anew, without --resume",
                    )
                continue
            if chunk.rejected and rejects is None:
                bad = chunk.rejected[0]
                raise FileError(
                    job.name,
                    bad.line,
                    bad.reason,
                    "Mend the row, or let --rejects FILE take what cannot be read",
                )
            answers = answer_names(chunk.names)
            partial.write(encode(chunk, answers))
            if rejects is not None:
                rejects.write(_rejected(chunk.rejected))
            summary.add(chunk, answers)
            if job.output is None:
                partial.flush()
            else:
                rejected = 0 if rejects is None else checkpoint.synced(rejects)
                reached = {"job": made_by, "chunks": number, "digest": chunk.digest}
                reached |= {"size": checkpoint.synced(partial), "rejects": rejected}
                reached |= {"rejects file": str(job.rejects), "summary": summary.to_dict()}
                checkpoint.write_state(target, reached)
            on_chunk(chunk.position, source.size, summary)
    return summary


@contextmanager
def _rejects(path: Path, state: checkpoint.State | None) -> Iterator[BinaryIO]:
    """Yield the partial file of rejected rows, cut to what *state* says was in it."""
    size = state["rejects"] if state else 0
    with checkpoint.open_partial(path, size) as stream:
        if not size:
            stream.write(writing.delimited([("line", "reason", "row")], REJECTS))
        yield stream


def _rejected(rows: Sequence[Rejected]) -> bytes:
    return writing.delimited(((str(row.line), row.reason, row.text) for row in rows), REJECTS)


def _finish(job: Job, source: Source, target: Path) -> None:
    """Turn the gathered rows into the output, and put it and the rejected rows in their places."""
    partial = checkpoint.partial_path(target)
    unfinished = checkpoint.unfinished_path(target)
    if source.schema is not None and job.output_format is Format.PARQUET:
        from translit.files import parquet

        with unfinished.open("wb") as stream:
            parquet.write_stream(partial, stream)
    elif _needs_all_rows(job):
        keys = writing.keys_of(partial, source.columns, job.added_columns)
        with unfinished.open("wb") as stream:
            if job.output_format is Format.PARQUET:
                from translit.files import parquet

                parquet.write_objects(partial, keys, job.added_columns, stream)
            else:
                writing.write_delimited(partial, keys, job.added_columns, _layout_out(job, source), stream)
    else:
        unfinished = partial
    if job.rejects is not None:
        replace_atomically(checkpoint.partial_path(job.rejects), job.rejects)
    if _is_streamed(job):
        return
    if job.output is None:
        with unfinished.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    replace_atomically(unfinished, target)
    checkpoint.discard(target, *([job.rejects] if job.rejects else []))
