"""Words by which a clause tells of what has been going on or was long ago, of which the page's date says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.times.attachment import is_reason
from newsledger.times.knowledge import conventions
from newsledger.times.tense import above, governor, is_past, is_perfect

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


_AUXILIARY = ("aux", "auxpass")
_LASTING = frozenset(("over", "throughout"))
_KNOWN = frozenset(("the", "this", "that", "these", "those"))


def background(predicate: Token) -> str:
    """Why the event is one of the past in which the page does not lie, in words; empty where it need not be."""
    verb = governor(predicate)
    if verb is None:
        return ""
    for one in dict.fromkeys((predicate, verb, *above(verb))):
        if reason := _at_no_one_time(one):
            return reason
    return _often(verb) or _named_by(verb) or _of_then(verb)


def _at_no_one_time(word: Token) -> str:
    for child in word.children:
        if child.dep_ == "advmod" and child.lower_ in conventions().before_now:
            return f'"{child.text}" puts it at no one time'
        if child.dep_ == "prep" and (span := _span(child)) is not None:
            return f'it is told of "{child.text} ... {span.text}"'
        # "Declined to impose sanctions *over the years*", "was *famously* dismissive"
        if child.dep_ in ("dobj", "acomp", "attr", "xcomp") and (inner := _inside(child)):
            return inner
    return ""


def _inside(word: Token) -> str:
    over = next((c for c in word.children if c.dep_ == "prep" and c.lower_ in _LASTING), None)
    span = _span(over) if over is not None else None
    if over is not None and span is not None:
        return f'it is told of "{over.text} ... {span.text}"'
    usual = (c for c in word.children if c.dep_ == "advmod" and c.lower_ in conventions().before_now)
    found = next(usual, None) if word.dep_ == "acomp" else None
    return f'"{found.text}" puts it at no one time' if found is not None else ""


def _often(verb: Token) -> str:
    """ "*Several* courts *have* condemned": what has come about by and by."""
    if verb.tag_ != "VBN" or not is_perfect(verb):
        return ""
    sides = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "npadvmod")]
    found = next((w for side in sides for w in side.children if w.lower_ in conventions().many), None)
    return f'it has come about by and by ("{found.text}")' if found is not None else ""


def _named_by(verb: Token) -> str:
    """The deed says who or which is meant, or what another deed was done for."""
    if is_reason(verb):
        return f'it is what "{(verb.head if verb.dep_ == "xcomp" else verb.head.head).text}" is about'
    if _describes(verb):
        return "it is told of a person in passing"
    return "it says which one is meant" if _restricts(verb) else ""


def _of_then(verb: Token) -> str:
    """ "The *then*-director scolded them": told of who held the office at another time."""
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    then = any(t.lower_ == "then" or t.lower_.startswith("then-") for s in subjects for t in s.subtree if t.i <= s.i)
    return "it is told of who held an office at another time" if then else ""


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


def _restricts(verb: Token) -> bool:
    """ "*The* bill that they *passed*": a past deed, no comma before it, that tells a known thing from others."""
    if not (verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and verb.tag_ in ("VBD", "VBN")):
        return False
    noun = verb.head
    known = any(c.lower_ in _KNOWN or c.dep_ == "poss" for c in noun.lefts)
    between = (t for t in noun.subtree if noun.i < t.i < verb.i)
    now = any(c.lemma_ == "have" or c.tag_ in ("VBZ", "VBP", "MD") for c in verb.children if c.dep_ in _AUXILIARY)
    news = now or any(t.text == "," for t in between)
    return known and not news and not any(t.lower_ == "which" and t.dep_ == "pobj" for t in verb.subtree)
