"""Which reports are one event, and which are not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from making.telling import (
    KIM,
    LAVROV,
    NORTH_KOREA,
    RUSSIA,
    SHOIGU,
    UKRAINE,
    UNDATED,
    at,
    dead,
    on,
    page,
    printed,
    telling,
    undated_page,
)
from newsledger.ledger import Judgement
from newsledger.linking import cluster
from newsledger.records import EventType, Factuality, Party, PartyKind, PlacePrecision, Span, WhenBasis

VISIT = page("Shoigu toured an arms show with Kim in Pyongyang.", "Daily Post")
LATER = undated_page("Nobody expected it. Shoigu travelled to North Korea to buy shells.")


def linked(*reports, pages=(VISIT, LATER), judgements=()):
    return {e.reports for e in cluster(reports, pages, judgements)}


def one_event(*reports, **more) -> bool:
    return len(linked(*reports, **more)) == 1


def test_a_minister_stands_for_his_state_on_a_visit_of_an_undated_page():
    told = telling(VISIT, "toured", actor=(KIM,), recipient=(SHOIGU,), modes=("visit",))
    again = telling(LATER, "travelled", recipient=(NORTH_KOREA,), modes=("visit",), when=UNDATED)
    assert one_event(told, again)


def test_a_letter_handed_over_on_a_visit_is_not_the_visit():
    held = page("Shoigu visited Kim. Shoigu gave Kim a letter.")
    visit, letter = telling(held, "visited", modes=("visit",)), telling(held, "letter")
    assert not one_event(visit, letter, pages=(held,))


def test_two_ministers_of_one_state_make_two_visits():
    other = page("Lavrov met Kim in Pyongyang.", "Gazette")
    assert not one_event(telling(VISIT, "toured"), telling(other, "met", actor=(LAVROV,)), pages=(VISIT, other))


@pytest.mark.parametrize(("days", "same"), [(0, True), (2, True), (30, False)])
def test_dates_that_contradict_keep_events_apart(days, same):
    other = page("Kim received Shoigu in Pyongyang.", "Gazette")
    later = telling(other, "received", when=on(date(2023, 7, 26) + timedelta(days=days)))
    assert one_event(telling(VISIT, "toured"), later, pages=(VISIT, other)) is same


def test_states_alone_need_a_shared_day():
    one, two = page("Russia attacked Ukraine overnight."), page("Ukraine was attacked by Russian drones.", "Gazette")
    sides = {"type": EventType.ASSAULT, "actor": (RUSSIA,), "recipient": (UKRAINE,)}
    pages = (one, two)
    shared = on(date(2023, 7, 26))
    assert one_event(*(telling(p, "attacked", when=shared, **sides) for p in pages), pages=pages)
    apart = (telling(one, "attacked", when=UNDATED, **sides), telling(two, "attacked", when=shared, **sides))
    assert not one_event(*apart, pages=pages)


def test_two_protests_50_km_apart_are_two():
    one, two = page("Miners marched in Donetsk."), page("Miners marched in Horlivka.", "Gazette")
    miners = Party("miners", "Miners Union", "org/miners", PartyKind.ORGANIZATION, "UKR")
    places = (at("Donetsk", "UKR", 48.0, 37.8), at("Mariupol", "UKR", 47.1, 37.5))
    sides = {"type": EventType.PROTEST, "actor": (miners,), "recipient": ()}
    told = [telling(p, "marched", where=w, **sides) for p, w in zip((one, two), places, strict=True)]
    assert not one_event(*told, pages=(one, two))
    wide = replace(places[1], name="Ukraine", lat=None, lon=None, precision=PlacePrecision.COUNTRY)
    assert one_event(told[0], replace(told[1], where=wide), pages=(one, two))


def test_other_types_of_other_families_never_merge():
    other = page("Shoigu accused Kim of delay.", "Gazette")
    accused = telling(other, "accused", type=EventType.ACCUSE)
    assert not one_event(telling(VISIT, "toured"), accused, pages=(VISIT, other))


def test_no_chain_of_near_events():
    """A and B fit, B and C fit, A and C contradict each other: one of the three stays apart."""
    days = [date(2023, 7, d) for d in (20, 22, 24)]
    pages = [page(f"Shoigu met Kim in hall {n}.", f"Outlet {n}") for n in range(3)]
    told = [telling(p, "met", when=on(d)) for p, d in zip(pages, days, strict=True)]
    assert len(linked(*told, pages=pages)) == 2


def test_two_events_told_in_one_sentence_stay_two():
    held = page("Police in Berlin arrested Anna Berg and jailed Otto Kranz.")
    berg, kranz = (Party(n, n, None, PartyKind.PERSON) for n in ("Anna Berg", "Otto Kranz"))
    told = [
        telling(held, w, type=EventType.COERCE, actor=(), recipient=(p,), modes=("arrest",))
        for w, p in (("arrested", berg), ("jailed", kranz))
    ]
    assert not one_event(*told, pages=(held,))


def test_part_of_a_name_is_the_person_in_the_same_affair():
    one = page("Anna Berg was arrested in Berlin over the stolen paintings.")
    two = page("Police said Berg was arrested at the museum over stolen paintings.", "Gazette")
    full, short = (Party(n, n, None, PartyKind.PERSON) for n in ("Anna Berg", "Berg"))
    sides = {"type": EventType.COERCE, "modes": ("arrest",), "actor": ()}
    told = [telling(p, "arrested", recipient=(n,), **sides) for p, n in ((one, full), (two, short))]
    assert one_event(*told, pages=(one, two))


def test_planned_and_held_are_one_event_which_then_is_actual():
    plan = telling(VISIT, "toured", factuality=Factuality.PLANNED)
    other = page("Kim received Shoigu in Pyongyang.", "Gazette")
    (event,) = cluster((plan, telling(other, "received")), (VISIT, other))
    assert event.factuality is Factuality.ACTUAL


def test_the_reason_of_a_merge_is_told_in_words():
    other = page("Kim received Shoigu in Pyongyang.", "Gazette")
    (event,) = cluster((telling(VISIT, "toured"), telling(other, "received")), (VISIT, other))
    assert "actor same" in event.why and "dates agree" in event.why


def test_the_event_takes_the_narrowest_date_and_the_finest_place():
    other = page("Kim received Shoigu in North Korea.", "Gazette")
    city = at("Pyongyang", "PRK", 39.0, 125.7)
    land = replace(city, name="North Korea", precision=PlacePrecision.COUNTRY)
    week = on(date(2023, 7, 24), date(2023, 7, 30))
    told = (telling(VISIT, "toured", where=city), telling(other, "received", when=week, where=land))
    (event,) = cluster(told, (VISIT, other))
    assert (event.when.start, event.when.end) == (date(2023, 7, 26), date(2023, 7, 26))
    assert event.where is not None and event.where.name == "Pyongyang"


def test_differing_tolls_do_not_split_an_attack():
    one, two = page("Russia shelled Kherson and killed nine."), page("Seven died when Kherson was shelled.", "Gazette")
    sides = {"type": EventType.ASSAULT, "actor": (RUSSIA,), "recipient": (UKRAINE,)}
    told = (telling(one, "shelled", toll=dead(9), **sides), telling(two, "shelled", toll=dead(7), **sides))
    (event,) = cluster(told, (one, two))
    assert [(c.field, {v.value for v in c.values}) for c in event.conflicts] == [("toll.dead", {"9", "7"})]


def judged(one, two, verdict, minute=0):
    return Judgement(one, two, verdict, "ana", datetime(2024, 1, 1, 0, minute, tzinfo=UTC))


def test_a_person_has_the_last_word():
    other = page("Kim received Shoigu in Pyongyang.", "Gazette")
    one, two = telling(VISIT, "toured"), telling(other, "received")
    apart = judged(one.report_id, two.report_id, "different")
    pages = (VISIT, other)
    assert not one_event(one, two, pages=pages, judgements=[apart])
    back = judged(two.report_id, one.report_id, "unsure", 1)
    assert one_event(one, two, pages=pages, judgements=[apart, back])


def test_two_events_judged_the_same_are_one_and_say_who_judged():
    other = page("Lavrov met Kim in Pyongyang.", "Gazette")
    told = (telling(VISIT, "toured"), telling(other, "met", actor=(LAVROV,)))
    one, two = cluster(told, (VISIT, other))
    (event,) = cluster(told, (VISIT, other), [judged(one.event_id, two.event_id, "same")])
    assert event.judged_by == "ana" and len(event.reports) == 2


def test_dates_that_rest_on_pages_far_apart_keep_news_apart():
    one, two = page("Shoigu met Kim."), page("Shoigu met Kim again.", "Gazette")
    days = (date(2023, 7, 26), date(2024, 3, 1))
    told = [telling(p, "met", when=on(d, basis=WhenBasis.DOCUMENT)) for p, d in zip((one, two), days, strict=True)]
    assert not one_event(*told, pages=(one, two))


def test_a_meeting_told_with_both_on_one_side_needs_both():
    putin = Party("Putin", "Vladimir Putin", "person/putin", PartyKind.PERSON, "RUS", office="President")
    held = page("Putin and Kim exchanged letters. Shoigu carried a letter to Kim.")
    exchanged = telling(held, "letters", actor=(putin, KIM), recipient=(), when=UNDATED)
    carried = telling(held, "letter to", when=UNDATED)
    assert not one_event(exchanged, carried, pages=(held,))
    met = page("Putin and Kim met. Putin talked with Kim for hours.")
    both = telling(met, "met", actor=(putin, KIM), recipient=(), when=UNDATED)
    assert one_event(both, telling(met, "talked with", actor=(putin,), when=UNDATED), pages=(met,))


def test_a_capital_tells_where_two_others_met_and_is_no_party():
    vietnam = Party("Hanoi", "Vietnam", "VNM", PartyKind.PLACE_AS_STATE, "VNM")
    where = at("Hanoi", "VNM", 21.0, 105.8)
    one, two = page("Shoigu and Kim held talks in Hanoi."), page("Shoigu met Kim in Hanoi.", "Gazette")
    hosted = telling(one, "held talks", actor=(SHOIGU, KIM), recipient=(vietnam,), where=where)
    (event,) = cluster((hosted, telling(two, "met", where=where)), (one, two))
    assert vietnam not in (*event.actor, *event.recipient)


def test_a_place_goes_by_the_name_that_most_pages_give_it():
    where = replace(at("Bergama", "TUR", 39.1, 27.2), geonameid=315373)
    pages = [
        page(f"Shoigu met Kim in {name}.", f"Paper {n}") for n, name in enumerate(("Bergama", "Pergamon", "Pergamon"))
    ]
    told = [telling(p, "met", where=replace(where, name=p.text.split()[-1][:-1])) for p in pages]
    (event,) = cluster(told, pages)
    assert event.where.name == "Pergamon"


def test_a_host_who_takes_part_stays_a_party():
    where = at("Pyongyang", "PRK", 39.0, 125.7)
    held = page("Shoigu and Lavrov visited North Korea.")
    visit = telling(held, "visited", actor=(SHOIGU, LAVROV), recipient=(NORTH_KOREA,), where=where)
    (event,) = cluster((visit,), (held,))
    assert event.recipient == (NORTH_KOREA,)


ISLAMISTS = Party("Al-Sample", "Al-Sample", "org/al-sample", PartyKind.ORGANIZATION, "IMG")
CROWD = Party("crowd", "crowd", None, PartyKind.GROUP, "SOM")
ATTACK = {"type": EventType.ASSAULT, "actor": (ISLAMISTS,), "where": at("Mogadishu", "SOM", 2.0, 45.3)}


def test_who_killed_and_who_bombed_may_be_one_attack():
    one, two = page("Al-Sample bombed a market in Mogadishu."), page("Al-Sample killed nine in Mogadishu.", "Gazette")
    told = telling(one, "bombed", recipient=(CROWD,), modes=("explosives",), **ATTACK)
    again = telling(two, "killed", recipient=(), modes=("primitive",), toll=dead(9), **ATTACK)
    assert one_event(told, again, pages=(one, two))


def test_manners_that_words_tell_exclude_each_other_and_those_of_modes_do_not():
    one, two = page("Al-Sample bombed a market in Mogadishu."), page("Al-Sample shot nine in Mogadishu.", "Gazette")
    bomb = telling(one, "bombed", recipient=(CROWD,), **ATTACK)
    assert not one_event(bomb, telling(two, "shot", recipient=(CROWD,), **ATTACK), pages=(one, two))
    three = page("Al-Sample attacked a market in Mogadishu.", "Sun")
    guessed = telling(three, "attacked", recipient=(CROWD,), modes=("firearms",), **ATTACK)
    assert one_event(bomb, guessed, pages=(one, three))


def test_nameless_people_do_not_exclude_each_other_by_a_country_that_was_lent_to_them():
    one, two = page("A gunman attacked a mosque in Exampleton."), page("A man attacked a mosque in Exampleton.", "Sun")
    sides = ((Party(w, w, None, PartyKind.GROUP, c),) for w, c in (("gunman", "NZL"), ("man", "BRB")))
    told = [
        telling(
            p, "attacked", type=EventType.ASSAULT, actor=a, recipient=(), where=at("Exampleton", "NZL", -43.5, 172.6)
        )
        for p, a in zip((one, two), sides, strict=True)
    ]
    assert one_event(*told, pages=(one, two))


def test_a_name_that_was_resolved_to_two_places_is_no_place_apart():
    one, two = page("Al-Sample bombed Springfield."), page("Al-Sample bombed the mall in Springfield.", "Sun")
    places = (at("Springfield", "SOM", 2.0, 45.3), at("Springfield", "KEN", -1.3, 36.8))
    told = [
        telling(p, "bombed", **{**ATTACK, "recipient": (), "where": w}) for p, w in zip((one, two), places, strict=True)
    ]
    (event,) = cluster(told, (one, two))
    assert event.conflicts == ()


def test_a_denial_without_a_day_answers_what_is_in_the_news():
    one, two = (
        page("Russia attacked the station at Kramatorsk."),
        page("Russia denied it attacked the station.", "Sun"),
    )
    sides = {"type": EventType.ASSAULT, "actor": (RUSSIA,), "recipient": ()}
    denial = telling(two, "attacked", factuality=Factuality.DENIED, when=UNDATED, **sides)
    (event,) = cluster((telling(one, "attacked", **sides), denial), (one, two))
    assert event.corroboration.value == "contested"
    assert [c.field for c in event.conflicts] == ["factuality"]


def test_a_word_that_only_starts_its_sentence_is_no_name():
    one, two = page("Fighters attacked Mogadishu."), page("Gunmen attacked Mogadishu.", "Sun")
    sides = [replace(CROWD, text=w, name=w, span=Span(0, len(w))) for w in ("Fighters", "Gunmen")]
    told = [telling(p, "attacked", **{**ATTACK, "actor": (s,)}) for p, s in zip((one, two), sides, strict=True)]
    assert one_event(*told, pages=(one, two))


def test_a_delegation_stands_for_its_state_and_against_another():
    one, two = page("Shoigu met Kim in Pyongyang for talks."), page("A Russian delegation met Kim for talks.", "Sun")
    sent = Party("Russian delegation", "Russian delegation", None, PartyKind.GROUP, "RUS")
    assert one_event(telling(one, "met"), telling(two, "met", actor=(sent,)), pages=(one, two))
    other = Party("French delegation", "French delegation", None, PartyKind.GROUP, "FRA")
    assert not one_event(telling(one, "met"), telling(two, "met", actor=(other,)), pages=(one, two))


def test_names_on_the_pages_tell_two_like_events_apart_and_alike():
    sides = {"type": EventType.COERCE, "modes": ("arrest",), "actor": (), "recipient": (CROWD,), "when": UNDATED}
    words = "Officers arrested a crowd after the fire at the {} mill, where {} had worked."
    same = [page(words.format("Harrow", "Otto Kranz"), outlet) for outlet in ("Post", "Sun")]
    same[1] = page("After the fire at the Harrow mill, where Otto Kranz worked, a crowd was arrested.", "Sun")
    other = page("After the fire at the Calder mill, where Anna Berg worked, a crowd was arrested.", "Gazette")
    first, second = telling(same[0], "arrested", **sides), telling(same[1], "arrested", **sides)
    assert one_event(first, second, pages=same)
    assert not one_event(first, telling(other, "arrested", **sides), pages=(same[0], other))


def test_two_deeds_of_one_sentence_stay_two_and_a_deed_and_what_came_of_it_are_one():
    held = page("On Monday Russia expelled envoys of Ukraine and closed a consulate of Ukraine.")
    sides = {"actor": (RUSSIA,), "recipient": (UKRAINE,)}
    told = [telling(held, w, type=EventType.SANCTION, **sides) for w in ("expelled", "closed")]
    assert not one_event(*told, pages=(held,))
    held = page("On Monday Russia bombed Ukraine and killed nine in Ukraine.")
    told = [telling(held, w, type=EventType.ASSAULT, **sides) for w in ("bombed", "killed")]
    assert one_event(*told, pages=(held,))


def test_a_party_that_one_page_alone_adds_is_left_out_and_one_that_two_name_is_kept():
    texts = ("Russia shelled Kherson on Wednesday.", "Russia shelled Kherson.", "On Wednesday Russia shelled Kherson.")
    pages = [page(t, o) for t, o in zip(texts, ("Post", "Sun", "Gazette"), strict=True)]
    ally = Party("Belarus", "Belarus", "BLR", PartyKind.STATE, "BLR")
    sides = {"type": EventType.ASSAULT, "recipient": (UKRAINE,)}
    told = [telling(pages[0], "shelled", actor=(RUSSIA,), confidence=0.95, **sides)]
    told += [telling(p, "shelled", actor=(RUSSIA, ally), **sides) for p in pages[1:]]
    (event,) = cluster(told[:2], pages[:2])
    assert [p.name for p in event.actor] == ["Russia"]
    (event,) = cluster(told, pages)
    assert [p.name for p in event.actor] == ["Russia", "Belarus"]


POLICE = Party("police", "Kano police", None, PartyKind.GROUP, "NGA")
TAILOR = Party("tailor", "Sani Bello", None, PartyKind.PERSON, "NGA")


def taken(held, word, **fields):
    sides = {"actor": (POLICE,), "recipient": (TAILOR,), "when": UNDATED, "modes": ()}
    return telling(held, word, **{"type": EventType.COERCE, **sides, **fields})


@pytest.mark.parametrize(("word", "same"), [("captured", True), ("robbed", False)])
def test_other_words_for_one_deed_may_be_coded_as_other_types(word, same):
    one = undated_page("Kano police arrested the tailor Sani Bello by the old Jakara river market.", "Post")
    two = undated_page(f"Kano police {word} Sani Bello, a tailor, at the Jakara river market.", "Sun")
    reports = taken(one, "arrested"), taken(two, word, type=EventType.ASSAULT)
    assert one_event(*reports, pages=(one, two)) is same


def test_one_full_name_is_one_person_whatever_country_is_lent_to_it():
    one = undated_page("Kano police arrested the tailor Sani Bello by the old Jakara river market.", "Post")
    two = undated_page("Kano police arrested Sani Bello, a tailor, at the Jakara river market.", "Sun")
    abroad = replace(TAILOR, country="GHA")
    reports = taken(one, "arrested"), taken(two, "arrested", recipient=(abroad,))
    assert one_event(*reports, pages=(one, two))


def test_a_deed_and_what_came_of_it_in_one_sentence_stand_for_their_page_together():
    one = page("Sappers of the front attacked the old bridge at Mopti and killed 12 people.", "Post")
    two = page("The bridge at Mopti, which is old, was attacked by sappers of the front.", "Sun")
    front = Party("front", "the Front", "org/front", PartyKind.GROUP, "MLI")
    told = {"type": EventType.ASSAULT, "actor": (front,), "recipient": ()}
    result = telling(one, "killed", **{**told, "when": on(date(2023, 7, 20), date(2023, 7, 26), WhenBasis.DOCUMENT)})
    reports = telling(one, "attacked", **told), result, telling(two, "attacked", **told)
    assert one_event(*reports, pages=(one, two))


@pytest.mark.parametrize(
    ("text", "sides", "same"),
    [
        ("Shoigu brought Kim a letter.", {}, True),
        ("Kim gave Shoigu a letter.", {"actor": (KIM,), "recipient": (SHOIGU,)}, False),
        ("Kim and Shoigu exchanged letters.", {"actor": (KIM, SHOIGU), "recipient": ()}, False),
    ],
)
def test_a_letter_is_not_the_letter_back_nor_an_exchange(text, sides, same):
    one, two = page("Shoigu gave Kim a letter on Tuesday.", "Post"), page(text, "Sun")
    when = on(date(2023, 7, 25), date(2023, 7, 27))
    reports = telling(one, "letter", when=when), telling(two, "letter", when=when, **sides)
    assert one_event(*reports, pages=(one, two)) is same


def test_nameless_guests_at_a_meeting_are_not_on_both_its_sides():
    held = page("Kim and the presidents of several countries attended the ceremony.")
    guests = Party("the presidents", "presidents", kind=PartyKind.GROUP, sectors=("GOV",), resolved_by="generic noun")
    (event,) = cluster((telling(held, "attended", actor=(KIM, guests), recipient=()),), (held,))
    assert (event.actor, event.recipient) == ((KIM, guests), ())


def test_an_event_names_whom_one_of_its_reports_names():
    biden = Party("Biden", "Joe Biden", "person/joe-biden", PartyKind.PERSON, "USA", ("GOV",), office="President")
    nameless = Party("an American president", "American president", None, PartyKind.ORGANIZATION, "USA", ("GOV",))
    nameless = replace(nameless, resolved_by="generic noun; country from its phrase")
    one, two = page("Kim met an American president in Seoul."), page("Biden and Kim met in Seoul.", "Gazette")
    told = (
        telling(one, "met", actor=(KIM,), recipient=(nameless,), when=on(date(2023, 7, 26))),
        telling(two, "met", actor=(biden, KIM), recipient=(), when=on(date(2023, 7, 26))),
    )
    (event,) = cluster(told, (one, two), ())
    assert {p.name for p in (*event.actor, *event.recipient)} == {"Joe Biden", KIM.name}


@pytest.mark.parametrize(("count", "same"), [("60", True), ("3", False)])
def test_a_number_beyond_a_handful_seldom_agrees_by_chance(count, same):
    """Two pages a day apart, with nothing else in common than who expelled how many."""
    texts = (
        f"Ukraine expelled {count} Russian envoys from Kyiv on Monday.",
        f"Elsewhere {count} Russian envoys were expelled by Ukraine.",
    )
    told = []
    for day, text in zip((26, 27), texts, strict=True):
        held = page(text, f"Post {day}", published=printed(date(2018, 3, day)))
        span = Span(text.index("Russian"), text.index("envoys") + 6)
        envoys = Party("Russian envoys", "Russian envoys", "RUS", PartyKind.GROUP, None, ("GOV",), span=span)
        when = on(date(2018, 3, day))
        fields = {"type": EventType.SANCTION, "modes": ("expel",), "actor": (UKRAINE,), "recipient": (envoys,)}
        told.append((held, telling(held, "expelled", when=when, **fields)))
    assert one_event(*(r for _, r in told), pages=tuple(h for h, _ in told)) is same
