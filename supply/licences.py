"""Under which licence a package comes, and whether that is one that newsledger can be given out with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

import yaml
from license_expression import ExpressionError, Licensing, get_spdx_licensing

_CLASSIFIER = "License :: "
_LONGEST = 100  # a longer field is the licence's whole text


@dataclass(frozen=True, slots=True)
class Policy:
    """Licences that may be, and how older packages spell them."""

    good: frozenset[str]
    words: dict[str, str]


@lru_cache(maxsize=1)
def policy() -> Policy:
    said = yaml.safe_load((Path(__file__).parent / "licences.yaml").read_text(encoding="utf-8"))
    return Policy(frozenset(said["allowed"]) | frozenset(said["libraries"]), said["words"])


@lru_cache(maxsize=1)
def _spdx() -> Licensing:
    return get_spdx_licensing()  # two thousand licences, which take a while to index


def licence(told: PackageMetadata) -> str | None:
    """The package's licence as an SPDX expression, from the plainest that its metadata says; None where it does not."""
    return next((found for said in _said(told) if (found := _expression(said))), None)


def _said(told: PackageMetadata) -> Iterator[str]:
    if "License-Expression" in told:
        yield told["License-Expression"]
    if "License" in told and len(told["License"]) < _LONGEST:
        yield told["License"]
    for each in told.get_all("Classifier") or []:
        if each.startswith(_CLASSIFIER):
            yield each.rpartition(" :: ")[2]


def _expression(said: str) -> str | None:
    known = policy().words.get(said.strip(), said.strip())
    try:
        parsed = _spdx().parse(known, validate=not known.startswith("LicenseRef-"))
    except ExpressionError:
        return None
    return str(parsed) if parsed is not None else None


def may_be(expression: str) -> bool:
    """Whether one way to take the expression's alternatives needs only licences of the policy."""
    spdx = _spdx()
    parsed = spdx.parse(expression)
    granted = {each: spdx.TRUE if str(each) in policy().good else spdx.FALSE for each in parsed.symbols}
    return bool(parsed.subs(granted).simplify() == spdx.TRUE)


def faults(names: Iterable[str]) -> Iterator[str]:
    """Packages whose licence is not of the policy, or cannot be told."""
    for name in sorted(names):
        try:
            found = licence(metadata(name))
        except PackageNotFoundError:
            yield f"{name} is not installed, so that its licence cannot be told"
            continue
        if found is None:
            yield f"{name} tells no licence"
        elif not may_be(found):
            yield f"{name} comes under {found}"
