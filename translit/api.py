"""The functions to import: the one place where the tables in the box meet `Normalizer`.

`translit.linking` is imported by the functions that use it: `normalize` answers sooner without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from translit.comparisons import Cluster, Comparison
from translit.index.box import BOX
from translit.model import Kind, kind_of, text_of
from translit.normalizer import Normalizer
from translit.periods import When
from translit.resolve.gazetteer import gazetteer
from translit.results import Match, Mention

# Probability that two names are one from which on `cluster` joins them; within 0.002 of the highest
# F1 of benchmarks/cluster.py --choose.
CLUSTER_THRESHOLD = 0.5


@cache
def _builtin() -> Normalizer:
    return Normalizer.builtin()


def normalize(
    name: str,
    *,
    kind: Kind | str | None = None,
    country: str | None = None,
    when: When | None = None,
) -> Match:
    """Return who or what *name* means, by the tables in the box.

    >>> m = normalize("Aekxei Reznikov")
    >>> m.name, m.id, m.status.name
    ('Oleksii Reznikov', 'person/oleksii-reznikov', 'MATCHED')

    See `Normalizer.normalize`.
    """
    return _builtin().normalize(name, kind=kind, country=country, when=when)


def normalize_many(
    names: Iterable[str],
    *,
    kind: Kind | str | Sequence[Kind | str | None] | None = None,
    country: str | Sequence[str | None] | None = None,
    when: When | Sequence[When | None] | None = None,
    workers: int = 1,
    progress: bool = False,
    same_document: bool = False,
) -> list[Match]:
    """Return the answer to each of *names*, in order, by the tables in the box.

    >>> [str(m) for m in normalize_many(["Kiev", "Харків", "Springfield"])]
    ['Kyiv', 'Kharkiv', 'Springfield']

    >>> [str(m) for m in normalize_many(["Oleksii Reznikov", "Reznikov"], same_document=True)]
    ['Oleksii Reznikov', 'Oleksii Reznikov']

    See `Normalizer.normalize_many`.
    """
    return _builtin().normalize_many(
        names,
        kind=kind,
        country=country,
        when=when,
        workers=workers,
        progress=progress,
        same_document=same_document,
    )


def find(
    text: str, *, demonyms: bool = False, unknown: bool = False, when: When | None = None
) -> list[Mention]:
    """Return the names in a running text, by the tables in the box.

    >>> mentions = find("Russia-Ukraine talks in Kiev 🕊 and Харків")
    >>> [(m.start, m.end, m.surface, m.name) for m in mentions][1:]
    [(7, 14, 'Ukraine', 'Ukraine'), (24, 28, 'Kiev', 'Kyiv'), (35, 41, 'Харків', 'Kharkiv')]

    See `Normalizer.find`.
    """
    return _builtin().find(text, demonyms=demonyms, unknown=unknown, when=when)


def rewrite(text: str, *, style: str = "canonical", when: When | None = None) -> str:
    """Return *text* with each name that is resolved in its canonical spelling, by the tables in the
    box.

    >>> rewrite("Vladimir Medinskiy came to Kiev; Medinksy's aide stayed.")
    "Vladimir Medinsky came to Kyiv; Medinsky's aide stayed."

    See `Normalizer.rewrite`.
    """
    return _builtin().rewrite(text, style=style, when=when)


def compare(a: str, b: str, *, kind: Kind | str | None = None) -> Comparison:
    """Return how likely two names are spellings of one; no table of entities is asked.

    >>> compare("Aleksander Phomin", "Александр Фомин").score >= 0.5
    True
    >>> compare("Andrei Reznikov", "Sergei Reznikov").score >= 0.5
    False
    """
    from translit.linking.compare import compare

    return compare(a, b, BOX.lexicon, gazetteer(), kind=kind)


def cluster(
    names: Iterable[str],
    *,
    kind: Kind | str | None = None,
    threshold: float = CLUSTER_THRESHOLD,
    singletons: bool = True,
    workers: int = 1,
    progress: bool = False,
) -> list[Cluster]:
    """Group *names* by the name that they are spellings of.

    >>> lavrovs = ["Sergei Lavrov", "Сергей Лавров", "Lavrov, Sergey", "Sergei Lavrov"]
    >>> for group in cluster([*lavrovs, "Sergei Shoigu"]):
    ...     print(group.name, dict(group.spellings))
    Sergei Lavrov {'Sergei Lavrov': 2, 'Lavrov, Sergey': 1, 'Сергей Лавров': 1}
    Sergei Shoigu {'Sergei Shoigu': 1}

    Every name is in one cluster, alone in it if nothing in the list is the same name; *singletons*
    False leaves those out. The clusters with most names come first. The order of *names* does not
    matter, only what they are and how often.

    Names that the tables in the box list of one entity are one (USA, United States of America),
    those that they list of two are two.

    A cluster's `name` is its most frequent spelling; of several one in Latin letters, with the most
    tokens and the fewest initials, not "Last, First", not in capitals throughout, the shortest, the
    first by code points. `evidence` are the pairs that joined the spellings, `explain()` tells
    them.

    Two groups are joined by a pair that is one name with the probability *threshold* or more, among
    names of the list, unless all pairs between the groups together speak against it. Higher: fewer
    false joins, more names left apart. *kind*: what all names are; without it each pair is weighed
    as of any kind. *workers* processes look for the pairs in lists of 2,000 distinct names or more;
    *progress* draws a bar at a terminal, on standard error.

    Raises TypeError that says which of *names* is no text, ValueError for an unknown kind, a
    threshold that is not between 0 and 1, or fewer workers than 1; WorkerError if a process ends.
    """
    from translit.linking.cluster import cluster

    return cluster(
        names,
        BOX.vocabulary,
        kind=kind,
        threshold=threshold,
        singletons=singletons,
        workers=workers,
        progress=progress,
    )


def canonical_names(
    names: Iterable[str], *, kind: Kind | str | None = None, threshold: float = CLUSTER_THRESHOLD
) -> dict[str, str]:
    """Return the name to keep for each of *names*, which are of one graph, text or column.

    >>> told = canonical_names(["USA", "U.S.", "Mr. Holmes", "Holmes", "Sherlock Holmes"])
    >>> [f"{name} -> {kept}" for name, kept in told.items()][::2]
    ['USA -> United States', 'Mr. Holmes -> Sherlock Holmes', 'Sherlock Holmes -> Sherlock Holmes']

    Names of one `cluster` have one name: that of who is known so in the tables in the box, else the
    spelling to keep. A bare name (Holmes, Mr. Holmes) is that of the only person of the list who
    has it; where two have it, or a title says otherwise, it stays. Raises what `cluster` raises.
    """
    from translit.linking.canonical import canonical_names

    return canonical_names(names, BOX.vocabulary, gazetteer(), kind=kind, threshold=threshold)


def keys(name: str, *, kind: Kind | str | None = None) -> tuple[str, ...]:
    """Return a few short texts that most variants of *name* share, to join or look names up by in
    another engine.

    >>> shared = set(keys("Aekxei Reznikov")) & set(keys("Олексій Резніков"))
    >>> sorted(shared)
    ['1bkmrs', '1bkmrs.a']

    Two names that share none are seldom one; two that share one are to be compared: most are not.
    A key is made of the consonants of a word, in any script, kindred ones as one and sorted, and of
    the first letter of another word. Its first character is the version of the keys; what stands
    where there is no name (n/a) has none. Raises TypeError for what is not a text, ValueError for
    an unknown kind.
    """
    from translit.linking.keys import blocking_keys

    return blocking_keys(text_of(name, "keys"), BOX.lexicon, kind=None if kind is None else kind_of(kind))


def variants(name: str, *, kind: Kind | str | None = None, limit: int = 20) -> tuple[str, ...]:
    """Return the likeliest other spellings of *name*, likeliest first: what to search for in an
    engine that finds letters only.

    >>> variants("Aleksei Reznikov", limit=3)
    ('Alexei Reznikov', 'Aleksey Reznikov', 'Aleksei Reznicov')
    >>> "Oleksii Reznikov" in variants("Олексій Резніков")
    True

    They are in Latin letters, of all languages; the name itself is not among them. Ranked by what
    was learned of how the letters of names are written, and by how rare the spelling is in lists of
    names; words keep their order, titles and legal forms their letters. They are spellings, not
    names: no listed alias is among them but by chance, and most were never used. Raises TypeError
    for what is not a text, ValueError for an unknown kind or a limit that is not from 1 to 1,000.
    """
    from translit.linking.variants import MAX_LIMIT, spelling_variants

    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"limit must be from 1 to {MAX_LIMIT:,}, not {limit}")
    of_kind = None if kind is None else kind_of(kind)
    return spelling_variants(text_of(name, "variants"), BOX.vocabulary, kind=of_kind, limit=limit)
