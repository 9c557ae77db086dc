"""The tables of a case: one schema for SQLite and PostgreSQL.

Records are kept as canonical JSON bytes: text columns cannot hold every text (PostgreSQL refuses U+0000),
and a quote must come back as it was. Paths and addresses are keyed by their hash, for they can be longer
than an index allows and need not be valid Unicode. ``number`` is the order of arrival. A ``seal`` is a
SHA-256 over the row, so that a flipped bit or an edit by hand shows.

A change here is a new version: raise ``SCHEMA_VERSION`` and write its step in ``migrations/versions``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA_VERSION = "0002"
VERSION_TABLE = "schema_version"

metadata = MetaData()

# SQLite numbers rows by itself only for a plain INTEGER key.
Number = BigInteger().with_variant(Integer, "sqlite")
# Sorted by code point on every engine, whatever the language of the server.
Name = Text().with_variant(Text(collation="C"), "postgresql")

schema_version = Table(VERSION_TABLE, metadata, Column("version_num", String(32), primary_key=True))

settings = Table(
    "settings",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)

# No data: the bytes were withheld by whoever packed the case.
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Name, nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("seal", String(64), nullable=False),
)

provenances = Table(
    "provenances",
    metadata,
    Column("document", Name, ForeignKey("documents.id"), primary_key=True),
    Column("origin_sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("seal", String(64), nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("reader", Name, primary_key=True),
    Column("document", Name, ForeignKey("documents.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("seal", String(64), nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("name_sha256", String(64), primary_key=True),
    Column("sha256", String(64), ForeignKey("originals.sha256")),
    Column("body", LargeBinary, nullable=False),
    Column("seal", String(64), nullable=False),
)

# The incident file, a row a record: one incident is shown without reading the others.
# A document's row has no body where the case's own record of it serves.
file_records = Table(
    "file_records",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("id", Name, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Column("body", LargeBinary),
    Index("file_records_in_order", "kind", "position"),
)

incident_documents = Table(
    "incident_documents",
    metadata,
    Column("incident", Name, primary_key=True),
    Column("document", Name, primary_key=True, index=True),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

# The last entry's hash stands once more outside the journal, so that cutting its tail shows.
journal_head = Table(
    "journal_head",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("entries", Integer, nullable=False),
)
