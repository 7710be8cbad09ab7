"""How much was read, and how long the rest takes."""

import gzip
import time

import pytest

from newsledger.reading import read
from newsledger.running import Meter, seconds_left


def measured(meter):
    meter.start()
    for _ in range(500):
        if meter.total is not None:
            return meter.total
        time.sleep(0.01)
    return None


def test_bytes_on_the_disk_are_counted_while_they_are_read(tmp_path):
    (tmp_path / "a.txt").write_text("Kim met Shoigu.")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "They met."}\n' * 3000))
    meter = Meter([tmp_path])
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert measured(meter) == size
    shares = [meter.share() for _ in read([tmp_path], taken=meter.taken)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1.0 and meter.done == size


def test_nobody_knows_the_end_of_standard_input():
    meter = Meter(["-"])
    meter.start()
    meter.taken(100)
    assert meter.share() is None


@pytest.mark.parametrize(("share", "left"), [(None, None), (0.0, None), (0.25, 30.0), (1.0, 0.0)])
def test_the_rest_takes_as_long_as_so_far(share, left):
    assert seconds_left(share, 10) == left
