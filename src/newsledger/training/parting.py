"""Fits the parts: what nouns of the kept-back sentences' events show, and which part a reader gave them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from newsledger.actors import Mentions, Registry
from newsledger.coding.codebook import codebook
from newsledger.coding.gate import worth_reading
from newsledger.coding.head import Head
from newsledger.coding.judging import Judge, holds, read
from newsledger.coding.parts import NAME, PARTS, Clues
from newsledger.coding.referee import trusting
from newsledger.language import pipeline
from newsledger.reading import read_row
from newsledger.records import Span
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
    documents = [read_row({"id": str(n), "text": e.text}) for n, e in enumerate(examples)]
    rows, parts, groups = [], [], []
    for number, (example, parsed) in enumerate(zip(examples, pipeline().parse_many(documents), strict=True)):
        mentions = Mentions(parsed, Registry.default())
        for sentence in worth_reading(parsed.sentences, mentions, None):
            judge = Judge(read(sentence, head), mentions, codebook(), head, trusting())
            for clues, part in (found for e in example.events for found in _of_event(judge, e)):
                rows.append(astuple(clues))
                parts.append(part)
                groups.append(number)
    return np.array(rows), np.array(parts), np.array(groups)


def fit(examples: Sequence[Example], folder: Path) -> dict[str, float]:
    """Writes ``parts.json``; the figures are of a ten-fold cross-validation over sentences."""
    clues, parts, groups = observed(examples, Head(folder))
    model = LogisticRegression(C=1.0, max_iter=2000)
    guessed = cross_val_predict(model, clues, parts, cv=GroupKFold(10), groups=groups)
    model.fit(clues, parts)
    names = [f.name for f in fields(Clues)]
    held = {
        part: {
            "bias": round(float(model.intercept_[n]), 4),
            "weights": {name: round(float(w), 4) for name, w in zip(names, model.coef_[n], strict=True)},
        }
        for n, part in enumerate(PARTS)
    }
    (folder / NAME).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    return {"parts nouns": float(len(parts)), **_figures(guessed, parts)}


def _figures(guessed: np.ndarray, parts: np.ndarray) -> dict[str, float]:
    found: dict[str, float] = {}
    for n, part in enumerate(PARTS[1:], 1):
        right = float(((guessed == n) & (parts == n)).sum())
        found[f"parts {part} precision"] = right / max(float((guessed == n).sum()), 1.0)
        found[f"parts {part} recall"] = right / max(float((parts == n).sum()), 1.0)
    return found
