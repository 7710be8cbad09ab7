"""Notebooks as pages: their words, their code, and what they printed when they were run last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def page(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    note = f"This page is the notebook [{path.name}]({path.name}), as it is kept.\n"
    return "\n".join([*(part for cell in cells for part in _cell(cell)), note])


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source + "\n"
    elif source.strip():
        yield f"```python\n{source}\n```\n"
        yield from (f"```text\n{text}\n```\n" for text in _printed(cell.get("outputs", ())))


def _printed(outputs: Any) -> Iterator[str]:
    """Plain text of what a cell gave."""
    for each in outputs:
        text = "".join(each.get("text") or each.get("data", {}).get("text/plain") or "").strip()
        if text:
            yield text
