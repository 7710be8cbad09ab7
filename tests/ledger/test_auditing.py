"""Who changed what: written with the change, in order, and only added to."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update

from making import coded
from making.records import VERSION
from making.stores import STORES, fresh
from newsledger.errors import LedgerError, QueryError
from newsledger.ledger import Action, Judgement, Ledger, tokens, watching, work
from newsledger.ledger.schema import audit

MADE = datetime(2023, 8, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(params=STORES)
def ledger(request, tmp_path):
    with Ledger.open(fresh(request, request.param, tmp_path)) as opened:
        opened.write_many([coded("Shoigu visited Pyongyang.")], [], opened.start_run(VERSION, MADE, {}))
        yield opened


def judge(ledger, verdict="accept", **more):
    report_id = next(iter(ledger.reports())).report_id
    return ledger.judge(Judgement(report_id, None, verdict, "ana", MADE, **more))


def everything(ledger):
    judge(ledger, note="as it says")
    with ledger.writing() as connection:
        tokens.create(connection, "ben", "reviewer", MADE)
        tokens.revoke(connection, 1, MADE, "ana")
        watch = watching.add(connection, "Visits", "type=CONSULT", "ana", MADE)
        watching.end(connection, watch.watch, MADE, "ana")
        work.add(connection, work.JobKind.DOCUMENTS, "cleo", MADE, [{"text": "a"}, {"text": "b"}])
        work.add(connection, work.JobKind.LINK, "cleo", MADE)


def test_every_change_is_told_in_order(ledger):
    everything(ledger)
    told = ledger.audit()
    assert [each.entry for each in told] == [1, 2, 3, 4, 5, 6, 7]
    assert [each.action for each in told] == list(Action)
    assert [each.who for each in told] == ["ana", "command line", "ana", "ana", "ana", "cleo", "cleo"]
    assert told[0].detail == {"number": 1, "verdict": "accept", "note": "as it says"}
    assert told[1].detail == {"name": "ben", "role": "reviewer"}
    assert told[5].detail == {"pages": 2}


def test_reading_and_coding_are_runs_and_no_changes(ledger):
    ledger.replace_events([])
    assert ledger.audit() == ()


def test_what_changed_nothing_is_not_told(ledger):
    with ledger.writing() as connection:
        assert not tokens.revoke(connection, 9, MADE)
        assert not watching.end(connection, 9, MADE)
    with pytest.raises(QueryError):
        judge(ledger, "perhaps")
    assert ledger.audit() == ()


def test_a_change_that_is_given_up_leaves_no_line(ledger):
    with pytest.raises(RuntimeError), ledger.writing() as connection:
        tokens.create(connection, "ben", "reader", MADE)
        raise RuntimeError
    assert ledger.audit() == ()


@pytest.mark.parametrize("statement", [update(audit).values(who="ben"), delete(audit)], ids=["change", "removal"])
def test_the_store_refuses_to_change_or_remove_a_line(ledger, statement):
    judge(ledger)
    with pytest.raises(LedgerError, match="only added to"), ledger.writing() as connection:
        connection.execute(statement)
    assert [each.who for each in ledger.audit()] == ["ana"]


@pytest.mark.parametrize("deed", ["UPDATE audit SET who = 'ben' WHERE entry = 3", "DELETE FROM audit WHERE entry = 3"])
def test_a_line_changed_behind_the_stores_back_breaks_the_seals(ledger, deed):
    everything(ledger)
    assert not list(ledger.verify(("audit",)))
    with ledger.writing() as connection:
        _unguarded(connection)
        connection.exec_driver_sql(deed)
    assert [fault.record for fault in ledger.verify(("audit",))] == ["3" if deed.startswith("U") else "4"]


def _unguarded(connection):
    """As whoever owns the file, or the database, can."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER audit_update")
        connection.exec_driver_sql("DROP TRIGGER audit_delete")
    else:
        connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER audit_kept")
