"""A file of rows at the command line: `translit normalize --input`, its progress and summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from translit.cli.output import fail, fail_without_reader, tell
from translit.files.job import Job
from translit.files.outputs import can_resume
from translit.files.run import normalize_file
from translit.files.summary import Summary
from translit.files.writing import ESCAPES
from translit.model import Kind, country_of
from translit.normalizer import Normalizer
from translit.parallel.progress import progress_bar
from translit.periods import period_of
from translit.rows.formats import Format, format_of

PIPE = "-"
TOP = 10  # unknown names in the summary


def job_of(
    given: str,
    column: str | None,
    output: str | None,
    input_format: Format | None,
    output_format: Format | None,
    *,
    encoding: str | None,
    delimiter: str | None,
    prefix: str,
    kind: Kind | None,
    country: str | None,
    rejects: Path | None,
    candidates: int,
    reason: bool,
    kind_column: str | None,
    country_column: str | None,
    customer_column: str | None,
    when: str | None,
    when_column: str | None,
    safe_csv: bool,
) -> Job:
    """Return the job that the options describe; what does not go together ends the program."""
    if column is None:
        fail("--input needs --column: the name of the column that holds the names")
    if delimiter is not None:
        delimiter = {"\\t": "\t", "tab": "\t"}.get(delimiter, delimiter)
        if len(delimiter) != 1 or delimiter in '"\r\n':
            fail(f"--delimiter must be one character, \\t for a tab, not {delimiter!r}")
    source = None if given == PIPE else Path(given)
    target = None if output in (None, PIPE) else Path(str(output))
    if source is None and input_format is None:
        fail(f"--input - needs --input-format {'|'.join(Format)}")
    form = input_format or format_of(Path(given), "--input-format")
    form_out = output_format or (form if target is None else format_of(target, "--output-format"))
    if target is None and form_out is Format.PARQUET and sys.stdout.isatty():
        fail("Parquet is not for a terminal: name a file by --output, or another --output-format")
    if source is not None and not source.exists():
        fail(f"{source}: no such file")
    paths = [os.path.realpath(path) for path in (source, target, rejects) if path is not None]
    if len(set(paths)) < len(paths):
        fail("--input, --output and --rejects must be different files")
    return Job(
        source,
        target,
        column,
        form,
        form_out,
        encoding,
        delimiter,
        prefix,
        kind,
        country and country_of(country),
        rejects,
        candidates,
        reason,
        kind_column,
        country_column,
        customer_column,
        when and period_of(when).text,
        when_column,
        safe_csv,
    )


def run_job(job: Job, n: Normalizer, *, workers: int | None, resume: bool) -> None:
    """Do the job with a progress bar on standard error, and a summary there in the end."""
    is_resumable = can_resume(job.output)
    if resume and not is_resumable:
        fail("--resume needs --output FILE: a run that went to a pipe cannot be resumed")
    try:
        with progress_bar(None, unit="rows", is_wanted=True, quiet_seconds=0) as on_progress:

            def on_chunk(position: int, size: int | None, summary: Summary) -> None:
                on_progress(position, total=size, items=summary.rows)

            summary = normalize_file(job, n, workers=workers, resume=resume, on_chunk=on_chunk)
    except KeyboardInterrupt:
        if not is_resumable:
            fail("interrupted", 130)
        fail(
            f"interrupted; {job.output} is not written. "
            "The same command with --resume goes on where this run ended",
            130,
        )
    except BrokenPipeError:
        fail_without_reader()
    except OSError as error:
        if not is_resumable:
            fail(f"{error.filename or job.output or 'standard output'}: {error.strerror}")
        fail(
            f"{error.filename or job.output}: {error.strerror}; {job.output} is not written. "
            "Mend that and go on with --resume",
            1,
        )
    tell("\n".join(summary_lines(summary, job)))


def summary_lines(summary: Summary, job: Job) -> Iterator[str]:
    """Yield the lines of a summary."""
    share = 100 / max(1, summary.rows)
    yield f"{summary.rows:,} rows" + (f" in {job.output}" if job.output else "")
    for label in ("matched", "ambiguous", "unmatched"):
        count = getattr(summary, label)
        yield f"  {label:<10} {count:>10,}  {count * share:5.1f} %"
    if summary.nameless:
        yield f"  {'no name':<10} {summary.nameless:>10,}  {summary.nameless * share:5.1f} %"
    if summary.blank:
        yield f"  {summary.blank:,} blank line{'s' if summary.blank > 1 else ''} left out"
    if summary.unknown_contexts:
        yield f"  {summary.unknown_contexts:,} kinds, countries or dates are unknown and were not asked"
    if summary.guessed_encoding is not None:
        yield f"  the encoding of the input is not told, and taken for {summary.guessed_encoding}: "
        yield "  look at its names; --encoding says another"
    if summary.rejected:
        yield f"  {summary.rejected:,} malformed row{'s' if summary.rejected > 1 else ''} in {job.rejects}"
    top = summary.top(TOP)
    if top:
        yield "most frequent unknown names" + (" (counts are at least so many)" if summary.forgotten else "")
        yield from (f"  {count:>10,}  {name.translate(ESCAPES)}" for name, count in top)
