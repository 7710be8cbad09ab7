"""Trains the network on the labelled sentences; the same sentences and seed give the same weights."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import cross_entropy, nll_loss

from newsledger.coding.head import Labels
from newsledger.training.batching import BATCH, UNTAGGED, Batch, Events, batches
from newsledger.training.features import ACTOR, RECIPIENT, Lesson
from newsledger.training.network import Network, pooled
from newsledger.training.onward import go_on

if TYPE_CHECKING:
    from newsledger.training.reminding import Reminder

LOG = logging.getLogger(__name__)
SEED = 20
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
    """How to train: from which encoder's folder, how many times through the lessons, with how many layers, where.

    ``onward`` is the folder of a written head to go on from, at a lower ``rate``.
    """

    weights: str
    epochs: int
    layers: int
    device: str = "cpu"
    rate: float = RATE
    onward: Path | None = None


def part(states: Tensor, tags: Tensor, label: int) -> Tensor:
    """(events, hidden) mean state of the pieces with a label; zeros where there is none."""
    marks = (tags == label).to(states.dtype)[..., None]
    return (states * marks).sum(1) / marks.sum(1).clamp(min=1.0)


def _pair_loss(network: Network, batch: Batch, states: Tensor, events: Events) -> Tensor:
    """How far the pair head is from an event's type and from its trigger, given its parties alone."""
    types, mask = batch.types[events.chosen] - 1, batch.mask[batch.rows[events.chosen]]
    # Now and then a side is withheld: the pages name one party alone often enough.
    kept = (torch.rand(2, len(types), 1) > SIDE_DROPPED).to(states)
    sides = torch.cat([part(states, events.tags, label) * kept[n] for n, label in enumerate((ACTOR, RECIPIENT))], -1)
    looks = network.heads.looks(states, mask, sides)
    told = network.heads.between(states, pooled(states, mask), sides, looks)
    return cross_entropy(told, types) + LOOK_WEIGHT * nll_loss(looks, batch.at[events.chosen])


def _event_loss(network: Network, batch: Batch, states: Tensor, joined: Tensor, events: Events) -> Tensor:
    """Mode, factuality, party and pair loss of the events."""
    picked, own = joined[events.chosen], states[batch.rows[events.chosen]]
    total = 0.4 * cross_entropy(network.heads.factuality(picked), events.factualities)
    if (events.modes >= 0).any():
        total = total + 0.4 * cross_entropy(network.heads.mode(picked), events.modes, ignore_index=-1)
    tags = network.heads.tags(own, picked, batch.at[events.chosen])
    weight = torch.tensor([1.0, 1.5, 1.5]).to(states)
    total = total + cross_entropy(tags.flatten(0, 1), events.tags.flatten(), weight=weight, ignore_index=UNTAGGED)
    return total + _pair_loss(network, batch, own, events)


def _hiding(pieces: Tensor) -> Tensor:
    """The pieces with a few of them hidden."""
    hidden = (torch.rand(pieces.shape).to(pieces.device) < PIECE_HIDDEN) & (pieces != 0)
    for end in _ENDS:
        hidden &= pieces != end
    return pieces.masked_fill(hidden, _MASK)


def loss(network: Network, batch: Batch) -> Tensor:
    """Type loss of every candidate, plus mode, factuality, party and pair loss of the events."""
    # Half the bits are enough for the encoder, and twice as quick where the processor has them.
    with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        lower, states = network.states(_hiding(batch.pieces), batch.mask)
    lower, states = lower.float(), states.float()
    means = pooled(states, batch.mask)
    joined = network.heads.joined(states[batch.rows, batch.at], means[batch.rows])
    weights = torch.ones(network.heads.kind.out_features)
    weights[0] = NONE_WEIGHT
    total = cross_entropy(network.heads.kind(joined), batch.types, weight=weights.to(joined), label_smoothing=0.05)
    total = total + WHOLE_WEIGHT * yes_or_no(network.heads.told(means), batch.told)
    any_told = batch.told.amax(1)
    total = total + GLANCE_WEIGHT * yes_or_no(network.heads.glanced(lower, batch.mask), any_told)
    if batch.events is None:
        return total
    return total + _event_loss(network, batch, states, joined, batch.events)


def untaught(labels: Labels, course: Course) -> Network:
    """The network that every run starts from."""
    torch.manual_seed(SEED)
    network = Network(course.weights, labels, range(course.layers))
    if course.onward is not None:
        go_on(network, course.onward)
    return network


def teach(
    lessons: list[Lesson], labels: Labels, course: Course, run: int = 0, beside: Reminder | None = None
) -> Network:
    """The trained network, in evaluation mode; runs differ in the order of their lessons and in what is dropped.

    ``beside``: what another head makes of unlabelled sentences, a few of which are learnt with each batch.
    """
    network = untaught(labels, course).to(course.device)
    torch.manual_seed(SEED + run)
    order = random.Random(SEED + run)  # noqa: S311 - an order of lessons, not a secret
    epochs = course.epochs
    network.train()
    # A few thousand sentences teach no word anew; held still, the embeddings keep what they know.
    network.encoder.embeddings.requires_grad_(False)
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder.encoder.parameters(), "lr": course.rate},
            {"params": network.heads.parameters(), "lr": 10 * course.rate},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(lessons) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [course.rate, 10 * course.rate], total_steps=steps + 1, pct_start=0.1
    )
    for epoch in range(epochs):
        total, count = torch.zeros((), device=course.device), 0
        for batch in batches(lessons, labels, order):
            optimizer.zero_grad()
            value = loss(network, batch.on(course.device))
            value.backward()
            if beside is not None:
                beside.loss(network).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + value.detach(), count + 1
        LOG.info("epoch %d of %d: loss %.4f", epoch + 1, epochs, float(total) / max(count, 1))
    return network.to("cpu").eval()
