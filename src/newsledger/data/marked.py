"""YAML of a user's own as plain values, each with the line and column where it stands.

Nothing but plain values is made: no tags of programs, no anchors, which could make a short file
endlessly large, and bounds on size and depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from newsledger.data.mistakes import Mistake, of_file

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 20

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = {"str", "int", "float", "bool", "null", "seq", "map", "timestamp"}
_ONE = 1  # marks count from 0, people from 1

# The way to a value: keys of mappings and places in lists.
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands, its letters, and what YAML takes it for: "str", "int", "bool" ..."""

    line: int
    column: int
    raw: str
    kind: str


@dataclass(slots=True)
class Page:
    """A file's value; the marks of its values and of the keys before them; and what is wrong with its YAML."""

    path: Path
    value: Any = None
    values: dict[Loc, Mark] = field(default_factory=dict)
    keys: dict[Loc, Mark] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def at(self, mark: Mark | None, what: str, mend: str) -> Mistake:
        if mark is None:
            return of_file(self.path, what, mend)
        return Mistake(str(self.path), mark.line, mark.column, what, mend)

    def note(self, mark: Mark | None, what: str, mend: str) -> None:
        self.mistakes.append(self.at(mark, what, mend))


def read(path: Path) -> Page:
    """The file's page; one that cannot be parsed has no value and says why."""
    page = Page(path)
    text = _text(page)
    if text is not None and _harmless(page, text):
        tree = yaml.compose(text, Loader=_LOADER)
        page.value = None if tree is None else _value(page, tree, ())
        if tree is None:
            page.note(None, "The file says nothing", "Write its entries, or remove it.")
    return page


def _text(page: Page) -> str | None:
    try:
        raw = page.path.read_bytes()
    except OSError as error:
        page.note(None, f"It cannot be read: {error.strerror}", "Mend its permissions.")
        return None
    if len(raw) > MAX_BYTES:
        page.note(None, f"The file is larger than {MAX_BYTES // 2**20} MB", "Cut it into several.")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = f"0x{raw[error.start]:02x}"
        page.note(Mark(line, column, "", ""), f"Byte {byte} is not UTF-8", "Save the file as UTF-8.")
        return None


def _harmless(page: Page, text: str) -> bool:
    """Whether the text is YAML that may be built: well formed, not too deep, one document, without anchors."""
    before = len(page.mistakes)
    try:
        for number, wrong in enumerate(_unwanted(text)):
            page.note(*wrong)
            if number >= MAX_DEPTH:
                break
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        mark = None if at is None else Mark(at.line + _ONE, at.column + _ONE, "", "")
        told = error.problem or error.context or "it is not well formed"
        page.note(mark, f"This is not YAML: {told}", _hint(text, mark))
    except yaml.YAMLError as error:
        page.note(None, f"This is not YAML: {str(error).splitlines()[0]}", "Remove what is not text.")
    return len(page.mistakes) == before


def _hint(text: str, mark: Mark | None) -> str:
    lines = text.splitlines()
    near = lines[max(mark.line - 2, 0) : mark.line] if mark else lines
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in near):
        return "Indent with spaces; YAML takes no tabs."
    return "Look for a missing bracket, quotation mark, comma or colon here or on the line before."


def _unwanted(text: str) -> Iterator[tuple[Mark, str, str]]:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        start = event.start_mark
        mark = Mark(start.line + _ONE, start.column + _ONE, "", "") if start else Mark(0, 0, "", "")
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            yield mark, "A second document begins here", "Put it into a file of its own."
            return
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield mark, f"Lists and mappings lie more than {MAX_DEPTH} deep", "No form needs that; close them before."
            return
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield mark, "Anchors (&, *) are not read", "Write out what is meant."


def _mark(node: yaml.Node) -> Mark:
    raw = node.value if isinstance(node, yaml.ScalarNode) else ""
    return Mark(node.start_mark.line + _ONE, node.start_mark.column + _ONE, raw, node.tag.rpartition(":")[2])


def _value(page: Page, node: yaml.Node, at: Loc) -> Any:
    mark = page.values[at] = _mark(node)
    if not node.tag.startswith("tag:yaml.org,2002:") or mark.kind not in _PLAIN:
        page.note(mark, f"The tag {node.tag!r} asks for more than plain values", "Leave the tag out.")
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(page, node, at)
    if isinstance(node, yaml.SequenceNode):
        return [_value(page, item, (*at, number)) for number, item in enumerate(node.value)]
    return _scalar(mark)


def _mapping(page: Page, node: yaml.MappingNode, at: Loc) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        mark = _mark(key)
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if mark.kind != "str":
            page.note(
                mark, f"A key is a word, and {name or 'this'} is none to YAML", f'Write "{name}" or another word.'
            )
        if name in found:
            page.note(mark, f"The key {name!r} stands here a second time", "Keep one; the other would be lost.")
        page.keys[(*at, name)] = mark
        found[name] = _value(page, value, (*at, name))
    return found


def _scalar(mark: Mark) -> Any:
    """Words, whole numbers, truth values and nothing; days and other numbers stay as written."""
    if mark.kind == "bool":
        return mark.raw.lower() in {"yes", "true", "on"}
    if mark.kind == "null":
        return None
    return int(mark.raw) if mark.kind == "int" and mark.raw.lstrip("-").isdecimal() else mark.raw
