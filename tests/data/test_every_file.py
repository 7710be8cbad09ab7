"""What holds for every knowledge file that ships, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsledger.data.loading import ROOT

FILES = sorted(ROOT.rglob("*.yaml"))
FOLDERS = sorted({p.parent for p in FILES})


def nodes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if node is None:
        return
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (*nodes(key), *nodes(value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from nodes(value)


def at(path: Path, node: yaml.Node) -> str:
    return f"{path.relative_to(ROOT)}:{node.start_mark.line + 1}"


def twice(path: Path, node: yaml.MappingNode) -> Iterator[str]:
    seen: set[Any] = set()
    for key, _ in node.value:
        if key.value in seen:
            yield f"{at(path, key)} {key.value}"
        seen.add(key.value)


def truths(path: Path, node: yaml.SequenceNode) -> Iterator[str]:
    """Items of a list that YAML takes for true or false: "on", "no", "off", "false" ..."""
    yield from (f"{at(path, v)} {v.value}" for v in node.value if v.tag == "tag:yaml.org,2002:bool")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_say_what_they_seem_to(folder):
    """A key written twice would drop its first value in silence; a bare "on" would become true."""
    faults: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        assert tree is not None, f"{path.name} is empty"
        for node in nodes(tree):
            if isinstance(node, yaml.MappingNode):
                faults += twice(path, node)
            elif isinstance(node, yaml.SequenceNode):
                faults += truths(path, node)
    assert not faults


def test_no_file_is_the_copy_of_another():
    seen: dict[bytes, Path] = {}
    for path in FILES:
        assert seen.setdefault(path.read_bytes(), path) == path
