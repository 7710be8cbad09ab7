"""A noun phrase's words, seen from its head: modifiers, owners, titles, appositions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.actors.references import references
from newsledger.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from newsledger.language.tokens import Stretch, Token

_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "quantmod", "advmod"})
_OWNING = frozenset({"of", "in", "from", "at", "to", "for", "throughout", "across", "inside", "within"})
_LINKS = frozenset({"prep", "agent"})
# The tagger takes two given names, "Ann and Ben", for a product.
_PEOPLE = frozenset({"PERSON", "PRODUCT"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def modifiers(head: Token) -> Iterator[Token]:
    """Words that stand before the head and belong to it, with their own modifiers."""
    for child in head.lefts:
        if child.dep_ in _BEFORE:
            yield child
            yield from modifiers(child)
            yield from child.conjuncts
            if child.lower_ in references().joined:
                yield from (t for t in child.lefts if t.dep_ != "punct")


def descends(token: Token) -> bool:
    """ "Ethnic Albanians" live anywhere: the word names a descent, not a country."""
    return any(t.lower_ in references().descent for t in token.lefts) or (
        token.i > token.sent.start and token.nbor(-1).lower_ in references().descent
    )


def led(head: Token) -> Iterator[Token]:
    """What a clause behind the head says that it leads, follows or is: "who heads the institute", "loyal to Nkunda"."""
    for clause in head.children:
        if clause.dep_ == "relcl" and clause.lemma_ == "be":
            yield from (t for t in clause.children if t.dep_ == "attr" and t.pos_ in NOUNS)
        if clause.dep_ in {"relcl", "acl"} and clause.lemma_ in references().leading:
            yield from (t for t in clause.children if t.dep_ == "dobj")
        if clause.dep_ in {"relcl", "acl", "amod"} and clause.i > head.i and clause.lower_ in references().following:
            yield from (t for link in clause.children if link.dep_ in _LINKS for t in link.children if t.dep_ == "pobj")


def owners(head: Token) -> Iterator[Token]:
    """Nouns that own or hold the head: "X's", "of X", "in X"."""
    for child in head.children:
        if child.dep_ == "poss":
            yield child
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _OWNING and not _is_host(head, child):
            yield from (t for t in child.children if t.dep_ == "pobj")
        elif child.dep_ == "acl" and child.lower_ in references().seated:
            yield from (
                t for prep in child.children if prep.lower_ in _OWNING for t in prep.children if t.dep_ == "pobj"
            )


def _is_host(head: Token, link: Token) -> bool:
    """ "The ambassador *to Chad*" is another state's."""
    return link.lower_ == "to" and head.lemma_.lower() in references().sent


def appositions(head: Token) -> Iterator[Token]:
    """Names set beside the head, on either side: "its dictator, Alexander Lukashenko"."""
    yield from (c for c in head.children if c.dep_ == "appos" and _stands_beside(head, c))
    yield from (c for c in (*_past_owner(head), *_past_host(head)) if _stands_beside(head, c))
    if head.dep_ == "appos" and _stands_beside(head.head, head):
        yield _titled(head)


def _stands_beside(first: Token, second: Token) -> bool:
    """Neither an item of the same list nor past the word that both hang on ("officials *failed*, a group said")."""
    return not _listed(first, second) and not first.i < first.head.i < second.i


def _past_owner(head: Token) -> Iterator[Token]:
    """ "The governor of the *region, Oleg Chemezov*": the name is the governor's, though parsed as the region's."""
    for child in head.rights if _may_have_name(head) else ():
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for thing in child.children for c in thing.children if _is_name_beside(c, thing))


def _past_host(head: Token) -> Iterator[Token]:
    """ "The ambassador to *Chad, Ann Roe*", "Ambassador to *Chad Ann Roe*": the name is the envoy's."""
    sent = head.tag_ in {"NN", "NNP"} and head.lemma_.lower() in references().sent
    hosts = [t for link in head.rights if sent and link.lower_ == "to" for t in link.children if t.dep_ == "pobj"]
    for host in hosts:
        yield from (c for c in (host, *host.children) if c.ent_type_ == "PERSON" and c.dep_ in {"pobj", "appos"})


def _titled(name: Token) -> Token:
    """What a name is set beside: past the thing that he is governor, leader, owner of."""
    thing = name.head
    link = thing.head
    above = link.head if thing.dep_ == "pobj" and (link.lower_ == "of" or _is_host(link.head, link)) else thing
    return above if above is not thing and _is_name_beside(name, thing) and _may_have_name(above) else thing


def _is_name_beside(name: Token, thing: Token) -> bool:
    return name.dep_ == "appos" and name.ent_type_ == "PERSON" and thing.ent_type_ != "PERSON"


def _may_have_name(noun: Token) -> bool:
    """Whether a person may be called by the noun: of one, and with a role or a trade."""
    return noun.tag_ == "NN" and vocabulary().sector(noun.lemma_) is not None


def _listed(first: Token, second: Token) -> bool:
    """A semicolon between the two parts the items of a list, which the parser takes for one beside the other."""
    return any(t.text == ";" for t in first.doc[first.i : second.i])


def core(head: Token) -> tuple[Token, ...]:
    """The head with the compounds and adjectives before it, in text order."""
    before = [c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    grown = [t for c in before for t in c.subtree]
    return tuple(sorted({*grown, head}, key=lambda t: t.i))


def phrase(head: Token) -> tuple[Token, ...]:
    """The whole noun phrase but for clauses, appositions and coordinated mates."""
    kept = [head]
    for child in head.children:
        if child.dep_ in {"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis"} or _is_deed(child):
            continue
        if child.i > head.i and _is_matter(child, head):
            continue
        kept += list(_clauseless(child))
    kept.sort(key=lambda t: t.i)
    return _unbroken(kept, head)


def _clauseless(token: Token) -> Iterator[Token]:
    """The token with what hangs on it, but for clauses of its own: "the chief of staff who resigned"."""
    yield token
    for child in token.children:
        if child.dep_ not in {"relcl", "advcl", "parataxis"} and not _is_deed(child):
            yield from _clauseless(child)


def _is_deed(link: Token) -> bool:
    """ "Accused the president *of lying*"."""
    return link.dep_ == "prep" and any(c.dep_ == "pcomp" for c in link.children)


def _is_matter(link: Token, head: Token) -> bool:
    """ "Accused Trump *of cruelty*": a person is of a land or a body, and accused of a thing."""
    of = link.lower_ == "of" and any(c.dep_ == "pobj" and c.pos_ in {"NOUN", "VERB"} for c in link.children)
    accused = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in references().of_matters
    return of and (accused or head.ent_type_ == "PERSON")


def _unbroken(kept: list[Token], head: Token) -> tuple[Token, ...]:
    """The stretch of consecutive tokens around the head."""
    indices = {t.i: t for t in kept}
    start = end = head.i
    while start - 1 in indices:
        start -= 1
    while end + 1 in indices:
        end += 1
    while end > head.i and indices[end].is_punct and not indices[end].is_right_punct:
        end -= 1
    return tuple(indices[i] for i in range(start, end + 1))


def coordinated(head: Token) -> tuple[Token, ...]:
    """The head and the nouns joined to it by "and" or commas, in text order."""
    return (head, *(c for c in head.conjuncts if c.i > head.i and c.pos_ in NOUNS))


def entity_of(head: Token) -> Stretch | None:
    """The named entity that covers the head."""
    if not head.ent_type_:
        return None
    doc, start, end = head.doc, head.i, head.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]


def _personal(words: list[Token], head: Token) -> list[Token]:
    """Without what the tagger ran into a person's name: "*added* Nadler", "Pelosi *on Facebook*"."""
    kept = [t for t in words if t.i >= head.i or not (t.pos_ == "VERB" and t.text.islower())]
    stray = next((t.i for t in kept if t.i > head.i and t.lower_ in references().of_circumstance), None)
    return [t for t in kept if stray is None or t.i < stray] or words


def _own_part(words: list[Token], head: Token) -> list[Token]:
    """Of two people whom the tagger took for one name the one meant: "*Ann* and Ben *Roe*", "Ann Roe and *Ben Doe*"."""
    joints = [t.i for t in words if t.dep_ == "cc"]
    if not joints or any(t.i == head.i for t in words if t.i in joints):
        return words
    start = max((i for i in joints if i < head.i), default=-1)
    end = min((i for i in joints if i > head.i), default=words[-1].i + 1)
    own = [t for t in words if start < t.i < end]
    after = [t for t in words if t.i > end]
    return [*own, after[-1]] if len(own) == 1 and len(after) > 1 else own


def entity_text(head: Token) -> str:
    """The named entity that covers the head, without titles or a possessive."""
    entity = entity_of(head)
    words = [t for t in entity if t.tag_ != "POS"] if entity is not None else [head]
    if head.ent_type_ in _PEOPLE:
        words = _own_part(words, head)
    if head.ent_type_ == "PERSON":
        words = _personal(words, head)
    return " ".join(t.text for t in words).replace(" - ", "-")
