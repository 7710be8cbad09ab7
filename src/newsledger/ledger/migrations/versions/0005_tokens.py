"""Tokens, and an index that counts events' documents without reading the reports themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("role", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
        sa.Column("made", Text, nullable=False),
        sa.Column("revoked", Text),
        sa.PrimaryKeyConstraint("token", name="pk_tokens"),
        sa.UniqueConstraint("hash", name="uq_tokens_hash"),
    )
    op.drop_index("ix_reports_event_id", "reports")
    op.create_index("ix_reports_event_id_document_id", "reports", ["event_id", "document_id"])


def downgrade() -> None:
    op.drop_index("ix_reports_event_id_document_id", "reports")
    op.create_index("ix_reports_event_id", "reports", ["event_id"])
    op.drop_table("tokens")
