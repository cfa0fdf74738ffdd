"""A page that shows the names in texts: one HTML file, from texts and their `Mention`s alone."""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from translit.model import Entity, Kind
from translit.report.fragments import explanation, gloss, isolated, possible, safe
from translit.results import Mention, Status

BLANK_LINE = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")
FEW = 8  # links in a row; more wait behind a disclosure triangle
SHAPES = {"person": "person", "place": "place", "org": "organisation"}


@dataclass(frozen=True, slots=True)
class Document:
    """A text, what it is called, and the names found in it. Raises ValueError for a mention that is
    not in the text there.

    >>> Document("a.txt", "Kiev", ())
    Document(name='a.txt', text='Kiev', mentions=())
    """

    name: str
    text: str
    mentions: Sequence[Mention]

    def __post_init__(self) -> None:
        object.__setattr__(self, "mentions", tuple(sorted(self.mentions, key=lambda m: m.start)))
        end = 0
        for m in self.mentions:
            if not end <= m.start < m.end or self.text[m.start : m.end] != m.surface:
                raise ValueError(
                    f"{self.name}: no mention {m.surface!r} at {m.start}–{m.end}, or it overlaps another one"
                )
            end = m.end


@dataclass(frozen=True, slots=True)
class _Shown:
    """A mention on the page: its number, its explanation's number, and where it stands."""

    number: int
    why: int
    where: str
    mention: Mention


@dataclass(slots=True)
class _Page:
    """What the parts of a page share: explanations, each kept once, and the mentions in order."""

    whys: dict[tuple[str, str], int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    shown: list[_Shown] = field(default_factory=list)

    def show(self, mention: Mention, where: str) -> _Shown:
        why = self.whys.setdefault((gloss(mention.match), explanation(mention.match)), len(self.whys) + 1)
        if mention.entity is not None:
            self.entities.setdefault(mention.entity.id, len(self.entities) + 1)
        self.shown.append(_Shown(len(self.shown) + 1, why, where, mention))
        return self.shown[-1]


def page(documents: Iterable[Document], title: str | None = None) -> str:
    """Return the whole page. It loads nothing, and its content policy forbids any script but its
    own. Its *title* names the documents, if none is given.

    >>> page([Document("a.txt", "Kiev", ())]).startswith("<!doctype html>")
    True

    The content of each text on the page is the text, character for character.
    """
    documents = list(documents)
    shared = _Page()
    texts = [_text(document, shared, is_alone=len(documents) == 1) for document in documents]
    if not title:
        named = ", ".join(document.name for document in documents[:3])
        title = f"Names in {named}{' …' if documents[3:] else ''}"
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="translit">',
        f"<title>{safe(title)}</title><style>{style}</style></head><body>",
        '<a class="skip" href="#texts">Skip to the text</a>',
        f"<header><h1>{isolated(title)}</h1>{_summary(shared.shown)}</header>",
        f'<main id="texts" tabindex="-1">{"".join(texts)}',
        f"{_known(shared)}{_open(shared)}{_whys(shared)}</main>",
        f'<div id="tip" role="tooltip" hidden></div><script>{script}</script></body></html>\n',
    ]
    return "".join(parts)


def _asset(name: str) -> str:
    return (files("translit.report") / name).read_text(encoding="utf8")


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf8")).digest()).decode("ascii")


def _looks(mention: Mention) -> str:
    """Return the classes of a mention: what it is, and how sure that is."""
    candidates = mention.match.candidates
    if mention.status is Status.UNMATCHED or not candidates:
        return "unknown"
    return f"{candidates[0].entity.kind.value} {mention.status.value}"


def _text(document: Document, shared: _Page, *, is_alone: bool) -> str:
    lines = [0, *(found.end() for found in re.finditer("\n", document.text))]
    pieces: list[str] = []
    at = 0
    for mention in document.mentions:
        line = bisect_right(lines, mention.start)
        where = f"{line}:{mention.start - lines[line - 1] + 1}"
        shown = shared.show(mention, where if is_alone else f"{document.name} {where}")
        # a blank line inside a mention ends no paragraph: only the text between the mentions is cut
        pieces += [*_paragraphs(document.text[at : mention.start]), _link(shown, shared)]
        at = mention.end
    pieces += _paragraphs(document.text[at:])
    text = "".join(pieces)
    return (
        f'<section><h2>{isolated(document.name)}</h2><div class="text" lang=""><p>{text}</p></div></section>'
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield *text* as HTML in which a new paragraph begins after each blank line; no character is
    lost.
    """
    at = 0
    for blank in BLANK_LINE.finditer(text):
        yield f"{safe(text[at : blank.end()])}</p><p>"
        at = blank.end()
    yield safe(text[at:])


def _link(shown: _Shown, shared: _Page) -> str:
    mention = shown.mention
    entity = "" if mention.entity is None else f' data-entity="{shared.entities[mention.entity.id]}"'
    return (
        f'<a class="mention {_looks(mention)}" id="m{shown.number}" href="#x{shown.why}" '
        f'aria-describedby="d{shown.why}"{entity}>{safe(mention.surface)}</a>'
    )


def _summary(shown: Sequence[_Shown]) -> str:
    """Return the counts and the legend, which are one list."""
    looks = [_looks(s.mention) for s in shown]
    rows = []
    for kind in Kind:
        for status, told in ((Status.MATCHED, ""), (Status.AMBIGUOUS, ", not clear which")):
            name = f"{kind.value} {status.value}"
            rows.append((name, SHAPES[kind.value] + told, looks.count(name)))
    rows.append(("unknown", "nobody in the table", looks.count("unknown")))
    items = "".join(
        f'<li><span class="mention {look}">{told}</span> {count}</li>' for look, told, count in rows if count
    )
    versions = sorted({s.mention.match.table_version for s in shown})
    table = f" Table {safe(', '.join(versions))}." if versions else ""
    found = f"{len(shown)} name{'' if len(shown) == 1 else 's'} found.{table}"
    legend = f'<ul class="legend" aria-label="Legend and counts">{items}</ul>' if items else ""
    hint = (
        "<p>Point at a name, or reach it with Tab, to see why; "
        "click or press Enter to keep that open, Escape to close it.</p>"
    )
    return f"<p>{found}</p>{legend}{hint if shown else ''}"


def _known(shared: _Page) -> str:
    """Return the table of the entities that were found, the most frequent first."""
    groups: dict[str, tuple[Entity, list[_Shown]]] = {}
    for s in shared.shown:
        if s.mention.entity is not None:
            groups.setdefault(s.mention.entity.id, (s.mention.entity, []))[1].append(s)
    rows = []
    for entity, shown in sorted(groups.values(), key=lambda group: (-len(group[1]), group[0].name)):
        about = ", ".join(filter(None, [SHAPES[entity.kind.value], entity.country]))
        head = f'<th scope="row" id="e{shared.entities[entity.id]}"><bdi>{safe(entity.name)}</bdi></th>'
        rows.append((head, safe(about), isolated(entity.id), str(len(shown)), _spellings(shown)))
    return _table("entities", "Known names", ("name", "what", "id", "times", "spellings, and where"), rows)


def _open(shared: _Page) -> str:
    """Return the tables of ambiguous names, and of unknown ones that look like known ones."""
    tables = []
    for status, identifier, head, column in (
        (Status.AMBIGUOUS, "ambiguous", "Not clear which is meant", "could be"),
        (Status.UNMATCHED, "unknown", "Unknown names that look like known ones", "nearest known"),
    ):
        groups: dict[tuple[str, str], list[_Shown]] = {}
        for s in shared.shown:
            if s.mention.status is status and (near := _near(s.mention)):
                groups.setdefault((s.mention.surface, near), []).append(s)
        rows = [
            (f'<th scope="row">{isolated(surface)}</th>', near, str(len(shown)), _places(shown))
            for (surface, near), shown in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        ]
        tables.append(_table(identifier, head, ("name", column, "times", "where"), rows))
    return "".join(tables)


def _near(mention: Mention) -> str:
    return "; ".join(
        f"{isolated(c.entity.name)} ({isolated(c.entity.id)}) {c.score:.2f}" for c in possible(mention.match)
    )


def _table(identifier: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of *rows*, whose first cell is a head; on a phone each cell is told by its
    column. The script adds a filter, and buttons that sort, copy and save.
    """
    if not rows:
        return ""
    body = "".join(
        f"<tr>{row[0]}{''.join(_cell(*of) for of in zip(columns[1:], row[1:], strict=True))}</tr>"
        for row in rows
    )
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return (
        f'<section class="wide" role="region" tabindex="0" aria-labelledby="{identifier}">'
        f'<h2 id="{identifier}">{title} ({len(rows)})</h2>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"
    )


def _cell(column: str, content: str) -> str:
    return f'<td data-column="{column}">{content}</td>'


def _spellings(shown: Sequence[_Shown]) -> str:
    groups: dict[str, list[_Shown]] = {}
    for s in shown:
        groups.setdefault(s.mention.surface, []).append(s)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    items = [f"<li>{isolated(surface)} ×{len(of)}: {_places(of)}</li>" for surface, of in ordered]
    return f"<ul>{''.join(items)}</ul>"


def _places(shown: Sequence[_Shown]) -> str:
    """Return a link to each mention, named by line and column."""
    links = [f'<a href="#m{s.number}">{isolated(s.where)}</a>' for s in shown]
    if len(links) <= FEW:
        return ", ".join(links)
    rest = f"<details><summary>and {len(links) - FEW} more</summary>{', '.join(links[FEW:])}</details>"
    return f"{', '.join(links[:FEW])} {rest}"


def _whys(shared: _Page) -> str:
    """Return every explanation once: what the tip shows, and what is read without scripts and on
    paper.
    """
    articles = [
        f'<article id="x{number}" tabindex="-1"><h3 id="d{number}">{isolated(answer)}</h3>'
        f'<div class="why">{body}</div></article>'
        for (answer, body), number in shared.whys.items()
    ]
    return (
        f'<section id="whys"><h2>How each answer was found</h2>{"".join(articles)}</section>'
        if articles
        else ""
    )
