"""What a user's own pages make of the packaged ones."""

from __future__ import annotations

import copy

import pytest

from newsledger.data.merging import laid_over, merged

BOOK = {
    "AID": {"type": "AID", "meaning": "give", "entries": [{"verbs": ["feed", "send $aid"], "nouns": ["gift"]}]},
    "COERCE": {"type": "COERCE", "absorbs": True, "entries": [{"verbs": ["jail"], "mode": "arrest"}]},
    "classes": {"aid": ["food"]},
}


def over(above):
    return laid_over("codebook", copy.deepcopy(BOOK), above)


def words(page, kind="verbs"):
    return [word for entry in page["entries"] for word in entry.get(kind) or ()]


def test_entries_are_added_to_their_type_whatever_the_file_is_called():
    made = over({"mine": {"type": "AID", "entries": [{"verbs": ["water"]}]}})
    assert words(made["AID"]) == ["water", "feed", "send $aid"]
    assert made["AID"]["meaning"] == "give"
    assert "mine" not in made
    assert [entry.get("own", False) for entry in made["AID"]["entries"]] == [True, False]


def test_the_same_words_stand_in_the_packaged_lines_place_under_any_type():
    made = over({"mine": {"type": "AID", "entries": [{"verbs": ["jail", "send  $aid"]}]}})
    assert words(made["AID"]) == ["jail", "send  $aid", "feed"]
    assert words(made["COERCE"]) == []
    assert made["COERCE"]["absorbs"] is True


def test_words_can_be_removed_and_a_type_replaced():
    removed = over({"mine": {"type": "AID", "remove": {"verbs": ["feed"], "nouns": ["gift"]}}})
    assert (words(removed["AID"]), words(removed["AID"], "nouns")) == (["send $aid"], [])
    replaced = over({"mine": {"type": "AID", "replace": True, "entries": [{"nouns": ["alms"]}]}})
    assert (words(replaced["AID"]), words(replaced["AID"], "nouns")) == ([], ["alms"])


def test_two_files_of_one_type_both_count():
    made = over({n: {"type": "AID", "entries": [{"verbs": [n]}]} for n in ("a", "b")})
    assert words(made["AID"]) == ["b", "a", "feed", "send $aid"]


def test_word_lists_grow():
    assert over({"classes": {"aid": ["food", "seed"], "gate": ["weir"]}})["classes"] == {
        "aid": ["seed", "food"],
        "gate": ["weir"],
    }


def test_nothing_that_was_given_is_changed():
    given = copy.deepcopy(BOOK)
    laid_over("codebook", given, {"mine": {"type": "AID", "entries": [{"verbs": ["jail"]}]}, "classes": {"aid": ["x"]}})
    assert given == BOOK


STATE = {
    "code": "WKD",
    "name": "Lakeland",
    "capital": "Seton",
    "names": ["The Lakes"],
    "offices": [{"office": "President", "role": "head of state", "holders": [{"name": "A", "start": "2010"}]}],
}


def test_a_state_grows_field_by_field():
    office = {
        "office": "President",
        "holders": [{"name": "B", "start": "2015"}, {"name": "A", "start": "2010", "end": "2015"}],
    }
    made = merged(STATE, {"code": "WKD", "capital": "Weir", "names": ["Lakes"], "offices": [office]})
    assert (made["name"], made["capital"], made["names"]) == ("Lakeland", "Weir", ["Lakes", "The Lakes"])
    (president,) = made["offices"]
    assert president["role"] == "head of state"
    assert president["holders"] == [{"name": "B", "start": "2015"}, {"name": "A", "start": "2010", "end": "2015"}]


def test_replace_puts_the_whole_in_its_place():
    made = merged(STATE, {"code": "WKD", "offices": [{"office": "President", "replace": True, "holders": []}]})
    assert made["offices"] == [{"office": "President", "holders": []}]
    assert merged(STATE, {"code": "WKD", "replace": True}) == {"code": "WKD"}


def test_a_body_is_merged_in_the_file_that_has_it():
    below = {"groups": {"organizations": [{"name": "Lake Front", "sectors": ["REB"], "names": ["LF"]}]}}
    rows = [{"name": "Lake Front", "sectors": ["PTY"], "replace": False}, {"name": "Weir Union"}]
    made = laid_over("registry/organizations", below, {"groups": {"organizations": rows}})
    assert made["groups"]["organizations"] == [{"name": "Lake Front", "sectors": ["PTY", "REB"], "names": ["LF"]}]
    assert made["groups+"]["organizations"] == [{"name": "Weir Union"}]


@pytest.mark.parametrize("ident", ["courier", "other"])
def test_outlets_are_known_by_their_id_and_new_ones_come_first(ident):
    below = {"registry/outlets": {"outlets": [{"id": "courier", "name": "Courier", "domains": ["a.example"]}]}}
    above = {"registry/outlets": {"outlets": [{"id": ident, "name": "Courier", "domains": ["b.example"]}]}}
    rows = laid_over("registry/outlets", below, above)["registry/outlets"]["outlets"]
    assert [row["domains"] for row in rows] == (
        [["b.example", "a.example"]] if ident == "courier" else [["b.example"], ["a.example"]]
    )
