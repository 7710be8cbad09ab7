"""The terms of office that a page speaks of, which say when it may have been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.actors.entities import Term
from newsledger.actors.phrases import appositions, core
from newsledger.actors.titles import is_unsettled
from newsledger.actors.vocabulary import vocabulary
from newsledger.language import Sentence

if TYPE_CHECKING:
    from newsledger.actors.reader import Mentions
    from newsledger.language.tokens import Token


def terms_told(head: Token, sentence: Sentence, mentions: Mentions) -> tuple[Term, ...]:
    """The term that "X, the defence minister" speaks of, if X held that office just once."""
    if head.ent_type_ != "PERSON" or head.dep_ == "compound":
        return ()
    beside = [t for t in appositions(head) if t.ent_type_ != "PERSON"]
    titles = [t for t in (head, *beside) if not is_unsettled(t)]
    plain = [" ".join(w.lemma_ for w in core(t) if w.ent_type_ != "PERSON") for t in titles]
    roles = {r for words in plain if words and (r := vocabulary().role(words))}
    held = mentions.registry.entities
    entities = [held[p.id] for p in mentions.one(head, sentence) if p.id in held]
    terms = [t for e in entities for t in e.terms if t.role in roles]
    return tuple(terms) if len(terms) == 1 else ()
