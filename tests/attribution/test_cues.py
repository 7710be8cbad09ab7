from __future__ import annotations

import pytest

from newsledger.attribution.cues import cues, words_of
from newsledger.errors import DataError


def test_every_list_loads_and_every_stance_is_described() -> None:
    known = cues()
    assert known.verbs["say"].frames["clause"].stance in known.stances
    assert {"says", "denies", "warns", "pledges", "accuses", "asks"} <= set(known.stances)


def test_bare_truth_words_are_refused() -> None:
    with pytest.raises(DataError, match="list of words"):
        words_of(["of", True], "somewhere")
