"""The network written out for one sentence at a time, as the program runs it.

The same sums as the modules that are trained, in a form that onnxruntime runs in a third less time: no
padding and so no mask, one product for queries, keys and values, the scale of the scores within
the weights, the position's row joined to that of the one kind of segment there is. The heads are
written so too, each with what is asked at one time.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from newsledger.coding.head import NEAR
from newsledger.training.network import Heads


class Lower(nn.Module):
    """(pieces,) and their places (0, 1, 2 ...) to what the lower layers make of them.

    States (pieces, hidden), and the log odds (1, 1) that the sentence tells any event.
    """

    def __init__(self, encoder: Any, layers: int, heads: Heads) -> None:
        super().__init__()
        given = encoder.embeddings
        self.pieces = given.word_embeddings
        self.places = nn.Embedding.from_pretrained(
            given.position_embeddings.weight.detach() + given.token_type_embeddings.weight.detach()[0]
        )
        self.norm = given.LayerNorm
        self.layers = nn.Sequential(*(_Layer(layer) for layer in encoder.encoder.layer[:layers]))
        self.heads = heads

    def forward(self, pieces: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        states: Tensor = self.layers(self.norm(self.pieces(pieces) + self.places(places)))
        seen = torch.cat([states.mean(0, keepdim=True), states.amax(0, keepdim=True)], -1)
        return states, self.heads.glance_any(gelu(self.heads.glance(seen)))


class Upper(nn.Module):
    """The states that the lower layers give, to those after all layers; (pieces, hidden) both."""

    def __init__(self, encoder: Any, layers: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(*(_Layer(layer) for layer in encoder.encoder.layer[layers:]))

    def forward(self, below: Tensor) -> Tensor:
        states: Tensor = self.layers(below)
        return states


class _Layer(nn.Module):
    def __init__(self, layer: Any) -> None:
        super().__init__()
        parts = layer.attention.self
        self.heads, self.width = parts.num_attention_heads, parts.attention_head_size
        scale = 1 / math.sqrt(self.width)
        self.seen = nn.Linear(parts.query.in_features, 3 * self.heads * self.width)
        with torch.no_grad():
            self.seen.weight.copy_(torch.cat([parts.query.weight * scale, parts.key.weight, parts.value.weight]))
            self.seen.bias.copy_(torch.cat([parts.query.bias * scale, parts.key.bias, parts.value.bias]))
        self.gathered, self.first_norm = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.up, self.down, self.second_norm = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, states: Tensor) -> Tensor:
        seen = self.seen(states).view(-1, 3 * self.heads, self.width).transpose(0, 1)
        query, key, value = seen.split(self.heads, 0)
        looked = torch.softmax(query @ key.transpose(1, 2), -1) @ value
        looked = looked.transpose(0, 1).reshape(-1, self.heads * self.width)
        states = self.first_norm(self.gathered(looked) + states)
        inner = self.down(gelu(self.up(states)))
        result: Tensor = self.second_norm(inner + states)
        return result


class Kinds(nn.Module):
    """Of each trigger of a sentence (pieces, hidden), given its piece, the shares of its types.

    Beside them what the other heads go on from: (triggers, inner) and the sentence's mean state (1, hidden).
    """

    def __init__(self, heads: Heads, temperature: float) -> None:
        super().__init__()
        self.heads, self.temperature = heads, temperature

    def forward(self, states: Tensor, at: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mean, own = states.mean(0, keepdim=True), states[at]
        joined = gelu(self.heads.join(torch.cat([own, mean.expand_as(own)], -1)))
        return (self.heads.kind(joined) / self.temperature).softmax(-1), joined, mean


class Triggers(nn.Module):
    """What the heads make of those triggers that may be events, given what ``Kinds`` has of them.

    For each trigger its modes and factualities, and (triggers, 2, pieces) how likely each piece is of its actor and
    of its recipient; for the sentence how likely it tells each type, and what the pair head needs of each piece.
    """

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, states: Tensor, at: Tensor, joined: Tensor, mean: Tensor) -> tuple[Tensor, ...]:
        heads = self.heads
        told = torch.sigmoid(heads.whole_kind(gelu(heads.whole(mean))))
        shares = (heads.mode(joined).softmax(-1), heads.factuality(joined).softmax(-1))
        return *shares, self._marks(states, joined, at), told[0], heads.pair_piece(states)

    def _marks(self, states: Tensor, joined: Tensor, at: Tensor) -> Tensor:
        heads = self.heads
        away = (torch.arange(states.shape[0])[None, :] - at[:, None]).clamp(-NEAR, NEAR) + NEAR
        mixed = heads.piece(states) + heads.trigger(joined)[:, None, :] + heads.distance(away)
        return heads.tag(gelu(mixed)).softmax(-1)[..., 1:].transpose(1, 2)


class Pair(nn.Module):
    """Which type passes between two parties of a sentence, wherever its word stands.

    Given are the states, their mean, ``looked`` as ``Triggers`` has it, and (1, 2 hidden) the parties' own.
    """

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, states: Tensor, mean: Tensor, looked: Tensor, sides: Tensor) -> Tensor:
        heads = self.heads
        looks = heads.pair_look(gelu(looked + heads.pair_sides(sides))).softmax(0)
        seen = (looks * states).sum(0, keepdim=True)
        shares: Tensor = heads.pair_kind(gelu(heads.pair(torch.cat([seen, mean, sides], -1)))).softmax(-1)[0]
        return shares
