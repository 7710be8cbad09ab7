"""A ledger of events of every sort that a format must hold, or leave out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from making import document, event, party, report
from making.records import VERSION
from newsledger.exporting.formats import writer
from newsledger.exporting.source import Source
from newsledger.ledger import Ledger, Query
from newsledger.records import (
    Coded,
    Count,
    DateBasis,
    EventType,
    Factuality,
    Outlet,
    Party,
    PartyKind,
    PlacePrecision,
    Plan,
    PlanStatus,
    Precision,
    Published,
    Span,
    Toll,
    When,
    WhenBasis,
    Where,
    Zone,
    ZoneKind,
)

VISIT = "Sergei Shoigu and Vladimir Putin's envoy visited Kim Jong Un."
STRIKE = "Russian aircraft bombed the market, killing at least 12 people."
MARCH = "Thousands marched in Lyon."
PLEDGE = "Finland will join NATO on Tuesday."
DENIAL = "Pyongyang did not sell arms."
SOON = "The two will meet some day."
OLD = "In 1999 the United Nations praised Rwanda."

TRIBUNE = Outlet("Example Tribune", "example-tribune", "GBR")
PARIS = Outlet("Le Modèle", "le-modele", "FRA")
URL = "https://www.tribune.example/news/visit"


def who(name: str, country: str | None, *sectors: str, kind=PartyKind.PERSON, **fields) -> Party:
    return replace(party(name, country, **fields), kind=kind, sectors=sectors)


SHOIGU = who("Sergei Shoigu", "RUS", "GOV", "MIL", id="person/sergei-shoigu")
ENVOY = who('=cmd|"/C calc"!A0\tenvoy', "RUS", "GOV")
KIM = replace(who("Kim Jong Un", "PRK", "GOV", id="person/kim-jong-un"), office="Supreme Leader", text="Kim")
RUSSIANS = who("Russian Air Force", "RUS", "MIL", kind=PartyKind.GROUP)
TRADERS = who("traders", "UKR", "CVL", kind=PartyKind.UNKNOWN)
MARCHERS = who("pensioners", "FRA", "CVL", kind=PartyKind.GROUP)
FINLAND = who("Finland", "FIN", "GOV", id="FIN", kind=PartyKind.STATE)
NATO = who("NATO", "IGO", "MIL", id="org/nato", kind=PartyKind.ORGANIZATION)
UN = who("United Nations", "UNO", id="org/united-nations", kind=PartyKind.ORGANIZATION)
RWANDA = who("Rwanda", "RWA", "GOV", id="RWA", kind=PartyKind.STATE)


def place(name, country, admin1=None, at=(None, None), number=None, precision=PlacePrecision.CITY) -> Where:
    return Where(name, country, admin1, *at, number, precision, name, None)


PYONGYANG = place("Pyongyang", "PRK", "Pyongyang", (39.03385, 125.75432), 1871859)
LYON = place("Lyon", "FRA", "Auvergne-Rhône-Alpes", (45.74846, 4.84671), 2996944)
UKRAINE = place("Ukraine", "UKR", number=690791, precision=PlacePrecision.COUNTRY)
TEXAS = place("Texas", "USA", "Texas", (31.25, -99.25), 4736286, PlacePrecision.ADMIN1)


def day(text: str) -> When:
    return When(date.fromisoformat(text), date.fromisoformat(text), Precision.DAY, None, None, WhenBasis.TEXT)


DAY = day("2023-07-26")
JULY = When(date(2023, 7, 1), date(2023, 7, 31), Precision.MONTH, "July", None, WhenBasis.TEXT)
YEAR = When(date(1999, 1, 1), date(1999, 12, 31), Precision.YEAR, "1999", None, WhenBasis.TEXT)

# id, sentence, page, and the fields of report and event.
ROWS = (
    ("e1", VISIT, 0, {"actor": (SHOIGU, ENVOY), "recipient": (KIM,), "where": PYONGYANG, "when": DAY}),
    (
        "e2",
        STRIKE,
        0,
        {
            "type": EventType.ASSAULT,
            "modes": ("aerial",),
            "cameo": "195",
            "quad": 4,
            "intensity": -9.5,
            "actor": (RUSSIANS,),
            "recipient": (TRADERS,),
            "where": UKRAINE,
            "when": JULY,
            "toll": Toll(dead=Count(12, None, "at least 12", Span(0, 2))),
        },
    ),
    (
        "e3",
        MARCH,
        1,
        {
            "type": EventType.PROTEST,
            "modes": ("demo",),
            "cameo": "141",
            "quad": 4,
            "actor": (MARCHERS,),
            "recipient": (),
            "where": LYON,
            "when": day("2023-07-25"),
        },
    ),
    (
        "e4",
        PLEDGE,
        1,
        {
            "type": EventType.AGREE,
            "modes": (),
            "cameo": "030",
            "actor": (FINLAND,),
            "recipient": (NATO,),
            "where": TEXAS,
            "when": day("2023-08-01"),
            "factuality": Factuality.PLANNED,
        },
    ),
    ("e5", DENIAL, 1, {"factuality": Factuality.DENIED, "actor": (KIM,), "recipient": (), "when": DAY}),
    ("e6", SOON, 1, {"actor": (KIM,), "recipient": (SHOIGU,), "when": When()}),
    (
        "e7",
        OLD,
        1,
        {
            "type": EventType.SUPPORT,
            "modes": (),
            "cameo": "051",
            "actor": (UN,),
            "recipient": (RWANDA,),
            "when": YEAR,
            "where": None,
        },
    ),
)
EVENT_FIELDS = {"e4": {"plan": Plan(PlanStatus.PENDING, ("r",))}}


@dataclass(frozen=True)
class Written:
    number: int
    data: bytes
    left_out: dict[str, int]

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


def _pages():
    texts = [f"Shoigu in Pyongyang\n{VISIT} {STRIKE}", f"{MARCH} {PLEDGE} {DENIAL} {SOON} {OLD}"]
    zones = (Zone(ZoneKind.HEADLINE, 0, 20), Zone(ZoneKind.BODY, 20, len(texts[0])))
    first = document(texts[0], "a.html", url=URL, outlet=TRIBUNE, title="Shoigu in Pyongyang", zones=zones)
    day = Published(date(2023, 7, 28), date(2023, 7, 28), Precision.DAY, DateBasis.TEXT)
    title = "March & more: 100% {of} us"
    return first, document(texts[1], "b.txt", outlet=PARIS, title=title, published=day, authors=("Ann Sample",))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.db") as opened:
        fill(opened)
        yield opened


def fill(opened: Ledger) -> None:
    pages = _pages()
    made = [[], []]
    events = []
    for key, sentence, at, fields in ROWS:
        start = pages[at].text.index(sentence)
        told = report(pages[at], start, start + len(sentence), event_id=key, contexts=("military",), **fields)
        made[at].append(told)
        more = {"outlets": (pages[at].outlet.name,), "first_reported": pages[at].published.start}
        events.append(event(key, told, **{**more, **EVENT_FIELDS.get(key, {})}))
    run = opened.start_run(VERSION, datetime(2024, 1, 1, tzinfo=UTC), {})
    opened.write_many([Coded(p, tuple(r), (), (), ()) for p, r in zip(pages, made, strict=True)], [], run)
    opened.replace_events(events)


@pytest.fixture
def written(ledger) -> Callable[..., Written]:
    def write(name: str, **conditions) -> Written:
        source, out = Source(ledger, Query(**conditions)), io.BytesIO()
        return Written(writer(name)(source, out), out.getvalue(), dict(source.left_out))

    return write
