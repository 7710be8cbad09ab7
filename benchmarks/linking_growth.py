"""How linking grows: ``python -m benchmarks.linking_growth [REPORTS ...]`` on invented news.

Each amount is linked in a process of its own, from the reports in memory to the events; the
figures are processor seconds, peak memory, and the exponent with which time grows.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

SIZES = (10_000, 100_000)


def measure(reports: int) -> dict[str, float]:
    """Seconds of linking so many reports, peak memory in MB, and how many events they are."""
    from benchmarks.synthetic import newsroom
    from newsledger.linking import cluster

    coded = list(newsroom(reports))
    told, pages = [r for c in coded for r in c.reports], [c.document for c in coded]
    start = time.process_time()
    events = cluster(told, pages)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"reports": len(told), "seconds": seconds, "MB": memory, "events": len(events)}


def apart(reports: int) -> dict[str, float]:
    """The same in another process, whose memory is its own."""
    command = [sys.executable, "-m", "benchmarks.linking_growth", "--one", str(reports)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def exponent(small: dict[str, float], large: dict[str, float]) -> float:
    return math.log(large["seconds"] / small["seconds"]) / math.log(large["reports"] / small["reports"])


def figures(sizes: tuple[int, ...]) -> dict[str, float]:
    found = [apart(size) for size in sizes]
    told: dict[str, float] = {}
    for each in found:
        name = f"{each['reports']:.0f} reports"
        told |= {f"{name}: seconds": round(each["seconds"], 1), f"{name}: MB": round(each["MB"])}
    if len(found) > 1:
        told["growth exponent"] = round(exponent(found[0], found[-1]), 3)
    return told


def table(work: Path) -> dict[str, float]:
    """Ten and a hundred thousand reports; ``work`` is not needed."""
    return figures(SIZES)


def main(argv: list[str]) -> int:
    if argv[:1] == ["--one"]:
        print(json.dumps(measure(int(argv[1]))))
        return 0
    for name, value in figures(tuple(map(int, argv)) or SIZES).items():
        print(f"{name}: {value:g}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
