"""Many names at once: each answered once, in order, the same by one process and by several, and
nothing left behind.
"""

import io
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from itertools import islice
from multiprocessing import active_children
from operator import itemgetter
from pathlib import Path

import pytest
from columns import FIRST, LAST

import translit
from translit import Entity, Kind, Normalizer, Settings
from translit.errors import FormatError, Problem, TableError, WorkerError
from translit.parallel import batch, pool, progress

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def people(count: int) -> list[Entity]:
    chance = random.Random(1)
    family = ("".join(chance.choices(LETTERS, k=4)).title() + chance.choice(LAST) for _ in range(count))
    return [
        Entity(f"p/{number}", f"{chance.choice(FIRST)} {name}", Kind.PERSON)
        for number, name in enumerate(family)
    ]


def noisy(count: int) -> list[str]:
    """Return names of the table, most with a letter more, less or changed; some of them more than
    once.
    """
    chance = random.Random(2)
    names = [entity.name for entity in TABLE]
    written = []
    for _ in range(count):
        name = chance.choice(names)
        at = chance.randrange(len(name) + 1)
        written.append(
            name[:at] + chance.choice(("", chance.choice(LETTERS))) + name[at + chance.randrange(2) :]
        )
    return written


TABLE = people(300)
NAMES = noisy(3_000)
FEW_NAMES = NAMES[:40]


@pytest.fixture(scope="module")
def own() -> Normalizer:
    return Normalizer.from_entities(TABLE)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes however few the names are."""
    monkeypatch.setattr(batch, "MIN_FOR_WORKERS", 1)


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (3,)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_equal_names_have_the_same_answer_and_a_generator_is_read_once(own: Normalizer) -> None:
    read: list[str] = []

    def names() -> Iterator[str]:
        for name in ["Nobody Here", TABLE[0].name, "Nobody Here"]:
            read.append(name)
            yield name

    first, second, third = own.normalize_many(names())
    assert (first.query, second.id) == ("Nobody Here", "p/0")
    assert first is third
    assert len(read) == 3
    assert own.normalize_many([]) == []


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("Kiev", "several names, not one str"),
        (b"Kiev", "several names, not one bytes"),
        (["Kiev", None], "item 1, counted from 0, is NoneType None, not a text"),
        (
            ["Kiev", "Minsk", b"Riga"],
            r"item 2, counted from 0, is bytes b'Riga', not a text \(str\): decode it first",
        ),
        ([float("nan")], "item 0, counted from 0, is float nan"),
    ],
)
def test_what_is_no_text_is_refused_by_its_place(own: Normalizer, names: list[str], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        own.normalize_many(names)


@pytest.mark.parametrize("workers", [0, -1, 1.0, "2", None, True])
def test_workers_are_counted_from_one(own: Normalizer, workers: int) -> None:
    with pytest.raises(ValueError, match=f"workers must be .* not {workers!r}"):
        own.normalize_many(FEW_NAMES, workers=workers)


def test_a_wrong_kind_or_country_is_refused_before_anything_starts(own: Normalizer) -> None:
    with pytest.raises(ValueError, match="kind must be one of"):
        own.normalize_many(NAMES, kind="dog", workers=2)
    with pytest.raises(ValueError, match="ISO 3166-1"):
        own.normalize_many(NAMES, country="Ukraine", workers=2)


def test_two_processes_answer_as_one_does_and_leave_nothing(
    own: Normalizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    alone = own.normalize_many(NAMES)
    together = own.normalize_many(iter(NAMES), workers=2)
    assert together == alone
    assert len({match.query: match for match in together}) == len({id(match) for match in together})
    assert sum(map(bool, alone)) > 1_000
    assert active_children() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("eager")
def test_kind_country_and_settings_reach_every_process() -> None:
    rows = [
        Entity("p/1", "Ann Lee", Kind.PERSON, country="US"),
        Entity("p/2", "Ann Lee", Kind.PERSON, country="GB"),
    ]
    n = Normalizer.from_entities(rows, settings=Settings(limit=1))
    names = ["Ann Lee", "Anne Lee"]
    for kind, country in (None, "gb"), (Kind.PLACE, None), (None, None):
        alone = n.normalize_many(names, kind=kind, country=country)
        assert n.normalize_many(names, kind=kind, country=country, workers=2) == alone


@pytest.mark.usefixtures("eager")
def test_a_table_that_was_added_to_and_taken_from_answers_the_same_in_processes(own: Normalizer) -> None:
    changed = own.add([Entity("p/new", "Ursula von der Leyen", Kind.PERSON)]).remove(["p/0"])
    asked = [*FEW_NAMES, "Leyen, Ursula von der", TABLE[0].name]
    alone = changed.normalize_many(asked)
    assert changed.normalize_many(asked, workers=2) == alone
    assert alone[-2].id == "p/new"
    assert "p/0" not in {candidate.entity.id for match in alone for candidate in match.candidates}


@pytest.mark.usefixtures("eager")
def test_a_saved_table_is_read_from_its_file_unless_that_has_changed(own: Normalizer, tmp_path: Path) -> None:
    path = tmp_path / "people.npz"
    Normalizer.from_entities(TABLE).save(path)
    opened = Normalizer.open(path)
    alone = own.normalize_many(FEW_NAMES)
    assert opened.normalize_many(FEW_NAMES, workers=2) == alone
    Normalizer.from_entities(TABLE[:1]).save(path)
    assert opened.normalize_many(FEW_NAMES, workers=2) == alone
    path.unlink()
    assert opened.normalize_many(FEW_NAMES, workers=2) == alone


@pytest.mark.usefixtures("eager")
def test_the_box_answers_in_processes() -> None:
    assert [match.name for match in translit.normalize_many(["Kiev", "Харків", "Kiev"], workers=2)] == [
        "Kyiv",
        "Kharkiv",
        "Kyiv",
    ]


def test_few_names_start_no_process(own: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "spawn", None)
    assert len(own.normalize_many(FEW_NAMES * 100, workers=8)) == 4_000


def test_a_process_that_never_starts_is_told() -> None:
    with pytest.raises(WorkerError, match=r"ended with exit code 3 when 0 of 40 .* workers=1") as caught:
        batch.answer_in_chunks(FEW_NAMES, Deadly(), 2, progress.no_progress)  # type: ignore[arg-type]
    assert (caught.value.answered, caught.value.asked) == (0, 40)
    assert active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_process_that_is_killed_is_told(own: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []

    def kill_one(done: int) -> None:
        if not heard:
            active_children()[0].kill()
        heard.append(done)

    monkeypatch.setattr(batch, "progress_bar", lambda total, *, is_wanted: nullcontext(kill_one))
    with pytest.raises(WorkerError, match="was ended by SIGKILL when") as caught:
        own.normalize_many(NAMES, workers=2)
    assert caught.value.answered == heard[-1] > 0
    assert active_children() == []


@pytest.mark.parametrize(
    ("opener", "error", "message"),
    [
        (partial(itemgetter, "no number"), TypeError, "list indices must be integers"),
        (partial(os.stat, "nowhere"), FileNotFoundError, "nowhere"),
        (partial(Normalizer.open, "nowhere.npz"), FormatError, "nowhere.npz: found no file"),
    ],
)
def test_an_error_in_a_process_arrives_as_itself(
    opener: Callable[[], batch.Answers], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        batch.answer_in_chunks(FEW_NAMES, opener, 2, progress.no_progress)
    assert "In a worker process:\nTraceback" in caught.value.__notes__[0]
    assert active_children() == []


@pytest.mark.parametrize(
    "error",
    [
        WorkerError("ended with exit code 1", 2, 3),
        FormatError("people.npz", "nothing", "something"),
        TableError([Problem("people.yaml", 3, "no name", "Give one")]),
    ],
)
def test_errors_can_be_pickled(error: translit.TranslitError) -> None:
    assert repr(pickle.loads(pickle.dumps(error))) == repr(error)
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)


def test_a_normalizer_is_pickled_by_its_file(
    own: Normalizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match="save it first"):
        pickle.dumps(Normalizer.from_entities(TABLE))
    saved = Normalizer.from_entities(TABLE, settings=Settings(mode="strict"))
    saved.save("people.npz")
    pickled = pickle.dumps(saved)
    assert len(pickled) < 500
    monkeypatch.chdir("/")
    again = pickle.loads(pickled)
    assert again.settings == saved.settings
    assert again.normalize_many(FEW_NAMES) == saved.normalize_many(FEW_NAMES)
    assert pickle.loads(pickle.dumps(again)).table_version == saved.table_version
    with pytest.raises(TypeError, match="save it first"):
        pickle.dumps(saved.remove(["p/0"]))
    Normalizer.from_entities(TABLE[:1]).save(tmp_path / "people.npz")
    with pytest.raises(FormatError, match=f"table {saved.table_version}, which it had"):
        pickle.loads(pickled)


def test_the_box_is_pickled_as_the_box() -> None:
    again = pickle.loads(pickle.dumps(Normalizer.builtin(settings=Settings(limit=3))))
    assert again.settings == Settings(limit=3)
    assert again.normalize("Kiev").name == "Kyiv"


def drawn(own: Normalizer, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    own.normalize_many([*FEW_NAMES, *FEW_NAMES], progress=True)
    return stream.getvalue()


def test_long_work_draws_a_bar_at_a_terminal(own: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    bar = drawn(own, monkeypatch, Terminal())
    count = len(set(FEW_NAMES))
    assert f"{count}/{count}" in bar
    assert "/s" in bar
    assert "left" in bar


def test_short_work_and_a_file_see_no_bar(own: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(own, monkeypatch, Terminal()) == ""
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    assert drawn(own, monkeypatch, io.StringIO()) == ""


SCRIPT = """
from test_batch import TABLE, noisy
from translit import Normalizer

def work():
    Normalizer.from_entities(TABLE).normalize_many(noisy(200_000), workers=2)
"""
GUARDED = f'{SCRIPT}\nif __name__ == "__main__":\n    work()\n'


def started(script: str, folder: Path) -> subprocess.Popen[str]:
    """Run a script in a process group of its own, as a shell at a terminal does."""
    (folder / "script.py").write_text(script, encoding="utf-8")
    (folder / "tmp").mkdir()
    environment = os.environ | {
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
    }
    command = [sys.executable, str(folder / "script.py")]
    return subprocess.Popen(
        command, env=environment, start_new_session=True, stderr=subprocess.PIPE, text=True
    )


def alive(group: int) -> int:
    """Return how many processes of a group run; one that has ended and that nobody asks about does
    not.
    """
    count = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        count += int(its_group) == group and state != "Z"
    return count


def wait_until(is_so: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def test_what_the_tests_start_is_ended_by_ctrl_c() -> None:
    script = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    assert subprocess.check_output([sys.executable, "-c", script]) == b"True\n"


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes in /proc")
ALL = 4  # the script, two processes, and the one by which multiprocessing tracks what they share


@needs_proc
@pytest.mark.parametrize("to_group", [True, False], ids=["at a terminal", "by kill"])
@pytest.mark.parametrize("later", [0.0, 0.8], ids=["while they start", "while they work"])
def test_ctrl_c_ends_all_processes_with_one_traceback(
    tmp_path: Path, *, to_group: bool, later: float
) -> None:
    process = started(GUARDED, tmp_path)
    assert wait_until(lambda: alive(process.pid) == ALL)
    time.sleep(later)
    (os.killpg if to_group else os.kill)(process.pid, signal.SIGINT)
    told = process.communicate(timeout=10)[1]
    assert told.count("Traceback") == 1
    assert told.strip().endswith("KeyboardInterrupt")
    assert wait_until(lambda: alive(process.pid) == 0, 2)
    assert list((tmp_path / "tmp").iterdir()) == []


@needs_proc
def test_processes_end_with_the_one_that_asks(tmp_path: Path) -> None:
    process = started(GUARDED, tmp_path)
    assert wait_until(lambda: alive(process.pid) == ALL)
    time.sleep(0.5)
    process.kill()
    told = process.communicate(timeout=10)[1]
    assert wait_until(lambda: alive(process.pid) == 0, 5)
    assert "Traceback" not in told


def test_a_script_without_a_guard_is_told_to_have_one(tmp_path: Path) -> None:
    process = started(f"{SCRIPT.replace('200_000', '2_000')}\nwork()\n", tmp_path)
    told = process.communicate(timeout=30)[1]
    assert process.returncode == 1
    assert "WorkerError: a worker process ended with exit code 1 when 0 of" in told
    assert 'if __name__ == "__main__":' in told.rpartition("WorkerError")[2]


def test_the_command_line_answers_in_processes(box: Normalizer) -> None:
    given = "\n".join(
        sorted({entity.name for entity in box.entities()})[: batch.MIN_FOR_WORKERS + 1]
    ).encode()
    command = [sys.executable, "-m", "translit", "normalize", "--workers"]
    one, two = (
        subprocess.run([*command, count], input=given, capture_output=True, check=True).stdout
        for count in "12"
    )
    assert one == two


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "José Ávila",
        "O'Higgins, Bernardo",
        "A B C D E F G",
        "a b",
        "USA",
        "Unknown",
        "x" * 500,
        "Ｗｉｄｅ Name",
        "Київ",
        "Two  Spaces",
    ],
)
def test_a_listed_name_is_answered_in_a_batch_as_alone(name: str) -> None:
    n = Normalizer.from_entities([Entity("a", name, Kind.PERSON), Entity("b", "Somebody Else", Kind.PERSON)])
    assert n.normalize_many([name]) == [n.normalize(name)]


def test_every_listed_spelling_in_the_box_is_answered_in_a_batch_as_alone() -> None:
    n = Normalizer.builtin()
    names = [alias.text for entity in islice(n.entities(), 0, None, 25) for alias in entity.listed()]
    assert n.normalize_many(names) == [n.normalize(name) for name in names]
