"""The clock that adds up what watched functions cost."""

import time
from types import SimpleNamespace

from benchmarks.cost import Clock, watched


def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def test_time_inside_counts_once_however_deep_and_the_rest_not_at_all():
    tools = SimpleNamespace(inner=lambda: work(0.01), outer=lambda: tools.inner())
    clock, held = Clock(), tools.outer
    with watched(clock, (tools, "outer"), (tools, "inner")):
        assert tools.outer() == 0.01
        work(0.05)
    assert 0.009 <= clock.spent < 0.04
    assert tools.outer is held
