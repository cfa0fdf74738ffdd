"""A file of rows in, the same rows with their answers out, a chunk at a time.

Memory does not grow with the file, and an interruption costs one chunk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, BinaryIO
from zlib import crc32

from translit.errors import FileError
from translit.files import checkpoint
from translit.files.answers import open_answers
from translit.files.ending import encoding_of, finish, is_streamed
from translit.files.job import Job, Source, open_source
from translit.files.outputs import Outputs, open_outputs
from translit.files.summary import Summary
from translit.normalizer import Normalizer
from translit.rows.rejects import HEAD, rejected_lines

# called with the position in the input, its size if known, and what came of its rows so far
OnChunk = Callable[[int, int | None, Summary], None]


def normalize_file(
    job: Job,
    n: Normalizer,
    *,
    workers: int | None = 1,
    resume: bool = False,
    on_chunk: OnChunk = lambda *_: None,
) -> Summary:
    """Answer the names in a column of a file and write all its rows with the answers; return what
    came of them. *workers* processes share the work; for None as many as pay.

    The output appears whole or not at all. *resume*: go on where an earlier run of the same job
    ended, whatever ended it; the output is then, byte for byte, that of a run that nothing
    interrupted. Raises FileError for what cannot be read or written, and for a row that cannot be
    read unless the job names a file for such.
    """
    with open_source(job) as source, open_outputs(job) as outputs:
        made_by = _made_by(job, source, n)
        state = checkpoint.read_state(outputs.target) if resume and outputs.stream is None else None
        if state is not None:
            _check_same(job, outputs, made_by, state)
            state = state if _is_whole(outputs, state) else None
        if state is None:
            checkpoint.forget(outputs.target)
            state = _beginning(made_by)
        summary = Summary.from_dict(state["summary"])
        summary.guessed_encoding = source.layout.encoding if source.layout.is_guessed else None
        _gather(job, source, n, outputs, state, summary, workers, on_chunk)
        finish(job, source, outputs, state)
        return summary


def _made_by(job: Job, source: Source, n: Normalizer) -> dict[str, Any]:
    """Return what a run must have in common with an earlier one to go on with it."""
    return {
        "format": 2,
        "column": job.column,
        "columns": list(source.columns),
        "input format": f"{source.layout}",
        "output format": job.output_format.value,
        "prefix": job.prefix,
        "safe csv": job.safe_csv,
        "kind": job.kind and job.kind.value,
        "country": job.country,
        "kind column": job.kind_column,
        "country column": job.country_column,
        "customer column": job.customer_column,
        "cleared": f"{crc32(repr(sorted(n.cleared.items())).encode()):08x}",
        "when": job.when,
        "when column": job.when_column,
        "fields": list(job.fields),
        "table": n.table_version,
        "settings": f"{n.settings}",
    }


def _beginning(made_by: dict[str, Any]) -> checkpoint.State:
    """Return the state of a run that has done nothing; `output` is its last to be known."""
    return {
        "job": made_by,
        "chunks": 0,
        "digest": 0,
        "gathered": checkpoint.NOTHING,
        "rejects": checkpoint.NOTHING,
        "rejects file": None,
        "output": None,
        "summary": Summary().to_dict(),
    }


def _check_same(job: Job, outputs: Outputs, made_by: dict[str, Any], state: checkpoint.State) -> None:
    """Raise FileError if *state* is that of another job than one *made_by* the same."""
    problem = ""
    if state["job"] != made_by:
        differs = ", ".join(key for key in made_by if state["job"].get(key) != made_by[key])
        problem = f"what is there of it was made by another job ({differs})"
    elif state["rejects"]["size"] and state["rejects file"] != str(job.rejects):
        problem = f"rejected rows of the run to go on with are gathered for {state['rejects file']}"
        raise FileError(
            outputs.target, 0, problem, "Name the same file by --rejects, or begin anew, without --resume"
        )
    if problem:
        raise FileError(outputs.target, 0, problem, "Begin anew, without --resume")


def _is_whole(outputs: Outputs, state: checkpoint.State) -> bool:
    """Whether all that *state* says was written is there, in its place if the run was ending."""
    of = {outputs.target: ("gathered", "output")}
    if outputs.rejects is not None and state["rejects"]["size"]:
        of[outputs.rejects] = ("rejects", "rejects")
    return all(
        checkpoint.has_gathered(path, state[gathered])
        or (state["output"] is not None and checkpoint.is_in_place(path, state[final]))
        for path, (gathered, final) in of.items()
    )


def _gather(
    job: Job,
    source: Source,
    n: Normalizer,
    outputs: Outputs,
    state: checkpoint.State,
    summary: Summary,
    workers: int | None,
    on_chunk: OnChunk,
) -> None:
    """Write all rows, from where *state* says on, to the partial file of the target, and the
    rejected ones to that of the job's rejects; bring *state* and *summary* up to there.
    """
    head, encode = encoding_of(job, source)
    done, number = state["chunks"], 0
    with ExitStack() as stack:
        answer_names = stack.enter_context(
            open_answers(n, candidates=job.candidates, reason=job.reason, workers=workers)
        )
        partial = rejects = None
        if state["output"] is None:  # else all is gathered, and the input must be what it was
            partial, rejects = _open_partials(job, outputs, state, stack)
            if not done:
                partial.write(head)
        for number, chunk in enumerate(source.chunks, 1):
            if number <= done:
                if number == done and chunk.digest != state["digest"]:
                    raise _changed(job)
                continue
            if partial is None:
                raise _changed(job)
            if chunk.rejected and rejects is None:
                bad = chunk.rejected[0]
                remedy = "Mend the row, or let --rejects FILE take what cannot be read"
                raise FileError(job.name, bad.line, bad.reason, remedy)
            asked, unknown = job.asked.of(chunk, source.columns)
            summary.unknown_contexts += unknown
            answers = answer_names(asked)
            partial.write(encode(chunk, answers))
            if rejects is not None:
                rejects.write(rejected_lines(chunk.rejected, is_safe=job.safe_csv))
            summary.add(chunk, answers)
            if outputs.stream is not None:
                partial.flush()
            else:
                state |= {"chunks": number, "digest": chunk.digest, "summary": summary.to_dict()}
                state["gathered"] = checkpoint.written(partial)
                if outputs.rejects is not None and rejects is not None:
                    state |= {"rejects": checkpoint.written(rejects), "rejects file": str(job.rejects)}
                checkpoint.write_state(outputs.target, state)
            on_chunk(chunk.position, source.size, summary)
    if number < done:
        raise _changed(job)


def _open_partials(
    job: Job, outputs: Outputs, state: checkpoint.State, stack: ExitStack
) -> tuple[BinaryIO, BinaryIO | None]:
    """Return what rows are written to, and rejected ones, as *state* says that they were."""
    if outputs.stream is not None and is_streamed(job, outputs):
        partial = outputs.stream
    else:
        partial = stack.enter_context(checkpoint.open_partial(outputs.target, state["gathered"]["size"]))
    size = state["rejects"]["size"]
    rejects = outputs.rejects_stream
    if outputs.rejects is not None:
        rejects = stack.enter_context(checkpoint.open_partial(outputs.rejects, size))
    if rejects is not None and not size:
        rejects.write(HEAD)
    return partial, rejects


def _changed(job: Job) -> FileError:
    problem = "it is not what it was when the run was interrupted"
    return FileError(job.name, 0, problem, "Begin anew, without --resume")
