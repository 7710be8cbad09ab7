"""Coders and linkers that other distributions bring; what they give is checked before it is believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from newsledger import plugins
from newsledger.ledger import Ledger
from newsledger.plugins import PluginError
from newsledger.records import Coded, CoderVersion, Document, Report

# What else can be exported, and so is no name for a plug-in.
_RECORDS = ("documents", "reports", "claims", "events")
# Names of coders that the program itself has.
OWN = ("newsledger", "openai")


class PluggedCoder:
    """A coder of another distribution under its name; made anew in every worker."""

    def __init__(self, name: str, model: str) -> None:
        """Raises PluginError where there is no such coder, or where it cannot be made."""
        self.name, self.model = name, model
        self.version = self._version()

    def __getstate__(self) -> tuple[str, str]:
        return self.name, self.model

    def __setstate__(self, state: tuple[str, str]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    @cached_property
    def _found(self) -> plugins.Loaded:
        return plugins.one("coders", self.name, OWN)

    @cached_property
    def _coder(self) -> plugins.Codes:
        with plugins.guarded(self._found.plugin):
            made: plugins.Codes = self._found.made(self.model)
            return made

    def _version(self) -> CoderVersion:
        with plugins.guarded(self._found.plugin):
            version: object = self._coder.version
        if not isinstance(version, CoderVersion) or version.name in OWN:
            raise self._wrong("its version is no CoderVersion with a name of its own")
        return version

    def code_many(self, documents: Iterable[Document], /) -> Iterator[Coded]:
        """One result a document, in order; raises PluginError for what does not fit its page."""
        pages = tuple(documents)
        with plugins.guarded(self._found.plugin):
            coded = tuple(self._coder.code_many(pages))
        if len(coded) != len(pages):
            raise self._wrong(f"it gave {len(coded)} results for {len(pages)} documents")
        for page, each in zip(pages, coded, strict=True):
            yield self._checked(page, each)

    def _checked(self, page: Document, coded: object) -> Coded:
        if not isinstance(coded, Coded) or coded.document.document_id != page.document_id:
            raise self._wrong(f"its result is not of the document {page.document_id}")
        faulty = next((r.report_id for r in coded.reports if not self._fits(r, page)), None)
        if faulty is not None:
            raise self._wrong(f"the report {faulty} does not stand in its document under the coder's name")
        return coded

    def _fits(self, report: Report, page: Document) -> bool:
        evidence = report.evidence
        here = page.text[evidence.start : evidence.end] == evidence.sentence
        return here and report.document_id == page.document_id and report.coder == self.version

    def _wrong(self, what: str) -> PluginError:
        return PluginError(
            f"The plug-in {self._found.plugin} breaks its promise: {what}",
            mend="Tell its makers, or code without --coder.",
        )


def every() -> tuple[plugins.Plugin, ...]:
    """All plug-ins with their state, after a look at each."""
    from newsledger.data import own
    from newsledger.exporting.formats import FORMATS
    from newsledger.reading import formats, plugged

    tuple(own.plugged())
    plugged.readers(formats.READERS)
    for point, taken in (("linkers", ()), ("exporters", (*_RECORDS, *FORMATS)), ("coders", OWN)):
        plugins.loaded(point, taken)
    return plugins.listed()


def plugged_linker(name: str, ledger: Ledger) -> object:
    """Links by another distribution's linker. Raises PluginError where there is none, or where it fails."""
    found = plugins.one("linkers", name)
    with plugins.guarded(found.plugin):
        return found.made(ledger)
