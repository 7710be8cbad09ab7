"""Markdown tables and lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(each) for each in line) + " |" for line in lines) + "\n"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def code(words: Iterable[object]) -> str:
    """The words as code, with commas between; a bar in one would end the cell of a table."""
    return ", ".join(f"<code>{escape(str(word)).replace('|', '&#124;')}</code>" for word in words)
