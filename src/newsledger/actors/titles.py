"""The titles and trades around a person's name: "Foreign Minister X", "X, a spokeswoman"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newsledger.actors.names import fold
from newsledger.actors.phrases import appositions, core, entity_text, modifiers, owners
from newsledger.actors.references import references
from newsledger.actors.vocabulary import vocabulary
from newsledger.records import PartyKind

if TYPE_CHECKING:
    from newsledger.actors.registry import Registry
    from newsledger.language.tokens import Token
    from newsledger.records import Party

_RULING = frozenset({"head of state", "head of government", "leader", "royal", "party leader"})
_RULERS = frozenset({None, "GOV", "MIL"})
_TITULAR = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "PUNCT"})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "OPP"})


def titles(head: Token) -> tuple[str, ...]:
    """Lemmas of the title before a name, then of each noun set beside it."""
    beside = [t for t in appositions(head) if t.ent_type_ != "PERSON"]
    plain = (" ".join(w.lemma_ for w in core(t) if w.ent_type_ != "PERSON") for t in (head, *beside))
    return tuple(words for words in plain if words)


def roles(head: Token) -> frozenset[str]:
    """Roles that a name's title may mean; a president may be a state's head or its government's."""
    told = {role for words in titles(head) if (role := vocabulary().role(words))}
    return frozenset(told | _RULING if told & _RULING else told)


def other_trade(head: Token) -> bool:
    """ "The tennis player Li": a trade before the name that no office has."""
    trades = [t for t in core(head) if t.pos_ == "NOUN" and t.ent_type_ != "PERSON" and t.i != head.i]
    told = vocabulary().sector(" ".join(t.lemma_ for t in trades))
    return bool(trades) and told not in OFFICIAL


def longer(head: Token) -> bool:
    """ "Amy Berman *Jackson*": given names stand before the surname, though the tagger parts them."""
    return any(t.dep_ == "compound" and t.ent_type_ == "PERSON" and head.ent_iob_ != "I" for t in head.lefts)


def is_capacity(head: Token) -> bool:
    """ "His first trip *as president*", "a run *for governor*": what somebody is or would be, not who."""
    bare = not any(t.dep_ in {"det", "poss", "amod", "compound", "nummod"} for t in head.lefts)
    single = head.tag_ == "NN" and bare and head.dep_ == "pobj"
    return single and (
        head.head.lower_ == "as" or (head.head.lower_ == "for" and vocabulary().role(head.lemma_) is not None)
    )


def is_unsettled(head: Token) -> bool:
    """ "A president", "the former president", "the 39th president", "your president" name no holder."""
    words = {t.lower_ for t in core(head)} | {t.lower_ for t in head.lefts}
    if any(t.ent_type_ == "ORDINAL" for t in head.lefts) or is_capacity(head):
        return True
    known = vocabulary()
    lesser = frozenset[str]() if _is_own_office(head) else known.lesser
    return bool(words & (known.former | lesser | references().unsettling))


def _is_own_office(head: Token) -> bool:
    """Whether a deputy's title is an office of its own: "the vice president", not "the deputy foreign minister"."""
    known = vocabulary()
    words = [t.lemma_ for t in core(head)]
    role = known.role(" ".join(words))
    return role is not None and role != known.role(" ".join(w for w in words if w.lower() not in known.lesser))


def is_abstract(head: Token) -> bool:
    """ "With such *force*", "the *medium*": a word that means an actor in the plural alone, or with an article."""
    known, single = references(), head.tag_ not in {"NNS", "NNPS"}
    told = {t.lower_ for t in head.lefts if t.dep_ in {"det", "poss", "compound", "nummod"}} - {"such", "that"}
    if any(t.lemma_ in known.conditions for c in head.children if c.lower_ == "of" for t in c.children):
        return True  # "the *state* of emergency"
    return single and (head.lemma_ in known.plural_only or (head.lemma_ in known.with_article and not told))


def is_adjective(head: Token) -> bool:
    """ "Inspector *general* report", "*public* health": no general and no public."""
    return head.pos_ == "ADJ" and head.dep_ == "amod" and head.lower_ in references().adjectives


def is_somebody(head: Token) -> bool:
    """ "The young *Wellington*": no capital has an article and an age."""
    words = {t.lower_ for t in head.lefts}
    return "the" in words and bool(words & references().of_people)


def led_by(head: Token, registry: Registry, owned: Iterable[Party]) -> str | None:
    """The sector of those whom a leader leads, where it is not the country: "Chad's *rebel* leader".

    ``owned`` are the parties whose leader the phrase says he is: "the leader of *the Hamas movement*".
    """
    if vocabulary().role(" ".join(t.lemma_ for t in core(head))) != "leader":
        return _of_body(head, owned)
    told = vocabulary().sector(" ".join(t.lemma_ for t in core(head)))
    if told not in _RULERS:
        return told
    for party in owned:
        if not party.kind.is_state and party.sectors[:1] and party.sectors[0] not in _RULERS:
            return party.sectors[0]
    for token in modifiers(head):
        text = entity_text(token) if token.ent_type_ == "NORP" else token.text
        named = registry.named(text) if text[:1].isupper() else ()
        entity = registry.entities[named[0].entity] if named else None
        if entity is not None and not entity.kind.is_state:
            return next(iter(entity.sectors), "CVL")
        sector = vocabulary().sector(token.lemma_) if entity is None else None
        if sector not in _RULERS:
            return sector
        if entity is None and token.ent_type_ == "NORP":
            return "PTY"
    return None


def _of_body(head: Token, owned: Iterable[Party]) -> str | None:
    """The sector of those for whom one speaks: "the president of *the union*", "a *police* spokesman"."""
    known = references()
    if head.lemma_.lower() not in known.speaking_for:
        return None
    sectors = (p.sectors[0] for p in owned if _has_staff(p) and p.sectors)
    if (told := next((s for s in sectors if s not in _RULERS), None)) is not None:
        return told
    beside = head.nbor(-1) if head.i > head.sent.start and head.lemma_.lower() in known.of_their_kind else None
    common = beside is not None and beside.pos_ == "NOUN" and beside.text.islower()
    if (
        beside is None
        or not common
        or vocabulary().sector(f"{beside.lemma_} {head.lemma_}") != vocabulary().sector(head.lemma_)
    ):
        return None
    told = vocabulary().sector(beside.lemma_)
    return told if told not in _RULERS else None


def _has_staff(party: Party) -> bool:
    """A body, or a known group: one may speak for it or lead it."""
    return party.kind is PartyKind.ORGANIZATION or (party.kind is PartyKind.GROUP and party.id is not None)


def gathered(head: Token) -> str | None:
    """The sector of those of whom a group is made: "a bipartisan group of *senators*"."""
    if head.lemma_.lower() not in references().gathered:
        return None
    of = (t for link in head.rights if link.lower_ == "of" for t in link.children if t.dep_ == "pobj")
    return next((s for t in of if t.tag_ in {"NNS", "NNPS"} and (s := vocabulary().sector(t.lemma_))), None)


def of_lesser(head: Token) -> str | None:
    """The sector of the one whose deputy or aide somebody is: "a *sheriff's* deputy"."""
    if head.lemma_.lower() not in vocabulary().lesser:
        return None
    owning = (t for t in head.lefts if t.dep_ == "poss" and t.pos_ == "NOUN")
    return next((s for t in owning if (s := vocabulary().sector(t.lemma_))), None)


def is_past(head: Token, sector: str) -> bool:
    """ "A *former* State Department official": a person, not a body, who held a public office and holds it no more."""
    words = {part for t in (*core(head), *head.lefts) for part in fold(t.text).split()}
    return sector in OFFICIAL and bool(words & vocabulary().past) and head.lemma_.lower() not in references().bodies


def in_house(head: Token) -> bool:
    """Whether a party's members are those in a legislature: "House Democrats", "Republicans in Congress"."""
    known = references()
    where = [t for link in head.rights if link.lower_ in {"in", "on", "of"} for t in link.children if t.dep_ == "pobj"]
    words = {t.lower_ for t in (*head.lefts, *where)}
    seat = any(t.lemma_.lower() in known.parts for t in where)
    return head.tag_ in {"NNS", "NNPS"} and (seat or bool(words & (known.parliamentary | known.houses)))


def of_house(head: Token, of: Callable[[Token], Iterable[Party]]) -> bool:
    """ "The Senate Judiciary *Committee*", "a congressional *panel*": part of a legislature."""
    if head.lemma_.lower() not in references().parts:
        return False
    around = [t for t in (*modifiers(head), *owners(head)) if t.pos_ != "NUM"]
    return any(t.lower_ in references().parliamentary for t in around) or any(
        "LEG" in p.sectors for t in around for p in of(t)
    )


def spoken_for(head: Token, of: Callable[[Token], Iterable[Party]]) -> tuple[str, ...] | None:
    """The sectors of the body that a person's title says he speaks for or leads; None where it names none."""
    title = [t for t in core(head) if t.i < head.i and t.ent_type_ != "PERSON"]
    if not title or not _speaks(title[-1]):
        return _beside_body(head, of)
    named = [p for t in title[:-1] for p in of(t)]
    bodies = [p for p in named if _has_staff(p)]
    short = any(t.text.isupper() and len(t) > 1 for t in title[:-1]) and not any(p.kind.is_state for p in named)
    return _sectors_of(bodies[-1]) if bodies else () if short else None


def _beside_body(head: Token, of: Callable[[Token], Iterable[Party]]) -> tuple[str, ...] | None:
    """ "X, vice president of *the Example Committee*"."""
    for beside in appositions(head):
        bodies = [p for o in owners(beside) for p in of(o) if _has_staff(p)]
        if _speaks(beside) and bodies:
            return _sectors_of(bodies[0])
    return None


def _sectors_of(body: Party) -> tuple[str, ...] | None:
    """A body's sectors; None of a known one that has none, as bodies of many states: its president is an official."""
    return body.sectors or (None if body.id else _by_name(body))


def _by_name(body: Party) -> tuple[str, ...]:
    """What the last word of an unknown body's name tells, where it is no office of state."""
    told = vocabulary().sector(body.name)
    return (told,) if told not in _RULERS and told is not None else ()


def _speaks(title: Token) -> bool:
    return title.lemma_.lower() in references().speaking_for


def title_of(head: Token) -> str | None:
    """The words of the title before a name, else of the noun set beside it."""
    words = [t for t in core(head) if t.i < head.i and _is_titular(t)]
    while words and words[0].is_punct:
        words.pop(0)
    if words:
        return " ".join(t.text for t in words).replace(" . ", ". ")
    beside = next((t for t in appositions(head) if t.ent_type_ != "PERSON" and t.pos_ == "NOUN"), None)
    return " ".join(t.text for t in core(beside)) if beside is not None else None


def _is_titular(token: Token) -> bool:
    """A noun or an adjective that is no part of a name: not "*shot* Roe", nor "*1984* Roe"."""
    if fold(token.text) in vocabulary().honorifics:
        return True
    return token.ent_type_ not in {"PERSON", "NORP", "GPE"} and token.pos_ in _TITULAR
