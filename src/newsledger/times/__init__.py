"""When: time expressions of a document, and the dates that they give events."""

from newsledger.times.reader import read_times

__all__ = ["read_times"]
