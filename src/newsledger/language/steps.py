"""The steps of a spaCy pipeline, each taken by the quickest way that gives the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsledger.language.entities import Entities
from newsledger.language.wordforms import WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Reads what earlier steps have set on documents of one vocabulary, and sets its own.
Step = Callable[[list["Doc"]], None]


def steps(nlp: Language) -> list[Step]:
    """The pipeline's components in their order."""
    return list(_steps(nlp, nlp.pipeline))


def _steps(nlp: Language, pipes: Sequence[tuple[str, Any]]) -> Iterator[Step]:
    at = 0
    while at < len(pipes):
        pipe, following = pipes[at][1], pipes[at + 1][1] if at + 1 < len(pipes) else None
        if WordForms.fits(pipe, following):
            yield WordForms(nlp, pipe, following)
            at += 1
        elif Entities.fits(pipe):
            yield Entities(pipe)
        else:
            yield _plain(pipe)
        at += 1


def _plain(pipe: Any) -> Step:
    def step(docs: list[Doc]) -> None:
        docs[:] = pipe.pipe(docs, batch_size=len(docs)) if hasattr(pipe, "pipe") else map(pipe, docs)

    return step
