"""The outlets that the registry knows, by name, domain and wire credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newsledger.data.own import load, remembered
from newsledger.errors import DataError
from newsledger.records import Outlet, OutletKind

_CONCEPT = "registry/outlets"
_NOT_NAME = re.compile(r"[^\w&]+")
_ARTICLE = re.compile(r"^the ")


def _key(name: str) -> str:
    return _ARTICLE.sub("", _NOT_NAME.sub(" ", name.casefold()).strip())


@dataclass(frozen=True, slots=True)
class OutletBook:
    """Looks outlets up; every lookup gives None for what the registry lacks."""

    names: Mapping[str, Outlet]
    domains: Mapping[str, Outlet]
    credits: Mapping[str, str]
    state_run: frozenset[str] = frozenset()

    def runs_for_a_state(self, outlet: Outlet) -> bool:
        """Whether a government owns the outlet and decides what it says."""
        return (outlet.id or outlet.name) in self.state_run

    def named(self, name: str) -> Outlet | None:
        """The outlet of this name, article, case and punctuation aside."""
        return self.names.get(_key(name))

    def at(self, url: str) -> Outlet | None:
        """The outlet whose domain a URL or host name belongs to."""
        labels = host(url).split(".")
        tails = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self.domains[t] for t in tails if t in self.domains), None)

    def wire(self, credit: str) -> str | None:
        """The short name of the agency that a credit such as "AP" or "(AP)" stands for."""
        return self.credits.get(_key(credit))


def host(url: str) -> str:
    """Host name of a URL, or of a bare domain, without "www."; empty where there is none."""
    try:
        name = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def _outlet(entry: Mapping[str, Any]) -> Outlet:
    try:
        return Outlet(entry["name"], entry.get("id"), entry.get("country"), OutletKind(entry.get("kind", "other")))
    except (KeyError, ValueError) as error:
        raise DataError(
            "An outlet is not well formed", where=f"{_CONCEPT}: {entry}", mend="Give a name and a known kind."
        ) from error


def build(entries: Iterable[Mapping[str, Any]]) -> OutletBook:
    """A book from registry entries; where two claim a name, the first keeps it."""
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    credits: dict[str, str] = {}
    state_run: set[str] = set()
    for entry in entries:
        outlet = _outlet(entry)
        if entry.get("state_controlled"):
            state_run.add(outlet.id or outlet.name)
        for name in [outlet.name, *(entry.get("names") or ())]:
            names.setdefault(_key(str(name)), outlet)
        for domain in entry.get("domains") or ():
            domains.setdefault(host(str(domain)), outlet)
        if outlet.kind in {OutletKind.AGENCY, OutletKind.STATE_MEDIA}:
            _add_credits(credits, outlet, entry)
    return OutletBook(names, domains, credits, frozenset(state_run))


def _add_credits(into: dict[str, str], outlet: Outlet, entry: Mapping[str, Any]) -> None:
    given = [str(c).strip("()[] —–-") for c in entry.get("credits") or ()]
    if not given:
        return
    for name in [*given, outlet.name, *map(str, entry.get("names") or ())]:
        into.setdefault(_key(name), given[0])


@remembered
def book() -> OutletBook:
    """The outlets of the package, with a user's own before them."""
    return build(entry for file in load(_CONCEPT).values() for entry in file.get("outlets", ()))


def outlet_of(name: str | None, url: str | None) -> Outlet | None:
    """The outlet that a given name or the page's URL points to.

    A name beats a URL; a name or host that the registry lacks becomes an outlet of kind
    other, under that name.
    """
    known = (book().named(name) or book().at(name)) if name else None
    known = known or (book().at(url) if url else None)
    if known:
        return known
    spelled = name or (host(url) if url else "")
    return Outlet(spelled) if spelled else None
