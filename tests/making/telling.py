"""Pages and reports for linking, said briefly."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta

from making.records import document, report
from newsledger.records import (
    Attribution,
    Count,
    DateBasis,
    Document,
    EventType,
    Outlet,
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
)

KIM = Party("Kim", "Kim Jong Un", "person/kim", PartyKind.PERSON, "PRK", office="Leader")
SHOIGU = Party("Shoigu", "Sergei Shoigu", "person/shoigu", PartyKind.PERSON, "RUS", office="Defence Minister")
LAVROV = Party("Lavrov", "Sergei Lavrov", "person/lavrov", PartyKind.PERSON, "RUS", office="Foreign Minister")
NORTH_KOREA = Party("North Korea", "North Korea", "PRK", PartyKind.STATE, "PRK")
RUSSIA = Party("Russia", "Russia", "RUS", PartyKind.STATE, "RUS")
UKRAINE = Party("Ukraine", "Ukraine", "UKR", PartyKind.STATE, "UKR")
UKRAINE_SHELLED = {"type": EventType.ASSAULT, "actor": (RUSSIA,), "recipient": (UKRAINE,)}
UNDATED = When()


def on(day: date, end: date | None = None, basis: WhenBasis = WhenBasis.TEXT) -> When:
    return When(day, end or day, Precision.DAY, None, None, basis)


def at(name: str, country: str, lat: float, lon: float, precision: PlacePrecision = PlacePrecision.CITY) -> Where:
    return Where(name, country, None, lat, lon, None, precision, name, None)


def page(text: str, outlet: str | None = "Daily Post", **fields) -> Document:
    named = Outlet(outlet, outlet.lower().replace(" ", "-")) if outlet else None
    digest = hashlib.sha256(f"{text}{outlet}".encode()).hexdigest()
    given = {"outlet": named, "document_id": f"d{digest[:16]}"}
    return document(text, f"{outlet}.txt", **{**given, **fields})


def undated_page(text: str, outlet: str | None = "Late Blog") -> Document:
    return page(text, outlet, published=Published())


def printed(day: date) -> Published:
    return Published(day, day, Precision.DAY, DateBasis.METADATA)


def telling(held: Document, word: str, **fields) -> Report:
    """A report of the sentence that holds the word, which is its predicate."""
    place = held.text.index(word)
    start = held.text.rfind(". ", 0, place) + 2 if ". " in held.text[:place] else 0
    end = held.text.find(".", place) + 1 or len(held.text)
    told = report(held, start, end)
    predicate = replace(told.evidence.fields, predicate=(Span(place, place + len(word)),))
    values = {
        "report_id": f"r-{held.document_id}-{place}",
        "modes": (),
        "where": None,
        "when": on(date(2023, 7, 26)),
        "actor": (SHOIGU,),
        "recipient": (KIM,),
        "evidence": replace(told.evidence, fields=predicate),
    }
    return replace(told, **{**values, **fields})


def citing(name: str, kind: SourceKind = SourceKind.AGENCY, country: str | None = None, state: bool = False):
    return (Attribution(name, name.lower(), kind, country, "said", None, state),)


def dead(number: int) -> Toll:
    return Toll(dead=Count(number, number, str(number), Span(0, 1)))


_KINDS = (
    (EventType.CONSULT, ("met", "visited", "hosted")),
    (EventType.ASSAULT, ("shelled", "bombed", "attacked")),
    (EventType.PROTEST, ("marched", "rallied", "demonstrated")),
    (EventType.ACCUSE, ("accused", "blamed", "criticized")),
    (EventType.AID, ("aided", "supplied", "funded")),
)
_TOPICS = ("border", "grain", "prices", "troops", "elections", "energy", "fishing", "prisoners", "missiles", "ports")


def newsroom(reports: int, seed: int = 7) -> tuple[list[Report], list[Document]]:
    """Invented news: events over some years between invented persons, told one to eight times in varied words.

    The number of persons and days grows with the number of reports, as it does in the world.
    """
    chance = random.Random(seed)
    people = [_person(n) for n in range(max(20, reports // 40))]
    told: list[Report] = []
    pages: list[Document] = []
    while len(told) < reports:
        _tell(chance, people, told, pages, days=max(60, reports // 20))
    return told[:reports], pages


def _person(number: int) -> Party:
    code = f"Q{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}"
    return Party(f"Person {number}", f"Person {number}", f"person/{number}", PartyKind.PERSON, code)


def _tell(chance: random.Random, people: list[Party], told: list[Report], pages: list[Document], days: int) -> None:
    kind, verbs = chance.choice(_KINDS)
    one, two = chance.sample(people, 2)
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(days))
    about = chance.sample(_TOPICS, 3)
    for _ in range(min(8, 1 + int(chance.expovariate(0.6)))):
        verb = chance.choice(verbs)
        words = (
            f"{one.name} {verb} {two.name} over {' and '.join(chance.sample(about, 2))} number {chance.randrange(9)}."
        )
        held = page(words, f"Outlet {chance.randrange(200)}", document_id=f"d{len(pages):08d}")
        pages.append(held)
        when = on(day) if chance.random() < 0.7 else on(day, day + timedelta(days=2), WhenBasis.DOCUMENT)
        told.append(telling(held, verb, type=kind, actor=(one,), recipient=(two,), when=when))
