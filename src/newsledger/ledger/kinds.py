"""Column types that mean the same on every store; tables and migrations are made of these."""

from __future__ import annotations

import sqlalchemy as sa

# SQLite orders words by their code points. PostgreSQL does so only where it is told to, and ids,
# days and cursors are compared by that order.
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# Numbers that rows are known by. SQLite's own row number is an INTEGER, whatever its size; on
# PostgreSQL an Integer would end at two thousand million rows.
RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
