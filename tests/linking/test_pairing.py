"""Pairs by blocks: each with each where they are few, with neighbours where they are many."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsledger.linking.pairing import Gathered, blocks, pairs_nearby, pairs_within


def told(codes, size):
    gathered = Gathered()
    gathered.add(codes)
    return {divmod(int(code), size) for code in gathered.all()}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_each_pair_of_one_key_once_and_no_other(keys):
    held = blocks(np.array(keys, dtype=np.int64), np.arange(len(keys)))
    wanted = {(a, b) for a, b in combinations(range(len(keys)), 2) if keys[a] == keys[b]}
    assert told(pairs_within(held, len(keys)), len(keys)) == wanted


@given(st.permutations(range(12)), st.integers(1, 4))
def test_of_many_each_meets_the_first_and_those_just_before_it(order, window):
    held = blocks(np.zeros(12, dtype=np.int64), np.arange(12))
    ranked = sorted(range(12), key=lambda n: order[n])
    near = {(ranked[i - n], ranked[i]) for i in range(12) for n in range(1, window + 1) if i >= n}
    wanted = {tuple(sorted(p)) for p in near | {(ranked[0], r) for r in ranked[1:]}}
    assert told(pairs_nearby(held, 12, 3, np.array(order), window), 12) == wanted


def test_small_blocks_are_left_to_all_pairs():
    held = blocks(np.zeros(3, dtype=np.int64), np.arange(3))
    assert told(pairs_nearby(held, 3, 3, np.arange(3), 2), 3) == set()
