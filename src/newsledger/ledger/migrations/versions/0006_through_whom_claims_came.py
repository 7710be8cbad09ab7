"""Those through whom a claim came as a question's condition."""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from alembic import op

from newsledger.ledger.folding import fold

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_CLAIMS = sa.table("claims", *map(sa.column, ("row", "record", "via_folded")))


def upgrade() -> None:
    op.add_column("claims", sa.Column("via_folded", sa.Text, nullable=False, server_default=" "))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    via = sa.func.json_extract(_CLAIMS.c.record, "$.via").label("via")
    for row in connection.execute(sa.select(_CLAIMS.c.row, via).where(via.not_in(("[]",)))).all():
        names = fold(*(link[key] for link in orjson.loads(row.via) for key in ("name", "id", "country")))
        connection.execute(sa.update(_CLAIMS).where(_CLAIMS.c.row == row.row).values(via_folded=names))


def downgrade() -> None:
    op.drop_column("claims", "via_folded")
