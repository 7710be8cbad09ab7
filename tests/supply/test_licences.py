"""Under which licences packages may come."""

from email.message import Message

import pytest
from supply.licences import faults, licence, may_be
from supply.locks import LOCK, pins


def told(**fields):
    message = Message()
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            message[name.replace("_", "-")] = each
    return message


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"License_Expression": "MIT OR Apache-2.0"}, "MIT OR Apache-2.0"),
        ({"License": "Apache 2.0"}, "Apache-2.0"),
        ({"License": "UNKNOWN", "Classifier": ["License :: OSI Approved :: ISC License (ISCL)"]}, "ISC"),
        ({"License": "whole text " * 10, "Classifier": ["License :: OSI Approved :: BSD License"]}, "LicenseRef-BSD"),
        ({"Classifier": ["Programming Language :: Python"]}, None),
        ({"License": "ask me"}, None),
    ],
)  # fmt: skip
def test_a_licence_is_told_by_the_plainest_word(fields, found):
    assert licence(told(**fields)) == found


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True), ("Apache-2.0 AND BSD-3-Clause", True), ("GPL-3.0-or-later", False), ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False), ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("LGPL-3.0-only", True),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", True), ("SSPL-1.0", False), ("LicenseRef-GPL", False),
    ],
)  # fmt: skip
def test_one_way_to_take_it_must_be_of_the_policy(expression, good):
    assert may_be(expression) is good


def test_every_locked_package_comes_under_a_good_licence():
    assert list(faults(pins(LOCK.read_text(encoding="utf-8")))) == []


def test_a_package_that_is_not_there_cannot_be_told():
    assert list(faults(["no-such-package"])) == ["no-such-package is not installed, so that its licence cannot be told"]
