"""Runs migrations on the connection that the ledger hands over."""

from __future__ import annotations

from alembic import context

from newsledger.ledger.schema import FULL_TEXT, metadata


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Leaves out the full-text tables, which SQLAlchemy does not model."""
    return not (kind == "table" and any(str(name).startswith(f"{table}_fts") for table in FULL_TEXT))


def _migrate() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, include_object=_ours, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


_migrate()
