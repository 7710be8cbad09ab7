"""Imports spaCy without what this program never asks of it.

With spaCy come its command line, which brings a client of the web and progress bars, and any
framework for training networks that happens to be installed: seconds of a start, and hundreds
of megabytes. Both stay away where the pipeline asks for none, and can be imported later.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution, requires
from types import ModuleType
from typing import Any

_NAME = re.compile(r"[\w.-]*")
# What thinc tries to import, to be ready for networks that are made with it.
_FRAMEWORKS = ("torch", "tensorflow", "mxnet", "cupy")


def is_installed(model: str) -> bool:
    """Whether a package of this name, with hyphens or underscores, is installed."""
    try:
        return bool(distribution(model))
    except (PackageNotFoundError, ValueError):
        return False


def quiet_spacy(model: str) -> Any:
    """The module ``spacy``, with as little beside it as this pipeline needs."""
    apart = {} if _asks_for_more(model) else dict.fromkeys(_FRAMEWORKS)
    with _standing_in({**apart, "spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": _info()}):
        import spacy
    return spacy


def _asks_for_more(model: str) -> bool:
    """Whether the pipeline's package needs others beside spaCy, as those of transformers do."""
    names = (_NAME.match(need) for need in requires(model) or ())
    return any(name is not None and name[0].lower() != "spacy" for name in names)


def _info() -> ModuleType:
    """spaCy's package takes this one function of its command line."""
    made = ModuleType("spacy.cli.info")
    made.info = _described  # type: ignore[attr-defined]
    return made


def _described(*arguments: Any, **named: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **named)


@contextmanager
def _standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Stands these in for modules that nobody has imported yet, and takes them away again."""
    added = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(added)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in added.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
