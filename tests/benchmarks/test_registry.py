"""Counts of the registry, on an invented one and on the one that ships."""

from pathlib import Path

from benchmarks import registry

STATES = [
    {
        "code": "RUR",
        "bodies": [{"name": "Black Riders", "sectors": ["REB"]}, {"name": "People's Party", "sectors": ["PTY"]}],
        "offices": [
            {"office": "King", "holders": [{"name": "Rudolf", "start": 1990}, {"name": "Flavia", "start": 2005}]}
        ],
    }
]
LISTS = {
    "intergovernmental": [{"name": "Zenda League", "country": "IGO"}],
    "groups": [{"name": "Black Riders", "country": "RUR", "kind": "group"}],
    "parties": [],
    "companies": [],
    "movements": [],
    "peoples": [],
}


def test_what_is_counted() -> None:
    found = registry.counts(STATES, LISTS, [{"name": "Courier", "kind": "agency"}])
    assert (found["terms of office"], found["terms that began before 2000"], found["people"]) == (2, 1, 2)
    assert (found["parties"], found["armed groups"], found["agencies and state media"]) == (1, 1, 1)


def test_a_body_in_two_lists_is_counted_as_doubled() -> None:
    assert registry.doubled(STATES, LISTS["groups"]) == 1
    assert registry.doubled(STATES, []) == 0


def test_the_registry_that_ships_is_of_the_size_asked_for(tmp_path: Path) -> None:
    found = registry.table(tmp_path)
    assert found["intergovernmental bodies"] >= 150
    assert found["armed groups"] >= 250
    assert found["bodies held twice"] == 0
