"""Where the parts of a chart stand; templates draw them as SVG, without styles or scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from newsledger.desk.asking.summing import Bin, Periods


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar: hundredths of the width across, pixels down, so that it fits any width and its words stay as large."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    said: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Cooperation above the line, conflict below it, period by period."""

    width: float
    height: float
    middle: float
    rects: tuple[Rect, ...]
    ticks: tuple[Tick, ...]
    most: int
    unit: str
    labels: tuple[str, ...]

    @property
    def drawn(self) -> Markup:
        """The bars as SVG. A chart has hundreds, so they are put together here rather than by a template."""
        return Markup("".join(map(_drawn, self.rects)))  # noqa: S704 each escapes what it shows


def _drawn(bar: Rect) -> str:
    said = escape(bar.said)
    shape = (
        f'<rect class="{bar.kind}" x="{bar.x}%" y="{bar.y}" width="{bar.width}%" height="{bar.height}">'
        f"<title>{said}</title></rect>"
    )
    return f'<a href="{escape(bar.address)}" aria-label="{said}">{shape}</a>' if bar.address else shape


_LAST = 95.0  # a label that begins later would leave the picture
_LABEL = 7.5  # the share of the width that one label on the axis takes, in hundredths


def mirrored(periods: Periods, address: Callable[[Bin], str | None], width: float = 100, height: float = 150) -> Bars:
    """A chart of the periods; ``address`` leads from a bar to its events."""
    most, middle = max(periods.most, 1), height / 2
    step = width / max(len(periods.bins), 1)
    rects = tuple(_rects(periods, step, middle, most, address))
    return Bars(
        width, height, middle, rects, tuple(_ticks(periods, step)), most, periods.unit,
        tuple(each.label for each in periods.bins),
    )  # fmt: skip


def _rects(
    periods: Periods, step: float, middle: float, most: int, address: Callable[[Bin], str | None]
) -> Iterator[Rect]:
    gap = min(step * 0.15, 0.2)
    for place, each in enumerate(periods.bins):
        x, wide = round(place * step + gap / 2, 3), round(max(step - gap, 0.05), 3)
        said = f"{each.label}: {each.cooperation} cooperation, {each.conflict} conflict"
        if each.cooperation:
            tall = round(each.cooperation / most * (middle - 2), 2)
            yield Rect(x, round(middle - tall, 2), wide, tall, "cooperation", said, address(each))
        if each.conflict:
            tall = round(each.conflict / most * (middle - 2), 2)
            yield Rect(x, middle, wide, tall, "conflict", said, address(each))


def _ticks(periods: Periods, step: float) -> Iterator[Tick]:
    """As many labels as have room; where months are shown, years that begin are named first."""
    every = max(1, round(_LABEL / step + 0.5))
    if periods.unit == "month":
        every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if n >= every), 240)
    for place, each in enumerate(periods.bins):
        number = each.start.year * 12 + each.start.month - 1 if periods.unit == "month" else place
        if number % every == 0 and place * step < _LAST:
            yield Tick(round(place * step, 2), each.label)
