"""The actor and the recipient of a candidate event, each with the words that tied it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsledger.actors import Mentions
from newsledger.coding.candidates import Candidate
from newsledger.coding.claimants import of_own_state
from newsledger.coding.clauses import conditions, is_quality
from newsledger.coding.codebook import DEFAULT_SLOTS, Codebook, Entry
from newsledger.coding.syntax import complements, doer, is_passive, under, undergoer
from newsledger.language import Sentence
from newsledger.records import Party

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_INSIDE = ("poss", "by", "of", "from", "against", "with", "on", "to", "in", "between", "compound")


@dataclass(frozen=True, slots=True)
class Side:
    """The parties on one side with the head words they were read from, and why."""

    parties: tuple[Party, ...] = ()
    heads: tuple[Token, ...] = ()
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.parties)


@dataclass(frozen=True, slots=True)
class Arguments:
    actor: Side = field(default_factory=Side)
    recipient: Side = field(default_factory=Side)


def _same(a: Party, b: Party) -> bool:
    return (a.id is not None and a.id == b.id) or (a.span is not None and a.span == b.span)


def without(side: Side, other: Side, *, inward: bool) -> Side:
    """One side without who is on the other, and without the state that the other's rulers act for."""
    ids = {p.id or p.span for p in other.parties}
    kept = tuple(p for p in side.parties if (p.id or p.span) not in ids)
    kept = kept if inward else _of_no_ruler(kept, other)
    return Side(kept, side.heads if kept else (), side.reason)


def beside_none_of(side: Side, other: Side) -> Side:
    """Who meets somebody, without the state he acts for: "Putin met Kim at a summit of Russia and *North Korea*"."""
    kept = _of_no_ruler(side.parties, other)
    return replace(side, parties=kept) if kept else side


def _of_no_ruler(parties: Iterable[Party], other: Side) -> tuple[Party, ...]:
    return tuple(p for p in parties if not of_own_state(p, other.parties))


class Finder:
    """Finds the sides of candidates in one sentence."""

    def __init__(self, sentence: Sentence, mentions: Mentions, codebook: Codebook) -> None:
        self.sentence, self.mentions, self.codebook = sentence, mentions, codebook
        self._held: dict[tuple[int, Entry], Arguments] = {}

    def find(self, candidate: Candidate, entry: Entry) -> Arguments:
        """The sides that the parse gives the candidate, if its word is of this entry."""
        key = (candidate.trigger.i, entry)
        if key not in self._held:
            self._held[key] = self._find(candidate, entry)
        return self._held[key]

    def _find(self, candidate: Candidate, entry: Entry) -> Arguments:
        if candidate.nominal:
            return self._nominal(candidate, entry)
        return self._verbal(candidate.trigger, entry, {w.i for w in candidate.words})

    # -- verbs --------------------------------------------------------------------------

    def _verbal(self, verb: Token, entry: Entry, used: set[int]) -> Arguments:
        actor = self._side([doer(verb)], "subject" if not is_passive(verb) else "agent", nested=True)
        recipient = self._recipient(verb, entry, actor, used)
        if entry.reciprocal and not actor and is_passive(verb):
            actor, recipient = recipient, Side()
        if entry.reciprocal and len(actor.parties) == 1 and not recipient and not entry.absorbs:
            recipient = self._slots(verb, ("with",), actor, used)
        return Arguments(actor, self._but(recipient, actor))

    def _recipient(self, verb: Token, entry: Entry, actor: Side, used: set[int]) -> Side:
        named = self._slots(verb, entry.slots, actor, used)
        return named or self._slots(verb, DEFAULT_SLOTS, actor, used)

    def _slots(self, verb: Token, slots: Iterable[str], actor: Side, used: set[int]) -> Side:
        for slot in slots:
            heads = list(self._slot(verb, slot))
            side = self._but(self._side(heads, slot, nested=True, used=used), actor)
            if side:
                return side
        return Side()

    def _slot(self, verb: Token, slot: str) -> Iterator[Token | None]:
        if slot == "obj":
            yield undergoer(verb)
        elif slot == "dative":
            yield from (c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")
        elif slot == "content":
            yield from self._content(verb)
        else:
            yield from under(verb, slot)
            thing = undergoer(verb)
            if thing is not None:
                yield from under(thing, slot)

    def _content(self, verb: Token) -> Iterator[Token | None]:
        """Parties named in what is said, asked or promised: its doer, its other nouns, who could still prevent it."""
        clauses = complements(verb)
        for clause in clauses:
            if clause.pos_ in {"VERB", "AUX"}:
                yield doer(clause)
                yield undergoer(clause)
                for child in clause.children:
                    if child.dep_ in {"prep", "dative", "agent"}:
                        yield from (t for t in child.children if t.dep_ == "pobj")
            else:
                yield clause
        for clause in (verb, *clauses):
            yield from map(doer, conditions(clause))

    # -- nouns --------------------------------------------------------------------------

    def _nominal(self, candidate: Candidate, entry: Entry) -> Arguments:
        noun, verb = candidate.trigger, candidate.carrier
        actor = self._side(list(self._owners(noun)), "the noun's owner")
        recipient = self._but(self._noun_slots(noun, entry, actor), actor)
        if verb is not None:
            actor, recipient = self._carried(candidate, actor, recipient, verb)
        if entry.reciprocal and not actor:
            actor, recipient = recipient, Side()
        return Arguments(actor, self._but(recipient, actor))

    def _carried(self, candidate: Candidate, actor: Side, recipient: Side, verb: Token) -> tuple[Side, Side]:
        subject = self._side([doer(verb)], f"subject of {verb.text}", nested=True)
        receiving = verb.lemma_.lower() in self.codebook.light.receiving
        if receiving:
            return self._but(actor or self._slots(verb, ("from", "by"), subject, set()), subject), subject or recipient
        actor = subject or actor
        other = self._slots(verb, ("with", "against", "to", "on", "dative"), actor, {candidate.trigger.i})
        return actor, recipient or other

    def _owners(self, noun: Token) -> Iterator[Token]:
        yield from (c for c in noun.children if c.dep_ == "poss")
        yield from under(noun, "by")
        yield from under(noun, "between")
        for before in (c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"}):
            # "US drone strikes": the name hangs on the word between.
            inner = () if self.mentions.one(before, self.sentence) else before.lefts
            yield from (before, *(c for c in inner if c.dep_ == "compound"))
        yield from under(noun, "of") if not self._takes(noun, "of") else ()

    def _takes(self, noun: Token, slot: str) -> bool:
        return any(slot in p.entry.slots for p in self.codebook.nouns.get(noun.lemma_.lower(), ()))

    def _noun_slots(self, noun: Token, entry: Entry, actor: Side) -> Side:
        for slot in (*entry.slots, *DEFAULT_SLOTS):
            heads = list(under(noun, slot)) if slot not in {"obj", "dative", "content"} else []
            side = self._but(self._side(heads, slot, nested=True), actor)
            if side:
                return side
        return Side()

    # -- shared -------------------------------------------------------------------------

    def _side(
        self, heads: Sequence[Token | None], reason: str, *, nested: bool = False, used: set[int] | None = None
    ) -> Side:
        parties: list[Party] = []
        kept: list[Token] = []
        for head in heads:
            found = () if head is None or (used and head.i in used) else self.mentions.parties(head, self.sentence)
            if not found and nested and head is not None:
                found, head = self._nested(head)
            for party in found:
                if not any(_same(party, p) for p in parties):
                    parties.append(party)
            kept += [head] if head is not None and found else []
        return Side(tuple(parties), tuple(kept), reason)

    def _nested(self, head: Token, depth: int = 0) -> tuple[tuple[Party, ...], Token]:
        """ "Israel's attack", "calls by the rulers": the party that the noun belongs to."""
        for slot in _INSIDE:
            for token in self._inside(head, slot):
                found = self.mentions.parties(token, self.sentence)
                if found:
                    return found, token
                if depth < 1:
                    deeper = self._nested(token, depth + 1)
                    if deeper[0]:
                        return deeper
        return (), head

    def _inside(self, head: Token, slot: str) -> Iterator[Token]:
        if slot == "poss":
            yield from (c for c in head.children if c.dep_ == "poss")
        elif slot == "compound":
            yield from (c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"} and not is_quality(c))
        else:
            yield from under(head, slot)

    @staticmethod
    def _but(side: Side, other: Side) -> Side:
        """One side without the parties of the other."""
        kept = tuple(p for p in side.parties if not any(_same(p, o) for o in other.parties))
        return Side(kept, side.heads if kept else (), side.reason)
