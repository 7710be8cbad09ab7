"""The sides of an event: which nouns of its sentence are its actor and its recipient.

The head's marks, helped where the parse gives a noun the same part, choose among the sentence's parties; a few
plain rules then say who plays no part of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from newsledger.actors import Mentions
from newsledger.actors.choosing import among
from newsledger.actors.phrases import appositions, coordinated, core
from newsledger.actors.speaking import SPOKEN, is_first
from newsledger.coding.arguments import Arguments, Finder, Side, beside_none_of, without
from newsledger.coding.candidates import Candidate
from newsledger.coding.claimants import (
    is_audience,
    is_goal,
    is_hearer,
    is_host,
    is_house,
    is_left,
    is_moved,
    is_place,
    is_sender,
    is_setting,
    is_struck,
    is_target,
    of_own_state,
    within_another,
    without_claimants,
)
from newsledger.coding.clauses import (
    belongs,
    first_joined,
    is_apart,
    is_aside,
    is_celebrated,
    is_companion,
    is_elsewhere,
    is_giver,
    is_namer,
    is_obliged,
    is_of_description,
    is_of_occasion,
    is_on_occasion,
    is_on_platform,
    is_owner,
    is_quality,
    is_without,
    same_as,
)
from newsledger.coding.codebook import Pattern
from newsledger.coding.head import Encoding, Head, Judgement
from newsledger.coding.manner import words
from newsledger.coding.ontology import ontology
from newsledger.coding.parts import Casting, Clues, casting, standing
from newsledger.coding.syntax import agent, doer, is_passive, own_subject, under
from newsledger.language import Sentence
from newsledger.language.paragraphs import smooth
from newsledger.places import Gazetteer
from newsledger.records import EventType, Party, PartyKind, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from newsledger.language.tokens import Token

    # Nouns with the share of each in the event; of the two sides, actors are under False, recipients under True.
    _Marks = list[tuple[Token, float]]
    _Marked = dict[bool, _Marks]

# Where a verb in -ing stands as a noun does: "*fighting* between them resumed".
_AS_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
# A noun likelier than this to play no part is no party. On our kept-back sentences, by cross-validation, actors are
# then right in .79 and found in .91, recipients in .68 and .80. At .6 they are right in .81 and .73, but the
# codebook's sentences, where every event has both its parties, lose one in thirty.
MOST_NONE = 0.7
# The parse's noun gives way where the head marks it so surely as the other side.
PARTY_MARK = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with the encoder's reading of it."""

    sentence: Sentence
    encoding: Encoding
    states: npt.NDArray[np.float32]

    def within(self, token: Token) -> Span:
        """A token's characters, counted from the sentence's start."""
        span, start = self.sentence.span_of(token), self.sentence.span.start
        return Span(span.start - start, span.end - start)


def read(sentence: Sentence, head: Head) -> View:
    """The sentence as the encoder reads it."""
    return View(sentence, *head.states(smooth(sentence.text)))


def read_if_told(sentence: Sentence, head: Head) -> View | None:
    """The same, or nothing where the encoder sees early that no event is told."""
    found = head.states_if_told(smooth(sentence.text))
    return View(sentence, *found) if found else None


class Sides:
    """Finds the sides of one sentence's events."""

    def __init__(self, view: View, mentions: Mentions, finder: Finder, cast: Casting | None) -> None:
        self.view, self.mentions, self.finder, self._cast = view, mentions, finder, cast
        self._held: dict[int, list[list[int]]] = {}

    @cached_property
    def casting(self) -> Casting:
        return self._cast or casting()

    def of(self, candidate: Candidate, pattern: Pattern, judgement: Judgement) -> Arguments:
        """The actor and the recipient of a candidate of this pattern, as the head judges it."""
        facts, verb = ontology()[pattern.entry.type], candidate.verb
        marked = self._turned(candidate, pattern, judgement)
        parsed = self.finder.find(candidate, pattern.entry)
        told = [m for m in without_claimants(marked[False], verb) if not self._is_where(m[0], candidate)]
        told = [m for m in told if not is_without(m[0], verb)]
        told = _met(told, candidate) if facts.mutual else self._of_doer(told, candidate)
        if facts.mutual and (talker := self._talker(candidate)) is not None:
            told, marked[True] = (_of_talk(own, candidate.trigger, talker) for own in (told, marked[True]))
            if not any(belongs(t, (talker,)) for t, _ in (*told, *marked[True])):
                told.append((talker, 1.0))
        placed = any(self._is_where(h, candidate, struck=facts.struck) for h in parsed.actor.heads)
        actor = self._side(told) or self._fallback(Side() if placed else parsed.actor, judgement, recipient=False)
        heard = without_claimants(marked[True], verb)
        met = [(t, mark) for t, mark in heard if not within_another(t, told) and not self._is_told(t)]
        met = [m for m in met if not self._is_beside(m[0], verb) and not self._is_own(m[0], actor)]
        if pattern.entry.type is EventType.ACCUSE and parsed.recipient.reason in words().charging:
            met = [m for m in met if not is_hearer(m[0], verb)]
        if not facts.mutual and is_on_occasion(candidate.trigger):
            inside = {t.i for t in candidate.trigger.subtree}
            actor, met = self._side(m for m in told if m[0].i in inside), [m for m in met if m[0].i in inside]
        if between := self._between(candidate):
            actor, met = between, [(t, mark) for t, mark in met if any(a.i == verb.i for a in t.ancestors)]
        met = [m for m in met if not is_of_occasion(m[0], verb)] or met
        # A place is done to only where nobody else is: "attacked police *in Kingston*", "they signed it *in Doha*".
        several = facts.mutual and len(actor.parties) > 1
        met = [(t, mark) for t, mark in met if not self._is_where(t, candidate)] or ([] if several else met)
        beside = any(
            self._is_beside(h, verb) or (several and self._is_where(h, candidate)) for h in parsed.recipient.heads
        )
        recipient = self._side(met) or self._fallback(Side() if beside else parsed.recipient, judgement, recipient=True)
        asked = None if recipient else self._asked(candidate, pattern)
        if asked is not None:
            recipient = self._side([(asked, 1.0)])
        if facts.onward:
            recipient = self._onward(recipient, verb)
        recipient = without(self._with_hosts(recipient, verb), actor, inward=facts.inward)
        return Arguments(beside_none_of(actor, recipient) if facts.mutual else actor, recipient)

    def _turned(self, candidate: Candidate, pattern: Pattern, judgement: Judgement) -> _Marked:
        """The marked nouns of each side, where plain rules put on the other what the head put on one."""
        parsed, facts = self.finder.find(candidate, pattern.entry), ontology()[pattern.entry.type]
        # "The *FBI* investigation of her aides": a name right before the event's noun has a part of its own.
        before = [t for t in self._inner_heads if candidate.nominal and t.head.i == candidate.trigger.i]
        marked = self._marked([*self._heads, *before], candidate, judgement, parsed)
        if not marked[False] and not marked[True]:
            # "North Korea test-fired": the parser took the doer's name for a part of another noun.
            marked = self._marked(self._inner_heads, candidate, judgement, parsed)
        self._put_right(marked, candidate, pattern)
        deed = (candidate.trigger, candidate.verb, *candidate.words)
        kept = {s: [m for m in own if not is_of_description(m[0], deed, self._is_party)] for s, own in marked.items()}
        marked = self._joined(kept if any(kept.values()) else marked)
        if not facts.mutual and candidate.verb.lemma_ not in words().perceiving:
            marked = self._undergone(marked, candidate)
        return {side: _called_once(own, marked[not side]) for side, own in marked.items()}

    def _put_right(self, marked: _Marked, candidate: Candidate, pattern: Pattern) -> None:
        """Turns those round whom the words themselves put on the other side."""
        verb, facts = candidate.verb, ontology()[pattern.entry.type]
        parsed = self.finder.find(candidate, pattern.entry)
        if facts.sent:
            nouns = [t for t in (candidate.trigger, *candidate.words) if t.pos_ == "NOUN"]
            _turn(marked, to_actors=True, those=lambda t: is_sender(t, nouns))
        _turn(marked, to_actors=False, those=lambda t: is_target(t, candidate.trigger))
        if not facts.mutual and self._receives(candidate):
            _turn(marked, to_actors=False, those=lambda t: t.head.i == verb.i and t.dep_ == "nsubj")
            _turn(marked, to_actors=True, those=lambda t: is_giver(t, verb))
        if not candidate.nominal and verb.lemma_ in words().perceiving:
            seen = [t for t in verb.children if t.dep_ in {"dobj", "nsubjpass"}]
            marked[True] += [m for m in marked[False] if not belongs(m[0], seen)]
            marked[False] = [m for m in marked[False] if belongs(m[0], seen)]
            _turn(marked, to_actors=True, those=lambda t: belongs(t, seen))
        if facts.mutual and _is_told_by_verb(candidate) and (lead := doer(verb)) is not None:
            apart = not given(lead, parsed.recipient)
            _turn(marked, to_actors=False, those=lambda t: apart and given(t, parsed.recipient))
        asked = self._asked(candidate, pattern)
        if asked is not None:
            _turn(marked, to_actors=False, those=lambda t: belongs(t, (asked,)))
        if facts.struck:
            _turn(marked, to_actors=False, those=lambda t: self._is_struck(t, candidate.trigger))

    @staticmethod
    def _asked(candidate: Candidate, pattern: Pattern) -> Token | None:
        """ "*Oslo* must withdraw": of whom a deed is asked that somebody has to do."""
        told = pattern.entry.type is EventType.REQUEST and not candidate.nominal and is_obliged(candidate.verb)
        return doer(candidate.verb) if told else None

    def _receives(self, candidate: Candidate) -> bool:
        """ "Chad *received* the first shipment of French jeeps": to the subject it is done."""
        verb = candidate.verb
        return verb.lemma_.lower() in self.finder.codebook.light.taking and not is_passive(verb)

    def _is_party(self, token: Token) -> bool:
        return bool(self._of(token))

    def _undergone(self, marked: _Marked, candidate: Candidate) -> _Marked:
        """Who is done to where the verb's doer is named: its object, a passive's subject ("*they* were scolded")."""
        verb = candidate.verb
        subject = None if candidate.nominal or not is_passive(verb) else own_subject(verb)
        if subject is not None and any(t.i == subject.i for t, _ in marked[True]):
            # "Civilians and a member of the *forces* were killed": of one phrase, on one side.
            _turn(marked, to_actors=False, those=lambda t: belongs(t, (subject,)))
        lead = None if candidate.nominal else agent(verb) if is_passive(verb) else own_subject(verb)
        if lead is None or not self._of(lead):
            return marked
        undergoing = [t.i for t in verb.children if t.dep_ in {"nsubjpass", "dobj"} and t.i != lead.i]
        _turn(marked, to_actors=False, those=lambda t: first_joined(t).i in undergoing)
        return marked

    def _joined(self, marked: _Marked) -> _Marked:
        """What is joined is on one side, that of the first: "will visit Japan, *South Korea* and China"."""
        sides = {t.i: side for side, own in marked.items() for t, _ in own}
        moved: _Marked = {False: [], True: []}
        for side, own in marked.items():
            for token, mark in own:
                moved[sides.get(first_joined(token).i, side)].append((token, mark))
        return moved

    def _of_doer(self, marks: _Marks, candidate: Candidate) -> _Marks:
        """The marked nouns of the phrase that by the parse does it, with those who join in, where one is marked."""
        if candidate.nominal:
            owners = [t for t in candidate.trigger.lefts if is_owner(t) and self._of(t)]
            own = [m for m in marks if belongs(m[0], owners)]
            return own or [*marks, *((t, PARTY_MARK) for t in owners if t.dep_ == "poss" and not marks)]
        lead = doer(candidate.verb)
        if lead is None:
            return marks
        doers, sent = same_as(lead), (candidate.trigger, *candidate.words)
        own = [m for m in marks if belongs(m[0], doers) or is_companion(m[0], candidate.verb) or is_sender(m[0], sent)]
        if any(belongs(t, doers) for t, _ in own) if self._of(lead) else lead.pos_ == "PROPN":
            return own  # of a name that nobody is known by, nobody else has done it either
        return [(t, mark) for t, mark in marks if not is_apart(t, candidate.verb)]

    def _talker(self, candidate: Candidate) -> Token | None:
        """ "*In a call with* the premier, *he* said": who is told to speak in or after it talked with him."""
        noun, link = candidate.trigger, candidate.trigger.head
        fronted = noun.dep_ == "pobj" and link.dep_ == "prep" and link.head.pos_ == "VERB" and link.i < link.head.i
        if not candidate.nominal or not fronted or any(is_owner(t) for t in noun.lefts) or not [*under(noun, "with")]:
            return None
        subject = doer(link.head)
        return subject if subject is not None and self._of(subject) else None

    def _between(self, candidate: Candidate) -> Side:
        """The sides of a thing between them, of whom neither is the other's: "fighting between the army and rebels"."""
        if not candidate.nominal and candidate.trigger.dep_ not in _AS_NOUNS:
            return Side()
        heads = [t for h in under(candidate.trigger, "between") for t in coordinated(h)]
        told = {p.country for h in heads for p in self._of(h)}
        parties = self._parties(t for h in heads for t in (*self._joined_before(h, told), h))
        return Side(parties, tuple(heads), "between whom it is") if len(parties) > 1 else Side()

    def _joined_before(self, head: Token, told: set[str | None]) -> Iterator[Token]:
        """ "Between the *army* and M23 rebels": a party that the parser takes for a part of what follows."""
        for noun in head.lefts:
            if noun.pos_ in {"NOUN", "PROPN"} and any(t.dep_ == "conj" for t in noun.children):
                # An adjective's state ("*Azerbaijani* and Armenian forces") is told by the phrase itself.
                own = {p.country for p in self._of(noun)} - {None}
                yield from () if own and own <= told else (noun,)

    def _with_hosts(self, side: Side, verb: Token) -> Side:
        """The recipients with those under whose auspices it is done."""
        hosts = [t for t in self._heads if is_host(t, verb)]
        found = self._side((t, 1.0) for t in hosts)
        fresh = tuple(p for p in found.parties if not _among(p, list(side.parties)))
        if not fresh:
            return side
        return Side((*side.parties, *fresh), (*side.heads, *found.heads), side.reason or "who plays host to it")

    def _is_struck(self, token: Token, trigger: Token) -> bool:
        return is_struck(token, trigger, self._of(token))

    def _is_where(self, token: Token, candidate: Candidate, *, struck: bool = False) -> bool:
        """Whether a word is a place that only says where something is, or where it struck."""
        if struck and self._is_struck(token, candidate.trigger):
            return True
        setting = is_setting(token, done=doer(candidate.verb) is not None)
        return (setting and is_place(token, self._of(token))) or self._is_site(token, candidate)

    def _is_site(self, token: Token, candidate: Candidate) -> bool:
        """ "The *Benghazi* attack": a town before the deed's noun, none that stands for its state."""
        if token.dep_ != "compound" or token.head.i != candidate.trigger.i or any(p.id for p in self._of(token)):
            return False
        return bool(Gazetteer.default().candidates(token.text))

    def _onward(self, side: Side, verb: Token) -> Side:
        """The side without those who are left or sent, where one is named whom the deed makes for."""
        goals = [t for t in self._heads if is_goal(t, verb)]
        if not goals or not any(is_left(h) or is_moved(h, verb) for h in side.heads):
            return side
        return replace(self._side((t, 1.0) for t in goals), reason="whom it heads for")

    def _is_own(self, token: Token, actor: Side) -> bool:
        """ "Putin warned that *Russia* would retaliate": the doer's own state, as that which will do something."""
        own = self._of(token)
        return token.dep_ in {"nsubj", "nsubjpass"} and any(of_own_state(p, actor.parties) for p in own)

    def _is_beside(self, token: Token, verb: Token) -> bool:
        """Whether a word stands where nobody is to whom the deed is done."""
        housed = is_setting(token, done=True) and is_house(self._of(token))
        apart = housed or is_namer(token) or is_on_platform(token) or is_elsewhere(token, verb)
        apart = apart or is_aside(token, verb)
        return apart or is_quality(token) or is_celebrated(token, verb)

    def _is_told(self, token: Token) -> bool:
        """Whether these are media that only hear of the deed."""
        parties = self._of(token)
        return is_audience(token) and all(p.sectors[:1] == ("JRN",) for p in parties)

    def _marked(self, heads: Sequence[Token], candidate: Candidate, judgement: Judgement, parsed: Arguments) -> _Marked:
        """The nouns that play a part, with its share: actors under False, recipients under True."""
        marked: _Marked = {False: [], True: []}
        for token, clues in self._clues(heads, candidate.trigger, judgement, parsed).items():
            none, actor, recipient = self.casting.shares(clues)
            if none < MOST_NONE:
                marked[recipient > actor].append((token, max(actor, recipient)))
        return marked

    @cached_property
    def _heads(self) -> list[Token]:
        """Heads of noun phrases that are parties, and demonyms inside larger phrases that are none."""
        return [t for t in self._named if t.dep_ != "compound"]

    @cached_property
    def _inner_heads(self) -> list[Token]:
        """Names inside other names that are parties."""
        return [t for t in self._named if t.dep_ == "compound"]

    @cached_property
    def _named(self) -> list[Token]:
        words = (t for t in self.view.sentence.words if t.dep_ not in {"det", "punct"} and t.is_alpha)
        return [t for t in words if self._of(t)]

    def _pieces(self, token: Token) -> list[list[int]]:
        """Places of the head's own pieces, then of those of each word that belongs to it."""
        if token.i not in self._held:
            spans = [self.view.within(t) for t in (token, *core(token))]
            self._held[token.i] = [self.view.encoding.within(s) for s in spans]
        return self._held[token.i]

    def clues(self, trigger: Token, judgement: Judgement, parsed: Arguments) -> dict[Token, Clues]:
        """What speaks for each noun's part in a trigger's event, by every sign but the parts' own model."""
        return self._clues(self._heads, trigger, judgement, parsed)

    def _clues(
        self, heads: Sequence[Token], trigger: Token, judgement: Judgement, parsed: Arguments
    ) -> dict[Token, Clues]:
        marks = {
            t: (self._mark(t, judgement, recipient=False), self._mark(t, judgement, recipient=True)) for t in heads
        }
        marks |= {t: self._with_speaker(t, marks) for t in heads if is_first(t)}
        best = [max((m[side] for m in marks.values()), default=0.0) for side in (False, True)]
        return {
            token: Clues(
                actor=actor,
                recipient=recipient,
                behind_actor=actor - best[False],
                behind_recipient=recipient - best[True],
                parsed_actor=float(given(token, parsed.actor)),
                parsed_recipient=float(given(token, parsed.recipient)),
                known=float(any(p.country or p.id for p in self._of(token))),
                **standing(token, trigger),
            )
            for token, (actor, recipient) in marks.items()
        }

    def _with_speaker(self, first: Token, marks: dict[Token, tuple[float, float]]) -> tuple[float, float]:
        """A first person's marks with those of its speaker's name, to which the head gives what "I" did."""
        said = self._of(first)
        same = [m for t, m in marks.items() if t == first or any(_are_one(p, q) for p in said for q in self._of(t))]
        return max(m[0] for m in same), max(m[1] for m in same)

    def _of(self, token: Token) -> tuple[Party, ...]:
        """Whom a word of the sentence stands for."""
        return self.mentions.one(token, self.view.sentence)

    def _mark(self, token: Token, judgement: Judgement, *, recipient: bool) -> float:
        own, *marks = (judgement.mean(p, recipient=recipient) for p in self._pieces(token))
        return (own + sum(marks) / len(marks)) / 2

    def _side(self, marked: Iterable[tuple[Token, float]]) -> Side:
        marks = list(marked)
        heads = [t for t, _ in marks if not any(self._is_part(t, h) or _says_of(t, h) for h, _ in marks)]
        best = max((m for _, m in marks), default=0.0)
        return Side(self._parties(heads), tuple(heads), f"learned head {min(best, 1.0):.2f}")

    def _parties(self, heads: Iterable[Token]) -> tuple[Party, ...]:
        """Those for whom the words stand, each once, in their order."""
        parties: list[Party] = []
        for token in heads:
            parties += [p for p in self._of(token) if not _among(p, parties)]
        return tuple(parties)

    def _is_part(self, inner: Token, outer: Token) -> bool:
        """Whether a word is of another's phrase; in "*North* and South Korea" the two are states side by side."""
        beside = inner.head.i == outer.i and any(c.dep_ == "conj" for c in inner.children)
        states = self._of(outer) if beside else ()
        return holds(outer, inner) and not (states and all(p.kind.is_state for p in states))

    def _fallback(self, side: Side, judgement: Judgement, *, recipient: bool) -> Side:
        """The parse's parties stand where the head marks none, unless it rather sees the other part."""
        kept = [h for h in side.heads if judgement.part(self.view.within(h), recipient=not recipient) < PARTY_MARK]
        return side if kept else Side()


def _met(marks: _Marks, candidate: Candidate) -> _Marks:
    """Who takes part in what is done together; "after talks with *Oslo* they flew to Rome" tells of two meetings."""
    return marks if candidate.nominal else [m for m in marks if not is_apart(m[0], candidate.verb)]


def _of_talk(marks: _Marks, noun: Token, talker: Token) -> _Marks:
    """Those of the talk's own phrase, and who speaks in it; what else he does concerns others."""
    inside = {t.i for t in noun.subtree}
    return [m for m in marks if m[0].i in inside or belongs(m[0], (talker,))]


def _called_once(own: _Marks, others: _Marks) -> _Marks:
    """One side's nouns without a name set beside a noun of the other: "the governor, *Oleg Chemezov*"."""
    titles = {t.i for t, _ in others}
    return [(t, mark) for t, mark in own if t.dep_ != "appos" or all(b.i not in titles for b in appositions(t))]


def _is_told_by_verb(candidate: Candidate) -> bool:
    return not candidate.nominal or candidate.carrier is not None


def given(token: Token, side: Side) -> bool:
    return any(token.i == h.i for h in side.heads)


def _turn(marked: _Marked, *, to_actors: bool, those: Callable[[Token], bool]) -> None:
    """Takes those words from one side to the other: a letter's sender, a town that was struck."""
    turned = [one for one in marked[to_actors] if those(one[0])]
    marked[to_actors] = [one for one in marked[to_actors] if one not in turned]
    marked[not to_actors] += turned


_BEFORE = frozenset({"amod", "nmod", "compound", "poss"})


def holds(outer: Token, inner: Token) -> bool:
    """One phrase inside another's ("Qatar's" in "Qatar's emir"): the outer phrase is the party."""
    token = inner
    while token != outer:
        # In "Iranian and *Saudi* envoys" the second adjective hangs on the first.
        beside = token.dep_ == "conj" and token.head.dep_ in _BEFORE and token.i < outer.i
        if (token.dep_ in {"conj", "relcl", "acl", "ROOT"} and not beside) or token.head == token:
            return False
        token = token.head
    return outer != inner


def _says_of(noun: Token, subject: Token) -> bool:
    """A noun that says what its clause's subject is ("was the first leader to visit") is that party once more."""
    return noun.dep_ == "attr" and subject.head == noun.head and subject.dep_ in {"nsubj", "nsubjpass"}


def _among(party: Party, parties: list[Party]) -> bool:
    """Whether a party is there already, by what identifies it or by a person's name."""
    return among(party, parties) or any(_are_one(p, party) for p in parties)


def _are_one(one: Party, other: Party) -> bool:
    """Whether two mentions are of one person, or of one thing that first persons speak for."""
    person = one.kind is other.kind is PartyKind.PERSON or one.resolved_by.startswith(SPOKEN)
    return person and one.name == other.name
