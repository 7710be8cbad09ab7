"""A desk over a small ledger, asked as a browser and as a program would."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from making import document, event, party, report
from making.records import VERSION, claim
from newsledger.desk.app import create_app
from newsledger.ledger import Ledger
from newsledger.records import (
    Attribution,
    Coded,
    Conflict,
    ConflictValue,
    Corroboration,
    EventType,
    Factuality,
    Origin,
    Outlet,
    PlacePrecision,
    Precision,
    SourceKind,
    When,
    WhenBasis,
    Where,
    Zone,
    ZoneKind,
)

MADE = datetime(2023, 8, 1, tzinfo=UTC)
HERE = "http://127.0.0.1:8420"

SHOIGU = party("Sergei Shoigu", "RUS", "person/sergei-shoigu", "Shoigu")
KIM = party("Kim Jong Un", "PRK", "person/kim-jong-un", "Kim")
MACRON = party("Emmanuel Macron", "FRA", "person/emmanuel-macron", "Macron")
KCNA = Attribution("KCNA", "kcna", SourceKind.AGENCY, "PRK", "said")

VISIT = document("Sergei Shoigu visited Pyongyang, KCNA said. Kim met him.\nReaders wrote: hm.", "visit.txt")
COPY = document(
    "Shoigu went to Pyongyang, KCNA said.", "copy.txt", outlet=Outlet("Second Herald"), day=date(2023, 7, 28)
)
STRIKE = document("Macron warned of a strike in Niamey on Monday.", "strike.txt", outlet=None, day=date(2023, 8, 7))


def on(day: date, end: date | None = None, precision: Precision = Precision.DAY) -> When:
    return When(day, end or day, precision, "that day", None, WhenBasis.TEXT)


NIAMEY = Where("Niamey", "NER", None, 13.51, 2.11, 2440485, PlacePrecision.CITY, "Niamey", None)


def pages() -> list[Coded]:
    """Two pages that tell a visit after one agency, and one that tells a threat, undated in part."""
    zones = (Zone(ZoneKind.BODY, 0, 57), Zone(ZoneKind.COMMENT, 57, len(VISIT.text)))
    visit = Coded(
        document(VISIT.text, VISIT.source, zones=zones),
        (
            report(VISIT, 0, 44, actor=(SHOIGU,), recipient=(KIM,), attribution=(KCNA,)),
            report(VISIT, 44, 56, actor=(KIM,), recipient=(SHOIGU,), modes=()),
        ),
        (claim(VISIT, 0, 31, KIM),),
        (),
        (),
    )
    copied = Coded(COPY, (report(COPY, 0, 36, actor=(SHOIGU,), recipient=(), attribution=(KCNA,)),), (), (), ())
    threat = report(
        STRIKE, 0, len(STRIKE.text), type=EventType.THREATEN, modes=("violence",), quad=3, actor=(MACRON,),
        recipient=(party("soldiers", "NER"),), where=NIAMEY,
        when=on(date(2023, 8, 1), date(2023, 8, 31), Precision.MONTH),
        factuality=Factuality.PLANNED, confidence=0.4,
    )  # fmt: skip
    return [visit, copied, Coded(STRIKE, (threat,), (), (), ())]


def events_of(coded: list[Coded]):
    (visited, met), (again,), (threat,) = (each.reports for each in coded)
    return [
        event(
            "e-visit", visited, again, story_id="s-one", corroboration=Corroboration.CONTESTED, confidence=0.9,
            outlets=("Daily Post", "Second Herald"),
            origins=(Origin("KCNA", "agency", (visited.report_id, again.report_id), interested=True),),
            conflicts=(Conflict("when", (
                ConflictValue("26 July", (visited.report_id,)), ConflictValue("27 July", (again.report_id,)),
            )),),
            why="2 reports on 2 pages: both tell a visit +1.00 | they share a source +0.50",
        ),
        event("e-met", met, story_id="s-one", when=When()),
        event("e-threat", threat, outlets=(), origins=(Origin("a page", "outlet", (threat.report_id,)),)),
    ]  # fmt: skip


def fill(ledger: Ledger, coded: list[Coded], found=()) -> None:
    run = ledger.start_run(VERSION, MADE, {"inputs": ["pages"]})
    ledger.write_many(coded, [], run)
    ledger.replace_events(found)
    ledger.finish_run(run, MADE, {"documents": len(coded), "events": len(found)})


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The ledger's file, made once; tests that write take a copy."""
    path = tmp_path_factory.mktemp("made") / "news.db"
    with Ledger.open(path) as opened:
        coded = pages()
        fill(opened, coded, events_of(coded))
    return path


@pytest.fixture(scope="session")
def still(made):
    """The ledger for tests that only read."""
    with Ledger.open(made) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser(still):
    """Asks as a person's browser does, and changes nothing."""
    with TestClient(create_app(still), base_url=HERE, headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="session")
def program(still):
    """Asks as a program does, and changes nothing."""
    with TestClient(create_app(still), base_url=HERE, headers={"accept": "application/json"}) as client:
        yield client


@pytest.fixture
def ledger(made, tmp_path):
    """A ledger of the test's own, to write to."""
    shutil.copy(made, tmp_path / "news.db")
    with Ledger.open(tmp_path / "news.db") as opened:
        yield opened


@pytest.fixture
def own(ledger):
    """A browser over the test's own ledger."""
    with TestClient(create_app(ledger), base_url=HERE, headers={"accept": "text/html"}) as client:
        yield client
