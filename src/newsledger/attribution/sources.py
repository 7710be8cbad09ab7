"""Whose words they are: the noun phrase behind a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues
from newsledger.attribution.passages import Passage
from newsledger.attribution.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    antecedent,
    child,
    children,
    is_infinitive,
    is_relative,
    lemma,
    phrase_edges,
)
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Subordinations through which a verb without a subject of its own takes that of the clause above.
_THROUGH = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp"})
_CLIMBS = 6
# Words between two commas after a subject.
_ASIDE = 16
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_PAST = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_FROM = frozenset({"by", "from", "among"})
_VEHICLES = frozenset({"in", "with", "through", "by"})


def is_passive(verb: Token) -> bool:
    """Whether the subject undergoes the verb; beside an active one "by" goes with the object: condemned raids *by*."""
    if any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "auxpass" for c in verb.children):
        return True
    return child(verb, "agent") is not None and child(verb, "nsubj") is None


def source_of(verb: Token, cues: Cues, climbs: int = _CLIMBS) -> Token | None:
    """The head of the noun phrase that speaks, thinks or wants by this verb; None where none is named."""
    if climbs == 0:
        return None
    quoted = quoted_as(verb, cues)
    if quoted is not None:
        return child(quoted, "dobj", *PASSIVE_SUBJECTS)
    if is_passive(verb):
        agent = agent_of(verb, cues)
        return child(agent, "pobj") if agent is not None else None
    subject = before_an_aside(verb) or _subject(verb)
    if subject is not None:
        return _by_name(_real(subject, verb), cues)
    if verb.dep_ == "acl":
        # A man suspected of it is not the one who suspects.
        return None if verb.tag_ == "VBN" else _of_attached(verb, cues, climbs - 1)
    if verb.dep_ == "relcl":
        return described(verb.head)
    if _is_undergone(verb, cues):
        return None
    if verb.dep_ in _THROUGH and verb.head.i != verb.i:
        return _above(verb, cues, climbs - 1)
    return _inverted(verb)


def agent_of(verb: Token, cues: Cues) -> Token | None:
    """The "by" of a passive; it may stand with the saying of one who is quoted: was quoted as saying *by*."""
    own = child(verb, "agent")
    if own is not None or lemma(verb) not in cues.citing:
        return own
    sayings = (t for t in verb.subtree if quotes_by(verb, t, cues))
    return next((c for t in sayings for c in t.children if c.lower_ == "by" and c.dep_ in ("prep", "agent")), None)


def quotes_by(verb: Token, saying: Token, cues: Cues) -> bool:
    """Whether a verb quotes somebody as doing this saying."""
    above = quoted_as(saying, cues)
    return above is not None and above.i == verb.i


def before_an_aside(verb: Token) -> Token | None:
    """The noun before words between dashes that end at the verb: *the bank* - one of three in the pact - called ..."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    if verb.doc[at].text not in _DASHES:
        return None
    opening = next((i for i in range(at - 1, verb.sent.start, -1) if verb.doc[i].text in _DASHES), None)
    noun = verb.doc[opening - 1] if opening is not None else None
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ in _PAST else None


def _is_undergone(verb: Token, cues: Cues) -> bool:
    """Whether somebody is told or asked something by a participle: *asked* whether he would go, the mayor said ..."""
    cue, helped = cues.verbs.get(lemma(verb)), child(verb, "aux", "auxpass") is not None
    addressed = cue is not None and any(sense.addressee for sense in cue.frames.values())
    return addressed and verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.i < verb.head.i and not helped


def _by_name(noun: Token | None, cues: Cues) -> Token | None:
    """The name that a noun is given on the spot: a farmer *named Roe*."""
    naming = child(noun, "acl") if noun is not None else None
    if naming is None or naming.tag_ != "VBN" or lemma(naming) not in cues.naming:
        return noun
    name = child(naming, "oprd", "dobj")
    return name if name is not None and name.pos_ == "PROPN" else noun


def _of_attached(verb: Token, cues: Cues, climbs: int) -> Token | None:
    """A verb hung on a noun: after a comma its subject is that of the whole clause (*she* cut staff, *saying* ...)."""
    if verb.head.pos_ in ("VERB", "AUX"):
        return source_of(verb.head, cues, climbs)
    noun = _outermost(verb.head)
    clause = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    detached = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    if clause is not None and clause.pos_ in ("VERB", "AUX") and (detached or is_infinitive(verb)):
        return source_of(clause, cues, climbs)
    return source_of_noun(noun, cues, climbs, own=not is_infinitive(verb))


def _outermost(noun: Token) -> Token:
    """The noun that a noun is a part of: much *of their time*."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "PRON", "ADJ"):
        noun = noun.head.head
    return noun


def quoted_as(verb: Token, cues: Cues) -> Token | None:
    """The verb of quoting that a saying hangs on: *quoted* the envoy as *saying*, was *quoted* as *saying*."""
    mark = verb.head if verb.dep_ == "pcomp" else child(verb, "mark", "prep", "advmod")
    if verb.tag_ != "VBG" or mark is None or mark.lower_ != "as":
        return None
    above = mark.head if verb.dep_ == "pcomp" else verb.head
    for _ in range(3):
        if lemma(above) in cues.citing and child(above, "dobj", *PASSIVE_SUBJECTS) is not None:
            return above
        above = above.head
    return None


def relative_subject(verb: Token) -> Token | None:
    """The "who" that is subject of the verb, or of the verb it is joined to."""
    for _ in range(3):
        subject = _subject(verb)
        if subject is not None:
            return subject if is_relative(subject) else None
        if verb.dep_ not in ("conj", "xcomp") or is_passive(verb):
            return None
        verb = verb.head
    return None


def _subject(verb: Token) -> Token | None:
    """The verb's subject; of two, the one that is no "which": a law, which *he* said was a failure."""
    subjects = children(verb, *SUBJECTS)
    return next((s for s in subjects if not is_relative(s)), subjects[0] if subjects else None)


def _real(subject: Token, verb: Token) -> Token | None:
    if is_relative(subject):
        return described(antecedent(verb))
    return None if subject.dep_ == "expl" else subject


def described(noun: Token | None) -> Token | None:
    """Whom a relative clause tells of: not the words beside a name (*Roe*, an aide who said) but the one they name.

    What hangs on a verb goes back to its subject: *a tape* emerged that shows ...
    """
    if noun is not None and noun.dep_ == "appos":
        return described(noun.head)
    if noun is None or noun.pos_ not in ("VERB", "AUX"):
        return noun
    return child(noun, *SUBJECTS, *PASSIVE_SUBJECTS)


def _above(verb: Token, cues: Cues, climbs: int) -> Token | None:
    head = verb.head
    if head.i == verb.i or climbs == 0:
        return None
    if head.dep_ in ("agent", "acomp") or head.pos_ in ("ADP", "SCONJ"):
        return _above(head, cues, climbs - 1)
    if head.pos_ in ("NOUN", "PROPN", "PRON"):
        return source_of_noun(head, cues, climbs, own=False)
    outer = outer_teller(verb, cues)
    if outer is not None:
        return source_of(outer, cues, climbs)
    cue = cues.verbs.get(lemma(head))
    if verb.dep_ == "xcomp" and cue is not None and "object infinitive" in cue.frames:
        controller = child(head, "dobj")
        if controller is not None:
            return controller
    if is_passive(head):
        return child(head, *PASSIVE_SUBJECTS)
    return source_of(head, cues, climbs)


def outer_teller(verb: Token, cues: Cues) -> Token | None:
    """The verb of saying that a further one goes with, where the parse joins it to what was said.

    She *said* it was early but *added* that ...; he *said* he would stay, *insisting* that ...
    """
    joined = verb.dep_ == "conj" and child(verb, *SUBJECTS) is None and _is_told(verb)
    detached = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    tells = _introduces_quotes(verb, cues) or lemma(verb) in cues.citing
    if not (joined or detached) or not tells or _introduces_quotes(verb.head, cues):
        return None
    said = verb.head
    while said.dep_ in ("conj", "xcomp", "advcl"):
        said = said.head
    teller = said.head
    return teller if said.dep_ == "ccomp" and said.i > teller.i and _introduces_quotes(teller, cues) else None


def _is_told(verb: Token) -> bool:
    """Whether a verb stands in the past or present by itself: who *will go and ask* tells of no asking."""
    auxiliary = child(verb, "aux")
    return verb.tag_ != "VB" if auxiliary is None else lemma(auxiliary) == "do"


def _introduces_quotes(verb: Token, cues: Cues) -> bool:
    cue = cues.verbs.get(lemma(verb))
    return cue is not None and "quote" in cue.frames


def beside(verb: Token) -> Token | None:
    """The noun just before a finite verb, or just after one set off by a comma, where the parse names no subject."""
    if is_passive(verb) or verb.tag_ == "VBG":
        return None
    at = verb.i - 1
    while at >= 0 and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    if at >= 0 and verb.doc[at].text == ",":  # the envoy, smiling, said
        opening = next((i for i in range(at - 1, max(verb.sent.start, at - _ASIDE), -1) if verb.doc[i].text == ","), 0)
        at = opening - 1
    noun = verb.doc[at] if at >= 0 else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    has = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)
    # "The mayor, speaking there, called him a liar": a past form with an object of its own is no participle.
    past = verb.tag_ == "VBN" and child(verb, "dobj", "oprd") is not None and noun.pos_ == "PROPN"
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or has or past or noun.tag_ in ("NNS", "NNPS")
    return noun if finite else None


def _inverted(verb: Token) -> Token | None:
    """The subject after its verb (said the minister), where the parser has taken the subject for an object."""
    if verb.tag_ == "VBG":  # -- accusing him of it: the one accused
        return None
    after = [c for c in verb.children if c.i > verb.i and c.pos_ in ("PROPN", "NOUN", "PRON")]
    return next((c for c in after if c.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep")), None)


def source_of_noun(noun: Token, cues: Cues, climbs: int = _CLIMBS, *, own: bool = False) -> Token | None:
    """Whose word, belief or wish a noun names: its possessor, its "by", or whoever utters it by a verb.

    ``own``: where nobody else is named the noun itself speaks ("a letter saying").
    """
    owner = child(noun, "poss")
    if owner is not None and owner.pos_ != "PRON":
        return owner
    by = next((c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in _FROM), None)
    if by is not None and child(by, "pobj") is not None:
        return child(by, "pobj")
    carrier = _carrier(noun, cues)
    if carrier is not None and climbs:
        found = source_of(carrier, cues, climbs - 1)
        if found is not None and found.i != noun.i:
            return found
    if owner is not None:
        return _owner_named(owner, noun) or owner
    return noun if own else None


def _owner_named(pronoun: Token, noun: Token) -> Token | None:
    """The subject that a possessive pronoun goes back to: *she* escalated *her* attacks."""
    if noun.dep_ not in ("dobj", "pobj"):
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    subject = child(verb, "nsubj", "nsubjpass")
    return subject if subject is not None and not is_relative(subject) else None


def _carrier(noun: Token, cues: Cues) -> Token | None:
    while noun.dep_ in ("conj", "appos") and noun.head.i != noun.i:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in _VEHICLES and head.dep_ == "prep":
        head = head.head
    elif noun.dep_ not in ("dobj", "attr"):
        return None
    return head if lemma(head) in cues.carriers or lemma(head) == "be" else None


def source_span(noun: Token, passage: Passage) -> Span:
    """The noun phrase as it stands, without relative clauses that trail it."""
    if noun.pos_ in ("VERB", "AUX") and noun.tag_ != "VBG":  # the parse takes a whole clause for who speaks
        noun = child(noun, *SUBJECTS, *PASSIVE_SUBJECTS) or noun
    left, right = (noun.left_edge, noun) if noun.dep_ == "poss" else phrase_edges(noun)
    whole = passage.over(left, right)
    kept = passage.trimmed(whole)
    # The point of "the U.S." is part of the name.
    return Span(kept.start, whole.end) if kept.end < whole.end and right.text.count(".") > 1 else kept
