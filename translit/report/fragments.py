"""An answer as HTML, from the `Match` alone: the pieces of the report page.

Every text that comes from outside goes through `safe`; nothing else writes a text into markup.
"""

from __future__ import annotations

import html
import re
from math import fsum

from translit.evidence import POSSIBLE_SCORE, SHOWN_CONTRIBUTIONS, Candidate, Step
from translit.model import Entity
from translit.results import Match, Status

WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# HTML cannot hold NUL or half a surrogate pair
UNWRITABLE = re.compile("[\0\N{DELETE}\ud800-\udfff]")
SHOWN = 5  # candidates, and native forms, in an explanation; the Match has them all

_VERDICTS = {
    Status.MATCHED: "one entity is meant",
    Status.AMBIGUOUS: "not clear which is meant",
    Status.UNMATCHED: "nobody in the table",
}


def safe(text: object) -> str:
    """Return *text* as HTML that shows it, in content or in a quoted attribute.

    >>> safe('<script>"A" & \\'B\\'</script>')
    '&lt;script&gt;&quot;A&quot; &amp; &#x27;B&#x27;&lt;/script&gt;'

    A carriage return survives the HTML parser; what HTML cannot hold becomes
    \N{REPLACEMENT CHARACTER}.
    """
    return html.escape(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", str(text))).replace("\r", "&#13;")


def isolated(text: object) -> str:
    """Return *text* as HTML that cannot turn the direction of what stands around it: a name may be
    Arabic, or hostile.
    """
    return f"<bdi>{safe(text)}</bdi>"


def gloss(match: Match) -> str:
    """Return an answer in one line of plain text, for a label.

    >>> from translit import normalize
    >>> gloss(normalize("Kiev"))  # doctest: +ELLIPSIS
    'Kyiv, place, UA, matched, score ..., exact'
    """
    if match.entity is not None:
        entity = match.entity
        stage = [] if match.stage is None else [match.stage.value]
        return ", ".join(
            filter(
                None,
                [entity.name, entity.kind, entity.country, "matched", f"score {match.score:.2f}", *stage],
            )
        )
    entities = [candidate.entity for candidate in possible(match)]
    names = [entity.name for entity in entities]
    near = [
        entity.name if names.count(entity.name) == 1 else f"{entity.name} ({entity.id})"
        for entity in entities
    ]
    if match.status is Status.AMBIGUOUS:
        return f"ambiguous: {' or '.join(near)}"
    return f"unknown, alike: {' or '.join(near)}" if near else "unknown"


def possible(match: Match) -> tuple[Candidate, ...]:
    """Return the few candidates that an unclear or unknown name could be: none for a name that
    looks like no known one.
    """
    shown = match.candidates[:SHOWN]
    return shown if match.status is Status.AMBIGUOUS else tuple(c for c in shown if c.score >= POSSIBLE_SCORE)


def explanation(match: Match) -> str:
    """Return who is meant, how that was found and who else could be, as HTML without ids, scripts
    or styles.
    """
    parts = [f"<p>{isolated(match.query)}: {_VERDICTS[match.status]}.</p>"]
    if match.entity is not None:
        parts.append(_described(match.entity))
    if match.steps:
        parts += ["<ol>", *(f"<li>{_step(step)}</li>" for step in match.steps), "</ol>"]
    if match.entity is not None or possible(match):
        parts.append(_waterfall(match.candidates[0]))
    others = match.candidates[1:SHOWN] if match.entity is not None else possible(match)
    if others:
        head = {Status.MATCHED: "Next", Status.AMBIGUOUS: "Possible", Status.UNMATCHED: "Nearest"}[
            match.status
        ]
        rows = "".join(map(_row, others))
        columns = "".join(
            f'<th scope="col">{label}</th>' for label in (head, "id", "spelling in the table", "score")
        )
        parts.append(f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>")
    return "".join(parts)


def _described(entity: Entity) -> str:
    """Return what `gloss` does not say of an entity."""
    facts = [("id", isolated(entity.id))]
    if native := list(dict.fromkeys(text for texts in entity.native.values() for text in texts)):
        more = f" and {len(native) - SHOWN} more" if len(native) > SHOWN else ""
        facts.append(("native", ", ".join(map(isolated, native[:SHOWN])) + more))
    facts += [("wikidata", _wikidata(entity.wikidata))] if entity.wikidata else []
    facts += [("note", isolated(entity.note))] if entity.note else []
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in facts)}</dl>"


def _wikidata(identifier: str) -> str:
    if WIKIDATA.fullmatch(identifier) is None:
        return safe(identifier)
    return f'<a href="https://www.wikidata.org/wiki/{identifier}" rel="noreferrer">{identifier}</a>'


def _step(step: Step) -> str:
    arrow = f"{isolated(step.before)} → {isolated(step.after)}" if step.after else isolated(step.before)
    return f"{safe(step.name)}: {arrow}" + (f" ({isolated(step.note)})" if step.note else "")


def _waterfall(candidate: Candidate) -> str:
    """Return what each piece of evidence adds to the score of a candidate, most first, the many
    small ones together.
    """
    if not candidate.contributions:
        return ""
    shown, rest = candidate.contributions[:SHOWN_CONTRIBUTIONS], candidate.contributions[SHOWN_CONTRIBUTIONS:]
    rows = [(isolated(one.name), one.nats) for one in shown]
    if rest:
        rows.append((f"{len(rest)} others together", fsum(one.nats for one in rest)))
    total = fsum(one.nats for one in candidate.contributions)
    rows.append((f"together, score {candidate.score:.2f}", total))
    cells = "".join(f"<tr><td>{name}</td><td>{nats:+.2f}</td></tr>" for name, nats in rows)
    head = f'<th scope="col">Evidence for {isolated(candidate.entity.name)}</th><th scope="col">nats</th>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"


def _row(candidate: Candidate) -> str:
    entity = candidate.entity
    country = f", {safe(entity.country)}" if entity.country else ""
    cells = (
        isolated(entity.name) + country,
        isolated(entity.id),
        isolated(candidate.alias),
        f"{candidate.score:.2f}",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
