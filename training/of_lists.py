"""The questions of lists: their variants, names of nobody, slips, near strangers."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from asking import ASKED, ASKED_OF_STRANGERS, COMPARED, SEED, Lists, as_pair, in_table, is_held_out, sampled
from near_strangers import OF_ORGANISATIONS, OF_PEOPLE, near_stranger, nearest_town
from questions import Question
from slips import rows, script_of, slips

from translit import Entity, Kind, Normalizer
from translit.writing.spelling import spelling_costs

NOBODY, SLIPS = 1500, 900  # names of nobody, names with a slip
MIN_SLIP = 4  # letters of a name that is written with a slip
BANDS = ("close", "variant", "acronym", "cross-script", "tamil-nadu", "kerala", "no-latin")
MIN_QUERIES = 40  # of a kind, script and band
# Organisations in other scripts are asked in two of them. In all nine they outweigh those in Latin
# letters: of pairs of OFAC's, recall at 3 % of strangers falls from .72 to .69.
ROR_SCRIPTS = ("Latin", "Cyrillic", "Arabic")
# of those, and of towns, fewer are asked: each takes a tenth of a second
FEWER = {Kind.ORG: 10, Kind.PLACE: 2}
PUT_TOGETHER = 4000  # people whose names are put together from parts
PART_MET = 2  # times that a part was met so
MAX_PART_COST = 3.0  # nats a letter of the spelling model; more are parts of two names
# the script of a language, and what stands between two parts of a foreign name
WRITTEN_IN = {"ja": ("Japanese", "・"), "zh": ("Han", "·"), "ru": ("Cyrillic", " ")}
WITH_SLIPS = ("ofac", "un", "ror", "places", "wikidata_people")
WITH_NOBODY = ("ofac", "un")


def of_list(lists: Lists, task: str) -> Iterator[Question]:
    """Yield the questions of a list and its variants."""
    index = lists.index(task)
    name_of = {i: name for i, name, _ in reversed(index)}
    yield from _of_table(lists, task, index, _variants(lists, task, name_of))


def of_name_parts(lists: Lists) -> Iterator[Question]:
    """Yield the questions of people whose names are put together from parts that were met in other
    scripts, as Japanese, Chinese and Russian write foreign names.
    """
    rng = random.Random(SEED)
    spelled = _spelled_parts(lists.folder / "name_parts.tsv")
    others = {name for _, name, _ in lists.index("wikidata_people")}  # some of them are held out
    names = [name for name in lists.full_names if len(name.split()) == 2 and name not in others]
    variants: Variants = defaultdict(list)
    index = []
    for number, name in enumerate(rng.sample(names, len(names))):
        parts = [part.casefold() for part in name.split()]
        of_langs = {lang: [of.get(part) for part in parts] for lang, of in spelled.items()}
        whole = {lang: of for lang, of in of_langs.items() if all(of)}
        if not whole or len(index) == PUT_TOGETHER:
            continue
        index.append((f"np/{number}", name, str(Kind.PERSON)))
        for lang, of in sorted(whole.items()):
            script, between = WRITTEN_IN[lang]
            text = between.join(rng.choice(forms) for forms in of if forms)
            variants[str(Kind.PERSON), script, "cross-script"].append((f"np/{number}", text))
    yield from _of_table(lists, "name_parts", index, variants)


def _spelled_parts(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return by language how parts of names are written, those met twice and more, and not of
    another name altogether: one in eight is misaligned.
    """
    spelled: dict[str, dict[str, list[str]]] = {lang: defaultdict(list) for lang in WRITTEN_IN}
    for r in rows(path):
        if r["lang"] in spelled and int(r["count"]) >= PART_MET and r["latin"].isascii():
            (cost,) = spelling_costs(r["variant"], [r["latin"]])
            if cost <= MAX_PART_COST:
                spelled[r["lang"]][r["latin"]].append(r["variant"].title())
    return spelled


Variants = dict[tuple[str, str, str], list[tuple[str, str]]]  # (id, variant) by kind, script and band


def _of_table(
    lists: Lists, task: str, index: list[tuple[str, str, str]], variants: Variants
) -> Iterator[Question]:
    """Yield a table's questions: its real variants, names of nobody, slips, near strangers."""
    table = [Entity(i, name, kind) for i, name, kind in index]
    n = Normalizer.from_entities(table)
    name_of = {i: name for i, name, _ in reversed(index)}
    ids_of: dict[str, set[str]] = defaultdict(set)
    for i, name, _ in index:
        ids_of[name.casefold()].add(i)
    for (kind, script, band), asked in sorted(variants.items()):
        for i, variant, held_out in sampled(asked, ASKED, _fewer(kind, script)):
            right = frozenset(ids_of[name_of[i].casefold()])
            yield from in_table(n, variant, right, kind, f"{task}/{kind}/{script}/{band}/real", held_out)
    if task in WITH_NOBODY:
        for name in random.Random(SEED).sample(lists.nobody, NOBODY):
            yield from in_table(
                n, name, frozenset(), "person", f"{task}/person/any/nobody/none", is_held_out(name)
            )
    if task in WITH_SLIPS:
        for kind in sorted({kind for kind, _, _ in variants}):
            yield from _of_slips(n, [e for e in table if e.kind == kind], f"{task}/{kind}/Latin/slip")
    for kind in sorted({kind for kind, _, _ in variants}):
        mine = {(script, band): asked for (k, script, band), asked in variants.items() if k == kind}
        yield from _of_strangers(lists, index, kind, mine, task)
        for (script, band), asked in sorted(mine.items()):
            for i, variant, held_out in sampled(asked, COMPARED if script == "Latin" else ASKED):
                pair = as_pair(
                    name_of[i],
                    variant,
                    kind,
                    True,
                    f"{task}/{kind}/{script}/{band}/pair",
                    held_out,
                    lists.lexicon,
                )
                if pair is not None:
                    yield pair


def _fewer(kind: str, script: str) -> int:
    return 1 if script == "Latin" else FEWER.get(Kind(kind), 1)


def _variants(lists: Lists, task: str, name_of: dict[str, str]) -> Variants:
    """Return by kind, script and band the (id, variant) of a list's queries."""
    variants: Variants = defaultdict(list)
    for r in rows(lists.folder / f"{task}_queries.tsv"):
        if r["band"] in BANDS and r["entity_id"] in name_of:
            variants[r["kind"], r["script"], r["band"]].append((r["entity_id"], r["variant"]))
    return {
        group: asked
        for group, asked in variants.items()
        if len(asked) >= MIN_QUERIES and (task != "ror" or group[1] in ROR_SCRIPTS)
    }


def _of_slips(n: Normalizer, entities: list[Entity], source: str) -> Iterator[Question]:
    """Yield names with typing errors, asked of their table and compared with the name itself."""
    entities = [e for e in entities if len(e.name) > MIN_SLIP and e.name.isprintable() and e.name.isascii()]
    name_of = {e.id: e.name for e in entities}
    for i, slip in slips(random.Random(SEED), entities)[:SLIPS]:
        kind, held_out = str(entities[0].kind), is_held_out(i)
        yield from in_table(n, slip, frozenset([i]), kind, f"{source}/real", held_out)
        pair = as_pair(name_of[i], slip, kind, True, f"{source}/pair", held_out, n._lexicon)
        if pair is not None:
            yield pair


Strangers = list[tuple[str, str]]  # (id of the entity, the near stranger of its name)


def _of_strangers(
    lists: Lists,
    index: Sequence[tuple[str, str, str]],
    kind: str,
    variants: dict[tuple[str, str], list[tuple[str, str]]],
    task: str,
) -> Iterator[Question]:
    """Yield the variants of a list, asked of tables of near strangers of their names, and pairs of
    both.
    """
    name_of = {i: name for i, name, _ in reversed(index)}
    for mode, (listed, sort_of) in _strangers(lists, index, kind).items():
        if not listed:
            continue
        stranger_of = dict(listed)
        n = Normalizer.from_entities(Entity(i, name, kind) for i, name in listed)
        for (script, band), of in sorted(variants.items()):
            asked = [(i, variant) for i, variant in of if i in stranger_of]
            source = f"{task}/{kind}/{script}/{band}/{mode}"
            if kind != Kind.PLACE:
                fewer = 2 * _fewer(kind, script) if script != "Latin" and kind == Kind.ORG else 1
                for _, variant, held_out in sampled(asked, ASKED_OF_STRANGERS, fewer):
                    yield from in_table(n, variant, frozenset(), kind, source, held_out)
            if script != "Latin":
                for i, variant, held_out in sampled(asked, ASKED_OF_STRANGERS):
                    pair = as_pair(
                        variant, stranger_of[i], kind, False, f"{source}/pair", held_out, lists.lexicon
                    )
                    if pair is not None:
                        yield pair
        for i, name, held_out in sampled(listed, COMPARED):
            sort = f"{mode}{':' + sort_of[i] if i in sort_of else ''}"
            source = f"{task}/{kind}/{script_of(name) or 'Latin'}/stranger/{sort}"
            pair = as_pair(name_of[i], name, kind, False, f"{source}/pair", held_out, lists.lexicon)
            if pair is not None:
                yield pair
            if mode == "more" and kind == Kind.PERSON:  # as the list has it, and nothing else differs
                yield from in_table(n, name_of[i], frozenset(), kind, f"{source}/listed", held_out)


def _strangers(
    lists: Lists, index: Sequence[tuple[str, str, str]], kind: str
) -> dict[str, tuple[Strangers, dict[str, str]]]:
    """Return by mode near strangers of a list's names, and of which sort each of them is.

    `swap` and `near` are the ways of the bench, `more` the sorts of near_strangers.py.
    """
    mine = [(i, name) for i, name, k in index if k == kind]
    if kind == Kind.PLACE:
        towns = nearest_town(name for _, name in mine)
        made = {i: ("town", towns(name)) for i, name in mine}
        modes = {}
    else:
        sys.path.insert(0, str(lists.folder))
        from evaluate import strangers  # of the bench

        modes = {mode: (listed, {}) for mode, listed in strangers(list(index), kind).items()}
        if kind == Kind.PERSON:
            made = {i: near_stranger(i, name, lists.person_words, OF_PEOPLE) for i, name in mine}
        else:
            made = {i: near_stranger(i, name, lists.organisation_words, OF_ORGANISATIONS) for i, name in mine}
    more = {i: of for i, of in made.items() if of is not None and of[1] is not None}
    modes["more"] = [(i, name) for i, (_, name) in more.items()], {i: sort for i, (sort, _) in more.items()}
    return modes
