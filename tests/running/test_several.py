"""Several ingests at once into one ledger."""

import multiprocessing

from making.coder import link_all
from making.killing import fill_part
from making.stores import fresh, rows
from newsledger.ledger import Ledger

TABLES = ("documents", "zones", "reports", "report_parties", "claims", "events", "event_parties", "event_reports")
NUMBERS = frozenset({"row", "run"})


def held(where):
    """Every row, whoever wrote it and when."""
    with Ledger.open(where) as ledger:
        link_all(ledger)
        return {name: sorted(map(repr, found)) for name, found in rows(ledger, *TABLES, without=NUMBERS).items()}


def test_four_writers_at_once_equal_one(request, store, tmp_path):
    (tmp_path / "other").mkdir()
    one, four = fresh(request, store, tmp_path), fresh(request, store, tmp_path / "other")
    fill_part(str(one), 0, 1)
    Ledger.open(four).close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["making.killing"])
    writers = [context.Process(target=fill_part, args=(str(four), part, 4)) for part in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    assert held(four) == held(one)
