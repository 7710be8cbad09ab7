"""Small distributions as an installer would leave them: modules and a dist-info folder on the path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from making.folders import write


def install(site: Path, name: str, points: Mapping[str, str], files: Mapping[str, str], version: str = "1.0") -> None:
    """``points`` are entry points such as "readers/minutes": "lakes.reading:Minutes"."""
    groups: dict[str, list[str]] = {}
    for point, leads_to in points.items():
        group, _, entry = point.partition("/")
        groups.setdefault(group, []).append(f"{entry} = {leads_to}")
    told = "\n".join(f"[newsledger.{group}]\n" + "\n".join(lines) for group, lines in groups.items())
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    write(site, {**files, f"{info}/METADATA": metadata, f"{info}/entry_points.txt": told})
