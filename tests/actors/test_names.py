from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.actors.names import family_names, fold, initials_dropped, slug, without_possessive


@pytest.mark.parametrize(
    "spellings",
    [
        ("Kim Jong-un", "Kim Jong Un", "KIM Jong Un", "kim jong–un", "Kim  Jong\u2010un"),
        ("Hugo Chávez", "Hugo Chavez"),
        ("U.S.", "US", "u.s."),
        ("Guðni Jóhannesson", "Gudni Johannesson"),
        ("N'Guessan", "NGuessan"),
    ],
)
def test_spellings_fold_to_one(spellings):
    assert len({fold(s) for s in spellings}) == 1


@given(st.text(max_size=40))
def test_folding_leaves_plain_words(name):
    folded = fold(name)
    assert folded == fold(folded)
    assert folded == " ".join(folded.split())
    assert all(c.isascii() and (c.isalnum() or c == " ") and not c.isupper() for c in folded)


def test_a_name_as_part_of_an_id():
    assert slug("Ban Ki-moon") == "ban-ki-moon"


@pytest.mark.parametrize("owner", ["Iran's", "Iran’s", "Iran"])
def test_owners_lose_their_ending(owner):
    assert without_possessive(owner) == "Iran"


def test_middle_initials_go():
    assert initials_dropped(("john", "f", "kerry")) == ("john", "kerry")
    assert initials_dropped(("j", "kerry")) == ("j", "kerry")
    assert initials_dropped(("ban", "ki", "moon")) == ("ban", "ki", "moon")


PARTICLES, SUFFIXES = frozenset({"de", "al", "van"}), frozenset({"jr", "ii"})


@pytest.mark.parametrize(
    ("name", "families"),
    [
        ("Ferdinand Marcos Jr.", {"marcos"}),
        ("Elizabeth II", {"elizabeth"}),
        ("F.W. de Klerk", {"klerk", "de klerk"}),
        ("Bashar al-Assad", {"assad", "al assad"}),
        ("Park Chung-hee", {"chung hee"}),
        ("Van Morrison", {"morrison"}),
        ("Suharto", {"suharto"}),
    ],
)
def test_family_names(name, families):
    assert set(family_names(name, PARTICLES, SUFFIXES)) == families


@given(st.text(max_size=30))
def test_any_text_has_family_names_without_a_suffix(name):
    for key in family_names(name, PARTICLES, SUFFIXES):
        assert key == " ".join(key.split())
