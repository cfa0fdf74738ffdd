"""Align the tokens of two names and say, token by token, what speaks for and against; no thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter

from translit.language.lexicon import Lexicon
from translit.language.parts import OPTIONAL, Part, Role, nominatives
from translit.language.scripts import scripts
from translit.language.sound import sound
from translit.language.spelling import costs
from translit.matching.tokens import Pair, Relation, Spelled, likeness_of, relate
from translit.model import Step

FACTS = frozenset({Relation.SAME, Relation.EQUIVALENT, Relation.NICKNAME, Relation.INITIAL})  # known, not guessed
USUAL = 0.25  # unlikeness of tokens from which on `strangeness` counts; set by eye, its weight is learned
MAX_JOINED = 2  # letters that joined tokens may differ in length from the token they stand for
MAX_TOKENS = 24  # of one name; longer ones are compared by their first tokens


@dataclass(frozen=True, slots=True)
class Alignment:
    """The tokens of two names paired, and those left over on either side; `order` is how many pairs stand out of order."""

    pairs: tuple[Pair, ...]
    query_left: tuple[Part, ...]
    alias_left: tuple[Part, ...]
    order: int

    @property
    def script(self) -> str:
        """The script of a query that was compared with an alias in Latin letters, "" where both are in one script."""
        return script_of_name([p.query for p in self.pairs]) if not any(p.alias.native for p in self.pairs) else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks against two names being one, each from 0 (nothing) upwards. The model weighs these, see `decide`."""

    difference: float  # mean unlikeness of the paired tokens, by letters
    worst: float  # unlikeness of the least alike pair
    strangeness: float  # by how much the least alike pair is more unlike than variants of one name are
    first_letters: float  # pairs, alike or of one sound, that begin differently
    query_left: float  # share of the query's letters that nothing in the alias stands for
    alias_left: float  # share of the alias's letters that nothing in the query stands for
    optional_left: float  # titles, particles, patronymics on one side only
    initials: float  # tokens given as initials only
    conflict: float  # given names known to be different
    no_family: float  # 1 if the family name of the alias is not there
    shortness: float  # 4 / letters compared
    reordered: float  # pairs out of order, as a share
    fragment: float  # 1 if one token stands for a name of several


FEATURES = tuple(field.name for field in fields(Evidence))


def spell(query: Sequence[Part], aliases: Sequence[Sequence[Part]], lexicon: Lexicon) -> Spelled:
    """Price the tokens of *query* that are not in Latin letters, and their nominatives, against those of *aliases*, all at once.

    Returns the likeness, 0 to 1, by native token and Latin token; joined tokens of an alias too, where it has more of them.
    """
    found: Spelled = {}
    natives = [p.native for p in query if p.native]
    natives += [form.native for p in query if p.native for form in nominatives(p, lexicon)]
    if natives:
        tokens = {p.token for alias in aliases for p in alias if not p.native}
        for alias in aliases:
            if len(alias) != len(query):
                tokens |= {part.token for joined in _joined_to_native(tuple(alias)) for part in joined if not part.native}
        listed = sorted(tokens)
        for native in natives:
            priced = costs(native, listed)
            found.update(((native, token), likeness_of(cost)) for token, cost in zip(listed, priced, strict=True))
    return found


def script_of_name(parts: Sequence[Part]) -> str:
    """Return the script of a name's letters that are not Latin (ISO 15924), "" where all are."""
    return min(scripts("".join(p.native for p in parts)) - {"Latn"}, default="")


def align(query: Sequence[Part], alias: Sequence[Part], lexicon: Lexicon, spelled: Spelled | None = None) -> Alignment:
    """Pair the tokens of two names, the likeliest pairs first; neighbouring tokens are joined where that pairs more of them.

    *spelled* holds what `spell` found for the query; what it lacks is priced here.
    """
    query, alias = tuple(query)[:MAX_TOKENS], tuple(alias)[:MAX_TOKENS]
    spelled = {} if spelled is None else spelled
    best = _align(query, alias, lexicon, spelled)
    if (best.query_left or best.alias_left) and len(query) != len(alias):
        joined = [_align(q, a, lexicon, spelled) for q, a in _joinings(query, alias)]
        best = min([best, *joined], key=_unexplained)  # the first of equals: as written
    return best


def _unexplained(alignment: Alignment) -> float:
    left = sum(len(p.token) for p in (*alignment.query_left, *alignment.alias_left))
    return left + sum(2 * (1 - p.likeness) * p.letters for p in alignment.pairs)


def _joinings(query: tuple[Part, ...], alias: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """Both names with two neighbouring tokens of one written as one: Abd al-Rahman / Abdulrahman, RIA Novosti / rianovosti."""
    for one, other, is_query in ((query, alias, True), (alias, query, False)):
        across = not is_query and any(p.native for p in query) and not any(p.native for p in alias)
        for joined in _joined_to_native(one) if across else _joined(one, other):
            yield (joined, other) if is_query else (other, joined)


def _joined_to_native(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Joined as a script without spaces would have it: neighbours, all in order, and the family name first."""
    for start in range(len(parts) - 1):
        token = parts[start].token + parts[start + 1].token
        yield (*parts[:start], Part(token, parts[start + 1].role), *parts[start + 2 :])
    if len(parts) > 1:
        yield (Part("".join(p.token for p in parts), Role.FAMILY),)
        yield (Part("".join(p.token for p in (parts[-1], *parts[:-1])), Role.FAMILY),)


def _joined(parts: tuple[Part, ...], other: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for width in (2, 3):
        for start in range(len(parts) - width + 1):
            token = "".join(p.token for p in parts[start : start + width])
            if any(p.token[0] == token[0] and abs(len(p.token) - len(token)) <= MAX_JOINED for p in other):
                yield (*parts[:start], Part(token, parts[start + width - 1].role), *parts[start + width :])


def _align(query: tuple[Part, ...], alias: tuple[Part, ...], lexicon: Lexicon, spelled: Spelled) -> Alignment:
    ranked = []
    for i, a in enumerate(query):
        for j, b in enumerate(alias):
            pair = relate(a, b, lexicon, spelled)
            if pair is not None:
                ranked.append((-pair.likeness * min(len(a.token), len(b.token)), abs(i - j), i, j, pair))
    ranked.sort(key=lambda item: item[:4])
    chosen: dict[int, tuple[int, Pair]] = {}
    taken: set[int] = set()
    for _, _, i, j, pair in ranked:
        if i not in chosen and j not in taken:
            chosen[i] = (j, pair)
            taken.add(j)
    places = [chosen[i][0] for i in sorted(chosen)]
    return Alignment(
        tuple(chosen[i][1] for i in sorted(chosen)),
        tuple(p for i, p in enumerate(query) if i not in chosen),
        tuple(p for j, p in enumerate(alias) if j not in taken),
        sum(a > b for a, b in pairwise(places)),
    )


def is_family_alone(alignment: Alignment) -> bool:
    """Whether the query is a bare family name and the alias a whole name."""
    named = [p for p in alignment.pairs if Role.TITLE not in (p.query.role, p.alias.role)]
    alias_left = [p for p in alignment.alias_left if p.role not in OPTIONAL]
    query_left = [p for p in alignment.query_left if p.role not in OPTIONAL]
    return len(named) == 1 and named[0].alias.role is Role.FAMILY and bool(alias_left) and not query_left


def is_variant(alignment: Alignment) -> bool:
    """Whether both names have the same tokens, known to be so: only order, titles and what may be left out differ."""
    if any(p.role not in OPTIONAL for p in alignment.query_left):
        return False
    if not is_family_alone(alignment) and any(p.role not in OPTIONAL for p in alignment.alias_left):
        return False
    return all(p.relation in (Relation.SAME, Relation.EQUIVALENT) for p in alignment.pairs)


def weigh(alignment: Alignment) -> Evidence:
    """Reduce an alignment to the evidence that the model weighs; a bare family name is weighed against the family name."""
    pairs = [p for p in alignment.pairs if p.query.role is not Role.TITLE and p.alias.role is not Role.TITLE] or list(
        alignment.pairs
    )
    letters = sum(p.letters for p in pairs) or 1
    named = [p for p in pairs if p.relation is not Relation.INITIAL]
    query_left = [p for p in alignment.query_left if p.role not in OPTIONAL]
    alias_left = [] if is_family_alone(alignment) else [p for p in alignment.alias_left if p.role not in OPTIONAL]
    has_family = any(Role.FAMILY in (p.alias.role, p.query.role) for p in named)
    wants_family = any(p.role is Role.FAMILY for p in (*alignment.alias_left, *(p.alias for p in pairs)))
    worst = max((1 - p.likeness for p in pairs), default=1.0)
    return Evidence(
        difference=sum((1 - p.likeness) * p.letters for p in pairs) / letters,
        worst=worst,
        strangeness=max(0.0, worst - USUAL),
        first_letters=sum(_begins_differently(p) for p in pairs),
        query_left=_share(query_left, [p.query for p in pairs]),
        alias_left=_share(alias_left, [p.alias for p in pairs]),
        optional_left=sum(p.role in OPTIONAL for p in (*alignment.query_left, *alignment.alias_left)),
        initials=len(pairs) - len(named),
        conflict=sum(p.relation is Relation.CONFLICT for p in pairs),
        no_family=float(wants_family and not has_family),
        shortness=4 / max(4, sum(p.letters for p in named)),
        reordered=alignment.order / max(1, len(pairs) - 1),
        fragment=float(len(pairs) == 1 and bool(query_left or alias_left)),
    )


def _begins_differently(pair: Pair) -> bool:
    if pair.relation not in (Relation.ALIKE, Relation.CONFLICT):
        return False
    return pair.query.token[0] != pair.alias.token[0] and sound(pair.query.token)[:1] != sound(pair.alias.token)[:1]


def _share(left: Sequence[Part], paired: Sequence[Part]) -> float:
    lost = sum(len(p.token) for p in left)
    return lost / (lost + sum(len(p.token) for p in paired)) if lost else 0.0


def steps(alignment: Alignment) -> tuple[Step, ...]:
    """Tell an alignment token by token."""
    told = [
        Step(p.relation.value, p.query.token, p.alias.token, "" if p.relation in FACTS else f"{p.likeness:.2f}")
        for p in alignment.pairs
    ]
    told += [Step("only in the query", p.token, "", _role(p)) for p in alignment.query_left]
    told += [Step("only in the alias", p.token, "", _role(p)) for p in alignment.alias_left]
    if alignment.order:
        told.append(Step("other order", " ".join(p.query.token for p in alignment.pairs), ""))
    return tuple(told)


def _role(part: Part) -> str:
    return part.role.name.lower() if part.role in OPTIONAL else ""


vector: Callable[[Evidence], tuple[float, ...]] = attrgetter(*FEATURES)  # the features in the order of `FEATURES`
