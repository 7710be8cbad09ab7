"""The parameters of the interface, as it documents them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field

from newsledger.desk.asking.wanted import MOST, PAGE, SORTS, Wanted
from newsledger.desk.serving.state import Desk
from newsledger.desk.serving.tokens import Visitor, visitor
from newsledger.ledger import Query as Asked
from newsledger.records import Corroboration, EventType, Factuality, PlacePrecision, Precision

Words = Annotated[str | None, Field(max_length=500)]
Many = Annotated[list[Annotated[str, Query(max_length=500)]], Query(max_length=20, default_factory=list)]
Day = Annotated[str | None, Field(max_length=40, description="2023, 2023-07 or 2023-07-26", examples=["2023-07-26"])]
Limit = Annotated[int, Field(ge=1, le=MOST)]
Cursor = Annotated[str | None, Field(max_length=300, description="The cursor of an earlier page.")]


def _few(said: str | None = None) -> Any:
    return Query(max_length=20, default_factory=list, description=said)


def desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


TheDesk = Annotated[Desk, Depends(desk)]


def caller(request: Request, of: TheDesk) -> Visitor:
    return visitor(request, of)


def reader(who: Annotated[Visitor, Depends(caller)]) -> Visitor:
    who.must("reader")
    return who


def reviewer(who: Annotated[Visitor, Depends(caller)]) -> Visitor:
    who.must("reviewer")
    return who


def admin(who: Annotated[Visitor, Depends(caller)]) -> Visitor:
    who.must("admin")
    return who


Reader = Annotated[Visitor, Depends(reader)]
Reviewer = Annotated[Visitor, Depends(reviewer)]
Admin = Annotated[Visitor, Depends(admin)]


def wanted(
    *,
    q: Annotated[str | None, Query(max_length=500, description="The box: names, days, terms and words.")] = None,
    plain: Annotated[bool, Query(description="Read the box as words alone.")] = False,
    text: Words = None,
    actor: Annotated[Many, Query(description="A party on either side: id, name or country code; all take part.")],
    doer: Annotated[Many, Query(description="A party that acts.")],
    target: Annotated[Many, Query(description="A party that is acted upon.")],
    place: Many,
    country: Annotated[Many, Query(description="Country of a party; any of them.")],
    where: Annotated[Many, Query(description="Country in which it happened; any of them.")],
    type: Annotated[list[EventType], _few()],
    mode: Many,
    quad: Annotated[list[Annotated[str, Query(pattern="^[1-4]$")]], _few()],
    source: Annotated[Many, Query(description="Kind of an origin, such as agency.")],
    factuality: Annotated[list[Factuality], _few()],
    corroboration: Annotated[list[Corroboration], _few()],
    precision: Annotated[list[Precision], _few("How finely the date is known.")],
    placed: Annotated[list[PlacePrecision], _few("How finely the place is known.")],
    outlet: Many,
    story: Words = None,
    contested: Annotated[bool, Query(description="Only where reports disagree.")] = False,
    from_: Annotated[Day, Query(alias="from")] = None,
    to: Day = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
    sort: Annotated[str, Query(pattern="^(" + "|".join(SORTS) + ")$")] = "-date",
    limit: Limit = PAGE,
    cursor: Cursor = None,
) -> Wanted:
    """The filters of the search."""
    given = dict(locals())
    given["from"] = given.pop("from_")
    return Wanted.of((name, str(one)) for name, value in given.items() for one in _each(value))


def _each(value: Any) -> list[Any]:
    if value is None or value is False:
        return []
    return value if isinstance(value, list) else ["1" if value is True else value]


class _Listed(BaseModel):
    """What every list can be asked for; days are those of publication where a record has no day of its own."""

    from_: Annotated[Day, Field(alias="from")] = None
    to: Day = None
    limit: Limit = PAGE
    cursor: Cursor = None

    def question(self) -> Asked:
        """The same as the ledger is asked; a word left empty asks for nothing."""
        given = self.model_dump()
        given["start"], given["end"] = given.pop("from_"), given.pop("to")
        named: dict[str, Any] = {name: None if value == "" else value for name, value in given.items()}
        return Asked(**named)


class _OfPages(_Listed):
    text: Words = None
    outlet: Words = None
    superseded: bool = False


class DocumentsAsked(_OfPages):
    """What documents can be asked for."""


class ClaimsAsked(_OfPages):
    """What claims can be asked for."""

    speaker: Words = None
    addressee: Words = None
    cue: Words = None
    document: Words = None


class StoriesAsked(_Listed):
    """What stories can be asked for."""

    actor: Words = None
    partner: Words = None


class ReportsAsked(_OfPages):
    """What reports can be asked for."""

    actor: Words = None
    partner: Words = None
    actor_country: Words = None
    recipient_country: Words = None
    type: EventType | None = None
    mode: Words = None
    place: Words = None
    factuality: Factuality | None = None
    document: Words = None
    event: Words = None
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    rejected: bool = False
