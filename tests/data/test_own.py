"""Which knowledge is in force."""

from __future__ import annotations

import os

import pytest

from making.folders import write
from newsledger.data import own
from newsledger.data.loading import files, fingerprint, load
from newsledger.errors import DataError

AID = "type: AID\nentries:\n  - {verbs: [VERB]}\n"


@pytest.fixture(autouse=True)
def as_before(monkeypatch, tmp_path):
    """Leaves the packaged knowledge in force, and the cache of this machine alone."""
    monkeypatch.setenv("NEWSLEDGER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NEWSLEDGER_DATA", raising=False)
    own.use(())
    yield
    own.use(())


def folder(tmp_path, name, verb):
    return str(write(tmp_path / name, {"codebook/mine.yaml": AID.replace("VERB", verb)}))


def first_verb():
    return own.load("codebook")["AID"]["entries"][0]["verbs"][0]


def test_without_a_folder_it_is_the_packaged_knowledge():
    assert own.load("codebook") == load("codebook")
    assert own.version() == fingerprint([*files("codebook"), *files("ontology")])


def test_the_setting_names_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_DATA", folder(tmp_path, "mine", "water"))
    assert first_verb() == "water"
    assert own.version() != fingerprint([*files("codebook"), *files("ontology")])


def test_of_several_folders_the_last_lies_above(tmp_path, monkeypatch):
    both = [folder(tmp_path, "one", "water"), folder(tmp_path, "two", "irrigate")]
    monkeypatch.setenv("NEWSLEDGER_DATA", os.pathsep.join(both))
    assert first_verb() == "irrigate"
    assert "water" in own.load("codebook")["AID"]["entries"][1]["verbs"]


def test_what_a_process_is_told_to_use_counts_at_once(tmp_path):
    first = own.load("codebook")
    own.use([folder(tmp_path, "mine", "water")])
    assert first_verb() == "water"
    own.use(())
    assert own.load("codebook") == first


def test_a_changed_folder_is_another_version(tmp_path):
    own.use([folder(tmp_path, "mine", "water")])
    before = own.version()
    own.use([folder(tmp_path, "mine", "irrigate")])
    assert own.version() != before
    assert first_verb() == "irrigate"


def test_a_folder_that_was_found_well_is_not_checked_again(tmp_path, monkeypatch):
    mine = folder(tmp_path, "mine", "water")
    own.use([mine])
    assert first_verb() == "water"
    own.use([mine])
    monkeypatch.setattr(own, "_well", lambda _: pytest.fail("checked again"))
    assert first_verb() == "water"


def test_a_folder_with_mistakes_is_refused_with_the_first_and_the_way_to_all(tmp_path):
    mine = write(tmp_path / "mine", {"codebook/mine.yaml": "type: AIDD\nentrys: []\n"})
    own.use([str(mine)])
    with pytest.raises(DataError) as caught:
        own.load("codebook")
    assert "no type 'AIDD', and 1 more" in caught.value.what
    assert caught.value.where.endswith("mine.yaml:1:7")
    assert f"newsledger codebook check {mine}" in caught.value.mend


def test_a_concept_that_the_folder_does_not_have_is_the_packaged_one(tmp_path):
    own.use([folder(tmp_path, "mine", "water")])
    assert own.load("registry/outlets") == load("registry/outlets")
    assert own.load("codebook/things") == load("codebook/things")
