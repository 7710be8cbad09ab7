"""What kind of source a speaker is: official, agency, document, unnamed and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsledger.attribution.cues import words_of
from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.reading import book
from newsledger.records import Attribution, Outlet, OutletKind, Party, PartyKind, SourceKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?")
_CORE = re.compile(r",| of | from | for | at | in | by | who | on | with | that | which ")


# Phrases whose kind is remembered; pages say the same of their sources again and again.
_HELD = 4096
_MEDIA = "JRN"
_TELLING = frozenset({SourceKind.AGENCY, SourceKind.OUTLET})


@dataclass(frozen=True, slots=True)
class _Kinds:
    words: Mapping[str, SourceKind]
    phrases: tuple[tuple[str, SourceKind], ...]
    person: Mapping[str, SourceKind]
    body: Mapping[str, SourceKind]
    unnamed: re.Pattern[str]
    state_run: tuple[str, ...]


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
    unnamed = re.compile("|".join(re.escape(phrase) for phrase, kind in phrases if kind is SourceKind.ANONYMOUS))
    return _Kinds(words, tuple(phrases), person, body, unnamed, words_of(data["state_run"], "cues/sources: state_run"))


@lru_cache(maxsize=_HELD)
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


@lru_cache(maxsize=_HELD)
def hides_its_name(words: str) -> bool:
    """Whether the words say that somebody would not be named: "on condition of anonymity"."""
    return _kinds().unnamed.search(" " + " ".join(words.lower().split()) + " ") is not None


def is_state_run(words: str) -> bool:
    """Whether the words call a medium a state's own: "state television"."""
    low = " ".join(words.lower().split())
    return any(phrase in low for phrase in _kinds().state_run)


def names_medium(words: str) -> bool:
    """Whether the words name a medium: one that the registry knows, or by what they say of themselves."""
    plain = " ".join(words.split())
    return book().named(plain) is not None or kind_of_words(plain) in _TELLING


def medium_named(words: str) -> Outlet | None:
    """The outlet that a phrase names, in whole or after what it calls it: "the official news agency SANA"."""
    said = words.split()
    called = kind_of_words(words) in _TELLING
    runs = (" ".join(said[at:]) for at in range(len(said) if called else 1))
    return next((found for run in runs if (found := book().named(run)) is not None), None)


def outlet_behind(party: Party) -> Outlet | None:
    """The outlet that the registry knows by a speaker's name, where the speaker is one."""
    if party.kind is PartyKind.PERSON or (party.id is not None and _MEDIA not in party.sectors):
        return None
    return book().named(party.name)


def source_kind(party: Party, words: str, aside: str = "") -> SourceKind:
    """The kind of a speaker.

    From what the registry knows of outlets; then from the words that name it here, from what is known of the
    party, and from the words beside it (``aside``: "Jane Roe, *an analyst*").
    """
    outlet = outlet_behind(party)
    if outlet is not None:
        return outlet_kind(outlet)
    said = kind_of_words(words) or kind_of_words(party.text)
    if said is not None:
        return said
    return _known_kind(party) or kind_of_words(aside) or kind_of_words(party.name) or SourceKind.PERSON


def _known_kind(party: Party) -> SourceKind | None:
    known = _kinds()
    table = known.person if party.kind is PartyKind.PERSON else known.body
    by_sector = next((table[s] for s in party.sectors if s in table), None)
    if by_sector is not None:
        return by_sector
    if party.kind.is_state:
        return SourceKind.GOVERNMENT
    # A body of no state speaks through its officials: a union, a rebel group, a league of states.
    return SourceKind.OFFICIAL if party.kind in (PartyKind.ORGANIZATION, PartyKind.GROUP) else None


def outlet_kind(outlet: Outlet) -> SourceKind:
    """What an outlet is as a source."""
    if outlet.kind is OutletKind.AGENCY or book().wire(outlet.name) is not None:
        return SourceKind.AGENCY
    return SourceKind.GOVERNMENT if outlet.kind is OutletKind.GOVERNMENT else SourceKind.OUTLET


def outlet_link(outlet: Outlet, cue: str | None = None, span: Span | None = None) -> Attribution:
    """An outlet as a link of a chain."""
    state = book().runs_for_a_state(outlet)
    return Attribution(outlet.name, outlet.id, outlet_kind(outlet), outlet.country, cue, span, state)
