"""Pair the tokens of two names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from translit.names.compounds import glue, has_compound, is_arabic
from translit.names.east_asian import hepburn_parts
from translit.names.initialisms import MIN_ACRONYM, acronyms, native_acronyms
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, is_latin
from translit.pairs.alignment import Alignment
from translit.pairs.genders import differ_in_gender
from translit.pairs.han_readings import as_read
from translit.pairs.joined import joined_to_native, rejoined
from translit.pairs.order import are_words_turned, is_exchanged, is_shuffled, leading
from translit.pairs.related import Related, of_token, related_tokens
from translit.pairs.relation import SIMILARITY, Pair, Relation
from translit.pairs.spelled import SpellingSimilarities, native_forms, price
from translit.record import replace

ACRONYM = (Relation.ACRONYM, SIMILARITY[Relation.ACRONYM])
MAX_ROUNDS = 2  # turns in which tokens are joined: Hamid Reza Malkotipour, Hamidreza Malekouti Pour
# letters left unexplained that a nat of a reading weighs, where one of several readings is chosen
LETTERS_A_NAT = 0.2
# What a legal form may be called as well, by the categories of aliases/words/legal.yaml; "" for
# any: shares are traded or they are not, in other years.
BROADER = {"CO": "", "CORP": "", "PLC": "JSC"}
MAX_TOKENS = 24  # of one name; longer ones are compared by their first tokens


def spell(
    query: Sequence[NamePart],
    aliases: Sequence[Sequence[NamePart]],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related | None = None,
    *,
    aligned: int | None = None,
) -> None:
    """Price the tokens of *query* that are not in Latin letters, and their base forms, against
    those of *aliases*, all at once.

    Enters into *spelled* the similarity, 0 to 1, by native token and Latin token; joined tokens of
    an alias too, where it has more of them: of the first *aligned* ones, by default of all. Into
    *related*, if given, which of them a token of *query* has nothing to do with.
    """
    if is_arabic(query):
        query, aliases = glue(tuple(query)), [glue(tuple(alias)) for alias in aliases]
    natives = native_forms(query, lexicon)
    if not natives:
        return
    parts = {part: None for alias in aliases for part in alias if not part.native}
    for alias in aliases[:aligned]:
        if len(alias) != len(query):
            for joined in joined_to_native(tuple(alias)):
                parts.update((part, None) for part in joined if not part.native)
    price(natives, {part.token for part in parts}, spelled)
    if related is not None:
        others = list(parts)
        for part in query:
            if part.native:
                of_token(part, lexicon, spelled, related).rule_out(others)


def align(
    query: Sequence[NamePart],
    alias: Sequence[NamePart],
    lexicon: Lexicon,
    spelled: SpellingSimilarities | None = None,
    related: Related | None = None,
) -> Alignment:
    """Pair the tokens of two names, the likeliest pairs first; neighbouring tokens are joined where
    that pairs more of them.

    *spelled* holds what `spell` found for the query; what it lacks is priced here. *related* keeps
    what the tokens of the query are to others, of all names that it is aligned with.
    """
    query, alias = tuple(query)[:MAX_TOKENS], tuple(alias)[:MAX_TOKENS]
    are_latin = is_latin(query) and is_latin(alias)
    if not are_latin and (is_arabic(query) or is_arabic(alias)):
        query, alias = glue(query), glue(alias)
    if len(query) == 1 or len(alias) == 1:
        short, long = (query, alias) if len(query) == 1 else (alias, query)
        if len(long) >= MIN_ACRONYM and (
            short[0].token in acronyms(long)
            or short[0].token == _acronym_beside(long)
            or (short[0].native and short[0].token in native_acronyms(long))
        ):
            letters = NamePart(short[0].token)
            return Alignment(
                (Pair(query[0], letters, *ACRONYM) if short is query else Pair(letters, alias[0], *ACRONYM),),
                (),
                (),
                0,
            )
    spelled = {} if spelled is None else spelled
    related = {} if related is None else related
    best = _align(query, alias, lexicon, spelled, related)
    if best.query_left or best.alias_left or any(p.similarity < 1 for p in best.pairs):
        best, query, alias = _in_hepburn(best, query, alias, lexicon, spelled, related)
    if not are_latin:
        best, query, alias = _as_read(best, query, alias, lexicon, spelled, related)
    reading = best.reading
    for turn in range(MAX_ROUNDS):
        if not (best.query_left or best.alias_left):
            break
        options = [
            option
            for option in rejoined(query, alias, best)
            if _pairs_joined(option, query, alias, lexicon, spelled, related)
        ]
        if not turn and (has_compound(query) or has_compound(alias)):
            options.append((glue(query), glue(alias)))
        if not options:
            break
        tried = [
            (best, (query, alias)),
            *((_align(*option, lexicon, spelled, related), option) for option in options),
        ]
        # the first of equals: as written
        better, (query, alias) = min(tried, key=lambda one: _unexplained(one[0]))
        if better is best:
            break
        best = better
    if reading is not None:
        best = replace(best, reading=reading)
    one = legal_category(query, lexicon)
    if one and (other := legal_category(alias, lexicon)) and one != other:
        best = replace(best, forms_differ=True)
    return replace(best, genders_differ=True) if differ_in_gender(best.pairs, query, alias, lexicon) else best


def _pairs_joined(
    option: tuple[tuple[NamePart, ...], tuple[NamePart, ...]],
    query: tuple[NamePart, ...],
    alias: tuple[NamePart, ...],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> bool:
    """Whether a token that is joined in an *option*, and is in neither name as it stands, has
    anything to do with one of the other name.
    """
    joined = [b for b in option[1] if b not in alias]
    for a in option[0]:
        others = joined if a in query else option[1]
        for pair in related_tokens(a, others, lexicon, spelled, related) if others else ():
            if pair is not None:
                return True
    return False


def _in_hepburn(
    best: Alignment,
    query: tuple[NamePart, ...],
    alias: tuple[NamePart, ...],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> tuple[Alignment, tuple[NamePart, ...], tuple[NamePart, ...]]:
    """Return the *best* alignment, or a better one in which a Japanese name of the official
    romanization is written as most are.
    """
    for option in ((hepburn_parts(query), alias), (query, hepburn_parts(alias))):
        if option != (query, alias):
            other = _align(*option, lexicon, spelled, related)
            if _unexplained(other) < _unexplained(best):
                return other, *option
    return best, query, alias


def _as_read(
    best: Alignment,
    query: tuple[NamePart, ...],
    alias: tuple[NamePart, ...],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> tuple[Alignment, tuple[NamePart, ...], tuple[NamePart, ...]]:
    """Return the *best* alignment, or a better one in which a person's name in Chinese characters
    is read as one language or another reads it.
    """
    found = best, query, alias
    for reading, one, other in as_read(query, alias):
        better = _align(one, other, lexicon, spelled, related)
        if _unexplained(better) + reading.nats * LETTERS_A_NAT < _unexplained(found[0]):
            found = replace(better, reading=reading), one, other
    return found


def _acronym_beside(parts: Sequence[NamePart]) -> str:
    return next((part.token for part in parts if part.role is Role.ACRONYM), "")


def legal_category(parts: Sequence[NamePart], lexicon: Lexicon) -> str:
    """Return what the legal form of a name is called in all countries (LLC, JSC …), "" where it has
    none that tells it apart.

    Of several forms in one name, such as Co. LLC, the last one tells. A company and a corporation
    are of any form.
    """
    form = [part.token for part in parts if part.role is Role.LEGAL]
    if not form:
        return ""
    known = (lexicon.legal_categories.get(" ".join(form[start:])) for start in range(len(form)))
    category = next(filter(None, known), "")
    return BROADER.get(category, category)


def _unexplained(alignment: Alignment) -> float:
    left = 0.0
    for part in (*alignment.query_left, *alignment.alias_left):
        left += len(part.token) / (2 if part.role is Role.PARTICLE else 1)
    unlike = 0.0
    for pair in alignment.pairs:
        unlike += 2 * (1 - pair.similarity) * pair.letters
    return left + unlike


def _align(
    query: tuple[NamePart, ...],
    alias: tuple[NamePart, ...],
    lexicon: Lexicon,
    spelled: SpellingSimilarities,
    related: Related,
) -> Alignment:
    """Pair the tokens of two names as they stand."""
    ranked = []
    for i, a in enumerate(query):
        letters = len(a.token)
        for j, (b, pair) in enumerate(
            zip(alias, related_tokens(a, alias, lexicon, spelled, related), strict=True)
        ):
            if pair is not None:
                ranked.append((-pair.similarity * min(letters, len(b.token)), abs(i - j), i, j, pair))
    ranked.sort()  # i and j are of one pair only, so that pairs are never compared
    chosen: dict[int, tuple[int, Pair]] = {}
    taken: set[int] = set()
    for _, _, i, j, pair in ranked:
        if i not in chosen and j not in taken:
            chosen[i] = (j, pair)
            taken.add(j)
    paired = [chosen[i] for i in sorted(chosen)]
    order = sum([a[0] > b[0] for a, b in pairwise(paired)])
    return Alignment(
        tuple([pair for _, pair in paired]),
        tuple([p for i, p in enumerate(query) if i not in chosen]) if len(chosen) < len(query) else (),
        tuple([p for j, p in enumerate(alias) if j not in taken]) if len(taken) < len(alias) else (),
        order,
        leading(alias, taken) if taken and len(taken) < len(alias) else 0,
        leading(query, chosen) if chosen and len(chosen) < len(query) else 0,
        is_shuffled=len(paired) > 2 and is_shuffled(paired),
        words_turned=order > 0 and are_words_turned(paired),
        is_exchanged=len(paired) > 2 and is_exchanged(paired),
    )
