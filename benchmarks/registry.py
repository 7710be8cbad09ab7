"""What the registry holds, counted, with the numbers that were asked of it as floors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsledger.actors.names import fold
from newsledger.data.loading import load

Rows = list[dict[str, Any]]
# Before this year begins the part of the registry that older archives need.
_OLDER = "2000"


def _organizations() -> dict[str, Rows]:
    return {name: page["organizations"] for name, page in load("registry/organizations").items()}


def _holders(owners: Rows) -> Iterator[dict[str, Any]]:
    for owner in owners:
        for office in owner.get("offices") or ():
            yield from office.get("holders") or ()


def doubled(states: Rows, organizations: Rows) -> int:
    """Bodies of a state that the lists of organizations hold as well, for that state or for many."""
    held = {(fold(o["name"]), o.get("country")) for o in organizations}
    many = {name for name, country in held if country is None or country in {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC"}}
    bodies = ((s["code"], fold(b["name"])) for s in states for b in s.get("bodies") or ())
    return sum((name, code) in held or name in many for code, name in bodies)


def counts(states: Rows, lists: dict[str, Rows], outlets: Rows) -> dict[str, float]:
    everyone = [o for rows in lists.values() for o in rows]
    holders = list(_holders([*states, *everyone]))
    kinds = Counter(o.get("kind") for o in outlets)
    return {
        "states": len(states),
        "names of offices": sum(len(s.get("offices") or ()) for s in [*states, *everyone]),
        "terms of office": len(holders),
        "terms that began before 2000": sum(str(h.get("start") or "9999") < _OLDER for h in holders),
        "people": len({h["name"] for h in holders}),
        "intergovernmental bodies": len(lists["intergovernmental"]),
        "armed groups": sum(o.get("kind") == "group" for o in everyone),
        "parties": len(lists["parties"]) + sum("PTY" in b["sectors"] for s in states for b in s.get("bodies") or ()),
        "outlets": len(outlets),
        "agencies and state media": kinds["agency"] + kinds["state media"],
        "companies": len(lists["companies"]),
        "movements, unions, churches, NGOs": len(lists["movements"]),
        "peoples": len(lists["peoples"]),
        "bodies held twice": doubled(states, everyone),
    }


def table(work: Path) -> dict[str, float]:
    states = list(load("registry/states").values())
    return counts(states, _organizations(), load("registry/outlets")["registry/outlets"]["outlets"])


if __name__ == "__main__":
    for name, value in table(Path()).items():
        print(f"{name}: {value:g}")
