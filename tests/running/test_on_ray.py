"""A real cluster of two nodes on this machine, one of which is lost half-way."""

import os
import sys
from datetime import UTC, datetime

import pytest

from making import CountingCoder
from making.coder import DyingOnceCoder, SlowCoder, link_all
from making.stores import rows
from newsledger.errors import NewsledgerError
from newsledger.ledger import Ledger
from newsledger.running import OnRay, RunError, ingest
from newsledger.running import on_ray as module
from newsledger.running.spreading import ingest_by_shards, load_shards
from newsledger.settings import Settings

NUMBERS = frozenset({"row", "run"})
PAGES = 120


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    for number in range(PAGES):
        (tmp_path / "pages" / f"{number:03}.txt").write_text(f"Kim met Shoigu {number} times. He said so.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def cluster():
    """A head and a second node, each with one processor, whose workers know the tests' coders."""
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install newsledger[ray]")
    from ray.cluster_utils import Cluster

    known = {"PYTHONPATH": os.pathsep.join(sys.path), "RAY_USAGE_STATS_ENABLED": "0"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in known.items():
            patch.setenv(name, value)
        watchful = {"health_check_period_ms": 500, "health_check_failure_threshold": 4}
        options = {"num_cpus": 1, "object_store_memory": 80 * 2**20, "include_dashboard": False}
        started = Cluster(initialize_head=True, head_node_args={**options, "_system_config": watchful})
        started.second = started.add_node(num_cpus=1, object_store_memory=80 * 2**20)
        started.wait_for_nodes()
        try:
            yield started
        finally:
            ray.shutdown()
            started.shutdown()


def fixed():
    return datetime(2023, 8, 1, tzinfo=UTC)


def on_ray(ledger, cluster, coder, **more):
    settings = Settings(shard_bytes=40 * 5)
    options = {"link": link_all, "now": fixed, "settings": settings, **more}
    return ingest_by_shards(["pages"], ledger, coder, OnRay(cluster.address), "shards", **options)


def one_process(where):
    with Ledger.open(where) as ledger:
        ingest(["pages"], ledger, CountingCoder(), link=link_all, now=fixed)
        return rows(ledger, without=NUMBERS)


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_a_unit_that_kills_them_all_is_named(folder, cluster):
    (folder / "pages" / "060.txt").write_text("A deadly page. Kim met Shoigu.")
    (folder / "deaths").mkdir()
    with Ledger.open(folder / "ray.db") as ledger:
        coder = DyingOnceCoder(str(folder / "deaths"), 3)
        with pytest.raises(RunError, match="3 workers died over one unit"):
            on_ray(ledger, cluster, coder)
        assert 0 < ledger.counts()["documents"] < PAGES
        assert on_ray(ledger, cluster, coder).known > 0
        assert len(list((folder / "deaths").iterdir())) == 3
        assert rows(ledger, without=NUMBERS) == one_process(folder / "one.db")


@pytest.mark.slow
def test_a_node_that_is_lost_half_way_costs_nothing(folder, cluster):
    lost = []

    def lose(_documents, _rejected):
        done = len(list((folder / "shards").glob("shard-*.json")))
        if not lost and done >= PAGES // 5 // 2:
            lost.append(done)
            cluster.remove_node(cluster.second, allow_graceful=False)

    with Ledger.open(folder / "ray.db") as ledger:
        summary = on_ray(ledger, cluster, SlowCoder(), progress=lose)
        assert lost
        assert summary.written == PAGES
        assert rows(ledger, without=NUMBERS) == one_process(folder / "one.db")
    with Ledger.open(folder / "other.db") as ledger:
        load_shards("shards", ledger, link=link_all, now=fixed)
        assert rows(ledger, without=NUMBERS) == one_process(folder / "two.db")


def test_without_ray_it_says_how_to_have_it(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(NewsledgerError, match=r"newsledger\[ray\]"):
        list(OnRay()(str, [1]))


def test_units_are_given_out_in_order_and_no_further_ahead_than_told():
    taken = []

    def work():
        for number in range(6):
            taken.append(number)
            yield f"unit {number}"

    units = module._Units(work(), most=2)
    first, second = units.take(), units.take()
    assert (first, second, units.take()) == ((0, "unit 0"), (1, "unit 1"), None)
    assert len(taken) <= 3
    units.done(1, "unit 1", "b")
    assert list(units.in_order()) == [] and units.take() is None
    units.again(*first)
    assert units.take() == first
    units.done(0, "unit 0", "a")
    assert list(units.in_order()) == [("unit 0", "a"), ("unit 1", "b")]
    while (unit := units.take()) is not None:
        units.done(*unit, "c")
        list(units.in_order())
    assert units.finished
