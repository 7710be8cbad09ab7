"""Manners towards servers: robots.txt is obeyed, and no host is asked in haste."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from newsledger.fetching import Bounds, FetchError, fetch

# The name that robots.txt may speak of.
NAME = "newsledger"
_ROBOTS_BYTES = 500_000
# A rule that asks for longer pauses than this would keep the others waiting for ever.
_LONGEST_PAUSE = 60.0
_HELD_SECONDS = 24 * 3600.0


@dataclass
class Manners:
    """Asked before every request. ``pace`` is in seconds; ``clock`` and ``sleep`` can be others for tests."""

    bounds: Bounds
    pace: float = 2.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _barred: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, tuple[float, RobotFileParser]] = field(default_factory=dict)

    def admit(self, url: str) -> None:
        """Waits until the host may be asked again. Raises FetchError where the address may not be asked."""
        parts = urlsplit(url)
        host, origin = parts.netloc, f"{parts.scheme}://{parts.netloc}"
        if self.barred(url):
            raise FetchError(f"The server {host} has asked to be left alone for a while", where=url)
        rules = self._of(origin)
        if not rules.can_fetch(NAME, url):
            raise FetchError(f"robots.txt of {host} forbids this page", where=url, lasting=True)
        delay = rules.crawl_delay(NAME)
        self._wait(host, min(max(self.pace, float(delay or 0)), _LONGEST_PAUSE))

    def barred(self, url: str) -> float:
        """Seconds for which the address's host has asked to be left alone; 0 where it has not."""
        return max(self._barred.get(urlsplit(url).netloc, 0.0) - self.clock(), 0.0)

    def bar(self, url: str, seconds: float) -> None:
        """Leaves a host alone for so long."""
        self._barred[urlsplit(url).netloc] = self.clock() + seconds

    def _wait(self, host: str, pause: float) -> None:
        wait = self._free.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._free[host] = self.clock() + pause

    def _of(self, origin: str) -> RobotFileParser:
        held = self._rules.get(origin)
        if held is None or self.clock() - held[0] > _HELD_SECONDS:
            held = (self.clock(), self._read(origin))
            self._rules[origin] = held
        return held[1]

    def _read(self, origin: str) -> RobotFileParser:
        """The rules of an origin: none where it has no such file. Raises FetchError where that cannot be told."""
        self._wait(urlsplit(origin).netloc, self.pace)
        bounds = Bounds(self.bounds.seconds, _ROBOTS_BYTES, self.bounds.redirects, self.bounds.private)
        answer = fetch(f"{origin}/robots.txt", bounds)
        rules = RobotFileParser()
        if 400 <= answer.status < 500 and answer.status != 429:
            rules.parse([])
            return rules
        if answer.status != 200:
            raise FetchError(f"robots.txt cannot be read: status {answer.status}", where=f"{origin}/robots.txt")
        rules.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        return rules
