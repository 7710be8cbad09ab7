"""The coder whose events a language model tells; dates, places and attribution are read as ever."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from newsledger import __version__
from newsledger.coding.asked import answers, questions
from newsledger.coding.asked.endpoint import AskingError, Endpoint
from newsledger.coding.assembling import Page
from newsledger.coding.codebook import codebook
from newsledger.coding.coder import Coder
from newsledger.coding.decision import Decision
from newsledger.coding.gate import worth_reading
from newsledger.errors import SetupError
from newsledger.language import DEFAULT_MODEL, Sentence
from newsledger.records import CoderVersion

_LOG = logging.getLogger(__name__)
_TRIES = 2
# Answers kept while a batch is under way.
_KEPT = 500
# So many questions without an answer, one after the other, and the run ends: a page more would fail as well.
_PATIENCE = 3


class AskedCoder(Coder):
    """Sends sentences to an endpoint. Nothing is sent before ``code`` or ``code_many`` is called."""

    def __init__(self, endpoint: Endpoint, model: str = DEFAULT_MODEL) -> None:
        """``model``: the spaCy pipeline by which pages are cut into sentences and parties are found."""
        super().__init__(model, learned=False)
        self.endpoint = endpoint
        self._fresh()

    def _fresh(self) -> None:
        self._unanswered = 0
        self._kept: dict[tuple[str, ...], list[Any] | AskingError] = {}

    @cached_property
    def version(self) -> CoderVersion:
        name = f"openai/{self.endpoint.model}"
        return CoderVersion(name, f"{__version__}-{questions.version()}", codebook().version)

    def __getstate__(self) -> Any:
        return self.endpoint, super().__getstate__()

    def __setstate__(self, state: Any) -> None:
        self.endpoint, rest = state
        self._fresh()
        super().__setstate__(rest)

    def _decisions(self, page: Page) -> Iterator[tuple[Sentence, Decision]]:
        by = f"{self.endpoint.model} at {self.endpoint.host}"
        believer = answers.Believer(page.mentions, codebook(), by)
        for portion in questions.portions(worth_reading(page.parsed.sentences, page.mentions, None)):
            for found in believer.decisions(self._told(portion), portion):
                if isinstance(found, answers.Dropped):
                    _LOG.warning("Left out what %s says of %s: %s", by, page.parsed.document.source, found.why)
                else:
                    yield found

    def _told(self, portion: Sequence[Sentence]) -> list[Any]:
        """The events that the model tells of the sentences.

        Raises AskingError after a second useless answer. Where a batch is coded again page by page because
        one failed, what was answered or failed before is not asked again.
        """
        key = tuple(sentence.text for sentence in portion)
        kept = self._kept.pop(key, None)
        if isinstance(kept, AskingError):
            raise kept
        try:
            told = self._answered(portion) if kept is None else kept
        except AskingError as error:
            self._keep(key, error)
            raise
        self._keep(key, told)
        return told

    def _keep(self, key: tuple[str, ...], outcome: list[Any] | AskingError) -> None:
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[key] = outcome

    def _answered(self, portion: Sequence[Sentence]) -> list[Any]:
        problem = AskingError("")
        for _ in range(_TRIES):
            try:
                told = answers.events(self.endpoint.ask(questions.messages(portion)))
            except answers.AnswerError as error:
                problem = AskingError(f"{self.endpoint.model}'s answer is useless: {error}", where=self.endpoint.host)
            except AskingError as error:
                problem = error
            else:
                self._unanswered = 0
                return told
        self._unanswered += 1
        if self._unanswered >= _PATIENCE:
            raise SetupError(f"{problem.what}, and so {_PATIENCE} times", where=problem.where, mend="Try again later.")
        raise problem
