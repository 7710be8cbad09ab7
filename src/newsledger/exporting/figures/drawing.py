"""Draws the figures with matplotlib, which is imported when one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from newsledger.errors import NewsledgerError, QueryError
from newsledger.exporting.figures.counting import QUADS, Steps, by_quad, scores, spots, ties
from newsledger.exporting.tabs import clean
from newsledger.ledger import Query
from newsledger.records import Event

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMS = ("svg", "png", "pdf")
# Told apart by the colour-blind, and in grey.
_COLOURS = {1: "#56b4e9", 2: "#0072b2", 3: "#e69f00", 4: "#d55e00"}
_NODES = 25
_NAMED = 12
_STYLE = {
    # Names of parties are no formulas; and an SVG keeps its words as words, its ids the same each time.
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "newsledger",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw(name: str, events: Iterable[Event], query: Query, out: BinaryIO, form: str) -> int:
    """Writes a figure of the events and gives their number; raises QueryError for one that there is not.

    Raises NewsledgerError where matplotlib is not installed, or there is nothing to show.
    """
    if name not in FIGURES:
        raise QueryError(f"There is no figure {name!r}", mend=f"Choose from {', '.join(FIGURES)}.")
    if form not in FORMS:
        raise QueryError(
            f"A figure cannot be written as {form!r}", mend=f"Name a file that ends in {', '.join(FORMS)}."
        )
    held = list(events)
    matplotlib, figure = _canvas()
    with matplotlib.rc_context(_STYLE):
        FIGURES[name](figure.add_subplot(), held, query)
        # No time and no version of the library, so that the same ledger gives the same file.
        nameless = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
        figure.savefig(out, format=form, metadata=nameless.get(form, {"CreationDate": None}), dpi=200)
    return len(held)


def _canvas() -> tuple[Any, Figure]:
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise NewsledgerError(
            "matplotlib is not installed", mend="Install it with: pip install 'newsledger[plot]'."
        ) from error
    return matplotlib, Figure(figsize=(7.5, 4.2), layout="constrained")


def _nothing(what: str) -> NewsledgerError:
    return NewsledgerError(f"There is nothing to show: no event has {what}", mend="Leave a condition out.")


def _timeline(axes: Axes, events: list[Event], query: Query) -> None:
    """Bars of events by month or year, stacked by quad class."""
    del query
    found = by_quad(events)
    if not found.starts:
        raise _nothing("a month")
    below = [0.0] * len(found.starts)
    for quad, name in QUADS.items():
        heights = found.series[name]
        axes.bar(_places(found), heights, bottom=below, width=0.85 * found.days, color=_COLOURS[quad], label=name)
        below = [one + other for one, other in zip(below, heights, strict=True)]
    axes.set_ylabel("events by year" if found.days > 31 else "events by month")
    _dates(axes)
    axes.legend(frameon=False, ncols=2)


def _dyad(axes: Axes, events: list[Event], query: Query) -> None:
    """What two did to each other: cooperation above the line, conflict below, a colour for each direction."""
    if not query.actor or not query.partner:
        raise QueryError("A dyad is of two parties", mend="Name them with --actor and --with.")
    found = scores(events, query.actor, query.partner)
    if not found.starts:
        raise _nothing("the one acting on the other")
    half = 0.4 * found.days
    for side, colour, (name, heights) in zip((-1, 1), ("#0072b2", "#d55e00"), found.series.items(), strict=True):
        places = [place + side * half / 2 for place in _places(found)]
        axes.bar(places, heights, width=half, color=colour, label=clean(name))
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_ylabel("sum of scores (conflict − , cooperation +)")
    _dates(axes)
    axes.legend(frameon=False)


def _network(axes: Axes, events: list[Event], query: Query) -> None:
    """Parties joined by events: wide for many, blue for cooperation, orange for conflict."""
    del query
    import networkx as nx

    found = ties(events, _NODES)
    if not found:
        raise _nothing("two parties")
    graph = nx.Graph()
    for tie in found:
        graph.add_edge(clean(tie.one), clean(tie.two), weight=tie.events, colour=_COLOURS[2 if tie.score >= 0 else 4])
    at = nx.spring_layout(graph, seed=7, weight=None, k=1.6 / len(graph) ** 0.5)
    sizes = [40 + 30 * graph.degree(node) for node in graph]
    edges = list(graph.edges(data=True))
    nx.draw_networkx_edges(
        graph, at, ax=axes, width=[0.6 + 0.5 * min(e["weight"], 10) for *_, e in edges],
        edge_color=[e["colour"] for *_, e in edges], alpha=0.7,
    )  # fmt: skip
    nx.draw_networkx_nodes(graph, at, ax=axes, node_size=sizes, node_color="#999999")
    for node, (x, y) in at.items():
        axes.annotate(node, (x, y), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=7)
    axes.set_axis_off()


def _map(axes: Axes, events: list[Event], query: Query) -> None:
    """Events where they took place, on degrees; small dots are the middles of countries, to find one's way."""
    del query
    found = spots(events)
    if not found:
        raise _nothing("a place with a point")
    for lat, lon in _countries():
        axes.plot(lon, lat, ".", color="#cccccc", markersize=2.5, zorder=1)
    for spot in reversed(found):
        number = sum(spot.quads.values())
        colour = _COLOURS[max(spot.quads, key=lambda quad: (spot.quads[quad], quad))]
        axes.scatter(spot.lon, spot.lat, s=18 * number**0.8, color=colour, alpha=0.8, edgecolors="white", zorder=2)
    for quad, name in QUADS.items():
        axes.scatter([], [], s=24, color=_COLOURS[quad], label=name)
    axes.legend(frameon=False, fontsize=7, loc="lower left")
    for spot in found[:_NAMED]:
        axes.annotate(clean(spot.name), (spot.lon, spot.lat), xytext=(4, 3), textcoords="offset points", fontsize=7)
    axes.set_xlim(*_around([spot.lon for spot in found], 180))
    axes.set_ylim(*_around([spot.lat for spot in found], 90))
    axes.set_aspect(1.3)
    axes.grid(color="#eeeeee")
    axes.set_xlabel("longitude")
    axes.set_ylabel("latitude")


def _around(values: list[float], most: float) -> tuple[float, float]:
    """The values with a margin, within the globe."""
    margin = max(5.0, 0.1 * (max(values) - min(values)))
    return max(-most, min(values) - margin), min(most, max(values) + margin)


def _countries() -> list[tuple[float, float]]:
    from newsledger.data.loading import load

    return [(each["at"][0], each["at"][1]) for each in load("places")["countries"].values() if "at" in each]


def _places(found: Steps) -> list[float]:
    """The middle of each step in days since 1970, which is how matplotlib counts dates."""
    return [(start - date(1970, 1, 1)).days + found.days / 2 for start in found.starts]


def _dates(axes: Axes) -> None:
    axes.xaxis_date()
    axes.margins(x=0.02)


FIGURES: dict[str, Callable[[Any, list[Event], Query], None]] = {
    "timeline": _timeline,
    "dyad": _dyad,
    "network": _network,
    "map": _map,
}
