"""The first schema: documents, what they say, the events behind it, runs and quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

from newsledger.ledger.kinds import RowNumber, Text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_OUTLET = ("outlet", "outlet_id", "outlet_country")
_CODER = ("coder", "coder_version", "codebook")


def upgrade() -> None:
    _runs()
    _documents()
    _happening("reports", "report_id", _of_reports(), ("document_id", "event_id"))
    _happening("events", "event_id", _of_events(), ("corroboration", "story_id"))
    _claims()
    _parties("report_parties", "report_id", "reports")
    _parties("event_parties", "event_id", "events")
    _event_reports()
    _judgements()
    _full_text()


def _said(*names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, Text, nullable=False) for name in names)


def _maybe(*names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, Text) for name in names)


def _whole(*names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, sa.Integer, nullable=False) for name in names)


def _number(*names: str, nullable: bool = True) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, sa.Float, nullable=nullable) for name in names)


def _row() -> sa.Column[Any]:
    return sa.Column("row", RowNumber, nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _within(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A row that goes when the one it belongs to goes."""
    return sa.ForeignKeyConstraint([column], [f"{target}.{column}"], ondelete="CASCADE", name=f"fk_{table}_{column}")


def _by_run(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["runs.run"], name=f"fk_{table}_{column}")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _runs() -> None:
    numbered = sa.Column("run", sa.Integer, nullable=False)
    told = _said("coder", "version", "codebook", "manifest", "counts")
    op.create_table("runs", numbered, *_said("started"), *_maybe("finished"), *told, _key("runs", "run"))
    op.create_table(
        "quarantine",
        _row(),
        *_said("source", "sha256", "reason", "mend"),
        *_whole("run"),
        sa.Column("mended", sa.Integer),
        _key("quarantine", "row"),
        _once("quarantine", "source", "sha256", "reason"),
        _by_run("quarantine", "run"),
        _by_run("quarantine", "mended"),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        _row(),
        *_said("document_id", "sort", "source", "sha256"),
        *_maybe("location"),
        *_whole("version"),
        *_maybe("superseded_by", "url", *_OUTLET),
        *_said("outlet_folded"),
        *_maybe("title", "language", "published_start", "published_end"),
        *_said("published_precision"),
        *_maybe("copy_of", "wire", "input_id"),
        *_said(*_CODER),
        *_whole("run"),
        *_said("text", "record"),
        _key("documents", "row"),
        _once("documents", "document_id"),
        _by_run("documents", "run"),
    )
    _index("documents", "location", "sort")
    op.create_table(
        "zones",
        *_said("document_id"),
        *_whole("position"),
        *_said("kind"),
        *_whole("start", "end"),
        *_maybe(*_OUTLET),
        _key("zones", "document_id", "position"),
        _within("zones", "document_id", "documents"),
    )
    _index("zones", "kind")


def _happening(name: str, own_id: str, own: list[sa.schema.SchemaItem], indexed: tuple[str, ...]) -> None:
    op.create_table(
        name,
        _row(),
        *_said(own_id, "sort", "type", "modes", "contexts", "factuality"),
        *_maybe("when_start", "when_end"),
        *_said("when_precision"),
        *_maybe("place"),
        *_said("place_folded"),
        *_maybe("place_country", "admin1"),
        *_number("lat", "lon"),
        sa.Column("geonameid", sa.Integer),
        *_number("confidence", nullable=False),
        *own,
        *_said("record"),
        _key(name, "row"),
        _once(name, own_id),
    )
    _index(name, "place_country", "sort", "type", *indexed)
    op.create_index(f"ix_{name}_when", name, ["when_start", "when_end"])


def _of_reports() -> list[sa.schema.SchemaItem]:
    return [
        *_said("document_id"),
        *_maybe("event_id"),
        *_whole("position"),
        *_maybe("cameo"),
        *_whole("quad"),
        *_number("intensity", nullable=False),
        *_said("basis", "sentence", "sha256", *_CODER),
        _within("reports", "document_id", "documents"),
    ]


def _of_events() -> list[sa.schema.SchemaItem]:
    counted = _whole("documents", "outlets")
    return [*counted, *_said("corroboration"), *_maybe("first_reported", "story_id")]


def _claims() -> None:
    op.create_table(
        "claims",
        _row(),
        *_said("claim_id", "sort", "document_id"),
        *_whole("position"),
        *_maybe("speaker", "speaker_id", "speaker_country"),
        *_said("speaker_folded", "cue", "stance", "kind"),
        sa.Column("negated", sa.Boolean, nullable=False),
        *_said("text", "sha256", *_CODER, "record"),
        _key("claims", "row"),
        _once("claims", "claim_id"),
        _within("claims", "document_id", "documents"),
    )
    _index("claims", "document_id", "sort", "speaker_country")


def _parties(name: str, own_id: str, target: str) -> None:
    op.create_table(
        name,
        _row(),
        *_said(own_id, "role"),
        *_whole("position"),
        *_said("name"),
        *_maybe("id", "country"),
        *_said("kind", "folded"),
        _key(name, "row"),
        _within(name, own_id, target),
    )
    _index(name, "country", own_id)


def _event_reports() -> None:
    op.create_table(
        "event_reports",
        *_said("event_id", "report_id"),
        *_whole("position"),
        _key("event_reports", "event_id", "report_id"),
        _within("event_reports", "event_id", "events"),
        _within("event_reports", "report_id", "reports"),
    )
    _index("event_reports", "report_id")


def _judgements() -> None:
    numbered = sa.Column("judgement", sa.Integer, nullable=False)
    told = (*_said("left_id"), *_maybe("right_id"), *_said("verdict", "who", "made", "note"))
    op.create_table("judgements", numbered, *told, _key("judgements", "judgement"))
    _index("judgements", "left_id", "right_id")


def _full_text() -> None:
    """Each store has its own search by words, and its own way to refuse changes."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"0001_{connection.dialect.name}.sql").read_text(encoding="utf-8")
    schema = sa.inspect(connection).default_schema_name
    for statement in script.replace("{schema}", f'"{schema}"').split("\n--\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("there is no schema before the first")
