"""Words by which a clause tells of what has been going on or was long ago, of which the page's date says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.times.knowledge import conventions
from newsledger.times.tense import above, governor, is_past

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


def background(predicate: Token) -> str:
    """Why the event is one of the past in which the page does not lie, in words; empty where it need not be."""
    verb = governor(predicate)
    if verb is None:
        return ""
    for one in dict.fromkeys((predicate, verb, *above(verb))):
        for child in one.children:
            if child.dep_ == "advmod" and child.lower_ in conventions().before_now:
                return f'"{child.text}" puts it at no one time'
            if child.dep_ == "prep" and (span := _span(child)) is not None:
                return f'it is told of "{child.text} ... {span.text}"'
    return "it is told of a person in passing" if _describes(verb) else ""


def _span(link: Token) -> Token | None:
    """ "During his *campaign*", "for *years*", "at the *time*", "in his first *term*"."""
    spans = conventions().spans.get(link.lower_, frozenset())
    for noun in link.children:
        if noun.dep_ == "pobj" and noun.lower_ in spans and not _is_present(noun):
            return noun
    return None


def _is_present(noun: Token) -> bool:
    """ "At this time", "in the past week": near the page."""
    return any(t.lower_ in ("this", "these", "current") or t.ent_type_ in ("CARDINAL", "ORDINAL") for t in noun.lefts)


def _describes(verb: Token) -> bool:
    """ "Kallas, *who led* the talks, ...": a past deed that says who somebody with a name is."""
    who = any(c.lower_ == "who" and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    return who and verb.dep_ == "relcl" and verb.head.ent_type_ == "PERSON" and is_past(verb)
