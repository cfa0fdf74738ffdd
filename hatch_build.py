"""Build hook: compile `aliases/` into the wheel, so that an installed package parses no YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTables(BuildHookInterface):
    """Puts the compiled tables at `translit/data/tables.npz`; an editable installation compiles them when first asked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        from translit.tables.store import compile_folder

        self.folder = tempfile.TemporaryDirectory()
        target = Path(self.folder.name) / "tables.npz"
        compile_folder(Path(self.root) / "aliases", target)
        build_data["force_include"][str(target)] = "translit/data/tables.npz"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
