"""Dates that reports have from their events, and the addressees of claims as a question's condition."""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from alembic import op

from newsledger.ledger.folding import fold
from newsledger.ledger.kinds import Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_CLAIMS = sa.table("claims", *map(sa.column, ("row", "record", "addressee_country", "addressee_folded")))


def upgrade() -> None:
    op.add_column("reports", sa.Column("linked_when", Text))
    op.add_column("claims", sa.Column("addressee_country", Text))
    op.add_column("claims", sa.Column("addressee_folded", Text, nullable=False, server_default=" "))
    _fill_addressees(op.get_bind())


def _fill_addressees(connection: sa.Connection) -> None:
    for row in connection.execute(sa.select(_CLAIMS.c.row, _CLAIMS.c.record)).all():
        party = orjson.loads(row.record)["addressee"]
        if party:
            names = fold(party["name"], party["text"], party["id"])
            filled = {"addressee_country": party["country"], "addressee_folded": names}
            connection.execute(sa.update(_CLAIMS).where(_CLAIMS.c.row == row.row).values(**filled))


def downgrade() -> None:
    op.drop_column("reports", "linked_when")
    op.drop_column("claims", "addressee_country")
    op.drop_column("claims", "addressee_folded")
