"""The mentions of two real articles; skipped where the articles are not at hand."""

import csv

import pytest
from conftest import SHARED

from translit import Normalizer, Status

GOLD = SHARED / "seeds" / "gold.tsv"


@pytest.mark.skipif(not GOLD.is_file(), reason="shared/seeds/gold.tsv is not beside the checkout")
def test_every_mention_comes_out_right_or_ambiguous_with_the_right_one(box: Normalizer) -> None:
    with GOLD.open(encoding="utf8") as file:
        mentions = list(csv.DictReader(file, delimiter="\t"))
    assert len(mentions) == 67
    wrong = []
    for mention in mentions:
        match = box.normalize(mention["surface"], kind=mention["kind"])
        is_open = match.status is Status.AMBIGUOUS and mention["entity"] in {
            c.entity.name for c in match.candidates
        }
        if match.name != mention["entity"] and not is_open:
            wrong.append((mention["surface"], match.status.value, match.name))
    assert wrong == []


@pytest.mark.skipif(not GOLD.is_file(), reason="shared/seeds/gold.tsv is not beside the checkout")
def test_every_mention_is_found_at_its_place_and_no_word_that_is_no_name(box: Normalizer) -> None:
    with GOLD.open(encoding="utf8") as file:
        gold = list(csv.DictReader(file, delimiter="\t"))
    extra = []
    for name in {row["file"] for row in gold}:
        found = {
            (m.start, m.end, m.surface, m.name)
            for m in box.find((GOLD.parent / name).read_text(encoding="utf8"))
            if m
        }
        wanted = {
            (int(r["start"]), int(r["end"]), r["surface"], r["entity"]) for r in gold if r["file"] == name
        }
        assert wanted <= found
        extra += sorted(surface for _, _, surface, _ in found - wanted)
    # "the Donetsk and Lugansk People's Republics": a name, of the first one
    assert extra == ["Donetsk"]
