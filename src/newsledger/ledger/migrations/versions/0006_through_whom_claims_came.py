"""Those through whom a claim came as a question's condition."""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from alembic import op

from newsledger.ledger.folding import fold
from newsledger.ledger.kinds import Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_CLAIMS = sa.table("claims", *map(sa.column, ("row", "record", "via_folded")))


def upgrade() -> None:
    op.add_column("claims", sa.Column("via_folded", Text, nullable=False, server_default=" "))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    for row in connection.execute(sa.select(_CLAIMS.c.row, _CLAIMS.c.record)).all():
        if via := orjson.loads(row.record)["via"]:
            names = fold(*(link[key] for link in via for key in ("name", "id", "country")))
            connection.execute(sa.update(_CLAIMS).where(_CLAIMS.c.row == row.row).values(via_folded=names))


def downgrade() -> None:
    op.drop_column("claims", "via_folded")
