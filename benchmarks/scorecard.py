"""``python -m benchmarks.scorecard [NAME ...]``: runs the scorers and writes scorecard.json.

Floors stand in floors.json: a figure below its floor (or above, where ``most`` is given)
fails the run. Without the gold sets the run says so and passes by; the project's own sets
are always there.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import (
    cost,
    false_events,
    gold,
    linking_growth,
    linking_order,
    linking_own,
    own,
    registry,
    speed,
    when_where,
    zones,
)
from benchmarks.event_location import table as event_location
from benchmarks.shared import ROOT, SHARED

CARD = ROOT / "benchmarks" / "scorecard.json"
FLOORS = ROOT / "benchmarks" / "floors.json"
TABLES: dict[str, Callable[[Path], dict[str, float]]] = {
    "seeds": gold.seeds,
    "plover_gsr": gold.plover_gsr,
    "plover_pairs": gold.plover_pairs,
    "own_kept_back": own.table,
    "polnear_train_200": gold.polnear,
    "meantime_times": when_where.meantime_times,
    "geovirus": when_where.geovirus,
    "lgl": when_where.lgl,
    "event_location": event_location,
    "fivew1h": when_where.fivew1h,
    "muc34": when_where.muc34,
    "ecbplus_linking": gold.ecbplus,
    "meantime_linking": gold.meantime_linking,
    "own_linking": linking_own.table,
    "registry": registry.table,
    "linking_order": linking_order.table,
    "linking_growth": linking_growth.table,
    "leaders_factbook": gold.leaders_factbook,
    "leaders_reign": gold.leaders_reign,
    "false_events": false_events.table,
    "zones": zones.table,
    "cost_of_attribution": cost.table,
    "volume": speed.volume,
}
# Tables over sets that the checkout holds itself.
OWN = frozenset(
    {"false_events", "own_kept_back", "own_linking", "linking_order", "linking_growth", "registry", "zones"}
)


def breaches(card: dict[str, dict[str, float]], floors: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Figures on the wrong side of their floors, in words."""
    found = []
    for name, pinned in floors.items():
        for what, bound in pinned.items():
            value = card.get(name, {}).get(what)
            if value is None:
                continue
            if value < bound.get("least", float("-inf")) or value > bound.get("most", float("inf")):
                found.append(f"{name}: {what} is {value}, pinned {bound}")
    return found


def run(names: list[str]) -> dict[str, dict[str, float]]:
    console, card = Console(), {}
    for name in names:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as work:
            card[name] = TABLES[name](Path(work))
        table = Table(title=f"{name} ({time.perf_counter() - start:.0f} s)", show_header=False, title_justify="left")
        for what, value in card[name].items():
            table.add_row(what, f"{value:g}")
        console.print(table)
    return card


def write(card: dict[str, dict[str, float]]) -> None:
    held = json.loads(CARD.read_text(encoding="utf-8"))["figures"] if CARD.exists() else {}
    machine = {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()}
    CARD.write_text(json.dumps({"machine": machine, "figures": {**held, **card}}, indent=1) + "\n", encoding="utf-8")


def main(argv: list[str]) -> int:
    unknown = set(argv) - set(TABLES)
    if unknown:
        print(f"No such table: {', '.join(sorted(unknown))}. There are: {', '.join(TABLES)}.")
        return 2
    names = argv or list(TABLES)
    if not SHARED.exists():
        names = [name for name in names if name in OWN]
        print(f"The gold sets are not here ({SHARED.name} beside the checkout); only our own are measured.")
    card = run(names)
    write(card)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = breaches(card, floors)
    print("\n".join(found) or "Every pinned floor holds.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
