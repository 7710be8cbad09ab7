"""Where: place names found on a page and resolved, and the place where an event happened."""

from newsledger.places.datelines import read_dateline
from newsledger.places.events import event_place, is_of_sentence_before
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.mentions import read_places
from newsledger.places.saying import is_said_now
from newsledger.places.syntax import OWN

__all__ = [
    "OWN",
    "Entry",
    "Gazetteer",
    "event_place",
    "is_of_sentence_before",
    "is_said_now",
    "read_dateline",
    "read_places",
]
