"""How knowledge files are found, read and kept."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from newsledger.data.loading import derived, files, fingerprint, load, settle, undisturbed
from newsledger.errors import DataError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of knowledge of the test's own, with a cache folder of its own beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = tmp_path / "data"
    made.mkdir()
    return made


def write(root: Path, path: str, text: str) -> Path:
    made = root / path
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(text, encoding="utf-8")
    return made


def read(concept: str, root: Path) -> dict:
    """As a fresh process would read it: nothing is remembered from an earlier call."""
    return load.__wrapped__(concept, root)


def test_a_concept_is_one_file(root):
    write(root, "fruit.yaml", "apple: [red, green]")
    assert read("fruit", root) == {"fruit": {"apple": ["red", "green"]}}


def test_or_every_file_below_a_folder(root):
    write(root, "fruit/b.yaml", "2")
    write(root, "fruit/a.yaml", "1")
    write(root, "fruit/more/c.yaml", "3")
    assert read("fruit", root) == {"a": 1, "b": 2, "more/c": 3}


def test_dates_become_text(root):
    write(root, "fruit.yaml", "picked: 2021-05-01")
    assert read("fruit", root) == {"fruit": {"picked": "2021-05-01"}}


def test_a_concept_without_files_says_where_it_looked(root):
    with pytest.raises(DataError, match="fruit") as caught:
        read("fruit", root)
    assert caught.value.mend


def test_what_is_no_yaml_is_named_with_a_remedy(root):
    write(root, "fruit.yaml", "apple: [red, green")
    with pytest.raises(DataError) as caught:
        read("fruit", root)
    assert "fruit.yaml" in caught.value.where
    assert "line" in caught.value.where
    assert caught.value.mend


def test_a_second_reading_comes_from_the_kept_copy(root, monkeypatch):
    write(root, "fruit.yaml", "apple: red")
    first = read("fruit", root)
    monkeypatch.setattr("yaml.load", lambda *_, **__: pytest.fail("parsed again"))
    assert read("fruit", root) == first


def test_a_changed_file_is_never_served_stale(root):
    path = write(root, "fruit.yaml", "apple: red")
    times = path.stat()
    assert read("fruit", root) == {"fruit": {"apple": "red"}}
    write(root, "fruit.yaml", "apple: pie")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # even where the clock shows no change
    assert read("fruit", root) == {"fruit": {"apple": "pie"}}


def test_a_file_that_is_added_or_renamed_is_seen(root):
    first = write(root, "fruit/apple.yaml", "red")
    assert read("fruit", root) == {"apple": "red"}
    write(root, "fruit/pear.yaml", "green")
    assert read("fruit", root) == {"apple": "red", "pear": "green"}
    first.rename(root / "fruit/cherry.yaml")
    assert read("fruit", root) == {"cherry": "red", "pear": "green"}


def kept(root: Path) -> Path:
    (found,) = (root.parent / "cache").rglob("*.kept")
    return found


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"",
        lambda body: b"{",
        lambda body: body[: len(body) // 2],
        lambda body: body.replace(b"red", b"bad"),
        lambda body: body.partition(b"\n")[2],
        lambda body: b"\xff" + body,
    ],
    ids=["empty", "no copy", "cut short", "changed", "without its checksum", "no text"],
)
def test_a_damaged_copy_is_read_anew_and_mended(root, damage):
    write(root, "fruit.yaml", "apple: red")
    read("fruit", root)
    whole = kept(root).read_bytes()
    kept(root).write_bytes(damage(whole))
    assert read("fruit", root) == {"fruit": {"apple": "red"}}
    assert kept(root).read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_trouble(root, monkeypatch):
    write(root, "fruit.yaml", "apple: red")
    blocked = write(root.parent, "blocked", "a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert read("fruit", root) == {"fruit": {"apple": "red"}}


def test_a_setting_says_where_copies_are_kept(root, monkeypatch, tmp_path):
    write(root, "fruit.yaml", "apple: red")
    monkeypatch.setenv("NEWSLEDGER_CACHE", str(tmp_path / "mine"))
    read("fruit", root)
    assert [path.suffix for path in (tmp_path / "mine").iterdir()] == [".kept"]
    assert not (tmp_path / "cache").exists()


def test_what_is_made_from_knowledge_is_made_once(root):
    made = []
    rule = write(root, "rule.py", "one")

    def derive():
        return derived("fruit", ("ontology/titles",), (str(rule),), lambda: made.append(1) or {"apples": (1, 2)})

    assert derive() == derive() == {"apples": [1, 2]}
    assert len(made) == 1
    write(root, "rule.py", "another")
    derive()
    assert len(made) == 2


def test_loading_undisturbed_leaves_the_collector_as_it_was():
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_fingerprint_knows_names_and_bytes(root):
    apple, pear = write(root, "apple.yaml", "1"), write(root, "pear.yaml", "1")
    assert fingerprint([apple]) != fingerprint([pear])
    before = fingerprint([apple, pear])
    assert before == fingerprint([apple, pear])
    write(root, "apple.yaml", "2")
    assert fingerprint([apple, pear]) != before


def test_files_come_by_name(root):
    for name in ("b", "a", "c"):
        write(root, f"fruit/{name}.yaml", "1")
    assert [p.stem for p in files("fruit", root)] == ["a", "b", "c"]


def test_what_has_settled_is_no_longer_looked_through():
    held = [[] for _ in range(1000)]
    settle()
    assert not {id(one) for one in held} & {id(one) for one in gc.get_objects()}


def test_who_switched_the_collector_off_keeps_his_objects_in_view():
    gc.disable()
    try:
        held: list[list[str]] = []
        settle()
        assert any(one is held for one in gc.get_objects())
    finally:
        gc.enable()
