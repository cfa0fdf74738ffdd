"""Read YAML tables, files or a whole folder; the only file that imports yaml."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from translit.errors import Problem, TableError
from translit.names.vocabulary import Vocabulary
from translit.tables import language_data as words
from translit.tables import lint, schema
from translit.tables.schema import Located, Node, Source
from translit.tables.scheme_data import scheme as scheme_of
from translit.writing.romanize import Scheme
from translit.writing.schemes import Schemes

ENTITY_FOLDERS = ("people", "places", "orgs")
LANGUAGE_FOLDERS = ("names", "words", "romanization")
MAX_DEPTH = 20  # of lists and mappings in each other; a table has four
# Values that *aliases of YAML may stand for, beyond one for each character of the file: nine
# aliases of nine aliases of nine … stand for more than any machine holds.
MAX_ALIASED = 100_000


def read_source(path: Path, shown: str | None = None) -> Source:
    """Read one YAML file with the lines of its values; *shown* is the path that messages name.

    Raises TableError when it is not UTF-8 or not YAML.
    """
    name = shown or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError(
            [Problem(name, line, f"not UTF-8: {error.reason}", "Save the file as UTF-8")]
        ) from None
    except OSError as error:
        raise TableError(
            [Problem(name, 0, error.strerror or str(error), "Name a file that can be read")]
        ) from None
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = getattr(error, "position", 0)  # in bytes, of a character that YAML has none of
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise TableError(
            [
                Problem(
                    name,
                    mark.line + 1 if mark else text.encode()[:place].count(b"\n") + 1,
                    f"not YAML: {what}",
                    "Mend the syntax of this line or the one above",
                )
            ]
        ) from None
    nodes = _Nodes(name, len(text) + MAX_ALIASED)
    node = Node("", 1) if root is None else nodes.read(root)
    if nodes.problems:
        raise TableError(nodes.problems)
    return Source(name, tuple(text.splitlines()), node)


class _Nodes:
    """Reads composed YAML into nodes, no deeper than a table is, and no more than it may have."""

    def __init__(self, path: str, most: int) -> None:
        self.path, self.left = path, most
        self.problems: list[Problem] = []

    def read(self, node: Any, depth: int = 0) -> Node:
        """Return a composed node and all in it. Raises TableError where they do not end."""
        line = node.start_mark.line + 1
        self.left -= 1
        if depth > MAX_DEPTH or self.left < 0:
            what = (
                f"its lists and mappings are more than {MAX_DEPTH} deep, or it has itself as a member"
                if depth > MAX_DEPTH
                else f"what stands here is meant by *aliases more than {MAX_ALIASED:,} times"
            )
            raise TableError([Problem(self.path, line, what, "Write each entity with its own values")])
        if node.id == "sequence":
            return Node([self.read(item, depth + 1) for item in node.value], line)
        if node.id == "mapping":
            fields: dict[str, Node] = {}
            for name, value in node.value:
                if name.id != "scalar":
                    self._say(name, "a field name must be a text", "Quote it")
                elif name.value in fields:
                    self._say(name, f"field {name.value!r} stands twice", "Keep one of the two")
                else:
                    fields[name.value] = self.read(value, depth + 1)
            return Node(fields, line)
        return Node(node.value, line)

    def _say(self, node: Any, problem: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, problem, remedy))


def yaml_files(path: Path) -> list[Path]:
    """Return the YAML files of *path*: itself, or all below it, sorted. Raises TableError if there
    is none.
    """
    files = (
        sorted(p for p in path.rglob("*.y*ml") if p.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
    )
    if not files or not files[0].is_file():
        raise TableError(
            [
                Problem(
                    str(path),
                    0,
                    "no such file, or no YAML file in this folder",
                    "Name a table or a folder of tables",
                )
            ]
        )
    return files


def entity_files(path: Path) -> list[Path]:
    """Return the entity tables of *path*: the file, or those of a folder; language data beside them
    is left out.
    """
    if any((path / name).is_dir() for name in LANGUAGE_FOLDERS):
        return [file for name in ENTITY_FOLDERS if (path / name).is_dir() for file in yaml_files(path / name)]
    return yaml_files(path)


def read_entities(
    paths: Iterable[Path], base: Path | None = None, placeholders: Iterable[str] = ()
) -> list[Located]:
    """Read the entities of YAML files. Raises TableError with every problem of all files; a bad
    table never half-loads.
    """
    found: list[Located] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            source = read_source(path, str(path.relative_to(base)) if base else None)
        except TableError as error:
            problems += error.problems
            continue
        entities, wrong = schema.entities(source)
        found += entities
        problems += wrong
    problems += lint.problems(found, placeholders)
    if problems:
        raise TableError(sorted(problems, key=lambda p: (p.path, p.line)))
    return found


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the language data of a folder of tables (`names/`, `words/`, `romanization/`,
    `placeholders.yaml`).
    """
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    documents: dict[str, Any] = {}
    for path in yaml_files(folder):
        place = path.relative_to(folder)
        if place.parts[0] in (*ENTITY_FOLDERS, "schema"):
            continue
        try:
            source = read_source(path, str(place))
        except TableError as error:
            problems += error.problems
            continue
        if place.parts[0] == "romanization":
            scheme, wrong = scheme_of(source)
            problems += wrong
            schemes += [scheme] if scheme else []
        else:
            documents[path.stem] = source.root.plain()
    if problems:
        raise TableError(problems)
    table = Schemes(schemes)
    return Vocabulary(words.lexicon(documents, table), table, words.cues(documents))


def read_folder(folder: Path) -> tuple[Vocabulary, list[Located]]:
    """Read a folder of tables whole: language data and entities. Raises TableError with every
    problem.
    """
    language = read_vocabulary(folder)
    return language, read_entities(entity_files(folder), folder, language.lexicon.placeholders)


def check_paths(paths: Iterable[Path]) -> tuple[str, list[Located]]:
    """Check tables, files or folders, and return in words what was found good, and the entities.

    Raises TableError with every problem of all.
    """
    found: list[Located] = []
    summaries: list[str] = []
    problems: list[Problem] = []
    files: list[Path] = []
    for path in paths:
        if any((path / name).is_dir() for name in LANGUAGE_FOLDERS):
            try:
                vocabulary, located = read_folder(path)
                found += located
                schemes = len(vocabulary.schemes.all())
                summaries.append(
                    f"{path}: {len(located)} entities, {schemes} transliteration schemes, no problem"
                )
            except TableError as error:
                problems += error.problems
        else:
            files.append(path)
    if files:
        try:
            located = read_entities([file for path in files for file in yaml_files(path)])
            found += located
            summaries.append(f"{', '.join(map(str, files))}: {len(located)} entities, no problem")
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    return "\n".join(summaries), found
