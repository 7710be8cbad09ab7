"""What another head makes of unlabelled sentences, learnt beside the labels.

A small network that is taught further on labels alone drifts from what it had from its teacher: on the codebook's
sentences both its parties are then right less often. A few unlabelled sentences with each batch hold it back.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from newsledger.coding.head import labels
from newsledger.training.mixing import Mixing
from newsledger.training.network import Network
from newsledger.training.shortening import batched, encoded, exchanged, loss
from newsledger.training.teach import SEED, Course, untaught

# So many pieces are learnt beside each batch of labelled sentences.
PIECES = 900
_DRAWN = 6000


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder of the head that is asked, and the sentences that it is asked about."""

    folder: Path
    texts: tuple[str, ...]


class Reminder:
    """Gives, batch after batch, how far a network is from the other head; runs differ in the sentences' order."""

    def __init__(self, beside: Beside, weights: str, run: int) -> None:
        teacher = untaught(labels(), Course(weights, epochs=0, layers=6, onward=beside.folder))
        self.teacher: Network = teacher.eval().requires_grad_(False)
        self._batches = _endless(beside.texts, random.Random(SEED + run))  # noqa: S311 - an order, not a secret

    def loss(self, network: Network) -> Tensor:
        """How far the network is from the head on the next sentences; nothing is dropped while it answers."""
        training, device = network.training, network.heads.kind.weight.device
        pieces = exchanged(next(self._batches)).to(device)
        value = loss(network.eval(), self.teacher.to(device), pieces)
        network.train(training)
        return value


def _endless(texts: Sequence[str], order: random.Random) -> Iterator[Tensor]:
    while True:
        drawn = order.sample(list(texts), min(_DRAWN, len(texts)))
        yield from batched(encoded([*drawn, *Mixing(drawn, order)]), order, PIECES)
