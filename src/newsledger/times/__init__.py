"""When: time expressions of a document, and the dates that they give events and pages."""

from newsledger.times.events import event_date, is_of_opening, was_said
from newsledger.times.passages import is_named
from newsledger.times.publication import infer_published
from newsledger.times.reader import read_times

__all__ = ["event_date", "infer_published", "is_named", "is_of_opening", "read_times", "was_said"]
