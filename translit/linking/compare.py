"""Two names, and no table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from math import fsum
from typing import NamedTuple

from translit.comparisons import Comparison
from translit.evidence import Contribution, Stage, Step
from translit.model import Kind, kind_of, text_of
from translit.names.beside_reading import Beside
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role
from translit.names.vietnamese import differ_in_marks
from translit.pairs.align import align
from translit.pairs.aligned_names import TWO_NAMES
from translit.pairs.alignment import Alignment, is_spelled_out, steps
from translit.pairs.any_kind import contributions, match_log_odds
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.priors import BY_STAGE
from translit.resolve.context import are_of_two_places, both_beside, context_against, kind_beside
from translit.resolve.gazetteer import Gazetteer, apply_gazetteer
from translit.resolve.listed import stage_of, too_long_step
from translit.resolve.misread import readings
from translit.resolve.scored import TRANSLATED, Term
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
    if refused := tuple(too_long_step(name.text) for name in names if name.is_too_long):
        return Comparison(a, b, 0.0, refused)
    if kind is None and any(part.role is Role.LEGAL for name in names for part in name.parts):
        kind = Kind.ORG  # a company's form says that the other name is one's as well, or another's
        names = [Name(text, lexicon, kind=kind) for text in (a, b)]
    said = _by_letters(names[0], names[1], kind, gazetteer)
    if names[0].key != names[1].key:
        of_kind = kind_beside(names[0], names[1], kind)
        beside = both_beside(names[0], names[1], of_kind, gazetteer)
        said = max((said, *_by_readings(names, beside, kind, gazetteer)), key=lambda each: each.nats)
        said = said.plus(context_against(beside[0], beside[1], of_kind, gazetteer))
    return Comparison.with_lazy_reasons(
        a, b, round(probability(said.nats), 4), said.evidence, said.contributions
    )


class _Said(NamedTuple):
    """What two names say of being one: the log-odds, the steps, what tells how much each piece
    added and the terms beside; whether one of them has no word that the other one lacks, and
    whether their legal forms differ.
    """

    nats: float
    evidence: tuple[Step, ...]
    contribute: Callable[[], tuple[Contribution, ...]]
    terms: tuple[Term, ...] = ()
    is_spelled_out: bool = True
    forms_differ: bool = False

    def plus(self, terms: Sequence[Term], steps: tuple[Step, ...] = ()) -> _Said:
        """Return the same with more evidence; *steps* tell how the names were read."""
        told = tuple(term.step for term in terms if term.step is not None)
        nats = self.nats + fsum(term.nats for term in terms)
        return self._replace(nats=nats, evidence=(*steps, *told, *self.evidence), terms=(*self.terms, *terms))

    def contributions(self) -> tuple[Contribution, ...]:
        """Return what each piece of evidence added; of most comparisons nobody asks."""
        return (*self.contribute(), *(term.contribution for term in self.terms))


def _fact(name: str, nats: float, *evidence: Step, is_spelled_out: bool = True) -> _Said:
    """Return what one fact called *name* says of two names, whatever else there is."""
    return _Said(nats, evidence, lambda: (Contribution(name, nats),), is_spelled_out=is_spelled_out)


def _by_letters(a: Name, b: Name, kind: Kind | None, gazetteer: Gazetteer) -> _Said:
    """Return what the letters of two names say, and what the *gazetteer* knows of them."""
    are_two = are_homophones(a.text, b.text) or differ_in_marks(a.parts, b.parts)
    if a.key == b.key and a.key and not are_two:
        p = BY_STAGE[stage_of(a.text, b.text)]
        return _fact("same key", log_odds(p), Step("same key", a.text, b.text))
    said = _by_alignment(a, b, kind)
    if (a.script != b.script or not a.script) and (a.translated or b.translated):
        # words that are left over on both sides are known not to be one in two languages
        options = [_in_english(a, b), *([said] if said.is_spelled_out else ())]
        said = max(options, key=lambda each: each.nats)
    # without their legal forms names of two sorts of companies may be one name
    ids_of_a, ids_of_b = (
        gazetteer.ids((name.key,) if said.forms_differ else (name.key, *name.core_keys), kind)
        for name in (a, b)
    )
    term = apply_gazetteer(ids_of_a, ids_of_b, a.text, b.text, said.nats)
    # who has a key says nothing of two names that are only read alike
    known = [] if term is None or are_homophones(a.text, b.text) else [term]
    return said.plus(known)._replace(is_spelled_out=True, forms_differ=False)


def _by_alignment(a: Name, b: Name, kind: Kind | None) -> _Said:
    """Return what two names say token by token."""
    # the spelling model goes from other scripts to Latin letters, a bare family name to a whole
    # name; and either way gives the same
    one, other = sorted((a, b), key=lambda name: (not name.script, len(name.parts), name.parts))
    alignment = align(one.parts, other.parts, a.lexicon)
    if not alignment.pairs:
        step = Step("nothing in common", a.text, b.text)
        return _fact(step.name, -MAX_NATS, step, is_spelled_out=False)
    if differ_by_title(a, b) and not alignment.genders_differ:
        said = _fact("the same but for a title", LOG_ODDS_OF_VARIANT, *steps(alignment))
    else:
        nats = max(-MAX_NATS, match_log_odds(alignment, kind, TWO_NAMES))
        said = _Said(nats, steps(alignment), partial(_contribute, alignment, kind, nats))
    return said._replace(is_spelled_out=is_spelled_out(alignment), forms_differ=alignment.forms_differ)


def _contribute(alignment: Alignment, kind: Kind | None, nats: float) -> tuple[Contribution, ...]:
    """Return what each feature of two aligned names added to *nats*."""
    added = contributions(alignment, kind, TWO_NAMES)
    return (Contribution(added[0].name, nats),) if nats == -MAX_NATS else added


def _in_english(a: Name, b: Name) -> _Said:
    """Return what the names of two organisations say, in two scripts, once their known words are in
    English.
    """
    names = [Name(name.text, name.lexicon, kind=Kind.ORG) for name in (a, b)]
    told = tuple(
        Step("translate", name.text, name.translated.text) for name in names if name.translated is not None
    )
    one, other = (name.translated or name for name in names)
    said = _by_alignment(one, other, Kind.ORG)
    return said.plus([TRANSLATED], told)


def _by_readings(
    names: Sequence[Name], beside: Sequence[Beside | None], kind: Kind | None, gazetteer: Gazetteer
) -> Iterator[_Said]:
    """Yield what each pair of readings says of which one at least leaves out what stands *beside*
    it; not where that tells the names apart.
    """
    is_told_apart = are_of_two_places(beside[0], beside[1], gazetteer)
    forms = [
        [(name, ()), *(() if is_told_apart else _without_beside(name, of, kind, gazetteer))]
        for name, of in zip(names, beside, strict=True)
    ]
    for (one, steps_of_one), (other, steps_of_other) in islice(product(*forms), 1, None):
        said = _by_letters(one, other, kind, gazetteer)
        above = said.nats - LOG_ODDS_OF_VARIANT
        terms = [Term(-above, name="beside other words")] if above > 0 else []
        yield said.plus(terms, (*steps_of_one, *steps_of_other))
    for name, other in (names, names[::-1]):
        for label, reading in readings(name.text):
            read = Name(reading, name.lexicon, kind=kind)
            if read.core_key and read.core_key == other.core_key:
                yield _fact(label, LOG_ODDS_OF_VARIANT, Step(label, name.text, reading))


def _without_beside(
    name: Name, beside: Beside | None, kind: Kind | None, gazetteer: Gazetteer
) -> list[tuple[Name, tuple[Step, ...]]]:
    """Return the names that *name* gives where something is *beside* it, with the steps of reading
    them.

    Two spellings in brackets or around a slash count if they are known as one.
    """
    if beside is None or not beside.steps:
        return []
    read = [Name(text, name.lexicon, kind=kind or beside.kind) for text in beside.names]
    if beside.must_agree and len(read) > 1:
        one, other = (gazetteer.ids((of.key,)) for of in read)
        if one.isdisjoint(other):
            return []
    return [(of, beside.steps) for of in read]


def differ_by_title(one: Name, other: Name) -> bool:
    """Whether two names are the same but for a title that is no name: a fact, as in a table."""
    if one.core_key != other.core_key or not one.core_key or are_homophones(one.core_text, other.core_text):
        return False
    roles = {part.role for name in (one, other) for part in name.parts}
    is_plain = roles.isdisjoint((Role.LEGAL, Role.ACRONYM))
    return Role.TITLE in roles and is_plain and not (one.has_ambiguous_title or other.has_ambiguous_title)
