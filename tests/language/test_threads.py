"""Products of small matrices take one thread, and only while they are made."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from newsledger.language.threads import one_thread


def _threads() -> set[int]:
    assert np.ones(2) @ np.ones(2) == 2.0
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_one_thread_is_used_within_and_as_many_as_before_after_it():
    with threadpool_limits(limits=2, user_api="blas"):
        before = _threads()
        with one_thread():
            assert _threads() == {1}
        assert _threads() == before == {2}
