"""The codebook and the registry as they are in force: the packaged ones, with a user's own laid over them.

A user's own is a folder with ``codebook/`` and ``registry/`` in it, named by the setting ``data``. It is
checked before anything of it is believed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from newsledger import plugins
from newsledger.data import loading
from newsledger.data.merging import laid_over
from newsledger.errors import DataError
from newsledger.settings import Settings

T = TypeVar("T")

NOTHING = "none"
_forgetting: list[Callable[[], None]] = []
_chosen: list[str] = []  # the folders that this process was told to use; else the settings name them


def remembered(make: Callable[[], T]) -> _lru_cache_wrapper[T]:
    """Keeps what is made from the knowledge in force, until other knowledge is."""
    kept = lru_cache(maxsize=1)(make)
    _forgetting.append(kept.cache_clear)
    return kept


@dataclass(frozen=True, slots=True)
class Layer:
    """Pages that lie over the packaged ones, by their path below ``folder``."""

    folder: Path
    pages: dict[str, Any]

    def of(self, concept: str) -> dict[str, Any]:
        """The layer's pages of a concept, named as the packaged ones are."""
        if concept in self.pages:
            return {concept: self.pages[concept]}
        below = f"{concept}/"
        return {path.removeprefix(below): page for path, page in self.pages.items() if path.startswith(below)}


def use(folders: Iterable[str]) -> None:
    """Names the folders of this process in the settings' place, the last above the others."""
    _chosen[:] = [*folders]
    for forget in _forgetting:
        forget()


def folders() -> tuple[str, ...]:
    """The user's own folders in force, the strongest last."""
    named = Settings.from_environment().data
    return tuple(_chosen) or tuple(f for f in named.split(os.pathsep) if f and f != NOTHING)


@remembered
def layers() -> tuple[Layer, ...]:
    """Plug-ins' folders, then the user's own; raises DataError for one of these with mistakes in it."""
    return (*plugged(), *(_layer(Path(folder)) for folder in folders()))


# What of a plug-in's folder counts at each point.
_PARTS = {
    "codebooks": ("codebook/",),
    "registries": ("registry/states/", "registry/organizations/"),
    "outlets": ("registry/outlets",),
}


def plugged() -> Iterator[Layer]:
    """Folders that other distributions bring; one with mistakes in it is set aside."""
    for point, parts in _PARTS.items():
        for each in plugins.loaded(point):
            try:
                layer = _layer(each.made)
            except DataError as error:
                plugins.set_aside(each.plugin, str(error))
                continue
            pages = {path: page for path, page in layer.pages.items() if path.startswith(parts)}
            if pages:
                yield Layer(layer.folder, pages)
            else:
                plugins.set_aside(each.plugin, f"its folder holds no {parts[0].rstrip('/')}")


def _layer(folder: Path) -> Layer:
    # A kept copy is of a folder that was found well by these forms and beside this package.
    return Layer(folder, loading.kept("own", _print(folder), lambda: _well(folder)))


def _print(folder: Path) -> str:
    """Hash of the folder's files with their places, of the forms, and of what the forms look up."""
    here = Path(__file__).parent
    forms = [here / f"{name}.py" for name in ("forms", "checking", "marked")]
    own = sorted(folder.rglob("*.yaml"))
    places = [p.relative_to(folder).as_posix() for p in own]
    return loading.fingerprint([*forms, *loading.files("ontology"), *loading.files("codebook"), *own], places)


def _well(folder: Path) -> dict[str, Any]:
    from newsledger.data.checking import check

    found = check(folder)
    if found.mistakes:
        more = f", and {len(found.mistakes) - 1} more" if len(found.mistakes) > 1 else ""
        raise DataError(
            f"{found.mistakes[0].what}{more}",
            where=found.mistakes[0].place,
            mend=f"{found.mistakes[0].mend} See all: newsledger codebook check {folder}",
        )
    return found.pages


@lru_cache(maxsize=32)
def load(concept: str) -> dict[str, Any]:
    """The pages of a concept in force, by path as ``loading.load`` gives them. Not to be changed."""
    pages = loading.load(concept)
    for layer in layers():
        above = layer.of(concept)
        pages = laid_over(concept, pages, above) if above else pages
    return pages


_forgetting.append(load.cache_clear)


def version() -> str:
    """Hash of what reports are coded by: the packaged codebook and ontology, and all of a user's own."""
    packaged = [*loading.files("codebook"), *loading.files("ontology")]
    return loading.fingerprint(packaged, _prints())


def _prints() -> list[str]:
    return [json.dumps(layer.pages, sort_keys=True) for layer in layers()]


def derived(name: str, concepts: tuple[str, ...], code: tuple[str, ...], make: Callable[[], Any]) -> Any:
    """What code makes from the knowledge in force, kept as ``loading.derived`` keeps it."""
    return loading.derived(name, concepts, code, make, _prints())
