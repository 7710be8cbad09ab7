"""Writes the trained network in the form the program loads: an 8-bit encoder and small matrices."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from newsledger.coding.head import Labels
from newsledger.training.compact import Compact
from newsledger.training.network import Network


def _export(network: Network, out: Path) -> None:
    sample = torch.arange(16)
    axes = {name: {0: "length"} for name in ("pieces", "places", "states")}
    torch.onnx.export(
        Compact(network.encoder).eval(), (sample, sample), str(out), input_names=["pieces", "places"],
        output_names=["states"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def ship(network: Network, labels: Labels, folder: Path, card: dict[str, Any]) -> None:
    """Writes ``encoder.onnx``, ``heads.npz`` and ``card.json`` to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        _export(network, plain)
        quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    held = {k: v.detach().numpy().astype(np.float16) for k, v in network.heads.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", **held)
    named = {"types": labels.types, "modes": labels.modes, "factualities": labels.factualities}
    (folder / "card.json").write_text(json.dumps({**card, **named}, indent=1) + "\n", encoding="utf-8")
