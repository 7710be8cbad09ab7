"""Work done beside the pages."""

import time

import pytest
from filelock import FileLock

from making import CountingCoder
from making.coder import link_all
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.worker import Worker
from newsledger.errors import LedgerError
from newsledger.ledger import work
from newsledger.ledger.work import JobKind, JobState


@pytest.fixture
def worker(ledger):
    return Worker(Desk(ledger), CountingCoder, link_all)


def state(ledger, job):
    with ledger.reading() as connection:
        return work.find(connection, job.job_id).state


def test_work_is_done_in_the_order_asked(worker, ledger):
    jobs = [worker.ask(JobKind.DOCUMENTS, "ana", [{"text": f"Kim met {n}."}]) for n in range(3)]
    for done in range(3):
        assert [state(ledger, job) for job in jobs].count(JobState.DONE) == done
        assert worker.do_one()
        assert state(ledger, jobs[done]) is JobState.DONE
    assert not worker.do_one()


def test_linking_that_waits_is_not_asked_for_twice(worker):
    assert worker.ask(JobKind.LINK, "ana").job_id == worker.ask(JobKind.LINK, "ben").job_id
    worker.do_one()
    assert not worker.do_one()


def test_what_a_stop_interrupts_is_done_at_the_next_start(worker, ledger):
    job = worker.ask(JobKind.DOCUMENTS, "ana", [{"text": "Kim met him again."}])
    with ledger.writing() as connection:
        work.take(connection)
    assert state(ledger, job) is JobState.RUNNING
    worker.start()
    worker.stop()
    assert state(ledger, job) in {JobState.DONE, JobState.WAITING}
    worker.do_one()
    assert state(ledger, job) is JobState.DONE


def test_work_that_fails_says_why_and_the_next_goes_on(ledger):
    def broken(_ledger):
        raise LedgerError("The disk is full", mend="Make room.")

    worker = Worker(Desk(ledger), CountingCoder, broken)
    job = worker.ask(JobKind.LINK, "ana")
    assert worker.do_one()
    with ledger.reading() as connection:
        ended = work.find(connection, job.job_id)
    assert (ended.state, ended.outcome) == (JobState.FAILED, {"problem": "The disk is full. Make room."})


def test_of_several_one_works_and_the_next_takes_its_place(ledger, tmp_path):
    first, second = (Worker(Desk(ledger), CountingCoder, link_all, tmp_path / "work.lock") for _ in range(2))
    first.start()
    second.start()
    assert (first.leads, second.leads) == (True, False)
    finished(ledger, second.ask(JobKind.DOCUMENTS, "ana", [{"text": "Kim met him again."}]))
    first.stop()
    job = second.ask(JobKind.DOCUMENTS, "ana", [{"text": "Kim met her."}])
    finished(ledger, job)
    assert second.leads
    second.stop()


def test_who_does_not_work_leaves_alone_what_is_worked_on(ledger, tmp_path):
    first, second = (Worker(Desk(ledger), CountingCoder, link_all, tmp_path / "work.lock") for _ in range(2))
    job = first.ask(JobKind.DOCUMENTS, "ana", [{"text": "Kim met him again."}])
    with FileLock(tmp_path / "work.lock"):
        with ledger.writing() as connection:
            work.take(connection)
        second.start()
        assert state(ledger, job) is JobState.RUNNING
    finished(ledger, job)
    second.stop()


def finished(ledger, job):
    for _ in range(500):
        if state(ledger, job) is JobState.DONE:
            return
        time.sleep(0.02)
    raise AssertionError("the work is never done")


def test_work_that_cannot_be_taken_now_is_taken_later(ledger):
    class Busy(Worker):
        tries = 0

        def do_one(self):
            self.tries += 1
            if self.tries == 1:
                raise LedgerError("The ledger is busy")
            return super().do_one()

    worker = Busy(Desk(ledger), CountingCoder, link_all)
    worker.start()
    finished(ledger, worker.ask(JobKind.DOCUMENTS, "ana", [{"text": "Kim met him again."}]))
    worker.stop()
