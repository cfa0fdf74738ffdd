"""The list that a command asks: the tables in the box, or your own, of any form and several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translit.cli.output import fail, tell
from translit.model import Entity, Kind
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings
from translit.tables.layers import Layers

COMPILED = ".npz"  # what `save` and `translit build` write
YAML = (".yaml", ".yml")
BOX_NAME = "box"  # as --enrich calls the tables in the box


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How rows of a list are read, where its columns do not tell."""

    columns: Mapping[str, str]
    kind: Kind | None = None
    rejects: Path | None = None
    overlays: Sequence[Path] = ()
    enrich: str | None = None  # by the tables in the box, or the list of that path

    @classmethod
    def of(
        cls,
        columns: Sequence[str] | None = None,
        kind: Kind | None = None,
        rejects: Path | None = None,
        overlays: Sequence[Path] | None = None,
        enrich: str | None = None,
    ) -> ListOptions:
        """Return the options as the command line gives them; a column is "field=column"."""
        pairs = [given.partition("=") for given in columns or ()]
        if wrong := ["".join(pair) for pair in pairs if not all(pair)]:
            fail(f"--table-column takes FIELD=COLUMN, such as name=Full_Name, not {wrong[0]!r}")
        return cls(
            {field.strip(): column.strip() for field, _, column in pairs},
            kind,
            rejects,
            overlays or (),
            enrich,
        )


def open_tables(
    paths: Sequence[Path] | None, options: ListOptions | None = None, settings: Settings | None = None
) -> Normalizer:
    """Return a normalizer over the lists that `--tables` names, else over the tables in the box.

    What is notable about a list of rows goes to standard error.
    """
    options = options or ListOptions.of()
    if options.enrich is not None and paths:
        return compiled(paths, options, settings=settings)
    if options.enrich is not None:
        fail("--enrich gives your own list more names: name it by --tables")
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
    from translit.has_layers import pairs_in
    from translit.parallel.progress import progress_bar
    from translit.tables.overlay import read_overlay

    layers = Layers()
    for path in paths:
        source = path.name if len(paths) > 1 or options.overlays else None
        layers.add(_entities(path, options, is_told=is_told), source)
    if options.enrich is not None:
        layers = _enriched(layers, options.enrich)
    overlays = [read_overlay(overlay) for overlay in options.overlays]
    for overlay in overlays:
        layers.correct(overlay)
    entities = list(layers)
    with progress_bar(len(entities), unit="entities", is_wanted=True) as on_progress:

        def counted() -> Iterable[Entity]:
            for number, entity in enumerate(entities, 1):
                yield entity
                on_progress(number)

        return Normalizer.from_entities(counted(), settings=settings).clearing(pairs_in(overlays))


def _enriched(layers: Layers, enrich: str) -> Layers:
    """Return the lists with names of another one, and say how many entities have more by it."""
    from translit.resolve.enrich import ENRICHED

    other = Normalizer.builtin() if enrich == BOX_NAME else open_tables([Path(enrich)])
    entities = list(other.enrich(layers))
    count = sum(
        any(alias.source is not None and alias.source.startswith(ENRICHED) for alias in entity.aliases)
        for entity in entities
    )
    tell(f"{count:,} of {len(entities):,} entities have more names by {enrich}")
    return Layers(entities)


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
            tell("\n".join(report.lines()))
        yield from entities
