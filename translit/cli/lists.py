"""The list that a command asks: the tables in the box, or your own, of any form and several."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translit.cli.output import fail
from translit.model import Entity, Kind
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings

COMPILED = ".npz"  # what `save` and `translit build` write
YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How rows of a list are read, where its columns do not tell."""

    columns: Mapping[str, str]
    kind: Kind | None = None
    rejects: Path | None = None
    overlays: Sequence[Path] = ()

    @classmethod
    def of(
        cls,
        columns: Sequence[str] | None = None,
        kind: Kind | None = None,
        rejects: Path | None = None,
        overlays: Sequence[Path] | None = None,
    ) -> ListOptions:
        """Return the options as the command line gives them; a column is "field=column"."""
        pairs = [given.partition("=") for given in columns or ()]
        if wrong := ["".join(pair) for pair in pairs if not all(pair)]:
            fail(f"--table-column takes FIELD=COLUMN, such as name=Full_Name, not {wrong[0]!r}")
        return cls(
            {field.strip(): column.strip() for field, _, column in pairs}, kind, rejects, overlays or ()
        )


def open_tables(
    paths: Sequence[Path] | None, options: ListOptions | None = None, settings: Settings | None = None
) -> Normalizer:
    """Return a normalizer over the lists that `--tables` names, else over the tables in the box.

    What is notable about a list of rows goes to standard error.
    """
    options = options or ListOptions.of()
    if not paths:
        return Normalizer.builtin(settings=settings).with_overlay(*options.overlays)
    if len(paths) == 1 and paths[0].suffix == COMPILED:
        return Normalizer.open(paths[0], settings=settings).with_overlay(*options.overlays)
    if len(paths) == 1 and _is_yaml(paths[0]) and not options.overlays:
        return Normalizer.from_yaml(*paths, settings=settings)
    return compiled(paths, options, settings=settings)


def compiled(
    paths: Sequence[Path], options: ListOptions, *, settings: Settings | None = None, is_told: bool = False
) -> Normalizer:
    """Return a normalizer over several lists, later ones over earlier ones, with a progress bar.

    *is_told*: with a report of each on standard error even if nothing is notable.
    """
    from translit.parallel.progress import progress_bar
    from translit.tables.layers import Layers
    from translit.tables.overlay import read_overlay

    layers = Layers()
    for path in paths:
        source = path.name if len(paths) > 1 or options.overlays else None
        layers.add(_entities(path, options, is_told=is_told), source)
    for overlay in options.overlays:
        layers.correct(read_overlay(overlay))
    entities = list(layers)
    with progress_bar(len(entities), unit="entities", is_wanted=True) as on_progress:

        def counted() -> Iterable[Entity]:
            for number, entity in enumerate(entities, 1):
                yield entity
                on_progress(number)

        return Normalizer.from_entities(counted(), settings=settings)


def is_sheet(path: Path) -> bool:
    """Whether a list has rows and columns: neither YAML nor compiled."""
    return path.suffix != COMPILED and not _is_yaml(path)


def _is_yaml(path: Path) -> bool:
    return path.suffix in YAML or path.is_dir()


def _entities(path: Path, options: ListOptions, *, is_told: bool) -> Iterator[Entity]:
    if path.suffix == COMPILED:
        yield from Normalizer.open(path).entities()
    elif _is_yaml(path):
        from translit.tables.sources import entity_files, read_entities

        yield from (at.entity for at in read_entities(entity_files(path)))
    else:
        from translit.index.box import BOX
        from translit.tables.listed import read_table

        entities, report = read_table(
            path, BOX.vocabulary.lexicon, columns=options.columns, kind=options.kind, rejects=options.rejects
        )
        if is_told or report.is_notable:
            print("\n".join(report.lines()), file=sys.stderr)
        yield from entities
