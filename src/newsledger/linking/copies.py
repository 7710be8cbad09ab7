"""Pages that reprint other pages: exact, near and partial copies, and later versions of one page.

MinHash signatures over word shingles propose pairs, the shingles themselves decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from newsledger.linking.knowledge import weights
from newsledger.linking.pairing import Blocks, Codes, Gathered, blocks, pairs_nearby, pairs_within
from newsledger.linking.wording import tokens
from newsledger.records import DateBasis, Document, OutletKind, Record, ZoneKind

Shingles = NDArray[np.uint64]
_Rank = tuple[date, bool, bool, str]

_SEED = 20230726
# Odd numbers by which rows of a band become one number: two bands that differ hardly ever share it.
_MIXING = np.array([(0x9E3779B97F4A7C15 * (2 * n + 1)) % 2**64 for n in range(64)], dtype=np.uint64)
_NONE: Shingles = np.empty(0, dtype=np.uint64)
_ONE_IN = 16
_CROWD = 40  # pages that share a paragraph with more others than this share boilerplate
# Of so many pages that look alike each is compared with the first and with some just before it: a chain of copies
# leads to the first as well as all pairs would, and these grow with the square.
_MANY, _BEFORE = 40, 8


class CopyKind(StrEnum):
    EXACT = "exact"
    NEAR = "near"
    PART = "part"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Copy(Record):
    """``document_id`` reprints ``copy_of``; ``likeness`` is the Jaccard index, or for a part the share held."""

    document_id: str
    copy_of: str
    kind: CopyKind
    likeness: float


def coded_text(document: Document) -> str:
    """What the page tells itself: its zones that are coded, less headlines, which each outlet writes anew."""
    told = [z.span.of(document.text) for z in document.zones if z.coded and z.kind is not ZoneKind.HEADLINE]
    return "\n".join(told)


def _shingles(document: Document) -> Shingles:
    """Hashes of the page's runs of words, sorted, each once; none where the page is short."""
    points, said = weights()["copies"], list(tokens(coded_text(document)))
    if len(said) < points["least_words"]:
        return _NONE
    size = int(points["shingle"])
    windows = (" ".join(said[i : i + size]) for i in range(len(said) - size + 1))
    return np.unique(np.frombuffer(b"".join(map(_hashed, windows)), dtype=">u8").astype(np.uint64))


def _hashed(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=8).digest()


def _shared(one: Shingles, two: Shingles) -> int:
    return len(set(one.tolist()).intersection(two.tolist()))  # quicker than NumPy's own for so few


def find_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Each copy with the earliest page that it reprints, by document id; the order of input does not matter."""
    pages = sorted(documents, key=lambda d: d.document_id)
    rank = {d.document_id: _priority(d) for d in pages}
    shingles = {d.document_id: held for d in pages if len(held := _shingles(d))}
    address = {d.document_id: d.url for d in pages}
    found: dict[str, Copy] = {}
    for one, two in _proposed(shingles, rank):
        first, second = sorted((one, two), key=rank.__getitem__)
        copy = _judge(first, second, shingles, bool(address[one]) and address[one] == address[two])
        if copy and (second not in found or _better(copy, found[second], rank)):
            found[second] = copy
    return tuple(_rooted(found[each], found) for each in sorted(found))


def _priority(document: Document) -> _Rank:
    """Who was first: by date, then agencies, then pages that credit no agency."""
    agency = document.outlet is not None and document.outlet.kind is OutletKind.AGENCY
    linked = document.published.basis is DateBasis.LINKED  # which rests on linking itself
    day = None if linked else document.published.start
    return (day or date.max, not agency, document.wire is not None, document.document_id)


def _better(new: Copy, old: Copy, rank: Mapping[str, _Rank]) -> bool:
    return (rank[new.copy_of], -new.likeness) < (rank[old.copy_of], -old.likeness)


def _judge(first: str, second: str, shingles: Mapping[str, Shingles], one_page: bool) -> Copy | None:
    one, two = shingles[first], shingles[second]
    points, shared = weights()["copies"], _shared(one, two)
    alike = shared / (len(one) + len(two) - shared)
    if alike >= points["near"]:
        kind = CopyKind.EXACT if shared == len(one) == len(two) else CopyKind.NEAR
        return Copy(second, first, CopyKind.VERSION if one_page else kind, round(alike, 3))
    share = shared / min(len(one), len(two))
    # Only the page that is held by another reprints it; the longer one has more to say of its own.
    if share >= points["part"] and len(two) <= len(one):
        return Copy(second, first, CopyKind.PART, round(share, 3))
    return None


def _rooted(copy: Copy, found: Mapping[str, Copy]) -> Copy:
    """The copy with the first page of its chain."""
    seen, root = {copy.document_id}, copy.copy_of
    while root in found and root not in seen:
        seen.add(root)
        root = found[root].copy_of
    return Copy(copy.document_id, root, copy.kind, copy.likeness)


def _proposed(shingles: Mapping[str, Shingles], rank: Mapping[str, _Rank]) -> Iterator[tuple[str, str]]:
    """Pairs of pages that may share much, in order; ``shingles`` must come in the order of ids."""
    names, held = list(shingles), list(shingles.values())
    places, gathered = np.arange(len(held)), Gathered()
    order = np.empty(len(held), dtype=np.int64)
    order[sorted(range(len(held)), key=lambda n: rank[names[n]])] = places
    for alike in (blocks(band, places) for band in _bands(held)):
        gathered.add(pairs_within(alike, len(held), _MANY))
        gathered.add(pairs_nearby(alike, len(held), _MANY, order, _BEFORE))
    gathered.add(pairs_within(_passages(held), len(held), _CROWD))
    for code in gathered.all():
        one, two = divmod(int(code), len(held))
        yield names[one], names[two]


def _bands(held: Sequence[Shingles]) -> Iterator[Codes]:
    """Band by band, a number of each page's signature there: pages that are alike share one somewhere."""
    permutations, bands = int(weights()["copies"]["permutations"]), int(weights()["copies"]["bands"])
    signatures = np.empty((len(held), permutations), dtype=np.uint32)
    for place, each in enumerate(held):
        signature = RMinHash(num_perm=permutations, seed=_SEED)
        signature.update(list(map(str, each.tolist())))
        signatures[place] = signature.digest()
    for part in np.split(signatures, bands, axis=1):
        yield (part.astype(np.uint64) @ _MIXING[: part.shape[1]]).astype(np.int64)


def _passages(held: Sequence[Shingles]) -> Blocks:
    """Pages by sampled shingles: finds a short page inside a long one, which MinHash does not.

    Sampled by value, so that two pages sample the same shingles of a shared passage.
    """
    samples = [each[each % _ONE_IN == 0] for each in held]
    owners = np.repeat(np.arange(len(held)), [len(each) for each in samples])
    return blocks(np.concatenate([_NONE, *samples]).astype(np.int64), owners)


def roots(documents: Iterable[Document], copies: Iterable[Copy]) -> dict[str, str]:
    """Each document's first page: itself, or what it reprints as a whole."""
    whole = {c.document_id: c.copy_of for c in copies}
    return {d.document_id: whole.get(d.document_id, d.document_id) for d in documents}
