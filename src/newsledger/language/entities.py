"""spaCy's named entities for many documents at once, by the same network and the same moves.

The recognizer opens an entity at a word, goes on in it, closes it or passes by, one word after
another. Outside an entity its choice depends on the word alone, so that all words are judged
together; where one would open, what follows is judged for all such words side by side, and a
last look along each document keeps the entities that do not run into one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# What the network sees of a state: the next word, the entity's first word, the word before.
_SEEN = 3


class Entities:
    """A transition-based recognizer whose documents have sentences and no entities yet."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        self.vectors, lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        weights, pad = lower.get_param("W"), lower.get_param("pad")[0]
        _, self.width, self.pieces, inner = weights.shape
        # One block of columns a piece, as the largest piece is wanted.
        self.table = np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inner, -1))
        self.bias = lower.get_param("b").T.reshape(-1)
        self.absent = pad.transpose(0, 2, 1).reshape(_SEEN, -1)
        self.scores, self.offsets = upper.get_param("W"), upper.get_param("b")
        moves = recognizer.moves
        self._name_moves([moves.get_class_name(n) for n in range(moves.n_moves)])

    def _name_moves(self, names: Sequence[str]) -> None:
        at = {name: n for n, name in enumerate(names)}
        self.labels = sorted(name[2:] for name in names if name.startswith("B-"))
        # Moves that may be made outside an entity, in the network's order: it decides between equals.
        self.outside = np.array(sorted(at[n] for n in names if n == "O" or (n[:2] in ("B-", "U-") and len(n) > 2)))
        kinds = [names[n] for n in self.outside]
        self.opens = np.array([k.startswith("B-") for k in kinds])
        self.lone = np.array([k.startswith("U-") for k in kinds])
        self.label = np.array([self.labels.index(k[2:]) if len(k) > 2 else -1 for k in kinds])
        self.inside = np.array([at[f"I-{x}"] for x in self.labels])
        self.last = np.array([at[f"L-{x}"] for x in self.labels])

    @staticmethod
    def fits(recognizer: Any) -> bool:
        """Whether the recognizer is of the build that is known here."""
        from spacy.pipeline import EntityRecognizer

        if not isinstance(recognizer, EntityRecognizer) or recognizer.cfg.get("beam_width") != 1:
            return False
        attrs, lower = recognizer.model.attrs, recognizer.model.get_ref("lower")
        seen = lower.get_dim("nF") == _SEEN and lower.get_dim("nP") > 1
        return bool(seen and attrs.get("has_upper") and not attrs.get("unseen_classes"))

    def __call__(self, docs: Sequence[Doc]) -> None:
        from spacy.tokens import Span

        docs = [doc for doc in docs if len(doc)]
        for doc, found in zip(docs, self._found(docs), strict=True):
            doc.set_ents([Span(doc, first, end, label=self.labels[label]) for first, end, label in found])

    def _found(self, docs: Sequence[Doc]) -> Iterator[list[tuple[int, int, int]]]:
        """First word, end and label of each document's entities."""
        if not docs:
            return
        ends = np.cumsum([len(doc) for doc in docs])
        seen = (self.vectors.predict(list(docs)) @ self.table).reshape(ends[-1], _SEEN, -1)
        stops, spaces = _bounds(docs, ends)
        moves = self._outside(seen, stops, spaces)
        closes = self._closes(seen, np.flatnonzero(self.opens[moves]), self.label[moves], stops)
        start = 0
        for end in ends.tolist():
            yield _along(moves[start:end], self.opens, self.lone, self.label, closes[start:end] - start)
            start = end

    def _hidden(self, summed: Floats) -> Floats:
        best: Floats = summed[:, : self.width]
        for at in range(self.width, self.pieces * self.width, self.width):
            best = np.maximum(best, summed[:, at : at + self.width])
        return best

    def _outside(self, seen: Floats, stops: Flags, spaces: Flags) -> Ints:
        """The move at every word, were no entity open there: a place in ``outside``."""
        hidden = self._hidden(seen[:, 0] + (self.absent[1] + self.absent[2] + self.bias))
        scores = hidden @ self.scores[self.outside].T + self.offsets[self.outside]
        scores[np.ix_(stops | spaces, self.opens)] = -np.inf
        scores[np.ix_(spaces, self.lone)] = -np.inf
        best: Ints = scores.argmax(axis=1)
        return best

    def _closes(self, seen: Floats, opened: Ints, labels: Ints, stops: Flags) -> Ints:
        """For each word that would open an entity, the word after that entity's last."""
        closes = np.zeros(len(seen), dtype=np.int64)
        first, at = opened, opened + 1
        while len(first):
            hidden = self._hidden(seen[at, 0] + seen[first, 1] + seen[at - 1, 2] + self.bias)
            on, off = self.inside[labels[first]], self.last[labels[first]]
            difference = np.einsum("ij,ij->i", hidden, self.scores[on] - self.scores[off])
            difference += self.offsets[on] - self.offsets[off]
            goes_on = ((difference > 0) | ((difference == 0) & (on < off))) & ~stops[at]
            closes[first[~goes_on]] = at[~goes_on] + 1
            first, at = first[goes_on], at[goes_on] + 1
        return closes


def _bounds(docs: Sequence[Doc], ends: Ints) -> tuple[Flags, Flags]:
    """Words that no entity may go beyond (a sentence's or a document's last), and words that are blanks."""
    told = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
    stops = np.zeros(len(told), dtype=bool)
    stops[:-1] = told[1:, 0] == 1
    stops[ends - 1] = True
    return stops, told[:, 1] == 1


def _along(moves: Ints, opens: Flags, lone: Flags, label: Ints, closes: Ints) -> list[tuple[int, int, int]]:
    """The entities of one document, from its first word to its last."""
    found, free = [], 0
    for at in np.flatnonzero(opens[moves] | lone[moves]).tolist():
        if at >= free:
            free = int(closes[at]) if opens[moves[at]] else at + 1
            found.append((at, free, int(label[moves[at]])))
    return found
