"""What is fuzzed: one target for each public function and each format that is read.

A target takes bytes, does what a user would do with them, and asserts what must hold of any. What
the library refuses on purpose is a `TranslitError`; whatever else is raised is a find.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import translit
from translit import Entity, Kind, Normalizer, Status, TranslitError, UnromanizedError
from translit.index.box import BOX
from translit.linking.cluster import cluster as cluster_names
from translit.linking.join import join_names
from translit.tables.listed import read_table
from translit.visible import visible
from translit.writing.keys import key

sys.path.insert(0, str(Path(__file__).parent))

import requests_target

KINDS = (None, *Kind)
ENTITIES = (
    Entity(
        "p/1", "Anna Weber", "person", "DE", {"uk": "Анна Вебер"}, ("Annie Weber",), excluded=("Hanna Weber",)
    ),
    Entity("p/2", "Oleh Pavlenko", "person", "UA", {"uk": "Олег Павленко"}),
    Entity("p/3", "Kim Seung-nam", "person", "KR", {"ko": "김승남"}),
    Entity("p/4", "Ahmad al-Khalidi", "person", None, {"ar": "أحمد الخالدي"}),
    Entity(
        "o/1",
        "World Health Organization",
        "org",
        aliases=("Organisation mondiale de la santé",),
        weak=("WHO",),
    ),
    Entity("o/2", "Nanjing Steel Works LLC", "org", "CN", {"zh": "南京钢铁厂"}),
    Entity("l/1", "Dnipro", "place", "UA", {"uk": "Дніпро"}, ("Dnepropetrovsk",)),
)


@cache
def table() -> Normalizer:
    """Return a small table of all kinds and several scripts."""
    return Normalizer.from_entities(ENTITIES)


@cache
def index() -> bytes:
    """Return the bytes of a compiled table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.npz"
        table().save(path)
        return path.read_bytes()


def text_of(data: bytes) -> str:
    """Return bytes as any text, halves of characters included."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def head_and_text(data: bytes) -> tuple[int, str]:
    """Return a number that chooses, and the text behind it."""
    return (data[0], text_of(data[1:])) if data else (0, "")


def _assert(holds: bool) -> None:
    assert holds


def normalize(data: bytes) -> None:
    """An answer comes to any text, the same twice, and explains itself without escapes."""
    choice, text = head_and_text(data)
    kind = KINDS[choice % len(KINDS)]
    match = table().normalize(text, kind=kind)
    assert match.query == text
    assert 0 <= match.score <= 1
    assert (match.status is Status.MATCHED) == bool(match) == (match.entity is not None)
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)
    explained = match.explain()
    assert visible(explained) == explained
    assert match.to_dict() == table().normalize(text, kind=kind).to_dict()
    json.dumps(match.to_dict())
    assert table().normalize_many([text], kind=kind)[0].to_dict() == match.to_dict()


def box(data: bytes) -> None:
    """The tables in the box answer any text."""
    choice, text = head_and_text(data)
    match = translit.normalize(text, kind=KINDS[choice % len(KINDS)])
    assert 0 <= match.score <= 1
    match.explain()


def compare(data: bytes) -> None:
    """Two names are as alike as the other way round."""
    choice, text = head_and_text(data)
    a, _, b = text.partition("\n")
    kind = KINDS[choice % len(KINDS)]
    one, other = translit.compare(a, b, kind=kind), translit.compare(b, a, kind=kind)
    assert 0 <= one.score <= 1
    assert one.score == other.score
    one.explain()


def find(data: bytes) -> None:
    """Mentions stand where they say, in order, and none in another."""
    text = text_of(data)
    mentions = table().find(text, unknown=True)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert 0 <= mention.start < mention.end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


def rewrite(data: bytes) -> None:
    """Rewriting twice is rewriting once."""
    once = table().rewrite(text_of(data))
    assert table().rewrite(once) == once


def romanize(data: bytes) -> None:
    """Any scheme takes any text."""
    choice, text = head_and_text(data)
    assert isinstance(translit.romanize(text), str)
    assert isinstance(key(text), str)
    assert key(key(text)) == key(text)
    schemes = translit.schemes()
    scheme = schemes[choice % len(schemes)]
    try:
        assert isinstance(translit.romanize(text, scheme=scheme.id), str)
        translit.romanize(text, scheme=scheme.id, strict=True)
    except (UnromanizedError, ImportError):  # a reader that is not installed
        pass


def cluster(data: bytes) -> None:
    """Every name is in one cluster, and in one only."""
    names = text_of(data).split("\n")[:40]
    clusters = cluster_names(names, BOX.vocabulary, threshold=0.5)
    assert sum(of.size for of in clusters) == len(names)
    spellings = [spelling for of in clusters for spelling in of.spellings]
    assert sorted(spellings) == sorted(set(names))


def join(data: bytes) -> None:
    """Every row of the left list is there, and its partner is one of the right."""
    left, _, right = text_of(data).partition("\n\n")
    lists = left.split("\n")[:20], right.split("\n")[:20]
    joined = join_names(*lists, BOX.vocabulary)
    assert {row.left for row in joined} == set(range(len(lists[0])))
    assert all(row.right is None or row.right < len(lists[1]) for row in joined)
    once = join_names(*lists, BOX.vocabulary, one_to_one=True)
    taken = [row.right for row in once if row.right is not None]
    assert len(taken) == len(set(taken))


def entities(data: bytes) -> None:
    """A table of any names finds them."""
    names = [name for name in text_of(data).split("\n")[:12] if name.strip()]
    try:
        n = Normalizer.from_entities([Entity(str(at), name, "org") for at, name in enumerate(names)])
    except ValueError:
        assert any(len(name) > 500 for name in names)
        return
    for name in names:
        match = n.normalize(name)
        is_nobody = key(name) == "" or match.steps[-1].name == "not a name"  # ?, n/a
        assert match.status is not Status.UNMATCHED or is_nobody


def _read(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(data)
        try:
            read_table(path, BOX.vocabulary.lexicon, rejects=Path(folder) / "rejects.csv")
        except TranslitError as error:
            _assert(str(path) in str(error))


def csv(data: bytes) -> None:
    """Bytes are rows, rejected rows, or no CSV."""
    _read(data, ".csv")


def tsv(data: bytes) -> None:
    """Bytes are rows, rejected rows, or no TSV."""
    _read(data, ".tsv")


def jsonl(data: bytes) -> None:
    """Bytes are objects, rejected lines, or no JSON lines."""
    _read(data, ".jsonl")


def parquet(data: bytes) -> None:
    """Bytes are rows, or no Parquet."""
    _read(data, ".parquet")


def yaml(data: bytes) -> None:
    """Bytes are a table, or its problems are told with their lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.yaml"
        path.write_bytes(data)
        try:
            Normalizer.from_yaml(path)
        except translit.TableError as error:
            _assert(all(problem.path == str(path) and problem.remedy for problem in error.problems))


def npz(data: bytes) -> None:
    """A compiled table with some bytes changed is refused, or answers as it was saved.

    The data are places and values: three bytes and one for each change, else the file itself.
    """
    damaged = bytearray(index())
    if data[:1] == b"P":
        damaged = bytearray(data)
    else:
        for at in range(0, len(data) - 3, 4):
            damaged[int.from_bytes(data[at : at + 3], "little") % len(damaged)] = data[at + 3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.npz"
        path.write_bytes(damaged)
        for check in (True, None):
            try:
                n = Normalizer.open(path, check=check)
                for entity in ENTITIES:
                    n.normalize(entity.name)
            except translit.FormatError as error:
                _assert(error.path == str(path))


def service(data: bytes) -> None:
    """The service answers or refuses a request of any bytes."""
    requests_target.service(data, table)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(normalize, box, compare, find, rewrite, romanize, cluster, join, entities),
        *(csv, tsv, jsonl, parquet, yaml, npz, service),
    )
}
CORPUS = Path(__file__).parent / "corpus"


def seeds(name: str) -> Sequence[bytes]:
    """Return what a target begins with: the files of its folder, and the lines of `texts.txt`."""
    own = [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
    lines = (CORPUS / "texts.txt").read_bytes().split(b"\n")
    is_binary = name in ("parquet", "npz", "yaml", "csv", "tsv", "jsonl", "service")
    return own if is_binary else [*own, *(b"\0" + line.replace(b"\\n", b"\n") for line in lines)]
