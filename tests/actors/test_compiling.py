"""Registry rows become entities and names; the rows here are of an invented country."""

from __future__ import annotations

from datetime import date

import pytest

from newsledger.actors import Registry
from newsledger.actors.compiling import compile_registry
from newsledger.errors import DataError
from newsledger.records import PartyKind

RURITANIA = {
    "code": "RUR",
    "name": "Ruritania",
    "names": ["Kingdom of Ruritania", "RK"],
    "demonyms": ["Ruritanian", "Ruritanians"],
    "capital": "Strelsau",
    "seats": ["Castle of Zenda"],
    "bodies": [{"name": "Ruritanian Diet", "names": ["the Diet"], "sectors": ["LEG"]}],
    "offices": [
        {
            "office": "King",
            "role": "head of state",
            "titles": ["His Majesty"],
            "sectors": ["GOV"],
            "holders": [
                {"name": "Rudolf Elphberg", "start": 1990, "end": "2005-06"},
                {"name": "Flavia Elphberg", "start": "2005-07"},
            ],
        },
        {
            "office": "Chancellor",
            "role": "head of government",
            "sectors": ["GOV"],
            "effective": True,
            "holders": [
                {"name": "Rupert von Hentzau", "start": "2001-03-01", "end": "2009-02-28"},
                {"name": "Fritz von Tarlenheim", "start": "2009-03-01"},
            ],
        },
    ],
    "people": [
        {"name": "Rupert von Hentzau", "names": ["Ruprecht of Hentzau"], "surname": "Hentzau"},
        {"name": "Fritz von Tarlenheim", "surname": "von Tarlenheim"},
    ],
}
ORGANIZATIONS = [
    {"name": "Zenda League", "names": ["ZL"], "country": "IGO", "sectors": ["MIL"]},
    {"name": "Black Riders", "kind": "group", "country": "RUR", "sectors": ["REB"], "end": "2010"},
]
OUTLETS = [{"name": "Strelsau Courier", "id": "courier", "country": "RUR", "kind": "newspaper"}]


@pytest.fixture(scope="module")
def ruritania() -> Registry:
    return Registry(compile_registry({"RUR": RURITANIA}, [("test", ORGANIZATIONS)], OUTLETS))


@pytest.mark.parametrize(
    ("name", "id", "kind", "country", "sectors", "how"),
    [
        ("Ruritania", "RUR", PartyKind.STATE, "RUR", ("GOV",), "name"),
        ("Kingdom of Ruritania", "RUR", PartyKind.STATE, "RUR", ("GOV",), "name"),
        ("Strelsau", "RUR", PartyKind.PLACE_AS_STATE, "RUR", ("GOV",), "capital"),
        ("Castle of Zenda", "RUR/castle-of-zenda", PartyKind.ORGANIZATION, "RUR", ("GOV",), "seat"),
        ("the Diet", "RUR/ruritanian-diet", PartyKind.ORGANIZATION, "RUR", ("LEG",), "name"),
        ("Zenda League", "org/zenda-league", PartyKind.ORGANIZATION, "IGO", ("MIL",), "name"),
        ("Black Riders", "org/black-riders", PartyKind.GROUP, "RUR", ("REB",), "name"),
        ("Strelsau Courier", "outlet/courier", PartyKind.ORGANIZATION, "RUR", ("JRN",), "name"),
    ],
)
def test_every_name_leads_to_its_bearer(ruritania, name, id, kind, country, sectors, how):
    (found,) = ruritania.find(name)
    assert (found.id, found.kind, found.country, found.sectors) == (id, kind, country, sectors)
    assert found.resolved_by == f"registry: {how}"
    assert found.text == name


def test_demonyms_are_marked_as_such(ruritania):
    (use,) = ruritania.named("Ruritanians")
    assert (use.entity, use.use) == ("RUR", "demonym")


def test_abbreviations_must_stand_in_capitals(ruritania):
    assert ruritania.named("RK")[0].exact_case
    assert ruritania.named("ZL")[0].exact_case
    assert not ruritania.named("Ruritania")[0].exact_case


def test_an_office_is_held_from_day_to_day(ruritania):
    assert ruritania.holder("RUR", "head of government", date(2009, 2, 28))[0].name == "Rupert von Hentzau"
    assert ruritania.holder("RUR", "head of government", date(2009, 3, 1))[0].name == "Fritz von Tarlenheim"
    assert ruritania.holder("RUR", "head of government", date(2001, 2, 28)) is None
    assert ruritania.holder("RUR", "foreign minister", date(2009, 3, 1)) is None
    assert ruritania.holder("XXX", "head of state", date(2009, 3, 1)) is None


def test_coarse_dates_run_to_their_last_day(ruritania):
    assert ruritania.holder("RUR", "head of state", date(2005, 6, 30))[0].name == "Rudolf Elphberg"
    assert ruritania.holder("RUR", "head of state", date(1990, 1, 1))[0].name == "Rudolf Elphberg"


def test_the_leader_is_the_one_who_rules(ruritania):
    assert ruritania.holder("RUR", "leader", date(2008, 1, 1))[0].name == "Rupert von Hentzau"


def test_an_office_that_two_hold_at_once_names_no_one():
    twins = [{"name": n, "start": 2000} for n in ("Ann Twin", "Bea Twin")]
    office = {"office": "Regent", "role": "head of state", "sectors": ["GOV"], "holders": twins}
    state = {"code": "TWI", "name": "Twinland", "offices": [office]}
    made = Registry(compile_registry({"TWI": state}, [], []))
    assert made.holder("TWI", "head of state", date(2001, 1, 1)) is None
    assert made.find("Twin", date(2001, 1, 1))[0].confidence < 0.5, "and the surname is no one's alone"


def test_spellings_and_surnames_of_people(ruritania):
    for name in ("Rupert von Hentzau", "Ruprecht of Hentzau", "Hentzau", "Chancellor Rupert von Hentzau"):
        assert ruritania.find(name, date(2005, 1, 1))[0].name == "Rupert von Hentzau"
    assert ruritania.find("von Tarlenheim", date(2010, 1, 1))[0].name == "Fritz von Tarlenheim"


def test_terms_of_one_person_are_gathered():
    offices = [
        {"office": o, "role": r, "sectors": ["GOV"], "holders": [{"name": "Ann Lee", "start": s, "end": s}]}
        for o, r, s in (("Foreign Minister", "foreign minister", 2001), ("President", "head of state", 2005))
    ]
    made = Registry(compile_registry({"LEE": {"code": "LEE", "name": "Leeland", "offices": offices}}, [], []))
    assert [t.office for t in made.entities["person/ann-lee"].terms] == ["Foreign Minister", "President"]
    assert made.find("Ann Lee", date(2001, 5, 1))[0].office == "Foreign Minister"
    assert made.find("Ann Lee", date(2005, 5, 1))[0].office == "President"


@pytest.mark.parametrize(
    ("states", "organizations", "lacking"),
    [
        ({"RUR": {"name": "Ruritania"}}, [], "code"),
        ({"RUR": {"code": "RUR"}}, [], "name"),
        ({"RUR": {"code": "RUR", "name": "R", "offices": [{"role": "royal"}]}}, [], "office"),
        ({"RUR": {"code": "RUR", "name": "R", "people": [{"names": ["R"]}]}}, [], "name"),
        ({}, [("groups", [{"country": "RUR"}])], "name"),
    ],
)
def test_a_row_that_lacks_something_is_named_with_a_remedy(states, organizations, lacking):
    with pytest.raises(DataError, match=f"'{lacking}'") as caught:
        compile_registry(states, organizations, [])
    assert caught.value.where in {"RUR", "groups"}
    assert caught.value.mend


def test_a_date_that_is_none_is_an_error():
    holders = [{"name": "Ann Lee", "start": "spring"}]
    office = {"office": "President", "role": "head of state", "holders": holders}
    with pytest.raises(DataError, match="Not a date"):
        compile_registry({"LEE": {"code": "LEE", "name": "Leeland", "offices": [office]}}, [], [])


def test_a_body_goes_at_home_by_the_short_name_that_another_bears():
    other = {"code": "GRA", "name": "Graustark", "bodies": [{"name": "Diet", "sectors": ["LEG"]}]}
    made = compile_registry({"rur": RURITANIA, "gra": other}, [], [])
    assert [(u.entity, u.use) for u in made.uses["diet"]] == [("GRA/diet", "name"), ("RUR/ruritanian-diet", "shared")]
