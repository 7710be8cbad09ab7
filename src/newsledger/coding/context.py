"""The country of a generic party, from what stands around it: "people in Hong Kong", "police there".

Only generic nouns and untold names are filled in; a name that the registry knows keeps its
own country or none. Each inference is written into ``resolved_by`` and lowers confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsledger.actors.homelands import Homelands
from newsledger.actors.making import OF_PEOPLE
from newsledger.actors.references import references
from newsledger.language import Sentence
from newsledger.records import Party, PartyKind, PlaceMention, PlacePrecision, Where

# Those who act with a state's power act, in the main, on people of their own state, unless
# the text says otherwise; and crowds and courts, police and opposition are each other's.
_DOMESTIC = frozenset(
    {"CVL", "COP", "JUD", "LEG", "OPP", "EDU", "LAB", "JRN", "AGR", "MED", "REL", "SOC", "CRM", "PTY"}
)
_INSTITUTIONS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
# Those whom a state sends abroad.
_SENT = frozenset({"MIL", "SPY"})
# Those of whom a page that speaks of one state speaks as that state's.
_AT_HOME = _INSTITUTIONS | _DOMESTIC | {"ELI"}
# Whose house is meant the page's own legislators and parties tell better than the place.
_OF_HOUSES = frozenset({"LEG", "PTY"})
# Those who fight where they live: of the state in which the page's war is.
_FIGHTING = frozenset({"REB", "UAF"})
# So many places of a page in one state, and such a share of all, are where its war is.
_FOUGHT, _THEATRE = 3, 2 / 3
_BY_PLACE, _BY_PHRASE, _BY_OTHER, _BY_KIN, _BY_PAGE = 0.8, 0.9, 0.7, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an event: its place, the page's places, and two things that the page tells of homes.

    ``home`` is where a page was filed from that speaks of no other state; ``homes`` are the countries of persons that
    the registry lacks, by name. ``states`` are those of which the page speaks, ``sentences`` that of the event with the
    one before it.
    """

    where: Where | None = None
    places: Sequence[PlaceMention] = ()
    home: PlaceMention | None = None
    homes: Mapping[str, PlaceMention] = field(default_factory=dict)
    states: Homelands = field(default_factory=Homelands)
    sentences: Sequence[Sentence] = ()


def homes_told(people: Iterable[Party], places: Sequence[PlaceMention]) -> dict[str, PlaceMention]:
    """For each unknown person the place in the phrase that names him: "*Michigan* Gov. Rick Snyder"."""
    told: dict[str, PlaceMention] = {}
    for person in people:
        place = _in_phrase(person, places) if person.country is None and person.id is None else None
        if place is not None:
            told.setdefault(person.name, place)
    return told


def _open(party: Party) -> bool:
    told = bool(party.sectors) or party.kind is PartyKind.PERSON
    return party.country is None and party.id is None and told and not _several_states(party)


def _several_states(party: Party) -> bool:
    """ "Other European nations" are of no one country, and "the Jewish state" is no part of another."""
    last = party.name.split()[-1:]
    return any(word.lower() in references().several | references().state for word in last)


def _with(party: Party, country: str, reason: str, factor: float) -> Party:
    told = f"{party.resolved_by}; country from {reason}"
    return replace(party, country=country, resolved_by=told, confidence=round(party.confidence * factor, 3))


def _in_phrase(party: Party, places: Sequence[PlaceMention]) -> PlaceMention | None:
    if party.span is None:
        return None
    return next((p for p in places if p.country and party.span.contains(p.span)), None)


def _other_country(party: Party, others: Sequence[Party]) -> str | None:
    """The one country of the other side, where the two are likely of one state."""
    countries = {p.country for p in others if p.country and len(p.country) == 3 and p.kind is not PartyKind.UNKNOWN}
    if len(countries) != 1 or not party.sectors or party.sectors[0] not in _DOMESTIC or _is_held(party):
        return None
    acting = any(set(p.sectors) & (_INSTITUTIONS | _DOMESTIC) for p in others)
    return next(iter(countries)) if acting else None


def _is_people(party: Party) -> bool:
    """ "Kurds", "Kurdish forces": a people of several states is of that in which the clause has it."""
    return party.resolved_by.endswith(OF_PEOPLE) or party.resolved_by == "registry: demonym"


def _is_held(party: Party) -> bool:
    """Hostages and prisoners may be of any state, and are least of all of that which lets them go to another."""
    return any(word.lower() in references().held for word in party.name.split()[-1:])


def _filled(party: Party, others: Sequence[Party], around: Around) -> Party:
    told = around.homes.get(party.name) if party.kind is PartyKind.PERSON and party.country is None else None
    if told is not None and told.country:
        return _with(party, told.country, f"{told.text}, by which the page names him", _BY_PHRASE)
    if not _open(party):
        return _of_many_lands(party)
    where, inside = around.where, _in_phrase(party, around.places)
    phrase, place = (_country_of(p, around) if p is not None else None for p in (inside, where))
    if inside is not None and phrase and _may_be_of(party, phrase):
        return _with(party, phrase, f"{inside.text} in its phrase", _BY_PHRASE)
    code = references().stateless(party.name)
    if code is not None:
        return _with(party, code, "no state being told of a body that is of none", _BY_OTHER)
    sector = next(iter(party.sectors), "")
    kin = around.states.kin.get(sector)
    people = _is_people(party)
    if kin is not None and sector in _OF_HOUSES | _FIGHTING and not people:
        return _with(party, kin, f"others of {sector} on the page", _BY_KIN)
    if where is not None and place and not _may_be_abroad(party) and _may_be_of(party, place):
        return _with(party, place, f"the event's place, {where.text}", _BY_PLACE)
    if people:
        return _of_war(party, around)
    shared = _other_country(party, others)
    if shared and not _sent_there(shared, others, around):
        return _with(party, shared, "the other side", _BY_OTHER)
    if references().foreign & {*party.text.lower().split()}:
        return party
    if sector in _FIGHTING:
        return _of_war(party, around)
    return _of_page(party, around) if sector in _AT_HOME else party


def _sent_there(country: str, others: Sequence[Party], around: Around) -> bool:
    """Whether the other side are soldiers of a state in which the page puts nothing, though it does in others."""
    put = _put(around)
    soldiers = all({*p.sectors[:1]} & _SENT for p in others if p.country == country)
    return soldiers and bool(put) and country not in put


def _put(around: Around) -> Counter[str]:
    """How often the page puts a thing in each state or in a part of it."""
    put = Counter(around.states.inside)
    put.update(p.country for p in around.places if p.country and p.precision is not PlacePrecision.COUNTRY)
    return put


def _of_war(party: Party, around: Around) -> Party:
    """Rebels are of the state in which most of what a page tells is put."""
    inside = _put(around)
    (country, times), *_ = inside.most_common(1) or [("", 0)]
    if times < _FOUGHT or times < _THEATRE * inside.total():
        return party
    return _with(party, country, "where most of what the page tells is", _BY_PAGE)


def _country_of(place: Where | PlaceMention, around: Around) -> str | None:
    """The place's country; that of a territory is the state that rules it, as for the territory itself as a party."""
    return around.states.ruled.get(place.name or "", place.country)


def _of_page(party: Party, around: Around) -> Party:
    """Of the state that the dateline, the sentence before or the page at large speaks of alone."""
    states, home = around.states, around.home
    told = (
        (home and home.country, f"the dateline, {home.text if home else ''}", _BY_OTHER),
        (states.kin.get(party.sectors[0]), f"others of {party.sectors[0]} on the page", _BY_KIN),
        (_sentence_before(around), "the sentence before", _BY_PAGE),
        (states.own, "the page, which speaks of no other", _BY_PAGE),
    )
    fitting = ((country, why, sure) for country, why, sure in told if country and _may_be_of(party, country))
    return next((_with(party, country, why, sure) for country, why, sure in fitting), party)


def _sentence_before(around: Around) -> str | None:
    """The one state named there, where this sentence names none and the page speaks of that one most."""
    if len(around.sentences) < 2:
        return None
    before, here = ({*_places_in(s, around), *around.states.told.get(s.index, ())} for s in around.sentences[-2:])
    return around.states.most if not here and before == {around.states.most} else None


def _places_in(sentence: Sentence, around: Around) -> set[str]:
    return {p.country for p in around.places if p.country and sentence.span.contains(p.span)}


def _may_be_abroad(party: Party) -> bool:
    """Of whom nothing but a name is told may be from anywhere, and a state sends its soldiers and envoys abroad."""
    envoy = bool({*(party.office or "").lower().split()} & references().sent)
    person = party.kind is PartyKind.PERSON and bool(party.sectors)
    return not party.sectors or (person and (envoy or party.sectors[0] in _SENT))


def _may_be_of(party: Party, country: str) -> bool:
    """Not where the party is called as nobody of that state is: "an *administration* official in Lausanne"."""
    called = [states for word, states in references().governments.items() if word in party.name.lower().split()]
    return all(country in states for states in called)


def _of_many_lands(party: Party) -> Party:
    """A body that the registry lacks, with the code of its kind where its own name tells of many lands."""
    unknown = party.country is None and party.resolved_by.startswith("unresolved")
    code = references().many_lands(party.name) if unknown and party.kind is PartyKind.ORGANIZATION else None
    return _with(party, code, "a name that tells of many lands", _BY_OTHER) if code else party


def with_countries(
    actor: Sequence[Party], recipient: Sequence[Party], around: Around
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides with the countries that their surroundings tell."""
    first = tuple(_filled(p, recipient, around) for p in actor)
    return first, tuple(_filled(p, first, around) for p in recipient)
