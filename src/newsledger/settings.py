"""Every setting, typed and documented; each can be given as NEWSLEDGER_<NAME> in the environment.

A plain dataclass, so that starting the command line stays quick.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, TypeVar

from newsledger.errors import NewsledgerError

PREFIX = "NEWSLEDGER_"
LIMIT = "NEWSLEDGER_LIMIT_"

T = TypeVar("T")


class SettingsError(NewsledgerError):
    """A setting whose value cannot be used."""


def _setting(default: Any, doc: str, least: int | None = None) -> Any:
    return field(default=default, metadata={"doc": doc, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program runs; what it knows is in ``newsledger/data``."""

    ledger: str = _setting("news.db", "The ledger: a path, a sqlite:/// URL or a postgresql:// URL.")
    data: str = _setting("none", "A folder of your own codebook and registry, laid over the packaged ones.")
    plugins: str = _setting("all", "Plug-ins that are used: all, none, or distributions with commas between.")
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
    llm_seconds: int = _setting(120, "Seconds to wait for one answer of a language model.", 1)
    fetch_seconds: int = _setting(30, "Seconds that one fetch of a page or a feed may take, redirects and all.", 1)
    pace_seconds: int = _setting(2, "Seconds between two requests to one host, unless its robots.txt asks for more.", 0)
    poll_minutes: int = _setting(15, "Minutes between two looks at a feed.", 1)
    # As far as ten, an ingest on every core leaves the desk nearly the speed that it has alone.
    nice: int = _setting(10, "Steps that an ingest gives way to other work on the machine; 0 is none, 19 the most.", 0)
    page: int = _setting(50, "Rows that a table on the terminal shows at most.", 1)
    busy_seconds: int = _setting(30, "Seconds to wait for another process that is writing the ledger.", 0)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings with what the environment names; raises SettingsError for a bad value."""
        return _given(cls, PREFIX, environment)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may hold at most, so that none exhausts the machine; given as NEWSLEDGER_LIMIT_<NAME>.

    Calibrated on news archives: the longest honest article seen is near 400 kB of HTML, its page has some
    thousand tags, and dumps of articles compress five- to fifteenfold. No page within them takes ten seconds.
    """

    page_bytes: int = _setting(20 * 2**20, "Bytes of one page: a file, a record of an archive, a feed's entry.", 1)
    feed_bytes: int = _setting(10 * 2**20, "Bytes of one feed.", 1)
    line_bytes: int = _setting(10 * 2**20, "Bytes of one line of JSON Lines or CSV.", 1)
    json_bytes: int = _setting(64 * 2**20, "Bytes of a JSON file that holds many rows, which is parsed whole.", 1)
    unpacked_ratio: int = _setting(200, "How many times its size a compressed file may unpack to ...", 1)
    unpacked_free_bytes: int = _setting(64 * 2**20, "... once it has given this many bytes.", 1)
    folder_depth: int = _setting(64, "Folders within folders.", 1)
    json_depth: int = _setting(64, "Lists and objects within one another in a row.", 1)
    text_characters: int = _setting(4_000_000, "Characters of a page's text.", 1)
    paragraphs: int = _setting(30_000, "Lines or paragraphs of a page.", 1)
    html_tags: int = _setting(20_000, "Tags of a page or a feed's entry.", 1)
    html_depth: int = _setting(200, "Tags within one another in a page.", 1)
    tag_attributes: int = _setting(1_000, "Attributes of one tag.", 1)
    page_attributes: int = _setting(200_000, "Attributes of all tags together.", 1)
    feed_tags: int = _setting(200_000, "Tags of a feed, its entries' own markup aside.", 1)
    feed_entries: int = _setting(2_000, "Entries of a feed; those that follow are left out.", 1)
    title_characters: int = _setting(1_000, "Characters of a title, an author or an outlet; the rest is cut off.", 2)
    address_characters: int = _setting(4_000, "Characters of an address or of a row's own id.", 1)
    authors: int = _setting(100, "Authors of a page; those that follow are left out.", 1)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Limits:
        """The limits with what the environment names; raises SettingsError for a bad value."""
        return _given(cls, LIMIT, environment)


def _given(kind: type[T], prefix: str, environment: Mapping[str, str] | None) -> T:
    held = os.environ if environment is None else environment
    about: Any = kind  # both kinds are dataclasses, which no type of ours says
    named = {f: held[key] for f in fields(about) if (key := prefix + f.name.upper()) in held}
    return kind(**{f.name: _typed(f, prefix, value) for f, value in named.items()})


def _typed(about: Field[Any], prefix: str, value: str) -> Any:
    if not isinstance(about.default, int):
        return value
    least = about.metadata["least"]
    if not value.strip().lstrip("-").isdecimal() or int(value) < least:
        raise SettingsError(
            f"This setting must be a whole number of at least {least}, and is {value!r}",
            where=prefix + about.name.upper(),
            mend=f"Unset it to use {about.default}.",
        )
    return int(value)
