"""Two names, and no table."""

from __future__ import annotations

from translit.evidence import Contribution, Stage, Step
from translit.model import Kind, kind_of, text_of
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role
from translit.names.vietnamese import differ_in_marks
from translit.pairs.align import align, steps
from translit.pairs.aligned_names import TWO_NAMES
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.model import BUILTIN, match_log_odds
from translit.pairs.priors import BY_STAGE
from translit.resolve.gazetteer import Gazetteer, apply_gazetteer
from translit.resolve.lookup import stage_of, too_long_step
from translit.results import Comparison
from translit.writing.keys import are_homophones

LOG_ODDS_OF_VARIANT = log_odds(BY_STAGE[Stage.VARIANT])
MAX_NATS = 30.0  # log-odds of two names that have nothing in common, for or against


def compare(
    a: str, b: str, lexicon: Lexicon, gazetteer: Gazetteer, *, kind: Kind | str | None = None
) -> Comparison:
    """Return how likely two names are spellings of one, by the evidence of `Normalizer.normalize`.

    Where the *gazetteer* has both, as names of one or of two, that tells more than their letters.
    """
    for text in (a, b):
        text_of(text, "compare")
    kind = None if kind is None else kind_of(kind)
    names = [Name(text, lexicon, kind=kind) for text in (a, b)]
    if kind is None and any(part.role is Role.LEGAL for name in names for part in name.parts):
        kind = Kind.ORG  # a company's form says that the other name is one's as well, or another's
        names = [Name(text, lexicon, kind=kind) for text in (a, b)]
    if refused := tuple(too_long_step(name.text) for name in names if name.is_too_long):
        return Comparison(a, b, 0.0, refused)
    are_two = are_homophones(a, b) or differ_in_marks(names[0].parts, names[1].parts)
    if names[0].key == names[1].key and names[0].key and not are_two:
        p = BY_STAGE[stage_of(a, b)]
        return Comparison(a, b, p, (Step("same key", a, b),), (Contribution("same key", log_odds(p)),))
    # the spelling model goes from other scripts to Latin letters, a bare family name to a whole
    # name; and either way gives the same
    one, other = sorted(names, key=lambda name: (not name.script, len(name.parts), name.parts))
    alignment = align(one.parts, other.parts, lexicon)
    evidence: tuple[Step, ...] = (Step("nothing in common", a, b),)
    nats = -MAX_NATS
    added: tuple[Contribution, ...] = (Contribution("nothing in common", nats),)
    if alignment.pairs:
        evidence = steps(alignment)
        nats = max(-MAX_NATS, match_log_odds(alignment, kind, TWO_NAMES))
        added = BUILTIN.contributions(alignment, kind, TWO_NAMES)
        if nats == -MAX_NATS:
            added = (Contribution(added[0].name, nats),)
        if differ_by_title(*names) and not alignment.genders_differ:
            nats = LOG_ODDS_OF_VARIANT
            added = (Contribution("the same but for a title", nats),)
    # without their legal forms names of two sorts of companies may be one name
    ids_of_a, ids_of_b = (
        gazetteer.ids((name.key,) if alignment.forms_differ else (name.key, *name.core_keys), kind)
        for name in names
    )
    term = apply_gazetteer(ids_of_a, ids_of_b, a, b, nats)
    # who has a key says nothing of two names that are only read alike
    if term is not None and not are_homophones(a, b):
        nats, evidence = nats + term.nats, (term.step, *evidence) if term.step else evidence
        added = (*added, term.contribution)
    return Comparison(a, b, round(probability(nats), 4), evidence, added)


def differ_by_title(one: Name, other: Name) -> bool:
    """Whether two names are the same but for a title that is no name: a fact, as in a table."""
    if one.core_key != other.core_key or not one.core_key or are_homophones(one.core_text, other.core_text):
        return False
    roles = {part.role for name in (one, other) for part in name.parts}
    is_plain = roles.isdisjoint((Role.LEGAL, Role.ACRONYM))
    return Role.TITLE in roles and is_plain and not (one.has_ambiguous_title or other.has_ambiguous_title)
