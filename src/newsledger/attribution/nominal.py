"""Contents that a noun or an adjective governs: "a warning that", "critical of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cue, Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.passages import Passage
from newsledger.attribution.sources import source_of, source_of_noun, source_span
from newsledger.attribution.syntax import antecedent, child, is_infinitive, is_negated, is_relative, lemma
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Of these a word in a clause tells what the clause's subject thinks, feels or wants.
_HELD = frozenset({"believes", "hopes", "fears", "plans", "supports", "opposes", "knows"})
_WHETHER = frozenset({"that", "whether", "if", "how", "why"})


def nominal(passage: Passage, cues: Cues) -> Iterator[Finding]:
    """Every cue noun and cue adjective of the paragraph with the content it governs."""
    for token in passage.tokens:
        pos = token.pos_
        if pos == "NOUN":
            yield from _of_noun(token, passage, cues)
        elif pos in ("ADJ", "VERB") and token.dep_ in (
            "acomp",
            "oprd",
            "ROOT",
            "conj",
            "ccomp",
            "relcl",
            "advcl",
        ):
            yield from _of_adjective(token, passage, cues)


def _of_noun(noun: Token, passage: Passage, cues: Cues) -> Iterator[Finding]:
    cue = cues.nouns.get(lemma(noun))
    found = _content(noun, cue, passage) or _carried(noun, cue, passage, cues) if cue is not None else None
    if found is None or _is_made(noun, cues):
        return
    form, sense, content = found
    verb = _saying_in(noun, cues) if form == "that" else None
    itself = form == "that" and lemma(noun) in cues.documents  # reports that they fled: the reports say so
    who = source_of_noun(noun, cues, own=itself) if verb is None else source_of(verb, cues)
    who = who or (_holder(noun, cues) if sense.stance in _HELD else None)
    source = source_span(who, passage) if who is not None else None
    if verb is not None:
        yield Finding(passage.at(verb), verb, cues.verbs[lemma(verb)].frames["clause"], content, "clause", source)
    else:
        yield Finding(passage.at(noun), noun, sense, content, f"noun {form}", source)


def _holder(noun: Token, cues: Cues) -> Token | None:
    """Who holds a view that the clause only mentions: *they* acquiesced to the notion that ..."""
    verb = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    below = noun if noun.dep_ in ("dobj", "attr") else noun.head if noun.dep_ == "pobj" else None
    return source_of(verb, cues) if verb is not None and below is not None and below.i > verb.i else None


def _is_made(noun: Token, cues: Cues) -> bool:
    """Whether the clause says who uttered it, not what: the claim that he *made*."""
    clauses = [c for c in noun.children if c.dep_ in ("relcl", "acl") and lemma(c) in cues.carriers]
    return any(c.tag_ in ("VBD", "VBZ", "VBP") and c.i == c.right_edge.i for c in clauses)


def _saying_in(noun: Token, cues: Cues) -> Token | None:
    """The verb that the clause belongs to where the parse hangs it on the vehicle: *said* in a statement that."""
    head = noun.head
    if noun.dep_ != "pobj" or head.dep_ != "prep" or lemma(noun) not in cues.documents:
        return None
    cue = cues.verbs.get(lemma(head.head))
    return head.head if cue is not None and "clause" in cue.frames else None


def _content(word: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    for part in word.children:
        if part.i < word.i:
            continue
        form = _form(part)
        sense = cue.prepositions.get(form)
        if (
            sense is not None
            and (inner := part if form in ("that", "to") else child(part, "pobj", "pcomp")) is not None
        ):
            return form, sense, passage.trimmed(passage.over(inner.left_edge, part.right_edge))
    return _past_source(word, cue, passage) or _equated(word, cue, passage)


def _carried(noun: Token, cue: Cue, passage: Passage, cues: Cues) -> tuple[str, Sense, Span] | None:
    """What the parse hangs on the verb that carries the noun: lays the blame *for the war on the king*."""
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in cues.carriers:
        return None
    told = [c for c in verb.children if c.i > noun.i and c.dep_ == "prep" and c.lower_ in cue.prepositions]
    told = [c for c in told if c.lower_ != "to"]  # gave a warning to the port
    if not told:
        return None
    first = child(told[0], "pobj", "pcomp")
    if first is None or first.ent_type_ in ("DATE", "TIME"):
        return None
    form = str(told[0].lower_)
    span = passage.trimmed(passage.over(first.left_edge, told[-1].right_edge))
    return form, cue.prepositions[form], span


def _equated(word: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """What a noun is said to be: her advice is *that they wait*, the plan is *to leave*."""
    verb = word.head
    if word.dep_ != "nsubj" or lemma(verb) != "be":
        return None
    clause = child(verb, "ccomp", "xcomp")
    form = "" if clause is None or clause.i < verb.i else "to" if is_infinitive(clause) else "that"
    sense = cue.prepositions.get(form)
    if clause is None or sense is None:
        return None
    return form, sense, passage.trimmed(passage.over(clause.left_edge, clause.right_edge))


def _past_source(word: Token, cue: Cue, passage: Passage) -> tuple[str, Sense, Span] | None:
    """The clause that the parse hangs on the noun between: a warning from the embassy *that* all should leave."""
    by = next((c for c in word.children if c.dep_ == "prep" and c.lower_ in _FROM), None)
    between = child(by, "pobj") if by is not None else None
    sense = cue.prepositions.get("that")
    if between is None or sense is None:
        return None
    clause = next((c for c in between.children if c.dep_ in ("acl", "relcl") and _has_mark(c)), None)
    if clause is None:
        return None
    return "that", sense, passage.trimmed(passage.over(clause.left_edge, clause.right_edge))


def _has_mark(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


_FROM = frozenset({"from", "by", "in", "of", "to"})


def _form(part: Token) -> str:
    if part.dep_ in ("prep", "agent", "dative"):
        return str(part.lower_)
    if part.dep_ not in ("acl", "ccomp", "xcomp", "advcl", "relcl"):
        return ""
    if is_infinitive(part):
        return "to"
    if part.dep_ == "relcl" and part.left_edge.tag_ != "IN":
        return ""
    marks = [c for c in part.children if c.dep_ == "mark" or (c.lower_ in _WHETHER and c.dep_ == "advmod")]
    joined = any(m.lower_ in _WHETHER for m in marks) or part.left_edge.lower_ == "that"
    return "that" if joined or part.dep_ == "ccomp" else ""


def _of_adjective(word: Token, passage: Passage, cues: Cues) -> Iterator[Finding]:
    cue = cues.adjectives.get(str(word.lower_))
    found = _content(word, cue, passage) if cue is not None else None
    if found is None:
        return
    form, sense, content = found
    verb = word.head if word.dep_ in ("acomp", "oprd", "ccomp") else word
    who = _subject(verb)
    source = source_span(who, passage) if who is not None else None
    yield Finding(passage.at(word), word, sense, content, f"adjective {form}", source, negated=is_negated(verb))


def _subject(verb: Token) -> Token | None:
    for _ in range(4):
        subject = child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return antecedent(verb) if is_relative(subject) else subject
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
        verb = verb.head
    return None
