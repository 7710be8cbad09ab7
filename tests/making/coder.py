"""A coder that makes one report of every sentence with the word "met" or "visited"."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator

from making.records import claim, event, report
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger
from newsledger.records import Coded, CoderVersion, Document, Event, Span

_SENTENCE = re.compile(r"[^.]+\.?")


class CountingCoder:
    def __init__(self, version: str = "1") -> None:
        self.version = CoderVersion("counting", version, "abc")
        self.seen = 0

    def code(self, document: Document) -> Coded:
        self.seen += 1
        if "uncodable" in document.text:
            raise NewsledgerError("The coder gave up", where=document.source, mend="Look at the page.")
        spans = [Span(*found.span()) for found in _SENTENCE.finditer(document.text)]
        reports = [self._report(document, span) for span in spans if re.search("met|visited", span.of(document.text))]
        claims = [claim(document, *span) for span in spans if "said" in span.of(document.text)]
        return Coded(document, tuple(reports), tuple(claims), (), ())

    def _report(self, document: Document, span: Span):
        return report(document, *span, coder=self.version)

    def code_many(self, documents: Iterable[Document]) -> Iterator[Coded]:
        return map(self.code, documents)


class DyingCoder(CountingCoder):
    """Ends its process, as one does that has no memory left."""

    def code_many(self, documents: Iterable[Document]) -> Iterator[Coded]:
        os._exit(1)


def link_all(ledger: Ledger) -> int:
    """One event of all reports of one type."""
    groups: dict[str, list] = {}
    for each in ledger.reports():
        groups.setdefault(each.type.value, []).append(each)
    return ledger.replace_events(_events(groups))


def _events(groups: dict[str, list]) -> Iterator[Event]:
    for name, reports in sorted(groups.items()):
        yield event(f"e-{name.lower()}", *reports)


class SlowCoder(CountingCoder):
    """Takes its time, so that something can happen to it."""

    def code(self, document: Document) -> Coded:
        time.sleep(0.02)
        return super().code(document)


class DyingOnceCoder(CountingCoder):
    """Ends its process at one page, as one does that has no memory left; so often as the folder says."""

    def __init__(self, folder: str, times: int) -> None:
        super().__init__()
        self.folder, self.times = folder, times

    def code(self, document: Document) -> Coded:
        if "deadly" in document.text and len(os.listdir(self.folder)) < self.times:
            open(os.path.join(self.folder, str(os.getpid())), "w").close()
            os._exit(1)
        return super().code(document)
