"""Ledgers of millions of rows: each name once, with indexes from it; events counted by month and by pair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import Text
from newsledger.ledger.months import count_events

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NAMED = (
    ("report_parties", "folded"),
    ("event_parties", "folded"),
    ("documents", "outlet_folded"),
    ("claims", "speaker_folded"),
)
_PARTIES = (("report_parties", "report_id"), ("event_parties", "event_id"))


def upgrade() -> None:
    op.create_table(
        "names", sa.Column("folded", Text, nullable=False), sa.PrimaryKeyConstraint("folded", name="pk_names")
    )
    for table, column in _NAMED:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_documents_outlet_country", "documents", ["outlet_country"])
    for table, own_id in _PARTIES:
        op.drop_index(f"ix_{table}_country", table)
        op.create_index(f"ix_{table}_country_role_{own_id}", table, ["country", "role", own_id])
    op.create_table(
        "months",
        *(sa.Column(name, Text, nullable=False) for name in ("month", "type", "actor", "recipient")),
        sa.Column("events", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("month", "type", "actor", "recipient", name="pk_months"),
    )
    every = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in _NAMED)  # noqa: S608
    op.execute(f"INSERT INTO names (folded) {every}")
    count_events(op.get_bind())


def downgrade() -> None:
    op.drop_table("months")
    op.drop_index("ix_documents_outlet_country", "documents")
    for table, own_id in _PARTIES:
        op.drop_index(f"ix_{table}_country_role_{own_id}", table)
        op.create_index(f"ix_{table}_country", table, ["country"])
    for table, column in _NAMED:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_table("names")
