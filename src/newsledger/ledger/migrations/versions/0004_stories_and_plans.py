"""Stories as rows of their own, and what became of planned events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import RowNumber, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("plan", Text))
    op.create_index("ix_events_plan", "events", ["plan"])
    op.create_table(
        "stories",
        sa.Column("row", RowNumber, nullable=False),
        sa.Column("story_id", Text, nullable=False),
        sa.Column("sort", Text, nullable=False),
        sa.Column("title", Text, nullable=False),
        sa.Column("start", Text),
        sa.Column("end", Text),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("folded", Text, nullable=False),
        sa.Column("record", Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_stories"),
        sa.UniqueConstraint("story_id", name="uq_stories_story_id"),
    )
    op.create_index("ix_stories_sort", "stories", ["sort"])


def downgrade() -> None:
    op.drop_table("stories")
    op.drop_index("ix_events_plan", "events")
    op.drop_column("events", "plan")
