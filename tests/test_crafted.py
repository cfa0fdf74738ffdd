"""An index that a stranger made: whole by its checksums, and not sound. It is refused with
FormatError, when it is opened with `check=True` or where an answer meets what is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from translit import Entity, FormatError, Normalizer
from translit.index import arrays, soundness, store

NAMES = ("Anna Weber", "Kyiv Bank", "Weber", "WHO", "Oleh Pavlenko", "Анна Вебер", "Pavlenko, O.", "A. Webr")
ENTITIES = [
    Entity(
        "p/1",
        "Anna Weber",
        "person",
        native={"uk": "Анна Вебер"},
        aliases=("Annie Weber",),
        excluded=("X Y",),
    ),
    Entity("p/2", "Oleh Pavlenko", "person", country="UA"),
    Entity("o/1", "World Health Organization", "org", aliases=("Kyiv Bank",), weak=("WHO",)),
]
NUMBERS = sorted(
    {*soundness.STARTS, *soundness.NUMBERS, *soundness.AS_LONG, *soundness.SORTED, "key_row"} - {"row_rarity"}
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "sound.npz"
    Normalizer.from_entities(ENTITIES).save(path)
    return path


def crafted(saved: Path, path: Path, changes: dict[str, np.ndarray], **metadata: str) -> Path:
    """Write the table with *changes*, with checksums and a time that fit."""
    columns = store.open_table(saved)
    of = {name: np.array(columns.arrays[name]) for name in columns.arrays}
    arrays.write(path, of | changes, dict(columns.metadata) | metadata)
    return path


def refusal(path: Path) -> str:
    """Ask all names of a table that is opened unchecked; return what it was refused with, if it
    was.
    """
    try:
        n = Normalizer.open(path)
        for name in NAMES:
            n.normalize(name)
        n.normalize_many(NAMES)
        n.find("Anna Weber met Oleh Pavlenko of Kyiv Bank.")
        list(n.entities())
    except FormatError as error:
        return str(error)
    return ""


def test_a_sound_table_is_sound(saved: Path) -> None:
    assert Normalizer.open(saved, check=True).normalize("Anna Weber").id == "p/1"
    Normalizer.from_entities([]).save(saved.with_name("empty.npz"))
    assert not Normalizer.open(saved.with_name("empty.npz"), check=True).normalize("Anna Weber")


def wrong(name: str, values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield what *values* may not be: numbers that lead nowhere, too few, none, of another type."""
    top = np.iinfo(values.dtype).max
    for at in (0, len(values) // 2, len(values) - 1):
        changed = values.copy()
        changed[at] = top
        if not (name.endswith("_hash") or name in ("token_length", "token_ngrams", "row_initials")):
            yield changed
    yield values[:-1]
    yield values[:0]
    yield values.astype(np.int64)
    yield values.reshape(1, -1)
    if name in soundness.STARTS:
        yield values[::-1].copy()
        yield np.where(np.arange(len(values)) % 2, values[-1], 0).astype(values.dtype)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_that_lead_nowhere_are_refused(name: str, saved: Path, tmp_path: Path) -> None:
    values = np.array(store.open_table(saved).arrays[name])
    for number, changed in enumerate(wrong(name, values)):
        path = crafted(saved, tmp_path / f"{number}.npz", {name: changed})
        with pytest.raises(FormatError, match=r"required"):
            Normalizer.open(path, check=True)
        assert refusal(path) == "" or str(path) in refusal(path)


def anything(values: np.ndarray, rng: random.Random) -> float:
    if values.dtype.kind == "f":
        return rng.choice((-1e30, np.nan, np.inf))
    most = rng.choice((255, int(values.max()) + 1, 65_535, 2**32 - 1))
    return rng.randint(0, most) % (int(np.iinfo(values.dtype).max) + 1)


@pytest.mark.parametrize("seed", range(60))
def test_a_table_with_random_numbers_is_refused_or_answers(seed: int, saved: Path, tmp_path: Path) -> None:
    rng = random.Random(seed)
    columns = store.open_table(saved)
    changes = {}
    for name in rng.sample(sorted(columns.arrays), rng.randint(1, 3)):
        values = np.array(columns.arrays[name])
        for _ in range(rng.randint(1, 4) if len(values) else 0):
            values[rng.randrange(len(values))] = anything(values, rng)
        changes[name] = values
    path = crafted(saved, tmp_path / "random.npz", changes)
    for check in (True, None):
        try:
            n = Normalizer.open(path, check=check)
            for name in NAMES:
                n.normalize(name)
        except FormatError:
            pass


RECORDS = [
    "",
    "{}",
    "[]",
    "null",
    '{"id": "x"}',
    '{"id": "x", "name": "Anna Weber", "kind": "dog"}',
    '{"id": "x", "name": "", "kind": "person"}',
    '{"id": 7, "name": "Anna Weber", "kind": "person", "note": "n"}',
    '{"id": "x", "name": "Anna Weber", "kind": "person", "aliases": 7}',
    '{"id": "x", "name": "Anna Weber", "kind": "person", "nobody": "knows"}',
    '{"id": "x", "name": "' + "ab " * 667 + '", "kind": "person", "note": "n"}',
    "[" * 100_000,
    "x\0Anna Weber\0dog\0",
    "x\0Anna Weber",
    "x\0" + "ab " * 667 + "\0person\0",
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record[:30])
def test_an_entity_that_cannot_be_is_refused(record: str, saved: Path, tmp_path: Path) -> None:
    from translit.index.columns import pack
    from translit.index.index import version_of

    changes = pack("entity", [record, "p/2\0Oleh Pavlenko\0person\0UA", "o/1\0Kyiv Bank\0org\0"])
    version = version_of([record, "p/2\0Oleh Pavlenko\0person\0UA", "o/1\0Kyiv Bank\0org\0"])
    path = crafted(saved, tmp_path / "crafted.npz", changes, version=version)
    with pytest.raises(FormatError, match="not sound"):
        Normalizer.open(path, check=True)
    assert refusal(path) == "" or "not sound" in refusal(path)


@pytest.mark.parametrize("text", ["{", "7", '{"a": 7}', "[[7]]", '["a"]', "null", "[" * 100_000])
def test_language_data_of_another_form_are_refused(text: str, saved: Path, tmp_path: Path) -> None:
    from translit.index.columns import pack

    texts = list(store.open_table(saved).texts("lexicon"))
    for at in range(len(texts)):
        if text == '["a"]' and texts[at].startswith("["):
            continue
        path = crafted(saved, tmp_path / f"{at}.npz", pack("lexicon", [*texts[:at], text, *texts[at + 1 :]]))
        with pytest.raises(FormatError, match="not sound"):
            Normalizer.open(path, check=True)


@pytest.mark.parametrize("metadata", [{"schemes": ""}, {"version": "x"}])
def test_metadata_that_do_not_fit_are_refused(metadata: dict[str, str], saved: Path, tmp_path: Path) -> None:
    path = crafted(saved, tmp_path / "crafted.npz", {}, **metadata)
    with pytest.raises(FormatError, match="not sound"):
        Normalizer.open(path, check=True)


def test_what_is_missing_is_refused(saved: Path, tmp_path: Path) -> None:
    columns = store.open_table(saved)
    for missing in columns.arrays:
        of = {name: np.array(columns.arrays[name]) for name in columns.arrays if name != missing}
        path = tmp_path / "less.npz"
        arrays.write(path, of, columns.metadata)
        if missing.startswith(("scheme", "cues")):  # of the tables in the box
            continue
        with pytest.raises(FormatError):
            Normalizer.open(path, check=True)
        assert refusal(path) == "" or missing.partition("_")[0] in refusal(path)
