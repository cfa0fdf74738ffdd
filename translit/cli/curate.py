"""The work of who keeps a list: `translit review`, `translit suggest`, `translit evaluate`."""

from __future__ import annotations

import csv
import getpass
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from translit.atomic_write import atomic_write
from translit.cli.lists import ListOptions, open_tables
from translit.cli.options import OverlayOption, TablesOption
from translit.cli.output import emit, fail, keep_apart, table_of, tell, tsv_line
from translit.cli.text import read, sources
from translit.curation import queue, suggest
from translit.curation.decisions import Decisions
from translit.curation.gold import WRONG, Outcome, curve, judge, read_gold, threshold_for
from translit.normalizer import Normalizer
from translit.visible import visible

ColumnOption = Annotated[str, typer.Option(help="The column that holds the names.")]
HELP = "number or id: it is this one; n: none of them; s: later; u: undo; q: end"


def review(
    given: Annotated[Path, typer.Argument(metavar="FILE", help="What translit normalize --input wrote.")],
    *,
    column: ColumnOption,
    decided: Annotated[
        Path, typer.Option("--decisions", metavar="FILE.yaml", help="The overlay that keeps decisions.")
    ],
    to_fill: Annotated[
        Path | None,
        typer.Option(
            "--review", metavar="FILE.csv", help="A file to fill in: written if it is not there, else read."
        ),
    ] = None,
    customer_column: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN", help="Says whose name it is: decide of each customer whom the list may name."
        ),
    ] = None,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    by: Annotated[str | None, typer.Option(help="Who decides; else the user's name.")] = None,
) -> None:
    """Decide the names of a file that are unknown or not clear, the most frequent first.

    With --customer-column: the customers whom the list names or may name.
    """
    sources([given])
    keep_apart([given, *(tables or ())], [decided, to_fill])
    if not decided.absolute().parent.is_dir():
        fail(f"{decided}: there is no folder {decided.absolute().parent}")
    today = date.today().isoformat()
    decisions = Decisions(decided, by=by or getpass.getuser(), date=today, origin=given.name)
    overlays = [*(overlay or ()), *([decided] if decided.exists() else ())]
    n = open_tables(tables, ListOptions.of(overlays=overlays))
    if to_fill is not None and to_fill.exists():
        count = queue.apply_filled(to_fill, n, decisions)
        if count:
            decisions.save()
            tell(noted(count, decided))
        else:
            tell(f"no new decision in {to_fill}: fill in its first column, or delete it to begin anew")
        return
    if customer_column is None:
        names = queue.open_names(queue.read_names(given, column), n, decisions)
    else:
        names = queue.open_customers(queue.read_customers(given, column, customer_column), n, decisions)
    if to_fill is not None:
        written = io.StringIO()
        writer = csv.DictWriter(written, queue.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(queue.as_rows(names))
        with atomic_write(to_fill) as file:
            file.write(written.getvalue().encode())
        many = "name" if len(names) == 1 else "names"
        tell(f"{len(names)} {many} to decide in {to_fill}: fill in its first column")
        return
    if not names:
        tell(f"{given}: no name is left to decide")
        return
    count = decide_each(names, n, decisions, ask=input, tell=lambda text: print(visible(text)))
    tell(noted(count, decided) if count else "nothing was decided")


def noted(count: int, decided: Path) -> str:
    """Say how many decisions were noted, and how they are used."""
    many = "decision" if count == 1 else "decisions"
    return f"{count} {many} in {decided}; answer again with --overlay {decided}"


def decide_each(
    names: list[queue.Open],
    n: Normalizer,
    decisions: Decisions,
    *,
    ask: Callable[[str], str],
    tell: Callable[[str], object],
) -> int:
    """Ask for a decision of each name, note it at once, and return how many were made.

    An end of input ends it as "q" does.
    """
    at, made = 0, list[int]()
    tell(HELP)
    while True:
        try:
            if at < len(names):
                show(names[at], f"[{at + 1}/{len(names)}]", tell)
                text = ask("? ").strip()
            else:
                text = ask("\nThat was the last; u: undo, Enter: end ").strip() or "q"
        except EOFError:
            tell("")  # ends the line of the question
            break
        if text == "q" or (at == len(names) and text != "u"):
            break
        if text == "u":
            if made and decisions.undo():
                decisions.save()
                at = made.pop()
            else:
                tell("nothing to undo")
        elif text == "s":
            at += 1
        elif is_decided(text, names[at], n, decisions, tell):
            decisions.save()
            made.append(at)
            at += 1
    return len(made)


def show(name: queue.Open, place: str, tell: Callable[[str], object]) -> None:
    """Show a name that is to be decided, with its candidates and the reason."""
    others = [spelling for spelling in name.spellings if spelling != name.name]
    about = "; ".join([f"{name.rows} row{'s' if name.rows > 1 else ''}", *others])
    whose = "" if name.customer is None else f"{name.customer}: "
    tell(f"\n{place} {whose}{name.name}  ({about})")
    for number, candidate in enumerate(name.candidates, 1):
        tell(f"  {number}  {queue.described(candidate)}")
    tell(f"     {name.match.reason}")


def is_decided(
    text: str, name: queue.Open, n: Normalizer, decisions: Decisions, tell: Callable[[str], object]
) -> bool:
    """Whether *text* decides the name; what decides nothing is said."""
    listed = [queue.Listed(candidate.entity.id, candidate.score) for candidate in name.candidates]
    try:
        if queue.decide(text, name.name, listed, n, decisions, name.customer):
            return True
        tell(HELP)
    except ValueError as error:
        tell(f"{error}. {HELP}")
    return False


def suggest_names(
    given: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Texts, or with --column a file of rows.")
    ],
    *,
    column: Annotated[
        str | None, typer.Option(help="The column that holds names, of a file of rows.")
    ] = None,
    least: Annotated[int, typer.Option("--least", min=1, help="How often a spelling must be there.")] = 1,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Suggest names that the list lacks: new spellings of its own, and names of nobody."""
    paths = sources(given)
    n = open_tables(tables, ListOptions.of(overlays=overlay))
    if column is not None:
        counts: Counter[str] = Counter()
        for path in given:
            counts += queue.read_names(path, column)
        found = suggest.of_names(counts, n, least)
    else:
        found = suggest.of_texts(_texts(paths), n, least)
    lines = [tsv_line("spelling", "count", "id", "name", "score", "status", "context")]
    for each in found:
        of = each.candidate
        who = (None, None, None) if of is None else (of.entity.id, of.entity.name, f"{of.score:.2f}")
        lines.append(tsv_line(each.spelling, each.rows, *who, each.status.value, each.context))
    emit(lines)


def _texts(paths: list[Path | None]) -> list[str]:
    texts = []
    for path in paths:
        with read(path) as (pieces, _):
            texts.append("".join(block.text for block in pieces))
    return texts


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Names with the ids of who is meant.")],
    *,
    column: Annotated[str | None, typer.Option(help="The column of the names.")] = None,
    id_column: Annotated[str | None, typer.Option(help="The column of the ids; empty: nobody.")] = None,
    when_column: Annotated[
        str | None, typer.Option(help="The column of dates, when each name was written; else 'when'.")
    ] = None,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    precision: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="The share of answers that must be right.")
    ] = 0.99,
    picture: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw precision and recall over thresholds.")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write each name that is not right.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
) -> None:
    """Hold the answers against your own gold file: right, wrong, missed, and which threshold."""
    keep_apart([gold, *(tables or ()), *(overlay or ())], [picture, errors])
    columns = {field: name for field, name in (("name", column), ("id", id_column)) if name is not None}
    rows = read_gold(gold, columns, when_column)
    if not rows:
        fail(f"{gold}: it has no rows")
    n = open_tables(tables, ListOptions.of(overlays=overlay))
    judged = judge(rows, n, workers=workers, progress=True)
    counts = Counter(each.outcome for each in judged)
    shares = [
        (kind.value, f"{counts[kind]:,}", f"{100 * counts[kind] / len(rows):.1f} %") for kind in Outcome
    ]
    points = curve(judged)
    chosen = threshold_for(points, precision)
    lines = [table_of(("outcome", "names", "share"), [row for row in shares if row[1] != "0"])]
    if chosen is None:
        lines.append(f"no threshold has a precision of {precision:g} on these names")
    else:
        lines.append(
            f"--threshold {chosen.threshold:g}: {chosen.right} of {chosen.answered} answers right, precision "
            f"{chosen.precision:.3f} (at least {chosen.least_precision:.3f} in 95 of 100 such samples), "
            f"recall {chosen.recall:.3f}"
        )
    emit(lines, is_styled=True)
    if picture is not None:
        from translit.curation.curve import picture as drawn

        with atomic_write(picture) as file:
            file.write(drawn(points, chosen).encode())
    if errors is not None:
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(("outcome", "name", "expected", "answered", "score", "reason"))
        for each in judged:
            if each.outcome not in (Outcome.RIGHT, Outcome.NOBODY):
                expected, match = " | ".join(sorted(each.gold.ids)), each.match
                writer.writerow(
                    (
                        each.outcome,
                        each.gold.query,
                        expected,
                        match.id or "",
                        f"{match.score:.4f}",
                        match.reason,
                    )
                )
        with atomic_write(errors) as file:
            file.write(written.getvalue().encode())
    if any(counts[kind] for kind in WRONG):
        tell(f"{sum(counts[kind] for kind in WRONG)} answers are wrong")
