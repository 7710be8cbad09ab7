"""What the desk keeps: work to be done beside, and searches to be watched; claims by who says them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import Text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("job", Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("who", Text, nullable=False),
        sa.Column("made", Text, nullable=False),
        sa.Column("state", Text, nullable=False),
        sa.Column("finished", Text),
        sa.Column("input", Text, nullable=False),
        sa.Column("outcome", Text, nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_jobs"),
        sa.UniqueConstraint("job", name="uq_jobs_job"),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "watches",
        sa.Column("watch", sa.Integer, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("asked", Text, nullable=False),
        sa.Column("who", Text, nullable=False),
        sa.Column("made", Text, nullable=False),
        sa.Column("ended", Text),
        sa.PrimaryKeyConstraint("watch", name="pk_watches"),
    )
    op.drop_index("ix_claims_speaker_country", "claims")
    op.create_index("ix_claims_speaker_country_sort", "claims", ["speaker_country", "sort"])
    op.create_index("ix_claims_speaker_id_sort", "claims", ["speaker_id", "sort"])


def downgrade() -> None:
    op.drop_index("ix_claims_speaker_id_sort", "claims")
    op.drop_index("ix_claims_speaker_country_sort", "claims")
    op.create_index("ix_claims_speaker_country", "claims", ["speaker_country"])
    op.drop_table("watches")
    op.drop_table("jobs")
