"""Teaches a network of few and narrow layers to give what one of many gives, in half the time.

It starts from some of its teacher's own layers (Sanh et al. 2019, "DistilBERT"), of which the inner units that add
least are left out (as Michel et al. 2019 do with attention's heads), and is taught to give the teacher's state of every
piece and what the teacher's heads make of it (Hinton et al. 2015, "Distilling the knowledge in a neural network").
No label is needed, so that mixed sentences are read beside the written ones. The heads stay as they are, but for the
glance, which looks at states that are new.
"""

from __future__ import annotations

import copy
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import gelu, kl_div, mse_loss

from newsledger.coding.head import encode
from newsledger.training.mixing import Mixing
from newsledger.training.network import Heads, Network, narrow
from newsledger.training.teach import SEED

LOG = logging.getLogger(__name__)
LAYERS, INNER = (0, 1, 3, 5), 768
RATE, BATCH = 8e-4, 32
# Of each sentence so many pieces, those likeliest to tell an event, are asked for their parties.
_ASKED = 3
# How much the heads' answers count beside the states, by what a wrong one costs; a state's error is a small number.
_STATES, _MODES, _TAGS, _WHOLE, _GLANCE = 10.0, 0.4, 3.0, 6.0, 0.2
# A piece that the teacher takes for no event counts for a tenth of one that is surely one.
_IDLE = 0.1
_SAMPLED = 300


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
    """The student before its lessons: some of the teacher's layers, with the inner units that matter on these."""
    weights = _weights_of_units(teacher, pieces)
    student = copy.deepcopy(teacher)
    student.keep(LAYERS)
    for place, layer in zip(LAYERS, student.encoder.encoder.layer, strict=True):
        narrow(layer, weights[place].topk(min(INNER, len(weights[place]))).indices.sort().values)
    student.requires_grad_(False)
    student.encoder.encoder.requires_grad_(True)
    for head in (student.heads.glance, student.heads.glance_any):
        head.requires_grad_(True)
    return student


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
    mask = torch.ones_like(pieces)
    with torch.no_grad():
        _, wanted = teacher.states(pieces, mask)
        none = answers(teacher.heads, wanted, pieces[:, :1] * 0).kinds.softmax(-1)[..., 0]
        at = (1 - none).topk(min(_ASKED, pieces.shape[1]), -1).indices
        theirs = answers(teacher.heads, wanted, at)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        lower, states = student.states(pieces, mask)
    lower, states = lower.float(), states.float()
    ours = answers(student.heads, states, at)
    seen = yes_or_no(student.heads.glanced(lower, mask), (1 - none).amax(1))
    return _STATES * mse_loss(states, wanted) + _unlike(ours, theirs, _IDLE + 1 - none) + _GLANCE * seen


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


def shorten(teacher: Network, texts: Sequence[str], epochs: int) -> Network:
    """The student after its lessons on the texts and on as many mixed ones, in evaluation mode."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - an order of lessons, not a secret
    sentences = [torch.tensor(encode(text).pieces) for text in (*texts, *Mixing(texts, order))]
    teacher = teacher.eval().requires_grad_(False)
    student = start(teacher, order.sample(sentences, min(_SAMPLED, len(sentences))))
    taught = [p for p in student.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(taught, lr=RATE, weight_decay=0.01)
    steps = epochs * len(list(_batches(sentences, random.Random(0))))  # noqa: S311
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(sentences, order):
            optimizer.zero_grad()
            value = loss(student, teacher, batch)
            value.backward()
            torch.nn.utils.clip_grad_norm_(taught, 5.0)
            optimizer.step()
            schedule.step()
            total += float(value.detach())
        LOG.info("shortening, epoch %d of %d: loss %.4f", epoch + 1, epochs, total * epochs / steps)
    return student.eval()
