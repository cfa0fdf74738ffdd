"""Two names, and no table."""

from __future__ import annotations

from translit.model import Kind, kind_of, text_of
from translit.names.lexicon import Lexicon
from translit.names.parts import core_key, parse_name
from translit.names.roles import Role, script_of_name
from translit.pairs.align import align, steps
from translit.pairs.model import BY_STAGE, probability
from translit.resolve.gazetteer import Reference, weighed_by
from translit.resolve.lookup import stage_of, too_long
from translit.results import Comparison, Step
from translit.writing.keys import key

# what tells that a name is an organisation's
OF_ORGANISATIONS = frozenset({Role.LEGAL, Role.GENERIC, Role.ACRONYM})


def compare(
    a: str, b: str, lexicon: Lexicon, known: Reference, *, kind: Kind | str | None = None
) -> Comparison:
    """Return how likely two names are spellings of one, by the same evidence as
    `Normalizer.normalize`, without a table of the caller's.

    Where *known* has both, as names of one or of two, that tells more than their letters.
    """
    for text in (a, b):
        text_of(text, "compare")
    kind = None if kind is None else kind_of(kind)
    if refused := tuple(step for text in (a, b) if (step := too_long(text))):
        return Comparison(a, b, 0.0, refused)
    if key(a) == key(b) and key(a):
        return Comparison(a, b, BY_STAGE[stage_of(a, b)], (Step("same key", a, b),))
    parts = [parse_name(text, lexicon, kind=kind) for text in (a, b)]
    if kind is None and any(part.role in OF_ORGANISATIONS for of_name in parts for part in of_name):
        kind = Kind.ORG
        parts = [parse_name(text, lexicon, kind=kind) for text in (a, b)]
    # the spelling model goes from other scripts to Latin letters, a bare family name to a whole
    # name; and either way gives the same
    one, other = sorted(parts, key=lambda of_name: (not script_of_name(of_name), len(of_name), of_name))
    alignment = align(one, other, lexicon)
    told = steps(alignment) if alignment.pairs else (Step("nothing in common", a, b),)
    # without their legal forms names of two sorts of companies may be one name
    of_a, of_b = (
        known.named((key(text),) if alignment.forms_differ else (key(text), core_key(of_name)), kind)
        for text, of_name in zip((a, b), parts, strict=True)
    )
    chance, step = weighed_by(of_a, of_b, a, b, probability(alignment, kind, 1) if alignment.pairs else 0.0)
    return Comparison(a, b, round(chance, 4), (step, *told) if step else told)
