"""The pages say what is so: tables written from data, files that exist, limits that hold."""

import re
import runpy
from importlib import import_module
from pathlib import Path

import pytest
from conftest import HERE, cases

from translit import Normalizer

ROOT = HERE.parent
PACKAGE = ROOT / "translit"
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "aliases" / "README.md",
    *sorted(DOCS.glob("*.md")),
]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([\w./{},-]+)`")
# What a path in a page is read from: the checkout, the package, the aliases, the page's own folder.
BASES = (ROOT, PACKAGE, ROOT / "aliases")
# The first folder of a path that is the project's own; others are a reader's: my-tables/.
FOLDERS = {path.name for base in BASES for path in base.iterdir() if path.is_dir()}


def paths_in(page: Path) -> set[str]:
    """Return the project's own paths that a page names in code, one each for `{a,b}`."""
    named = set()
    for text in CODE.findall(page.read_text(encoding="utf8")):
        before, brace, rest = text.partition("{")
        choices, _, after = rest.partition("}")
        for path in [f"{before}{each}{after}" for each in choices.split(",")] if brace else [text]:
            if "/" in path and path.split("/")[0] in FOLDERS:
                named.add(path)
    return named


def exists(path: str, page: Path) -> bool:
    return any((base / path).exists() for base in (page.parent, *BASES))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_files_that_a_page_names_exist(page: Path) -> None:
    links = set(LINK.findall(page.read_text(encoding="utf8")))
    assert [path for path in sorted(paths_in(page) | links) if not exists(path, page)] == []


def test_the_architecture_names_every_room_and_every_file_outside_of_rooms() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf8")
    rooms = {f"`{path.parent.name}/`" for path in PACKAGE.glob("*/*.py")}
    files = {f"`{path.name}`" for path in PACKAGE.glob("*.py")}
    assert [name for name in sorted(rooms | files) if name not in text] == []


def test_the_picture_of_the_architecture_has_every_room() -> None:
    picture = (DOCS / "architecture.svg").read_text(encoding="utf8")
    rooms = {f"{path.parent.name}/" for path in PACKAGE.glob("*/*.py")}
    assert [name for name in sorted(rooms) if f">{name}<" not in picture] == []


def test_every_page_stands_in_the_reading_order() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf8")
    assert [
        page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name})" not in index
    ] == []


def test_every_known_failure_is_admitted() -> None:
    limits = (DOCS / "limits.md").read_text(encoding="utf8")
    assert [case["query"] for case in cases("known_failures") if f"**{case['limit']}" not in limits] == []


def test_the_page_has_the_table_of_features() -> None:
    made = runpy.run_path(str(DOCS / "make_features.py"))
    assert made["PAGE"].read_text(encoding="utf8") == made["page"](), "run python docs/make_features.py"


def test_the_picture_of_spellings_shows_todays_answers(box: Normalizer) -> None:
    picture = (DOCS / "spellings.svg").read_text(encoding="utf8")
    shown = re.findall(r'<text class="query"[^>]*>(.*?)</text><text class="score"[^>]*>(.*?)</text>', picture)
    answers = [box.normalize(name) for name, _ in shown]
    assert shown == [(match.query, f"{match.score:.2f}".removeprefix("0")) for match in answers]
    assert {match.id for match in answers} == {"person/oleksii-reznikov"}
    assert not box.normalize("Andrei Reznikov")


def test_the_bounds_of_the_work_are_those_of_the_code() -> None:
    page = (DOCS / "how-it-decides.md").read_text(encoding="utf8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([\d, ]+) \| .* \| `([\w/]+)\.py` \|$", page, re.MULTILINE)
    assert rows
    for name, value, file in rows:
        constant = getattr(import_module(f"translit.{file.replace('/', '.')}"), name)
        parts = constant if isinstance(constant, tuple) else (constant,)
        assert ", ".join(f"{part:,}" for part in parts) == value, name


def test_every_package_of_development_is_locked_with_hashes() -> None:
    import tomllib

    root = DOCS.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))["project"]
    wanted = [
        *project["dependencies"],
        *(of for group in project["optional-dependencies"].values() for of in group),
    ]
    names = {re.match(r"[\w.-]+", of).group().lower().replace("_", "-") for of in wanted} - {"translit-names"}
    blocks = re.split(r"\n(?=\S)", (root / "dev.lock").read_text(encoding="utf8"))
    locked = {
        block.partition("==")[0].lower().replace("_", "-"): block.count("--hash=sha256:") for block in blocks
    }
    assert sorted(name for name in names if not locked.get(name)) == []
