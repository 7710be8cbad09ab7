"""How well a trained network does on sentences kept back from it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import torch
from torch import Tensor

from newsledger.coding.head import Labels
from newsledger.training.batching import Batch, batches
from newsledger.training.features import OUTSIDE, Lesson
from newsledger.training.network import Network, pooled

# No kept-back sentence that tells an event is passed by at a glance, nor would one this much less sure. To pass by one
# in two hundred spared a quarter of the upper layers' work, and lost attacks by men of whom nothing is told.
_SLACK = 0.2


def _outputs(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    _, states = network.states(batch.pieces, batch.mask)
    joined = network.heads.joined(states[batch.rows, batch.at], pooled(states, batch.mask)[batch.rows])
    tags = network.heads.tags(states[batch.rows], joined, batch.at).argmax(-1)
    return network.heads.kind(joined), network.heads.factuality(joined).argmax(-1), tags


def _count(counts: Counter[str], batch: Batch, types: Tensor, facts: Tensor, tags: Tensor) -> None:
    for row, target in enumerate(batch.targets):
        said = int(types[row].argmax())
        counts["said"] += said != 0
        counts["true"] += target.type != 0
        counts["right"] += said == target.type != 0
        counts["found"] += bool(said != 0 and target.type != 0)
        if target.tags is None:
            continue
        counts["factuality"] += int(facts[row]) == target.factuality
        wanted = torch.tensor(target.tags)
        got = tags[row][: len(wanted)]
        counts["party"] += int((wanted != OUTSIDE).sum())
        counts["party said"] += int((got != OUTSIDE).sum())
        counts["party right"] += int(((got == wanted) & (wanted != OUTSIDE)).sum())


def _temperature(logits: Tensor, wanted: Tensor) -> float:
    """Scaling that makes the type probabilities true shares (Guo et al. 2017), by line search."""
    choices = [0.5 + 0.05 * i for i in range(40)]
    return min(choices, key=lambda t: float(torch.nn.functional.cross_entropy(logits / t, wanted)))


def _glances(network: Network, batch: Batch) -> Iterator[tuple[float, bool]]:
    """For each sentence how it looks at a glance, and whether it tells an event."""
    lower, _ = network.states(batch.pieces, batch.mask)
    told = {row for row, target in zip(batch.rows.tolist(), batch.targets, strict=True) if target.type}
    for row, score in enumerate(network.heads.glanced(lower, batch.mask).tolist()):
        yield score, row in told


def _least(glances: list[tuple[float, bool]]) -> tuple[float, float]:
    """The score that every sentence with an event reaches with room to spare, and the share of the others that do."""
    bar = min(s for s, told in glances if told) - _SLACK
    idle = [s for s, told in glances if not told]
    return bar, sum(s >= bar for s in idle) / max(len(idle), 1)


def measure(network: Network, kept_back: list[Lesson], labels: Labels) -> dict[str, float]:
    """Precision, recall and F1 of events with their type, and the shares of the other heads."""
    counts: Counter[str] = Counter()
    logits, wanted, glances = [], [], list[tuple[float, bool]]()
    with torch.no_grad():
        for batch in batches(kept_back, labels, random.Random(0)):  # noqa: S311 - an order, not a secret
            types, facts, tags = _outputs(network, batch)
            logits.append(types)
            glances += _glances(network, batch)
            wanted += [t.type for t in batch.targets]
            _count(counts, batch, types, facts, tags)
    precision, recall = counts["right"] / max(counts["said"], 1), counts["right"] / max(counts["true"], 1)
    party_p = counts["party right"] / max(counts["party said"], 1)
    party_r = counts["party right"] / max(counts["party"], 1)
    least, idle = _least(glances)
    return {
        "type precision": precision,
        "type recall": recall,
        "type f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "type of found": counts["right"] / max(counts["found"], 1),
        "factuality": counts["factuality"] / max(counts["true"], 1),
        "party pieces precision": party_p,
        "party pieces recall": party_r,
        "least at a glance": least,
        "idle read on": idle,
        "temperature": _temperature(torch.cat(logits), torch.tensor(wanted)),
    }
