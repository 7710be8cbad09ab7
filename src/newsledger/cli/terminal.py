"""What people see: a console, and text that cannot take it over."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from rich.console import Console
from rich.text import Text

# A pipe has no width; tables in it keep their lines long enough to be read.
_PIPE_WIDTH = 160


def console() -> Console:
    """Standard output for people: as wide as the terminal, in colours where it has them."""
    told = os.environ.get("COLUMNS")
    wide = None if sys.stdout.isatty() or told else _PIPE_WIDTH
    return Console(width=wide, highlight=False, markup=False, emoji=False)


def notes() -> Console:
    """Standard error, for what is said about the output."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


@lru_cache(maxsize=1)
def _controls() -> dict[int, str]:
    codes = [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    return dict.fromkeys(codes, " ")


def plain(text: object) -> str:
    """Text from a page without the characters that steer a terminal or turn its direction."""
    return "" if text is None else str(text).translate(_controls())


def cell(text: object, style: str = "") -> Text:
    return Text(plain(text), style=style)
