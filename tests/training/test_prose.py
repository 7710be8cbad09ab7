"""The unlabelled sentences."""

from __future__ import annotations

import hashlib

from newsledger.data.loading import load
from newsledger.training.prose import prose
from newsledger.training.sentences import examples


def test_every_sentence_stands_once_and_in_no_order_of_pages():
    read = prose()
    assert len(read) == len(set(read)) > 20_000
    assert all(one == " ".join(one.split()) and 0 < len(one) < 700 for one in read)
    for page in load("prose").values():
        assert page["sentences"] == sorted(page["sentences"], key=_hash)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def test_none_is_one_of_the_labelled_that_are_kept_back():
    assert not set(prose()) & {one.text for one in examples()}
