"""Each linking leaves a row, so that whoever keeps answers knows when they are old."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "linkings",
        sa.Column("linking", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("linking", name="pk_linkings"),
    )


def downgrade() -> None:
    op.drop_table("linkings")
