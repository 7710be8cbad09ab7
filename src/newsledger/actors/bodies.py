"""Nameless many and bodies of states that a page has told before: "the troops", "the bloc", "the ambassadors"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsledger.actors.coreference import Heard, Memory
from newsledger.actors.lookback import Description
from newsledger.actors.making import FROM_PHRASE
from newsledger.actors.phrases import core
from newsledger.actors.references import references
from newsledger.records import Party

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# How many sentences back the same noun or a body of states may stand.
_REACH = 8
_SURE = 0.6


def the_bloc(it: Description, memory: Memory) -> Party | None:
    """ "The bloc", "the trade bloc": the body of states named last."""
    owned = any(t.dep_ in {"poss", "prep"} for t in it.head.children)
    owned = owned or any(t.text[:1].isupper() for t in core(it.head))  # "the West African bloc" is one of its own
    if it.head.lemma_ not in references().blocs or it.head.tag_ != "NN" or not _has_article(it.head) or owned:
        return None
    body = next((h.party for h in memory.back(it.sentence, it.head, _REACH) if _of_states(h.party)), None)
    if body is None:
        return None
    return replace(body, text=it.text, span=it.span, resolved_by=f"earlier in the page: {body.text}", confidence=_SURE)


def as_before(it: Description, memory: Memory) -> tuple[str, ...]:
    """The country of "the troops": that of the troops before, or of the body of states that sends its ambassadors."""
    if it.head.tag_ != "NNS" or not _has_article(it.head) or len(core(it.head)) > 1:
        return ()
    back = [*memory.back(it.sentence, it.head, _REACH)]
    told = {h.party.country for h in back if _is_same(h, it.head)}
    if not told and it.head.lemma_ in references().delegates:
        told = {h.party.country for h in back if _of_states(h.party) or h.party.country in references().many_states}
    return tuple(c for c in told if c) if len(told) == 1 else ()


def _has_article(head: Token) -> bool:
    return any(t.lower_ in {"the", "these", "those"} for t in head.lefts)


def _is_same(heard: Heard, head: Token) -> bool:
    told = heard.party.id is None and heard.party.resolved_by.endswith(FROM_PHRASE)
    return told and heard.token.lemma_ == head.lemma_ and heard.token.tag_ == "NNS"


def _of_states(party: Party) -> bool:
    return party.id is not None and party.kind.is_body and party.country in references().many_states
