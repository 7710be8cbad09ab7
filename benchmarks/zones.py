"""Zones of twenty page shapes: ``python -m benchmarks.zones [PAGE]`` prints what each page gets wrong.

Every page is written once, in parts, and laid out twice: as HTML and as the text dump of it. Each part
carries its zone. A part's characters are right where the program puts them in that zone; parts that are
none of the story (promotions, boilerplate, bylines, datelines, pull quotes) may also be left out of what
HTML gives. What the program makes up, and codes, is wrong too.
"""

from __future__ import annotations

import html as markup
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from newsledger.reading import read_html, read_text
from newsledger.records import CODED_ZONES, Document, ZoneKind

SET = Path(__file__).resolve().parent / "sets" / "zones"
# Pages that no rule was written for.
KEPT_BACK = SET / "kept_back"
FORMS = ("html", "dump")
# HTML gives no text for most of these.
_MAY_BE_LEFT_OUT = frozenset(
    {ZoneKind.PROMOTION, ZoneKind.BOILERPLATE, ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.PULL_QUOTE}
)
_SLOT = re.compile(r"\{\{(\w+)(?: as ([a-z ]+))?\}\}")
_MARKDOWN = re.compile(r"^(?:[>-]|#+) |\*+|^!\[|\]\([^)]*\)$")
_LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a page with their zone; ``outlet`` is whose words a block quote is."""

    name: str
    kind: ZoneKind
    text: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    url: str | None
    comments: int
    markdown: bool
    parts: dict[str, Part]
    html: str
    dump: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with the zones that its letters got, and the outlet of the first of them."""

    part: Part
    zones: tuple[str, ...]
    outlet: str | None = None

    @property
    def main(self) -> str:
        return Counter(self.zones).most_common(1)[0][0]

    @property
    def right(self) -> int:
        """Letters in the right zone."""
        if self.part.kind in _MAY_BE_LEFT_OUT and self.main == _LEFT_OUT:
            return len(self.zones)
        return sum(z == self.part.kind for z in self.zones)


def _part(name: str, row: dict[str, Any]) -> Part:
    (kind, text) = next((k, v) for k, v in row.items() if k != "from")
    return Part(name, ZoneKind(kind), str(text), row.get("from"))


def pages(folder: Path = SET) -> list[Page]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        parts = {name: _part(name, given) for name, given in row["parts"].items()}
        found.append(
            Page(
                path.stem, row.get("url"), row.get("comments", 0), row.get("markdown", False), parts,
                row["html"], row["dump"],
            )
        )  # fmt: skip
    return found


def laid_out(page: Page, form: str) -> tuple[str, list[Part]]:
    """The page's text in one form, and its parts in the order in which they stand there."""
    order: list[Part] = []

    def fill(slot: re.Match[str]) -> str:
        part = page.parts[slot.group(1)]
        if slot.group(2):
            part = replace(part, kind=ZoneKind(slot.group(2)))
        if form == "html" and page.markdown:
            part = replace(part, text=_MARKDOWN.sub("", part.text))
        order.append(part)
        return part.text if form == "dump" else markup.escape(part.text, quote=False)

    return _SLOT.sub(fill, getattr(page, form)), order


def read(page: Page, form: str) -> Document:
    text, _ = laid_out(page, form)
    if form == "dump":
        return read_text(text, source=page.name, url=page.url)
    return read_html(text.encode(), source=page.name, url=page.url)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each stands."""
    at = [i for i, c in enumerate(text) if c.isalnum()]
    return "".join(text[i] for i in at), at


def placed(parts: Sequence[Part], document: Document) -> tuple[list[Placed], int]:
    """Each part with the zones it got, and the number of coded letters that are no part's.

    Longer parts are looked up first, so that a pull quote is not found in the paragraph that it repeats.
    """
    letters, at = _letters(document.text)
    ends = [z.end for z in document.zones]
    zone_of = [document.zones[bisect_left(ends, i + 1)] for i in at]
    taken = [False] * len(letters)
    found: dict[int, Placed] = {}
    for n in sorted(range(len(parts)), key=lambda n: (-len(parts[n].text), n)):
        words, _ = _letters(parts[n].text)
        start = _free(letters, words, taken) if words else -1
        if start < 0:
            found[n] = Placed(parts[n], (_LEFT_OUT,) * len(words))
            continue
        taken[start : start + len(words)] = [True] * len(words)
        zones = zone_of[start : start + len(words)]
        found[n] = Placed(parts[n], tuple(z.kind.value for z in zones), zones[0].outlet and zones[0].outlet.name)
    strays = sum(z.kind in CODED_ZONES and not t for z, t in zip(zone_of, taken, strict=True))
    return [found[n] for n in range(len(parts)) if found[n].zones], strays


def _free(letters: str, words: str, taken: Sequence[bool]) -> int:
    at = letters.find(words)
    while at >= 0 and any(taken[at : at + len(words)]):
        at = letters.find(words, at + 1)
    return at


def _share(right: int, of: int) -> float:
    return round(right / of, 4) if of else 1.0


def _right(found: Iterable[Placed], strays: int) -> tuple[int, int]:
    held = list(found)
    return sum(p.right for p in held), sum(len(p.zones) for p in held) + strays


def _same(one: Sequence[Placed], other: Sequence[Placed]) -> tuple[int, int]:
    """Letters of the parts that both forms hold, and those of them in one zone in both."""
    mine: dict[str, list[str]] = {}
    for p in one:
        mine.setdefault(p.part.name, []).append(p.main)
    right = of = 0
    for p in other:
        zone = mine[p.part.name].pop(0) if mine.get(p.part.name) else _LEFT_OUT
        if _LEFT_OUT not in (zone, p.main):
            of += len(p.zones)
            right += len(p.zones) * (zone == p.main)
    return right, of


def measured(page: Page) -> dict[str, tuple[int, int]]:
    """Right letters and all letters of a page, by what is asked of it."""
    found: dict[str, tuple[int, int]] = {}
    by_form: dict[str, list[Placed]] = {}
    for form in FORMS:
        document = read(page, form)
        by_form[form], strays = placed(laid_out(page, form)[1], document)
        found[form] = _right(by_form[form], strays)
        comments = sum(z.kind is ZoneKind.COMMENT for z in document.zones)
        found[f"{form} comments"] = (int(comments == page.comments), 1)
        quotes = [p for p in by_form[form] if p.part.outlet]
        found[f"{form} outlets"] = (sum(p.outlet == p.part.outlet for p in quotes), len(quotes))
    found["same"] = _same(by_form["html"], by_form["dump"])
    return found


def table(work: Path) -> dict[str, float]:
    """Shares over all pages; ``work`` is not needed."""
    each, apart = [measured(page) for page in pages()], [measured(page) for page in pages(KEPT_BACK)]

    def share(*names: str, of: Sequence[dict[str, tuple[int, int]]] = each) -> float:
        return _share(sum(m[n][0] for m in of for n in names), sum(m[n][1] for m in of for n in names))

    return {
        "characters in the right zone, kept back": share("html", "dump", of=apart),
        "characters in the right zone": share("html", "dump"),
        "of HTML": share("html"),
        "of text dumps": share("dump"),
        "least page": min(_share(*m[form]) for m in each for form in FORMS),
        "same zone in both": share("same"),
        "comments counted right": share("html comments", "dump comments"),
        "outlets of quotes right": share("html outlets", "dump outlets"),
    }


def main(names: Sequence[str]) -> int:
    for page in [*pages(), *pages(KEPT_BACK)]:
        if names and not any(n in page.name for n in names):
            continue
        for form in FORMS:
            document = read(page, form)
            found, strays = placed(laid_out(page, form)[1], document)
            count = sum(z.kind is ZoneKind.COMMENT for z in document.zones)
            print(f"{page.name} {form}: {_share(*_right(found, strays))}, strays {strays}, comments {count}")
            for p in found:
                if p.right < len(p.zones) or (p.part.outlet and p.outlet != p.part.outlet):
                    print(f"  {p.part.kind} -> {p.main} {p.outlet or ''}: {p.part.text[:90]}")
    print(*(f"{what}: {share}" for what, share in table(SET).items()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
