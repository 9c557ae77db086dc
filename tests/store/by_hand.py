"""Change a case behind its back, as someone with the file or the database in hand could."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine, text

from catena.store.postgres import SCHEMES


def connect_by_hand(place: str) -> Engine:
    if place.startswith(SCHEMES):
        return create_engine(place.replace("postgresql://", "postgresql+psycopg://"))
    return create_engine(f"sqlite:///{place}")


def edit_by_hand(place: str, *statements: str) -> None:
    engine = connect_by_hand(place)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def drop_guards(place: str) -> None:
    if place.startswith(SCHEMES):
        edit_by_hand(place, "DROP TRIGGER decisions_no_change ON decisions")
    else:
        edit_by_hand(place, "DROP TRIGGER decisions_no_UPDATE", "DROP TRIGGER decisions_no_DELETE")
