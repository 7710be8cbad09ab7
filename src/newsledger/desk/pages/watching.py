"""Watches: searches kept under a name, each with feeds of what is new and of what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element, SubElement, tostring

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.serving.answers import MEDIA, Answer, Asked, Table, act, back_to, dumped, page
from newsledger.desk.serving.problems import missing
from newsledger.desk.serving.words import event_link, plain, sentence_of, when
from newsledger.desk.serving.worker import now
from newsledger.errors import QueryError
from newsledger.ledger import watching
from newsledger.ledger.schema import documents, reports, runs
from newsledger.ledger.watching import Watch
from newsledger.records import Corroboration, Event

_LOOKED_AT = 300  # of the events last reported
_ENTRIES = 100
_SAID = {"new": "New", "corroborated": "Newly corroborated", "contested": "Newly contested"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a run brought: an event, a second origin of it, or a disagreement about it."""

    kind: str
    event: Event
    run: int
    at: str

    @property
    def name(self) -> str:
        return f"urn:newsledger:{self.event.event_id}:{self.kind}:{self.run}"

    @property
    def title(self) -> str:
        return plain(f"{_SAID[self.kind]}: {sentence_of(self.event)}, {when(self.event.when)}")[:300]


def entries(asked: Asked, query: str) -> tuple[Entry, ...]:
    """What the runs brought to a search, the latest first."""
    wanted = Wanted.of([*parse_qsl(query), ("sort", "-reported"), ("limit", str(_LOOKED_AT))])
    found = asked.desk.find(asked.desk.read(wanted)[0])
    events = asked.desk.events(found.page()[0])
    met, stamps = _met(asked, events), _stamps(asked)
    made = [entry for event in events for entry in _entries(event, met, stamps)]
    return tuple(sorted(made, key=lambda e: (-e.run, e.event.event_id, e.kind))[:_ENTRIES])


def _met(asked: Asked, events: Sequence[Event]) -> dict[str, int]:
    """The run that first read each report's page."""
    ids = [report for event in events for report in event.reports]
    joined = reports.join(documents, documents.c.document_id == reports.c.document_id)
    held: dict[str, int] = {}
    with asked.desk.ledger.reading() as connection:
        for at in range(0, len(ids), 500):
            some = select(reports.c.report_id, documents.c.run).select_from(joined)
            rows = connection.execute(some.where(reports.c.report_id.in_(ids[at : at + 500])))
            held |= {row.report_id: row.run for row in rows}
    return held


def _stamps(asked: Asked) -> dict[int, str]:
    """When each run ended, or began where it did not."""
    with asked.desk.ledger.reading() as connection:
        rows = connection.execute(select(runs.c.run, runs.c.started, runs.c.finished))
        return {row.run: row.finished or row.started for row in rows}


def _entries(event: Event, met: Mapping[str, int], stamps: Mapping[int, str]) -> Iterator[Entry]:
    first = min((met[r] for r in event.reports if r in met), default=None)
    if first is None:
        return
    yield Entry("new", event, first, stamps[first])
    later = {"corroborated": _second_origin(event, met), "contested": _second_value(event, met)}
    for kind, run in later.items():
        if run is not None and run > first:
            yield Entry(kind, event, run, stamps[run])


def _second_origin(event: Event, met: Mapping[str, int]) -> int | None:
    """The run that brought the second of an event's independent origins."""
    if event.corroboration not in {Corroboration.CORROBORATED, Corroboration.CONTESTED}:
        return None
    firsts = sorted(min((met[r] for r in o.reports if r in met), default=0) for o in event.origins if not o.interested)
    return firsts[1] if len(firsts) > 1 else None


def _second_value(event: Event, met: Mapping[str, int]) -> int | None:
    """The run that brought the latest disagreement."""
    seconds = [
        sorted(min((met[r] for r in value.reports if r in met), default=0) for value in conflict.values)[1:2]
        for conflict in event.conflicts
    ]
    return max((run for pair in seconds for run in pair), default=None)


# Pages


def watches(asked: Asked) -> Answer:
    """Every watch, and a form for a new one."""
    with asked.desk.ledger.reading() as connection:
        held = watching.every(connection)
    rows = [each.to_dict() for each in held]
    context = {"watches": [(each, _number(asked, each)) for each in held], "search": asked.given("search", 2_000)}
    return Answer(
        "watches.html",
        context,
        lambda: {"watches": rows},
        lambda: Table(("watch", "name", "asked", "who", "made"), rows),
    )


def _number(asked: Asked, watch: Watch) -> int:
    try:
        return asked.desk.find(asked.desk.read(Wanted.of(parse_qsl(watch.asked)))[0]).events
    except QueryError:
        return 0  # it was asked in words that this version no longer knows


def watch(asked: Asked) -> Answer:
    """One watch: what is new in it."""
    one = _watch(asked)
    found = entries(asked, one.asked)
    names = ("at", "kind", "event_id", "title")
    rows = [{"at": e.at, "kind": e.kind, "event_id": e.event.event_id, "title": e.title} for e in found]
    context = {
        "watch": one,
        "entries": found,
        "said": _SAID,
        "address": Wanted.of(parse_qsl(one.asked)).address("/events"),
    }
    return Answer("watch.html", context, lambda: {"watch": one.to_dict(), "entries": rows}, lambda: Table(names, rows))


def _watch(asked: Asked) -> Watch:
    given = asked.named("watch")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    with asked.desk.ledger.reading() as connection:
        found = watching.find(connection, number)
    if found is None:
        raise missing("watch", given)
    return found


def add(asked: Asked, form: Mapping[str, str]) -> Response:
    """Keeps a search under a name."""
    asked.visitor.must("reviewer")
    query = form.get("search", "").partition("?")[2] or form.get("search", "").lstrip("/")
    wanted = Wanted.of(parse_qsl(query))
    with asked.desk.ledger.writing() as connection:
        made = watching.add(connection, form.get("name", ""), wanted.address().lstrip("?"), asked.visitor.name, now())
    return back_to(f"/watches/{made.watch}")


def end(asked: Asked, form: Mapping[str, str]) -> Response:
    """Stops watching."""
    asked.visitor.must("reviewer")
    number = form.get("watch", "")
    with asked.desk.ledger.writing() as connection:
        ended = (
            number.isascii()
            and number.isdigit()
            and watching.end(connection, int(number[:9]), now(), asked.visitor.name)
        )
    if not ended:
        raise missing("watch", number)
    return back_to("/watches")


# Feeds


def atom(request: Request) -> Response:
    """The watch as an Atom feed (RFC 4287)."""
    asked, one, found, base = _feed(request)
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", f"urn:newsledger:watch:{one.watch}:{one.made}")
    _add(feed, "title", one.name)
    _add(feed, "updated", found[0].at if found else one.made)
    _add(SubElement(feed, "author"), "name", "newsledger")
    SubElement(feed, "link", rel="self", href=base + asked.request.url.path)
    for entry in found:
        _add_entry(SubElement(feed, "entry"), entry, base)
    return Response(tostring(feed, encoding="utf-8", xml_declaration=True), media_type=MEDIA["atom"])


def _add_entry(element: Element, entry: Entry, base: str) -> None:
    for tag, text in (("id", entry.name), ("title", entry.title), ("updated", entry.at), ("summary", entry.title)):
        _add(element, tag, text)
    SubElement(element, "category", term=entry.kind)
    SubElement(element, "link", href=base + event_link(entry.event.event_id))


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = plain(text)


def json_feed(request: Request) -> Response:
    """The watch as a JSON Feed 1.1."""
    asked, one, found, base = _feed(request)
    items = [
        {"id": e.name, "url": base + event_link(e.event.event_id), "title": e.title, "date_published": e.at,
         "content_text": e.title, "tags": [e.kind, e.event.type.value], "_newsledger": e.event.to_dict()}
        for e in found
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": one.name, "items": items,
        "feed_url": base + asked.request.url.path, "home_page_url": f"{base}/watches/{one.watch}",
    }  # fmt: skip
    return Response(dumped(feed), media_type="application/feed+json")


def _feed(request: Request) -> tuple[Asked, Watch, tuple[Entry, ...], str]:
    request.scope["form"] = "feed"
    asked = Asked.of(request)
    asked.visitor.must_read()
    one = _watch(asked)
    return asked, one, entries(asked, one.asked), str(request.base_url).rstrip("/")


ROUTES = [
    Route("/watches/{watch}/feed.atom", atom, methods=["GET"]),
    Route("/watches/{watch}/feed.json", json_feed, methods=["GET"]),
    *page("/watches", watches),
    act("/watches/add", add),
    act("/watches/end", end),
    *page("/watches/{watch}", watch),
]
