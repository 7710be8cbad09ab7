"""A generic party's country, from what stands around it."""

import pytest

from newsledger.coding.context import with_countries
from newsledger.records import Party, PartyKind, PlacePrecision, Where

BERLIN = Where("Berlin", "DEU", None, 52.5, 13.4, None, PlacePrecision.CITY, "Berlin", None)


def _generic(name: str, sector: str) -> Party:
    return Party(name, name, None, PartyKind.GROUP, None, (sector,), resolved_by="generic noun")


@pytest.mark.parametrize(("name", "country"), [("police", "DEU"), ("other European nations", None)])
def test_a_generic_party_is_of_the_events_country_unless_it_is_several_states(name, country):
    (found,), _ = with_countries((_generic(name, "GOV"),), (), BERLIN, ())
    assert found.country == country
