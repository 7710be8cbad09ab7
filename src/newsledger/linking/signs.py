"""A report as it is compared: a few sets and numbers, made once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newsledger.linking.knowledge import Family, deeds, families, manner_of_mode, manner_of_word, weights, words
from newsledger.linking.wording import content, name_tokens, stem, tokens
from newsledger.records import (
    DateBasis,
    Document,
    EventType,
    Factuality,
    Party,
    PartyKind,
    Report,
    Toll,
    WhenBasis,
    Where,
    ZoneKind,
)

_REACH = 12
_SHORT = 2  # words of a name that a nameless word takes the rest of: "Gaza police"
# A figure, then the words of the party; no year, no age, no date.
_COUNTED = re.compile(r"(?:^|\s)(\d{1,3}(?:,\d{3})*)\s+[A-Za-z][\w\s]*$")
# A capital within a sentence.
_NAME = re.compile(r"(?<=[a-z0-9,;:)'\u2019] )[A-Z][\w'\u2019-]+")
# Days that a date without an end is taken to last: on a page's word alone, and where the text states it.
_AHEAD = (30, 180)


@dataclass(frozen=True, slots=True)
class PartySign:
    """A party as it is compared. ``grade``: how far it singles somebody out; ``office``: speaks for its state."""

    id: str | None
    country: str | None
    kind: PartyKind
    tokens: frozenset[str]
    grade: str
    office: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """What candidates are looked up by: the identity, the country, and each word of an unresolved name."""
        found = [self.id] if self.id else []
        if self.country and self.country != self.id:
            found.append(self.country)
        if self.id is None and self.grade == "named":
            found.extend(sorted(t for t in self.tokens if len(t) > 2))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive ordinals. ``stated``: the text gives the date; else it rests on the page's own."""

    start: int
    end: int
    stated: bool

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Sign:
    report: Report
    family: Family
    type: EventType
    modes: frozenset[str]
    manners: frozenset[str]
    told_manner: bool
    actor: tuple[PartySign, ...]
    recipient: tuple[PartySign, ...]
    days: Days | None
    where: Where | None
    predicate: frozenset[str]
    deeds: frozenset[str]
    sentence: frozenset[str]
    told: frozenset[str]
    things: frozenset[str]
    toll: Toll | None
    factuality: Factuality
    numbers: frozenset[int]
    printed: int | None
    page: tuple[str, ...]  # a few words take half the room that their set takes
    named: frozenset[str]

    @property
    def local(self) -> bool:
        return self.type in self.family.local

    @property
    def id(self) -> str:
        return self.report.report_id

    @property
    def document(self) -> str:
        return self.report.document_id

    @property
    def sentence_at(self) -> tuple[str, int]:
        """The report's page, and where on it its sentence starts."""
        return self.report.document_id, self.report.evidence.start


@lru_cache(maxsize=100_000)
def _party(id: str | None, name: str, kind: PartyKind, country: str | None, office: bool, proper: bool) -> PartySign:
    held = name_tokens(name)
    return PartySign(id, country, kind, held, _grade(id, kind, held, proper, country), office)


def _grade(id: str | None, kind: PartyKind, held: frozenset[str], proper: bool, country: str | None) -> str:
    if kind.is_state:
        return "state"
    if id is not None:
        return "body" if kind.is_body else "identified"
    if not proper or held <= words().vague:
        return "vague"
    nameless = bool(held & words().vague) and kind is not PartyKind.PERSON
    if nameless and country and kind.is_body:
        return "state"  # "Russian troops": nobody is named but the state
    return "vague" if nameless and len(held) <= _SHORT else "named"


def party_sign(party: Party, sentence: int | None = None) -> PartySign:
    """The party's sign; ``sentence`` is where its sentence starts, whose first word has a capital anyway."""
    return _party(party.id, party.name, party.kind, party.country, party.office is not None, _proper(party, sentence))


def _proper(party: Party, sentence: int | None) -> bool:
    """Whether a word of the name has a capital of its own."""
    said = party.name.split()
    first = party.span is not None and party.span.start == sentence and party.kind is not PartyKind.PERSON
    told = said[1:] if first and party.name == party.text else said
    return any(word[:1].isupper() for word in told if not words().stop.intersection(tokens(word)))


def _days(report: Report, printed: int | None) -> Days | None:
    when = report.when
    start, end = when.start or when.end, when.end or when.start
    if (start is None or end is None) and report.factuality is Factuality.DENIED and printed:
        return Days(printed, printed, False)  # a denial answers what is in the news
    if start is None or end is None:
        return None
    stated = when.basis is WhenBasis.TEXT
    if when.end is None:
        return Days(start.toordinal(), start.toordinal() + _AHEAD[stated], stated)
    return Days(start.toordinal(), end.toordinal(), stated)


def _predicate(report: Report, text: str) -> tuple[str, ...]:
    return tuple(word for span in report.evidence.fields.predicate for word in tokens(span.of(text)))


def _manners(report: Report, predicate: Iterable[str]) -> tuple[frozenset[str], bool]:
    """How it was done, and whether the words themselves tell it and not the mode alone."""
    told = frozenset(m for m in map(manner_of_word, predicate) if m)
    return told or frozenset(m for m in map(manner_of_mode, report.modes) if m), bool(told)


def _numbers(report: Report, text: str) -> frozenset[int]:
    """How many the acting or suffering parties are, where figures stand right before or in them."""
    spans = (p.span for p in (*report.actor, *report.recipient) if p.span is not None)
    before = (_COUNTED.search(text[max(0, s.start - _REACH) : s.end]) for s in spans)
    return frozenset(int(found[1].replace(",", "")) for found in before if found) - _counted(report.toll)


def _counted(toll: Toll | None) -> frozenset[int]:
    """Numbers that the toll holds, and that are compared there."""
    counts = (toll.dead, toll.injured, toll.arrested, toll.displaced) if toll else ()
    return frozenset(n for c in counts if c for n in (c.min, c.max) if n is not None)


def _printed(document: Document | None) -> int | None:
    """The day of the page, unless it rests on linking itself."""
    if document is None or document.published.start is None or document.published.basis is DateBasis.LINKED:
        return None
    return document.published.start.toordinal()


@lru_cache(maxsize=100_000)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """One set for all equal ones: reports by the million have few verbs, modes and things."""
    return words


def deeds_of(predicate: Iterable[str]) -> frozenset[str]:
    """The lines of words for one deed in which the stems stand."""
    return frozenset(deed for word in predicate for deed in _deeds().get(word, ()))


@lru_cache(maxsize=1)
def _deeds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for deed, said in deeds().items():
        for word in said:
            found[stem(word)].add(deed)
    return {word: frozenset(held) for word, held in found.items()}


def _names(parties: Iterable[PartySign]) -> frozenset[str]:
    return frozenset(stem(t) for p in parties for t in p.tokens)


class Profile(NamedTuple):
    """What a page is about: content words of its opening, and the names among them."""

    words: tuple[str, ...]
    names: frozenset[str]


_NO_PAGE = Profile((), frozenset())


def sign(report: Report, document: Document | None, page: Profile = _NO_PAGE) -> Sign:
    """The report's sign; ``page`` is the profile of its document."""
    said = _predicate(report, document.text) if document else ()
    start = report.evidence.start
    actor, recipient = (tuple(party_sign(p, start) for p in side) for side in (report.actor, report.recipient))
    manners, told_manner = _manners(report, said)
    predicate = frozenset(stem(w) for w in said if w not in words().stop)
    told = predicate | _names((*actor, *recipient))
    return Sign(
        report=report,
        family=families()[report.type],
        type=report.type,
        modes=_shared(frozenset(report.modes)),
        manners=_shared(manners),
        told_manner=told_manner,
        actor=actor,
        recipient=recipient,
        days=_days(report, _printed(document)),
        where=report.where,
        predicate=_shared(predicate),
        deeds=_shared(deeds_of(predicate)),
        sentence=content(report.evidence.sentence) - told,
        told=_shared(told),
        things=_shared(frozenset(w for t in report.things for w in content(t.text))),
        toll=report.toll,
        factuality=report.factuality,
        numbers=_numbers(report, document.text) if document else frozenset(),
        printed=_printed(document),
        page=page.words,
        named=page.names,
    )


def profile(document: Document) -> Profile:
    """The page's opening: what its story is about."""
    wanted = int(weights()["blocking"]["page_words"])
    told = [z.span.of(document.text) for z in document.zones if z.coded and z.kind is not ZoneKind.CAPTION]
    opening = " ".join(" ".join(told).split()[:wanted])
    return Profile(tuple(sorted(content(opening))), _shared(content(" ".join(_NAME.findall(opening)))))


def signs(reports: Iterable[Report], documents: Mapping[str, Document]) -> tuple[Sign, ...]:
    """Signs in the order of report ids, so that nothing later depends on the order of reading."""
    pages: dict[str, Profile] = {}
    found = []
    for report in sorted(reports, key=lambda r: r.report_id):
        document = documents.get(report.document_id)
        if document is not None and document.document_id not in pages:
            pages[document.document_id] = profile(document)
        found.append(sign(report, document, pages.get(report.document_id, _NO_PAGE)))
    return tuple(found)
