"""Reports to events: copies, the same event in several reports, independent origins, disagreement, stories."""

from newsledger.linking.accounts import accounts
from newsledger.linking.comparing import Score, compare
from newsledger.linking.copies import Copy, CopyKind, find_copies
from newsledger.linking.dating import linked_dates
from newsledger.linking.judging import Rulings, judge, rulings
from newsledger.linking.linker import LinkSummary, cluster, link
from newsledger.linking.storytelling import stories

__all__ = [
    "Copy",
    "CopyKind",
    "LinkSummary",
    "Rulings",
    "Score",
    "accounts",
    "cluster",
    "compare",
    "find_copies",
    "judge",
    "link",
    "linked_dates",
    "rulings",
    "stories",
]
