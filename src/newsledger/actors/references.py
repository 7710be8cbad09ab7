"""Words that point back at parties named before, and words that tie a country to a noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsledger.data.loading import load


@dataclass(frozen=True, slots=True)
class References:
    """The lists of ontology/references.yaml, whose comments say what each is for; a blank leads ``of_no_state``."""

    numbers: dict[str, int]
    pairs: dict[str, int]
    states: frozenset[str]
    several: frozenset[str]
    foreign: frozenset[str]
    plural_only: frozenset[str]
    conditions: frozenset[str]
    with_article: frozenset[str]
    unsettling: frozenset[str]
    of_people: frozenset[str]
    people: frozenset[str]
    sides: frozenset[str]
    state: frozenset[str]
    institutions: frozenset[str]
    governments: dict[str, frozenset[str]]
    collective: frozenset[str]
    adjectives: frozenset[str]
    parts: frozenset[str]
    parliamentary: frozenset[str]
    speaking_for: frozenset[str]
    of_their_kind: frozenset[str]
    gathered: frozenset[str]
    houses: frozenset[str]
    sent: frozenset[str]
    bodies: frozenset[str]
    of_circumstance: frozenset[str]
    politicians: frozenset[str]
    of_matters: frozenset[str]
    tags: dict[str, str]
    led: frozenset[str]
    leading: frozenset[str]
    following: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    of_the_whole: frozenset[str]
    seated: frozenset[str]
    joined: frozenset[str]
    against: frozenset[str]
    regions: frozenset[str]
    waters: frozenset[str]
    elsewhere: frozenset[str]
    given: frozenset[str]
    called_after: frozenset[str]
    media: frozenset[str]
    of_states: frozenset[str]
    namesakes: dict[str, str]
    descent: frozenset[str]
    of_no_state: dict[str, tuple[str, ...]]
    across: frozenset[str]
    unions: dict[str, frozenset[str]]
    no_slips: frozenset[str]
    opposite: dict[str, str]
    blocs: frozenset[str]
    many_states: frozenset[str]
    delegates: frozenset[str]
    held: frozenset[str]
    currencies: frozenset[str]
    governing: frozenset[str]

    def stateless(self, name: str) -> str | None:
        """The code of those who are of no one state, where a body is called by one of their phrases."""
        # Whatever stands before the phrase, a blank does.
        told = f" {name.lower()}"
        return next((code for code, phrases in self.of_no_state.items() if told.endswith(phrases)), None)

    def many_lands(self, name: str) -> str | None:
        """The same for a body's own name that tells of many lands: "Association of African Jurists"."""
        told = set(name.lower().split())
        return next((code for code, kinds in self.unions.items() if told & kinds and told & self.across), None)


@lru_cache(maxsize=1)
def references() -> References:
    page = load("ontology/references")["ontology/references"]
    held = {k: v for k, v in page.items() if k != "british"}
    made: dict[str, Any] = {k: v if isinstance(v, dict) else frozenset(map(str, v)) for k, v in held.items()}
    for name in ("of_no_state", "unions", "governments"):
        made[name] = {code: frozenset(phrases) for code, phrases in page[name].items()}
    made["of_no_state"] = {code: tuple(f" {p}" for p in phrases) for code, phrases in made["of_no_state"].items()}
    return References(**made)
