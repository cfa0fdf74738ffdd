"""Pages that are written from data are up to date."""

import json
import runpy

from conftest import HERE


def test_the_page_has_the_learned_weights_and_says_what_each_feature_is() -> None:
    made = runpy.run_path(str(HERE.parent / "docs" / "make_weights.py"))
    written = made["PAGE"].read_text(encoding="utf8")
    assert written == made["page"](), "run python docs/make_weights.py"
    features = json.loads(made["LEARNED"].read_text(encoding="utf8"))["features"]
    assert [name for name in features if written.count(f"| `{name}` |") != 2] == []


def test_the_page_has_the_table_of_features() -> None:
    made = runpy.run_path(str(HERE.parent / "docs" / "make_features.py"))
    assert made["PAGE"].read_text(encoding="utf8") == made["page"](), "run python docs/make_features.py"
