"""Several processes over one ledger."""

import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import psutil
import pytest

from newsledger.desk import several
from newsledger.errors import NewsledgerError
from newsledger.ledger import tokens, work
from newsledger.ledger.work import JobKind, JobState

from .conftest import MADE


def test_processes_learn_what_they_serve_while_it_is_served():
    with several.telling("news.db", False, ("desk.example",)) as name:
        served = several.told()
        assert (served.ledger, served.open_reading, served.hosts) == ("news.db", False, ["desk.example"])
        assert name == "newsledger.desk.several:application"
    with pytest.raises(NewsledgerError, match="which ledger"):
        several.told()


def test_a_process_makes_the_application_it_is_told_of(made):
    with several.telling(str(made), False, ("desk.example",)):
        app = several.application()
    assert not app.state.desk.open_reading
    assert app.state.desk.ledger.counts()["events"] == 3


@pytest.fixture
def served(ledger, tmp_path):
    """Two processes over the test's own ledger, with work that a stop had interrupted: address and program."""
    with ledger.writing() as connection:
        interrupted = work.add(connection, JobKind.LINK, "ana", MADE)
        work.take(connection)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newsledger", "serve", "--ledger", str(tmp_path / "news.db")]
    with subprocess.Popen([*command, "--port", str(port), "--workers", "2"]) as program:
        try:
            yield f"http://127.0.0.1:{port}", psutil.Process(program.pid), interrupted
        finally:
            program.terminate()
            program.wait(60)


def eventually(what):
    for _ in range(600):
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it never comes to be")


def answers(address) -> bool:
    try:
        return httpx.get(f"{address}/events", timeout=20).status_code == 200
    except httpx.TransportError:
        return False


def processes(program) -> set[int]:
    """Those that answer; the program starts a helper of its own beside them."""
    alive = [each for each in program.children() if each.status() != psutil.STATUS_ZOMBIE]
    return {each.pid for each in alive if "spawn_main" in " ".join(each.cmdline())}


def state(ledger, job):
    with ledger.reading() as connection:
        return work.find(connection, job.job_id).state


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are killed otherwise there")
def test_work_goes_on_when_the_process_that_did_it_is_killed(served, ledger):
    address, program, interrupted = served
    eventually(lambda: answers(address))
    eventually(lambda: state(ledger, interrupted) is JobState.DONE)
    with ledger.writing() as connection:
        secret = tokens.create(connection, "ana", "admin", MADE)
    before = processes(program)
    assert len(before) == 2
    for process in sorted(before):
        replace(program, process)
        eventually(lambda: answers(address))
        judge(address, secret, next(iter(ledger.reports())).report_id)
        eventually(lambda: all(each is JobState.DONE for each in states(ledger)))
    assert processes(program).isdisjoint(before)


def replace(program, process):
    """Kills one, and waits for the other that is started in its place."""
    os.kill(process, signal.SIGKILL)
    eventually(lambda: len(processes(program) - {process}) == 2)


def judge(address, secret, left):
    given, headers = {"verdict": "accept", "left_id": left}, {"authorization": f"Bearer {secret}"}
    assert httpx.post(f"{address}/api/v1/judgements", json=given, headers=headers, timeout=60).status_code == 201


def states(ledger):
    from sqlalchemy import select

    from newsledger.ledger.schema import jobs

    with ledger.reading() as connection:
        return [JobState(row.state) for row in connection.execute(select(jobs.c.state))]
