"""What a page is asked for, as it stands in its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from newsledger.desk.asking.columns import CORROBORATION, FACTUALITY, PLACED, PRECISION, TYPES
from newsledger.errors import QueryError
from newsledger.ledger import parse_days

SORTS = {
    "-date": "latest first",
    "date": "earliest first",
    "-reports": "most reports first",
    "-confidence": "surest first",
    "confidence": "least sure first",
    "-reported": "last reported first",
}
BANDS = {"high": (0.8, 1.01), "middle": (0.5, 0.8), "low": (0.0, 0.5)}
PAGE = 40
MOST = 500
_LONGEST = 500  # characters of one value; what is longer names nothing in a ledger
_MANY = 20

# Values of these stand for one another (or); different ones must all hold (and).
FACETS = ("type", "mode", "quad", "country", "where", "source", "factuality", "corroboration", "confidence",
          "precision", "placed", "outlet")  # fmt: skip
_CLOSED = {
    "type": TYPES,
    "quad": ("1", "2", "3", "4"),
    "factuality": FACTUALITY,
    "corroboration": CORROBORATION,
    "precision": PRECISION,
    "placed": PLACED,
    "confidence": tuple(BANDS),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on events; those left empty hold of everything.

    ``q`` is what was typed into the box, ``plain`` keeps it from being read for more than
    words. ``actor`` names parties that must all take part; ``side`` tells on which side.
    """

    q: str = ""
    plain: bool = False
    text: str = ""
    actor: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    story: str = ""
    start: str = ""
    end: str = ""
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    corroboration: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    contested: bool = False
    least: float = 0.0
    sort: str = "-date"
    after: str = ""
    limit: int = PAGE

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Wanted:
        """From an address's parameters; raises QueryError for values that nothing can have."""
        held: dict[str, list[str]] = {}
        for name, value in pairs:
            name = _RENAMED.get(name, name)
            if name in _NAMES and value.strip():
                held.setdefault(name, []).append(_checked(name, value.strip()))
        return cls(**{name: _typed(name, values) for name, values in held.items()})

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day asked for, ISO 8601."""
        first = parse_days(self.start).first.isoformat() if self.start else None
        last = parse_days(self.end).last.isoformat() if self.end else None
        if first and last and first > last:
            raise QueryError(f"{self.start} comes after {self.end}", mend="Give the earlier date first.")
        return first, last

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(getattr(self, f.name) != f.default for f in fields(self) if f.name not in _SHOWING)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The address's parameters that give this again."""
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default:
                continue
            name = _OUTWARD.get(each.name, each.name)
            for one in value if isinstance(value, tuple) else (value,):
                yield name, "1" if one is True else str(one)

    def address(self, path: str = "", **changes: Any) -> str:
        """The path with these parameters, some of them changed; a change leads back to the first page."""
        query = urlencode(list(replace(self, **{"after": "", **changes}).pairs()))
        return f"{path}?{query}" if query else path or "?"

    def toggled(self, facet: str, value: str) -> Wanted:
        """With the value of a facet chosen, or no longer."""
        held = getattr(self, facet)
        now = tuple(v for v in held if v != value) if value in held else (*held, value)
        changes: dict[str, Any] = {facet: now, "after": ""}
        return replace(self, **changes)

    def joined(self, found: Mapping[str, Sequence[str]]) -> Wanted:
        """With more conditions, as the box's words gave them."""
        changes: dict[str, Any] = {}
        for name, values in found.items():
            held = getattr(self, name)
            changes[name] = held + tuple(v for v in values if v not in held) if isinstance(held, tuple) else values[-1]
        return replace(self, **changes)


class Links:
    """Addresses that differ from a question's own in one value, each put together from the parts of the whole."""

    def __init__(self, asked: Wanted, path: str) -> None:
        self._path = path
        self._asked = replace(asked, after="")
        self._parts = [(pair[0], urlencode([pair])) for pair in self._asked.pairs()]

    def toggled(self, facet: str, value: str) -> str:
        """With a value of a facet chosen, or no longer; a new one stands after those chosen before."""
        part = _part(facet, value)
        if value in getattr(self._asked, facet):
            return self._joined([each for _, each in self._parts if each != part])
        before = [each for name, each in self._parts if _PLACES[name] <= _PLACES[facet]]
        return self._joined([*before, part, *(each for _, each in self._parts[len(before) :])])

    def _joined(self, parts: Sequence[str]) -> str:
        return f"{self._path}?{'&'.join(parts)}" if parts else self._path or "?"


@lru_cache(maxsize=16_384)
def _part(facet: str, value: str) -> str:
    return urlencode([(_OUTWARD.get(facet, facet), value)])


_SHOWING = frozenset({"sort", "after", "limit", "plain"})
_NAMES = {f.name for f in fields(Wanted)}
_RENAMED = {"from": "start", "to": "end", "min_confidence": "least", "cursor": "after"}
_OUTWARD = {"start": "from", "end": "to", "least": "min_confidence"}
_PLACES = {_OUTWARD.get(f.name, f.name): place for place, f in enumerate(fields(Wanted))}


def _checked(name: str, value: str) -> str:
    if len(value) > _LONGEST:
        raise QueryError(f"The value of {name} is too long", mend=f"Give at most {_LONGEST} characters.")
    value = value.upper() if name == "type" else value
    if name in _CLOSED and value not in _CLOSED[name]:
        raise QueryError(f"Unknown {name}: {value!r}", mend=f"Choose from {', '.join(_CLOSED[name])}.")
    if name == "sort" and value not in SORTS:
        raise QueryError(f"Unknown order: {value!r}", mend=f"Choose from {', '.join(SORTS)}.")
    if name in {"start", "end"}:
        parse_days(value)
    return value


def _typed(name: str, values: list[str]) -> Any:
    default = next(f.default for f in fields(Wanted) if f.name == name)
    if isinstance(default, tuple):
        if len(values) > _MANY:
            raise QueryError(f"Too many values of {name}", mend=f"Give at most {_MANY}.")
        return tuple(dict.fromkeys(values))
    if isinstance(default, bool):
        return values[-1] not in {"0", "false", "no"}
    if isinstance(default, int):
        return _whole(name, values[-1])
    return _share(name, values[-1]) if isinstance(default, float) else values[-1]


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST):
        raise QueryError(f"This is not a number of rows: {name}={value!r}", mend=f"Give 1 to {MOST}.")
    return int(value)


def _share(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise QueryError(f"A confidence lies between 0 and 1, and {name} is {value!r}")
    return number
