"""Executors that drive reading, coding, the ledger and linking.

Ingests by shards are in ``newsledger.running.spreading``, whose file format takes a second to import.
"""

from newsledger.running.choosing import Choice
from newsledger.running.coding import code_batch
from newsledger.running.contracts import CodesDocuments, Executor, Links, Progress, Reads, RunError, Summary
from newsledger.running.executors import local
from newsledger.running.ingest import ingest, link_reports, read_paths
from newsledger.running.metering import Meter, seconds_left
from newsledger.running.on_ray import OnRay
from newsledger.running.streaming import code_stream
from newsledger.running.yielding import give_way

__all__ = [
    "Choice",
    "CodesDocuments",
    "Executor",
    "Links",
    "Meter",
    "OnRay",
    "Progress",
    "Reads",
    "RunError",
    "Summary",
    "code_batch",
    "code_stream",
    "give_way",
    "ingest",
    "link_reports",
    "local",
    "read_paths",
    "seconds_left",
]
