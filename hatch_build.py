"""Build the gazetteer and the parsed tables while the package is built, so that an installed Catena needs no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerBuildHook(BuildHookInterface):
    """Write gazetteer.bin and tables.bin of src/catena/knowledge before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer and parse the tables, and ship both although git ignores them."""
        if self.target_name != "wheel":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from catena.knowledge import PARSED_NAME
            from catena.knowledge.gazetteer_build import build_gazetteer
            from catena.knowledge.gazetteer_format import FILE_NAME
            from catena.knowledge.tables_build import build_tables
        finally:
            sys.path.remove(str(source))
        for name, build in ((FILE_NAME, build_gazetteer), (PARSED_NAME, build_tables)):
            path = source / "catena" / "knowledge" / name
            build(path)
            build_data["artifacts"].append(f"/{path.relative_to(self.root).as_posix()}")
