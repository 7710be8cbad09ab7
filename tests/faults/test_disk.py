"""A disk that is full, and one that cannot be written: a clear message, and nothing lost."""

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from newsledger.errors import LedgerError
from newsledger.ledger import Ledger


def state(ledger):
    with Ledger.open(ledger) as opened:
        assert list(opened.verify()) == []
        return opened.counts()["documents"], {page.document_id for page in opened.documents()}


def no_larger_than(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_may_not_grow_is_one_message(filled, write, fill, tmp_path):
    number, before = state(filled)
    limit = filled.stat().st_size + 60_000
    status, said = write(filled, 20, 400, preexec_fn=no_larger_than(limit))
    assert status == 1
    assert said.startswith("Error: The ledger could not be written")
    assert "Traceback" not in said
    after, pages = state(filled)
    assert number <= after < 400
    assert before <= pages
    # With room again, the same command goes on.
    fill(filled, 20, 100)
    fill(tmp_path / "whole.db", 0, 100)
    assert state(tmp_path / "whole.db")[1] <= state(filled)[1]


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk; the test of a file that may not grow stands for it")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_message_and_loses_nothing(small_disk, fill):
    ledger = small_disk / "news.db"
    fill(ledger, 0, 12)
    number, before = state(ledger)
    with pytest.raises(LedgerError, match="could not be written: database or disk is full"):
        fill(ledger, 12, 4000)
    after, pages = state(ledger)
    assert number <= after
    assert before <= pages


def test_a_copy_to_a_full_disk_leaves_nothing_behind(filled, small_disk):
    (small_disk / "other").write_bytes(bytes(8_700_000))
    with Ledger.open(filled) as opened, pytest.raises(LedgerError, match="could not be made"):
        opened.back_up(small_disk / "copy.db")
    assert [each.name for each in small_disk.iterdir()] == ["other"]


@pytest.fixture
def shut(filled):
    """A ledger in a folder that nobody may write."""
    place = Path(tempfile.mkdtemp(prefix="newsledger-shut-", dir="/tmp"))
    shutil.copy(filled, place / "news.db")
    (place / "news.db").chmod(0o444)
    place.chmod(0o555)
    yield place / "news.db"
    place.chmod(0o755)
    shutil.rmtree(place)


def unprivileged(action):
    """What an action gives in a child of this process without the rights of root, which no permission binds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            told = str(action())
        except LedgerError as error:
            told = f"Error: {error}"
        except BaseException as error:  # the child must end here, whatever happens
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


def documents(path):
    with Ledger.open(path, create=False) as opened:
        return opened.counts()["documents"]


def test_a_ledger_that_cannot_be_written_says_so_and_can_be_read(shut, fill, filled):
    documents(filled)  # what is imported now need not be read by the child
    assert unprivileged(lambda: documents(shut)) == "20"
    told = unprivileged(lambda: fill(shut, 20, 30))
    assert told.startswith("Error: ")
    assert "readonly" in told.replace("-", "").replace(" ", "")
