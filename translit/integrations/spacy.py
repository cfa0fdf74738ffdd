"""spaCy: `nlp.add_pipe("translit")` links the named entities of a document to the entities of a
table.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from translit import Kind, Match, Mention, Normalizer, Settings, Status
from translit.integrations.spacy_bytes import pack, unpack

try:
    import srsly
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ImportError as error:
    raise ImportError(
        "translit.integrations.spacy needs spacy: pip install 'translit-names[spacy]'"
    ) from error

TABLE_FILE = "table.npz"  # in the component's folder of a saved pipeline
# of OntoNotes, which spaCy's English pipelines have
LABELS = {"person": "PERSON", "place": "GPE", "org": "ORG"}
LINKS = {"PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org"}
DEFAULTS: dict[str, Any] = {
    "table": None,
    "mode": "balanced",
    "limit": 10,
    "labels": LABELS,
    "links": LINKS,
    "find": True,
    "ambiguous": True,
    "alignment_mode": "strict",
}


@Language.factory(
    "translit",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "token.ent_kb_id", "span._.translit"],
    default_config=DEFAULTS,
)
def create(
    nlp: Language,
    name: str,
    table: str | None,
    mode: str,
    limit: int,
    labels: dict[str, str],
    links: dict[str, str],
    find: bool,
    ambiguous: bool,
    alignment_mode: str,
) -> Linker:
    """Return the component that `nlp.add_pipe("translit", config={…})` puts into a pipeline;
    `Linker` says what each setting does.
    """
    return Linker(
        table,
        mode=mode,
        limit=limit,
        labels=labels,
        links=links,
        find=find,
        ambiguous=ambiguous,
        alignment_mode=alignment_mode,
    )


class Linker:
    """Sets `kb_id_` and `span._.translit` on the entities of a document, and adds the names that
    nobody found before.

    - *table*: a file that `Normalizer.save` wrote, or YAML; None is the tables in the box. *mode*,
      *limit*: see `Settings`.
    - *links*: which kind an entity with a label is of. An entity with another label stays as it is.
    - *find*: add the names that the table finds by itself where no entity stands; *labels*: the
      label of each kind; *ambiguous*: add those, too, of which is not clear whom they mean. They
      have no `kb_id_`.
    - *alignment_mode*: what becomes of a name that begins or ends inside a token: "strict" leaves
      it out, with a warning; "expand" takes the whole token, "contract" only the tokens that lie
      inside; see spaCy's `Doc.char_span`.

    Raises ValueError for an unknown kind, mode or alignment mode. A table that does not exist is no
    error before the first document: a saved pipeline brings its own.
    """

    def __init__(
        self,
        table: str | None = None,
        *,
        mode: str = "balanced",
        limit: int = 10,
        labels: Mapping[str, str] = LABELS,
        links: Mapping[str, str] = LINKS,
        find: bool = True,
        ambiguous: bool = True,
        alignment_mode: str = "strict",
    ) -> None:
        if alignment_mode not in ("strict", "expand", "contract"):
            raise ValueError(f"alignment_mode must be strict, expand or contract, not {alignment_mode!r}")
        self.settings = Settings(limit=limit, mode=mode)
        self.table = table
        self.labels = LABELS | {_kind(kind).value: label for kind, label in labels.items()}
        self.links = {label: _kind(kind) for label, kind in links.items()}
        self.find = find
        self.ambiguous = ambiguous
        self.alignment_mode = alignment_mode
        self._normalizer = _open(table, self.settings) if table is None or Path(table).exists() else None
        if not Span.has_extension("translit"):
            Span.set_extension("translit", default=None)

    def __reduce__(self) -> tuple[Callable[..., Linker], tuple[object, ...]]:
        """Pickle the settings and the path of the table: another process opens it again."""
        options = {
            "mode": self.settings.mode,
            "limit": self.settings.limit,
            "labels": self.labels,
            "links": {label: kind.value for label, kind in self.links.items()},
            "find": self.find,
            "ambiguous": self.ambiguous,
            "alignment_mode": self.alignment_mode,
        }
        return _again, (self.table, options)

    @property
    def normalizer(self) -> Normalizer:
        """What answers. Raises FormatError for a table that is not there, damaged or of another
        format.
        """
        if self._normalizer is None:
            self._normalizer = _open(self.table, self.settings)
        return self._normalizer

    def __call__(self, doc: Doc) -> Doc:
        """Link the entities of *doc* and add names, in place."""
        mentions = self.normalizer.find(doc.text)
        spans = [self._linked(entity, mentions) for entity in doc.ents]
        taken = {token for span in spans for token in range(span.start, span.end)}
        outside: list[Mention] = []
        for mention in mentions if self.find else ():
            if mention.status is Status.UNMATCHED or (
                mention.status is Status.AMBIGUOUS and not self.ambiguous
            ):
                continue
            span = doc.char_span(
                mention.start,
                mention.end,
                label=self.labels[mention.match.candidates[0].entity.kind],
                kb_id=mention.id or "",
                alignment_mode=self.alignment_mode,
            )
            if span is None:
                outside.append(mention)
            elif taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                span._.translit = mention.match
                spans.append(span)
        doc.set_ents(spans)
        if outside:
            warnings.warn(_misaligned(outside), stacklevel=2)
        return doc

    def _linked(self, entity: Span, mentions: Iterable[Mention]) -> Span:
        """Return *entity* with the id of whom it means; its label, and an id that it has, stay."""
        kind = self.links.get(entity.label_)
        if kind is None:
            return entity
        match = self._match(entity, kind, mentions)
        linked = Span(
            entity.doc,
            entity.start,
            entity.end,
            label=entity.label,
            kb_id=entity.kb_id_ or match.id or "",
            span_id=entity.id,
        )
        linked._.translit = match
        return linked

    def _match(self, entity: Span, kind: Kind, mentions: Iterable[Mention]) -> Match:
        """Return whom an entity means: what the whole document says goes before what the name alone
        says.
        """
        start, end = entity.start_char, entity.end_char
        near = [m for m in mentions if m and m.start < end and start < m.end]
        for mention in near:
            is_same = (mention.start, mention.end) == (start, end)
            if is_same or (mention.start <= start and end <= mention.end and _is(mention, kind)):
                return mention.match
        alone = self.normalizer.normalize(entity.text, kind=kind)
        # "Mr. Reznikov", "Putin's"; but "Kiev Airport" is not Kiev
        if not alone and kind is Kind.PERSON:
            inside = [m for m in near if start <= m.start and m.end <= end and _is(m, kind)]
            return inside[0].match if len(inside) == 1 else alone
        return alone

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the table beside the pipeline's settings, unless it is the one in the box or
        *exclude* has "table".
        """
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.table is None or "table" in exclude:
            return
        if Path(self.table).suffix == ".npz":
            target = folder / TABLE_FILE
            if not target.exists() or not target.samefile(self.table):
                # with its time of change, by which an unchanged file is known
                shutil.copy2(self.table, target)
        else:
            _open(self.table, self.settings).save(folder / TABLE_FILE)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Linker:
        """Take the table that `to_disk` wrote, if it wrote one."""
        table = Path(path) / TABLE_FILE
        if table.exists() and "table" not in exclude:
            self.table = str(table.absolute())
            self._normalizer = _open(self.table, self.settings)
        return self


def _again(table: str | None, options: dict[str, Any]) -> Linker:
    return Linker(table, **options)


def _open(table: str | None, settings: Settings) -> Normalizer:
    if table is None:
        return Normalizer.builtin(settings=settings)
    path = Path(table)
    if path.is_dir() or path.suffix in (".yaml", ".yml"):
        return Normalizer.from_yaml(path, settings=settings)
    return Normalizer.open(path, settings=settings)


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise ValueError(
            f"kind must be one of {', '.join(Kind)}, not {kind!r}: see labels and links"
        ) from None


def _is(mention: Mention, kind: Kind) -> bool:
    return mention.entity is not None and mention.entity.kind is kind


def _misaligned(mentions: list[Mention]) -> str:
    shown = ", ".join(repr(mention.surface) for mention in mentions[:3]) + (" …" if mentions[3:] else "")
    return (
        f"translit: names that begin or end inside a token are left out: {shown}. "
        "Use a tokenizer of the text's language, or alignment_mode='expand'"
    )


srsly.msgpack_encoders.register("translit", func=pack)
srsly.msgpack_decoders.register("translit", func=unpack)
