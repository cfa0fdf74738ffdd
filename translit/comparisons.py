"""What is answered of names without a table: a comparison of two, a group of spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from translit.evidence import Contribution, LazyTuple, Step, waterfall
from translit.record import field, record
from translit.visible import visible


@record
class Comparison:
    """How likely two names are spellings of one: `score` from 0 to 1; at 0.5 and above more likely
    than not.
    """

    a: str
    b: str
    score: float
    steps: tuple[Step, ...]
    contributions: tuple[Contribution, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def with_lazy_reasons(
        cls,
        a: str,
        b: str,
        score: float,
        steps: tuple[Step, ...],
        contributions: Callable[[], Iterable[Contribution]],
    ) -> Comparison:
        """Return a comparison whose contributions are made when they are first read."""
        return cls(a, b, score, steps, contributions)  # type: ignore[arg-type]

    def explain(self) -> str:
        """Say in words how the two names were compared."""
        return visible(_explain_comparison(self))

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as plain dicts, lists and texts, ready for `json.dumps`."""
        return {
            "a": self.a,
            "b": self.b,
            "score": self.score,
            "steps": [step.to_dict() for step in self.steps],
            "contributions": [of.to_dict() for of in self.contributions],
        }


Comparison.contributions = LazyTuple(Comparison.contributions)  # type: ignore[assignment]


@record
class Cluster:
    """Spellings of one name: `name` is the one to keep, `spellings` has how often each was there,
    the most frequent first.

    `evidence` are the pairs that brought them together, one less than there are spellings.
    """

    name: str
    spellings: Mapping[str, int]
    evidence: tuple[Comparison, ...] = ()

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash((self.name, tuple(self.spellings)))

    @property
    def size(self) -> int:
        """How many names were grouped, one that is there twice counted twice."""
        return sum(self.spellings.values())

    def explain(self) -> str:
        """Say in words which spellings belong together and why."""
        return visible(_explain_cluster(self))

    def to_dict(self) -> dict[str, object]:
        """Return the cluster as plain dicts, lists, texts and numbers, ready for `json.dumps`."""
        return {
            "name": self.name,
            "spellings": dict(self.spellings),
            "evidence": [{"a": pair.a, "b": pair.b, "score": pair.score} for pair in self.evidence],
        }


def _explain_comparison(comparison: Comparison) -> str:
    """Say how two names were compared."""
    verdict = "more likely one name than not" if comparison.score >= 0.5 else "more likely two names"
    head = f"{comparison.a!r} and {comparison.b!r}: {verdict}, score {comparison.score:.2f}"
    steps = [f"  {step}" for step in comparison.steps]
    return "\n".join([head, *steps, *waterfall(comparison.contributions, comparison.score)])


def _explain_cluster(cluster: Cluster) -> str:
    """Say which spellings were brought together, by which pairs."""
    head = f"{cluster.name!r}: {cluster.size} names, {len(cluster.spellings)} spellings"
    counted = [f"  {spelling!r} {count} times" for spelling, count in cluster.spellings.items()]
    return "\n".join([head, *counted, *(_explain_comparison(pair) for pair in cluster.evidence)])
