"""Any record survives the way to JSON and back."""

import dataclasses
import json
import types
from datetime import date, datetime
from enum import Enum
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsledger import records
from newsledger.errors import LedgerError
from newsledger.ledger.codec import decode, encode, loads
from newsledger.records import Claim, Document, Event, Record, Report, Span, Story, to_dict

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(),
}
KINDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and issubclass(kind, Record) and dataclasses.is_dataclass(kind)
]


def values_of(hint):
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(values_of(part) for part in get_args(hint)))
    if hint is type(None):
        return st.none()
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=2).map(tuple)
    if hint is Span:
        return st.builds(Span, st.integers(0, 9999), st.integers(0, 9999))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return st.builds(hint, **{name: values_of(part) for name, part in get_type_hints(hint).items()})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_record_comes_back_as_it_went(kind):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values_of(kind))
    def same(record):
        assert loads(kind, encode(record)) == record
        assert loads(kind, json.dumps(record.to_dict())) == record
        assert json.loads(encode(record)) == json.loads(json.dumps(to_dict(record)))

    same()


def test_the_great_records_are_among_those_tried():
    assert {Document, Report, Claim, Event, Story} <= set(KINDS)


def test_a_field_of_a_newer_version_is_let_go():
    outlet = decode(records.Outlet, {"name": "Post", "kind": "blog", "owner": "someone"})
    assert outlet == records.Outlet("Post", kind=records.OutletKind.BLOG)


@pytest.mark.parametrize("plain", [{}, {"name": "Post", "kind": "no such kind"}])
def test_what_is_no_record_is_refused_in_words(plain):
    with pytest.raises(LedgerError, match="outlet cannot be read"):
        decode(records.Outlet, plain)
