"""The spaCy component: it finds by itself, links what others found, and survives being saved, sent
and split over processes.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from translit import Entity, Match, Mention, Normalizer, Status

spacy = pytest.importorskip("spacy", reason="spacy is not installed: the extra translit-names[spacy]")
from spacy.tokens import Doc, DocBin  # noqa: E402

from translit.integrations.spacy import Linker  # noqa: E402

TEXT = "Minister Oleksii Reznikov flew to Kiev. Reznikov saw Boris Gryzlov's aide, and Xyzzyfoo."


def linked(doc: Any) -> list[tuple[str, str, str]]:
    return [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents]


def matches(doc: Any) -> list[Match | None]:
    return [entity._.translit for entity in doc.ents]


FOUND = [
    ("Oleksii Reznikov", "PERSON", "person/oleksii-reznikov"),
    ("Kiev", "GPE", "place/kyiv"),
    ("Reznikov", "PERSON", "person/oleksii-reznikov"),
    ("Boris Gryzlov", "PERSON", "person/boris-gryzlov"),
]


@pytest.fixture
def nlp() -> Any:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("translit")
    return pipeline


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own" / "people.npz"
    path.parent.mkdir()
    Normalizer.from_entities(
        [Entity("c/1", "Ursula von der Leyen", "person"), Entity("c/2", "Xyzzyfoo", "place")]
    ).save(path)
    return path


def test_it_finds_by_itself(nlp: Any, box: Normalizer) -> None:
    doc = nlp(TEXT)
    assert linked(doc) == FOUND
    assert matches(doc) == [m.match for m in box.find(TEXT)]
    assert nlp("").ents == ()


def test_labels_are_a_setting() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("translit", config={"labels": {"person": "PER", "place": "LOC"}})
    assert [label for _, label, _ in linked(nlp(TEXT))] == ["PER", "LOC", "PER", "PER"]


def test_beside_an_ner_its_entities_are_linked_and_keep_their_labels_and_borders() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")  # stands for any component that sets doc.ents
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Minister Oleksii Reznikov", "id": "r1"},
            {"label": "PERSON", "pattern": "Reznikov"},
            {"label": "FAC", "pattern": "Kiev"},
            {"label": "DATE", "pattern": "Monday"},
            {"label": "ORG", "pattern": "Xyzzyfoo"},
        ]
    )
    nlp.add_pipe("translit")
    doc = nlp(TEXT + " On Monday.")
    assert linked(doc) == [
        ("Minister Oleksii Reznikov", "PERSON", "person/oleksii-reznikov"),
        ("Kiev", "FAC", "place/kyiv"),
        # alone he is not clear; the document says who he is
        ("Reznikov", "PERSON", "person/oleksii-reznikov"),
        ("Boris Gryzlov", "PERSON", "person/boris-gryzlov"),  # which the ruler did not find
        ("Xyzzyfoo", "ORG", ""),
        ("Monday", "DATE", ""),
    ]
    assert doc.ents[0].ent_id_ == "r1"
    assert [None if match is None else match.status for match in matches(doc)][-2:] == [
        Status.UNMATCHED,
        None,
    ]


def test_a_place_inside_the_name_of_something_else_is_not_it() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "FAC", "pattern": "Kiev Xyzzy Funfair"}])
    nlp.add_pipe("translit")
    assert linked(nlp("They met at Kiev Xyzzy Funfair.")) == [("Kiev Xyzzy Funfair", "FAC", "")]


def test_an_id_that_an_entity_has_stays() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.add_pipe("translit")
    doc = nlp.make_doc("Kiev")
    doc.set_ents([spacy.tokens.Span(doc, 0, 1, label="GPE", kb_id="Q1899")])
    assert linked(nlp.get_pipe("translit")(doc)) == [("Kiev", "GPE", "Q1899")]


def test_finding_can_be_switched_off() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("translit", config={"find": False})
    assert linked(nlp(TEXT)) == []


def test_unclear_names_have_no_id_and_can_be_left_out(
    box: Normalizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclear = Mention(0, 13, "Andrei Kostin", box.normalize("Andrei Kostin"))
    assert unclear.status is Status.AMBIGUOUS
    monkeypatch.setattr(Normalizer, "find", lambda *_, **__: [unclear])
    for is_wanted in (True, False):
        nlp = spacy.blank("en")
        nlp.add_pipe("translit", config={"ambiguous": is_wanted})
        assert linked(nlp("Andrei Kostin spoke.")) == ([("Andrei Kostin", "PERSON", "")] if is_wanted else [])


def test_a_name_inside_a_token_is_left_out_with_a_warning_or_takes_the_token() -> None:
    text = "Мы в Киеве. 习近平在北京。"
    strict, expand = spacy.blank("xx"), spacy.blank("xx")
    strict.add_pipe("translit")
    expand.add_pipe("translit", config={"alignment_mode": "expand"})
    with pytest.warns(UserWarning, match="inside a token"):
        doc = strict(text)
    assert "place/kyiv" in [identifier for _, _, identifier in linked(doc)]
    assert "person/xi-jinping" not in [identifier for _, _, identifier in linked(doc)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ("person/xi-jinping", True) in [(e.kb_id_, "习近平" in e.text) for e in expand(text).ents]
    chinese = spacy.blank("zh")  # a token for each character
    chinese.add_pipe("translit")
    assert ("习近平", "PERSON", "person/xi-jinping") in linked(chinese(text))


def test_a_saved_pipeline_comes_back(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert linked(again(TEXT)) == FOUND
    assert matches(again(TEXT)) == matches(nlp(TEXT))


def test_a_saved_pipeline_brings_its_table_and_settings(own: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe(
        "translit", config={"table": str(own), "mode": "strict", "limit": 3, "labels": {"person": "PER"}}
    )
    text = "Ursula von der Leyen was in Xyzzyfoo."
    told = linked(nlp(text))
    assert told == [("Ursula von der Leyen", "PER", "c/1"), ("Xyzzyfoo", "GPE", "c/2")]
    nlp.to_disk(tmp_path / "saved")
    moved = (tmp_path / "saved").rename(tmp_path / "moved")
    own.unlink()
    again = spacy.load(moved)
    assert linked(again(text)) == told
    assert again.get_pipe("translit").settings == nlp.get_pipe("translit").settings
    again.to_disk(tmp_path / "twice")
    again.to_disk(moved)  # over itself
    assert linked(spacy.load(tmp_path / "twice")(text)) == linked(spacy.load(moved)(text)) == told
    assert (
        pickle.loads(pickle.dumps(again.get_pipe("translit"))).normalizer.table_version
        == again.get_pipe("translit").normalizer.table_version
    )


def test_yaml_is_a_table_too(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {id: place/xyzzyfoo, name: Xyzzyfoo, kind: place}  # own list\n", encoding="utf8")
    nlp = spacy.blank("en")
    nlp.add_pipe("translit", config={"table": str(path)})
    nlp.to_disk(tmp_path / "saved")
    path.unlink()
    assert linked(spacy.load(tmp_path / "saved")("In Xyzzyfoo.")) == [("Xyzzyfoo", "GPE", "place/xyzzyfoo")]


@pytest.mark.parametrize("table", [None, "own"])
def test_several_processes_give_the_same(table: str | None, own: Path) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("translit", config={"table": table and str(own)})
    texts = [TEXT, "Ursula von der Leyen in Xyzzyfoo.", ""] * 4
    one = [(linked(doc), matches(doc)) for doc in nlp.pipe(texts)]
    two = [(linked(doc), matches(doc)) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert one == two
    assert any(told for told, _ in one)


def test_processes_that_start_anew_give_the_same(own: Path, tmp_path: Path) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(
        "import multiprocessing, spacy, sys\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    nlp = spacy.blank('xx')\n"
        "    nlp.add_pipe('translit', config={'table': sys.argv[1]})\n"
        "    for doc in nlp.pipe(['Ursula von der Leyen'] * 4, n_process=2, batch_size=1):\n"
        "        print(doc.ents[0].kb_id_, doc.ents[0]._.translit.name)\n",
        encoding="utf8",
    )
    told = subprocess.run(
        [sys.executable, str(script), str(own)], capture_output=True, text=True, check=False
    )
    assert (told.stdout, told.returncode) == ("c/1 Ursula von der Leyen\n" * 4, 0), told.stderr


def test_answers_go_with_a_document_into_bytes_and_into_other_documents(nlp: Any) -> None:
    doc = nlp(TEXT)
    answers = matches(doc)
    assert matches(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == answers
    assert matches(pickle.loads(pickle.dumps(doc))) == answers
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(kept).get_docs(nlp.vocab)
    assert matches(again) == answers
    assert matches(Doc.from_docs([nlp("Kiev."), doc]))[1:] == answers


def test_whole_entities_survive(nlp: Any, box: Normalizer) -> None:
    match = box.find("Kiev")[0].match
    (again,) = matches(Doc(nlp.vocab).from_bytes(nlp("Kiev").to_bytes()))
    assert again == match
    assert again is not None
    assert again.entity is not None
    assert again.entity.native == match.candidates[0].entity.native
    assert again.explain() == match.explain()


def test_the_settings_are_checked() -> None:
    for config, message in (
        ({"alignment_mode": "loose"}, "strict, expand or contract, not 'loose'"),
        ({"mode": "wild"}, "wild"),
        ({"labels": {"dog": "DOG"}}, "person, place, org, not 'dog'"),
        ({"links": {"DOG": "dog"}}, "person, place, org, not 'dog'"),
    ):
        with pytest.raises(ValueError, match=message):
            spacy.blank("en").add_pipe("translit", config=config)


def test_a_table_that_is_not_there_is_told_with_the_first_document(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("translit", config={"table": str(tmp_path / "none.npz")})
    with pytest.raises(Exception, match=r"none\.npz: found no file"):
        nlp("Kiev")


def test_an_ner_that_learned_is_linked() -> None:
    """A small NER, trained here: no pipeline can be downloaded."""
    from spacy.training import Example

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    ner.add_label("PERSON")
    texts = ["Oleksii Reznikov spoke.", "Then Boris Gryzlov spoke.", "Nobody spoke.", "Then they spoke."]
    spans = [[(0, 16, "PERSON")], [(5, 18, "PERSON")], [], []]
    examples = [
        Example.from_dict(nlp.make_doc(t), {"entities": s}) for t, s in zip(texts, spans, strict=True)
    ]
    spacy.util.fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    nlp.add_pipe("translit")
    doc = nlp("Oleksii Reznikov spoke.")
    assert linked(doc) == [("Oleksii Reznikov", "PERSON", "person/oleksii-reznikov")]


@pytest.fixture(autouse=True)
def _no_stray_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def test_the_component_alone(box: Normalizer) -> None:
    doc = spacy.blank("en").make_doc("Kiev")
    assert linked(Linker()(doc)) == [("Kiev", "GPE", "place/kyiv")]
