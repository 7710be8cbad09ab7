"""When: time expressions of a document, and the dates that they give events and pages."""

from newsledger.times.events import event_date
from newsledger.times.publication import infer_published
from newsledger.times.reader import read_times

__all__ = ["event_date", "infer_published", "read_times"]
