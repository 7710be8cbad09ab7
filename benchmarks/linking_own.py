"""Linking on a set of our own: ``python -m benchmarks.linking_own`` prints the figures and what went wrong.

A hundred and twenty pages tell thirty public events four times each. A report is taken for the
gold event in whose words its predicate stands; reports that stand in no event's words are left
out. Identity is scored over pairs of reports on different pages, so that it asks of linking and
not of coding; the share of tellings that a report reaches is given beside it. Origins are counted
over the pages that were reached. Contradictions are scored over all that were planted.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from newsledger.linking import cluster
from newsledger.reading import read_row
from newsledger.records import Coded, Document, Event, Report, Span

SET = Path(__file__).resolve().parent / "sets" / "linking_own.yaml"

Code = Callable[[Sequence[Document]], Iterable[Coded]]
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the words that tell each event, and what it rests on."""

    id: str
    row: Mapping[str, Any]
    tells: Mapping[str, Sequence[str]]
    origin: str


@dataclass(frozen=True, slots=True)
class Gold:
    """An event with what its pages disagree on, and what one outlet of them replaced."""

    name: str
    conflicts: Values
    revisions: Values


def read(path: Path = SET) -> tuple[list[Gold], list[Page]]:
    """The events, and their pages."""
    gold, pages = [], []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = entry["event"]
        kept = {kind: _values(entry.get(kind, {})) for kind in ("conflicts", "revisions")}
        gold.append(Gold(name, kept["conflicts"], kept["revisions"]))
        pages += [_page(name, number, entry["pages"]) for number in range(len(entry["pages"]))]
    return gold, pages


def _values(held: Mapping[str, Sequence[object]]) -> Values:
    return {name: [str(value) for value in values] for name, values in held.items()}


def _page(name: str, number: int, held: Sequence[Mapping[str, Any]]) -> Page:
    page = held[number]
    first = held[page["reprints"]] if "reprints" in page else page
    credit = f"\n\nReporting by {first['by']}" if page is not first else ""
    text = first["text"].strip() + credit
    row = {"id": f"{name}/{number}", "text": text, "date": str(page["day"]), "outlet": page["by"]}
    tells = {name: first["tells"], **first.get("also", {})}
    return Page(row["id"], row, tells, page["origin"])


def coder() -> Code:
    """The program's own coder, loaded on first use."""
    from newsledger import Coder

    return Coder().code_many


@dataclass(slots=True)
class Linked:
    """The pages as coded and linked: each report's gold event, and each event the reports are in."""

    reports: dict[str, Report]
    gold_of: dict[str, str]
    page_of: dict[str, Page]
    event_of: dict[str, Event]
    events: tuple[Event, ...] = field(default=())


def run(pages: Sequence[Page], code: Code) -> Linked:
    """Codes the pages and links their reports."""
    documents = [read_row(p.row, source="linking_own") for p in pages]
    coded = list(code(documents))
    by_id = {p.id: p for p in pages}
    found = Linked({}, {}, {}, {})
    for each in coded:
        page = by_id[str(each.document.input_id)]
        for report in each.reports:
            found.reports[report.report_id], found.page_of[report.report_id] = report, page
            if name := _gold_event(report, page, each.document.text):
                found.gold_of[report.report_id] = name
    found.events = cluster(found.reports.values(), [c.document for c in coded])
    found.event_of = {r: e for e in found.events for r in e.reports}
    return found


def _gold_event(report: Report, page: Page, text: str) -> str | None:
    """The event in whose words the predicate stands."""
    for name, phrases in page.tells.items():
        spans = [Span(at, at + len(phrase)) for phrase in phrases if (at := text.find(phrase)) >= 0]
        if any(a.overlaps(b) for a in spans for b in report.evidence.fields.predicate):
            return name
    return None


def identity(found: Linked) -> dict[str, float]:
    """Precision, recall and F1 over pairs of reports on different pages."""
    counts: Counter[str] = Counter()
    for one, two in combinations(sorted(found.gold_of), 2):
        if found.page_of[one].id == found.page_of[two].id:
            continue
        true = found.gold_of[one] == found.gold_of[two]
        said = found.event_of[one].event_id == found.event_of[two].event_id
        counts.update(true=true, said=said, right=true and said)
    precision, recall = counts["right"] / max(counts["said"], 1), counts["right"] / max(counts["true"], 1)
    return {
        "pairs precision": precision,
        "pairs recall": recall,
        "pairs F1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def reached(pages: Sequence[Page], found: Linked) -> float:
    """Share of tellings, one a page and event, that a report stands for."""
    wanted = {(p.id, name) for p in pages for name in p.tells}
    met = {(found.page_of[r].id, name) for r, name in found.gold_of.items()}
    return len(met & wanted) / len(wanted)


def main_event(name: str, found: Linked) -> Event | None:
    """The event that holds most reports of a gold event."""
    held = Counter(found.event_of[r].event_id for r, gold in found.gold_of.items() if gold == name)
    if not held:
        return None
    best = min(held, key=lambda e: (-held[e], e))
    return next(e for e in found.events if e.event_id == best)


def origins(gold: Sequence[Gold], found: Linked) -> tuple[int, int, list[str]]:
    """Events whose origins are as many as its reached pages rest on, of those reached; with the others in words."""
    right, wrong = 0, []
    for each in gold:
        event = main_event(each.name, found)
        if event is None:
            continue
        mine = [r for r, name in found.gold_of.items() if name == each.name]
        wanted = {found.page_of[r].origin for r in mine}
        if len(wanted) == len(event.origins):
            right += 1
        else:
            wrong.append(f"{each.name}: {len(wanted)} origins, found {[o.name for o in event.origins]}")
    return right, right + len(wrong), wrong


@dataclass(slots=True)
class Disputes:
    """Planted contradictions, those whose values reports carry, and those found; false ones of all reported."""

    planted: int = 0
    told: int = 0
    found: int = 0
    reported: int = 0
    false: int = 0
    notes: list[str] = field(default_factory=list)


def disputes(gold: Sequence[Gold], found: Linked) -> Disputes:
    counts = Disputes()
    for each in gold:
        event = main_event(each.name, found)
        held = {c.field: {v.value for v in c.values} for c in event.conflicts} if event else {}
        for name, values in each.conflicts.items():
            told = set(values) <= _told(each.name, name, found)
            met = set(values) <= held.get(name, set())
            counts.planted, counts.told, counts.found = counts.planted + 1, counts.told + told, counts.found + met
            if not met:
                counts.notes.append(f"{each.name}: {name} {list(values)} not found{'' if told else ', nor coded'}")
        odd = {name: values for name, values in held.items() if name not in each.conflicts}
        counts.reported, counts.false = counts.reported + len(held), counts.false + len(odd)
        counts.notes += [f"{each.name}: false contradiction on {name}: {sorted(v)}" for name, v in sorted(odd.items())]
    return counts


def _told(name: str, of: str, found: Linked) -> set[str]:
    """The values of a field that the gold event's reports carry."""
    mine = [found.reports[r] for r, gold in found.gold_of.items() if gold == name]
    return {value for report in mine if (value := _value(report, of)) is not None}


def _value(report: Report, of: str) -> str | None:
    if of == "when":
        return str(report.when.start) if report.when.start == report.when.end else None
    if of == "factuality":
        return report.factuality.value
    count = getattr(report.toll, of.removeprefix("toll.")) if report.toll else None
    return str(count.min) if count is not None else None


def revisions(gold: Sequence[Gold], found: Linked) -> tuple[int, int]:
    """How many of the values that an outlet replaced are known as such, and of how many."""
    wanted = [(g, name, tuple(values)) for g in gold for name, values in g.revisions.items()]
    met = 0
    for each, name, values in wanted:
        event = main_event(each.name, found)
        met += event is not None and any((r.field, (r.before, r.after)) == (name, values) for r in event.revisions)
    return met, len(wanted)


def figures(gold: Sequence[Gold], pages: Sequence[Page], found: Linked) -> dict[str, float]:
    right, of, _ = origins(gold, found)
    planted, (met, replaced) = disputes(gold, found), revisions(gold, found)
    whole = {
        "tellings reached": reached(pages, found),
        **identity(found),
        "origins right": right / max(of, 1),
        "contradictions found": planted.found / max(planted.planted, 1),
        "contradictions found, of those coded": planted.found / max(planted.told, 1),
        "false contradictions": planted.false / max(planted.reported, 1),
        "revisions found": met / max(replaced, 1),
    }
    return {name: round(value, 3) for name, value in whole.items()}


def table(work: Path) -> dict[str, float]:
    """The figures for the program as it stands; ``work`` is not needed."""
    gold, pages = read()
    return figures(gold, pages, run(pages, coder()))


def told(gold: Sequence[Gold], pages: Sequence[Page], found: Linked) -> Iterator[str]:
    """What went wrong, event by event."""
    of_gold: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report_id, name in sorted(found.gold_of.items()):
        of_gold[name][found.event_of[report_id].event_id].append(_line(found, report_id))
    for name, groups in sorted(of_gold.items()):
        if len(groups) > 1:
            yield f"{name} is {len(groups)} events"
            for lines in groups.values():
                yield from (f"   {'-' if at else '+'} {line}" for at, line in enumerate(lines))
    for event in found.events:
        names = {found.gold_of[r] for r in event.reports if r in found.gold_of}
        if len(names) > 1:
            yield f"{event.event_id} holds {sorted(names)}: {event.why[:300]}"
    met = {(found.page_of[r].id, name) for r, name in found.gold_of.items()}
    yield from (f"{p.id}: no report tells {name}" for p in pages for name in p.tells if (p.id, name) not in met)
    yield from origins(gold, found)[2]
    yield from disputes(gold, found).notes


def _line(found: Linked, report_id: str) -> str:
    report = found.reports[report_id]
    sides = ("; ".join(p.name for p in side) or "-" for side in (report.actor, report.recipient))
    when = f"{report.when.start} {report.when.end} {report.when.basis}"
    return f"{found.page_of[report_id].id} {report.type} {' > '.join(sides)} {when} {report.factuality}"


def main() -> int:
    gold, pages = read()
    found = run(pages, coder())
    print("\n".join(told(gold, pages, found)))
    for what, value in figures(gold, pages, found).items():
        print(f"{what}: {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
