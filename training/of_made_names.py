"""The questions of names that were made, or are of no list: case forms, names that the box lacks,
East Slavic names in two languages, names heard apart, pseudo-observations.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml
from asking import ASKED, SEED, Lists, as_candidate, as_pair, in_table, is_held_out, sampled
from heard import HeardForms, NativeForms, words_in_both
from near_strangers import cased, divided, other_given_name, similar_name, written
from of_lists import MIN_SLIP, SLIPS
from questions import Question
from slips import inflect, inflections_of, rows, script_of, slips

from translit import Entity, Kind, Normalizer, romanize
from translit.names.lexicon import Lexicon
from translit.pairs.aligned_names import TOLD_BY_TABLE

PRIORS = Path(__file__).with_name("priors.yaml")
PRIOR_TABLE = 10_000  # names of the table that a pseudo-observation stands in
IN_BOX = 1800  # names of a sort that the box lacks
EAST_SLAVIC = 2400  # people named in two languages
HEARD_APART = 2400  # people one of whose names is exchanged for one that differs by its vowels
HEARD_IN = (  # lists of people with their names in another script
    *(("arabic_people", "Arabic"), ("hindi_people", "Devanagari"), ("un", "Arabic")),
    *(("wikidata_people", "Hebrew"), ("wikidata_people", "Hangul")),
)


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
            n_listed = prior.get("n_names", PRIOR_TABLE)
            for context, n_names, one in (("pair", None, of_pair), ("table", n_listed, of_table)):
                chance = prior.get(context)
                if chance is None or one is None:
                    continue
                weight = prior["weight"]
                for right, share in ((0, chance), (-1, 1 - chance)):
                    if share > 0:
                        yield one._replace(n_names=n_names, right=right, weight=weight * share)
