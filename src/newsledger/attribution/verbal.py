"""Contents that a verb governs: clauses, infinitives, objects and what a preposition brings in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cue, Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.passages import Passage
from newsledger.attribution.sides import this_side, with_the_rest
from newsledger.attribution.sources import (
    agent_of,
    beside,
    is_passive,
    outer_teller,
    quoted_as,
    quotes_by,
    relative_subject,
    source_of,
    source_span,
)
from newsledger.attribution.syntax import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    child,
    children,
    is_gerund,
    is_infinitive,
    is_negated,
    is_relative,
    lemma,
)
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})


def verbal(passage: Passage, cues: Cues) -> Iterator[Finding]:
    """Every cue verb of the paragraph with each content it governs."""
    for token in passage.tokens:
        if token.pos_ in _VERBAL or token.tag_ in ("VBG", "VBN"):
            cue = cues.verbs.get(lemma(token))
            if cue is not None:
                yield from _of_verb(token, cue, passage, cues)


def _of_verb(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> Iterator[Finding]:
    taken = list(_contents(verb, cue, passage, cues))
    if not taken or _gives_a_name(verb, cues):
        return
    noun = _unquoted(source_of(verb, cues), verb, passage, cues) or beside(verb)
    source = source_span(noun, passage) if noun is not None else None
    who = relative_subject(verb)
    pronoun = passage.at(who) if who is not None and source is not None else None
    passes_on = _quotes_as(verb, cues)
    if passes_on and source is None:  # was quoted as saying: by nobody whom the page names
        return
    for form, given, whole in taken:
        sense = Sense("reports") if passes_on else given
        content = this_side(with_the_rest(whole, passage), verb, passage, cues)
        silent = is_silence(verb, cues)
        if (silent and form != "clause") or content.end <= content.start:
            continue
        addressee = addressee_of(verb, passage) if sense.addressee or form in ("quote", "clause") else None
        if source is not None and addressee == source:  # told the Herald: the paper does not tell it
            source = _before(verb, passage)
        negated = silent or is_negated(verb) or _is_held_back(verb, cues)
        yield Finding(passage.at(verb), verb, sense, content, form, source, pronoun, addressee, negated)


def _gives_a_name(verb: Token, cues: Cues) -> bool:
    """Whether the page itself names somebody by it: a farmer *named* Roe."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or lemma(verb) not in cues.naming or child(verb, "agent") is not None:
        return False
    names = [c for c in verb.children if c.i > verb.i and c.pos_ in ("NOUN", "PROPN")]
    return [c.pos_ for c in names] == ["PROPN"]


def _before(verb: Token, passage: Passage) -> Span | None:
    noun = beside(verb)
    return source_span(noun, passage) if noun is not None else None


def _unquoted(noun: Token | None, verb: Token, passage: Passage, cues: Cues) -> Token | None:
    """A subject inside marks that the verb stands outside of is not the verb's: it is whoever speaks there."""
    if noun is None or not _only_within(noun, verb, passage):
        return noun
    for above in noun.ancestors:
        cue = cues.verbs.get(lemma(above))
        if cue is not None and "quote" in cue.frames and not _only_within(above, verb, passage):
            teller = source_of(above, cues)
            return teller if teller is None or not _only_within(teller, verb, passage) else None
    return None


def _only_within(inner: Token, outer: Token, passage: Passage) -> bool:
    quotation = passage.quotation_at(passage.at(inner).start)
    return quotation is not None and not quotation.span.contains(passage.at(outer))


def is_silence(verb: Token, cues: Cues) -> bool:
    """Whether the verb says nothing: "declined to comment", and the "comment" within it."""
    if lemma(verb) in cues.refusing:
        return any(lemma(c) in cues.silent for c in children(verb, "xcomp", "ccomp"))
    if verb.dep_ != "xcomp" or lemma(verb) not in cues.silent:
        return False
    # Declined to speak; was not allowed to speak.
    return lemma(verb.head) in cues.refusing or any(c.dep_ == "neg" for c in verb.head.children)


def _is_held_back(verb: Token, cues: Cues) -> bool:
    """Whether it is told that somebody did not go so far: stopped short of *saying*, left without *saying*."""
    head, keeps = verb.head, cues.refusing | cues.gainsaying
    if verb.dep_ == "pcomp":
        above = head.head
        return bool({head.lower_, above.lower_} & cues.withholding) or lemma(above) in keeps
    return verb.dep_ in ("xcomp", "ccomp") and is_gerund(verb) and lemma(head) in keeps


def addressee_of(verb: Token, passage: Passage) -> Span | None:
    """Who is spoken to: the object of telling, or the object of "to"."""
    told = child(verb, "dobj", "dative", "iobj")
    if is_passive(verb):
        told = child(verb, "nsubjpass")
        told = None if told is not None and told.lower_ == "it" else told
    if told is None or told.pos_ not in ("PROPN", "PRON", "NOUN") or told.lower_ == "what":
        to = next((c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to"), None)
        told = child(to, "pobj") if to is not None else interviewer(verb)
    elif told.dep_ == "dative" and told.pos_ == "ADP":
        told = child(told, "pobj")
    return source_span(told, passage) if told is not None else None


def interviewer(verb: Token) -> Token | None:
    """To whom something is said in an interview: in an interview with the BBC."""
    for preposition in children(verb, "prep"):
        talk = child(preposition, "pobj") if preposition.lower_ in ("in", "during") else None
        to = child(talk, "prep") if talk is not None and lemma(talk) in _TALKS else None
        if to is not None and to.lower_ in ("with", "to"):
            return child(to, "pobj")
    return None


def _contents(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> Iterator[tuple[str, Sense, Span]]:
    found = _passed_on(verb, cue, passage, cues) or _named_as(verb, cue, passage)
    found = found or _clausal(verb, cue, passage, cues) or _quoted_before(verb, cue, passage, cues)
    found = found or _parenthetic(verb, cue, passage) or _named(verb, cue, passage) or _what_it_was(verb, cue, passage)
    found = found or _object(verb, cue, passage) or _past_manner(verb, cue, passage, cues)
    found = found or _after_preposition(verb, cue, passage) or _shown(verb, cue, passage, cues)
    found = found or _antecedent(verb, cue, passage) or _rest(verb, cue, passage)
    if found is not None:
        yield found


def _passed_on(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    """All that a medium passes on by quoting somebody: *The fleet is lost, he was quoted as saying* by the agency."""
    sense, agent = cue.frames.get("object"), agent_of(verb, cues)
    said = next((t for t in verb.subtree if quotes_by(verb, t, cues)), None)
    if sense is None or said is None or (agent is None and _before_it(verb) is None):
        return None
    closes = agent is None or agent.i < said.i or child(said, "ccomp") is not None
    last = verb.right_edge if agent is None or closes else agent.nbor(-1)
    return "object", sense, passage.trimmed(passage.over(verb.left_edge, last))


def _quoted_before(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    """What somebody is quoted as saying that stands before it: *The fleet is lost*, he was quoted as saying."""
    sense, quoting = cue.frames.get("clause"), quoted_as(verb, cues)
    clause = _before_it(quoting) if quoting is not None else None
    if sense is None or clause is None or child(verb, "ccomp", "dobj") is not None:
        return None
    return "clause", sense, clause_span(clause, verb, passage, cues)


def _before_it(quoting: Token) -> Token | None:
    clause = child(quoting, "ccomp")
    return clause if clause is not None and clause.i < quoting.i else None


def _what_it_was(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """What somebody says that a thing is, in a clause for the thing: what he *claimed* was a victory."""
    sense, what = cue.frames.get("clause"), child(verb, "dobj")
    after = verb.nbor() if verb.i + 1 < len(passage.tokens) else None
    if sense is None or what is None or what.lower_ != "what" or after is None:
        return None
    if lemma(after) != "be" or after.tag_ not in _FINITE or child(after, "attr", "acomp") is None:
        return None
    return "clause", sense, passage.trimmed(passage.over(after, after.right_edge))


def _past_manner(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    """The clause that the parse hangs on words for how or where it was said: told him *in a call* that ..."""
    sense = cue.frames.get("clause")
    if sense is None or "quote" not in cue.frames:
        return None
    for preposition in children(verb, "prep"):
        noun = child(preposition, "pobj") if preposition.i > verb.i else None
        clause = child(noun, "acl", "relcl") if noun is not None else None
        if noun is None or clause is None or not _is_manner(noun, clause, cues):
            continue
        subject = child(clause, *SUBJECTS, *PASSIVE_SUBJECTS)
        if clause.left_edge.lower_ == "that" and subject is not None and subject.i > clause.left_edge.i:
            return "clause", sense, passage.trimmed(passage.over(clause.left_edge, clause.right_edge))
    return None


def _is_manner(noun: Token, clause: Token, cues: Cues) -> bool:
    """Whether a noun tells how it was said: in a call, in a message; not to the claim that, a letter that he sent."""
    if lemma(noun) not in cues.nouns:
        return True
    return noun.head.lower_ == "in" and lemma(noun) in cues.documents and lemma(clause) not in cues.carriers


def _shown(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    """What a document shows without a clause: polls *show* the mayor with a lead."""
    sense, what = cue.frames.get("clause"), child(verb, "dobj")
    source = source_of(verb, cues) if sense is not None and sense.stance == "shows" and what is not None else None
    if sense is None or what is None or source is None or lemma(source) not in cues.documents:
        return None
    last = max((c.right_edge for c in verb.children if c.dep_ in _SHOWN), key=lambda t: t.i)
    return "clause", sense, passage.trimmed(passage.over(what.left_edge, last))


def _antecedent(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """What a relative clause goes back to: a tax *which he favors*, the charge *they deny*."""
    sense = cue.frames.get("object") or cue.frames.get("clause")
    subject = child(verb, "nsubj")
    if sense is None or verb.dep_ != "relcl" or subject is None or is_relative(subject):
        return None
    if any(c.dep_ in ("dobj", "ccomp", "xcomp") and not is_relative(c) for c in verb.children):
        return None
    return "object", sense, source_span(verb.head, passage)


def _rest(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """The words after a verb of saying, or before it at the sentence's end, where the parse has lost what was said."""
    sense = cue.frames.get("clause")
    subject = child(verb, "nsubj")
    if sense is None or subject is None or verb.tag_ not in _FINITE:
        return None
    sentence, introduces = verb.sent, "quote" in cue.frames
    if verb.i + _LEAST < sentence.end and verb.nbor().pos_ in _OPENS and verb.nbor().dep_ != "npadvmod":
        after = passage.tokens[verb.i + 1 : sentence.end]
        if introduces or any(t.tag_ in _FINITE or t.tag_ == "MD" for t in after):
            return "clause", sense, passage.trimmed(passage.over(after[0], after[-1]))
    before = min(subject.left_edge.i, verb.i) - 1
    ends = all(t.is_punct or t.is_space for t in verb.doc[verb.i + 1 : sentence.end])
    if introduces and ends and before - sentence.start >= _LEAST and verb.doc[before].text == ",":
        return "clause", sense, passage.trimmed(passage.over(passage.tokens[sentence.start], passage.tokens[before]))
    return None


def _clausal(verb: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    for part in _clauses(verb, cue, passage):
        form = _form(part, verb, cue)
        if form in cue.frames:
            span = clause_span(part, verb, passage, cues, with_object=form == "object infinitive")
            return form, cue.frames[form], span
    return None


def _clauses(verb: Token, cue: Cue, passage: Passage) -> Iterator[Token]:
    """The clauses a verb governs, those behind it first: the gulls fled and the port warned *that* ..."""
    loose = ("advcl",) if child(verb, "dobj", "ccomp") is not None else ("advcl", "conj")
    follows = verb.i + 1 < len(passage.tokens) and not verb.nbor().is_punct
    for part in sorted(verb.children, key=lambda c: (_is_parted(c, verb), follows and c.i < verb.i)):
        subject = child(part, *SUBJECTS, *PASSIVE_SUBJECTS)
        befalls = subject is not None and subject.lower_ in _REFLEXIVE  # found himself caught up in it
        complement = part.dep_ in ("ccomp", "xcomp") or (part.dep_ in loose and _is_complement(part, cue))
        if complement and not befalls:
            yield part


def _is_parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and its verb."""
    first, last = sorted((clause.i, verb.i))
    return any(t.text == ";" for t in verb.doc[first:last])


def _is_complement(clause: Token, cue: Cue) -> bool:
    """Whether an adverbial clause is content after all: that, whether, and after asking also if."""
    asked = cue.frames["clause"].stance == "asks" if "clause" in cue.frames else False
    marks = ("whether", "that", "if") if asked else ("whether", "that")
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in marks for c in clause.children)


def _form(clause: Token, verb: Token, cue: Cue) -> str:
    if is_infinitive(clause):
        has_subject = child(clause, "nsubj", "nsubjpass") is not None
        if has_subject or child(verb, "dobj") is not None or is_passive(verb):
            return "object infinitive"
        return "infinitive"
    if is_gerund(clause) and clause.dep_ == "xcomp":
        return "gerund"
    if clause.dep_ == "xcomp" and clause.pos_ not in _VERBAL:
        return "naming"
    return "clause"


def clause_span(clause: Token, verb: Token, passage: Passage, cues: Cues, *, with_object: bool = False) -> Span:
    """From a clause's first word to its last, without the cue where that stands inside it."""
    left, right = clause.left_edge, _last_word(clause, cues)
    that = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that" and c.i > verb.i), None)
    if that is not None:  # said, citing a source, *that* ...
        left = that
    if left.i < verb.i < clause.i:  # the cue interrupts or the parse crosses: keep the far side
        return (
            passage.trimmed(passage.over(verb.nbor(), right))
            if right.i > verb.i
            else passage.trimmed(passage.over(left, verb.nbor(-1)))
        )
    if with_object:
        told = child(verb, "dobj", "nsubjpass")
        if told is not None and told.left_edge.i < left.i:
            left = told.left_edge
    return passage.trimmed(passage.over(left, right))


def _last_word(clause: Token, cues: Cues) -> Token:
    """The clause's end, short of what the teller does next.

    The parse may join that to what was said: vowed to stay and *said* ..., said it was early
    but *added* ..., said he would go, *citing* his health.
    """
    first = min(
        (_start_of(t) for t in clause.subtree if t.i > clause.i and _is_next_act(t, clause, cues)), default=None
    )
    if first is None or first <= clause.i + 1:
        return clause.right_edge
    edge = clause.doc[first - 1]
    while edge.i > clause.i and ((edge.is_punct and not edge.is_quote) or edge.dep_ == "cc"):
        edge = edge.nbor(-1)
    return edge


def _start_of(verb: Token) -> int:
    before = [c.i for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i] if verb.dep_ == "conj" else []
    return max(before, default=int(verb.left_edge.i))


def _is_next_act(verb: Token, clause: Token, cues: Cues) -> bool:
    if verb.dep_ == "conj" and verb.head.i == clause.i and is_infinitive(clause):
        return verb.tag_ in _FINITE
    if verb.dep_ not in ("conj", "advcl"):
        return False
    citing = verb.tag_ == "VBG" and lemma(verb) in cues.citing and verb.nbor(-1).text == ","
    return citing or outer_teller(verb, cues) is not None


_WHEN = frozenset({"DATE", "TIME"})
_SHOWN = frozenset({"dobj", "prep", "oprd", "xcomp", "dative", "npadvmod"})
_OPENS = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
_LEAST = 4
_TALKS = frozenset({"interview", "conversation", "call", "conference"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _parenthetic(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """The clause around a cue set off by commas: *The plan*, officials said, *was to wait*."""
    sense = cue.frames.get("clause")
    if sense is None or verb.dep_ != "parataxis" or verb.head.i == verb.i:
        return None
    return "clause", sense, around(verb, verb.head, passage)


def around(cue: Token, head: Token, passage: Passage) -> Span:
    """The whole clause of ``head`` but for the cue's own clause where that stands at an end."""
    tokens = sorted((t for t in head.subtree), key=lambda t: t.i)
    aside = {t.i for t in cue.subtree}
    while tokens and (tokens[0].i in aside or (tokens[0].is_punct and not tokens[0].is_quote)):
        tokens.pop(0)
    while tokens and (tokens[-1].i in aside or (tokens[-1].is_punct and not tokens[-1].is_quote)):
        tokens.pop()
    if not tokens:
        return Span(passage.at(head).start, passage.at(head).start)
    return passage.trimmed(passage.over(tokens[0], tokens[-1]))


def _named(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """Called him a liar, described it as a test."""
    sense = cue.frames.get("naming")
    if sense is None:
        return None
    what = child(verb, "dobj", "nsubjpass")
    how = (
        child(verb, "oprd")
        or _as_phrase(verb)
        or next((c for c in children(verb, "dobj") if what is not None and what.tag_ != "WP" and c.i > what.i), None)
        or next((c for c in children(verb, "ccomp", "xcomp") if c.pos_ not in _VERBAL), None)
    )
    if how is None:
        return _named_in_quotes(what, sense, passage)
    first = what.left_edge if what is not None and not is_relative(what) else how.left_edge
    edge = max((how.right_edge, first), key=lambda t: t.i)
    return "naming", sense, passage.trimmed(passage.over(min((first, how.left_edge), key=lambda t: t.i), edge))


def _named_as(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """Words before the main clause that call something something: *describing* the raid as cruel, she said ..."""
    leads = verb.tag_ == "VBG" and verb.dep_ == "advcl" and child(verb, "dobj") is not None
    return _named(verb, cue, passage) if leads and _as_phrase(verb) is not None else None


def _named_in_quotes(what: Token | None, sense: Sense, passage: Passage) -> tuple[str, Sense, Span] | None:
    """Called him "a disgrace": the marks may hide the name from the parse."""
    if what is None or what.dep_ != "dobj" or what.right_edge.i + 1 >= len(passage.tokens):
        return None
    nearest = (passage.quotation_at(passage.at(t.nbor()).start) for t in (what, what.right_edge))
    quotation = next((q for q in nearest if q is not None and not q.span.overlaps(passage.at(what))), None)
    if quotation is None:
        return None
    return "naming", sense, Span(passage.at(what.left_edge).start, quotation.span.end)


def _as_phrase(verb: Token) -> Token | None:
    direct = next((c for c in children(verb, "prep", "advcl") if c.lower_ == "as"), None)
    if direct is not None:
        return direct
    what = child(verb, "dobj")
    below = what.subtree if what is not None else ()
    return next((c for c in below if c.dep_ == "prep" and c.lower_ == "as"), None)


def _object(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    sense = cue.frames.get("object")
    what = child(verb, "dobj", "nsubjpass") if sense is not None else None
    if sense is not None and what is None and verb.dep_ == "acl" and child(verb, "agent") is not None:
        return "object", sense, source_span(verb.head, passage)  # a candidate *backed* by unions
    if sense is None or what is None:
        return None
    if what.lower_ in _REFLEXIVE:
        return None
    return "object", sense, passage.trimmed(passage.over(what.left_edge, _reasons(verb, what)))


def _quotes_as(verb: Token, cues: Cues) -> bool:
    return lemma(verb) in cues.citing and any(quotes_by(verb, t, cues) for t in verb.subtree)


def _reasons(verb: Token, what: Token) -> Token:
    """The end of an object with the grounds given for it: praised him *for his courage*."""
    after = (c for c in verb.children if c.i > what.i and not is_passive(verb))
    grounds = [c.right_edge for c in after if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in _GROUNDS)]
    return max((what.right_edge, *grounds), key=lambda t: t.i)


_GROUNDS = frozenset({"for", "as", "over", "despite"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})


def _charges(verb: Token, cue: Cue) -> list[Token]:
    """What hangs on an accusing verb, and what the parse hangs on the accused instead: the king *of waste*."""
    sense = cue.prepositions.get("of")
    accused = child(verb, "dobj") if sense is not None and sense.stance == "accuses" else None
    return [*verb.children, *(children(accused, "prep") if accused is not None else [])]


def _after_preposition(verb: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    for part in _charges(verb, cue):
        mark = next((c for c in part.children if c.dep_ == "mark" and c.lower_ in cue.prepositions), None)
        if mark is not None and part.dep_ in ("advcl", "ccomp", "xcomp") and mark.i > verb.i:  # called for X to go
            span = passage.trimmed(passage.over(mark.nbor(), part.right_edge))
            return mark.lower_, cue.prepositions[mark.lower_], span
        sense = cue.prepositions.get(part.lower_)
        if sense is not None and part.dep_ in ("prep", "prt", "agent", "advcl", "dative"):
            inner = child(part, "pobj", "pcomp")
            if inner is not None and inner.ent_type_ not in _WHEN:  # spoke on Friday
                first = child(verb, "dobj", "nsubjpass") if sense.stance == "accuses" else None
                left = first.left_edge if first is not None and not is_relative(first) else inner.left_edge
                return part.lower_, sense, passage.trimmed(passage.over(left, part.right_edge))
    return None
