"""Stories as rows of their own, and what became of planned events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("plan", sa.Text))
    op.create_index("ix_events_plan", "events", ["plan"])
    op.create_table(
        "stories",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("start", sa.Text),
        sa.Column("end", sa.Text),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_stories"),
        sa.UniqueConstraint("story_id", name="uq_stories_story_id"),
    )
    op.create_index("ix_stories_sort", "stories", ["sort"])


def downgrade() -> None:
    op.drop_table("stories")
    op.drop_index("ix_events_plan", "events")
    op.drop_column("events", "plan")
