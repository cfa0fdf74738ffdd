"""The script of the service's page without a browser: a CSV that is read, decisions that stay."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from translit.service.page import script_of_page

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node")

# as much of a browser as the script asks for when it is loaded
BROWSER = """
const anything = () => new Proxy(function () {}, {
  get: (_, name) => name === Symbol.toPrimitive ? () => "0" : name === "value" ? "0" : anything(),
  apply: () => anything(), set: () => true,
});
const document = anything(), window = anything(), history = anything(), sessionStorage = anything();
const location = { hash: "" }, fetch = () => new Promise(() => {});
"""


def in_page(code: str) -> Any:
    """Return what *code*, the body of a function, returns in the script of the page."""
    last = f"process.stdout.write(JSON.stringify((() => {{ {code} }})())); process.exit(0);"
    told = "\n".join((BROWSER, script_of_page(), last))
    answer = subprocess.run([str(NODE), "-"], input=told, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffa;b\r\n1;2", [["a", "b"], ["1", "2"]]),
        ('a,b\n"x, ""y""","1\n2"\n', [["a", "b"], ['x, "y"', "1\n2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\n\n1,\n", [["a", "b"], ["1", ""]]),
    ],
)
def test_a_csv_is_read_as_it_is_written(text: str, records: list[list[str]]) -> None:
    assert in_page(f"return parseCsv({json.dumps(text)});") == records


ROW = """
const ann = { id: "p/1", name: "Ann Lee", score: 0.6 }, bo = { id: "p/2", name: "Bo Yi", score: 0.5 };
const answer = (...candidates) => ({ query: "A. Lee", status: "ambiguous", name: null, id: null, score: 0.6,
  stage: "fuzzy", candidates });
const row = { place: 0, cells: ["A. Lee"], match: answer(ann, bo), decision: "p/2" };
Object.assign(table, { file: "x.csv", columns: ["who"], rows: [row] });
"""


def test_a_decision_holds_when_who_was_chosen_is_no_candidate_any_more() -> None:
    told = in_page(f"{ROW} row.match = withDecided(answer(ann), row); return [decided(row).id, overlay()];")
    assert told[0] == "p/2"
    assert '- id: "p/2"\n  add:\n    - {name: "A. Lee"' in told[1]
    assert '- id: "p/1"\n  cleared:' in told[1]


def test_a_candidate_that_was_not_chosen_does_not_stay() -> None:
    assert in_page(f"{ROW} row.decision = ''; return withDecided(answer(ann), row).candidates.length;") == 1


def test_what_a_spreadsheet_would_run_is_written_as_a_text() -> None:
    written = in_page(f"{ROW} row.cells = ['=1+1']; return csv();")
    assert written.splitlines()[1] == "'=1+1,Bo Yi,p/2,0.6,ambiguous,yes"
    assert in_page(f"{ROW} row.cells = ['-1.5']; return csv();").splitlines()[1].startswith("-1.5,")
