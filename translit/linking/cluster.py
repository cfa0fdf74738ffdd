"""Clusters of the spellings of one name: candidate pairs, then average-linkage agglomeration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from translit.comparisons import Cluster, Comparison
from translit.evidence import Step
from translit.index import store
from translit.index.build import build
from translit.index.index import Index
from translit.linking.blocking import CandidatePairs, PairScores, entities_of
from translit.model import Kind, is_too_long, kind_of, texts_of
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.names.vocabulary import Vocabulary
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.priors import BY_STAGE
from translit.parallel.pool import check_workers, worker_pool
from translit.parallel.progress import OnProgress, progress_bar
from translit.resolve.listed import stage_of
from translit.writing.keys import key
from translit.writing.scripts import scripts
from translit.writing.text import fold

# Mean log-odds (nats) of the pairs between two clusters below which they are not joined, however
# likely one of the pairs; chosen together with the threshold by benchmarks/cluster.py --choose.
MIN_MEAN_LOG_ODDS = -2.0
MIN_FOR_WORKERS = 2_000  # names; fewer start no processes
CHUNK = 500  # names whose neighbours are looked for at a time
# In a long list families of similar names grow together (Lee Jung-ho, Lee Jong-hu …): there two
# clusters of more than so many names together must be more likely one.
LONG_LIST, LARGE_CLUSTER, MIN_MEAN_LOG_ODDS_LARGE = 10_000, 16, -1.0
SAMPLED_MEMBERS = 12  # of a cluster, its first ones, that are compared with those of another


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are one, by their numbers, and the pairs that joined them."""

    members: list[int]
    links: list[tuple[int, int]]


def cluster(
    names: Iterable[str],
    vocabulary: Vocabulary,
    *,
    kind: Kind | str | None = None,
    threshold: float,
    singletons: bool = True,
    workers: int = 1,
    progress: bool = False,
) -> list[Cluster]:
    """Group *names* by the name that they are spellings of. See `translit.cluster`."""
    kind = None if kind is None else kind_of(kind)
    if not 0 < threshold < 1:
        raise ValueError(f"threshold must lie between 0 and 1, not {threshold!r}")
    counts = Counter(texts_of(names, "cluster"))
    spellings_of: dict[str, list[str]] = {}  # by key, the most frequent spelling first
    # blank, unknown, n/a, a whole page: no names, and not spellings of each other
    placeholders = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        name_key = "" if is_too_long(name) else key(name)
        if not name_key or not name.strip() or fold(name) in vocabulary.lexicon.placeholders:
            placeholders.append(Cluster(name, {name: counts[name]}))
        else:
            spellings_of.setdefault(name_key, []).append(name)
    spellings = [spellings_of[name_key] for name_key in sorted(spellings_of)]
    names_to_link = [of_key[0] for of_key in spellings]
    check_workers(workers)
    with progress_bar(len(names_to_link), is_wanted=progress) as on_progress:
        index = build(entities_of(names_to_link, vocabulary.lexicon, kind), vocabulary)
        pairs = CandidatePairs(index, vocabulary.lexicon, kind)
        scores = _scores(pairs, workers if len(names_to_link) >= MIN_FOR_WORKERS else 1, on_progress)
    scores |= pairs.known_names(range(len(names_to_link)))
    groups = agglomerate(len(names_to_link), scores, pairs.score, log_odds(threshold))
    clusters = [*placeholders, *(_as_cluster(group, spellings, counts, pairs, scores) for group in groups)]
    clusters.sort(key=lambda cluster: (-cluster.size, cluster.name))
    return clusters if singletons else [cluster for cluster in clusters if len(cluster.spellings) > 1]


def agglomerate(
    size: int, scores: PairScores, score: Callable[[int, int], float], min_log_odds: float
) -> list[Group]:
    """Group *size* names by their pairs, from the surest down to *min_log_odds*.

    A pair joins the groups that its two names are in unless all pairs between these, taken
    together, speak against it: one weak link does not make one group of two. *score* scores a pair
    that is not in *scores*, and is entered there.
    """
    group_of: list[Group] = [Group([number], []) for number in range(size)]
    for _, (a, b) in sorted((-nats, pair) for pair, nats in scores.items() if nats >= min_log_odds):
        one, other = group_of[a], group_of[b]
        if one is other:
            continue
        is_large = size >= LONG_LIST and len(one.members) + len(other.members) > LARGE_CLUSTER
        if _mean_log_odds(one, other, scores, score) < (
            MIN_MEAN_LOG_ODDS_LARGE if is_large else MIN_MEAN_LOG_ODDS
        ):
            continue
        if (len(one.members), -one.members[0]) < (len(other.members), -other.members[0]):
            one, other = other, one
        one.members.extend(other.members)
        one.links.extend((*other.links, (a, b)))
        for number in other.members:
            group_of[number] = one
    return [group for number, group in enumerate(group_of) if min(group.members) == number]


def _mean_log_odds(one: Group, other: Group, scores: PairScores, score: Callable[[int, int], float]) -> float:
    """Return the mean of what the pairs between two groups say, in nats."""
    total, count = 0.0, 0
    for a in one.members[:SAMPLED_MEMBERS]:
        for b in other.members[:SAMPLED_MEMBERS]:
            pair = (a, b) if a < b else (b, a)
            nats = scores.get(pair)
            if nats is None:
                nats = scores[pair] = score(*pair)
            total += nats
            count += 1
    return total / count


def _scores(pairs: CandidatePairs, workers: int, on_progress: OnProgress) -> PairScores:
    """Return the scores of all candidate pairs."""
    size = pairs.table.population
    chunks = [range(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]
    scores: PairScores = {}
    with _worker_factory(pairs, workers) as factory, worker_pool(factory, workers, on_progress) as work:
        for of_chunk in work(chunks):
            scores |= of_chunk
    return scores


@contextmanager
def _worker_factory(
    pairs: CandidatePairs, workers: int
) -> Iterator[Callable[[], Callable[[Sequence[int]], PairScores]]]:
    """Yield what makes, here or in other processes, the function that scores names with their
    neighbours.
    """
    if workers == 1:
        yield lambda: pairs.neighbours
        return
    with TemporaryDirectory(prefix="translit-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "names.npz"
        store.write(pairs.table, pairs.lexicon, path)
        yield partial(_neighbours_in, path, pairs.kind)


def _neighbours_in(path: Path, kind: Kind | None) -> Callable[[Sequence[int]], PairScores]:
    import gc

    # in this process, which does nothing else and ends soon; nothing refers to itself here, and
    # looking for that takes a sixth of the time
    gc.disable()
    columns = store.open_table(path)
    return CandidatePairs(Index(columns), store.read_lexicon(columns), kind).neighbours


def _as_cluster(
    group: Group,
    spellings: Sequence[Sequence[str]],
    counts: Mapping[str, int],
    pairs: CandidatePairs,
    scores: PairScores,
) -> Cluster:
    names = [name for number in group.members for name in spellings[number]]
    if len(names) == 1:
        return Cluster(names[0], {names[0]: counts[names[0]]})
    suggested = min(names, key=lambda name: preference(name, counts[name], pairs.lexicon))
    evidence = []
    for number in sorted(group.members):
        one, *others = spellings[number]
        evidence += [
            Comparison(one, name, BY_STAGE[stage_of(one, name)], (Step("same key", one, name),))
            for name in others
        ]
    for a, b in group.links:
        score = round(probability(scores[a, b]), 4)
        evidence.append(Comparison(spellings[a][0], spellings[b][0], score, pairs.explain(a, b)))
    by_count = sorted(names, key=lambda name: (-counts[name], name))
    return Cluster(suggested, {name: counts[name] for name in by_count}, tuple(evidence))


def preference(name: str, count: int, lexicon: Lexicon) -> tuple[object, ...]:
    """Return the sort key of the spellings of one name that puts the one to suggest first.

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
