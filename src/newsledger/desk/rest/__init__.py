"""The REST interface: the records of the contract, filters as in the search, and errors as problem details."""

from newsledger.desk.rest.described import describe
from newsledger.desk.rest.routes import router

__all__ = ["describe", "router"]
