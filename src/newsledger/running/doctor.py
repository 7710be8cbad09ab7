"""Looks over what a run needs: libraries, knowledge, models, room on the disk, and the ledger."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from newsledger import __version__, plugins
from newsledger.data import loading
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger
from newsledger.records import Record
from newsledger.settings import Settings

# Less than this many bytes free, or than the ledger's own size, and an ingest may not come to its end.
_ROOM = 500 * 2**20


class State(StrEnum):
    WELL = "well"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """What was looked at, how it is, and what helps where it is not well."""

    what: str
    state: State
    told: str
    mend: str = ""


def _now() -> datetime:
    return datetime.now(UTC)


def examine(where: str, settings: Settings, now: Callable[[], datetime] = _now) -> Iterator[Finding]:
    """Everything that a run with this ledger and these settings would need, in the order in which it needs it."""
    yield Finding("newsledger", State.WELL, f"{__version__} on Python {platform.python_version()}")
    yield from _libraries()
    yield _guarded("pipeline", lambda: _pipeline(settings.model), "Install one, or name another with --model.")
    for name, look in (("codebook", _codebook), ("registry", _registry), ("gazetteer", _gazetteer), ("head", _head)):
        yield _guarded(name, look, "Install the package again.")
    yield _plugins()
    yield _cache()
    yield from examine_ledger(where, settings, now)


def _libraries() -> Iterator[Finding]:
    """Required libraries that are missing or of another version; optional groups that are there."""
    required = [Requirement(each) for each in requires("newsledger") or ()]
    wrong = [told for each in required if _asked(each, "") and (told := _wrong(each))]
    if wrong:
        yield Finding("libraries", State.FAULT, "; ".join(wrong), "Install them: pip install newsledger")
    else:
        number = sum(_asked(each, "") for each in required)
        yield Finding("libraries", State.WELL, f"all {number} are there")
    there = [extra for extra in _extras(required) if not any(_wrong(e) for e in required if _only(e, extra))]
    yield Finding("extras", State.WELL, ", ".join(there) or "none installed")


def _asked(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _only(requirement: Requirement, extra: str) -> bool:
    return _asked(requirement, extra) and not _asked(requirement, "")


def _extras(required: list[Requirement]) -> list[str]:
    names = ("frames", "plot", "followthemoney", "postgres")
    return [name for name in names if any(_only(each, name) for each in required)]


def _wrong(requirement: Requirement) -> str:
    """What is wrong with an installed library; empty where nothing is."""
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is missing"
    return "" if requirement.specifier.contains(found, prereleases=True) else f"{requirement.name} is {found}"


def _guarded(name: str, look: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(name, State.WELL, look())
    except NewsledgerError as error:
        return Finding(name, State.FAULT, error.what, error.mend or mend)
    except (OSError, ValueError, KeyError) as error:
        return Finding(name, State.FAULT, f"it cannot be read: {error}", mend)


def _pipeline(model: str) -> str:
    from newsledger.language import pipeline

    return pipeline(model).version


def _codebook() -> str:
    from newsledger.coding.codebook import codebook

    found = codebook()
    return f"{sum(len(each) for each in (*found.verbs.values(), *found.nouns.values()))} patterns, {found.version}"


def _registry() -> str:
    from newsledger.actors import Registry

    return f"{len(Registry.default().entities)} who are known"


def _gazetteer() -> str:
    from newsledger.places import Gazetteer

    found = Gazetteer.default().candidates("Paris")
    if not found:
        raise NewsledgerError("It knows no Paris", mend="Build it again: python -m newsledger.places.build")
    return "it opens and answers"


def _head() -> str:
    from newsledger.coding.head import Head, head_is_there

    if not head_is_there():
        raise NewsledgerError(
            "The learned head's weights are not there", mend="Without them, the codebook codes alone."
        )
    Head.default()
    return "its weights load"


def _plugins() -> Finding:
    """Plug-ins that are in use, and those that were set aside."""
    from newsledger.running.plugged import every

    found = every()
    aside = [str(each) for each in found if each.state is plugins.State.ASIDE]
    if aside:
        return Finding("plug-ins", State.NOTE, f"set aside: {'; '.join(aside)}", "See why: newsledger plugins")
    return Finding("plug-ins", State.WELL, ", ".join(map(str, found)) or "none installed")


def _cache() -> Finding:
    """Whether compiled knowledge can be kept; without it every start takes seconds longer."""
    folder = loading.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            return Finding("cache", State.WELL, str(folder))
    except OSError as error:
        mend = "Every start compiles the knowledge anew, which takes seconds; make the folder writable."
        return Finding("cache", State.NOTE, f"{folder} cannot be written: {error.strerror}", mend)


def examine_ledger(where: str, settings: Settings, now: Callable[[], datetime] = _now) -> Iterator[Finding]:
    """The disk beside the ledger, and the ledger."""
    path = Path(where)
    if "://" not in where:
        yield _room(path)
        if not path.exists():
            yield Finding("ledger", State.NOTE, f"there is none at {where} yet", "newsledger ingest PAGES makes it.")
            return
        if not os.access(path, os.W_OK):
            yield Finding("ledger", State.NOTE, f"{where} can be read and not written", "Mend its permissions.")
    try:
        with Ledger.open(where, create=False, busy_seconds=settings.busy_seconds) as opened:
            yield from _opened(opened, now())
    except NewsledgerError as error:
        yield Finding("ledger", State.FAULT, error.what, error.mend)


def _room(path: Path) -> Finding:
    folder = path.parent if path.parent.is_dir() else Path()
    free = shutil.disk_usage(folder).free
    needed = max(_ROOM, path.stat().st_size if path.exists() else 0)
    told = f"{free // 2**20} MB free beside the ledger"
    return Finding("disk", State.WELL if free >= needed else State.NOTE, told, "" if free >= needed else "Make room.")


def _opened(ledger: Ledger, now: datetime) -> Iterator[Finding]:
    counts = ", ".join(f"{number} {name}" for name, number in ledger.counts().items())
    yield Finding("ledger", State.WELL, counts)
    faults = [fault.what for fault in ledger.verify(("file", "references"))]
    mend = "See all: newsledger verify. Go back to a backup, or ingest into a new ledger."
    yield Finding("integrity", State.FAULT, faults[0], mend) if faults else Finding("integrity", State.WELL, "whole")
    runs = ledger.runs()
    if runs and runs[0].finished is None:
        yield Finding("last run", State.NOTE, "it did not come to its end", "The same ingest goes on where it stopped.")
    if any(run.started > now for run in runs):
        # Nothing rests on the clock but these stamps.
        yield Finding("clock", State.NOTE, "a run began later than now", "Set the clock; runs go by their numbers.")
