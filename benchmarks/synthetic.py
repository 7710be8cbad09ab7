"""Invented news in any amount: ``python -m benchmarks.synthetic REPORTS LEDGER`` fills a ledger with it, and links it.

With ``--known`` the events are those that were invented, without the hour that linking a million reports takes: for
what measures how a ledger is read.

Seeded, and the same on every machine. Events happen over some years between invented office
holders of real countries; most are told once, few very often, as in the world: by outlets of
their own, by reprints of an agency, by papers that cite one. Some pages have a wrong day, another
toll or no day at all. The number of persons and of days grows with the number of reports.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, cast

import pycountry

from newsledger.ledger import Ledger
from newsledger.linking.clustering import Cluster
from newsledger.linking.events import event_of
from newsledger.linking.knowledge import families
from newsledger.records import (
    Attribution,
    Basis,
    Coded,
    CoderVersion,
    Count,
    DateBasis,
    Document,
    Event,
    EventType,
    Evidence,
    EvidenceFields,
    Factuality,
    Outlet,
    OutletKind,
    Party,
    PartyKind,
    PlacePrecision,
    Precision,
    Published,
    Report,
    SourceKind,
    Span,
    Toll,
    When,
    WhenBasis,
    Where,
    Why,
    Zone,
    ZoneKind,
)

SEED = 20180612
VERSION = CoderVersion("synthetic", "1", "none")
_START = date(2000, 1, 1)
_STORY = 4  # happenings that a story has
_KINDS: tuple[tuple[EventType, str | None, tuple[str, ...]], ...] = (
    (EventType.CONSULT, "visit", ("met", "received", "visited")),
    (EventType.CONSULT, None, ("talked with", "phoned", "consulted")),
    (EventType.AGREE, None, ("agreed with", "signed an accord with")),
    (EventType.ACCUSE, "disapprove", ("criticised", "accused", "blamed")),
    (EventType.SUPPORT, None, ("backed", "praised", "endorsed")),
    (EventType.AID, None, ("aided", "supplied", "funded")),
    (EventType.SANCTION, None, ("sanctioned", "expelled envoys of")),
    (EventType.ASSAULT, None, ("attacked", "shelled", "bombed")),
    (EventType.PROTEST, None, ("marched against", "rallied against")),
)
_TOPICS = (
    *("borders", "grain", "prices", "troops", "elections", "energy", "fishing", "prisoners", "missiles", "ports"),
    *("rivers", "visas", "trade", "loans", "debts", "refugees", "pipelines", "islands", "railways", "satellites"),
    *("vaccines", "tariffs", "monuments", "airspace", "mines", "cables", "dams", "forests"),
)
_TEMPLATES = (
    "{actor} {verb} {recipient} over {one} and {two} in {place} on {day}.",
    "Over {two}, {actor} {verb} {recipient} on {day}, the {n} time in a decade.",
    "On {day} {actor} {verb} {recipient} in {place}; {one} had been in dispute for {n} years.",
)


@dataclass(frozen=True, slots=True)
class _Happening:
    """What took place, before anybody tells it."""

    kind: EventType
    mode: str | None
    verbs: tuple[str, ...]
    actor: Party
    recipient: Party
    day: date
    where: Where
    topics: tuple[str, ...]
    dead: int | None
    number: int


@dataclass(slots=True)
class _World:
    """The persons, places and outlets there are, and the chance that rules them."""

    chance: random.Random
    people: list[Party]
    places: list[Where]
    outlets: list[Outlet]
    days: int


def _world(reports: int, seed: int) -> _World:
    chance = random.Random(seed)
    countries = sorted(c.alpha_3 for c in pycountry.countries)
    people = [_person(n, countries) for n in range(max(40, reports // 40))]
    places = [_place(chance, n, countries) for n in range(max(40, reports // 200))]
    outlets = [_outlet(n, countries) for n in range(300)]
    return _World(chance, people, places, outlets, max(120, reports // 40))


def _person(number: int, countries: list[str]) -> Party:
    country = countries[number * 37 % len(countries)]
    name = f"Minister {_word(number)}"
    return Party(
        name, name, f"person/{number}", PartyKind.PERSON, country, ("GOV",), "minister", resolved_by="invented"
    )


def _word(number: int) -> str:
    """A pronounceable name for a number."""
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    found = ""
    while True:
        number, rest = divmod(number, len(syllables))
        found += syllables[rest]
        if not number:
            return found.capitalize()


def _place(chance: random.Random, number: int, countries: list[str]) -> Where:
    country = countries[number % len(countries)]
    name = f"Port {_word(number + 7)}"
    lat, lon = round(chance.uniform(-50, 60), 4), round(chance.uniform(-170, 170), 4)
    return Where(name, country, None, lat, lon, 90_000_000 + number, PlacePrecision.CITY, name, None)


def _outlet(number: int, countries: list[str]) -> Outlet:
    kind = OutletKind.AGENCY if number < 5 else OutletKind.NEWSPAPER
    return Outlet(f"Outlet {_word(number)}", f"outlet-{number}", countries[number * 11 % len(countries)], kind)


def newsroom(reports: int, seed: int = SEED) -> Iterator[Coded]:
    """Pages with at least so many reports in all, in the order printed by chance."""
    world = _world(reports, seed)
    told = number = 0
    while told < reports:
        for page in _pages(world, _happening(world, number)):
            yield page
            told += len(page.reports)
        number += 1


def _happening(world: _World, number: int) -> _Happening:
    chance = world.chance
    kind, mode, verbs = chance.choice(_KINDS)
    # A few persons are in the news far more than the rest.
    one = world.people[int(len(world.people) * chance.random() ** 3)]
    other = chance.choice([p for p in chance.sample(world.people, 4) if p.country != one.country] or [world.people[1]])
    day = _START + timedelta(days=chance.randrange(world.days))
    dead = chance.randrange(1, 60) if kind is EventType.ASSAULT and chance.random() < 0.6 else None
    topics = tuple(chance.sample(_TOPICS, 3))
    return _Happening(kind, mode, verbs, one, other, day, chance.choice(world.places), topics, dead, number)


def _pages(world: _World, event: _Happening) -> Iterator[Coded]:
    """One page for most events, up to some hundreds for few; a fifth of them reprint the first."""
    first: Coded | None = None
    for number in range(min(200, max(1, int(world.chance.paretovariate(1.1))))):
        if first is not None and world.chance.random() < 0.2:
            yield _reprinted(world, first, event, number)
            continue
        page = _page(world, event, number)
        first = first or page
        yield page


def _page(world: _World, event: _Happening, number: int) -> Coded:
    chance = world.chance
    verb, template = chance.choice(event.verbs), chance.choice(_TEMPLATES)
    slip = chance.choice((-1, 1)) if chance.random() < 0.02 else 0
    day = event.day + timedelta(days=slip)
    one, two = chance.sample(event.topics, 2)
    words = template.format(
        actor=event.actor.name, recipient=event.recipient.name, verb=verb, one=one, two=two, place=event.where.name,
        day=f"{day.day} {day:%B %Y}", n=chance.randrange(2, 99),
    )  # fmt: skip
    more = f" Both sides spoke of {chance.choice(_TOPICS)} and of {chance.choice(_TOPICS)} {chance.randrange(999)}."
    agency = world.outlets[chance.randrange(5)] if chance.random() < 0.3 else None
    document = _document(words + more, chance.choice(world.outlets), event, number, chance.randrange(3))
    return _coded(document, words, verb, event, day, agency, chance)


def _reprinted(world: _World, first: Coded, event: _Happening, number: int) -> Coded:
    """The first page in another outlet, with a line of its own."""
    chance = world.chance
    held = first.document
    text = f"{held.text}\n\nReprinted, {chance.randrange(999)}."
    document = _document(text, chance.choice(world.outlets), event, number, chance.randrange(3))
    (report,) = first.reports
    own = replace(report, report_id=_id("r", document.document_id), document_id=document.document_id)
    return Coded(document, (own,), (), (), ())


def _document(text: str, outlet: Outlet, event: _Happening, number: int, lag: int) -> Document:
    name = _id("d", f"{event.number} {number} {text}")
    day = event.day + timedelta(days=lag)
    published = Published(day, day, Precision.DAY, DateBasis.METADATA)
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    source = f"synthetic#{event.number}-{number}"
    return Document(name, source, name, None, outlet, text[:60], (), "en", published, text, zones)


def _id(kind: str, key: str) -> str:
    return kind + hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def _coded(
    document: Document,
    words: str,
    verb: str,
    event: _Happening,
    day: date,
    agency: Outlet | None,
    chance: random.Random,
) -> Coded:
    at = words.index(verb)
    fields = EvidenceFields(predicate=(Span(at, at + len(verb)),))
    cited = (Attribution(agency.name, agency.id, SourceKind.AGENCY, cue="said"),) if agency else ()
    toll = _toll(event.dead + chance.choice((0, 0, 0, 1, 5)), len(words)) if event.dead is not None else None
    report = Report(
        report_id=_id("r", document.document_id),
        document_id=document.document_id,
        event_id=None,
        type=event.kind,
        modes=(event.mode,) if event.mode else (),
        contexts=(),
        cameo=None,
        quad=1 if families()[event.kind].symmetric else 4,
        intensity=0.0,
        actor=(event.actor,),
        recipient=(event.recipient,),
        when=_when(day, document, chance),
        where=event.where if chance.random() < 0.6 else None,
        factuality=Factuality.PLANNED if chance.random() < 0.03 else Factuality.ACTUAL,
        attribution=cited,
        basis=Basis.REPORTED if cited else Basis.STATED,
        things=(),
        toll=toll,
        evidence=Evidence(words, 0, len(words), fields),
        confidence=round(chance.uniform(0.5, 0.99), 2),
        why=Why("invented"),
        coder=VERSION,
    )
    return Coded(document, (report,), (), (), ())


def _toll(dead: int, end: int) -> Toll:
    return Toll(dead=Count(dead, dead, str(dead), Span(0, end)))


def _when(day: date, document: Document, chance: random.Random) -> When:
    """The day as the text has it, the days before the page, or none."""
    kind = chance.random()
    if kind < 0.75:
        return When(day, day, Precision.DAY, day.isoformat(), None, WhenBasis.TEXT)
    printed = document.published.start
    if kind < 0.95 and printed is not None:
        return When(printed - timedelta(days=6), printed, Precision.INTERVAL, None, None, WhenBasis.DOCUMENT)
    return When()


def fill(ledger: Ledger, reports: int, at_once: int = 500) -> None:
    """Writes so many reports to the ledger, unlinked."""
    run = ledger.start_run(VERSION, datetime(2024, 1, 1, tzinfo=UTC), {"synthetic": reports})
    waiting: list[Coded] = []
    for page in newsroom(reports):
        waiting.append(page)
        if len(waiting) == at_once:
            ledger.write_many(waiting, (), run)
            waiting = []
    ledger.write_many(waiting, (), run)
    ledger.finish_run(run, datetime(2024, 1, 1, tzinfo=UTC), {})


def known(reports: int) -> Iterator[Event]:
    """The events behind so many reports as they were invented, each with a story of its neighbours."""
    told = groupby(newsroom(reports), lambda page: int(page.document.source.partition("#")[2].partition("-")[0]))
    for number, pages in told:
        held = {page.document.document_id: page for page in pages}
        signs = tuple(_Sign(report) for page in held.values() for report in page.reports)
        documents = {name: page.document for name, page in held.items()}
        one = event_of(Cluster(cast(Any, signs), ()), documents, {name: name for name in held})
        yield replace(one, story_id=f"s-{number // _STORY}")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What an event is made of, without the signs by which linking compares."""

    report: Report


def main(argv: list[str]) -> int:
    from newsledger.linking import link

    reports, where = int(argv[0]), argv[1]
    with Ledger.open(where) as ledger:
        fill(ledger, reports)
        print(ledger.replace_events(known(reports)) if "--known" in argv else link(ledger))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
