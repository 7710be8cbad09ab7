"""Which bearer of a name a page means, where several bear it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsledger.actors.coreference import Memory
from newsledger.actors.entities import Entity, NameUse
from newsledger.actors.matching import Match, names_a_body
from newsledger.actors.names import fold
from newsledger.actors.phrases import core, entity_text
from newsledger.actors.ranks import HEADS, lands_ruled
from newsledger.actors.references import references
from newsledger.actors.registry import Found, Registry, nearness
from newsledger.actors.vocabulary import vocabulary
from newsledger.language import Sentence
from newsledger.language.casing import is_english
from newsledger.language.naming import known_name
from newsledger.records import Party, PartyKind

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_PLACES = frozenset({"GPE", "NORP", "LOC", "ORG"})
# Letters by which one wrong letter tells a state even where the tagger sees no place.
_LONG = 7
# Kinds that the tagger gives to a bare family name by mistake.
_MISTAKEN = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "FAC", "LOC", "WORK_OF_ART"})


class Chooser:
    """Chooses by the page's day, the countries that it has named so far and the word before the name."""

    def __init__(
        self, registry: Registry, memory: Memory, matches: dict[int, tuple[Match, ...]], on: date | None
    ) -> None:
        self._registry, self._memory, self._matches, self._on = registry, memory, matches, on

    def __call__(self, match: Match, sentence: Sentence) -> tuple[Entity | None, str]:
        """Of several bearers of the name, one serving or of a country on the page comes first.

        A body of another state than the word before the name says is not meant, and where bodies
        of several states are called alike, only the page can tell which.
        """
        uses = [u for u in match.uses if not self._elsewhere(u, match, sentence)]
        if len(uses) > 1 or (uses and uses[0].use == "shared"):
            seen = self._memory.countries()
            home = all(self._state_of(u) is not None for u in uses)
            uses.sort(key=lambda u: (self._unsaid(u) if home else 0, self._preference(u, seen)))
            if self._open(uses, seen) and self._told_before(match, sentence) is None:
                return None, ""
        return (self._registry.entities[uses[0].entity], uses[0].use) if uses else (None, "")

    def _preference(self, use: NameUse, seen: tuple[str, ...]) -> tuple[int, bool, int, int, str]:
        """What a bearer of a name is ordered by, best first."""
        entity = self._registry.entities[use.entity]
        away, weight = nearness(entity, self._on)
        country = self._registry.today(entity.country) or ""
        return away, use.use != "name", seen.index(country) if country in seen else len(seen), weight, use.entity

    def _unsaid(self, use: NameUse) -> int:
        """How little the page speaks of a body's state; for the one that bears the name alone each word counts twice.

        On a Colombian page "Congress" is Colombia's; where both states are spoken of as much, it is the American one.
        """
        spoken = self._memory.spoken(self._state_of(use))
        return -2 * spoken if use.use == "name" else -spoken

    def _state_of(self, use: NameUse) -> str | None:
        """The state whose body bears the name; None for states, people and bodies of many states."""
        entity = self._registry.entities[use.entity]
        return self._registry.home_state(entity) if entity.kind.is_body else None

    def _open(self, uses: list[NameUse], seen: tuple[str, ...]) -> bool:
        """Whether a name that bodies of different states share is none that the page has spoken of."""
        states = {self._state_of(u) for u in uses if u.use != "shared"}
        first = self._state_of(uses[0])
        shared = len(states) > 1 or uses[0].use == "shared"
        return shared and first is not None and first not in seen

    def _elsewhere(self, use: NameUse, match: Match, sentence: Sentence) -> bool:
        """ "The Algerian Supreme Court" is no other state's."""
        state = self._state_of(use)
        told = self._told_before(match, sentence) if state is not None else None
        return told is not None and told != state

    def _told_before(self, match: Match, sentence: Sentence) -> str | None:
        """The state whose adjective or possessive stands right before a name."""
        at = match.start - 1
        if at >= sentence.tokens.start and sentence.tokens.doc[at].tag_ == "POS":
            at -= 1
        before = next((m for m in self._matches[sentence.index] if m.end == at + 1), None)
        entities = [self._registry.entities[u.entity] for u in before.uses] if before is not None else []
        states = {self._registry.today(e.id) for e in entities if e.kind is PartyKind.STATE}
        return states.pop() if len(states) == 1 else None


def told_apart(fitting: list[Found], seen: tuple[str, ...], on: date | None) -> list[Found]:
    """Of several of one surname, those of a country on the page; nobody where that leaves rulers of several."""
    named = [f for f in fitting if f.how.startswith("surname") and f.entity.country in seen]
    if fitting and fitting[0].how.startswith("surname") and named:
        fitting = named
    rulers = [f for f in fitting if f.how.startswith("surname") and _rules(f.entity, on)]
    if len({f.entity.country for f in rulers}) < 2:
        return fitting
    near = [f for f in rulers if f.entity.country in seen]
    return near if len({f.entity.country for f in near}) == 1 else []


def fits(
    found: Found, country: str | None, roles: frozenset[str], registry: Registry, memory: Memory, on: date | None
) -> bool:
    """A bare surname needs its title, the country on the page, or a ruling office on the page's day."""
    entity, how = found.entity, found.how
    if how in {"name", "name without initials"} or how.startswith("name alike"):
        return country is None or registry.today(entity.country) == country or how == "name"
    titled = any(t.role in roles for t in entity.terms)
    if country is not None and registry.today(entity.country) != country:
        return False
    if on is None or titled or how != "surname":
        return titled or (how == "surname" and not roles and registry.alone_has_ruled(entity))
    if country is not None:
        return not roles
    serving = any(t.holds(on) and t.role in HEADS for t in entity.terms)
    full = vocabulary().named_in_full
    known = any(t.holds(on) and t.role not in full for t in entity.terms)
    return serving or (entity.country in memory.countries() and known)


def _rules(entity: Entity, on: date | None) -> bool:
    return any(on is not None and not t.body and t.role in HEADS and t.holds(on) for t in entity.terms)


def among(party: Party, found: list[Party]) -> bool:
    return any((party.id and party.id == f.id) or party == f for f in found)


def of_one_state(person: Party, countries: tuple[str, ...]) -> bool:
    """An office and the name beside it are one person's only where no word gives them different states."""
    return not countries or person.country is None or person.country in countries


def may_be_person(head: Token) -> bool:
    """Tagged as another kind of name, or not at all where it acts or owns; a date is no person."""
    return head.ent_type_ in _MISTAKEN or (not head.ent_type_ and head.dep_ in {"nsubj", "nsubjpass", "poss"})


def is_no_party(word: Token) -> bool:
    """Words that only tell whose money it is ("*US* dollars"), or a person's office ("*President* Roe")."""
    if word.dep_ in {"compound", "amod", "nmod"} and word.head.lemma_.lower() in references().currencies:
        return True
    named = word.dep_ == "compound" and word.head.ent_type_ == "PERSON" and word.head.pos_ == "PROPN"
    return named and not word.ent_type_ and vocabulary().role(word.text) is not None


def governed(head: Token, registry: Registry, on: date | None) -> tuple[str, ...]:
    """The state of "the Reagan administration", by whoever of the name heads or headed one."""
    word = head.lemma_.lower()
    names = [fold(t.text) for t in head.lefts if t.dep_ == "compound" and t.text[:1].isupper()]
    if not names or word not in references().governing:
        return ()
    return tuple(lands_ruled(registry.surnames.get(names[-1], ()), word, on))


def is_only_a_surname(low: str) -> bool:
    """Whether a word in lower case is neither a city's name nor a plain word: "lavrov", and not "austin" or "rice"."""
    place = known_name(low)
    return (place is None or not place.weight) and not is_english(low)


def is_persons(match: Match, head: Token, memory: Memory, registry: Registry) -> bool:
    """Whether a name in one word is another's: a body's that a person bears ("Lev *Parnas*"), or a famous surname."""
    if match.end - match.start > 1 or head.text.isupper():
        return False
    if names_a_body(match):
        return memory.named(fold(head.text)) is not None
    bare = registry.bare(entity_text(head)).split() if head.ent_type_ == "PERSON" else []
    return len(bare) > 1 and head.ent_iob_ == "I" and fold(head.nbor(-1).text) in bare


def by_spelling(token: Token, registry: Registry) -> Entity | None:
    """The state in "U.S.-led", and the one that a misspelt name of a place is a letter away from."""
    stem, _, tail = token.text.rpartition("-")
    if stem and tail.lower() in references().joined:
        uses = registry.named(stem)
        return registry.entities[uses[0].entity] if uses else None
    place = token.ent_type_ in _PLACES or (token.ent_type_ != "PERSON" and len(token) >= _LONG)
    written = token.text[:1].isupper() and len(core(token)) == 1
    return registry.slip(token.text) if place and written else None
