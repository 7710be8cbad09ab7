"""The network: a small sentence encoder read once, and heads that look at one trigger, one pair, or the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from newsledger.coding.head import GLANCED, NEAR, Labels

HIDDEN = 384
INNER = 256
TAGGING = 128
GLANCE = 64


class Heads(nn.Module):
    """Type, mode and factuality of a trigger, and for every piece whether it is a party to it.

    Beside the trigger, a sentence as a whole is judged (which types it tells) and a pair of
    parties in it (which type passes between them, wherever the word for it stands). From the lower
    layers alone it is said whether the sentence may tell anything at all.
    """

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.join = nn.Linear(2 * HIDDEN, INNER)
        self.kind = nn.Linear(INNER, len(labels.types))
        self.mode = nn.Linear(INNER, len(labels.modes))
        self.factuality = nn.Linear(INNER, len(labels.factualities))
        self.piece = nn.Linear(HIDDEN, TAGGING)
        self.trigger = nn.Linear(INNER, TAGGING)
        self.distance = nn.Embedding(2 * NEAR + 1, TAGGING)
        self.tag = nn.Linear(TAGGING, 3)
        self.whole = nn.Linear(HIDDEN, INNER)
        self.whole_kind = nn.Linear(INNER, len(labels.types) - 1)
        self.pair_piece = nn.Linear(HIDDEN, TAGGING)
        self.pair_sides = nn.Linear(2 * HIDDEN, TAGGING)
        self.pair_look = nn.Linear(TAGGING, 1)
        self.pair = nn.Linear(4 * HIDDEN, INNER)
        self.pair_kind = nn.Linear(INNER, len(labels.types) - 1)
        self.glance = nn.Linear(2 * HIDDEN, GLANCE)
        self.glance_any = nn.Linear(GLANCE, 1)
        self.dropout = nn.Dropout(0.2)

    def joined(self, states: Tensor, pooled: Tensor) -> Tensor:
        return self.dropout(torch.nn.functional.gelu(self.join(torch.cat([states, pooled], -1))))

    def tags(self, states: Tensor, joined: Tensor, at: Tensor) -> Tensor:
        """(triggers, pieces, 3) scores; distances past NEAR pieces count as NEAR."""
        away = (torch.arange(states.shape[1], device=states.device)[None, :] - at[:, None]).clamp(-NEAR, NEAR) + NEAR
        mixed = self.piece(states) + self.trigger(joined)[:, None, :] + self.distance(away)
        return self.tag(self.dropout(torch.nn.functional.gelu(mixed)))

    def told(self, pooled: Tensor) -> Tensor:
        """(sentences, types) scores of a sentence telling each type; several may hold."""
        return self.whole_kind(self.dropout(torch.nn.functional.gelu(self.whole(pooled))))

    def glanced(self, lower: Tensor, mask: Tensor) -> Tensor:
        """(sentences,) scores of a sentence telling any event, by the states of the lower layers."""
        highest = lower.masked_fill(mask[..., None] == 0, -torch.inf).amax(1)
        seen = torch.cat([pooled(lower, mask), highest], -1)
        return self.glance_any(self.dropout(torch.nn.functional.gelu(self.glance(seen))))[:, 0]

    def looks(self, states: Tensor, mask: Tensor, sides: Tensor) -> Tensor:
        """(pairs, pieces) log shares of where in its sentence each pair finds what passes between them."""
        mixed = self.pair_piece(states) + self.pair_sides(sides)[:, None, :]
        scores = self.pair_look(torch.nn.functional.gelu(mixed))[..., 0]
        return torch.log_softmax(scores.masked_fill(mask == 0, -1e9), -1)

    def between(self, states: Tensor, pooled: Tensor, sides: Tensor, looks: Tensor) -> Tensor:
        """(pairs, types) scores of what passes between two parties; zeros stand for a missing one."""
        seen = (looks.exp()[..., None] * states).sum(1)
        return self.pair_kind(self.dropout(torch.nn.functional.gelu(self.pair(torch.cat([seen, pooled, sides], -1)))))


class Network(nn.Module):
    def __init__(self, weights: str, labels: Labels, layers: Sequence[int] = range(6)) -> None:
        """``layers``: which of the encoder's layers to keep, by their places."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights, local_files_only=True)
        self.keep(layers)
        self.heads = Heads(labels)

    def keep(self, layers: Sequence[int]) -> None:
        """Leaves the encoder these of its layers, in this order."""
        held = self.encoder.encoder.layer
        self.encoder.encoder.layer = nn.ModuleList([held[n] for n in layers])

    def states(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(sentences, pieces, hidden) states after the lower layers and after all."""
        found = self.encoder(input_ids=pieces, attention_mask=mask, output_hidden_states=True)
        return found.hidden_states[GLANCED], found.last_hidden_state


def narrow(layer: Any, units: Tensor) -> None:
    """Leaves a layer of the encoder only these of its inner units."""
    up, down = layer.intermediate.dense, layer.output.dense
    inner = nn.Linear(up.in_features, len(units)), nn.Linear(len(units), down.out_features)
    with torch.no_grad():
        inner[0].weight.copy_(up.weight[units])
        inner[0].bias.copy_(up.bias[units])
        inner[1].weight.copy_(down.weight[:, units])
        inner[1].bias.copy_(down.bias)
    layer.intermediate.dense, layer.output.dense = inner


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask[..., None].to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)
