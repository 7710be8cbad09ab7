"""Who deals with whom: a network that grows from one actor by choice, laid out here and not in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import networkx as nx
import numpy as np

from newsledger.desk.asking.columns import Columns, PartyKey
from newsledger.desk.asking.selecting import Found, parties_named
from newsledger.desk.asking.summing import counterparts, main_party
from newsledger.desk.asking.wanted import Wanted
from newsledger.desk.pages.front import narrowing
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.errors import QueryError

_NODES = 40
_EACH = 14  # counterparts that one centre brings
_CENTRES = 8
_WIDTH, _HEIGHT, _ROOM = 960.0, 600.0, 70.0
_SEED = 7  # the layout starts from the same places each time


@dataclass(frozen=True, slots=True)
class Node:
    """A party in its place; ``grow`` is the address of the network with its own counterparts too."""

    party: PartyKey
    x: float
    y: float
    radius: float
    centre: bool
    events: int
    grow: str


@dataclass(frozen=True, slots=True)
class Edge:
    one: Node
    other: Node
    cooperation: int
    conflict: int
    width: float
    address: str

    @property
    def kind(self) -> str:
        return "cooperation" if self.cooperation >= self.conflict else "conflict"


def network(asked: Asked) -> Answer:
    """The network of a search around the actors chosen, or around the one with most events."""
    given = asked.wanted
    wanted, reading = asked.desk.read(given)
    found = asked.desk.find(wanted)
    centres = tuple(dict.fromkeys(c for c in asked.request.query_params.getlist("centre") if c.strip()))[:_CENTRES]
    if any(len(centre) > 500 for centre in centres):
        raise QueryError("The name of a centre is too long")
    parties = _parties(found, centres)
    nodes, edges = _drawn(asked, found, parties, given)
    context = {
        "given": given,
        "reading": reading,
        "found": found,
        "nodes": nodes,
        "edges": edges,
        "centres": [n for n in nodes if n.centre],
        "capped": len(parties[1]) >= _NODES,
        **narrowing(asked, given, found, "/network"),
    }
    names = ("one", "other", "cooperation", "conflict")
    rows = [
        {"one": e.one.party.name, "other": e.other.party.name, "cooperation": e.cooperation, "conflict": e.conflict}
        for e in edges
    ]
    data = {"nodes": [_node(n) for n in nodes], "edges": [_edge(e) for e in edges]}
    return Answer(
        "network.html", context, lambda: data, lambda: Table(names, rows),
        {"graphml": lambda: _graphml(nodes, edges)},
    )  # fmt: skip


def _parties(found: Found, centres: Sequence[str]) -> tuple[list[int], list[int]]:
    """The centres' places among the parties, and all that the network shows, centres first."""
    columns = found.columns
    middles = [columns.party_at[c] for c in centres if c in columns.party_at]
    for centre in centres:
        if centre not in columns.party_at and (one := main_party(columns, parties_named(columns, centre))):
            middles.append(columns.party_at[one.key])
    if not middles:
        numbers = columns.sides.counts(found.mask, len(columns.parties))
        middles = [int(numbers.argmax())] if numbers.size and numbers.max() else []
    shown = dict.fromkeys(middles)
    for middle in list(shown):
        own = np.zeros(len(columns.parties), bool)
        own[middle] = True
        mask = found.mask & columns.sides.having(own, len(columns))
        shown |= dict.fromkeys(columns.party_at[row.key.key] for row in counterparts(columns, mask, own, _EACH))
    return middles, list(shown)[:_NODES]


def _drawn(
    asked: Asked, found: Found, parties: tuple[list[int], list[int]], given: Wanted
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    middles, shown = parties
    if not shown:
        return (), ()
    friendly, hostile = _together(found, shown)
    places = _layout(friendly + hostile)
    numbers = found.columns.sides.counts(found.mask, len(found.columns.parties))[shown]
    most = max(int(numbers.max()), 1)
    centres = [found.columns.parties[at].key for at in middles]
    nodes = tuple(
        _placed(found.columns, at, place, int(number), most, centres, given)
        for at, place, number in zip(shown, places, numbers, strict=True)
    )
    return nodes, tuple(_edges(nodes, friendly, hostile, given))


def _placed(
    columns: Columns, at: int, place: tuple[float, float], number: int, most: int, centres: list[str], given: Wanted
) -> Node:
    party = columns.parties[at]
    radius = round(5 + 15 * sqrt(number / most), 1)
    return Node(party, *place, radius, party.key in centres, number, _grown(given, [*centres, party.key]))


def _grown(given: Wanted, centres: Sequence[str]) -> str:
    address = given.address("/network")
    more = "&".join(Wanted(actor=(c,)).address().removeprefix("?").replace("actor=", "centre=", 1) for c in centres)
    return f"{address}{'&' if '?' in address else '?'}{more}"


def _together(found: Found, shown: Sequence[int]) -> tuple[Any, Any]:
    """How many events of cooperation and of conflict each two of the parties share."""
    columns = found.columns
    order = np.full(len(columns.parties), -1, np.int32)
    order[shown] = np.arange(len(shown))
    held = (order[columns.sides.value] >= 0) & found.mask[columns.sides.event]
    events, places = np.unique(columns.sides.event[held], return_inverse=True)
    present = np.zeros((len(events), len(shown)), np.float32)
    present[places, order[columns.sides.value[held]]] = 1
    friendly = columns.quad[events] <= 2
    return tuple((present[side].T @ present[side]).astype(int) for side in (friendly, ~friendly))  # type: ignore[return-value]


def _layout(ties: Any) -> list[tuple[float, float]]:
    """Places within the picture; parties that deal much with each other are near."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    for a, b in zip(*np.nonzero(np.triu(ties, 1)), strict=True):
        graph.add_edge(int(a), int(b), weight=float(np.log1p(ties[a, b])))
    found = nx.spring_layout(graph, k=2.2 / sqrt(max(len(ties), 1)), iterations=120, seed=_SEED)
    raw = np.array([found[n] for n in range(len(ties))])
    low, high = raw.min(0), raw.max(0)
    share = (raw - low) / np.where(high > low, high - low, 1)
    if len(ties) == 1:
        share[:] = 0.5
    size = np.array([_WIDTH - 2 * _ROOM, _HEIGHT - 2 * _ROOM])
    return [(round(float(x), 1), round(float(y), 1)) for x, y in share * size + _ROOM]


def _edges(nodes: Sequence[Node], friendly: Any, hostile: Any, given: Wanted) -> Iterator[Edge]:
    total = np.triu(friendly + hostile, 1)
    most = max(int(total.max()), 1)
    for a, b in zip(*np.nonzero(total), strict=True):
        width = round(0.8 + 5 * sqrt(int(total[a, b]) / most), 2)
        address = replace(given, actor=(*given.actor, nodes[a].party.key, nodes[b].party.key)).address("/events")
        yield Edge(nodes[a], nodes[b], int(friendly[a, b]), int(hostile[a, b]), width, address)


def _node(each: Node) -> dict[str, Any]:
    return {"id": each.party.key, "name": each.party.name, "country": each.party.country, "events": each.events}


def _edge(each: Edge) -> dict[str, Any]:
    ends = {"one": each.one.party.key, "other": each.other.party.key}
    return {**ends, "cooperation": each.cooperation, "conflict": each.conflict}


def _graphml(nodes: Sequence[Node], edges: Sequence[Edge]) -> bytes:
    graph = nx.Graph()
    for node in nodes:
        graph.add_node(_xml(node.party.key), name=_xml(node.party.name), events=node.events)
    for edge in edges:
        ends = (_xml(edge.one.party.key), _xml(edge.other.party.key))
        graph.add_edge(*ends, cooperation=edge.cooperation, conflict=edge.conflict)
    return "\n".join(nx.generate_graphml(graph)).encode()


# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


ROUTES = page("/network", network, ("graphml",))
