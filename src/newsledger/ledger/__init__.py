"""The store: schema, migrations, writing, queries, judgements."""

from newsledger.ledger.dates import Days, parse_days
from newsledger.ledger.entries import DocumentEntry, Judgement, Page, QuarantineEntry, Run
from newsledger.ledger.query import Query
from newsledger.ledger.store import Ledger, RejectedInput

__all__ = [
    "Days",
    "DocumentEntry",
    "Judgement",
    "Ledger",
    "Page",
    "QuarantineEntry",
    "Query",
    "RejectedInput",
    "Run",
    "parse_days",
]
