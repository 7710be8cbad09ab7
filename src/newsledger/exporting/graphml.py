"""GraphML: parties as nodes, and an edge from each who acts to each who is acted upon for every event."""

from __future__ import annotations

from typing import Any, BinaryIO

import networkx as nx

from newsledger.exporting.dyads import Dyad, dyads
from newsledger.exporting.source import Source
from newsledger.exporting.tabs import clean
from newsledger.records import Event, Party

# XML cannot hold these, not even written as numbers.
_UNWRITABLE = {0xFFFE: None, 0xFFFF: None, **dict.fromkeys(range(0xD800, 0xE000))}


def write(source: Source, out: BinaryIO) -> int:
    """Writes one graph, held in memory, and gives the number of its edges; events with one side give nodes alone."""
    graph = network(source)
    nx.write_graphml(graph, out, named_key_ids=True)
    return int(graph.number_of_edges())


def network(source: Source) -> Any:
    """The parties of the events asked for, joined by what passed between them."""
    graph = nx.MultiDiGraph()
    for told in source.told():
        for dyad in dyads(told.event):
            _add(graph, told.event, dyad)
    return graph


def _add(graph: Any, event: Event, dyad: Dyad) -> None:
    sides = [party for party in (dyad.actor, dyad.recipient) if party]
    for party in sides:
        graph.add_node(key_of(party), **_node(party))
    if dyad.actor and dyad.recipient:
        graph.add_edge(key_of(dyad.actor), key_of(dyad.recipient), key=str(dyad.number), **_edge(event))


def key_of(party: Party) -> str:
    """What makes two mentions one node: the registry's id, else name and country."""
    return plain(party.id or f"{party.name} ({party.country})" if party.country else party.id or party.name)


def plain(text: str) -> str:
    return clean(text).translate(_UNWRITABLE)


def _node(party: Party) -> dict[str, str]:
    held = {"name": party.name, "kind": party.kind.value, "country": party.country or "", "office": party.office or ""}
    return {name: plain(value) for name, value in {**held, "sectors": ", ".join(party.sectors)}.items()}


def _edge(event: Event) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "type": event.type.value,
        "modes": ", ".join(event.modes),
        "start": event.when.start.isoformat() if event.when.start else "",
        "end": event.when.end.isoformat() if event.when.end else "",
        "factuality": event.factuality.value,
        "corroboration": event.corroboration.value,
        "confidence": event.confidence,
        "reports": len(event.reports),
    }
