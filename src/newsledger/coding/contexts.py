"""PLOVER contexts of an event, from the words of its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsledger.data.loading import load

_WEAK_NEEDED = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that tell of a context; ``openings`` are letters one of which every match holds."""

    pattern: re.Pattern[str]
    openings: tuple[str, ...]

    def within(self, sentence: str, folded: str) -> set[str]:
        """The words that stand in the sentence; the letters are looked for first, which costs far less."""
        if not any(opening in folded for opening in self.openings):
            return set()
        return {m.group().lower() for m in self.pattern.finditer(sentence)}


def _words(told: list[str]) -> _Words:
    words = [str(word) for word in told]
    parts = (re.escape(w).replace(r"\*", r"\w*") for w in words)
    pattern = re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    return _Words(pattern, tuple(word.partition("*")[0].casefold() for word in words))


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, _Words, _Words], ...]:
    rows = load("ontology/contexts")["ontology/contexts"]
    return tuple((name, _words(row["strong"]), _words(row["weak"])) for name, row in rows.items())


def contexts(sentence: str, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Contexts whose strong words stand in the sentence, or two of whose weak ones do."""
    found, folded = list(given), sentence.casefold()
    for name, strong, weak in _table():
        if name in found:
            continue
        if strong.within(sentence, folded) or len(weak.within(sentence, folded)) >= _WEAK_NEEDED:
            found.append(name)
    return tuple(dict.fromkeys(found))
