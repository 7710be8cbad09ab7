"""Requests to servers that nobody vouches for: bounded in time, size and where they may lead."""

from newsledger.fetching.client import Answer, Bounds, fetch
from newsledger.fetching.problems import FetchError

__all__ = ["Answer", "Bounds", "FetchError", "fetch"]
