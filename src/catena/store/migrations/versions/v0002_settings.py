"""A case keeps settings of its own, such as whether two persons must agree."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of settings."""
    name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "settings",
        sa.Column("name", name, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
