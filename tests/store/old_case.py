"""A case as the first version made it, for today's version to open."""

from __future__ import annotations

from pathlib import Path

from catena.store import open_case
from catena.store.migrate import VERSIONS, upgrade
from catena.store.postgres import SCHEMES
from catena.store.sqlite import make_engine, mark_as_case
from catena.store.tables import SCHEMA_VERSION

from .by_hand import connect_by_hand, edit_by_hand
from .samples import TEXT, make_decision, make_document, make_provenance, make_reading

OLDEST = VERSIONS[0]


def make_old_case(place: str, version: str = OLDEST) -> None:
    """Make the empty case that an older version would have made."""
    engine = connect_by_hand(place) if place.startswith(SCHEMES) else make_engine(Path(place))
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        if not place.startswith(SCHEMES):
            mark_as_case(connection)
        upgrade(connection, version)
    engine.dispose()


def write_into_old_case(place: str, documents: int = 1) -> None:
    """Fill it by today's code, which writes nothing into it that the first version could not hold."""
    edit_by_hand(place, f"UPDATE schema_version SET version_num = '{SCHEMA_VERSION}'")
    with open_case(place) as case:
        for number in range(documents):
            document = make_document(f"{number}.txt", f"{TEXT} Report {number}.")
            case.add_document(document, document.text.encode(), make_provenance(document.name))
            case.add_reading(make_reading(document), "rules")
        case.append(make_decision())
    edit_by_hand(place, f"UPDATE schema_version SET version_num = '{OLDEST}'")
