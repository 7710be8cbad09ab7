"""Rebuilds records from their ``to_dict`` form, guided by the field annotations."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

from newsledger.errors import LedgerError
from newsledger.records import Record, Span

R = TypeVar("R", bound=Record)
_Decode = Callable[[Any], Any]


def encode(record: Record, *without: str) -> str:
    """The record's ``to_dict`` form as one JSON line, less the fields named."""
    held = {name: getattr(record, name) for name in _names(cast(Hashable, type(record))) if name not in without}
    # The library writes dataclasses, dates and enumerations in that form by itself, and far quicker.
    return orjson.dumps(held, default=list).decode()


@lru_cache(maxsize=64)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def decode(kind: type[R], plain: Mapping[str, Any]) -> R:
    """The record that ``to_dict`` gave this form; raises LedgerError where it is not one.

    Fields that are absent take their defaults; fields unknown to this version are let go.
    """
    try:
        built: R = _of(cast(Hashable, kind))(plain)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise LedgerError(
            f"A stored {kind.__name__.lower()} cannot be read: {error}",
            mend="Code the documents again into a new ledger.",
        ) from error
    return built


def loads(kind: type[R], line: str | bytes, **more: Any) -> R:
    """The record on a JSON line, with ``more`` fields that are stored beside it; LedgerError for a damaged line."""
    try:
        plain = {**orjson.loads(line), **more}
    except (orjson.JSONDecodeError, TypeError) as error:
        raise LedgerError(
            f"A stored {kind.__name__.lower()} is damaged: {error}", mend="Look the ledger over with: newsledger verify"
        ) from error
    return decode(kind, plain)


@lru_cache(maxsize=256)
def _of(hint: Any) -> _Decode:
    if get_origin(hint) in (Union, types.UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        each = _of(get_args(hint)[0])
        return tuple if each is _same else lambda value: tuple([each(item) for item in value])
    if hint is Span:
        return lambda value: Span(*value)
    if dataclasses.is_dataclass(hint):
        return _record(hint)
    return _scalar(hint)


def _optional(hint: Any) -> _Decode:
    inner = [part for part in get_args(hint) if part is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"no way to tell the parts of {hint} apart")
    some = _of(inner[0])
    return _same if some is _same else lambda value: None if value is None else some(value)


def _record(kind: Any) -> _Decode:
    # The class may name itself or a later class, so its fields are looked up on first use.
    decoders: dict[str, _Decode] = {}
    changed: list[tuple[str, _Decode]] = []

    def build(value: Mapping[str, Any]) -> Any:
        if not decoders:
            fields = {name: _of(hint) for name, hint in get_type_hints(kind).items()}
            changed.extend((name, decoder) for name, decoder in fields.items() if decoder is not _same)
            decoders.update(fields)
        known = value.keys() <= decoders.keys()
        held = dict(value) if known else {name: item for name, item in value.items() if name in decoders}
        # Most fields stay as JSON has them, and millions of records are read: only the others are called for.
        for name, decoder in changed:
            if name in held:
                held[name] = decoder(held[name])
        return kind(**held)

    return build


def _scalar(hint: Any) -> _Decode:
    if hint is datetime or hint is date:
        return cast(_Decode, hint.fromisoformat)
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda value: members[value] if value in members else hint(value)
    if hint is float:
        return float
    return _same


def _same(value: Any) -> Any:
    return value
