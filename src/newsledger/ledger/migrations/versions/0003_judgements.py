"""Verdicts on reports and their fields, kept so that they outlive a new coder; readings that were replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import RowNumber, Text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_JUDGEMENTS = ("field", "value", "left_anchors", "right_anchors")


def upgrade() -> None:
    for name in _JUDGEMENTS:
        op.add_column("judgements", sa.Column(name, Text))
    op.add_column("reports", sa.Column("judged", Text))
    op.add_column("reports", sa.Column("rejected", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("reports", sa.Column("run", sa.Integer))
    # The first run of the page is the nearest that an older ledger knows.
    op.execute("UPDATE reports SET run = (SELECT run FROM documents WHERE documents.document_id = reports.document_id)")
    _past_reports()


def _past_reports() -> None:
    op.create_table(
        "past_reports",
        sa.Column("row", RowNumber, nullable=False),
        sa.Column("document_id", Text, nullable=False),
        sa.Column("report_id", Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("replaced", sa.Integer, nullable=False),
        sa.Column("record", Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_past_reports"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], ondelete="CASCADE", name="fk_past_reports_document_id"
        ),
    )
    op.create_index("ix_past_reports_document_id", "past_reports", ["document_id"])
    op.create_index("ix_past_reports_replaced", "past_reports", ["replaced"])


def downgrade() -> None:
    op.drop_table("past_reports")
    for name in ("judged", "rejected", "run"):
        op.drop_column("reports", name)
    for name in _JUDGEMENTS:
        op.drop_column("judgements", name)
