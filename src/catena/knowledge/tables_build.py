"""The curated tables, parsed once when the package is built: parsing YAML takes a third of a second at each start.

Run as ``python -m catena.knowledge.tables_build``. A table is taken from the file only where its YAML is still the one
that was parsed (by hash); an edited table is parsed again, so nothing has to be rebuilt to try a new word.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from catena.knowledge import PARSED_NAME, hash_text, parse_table


def build_tables(path: Path) -> int:
    """Write every table of plain values, each with the hash of its text; give how many."""
    rows: dict[str, tuple[str, bytes]] = {}
    for resource in sorted(files("catena.knowledge").iterdir(), key=lambda item: item.name):
        if resource.name.endswith(".yaml"):
            name, text = resource.name.removesuffix(".yaml"), resource.read_text(encoding="utf8")
            with suppress(ValueError):  # a day, say, is no plain value: that table is parsed at each start
                rows[name] = hash_text(text), marshal.dumps(parse_table(name, text))
    path.write_bytes(marshal.dumps((sys.version_info[:2], rows)))
    return len(rows)


if __name__ == "__main__":
    print(f"{build_tables(Path(str(files('catena.knowledge').joinpath(PARSED_NAME))))} tables parsed")
