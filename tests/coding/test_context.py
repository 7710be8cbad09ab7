"""A generic party's country, from what stands around it."""

from dataclasses import replace

import pytest

from newsledger.actors.homelands import Homelands
from newsledger.coding.context import Around, homes_told, with_countries
from newsledger.records import Party, PartyKind, PlaceMention, PlacePrecision, Span, Where

BERLIN = Where("Berlin", "DEU", None, 52.5, 13.4, None, PlacePrecision.CITY, "Berlin", None)


def _generic(name: str, *sectors: str) -> Party:
    return Party(name, name, None, PartyKind.GROUP, None, sectors, resolved_by="generic noun")


def _person(*sectors: str) -> Party:
    return Party("George Ross", "George Ross", None, PartyKind.PERSON, None, sectors, resolved_by="unresolved name")


@pytest.mark.parametrize(("name", "country"), [("police", "DEU"), ("other European nations", None)])
def test_a_generic_party_is_of_the_events_country_unless_it_is_several_states(name, country):
    (found,), _ = with_countries((_generic(name, "GOV"),), (), Around(BERLIN))
    assert found.country == country


@pytest.mark.parametrize(("sectors", "country"), [(("GOV",), "DEU"), ((), None)])
def test_an_unknown_person_without_a_trade_may_be_from_anywhere(sectors, country):
    (found,), _ = with_countries((_person(*sectors),), (), Around(BERLIN))
    assert found.country == country


@pytest.mark.parametrize(
    ("name", "code"), [("human rights group", "NGO"), ("Lagos aid agencies", "NGO"), ("armed group", "DEU")]
)
def test_a_body_that_is_of_no_state_is_not_lent_one(name, code):
    (found,), _ = with_countries((_generic(name, "SOC"),), (), Around(BERLIN))
    assert found.country == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the Association of African Jurists", "NGO"),
        ("the Homeland Union", None),
        ("the African Court", None),
    ],
)
def test_a_body_whose_name_tells_of_many_lands_is_of_no_state(name, code):
    unknown = Party(name, name, None, PartyKind.ORGANIZATION, None, (), resolved_by="unresolved name")
    (found,), _ = with_countries((unknown,), (), Around())
    assert found.country == code


def test_an_unknown_person_is_of_the_place_by_which_the_page_names_him():
    text = "Michigan Gov. Rick Roe"
    named = replace(_person(), text=text, name="Rick Roe", span=Span(0, len(text)))
    place = PlaceMention(
        "d", Span(0, 8), "Michigan", "Michigan", "USA", "MI", 44.0, -85.0, None, PlacePrecision.ADMIN1, 0.9
    )
    homes = homes_told([named], [place])
    (found,), _ = with_countries((replace(named, text="Roe", span=Span(50, 53)),), (), Around(homes=homes))
    assert found.country == "USA"
    assert homes_told([named], []) == {}


@pytest.mark.parametrize(("sector", "country"), [("MIL", None), ("COP", "DEU")])
def test_whom_a_state_may_send_abroad_is_not_of_the_place(sector, country):
    (found,), _ = with_countries((_person(sector),), (), Around(BERLIN))
    assert found.country == country


def _of(states: Homelands, *sectors: str, text: str = "officials", where: Where | None = None) -> str | None:
    (found,), _ = with_countries((_generic(text, *sectors),), (), Around(where, states=states))
    return found.country


def test_the_nameless_of_a_page_that_speaks_of_one_state_are_of_it():
    states = Homelands(own="EGY", most="EGY")
    assert _of(states, "CVL") == "EGY"
    assert _of(states, "REF") is None
    assert _of(states, "GOV", text="foreign officials") is None


def test_legislators_are_of_the_page_s_house_wherever_they_speak_of():
    states = Homelands(kin={"LEG": "USA", "COP": "USA"})
    assert _of(states, "LEG", where=BERLIN) == "USA"
    assert _of(states, "COP", where=BERLIN) == "DEU"
    assert _of(states, "COP") == "USA"


@pytest.mark.parametrize(("here", "country"), [((), "EGY"), (("IRN",), None)])
def test_the_sentence_before_tells_where_this_one_names_no_state(parse, here, country):
    sentences = parse("Cairo was quiet. Police fired.").sentences
    states = Homelands(most="EGY", told={0: frozenset({"EGY"}), 1: frozenset(here)})
    (found,), _ = with_countries((_generic("police", "COP"),), (), Around(states=states, sentences=sentences))
    assert found.country == country


def _town(name: str, country: str) -> PlaceMention:
    return PlaceMention("d", Span(0, 1), name, name, country, None, 1.0, 1.0, None, PlacePrecision.CITY, 0.9)


def test_rebels_are_of_the_state_of_all_rebels_on_the_page_wherever_they_go():
    states = Homelands(kin={"REB": "SYR"})
    assert _of(states, "REB", text="rebels", where=BERLIN) == "SYR"


@pytest.mark.parametrize(
    ("towns", "country"), [((), None), (("SYR",), "SYR"), (("TUR",), None), (("TUR", "TUR", "TUR"), None)]
)
def test_rebels_without_a_place_are_of_the_state_in_which_most_is_put(towns, country):
    around = Around(places=[_town(c, c) for c in towns], states=Homelands(inside={"SYR": 2}))
    (found,), _ = with_countries((_generic("insurgents", "REB"),), (), around)
    assert found.country == country


def test_a_people_of_several_states_is_of_the_place_and_of_nobody_else_s():
    kurds = replace(_generic("Kurdish forces", "MIL"), resolved_by="generic noun: a people's name")
    states = Homelands(own="TUR", most="TUR", kin={"MIL": "TUR"})
    (found,), _ = with_countries((kurds,), (), Around(states=states))
    assert found.country is None
    (found,), _ = with_countries((kurds,), (), Around(BERLIN, states=states))
    assert found.country == "DEU"


@pytest.mark.parametrize(("name", "country"), [("hostages", None), ("farmers", "IRN")])
def test_captives_are_not_of_the_state_that_lets_them_go(name, country):
    iran = Party("Iran", "Iran", "IRN", PartyKind.STATE, "IRN", ("GOV",))
    _, (found,) = with_countries((iran,), (_generic(name, "CVL"),), Around())
    assert found.country == country


def test_who_is_in_a_territory_is_of_the_state_that_rules_it():
    where = Where("Gibraltar", "GIB", None, 36.1, -5.3, None, PlacePrecision.CITY, "Gibraltar", None)
    assert _of(Homelands(ruled={"Gibraltar": "GBR"}), "JUD", text="court", where=where) == "GBR"


@pytest.mark.parametrize(("inside", "country"), [({"SYR": 1}, None), ({"SYR": 1, "RUS": 1}, "RUS"), ({}, "RUS")])
def test_whom_soldiers_meet_abroad_is_not_of_their_state(inside, country):
    soldiers = replace(_generic("Russian warplanes", "MIL"), country="RUS")
    states = Homelands(inside=inside)
    _, (found,) = with_countries((soldiers,), (_generic("civilians", "CVL"),), Around(states=states))
    assert found.country == country
