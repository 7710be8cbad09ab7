"""The tables. A change here needs a migration beside it; a test holds the two together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from newsledger.ledger.kinds import RowNumber, Text

HEAD = "0011"  # the newest migration

# Every constraint has a name, so that a later migration can speak of it.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    # Full-text tables point at rows by this number, which a VACUUM keeps only where it is declared.
    return Column("row", RowNumber, primary_key=True)


def _within(target: str, name: str | None = None, **options: Any) -> Column[str]:
    table, column = target.split(".")
    del table
    return Column(name or column, Text, ForeignKey(target, ondelete="CASCADE"), nullable=False, **options)


runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("coder", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("counts", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    _key(),
    Column("document_id", Text, nullable=False, unique=True),
    Column("sort", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    # One page's versions share a location; what has none is always a page of its own.
    Column("location", Text, index=True),
    Column("version", Integer, nullable=False),
    Column("superseded_by", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("outlet_id", Text),
    Column("outlet_country", Text, index=True),
    Column("outlet_folded", Text, nullable=False, index=True),
    Column("title", Text),
    Column("language", Text),
    Column("published_start", Text),
    Column("published_end", Text),
    Column("published_precision", Text, nullable=False),
    Column("copy_of", Text),
    Column("wire", Text),
    Column("input_id", Text),
    Column("coder", Text, nullable=False),
    Column("coder_version", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
)

zones = Table(
    "zones",
    metadata,
    _within("documents.document_id", primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("outlet", Text),
    Column("outlet_id", Text),
    Column("outlet_country", Text),
)


def _happening(name: str, own_id: str, *own: Column[Any]) -> Table:
    """A table of reports or of events: what both can be asked for has one shape."""
    return Table(
        name,
        metadata,
        _key(),
        Column(own_id, Text, nullable=False, unique=True),
        Column("sort", Text, nullable=False, index=True),
        Column("type", Text, nullable=False, index=True),
        Column("modes", Text, nullable=False),
        Column("contexts", Text, nullable=False),
        Column("factuality", Text, nullable=False),
        Column("when_start", Text),
        Column("when_end", Text),
        Column("when_precision", Text, nullable=False),
        Column("place", Text),
        Column("place_folded", Text, nullable=False),
        Column("place_country", Text, index=True),
        Column("admin1", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("geonameid", Integer),
        Column("confidence", Float, nullable=False),
        *own,
        Column("record", Text, nullable=False),
        Index(f"ix_{name}_when", "when_start", "when_end"),
    )


def _parties(name: str, own_id: str, target: str) -> Table:
    return Table(
        name,
        metadata,
        _key(),
        _within(target, own_id, index=True),
        Column("role", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("id", Text),
        Column("country", Text),
        Column("kind", Text, nullable=False),
        Column("folded", Text, nullable=False, index=True),
        Index(f"ix_{name}_country_role_{own_id}", "country", "role", own_id),
    )


reports = _happening(
    "reports",
    "report_id",
    _within("documents.document_id", index=True),
    Column("event_id", Text),
    Column("position", Integer, nullable=False),
    Column("cameo", Text),
    Column("quad", Integer, nullable=False),
    Column("intensity", Float, nullable=False),
    Column("basis", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("coder_version", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    # The date that linking found where the coder found none; the record keeps the coder's own.
    Column("linked_when", Text),
    # What people's verdicts make of the report; the record keeps what the coder made.
    Column("judged", Text),
    Column("rejected", Boolean, nullable=False, server_default="0"),
    # The run that wrote this reading.
    Column("run", Integer),
)
# It holds the document too, so that events' documents are counted without reading the wide rows.
Index("ix_reports_event_id_document_id", reports.c.event_id, reports.c.document_id)
report_parties = _parties("report_parties", "report_id", "reports.report_id")

# Reports of readings that another coder has since replaced: what a comparison of two runs rests on.
past_reports = Table(
    "past_reports",
    metadata,
    _key(),
    _within("documents.document_id", index=True),
    Column("report_id", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("replaced", Integer, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _key(),
    Column("claim_id", Text, nullable=False, unique=True),
    Column("sort", Text, nullable=False, index=True),
    _within("documents.document_id", index=True),
    Column("position", Integer, nullable=False),
    Column("speaker", Text),
    Column("speaker_id", Text),
    Column("speaker_country", Text),
    Column("speaker_folded", Text, nullable=False, index=True),
    Column("addressee_country", Text),
    Column("addressee_folded", Text, nullable=False, server_default=" "),
    # The names, ids and countries of those through whom it came, as words between spaces.
    Column("via_folded", Text, nullable=False, server_default=" "),
    Column("cue", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("coder_version", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("record", Text, nullable=False),
)

Index("ix_claims_speaker_country_sort", claims.c.speaker_country, claims.c.sort)
Index("ix_claims_speaker_id_sort", claims.c.speaker_id, claims.c.sort)

events = _happening(
    "events",
    "event_id",
    Column("documents", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("corroboration", Text, nullable=False, index=True),
    Column("first_reported", Text),
    Column("story_id", Text, index=True),
    # What became of it, where it was planned.
    Column("plan", Text, index=True),
)
event_parties = _parties("event_parties", "event_id", "events.event_id")

event_reports = Table(
    "event_reports",
    metadata,
    _within("events.event_id", primary_key=True),
    _within("reports.report_id", primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    _key(),
    Column("story_id", Text, nullable=False, unique=True),
    Column("sort", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("events", Integer, nullable=False),
    # The names and countries of its actors, as words between spaces.
    Column("folded", Text, nullable=False),
    Column("record", Text, nullable=False),
)

# Every name that a party, an outlet or a speaker has, once: few beside the rows that have them, so that words are
# looked for here. A name stays when its last row goes.
names = Table("names", metadata, Column("folded", Text, primary_key=True))

# Events by the month in which they begin, empty where that is not known; "*" stands for any country and none.
months = Table(
    "months",
    metadata,
    Column("month", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("events", Integer, nullable=False),
)

# A row for each time that events took the place of all earlier ones, so that one state is told from the next.
linkings = Table(
    "linkings",
    metadata,
    Column("linking", Integer, primary_key=True),
    Column("events", Integer, nullable=False),
)

# Whatever a person or a rule decided about two records, or one; rows are added, never changed.
judgements = Table(
    "judgements",
    metadata,
    Column("judgement", Integer, primary_key=True),
    Column("left_id", Text, nullable=False, index=True),
    Column("right_id", Text, index=True),
    Column("verdict", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("field", Text),
    Column("value", Text),
    Column("left_anchors", Text),
    Column("right_anchors", Text),
)

# Who may read, review or add: a token's hash and its role. Revoked ones stay, for what they signed.
tokens = Table(
    "tokens",
    metadata,
    Column("token", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
    Column("revoked", Text),
)

# Work asked for at the desk and done beside it, in this order.
jobs = Table(
    "jobs",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("job", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("finished", Text),
    Column("input", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

watches = Table(
    "watches",
    metadata,
    Column("watch", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("ended", Text),
)

# Who changed what; the store refuses to change or remove a line.
audit = Table(
    "audit",
    metadata,
    Column("entry", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("made", "who", "action", "subject", "detail", "seal")),
)

# What polling keeps of feeds and of the pages that they named, so that nothing is fetched twice.
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("told", Text, nullable=False),
)

feed_pages = Table(
    "feed_pages",
    metadata,
    Column("url", Text, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Index(None, "feed", "state"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _key(),
    Column("source", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("mend", Text, nullable=False),
    Column("run", Integer, ForeignKey("runs.run"), nullable=False),
    Column("mended", Integer, ForeignKey("runs.run")),
    UniqueConstraint("source", "sha256", "reason"),
)

# Full-text tables, each over the columns of the table it is named after.
FULL_TEXT = {"documents": ("title", "text"), "reports": ("sentence",), "claims": ("text",)}
