"""Which pairs of reports are worth comparing.

Every report gives keys: its parties by week, its pairs of parties, its parties and words by
predicate, its page. Reports that share a key are candidates. A word's block that is too large
says too little and is passed by; another block that is too large is compared by neighbourhood
in two sorted orders, so that the pairs grow with the reports and not with their square.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from newsledger.linking.knowledge import weights
from newsledger.linking.pairing import Blocks, Codes, Gathered, blocks, pairs_within
from newsledger.linking.signs import Days, PartySign, Sign

_SLACK = 3  # days by which stated dates of one event may differ
_AHEAD = 14  # days after an open date in which a planned event is looked for
_WORDS = 6  # the longest words of a sentence: long words are rarer
_UNDATED = 10**7
_BITS = 2**61 - 1
_LOOSE = frozenset({"word", "predicate"})  # keys that say little where many reports have them


def candidates(signs: Sequence[Sign]) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the smaller first, each once, in order."""
    size = len(signs)
    for code in _codes(signs):
        yield divmod(int(code), size)


def _codes(signs: Sequence[Sign]) -> Codes:
    """Codes of the candidate pairs; sorted, each once."""
    held = _keyed(signs)
    cap = int(weights()["blocking"]["cap"])
    gathered = Gathered()
    gathered.add(pairs_within(held, len(signs), cap))
    large = (held.sizes > cap) & ~(held.keys[held.starts] & 1).astype(bool)
    for start, number in zip(held.starts[large], held.sizes[large], strict=True):
        gathered.add([_of_large(held.places[start : start + number].tolist(), signs)])
    return gathered.all()


def _keyed(signs: Sequence[Sign]) -> Blocks:
    """Positions key by key; a key's last bit tells that it says little."""
    held, owners = array("q"), array("q")
    for position, each in enumerate(signs):
        own = {(hash(key) & _BITS) << 1 | (key[0] in _LOOSE) for key in keys(each)}
        held.extend(own)
        owners.extend([position] * len(own))
    return blocks(np.array(held, dtype=np.int64), np.array(owners, dtype=np.int64))


def _of_large(block: list[int], signs: Sequence[Sign]) -> Codes:
    """Pairs of neighbours in two sorted orders."""
    window, found = int(weights()["blocking"]["window"]), set[int]()
    for order in (_by_day, _by_words):
        ranked = sorted(block, key=lambda i: order(signs[i]))
        for at, one in enumerate(ranked):
            found.update(min(one, two) * len(signs) + max(one, two) for two in ranked[at + 1 : at + 1 + window])
    return np.array(sorted(found), dtype=np.int64)


def _by_day(sign: Sign) -> tuple[int, list[str], str]:
    return sign.days.start if sign.days else _UNDATED, sorted(sign.predicate), sign.id


def _by_words(sign: Sign) -> tuple[list[str], list[str], int, str]:
    parties = sorted(key for p in (*sign.actor, *sign.recipient) for key in p.keys)
    return sorted(sign.predicate), parties, sign.days.start if sign.days else _UNDATED, sign.id


def keys(sign: Sign) -> Iterator[tuple[object, ...]]:
    """The report's keys."""
    name = sign.family.name
    yield "page", name, sign.document
    weeks = _weeks(sign.days)
    held = _party_keys((*sign.actor, *sign.recipient))
    for key in held:
        yield from (("week", name, key, week) for week in weeks)
        yield from (("predicate", name, key, word) for word in sign.predicate | sign.deeds)
    for one in _party_keys(sign.actor):
        yield from (("pair", name, *sorted((one, two))) for two in _party_keys(sign.recipient))
    for word in sorted(sign.sentence, key=lambda w: (-len(w), w))[:_WORDS]:
        yield from (("word", name, predicate, word) for predicate in sign.predicate)
    if sign.where is not None:
        yield from (("place", name, sign.where.geonameid or sign.where.name, week) for week in weeks)


def _party_keys(parties: Sequence[PartySign]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for party in parties for key in party.keys))


def _weeks(days: Days | None) -> range:
    limits = weights()["blocking"]
    if days is None:
        return range(0)
    before = _SLACK if days.stated else int(weights()["when"]["page_lag"])
    week, end = int(limits["week"]), min(days.end, days.start + _AHEAD) if days.end > _UNDATED // 3 else days.end
    found = range((days.start - before) // week, (end + _SLACK) // week + 1)
    return found if len(found) <= limits["most_weeks"] else range(0)
