"""Errors say what, where and how to mend it."""

from __future__ import annotations

import pytest

from newsledger import errors
from newsledger.errors import DataError, LanguageError, NewsledgerError
from newsledger.language import Pipeline


@pytest.mark.parametrize(
    ("where", "mend", "told"),
    [
        ("", "", "The page is empty."),
        ("a.html", "", "The page is empty (a.html)."),
        ("", "Leave it out.", "The page is empty. Leave it out."),
        ("a.html", "Leave it out.", "The page is empty (a.html). Leave it out."),
    ],
)
def test_one_plain_message(where, mend, told):
    error = NewsledgerError("The page is empty", where=where, mend=mend)
    assert str(error) == told
    assert (error.what, error.where, error.mend) == ("The page is empty", where, mend)


def test_every_error_has_the_one_root():
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, Exception)]
    assert len(kinds) >= 6
    assert all(issubclass(k, NewsledgerError) and k.__doc__ for k in kinds)


def test_the_root_catches_what_is_raised_on_purpose():
    with pytest.raises(NewsledgerError, match="Quote it"):
        raise DataError("A word is a truth value", where="words.yaml", mend="Quote it.")


def test_a_pipeline_that_is_not_installed_is_named():
    with pytest.raises(LanguageError, match="en_core_web_nowhere") as caught:
        Pipeline("en_core_web_nowhere")
    assert "--model" in caught.value.mend
