"""The set of our own for linking: whole, and scored as it says."""

from dataclasses import replace

from benchmarks import linking_own
from making.telling import KIM, SHOIGU, telling
from newsledger.records import Coded

GOLD, PAGES = linking_own.read()


def test_thirty_events_are_told_four_times_each():
    assert len(GOLD) == 30 and len(PAGES) == 120
    assert len({p.id for p in PAGES}) == 120 and len({p.row["text"] for p in PAGES}) == 120


def test_the_words_that_tell_an_event_stand_in_the_page():
    told = [(page, phrase) for page in PAGES for phrases in page.tells.values() for phrase in phrases]
    assert [phrase for page, phrase in told if phrase not in page.row["text"]] == []


def test_every_event_rests_on_several_origins_and_some_are_in_dispute():
    origins = {g.name: {p.origin for p in PAGES if p.id.startswith(g.name + "/")} for g in GOLD}
    assert all(2 <= len(found) <= 4 for found in origins.values())
    assert sum(len(g.conflicts) for g in GOLD) >= 12


def words_coder(documents):
    """A report at each page's first marked words, of one meeting a day."""
    tells = {p.id: phrases[0] for p in PAGES for phrases in [next(iter(p.tells.values()))]}
    for held in documents:
        told = telling(held, tells[held.input_id].split()[0], actor=(SHOIGU,), recipient=(KIM,))
        when = replace(told.when, start=held.published.start, end=held.published.start)
        yield Coded(held, (replace(told, when=when),), (), (), ())


def test_figures_follow_from_what_is_linked():
    some = [p for p in PAGES if p.id.split("/")[0] in ("panmunjom-2018", "chibok-2014")]
    found = linking_own.run(some, words_coder)
    scores = linking_own.figures([g for g in GOLD if g.name in ("panmunjom-2018", "chibok-2014")], some, found)
    assert set(found.gold_of.values()) == {"panmunjom-2018", "chibok-2014"}
    assert scores["pairs precision"] == 1.0 and 0 < scores["pairs recall"] <= 1
    assert list(linking_own.told(GOLD, some, found))
