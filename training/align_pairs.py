"""Align names of known meaning, as look-ups and comparisons do: questions with their answers, to
learn from.

    python training/align_pairs.py DATA FOLDER [TASK…]

writes `FOLDER/TASK.pickle`, a list of `Question`; without tasks, of all (some 20 minutes). DATA is
the folder of the bench (see `SOURCES`): index and query files of public lists, names of nobody,
names that the box does not list. The next steps are feature_matrix.py and learn_model.py.

A `Question` is a name and what it was aligned with: the candidates of a table, of which one is
right or none is; or one other name, as for `compare`. Beside the real variants of a list each name
is asked of a table of near strangers (near_strangers.py), where nobody is right. Every third
entity, by the hash of its id, is held out: nothing is learned from it.
"""

from __future__ import annotations

import hashlib
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import yaml
from heard import HeardForms, NativeForms, words_in_both
from near_strangers import (
    OF_ORGANISATIONS,
    OF_PEOPLE,
    OrganisationWords,
    PersonWords,
    cased,
    divided,
    near_stranger,
    nearest_town,
    other_given_name,
    similar_name,
    written,
)
from questions import Question
from slips import inflect, inflections_of, rows, script_of, slips

from translit import Entity, Kind, Normalizer, romanize
from translit.index.terms import indexed_parts
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role
from translit.pairs.align import align
from translit.pairs.aligned_names import TOLD_BY_TABLE
from translit.pairs.alignment import Alignment
from translit.resolve.candidates import retrieve
from translit.resolve.search import ALIGNED, RETRIEVED, SHORTLISTED, WITHOUT_SHORTLIST
from translit.resolve.shortlist import shortlist
from translit.writing.spelling import spelling_costs

SEED = 7
PRIORS = Path(__file__).with_name("priors.yaml")
# what is learned from, each with its licence
SOURCES = {
    "ofac": "the US Treasury's SDN list (public domain)",
    "un": "the UN consolidated list",
    "wikidata_people": "NETransliteration-COLING2018 (CC0)",
    "arabic_people": "Wikidata by way of arabic-name-romanizer (CC0)",
    "hindi_people": "in-rolls/indicate (MIT)",
    "ror": "ROR (CC0)",
    "places": "WhosOnFirst localities (attribution)",
    **dict.fromkeys(("towns_arabic", "towns_cyrillic", "towns_hangul"), "GeoNames (CC BY 4.0)"),
    "eastslavic": "ukrainian_russian names (MIT)",
    "name_parts": "NETransliteration-COLING2018 (CC0)",
    "heard": "NETransliteration-COLING2018 (CC0)",
    "box": "GeoNames (CC BY 4.0) and Faker (MIT), names that the box does not list",
    "cases": "case forms of names of NETransliteration-COLING2018 (CC0) and of the box",
    "priors": "training/priors.yaml",
}
NATIVE = 12  # spellings aligned with a query that is not in Latin letters
# queries of a task, kind, script and band: to learn from, and held out
ASKED, ASKED_OF_STRANGERS, COMPARED = (900, 240), (500, 130), (1200, 600)
# names of nobody, names with a slip, names of a sort that the box lacks
NOBODY, SLIPS, IN_BOX = 1500, 900, 1800
BANDS = ("close", "variant", "acronym", "cross-script", "tamil-nadu", "kerala", "no-latin")
MIN_QUERIES = 40  # of a kind, script and band
# Organisations in other scripts are asked in two of them. In all nine they outweigh those in Latin
# letters: of pairs of OFAC's, recall at 3 % of strangers falls from .72 to .69.
ROR_SCRIPTS = ("Latin", "Cyrillic", "Arabic")
# of those, and of towns, fewer are asked: each takes a tenth of a second
FEWER = {Kind.ORG: 10, Kind.PLACE: 2}
PRIOR_TABLE = 10_000  # names of the table that a pseudo-observation stands in
MIN_SLIP = 4  # letters of a name that is written with a slip
EAST_SLAVIC = 2400  # people named in two languages
HEARD_APART = 2400  # people one of whose names is exchanged for one that differs by its vowels
HEARD_IN = (  # lists of people with their names in another script
    *(("arabic_people", "Arabic"), ("hindi_people", "Devanagari"), ("un", "Arabic")),
    *(("wikidata_people", "Hebrew"), ("wikidata_people", "Hangul")),
)
PUT_TOGETHER = 4000  # people whose names are put together from parts
PART_MET = 2  # times that a part was met so
MAX_PART_COST = 3.0  # nats a letter of the spelling model; more are parts of two names
# the script of a language, and what stands between two parts of a foreign name
WRITTEN_IN = {"ja": ("Japanese", "・"), "zh": ("Han", "·"), "ru": ("Cyrillic", " ")}
WITH_SLIPS = ("ofac", "un", "ror", "places", "wikidata_people")
WITH_NOBODY = ("ofac", "un")


def is_held_out(identifier: str) -> bool:
    """Whether nothing is learned from an entity."""
    return hashlib.blake2b(identifier.encode(), digest_size=4).digest()[0] % 3 == 0


def sampled(
    asked: Sequence[tuple[str, str]], sizes: tuple[int, int], fewer: int = 1
) -> list[tuple[str, str, bool]]:
    """Return (id, name, held out) of some that are *asked*, as many as *sizes* says divided by
    *fewer*.
    """
    rng = random.Random(SEED)
    by_side: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for identifier, name in asked:
        by_side[is_held_out(identifier)].append((identifier, name))
    return [
        (identifier, name, held_out)
        for held_out, of in by_side.items()
        for identifier, name in rng.sample(of, min(sizes[held_out] // fewer, len(of)))
    ]


def in_table(
    n: Normalizer, text: str, right: frozenset[str], kind: str, source: str, held_out: bool
) -> Iterator[Question]:
    """Yield the questions of one query, one for each kind of its candidates: nobody of another kind
    is right.

    None where a key finds it, which no model sees; nor where the right entity is not among what is
    retrieved: that teaches nothing.
    """
    table, lexicon = n._index, n._lexicon
    name = Name(text, lexicon)
    if not name.key or table.exact(name.key) or (name.core_key != name.key and table.exact(name.core_key)):
        return
    name = name.translated or name
    best: dict[str, dict[str, tuple[Alignment, str]]] = defaultdict(dict)
    seen: set[int] = set()
    for row in _rows(name, n):
        if row in seen:
            continue
        seen.add(row)
        spelling = table.spelling(row)
        entity = table.entity(spelling.entity)
        alignment = align(name.parts, spelling.parts, lexicon, name.spelled)
        if alignment.pairs:
            best[str(entity.kind)].setdefault(entity.id, (alignment, spelling.alias.text))
    for of_kind, found in best.items():
        at = next((i for i, identifier in enumerate(found) if identifier in right), -1)
        if right and at < 0 and of_kind == kind:
            continue
        alignments, names = zip(*found.values(), strict=True)
        yield Question(of_kind, table.population, alignments, at, source, held_out, (text, *names))


def _rows(name: Name, n: Normalizer) -> Iterator[int]:
    """Yield the rows that a search aligns with *name*, in its rounds."""
    is_latin = not name.script
    for by_ngrams in (False, True) if is_latin else (True,):
        near = retrieve(name, n._index, RETRIEVED if is_latin else ALIGNED, by_ngrams=by_ngrams)
        rows_ = list(near.rows)
        if is_latin and len(rows_) >= WITHOUT_SHORTLIST:
            words = [part.token for part in indexed_parts(name.parts)]
            words += [part.token[0] for part in name.parts if part.role is Role.INITIAL]
            listed = shortlist(words, list(zip(rows_, near.coverage, strict=True)), n._index, n._lexicon)
            rows_ = [rows_[0], *(row for _, row in listed if row != rows_[0])][: SHORTLISTED[by_ngrams]]
        yield from rows_[:NATIVE]


def as_pair(
    a: str, b: str, kind: str | None, is_same: bool, source: str, held_out: bool, lexicon: Lexicon
) -> Question | None:
    """Return the question of two names, aligned as `compare` does; None where a key or nothing
    decides it.
    """
    names = [Name(text, lexicon, kind=None if kind is None else Kind(kind)) for text in (a, b)]
    if names[0].key == names[1].key or not all(name.parts for name in names):
        return None
    if names[0].script != names[1].script:
        names = [name.translated or name for name in names]
    one, other = sorted(names, key=lambda name: (not name.script, len(name.parts), name.parts))
    alignment = align(one.parts, other.parts, lexicon)
    if not alignment.pairs:
        return None
    return Question(kind or "person", None, (alignment,), is_same - 1, source, held_out, (a, b))


def as_candidate(query: str, alias: str, kind: Kind, source: str, lexicon: Lexicon) -> Question | None:
    """Return the question of a query of which nothing is known and a table's only candidate."""
    name = Name(query, lexicon)
    alignment = align((name.translated or name).parts, Name(alias, lexicon, kind=kind).parts, lexicon)
    return Question(kind, None, (alignment,), 0, source, False, (query, alias)) if alignment.pairs else None


class Lists:
    """The public lists in a folder, and the words that near strangers are made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = (folder / "wikidata_names.txt").read_text(encoding="utf8").splitlines()
        self.full_names = [name for name in names if " " in name and name.isascii()]
        organisations = [
            r["name"]
            for task in ("ofac", "un", "ror")
            for r in rows(folder / f"{task}_index.tsv")
            if r["kind"] == Kind.ORG
        ]
        people = [r["name"] for r in rows(folder / "ofac_index.tsv") if r["kind"] == Kind.PERSON]
        self.person_words = PersonWords([*names, *people])
        self.organisation_words = OrganisationWords(organisations)
        self.nobody = [r["name"] for r in rows(folder / "nobody.tsv")]
        self.lexicon = Normalizer.builtin()._lexicon

    def index(self, task: str) -> list[tuple[str, str, str]]:
        """Return (id, name, kind) of a list."""
        return [(r["entity_id"], r["name"], r["kind"]) for r in rows(self.folder / f"{task}_index.tsv")]


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
            source = f"{task}/{kind}/{script_of(name) or 'Latin'}/stranger/{sort}/pair"
            pair = as_pair(name_of[i], name, kind, False, source, held_out, lists.lexicon)
            if pair is not None:
                yield pair


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


def of_case_forms(lists: Lists) -> Iterator[Question]:
    """Yield names as they stand in sentences of Slavic languages, asked of a table of nominatives
    and of near strangers.
    """
    rng = random.Random(SEED)
    box = [e for e in Normalizer.builtin().entities() if e.kind is Kind.PERSON]
    people = [
        Entity(f"w/{i}", name, Kind.PERSON) for i, name in enumerate(rng.sample(lists.full_names, 4000))
    ]
    people += [Entity(e.id, e.name, e.kind) for e in box]
    native = [
        (e.id, text)
        for e in box
        for texts in e.native.values()
        for text in texts
        if script_of(text) == "Cyrl" and " " in text
    ]
    latin = [
        (e.id, e.name) for e in people if e.name.isascii() and " " in e.name and len(e.name.split()[-1]) > 4
    ]
    cyrillic_endings, latin_endings = inflections_of("Cyrl"), inflections_of("Latn")
    asked = {
        "Cyrillic": [(i, inflect(rng, text, cyrillic_endings)) for i, text in rng.sample(native, 420)]
        + rng.sample(native, 200),
        "Latin": [(i, inflect(rng, text, latin_endings)) for i, text in rng.sample(latin, 600)]
        + [(i, text.split()[-1]) for i, text in rng.sample(latin, 100)],
    }
    n = Normalizer.from_entities(people)
    words = lists.person_words
    strange = [
        (e.id, (other_given_name if rng.random() < 0.5 else similar_name)(e.name, words, rng)) for e in people
    ]
    of_strangers = Normalizer.from_entities(Entity(i, name, Kind.PERSON) for i, name in strange if name)
    namesakes = [(e.id, other_given_name(e.name, words, rng)) for e in people]
    of_namesakes = Normalizer.from_entities(Entity(i, name, Kind.PERSON) for i, name in namesakes if name)
    for script, queries in asked.items():
        source = f"cases/person/{script}/inflected"
        for at, (i, name) in enumerate(queries):
            yield from in_table(n, name, frozenset([i]), "person", f"{source}/real", is_held_out(i))
            if " " not in name:  # a bare family name: of a namesake as well
                yield from in_table(
                    of_namesakes, name, frozenset(), "person", f"{source}/namesake", is_held_out(i)
                )
            elif at % 3 == 0:
                yield from in_table(
                    of_strangers, name, frozenset(), "person", f"{source}/near", is_held_out(i)
                )


def of_box(lists: Lists) -> Iterator[Question]:
    """Yield what the tables in the box find for names that they do not list, and for slips of the
    names that they do.
    """
    n = Normalizer.builtin()
    for kind in Kind:
        entities = [e for e in n.entities() if e.kind is kind and e.name.isascii() and len(e.name) > MIN_SLIP]
        for i, slip in slips(random.Random(SEED), entities)[:SLIPS]:
            yield from in_table(n, slip, frozenset([i]), kind, f"box/{kind}/slip/real", is_held_out(i))
    by_sort: dict[str, list[str]] = defaultdict(list)
    for r in rows(lists.folder / "box_strangers.tsv"):
        by_sort[r["sort"]].append(r["name"])
    for sort, names in sorted(by_sort.items()):
        for name in random.Random(SEED).sample(names, min(IN_BOX, len(names))):
            yield from in_table(n, name, frozenset(), "", f"box/{sort}/none", is_held_out(name))


def of_east_slavic(lists: Lists) -> Iterator[Question]:
    """Yield names of one man in Ukrainian and in Russian, and of namesakes but for one word."""
    rng = random.Random(SEED)
    first, fathers, last = (
        [
            (r["ukrainian"], r["russian_ranked"].replace("|", ";").replace(",", ";").split(";")[0])
            for r in rows(lists.folder / "lexicon" / f"ukrainian_russian_{name}.tsv")
        ]
        for name in ("first", "patronymic", "last")
    )
    men = [
        [of for of in first if all(of) and not of[0].endswith(("а", "я"))],
        [of for of in fathers if all(of) and of[0].endswith("ч")],
        [of for of in last if all(of) and not of[0].endswith(("а", "я"))],
    ]
    for count in range(EAST_SLAVIC):
        columns = [0, 1, 2] if rng.random() < 0.5 else [0, 2]
        one = [rng.choice(men[column]) for column in columns]
        other = list(one)
        at = rng.randrange(len(one))
        other[at] = rng.choice(men[columns[at]])
        ukrainian = romanize(" ".join(word[0].title() for word in one), lang="uk")
        for name, is_same in ((one, True), (other, False)):
            if not is_same and other[at][1][:4] == one[at][1][:4]:
                continue
            russian = romanize(" ".join(word[1].title() for word in name), lang="ru")
            source = f"eastslavic/person/Latin/{'one' if is_same else 'stranger'}/pair"
            pair = as_pair(ukrainian, russian, "person", is_same, source, count % 3 == 0, lists.lexicon)
            if pair is not None:
                yield pair


def of_heard_apart(lists: Lists) -> Iterator[Question]:
    """Yield people of whose names one is exchanged for another a letter or two away that other
    languages write otherwise, to compare and asked of a table of such names.
    """
    yield from _heard_in_latin(lists)
    for task, script in HEARD_IN:
        yield from _heard_across(lists, task, script)


def _heard_in_latin(lists: Lists) -> Iterator[Question]:
    """Yield names in Latin letters, with another that differs by its vowels."""
    rng = random.Random(SEED)
    alike = HeardForms(lists.folder / "name_parts.tsv").alike_by_consonants(
        word for name in lists.full_names for word in name.split()
    )
    made: list[tuple[str, str, str]] = []
    for name in rng.sample(lists.full_names, len(lists.full_names)):
        given, family = divided(name)
        parts = [given[0], family[-1]]
        at = [i for i, word in enumerate(parts) if word.casefold() in alike]
        if not at or len(made) == HEARD_APART:
            continue
        i = rng.choice(at)
        other = cased(rng.choice(alike[parts[i].casefold()]), parts[i])
        stranger = written(name, [other, *given[1:]], family) if i == 0 else written(name, given, [other])
        made.append((f"heard/{len(made)}", name, stranger))
    n = Normalizer.from_entities(Entity(i, stranger, Kind.PERSON) for i, _, stranger in made)
    for _, name, stranger in made:
        held_out, source = is_held_out(name), "heard/person/Latin/stranger/more:vowels"
        pair = as_pair(name, stranger, "person", False, f"{source}/pair", held_out, lists.lexicon)
        if pair is None or all(of.relation in TOLD_BY_TABLE for of in pair.alignments[0].pairs):
            continue  # known as one: Michael, Michal
        yield pair
        yield from in_table(n, name, frozenset(), "person", "heard/person/Latin/vowels/more", held_out)


def _heard_across(lists: Lists, task: str, script: str) -> Iterator[Question]:
    """Yield names in *script*, with those of near strangers in Latin letters."""
    rng = random.Random(SEED)
    name_of = {i: name for i, name, _ in reversed(lists.index(task))}
    written_so = [
        (r["entity_id"], name_of[r["entity_id"]], r["variant"])
        for r in rows(lists.folder / f"{task}_queries.tsv")
        if r["kind"] == Kind.PERSON and r["script"] == script
    ]
    forms = NativeForms((latin, native) for _, latin, native in written_so)
    made: dict[str, tuple[str, str]] = {}
    for i, latin, native in written_so:
        options = [
            (word, other) for word, form in words_in_both(latin, native) for other in forms.others(word, form)
        ]
        if options and " " in latin:
            word, other = rng.choice(options)
            made[i] = (
                native,
                " ".join(
                    cased(other, one) if one.casefold() == word else one
                    for one in latin.replace("-", " ").split()
                ),
            )
    n = Normalizer.from_entities(Entity(i, stranger, Kind.PERSON) for i, (_, stranger) in made.items())
    asked = [(i, native) for i, (native, _) in made.items()]
    for i, native, held_out in sampled(asked, ASKED):
        _, stranger = made[i]
        source = f"heard/person/{script}/vowels/more"
        pair = as_pair(native, stranger, "person", False, f"{source}/pair", held_out, lists.lexicon)
        if pair is not None:
            yield pair
        yield from in_table(n, native, frozenset(), "person", source, held_out)


def of_priors(lexicon: Lexicon) -> Iterator[Question]:
    """Yield the pseudo-observations of priors.yaml, the likely answer and the other by their
    weights.
    """
    for prior in yaml.safe_load(PRIORS.read_text(encoding="utf8")):
        kinds = list(Kind) if prior["kind"] == "any" else [Kind(prior["kind"])]
        for (a, b), kind in ((names, kind) for names in prior["names"] for kind in kinds):
            source = f"priors/{kind}/{prior['reason']}"
            of_pair = as_pair(str(a), str(b), kind, True, source, False, lexicon)
            of_table = as_candidate(str(a), str(b), kind, source, lexicon)
            for context, n_names, one in (("pair", None, of_pair), ("table", PRIOR_TABLE, of_table)):
                chance = prior.get(context)
                if chance is None or one is None:
                    continue
                weight = prior["weight"]
                for right, share in ((0, chance), (-1, 1 - chance)):
                    if share > 0:
                        yield one._replace(n_names=n_names, right=right, weight=weight * share)


def questions_of(task: str, lists: Lists) -> Callable[[], Iterator[Question]]:
    """Return what yields the questions of a task."""
    special = {
        "box": of_box,
        "cases": of_case_forms,
        "eastslavic": of_east_slavic,
        "heard": of_heard_apart,
        "name_parts": of_name_parts,
    }
    if task == "priors":
        return partial(of_priors, lists.lexicon)
    return partial(special[task], lists) if task in special else partial(of_list, lists, task)


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    lists = Lists(folder)
    for task in sys.argv[3:] or SOURCES:
        start = time.perf_counter()
        questions = list(questions_of(task, lists)())
        with (out / f"{task}.pickle").open("wb") as file:
            pickle.dump(questions, file, protocol=5)
        print(task, len(questions), "questions", f"{time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
