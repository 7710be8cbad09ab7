"""Plug-ins: what other distributions add through entry points, found, checked and kept apart.

A plug-in that cannot be loaded, or that fails at its work, is reported with its distribution and set
aside; the rest goes on. Nothing is imported before it is needed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint, distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from newsledger.errors import NewsledgerError
from newsledger.records import Record
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.exporting.source import Source
    from newsledger.ledger import Ledger
    from newsledger.records import Coded, CoderVersion, Document

_LOG = logging.getLogger(__name__)
_PREFIX = "newsledger."


class Reader(Protocol):
    """Turns files of other kinds into rows, as JSON Lines have them: ``text``, ``title``, ``date``, ``url`` ..."""

    @property
    def endings(self) -> Collection[str]:
        """The endings of files that it reads, such as ".docx", in lower case."""
        ...

    def read(self, stream: BinaryIO, source: str, /) -> Iterable[Mapping[str, Any]]:
        """A row for each page in the file; ``source`` is its path, to be told in errors."""
        ...


class Codes(Protocol):
    """Codes documents; with several workers it is made anew in each."""

    @property
    def version(self) -> CoderVersion: ...

    def code_many(self, documents: Iterable[Document], /) -> Iterator[Coded]:
        """One result a document, in order."""
        ...


MakesCoder = Callable[[str], Codes]  # from the name of the spaCy pipeline
Exporter = Callable[["Source", BinaryIO], int]  # writes events, gives the number of units written
Linker = Callable[["Ledger"], object]  # finds the events of all reports and writes them
Folder = str | Path | Callable[[], str | Path]  # one laid out as a user's own


class State(StrEnum):
    READY = "ready"
    OFF = "off"
    ASIDE = "set aside"


class PluginError(NewsledgerError):
    """A plug-in that cannot be used, or that failed at its work."""


# What a plug-in of each point is, and how one is told from something else.
POINTS: Mapping[str, str] = {
    "readers": "an object with endings and read",
    "codebooks": "a folder",
    "registries": "a folder",
    "outlets": "a folder",
    "linkers": "a callable",
    "exporters": "a callable",
    "coders": "a callable",
}
FOLDERS = ("codebooks", "registries", "outlets")


@dataclass(frozen=True, slots=True)
class Plugin(Record):
    """A plug-in as it is listed."""

    point: str
    name: str
    distribution: str
    version: str
    state: State = State.READY
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.name} of {self.distribution} {self.version} ({_PREFIX}{self.point})"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plug-in that is ready, with what its entry point leads to."""

    plugin: Plugin
    made: Any


_aside: dict[Plugin, str] = {}


def set_aside(plugin: Plugin, reason: str) -> None:
    """Leaves the plug-in out of this process, and says so once."""
    if plugin not in _aside:
        _aside[plugin] = reason
        _LOG.warning("The plug-in %s is set aside: %s", plugin, reason)


def forget() -> None:
    """Looks for plug-ins anew: for tests, and for programs that install some while they run."""
    _aside.clear()
    _found.cache_clear()
    _made.cache_clear()


@lru_cache(maxsize=1)
def _found() -> tuple[tuple[Plugin, EntryPoint], ...]:
    """Every entry point of ours, by point, name and distribution; the order decides who keeps a name."""
    held = {plugin: entry for dist in distributions() for plugin, entry in _of(dist)}
    return tuple(sorted(held.items(), key=lambda pair: (pair[0].point, pair[0].name, pair[0].distribution)))


def _of(dist: Distribution) -> Iterator[tuple[Plugin, EntryPoint]]:
    for entry in dist.entry_points:
        point = entry.group.removeprefix(_PREFIX)
        if entry.group.startswith(_PREFIX) and point in POINTS:
            yield Plugin(point, entry.name, dist.name, dist.version), entry


def _wanted(plugin: Plugin) -> bool:
    """Whether the setting ``plugins`` lets it be used: all, none, or distributions by name."""
    told = Settings.from_environment().plugins
    return told == "all" or plugin.distribution in {name.strip() for name in told.split(",")}


def loaded(point: str, taken: Collection[str] = ()) -> tuple[Loaded, ...]:
    """The plug-ins of a point that are ready, by name; ``taken`` are names that the program itself has."""
    ready: dict[str, Loaded] = {}
    for plugin, entry in _found():
        if plugin.point != point or not _wanted(plugin) or plugin in _aside:
            continue
        if plugin.name in taken or plugin.name in ready:
            whose = ready[plugin.name].plugin.distribution if plugin.name in ready else "the program itself"
            set_aside(plugin, f"the name {plugin.name!r} is taken by {whose}")
        elif (made := _made(plugin, entry)) is not None:
            ready[plugin.name] = made
    return tuple(ready.values())


@lru_cache(maxsize=256)
def _made(plugin: Plugin, entry: EntryPoint) -> Loaded | None:
    """What the entry point leads to, if it is what the point asks for."""
    try:
        with guarded(plugin, "cannot be loaded"):
            made = _resolved(plugin.point, entry.load())
    except PluginError as error:
        set_aside(plugin, error.what)
        return None
    if _fits(plugin.point, made):
        return Loaded(plugin, made)
    set_aside(plugin, f"{entry.value} is not {POINTS[plugin.point]}")
    return None


def _resolved(point: str, made: Any) -> Any:
    """A folder may be named by a function; a reader given as a class is made."""
    if point in FOLDERS:
        return Path(made() if callable(made) else made)
    return made() if point == "readers" and isinstance(made, type) else made


def _fits(point: str, made: Any) -> bool:
    if point in FOLDERS:
        return bool(made.is_dir())
    if point == "readers":
        return callable(getattr(made, "read", None)) and not isinstance(getattr(made, "endings", ""), str)
    return callable(made)


@contextmanager
def guarded(plugin: Plugin, failing: str = "failed") -> Iterator[None]:
    """Whatever goes wrong in code of others becomes a PluginError that names its distribution."""
    try:
        yield
    except NewsledgerError:
        raise
    # The code is not ours: no list of the errors that it may raise would be whole.
    except Exception as error:
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise PluginError(
            f"The plug-in {plugin} {failing}: {told}",
            mend="Tell its makers, or leave it out with NEWSLEDGER_PLUGINS.",
        ) from error


def one(point: str, name: str, taken: Collection[str] = ()) -> Loaded:
    """The plug-in of this name; raises PluginError with those there are, or with why this one is set aside."""
    ready = loaded(point, taken)
    found = next((each for each in ready if each.plugin.name == name), None)
    if found is not None:
        return found
    aside = next((f"{p}: {why}" for p, why in _aside.items() if (p.point, p.name) == (point, name)), "")
    if aside:
        raise PluginError(f"The plug-in is set aside: {aside}", mend="See: newsledger plugins")
    names = ", ".join((*taken, *(each.plugin.name for each in ready)))
    raise PluginError(f"There is no {name!r} among the {point}", mend=f"Choose from {names or 'none'}.")


def listed() -> tuple[Plugin, ...]:
    """Every plug-in with its state, after those of the points that were asked for have been loaded."""
    return tuple(_stated(plugin) for plugin, _ in _found())


def _stated(plugin: Plugin) -> Plugin:
    state = State.ASIDE if plugin in _aside else State.READY if _wanted(plugin) else State.OFF
    parts = plugin.point, plugin.name, plugin.distribution, plugin.version
    return Plugin(*parts, state, _aside.get(plugin, ""))
