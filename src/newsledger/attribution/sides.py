"""Where what somebody says ends within a sentence: joined quotations, and semicolons that part it from another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues
from newsledger.attribution.passages import Passage
from newsledger.attribution.syntax import child, lemma
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


def with_the_rest(content: Span, passage: Passage) -> Span:
    """The content with a quoted part of a sentence joined to it, which the parse may hang elsewhere: and *"flee"*."""
    after = passage.index_at(content.end)
    joint = passage.tokens[after - 1 : after + 1]
    mark = next((t.nbor() for t in joint if t.dep_ == "cc" and t.i + 1 < len(passage.tokens)), None)
    quotation = passage.quotation_at(passage.at(mark).start) if mark is not None and mark.is_quote else None
    if quotation is None or content.overlaps(quotation.span) or not passage.words(quotation.inner)[:1].islower():
        return content
    return Span(content.start, quotation.span.end)


def this_side(content: Span, verb: Token, passage: Passage, cues: Cues) -> Span:
    """The content without what semicolons part from its cue: *The port was hit*, they said; it would open on Monday."""
    at = passage.at(verb)
    if content.start >= at.end:
        return _up_to_another(content, passage, cues)
    if content.end <= at.start and any(t.text == ";" for t in passage.within(Span(content.end, at.start))):
        return Span(content.end, content.end)  # another's side
    words = [t for t in passage.within(content) if t.text == ";"]
    stops = [s for t in words if passage.quotation_at((s := passage.at(t)).start) is None]
    start = max((s.end for s in stops if s.end <= at.start), default=content.start)
    end = min((s.start for s in stops if s.start >= at.end), default=content.end)
    if not stops or not content.contains(at):
        return content
    subject = child(verb, "nsubj")
    if subject is not None and end - at.end <= 1 and start < passage.at(subject.left_edge).start:
        end = passage.at(subject.left_edge).start  # the cue closes its side
    return passage.trimmed(Span(start, end))


def _up_to_another(content: Span, passage: Passage, cues: Cues) -> Span:
    """The content up to a semicolon behind which another tells: they said *ten died*; the mayor said six did."""
    tokens = passage.within(content)
    for place, token in enumerate(tokens):
        if token.text == ";" and any(_tells(t, cues) for t in tokens[place + 1 :]):
            return passage.trimmed(Span(content.start, passage.at(token).start))
    return content


def _tells(verb: Token, cues: Cues) -> bool:
    cue = cues.verbs.get(lemma(verb)) if verb.pos_ == "VERB" else None
    return cue is not None and "quote" in cue.frames and child(verb, "nsubj") is not None
