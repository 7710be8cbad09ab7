"""The manual: its menu, its links, and the pages that are made from data."""

import json
import posixpath
import re
import unicodedata
from functools import cache

import pytest
from benchmarks.scorecard import TABLES

from manual import accuracy, codebook, columns, interface, pages, registry
from newsledger.coding.ontology import ontology
from newsledger.columns import COLUMNS
from newsledger.data.loading import load

ALL = {**pages.WRITTEN, **pages.MADE}
FILES = {str(path.relative_to(pages.DOCS)) for path in pages.DOCS.rglob("*") if path.is_file()}


@cache
def anchors(address: str) -> frozenset[str]:
    """The anchors that mkdocs gives a page's headings."""
    text = re.sub(r"^```.*?^```", "", pages.text(address), flags=re.MULTILINE | re.DOTALL)
    return frozenset(slug(head) for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE))


def slug(head: str) -> str:
    plain = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def test_the_menu_names_every_page_once_and_no_other():
    assert sorted(pages.in_nav()) == sorted(ALL), "add the page to the nav of mkdocs.yml"


@pytest.mark.parametrize("address", sorted(ALL))
def test_every_page_has_one_title(address):
    text = re.sub(r"^```.*?^```", "", pages.text(address), flags=re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


@pytest.mark.parametrize("address", sorted(ALL))
def test_links_and_anchors_lead_somewhere_in_the_manual(address):
    text = re.sub(r"^```.*?^```", "", pages.rewritten(address, pages.text(address)), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        goal = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
        assert goal in ALL or goal in FILES, target
        assert not anchor or anchor in anchors(goal), target


def test_links_out_of_the_manual_leave_their_words():
    assert pages.rewritten("index.md", "See [the licence](../LICENSE).") == "See the licence."
    assert (
        pages.rewritten("changelog.md", "See [records](docs/records.md#event).") == "See [records](records.md#event)."
    )
    assert pages.rewritten("howto/ask.md", "[README](../../README.md)") == "[README](../index.md)"


def test_every_picture_of_the_desk_is_on_the_tour():
    shown = {f"screens/{path.name}" for path in (pages.DOCS / "screens").glob("*.png")}
    assert shown == set(re.findall(r"\((screens/[^)]+)\)", pages.text("tour.md")))


# -- pages made from data ---------------------------------------------------------------


def section(text: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found.group(1)


@pytest.mark.parametrize("kind", list(ontology()), ids=lambda kind: kind.value)
def test_every_type_is_told_with_its_modes_words_and_sentences(kind):
    told = section(codebook.page(), kind.value)
    for name, mode in ontology()[kind].modes.items():
        assert re.search(rf"^\| `{name}` \| {mode.score:g} \| `{mode.cameo}` \| .*\*\*.+\*\*", told, re.MULTILINE), name
    words = [word for entry in load("codebook")[kind.value]["entries"] for word in entry.get("verbs", ())]
    assert all(f"<code>{word.replace('|', '&#124;')}</code>" in told for word in words if "'" not in word)
    assert len(re.findall(r"^\| .*\*\*.+\*\*.* \| \S+ \| [a-z]+ \|$", told, re.MULTILINE)) == 3


def test_every_context_and_class_of_words_is_told():
    told = codebook.page()
    assert all(f"| `{name}` |" in told for name in load("ontology/contexts")["ontology/contexts"])
    assert all(f"| `${name}` |" in told for name in load("codebook/classes")["codebook/classes"])


def test_every_state_sector_and_file_of_the_registry_is_told():
    told = registry.page()
    assert all(f"| `{state['code']}` | {state['name']} |" in told for state in load("registry/states").values())
    assert all(f"| `{code}` |" in told for code in load("ontology/sectors")["ontology/sectors"]["sectors"])
    assert all(f"| organizations: {name} |" in told for name in load("registry/organizations"))


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_every_flat_column_is_told_with_its_path(kind):
    told = re.findall(r"^\| `(\w+)` \| `([\w.\[\]]+)` \|", section(columns.page(), kind.capitalize()), re.MULTILINE)
    assert told == [(column.name, column.path) for column in COLUMNS[kind]]


def test_every_scorer_has_its_meaning_told():
    assert sorted(accuracy.meanings()) == sorted(TABLES), "say in manual/meanings.yaml what the table measures"


def test_every_figure_and_floor_of_the_scorecard_is_shown():
    told, card = accuracy.page(), json.loads(accuracy.CARD.read_text(encoding="utf-8"))["figures"]
    floors = json.loads(accuracy.FLOORS.read_text(encoding="utf-8"))
    for name, figures in card.items():
        for what, value in figures.items():
            bound = floors.get(name, {}).get(what)
            row = f"| {what} | {value:g} |" + (f" {accuracy.floor(bound)} |" if bound else "")
            assert row in told, (name, what)


def test_the_known_failures_are_those_of_how_it_decides():
    failures = section(pages.text("how-it-decides.md"), "Known failures")
    assert failures.strip() in accuracy.page()


OPERATIONS = list(interface.operations())


@pytest.mark.parametrize("method, path, told", OPERATIONS, ids=[f"{method} {path}" for method, path, _ in OPERATIONS])
def test_every_operation_of_the_rest_interface_is_told_with_its_parameters(method, path, told):
    shown = section(interface.page(), f"{method} {path}")
    assert told["description"] in shown
    assert re.findall(r"^\| `([\w-]+)`", shown, re.MULTILINE) == [each["name"] for each in told.get("parameters", ())]


def test_every_route_that_the_desk_serves_under_api_is_among_them():
    from newsledger.desk.rest.routes import router

    served = {(method, route.path) for route in router.routes for method in route.methods}
    assert served == {(method, path) for method, path, _ in OPERATIONS}


def test_a_notebook_becomes_a_page_with_its_code():
    told = pages.text("notebooks/events-as-data.md")
    assert told.startswith("# ") and "```python\n" in told
