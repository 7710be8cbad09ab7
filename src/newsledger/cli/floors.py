"""The floors below, imported when a command needs them: most commands need few, help needs none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from newsledger.errors import QueryError
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.ledger import Judgement, Ledger, RejectedInput
    from newsledger.records import Document, Party
    from newsledger.running import CodesDocuments


DEFAULT_CODER = "newsledger"
_ASKED = "openai"


class FindsParties(Protocol):
    """The registry, as the command line asks it."""

    def find(self, name: str, on: date | None = None) -> tuple[Party, ...]:
        """Who goes by this name, on this day, best first."""
        ...


def coder(model: str) -> CodesDocuments:
    from newsledger.coding import Coder

    return Coder(model=model)


def coder_named(name: str, model: str, endpoint: str = "", llm: str = "") -> CodesDocuments:
    """The program's own coder, a language model behind an endpoint, or one that a plug-in brings."""
    if (name == _ASKED) != bool(endpoint and llm) or (name != _ASKED and (endpoint or llm)):
        raise QueryError("--coder openai, --endpoint and --llm-model belong together", mend="Give all three, or none.")
    if name == DEFAULT_CODER:
        return coder(model)
    if name == _ASKED:
        from newsledger.coding.asked import AskedCoder, Endpoint

        return AskedCoder(Endpoint(endpoint, llm, Settings.from_environment().llm_seconds), model)
    from newsledger.running.plugged import PluggedCoder

    return PluggedCoder(name, model)


def registry() -> FindsParties:
    from newsledger.actors import Registry

    return Registry.default()


def read(
    paths: Sequence[str | Path], /, taken: Callable[[int], None] | None = None
) -> Iterator[Document | RejectedInput]:
    from newsledger.running import read_paths

    return read_paths(paths, taken)


def by_shards() -> Any:
    from newsledger.running.spreading import ingest_by_shards

    return ingest_by_shards


def link(ledger: Ledger, /) -> Any:
    from newsledger.running import link_reports

    return link_reports(ledger)


def link_by(linker: str, ledger: Ledger, /) -> Any:
    if not linker:
        return link(ledger)
    from newsledger.running.plugged import plugged_linker

    return plugged_linker(linker, ledger)


def judge(ledger: Ledger, /, verdict: str, one: str, other: str | None, **said: Any) -> Judgement:
    from newsledger.linking import judge as give

    return give(ledger, verdict, one, other, **said)


def open_ledger(where: str, *, create: bool = False) -> Ledger:
    from newsledger.ledger import Ledger

    return Ledger.open(where, create=create, busy_seconds=Settings.from_environment().busy_seconds)
