"""Fits the parts: what nouns of the kept-back sentences' events show, and which part a reader gave them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from newsledger.coding.head import Head
from newsledger.coding.judging import Judge
from newsledger.coding.linear import written
from newsledger.coding.parts import NAME, PARTS, Clues
from newsledger.coding.sides import holds
from newsledger.records import Span
from newsledger.training.judged import judges
from newsledger.training.sentences import Example, Labelled


def _part(span: Span, event: Labelled) -> int:
    if any(span.overlaps(s) for s in event.actor):
        return PARTS.index("actor")
    return PARTS.index("recipient") if any(span.overlaps(s) for s in event.recipient) else 0


def _of_event(judge: Judge, event: Labelled) -> Iterator[tuple[Clues, int]]:
    """The clues of each noun that may be a party, with its part; what stands within a party is left out."""
    sentence = judge.view.sentence
    for candidate, judgement in judge.judged():
        if judgement is not None and sentence.span_of(candidate.trigger).overlaps(event.trigger):
            rows = [(t, c, _part(sentence.span_of(t), event)) for t, c in judge.clues(candidate, judgement).items()]
            parties = [t for t, _, part in rows if part]
            yield from ((c, part) for t, c, part in rows if not any(holds(p, t) for p in parties))
            return


def observed(examples: Sequence[Example], head: Head) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(nouns, clues) numbers, (nouns,) parts, and (nouns,) the sentence of each."""
    found = [
        (astuple(clues), part, number)
        for number, judge in judges(examples, head)
        for event in examples[number].events
        for clues, part in _of_event(judge, event)
    ]
    rows, parts, groups = zip(*found, strict=True)
    return np.array(rows), np.array(parts), np.array(groups)


def fit(examples: Sequence[Example], folder: Path) -> dict[str, float]:
    """Writes ``parts.json``; the figures are of a ten-fold cross-validation over sentences."""
    clues, parts, groups = observed(examples, Head(folder))
    model = LogisticRegression(C=1.0, max_iter=2000)
    guessed = cross_val_predict(model, clues, parts, cv=GroupKFold(10), groups=groups)
    model.fit(clues, parts)
    held = {part: written(model.coef_[n], model.intercept_[n], Clues) for n, part in enumerate(PARTS)}
    (folder / NAME).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    return {"parts nouns": float(len(parts)), **_figures(guessed, parts)}


def _figures(guessed: np.ndarray, parts: np.ndarray) -> dict[str, float]:
    found: dict[str, float] = {}
    for n, part in enumerate(PARTS[1:], 1):
        right = float(((guessed == n) & (parts == n)).sum())
        found[f"parts {part} precision"] = right / max(float((guessed == n).sum()), 1.0)
        found[f"parts {part} recall"] = right / max(float((parts == n).sum()), 1.0)
    return found
