"""One thread for the products of small matrices.

A linear algebra library shares each product among all cores, but those of a page's words are so small that its
threads mostly wait for each other: twice the processor time for the same seconds. Whoever else uses the library
in this process keeps the threads that he has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    import numpy as np  # noqa: F401 - what is not loaded yet would not be found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra by one thread while this lasts."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
