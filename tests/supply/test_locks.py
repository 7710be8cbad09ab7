"""Locked versions and the hashes of their files."""

from importlib.metadata import version

import pytest
from supply.locks import HASHES, LOCK, Pin, faults, installed_otherwise, pins

A, B = "a" * 64, "b" * 64


def test_a_lock_gives_each_package_its_version_and_hashes():
    text = f"# why\nOne.Two==1.0 \\\n    --hash=sha256:{A} \\\n    --hash=sha256:{B}\npsycopg[binary]==3.1 ; x\n"
    assert pins(text) == {"one-two": Pin("one-two", "1.0", frozenset({A, B})), "psycopg": Pin("psycopg", "3.1")}


@pytest.mark.parametrize("line", ["one>=1", "one", "git+https://a.example/one", "one==1\none==2", "One==1\none==1"])
def test_a_line_that_leaves_the_version_open_is_refused(line):
    with pytest.raises(ValueError, match="one"):
        pins(line)


@pytest.mark.parametrize(
    ("hashed", "fault"),
    [
        (f"one==1 --hash=sha256:{A}\n", None),
        ("", "no hashes"),
        ("one==1\n", "no hash"),
        ("one==1 --hash=sha256:abc\n", "no hash"),
        ("one==1 --hash=md5:abc\n", "no hash"),
        (f"one==2 --hash=sha256:{A}\n", "are of 2"),
        (f"one==1 --hash=sha256:{A}\ntwo==1 --hash=sha256:{A}\n", "two has hashes and is not locked"),
    ],
    ids=["well", "none", "one without", "a short one", "a weak one", "another version", "one too many"],
)
def test_hashes_must_be_of_what_is_locked(hashed, fault):
    told = list(faults(pins("one==1\n"), pins(hashed)))
    assert [fault in each for each in told] == ([True] if fault else [])


def test_the_projects_own_files_can_be_read():
    """Whether they agree is for ``make audit`` to say: hashes are fetched, and tests need no network."""
    locked, hashed = (pins(path.read_text(encoding="utf-8")) for path in (LOCK, HASHES))
    assert locked["spacy"].version
    assert all(pin.hashes for pin in hashed.values())


def test_what_is_installed_is_what_is_locked():
    told = list(installed_otherwise(pins(f"pytest=={version('pytest')}\nruff==0.0.1\nno-such-package==1\n")))
    assert [each.split()[0] for each in told] == ["no-such-package", "ruff"]
