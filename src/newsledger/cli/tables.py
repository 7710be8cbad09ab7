"""The columns of each listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from rich.table import Table

from newsledger.cli import wording
from newsledger.cli.terminal import cell

Say = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Shown:
    """A column on the terminal; ``whole`` is never cut, so that ids can be copied."""

    title: str
    say: Say
    style: str = ""
    whole: bool = False
    right: bool = False


def _id(name: str) -> Shown:
    return Shown("id", lambda record: getattr(record, name), "dim", whole=True)


def _confidence(record: Any) -> str:
    return f"{record.confidence:.2f}"


_HAPPENING = (
    Shown("when", lambda r: wording.when(r.when), "green", whole=True),
    Shown("what", wording.what, "bold yellow"),
    Shown("who", wording.who),
    Shown("where", lambda r: wording.where(r.where), "blue"),
    Shown("factuality", lambda r: r.factuality.value),
)

SHOWN: Mapping[str, Sequence[Shown]] = {
    "events": (
        *_HAPPENING,
        Shown("reports", lambda e: len(e.reports), right=True),
        Shown("standing", lambda e: e.corroboration.value),
        Shown("sure", _confidence, right=True),
        _id("event_id"),
    ),
    "reports": (
        *_HAPPENING,
        Shown("who says so", lambda r: wording.chain(r.attribution)),
        Shown("sure", _confidence, right=True),
        _id("report_id"),
    ),
    "claims": (
        Shown("speaker", lambda c: wording.party(c.speaker) if c.speaker else "-", "bold cyan"),
        Shown("cue", lambda c: f"not {c.cue}" if c.negated else c.cue, "yellow"),
        Shown("kind", lambda c: c.kind.value),
        Shown("what was said", lambda c: c.text),
        Shown("via", lambda c: wording.chain(c.via)),
    ),
    "documents": (
        Shown("published", lambda d: d.published_start or "-", "green", whole=True),
        Shown("outlet", lambda d: d.outlet.name if d.outlet else "-", "cyan"),
        Shown("title", lambda d: d.title or "-", "bold"),
        Shown("language", lambda d: d.language or "-"),
        Shown("reports", lambda d: d.reports, right=True),
        Shown("version", lambda d: d.version, right=True),
        Shown("source", lambda d: d.url or d.source, "dim"),
        _id("document_id"),
    ),
    "quarantine": (
        Shown("source", lambda q: q.source, "bold"),
        Shown("why", lambda q: q.reason, "red"),
        Shown("what helps", lambda q: q.mend),
        Shown("run", lambda q: q.run, right=True),
    ),
    "runs": (
        Shown("run", lambda r: r.run, right=True),
        Shown("started", lambda r: r.started.isoformat(sep=" ")[:19], "green", whole=True),
        Shown("finished", lambda r: r.finished.isoformat(sep=" ")[:19] if r.finished else "no", whole=True),
        Shown("coder", lambda r: f"{r.coder.name} {r.coder.version}"),
        Shown("codebook", lambda r: r.coder.codebook, "dim"),
        Shown("what came of it", lambda r: ", ".join(f"{n} {name}" for name, n in (r.counts or {}).items())),
    ),
    "months": (
        Shown("month", lambda m: m.month or "-", "green", whole=True),
        Shown("type", lambda m: m.type, "bold"),
        Shown("events", lambda m: m.events, right=True),
    ),
    "stories": (
        Shown("from", lambda s: s.start or "-", "green", whole=True),
        Shown("to", lambda s: s.end or "-", "green", whole=True),
        Shown("story", lambda s: s.title, "bold"),
        Shown("events", lambda s: len(s.events), right=True),
        Shown("reports", lambda s: s.reports, right=True),
        _id("story_id"),
    ),
    "plans": (
        *_HAPPENING[:4],
        Shown("became", lambda e: e.plan.status.value, "bold"),
        Shown("announced", lambda e: e.first_reported or "-", whole=True),
        Shown("told by", lambda e: e.plan.event_id or "-", "dim"),
        _id("event_id"),
    ),
    "sources": (
        Shown("source", lambda s: f"{s.name} ({s.country})" if s.country else s.name, "bold cyan"),
        Shown("kind", wording.source_kind),
        Shown("events", lambda s: s.events, right=True),
        Shown("first", lambda s: len(s.first), right=True),
        Shown("alone", lambda s: len(s.alone), right=True),
        Shown("others too", lambda s: s.shared, right=True),
        Shown("on their own", lambda s: s.corroborated, right=True),
        Shown("contested", lambda s: s.contested, right=True),
        Shown("rests on", lambda s: wording.reliances(s.rests_on[:3])),
        Shown("carried by", lambda s: wording.reliances(s.carried_by[:3])),
    ),
    "judgements": (
        Shown("no.", lambda j: j.number, right=True),
        Shown("when", lambda j: j.made.isoformat(sep=" ")[:19], "green", whole=True),
        Shown("who", lambda j: j.who, "cyan"),
        Shown("verdict", lambda j: j.verdict, "bold yellow"),
        Shown("of", lambda j: " ".join(each for each in (j.left_id, j.right_id) if each), "dim"),
        Shown("field", lambda j: j.field or "-"),
        Shown("value", lambda j: wording.value(orjson.loads(j.value)) if j.field and j.value else "-"),
        Shown("note", lambda j: j.note or "-"),
    ),
    "differences": (
        Shown("what", lambda d: d.kind, "bold yellow"),
        Shown("sentence", lambda d: d.sentence),
        Shown("change", lambda d: "; ".join(map(wording.change, d.changes)) or "-"),
        Shown("report", lambda d: d.after or d.before, "dim", whole=True),
    ),
    "audit": (
        Shown("no.", lambda a: a.entry, right=True),
        Shown("when", lambda a: a.made[:19].replace("T", " "), "green", whole=True),
        Shown("who", lambda a: a.who, "bold cyan"),
        Shown("what", lambda a: a.action, "yellow"),
        Shown("of", lambda a: a.subject, "dim"),
        Shown("more", lambda a: "; ".join(f"{name} {value}" for name, value in a.detail.items()) or "-"),
    ),
    "tokens": (
        Shown("token", lambda t: t.token, right=True),
        Shown("name", lambda t: t.name, "bold cyan"),
        Shown("role", lambda t: t.role),
        Shown("made", lambda t: t.made[:10], "green", whole=True),
        Shown("revoked", lambda t: (t.revoked or "-")[:10], whole=True),
    ),
    "parties": (
        Shown("name", lambda p: p.name, "bold cyan"),
        Shown("kind", lambda p: p.kind.value),
        Shown("country", lambda p: p.country or "-"),
        Shown("sectors", lambda p: ", ".join(p.sectors) or "-"),
        Shown("office", lambda p: p.office or "-"),
        Shown("from", lambda p: p.start or "-", whole=True),
        Shown("to", lambda p: p.end or "-", whole=True),
        Shown("sure", _confidence, right=True),
        Shown("found by", lambda p: p.resolved_by, "dim"),
    ),
}


def table(kind: str, records: Iterable[Any]) -> Table:
    """The records as a table of their kind's columns."""
    columns = SHOWN[kind]
    made = Table(box=None, header_style="bold underline", pad_edge=False, expand=False)
    for column in columns:
        made.add_column(
            column.title, no_wrap=column.whole, overflow="fold", justify="right" if column.right else "left"
        )
    for record in records:
        made.add_row(*(cell(column.say(record), column.style) for column in columns))
    return made


def plain_table(names: Sequence[str], rows: Iterable[Mapping[str, Any]], numbers: Sequence[str] = ()) -> Table:
    """Rows that are no records, as a table of these columns; ``numbers`` stand to the right."""
    made = Table(box=None, header_style="bold underline", pad_edge=False)
    for name in names:
        made.add_column(name, overflow="fold", justify="right" if name in numbers else "left")
    for row in rows:
        made.add_row(*(cell(row[name]) for name in names))
    return made
