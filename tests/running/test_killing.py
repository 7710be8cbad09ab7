"""An ingest that is killed with no time to say anything, at any moment, goes on without loss or repeats."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from making.killing import fill
from making.stores import fresh, rows
from newsledger.ledger import Ledger

TABLES = ("documents", "zones", "reports", "report_parties", "claims", "events", "event_parties", "event_reports")
# Which run wrote a row, and the numbers that a store gives, are of the stops; all else must be the same.
NUMBERS = frozenset({"row", "run", "mended"})


@pytest.fixture(scope="module")
def starter():
    """Starts processes from one that has everything imported, so that a kill costs no second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["making.killing"])
    return context


def held(where):
    with Ledger.open(where) as ledger:
        return rows(ledger, *TABLES, "quarantine", without=NUMBERS)


def killed_until_done(starter, where, chance, longest, most):
    """Starts and kills until a run comes to its end; gives the number of kills."""
    for kills in range(most):
        process = starter.Process(target=fill, args=(str(where),))
        process.start()
        process.join(chance.uniform(0, longest))
        if process.exitcode is not None:
            assert process.exitcode == 0
            return kills
        process.kill()
        process.join()
    fill(where, slowly=0)
    return most


def test_a_few_kills(starter, request, store, tmp_path):
    undisturbed, where = fresh(request, store, tmp_path), fresh(request, store, other(tmp_path))
    fill(undisturbed, slowly=0)
    # Reading alone takes longer than this, so that every one of them is killed.
    assert killed_until_done(starter, where, random.Random(store), 0.2, most=6) == 6
    assert held(where) == held(undisturbed)


def other(folder):
    (folder / "other").mkdir()
    return folder / "other"


@pytest.mark.slow
def test_fifty_kills(starter, request, store, tmp_path):
    undisturbed, chance, kills, rounds = fresh(request, store, tmp_path), random.Random(store), 0, 0
    fill(undisturbed, slowly=0)
    while kills < 50:
        (folder := tmp_path / str(rounds)).mkdir()
        where = fresh(request, store, folder)
        kills += killed_until_done(starter, where, chance, 0.4, most=50 - kills)
        rounds += 1
        assert held(where) == held(undisturbed)


def test_no_worker_outlives_the_process_that_it_works_for(tmp_path):
    script = (
        "import sys, multiprocessing\n"
        "from making.killing import fill\n"
        "if __name__ == '__main__':\n"
        f"    fill({str(tmp_path / 'a.db')!r}, workers=2, slowly=0.2)\n"
    )
    (tmp_path / "script.py").write_text(script)
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, tmp_path / "script.py"], start_new_session=True, env=known)
    deadline = time.monotonic() + 60
    while len(_group(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(_group(process.pid)) >= 3
    time.sleep(1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _group(process.pid) == []


def _group(leader):
    """The processes that are still there of those that this one started, itself among them."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(name))
    return found
