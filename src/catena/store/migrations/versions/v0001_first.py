"""The tables as version 0001 made them; kept as they were, whatever ``tables`` says today."""

import sqlalchemy as sa
from alembic import op

from catena.store import postgres, sqlite

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the first tables."""
    _make_documents()
    _make_file()
    _make_journal()
    engine = op.get_bind().dialect.name
    extra = sqlite.SqliteDatabase.extra_schema if engine == "sqlite" else postgres.PostgresDatabase.extra_schema
    for statement in extra:
        op.execute(sa.text(statement))


def _make_documents() -> None:
    op.create_table(
        "originals", sa.Column("sha256", sa.String(64), primary_key=True), sa.Column("data", sa.LargeBinary)
    )
    op.create_table(
        "documents",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("id", _NAME, nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_table(
        "provenances",
        sa.Column("document", _NAME, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("origin_sha256", sa.String(64), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("reader", _NAME, primary_key=True),
        sa.Column("document", _NAME, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_table(
        "refusals",
        sa.Column("name_sha256", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256")),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )


def _make_file() -> None:
    op.create_table(
        "file_records",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary),
    )
    op.create_index("file_records_in_order", "file_records", ["kind", "position"])
    op.create_table(
        "incident_documents",
        sa.Column("incident", _NAME, primary_key=True),
        sa.Column("document", _NAME, primary_key=True, index=True),
    )


def _make_journal() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("previous", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "journal_head",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
    )
