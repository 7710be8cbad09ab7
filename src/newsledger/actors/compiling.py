"""Registry files to entities and their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from anyascii import anyascii

from newsledger.actors.entities import Entity, NameUse, Term, first_day, last_day
from newsledger.actors.names import family_names, fold, slug, spellings
from newsledger.actors.references import references
from newsledger.data.loading import load
from newsledger.errors import DataError
from newsledger.records import PartyKind

# Abbreviations up to this length must stand in capitals in the text: "US", "WHO", "IS".
_ABBREVIATION = 5
# Letters that make a last name telling beside a surname that stands elsewhere in the name.
_TELLING = 5
_BRACKET = re.compile(r"\s*\([^()]*\)$")


@dataclass(slots=True)
class Compiled:
    """Entities by id; uses by folded name; people's ids by family name."""

    entities: dict[str, Entity] = field(default_factory=dict)
    uses: dict[str, list[NameUse]] = field(default_factory=dict)
    families: dict[str, dict[str, None]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    named: set[tuple[str, ...]] = field(default_factory=set)
    swaps: dict[str, str] = field(default_factory=dict)

    def add(self, entity: Entity) -> None:
        old = self.entities.get(entity.id)
        if old is not None:
            entity = replace(old, terms=old.terms + tuple(t for t in entity.terms if t not in old.terms))
        self.entities[entity.id] = entity

    def name(self, name: str, entity: str, use: str) -> None:
        """Notes a name; one with a bracket, "Labour Party (Malta)", is also that without, shared with others."""
        bare = _BRACKET.sub("", name) if name.endswith(")") else ""
        if bare and bare != name:
            self._use(bare, entity, "shared")
        for spelling in spellings(name, self.swaps):
            self._use(spelling, entity, use)

    def family(self, entity: str, name: str) -> None:
        """Notes under which family names a person may be found by a whole name."""
        for key in family_names(name, self.particles, self.suffixes):
            self.families.setdefault(key, {})[entity] = None

    def last(self, entity: str, name: str) -> None:
        """Notes the last name of one called by the first: "Vejjajiva"; short ones, "Un", are too many people's."""
        for key in family_names(name, self.particles, self.suffixes)[:1]:
            if len(key) >= _TELLING:
                self.families.setdefault(key, {})[entity] = None

    def surname(self, entity: str, told: str) -> None:
        """Notes a surname that the data tell, whole and without its particles."""
        for key in (fold(told), *family_names(told, self.particles, self.suffixes)[:1]):
            self.families.setdefault(key, {})[entity] = None

    def _use(self, name: str, entity: str, use: str) -> None:
        key = fold(name)
        short = len(key.replace(" ", "")) <= _ABBREVIATION and name.replace(".", "").replace(" ", "").isupper()
        made = NameUse(entity, use, short)
        held = self.uses.setdefault(key, [])
        if key and not any(u.entity == entity for u in held):
            held.append(made)


def _need(row: dict[str, Any], key: str, where: str) -> Any:
    if key not in row:
        raise DataError(f"A registry entry lacks {key!r}", where=where, mend="Add it; the data README shows the form.")
    return row[key]


def _strings(row: dict[str, Any], key: str) -> Iterator[str]:
    return (str(v) for v in row.get(key) or ())


def _term(office: dict[str, Any], holder: dict[str, Any], country: str | None, body: str | None) -> Term:
    return Term(
        office=str(office["office"]),
        role=str(office.get("role", "central figure")),
        titles=tuple(_strings(office, "titles")),
        sectors=tuple(_strings(office, "sectors")) or ("GOV",),
        country=country,
        start=first_day(holder.get("start")),
        end=last_day(holder.get("end")),
        effective=bool(office.get("effective")),
        body=office.get("body") or body,
    )


def _people(into: Compiled, row: dict[str, Any], country: str | None, where: str, body: str | None = None) -> None:
    known = {str(_need(p, "name", where)): p for p in row.get("people") or ()}
    for office in row.get("offices") or ():
        _need(office, "office", where)
        for holder in office.get("holders") or ():
            person = known.get(str(_need(holder, "name", where)), {})
            _person(into, holder, person, _term(office, holder, country, body))
    for name, person in known.items():
        _named(into, name, person, Entity(_person_id(name), _in_english(name), PartyKind.PERSON, country))


def _person_id(name: str) -> str:
    return f"person/{slug(name)}"


def _in_english(name: str) -> str:
    """A person's name as English pages and other data sets have it, who write it without accents."""
    return name if name.isascii() else anyascii(name)


def _person(into: Compiled, holder: dict[str, Any], person: dict[str, Any], term: Term) -> None:
    name = str(holder["name"])
    entity = Entity(_person_id(name), _in_english(name), PartyKind.PERSON, term.country, term.sectors, (term,))
    _named(into, name, {**person, "names": [*_strings(person, "names"), *_strings(holder, "names")]}, entity)


def _named(into: Compiled, name: str, person: dict[str, Any], entity: Entity) -> None:
    into.add(entity)
    told = person.get("surname")
    spelt = (name, str(told), *_strings(person, "names"))
    if spelt in into.named:
        return
    into.named.add(spelt)
    if told:
        into.surname(entity.id, str(told))
    for variant in (name, *_strings(person, "names")):
        if not told or not {*fold(str(told)).split()} <= {*fold(variant).split()}:
            into.family(entity.id, variant)
        else:
            into.last(entity.id, variant)
        into.name(variant, entity.id, "name")


def add_state(into: Compiled, row: dict[str, Any], where: str) -> None:
    """One state's file: the state, its bodies, offices and people."""
    code, name = str(_need(row, "code", where)), str(_need(row, "name", where))
    into.add(
        Entity(code, name, PartyKind.STATE, code, until=first_day(row.get("until")), successor=row.get("successor"))
    )
    for use, words in (("name", [name, *_strings(row, "names")]), ("demonym", _strings(row, "demonyms"))):
        for word in words:
            into.name(word, code, use)
    for capital in (row.get("capital"), *_strings(row, "capitals")):
        into.name(str(capital or ""), code, "capital")
    for seat in _strings(row, "seats"):
        _body(into, {"name": seat, "sectors": ["GOV"]}, code, "seat")
    for body in row.get("bodies") or ():
        _body(into, body, code, "name")
    _people(into, row, code, where)


def _body(into: Compiled, body: dict[str, Any], code: str, use: str) -> None:
    name = str(body["name"])
    key = _outlet_of(into, name, code) or f"{code}/{slug(name)}"
    if key in into.entities:
        into.name(name, key, "name")
        return
    into.add(Entity(key, name, PartyKind.ORGANIZATION, code, tuple(_strings(body, "sectors"))))
    for variant in (name, *_strings(body, "names")):
        into.name(variant, key, use)


def _outlet_of(into: Compiled, name: str, code: str) -> str | None:
    """The outlet of this name and country, where the list of outlets has it: one entity, not two."""
    found = (into.entities[u.entity] for u in into.uses.get(fold(name), ()))
    return next((e.id for e in found if e.outlet_kind is not None and e.country == code), None)


def add_organization(into: Compiled, row: dict[str, Any], where: str) -> None:
    """An intergovernmental body, group, party, company or NGO, with its own offices."""
    name, country = str(_need(row, "name", where)), row.get("country")
    people = row.get("kind") == "people"
    kind = PartyKind.GROUP if people else PartyKind(str(row.get("kind", "organization")))
    key = f"org/{slug(name)}"
    into.add(Entity(key, name, kind, country, tuple(_strings(row, "sectors")), until=last_day(row.get("end"))))
    for variant in (name, *_strings(row, "names")):
        into.name(variant, key, "demonym" if people else "name")
    _people(into, row, row.get("people_country") or country, where, name)


def add_outlet(into: Compiled, row: dict[str, Any], where: str) -> None:
    name = str(_need(row, "name", where))
    key = f"outlet/{row.get('id') or slug(name)}"
    entity = Entity(
        key,
        name,
        PartyKind.ORGANIZATION,
        row.get("country"),
        ("JRN",),
        state_controlled=bool(row.get("state_controlled")),
        outlet_kind=str(row.get("kind", "other")),
    )
    into.add(entity)
    for variant in (name, *_strings(row, "names")):
        into.name(variant, key, "name")


def compile_registry(
    states: dict[str, Any], organizations: Iterable[tuple[str, Any]], outlets: Iterable[dict[str, Any]]
) -> Compiled:
    """All registry data as entities, the uses of every folded name, and people by family name."""
    titles = load("ontology/titles")["ontology/titles"]
    british = load("ontology/references")["ontology/references"]["british"]
    swaps = {a: b for one, other in british.items() for a, b in ((one, other), (other, one))}
    into = Compiled(particles=frozenset(titles["particles"]), suffixes=frozenset(titles["suffixes"]), swaps=swaps)
    for row in outlets:
        add_outlet(into, row, "outlets")
    for where, row in sorted(states.items()):
        add_state(into, row, where)
    for where, rows in organizations:
        for row in rows:
            add_organization(into, row, where)
    _share_short_names(into, states)
    return into


# Bodies that a state's own pages call by a short name: "Congress", "the Supreme Court".
_HOME = frozenset({"LEG", "JUD"})


def _share_short_names(into: Compiled, states: dict[str, Any]) -> None:
    """Lets "Congress" be Colombia's too, whose "Colombian Congress" it is at home, besides the body so named."""
    of_state = [(name, u.entity) for name, uses in into.uses.items() for u in uses if _is_home_body(into, u)]
    known = {name for name, _ in of_state}
    by_code = {str(row["code"]): row for row in states.values()}
    for name, entity in of_state:
        short = _short(name, by_code[entity.split("/")[0]])
        if short in known and not any(u.entity == entity for u in into.uses[short]):
            into.uses[short].append(NameUse(entity, "shared", False))


def _is_home_body(into: Compiled, use: NameUse) -> bool:
    entity = into.entities[use.entity]
    return use.use == "name" and entity.country == use.entity.split("/")[0] and bool(_HOME & set(entity.sectors))


def _short(name: str, state: dict[str, Any]) -> str:
    """A body's name without the words that say whose it is."""
    for word in (*map(fold, _strings(state, "demonyms")), *sorted(references().of_the_whole)):
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
    for word in (str(state["name"]), *_strings(state, "names")):
        name = name.removesuffix(f" of {fold(word)}").removesuffix(f" of the {fold(word)}")
    return name
