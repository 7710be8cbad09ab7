"""The learned head: reads a sentence once and judges each word that may be an event.

A small sentence encoder (8-bit, through onnxruntime) gives every word piece a state; light
heads (plain matrices) then say, for one trigger at a time, which type it is or none, its
mode and factuality, and which pieces are its actor and its recipient. Trained by
``newsledger.training`` on the sentences under data/training.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from newsledger.coding.ontology import ontology
from newsledger.data.loading import ROOT
from newsledger.errors import DataError
from newsledger.records import EventType, Factuality, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Array = npt.NDArray[np.float32]

FOLDER = ROOT / "head"
NONE = "none"
NEAR = 24
# Longer sentences are cut for the encoder; words past the cut are judged by the codebook alone.
MAX_PIECES = 192
_TRIGGERS = frozenset({"VERB", "NOUN"})


@dataclass(frozen=True, slots=True)
class Labels:
    """Output orders of the heads; index 0 of the types is "none"."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    factualities: tuple[str, ...]


def labels() -> Labels:
    facts = ontology()
    modes = tuple(f"{kind}/{mode}" for kind in EventType for mode in sorted(facts[kind].modes))
    return Labels((NONE, *(t.value for t in EventType)), modes, tuple(f.value for f in Factuality))


@dataclass(frozen=True, slots=True)
class Encoding:
    """A sentence as word pieces with their character spans (special pieces have empty spans)."""

    pieces: tuple[int, ...]
    spans: tuple[Span, ...]

    def piece_at(self, offset: int) -> int | None:
        """The first piece that covers a character."""
        return next((i for i, s in enumerate(self.spans) if s.start <= offset < s.end), None)


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    made.enable_truncation(MAX_PIECES)
    made.no_padding()
    return made


def encode(text: str) -> Encoding:
    made = _tokenizer().encode(text)
    return Encoding(tuple(made.ids), tuple(Span(*o) for o in made.offsets))


def candidate_words(tokens: Tokens) -> Iterator[Token]:
    """Words that the head judges: verbs and nouns, but not nouns inside a compound name."""
    for token in tokens:
        if token.pos_ in _TRIGGERS and token.is_alpha | ("-" in token.text) and len(token.text) > 2:
            yield token


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the head thinks of one trigger: probabilities, and for each piece its part in it."""

    types: dict[EventType, float]
    none: float
    modes: dict[str, float]
    factualities: dict[Factuality, float]
    encoding: Encoding
    tags: Callable[[], Array]

    @property
    def best(self) -> tuple[EventType, float]:
        return max(self.types.items(), key=lambda item: item[1])

    def part(self, span: Span, *, recipient: bool) -> float:
        """Mean probability that the words of a span (offsets in the sentence) play this part."""
        marks = self.tags()[:, 2 if recipient else 1]
        inside = [float(marks[i]) for i, s in enumerate(self.encoding.spans) if s.start < s.end and span.contains(s)]
        return sum(inside) / len(inside) if inside else 0.0


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _gelu(x: Array) -> Array:
    """The exact form by an error function accurate to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), dtype=np.float32)


def head_is_there(folder: Path = FOLDER) -> bool:
    return (folder / "encoder.onnx").exists()


class Head:
    """Judges triggers. Loading costs about a quarter of a second, once a process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if not (folder / "encoder.onnx").exists():
            raise DataError(
                "The learned head's weights are missing", where=str(folder.name), mend="Run make train, or reinstall."
            )
        self.session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "heads.npz") as held:
            self.weights: dict[str, Array] = {name: held[name].astype(np.float32) for name in held.files}
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self.version = str(card["version"])
        self.temperature = float(card["temperature"])
        self.labels = Labels(tuple(card["types"]), tuple(card["modes"]), tuple(card["factualities"]))

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Head:
        return Head()

    def states(self, texts: Sequence[str]) -> list[tuple[Encoding, Array]]:
        """Encodings and states (pieces x hidden) of sentences; one call to the encoder."""
        encodings = [encode(t) for t in texts]
        longest = max((len(e.pieces) for e in encodings), default=0)
        pieces = np.zeros((len(encodings), longest), dtype=np.int64)
        for row, one in enumerate(encodings):
            pieces[row, : len(one.pieces)] = one.pieces
        mask = (np.arange(longest)[None, :] < np.array([len(e.pieces) for e in encodings])[:, None]).astype(np.int64)
        found = self.session.run(None, {"pieces": pieces, "mask": mask})[0] if encodings else []
        return [(e, np.asarray(found[row][: len(e.pieces)], dtype=np.float32)) for row, e in enumerate(encodings)]

    def _linear(self, name: str, x: Array) -> Array:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"], dtype=np.float32)

    def judge(self, encoding: Encoding, states: Array, offsets: Sequence[int]) -> list[Judgement | None]:
        """One judgement a trigger, given where each begins in the sentence; None past the cut."""
        at = [encoding.piece_at(o) for o in offsets]
        kept = [p for p in at if p is not None]
        if not kept:
            return [None] * len(at)
        pooled = np.repeat(states.mean(axis=0, keepdims=True), len(kept), axis=0)
        joined = _gelu(self._linear("join", np.concatenate([states[kept], pooled], axis=1)))
        made = iter(self._judgements(encoding, states, joined, kept))
        return [None if p is None else next(made) for p in at]

    def _judgements(self, encoding: Encoding, states: Array, joined: Array, at: list[int]) -> Iterator[Judgement]:
        types = _softmax(self._linear("kind", joined) / self.temperature)
        modes, facts = _softmax(self._linear("mode", joined)), _softmax(self._linear("factuality", joined))
        mixed, base = self._linear("piece", states), self._linear("trigger", joined)
        for row, piece in enumerate(at):
            tags = cache(partial(self._tags, states, base[row], mixed, piece))
            yield Judgement(
                types={EventType(t): float(p) for t, p in zip(self.labels.types[1:], types[row][1:], strict=True)},
                none=float(types[row][0]),
                modes={m: float(p) for m, p in zip(self.labels.modes, modes[row], strict=True)},
                factualities={
                    Factuality(f): float(p) for f, p in zip(self.labels.factualities, facts[row], strict=True)
                },
                encoding=encoding,
                tags=tags,
            )

    def _tags(self, states: Array, base: Array, mixed: Array, piece: int) -> Array:
        """(pieces, 3): how likely each piece is to lie outside, in the actor, in the recipient."""
        away = np.clip(np.arange(len(states)) - piece, -NEAR, NEAR) + NEAR
        return _softmax(self._linear("tag", _gelu(mixed + base + self.weights["distance.weight"][away])))
