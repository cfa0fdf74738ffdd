"""Build hook: compile `aliases/` into the wheel, so that an installed package parses no YAML, and,
with a C compiler, what a look-up runs through.

`TRANSLIT_COMPILE` says what of the code is compiled: `none`; `loops`, those of `translit/compiled`;
or `all`, the modules of `HOT` as well, which a wheel for release is made with. Unset, it is the
loops: of them a first installation has nearly all of the speed, and waits for no other. Without a
compiler nothing is, unless the variable asks for it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.utils import get_reproducible_timestamp

LOOPS = ("compiled/shortlist.pyx", "compiled/retrieval.pyx", "compiled/trees.pyx", "compiled/spelling.py")
# The Python modules that a look-up spends its time in; compiled as they are, a query takes a
# seventh less.
HOT = tuple(
    f"{room}/{module}.py"
    for room, modules in {
        "writing": "code_pages keys repair scripts sound spelling spelling_table text",
        "names": "acronyms beside beside_words compounds cues east_asian endings han_names honorifics"
        " inflection initialisms initials letter_names lexicon name numerals organisations parts rarity roles"
        " suffixes tokens vessels",
        "index": "columns compiled hits index ranking records retrieve terms token_text",
        "pairs": "align aligned_names alignment contrast feature feature_values features first_letters"
        " genders han_readings inner_acronyms joined latin_form listed_relations log_odds model native_token"
        " order priors related relation relations role_evidence role_features similarity spelled syllables",
        "resolve": "candidates decide gazetteer listed lookup misread nearest ordinary query rank reasons"
        " scored search shortlist spelling_scores",
    }.items()
    for module in modules.split()
)
CHOICES = {"none": (), "loops": LOOPS, "all": (*LOOPS, *HOT)}
# One rounding for each operation, so that compiled code gives the numbers of Python's.
FLAGS = [] if sys.platform == "win32" else ["-O2", "-g0", "-ffp-contract=off"]


class Compile(BuildHookInterface):
    """Puts the compiled tables at `translit/data/tables.npz`, the model as bytes beside its JSON,
    compiled code beside its source. An editable installation compiles tables when first asked.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        self.folder = tempfile.TemporaryDirectory()
        scratch = Path(self.folder.name)
        compiled = self.compiled(scratch)
        if version == "editable":
            for name, path in compiled.items():
                shutil.copyfile(path, Path(self.root) / name)
            return
        build_data["force_include"].update({str(path): name for name, path in compiled.items()})
        build_data["pure_python"], build_data["infer_tag"] = not compiled, bool(compiled)
        sys.path.insert(0, self.root)
        os.environ.pop("TRANSLIT_ASCII", None)  # its keys are Unidecode's; who chose another has a cache
        from translit.index.store import compile_folder

        target = scratch / "tables.npz"
        compile_folder(Path(self.root) / "aliases", target, written=get_reproducible_timestamp())
        build_data["force_include"][str(target)] = "translit/data/tables.npz"
        from translit.pairs.forests import of_json, to_bytes

        for learned in sorted((Path(self.root) / "translit" / "data" / "model").glob("*.json")):
            packed = scratch / f"{learned.stem}.trees"
            packed.write_bytes(to_bytes(of_json(json.loads(learned.read_text(encoding="utf-8")))))
            build_data["force_include"][str(packed)] = f"translit/data/model/{packed.name}"

    def compiled(self, scratch: Path) -> dict[str, Path]:
        """Return the compiled modules, by their place in the package; none where there is no
        compiler and nobody asked for them.
        """
        asked = os.environ.get("TRANSLIT_COMPILE", "")
        if asked and asked not in CHOICES:
            raise ValueError(f"TRANSLIT_COMPILE must be one of {', '.join(CHOICES)}, not {asked!r}")
        sources = CHOICES[asked or "loops"]
        if not sources:
            return {}
        try:
            # one alone: without a compiler it fails before the others are written in C, which
            # takes a minute
            compile_modules(Path(self.root), sources[:1], scratch / "first")
            return compile_modules(Path(self.root), sources, scratch)
        except Exception as error:  # setuptools and compilers raise many sorts
            if asked:
                raise
            self.app.display_warning(f"not compiled, which costs speed: {error}")
            return {}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


def compile_modules(root: Path, sources: tuple[str, ...], scratch: Path) -> dict[str, Path]:
    """Compile *sources*, files of the package in the folder *root*; return where each is in
    *scratch*, by its place in the package.
    """
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    # types say what is meant, as everywhere in Python, and do not change what is done
    directives = {"language_level": 3, "annotation_typing": False}
    before = Path.cwd()
    os.chdir(root)  # C files get their place in `build_dir` by that of the source from here
    try:
        modules = [
            Extension(
                "translit." + source.rpartition(".")[0].replace("/", "."),
                [f"translit/{source}"],
                extra_compile_args=FLAGS,
            )
            for source in sources
        ]
        written = cythonize(modules, build_dir=str(scratch / "c"), compiler_directives=directives, quiet=True)
        command = Distribution({"ext_modules": written}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(scratch / "lib"), str(scratch / "objects")
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
        return {
            Path(path).relative_to(scratch / "lib").as_posix(): Path(path) for path in command.get_outputs()
        }
    finally:
        os.chdir(before)
