"""Tables: `translit build`, `translit import`, `translit show`, `translit check`."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from translit.atomic_write import atomic_write
from translit.cli.lists import COMPILED, ListOptions, compiled, is_sheet, open_tables
from translit.cli.options import (
    EnrichOption,
    ListColumnOption,
    ListKindOption,
    ListRejectsOption,
    OverlayOption,
    TablesOption,
)
from translit.cli.output import emit, fail, keep_apart, tell
from translit.errors import TableError
from translit.evidence import POSSIBLE_SCORE
from translit.index.box import BOX
from translit.index.store import builtin_folder
from translit.model import Alias, Entity
from translit.normalizer import Normalizer
from translit.tables.sources import check_paths

ROWS = ".jsonl"


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="LIST…", help="Your lists, in the order given.")],
    *,
    target: Annotated[Path, typer.Option("--output", "-o", metavar="INDEX.npz", help="The file to write.")],
    overlay: OverlayOption = None,
    table_column: ListColumnOption = None,
    table_kind: ListKindOption = None,
    table_rejects: ListRejectsOption = None,
    enrich: EnrichOption = None,
) -> None:
    """Compile your lists into one file, which --tables opens at once."""
    if target.suffix != COMPILED:
        fail(f"{target}: what is compiled ends in {COMPILED}, by which --tables knows it")
    require_folder(target)
    keep_apart([*paths, *(overlay or ()), target], [table_rejects])
    options = ListOptions.of(table_column, table_kind, table_rejects, overlay, enrich)
    n = compiled(paths, options, is_told=True)
    n.save(target)
    if n.cleared:
        tell(f"{len(n.cleared):,} customers are cleared by the overlay: give it again")
    tell(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def require_folder(target: Path) -> None:
    """End the program where the folder of a file to write is missing."""
    folder = Path(os.path.realpath(target)).parent
    if not folder.is_dir():
        fail(f"{target}: there is no folder {folder}")


def import_list(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="ofac, un, eu, ftm, ror, geonames or wikidata.")
    ],
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="As published; .gz, .bz2, .zip are unpacked.")
    ],
    *,
    target: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="TABLE",
            help="The table to write, for --tables: compiled (.npz), or rows to look through (.jsonl).",
        ),
    ],
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Takes the records that cannot be read, with line and reason."),
    ] = None,
) -> None:
    """Read a list as it is published (sanctions, registers, gazetteers) into a table.

    Every name says which list and record it is from.
    """
    from translit.published.lists import LISTS, read_list
    from translit.tables.as_rows import as_lines

    if target.suffix not in (COMPILED, ROWS):
        fail(f"{target}: a table ends in {COMPILED} (compiled) or {ROWS} (rows)")
    require_folder(target)
    keep_apart(paths, [target, rejects])
    if target.suffix == COMPILED:
        n = Normalizer.from_list(kind, *paths, rejects=rejects, progress=True)
        n.save(target)
        report = n.table_report
    else:
        entities, report = read_list(kind, paths, BOX.vocabulary.lexicon, rejects=rejects)
        with atomic_write(target) as file:
            file.writelines(as_lines(entities))
    tell(str(report))
    tell(f"{target}: {target.stat().st_size / 1e6:.1f} MB; {LISTS[kind].licence}")


def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="An entity's id.")],
    *,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Show an entity: its names, and what is and is not it."""
    n = open_tables(tables, ListOptions.of(overlays=overlay))
    entity = n.entity(identifier)
    if entity is None:
        fail(f"no entity has the id {identifier!r}" + suggested(n, identifier))
    emit(described(entity))


def suggested(n: Normalizer, name: str) -> str:
    """Return, as the end of a message, the ids that *name* may mean: of those who are called so,
    else those that are written alike.
    """
    likely = [of.entity for of in n.normalize(name).candidates if of.score >= POSSIBLE_SCORE]
    if likely and "/" not in name:
        ids = [f"{entity.id} ({entity.name})" for entity in likely[:3]]
        return f"; by the name it is {' or '.join(ids)}"
    near = difflib.get_close_matches(name, [entity.id for entity in n.entities()], 3)
    return f"; near: {', '.join(near)}" if near else ""


def described(entity: Entity) -> Iterator[str]:
    yield f"{entity.name}\n  id: {entity.id}\n  kind: {entity.kind}"
    if entity.country:
        yield f"  country: {entity.country}"
    if entity.since or entity.until:
        yield f"  existed: {', '.join(dates_of(entity))}"
    for alias in entity.listed()[1:]:
        weak = "weak" if alias.is_weak else None
        about = ", ".join(filter(None, [alias.lang, weak, *dates_of(alias), alias.source]))
        yield f"  alias: {alias.text}" + (f" ({about})" if about else "")
    yield from (f"  not: {text}" for text in entity.excluded)
    yield from (
        f"  {label}: {value}" for label in ("wikidata", "note", "source") if (value := getattr(entity, label))
    )


def dates_of(of: Entity | Alias) -> list[str]:
    """Return in words since when and until when an entity existed or a name was used."""
    return [f"{word} {date}" for word, date in (("since", of.since), ("until", of.until)) if date]


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tables or folders; without any, the tables in the box.")
    ] = None,
    *,
    alone: Annotated[
        bool, typer.Option("--alone", help="Hold your tables neither against the box nor against strangers.")
    ] = False,
) -> None:
    """Check tables and report every problem with file, line and remedy.

    Of tables that you name it is noted, too, which names are read as those of somebody in the box,
    in any script, and which given names, cities and ordinary words they attract. A note is no
    problem.
    """
    for path in paths or ():
        if path.suffix == COMPILED:
            fail(f"{path}: it is compiled; check the list that it was made from")
        if path.is_file() and is_sheet(path):
            fail(
                f"{path}: check reads lists in YAML. "
                f"Of a list of rows, `translit build {path} -o list{COMPILED}` tells what is wrong"
            )
    try:
        summary, located = check_paths(paths or [builtin_folder()])
    except TableError as error:
        emit(map(str, error.problems))
        fail(f"{len(error.problems)} problem{'s' if len(error.problems) > 1 else ''}", 1)
    emit([summary])
    if paths and located and not alone:
        from translit.curation.collisions import collisions
        from translit.curation.strangers import attracted, strangers

        box = Normalizer.builtin()
        ids = {of.entity.id for of in located}
        others = box.remove([identifier for identifier in ids if identifier in box])
        notes = [
            *collisions(located, others),
            *attracted(
                located,
                others.add([of.entity for of in located]),
                strangers(builtin_folder()),
                progress=True,
            ),
        ]
        emit(map(str, notes))
        if notes:
            tell(f"{len(notes)} note{'s' if len(notes) > 1 else ''}")
