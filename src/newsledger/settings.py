"""Every setting, typed and documented; each can be given as NEWSLEDGER_<NAME> in the environment.

A plain dataclass, so that starting the command line stays quick.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from newsledger.errors import NewsledgerError

PREFIX = "NEWSLEDGER_"


class SettingsError(NewsledgerError):
    """A setting whose value cannot be used."""


def _setting(default: Any, doc: str, least: int | None = None) -> Any:
    return field(default=default, metadata={"doc": doc, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program runs; what it knows is in ``newsledger/data``."""

    ledger: str = _setting("news.db", "The ledger: a path, a sqlite:/// URL or a postgresql:// URL.")
    model: str = _setting("en_core_web_sm", "The spaCy English pipeline that parses sentences.")
    workers: int = _setting(1, "Processes that code documents; 1 codes in the main process.", 1)
    batch_documents: int = _setting(16, "Documents coded together and written in one transaction.", 1)
    # Small batches keep every worker busy and the progress honest; larger ones parse no quicker.
    batch_characters: int = _setting(200_000, "Characters after which a batch is full, whatever its documents.", 1)
    # A shard takes a worker some minutes, so that little is lost with a machine and the files stay few.
    shard_bytes: int = _setting(4_000_000, "Bytes of input, as they lie on the disk, that make a shard.", 1)
    cache: str = _setting(
        "auto", "The folder for compiled copies of what the program knows; auto: the user's cache folder."
    )
    page: int = _setting(50, "Rows that a table on the terminal shows at most.", 1)
    busy_seconds: int = _setting(30, "Seconds to wait for another process that is writing the ledger.", 0)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings with what the environment names; raises SettingsError for a bad value."""
        given = os.environ if environment is None else environment
        named = {f.name: given[key] for f in fields(cls) if (key := PREFIX + f.name.upper()) in given}
        return cls(**{name: _typed(name, value) for name, value in named.items()})


def _typed(name: str, value: str) -> Any:
    about = next(f for f in fields(Settings) if f.name == name)
    if not isinstance(about.default, int):
        return value
    least = about.metadata["least"]
    if not value.strip().lstrip("-").isdecimal() or int(value) < least:
        raise SettingsError(
            f"This setting must be a whole number of at least {least}, and is {value!r}",
            where=PREFIX + name.upper(),
            mend=f"Unset it to use {about.default}.",
        )
    return int(value)
