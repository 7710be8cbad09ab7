"""The mean of several runs' weights."""

import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training alone")


def test_weights_are_averaged_and_counters_kept():
    from newsledger.training.averaging import mean

    one = {"weight": torch.tensor([1.0, 4.0]), "places": torch.tensor([0, 1])}
    two = {"weight": torch.tensor([3.0, 0.0]), "places": torch.tensor([0, 1])}
    found = mean([one, two])
    assert found["weight"].tolist() == [2.0, 2.0]
    assert found["places"].tolist() == [0, 1]
