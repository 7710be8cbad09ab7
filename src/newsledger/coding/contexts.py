"""PLOVER contexts of an event, from the words of its sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from newsledger.data.loading import load

_WEAK_NEEDED = 2


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    parts = (re.escape(w).replace(r"\*", r"\w*") for w in map(str, words))
    return re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = load("ontology/contexts")["ontology/contexts"]
    return tuple((name, _pattern(row["strong"]), _pattern(row["weak"])) for name, row in rows.items())


def contexts(sentence: str, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Contexts whose strong words stand in the sentence, or two of whose weak ones do."""
    found = list(given)
    for name, strong, weak in _table():
        if name in found:
            continue
        hits = {m.group().lower() for m in weak.finditer(sentence)} if weak else set()
        if (strong and strong.search(sentence)) or len(hits) >= _WEAK_NEEDED:
            found.append(name)
    return tuple(dict.fromkeys(found))
