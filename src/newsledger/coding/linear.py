"""A weighed sum of signs, as the small models beside the head are: fitted elsewhere, plain to read in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsledger.errors import DataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_AGAIN = "Run make train again."


@dataclass(frozen=True, slots=True)
class Linear:
    """One weight a sign, in the order of the signs' fields, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def score(self, signs: DataclassInstance) -> float:
        """Log odds, or one score among several of which the highest wins."""
        values = (getattr(signs, name) for name in _names(type(signs)))
        return self.bias + sum((w * float(x) for w, x in zip(self.weights, values, strict=True)), 0.0)


@cache
def _names(signs: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(signs))


def fitted(folder: Path, name: str) -> dict[str, Any]:
    """What a file of weights holds; a DataError where there is none."""
    path = folder / name
    if not path.exists():
        raise DataError("Fitted weights are missing", where=name, mend="Run make train, or reinstall.")
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def read_linear(held: Mapping[str, Any], signs: type[DataclassInstance], name: str) -> Linear:
    """The sum written under ``weights`` and ``bias``; a DataError where it is one of other signs."""
    names = [f.name for f in fields(signs)]
    if sorted(held["weights"]) != sorted(names):
        raise DataError("The fitted weights are for other signs", where=name, mend=_AGAIN)
    return Linear(tuple(float(held["weights"][n]) for n in names), float(held["bias"]))


def written(weights: Sequence[float], bias: float, signs: type[DataclassInstance]) -> dict[str, Any]:
    """The form that ``read_linear`` reads, to four places."""
    named = {f.name: round(float(w), 4) for f, w in zip(fields(signs), weights, strict=True)}
    return {"bias": round(float(bias), 4), "weights": named}
