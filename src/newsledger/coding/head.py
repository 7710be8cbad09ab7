"""The learned head: reads a sentence once and judges each word that may be an event.

A small sentence encoder (8-bit, through onnxruntime) gives every word piece a state. Its lower
layers see which sentences tell nothing, and spare the upper ones these. Light
heads then say of each trigger which type it is or none, its mode and factuality, and which
pieces are its actor and its recipient; another, what passes between two parties. Trained by
``newsledger.training`` on the sentences under data/training.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from newsledger.coding.manner import words
from newsledger.coding.ontology import ontology
from newsledger.data.loading import ROOT
from newsledger.errors import DataError
from newsledger.records import EventType, Factuality, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

Array = npt.NDArray[np.float32]

FOLDER = ROOT / "head"
NONE = "none"
NEAR = 24
# The encoder's layers whose states tell whether a sentence is worth the others.
GLANCED = 1
_PARTS = ("lower", "upper", "kinds", "triggers", "pair")
# Longer sentences are cut for the encoder; words past the cut are judged by the codebook alone.
MAX_PIECES = 192
# Of triggers less likely than this to tell any event only the types are ever asked for, but where the parties are
# given: even if the codebook names a type for the word, the judge looks no further.
LEAST_ASKED = 0.05
# "Ready", "willing", "sorry" tell of events as predicates; before a noun an adjective never does.
_TRIGGERS = frozenset({"VERB", "NOUN", "ADJ"})


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


@dataclass(frozen=True)
class Encoding:
    """A sentence as word pieces with their character spans (special pieces have empty spans)."""

    pieces: tuple[int, ...]
    spans: tuple[Span, ...]

    @cached_property
    def _words(self) -> list[tuple[int, int, int]]:
        """Start, end and place of each piece that is not special, in text order."""
        return [(s.start, s.end, i) for i, s in enumerate(self.spans) if s.start < s.end]

    def piece_at(self, offset: int) -> int | None:
        """The piece that covers a character."""
        at = bisect_right(self._words, (offset, inf, 0)) - 1
        return self._words[at][2] if at >= 0 and offset < self._words[at][1] else None

    def within(self, span: Span) -> list[int]:
        """Places of the pieces inside a span."""
        first = bisect_left(self._words, (span.start, 0, 0))
        last = bisect_left(self._words, (span.end, 0, 0))
        return [i for _, end, i in self._words[first:last] if end <= span.end]


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    made.enable_truncation(MAX_PIECES)
    made.no_padding()
    return made


def encode(text: str) -> Encoding:
    made = _tokenizer().encode(text)
    return Encoding(tuple(made.ids), tuple(map(Span._make, made.offsets)))


def candidate_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """Words that the head judges: verbs, nouns, adjectives that stand as predicates, and "is" with a place."""
    for token in tokens:
        if token.pos_ == "AUX" and is_somewhere(token):
            yield token
        if token.pos_ == "ADJ" and token.dep_ == "amod":
            continue
        if token.pos_ in _TRIGGERS and token.is_alpha | ("-" in token.text) and len(token.text) > 2:
            yield token


def is_somewhere(verb: Token) -> bool:
    """ "The minister is in Lima", "in the capital": presence told by "be" and a place alone."""
    kinds = {c.dep_ for c in verb.children}
    if verb.lemma_ != "be" or verb.dep_ in {"aux", "auxpass"} or kinds & {"attr", "acomp", "expl"}:
        return False
    places = (t for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj")
    return any(t.ent_type_ == "GPE" or (t.lemma_ in words().whereabouts and _definite(t)) for t in places)


def _definite(noun: Token) -> bool:
    return any(t.lower_ == "the" for t in noun.lefts)


@dataclass(frozen=True)
class Judgement:
    """What the head thinks of one trigger: probabilities, and for each piece its part in it.

    Most triggers are no event; of these only the types are ever asked for.
    """

    types: dict[EventType, float]
    none: float
    heard: Heard
    row: int

    @cached_property
    def modes(self) -> dict[str, float]:
        return dict(zip(self.heard.head.labels.modes, self._details.modes[self._place].tolist(), strict=True))

    @cached_property
    def factualities(self) -> dict[Factuality, float]:
        shares = self._details.factualities[self._place].tolist()
        return dict(zip(self.heard.head.factualities, shares, strict=True))

    @cached_property
    def _marks(self) -> list[list[float]]:
        marks: list[list[float]] = self._details.marks[self._place].tolist()
        return marks

    @property
    def _details(self) -> _Details:
        return self.heard.details(self.row)

    @property
    def _place(self) -> int:
        return self._details.rows.index(self.row)

    @property
    def best(self) -> tuple[EventType, float]:
        return max(self.types.items(), key=lambda item: item[1])

    def part(self, span: Span, *, recipient: bool) -> float:
        """Mean probability that the words of a span (offsets in the sentence) play this part."""
        return self.mean(self.heard.encoding.within(span), recipient=recipient)

    def mean(self, pieces: Sequence[int], *, recipient: bool) -> float:
        """Mean probability that these pieces play this part; 0 where there are none."""
        marks = self._marks[recipient]
        return sum([marks[i] for i in pieces]) / len(pieces) if pieces else 0.0


@dataclass(frozen=True, slots=True)
class _Details:
    """What is asked only of triggers that may be events, a row each, and of their sentence."""

    rows: list[int]
    modes: Array
    factualities: Array
    marks: Array
    told: Array
    looked: Array


class Heard:
    """What the heads make of one sentence, given its states (pieces, hidden) and the pieces of its triggers."""

    def __init__(self, head: Head, encoding: Encoding, states: Array, at: Sequence[int]) -> None:
        self.head, self.encoding, self.states = head, encoding, states
        self._at = np.array(at, dtype=np.int64)
        self.types, self._joined, self._mean = head.kinds.run(None, {"states": states, "at": self._at})
        none = self.types[:, 0].tolist()
        self._likely = [row for row, share in enumerate(none) if 1 - share >= LEAST_ASKED]
        self._others = [row for row, share in enumerate(none) if 1 - share < LEAST_ASKED]

    def judgements(self) -> Iterator[Judgement]:
        """One a trigger, in their order."""
        for row, (none, *shares) in enumerate(self.types.tolist()):
            yield Judgement(dict(zip(self.head.types, shares, strict=True)), none, self, row)

    def details(self, row: int) -> _Details:
        """What more there is to know of a trigger; those that may be events are asked together."""
        return self._of_likely if row in self._likely else self._of_others

    @cached_property
    def _of_likely(self) -> _Details:
        return self._ask(self._likely)

    @cached_property
    def _of_others(self) -> _Details:
        return self._ask(self._others)

    def _ask(self, rows: list[int]) -> _Details:
        given = {"states": self.states, "at": self._at[rows], "joined": self._joined[rows], "mean": self._mean}
        return _Details(rows, *self.head.triggers.run(None, given))

    @cached_property
    def told(self) -> dict[EventType, float]:
        """How likely the sentence as a whole tells each type; the shares need not sum to one."""
        return dict(zip(self.head.types, self._of_likely.told.tolist(), strict=True))

    def between(self, actor: Sequence[Span], recipient: Sequence[Span]) -> dict[EventType, float]:
        """Which type passes between parties at these spans of the sentence, wherever its word stands."""
        sides = np.concatenate([_part(self.encoding, self.states, spans) for spans in (actor, recipient)])[None, :]
        given = {"states": self.states, "mean": self._mean, "looked": self._of_likely.looked, "sides": sides}
        shares = self.head.pair.run(None, given)[0]
        return dict(zip(self.head.types, shares.tolist(), strict=True))


def _part(encoding: Encoding, states: Array, spans: Sequence[Span]) -> Array:
    """Mean state of the pieces inside the spans; zeros where there are none."""
    inside = sorted({i for span in spans for i in encoding.within(span)})
    return np.asarray(states[inside].mean(axis=0) if inside else np.zeros(states.shape[1]), dtype=np.float32)


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def head_is_there(folder: Path = FOLDER) -> bool:
    return all((folder / f"{part}.onnx").exists() for part in _PARTS)


class Head:
    """Judges triggers. Loading costs about a quarter of a second, once a process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        if not head_is_there(folder):
            raise DataError(
                "The learned head's weights are missing", where=str(folder.name), mend="Run make train, or reinstall."
            )
        self.lower, self.upper, self.kinds, self.triggers, self.pair = (
            _session(folder / f"{part}.onnx") for part in _PARTS
        )
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self.version = str(card["version"])
        self.temperature, self.least_glance = float(card["temperature"]), float(card["least_glance"])
        self.labels = Labels(tuple(card["types"]), tuple(card["modes"]), tuple(card["factualities"]))
        self.types = tuple(EventType(t) for t in self.labels.types[1:])
        self.factualities = tuple(Factuality(f) for f in self.labels.factualities)

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Head:
        return Head()

    def states(self, text: str) -> tuple[Encoding, Array]:
        """A sentence's encoding and states (pieces, hidden). What stands beside it on the page has no part in them."""
        encoding, below, _ = self.below(text)
        return encoding, self.above(below)

    def states_if_told(self, text: str) -> tuple[Encoding, Array] | None:
        """The same, or nothing where the lower layers see that no event is told."""
        encoding, below, glance = self.below(text)
        return (encoding, self.above(below)) if glance >= self.least_glance else None

    def below(self, text: str) -> tuple[Encoding, Array, float]:
        """The lower layers' states, and the log odds by them that the sentence tells any event."""
        encoding = encode(text)
        pieces = np.array(encoding.pieces, dtype=np.int64)
        states, glance = self.lower.run(None, {"pieces": pieces, "places": np.arange(len(pieces))})
        return encoding, states, float(glance[0, 0])

    def above(self, below: Array) -> Array:
        """The states after all layers."""
        return np.asarray(self.upper.run(None, {"below": below})[0], dtype=np.float32)

    def hear(self, encoding: Encoding, states: Array, offsets: Sequence[int]) -> tuple[Heard, list[Judgement | None]]:
        """The sentence as read, and a judgement a trigger, given where each begins in it; None past the cut."""
        at = [encoding.piece_at(o) for o in offsets]
        heard = Heard(self, encoding, states, [p for p in at if p is not None])
        made = iter(heard.judgements())
        return heard, [None if p is None else next(made) for p in at]
