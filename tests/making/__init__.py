"""Small records and a coder that codes by counting, for tests of what stands above coding."""

from making.coder import CountingCoder
from making.records import coded, document, event, party, report

__all__ = ["CountingCoder", "coded", "document", "event", "party", "report"]
