"""The forms of a user's own knowledge files, as pydantic models that say what is wrong in a person's words.

What the values of one file may name (types, modes, classes, codes of countries) is in ``Known``, which
is given to the validation as its context.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CAMEO = re.compile(r"\d{2,4}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_DAY = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What one file's values may name; ``type`` and ``stem`` are the file's own."""

    modes: Mapping[str, Collection[str]]
    classes: Collection[str]
    contexts: Collection[str]
    sectors: Collection[str]
    countries: Collection[str]
    roles: Collection[str]
    cameo: Collection[str]
    states: Collection[str]
    stem: str = ""
    type: str = ""


def wrong(what: str, mend: str) -> PydanticCustomError:
    return PydanticCustomError("told", "{what}. {mend}", {"what": what, "mend": mend})


def suggestion(word: str, choices: Collection[str]) -> str:
    """The choice that was likely meant, else the choices."""
    near = get_close_matches(word, list(choices), 1)
    if near:
        return f"Did you mean {near[0]!r}?"
    shown = sorted(choices)[:_SHOWN]
    return f"Choose from {', '.join(shown)}{' ...' if len(choices) > _SHOWN else ''}." if shown else "Leave it out."


def _one_of(word: str, choices: Collection[str], called: str) -> str:
    if word not in choices:
        raise wrong(f"There is no {called} {word!r}", suggestion(word, choices))
    return word


def _known(info: ValidationInfo) -> Known:
    assert isinstance(info.context, Known)
    return info.context


def _listed(value: Any) -> Any:
    """A list that is left empty ("names:") holds nothing."""
    return [] if value is None else value


def _filled(value: str) -> str:
    if not value.strip():
        raise wrong("This is empty", "Write what is meant, or leave the line out.")
    return value


def _type(value: str, info: ValidationInfo) -> str:
    return _one_of(value, _known(info).modes, "type")


def _mode(value: str, info: ValidationInfo) -> str:
    known = _known(info)
    modes = known.modes.get(known.type)
    if modes is not None and not modes:
        raise wrong(f"{known.type} has no modes", "Leave the mode out.")
    if modes is not None and value not in modes:
        raise wrong(f"{known.type} has no mode {value!r}", suggestion(value, modes))
    return value


def _cameo(value: str, info: ValidationInfo) -> str:
    if not _CAMEO.fullmatch(value):
        raise wrong(f"{value!r} is no CAMEO code", 'Write two to four digits in quotation marks, such as "0841".')
    return _one_of(value, _known(info).cameo, "CAMEO code")


def _context(value: str, info: ValidationInfo) -> str:
    return _one_of(value, _known(info).contexts, "context")


def _sector(value: str, info: ValidationInfo) -> str:
    return _one_of(value, _known(info).sectors, "sector")


def _country(value: str, info: ValidationInfo) -> str:
    return _one_of(value, _known(info).countries, "country or body with the code")


def _role(value: str, info: ValidationInfo) -> str:
    return _one_of(value, _known(info).roles, "role")


def _lemma(value: str) -> str:
    if value != value.lower():
        raise wrong(f"{value!r} has capitals", f"Words are lemmas in lower case: {value.lower()!r}.")
    return value


def _predicate(value: str, info: ValidationInfo) -> str:
    """ "impose $restriction", "send troop|soldier": a verb's lemma, then what must stand with it."""
    first, *rest = value.split()
    if "$" in first or "|" in first:
        raise wrong(f"The verb of {value!r} is no single lemma", "Begin with one verb, and give the others lines.")
    for choice in (choice for word in rest for choice in word.split("|")):
        if choice.startswith("$"):
            _one_of(choice[1:], _known(info).classes, "word class")
        elif not choice:
            raise wrong(f"An alternative of {value!r} is empty", "Write words on both sides of each |.")
    return value


def _noun(value: str) -> str:
    if "$" in value or "|" in value:
        raise wrong(f"The noun {value!r} has alternatives", "Classes and | are for verbs; give each noun a place.")
    return value


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a full or partial date; None for what is none."""
    found = _DAY.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        last = day or calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, last)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _day(value: Any) -> Any:
    if value is None:
        return None
    text = str(value)
    if isinstance(value, bool | list | dict) or bounds(text) is None:
        raise wrong(f"{text!r} is no day", "Write YYYY-MM-DD, YYYY-MM or YYYY.")
    return text


def _after_start(value: str | None, info: ValidationInfo) -> str | None:
    start = info.data.get("start")
    if value and start:
        first, last = bounds(start), bounds(value)
        if first and last and last[1] < first[0]:
            raise wrong(f"It ends on {value}, before it begins on {start}", "Mend one of the two.")
    return value


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value) or value.startswith("www."):
        raise wrong(f"{value!r} is no bare domain", 'Write the host alone, without "https://" and "www.".')
    return value


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise wrong(f"The id {value!r} has other characters than a-z, 0-9 and -", "Write it like sample-herald.")
    return value


def _own_file(value: str, info: ValidationInfo) -> str:
    stem = _known(info).stem
    if not re.fullmatch("[A-Z]{3}", value):
        raise wrong(f"{value!r} is no code of a state", "Three capitals, as in ISO 3166.")
    if value != stem:
        raise wrong(f"The code is {value}, and the file is called {stem}.yaml", f"Call the file {value}.yaml.")
    return value


Word = Annotated[str, AfterValidator(_filled)]
Words = Annotated[list[Word], BeforeValidator(_listed)]
Lemmas = Annotated[list[Annotated[Word, AfterValidator(_lemma)]], BeforeValidator(_listed)]
Predicates = Annotated[
    list[Annotated[Word, AfterValidator(_lemma), AfterValidator(_predicate)]], BeforeValidator(_listed)
]
Nouns = Annotated[list[Annotated[Word, AfterValidator(_lemma), AfterValidator(_noun)]], BeforeValidator(_listed)]
Sectors = Annotated[list[Annotated[str, AfterValidator(_sector)]], BeforeValidator(_listed)]
Country = Annotated[str, AfterValidator(_country)]
Start = Annotated[str | None, BeforeValidator(_day)]
End = Annotated[str | None, BeforeValidator(_day), AfterValidator(_after_start)]


class Form(BaseModel):
    """A mapping with these fields and no other."""

    model_config = ConfigDict(extra="forbid", strict=True)


# -- the codebook ---------------------------------------------------------------------------


class Entry(Form):
    verbs: Predicates = []
    nouns: Nouns = []
    mode: Annotated[str, AfterValidator(_mode)] | None = None
    cameo: Annotated[str, AfterValidator(_cameo)] | None = None
    recipient: Lemmas = []
    reciprocal: bool = False
    party_object: bool = False
    weak: bool = False
    joint: bool = False
    solo: bool = False
    violent: bool = False
    infinitive: bool = False
    subject: Literal["civil", "armed"] | None = None
    context: Annotated[str, AfterValidator(_context)] | None = None


def _says_something(value: Entry) -> Entry:
    if not value.verbs and not value.nouns:
        raise wrong("The entry has no words", "Give it verbs, nouns, or both.")
    return value


class Removed(Form):
    """Packaged lines of these words no longer count for the type."""

    verbs: Lemmas = []
    nouns: Lemmas = []


class TypePage(Form):
    type: Annotated[str, AfterValidator(_type)]
    meaning: str = ""
    absorbs: bool = False
    replace: bool = False
    remove: Removed | None = None
    entries: Annotated[list[Annotated[Entry, AfterValidator(_says_something)]], BeforeValidator(_listed)] = []


class Light(Form):
    light: Lemmas = []
    receiving: Lemmas = []
    taking: Lemmas = []
    ending: Lemmas = []
    occurring: Lemmas = []


class Governors(Form):
    planned: Lemmas = []
    attempted: Lemmas = []
    requested: Lemmas = []
    conditional: Lemmas = []
    denied: Lemmas = []
    ongoing: Lemmas = []
    future: Lemmas = []
    progressing: Lemmas = []
    promising: Lemmas = []
    disowning: Lemmas = []
    reports: Lemmas = []


class Things(Form):
    kinds: dict[str, Lemmas]


class Tolls(Form):
    class Kinds(Form):
        dead: Lemmas = []
        injured: Lemmas = []
        arrested: Lemmas = []
        displaced: Lemmas = []

    class Nobody(Form):
        nobody: Lemmas = []
        people: Lemmas = []
        anyone: Lemmas = []
        without: Lemmas = []
        compared: Lemmas = []

    kinds: Kinds = Kinds()
    harm: Kinds = Kinds()
    none: Nobody = Nobody()
    at_least: Lemmas = []
    at_most: Lemmas = []
    numbers: dict[str, Annotated[list[int | None], Field(min_length=2, max_length=2)]] = {}


# -- the registry ---------------------------------------------------------------------------


class Holder(Form):
    name: Word
    names: Words = []
    start: Start = None
    end: End = None


class Person(Form):
    name: Word
    names: Words = []
    surname: Word | None = None


class Office(Form):
    office: Word
    role: Annotated[str, AfterValidator(_role)] | None = None
    titles: Words = []
    sectors: Sectors = []
    effective: bool = False
    body: Word | None = None
    holders: Annotated[list[Holder], BeforeValidator(_listed)] = []
    replace: bool = False


Offices = Annotated[list[Office], BeforeValidator(_listed)]
People = Annotated[list[Person], BeforeValidator(_listed)]


class Body(Form):
    name: Word
    names: Words = []
    sectors: Sectors = []
    replace: bool = False


class State(Form):
    code: Annotated[str, AfterValidator(_own_file)]
    name: Word | None = None
    names: Words = []
    demonyms: Words = []
    capital: Word | None = None
    capitals: Words = []
    seats: Words = []
    bodies: Annotated[list[Body], BeforeValidator(_listed)] = []
    offices: Offices = []
    people: People = []
    until: Start = None
    successor: Country | None = None
    replace: bool = False


def _whole_state(value: State, info: ValidationInfo) -> State:
    if value.name is None and (value.replace or value.code not in _known(info).states):
        raise wrong(f"{value.code} has no name", "A state that is not in the package needs a name.")
    return value


StatePage = Annotated[State, AfterValidator(_whole_state)]


class Organization(Form):
    name: Word
    names: Words = []
    country: Country | None = None
    kind: Literal["organization", "group", "people", "person", "state", "place-as-state", "unknown"] = "organization"
    sectors: Sectors = []
    start: Start = None
    end: End = None
    offices: Offices = []
    people: People = []
    people_country: Country | None = None
    replace: bool = False


class Organizations(Form):
    organizations: list[Organization]


class Outlet(Form):
    name: Word
    names: Words = []
    id: Annotated[str, AfterValidator(_id)]
    country: Country | None = None
    kind: Literal["newspaper", "agency", "state media", "broadcaster", "blog", "government", "ngo", "other"] = "other"
    state_controlled: bool = False
    domains: Annotated[list[Annotated[str, AfterValidator(_domain)]], BeforeValidator(_listed)] = []
    credits: Words = []
    replace: bool = False


class Outlets(Form):
    outlets: list[Outlet]
