"""The accuracy page: the scorecard with what each figure means, the floors, and the known failures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from manual.tables import table

ROOT = Path(__file__).resolve().parents[1]
CARD = ROOT / "benchmarks" / "scorecard.json"
FLOORS = ROOT / "benchmarks" / "floors.json"
_MEANINGS = Path(__file__).with_name("meanings.yaml")

Floors = dict[str, dict[str, float]]


def meanings() -> dict[str, dict[str, str]]:
    """What each table of the scorecard measures, by its name."""
    told: dict[str, dict[str, str]] = yaml.safe_load(_MEANINGS.read_text(encoding="utf-8"))
    return told


def page() -> str:
    card, floors = (json.loads(path.read_text(encoding="utf-8")) for path in (CARD, FLOORS))
    figures: dict[str, dict[str, float]] = card["figures"]
    told = [_table(name, said, figures[name], floors.get(name, {})) for name, said in _told(figures)]
    return "\n".join([_head(card["machine"]), *told, _unmeasured(figures), _failures()])


def _told(figures: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Tables that have figures; one that nobody has explained yet stands under its name."""
    known = meanings()
    new = {name: {"title": name, "set": "", "says": ""} for name in sorted(set(figures) - set(known))}
    return [(name, said) for name, said in {**known, **new}.items() if name in figures]


def _head(machine: dict[str, str]) -> str:
    return f"""# Accuracy

The latest figures of `make bench`, made from `benchmarks/scorecard.json` as the manual was built. They were
measured with Python {machine["python"]} on {machine["system"]}, {machine["processor"]}. Where nothing else is
said, a figure is a share between 0 and 1. **Floors** are pinned in `benchmarks/floors.json`: a figure on
the wrong side of its floor fails the run.

How far to trust them: sets of our own were written by people who know how the program works, and pages that the
coder was developed on tell how it does on what it has seen. The nearest to your pages are the sets of other people. The
surest way to know is a hundred sentences of your own, judged by you (`newsledger judge`).
"""


def _table(name: str, said: dict[str, str], figures: dict[str, float], floors: Floors) -> str:
    rows = ((what, f"{value:g}", floor(floors.get(what))) for what, value in figures.items())
    heads = ("figure", "value", "floor") if floors else ("figure", "value")
    shown = table(heads, (row[: len(heads)] for row in rows))
    told = "\n\n".join(part for part in (said["set"] and f"*{said['set']}*", said["says"]) if part)
    return f"## {said['title']}\n\n{told}\n\n{shown}\nTable `{name}` of the scorecard.\n"


def floor(bound: dict[str, float] | None) -> str:
    if not bound:
        return "-"
    return ", ".join(f"at {side} {value:g}" for side, value in bound.items())


def _unmeasured(figures: dict[str, Any]) -> str:
    left = [f"- {said['title']} (`{name}`)" for name, said in meanings().items() if name not in figures]
    if not left:
        return ""
    return "## Not in this scorecard\n\nTables that have a scorer and no figure in it yet.\n\n" + "\n".join(left) + "\n"


def _failures() -> str:
    """The section of the page that tells how it decides, under its own heading."""
    text = (ROOT / "docs" / "how-it-decides.md").read_text(encoding="utf-8")
    found = re.search(r"^## Known failures\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, "docs/how-it-decides.md has no section on known failures"
    return f"## Known failures\n{found.group(1)}"
