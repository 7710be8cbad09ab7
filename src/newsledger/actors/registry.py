"""The registry of actors: who bears a name, and which office they held on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from newsledger.actors import compiling, entities, keeping, names
from newsledger.actors.compiling import Compiled
from newsledger.actors.entities import Entity, NameUse, Term, serves
from newsledger.actors.names import fold, initials_dropped, plain, without_possessive
from newsledger.actors.ranks import HEADS, of_other_rank, titled
from newsledger.actors.references import references
from newsledger.actors.vocabulary import vocabulary
from newsledger.data.own import derived, load, remembered
from newsledger.records import Party, PartyKind, Span

# How like two names must be (0..100, token order set aside) to be one person's when both
# the office and the day agree, and when only the name speaks. Set on the registry's own
# spelling variants: true variants score 82 and above, different people of one family below.
_ALIKE_IN_OFFICE = 82.0
_ALIKE_ALONE = 92.0
# Names are only compared where a word begins with the same letters.
_BEGINNING = 3
# Letters that a state's name needs before one wrong letter is read as a slip.
_SLIP = 5
_CONCEPTS = ("registry/states", "registry/organizations", "registry/outlets")
_RULING = (*HEADS, "party leader", "royal")
_ABROAD = ("foreign minister", "defence minister")
LEADERS = (*_RULING, "opposition leader")


# How a use of a name is told to a reader.
_SAID = {"shared": "a name that others bear too"}


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate for a name, with how it was found and how sure that is (0..1)."""

    entity: Entity
    how: str
    confidence: float


class Registry:
    """Looks names up; every answer says how it was resolved."""

    def __init__(self, compiled: Compiled) -> None:
        self.entities = compiled.entities
        self._families = compiled.families
        self.uses = {k: tuple(v) for k, v in compiled.uses.items() if k}
        self.longest = max((len(k.split()) for k in self.uses), default=1)
        titles = load("ontology/titles")["ontology/titles"]
        self.honorifics = frozenset(titles["honorifics"])
        self.continuations = frozenset(titles["continuations"])
        self.particles = frozenset(titles["particles"])

    @staticmethod
    @remembered
    def default() -> Registry:
        """The registry that ships with the package, compiled once a process."""
        return Registry(_compiled())

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Every beginning of every name, so that a scan stops as soon as none can follow."""
        starts: set[str] = set()
        for key in self.uses:
            words = key.split()
            starts.update(" ".join(words[:n]) for n in range(1, len(words) + 1))
        return frozenset(starts)

    @cached_property
    def surnames(self) -> dict[str, tuple[Entity, ...]]:
        """People by each family name under which they may be spoken of."""
        return {key: tuple(self.entities[e] for e in ids) for key, ids in self._families.items()}

    @cached_property
    def people(self) -> tuple[Entity, ...]:
        return tuple(e for e in self.entities.values() if e.kind is PartyKind.PERSON)

    @cached_property
    def variants(self) -> dict[str, tuple[str, ...]]:
        """Folded names by person."""
        found: dict[str, list[str]] = {}
        for key, uses in self.uses.items():
            for use in uses:
                found.setdefault(use.entity, []).append(key)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def by_role(self) -> dict[tuple[str | None, str], tuple[tuple[Entity, Term], ...]]:
        found: dict[tuple[str | None, str], list[tuple[Entity, Term]]] = {}
        for entity in self.people:
            for term in entity.terms:
                found.setdefault((term.country, term.role), []).append((entity, term))
                if term.effective:
                    found.setdefault((term.country, "leader"), []).append((entity, term))
        return {k: tuple(v) for k, v in found.items()}

    def named(self, name: str) -> tuple[NameUse, ...]:
        return self.uses.get(fold(without_possessive(name)), ())

    def holder(self, country: str, role: str, on: date, title: str = "", told: str = "") -> tuple[Entity, Term] | None:
        """Who held the office of this role in this country on this day, if just one did.

        Where the words of the title stand in the names of some of the offices, only those count. A body of states
        has several presidents: of its offices only one counts all of whose words are ``told``.
        """
        roles = (role, "head of government", "head of state") if role == "leader" else (role,)
        for code in (country, *self.predecessors.get(country, ())):
            if role in HEADS and (called := self._called(code, title, on)) is not None:
                return called
            for held in self._held(code, roles, on, told):
                held = [(e, t) for e, t in held if title and titled(t, title)] or held
                if held:
                    one = len({e.id for e, _ in held}) == 1 and not of_other_rank(held[0][1], title)
                    return held[0] if one else None
        return None

    def _called(self, code: str, title: str, on: date) -> tuple[Entity, Term] | None:
        """Whose office bears just this name: Iran's president is not its head of state."""
        held = [(e, t) for one in HEADS for e, t in self.by_role.get((code, one), ()) if t.holds(on)]
        called = [(e, t) for e, t in held if fold(t.office) == title]
        return called[0] if len({e.id for e, _ in called}) == 1 else None

    def _held(self, code: str, roles: Sequence[str], on: date, told: str) -> Iterator[list[tuple[Entity, Term]]]:
        """The offices of each role held that day; of a body of states those that the words tell."""
        if told and not self.is_state(code):
            every = (pair for (owner, _), pairs in self.by_role.items() if owner == code for pair in pairs)
            yield [(e, t) for e, t in every if t.holds(on) and is_told(t, told)]
            return
        for one in roles:
            yield [(e, t) for e, t in self.by_role.get((code, one), ()) if t.holds(on)]

    def is_state(self, code: str) -> bool:
        """Whether a code is a state's, and not that of a body of states."""
        return code in self.entities and self.entities[code].kind.is_state

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """The states that each state took the place of."""
        found: dict[str, tuple[str, ...]] = {}
        for entity in self.entities.values():
            if entity.successor:
                found[entity.successor] = (*found.get(entity.successor, ()), entity.id)
        return found

    def today(self, country: str | None) -> str | None:
        """The country's code now: that of its successor for a state that is no more."""
        entity = self.entities.get(country or "")
        return entity.successor if entity is not None and entity.successor else country

    def home_state(self, entity: Entity) -> str | None:
        """The state that a body belongs to, by its code now; None for bodies of many states or none."""
        country = self.entities.get(entity.country or "")
        return self.today(country.id) if country is not None and country.kind is PartyKind.STATE else None

    def bare(self, name: str) -> str:
        """The folded name without honorifics and ranks before it."""
        words = fold(name).split()
        while len(words) > 1 and words[0] in self.honorifics:
            words = words[1:]
        return " ".join(words)

    def candidates(self, name: str, on: date | None = None) -> tuple[Found, ...]:
        """Everyone whom a name may mean, best first."""
        told = plain(name)
        found = self._exact(name) or self._exact(told) or list(self._inexact(self.bare(told), on))
        if not found and " and " in told:
            found = [f for part in told.split(" and ") for f in self.candidates(part, on)]
        return tuple(sorted(found, key=lambda f: _rank(f, on)))

    def _exact(self, name: str) -> list[Found]:
        """All who bear the name, or the name without the honorifics before it or the realm after it."""
        bare = self.bare(name)
        titled = bare != fold(name)
        inside = self._inside(bare) if titled and not self.uses.get(bare) else ()
        return [
            Found(self.entities[u.entity], u.use, 0.95)
            for k in dict.fromkeys((fold(name), bare, *inside))
            for u in self.uses.get(k, ())
            if k not in inside or u.entity.startswith("person/")
        ]

    def _inside(self, bare: str) -> Iterator[str]:
        """The known name that a longer title ends in, or that a realm, a house or a father's name follows."""
        words = bare.split()
        ends = [" ".join(words[n:]) for n in range(1, len(words) - 1)]
        fronts = [" ".join(words[:n]) for n in range(len(words) - 1, 0, -1) if words[n] in self.continuations]
        yield from [part for part in (*ends, *fronts) if part in self.uses][:1]

    def rules(self, family: str, on: date | None, roles: Sequence[str] = HEADS) -> bool:
        """Whether one of this family name heads a state or its government on the day, or holds one of the roles."""
        bearers = self.surnames.get(family, ()) if on is not None else ()
        return any(t.role in roles and on is not None and t.holds(on) for e in bearers for t in e.terms)

    def ministers(self, family: str, on: date | None) -> bool:
        """Whether just one of this family name holds any office on the day, and he speaks abroad or for an army."""
        bearers = self.surnames.get(family, ()) if on is not None else ()
        serving = [e for e in bearers if any(on is not None and t.holds(on) for t in e.terms)]
        return len(serving) == 1 and any(serves(serving[0], role, on) for role in _ABROAD)

    def alone_has_ruled(self, entity: Entity) -> bool:
        """Whether nobody else is known by this surname, and its bearer has ever headed a state or government."""
        bearers = self.surnames.get(fold(entity.name).split()[-1], ())
        return len(bearers) == 1 and any(not t.body and t.role in HEADS for t in entity.terms)

    def _inexact(self, bare: str, on: date | None) -> Iterator[Found]:
        words = tuple(bare.split())
        if len(words) > 2 and (short := " ".join(initials_dropped(words))) != bare and short in self.uses:
            yield from (Found(self.entities[u.entity], "name without initials", 0.9) for u in self.uses[short])
            return
        family = tuple(self._family(words, on))
        if family:
            yield from family
            return
        yield from self._alike(words, on)

    def _family(self, words: tuple[str, ...], on: date | None) -> Iterator[Found]:
        """Bearers of a surname, alone or with an initial: who served that day, was about to, or had ruled."""
        bearers, initial = self._bearers(words)
        fitting = [e for e in bearers if fold(e.name).startswith(initial)]
        now = [e for e in fitting if on is None or any(t.holds(on) for t in e.terms)]
        now = now or [e for e in fitting if on and any(t.awaited(on) for t in e.terms)]
        yield from (Found(e, "surname", 0.8 if len(now) == 1 else 0.4) for e in now)
        if on and not now:
            yield from (Found(e, "surname of one who ruled", 0.4) for e in fitting if _ruled(e, on))

    def _bearers(self, words: tuple[str, ...]) -> tuple[tuple[Entity, ...], str]:
        """Those of this surname, and the first name's initial where the words give one before or after it."""
        whole = self.surnames.get(" ".join(words), ())
        if whole or len(words) < 2:
            return whole, ""
        if all(len(w) <= 2 and w not in self.particles for w in words[:-1]) and words[-1] in self.surnames:
            return self.surnames[words[-1]], words[0][0]
        return (self.surnames.get(" ".join(words[:-1]), ()), words[-1]) if len(words[-1]) == 1 else ((), "")

    @cached_property
    def by_beginning(self) -> dict[str, tuple[tuple[Entity, str], ...]]:
        """Spellings of people's names under the first letters of each of their words."""
        found: dict[str, list[tuple[Entity, str]]] = {}
        for entity in self.people:
            for variant in self.variants.get(entity.id, ()):
                for start in dict.fromkeys(word[:_BEGINNING] for word in variant.split()):
                    found.setdefault(start, []).append((entity, variant))
        return {k: tuple(v) for k, v in found.items()}

    def _alike(self, words: tuple[str, ...], on: date | None) -> Iterator[Found]:
        """People with a name like these words, among those that share a word's beginning."""
        text, best = " ".join(words), dict[str, float]()
        last = words[-1][:_BEGINNING] if words else ""
        for entity, variant in self.by_beginning.get(last, ()):
            best[entity.id] = max(best.get(entity.id, 0.0), _likeness(text, variant))
        for key, likeness in best.items():
            entity = self.entities[key]
            serving = on is not None and any(t.holds(on) and t.role in _RULING for t in entity.terms)
            if likeness >= (_ALIKE_IN_OFFICE if serving else _ALIKE_ALONE):
                yield Found(entity, f"name alike {likeness:.0f}/100", likeness / 100 * 0.9)

    @cached_property
    def _spelt(self) -> dict[str, list[tuple[str, str]]]:
        """Names of states long enough for a slip of the pen to show, each with its state; by their first letter."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, uses in self.uses.items():
            first = uses[0] if uses and len(key) >= _SLIP else None
            if first is not None and first.use in {"name", "demonym"} and len(first.entity) == 3:
                found.setdefault(key[0], []).append((key, first.entity))
        return found

    @lru_cache(maxsize=10_000)  # noqa: B019 - a process holds one registry
    def slip(self, name: str) -> Entity | None:
        """The one state whose name is a letter more, less or other than this, or has two letters swapped."""
        key = fold(without_possessive(name))
        if len(key) <= _SLIP or key in self.uses or key in references().no_slips:
            return None
        alike = self._spelt.get(key[0], ())
        near = {state for spelt, state in alike if OSA.distance(key, spelt, score_cutoff=1) <= 1}
        return self.entities[near.pop()] if len(near) == 1 else None

    def find(self, name: str, on: date | None = None) -> tuple[Party, ...]:
        """Parties that a name may mean on a day, best first; empty when none is known.

        One who heads several states on that day is given once for each, the home state first.
        """
        made = []
        for found in self.candidates(name, on):
            for country in _realms(found.entity, on):
                made.append(
                    self.party(found.entity, name, on, how=found.how, confidence=found.confidence, country=country)
                )
        return tuple(made)

    def party(
        self,
        entity: Entity,
        text: str,
        on: date | None,
        *,
        how: str = "name",
        confidence: float = 0.95,
        span: Span | None = None,
        country: str | None = None,
        title: str | None = None,
    ) -> Party:
        """The entity as a party on a day, with the office held then; without a day, that of the title told."""
        term = office_on(entity, on, country, title)
        gone = _is_over(term, on) if on is not None else term is not None and vocabulary().ended(title or "")
        sectors = ("ELI",) if gone else (term.sectors if term else entity.sectors)
        return Party(
            text=text,
            name=entity.name,
            id=entity.id,
            kind=PartyKind.PLACE_AS_STATE if how == "capital" else entity.kind,
            country=self.today((term.country if term else None) or entity.country),
            sectors=sectors or (("GOV",) if entity.kind is PartyKind.STATE else ()),
            office=None if term is None else _spoken(term, on, gone=gone),
            start=term.start if term else None,
            end=term.end if term else None,
            resolved_by=f"registry: {_SAID.get(how, how)}",
            span=span,
            confidence=confidence,
        )


def _is_over(term: Term | None, on: date) -> bool:
    return term is not None and not term.holds(on) and term.end is not None and term.end < on


# "Qadhafi" and "Gaddafi" are alike by 71 of 100, "Khalil" and "Aqil" by 60.
_WORD_ALIKE, _WORD_SAME = 65, 90


def _likeness(a: str, b: str) -> float:
    """0..100; words in any order, and a short name inside a long one counts as alike."""
    if len(a.split()) == 1 or len(b.split()) == 1:
        return fuzz.ratio(a, b)
    return max(fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b) * 0.97) if _paired(a, b) else 0.0


def _paired(a: str, b: str) -> bool:
    """Whether each word of the shorter name has one like it in the other: "Khalil Ibrahim" is no "Ibrahim Aqil".

    Where the other has more words, the shorter's must be the same and in order: "Young Kim" is no "Kim Young Nam".
    """
    short, long = sorted((a.split(), b.split()), key=len)
    if len(short) == len(long):
        return all(max(fuzz.ratio(w, o) for o in long) >= _WORD_ALIKE for w in short)
    left = iter(long)
    return all(any(fuzz.ratio(w, o) >= _WORD_SAME for o in left) for w in short)


_ROLE_ORDER = (
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "interior minister",
    "finance minister",
    "deputy head",
    "royal",
    "party leader",
)


def _weight(term: Term) -> int:
    if term.effective:
        return -1
    private = term.role in vocabulary().named_in_full or vocabulary().ended(term.office)
    return _ROLE_ORDER.index(term.role) if term.role in _ROLE_ORDER else len(_ROLE_ORDER) + private


def _spoken(term: Term, on: date | None, *, gone: bool) -> str:
    coming = on is not None and term.awaited(on)
    if gone and vocabulary().ended(term.office):
        return term.office
    return f"former {term.office}" if gone else f"incoming {term.office}" if coming else term.office


def _ruled(entity: Entity, on: date) -> bool:
    return any(t.role in _RULING and t.end and t.end < on for t in entity.terms)


def is_told(term: Term, title: str) -> bool:
    """Whether all the words of an office, or of one of its titles, are among those of a title."""
    return _words_told(term, title) > 0


def _words_told(term: Term, title: str) -> int:
    """How many words of a title are the office's: "Vice President" tells more of that one than of a president's."""
    words = _told_words(title)
    return max((len(n) for name in (term.office, *term.titles) if (n := _told_words(name)) <= words), default=0)


def _told_words(name: str) -> set[str]:
    return set(fold(name).replace("-", " ").split())


def home(entity: Entity) -> str | None:
    """The state of a person's earliest office; a realm's monarch is at home where it began."""
    dated = [t for t in entity.terms if t.country]
    return min(dated, key=lambda t: t.start or date.min).country if dated else entity.country


def _realms(entity: Entity, on: date | None) -> tuple[str | None, ...]:
    """Home, then every other state that the person heads on the day."""
    others = {t.country for t in entity.terms if on is not None and t.holds(on) and t.role in _RULING}
    return (home(entity), *sorted(c for c in others if c and c != home(entity)))


def office_on(entity: Entity, on: date | None, country: str | None = None, title: str | None = None) -> Term | None:
    """The weightiest office held that day, else the nearest in time; without a day the weightiest of all.

    Without a day, an office whose words are all in the given title comes before any other.

    An office of the given state comes before those of others, and where several run on one
    day, that of the person's home.
    """
    terms = [t for t in entity.terms if t.country == country] or list(entity.terms)
    if not terms:
        return None
    if on is None:
        most = max(_words_told(t, title) for t in terms) if title else 0
        told = [t for t in terms if title and most and _words_told(t, title) == most]
        latest = max(told or terms, key=lambda t: (-_weight(t), t.start or date.min, t.country == home(entity)))
        return _at_home(latest, told or terms, home(entity))
    past = [t for t in terms if t.start is None or t.start <= on]
    best = min(past, key=lambda t: (t.distance(on), t.country != home(entity), _weight(t)), default=None)
    if best is not None and best.holds(on):
        return _as_called(best, [t for t in past if t.holds(on) and t.country == best.country], title)
    return next((t for t in terms if t.awaited(on) and t.role in _RULING), best)


def _as_called(best: Term, held: Sequence[Term], title: str | None) -> Term:
    """Of the offices held at once the one that the page tells; one that has a name before who rules in effect."""
    told = [t for t in held if title and (t.role in HEADS or not t.effective) and is_told(t, title)]
    named = [t for t in held if t.role in HEADS and not t.effective] if best.effective else []
    return min(told or named or [best], key=_weight)


def _at_home(latest: Term, terms: Sequence[Term], country: str | None) -> Term:
    """A term, or where the person held the same office at home through its time (a queen of many realms), that one."""
    same = (t for t in terms if t.country == country and t.role == latest.role)
    return next((t for t in same if latest.start and t.holds(latest.start)), latest)


def nearness(entity: Entity, on: date | None) -> tuple[int, int]:
    """Days from the entity's nearest office, and the weight of what it held then; least is best."""
    terms = entity.terms
    away = min((t.distance(on) for t in terms), default=_gone(entity, on)) if on else 0
    return away, min((_weight(t) for t in terms if on is None or t.distance(on) == away), default=0)


def _gone(entity: Entity, on: date) -> int:
    """Days since a body or a state came to its end; 0 while it lasts."""
    return max((on - entity.until).days, 0) if entity.until else 0


def _rank(found: Found, on: date | None) -> tuple[int, float, int, str]:
    """Nearest in time first, then how surely found, then by the weight of what was held that day."""
    away, weight = nearness(found.entity, on)
    return (away, -found.confidence, weight, found.entity.id)


def _compiled() -> Compiled:
    """The registry's data compiled, from the kept copy where there is one."""
    code = [compiling.__file__, entities.__file__, keeping.__file__, names.__file__]
    return keeping.compiled(
        derived(
            "registry",
            (*_CONCEPTS, "ontology/titles", "ontology/references"),
            tuple(code),
            lambda: keeping.tables(compiling.compile_registry(load("registry/states"), _organizations(), _outlets())),
        )
    )


def _organizations() -> Iterable[tuple[str, Any]]:
    return [(where, rows["organizations"]) for where, rows in sorted(load("registry/organizations").items())]


def _outlets() -> Iterable[dict[str, Any]]:
    rows: list[dict[str, Any]] = load("registry/outlets")["registry/outlets"]["outlets"]
    return rows
