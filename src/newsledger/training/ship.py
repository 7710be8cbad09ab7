"""Writes the trained network in the form the program loads: an 8-bit encoder and small matrices."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from newsledger.coding.head import GLANCED, Labels
from newsledger.training.compact import Lower, Upper
from newsledger.training.network import Network


def _export(part: nn.Module, sample: tuple[Tensor, ...], inputs: list[str], out: Path) -> None:
    """Writes one part of the encoder, all but its embeddings in 8 bits."""
    axes = {name: {0: "length"} for name in (*inputs, "states")}
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            part.eval(), sample, str(plain), input_names=inputs,
            output_names=["states"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)


def ship(network: Network, labels: Labels, folder: Path, card: dict[str, Any]) -> None:
    """Writes ``lower.onnx``, ``upper.onnx``, ``heads.npz`` and ``card.json`` to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces, lower = torch.arange(16), Lower(network.encoder, GLANCED)
    _export(lower, (pieces, pieces), ["pieces", "places"], folder / "lower.onnx")
    _export(Upper(network.encoder, GLANCED), (lower(pieces, pieces),), ["below"], folder / "upper.onnx")
    held = {k: v.detach().numpy().astype(np.float16) for k, v in network.heads.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", **held)
    named = {"types": labels.types, "modes": labels.modes, "factualities": labels.factualities}
    (folder / "card.json").write_text(json.dumps({**card, **named}, indent=1) + "\n", encoding="utf-8")
