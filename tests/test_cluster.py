"""Spellings of one name grouped without a table."""

import csv
import json
import random
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import translit.linking.cluster as linking
from translit import Cluster, cluster
from translit.linking.cluster import MIN_FOR_WORKERS, SAMPLED_MEMBERS, agglomerate

NAMES = Path(__file__).parent.parent / "benchmarks" / "data" / "variants_index.tsv"


def groups(names: list[str], **options: object) -> set[frozenset[str]]:
    return {frozenset(group.spellings) for group in cluster(names, **options)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [
        ["Volodymyr Zelenskyy", "Zelenskij, Volodymyr", "Владимир Зеленский", "Vladimir Zelensky"],
        ["Acme Trading Ltd", "ACME TRADING LIMITED", "Acme Trading, Ltd."],
        ["Mahmoud Abbas", "محمود عباس", "Mahmud Abbas"],
        ["Mikhail Khodorkovsky", "Mihail Khodorkovsky", "Mikhail Khodorkovskij"],
        ["Kim Jong-un", "김정은", "KIM Jong Un"],
    ],
)
def test_spellings_of_one_name_come_together(names: list[str]) -> None:
    assert groups([*names, "Angela Merkel"]) == {frozenset(names), frozenset({"Angela Merkel"})}


@pytest.mark.parametrize(
    "names",
    [
        ["Andrei Reznikov", "Sergei Reznikov", "Oleksii Reznikov"],
        ["John Smith", "Jane Smith"],
        ["North Korea", "South Korea"],
        ["Boeing 737 Services Ltd", "Boeing 747 Services Ltd"],
        ["Mexico", "New Mexico"],
    ],
)
def test_different_names_stay_apart(names: list[str]) -> None:
    assert groups(names) == {frozenset({name}) for name in names}


def test_a_name_that_is_read_in_two_ways_is_one_name() -> None:
    groups = cluster(["ADP, S.C.", "Forpres, S.C.", "A.D.P., S.C.", "Ann Lee", "Ann Li"])
    assert sorted(spelling for group in groups for spelling in group.spellings) == sorted(
        ["ADP, S.C.", "Forpres, S.C.", "A.D.P., S.C.", "Ann Lee", "Ann Li"]
    )
    assert "Forpres, S.C." in [group.name for group in groups if len(group.spellings) == 1]


def test_an_initial_does_not_join_two_names() -> None:
    assert not any(
        {"John Smith", "Jane Smith"} <= group for group in groups(["J. Smith", "John Smith", "Jane Smith"])
    )


def test_every_name_is_in_one_cluster_as_often_as_it_was_there() -> None:
    names = ["Kiev", "Kyiv", "Kiev", "", "  ", "N/A", "unknown", "???", "Kyiv", "Kiev", "Minsk"]
    found = cluster(names)
    counted: Counter[str] = Counter()
    for group in found:
        counted.update(dict(group.spellings))
    assert counted == Counter(names)
    assert [group.size for group in found] == sorted((group.size for group in found), reverse=True)
    assert all(
        len(group.spellings) == 1 for group in found if "" in group.spellings or "N/A" in group.spellings
    )


def test_singletons_can_be_left_out() -> None:
    names = ["Sergei Lavrov", "Sergey Lavrov", "Angela Merkel", "Angela Merkel"]
    assert groups(names, singletons=False) == {frozenset({"Sergei Lavrov", "Sergey Lavrov"})}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Sergey Lavrov", "Sergei Lavrov", "Sergei Lavrov"], "Sergei Lavrov"),  # the most frequent
        (["Сергей Лавров", "Sergei Lavrov"], "Sergei Lavrov"),  # Latin
        (["Lavrov, Sergei", "Sergei Lavrov"], "Sergei Lavrov"),  # no comma
        (["SERGEI LAVROV", "Sergei Lavrov"], "Sergei Lavrov"),  # not in capitals
        # frequent before Latin
        (["Сергей Лавров", "Сергей Лавров", "Sergei Lavrov"], "Сергей Лавров"),
    ],
)
def test_the_name_that_is_suggested(names: list[str], expected: str) -> None:
    (group,) = cluster(names)
    assert group.name == str(group) == expected


def own_names() -> list[str]:
    with NAMES.open(encoding="utf8") as file:
        return [row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][:150]


def test_the_order_of_the_names_does_not_matter() -> None:
    names = [
        *own_names(),
        "Sergey Lavrov",
        "Sergei Lavrov",
        "Lavrov, S.",
        "Сергей Лавров",
        "Vladimir Puttin",
        "Wladimir Putin",
    ]
    shuffled = random.Random(3).sample(names, len(names))
    assert [group.to_dict() for group in cluster(names)] == [group.to_dict() for group in cluster(shuffled)]


def test_names_of_different_entities_seldom_come_together() -> None:
    names = list(dict.fromkeys(own_names()))
    joined = [group for group in cluster(names) if len(group.spellings) > 1]
    assert len(joined) <= 0.02 * len(names), [dict(group.spellings) for group in joined]


def test_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MIN_FOR_WORKERS > 400
    monkeypatch.setattr(linking, "MIN_FOR_WORKERS", 400)  # so many start processes in this test
    syllables = ["ka", "lo", "mi", "ter", "van", "so", "bra", "nik", "del", "ru", "pan", "gor"]
    made = random.Random(5)
    names = [
        " ".join("".join(made.choices(syllables, k=3)).capitalize() for _ in range(2)) for _ in range(400)
    ]
    names += [name[:3] + name[2:] for name in names[:50]]  # a letter twice
    assert len(set(names)) >= 400
    alone = [group.to_dict() for group in cluster(names)]
    assert alone == [group.to_dict() for group in cluster(names, workers=2)]
    assert any(len(group["spellings"]) > 1 for group in alone)  # type: ignore[arg-type]


def test_the_evidence_joins_all_spellings_and_is_told() -> None:
    (group,) = cluster(["Sergei Lavrov", "Sergey Lavrov", "SERGEI LAVROV", "Сергей Лавров"])
    assert len(group.evidence) == len(group.spellings) - 1
    reached = {group.evidence[0].a}
    for _ in group.evidence:
        reached |= {
            name for pair in group.evidence for name in (pair.a, pair.b) if {pair.a, pair.b} & reached
        }
    assert reached == set(group.spellings)
    told = group.explain()
    assert told.startswith("'Sergei Lavrov': 4 names, 4 spellings")
    assert all(repr(spelling) in told for spelling in group.spellings)
    assert all(pair.steps for pair in group.evidence)
    assert json.loads(json.dumps(group.to_dict()))["name"] == "Sergei Lavrov"
    assert len({group, Cluster(group.name, group.spellings, group.evidence)}) == 1


def test_a_higher_threshold_never_makes_fewer_clusters() -> None:
    names = ["Sergei Lavrov", "Sergey Lavrow", "S. Lavrov", "Serge Lavroff", "Lavrov", "Sergio Lavarov"]
    counts = [len(cluster(names, threshold=threshold)) for threshold in (0.1, 0.5, 0.9, 0.99)]
    assert counts == sorted(counts)


def test_one_weak_link_does_not_make_one_group_of_two() -> None:
    """Two groups, sure in themselves, and one pair between them that is likely, while all others
    speak against it.
    """
    scores = dict.fromkeys(combinations(range(4), 2), 5.0) | dict.fromkeys(combinations(range(4, 8), 2), 5.0)
    scores[3, 4] = 2.0
    found = agglomerate(8, scores, lambda a, b: -5.0, 0.0)
    assert sorted(sorted(group.members) for group in found) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert sorted(len(group.links) for group in found) == [3, 3]


def test_a_chain_of_names_each_like_the_next_is_not_one_group() -> None:
    size = 60
    scores = dict.fromkeys(pairwise(range(size)), 2.0)
    found = agglomerate(size, scores, lambda a, b: -5.0, 0.0)
    assert max(len(group.members) for group in found) < SAMPLED_MEMBERS


def test_a_large_group_is_compared_by_a_few_of_its_names() -> None:
    size, asked = 400, []

    def score(a: int, b: int) -> float:
        asked.append((a, b))
        return 5.0

    found = agglomerate(size, {(0, b): 5.0 for b in range(1, size)}, score, 0.0)
    assert [len(group.members) for group in found] == [size]
    assert len(asked) <= size * SAMPLED_MEMBERS


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_text_is_agglomerate(names: list[str]) -> None:
    found = cluster(names)
    assert Counter({name: count for group in found for name, count in group.spellings.items()}) == Counter(
        names
    )
    assert [group.to_dict() for group in found] == [group.to_dict() for group in cluster(names[::-1])]


@pytest.mark.parametrize(
    ("names", "options", "error", "message"),
    [
        ("Kiev", {}, TypeError, "several names, not one str"),
        (["Kiev", None], {}, TypeError, "item 1, counted from 0, is NoneType None, not a text .*leave out"),
        (["Kiev", b"Kyiv"], {}, TypeError, "decode it first"),
        (["Kiev"], {"threshold": 1.0}, ValueError, "threshold must lie between 0 and 1"),
        (["Kiev"], {"kind": "cat"}, ValueError, "kind must be one of"),
        (["Kiev"], {"workers": 0}, ValueError, "workers must be a whole number"),
    ],
)
def test_bad_input_is_told(
    names: list[str], options: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        cluster(names, **options)  # type: ignore[arg-type]


def test_no_names_no_clusters() -> None:
    assert cluster([]) == []
