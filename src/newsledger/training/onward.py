"""The network of a head that has been written, so that it can be taught further.

What the program loads holds the encoder's matrices in 8 bits; read back they are as fine as they were used. Going
on from them takes minutes where a start from the plain encoder takes the better part of an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from newsledger.coding.head import labels
from newsledger.training.network import Heads, Network, narrow

_Arrays = Mapping[str, npt.NDArray[Any]]
# The parts of a written layer, and where the library's module holds each.
_PLACES = {
    "gathered": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "second_norm": "output.LayerNorm",
}
_SEEN = ("query", "key", "value")


def go_on(network: Network, folder: Path) -> None:
    """Gives the network the layers and heads of those in a folder; its embeddings are those that it has."""
    parts = [_initializers(folder / f"{name}.onnx") for name in ("lower", "upper")]
    written = [(held, f"layers.{number}") for held in parts for number in _numbers(held)]
    network.keep(range(len(written)))
    for layer, (held, name) in zip(network.encoder.encoder.layer, written, strict=True):
        _fill(layer, held, name)
    network.heads.load_state_dict(written_heads(folder))


def written_heads(folder: Path) -> dict[str, Tensor]:
    """The heads' weights, each from the part that uses it, where the parts keep them under their own names."""
    parts = [_initializers(folder / f"{name}.onnx") for name in ("lower", "kinds", "triggers", "pair")]
    held = {name.removeprefix("heads."): value for part in parts for name, value in part.items()}
    return {name: _read(held, name) for name in Heads(labels()).state_dict()}


def _initializers(path: Path) -> _Arrays:
    import onnx
    from onnx import numpy_helper

    return {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}


def _numbers(held: _Arrays) -> Iterator[int]:
    yield from sorted({int(name.split(".")[1]) for name in held if name.startswith("layers.")})


def _fill(layer: nn.Module, held: _Arrays, name: str) -> None:
    narrow(layer, torch.arange(len(held[f"{name}.up.bias"])))
    own = dict(layer.named_parameters())
    with torch.no_grad():
        for part, place in _PLACES.items():
            for kind in ("weight", "bias"):
                own[f"{place}.{kind}"].copy_(_read(held, f"{name}.{part}.{kind}"))
        _fill_seen(layer, held, name)


def _fill_seen(layer: Any, held: _Arrays, name: str) -> None:
    """Queries, keys and values are one matrix when written, with the scale of the scores in the queries."""
    own = layer.attention.self
    for kind in ("weight", "bias"):
        parts = dict(zip(_SEEN, _read(held, f"{name}.seen.{kind}").chunk(len(_SEEN)), strict=True))
        parts["query"] = parts["query"] * own.attention_head_size**0.5
        for part, value in parts.items():
            getattr(getattr(own, part), kind).copy_(value)


def _read(held: _Arrays, name: str) -> Tensor:
    """A vector as it stands; a matrix turned back, and out of its 8 bits where it is in these."""
    if name in held:
        return torch.from_numpy(held[name].astype(np.float32))
    if f"{name}_Transposed" in held:
        return torch.from_numpy(held[f"{name}_Transposed"].T.copy())
    whole, scale, zero = (held[f"{name}_Transposed_{part}"] for part in ("quantized", "scale", "zero_point"))
    return torch.from_numpy(((whole.astype(np.float32) - zero) * scale).T.copy())
