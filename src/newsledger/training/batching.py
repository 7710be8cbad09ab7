"""Lessons in batches: sentences padded to one length, with what is wanted of each candidate word."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import torch
from torch import Tensor

from newsledger.coding.head import Labels
from newsledger.training.features import Lesson, Target

BATCH = 24
UNTAGGED = -100  # the padding of the tags

_Held = TypeVar("_Held", "Batch", "Events")


@dataclass(frozen=True, slots=True)
class Events:
    """The candidates of a batch that are events: their places among the candidates, and what each should be."""

    chosen: Tensor
    modes: Tensor
    factualities: Tensor
    tags: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences padded to one length, and the candidate words in them.

    ``pieces`` and ``mask`` are (sentences, pieces); ``rows``, ``at`` and ``types`` give each candidate's sentence,
    piece and type; ``told`` (sentences, types) says which types each sentence tells.
    """

    pieces: Tensor
    mask: Tensor
    rows: Tensor
    at: Tensor
    types: Tensor
    told: Tensor
    events: Events | None
    targets: tuple[Target, ...]

    def on(self, device: str) -> Batch:
        """The same batch where the network is."""
        return (
            self
            if device == "cpu"
            else replace(_moved(self, device), events=self.events and _moved(self.events, device))
        )


def _moved(held: _Held, device: str) -> _Held:
    values = ((f.name, getattr(held, f.name)) for f in fields(held))
    return replace(held, **{name: value.to(device) for name, value in values if isinstance(value, Tensor)})


def _events(targets: Sequence[Target], length: int) -> Events | None:
    chosen = [i for i, t in enumerate(targets) if t.tags is not None]
    if not chosen:
        return None
    tags = torch.full((len(chosen), length), UNTAGGED)
    for row, index in enumerate(chosen):
        told = targets[index].tags or ()
        tags[row, : len(told)] = torch.tensor(told)
    modes = torch.tensor([targets[i].mode for i in chosen])
    facts = torch.tensor([targets[i].factuality for i in chosen])
    return Events(torch.tensor(chosen), modes, facts, tags)


def _batch(lessons: list[Lesson], labels: Labels) -> Batch:
    longest = max(len(one.pieces) for one in lessons)
    pieces = torch.zeros(len(lessons), longest, dtype=torch.long)
    told = torch.zeros(len(lessons), len(labels.types) - 1)
    for row, one in enumerate(lessons):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        for target in one.targets:
            if target.type:
                told[row, target.type - 1] = 1.0
    pairs = [(row, t) for row, one in enumerate(lessons) for t in one.targets]
    targets = tuple(t for _, t in pairs)
    return Batch(
        pieces=pieces,
        mask=(pieces != 0).long(),
        rows=torch.tensor([r for r, _ in pairs]),
        at=torch.tensor([t.piece for t in targets]),
        types=torch.tensor([t.type for t in targets]),
        told=told,
        events=_events(targets, longest),
        targets=targets,
    )


def batches(lessons: list[Lesson], labels: Labels, order: random.Random) -> Iterator[Batch]:
    """Batches of lessons of like length, in shuffled order."""
    mixed = sorted(lessons, key=lambda one: len(one.pieces) + order.random() * 6)
    groups = [mixed[i : i + BATCH] for i in range(0, len(mixed), BATCH)]
    order.shuffle(groups)
    yield from (_batch([one for one in g if one.targets], labels) for g in groups if any(one.targets for one in g))
