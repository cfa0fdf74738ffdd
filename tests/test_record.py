"""Records behave as the frozen dataclasses that they stand for."""

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from translit import Alias, Candidate, Entity, Match, Mention, Settings, Stage, Step
from translit.record import field, record, replace


@record
class Point:
    """A place."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = field(default=(), repr=False, compare=False)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("x")


@dataclasses.dataclass(frozen=True, slots=True)
class AsDataclass:
    """The same, as `dataclasses` makes it."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = dataclasses.field(default=(), repr=False, compare=False)
    names: dict[str, str] = dataclasses.field(default_factory=dict)


def test_a_record_is_shown_and_compared_as_a_dataclass() -> None:
    assert repr(Point(1, tags=("a",))) == repr(AsDataclass(1)).replace("AsDataclass", "Point")
    assert Point(1, tags=("a",)) == Point(1) != Point(2)
    assert Point(1) != AsDataclass(1)
    assert Point.__match_args__ == AsDataclass.__match_args__
    assert Point(1).names is not Point(1).names
    assert Point.__doc__ == "A place."


def test_a_record_does_not_change_and_has_no_other_fields() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises(AttributeError):
        object.__setattr__(point, "z", 1)
    with pytest.raises(ValueError, match="x"):
        Point(-1)
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_the_functions_of_dataclasses_take_records() -> None:
    point = Point(1, tags=("a",))
    assert dataclasses.is_dataclass(point)
    assert [of.name for of in dataclasses.fields(Point)] == ["x", "y", "tags", "names"]
    assert dataclasses.asdict(point) == {"x": 1, "y": 0, "tags": ("a",), "names": {}}
    assert dataclasses.replace(point, y=3) == replace(point, y=3) == Point(1, 3)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))])
def test_records_are_copied_and_pickled(copied: object) -> None:
    assert callable(copied)
    step = Step("fold", "A", "a", is_rewrite=True)
    entity = Entity("place/a", "A", "place", aliases=(Alias("B", "uk"),))
    candidate = Candidate(entity, "B", 0.5, Stage.EXACT, (step,))
    for made in (step, entity, candidate, Settings(mode="strict")):
        assert copied(made) == made
        assert hash(copied(made)) == hash(made)


@pytest.mark.parametrize("kind", [Alias, Candidate, Entity, Match, Mention, Settings, Step])
def test_what_is_answered_has_slots_and_says_what_it_is(kind: type) -> None:
    assert kind.__doc__
    assert "__dict__" not in dir(kind)


SLOW = ("dataclasses", "inspect", "pathlib", "tempfile", "hashlib", "numpy", "yaml", "multiprocessing")


def imported_by(statement: str, modules: tuple[str, ...]) -> str:
    """Return which of *modules* a *statement* imports in a process of its own, as a list."""
    asked = f"import sys, translit; {statement}; print([m for m in {modules} if m in sys.modules])"
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {asked}"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_an_import_of_normalize_brings_nothing_that_takes_long() -> None:
    assert imported_by("translit.normalize", SLOW) == "[]\n"


def test_a_first_fuzzy_answer_needs_no_dataclasses() -> None:
    assert imported_by("translit.normalize('Aekxei Reznikov')", ("dataclasses", "inspect")) == "[]\n"
