"""A spaCy component: ``nlp.add_pipe("newsledger")`` gives every doc its reports and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from newsledger.coding import Coder
from newsledger.language import DEFAULT_MODEL
from newsledger.reading import read_row
from newsledger.records import Document
from newsledger.running.contracts import CodesDocuments

_TOGETHER = 64


@Language.factory(
    "newsledger",
    assigns=["doc._.reports", "doc._.claims"],
    default_config={"model": DEFAULT_MODEL, "min_confidence": 0.0, "published": None},
)
def make_component(nlp: Language, name: str, model: str, min_confidence: float, published: str | None) -> Component:
    """The component; ``model`` names the English pipeline that it parses with, whatever it stands in.

    ``published`` is the date of docs that have none of their own under ``doc._.published``.
    """
    del nlp, name
    return Component(Coder(model), min_confidence, published)


class Component:
    """Codes the text of a doc. Offsets in its reports count characters of ``doc.text``.

    It parses anew, so that a doc is coded the same in every pipeline.
    """

    def __init__(self, coder: CodesDocuments, min_confidence: float = 0.0, published: str | None = None) -> None:
        self._coder, self._least, self._published = coder, min_confidence, published
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = _TOGETHER) -> Iterator[Doc]:
        """The docs in order, coded ``batch_size`` at a time."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._code(batch)
            yield from batch

    def _code(self, docs: list[Doc]) -> None:
        spoken = [doc for doc in docs if doc.text.strip()]
        for doc, coded in zip(spoken, self._coder.code_many([self._document(each) for each in spoken]), strict=True):
            doc._.reports = tuple(report for report in coded.reports if report.confidence >= self._least)
            doc._.claims = coded.claims

    def _document(self, doc: Doc) -> Document:
        row = {"text": doc.text, "date": doc._.published or self._published}
        page = read_row({name: value for name, value in row.items() if value}, source="spacy doc")
        # Who chose the pipeline knows the language; a short text alone may not tell it.
        return page if doc.lang_ in ("", "xx") else replace(page, language=doc.lang_)

    def to_bytes(self, **_options: Any) -> bytes:
        """Nothing: what it knows is the package's own."""
        return b""

    def from_bytes(self, _data: bytes, **_options: Any) -> Component:
        return self

    def to_disk(self, _path: Any, **_options: Any) -> None:
        """Writes nothing, for the same reason."""

    def from_disk(self, _path: Any, **_options: Any) -> Component:
        return self


def _extend() -> None:
    for name, default in (("reports", ()), ("claims", ()), ("published", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
