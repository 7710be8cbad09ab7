"""What polling keeps: feeds with how they answered, and the pages that they named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import Text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", Text, nullable=False),
        sa.Column("etag", Text, nullable=False),
        sa.Column("modified", Text, nullable=False),
        sa.Column("due", Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("told", Text, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    op.create_table(
        "feed_pages",
        sa.Column("url", Text, nullable=False),
        sa.Column("feed", Text, nullable=False),
        sa.Column("day", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("due", Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feed_pages"),
    )
    op.create_index("ix_feed_pages_feed_state", "feed_pages", ["feed", "state"])


def downgrade() -> None:
    op.drop_table("feed_pages")
    op.drop_table("feeds")
