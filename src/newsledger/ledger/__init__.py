"""The store: schema, migrations, writing, queries, judgements."""

from newsledger.ledger.auditing import Action, AuditEntry
from newsledger.ledger.dates import Days, parse_days
from newsledger.ledger.entries import (
    Anchor,
    Change,
    Difference,
    DocumentEntry,
    Judgement,
    Page,
    QuarantineEntry,
    Ruling,
    Run,
    Verdict,
)
from newsledger.ledger.folding import fold
from newsledger.ledger.matching import matching as matching_rows
from newsledger.ledger.months import MonthCount
from newsledger.ledger.query import Conditions, Query
from newsledger.ledger.store import Ledger, RejectedInput
from newsledger.ledger.telling import Told
from newsledger.ledger.verifying import CHECKS, Fault

__all__ = [
    "CHECKS",
    "Action",
    "Anchor",
    "Answer",
    "AuditEntry",
    "Change",
    "Conditions",
    "Days",
    "Difference",
    "DocumentEntry",
    "Fault",
    "Judgement",
    "Ledger",
    "MonthCount",
    "Page",
    "QuarantineEntry",
    "Query",
    "RejectedInput",
    "Ruling",
    "Run",
    "Told",
    "Verdict",
    "fold",
    "matching_rows",
    "parse_days",
]
