"""A room imports only from the rooms below it, a file only from those that its room lists above it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "translit"

# From the bottom up; a file may import from its own line's files to the left and from the lines above.
ORDER = (
    ("errors", "model", "results", "compiled"),
    (
        "writing.text",
        "writing.scripts",
        "writing.readings",
        "writing.romanize",
        "names.lexicon",
        "names.cues",
        "names.rarity",
        "names.numerals",
        "writing.sound",
        "names.endings",
        "writing.spelling",
        "writing.keys",
        "names.vocabulary",
        "names.acronyms",
        "names.parts",
        "names.inflection",
        "names.compounds",
    ),
    (
        "tables.schema",
        "tables.lint",
        "tables.language_data",
        "tables.sources",
        "index.arrays",
        "index.columns",
        "index.records",
        "index.terms",
        "index.token_text",
        "index.removed",
        "index.ranking",
        "index.retrieve",
        "index.compiled",
        "index.index",
        "index.table",
        "index.build",
        "index.segments",
        "index.store",
    ),
    (
        "pairs.similarity",
        "pairs.relations",
        "pairs.align",
        "pairs.features",
        "resolve.decide",
        "resolve.candidates",
        "resolve.shortlist",
        "resolve.contenders",
        "resolve.search",
        "resolve.gazetteer",
        "resolve.lookup",
        "resolve.known",
        "linking.compare",
        "parallel.batch",
        "parallel.workers",
        "linking.blocking",
        "linking.cluster",
        "text.tokenize",
        "text.dictionary",
        "text.inflected",
        "text.prefilter",
        "text.spans",
        "text.tagging",
        "text.multiword",
        "text.runs",
        "text.unspaced",
        "text.caseless",
        "text.context",
        "text.document",
        "text.finder",
        "text.rewrite",
        "normalizer",
        "linking.join",
    ),
    ("api", "linking.frames"),
    (
        "integrations.arrow",
        "integrations.pandas",
        "integrations.polars",
        "integrations.duckdb",
        "integrations.spark",
        "integrations.spacy",
    ),
    (
        "files.formats",
        "files.reading",
        "files.answers",
        "files.writing",
        "files.parquet",
        "files.spool",
        "files.summary",
        "files.run",
    ),
    ("cli.output", "cli.options", "cli.files", "cli.names", "cli.tables", "cli.diff", "cli.textfiles", "cli.text", "cli.app"),
    ("__main__",),
)
RANK = {name: (room, place) for room, names in enumerate(ORDER) for place, name in enumerate(names)}
# telling knows an answer, and nothing of how it was found
ALONE = {
    "explain": {"results"},
    "report.fragments": {"model", "results"},
    "report.page": {"model", "results", "report.fragments"},
}
# answers explain themselves by a late import from telling, which reads nothing but these; a command writes the page
TELLS = {"results": {"explain", "report.fragments"}, "cli.text": {"report.page"}}
ONLY = {
    "unidecode": {"writing.readings", "writing.romanize"},
    "pypinyin": {"writing.readings"},
    "sudachipy": {"writing.readings"},
    "thairom": {"writing.readings"},
    "yaml": {"tables.sources"},
    "rapidfuzz": {"pairs.similarity", "pairs.relations", "resolve.shortlist"},
}


def modules() -> dict[str, Path]:
    """Return every file by its name; of the packages only the one that is more than a folder."""
    files = sorted(PACKAGE.rglob("*.py"))
    whole = {"compiled": PACKAGE / "compiled" / "__init__.py"}
    return whole | {".".join(f.relative_to(PACKAGE).with_suffix("").parts): f for f in files if f.name != "__init__.py"}


def imported(path: Path, *, at_top: bool) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    nodes = tree.body if at_top else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            known = {f"{node.module}.{alias.name}" for alias in node.names}
            submodules = {name for name in known if name.removeprefix("translit.") in modules()}
            found |= submodules or {node.module}
    return found


def own(names: set[str]) -> set[str]:
    return {name.removeprefix("translit.") for name in names if name.startswith("translit.")}


def test_every_file_has_its_place() -> None:
    assert set(RANK) | set(ALONE) == set(modules())


@pytest.mark.parametrize("module", sorted(RANK))
def test_imports_go_downward(module: str) -> None:
    # store reads YAML only where something must be compiled
    for name in own(imported(modules()[module], at_top=False)) - TELLS.get(module, set()):
        assert RANK[name] < RANK[module], f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(ALONE))
def test_telling_reads_only_the_model(module: str) -> None:
    assert own(imported(modules()[module], at_top=False)) <= ALONE[module]


@pytest.mark.parametrize("module", sorted(name for name in RANK if name.startswith("integrations.")))
def test_integrations_use_the_public_names_only(module: str) -> None:
    assert {name for name in own(imported(modules()[module], at_top=False)) if not name.startswith("integrations.")} == set()


@pytest.mark.parametrize("package", sorted(ONLY))
def test_a_dependency_has_one_door(package: str) -> None:
    doors = {name for name, path in modules().items() if any(i.split(".")[0] == package for i in imported(path, at_top=False))}
    assert doors <= ONLY[package]


def test_no_yaml_on_an_ordinary_start() -> None:
    for module in ("api", "normalizer", "index.store", "index.index"):
        assert "tables.sources" not in own(imported(modules()[module], at_top=True))
