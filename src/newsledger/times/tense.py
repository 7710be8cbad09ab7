"""Where the verb that governs a time puts it: before the page, after it, or either side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.records import ZoneKind
from newsledger.times.anchors import Direction
from newsledger.times.knowledge import conventions

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_PAST_TAGS = ("VBD", "VBN")
_AUXILIARY = ("aux", "auxpass")
# Words from a verb of saying to its time: "said Tuesday", "said on Tuesday".
_RIGHT_BEHIND = 2


def governor(token: Token) -> Token | None:
    """The nearest verb above the token (or itself); None where the clause has none."""
    for step in (token, *token.ancestors):
        if step.pos_ in ("VERB", "AUX") and step.dep_ not in _AUXILIARY:
            return step
    return None


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in _AUXILIARY]


def is_perfect_modal(verb: Token) -> bool:
    """ "May have gone", "should have helped", "to have left": past, whatever the auxiliary before it says."""
    have = any(a.lower_ in ("have", "'ve") and a.tag_ == "VB" for a in _auxiliaries(verb))
    return verb.tag_ == "VBN" and have and not any(a.lower_ in conventions().will for a in _auxiliaries(verb))


def is_infinitive(verb: Token) -> bool:
    """ "To go", and not "to have gone"."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)


def above(verb: Token) -> Iterator[Token]:
    """ "*Voted* to condemn", "was *quick* to praise": the words whose time the infinitive shares."""
    while verb.head != verb and (verb.dep_ == "xcomp" or is_taken(verb)):
        verb = verb.head if verb.dep_ == "xcomp" else verb.head.head
        yield verb


def is_taken(infinitive: Token) -> bool:
    """ "*Took the opportunity to condemn*": a chance that is taken is the deed."""
    rules, noun = conventions(), infinitive.head
    if infinitive.dep_ != "acl" or noun.dep_ != "dobj" or not is_infinitive(infinitive):
        return False
    return noun.lemma_.lower() in rules.chances and noun.head.lemma_.lower() in rules.taking


def is_done(infinitive: Token) -> bool:
    """ "*Voted to condemn*", "*managed to free*", "was *quick to praise*": told as past, and so done."""
    return any(v.lemma_.lower() in conventions().done and _told_past(v) for v in above(infinitive))


def _told_past(word: Token) -> bool:
    verb = governor(word)
    return verb is not None and is_past(verb)


def is_planned(verb: Token) -> bool:
    """Set for later, whatever the tense: "was scheduled to", "is to", "will"."""
    rules = conventions()
    if is_perfect_modal(verb):
        return False
    if any(a.lower_ in rules.future_auxiliaries and not _is_name(a, verb) for a in _auxiliaries(verb)):
        return True
    return verb.lower_ in rules.planned or (verb.lower_ == "going" and verb.tag_ == "VBG")


def _is_name(auxiliary: Token, verb: Token) -> bool:
    """ "*May* had offered to resign": no auxiliary stands before a past tense."""
    return auxiliary.text[:1].isupper() and any(a.tag_ == "VBD" for a in (verb, *_auxiliaries(verb)))


def is_pluperfect(verb: Token) -> bool:
    """ "Had gone", "having gone": before another time in the past."""
    had = any(a.lower_ in ("had", "'d", "having") and a.tag_ in ("VBD", "VBG") for a in _auxiliaries(verb))
    return verb.tag_ == "VBN" and had


def is_perfect(verb: Token) -> bool:
    """ "Has gone", "have been going"."""
    return any(a.lemma_ == "have" and a.tag_ in ("VBZ", "VBP") for a in _auxiliaries(verb))


def is_past(verb: Token) -> bool:
    """Past tense, or a perfect or passive whose auxiliary is not a future one."""
    if is_planned(verb):
        return False
    if verb.tag_ == "VBD":
        return True
    auxiliaries = _auxiliaries(verb)
    if verb.tag_ in ("VBN", "VBG"):  # "has gone", "has been going"
        told = any(a.tag_ == "VBD" or a.lemma_ == "have" for a in auxiliaries)
        return told or (verb.tag_ == "VBN" and not auxiliaries)
    return any(a.tag_ == "VBD" for a in auxiliaries)


def said_then(root: Token, holder: Token) -> Token:
    """ "*Said Tuesday* the firm sold it": a time right behind the verb of saying is its own, however it was parsed."""
    above = holder.head
    saying = holder.dep_ == "ccomp" and above.lemma_.lower() in conventions().saying
    return above if saying and 0 < root.i - above.i <= _RIGHT_BEHIND and root.i < holder.i else holder


def direction(token: Token, zone: ZoneKind) -> Direction:
    """Where the verb that governs the token puts it; headlines tell the past in the present."""
    verb = governor(token)
    verb = said_then(token, verb) if verb is not None else None
    if verb is None:
        return Direction.PAST if token.sent.root.tag_ in _PAST_TAGS else Direction.NEAREST
    if is_infinitive(verb) and is_done(verb):  # "tried to take the town on Monday"
        return Direction.PAST
    if _is_noun_planned(token) or is_planned(verb):
        return Direction.FUTURE
    if is_past(verb) or any(t.lower_ == "since" for t in (token.head, token)):
        return Direction.PAST
    found = _untensed(verb, token, zone)
    # "They have questions about *the Sept. 11 attack*": the verb tells when they have them, not when it was.
    return Direction.NEAREST if found is Direction.FUTURE and _names_a_thing(token) else found


def _names_a_thing(token: Token) -> bool:
    """Whether a time belongs to a noun: "the Sept. 11 attack", "the release on Monday"."""
    if token.dep_ in ("nmod", "compound", "nummod"):
        return token.head.pos_ == "NOUN" and token.i < token.head.i
    behind = token.head.head if token.dep_ == "pobj" else token.head if token.dep_ == "npadvmod" else None
    return behind is not None and behind.pos_ == "NOUN" and behind.i < token.i


def _is_noun_planned(token: Token) -> bool:
    planned = conventions().planned
    heads = [token, *list(token.ancestors)[:3]]
    return any(child.lower_ in planned and child.dep_ == "amod" for head in heads for child in head.children)


def _untensed(verb: Token, token: Token, zone: ZoneKind) -> Direction:
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "pcomp", "xcomp", "prep", "conj") and verb.head != verb:
        return direction(verb.head, zone) if verb.head.i != token.i else Direction.NEAREST
    if zone is ZoneKind.HEADLINE or verb.lemma_ in conventions().saying:
        return Direction.PAST
    progressive = verb.tag_ == "VBG" and bool(_auxiliaries(verb))
    return Direction.FUTURE if progressive or verb.tag_ in ("VBZ", "VBP", "VB") else Direction.NEAREST
