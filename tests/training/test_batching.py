"""Lessons in batches."""

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training alone")

from newsledger.coding.head import labels  # noqa: E402
from newsledger.training.batching import UNTAGGED, batches  # noqa: E402
from newsledger.training.features import Lesson, Target  # noqa: E402

QUIET = Lesson((101, 7, 8, 102), (Target(1, 0, -1, -1, None),), kept_back=False)
TOLD = Lesson((101, 7, 8, 9, 102), (Target(2, 3, -1, 1, (0, 1, 0, 2, 0)), Target(3, 0, -1, -1, None)), kept_back=False)


def test_a_batch_holds_every_candidate_and_what_each_sentence_tells():
    (batch,) = batches([QUIET, TOLD], labels(), random.Random(0))
    assert batch.pieces.shape == batch.mask.shape == (2, 5)
    assert [(int(r), int(a), int(t)) for r, a, t in zip(batch.rows, batch.at, batch.types, strict=True)] == [
        (0, 1, 0),
        (1, 2, 3),
        (1, 3, 0),
    ]
    assert batch.told.sum(1).tolist() == [0.0, 1.0] and batch.told[1, 2] == 1.0
    assert batch.events is not None
    assert batch.events.chosen.tolist() == [1] and batch.events.tags.tolist() == [[0, 1, 0, 2, 0]]


def test_padding_is_never_a_part():
    longer = Lesson((*QUIET.pieces, 5, 6), QUIET.targets, kept_back=False)
    (batch,) = batches([longer, TOLD], labels(), random.Random(0))
    assert batch.events is not None and batch.events.tags[0, -1] == UNTAGGED
    assert batch.mask.sum(1).tolist() == [len(TOLD.pieces), len(longer.pieces)]


def test_a_batch_without_events_has_none():
    (batch,) = batches([QUIET], labels(), random.Random(0))
    assert batch.events is None and batch.on("cpu") is batch


def test_a_sentence_without_candidates_is_left_out():
    assert not list(batches([Lesson((101, 102), (), kept_back=False)], labels(), random.Random(0)))
