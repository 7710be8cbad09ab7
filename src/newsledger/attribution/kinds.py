"""What kind of source a speaker is: official, agency, document, unnamed and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsledger.attribution.cues import words_of
from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import OutletKind, Party, PartyKind, SourceKind

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?")
_CORE = re.compile(r",| of | from | for | at | in | who | on | with | that | which ")


@dataclass(frozen=True, slots=True)
class _Kinds:
    words: Mapping[str, SourceKind]
    phrases: tuple[tuple[str, SourceKind], ...]
    person: Mapping[str, SourceKind]
    body: Mapping[str, SourceKind]


def _kind(name: object) -> SourceKind:
    try:
        return SourceKind(str(name))
    except ValueError as error:
        raise DataError(
            f"Unknown kind of source {name!r}", where="cues/sources", mend="Use one of the records' kinds."
        ) from error


@lru_cache(maxsize=1)
def _kinds() -> _Kinds:
    data = load("cues")["sources"]
    words: dict[str, SourceKind] = {}
    phrases: list[tuple[str, SourceKind]] = []
    for group in data["kinds"]:
        kind = _kind(group["kind"])
        for word in words_of(group["words"], f"cues/sources: {kind}"):
            words.setdefault(word, kind)
        phrases += [(phrase, kind) for phrase in words_of(group.get("phrases", []), f"cues/sources: {kind}")]
    person, body = ({k: _kind(v) for k, v in data["sectors"][side].items()} for side in ("person", "body"))
    return _Kinds(words, tuple(phrases), person, body)


def kind_of_words(text: str) -> SourceKind | None:
    """The kind that a noun phrase says of itself; None where its words say nothing."""
    known, low = _kinds(), " " + " ".join(text.lower().split()) + " "
    named = next((kind for phrase, kind in known.phrases if phrase in low), None)
    if named is not None:
        return named
    core = [_bare(w) for w in _WORD.findall(_CORE.split(low)[0])]
    if core and core[-1] in known.words:
        return known.words[core[-1]]
    found = [known.words[w] for w in map(_bare, _WORD.findall(low)) if w in known.words]
    order = list(dict.fromkeys(known.words.values()))
    return min(found, key=order.index, default=None)


def _bare(word: str) -> str:
    word = word.rstrip(".")
    return word[:-2] if word.endswith("'s") else word


def source_kind(party: Party, words: str) -> SourceKind:
    """The kind of a speaker, from the words that name it here, then from what is known of the party."""
    said = kind_of_words(words) or kind_of_words(party.text)
    if said is not None:
        return said
    known = _kinds()
    table = known.person if party.kind is PartyKind.PERSON else known.body
    by_sector = next((table[s] for s in party.sectors if s in table), None)
    if by_sector is not None:
        return by_sector
    if party.kind in (PartyKind.STATE, PartyKind.PLACE_AS_STATE):
        return SourceKind.GOVERNMENT
    return kind_of_words(party.name) or SourceKind.PERSON


def outlet_kind(kind: OutletKind) -> SourceKind:
    """What an outlet is as a source."""
    if kind is OutletKind.AGENCY:
        return SourceKind.AGENCY
    return SourceKind.GOVERNMENT if kind is OutletKind.GOVERNMENT else SourceKind.OUTLET
