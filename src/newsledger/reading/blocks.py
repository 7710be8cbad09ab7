"""What an HTML page's paragraphs are, in order: from the extractor's tree, or plainly from the page's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree, html

from newsledger.reading.cues import cues, fold, plain
from newsledger.reading.pieces import Piece, piece
from newsledger.reading.preparing import MARKS, text_of
from newsledger.records import ZoneKind

_DROPPED = ("script", "style", "noscript", "nav", "footer", "form", "template", "svg", "iframe", "button", "select")
_TEXTUAL = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "li", "figcaption", "pre"})
_CELLS = " | "
# The title stands among the first blocks, and is no longer than this with the paper's name beside it.
_TOP, _MAX_NAME = 8, 40


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; ``kind`` is None where its words must decide; ``close``: a line right under the one before;
    ``linked``: all of it is one link.
    """

    text: str
    kind: ZoneKind | None = None
    comment: int | None = None
    close: bool = False
    linked: bool = False


def from_tei(body: etree._Element) -> Iterator[Block]:
    """The blocks of the extractor's tree."""
    for element in body:
        if element.tag == "head":
            yield heading(text_of(element))
        elif element.tag == "quote":
            yield from (Block(line, ZoneKind.BLOCK_QUOTE) for line in _paragraphs(element))
        elif element.tag == "table":
            yield from _close(Block(line) for line in _rows(element))
        elif element.tag == "list":
            yield from _close(unmarked(line) for line in _paragraphs(element))
        else:
            yield from _close(unmarked(line) for line in _paragraphs(element))


def _close(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lines of one element: each but the first stands right under the one before."""
    for number, block in enumerate(blocks):
        yield replace(block, close=number > 0)


def _rows(table: etree._Element) -> Iterator[str]:
    """A line a row, its cells side by side."""
    for row in table.iter("row"):
        cells = [text for cell in row if (text := text_of(cell))]
        if cells:
            yield _CELLS.join(cells)


def unmarked(text: str) -> Block:
    """The block of a line, of the kind that its mark tells."""
    for kind, mark in MARKS.items():
        if text.startswith(mark):
            return Block(text.removeprefix(mark).strip(), kind)
    return Block(text)


def heading(text: str) -> Block:
    """A heading is a headline unless its words make it furniture."""
    known, folded, lowered = cues(), fold(text), plain(text)
    other = known.promotion.match(folded, lowered) or known.boilerplate.match(folded, lowered)
    return Block(text, None if other or known.comment_heading.fullmatch(folded) else ZoneKind.HEADLINE)


def _paragraphs(element: etree._Element) -> Iterator[str]:
    """The lines of an element: its inner paragraphs and items, or itself cut at line breaks."""
    inner = [e for e in element.iter("p", "item", "head") if e is not element]
    if not inner:
        yield from lines(element)
        return
    lead = " ".join((element.text or "").split())
    if lead:
        yield lead
    for part in inner:
        if not any(child.tag in {"p", "item"} for child in part.iterdescendants()):
            yield from lines(part)


def lines(element: etree._Element) -> Iterator[str]:
    """An element's text, cut at its line breaks."""
    for breaking in element.iter("lb", "br"):
        breaking.tail = "\n" + (breaking.tail or "")
    for line in "".join(element.itertext()).split("\n"):
        if line.strip():
            yield " ".join(line.split())


def plainly(tree: html.HtmlElement) -> Iterator[Block]:
    """Every paragraph in order, for fragments and truncated pages."""
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body") if tree.find("body") is not None else tree
    found = [e for e in body.iter(*_TEXTUAL) if not any(a.tag in _TEXTUAL for a in e.iterancestors())]
    if not found:
        yield from (Block(line) for line in lines(body))
    for element in found:
        yield from _plain_block(element)


def _plain_block(element: html.HtmlElement) -> Iterator[Block]:
    if element.tag == "blockquote":
        yield from (Block(line, ZoneKind.BLOCK_QUOTE) for line in _paragraphs(element))
    elif element.tag == "figcaption":
        yield Block(text_of(element), ZoneKind.CAPTION)
    elif element.tag[0] == "h":
        yield heading(text_of(element))
    else:
        yield from (unmarked(line) for line in lines(element))


def with_captions(blocks: list[Block], tree: html.HtmlElement) -> list[Block]:
    """Captions within the article that the extractor left out stand before the text."""
    kept = {b.text for b in blocks}
    inside = (c for c in tree.iter("figcaption") if any(a.tag in {"article", "main"} for a in c.iterancestors()))
    found = dict.fromkeys(map(text_of, inside))
    lost = [Block(t, ZoneKind.CAPTION) for t in found if t and t not in kept]
    return [*lost, *blocks]


def with_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks with the title as a headline: the one of the first that says it, else one put before them."""
    wanted = plain(title or "")
    if not wanted:
        return blocks
    for i, block in enumerate(blocks[:_TOP]):
        if block.kind in (None, ZoneKind.HEADLINE) and _says(wanted, plain(block.text)):
            return [*blocks[:i], replace(block, kind=ZoneKind.HEADLINE), *blocks[i + 1 :]]
    return [Block(title or "", ZoneKind.HEADLINE), *blocks]


def _says(title: str, text: str) -> bool:
    """Whether a line is the title, the paper's name before or after it aside."""
    return bool(text) and text in title and len(title) - len(text) <= _MAX_NAME and len(text.split()) > 1


def with_links(blocks: list[Block], tree: html.HtmlElement) -> list[Block]:
    """The blocks that are links from end to end, told so; headings are what they say."""
    links = {text for a in tree.iter("a") if (text := text_of(a))}
    return [replace(b, linked=True) if b.kind is None and b.text in links else b for b in blocks]


def laid_out(blocks: Sequence[Block]) -> tuple[str, list[Piece]]:
    """The stored text, paragraphs with a blank line between, and its pieces."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for block in blocks:
        words = block.text.strip()
        if words:
            cut = piece(at, words, gap=not block.close, kind=block.kind)
            pieces.append(replace(cut, comment=block.comment, linked=block.linked))
            texts.append(words)
            at += len(words) + 2
    return "\n\n".join(texts), pieces
