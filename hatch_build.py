"""Build the gazetteer while the package is built, so that an installed Catena needs no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerBuildHook(BuildHookInterface):
    """Write src/catena/knowledge/gazetteer.bin before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer, and ship it although git ignores it."""
        if self.target_name != "wheel":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from catena.knowledge.gazetteer_build import build_gazetteer
            from catena.knowledge.gazetteer_format import FILE_NAME
        finally:
            sys.path.remove(str(source))
        path = source / "catena" / "knowledge" / FILE_NAME
        build_gazetteer(path)
        build_data["artifacts"].append(f"/{path.relative_to(self.root).as_posix()}")
