"""Pages that reprint other pages: exact, near and partial copies, and later versions of one page.

MinHash signatures over word shingles propose pairs, the shingles themselves decide.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from newsledger.linking.knowledge import weights
from newsledger.linking.wording import tokens
from newsledger.records import DateBasis, Document, OutletKind, Record, ZoneKind

_SEED = 20230726
_CROWD = 40  # pages that share a paragraph with more others than this share boilerplate


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


def _shingles(document: Document) -> frozenset[int]:
    points, said = weights()["copies"], list(tokens(coded_text(document)))
    if len(said) < points["least_words"]:
        return frozenset()
    size = int(points["shingle"])
    windows = (" ".join(said[i : i + size]) for i in range(len(said) - size + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(w.encode(), digest_size=8).digest()) for w in windows)


def jaccard(one: frozenset[int], two: frozenset[int]) -> float:
    union = len(one | two)
    return len(one & two) / union if union else 0.0


def _held(one: frozenset[int], two: frozenset[int]) -> float:
    """Share of the shorter page's shingles that the longer has."""
    least = min(len(one), len(two))
    return len(one & two) / least if least else 0.0


def find_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Each copy with the earliest page that it reprints, by document id; the order of input does not matter."""
    pages = sorted(documents, key=lambda d: d.document_id)
    rank = {d.document_id: _priority(d) for d in pages}
    shingles = {d.document_id: held for d in pages if (held := _shingles(d))}
    address = {d.document_id: d.url for d in pages}
    found: dict[str, Copy] = {}
    for one, two in sorted(_proposed(shingles)):
        first, second = sorted((one, two), key=rank.__getitem__)
        copy = _judge(first, second, shingles, bool(address[one]) and address[one] == address[two])
        if copy and (second not in found or _better(copy, found[second], rank)):
            found[second] = copy
    return tuple(_rooted(found[each], found) for each in sorted(found))


def _priority(document: Document) -> tuple[date, bool, bool, str]:
    """Who was first: by date, then agencies, then pages that credit no agency."""
    agency = document.outlet is not None and document.outlet.kind is OutletKind.AGENCY
    linked = document.published.basis is DateBasis.LINKED  # which rests on linking itself
    day = None if linked else document.published.start
    return (day or date.max, not agency, document.wire is not None, document.document_id)


def _better(new: Copy, old: Copy, rank: Mapping[str, tuple[date, bool, bool, str]]) -> bool:
    return (rank[new.copy_of], -new.likeness) < (rank[old.copy_of], -old.likeness)


def _judge(first: str, second: str, shingles: Mapping[str, frozenset[int]], one_page: bool) -> Copy | None:
    one, two = shingles[first], shingles[second]
    points, alike = weights()["copies"], jaccard(one, two)
    if alike >= points["near"]:
        kind = CopyKind.EXACT if one == two else CopyKind.NEAR
        return Copy(second, first, CopyKind.VERSION if one_page else kind, round(alike, 3))
    share = _held(one, two)
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


def _proposed(shingles: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    return _by_signature(shingles) | _by_passage(shingles)


def _by_signature(shingles: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    points = weights()["copies"]
    permutations, bands = int(points["permutations"]), int(points["bands"])
    index = RMinHashLSH(threshold=points["near"], num_perm=permutations, num_bands=bands)
    names = list(shingles)
    found: set[tuple[str, str]] = set()
    for number, name in enumerate(names):
        signature = RMinHash(num_perm=permutations, seed=_SEED)
        signature.update([str(s) for s in shingles[name]])
        found.update(_ordered(names[other], name) for other in index.query(signature))
        index.insert(number, signature)
    return found


def _by_passage(shingles: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    """Pages that share a sampled shingle: finds a short page inside a long one, which MinHash does not."""
    owners: dict[int, list[str]] = defaultdict(list)
    for name, held in shingles.items():
        for each in _sample(held):
            owners[each].append(name)
    return {_ordered(one, two) for names in owners.values() for one, two in _few(names)}


def _sample(held: frozenset[int], one_in: int = 16) -> Iterator[int]:
    # Sampled by value, so that two pages sample the same shingles of a shared passage.
    return (each for each in held if each % one_in == 0)


def _few(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    return combinations(names, 2) if len(names) <= _CROWD else iter(())


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def roots(documents: Iterable[Document], copies: Iterable[Copy]) -> dict[str, str]:
    """Each document's first page: itself, or what it reprints as a whole."""
    whole = {c.document_id: c.copy_of for c in copies}
    return {d.document_id: whole.get(d.document_id, d.document_id) for d in documents}
