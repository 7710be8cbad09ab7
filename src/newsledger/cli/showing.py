"""One record with all that stands behind it: an event with its reports, a report with its reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsledger.cli import floors
from newsledger.cli import options as o
from newsledger.cli.options import DEFAULT_LEDGER, Format
from newsledger.reprs import plural

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from newsledger.ledger import Ledger
    from newsledger.records import Document, Event, Report


def show(
    event_id: Annotated[str, typer.Argument(help="An event's id, or the start of it.")],
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """An event: every report of it, who says so, and the sentence with its parts marked."""
    with floors.open_ledger(ledger) as opened:
        event = opened.event(event_id)
        reports = _reports(opened, event)
        if format_ is Format.TABLE:
            _tell(opened, event, reports)
        else:
            _give(event, reports, format_)


def why(
    report_id: Annotated[str, typer.Argument(help="A report's id, or the start of it.")],
    format_: o.OutputFormat = Format.TABLE,
    ledger: o.LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Why a report says what it says: the rule behind each field, and what came second."""
    from newsledger.cli.listing import give

    with floors.open_ledger(ledger) as opened:
        report = opened.report(report_id)
        document = opened.document(report.document_id)
    if format_ is Format.TABLE:
        _print(_explained(report, document))
    else:
        give("reports", [report], format_)


def _reports(ledger: Ledger, event: Event) -> list[Report]:
    from newsledger.ledger import Query

    return list(ledger.reports(Query(event=event.event_id, superseded=True)))


def _give(event: Event, reports: list[Report], form: Format) -> None:
    from newsledger.cli.listing import give
    from newsledger.exporting import jsonl

    if form is Format.JSON:
        whole: dict[str, Any] = {**event.to_dict(), "reports": [report.to_dict() for report in reports]}
        jsonl.write([whole], sys.stdout.buffer)
    else:
        give("reports", reports, form)


def _print(lines: Iterator[RenderableType]) -> None:
    from newsledger.cli.terminal import console

    out = console()
    for line in lines:
        out.print(line)


def _tell(ledger: Ledger, event: Event, reports: list[Report]) -> None:
    from newsledger.cli.marking import legend
    from newsledger.cli.terminal import console

    out = console()
    _print(_headed(event))
    for report in reports:
        _print(_reported(report, ledger.document(report.document_id), _has_colours(out)))
    if _has_colours(out):
        out.print(legend())


def _has_colours(out: Console) -> bool:
    return out.color_system is not None and not out.no_color


def _headed(event: Event) -> Iterator[RenderableType]:
    from newsledger.cli import wording
    from newsledger.cli.terminal import cell

    yield cell(f"{wording.what(event)}  {wording.who(event)}", "bold")
    yield from _facts(
        ("when", wording.when(event.when)),
        ("where", wording.where(event.where)),
        ("factuality", event.factuality.value),
        ("standing", f"{event.corroboration.value}; sure {event.confidence:.2f}"),
        ("sources", "; ".join(f"{o.name} ({o.kind}, {plural(len(o.reports), 'report')})" for o in event.origins)),
        ("reported by", ", ".join(event.outlets)),
        ("first reported", event.first_reported),
        ("story", event.story_id),
        ("planned", _plan(event)),
        ("id", event.event_id),
    )
    for conflict in event.conflicts:
        told = "; ".join(f"{value.value} ({plural(len(value.reports), 'report')})" for value in conflict.values)
        yield cell(f"  disagreement on {conflict.field}: {told}", "red")
    for each in event.revisions:
        yield cell(f"  {each.outlet} told {each.field} as {each.before} before, and as {each.after} since")


def _plan(event: Event) -> str | None:
    if event.plan is None:
        return None
    elsewhere = f" (event {event.plan.event_id})" if event.plan.event_id else ""
    return f"{event.plan.status.value}{elsewhere}: {event.plan.reason}"


def _facts(*facts: tuple[str, object]) -> Iterator[RenderableType]:
    from newsledger.cli.terminal import cell

    for name, value in facts:
        if value:
            yield cell(f"  {name + ':':<16}{value}")


def _reported(report: Report, document: Document, colours: bool) -> Iterator[RenderableType]:
    from newsledger.cli import wording
    from newsledger.cli.marking import marked
    from newsledger.cli.terminal import cell

    outlet = document.outlet.name if document.outlet else "A page without an outlet"
    yield cell("")
    yield cell(f"{outlet}, {document.published.start or 'undated'}: {document.title or 'untitled'}", "underline")
    yield marked(report.evidence, colours)
    yield from _facts(
        ("who says so", wording.chain(report.attribution) or "the page itself"),
        ("as", f"{report.factuality.value}, {report.basis.value}; sure {report.confidence:.2f}"),
        ("page", document.url or document.source),
        ("report", report.report_id),
    )


def _explained(report: Report, document: Document) -> Iterator[RenderableType]:
    from newsledger.cli import wording
    from newsledger.cli.terminal import console

    yield from _reported(report, document, _has_colours(console()))
    yield from _facts(
        ("type", f"{wording.what(report)}, CAMEO {report.cameo or '-'}: {report.why.type}"),
        ("second", report.why.second),
        ("actor", _because(wording.parties(report.actor), report.why.actor)),
        ("recipient", _because(wording.parties(report.recipient), report.why.recipient)),
        ("factuality", _because(report.factuality.value, report.why.factuality)),
        ("when", _because(wording.when(report.when), report.when.reason or report.when.basis.value)),
        ("where", _because(wording.where(report.where), report.where.reason if report.where else "")),
    )
    for party in (*report.actor, *report.recipient):
        yield from _facts((f"who is {party.text}", f" {wording.party(party)}: {party.resolved_by}"))
    coder = report.coder
    yield from _facts(("coder", f"{coder.name} {coder.version}, codebook {coder.codebook}"))


def _because(value: str, reason: str) -> str:
    return f"{value}: {reason}" if reason else value
