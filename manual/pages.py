"""Which pages the manual has beside those in docs/, and where a link within the checkout leads in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from manual import accuracy, codebook, columns, interface, notebooks, registry

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CONFIG = ROOT / "mkdocs.yml"

# Pages that the checkout keeps elsewhere, by their place in it.
BORROWED = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "samples/README.md": "samples.md",
    "src/newsledger/data/README.md": "reference/knowledge.md",
}
_HOME = {"README.md": "index.md", "docs": "index.md"}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def _read(path: Path) -> Callable[[], str]:
    return lambda: path.read_text(encoding="utf-8")


def _noted(path: Path) -> Callable[[], str]:
    return lambda: notebooks.page(path)


# What gives the text of a page that is not in docs/, by its address in the manual.
MADE: dict[str, Callable[[], str]] = {
    "accuracy.md": accuracy.page,
    "reference/codebook.md": codebook.page,
    "reference/columns.md": columns.page,
    "reference/registry.md": registry.page,
    "reference/rest.md": interface.page,
    **{f"notebooks/{path.stem}.md": _noted(path) for path in sorted((DOCS / "notebooks").glob("*.ipynb"))},
    **{to: _read(ROOT / at) for at, to in BORROWED.items()},
}
WRITTEN = {str(path.relative_to(DOCS)): _read(path) for path in sorted(DOCS.rglob("*.md"))}


@cache
def text(address: str) -> str:
    """What the page says, before its links are mended."""
    return {**WRITTEN, **MADE}[address]()


def in_nav() -> list[str]:
    """The addresses that the menu names, in its order."""
    return list(_leaves(yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["nav"]))


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
        return
    for below in nav.values() if isinstance(nav, dict) else nav:
        yield from _leaves(below)


def rewritten(address: str, text: str) -> str:
    """The page with links that hold in the manual: to other pages where it has them, else only their words."""
    return _LINK.sub(lambda link: _led(address, *link.groups()), text)


def _led(address: str, picture: str, words: str, target: str) -> str:
    if target.startswith(("http:", "https:", "mailto:", "#")):
        return f"{picture}[{words}]({target})"
    path, _, anchor = target.partition("#")
    goal = _goal(address, path)
    if goal is None:
        return words
    relative = posixpath.relpath(goal, posixpath.dirname(address) or ".")
    return f"{picture}[{words}]({relative}{'#' + anchor if anchor else ''})"


def _goal(address: str, path: str) -> str | None:
    """The address in the manual of what a link leads to, whether it was written for the manual or the checkout."""
    home = {to: at for at, to in BORROWED.items()}.get(address)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(home or f"docs/{address}"), path))
    known = BORROWED.get(place) or _HOME.get(place)
    if known or not place.startswith("docs/"):
        return known
    goal = place.removeprefix("docs/")
    if goal.endswith(".ipynb") and f"{goal.removesuffix('.ipynb')}.md" != address:
        return f"{goal.removesuffix('.ipynb')}.md"
    return goal
