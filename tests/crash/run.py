"""Let every system call of a run that changes files fail, or the process die at it: what then?

    LD_PRELOAD=faults.so python tests/crash/run.py FOLDER [csv-parquet …]

Prints one JSON object: how many runs there were, by what was run, and what was wrong. A run that
died must leave what was there before or what is there in the end, nothing between; the next one
must end in the same bytes, and leave nothing else.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import count, product
from pathlib import Path

import pyarrow as pa  # before any fork, as all that is imported late
import pyarrow.parquet as pq

import translit.files.parquet  # noqa: F401
from translit import Entity, Kind, Normalizer
from translit.atomic_write import atomic_write
from translit.errors import FileError
from translit.files.job import Job
from translit.files.run import normalize_file
from translit.index.arrays import read as read_arrays
from translit.index.index import FORMAT
from translit.rows import reading
from translit.rows.formats import Format

# killed after one call is killed before the next; within, half of what is written is
HOW = ("killed before", "killed within", "failed")
BEFORE = b"what was there\n"
TABLE = [Entity("p/1", "Ann Lee", Kind.PERSON), Entity("p/2", "José Ávila", Kind.PERSON)]
PAIR_STEP = 5  # of runs that die twice, every so many

shim = ctypes.CDLL(None)
wrong: list[str] = []


def forked(work: Callable[[], None], nth: int = 0, how: int = 0) -> tuple[int, int]:
    """Do *work* in a process of its own in which call *nth* goes wrong; return how it ended (0:
    well, 1: by an error that is said, 2: by another one, or the signal) and how many calls it made.
    """
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        code = 2
        try:
            shim.fault_arm(nth, how)
            work()
            code = 0
        except (OSError, FileError):
            code = 1
        except BaseException:
            traceback.print_exc()
        os.write(writer, str(shim.fault_count()).encode())
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as answer:
        calls = int(answer.read() or 0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), calls


def scenario(folder: Path, source: str, target: str) -> tuple[Callable[[bool], None], list[Path]]:
    """Return what runs a job from a new folder, and the files that it makes."""
    rows = [(str(n), ("Ann Lee", "Avila, Jose", "Nobody")[n % 3]) for n in range(10)]
    given = folder / f"in.{source}"
    if source == "parquet":
        pq.write_table(pa.table({"n": [n for n, _ in rows], "name": [name for _, name in rows]}), given)
    elif source == "jsonl":
        given.write_text("".join(json.dumps({"n": n, "name": name}) + "\n" for n, name in rows))
    else:
        bad = ["8,too,many", "9,too,many"]
        given.write_text("\n".join(["n,name", *map(",".join, rows[:5]), *bad, *map(",".join, rows[5:])]))
    out, rejects = folder / f"out.{target}", folder / "bad.csv"
    for path in (out, rejects):
        path.write_bytes(BEFORE)
    job = Job(given, out, "name", Format(source), Format(target), rejects=rejects)
    return lambda resume: void(normalize_file(job, own, resume=resume)), [out, rejects]


def void(_: object) -> None:
    """Take a value and return none."""


def anew(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check(where: str, folder: Path, files: list[Path], wanted: list[bytes], *, is_ended: bool) -> None:
    for path, whole in zip(files, wanted, strict=True):
        there = path.read_bytes() if path.exists() else None
        if there != whole and (is_ended or there != BEFORE):
            wrong.append(f"{where}: {path.name} is {there!r:.60}")
    if is_ended and (left := [path.name for path in folder.iterdir() if path.name.startswith(".")]):
        wrong.append(f"{where}: {left} is left")


def files_of_rows(folder: Path, source: str, target: str) -> int:
    """Break a run from *source* to *target* at each call, and go on with it; return how often."""
    scenario(anew(folder), source, target)[0](False)  # here, so that each fork finds all imported
    run, files = scenario(anew(folder), source, target)
    _, calls = forked(lambda: run(False))
    wanted = [path.read_bytes() for path in files]
    check(f"{source} {target} unbroken", folder, files, wanted, is_ended=True)
    broken = 0
    for nth, how in product(range(1, calls + 2), range(len(HOW))):
        where = f"{source} {target} {HOW[how]} call {nth} of {calls}"
        run, files = scenario(anew(folder), source, target)
        ended, _ = forked(lambda run=run: run(False), nth, how)
        if HOW[how] == "killed within" and not ended:
            continue  # the call writes nothing
        if ended not in (0, 1, -signal.SIGKILL):
            wrong.append(f"{where}: ended with {ended}")
        check(where, folder, files, wanted, is_ended=False)
        broken += 1
        if (nth + how) % PAIR_STEP == 0:  # it dies again where it goes on
            again = 1 + (7 * nth + 3 * how) % calls
            forked(lambda run=run: run(True), again, how)
            where += f", and call {again} of the next run"
            check(where, folder, files, wanted, is_ended=False)
        ended, _ = forked(lambda run=run: run(True))
        if ended:
            wrong.append(f"{where}: the next run ended with {ended}")
        check(where, folder, files, wanted, is_ended=True)
    return broken


def one_file(folder: Path, write: Callable[[Path], None], is_right: Callable[[Path], bool]) -> int:
    """Break at each call what writes one file whole or not at all; return how often."""
    broken = 0
    for nth in count(1):
        for how in range(len(HOW)):
            path = anew(folder) / "one"
            path.write_bytes(BEFORE)
            ended, calls = forked(lambda path=path: write(path), nth, how)
            if HOW[how] == "killed within" and not ended:
                continue
            where = f"{write.__name__} {HOW[how]} call {nth}"
            if ended not in (0, 1, -signal.SIGKILL):
                wrong.append(f"{where}: ended with {ended}")
            if path.read_bytes() != BEFORE and not is_right(path):
                wrong.append(f"{where}: neither what was there nor what was written")
            for left in folder.glob(".new-*"):
                os.utime(left, (0, 0))  # some time later
            if forked(lambda path=path: write(path))[0] or not is_right(path):
                wrong.append(f"{where}: the next one did not write it")
            if [path.name for path in folder.iterdir()] != ["one"]:
                wrong.append(f"{where}: {os.listdir(folder)} is left")
            broken += 1
        if not ended and nth > calls:
            return broken
    raise AssertionError


def save(path: Path) -> None:
    own.save(path)


def is_whole_table(path: Path) -> bool:
    return len(read_arrays(path, FORMAT, check=True)) > 0  # else it raises


def plain(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"after")


def runs(folder: Path, pairs: list[str]) -> Iterator[tuple[str, int]]:
    for pair in pairs:
        yield pair, files_of_rows(folder, *pair.split("-"))
    yield "save", one_file(folder, save, is_whole_table)
    yield "atomic_write", one_file(folder, plain, lambda path: path.read_bytes() == b"after")


if __name__ == "__main__":
    reading.CHUNK = 6
    gc.freeze()  # what is forked is not copied
    own = Normalizer.from_entities(TABLE)
    own.normalize_many(["Ann Lee", "Avila, Jose", "Nobody"])
    print(json.dumps({"runs": dict(runs(Path(sys.argv[1]), sys.argv[2:])), "wrong": wrong}))
