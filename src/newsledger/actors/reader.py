"""Reads the parties of a document: who each noun phrase stands for, and why.

A phrase is resolved in this order: a registry name, a person's name heard before or known by
surname, an office with its country and day, a generic actor noun with its country, a pronoun
that looks back. What cannot be resolved keeps its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newsledger.actors import lookback, pronouns
from newsledger.actors.ahead import named_later, run_together
from newsledger.actors.bodies import as_before, the_bloc
from newsledger.actors.choosing import (
    Chooser,
    among,
    by_spelling,
    fits,
    governed,
    is_no_party,
    is_only_a_surname,
    is_persons,
    may_be_person,
    of_one_state,
    told_apart,
)
from newsledger.actors.coreference import Memory, is_private
from newsledger.actors.dating import Asked, dated, holder_then
from newsledger.actors.entities import bounds, serves
from newsledger.actors.genders import by_courtesy, by_name, by_pronoun, differ, is_addressed
from newsledger.actors.homelands import Homelands, homelands
from newsledger.actors.making import FROM_BEFORE, FROM_PHRASE, OF_PEOPLE, group, together, unknown_body, unknown_person
from newsledger.actors.matching import Match, matches
from newsledger.actors.names import fold
from newsledger.actors.namesakes import without_namesakes
from newsledger.actors.offices import Offices
from newsledger.actors.phrases import (
    appositions,
    coordinated,
    core,
    descends,
    entity_of,
    entity_text,
    led,
    modifiers,
    owners,
    phrase,
)
from newsledger.actors.references import references
from newsledger.actors.registry import LEADERS, Found, Registry, home
from newsledger.actors.speaking import Speakers, is_of_speaker
from newsledger.actors.tenures import terms_told
from newsledger.actors.titles import (
    gathered,
    in_house,
    is_abstract,
    is_adjective,
    is_capacity,
    is_past,
    is_somebody,
    is_unsettled,
    led_by,
    longer,
    of_house,
    of_lesser,
    other_trade,
    spoken_for,
)
from newsledger.actors.titles import roles as roles_told
from newsledger.actors.twins import both, with_directions
from newsledger.actors.vocabulary import vocabulary
from newsledger.language import Parsed, Sentence
from newsledger.records import Party, PartyKind, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_AS_ORGANIZATION = frozenset({"ORG", "NORP"})
_ABBREVIATION = 8


class Mentions:
    """The parties of one document. ``parties(token)`` answers for a noun phrase's head."""

    def __init__(self, parsed: Parsed, registry: Registry, apart: frozenset[str] = frozenset()) -> None:
        """``apart``: states that the page does not mean by a name that part of another state bears too."""
        self.parsed, self.registry, self.words = parsed, registry, vocabulary()
        self.on = parsed.document.published.end
        found = {s.index: matches(s.words, registry) for s in parsed.sentences}
        self._matches = without_namesakes(with_directions(found, parsed.sentences, registry), registry, apart)
        self._by_office: dict[Span, Asked] = {}
        self._cache: dict[tuple[int, int], tuple[Party, ...]] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        self.speakers, self._offices = Speakers(), Offices()
        self._read({})
        later = named_later(self.memory, parsed.sentences, registry, self.on)
        if later or self._offices.tell(self.on):
            self._read(later)

    def _read(self, later: Mapping[str, Party]) -> None:
        """Hears the page from its beginning; ``later``: by surname, whom it names in full only further down."""
        self._cache.clear()
        self._by_office.clear()
        self.memory = Memory(later)
        self.choose = Chooser(self.registry, self.memory, self._matches, self.on)
        for sentence in self.parsed.sentences:
            self._remember(sentence)

    def _remember(self, sentence: Sentence) -> None:
        """Hears the sentence's noun phrases in order, so that later ones can look back."""
        for token in sentence.words:
            if token.dep_ in {"compound", "punct"} or token.pos_ not in {"PROPN", "NOUN", "ADJ"}:
                continue
            for party in self.one(token, sentence):
                self.memory.hear(sentence.index, token, party)
                self._learn_abbreviation(token, party)

    def _learn_abbreviation(self, token: Token, party: Party) -> None:
        """ "The Sample Workers' Union (SWU)": what the page calls SWU from here on."""
        short = [t.text for t in token.children if t.dep_ == "appos" and t.text.isupper()]
        if short and party.kind is not PartyKind.PERSON and 1 < len(short[0]) <= _ABBREVIATION:
            self.memory.call(short[0], party)

    def countries(self) -> tuple[str, ...]:
        """Countries of the document's parties, most often named first."""
        return self.memory.countries()

    @cached_property
    def homelands(self) -> Homelands:
        """The states of which the page speaks."""
        return homelands(self.memory.heard())

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day on which all that the page says of who holds which office is true.

        (None, None) where it says nothing, or where no one day fits all of it.
        """
        return bounds(t for s in self.parsed.sentences for head in s.words for t in terms_told(head, s, self))

    def parties(self, head: Token, sentence: Sentence) -> tuple[Party, ...]:
        """The parties a noun phrase stands for, coordinated mates included, in text order."""
        found: list[Party] = []
        for one in coordinated(head):
            found += [p for p in self.one(one, sentence) if not among(p, found)]
        return tuple(found)

    def one(self, head: Token, sentence: Sentence) -> tuple[Party, ...]:
        key = (sentence.index, head.i)
        if key not in self._cache:
            self._cache[key] = ()  # two nouns that each hang on the other end here
            self._cache[key] = self._resolve(head, sentence)
        return self._cache[key]

    def party_at(self, span: Span) -> Party | None:
        """The party of the noun phrase that these characters hold, if it resolves to one."""
        sentence = self.parsed.sentence_at(span.start)
        inside = sentence.inside(span) if sentence else ()
        if not inside or sentence is None:
            return None
        held = {t.i for t in inside}
        heads = [t for t in inside if t.head.i not in held or t.head == t]
        found = next((p for h in heads if (p := self.one(h, sentence))), ())
        return together(found)

    def is_surname(self, text: str) -> bool:
        """Whether the page has named a person whose name ends so."""
        known = self.memory.named(fold(text))
        return known is not None and fold(known.name).split()[-1:] == [fold(text)]

    def agrees(self, pronoun: str, party: Party) -> bool:
        """Whether "he" or "she" may be this person, as the page has addressed him or by his given name."""
        return not differ(by_pronoun(pronoun), self.memory.gender(party))

    def _resolve(self, head: Token, sentence: Sentence) -> tuple[Party, ...]:
        if is_no_party(head):
            return ()
        if lookback.number(head) is not None:
            several = lookback.several(self._description(head, sentence), self.memory, self.registry)
            if several:
                return several
        if pair := both(head, self.registry):
            text, span = self._text(head, sentence), self._span(head, sentence)
            return tuple(self.registry.party(e, text, self.on, how="name of two states", span=span) for e in pair)
        if head.pos_ == "PRON":
            return pronouns.meant(head, sentence, self.memory, self.speakers, self.parsed.sentences)
        if head.text.isupper() and (called := self.memory.called(head.text)) is not None:
            return (replace(called, text=head.text, span=sentence.span_of(head)),)
        match = self._match(head, sentence)
        if match is not None and not is_persons(match, head, self.memory, self.registry):
            named = self._named(match, head, sentence)
            if named is not None:
                return (named,)
        if head.ent_type_ == "PERSON" or self._is_known_name(head) or is_addressed(head):
            return (self._person(head, sentence),)
        return self._generic(head, sentence) or self._organization(head, sentence)

    def _description(self, head: Token, sentence: Sentence) -> lookback.Description:
        def measured() -> tuple[str, Span]:
            return self._text(head, sentence), self._span(head, sentence)

        return lookback.Description(head, sentence.index, measured, self.on)

    def _is_known_name(self, head: Token) -> bool:
        """A bare name that the tagger did not take for a person's, but that is known as one.

        The page has introduced a person by it, or it is the family name of one who rules that day.
        """
        # The tagger takes "Trump" at the head of a sentence for a common word.
        common = (
            head.pos_ == "NOUN"
            and head.dep_ in {"nsubj", "nsubjpass"}
            and head.text[:1].isupper()
            and not [*head.children]
        )
        if not (head.pos_ == "PROPN" or common) or len(core(head)) > 1:
            return False
        name = fold(head.text)
        minister = not common and is_only_a_surname(name) and self.registry.ministers(name, self.on)
        known = self.memory.named(name) is not None
        return known or (may_be_person(head) and (minister or self.registry.rules(name, self.on)))

    def _match(self, token: Token, sentence: Sentence) -> Match | None:
        return next((m for m in self._matches[sentence.index] if m.covers(token)), None)

    def _span(self, head: Token, sentence: Sentence) -> Span:
        key = (sentence.index, head.i)
        if key not in self._spans:
            self._spans[key] = self._measured(head, sentence)
        return self._spans[key]

    def _measured(self, head: Token, sentence: Sentence) -> Span:
        words = phrase(head)
        name = entity_of(head) if head.ent_type_ == "PERSON" else None
        first = name[0] if name is not None and name[0].i < words[0].i else words[0]
        return sentence.between(first, words[-1])

    def _text(self, head: Token, sentence: Sentence) -> str:
        return self._span(head, sentence).of(self.parsed.document.text)

    def _named(self, match: Match, head: Token, sentence: Sentence) -> Party | None:
        entity, how = self.choose(match, sentence)
        if entity is None or (how == "capital" and is_somebody(head)):
            return None
        party = self._held(Found(entity, how, 0.95), head, sentence)
        if party.sectors[:1] == ("PTY",) and in_house(head):
            party = replace(party, sectors=("LEG", *party.sectors))
        if how != "demonym" or (head.dep_ in {"amod", "compound", "nmod"} and not descends(head)):
            return party  # "the Russian attack" is the state's
        living = self._living(head, sentence) or (None if party.country else self._country(head, sentence))
        if descends(head) and living is None:
            party = replace(party, country=None, resolved_by=f"generic noun{OF_PEOPLE}")
        country = living or party.country
        return replace(
            party, name=head.text, country=country, kind=PartyKind.GROUP, sectors=("CVL",), id=None, confidence=0.8
        )

    def _held(self, found: Found, head: Token, sentence: Sentence) -> Party:
        """Whom the registry knows, in the office of the page's day, or in that which the page itself gives."""
        entity, how, sure = found.entity, found.how, found.confidence
        if entity.kind is PartyKind.PERSON:
            self._offices.learn(head, entity, lambda t: self.one(t, sentence))
        text, span, title = self._text(head, sentence), self._span(head, sentence), self._offices.title(head, entity)
        party = self.registry.party(entity, text, self.on, how=how, confidence=sure, span=span, title=title)
        return self._offices.dressed(party, entity, self.on)

    def _living(self, head: Token, sentence: Sentence) -> str | None:
        """ "The Albanians of southern Serbia" are people of the country that they live in."""
        for owner in owners(head):
            found = [p.country for p in self.one(owner, sentence) if p.country and p.kind is not PartyKind.PERSON]
            if found:
                return found[0]
        return None

    def _person(self, head: Token, sentence: Sentence) -> Party:
        name = entity_text(head)
        if (rest := run_together(name, self.registry)) is not None and self.memory.awaited(fold(rest)):
            name = rest
        told = by_courtesy(head)
        bare = self.registry.bare(name)
        known, later = self.memory.named(bare, told), self.memory.awaited(bare)
        if known is not None and differ(told, self.memory.gender(known)):
            return self._unknown(head, sentence, name, None)
        if known is not None and told is None and is_private(known) and self.registry.rules(bare, self.on, LEADERS):
            known = None  # "Romney" is the candidate, though the page has named his wife in full
        country, roles = self._country(head, sentence), roles_told(head)
        if known is not None and not (later and roles):
            return self._again(known, head, sentence)
        fitting = [
            found
            for found in self.registry.candidates(name, self.on)[:8]
            if fits(found, country, roles, self.registry, self.memory, self.on)
            and not differ(told, by_name(found.entity.name))
        ]
        if fitting and fitting[0].how.startswith("surname") and (longer(head) or (not roles and other_trade(head))):
            fitting = []
        fitting = told_apart(fitting, self.memory.countries(), self.on)
        if fitting and (self.on or len({f.entity.country for f in fitting}) == 1):
            return self._held(fitting[0], head, sentence)
        if known is not None:
            return self._again(known, head, sentence)
        return self._unknown(head, sentence, name, country)

    def _unknown(self, head: Token, sentence: Sentence, name: str, country: str | None) -> Party:
        spoken = spoken_for(head, lambda t: self.one(t, sentence))
        span = self._span(head, sentence)
        country = country or lookback.tagged(sentence.text[span.end - sentence.span.start :])
        return unknown_person(head, self._text(head, sentence), span, name, country, spoken)

    def _country(self, head: Token, sentence: Sentence) -> str | None:
        return next(iter(self._countries_of(head, sentence)), None)

    def _countries_of(self, head: Token, sentence: Sentence, depth: int = 0) -> tuple[str, ...]:
        """Countries in the phrase: demonyms and compounds, owners, then the name set beside it."""
        found = [
            c
            for t in modifiers(head)
            if t.pos_ != "PRON" and (c := self._named_country(t, sentence)) and not descends(t)
        ]
        found = found or list(governed(head, self.registry, self.on))
        if not found and depth < 2:
            for owner in (*owners(head), *led(head)):
                if owner.i != head.i:
                    found += [p.country for p in self.one(owner, sentence) if p.country]
                    found = found or list(self._countries_of(owner, sentence, depth + 1))
        if not found and depth < 1 and not references().stateless(" ".join(t.text for t in core(head))):
            for beside in appositions(head):
                found += self._countries_of(beside, sentence, depth + 1)
        return tuple(dict.fromkeys(found))

    def _named_country(self, token: Token, sentence: Sentence) -> str | None:
        match = self._match(token, sentence)
        entity = self.choose(match, sentence)[0] if match is not None else by_spelling(token, self.registry)
        return self.registry.today(home(entity)) if entity else None

    def _generic(self, head: Token, sentence: Sentence) -> tuple[Party, ...]:
        """A generic actor noun or an office, once for each country its phrase names."""
        if (bloc := the_bloc(self._description(head, sentence), self.memory)) is not None:
            return (bloc,)
        if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or not self.words.ends_actor(self.words.lemma(head)):
            return ()
        sector = self.words.sector(" ".join(self.words.lemma(t) for t in core(head)))
        if sector is None or is_capacity(head) or is_abstract(head) or is_adjective(head):
            return ()
        countries = self._countries_of(head, sentence)
        if (meant := lookback.politician(self._description(head, sentence), self.memory, countries)) is not None:
            return (meant,)
        others = led_by(head, self.registry, (p for o in owners(head) for p in self.one(o, sentence)))
        office = self._beside(head, sentence, countries) if others else self._office(head, sentence, countries)
        if office is not None:
            return (office,)
        sector = "LEG" if of_house(head, lambda t: self.one(t, sentence)) else others or sector
        sector = gathered(head) or of_lesser(head) or ("ELI" if is_past(head, sector) else sector)
        if (named := self._known_body(head, sentence, sector, countries)) is not None:
            return (named,)
        told = FROM_PHRASE if countries else OF_PEOPLE if self._of_people(head, sentence) else FROM_BEFORE
        if told == FROM_BEFORE:
            countries = self._before(head, sentence, sector)
            told = told if countries else ""
        where = self._text(head, sentence), self._span(head, sentence)
        return tuple(group(head, *where, sector, c, told) for c in countries or (None,))

    def _of_people(self, head: Token, sentence: Sentence) -> bool:
        """ "Kurdish-led forces" are those of a people that lives in several states."""
        held = (m for t in modifiers(head) if (m := self._match(t, sentence)) is not None)
        return any(
            e is not None and e.kind is PartyKind.GROUP and how == "demonym"
            for e, how in (self.choose(m, sentence) for m in held)
        )

    def _before(self, head: Token, sentence: Sentence, sector: str) -> tuple[str, ...]:
        """The country of a nameless party whose phrase tells none, from the page before it."""
        told = as_before(self._description(head, sentence), self.memory)
        if told or sector not in references().institutions or lookback.may_be_state(head):
            return told
        return tuple(lookback.country_of_page(head, self.memory))

    def _known_body(self, head: Token, sentence: Sentence, sector: str, countries: tuple[str, ...]) -> Party | None:
        """A body named beside the noun, led by its owner, or named before."""
        beside = self._named_beside(head, sentence)
        if beside is not None and (not countries or beside.country in countries or len(beside.country or "") != 3):
            return beside
        if sector in references().led:
            people = tuple(p for o in owners(head) for p in self.one(o, sentence) if p.kind is PartyKind.PERSON)
            it = self._description(head, sentence) if people else None
            if it is not None and (followers := lookback.followers(it, people, self.registry)) is not None:
                return followers
        if countries:
            return None
        if lookback.may_be_state(head):
            return lookback.the_state(self._description(head, sentence), self.memory, self.registry)
        return self._definite(head, sentence, sector)

    def _named_beside(self, head: Token, sentence: Sentence) -> Party | None:
        """ "The regional bloc ECOWAS", "the capital Kabul": a singular noun with a known name set beside it."""
        state = head.lemma_ in references().states
        for token in appositions(head) if head.tag_ in {"NN", "NNP"} else ():
            match = self._match(token, sentence)
            entity, how = self.choose(match, sentence) if match is not None else (None, "")
            if (
                entity is not None
                and how in {"name", "capital"}
                and (entity.kind.is_state if state else entity.kind.is_body)
            ):
                text, span = self._text(head, sentence), self._span(head, sentence)
                return self.registry.party(entity, text, self.on, how=how, span=span)
        return None

    def _definite(self, head: Token, sentence: Sentence, sector: str) -> Party | None:
        """ "The newspaper", "the group", "the regime": the last one of that sector named before."""
        words = {t.lower_ for t in head.lefts}
        if head.tag_ not in {"NN", "NNP"} or not words & {"the", "this", "that"} or len(core(head)) > 1:
            return None
        titled = self.memory.titled(fold(head.lemma_), sentence.index, head)
        called = references().governments.get(head.lemma_, ())
        before = titled or self.memory.of_sector(sector, sentence.index, head, called)
        return self._again(before, head, sentence, 0.6) if before is not None else None

    def _again(self, before: Party, head: Token, sentence: Sentence, sure: float | None = None) -> Party:
        """The same party in these words, known from those in which the page named it."""
        when = "later" if self.memory.awaited(fold(before.name).rpartition(" ")[2]) else "earlier"
        text, span = self._text(head, sentence), self._span(head, sentence)
        how = f"{when} in the page: {before.text}"
        return replace(before, text=text, span=span, resolved_by=how, confidence=sure or before.confidence)

    def _office(self, head: Token, sentence: Sentence, countries: tuple[str, ...]) -> Party | None:
        """A person named beside the office, else its holder on the page's day."""
        if (person := self._beside(head, sentence, countries)) is not None:
            return person
        role = self.words.role(" ".join(t.lemma_ for t in core(head)))
        if role is None and countries and not self.registry.is_state(countries[0]):
            role = head.lower_  # a body of states calls its offices as it likes: "secretary-general"
        if role is None or self.on is None or head.tag_ in {"NNS", "NNPS"} or is_unsettled(head):
            return None
        if not countries and role != "leader" and (meant := self._introduced(head, sentence, role)) is not None:
            return meant
        country = countries[0] if countries else self.memory.country_before(sentence.index, head)
        told = " ".join((*(t.text for t in core(head)), self._text(head, sentence)))
        asked = (country or "", role, fold(head.lemma_), fold(told))
        held = self.registry.holder(asked[0], role, self.on, *asked[2:]) if country else None
        if held is None or country is None:
            return None
        span = self._span(head, sentence)
        self._by_office[span] = asked
        sure = 0.9 if countries else 0.6
        how = f"office of {role} on {self.on}"
        return self.registry.party(held[0], self._text(head, sentence), self.on, how=how, confidence=sure, span=span)

    def _beside(self, head: Token, sentence: Sentence, countries: tuple[str, ...]) -> Party | None:
        """ "The president of the union, *Ann Roe*"."""
        beside = [t for t in appositions(head) if t.ent_type_ == "PERSON"]
        if beside and of_one_state(person := self._person(beside[0], sentence), countries):
            return replace(person, text=self._text(head, sentence))
        return None

    def _introduced(self, head: Token, sentence: Sentence, role: str) -> Party | None:
        """Whom a bare "the president" means of those named before: one who is called so, or is it that day."""

        def fits(party: Party) -> bool:
            entity = self.registry.entities.get(party.id or "")
            told = fold(party.office or "")
            called = self.words.role(told) == role and not self.words.lessens(told)
            return called or (entity is not None and serves(entity, role, self.on))

        before = self.memory.in_office(fits, sentence.index, head)
        return self._again(before, head, sentence, 0.6) if before is not None else None

    def _organization(self, head: Token, sentence: Sentence) -> tuple[Party, ...]:
        """A named body that the registry lacks keeps its words and its phrase's country."""
        slip = by_spelling(head, self.registry) if head.pos_ == "PROPN" else None
        if slip is not None:
            text, span = self._text(head, sentence), self._span(head, sentence)
            return (self.registry.party(slip, text, self.on, how="name misspelt", confidence=0.7, span=span),)
        if head.ent_type_ not in _AS_ORGANIZATION or head.pos_ not in {"PROPN", "NOUN"}:
            return ()
        whole = entity_of(head)
        if whole is not None and whole.root.i < head.i:
            return self.one(whole.root, sentence)
        country = self._country(head, sentence)
        return (unknown_body(head, self._text(head, sentence), self._span(head, sentence), country),)

    def hear_speakers(self, spoken: Iterable[tuple[Span, Party]]) -> None:
        """From here on "I" and "we" in these stretches of the page stand for those who speak them."""
        self.speakers.hear(spoken)
        for sentence in self.parsed.sentences:
            for token in sentence.words:
                if is_of_speaker(token):
                    self._cache.pop((sentence.index, token.i), None)

    def dated(self, party: Party, on: date | None) -> Party:
        """The same party with the office held on an event's day; an office without a name is its holder then."""
        asked = self._by_office.get(party.span) if party.span is not None else None
        held = holder_then(party, asked, on, self.registry)
        return held or dated(party, on, self.registry, self._offices)
