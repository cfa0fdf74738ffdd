"""A room imports only from rooms below it, a file only from those that its room lists above it."""

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "translit"

# From the bottom up; a file may import from the files that its own room lists before it, and from
# the rooms above this one in the list.
ROOMS = {
    "compiled": ("spelling",),
    "": (
        *("atomic_write", "packaged", "record", "visible"),
        *("errors", "periods", "model", "evidence", "answer_rows", "results", "comparisons", "compiled"),
    ),
    "parallel": ("progress", "pool", "batch"),
    "report": ("fragments", "html_text", "page"),
    "rows": ("formats", "formulas", "reading", "frames", "rejects", "sheet"),
    "writing": (
        *(
            "language_facts",
            "text",
            "scripts",
            "ascii_letters",
            "transcribe",
            "korean_places",
            "arabic_letters",
            "arabic_vowels",
            "press_names",
            "hebrew_points",
            "packed_readings",
            "han_readings",
            "pinyin",
            "cantonese",
            "tibetan",
            "khmer",
            "lao",
            "readings",
            "native_text",
            "rule",
            "rule_pattern",
            "romanize",
        ),
        *(
            "sound",
            "semitic",
            "source_letters",
            "spelling_table",
            "spelling",
            "respelling",
            "repair",
            "code_pages",
            "keys",
            "foreign_letters",
            "to_script",
            "schemes",
        ),
    ),
    "names": (
        *("roles", "inflection", "lexicon", "cues", "vocabulary"),
        *(
            "belarusian",
            "fathers",
            "rarity",
            "transcriptions",
            "numerals",
            "endings",
            "acronyms",
            "organisations",
            "vessels",
            "honorifics",
        ),
        *(
            "initials",
            "letter_names",
            "suffixes",
            "vietnamese",
            "tokens",
            "parts",
            "kinds",
            "countries",
            "addresses",
            "beside_words",
            "beside_reading",
            "beside_names",
            "beside_places",
            "beside",
            "japanese_words",
            "organisation_words",
            "translation",
            "romanized",
        ),
        *("name", "initialisms", "compounds", "east_asian"),
        *("han_syllables", "han_chinese", "han_neighbours", "han_names"),
    ),
    "tables": (
        *("schema", "lint", "fields", "table_report", "listed", "as_rows", "scheme_data"),
        *("language_data", "sources", "cleared", "overlay", "layers"),
        *("language_facts", "country_names", "org_words"),
    ),
    "published": (
        *("draft", "streams", "xml_records", "json_records", "ofac", "un", "eu", "ftm", "ror"),
        *("geonames", "wikidata_countries", "wikidata", "lists"),
    ),
    "pairs": (
        *("log_odds", "similarity", "spelled", "relation", "listed_relations", "native_token"),
        *("relations", "order", "alignment", "han_readings", "inner_acronyms", "first_letters"),
        *("contrast", "genders", "joined", "syllables"),
        *("related", "latin_form", "align"),
        *("role_evidence", "aligned_names", "feature_values", "feature", "role_features"),
        *("features", "priors", "forests", "model", "any_kind"),
    ),
    "index": (
        *(
            "arrays",
            "number_arrays",
            "columns",
            "records",
            "hits",
            "terms",
            "token_text",
            "removed",
            "ranking",
            "retrieve",
        ),
        *(
            "compiled",
            "index",
            "soundness",
            "table",
            "row_cache",
            "compiled_rows",
            "build",
            "segments",
            "store",
            "box",
        ),
        "sharing",
    ),
    "resolve": (
        "scored",
        "rank",
        "reasons",
        "decide",
        "times",
        "query",
        "ordinary",
        "one_word",
        "nearest",
        "candidates",
        "shortlist",
        "spelling_scores",
        "search",
        "gazetteer",
        "same_place",
        "context",
        "listed",
        "misread",
        "lookup",
        "enrich",
    ),
    "text": (
        *(
            "known_names",
            "zones",
            "reading",
            "patterns",
            "weights",
            "tokenize",
            "dictionary",
            "inflected",
            "prefilter",
            "spans",
            "languages",
            "tagging",
            "multiword",
            "misspelled",
            "misspelled_phrases",
            "homographs",
            "unknown_words",
            "pieces",
            "runs",
        ),
        *(
            "unspaced",
            "caseless_names",
            "caseless",
            "verbatim",
            "zone_names",
            "called_after",
            "bearers",
            "slips",
            "context",
            "document",
            "finder",
            "layout",
            "rewrite",
        ),
    ),
    "has_table": (),
    "has_layers": (),
    "batch_queries": (),
    "normalizer": (),
    "linking": ("compare", "blocking", "cluster", "canonical", "keys", "variants", "join", "frames"),
    "script_api": (),
    "api": (),
    "integrations": ("arrow_texts", "arrow", "pandas", "polars", "duckdb", "spark", "spacy_bytes", "spacy"),
    "files": (
        *("asked", "answers", "writing", "parquet", "job", "checkpoint"),
        *("outputs", "ending", "summary", "run"),
    ),
    "curation": ("gold", "curve", "decisions", "queue", "suggest", "collisions", "strangers"),
    "service": (
        *("limits", "refusal", "fields", "body", "columns", "guard", "access_log"),
        *("reconcile_entities", "reconcile_queries", "reconcile_suggest", "tables", "answers", "openapi"),
        *("preview", "reconcile_manifest", "reconcile_reading", "reconcile", "page"),
        *("application", "server", "workers", "agents"),
    ),
    "cli": (
        *("output", "options", "lists", "files", "names", "tables"),
        *("diff", "textfiles", "reported", "text", "curate", "spellings", "serve", "app", "entry"),
    ),
    "__main__": (),
}
RANK = {
    (f"{room}.{file}" if room else file) if file else room: (floor, place)
    for floor, (room, files) in enumerate(ROOMS.items())
    for place, file in enumerate(files or ("",))
}
# They know what is answered, and nothing of how.
ANSWERS_ONLY = {"errors", "model", "evidence", "answer_rows", "results", "comparisons"}
ONLY = {
    "unidecode": {"writing.ascii_letters"},
    "anyascii": {"writing.ascii_letters"},
    "pypinyin": {"writing.pinyin"},
    "sudachipy": {"writing.readings"},
    "thairom": {"writing.readings"},
    "yaml": {"tables.sources"},
    "rapidfuzz": {
        *("pairs.similarity", "pairs.relations", "pairs.contrast", "pairs.aligned_names"),
        "pairs.han_readings",
        *("resolve.shortlist", "resolve.gazetteer", "resolve.one_word"),
    },
}


@cache
def modules() -> dict[str, Path]:
    """Return every file by its name; of the packages only the one that is more than a folder."""
    files = sorted(PACKAGE.rglob("*.py"))
    whole = {"compiled": PACKAGE / "compiled" / "__init__.py"}
    return whole | {
        ".".join(f.relative_to(PACKAGE).with_suffix("").parts): f for f in files if f.name != "__init__.py"
    }


@cache
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
    assert set(RANK) == set(modules())


@pytest.mark.parametrize("module", sorted(RANK))
def test_imports_go_downward(module: str) -> None:
    for name in own(imported(modules()[module], at_top=False)):
        assert RANK[name] < RANK[module], f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(m for m in RANK if m.startswith(("parallel.", "report."))))
def test_processes_and_pages_know_only_answers(module: str) -> None:
    room = module.partition(".")[0]
    names = own(imported(modules()[module], at_top=False))
    assert {name for name in names if not name.startswith(f"{room}.")} <= ANSWERS_ONLY


@pytest.mark.parametrize("module", sorted(name for name in RANK if name.startswith("integrations.")))
def test_integrations_use_the_public_names_only(module: str) -> None:
    assert {
        name
        for name in own(imported(modules()[module], at_top=False))
        if not name.startswith("integrations.")
    } == set()


@pytest.mark.parametrize("package", sorted(ONLY))
def test_a_dependency_has_one_door(package: str) -> None:
    doors = {
        name
        for name, path in modules().items()
        if any(i.split(".")[0] == package for i in imported(path, at_top=False))
    }
    assert doors <= ONLY[package]


def test_no_yaml_on_an_ordinary_start() -> None:
    for module in ("api", "normalizer", "index.store", "index.index"):
        assert "tables.sources" not in own(imported(modules()[module], at_top=True))


# Functions that keep their answers, with no owner that could: docs/architecture.md says why.
KEEPING = {
    *("writing.sound.sound", "writing.sound.skeleton", "names.compounds._divided", "pairs.contrast.contrast"),
    *("names.han_names.han_name", "names.east_asian.hepburn_parts", "names.initials.short_surnames"),
    *("writing.language_facts.language_facts", "api._builtin"),
    *("integrations.spark._cache", "integrations.spark._opened"),
}


def test_what_is_kept_has_an_owner() -> None:
    keeping = {
        f"{module}.{node.name}"
        for module, path in modules().items()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
    }
    assert keeping == KEEPING


@pytest.mark.parametrize("room", sorted(f.parent.name for f in PACKAGE.glob("*/__init__.py")))
def test_a_room_says_what_lives_there_and_where_to_start(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf8")))
    assert said is not None
    assert "start reading" in said.lower()
