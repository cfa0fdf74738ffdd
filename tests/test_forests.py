"""The model as bytes says what the model as JSON says, number for number."""

import json
from pathlib import Path

import pytest

from translit import Kind
from translit.packaged import FOLDER
from translit.pairs.forests import of_bytes, of_json, to_bytes
from translit.pairs.model import load_trees


def learned(kind: Kind) -> bytes:
    return Path(FOLDER, "model", f"{kind}.json").read_bytes()


@pytest.mark.parametrize("kind", list(Kind))
def test_bytes_hold_the_trees_that_were_learned(kind: Kind) -> None:
    forest = of_json(json.loads(learned(kind)))
    assert of_bytes(to_bytes(forest)) == forest


@pytest.mark.parametrize("kind", list(Kind))
def test_a_model_with_bytes_is_read_from_them(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / f"{kind}.trees").write_bytes(to_bytes(of_json(json.loads(learned(kind)))))
    packed, plain = load_trees(str(tmp_path), kind), load_trees(f"{FOLDER}/model", kind)
    # `read` is a function of the names
    assert packed._replace(forest=None, read=None) == plain._replace(forest=None, read=None)
