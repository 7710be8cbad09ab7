"""FollowTheMoney entities, for Aleph and OpenAleph: events, their parties, and the pages that tell them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from newsledger.errors import NewsledgerError
from newsledger.exporting import jsonl
from newsledger.exporting.sentences import headline
from newsledger.exporting.source import Source
from newsledger.ledger import Told
from newsledger.records import Document, Party, PartyKind

_SCHEMATA = {PartyKind.PERSON: "Person", PartyKind.STATE: "PublicBody", PartyKind.PLACE_AS_STATE: "PublicBody"}
_BODY = "Organization"
_SOMEBODY = "LegalEntity"


def write(source: Source, out: BinaryIO) -> int:
    """Writes the entities, each once, and gives their number; raises NewsledgerError without the library."""
    return jsonl.write(_once(_entities(source, _model())), out)


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise NewsledgerError(
            f"FollowTheMoney is not installed ({error})",
            mend="Install it with: pip install 'newsledger[followthemoney]' (it needs the ICU library).",
        ) from error
    return model


def _once(entities: Iterable[Any]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for entity in entities:
        if entity.id not in seen:
            seen.add(entity.id)
            yield entity.to_dict()


def _entities(source: Source, model: Any) -> Iterator[Any]:
    for told in source.told():
        pages = [
            _made(model, "Article", each.document_id, _article(source.page(each.document_id))) for each in told.pages
        ]
        sides = [[_party(model, party) for party in side] for side in (told.event.actor, told.event.recipient)]
        yield from pages
        yield from (party for side in sides for party in side)
        yield _event(model, told, sides, pages)


def _made(model: Any, schema: str, key: str, properties: dict[str, Any]) -> Any:
    entity = model.make_entity(schema)
    entity.id = f"newsledger-{key}"
    for name, values in properties.items():
        for value in values if isinstance(values, list | tuple) else [values]:
            if value:
                entity.add(name, value)
    return entity


def _article(page: Document) -> dict[str, Any]:
    return {
        "title": page.title,
        "author": list(page.authors),
        "publisher": page.outlet.name if page.outlet else None,
        "sourceUrl": page.url,
        "fileName": None if page.url else page.source,
        "publishedAt": page.published.start.isoformat() if page.published.start else None,
        "language": page.language,
        "contentHash": page.sha256,
    }


def _party(model: Any, party: Party) -> Any:
    body = _BODY if party.kind in (PartyKind.ORGANIZATION, PartyKind.GROUP) else _SOMEBODY
    key = hashlib.sha256(f"{party.id or party.name}|{party.country}".encode()).hexdigest()[:16]
    properties = {"name": party.name, "alias": party.text if party.text != party.name else None}
    where = {"country": _country(party.country)}
    office = {"position": party.office} if party.kind is PartyKind.PERSON else {}
    return _made(model, _SCHEMATA.get(party.kind, body), f"party-{key}", {**properties, **where, **office})


def _country(code: str | None) -> str | None:
    """The library's own form: two small letters; None for what is no country."""
    from followthemoney.types import registry

    found = registry.country.clean(code) if code else None
    return str(found) if found else None


def _event(model: Any, told: Told, sides: Sequence[Sequence[Any]], pages: Sequence[Any]) -> Any:
    event, spot = told.event, told.event.where
    one_day = event.when.start is not None and event.when.start == event.when.end
    return _made(
        model,
        "Event",
        event.event_id,
        {
            "name": headline(event),
            "summary": [report.evidence.sentence for report in told.reports],
            "date": _iso(event.when.start) if one_day else None,
            "startDate": _iso(event.when.start),
            "endDate": _iso(event.when.end),
            "location": spot.name if spot else None,
            "country": _country(spot.country) if spot else None,
            "organizer": [party.id for party in sides[0]],
            "involved": [party.id for party in sides[1]],
            "keywords": [event.type.value, *event.modes, event.factuality.value, event.corroboration.value],
            "proof": [page.id for page in pages],
            "sourceUrl": [page.url for page in told.pages],
        },
    )


def _iso(day: Any) -> str | None:
    return day.isoformat()[:10] if day else None
