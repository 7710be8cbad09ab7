"""A log of who changed what, which the store itself only adds to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import Text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SQLITE = """
CREATE TRIGGER audit_{deed} BEFORE {deed} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
"""
_POSTGRESQL = (
    """
    CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
    """,
    "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_kept()",
)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("entry", sa.Integer, nullable=False),
        *(sa.Column(name, Text, nullable=False) for name in ("made", "who", "action", "subject", "detail", "seal")),
        sa.PrimaryKeyConstraint("entry", name="pk_audit"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(_SQLITE.format(deed=deed))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_kept()")
