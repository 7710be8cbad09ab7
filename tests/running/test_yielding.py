"""How far a process gives way, asked in a process of its own, since it cannot be taken back."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "setpriority"), reason="this system has no steps of priority")

_ASK = """
import os
from newsledger.running.yielding import give_way
for steps in {steps}: give_way(steps)
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


def _after(*steps: int) -> int:
    asked = [sys.executable, "-c", _ASK.format(steps=steps)]
    return int(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)


def test_no_step_changes_nothing():
    assert _after(0) == os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize(("steps", "left"), [((19,), 19), ((19, 3), 19), ((18, 40), 19)])
def test_steps_are_taken_once_and_never_back(steps, left):
    assert _after(*steps) == left
