"""The bill of materials: whole, valid, and the same for the same lock."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from supply.bill import bill, main
from supply.locks import HASHES, LOCK, Pin, pins

A = "a" * 64


@pytest.fixture(scope="module")
def whole():
    return bill(*(pins(path.read_text(encoding="utf-8")) for path in (LOCK, HASHES)))


def test_it_is_valid_cyclonedx(whole):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(whole) is None


def test_it_names_every_locked_package_with_its_licence(whole):
    plain = json.loads(whole)
    held = {each["name"]: each for each in plain["components"]}
    assert {(name, each["version"]) for name, each in held.items()} == {
        (pin.name, pin.version) for pin in pins(LOCK.read_text(encoding="utf-8")).values()
    }
    assert all(each["licenses"] for each in held.values())
    assert len(held["spacy"]["hashes"]) > 1
    assert held["spacy"]["purl"].startswith("pkg:pypi/spacy@")
    assert plain["metadata"]["component"]["name"] == "newsledger"


def test_it_tells_what_needs_what(whole):
    needs = {each["ref"]: each.get("dependsOn", []) for each in json.loads(whole)["dependencies"]}
    assert {"spacy", "sqlalchemy", "lxml"} - set(needs["newsledger"]) == {"lxml"}  # lxml comes with trafilatura
    assert "lxml" in needs["trafilatura"]


def test_the_same_lock_gives_the_same_bill(whole, tmp_path):
    one = {"pytest": Pin("pytest", "9"), "gone": Pin("gone", "1")}
    assert bill(one, {}) == bill(one, {})
    assert json.loads(bill(one, {}))["serialNumber"] != json.loads(whole)["serialNumber"]


def test_hashes_of_another_version_are_left_out():
    held = json.loads(bill({"gone": Pin("gone", "1")}, {"gone": Pin("gone", "2", frozenset({A}))}))
    assert "hashes" not in held["components"][0]


def test_the_command_writes_it(tmp_path, capsys):
    assert main(["--output", str(tmp_path / "a.json")]) == 0
    assert json.loads((tmp_path / "a.json").read_text())["bomFormat"] == "CycloneDX"
