"""Teaches a network of fewer and narrower layers to give what one of many gives, in half the time.

It starts from some of its teacher's own layers, of which the inner units that add least are left out (as Michel et al.
2019 do with attention's heads), and is taught to give the teacher's state of every piece and what the teacher's heads
make of it (Hinton et al. 2015, "Distilling the knowledge in a neural network"; Sanh et al. 2019, "DistilBERT"). No
label is needed, so that unlabelled prose and mixed sentences are read beside the written ones, some with a few of
their pieces exchanged. Kept is a running mean of the weights (Polyak and Juditsky 1992). The embeddings stay as they
are.
"""

from __future__ import annotations

import copy
import logging
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import gelu, kl_div, mse_loss
from torch.optim.swa_utils import AveragedModel

from newsledger.coding.head import encode
from newsledger.training.mixing import Mixing
from newsledger.training.network import Heads, Network, narrow, pooled
from newsledger.training.teach import SEED

LOG = logging.getLogger(__name__)
# Of the teacher's layers those that the student starts from, and how many inner units it keeps of each. Depth is worth
# more than width: after five million sentences three whole layers stayed .56 from the teacher, one whole and three
# halves .47, six halves .31.
SHAPE = ((0, 1536), (2, 768), (3, 768), (4, 768), (5, 768))
RATE = 1.2e-3
# The heads move less than the layers: most of what they know stays true.
_HEADS_RATE = 0.3
# So many pieces a batch, whatever the length of its sentences.
PIECES = 20_000
# The share of the lessons in which the rate rises, before it falls as a cosine does.
_RISING = 0.03
# How much of the running mean each step keeps, once there have been some hundreds.
_KEPT = 0.999
# Of each sentence so many pieces, those likeliest to tell an event, are asked for their parties.
_ASKED = 3
# How much the heads' answers count beside the types', by what a wrong one costs; a state's error is a small number.
_STATES, _MODES, _TAGS, _WHOLE, _PAIRS, _LOOKS, _GLANCE = 3.0, 0.4, 3.0, 6.0, 0.5, 0.15, 0.3
# A piece that the teacher takes for no event counts for a tenth of one that is surely one.
_IDLE = 0.1
_SAMPLED = 600
# The share of sentences in which pieces are exchanged for others of the batch, and of their pieces.
_STRANGE, _EXCHANGED = 0.3, 0.1
# Smaller numbers are the encoder's marks, not words.
_FIRST_WORD = 1000


@dataclass(frozen=True, slots=True)
class Answers:
    """What the heads make of states (sentences, pieces, hidden), as scores before they are shares."""

    kinds: Tensor
    modes: Tensor
    factualities: Tensor
    tags: Tensor
    told: Tensor
    pairs: Tensor
    looks: Tensor


def answers(heads: Heads, states: Tensor, at: Tensor, parts: Tensor | None = None) -> Answers:
    """Of every piece its type, mode and factuality; of those ``at`` (sentences, asked) the parties, and what passes.

    ``parts`` (all asked, pieces, 3) are the shares of each piece's part in the asked ones; without them, as found here.
    """
    mean = states.mean(1, keepdim=True)
    joined = gelu(heads.join(torch.cat([states, mean.expand_as(states)], -1)))
    rows = torch.arange(len(states), device=states.device).repeat_interleave(at.shape[1])
    asked, own = at.flatten(), states[rows]
    tags = heads.tags(own, joined[rows, asked], asked)
    pairs, looks = _passing(heads, own, tags.softmax(-1) if parts is None else parts)
    told = heads.told(mean[:, 0])
    return Answers(heads.kind(joined), heads.mode(joined), heads.factuality(joined), tags, told, pairs, looks)


def _passing(heads: Heads, states: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
    """What passes between the parties that the shares point at, and where the pair head looks for it."""
    mask = torch.ones_like(parts[..., 0])
    weights = parts[..., 1:]
    means = torch.einsum("rps,rph->rsh", weights, states) / weights.sum(1).clamp(min=1.0)[..., None]
    sides = means.flatten(1)
    looks = heads.looks(states, mask, sides)
    return heads.between(states, pooled(states, mask), sides, looks), looks


def start(teacher: Network, pieces: Sequence[Tensor]) -> Network:
    """The student before its lessons: some of the teacher's layers, with the inner units that matter on these."""
    weights = _weights_of_units(teacher, pieces)
    student = copy.deepcopy(teacher)
    student.keep([place for place, _ in SHAPE])
    for layer, (place, inner) in zip(student.encoder.encoder.layer, SHAPE, strict=True):
        narrow(layer, weights[place].topk(min(inner, len(weights[place]))).indices.sort().values)
    student.requires_grad_(True).encoder.embeddings.requires_grad_(False)
    return student


def _weights_of_units(teacher: Network, pieces: Sequence[Tensor]) -> list[Tensor]:
    """For each layer, how much each inner unit adds: how far it moves, times how far that moves the state."""
    layers = teacher.encoder.encoder.layer
    moved = [torch.zeros_like(layer.intermediate.dense.bias) for layer in layers]

    def watch(place: int) -> object:
        def hook(_: nn.Module, __: object, inner: Tensor) -> None:
            moved[place] += (inner - inner.mean(1, keepdim=True)).abs().sum((0, 1))

        return layers[place].intermediate.register_forward_hook(hook)

    hooks = [watch(n) for n in range(len(layers))]
    with torch.no_grad():
        for one in pieces[:_SAMPLED]:
            teacher.states(one[None], torch.ones_like(one[None]))
    for hook in hooks:
        hook.remove()  # type: ignore[attr-defined]
    return [m * layer.output.dense.weight.norm(dim=0) for m, layer in zip(moved, layers, strict=True)]


def _apart(ours: Tensor, theirs: Tensor) -> Tensor:
    """How far the student's shares are from the teacher's, one number for each set of shares."""
    return kl_div(ours.log_softmax(-1), theirs.log_softmax(-1), reduction="none", log_target=True).sum(-1)


def loss(student: Network, teacher: Network, pieces: Tensor) -> Tensor:
    """How far the student is from its teacher on sentences (sentences, pieces) of one length."""
    mask = torch.ones_like(pieces)
    with torch.autocast(pieces.device.type, dtype=torch.bfloat16):
        with torch.no_grad():
            wanted = teacher.states(pieces, mask)[1].float()
        lower, states = (s.float() for s in student.states(pieces, mask))
    with torch.no_grad():
        none = answers(teacher.heads, wanted, pieces[:, :1] * 0).kinds.softmax(-1)[..., 0]
        at = (1 - none).topk(min(_ASKED, pieces.shape[1]), -1).indices
        theirs = answers(teacher.heads, wanted, at)
    ours = answers(student.heads, states, at, theirs.tags.softmax(-1))
    glance = yes_or_no(student.heads.glanced(lower, mask), theirs.told.sigmoid().amax(1))
    return _STATES * mse_loss(states, wanted) + _GLANCE * glance + _unlike(ours, theirs, _IDLE + 1 - none)


def _unlike(ours: Answers, theirs: Answers, weight: Tensor) -> Tensor:
    """How far the answers are apart; ``weight`` (sentences, pieces) says how much each piece's own count."""
    whole = yes_or_no(ours.told, theirs.told.sigmoid()) - yes_or_no(theirs.told, theirs.told.sigmoid())
    of_pieces = _apart(ours.kinds, theirs.kinds) + _MODES * (
        _apart(ours.modes, theirs.modes) + _apart(ours.factualities, theirs.factualities)
    )
    judged = (of_pieces * weight).sum() / weight.sum()
    passing = _PAIRS * _apart(ours.pairs, theirs.pairs).mean() + _LOOKS * _apart(ours.looks, theirs.looks).mean()
    return judged + _TAGS * _apart(ours.tags, theirs.tags).mean() + _WHOLE * whole + passing


def batched(sentences: Sequence[Tensor], order: random.Random, pieces: int = PIECES) -> Iterator[Tensor]:
    """(sentences, pieces) of one length each, in shuffled order."""
    by_length: dict[int, list[Tensor]] = {}
    for one in order.sample(list(sentences), len(sentences)):
        by_length.setdefault(len(one), []).append(one)
    sizes = {length: max(1, pieces // length) for length in by_length}
    groups = [same[i : i + sizes[n]] for n, same in by_length.items() for i in range(0, len(same), sizes[n])]
    order.shuffle(groups)
    yield from map(torch.stack, groups)


def exchanged(pieces: Tensor) -> Tensor:
    """Some of the sentences with a few of their words' pieces exchanged for others of the batch."""
    words = pieces >= _FIRST_WORD
    some = torch.rand(len(pieces), 1, device=pieces.device) < _STRANGE
    these = some & (torch.rand(pieces.shape, device=pieces.device) < _EXCHANGED) & words
    others = pieces.flatten()[torch.randint(pieces.numel(), pieces.shape, device=pieces.device)]
    return torch.where(these & (others >= _FIRST_WORD), others, pieces)


def rate(share: float) -> float:
    """The rate of learning after this share of the lessons, 0..1, as a share of the highest."""
    if share < _RISING:
        return share / _RISING
    return (1 + math.cos(math.pi * (share - _RISING) / (1 - _RISING))) / 2


def _running_mean(mean: Tensor, now: Tensor, steps: Tensor) -> Tensor:
    """Of few steps a mean of all, of many one of the last hundreds."""
    kept = min(_KEPT, (1 + int(steps)) / (10 + int(steps)))
    return mean.lerp(now, 1 - kept)


def shorten(
    teacher: Network, texts: Sequence[str], epochs: int, prose: Sequence[str] = (), device: str = "cpu"
) -> Network:
    """The student after its lessons on texts, prose and as many mixed sentences, in evaluation mode."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)  # noqa: S311 - an order of lessons, not a secret
    read = [*texts, *prose]
    sentences = encoded(read)
    teacher = teacher.eval().requires_grad_(False)
    student = start(teacher, order.sample(sentences, min(_SAMPLED, len(sentences))))
    lessons = _Lessons(teacher.to(device), student.to(device))
    for epoch in range(epochs):
        batches = list(batched([*sentences, *encoded(list(Mixing(read, order)))], order))
        told = [lessons.hear(one.to(device), (epoch + n / len(batches)) / epochs) for n, one in enumerate(batches)]
        LOG.info("shortening, epoch %d of %d: loss %.4f", epoch + 1, epochs, float(torch.stack(told).mean()))
    taught: Network = lessons.mean.module
    return taught.to("cpu").eval()


def encoded(texts: Sequence[str]) -> list[Tensor]:
    return [torch.tensor(encode(text).pieces) for text in texts]


class _Lessons:
    """One student's: a batch moves it, and its mean with it."""

    def __init__(self, teacher: Network, student: Network) -> None:
        self.teacher, self.student = teacher, student.eval()
        layers = {"params": student.encoder.encoder.parameters(), "share": 1.0}
        heads = {"params": student.heads.parameters(), "share": _HEADS_RATE}
        self.optimizer = torch.optim.AdamW([layers, heads], lr=RATE, weight_decay=0.01)
        self.mean = AveragedModel(student, avg_fn=_running_mean)

    def hear(self, batch: Tensor, share: float) -> Tensor:
        """The loss on the batch before it was learnt from; ``share``: of the lessons that are over."""
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * group["share"] * rate(share)
        self.optimizer.zero_grad()
        value = loss(self.student, self.teacher, exchanged(batch))
        value.backward()
        torch.nn.utils.clip_grad_norm_((p for p in self.student.parameters() if p.requires_grad), 5.0)
        self.optimizer.step()
        self.mean.update_parameters(self.student)
        return value.detach()
