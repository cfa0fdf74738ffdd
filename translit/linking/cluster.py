"""The spellings of a list grouped by the name that they are spellings of, without any table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from translit.index import store
from translit.index.build import build
from translit.index.index import Index
from translit.linking.blocking import Block, Scored, chance_of, entities_of, log_odds
from translit.model import Kind, kind_of
from translit.names.lexicon import Lexicon
from translit.names.parts import Role, parse_name
from translit.names.vocabulary import Vocabulary
from translit.pairs.align import steps
from translit.pairs.model import BY_STAGE
from translit.parallel.pool import shared
from translit.parallel.progress import Tell, bar_of
from translit.resolve.lookup import stage_of
from translit.results import Cluster, Comparison, Step
from translit.writing.keys import key
from translit.writing.scripts import scripts
from translit.writing.text import fold

# probability of a pair from which on it joins its groups; within 0.002 of the highest F1 of
# benchmarks/cluster.py --choose
THRESHOLD = 0.5
# nats: mean log-odds of all pairs of two groups below which no one pair joins them; chosen with it
LEAST_MEAN = -2.0
FEW = 2_000  # names; fewer start no processes
CHUNK = 500  # names whose neighbours are looked for at a time
# In a long list families of like names grow together (Lee Jung-ho, Lee Jong-hu …): there two groups
# of more than so many names must be likelier one.
MANY, LARGE, LEAST_MEAN_LARGE = 10_000, 16, -1.0
COMPARED = 12  # names of a group, those that came to it first, that are compared with another group


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are one, by their places, and the pairs that joined them."""

    places: list[int]
    joined: list[tuple[int, int]]


def cluster(
    names: Iterable[str],
    vocabulary: Vocabulary,
    *,
    kind: Kind | str | None = None,
    threshold: float = THRESHOLD,
    singletons: bool = True,
    workers: int = 1,
    progress: bool = False,
) -> list[Cluster]:
    """Group *names* by the name that they are spellings of. See `translit.cluster`."""
    kind = None if kind is None else kind_of(kind)
    if not 0 < threshold < 1:
        raise ValueError(f"threshold must lie between 0 and 1, not {threshold!r}")
    counts = Counter(_texts(names))
    keyed: dict[str, list[str]] = {}
    nobody = []  # blank, unknown, n/a: no names, and not spellings of each other
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        folded = key(name)
        if not folded or not name.strip() or fold(name) in vocabulary.lexicon.placeholders:
            nobody.append(Cluster(name, {name: counts[name]}))
        else:
            keyed.setdefault(folded, []).append(name)
    # spellings of one key, the most frequent first
    same = [keyed[folded] for folded in sorted(keyed)]
    first = [spellings[0] for spellings in same]
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number, 1 or more, not {workers!r}")
    with bar_of(len(first), is_wanted=progress) as tell:
        index = build(entities_of(first, vocabulary.lexicon, kind), vocabulary)
        block = Block(index, vocabulary.lexicon, kind)
        scored = _scored(block, workers if len(first) >= FEW else 1, tell)
    groups = grouped(len(first), scored, block.score, log_odds(threshold))
    found = [*nobody, *(_told(group, same, counts, block, scored) for group in groups)]
    found.sort(key=lambda group: (-group.size, group.name))
    return found if singletons else [group for group in found if len(group.spellings) > 1]


def grouped(size: int, scored: Scored, score: Callable[[int, int], float], least: float) -> list[Group]:
    """Group *size* names by the pairs *scored*, from the surest down to log-odds of *least*.

    A pair joins the groups that its two names are in unless all pairs between these, taken
    together, speak against it: one weak link does not make one group of two. *score* weighs a pair
    that is not in *scored*; what it says is entered there.
    """
    of: list[Group] = [Group([place], []) for place in range(size)]
    for _, (a, b) in sorted((-odds, pair) for pair, odds in scored.items() if odds >= least):
        one, other = of[a], of[b]
        if one is other:
            continue
        is_large = size >= MANY and len(one.places) + len(other.places) > LARGE
        if _mean(one, other, scored, score) < (LEAST_MEAN_LARGE if is_large else LEAST_MEAN):
            continue
        if (len(one.places), -one.places[0]) < (len(other.places), -other.places[0]):
            one, other = other, one
        one.places.extend(other.places)
        one.joined.extend((*other.joined, (a, b)))
        for place in other.places:
            of[place] = one
    return [group for place, group in enumerate(of) if min(group.places) == place]


def _mean(one: Group, other: Group, scored: Scored, score: Callable[[int, int], float]) -> float:
    """Return the mean of what the pairs between two groups say, in nats."""
    total, count = 0.0, 0
    for a in one.places[:COMPARED]:
        for b in other.places[:COMPARED]:
            pair = (a, b) if a < b else (b, a)
            odds = scored.get(pair)
            if odds is None:
                odds = scored[pair] = score(*pair)
            total += odds
            count += 1
    return total / count


def _texts(names: Iterable[str]) -> Iterator[str]:
    if isinstance(names, str | bytes):
        raise TypeError(f"cluster takes several names, not one {type(names).__name__}: put it into a list")
    for place, name in enumerate(names):
        if not isinstance(name, str):
            hint = (
                ": decode it first"
                if isinstance(name, bytes)
                else ": leave out what is missing"
                if name is None
                else ""
            )
            raise TypeError(
                f"cluster: item {place}, counted from 0, is {type(name).__name__} {name!r:.80}, not a text (str){hint}"
            )
        yield name


def _scored(block: Block, workers: int, tell: Tell) -> Scored:
    """Return how likely the pairs are one that share enough to be compared."""
    size = block.table.size
    chunks = [range(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]
    found: Scored = {}
    with _opener(block, workers) as opener, shared(opener, workers, tell) as work:
        for scored in work(chunks):
            found |= scored
    return found


@contextmanager
def _opener(block: Block, workers: int) -> Iterator[Callable[[], Callable[[Sequence[int]], Scored]]]:
    """Yield what makes, here or in other processes, what finds the near names of some."""
    if workers == 1:
        yield lambda: block.near
        return
    with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "names.npz"
        store.write(block.table, block.lexicon, path)
        yield partial(_near_in, path, block.kind)


def _near_in(path: Path, kind: Kind | None) -> Callable[[Sequence[int]], Scored]:
    import gc

    # in this process, which does nothing else and ends soon; nothing refers to itself here, and
    # looking for that takes a sixth of the time
    gc.disable()
    columns = store.open_table(path)
    return Block(Index(columns), store.read_lexicon(columns), kind).near


def _told(
    group: Group, same: Sequence[Sequence[str]], counts: Mapping[str, int], block: Block, scored: Scored
) -> Cluster:
    spellings = [name for place in group.places for name in same[place]]
    if len(spellings) == 1:
        return Cluster(spellings[0], {spellings[0]: counts[spellings[0]]})
    ranked = sorted(spellings, key=lambda name: preference(name, counts[name], block.lexicon))
    evidence = []
    for place in sorted(group.places):
        one, *others = same[place]
        evidence += [
            Comparison(one, name, BY_STAGE[stage_of(one, name)], (Step("same key", one, name),))
            for name in others
        ]
    for a, b in group.joined:
        told = steps(block.align(a, b))
        evidence.append(Comparison(same[a][0], same[b][0], round(chance_of(scored[a, b]), 4), told))
    by_count = sorted(spellings, key=lambda name: (-counts[name], name))
    return Cluster(ranked[0], {name: counts[name] for name in by_count}, tuple(evidence))


def preference(name: str, count: int, lexicon: Lexicon) -> tuple[object, ...]:
    """Return what puts the spellings of one name in order, the one to be suggested first.

    The most frequent; of these one in Latin letters, with the most tokens that are no initials, the
    fewest initials, no comma, not all in capitals or small letters, the shortest, and the first by
    code points.
    """
    parts = parse_name(name, lexicon)
    initials = sum(part.role is Role.INITIAL for part in parts)
    is_latin = scripts(name) <= {"Latn"}
    return (
        -count,
        not is_latin,
        initials - len(parts),
        initials,
        "," in name,
        name.isupper() or name.islower(),
        len(name),
        name,
    )
