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
from newsledger.training.features import Lesson, Target
from newsledger.training.network import Network, pooled

LOG = logging.getLogger(__name__)
SEED = 20
BATCH = 8
# Most candidate words are no event; each weighs less so that silence is not learnt by rote.
NONE_WEIGHT = 0.5
RATE = 8e-5


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


def loss(network: Network, batch: Batch) -> Tensor:
    """Type loss of every candidate, plus mode, factuality and party loss of the events."""
    states = network.states(batch.pieces, batch.mask)
    at = torch.tensor([t.piece for t in batch.targets])
    joined = network.heads.joined(states[batch.rows, at], pooled(states, batch.mask)[batch.rows])
    types = torch.tensor([t.type for t in batch.targets])
    weights = torch.ones(network.heads.kind.out_features)
    weights[0] = NONE_WEIGHT
    total = cross_entropy(network.heads.kind(joined), types, weight=weights, label_smoothing=0.05)
    chosen = [i for i, t in enumerate(batch.targets) if t.tags is not None]
    if not chosen:
        return total
    picked = joined[chosen]
    modes = torch.tensor([batch.targets[i].mode for i in chosen])
    if (modes >= 0).any():
        total = total + 0.4 * cross_entropy(network.heads.mode(picked), modes, ignore_index=-1)
    facts = torch.tensor([batch.targets[i].factuality for i in chosen])
    total = total + 0.4 * cross_entropy(network.heads.factuality(picked), facts)
    tags = network.heads.tags(states[batch.rows[chosen]], picked, at[chosen])
    wanted = _tag_targets(batch, chosen, tags.shape[1])
    return total + cross_entropy(
        tags.flatten(0, 1), wanted.flatten(), weight=torch.tensor([1.0, 1.5, 1.5]), ignore_index=-100
    )


def teach(lessons: list[Lesson], labels: Labels, weights: str, *, epochs: int, layers: int = 6) -> Network:
    """The trained network, in evaluation mode."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - an order of lessons, not a secret
    network = Network(weights, labels, layers)
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
