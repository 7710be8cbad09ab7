"""Contents that a noun or an adjective governs: "a warning that", "critical of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cue, Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.passages import Passage
from newsledger.attribution.sources import source_of_noun, source_span
from newsledger.attribution.syntax import antecedent, child, is_infinitive, is_negated, is_relative, lemma
from newsledger.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHETHER = frozenset({"that", "whether", "if", "how", "why"})


def nominal(passage: Passage, cues: Cues) -> Iterator[Finding]:
    """Every cue noun and cue adjective of the paragraph with the content it governs."""
    for token in passage.doc:
        if token.pos_ == "NOUN":
            yield from _of_noun(token, passage, cues)
        elif token.pos_ in ("ADJ", "VERB") and token.dep_ in (
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
    found = _content(noun, cue, passage) if cue is not None else None
    if found is None:
        return
    form, sense, content = found
    who = source_of_noun(noun, cues)
    source = source_span(who, passage) if who is not None else None
    yield Finding(passage.at(noun), noun, sense, content, f"noun {form}", source)


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
    return None


def _form(part: Token) -> str:
    if part.dep_ in ("prep", "agent", "dative"):
        return str(part.lower_)
    if part.dep_ not in ("acl", "ccomp", "xcomp", "advcl", "relcl"):
        return ""
    if is_infinitive(part):
        return "to"
    marks = [c for c in part.children if c.dep_ == "mark" or (c.lower_ in _WHETHER and c.dep_ == "advmod")]
    if any(m.lower_ in _WHETHER for m in marks):
        return "that"
    return "that" if part.dep_ == "ccomp" else ""


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
