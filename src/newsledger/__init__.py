"""A ledger of political events read from news pages.

``from newsledger import Ledger, Coder`` gives the two doors to the program; each is
imported on first use, so that importing the package itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsledger.coding import Coder
    from newsledger.ledger import Ledger, Query

__version__ = "0.1.0"
__all__ = ["Coder", "Ledger", "Query", "__version__"]

_HOMES = {"Coder": "newsledger.coding", "Ledger": "newsledger.ledger", "Query": "newsledger.ledger"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
