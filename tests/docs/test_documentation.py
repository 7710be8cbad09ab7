"""The documentation names every field, command, option and setting there is."""

import dataclasses
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click
import pytest
import typer

from manual.pages import MADE
from newsledger import records
from newsledger.cli import app
from newsledger.desk.pages import ROUTES
from newsledger.exporting.formats import FORMATS
from newsledger.settings import LIMIT, PREFIX, Limits, Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DATA = ROOT / "src" / "newsledger" / "data"


def section(page: str, title: str, level: int) -> str:
    """The text under a heading, up to the next one of its level or above."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(
        rf"^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/{page} has no section {title!r}"
    return found.group(1)


RECORDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ != "Coded"
]


def _options(command: click.Command) -> list[click.Parameter]:
    """A command's options, and those of its own commands where it has any."""
    below = getattr(command, "commands", {}).values()
    return [*(p for p in command.params if p.param_type_name == "option"), *(o for c in below for o in _options(c))]


COMMANDS: dict[str, click.Command] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_every_field_of_a_record_is_documented_and_no_other(kind):
    told = re.findall(r"^\| `(\w+)` \|", section("records.md", kind.__name__, 2), re.MULTILINE)
    assert told == [field.name for field in dataclasses.fields(kind)]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented(name):
    told = section("commands.md", name, 3)
    options = _options(COMMANDS[name])
    long = [word for option in options for word in option.opts if word.startswith("--") and word != "--help"]
    missing = [word for word in long if not re.search(rf"{word}(?![\w-])", told)]
    assert not missing


def _arguments(command: click.Command) -> list[click.Parameter]:
    below = getattr(command, "commands", {}).values()
    return [*(p for p in command.params if p.param_type_name == "argument"), *(a for c in below for a in _arguments(c))]


@pytest.mark.parametrize("name", sorted(name for name in COMMANDS if _arguments(COMMANDS[name])))
def test_a_command_is_shown_with_its_arguments(name):
    told = section("commands.md", name, 3)
    shown = re.findall(rf"newsledger {name}((?: (?:\"[^\"]+\"|[^-`\s]\S*))+)", told)
    needed = sum(argument.required for argument in _arguments(COMMANDS[name]) if argument.required)
    assert max(len(re.findall(r"\"[^\"]+\"|\S+", words)) for words in shown) >= max(1, needed)


WORDS = [kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]


@pytest.mark.parametrize("kind", [k for k in WORDS if k is not records.EventType], ids=lambda k: k.__name__)
def test_every_word_that_a_field_can_hold_is_documented(kind):
    told = (DOCS / "records.md").read_text(encoding="utf-8")
    assert not [word.value for word in kind if not re.search(rf"(?<![\w-]){re.escape(word.value)}(?![\w-])", told)]


def test_every_form_of_export_is_listed_and_explained():
    listed = section("commands.md", "export", 3)
    explained = (DOCS / "exports.md").read_text(encoding="utf-8").lower()
    assert all(f"`{name}`" in listed and name in explained for name in FORMATS)


def test_every_screen_of_the_desk_is_documented_with_its_address():
    told = (DOCS / "desk.md").read_text(encoding="utf-8")
    screens = {route.path.split("/")[1].split(".")[0] for route in ROUTES} - {"", "sign-out"}
    assert not [name for name in sorted(screens) if not re.search(rf"`/{name}[`/]", told)]


def test_every_make_target_is_documented():
    made = re.findall(r"^([a-z-]+):.*?##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert not [name for name in made if f"`make {name}`" not in told and name != "help"]


def test_the_two_commands_of_the_readme_are_targets_of_make():
    told = section("../README.md", "Two commands", 2)
    assert re.findall(r"^    make (\w+) ", told, re.MULTILINE) == ["demo", "test"]
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{name}:", made, re.MULTILINE) for name in ("demo", "test"))


def test_no_command_is_documented_that_is_not_there():
    told = re.findall(r"^### (\w+)$", (DOCS / "commands.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


_SETTING = re.compile(r"^\| `(\w+)` \| `(\w+)` \| `([^`]+)` \|", re.MULTILINE)


@pytest.mark.parametrize(("kind", "prefix"), [(Settings, PREFIX), (Limits, LIMIT)], ids=["settings", "limits"])
def test_every_setting_is_documented_with_its_variable_and_default(kind, prefix):
    above, below = (DOCS / "settings.md").read_text(encoding="utf-8").split("## Limits")
    told = _SETTING.findall(below if kind is Limits else above)
    assert sorted(told) == sorted((f.name, prefix + f.name.upper(), str(f.default)) for f in dataclasses.fields(kind))


def test_every_folder_of_knowledge_has_its_form_described():
    told = (DATA / "README.md").read_text(encoding="utf-8")
    folders = {path.relative_to(DATA).parts[0] for path in DATA.rglob("*.yaml")} - {"zones.yaml"}
    assert all(f"## {name}" in told for name in folders), folders
    assert "## zones.yaml" in told


def _pages() -> Iterator[Path]:
    yield from (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md"))
    yield from sorted(DOCS.rglob("*.md"))
    yield DATA / "README.md"


@pytest.mark.parametrize("page", list(_pages()), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path) if path else page
        if goal.is_relative_to(DOCS) and os.path.relpath(goal, DOCS) in MADE:
            continue  # made when the manual is built; its links are looked at there
        assert goal.exists(), target
        if anchor:
            heads = {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in _headings(goal)}
            assert anchor in heads, target


@pytest.mark.parametrize("page", list(_pages()), ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_shown_are_commands_there_are(page):
    text = page.read_text(encoding="utf-8")
    code = [
        *re.findall(r"^```(?:console|sh)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL),
        *re.findall(r"`([^`\n]+)`", text),
    ]
    code += re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)
    for name, rest in re.findall(r"^(?:\$ |.*\| |.*\$\()?newsledger ([a-z]+)(.*)", "\n".join(code), re.MULTILINE):
        rest = rest.split(" | ")[0]
        assert name in COMMANDS, name
        options = {word for param in _options(COMMANDS[name]) for word in (*param.opts, *param.secondary_opts)}
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", rest)) <= options | {"--help"}, rest


def _headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
