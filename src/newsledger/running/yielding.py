"""Lets work that nobody waits for go last on a machine that people work on."""

from __future__ import annotations

import os


def give_way(steps: int) -> None:
    """Puts this process, and those it starts from now on, at least so many steps (0 to 19) behind others.

    On a machine with nothing else to do it costs nothing. Where the system has no such steps nothing is done.
    """
    if hasattr(os, "setpriority"):
        held = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, max(held, min(steps, 19)))
