"""The journal's rows: appended under a lock, each chained to the one before."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from catena.store import codec
from catena.store.records import JOURNAL_START, Decision, Entry, Problem, entry_hash, make_entry
from catena.store.tables import decisions, journal_head


def append(connection: Connection, decision: Decision) -> Entry:
    """Write a decision after the last one; the caller holds the journal's lock."""
    last = connection.execute(select(decisions.c.number, decisions.c.hash).order_by(decisions.c.number.desc())).first()
    number, previous = (last.number + 1, last.hash) if last else (1, JOURNAL_START)
    entry = make_entry(number, previous, decision)
    row = {"number": number, "previous": previous, "hash": entry.hash, "body": codec.to_bytes(decision)}
    connection.execute(insert(decisions).values(row))
    _move_head(connection, entry)
    return entry


def _move_head(connection: Connection, entry: Entry) -> None:
    head = {"hash": entry.hash, "entries": entry.number}
    if connection.execute(update(journal_head).values(head)).rowcount == 0:
        connection.execute(insert(journal_head).values(only=1, **head))


def entries(connection: Connection) -> tuple[Entry, ...]:
    """Read the journal in its order."""
    rows = connection.execute(select(decisions).order_by(decisions.c.number))
    return tuple(Entry(row.number, row.previous, row.hash, codec.from_bytes(Decision, row.body)) for row in rows)


def verify_journal(connection: Connection) -> list[Problem]:
    """Walk the chain; name the first broken link, since every later one hangs on it."""
    number, previous = 0, JOURNAL_START
    for row in connection.execute(select(decisions).order_by(decisions.c.number)):
        where = f"decision {row.number}"
        if row.number != number + 1:
            return [Problem(where, f"entry {number + 1} of the journal is missing")]
        if row.previous != previous:
            return [Problem(where, "it does not hang on the entry before it")]
        if not isinstance(row.body, bytes) or row.hash != entry_hash(row.number, row.previous, row.body):
            return [Problem(where, "it was changed after it was made: its hash does not hold")]
        number, previous = row.number, row.hash
    return _verify_head(connection, number, previous)


def _verify_head(connection: Connection, number: int, last_hash: str) -> list[Problem]:
    head = connection.execute(select(journal_head)).first()
    entries_noted, hash_noted = (head.entries, head.hash) if head else (0, JOURNAL_START)
    if (entries_noted, hash_noted) == (number, last_hash):
        return []
    return [Problem(f"decision {number}", f"the journal ends here, but {entries_noted} entries were noted")]
