"""The reference of the registry: what it holds, and the words and codes that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from manual.tables import code, table
from newsledger.data.loading import load

_SHOWN = 8  # names of each file of organizations


def page() -> str:
    return "\n".join([_head(), _kinds(), _roles(), _sectors(), _codes(), _states(), _organizations(), _outlets()])


def _head() -> str:
    return """# Registry

Who the program knows, made from `src/newsledger/data/registry` as the manual was built. Ask for one by name with
`newsledger actor "NAME" --on DAY`, or at [the desk](../desk.md) under Registry. A party that is not in here keeps
the words of the page and the kind `unknown`. To add your own, see [A codebook of your own](../codebook.md); the forms
are in [Knowledge files](knowledge.md).
"""


def _kinds() -> str:
    rows = [("states", len(_of_states())), ("offices", sum(1 for _ in _offices())), ("terms of office", _terms())]
    rows += [(f"organizations: {name}", len(page["organizations"])) for name, page in _bodies()]
    rows += [("outlets and agencies", len(_of_outlets()))]
    return f"## What it holds\n\n{table(('what', 'number'), rows)}"


def _of_states() -> list[dict[str, Any]]:
    return sorted(load("registry/states").values(), key=lambda state: str(state["name"]))


def _bodies() -> list[tuple[str, dict[str, Any]]]:
    return sorted(load("registry/organizations").items())


def _of_outlets() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load("registry/outlets")["registry/outlets"]["outlets"]
    return found


def _offices() -> Iterator[dict[str, Any]]:
    for state in _of_states():
        yield from state.get("offices") or ()
    for _, page in _bodies():
        for body in page["organizations"]:
            yield from body.get("offices") or ()


def _terms() -> int:
    return sum(len(office.get("holders") or ()) for office in _offices())


def _roles() -> str:
    counts = Counter(str(office["role"]) for office in _offices())
    rows = ((role, number) for role, number in sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    return f"## Roles\n\nWhat an office is, whatever it is called in its country.\n\n{table(('role', 'offices'), rows)}"


def _sectors() -> str:
    sectors = load("ontology/sectors")["ontology/sectors"]["sectors"]
    return f"## Sectors\n\n{table(('code', 'meaning'), ((f'`{each}`', told) for each, told in sectors.items()))}"


def _codes() -> str:
    codes = load("ontology/sectors")["ontology/sectors"]["countries"]
    rows = ((f"`{each}`", told) for each, told in codes.items())
    return f"""## Codes in place of a country

States bear their ISO 3166 alpha-3 code. Beside these stand

{table(("code", "meaning"), rows)}"""


def _states() -> str:
    rows = (
        (f"`{state['code']}`", state["name"], state.get("capital") or "-", len(state.get("bodies") or ()),
         len(state.get("offices") or ()), state.get("until") or "-", state.get("successor") or "-")
        for state in _of_states()
    )  # fmt: skip
    heads = ("code", "state", "capital", "bodies", "offices", "until", "successor")
    return f"## States\n\n{table(heads, rows)}"


def _organizations() -> str:
    rows = (
        (name, len({body.get("country") for body in page["organizations"]} - {None}),
         ", ".join(sorted(str(body["name"]) for body in page["organizations"])[:_SHOWN]))
        for name, page in _bodies()
    )  # fmt: skip
    shown = table(("file", "countries", "first names"), rows)
    return f"## Organizations\n\nThe first names of each file, by the alphabet.\n\n{shown}"


def _outlets() -> str:
    outlets = _of_outlets()
    kinds = Counter(str(each["kind"]) for each in outlets)
    agencies = (each for each in outlets if each["kind"] == "agency")
    rows = (
        (each["name"], f"`{each.get('country') or '-'}`", "yes" if each.get("state_controlled") else "no",
         code(each.get("credits") or ()) or "-")
        for each in agencies
    )  # fmt: skip
    counted = table(("kind", "number"), sorted(kinds.items(), key=lambda each: (-each[1], each[0])))
    heads = ("agency", "home", "state-controlled", "credited as")
    return f"## Outlets\n\n{counted}\n## Agencies\n\n{table(heads, rows)}"
