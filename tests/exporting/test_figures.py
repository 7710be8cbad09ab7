"""Figures: what they count, and that they are drawn the same each time."""

import io
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from making import document, event, party, report
from newsledger.errors import NewsledgerError, QueryError
from newsledger.exporting.figures import FIGURES, draw
from newsledger.exporting.figures.counting import by_quad, scores, spots, ties
from newsledger.ledger import Query
from newsledger.records import EventType, Precision, When, WhenBasis

RUSSIA, KOREA, FRANCE = party("Russia", "RUS", "RUS"), party("Kim Jong Un", "PRK", "kim"), party("$x_1$", "FRA")
BOTH = Query(actor="PRK", partner="RUS")


def made(day: str, kind=EventType.CONSULT, actor=(RUSSIA,), recipient=(KOREA,), **fields):
    when = When(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY, None, None, WhenBasis.TEXT)
    values = {"type": kind, "modes": (), "actor": actor, "recipient": recipient, "when": when}
    told = report(document(f"{day} {kind}"), 0, 5, **{**values, **fields})
    return event(f"e-{day}-{kind}", told)


EVENTS = [
    made("2023-06-30"),
    made("2023-09-01", EventType.AID, actor=(KOREA,), recipient=(RUSSIA,)),
    made("2023-09-02", EventType.ASSAULT, recipient=(FRANCE,), where=None),
]


def test_months_without_events_are_shown_too():
    found = by_quad(EVENTS)
    assert [start.month for start in found.starts] == [6, 7, 8, 9]
    assert found.series["verbal cooperation"] == (1, 0, 0, 0)
    assert found.series["material conflict"] == (0, 0, 0, 1)


def test_long_times_are_counted_by_year():
    found = by_quad([*EVENTS, made("2001-05-01")])
    assert (found.starts[0].year, found.starts[-1].year, found.days) == (2001, 2023, 365)
    assert sum(map(sum, found.series.values())) == 4


def test_a_dyad_has_two_directions():
    found = scores(EVENTS, "PRK", "Russia")
    assert found.series == {"PRK → Russia": (0, 0, 0, 10.0), "Russia → PRK": (2.5, 0, 0, 0)}


def test_ties_join_the_busiest():
    assert [(tie.one, tie.two, tie.events, tie.score) for tie in ties(EVENTS, 5)] == [
        ("$x_1$", "Russia", 1, -9.0),
        ("Russia", "Kim Jong Un", 2, 6.25),
    ]
    assert len(ties(EVENTS, 2)) == 1


def test_spots_are_places_with_a_point():
    assert [(spot.name, spot.quads) for spot in spots(EVENTS)] == [("Pyongyang", {1: 1, 2: 1})]


def test_a_spot_goes_by_the_name_that_most_events_give_it():
    spot = EVENTS[0].where
    other = made("2023-09-03", where=replace(spot, name="Heijo"))
    assert [spot.name for spot in spots([other, *EVENTS])] == ["Pyongyang"]


def drawn(name: str, form: str, events=EVENTS) -> bytes:
    out = io.BytesIO()
    assert draw(name, events, BOTH, out, form) == len(events)
    return out.getvalue()


@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_is_whole_and_the_same_each_time(name):
    first = drawn(name, "svg")
    assert ET.fromstring(first).tag.endswith("svg")  # noqa: S314 - our own
    assert first == drawn(name, "svg")
    assert b"<dc:date>" not in first


def test_names_are_words_not_formulas():
    assert b"$x_1$" in drawn("network", "svg")


@pytest.mark.parametrize("name", FIGURES)
def test_a_png_can_be_opened(name):
    with Image.open(io.BytesIO(drawn(name, "png"))) as image:
        assert image.size == (1500, 840)


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_to_show_is_said(name):
    with pytest.raises(NewsledgerError, match="nothing to show"):
        draw(name, [], BOTH, io.BytesIO(), "svg")


def test_what_cannot_be_drawn_is_said(monkeypatch):
    with pytest.raises(QueryError, match="Choose from timeline"):
        draw("pie", EVENTS, BOTH, io.BytesIO(), "svg")
    with pytest.raises(QueryError, match="ends in svg"):
        draw("map", EVENTS, BOTH, io.BytesIO(), "bmp")
    with pytest.raises(QueryError, match="--with"):
        draw("dyad", EVENTS, Query(), io.BytesIO(), "svg")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(NewsledgerError, match=r"newsledger\[plot\]"):
        draw("map", EVENTS, BOTH, io.BytesIO(), "svg")
