"""Writes the trained network in the form the program loads: an 8-bit encoder, and the heads in half the bits."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from newsledger.coding.head import GLANCED, Labels
from newsledger.training.compact import Kinds, Lower, Pair, Triggers, Upper
from newsledger.training.network import Heads, Network

_PLAIN = "plain.onnx"
_STATES = {"states": "length"}
# What each part is given and gives; what has a row for each piece or trigger is named with the rows.
_LOWER = ({"pieces": "length", "places": "length"}, {**_STATES, "told": None})
_UPPER = ({"below": "length"}, _STATES)
_KINDS = ({**_STATES, "at": "triggers"}, {"types": "triggers", "joined": "triggers", "mean": None})
_TRIGGERS = (
    {**_KINDS[0], "joined": "triggers", "mean": None},
    dict.fromkeys(("modes", "factualities", "marks"), "triggers") | {"told": None, "looked": "length"},
)
_PAIR = ({**_STATES, "mean": None, "looked": "length", "sides": None}, {"types": None})
_Names = tuple[Mapping[str, str | None], Mapping[str, str | None]]


def _export(part: nn.Module, sample: tuple[Tensor, ...], names: _Names, out: Path, *, folded: bool = True) -> None:
    given, gives = names
    rows = {name: {0: axis} for each in names for name, axis in each.items() if axis}
    if "marks" in gives:
        rows["marks"][2] = "length"
    torch.onnx.export(
        part.eval(), sample, str(out), input_names=list(given), output_names=list(gives),
        dynamic_axes=rows, opset_version=17, dynamo=False, do_constant_folding=folded,
    )  # fmt: skip


def _in_8_bits(part: nn.Module, sample: tuple[Tensor, ...], names: _Names, out: Path) -> None:
    """Writes one part of the encoder; what the heads make of it in passing stays as it is."""
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / _PLAIN
        _export(part, sample, names, plain)
        apart = [n.name for n in onnx.load(plain).graph.node if any(name.startswith("heads.") for name in n.input)]
        # The library takes a product and its sum apart before it looks at the names.
        apart += [f"{name}_MatMul" for name in apart]
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=apart)


def _in_16_bits(part: nn.Module, sample: tuple[Tensor, ...], names: _Names, out: Path) -> None:
    """Writes some of the heads; their weights keep their names, so that they can be read back."""
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / _PLAIN
        _export(part, sample, names, plain, folded=False)
        model = onnx.load(plain)
    halved = [_halved(model.graph, one) for one in list(model.graph.initializer) if one.data_type == TensorProto.FLOAT]
    for at, node in enumerate(halved):
        model.graph.node.insert(at, node)
    onnx.save(model, out)


def _halved(graph: Any, one: Any) -> Any:
    """Keeps a weight in half its bits, under its own name, and gives the node that makes it whole again."""
    whole = f"{one.name}.whole"
    for node in graph.node:
        node.input[:] = [whole if name == one.name else name for name in node.input]
    values = numpy_helper.to_array(one).astype(np.float16)
    graph.initializer.remove(one)
    graph.initializer.append(numpy_helper.from_array(values, one.name))
    return helper.make_node("Cast", [one.name], [whole], to=TensorProto.FLOAT)


def ship(network: Network, labels: Labels, folder: Path, card: dict[str, Any]) -> None:
    """Writes the parts of encoder and heads, and ``card.json``, to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces, lower = torch.arange(16), Lower(network.encoder, GLANCED, network.heads)
    _in_8_bits(lower, (pieces, pieces), _LOWER, folder / "lower.onnx")
    below, _ = lower(pieces, pieces)
    _in_8_bits(Upper(network.encoder, GLANCED), (below,), _UPPER, folder / "upper.onnx")
    ship_heads(network.heads, below.detach(), card["temperature"], folder)
    named = {"types": labels.types, "modes": labels.modes, "factualities": labels.factualities}
    (folder / "card.json").write_text(json.dumps({**card, **named}, indent=1) + "\n", encoding="utf-8")


def ship_heads(heads: Heads, states: Tensor, temperature: float, folder: Path) -> None:
    """Writes what judges triggers and pairs; ``states`` are any sentence's."""
    at, kinds, triggers = torch.tensor([2, 5]), Kinds(heads, temperature), Triggers(heads).eval()
    _in_16_bits(kinds, (states, at), _KINDS, folder / "kinds.onnx")
    with torch.no_grad():
        _, joined, mean = kinds(states, at)
        *_, looked = triggers(states, at, joined, mean)
    _in_16_bits(triggers, (states, at, joined, mean), _TRIGGERS, folder / "triggers.onnx")
    sides = torch.zeros(1, 2 * states.shape[1])
    _in_16_bits(Pair(heads), (states, mean, looked, sides), _PAIR, folder / "pair.onnx")
