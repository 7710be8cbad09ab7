"""The tables for other data sets name only what there is."""

import pytest

from newsledger.actors import Registry
from newsledger.coding.ontology import ontology
from newsledger.data.loading import load
from newsledger.exporting.codes import cameo, table
from newsledger.records import EventType, Factuality, PlacePrecision

SECTORS = load("ontology/sectors")["ontology/sectors"]


def test_cameo_codes_are_read_as_types_and_modes_that_there_are():
    for code in cameo().values():
        assert -10 <= code.goldstein <= 10
        assert code.mode is None or code.mode in ontology()[EventType(code.type)].modes, code
        assert (code.type is None) == (code.root in ("01", "02"))


def test_every_code_that_a_report_can_have_is_known():
    for kind, facts in ontology().items():
        for code in (facts.cameo, *(mode.cameo for mode in facts.modes.values())):
            assert code in cameo(), (kind, code)


@pytest.mark.parametrize("name", ["gdelt", "icews"])
def test_sectors_and_blocs_are_plovers(name):
    known = table(name)
    assert set(known["sectors"]) <= set(SECTORS["sectors"])
    assert set(known["blocs"]) <= set(SECTORS["countries"])


def test_known_groups_are_in_the_registry():
    assert set(table("gdelt")["groups"]) <= set(Registry.default().entities)


def test_acled_classes_are_whole():
    known = table("acled")
    assert {each["is"] for each in known["classes"]} == set(known["sub_events"])
    for each in known["classes"]:
        assert set(each.get("modes", ())) <= {*ontology()[EventType(each["type"])].modes, "-"}
    assert set(known["actors"]) <= set(SECTORS["sectors"])
    assert set(known["geo_precision"]) == {each.value for each in PlacePrecision}


def test_factualities_are_those_of_reports():
    common = table("common")
    assert {*common["happened"], *common["saying"]} <= {each.value for each in Factuality}


def test_states_have_a_region_and_present_ones_a_number():
    countries = table("countries")
    for code, state in load("registry/states").items():
        assert state.get("until") or countries[code].get("region"), code
