"""Executors that drive reading, coding, the ledger and linking."""

from newsledger.running.coding import code_batch
from newsledger.running.contracts import CodesDocuments, Links, Progress, Reads, RunError, Summary
from newsledger.running.ingest import ingest, link_reports, read_paths
from newsledger.running.streaming import code_stream

__all__ = [
    "CodesDocuments",
    "Links",
    "Progress",
    "Reads",
    "RunError",
    "Summary",
    "code_batch",
    "code_stream",
    "ingest",
    "link_reports",
    "read_paths",
]
