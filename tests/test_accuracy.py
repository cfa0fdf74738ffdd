"""What the project's own name variants come out as: each floor lies a little below today's figure.

`python benchmarks/accuracy.py` prints the figures. Raise a floor when a change earns it.
"""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "accuracy.py"
SPEC = importlib.util.spec_from_file_location("accuracy", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
accuracy = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(accuracy)

# task -> share of the queries ranked first, decided; of the decided, right
FLOORS = {
    "variants/org/Arabic/cross-script": (0.99, 0.70, 0.99),
    "variants/org/Cyrillic/cross-script": (0.93, 0.75, 0.99),
    "variants/org/Kana/cross-script": (0.80, 0.20, 0.99),
    "variants/org/Latin/close": (0.99, 0.90, 0.99),
    "variants/org/Latin/variant": (0.99, 0.88, 0.99),
    "variants/person/Arabic/cross-script": (0.99, 0.92, 0.99),
    "variants/person/Cyrillic/cross-script": (0.99, 0.95, 0.99),
    "variants/person/Greek/cross-script": (0.99, 0.80, 0.99),
    "variants/person/Hangul/cross-script": (0.99, 0.99, 0.99),
    "variants/person/Hebrew/cross-script": (0.99, 0.99, 0.99),
    "variants/person/Kana/cross-script": (0.99, 0.55, 0.99),
    "variants/person/Latin/close": (0.99, 0.92, 0.99),
    "variants/person/Latin/variant": (0.99, 0.85, 0.99),
    "variants/place/Arabic/cross-script": (0.94, 0.83, 0.99),
    "variants/place/Cyrillic/cross-script": (0.98, 0.98, 0.99),
    "variants/place/Devanagari/cross-script": (0.80, 0.60, 0.99),
    "variants/place/Greek/cross-script": (0.80, 0.60, 0.99),
    "variants/place/Han/cross-script": (0.75, 0.58, 0.99),
    "variants/place/Hangul/cross-script": (0.90, 0.90, 0.99),
    "variants/place/Hebrew/cross-script": (0.80, 0.70, 0.99),
    "variants/place/Kana/cross-script": (0.80, 0.50, 0.99),
    "variants/place/Latin/close": (0.98, 0.95, 0.99),
    "variants/place/Latin/variant": (0.91, 0.70, 0.99),
}


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[float, float, float]]:
    tasks = accuracy.tasks(accuracy.OWN, "*", 500, accuracy.LEAST_OWN)
    return {task.name: accuracy.figures(task) for task in tasks}


def test_every_task_has_a_floor(measured: dict[str, tuple[float, float, float]]) -> None:
    assert set(measured) == set(FLOORS)


@pytest.mark.parametrize("task", FLOORS)
def test_no_task_falls_below_its_floor(task: str, measured: dict[str, tuple[float, float, float]]) -> None:
    first, decided, precision = measured[task]
    floor_first, floor_decided, floor_precision = FLOORS[task]
    assert first >= floor_first
    assert decided >= floor_decided
    assert precision >= floor_precision
