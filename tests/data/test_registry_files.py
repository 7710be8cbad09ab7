"""The form of the registry: states with their offices, organizations, outlets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from newsledger.actors.entities import first_day, last_day
from newsledger.actors.names import fold
from newsledger.data.loading import load
from newsledger.records import OutletKind, PartyKind

STATES: dict[str, dict[str, Any]] = load("registry/states")
OUTLETS: list[dict[str, Any]] = load("registry/outlets")["registry/outlets"]["outlets"]
ORGANIZATIONS = [o for page in load("registry/organizations").values() for o in page["organizations"]]
ONTOLOGY = load("ontology/sectors")["ontology/sectors"]
SECTORS, EXTRA_COUNTRIES = set(ONTOLOGY["sectors"]), set(ONTOLOGY["countries"])
COUNTRIES = set(STATES) | EXTRA_COUNTRIES

ROLES = {
    "head of state",
    "head of government",
    "deputy head",
    "royal",
    "foreign minister",
    "defence minister",
    "interior minister",
    "finance minister",
    "security chief",
    "military chief",
    "legislative speaker",
    "opposition leader",
    "commentator",
    "private person",
    "party leader",
    "governor",
    "judge",
    "envoy",
    "spokesperson",
    "central figure",
}
STATE_KEYS = {"code", "name", "names", "demonyms", "capital", "seats", "bodies", "offices", "people"}
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def offices(owner: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every (office, holder) of a state or an organization."""
    for office in owner.get("offices") or ():
        yield from ((office, holder) for holder in office["holders"])


def term(holder: dict[str, Any]) -> tuple[date, date]:
    """First and last day of a term; a term may be open at either end."""
    return first_day(holder.get("start")) or date.min, last_day(holder.get("end")) or date.max


OWNERS = [*STATES.values(), *ORGANIZATIONS]


@pytest.mark.parametrize("code", STATES)
def test_a_states_file_has_its_form(code):
    state = STATES[code]
    assert state["code"] == code
    assert re.fullmatch("[A-Z]{3}", code)
    assert set(state) - {"until", "successor", "capitals"} == STATE_KEYS
    assert ("until" in state) == ("successor" in state)
    assert state.get("successor", code) in STATES
    assert state["name"] and state["demonyms"] is not None
    assert all(set(b) <= {"name", "names", "sectors"} and b["name"] for b in state["bodies"])
    assert all(set(p) <= {"name", "names", "surname"} and p["name"] for p in state["people"])


def test_the_world_is_there():
    living = [s for s in STATES.values() if "until" not in s]
    assert len(living) >= 195
    ruling = {"head of state", "head of government"}
    lacking = [s["code"] for s in living if not any(o["role"] in ruling for o in s["offices"])]
    assert not lacking
    assert not [s["code"] for s in living if not s["capital"] or not s["demonyms"]]


def test_every_office_has_a_known_role_and_sectors():
    unknown = [
        (o["name"], office["office"], office.get("role"), office["sectors"])
        for o in OWNERS
        for office in o.get("offices") or ()
        if office.get("role") not in ROLES or not set(office["sectors"]) <= SECTORS or not office["sectors"]
    ]
    assert not unknown


def test_states_know_when_each_office_was_taken_up():
    assert not [(s["code"], o["office"], h) for s in STATES.values() for o, h in offices(s) if not h.get("start")]


def test_every_holder_begins_before_ending():
    faulty = []
    for owner in OWNERS:
        for office, holder in offices(owner):
            start, end = term(holder)
            if end < start:
                faulty.append((owner["name"], office["office"], holder))
    assert not faulty


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the second term surely begins before the first is over, however coarse the dates are."""
    return (last_day(other.get("start")) or date.min) < (first_day(one.get("end")) or date.max)


def test_no_one_holds_an_office_twice_at_once():
    faulty = []
    for owner in OWNERS:
        terms: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for office, holder in offices(owner):
            terms[fold(office["office"]), office["role"], fold(holder["name"])].append(holder)
        for key, held in terms.items():
            faulty += [(owner["name"], *key) for a, b in pairwise(sorted(held, key=term)) if overlap(a, b)]
    assert not faulty


def test_spellings_are_given_once_a_person():
    faulty = []
    for owner in OWNERS:
        counts = Counter(p["name"] for p in owner.get("people") or ())
        faulty += [(owner["name"], name) for name, n in counts.items() if n > 1]
    assert not faulty


def test_a_surname_stands_in_the_name():
    faulty = []
    for owner in OWNERS:
        for person in owner.get("people") or ():
            words = {w for n in (person["name"], *(person.get("names") or ())) for w in fold(n).split()}
            if not set(fold(person.get("surname", person["name"])).split()) <= words:
                faulty.append(person)
    assert not faulty


def test_bodies_and_organizations_have_known_sectors_and_countries():
    assert not [b for s in STATES.values() for b in s["bodies"] if not set(b["sectors"]) <= SECTORS]
    assert not [o["name"] for o in ORGANIZATIONS if not set(o.get("sectors") or ()) <= SECTORS]
    assert not [o["name"] for o in ORGANIZATIONS if o.get("country") not in COUNTRIES | {None}]
    assert not [o["name"] for o in ORGANIZATIONS if o.get("kind", "organization") not in {*PartyKind, "people"}]


def test_organizations_are_named_once():
    assert not [name for name, n in Counter(fold(o["name"]) for o in ORGANIZATIONS).items() if n > 1]


def test_outlets_have_their_form():
    assert len(OUTLETS) >= 300
    assert {o["kind"] for o in OUTLETS} <= set(OutletKind)
    assert not [o["name"] for o in OUTLETS if o["country"] not in COUNTRIES]
    assert not [o["name"] for o in OUTLETS if not isinstance(o["state_controlled"], bool)]
    assert not [o["id"] for o in OUTLETS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", o["id"])]


def test_outlets_ids_and_domains_are_their_own():
    assert not [i for i, n in Counter(o["id"] for o in OUTLETS).items() if n > 1]
    domains = Counter(d for o in OUTLETS for d in o.get("domains", ()))
    assert not [d for d in domains if not DOMAIN.fullmatch(d) or d.startswith("www.")]
    assert not [d for d, n in domains.items() if n > 1]


def test_agencies_say_how_stories_credit_them():
    assert not [o["name"] for o in OUTLETS if o["kind"] == "agency" and not o.get("credits")]


def test_a_body_stands_in_one_list():
    """What is an organization of its own is not also a body of the same state, nor of many states."""
    owners = {fold(n): o for o in ORGANIZATIONS for n in (o["name"],)}
    doubled = []
    for code, state in STATES.items():
        for body in state["bodies"]:
            other = owners.get(fold(body["name"]))
            if other is not None and other.get("country") in {code, None, *EXTRA_COUNTRIES}:
                doubled.append((code, body["name"]))
    assert not doubled


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("intergovernmental", 150),
        ("groups", 250),
        ("parties", 200),
        ("companies", 100),
        ("movements", 200),
        ("peoples", 90),
    ],
)
def test_the_lists_are_long_enough(what, least):
    assert len(load("registry/organizations")[what]["organizations"]) >= least


def test_outlets_tell_who_controls_them():
    assert len(OUTLETS) >= 300
    assert sum(o["kind"] in {"agency", "state media"} for o in OUTLETS) >= 100
    assert all(o.get("country") for o in OUTLETS if o.get("state_controlled"))


def test_office_holders_reach_back_to_1980():
    """Every state that was there in 1980 and is of some size knows who ruled it then."""
    young = {s for s in STATES if len([1 for o, h in offices(STATES[s]) if str(h.get("start")) < "1985"]) == 0}
    lasting = {"USA", "GBR", "FRA", "DEU", "CHN", "IND", "PAK", "IRN", "IRQ", "ISR", "EGY", "ZAF", "NGA", "BRA", "ARG"}
    assert not young & lasting
