"""Bounds on what is read, so that one bad input cannot exhaust the machine; each is a documented setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from newsledger.errors import ReadingError
from newsledger.settings import Limits

# Characters that decide the language and whether bytes are text.
SAMPLE = 2_000
# A page whose sample has more control characters than this is binary.
MAX_CONTROL_SHARE = 0.02

_ELLIPSIS = "…"
# What libraries for broken markup are known to end with; their promise is no more than to try.
_GIVING_UP = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The limits of this process, as its environment sets them."""
    return Limits.from_environment()


def must_hold(what: str, number: int, most: int, of: str) -> None:
    """Raises ReadingError where there are more than ``most`` of something."""
    if number > most:
        raise ReadingError(f"{what} has more than {most:,} {of}", mend="Split it, or leave it out.")


def megabytes(most: int) -> str:
    """A number of bytes as people say it."""
    return f"{most / 2**20:.3g} MB"


def cut(text: str) -> str:
    """A title or name that is too long ends in an ellipsis: nobody reads on, and the page's text keeps the rest."""
    most = limits().title_characters
    return text if len(text) <= most else text[: most - 1].rstrip() + _ELLIPSIS


@contextmanager
def library(what: str, mend: str) -> Iterator[None]:
    """Turns whatever a library that parses other people's markup ends with into a ReadingError."""
    try:
        yield
    except _GIVING_UP as error:
        raise ReadingError(f"{what}: {type(error).__name__}", mend=mend) from error
