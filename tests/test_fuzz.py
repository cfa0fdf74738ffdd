"""The targets of `fuzz/`, on their seeds and on what Hypothesis makes of them: some seconds."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZ = Path(__file__).parent.parent / "fuzz"
spec = importlib.util.spec_from_file_location("fuzz_targets", FUZZ / "targets.py")
targets = importlib.util.module_from_spec(spec)
sys.modules["fuzz_targets"] = targets
spec.loader.exec_module(targets)

EXAMPLES = 40
NEEDS = {"parquet": "pyarrow", "service": "starlette"}


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Bytes at random, texts of many scripts, and seeds with a piece exchanged."""
    seeds = st.sampled_from(targets.seeds(name))
    texts = st.text(max_size=60).map(lambda text: b"\1" + text.encode("utf-8", "surrogatepass"))

    @st.composite
    def crossed(draw: st.DrawFn) -> bytes:
        seed, piece = draw(seeds), draw(st.binary(max_size=8) | texts)
        at = draw(st.integers(0, len(seed)))
        return seed[:at] + piece + seed[at + draw(st.integers(0, 4)) :]

    return seeds | texts | st.binary(max_size=60) | crossed()


@pytest.mark.parametrize("name", sorted(targets.TARGETS))
def test_a_target_holds_on_its_seeds(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    for data in targets.seeds(name):
        targets.TARGETS[name](data)


@pytest.mark.parametrize("name", sorted(targets.TARGETS))
def test_a_target_holds_on_what_is_made_of_its_seeds(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(inputs(name))
    def holds(data: bytes) -> None:
        targets.TARGETS[name](data)

    holds()


def test_a_name_that_something_stands_beside_is_one_name_in_a_cluster() -> None:
    from translit import cluster

    names = [
        "Weber, Anna, 1950-",
        "Pavlenko, Oleh (politician)",
        "Oleh Pavlenko",
        "Kyiv, Ukraine",
        "Oleh Pavlenko",
    ]
    clusters = cluster(names)
    assert sum(of.size for of in clusters) == len(names)
    assert sorted(spelling for of in clusters for spelling in of.spellings) == sorted(set(names))
