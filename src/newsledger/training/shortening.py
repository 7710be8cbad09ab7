"""Teaches a network of narrow upper layers to give what one of wide layers gives, in three quarters of their time.

It starts from its teacher's own layers, of which the inner units that add least are left out (as Michel et al. 2019 do
with attention's heads), and is taught to give the teacher's state of every piece and what the teacher's heads make of
it (Hinton et al. 2015, "Distilling the knowledge in a neural network"; Sanh et al. 2019, "DistilBERT"). No label is
needed, so that unlabelled prose and mixed sentences are read beside the written ones. Kept is a running mean of the
weights (Polyak and Juditsky 1992). The lower layers and the heads stay as they are, and so does what the glance passes
by.
"""

from __future__ import annotations

import copy
import logging
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import gelu, kl_div, mse_loss
from torch.optim.swa_utils import AveragedModel

from newsledger.coding.head import GLANCED, encode
from newsledger.training.mixing import Mixing
from newsledger.training.network import Heads, Network, narrow
from newsledger.training.teach import SEED

LOG = logging.getLogger(__name__)
# How many inner units each upper layer keeps.
INNER = 768
RATE, BATCH = 4e-4, 32
# The share of the lessons in which the rate rises, before it falls as a cosine does.
_RISING = 0.04
# How much of the running mean each step keeps, once there have been some hundreds.
_KEPT = 0.998
# Of each sentence so many pieces, those likeliest to tell an event, are asked for their parties.
_ASKED = 3
# How much the heads' answers count beside the states, by what a wrong one costs; a state's error is a small number.
_STATES, _MODES, _TAGS, _WHOLE = 10.0, 0.4, 3.0, 6.0
# A piece that the teacher takes for no event counts for a tenth of one that is surely one.
_IDLE = 0.1
_SAMPLED = 600


@dataclass(frozen=True, slots=True)
class Answers:
    """What the heads make of states (sentences, pieces, hidden), as scores before they are shares."""

    kinds: Tensor
    modes: Tensor
    factualities: Tensor
    tags: Tensor
    told: Tensor


def answers(heads: Heads, states: Tensor, at: Tensor) -> Answers:
    """Of every piece its type, mode and factuality, of those ``at`` (sentences, asked) the parties."""
    mean = states.mean(1, keepdim=True)
    joined = gelu(heads.join(torch.cat([states, mean.expand_as(states)], -1)))
    rows, asked = torch.arange(len(states)).repeat_interleave(at.shape[1]), at.flatten()
    tags = heads.tags(states[rows], joined[rows, asked], asked)
    return Answers(heads.kind(joined), heads.mode(joined), heads.factuality(joined), tags, heads.told(mean[:, 0]))


def start(teacher: Network, pieces: Sequence[Tensor]) -> Network:
    """The student before its lessons: the teacher, its upper layers with the inner units that matter on these."""
    weights = _weights_of_units(teacher, pieces)
    student = copy.deepcopy(teacher).requires_grad_(False)
    for layer, weight in zip(_upper(student), weights[GLANCED:], strict=True):
        narrow(layer, weight.topk(min(INNER, len(weight))).indices.sort().values)
        layer.requires_grad_(True)
    return student


def _upper(network: Network) -> Sequence[Any]:
    return list(network.encoder.encoder.layer)[GLANCED:]


def _through(network: Network, below: Tensor) -> Tensor:
    """The states (sentences, pieces, hidden) after the upper layers, given those below; no piece is padding."""
    states = below
    for layer in _upper(network):
        given = layer(states, attention_mask=None)
        states = given[0] if isinstance(given, tuple) else given
    return states


def _weights_of_units(teacher: Network, pieces: Sequence[Tensor]) -> list[Tensor]:
    """For each layer, how much each inner unit adds: how far it moves, times how far that moves the state."""
    layers = teacher.encoder.encoder.layer
    moved = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]

    def watch(place: int) -> object:
        def hook(_: nn.Module, __: object, inner: Tensor) -> None:
            moved[place] += (inner - inner.mean(1, keepdim=True)).abs().sum((0, 1))

        return layers[place].intermediate.register_forward_hook(hook)

    hooks = [watch(n) for n in range(len(layers))]
    with torch.no_grad():
        for one in pieces[:_SAMPLED]:
            teacher.states(one[None], torch.ones(1, len(one)))
    for hook in hooks:
        hook.remove()  # type: ignore[attr-defined]
    return [m * layer.output.dense.weight.norm(dim=0) for m, layer in zip(moved, layers, strict=True)]


def _apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """How far the student's shares are from the teacher's, one number for each set of shares."""
    return kl_div(ours.log_softmax(-1), theirs.log_softmax(-1), reduction="none", log_target=True).sum(-1)


def loss(student: Network, teacher: Network, pieces: Tensor) -> Tensor:
    """How far the student is from its teacher on sentences (sentences, pieces) of one length."""
    with torch.no_grad():
        below, wanted = teacher.states(pieces, torch.ones_like(pieces))
        none = answers(teacher.heads, wanted, pieces[:, :1] * 0).kinds.softmax(-1)[..., 0]
        at = (1 - none).topk(min(_ASKED, pieces.shape[1]), -1).indices
        theirs = answers(teacher.heads, wanted, at)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = _through(student, below)
    states = states.float()
    ours = answers(student.heads, states, at)
    return _STATES * mse_loss(states, wanted) + _unlike(ours, theirs, _IDLE + 1 - none)


def _unlike(ours: Answers, theirs: Answers, weight: Tensor) -> Tensor:
    """How far the answers are apart; ``weight`` (sentences, pieces) says how much each piece's own count."""
    whole = yes_or_no(ours.told, theirs.told.sigmoid()) - yes_or_no(theirs.told, theirs.told.sigmoid())
    of_pieces = _apart(ours.kinds, theirs.kinds) + _MODES * (
        _apart(ours.modes, theirs.modes) + _apart(ours.factualities, theirs.factualities)
    )
    judged = (of_pieces * weight).sum() / weight.sum()
    return judged + _TAGS * _apart(ours.tags, theirs.tags).mean() + _WHOLE * whole


def _batches(sentences: Sequence[Tensor], order: random.Random) -> Iterator[Tensor]:
    """(sentences, pieces) of one length each, in shuffled order."""
    by_length: dict[int, list[Tensor]] = {}
    for one in order.sample(list(sentences), len(sentences)):
        by_length.setdefault(len(one), []).append(one)
    groups = [same[i : i + BATCH] for same in by_length.values() for i in range(0, len(same), BATCH)]
    order.shuffle(groups)
    yield from map(torch.stack, groups)


def rate(share: float) -> float:
    """The rate of learning after this share of the lessons, 0..1, as a share of the highest."""
    if share < _RISING:
        return share / _RISING
    return (1 + math.cos(math.pi * (share - _RISING) / (1 - _RISING))) / 2


def _running_mean(mean: Tensor, now: Tensor, steps: Tensor) -> Tensor:
    """Of few steps a mean of all, of many one of the last hundreds."""
    kept = min(_KEPT, (1 + int(steps)) / (10 + int(steps)))
    return mean.lerp(now, 1 - kept)


def shorten(teacher: Network, texts: Sequence[str], epochs: int, prose: Sequence[str] = ()) -> Network:
    """The student after its lessons on texts, prose and as many mixed sentences, in evaluation mode."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - an order of lessons, not a secret
    read = [*texts, *prose]
    sentences = _encoded(read)
    teacher = teacher.eval().requires_grad_(False)
    student = start(teacher, order.sample(sentences, min(_SAMPLED, len(sentences))))
    lessons = _Lessons(teacher, student)
    for epoch in range(epochs):
        batches = list(_batches([*sentences, *_encoded(list(Mixing(read, order)))], order))
        total = sum(lessons.hear(one, (epoch + n / len(batches)) / epochs) for n, one in enumerate(batches))
        LOG.info("shortening, epoch %d of %d: loss %.4f", epoch + 1, epochs, total / len(batches))
    taught: Network = lessons.mean.module
    return taught.eval()


def _encoded(texts: Sequence[str]) -> list[Tensor]:
    return [torch.tensor(encode(text).pieces) for text in texts]


class _Lessons:
    """One student's: a batch moves it, and its mean with it."""

    def __init__(self, teacher: Network, student: Network) -> None:
        self.teacher, self.student = teacher, student.eval()
        self.taught = [p for p in student.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.taught, lr=RATE, weight_decay=0.01)
        self.mean = AveragedModel(student, avg_fn=_running_mean)

    def hear(self, batch: Tensor, share: float) -> float:
        """The loss on the batch before it was learnt from; ``share``: of the lessons that are over."""
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * rate(share)
        self.optimizer.zero_grad()
        value = loss(self.student, self.teacher, batch)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.taught, 5.0)
        self.optimizer.step()
        self.mean.update_parameters(self.student)
        return float(value.detach())
