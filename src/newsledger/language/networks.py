"""Quicker ways through a spaCy pipeline's networks, with the same answers.

Two stretches of its word encoders cost most. What a word enters with depends on its form
alone, so it is worked out once a form and kept. And a layer of maxout and normalization is a
plain matrix product, which numpy's linear algebra does in half the time, with the pieces laid
out so that the largest is found without a loop. A network of another build is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.model import Model

Floats = npt.NDArray[np.float32]

# Forms kept: a page brings a few hundred new ones, each of a few hundred bytes.
_KEPT = 15_000
_EMBEDDING = ("extract_features", "list2ragged", "with_array(ints-getitem", "with_array(maxout", "ragged2list")


def quicken(nlp: Language) -> None:
    """Replaces, in place, what the pipeline's networks do by what they do more quickly."""
    for node in _nodes(nlp):
        if _is_embedding(node):
            node._func = _Forms(node)
        elif [layer.name for layer in node.layers[:2]] == ["maxout", "layernorm"] and len(node.layers) == 2:
            node._func = _normal_maxout(node)


def _nodes(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        if hasattr(model, "walk"):
            yield from list(model.walk())


def _is_embedding(node: Model[Any, Any]) -> bool:
    """Whether each word's row is made from the word's own form, and from nothing else."""
    names = [layer.name for layer in node.layers]
    return len(names) == len(_EMBEDDING) and all(n.startswith(e) for n, e in zip(names, _EMBEDDING, strict=True))


class _Forms:
    """The embedding of words, kept by what it is made from. Gives one (words, width) array a doc."""

    def __init__(self, node: Model[Any, Any]) -> None:
        self.columns = list(node.layers[0].attrs["columns"])
        self.tables, self.mix = node.layers[2].layers[0], node.layers[3].layers[0]
        self.rows: dict[bytes, int] = {}
        self.held: Floats = np.zeros((0, 0), dtype=np.float32)

    def __call__(self, _: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:
        keys = np.concatenate([doc.to_array(self.columns).reshape(-1, len(self.columns)) for doc in docs]).astype(
            np.uint64
        )
        found = self._found(np.ascontiguousarray(keys))
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(found, ends), _untrainable

    def _found(self, keys: npt.NDArray[np.uint64]) -> Floats:
        names = keys.view(f"V{keys.shape[1] * keys.itemsize}").ravel().tolist()
        if len(self.rows) > _KEPT:
            self.rows = {}
        new = {name: at for at, name in enumerate(names) if name not in self.rows}
        if new:
            self._learn(new, keys)
        return self.held[[self.rows[name] for name in names]]

    def _learn(self, new: dict[bytes, int], keys: npt.NDArray[np.uint64]) -> None:
        made = np.asarray(self.mix.predict(self.tables.predict(keys[list(new.values())])), dtype=np.float32)
        start = len(self.rows)
        if start + len(new) > len(self.held):
            spare = np.zeros((start + 2 * len(new), made.shape[1]), dtype=np.float32)
            self.held = np.concatenate([self.held[:start], spare]) if start else spare
        self.held[start : start + len(new)] = made
        self.rows.update({name: start + n for n, name in enumerate(new)})


def _normal_maxout(node: Model[Any, Any]) -> Callable[..., Any]:
    """Maxout and layer normalization in one: (words, width in) to (words, width)."""
    maxout, norm = node.layers
    weights: Floats = np.asarray(maxout.get_param("W"))
    bias: Floats = np.asarray(maxout.get_param("b"))
    width, pieces, wide = weights.shape
    # One block of columns a piece, so that the largest piece is that of whole blocks.
    table = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(wide, pieces * width))
    added = np.ascontiguousarray(bias.T.reshape(-1))
    gain: Floats = np.asarray(norm.get_param("G"))
    shift: Floats = np.asarray(norm.get_param("b"))
    share: Floats = np.full(width, 1 / width, dtype=np.float32)

    def forward(_: Any, given: Floats, is_train: bool) -> tuple[Floats, Callable[..., Any]]:
        made = given @ table
        made += added
        best: Floats = made[:, :width]
        for at in range(width, pieces * width, width):
            best = np.maximum(best, made[:, at : at + width])
        best = best - (best @ share)[:, None]
        spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
        best *= (gain / np.sqrt(spread)[:, None]).astype(np.float32, copy=False)
        best += shift
        return best, _untrainable

    return forward


def _untrainable(*_: Any) -> Any:
    raise NotImplementedError("a quickened pipeline answers; it cannot be trained")
