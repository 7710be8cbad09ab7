"""Trains the network on the labelled sentences; the same sentences and seed give the same weights."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from newsledger.coding.head import Labels
from newsledger.training.features import ACTOR, RECIPIENT, Lesson, Target
from newsledger.training.network import Network, pooled

LOG = logging.getLogger(__name__)
SEED = 20
BATCH = 24
# Most candidate words are no event; each weighs less so that silence is not learnt by rote.
NONE_WEIGHT = 0.5
RATE = 1.5e-4
# A sentence has sixteen yes-or-no answers, nearly all no; their mean loss is small beside the others.
WHOLE_WEIGHT = 6.0
SIDE_DROPPED = 0.15
# A few pieces are hidden, so that no one word is learnt to be the whole sign: of one in ten, the codebook's sentences
# gained .01 in all figures but the pairs, which lost .02; one in twenty was not measured alone.
PIECE_HIDDEN = 0.05
_MASK, _ENDS = 103, (101, 102)  # the encoder's own pieces for a hidden word, and for a sentence's start and end
# The trigger is what a pair should look at; that it says which type there is counts for more.
LOOK_WEIGHT = 0.3
# Whether there is any event is asked of the lower layers only to spare the upper ones: a light voice in what is learnt.
GLANCE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Course:
    """How to train: from which encoder's folder, how many times through the lessons, with how many layers."""

    weights: str
    epochs: int
    layers: int


@dataclass(frozen=True, slots=True)
class Batch:
    pieces: Tensor
    mask: Tensor
    rows: Tensor
    targets: tuple[Target, ...]


def _batch(lessons: list[Lesson]) -> Batch:
    longest = max(len(one.pieces) for one in lessons)
    pieces = torch.zeros(len(lessons), longest, dtype=torch.long)
    mask = torch.zeros(len(lessons), longest, dtype=torch.long)
    for row, one in enumerate(lessons):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
    pairs = [(row, t) for row, one in enumerate(lessons) for t in one.targets]
    return Batch(pieces, mask, torch.tensor([r for r, _ in pairs]), tuple(t for _, t in pairs))


def batches(lessons: list[Lesson], order: random.Random) -> Iterator[Batch]:
    """Batches of lessons of like length, in shuffled order."""
    mixed = sorted(lessons, key=lambda one: len(one.pieces) + order.random() * 6)
    groups = [mixed[i : i + BATCH] for i in range(0, len(mixed), BATCH)]
    order.shuffle(groups)
    yield from (_batch([one for one in g if one.targets]) for g in groups if any(one.targets for one in g))


def _tag_targets(batch: Batch, chosen: list[int], length: int) -> Tensor:
    wanted = torch.full((len(chosen), length), -100)
    for row, index in enumerate(chosen):
        tags = batch.targets[index].tags
        assert tags is not None
        wanted[row, : len(tags)] = torch.tensor(tags)
    return wanted


def part(states: Tensor, tags: Tensor, label: int) -> Tensor:
    """(events, hidden) mean state of the pieces with a label; zeros where there is none."""
    marks = (tags == label).to(states.dtype)[..., None]
    return (states * marks).sum(1) / marks.sum(1).clamp(min=1.0)


def _whole_loss(network: Network, batch: Batch, means: Tensor) -> Tensor:
    """How far the sentence head is from the set of types that each sentence tells."""
    wanted = torch.zeros(len(means), network.heads.whole_kind.out_features)
    for row, target in zip(batch.rows.tolist(), batch.targets, strict=True):
        if target.type:
            wanted[row, target.type - 1] = 1.0
    return torch.nn.functional.binary_cross_entropy_with_logits(network.heads.told(means), wanted) * WHOLE_WEIGHT


def _glance_loss(network: Network, batch: Batch, lower: Tensor) -> Tensor:
    """How far the lower layers are from knowing which sentences tell any event."""
    wanted = torch.zeros(len(lower))
    for row, target in zip(batch.rows.tolist(), batch.targets, strict=True):
        wanted[row] = max(float(wanted[row]), float(target.type != 0))
    scores = network.heads.glanced(lower, batch.mask)
    return torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted) * GLANCE_WEIGHT


def _pair_loss(network: Network, states: Tensor, mask: Tensor, tags: Tensor, targets: list[Target]) -> Tensor:
    """How far the pair head is from an event's type and from its trigger, given its parties alone."""
    types, at = torch.tensor([t.type - 1 for t in targets]), torch.tensor([t.piece for t in targets])
    # Now and then a side is withheld: the pages name one party alone often enough.
    kept = (torch.rand(2, len(types), 1) > SIDE_DROPPED).to(states.dtype)
    sides = torch.cat([part(states, tags, label) * kept[n] for n, label in enumerate((ACTOR, RECIPIENT))], -1)
    looks = network.heads.looks(states, mask, sides)
    told = network.heads.between(states, pooled(states, mask), sides, looks)
    return cross_entropy(told, types) + LOOK_WEIGHT * torch.nn.functional.nll_loss(looks, at)


def _hiding(pieces: Tensor) -> Tensor:
    """The pieces with a few of them hidden."""
    hidden = (torch.rand(pieces.shape) < PIECE_HIDDEN) & (pieces != 0)
    for end in _ENDS:
        hidden &= pieces != end
    return pieces.masked_fill(hidden, _MASK)


def loss(network: Network, batch: Batch) -> Tensor:
    """Type loss of every candidate, plus mode, factuality, party and pair loss of the events."""
    # Half the bits are enough for the encoder, and twice as quick where the processor has them.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        lower, states = network.states(_hiding(batch.pieces), batch.mask)
    states = states.float()
    at = torch.tensor([t.piece for t in batch.targets])
    means = pooled(states, batch.mask)
    joined = network.heads.joined(states[batch.rows, at], means[batch.rows])
    types = torch.tensor([t.type for t in batch.targets])
    weights = torch.ones(network.heads.kind.out_features)
    weights[0] = NONE_WEIGHT
    total = cross_entropy(network.heads.kind(joined), types, weight=weights, label_smoothing=0.05)
    total = total + _whole_loss(network, batch, means) + _glance_loss(network, batch, lower.float())
    chosen = [i for i, t in enumerate(batch.targets) if t.tags is not None]
    if not chosen:
        return total
    picked = joined[chosen]
    modes = torch.tensor([batch.targets[i].mode for i in chosen])
    if (modes >= 0).any():
        total = total + 0.4 * cross_entropy(network.heads.mode(picked), modes, ignore_index=-1)
    facts = torch.tensor([batch.targets[i].factuality for i in chosen])
    total = total + 0.4 * cross_entropy(network.heads.factuality(picked), facts)
    own = states[batch.rows[chosen]]
    tags = network.heads.tags(own, picked, at[chosen])
    wanted = _tag_targets(batch, chosen, tags.shape[1])
    parted = _pair_loss(network, own, batch.mask[batch.rows[chosen]], wanted, [batch.targets[i] for i in chosen])
    total = total + parted
    return total + cross_entropy(
        tags.flatten(0, 1), wanted.flatten(), weight=torch.tensor([1.0, 1.5, 1.5]), ignore_index=-100
    )


def untaught(labels: Labels, course: Course) -> Network:
    """The network that every run starts from."""
    torch.manual_seed(SEED)
    return Network(course.weights, labels, course.layers)


def teach(lessons: list[Lesson], labels: Labels, course: Course, run: int = 0) -> Network:
    """The trained network, in evaluation mode; runs differ in the order of their lessons and in what is dropped."""
    network = untaught(labels, course)
    torch.manual_seed(SEED + run)
    order = random.Random(SEED + run)  # noqa: S311 - an order of lessons, not a secret
    epochs = course.epochs
    network.train()
    # A few thousand sentences teach no word anew; held still, the embeddings keep what they know.
    network.encoder.embeddings.requires_grad_(False)
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder.encoder.parameters(), "lr": RATE},
            {"params": network.heads.parameters(), "lr": 10 * RATE},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(lessons) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, 10 * RATE], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        total, count = 0.0, 0
        for batch in batches(lessons, order):
            optimizer.zero_grad()
            value = loss(network, batch)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + value.item(), count + 1
        LOG.info("epoch %d of %d: loss %.4f", epoch + 1, epochs, total / max(count, 1))
    network.eval()
    return network
