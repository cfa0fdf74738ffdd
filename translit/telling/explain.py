"""An answer in words, from the `Match` or `Comparison` alone."""

from translit.results import Candidate, Cluster, Comparison, Match, Status

_HEADS = {
    Status.MATCHED: "{query!r} is {name} ({id}), score {score:.2f}, {stage}",
    Status.AMBIGUOUS: "{query!r} is not clear: {names}",
    Status.UNMATCHED: "{query!r} is nobody in the table",
}


def explain_match(match: Match) -> str:
    """Say what was asked, what came of it, how, and who came next."""
    head = _HEADS[match.status].format(
        query=match.query,
        name=match.name,
        id=match.id,
        score=match.score,
        stage=match.stage.value if match.stage else "",
        names=" or ".join(_named(c) for c in match.candidates),
    )
    lines = [head, *(f"  {step}" for step in match.steps)]
    others = match.candidates[1:4] if match.status is Status.MATCHED else ()
    if match.status is Status.UNMATCHED and match.candidates:
        lines.append(f"  nearest: {_named(match.candidates[0])}, by {match.candidates[0].alias!r}")
    if others:
        margin = match.candidates[0].score - others[0].score
        lines.append(f"  next: {', '.join(map(_named, others))}; ahead by {margin:.2f}")
    return "\n".join(lines)


def explain_comparison(comparison: Comparison) -> str:
    """Say how two names were compared."""
    verdict = "more likely one name than not" if comparison.score >= 0.5 else "more likely two names"
    head = f"{comparison.a!r} and {comparison.b!r}: {verdict}, score {comparison.score:.2f}"
    return "\n".join([head, *(f"  {step}" for step in comparison.steps)])


def explain_cluster(cluster: Cluster) -> str:
    """Say which spellings were brought together, by which pairs."""
    head = f"{cluster.name!r}: {cluster.size} names, {len(cluster.spellings)} spellings"
    counted = [f"  {spelling!r} {count} times" for spelling, count in cluster.spellings.items()]
    return "\n".join([head, *counted, *(explain_comparison(pair) for pair in cluster.evidence)])


def _named(candidate: Candidate) -> str:
    country = f", {candidate.entity.country}" if candidate.entity.country else ""
    return f"{candidate.entity.name} ({candidate.entity.id}{country}) {candidate.score:.2f}"
