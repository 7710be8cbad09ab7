"""Who speaks each quotation: by the cue before, within or after it, or by the sentence before.

The parser strays inside long quotations, so the cue is sought among the words around the
marks, between the quotation and the nearest other quotation or sentence end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.kinds import kind_of_words
from newsledger.attribution.passages import Passage
from newsledger.attribution.phrases import phrases
from newsledger.attribution.presenting import presented
from newsledger.attribution.quotes import Quotation
from newsledger.attribution.sources import beside as noun_beside
from newsledger.attribution.sources import quoted_as, source_of, source_span
from newsledger.attribution.syntax import child, is_negated, lemma
from newsledger.attribution.verbal import addressee_of
from newsledger.language import Sentence
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# A cue stands close to the marks: titles and appositions of the speaker come between.
_REACH = 30
_STOPS = frozenset({".", "?", "!"})
_FULL_WORDS = 4
_PRESENTING = 3
_TITLE_WORDS = 6
_PERSONAL = frozenset({"he", "she", "they", "i", "we"})


@dataclass(frozen=True, slots=True)
class _Around:
    """The words beside a quotation, back and forth to the nearest boundary."""

    before: list[Token]
    after: list[Token]


def quoted(passage: Passage, cues: Cues, earlier: Finding | None, before: Passage | None = None) -> list[Finding]:
    """Direct quotations with their speakers, in text order.

    ``earlier`` is the direct quotation that the paragraph before ended with, if it did:
    a paragraph that opens with a quotation nobody introduces goes on with its speaker. ``before``
    is that paragraph, whose last sentence may name who speaks.
    """
    found: list[Finding] = []
    for quotation in passage.quotations:
        around = _around(quotation, passage)
        finding = _introduced(quotation, around, passage, cues)
        if finding is None:
            _carry_on(quotation, around, passage, found, earlier)
            alone = _alone(quotation, around, passage, before, cues) if not found and earlier is None else None
            found += [alone] if alone is not None else []
        elif found and found[-1].cue == finding.cue:
            found[-1] = _joined(found[-1], finding.content)
        else:
            found.append(finding)
    return found


def _introduced(quotation: Quotation, around: _Around, passage: Passage, cues: Cues) -> Finding | None:
    presented = _presented(quotation, around, passage, cues)
    if presented is not None:
        return presented
    cue = _cue_before(quotation, around, passage, cues)
    start = quotation.span.start
    if cue is not None:
        start = _opening(cue, quotation, around, passage)
    else:
        cue = _cue_after(quotation, around, passage, cues)
        if cue is not None and around.before and not _same_cue_before(around, cues):
            start = passage.at(around.before[0]).start
    if cue is None:
        return None
    beside = [] if around.before else around.after
    return _finding(cue, passage.trimmed(Span(start, quotation.span.end)), beside, passage, cues)


def _presented(quotation: Quotation, around: _Around, passage: Passage, cues: Cues) -> Finding | None:
    """A person named right before a colon, with no verb of saying: Here is the envoy in May: *We will go*."""
    words = [t for t in around.before if not t.is_quote]
    if len(words) < _PRESENTING or words[-1].text != ":" or any(_is_cue(t, cues) for t in words):
        return None
    people = [t for t in words if t.ent_type_ == "PERSON" and t.dep_ != "compound"]
    if not people or (people[-1].i != words[-2].i and _main_verb(words) is not None):
        return None
    content = passage.trimmed(quotation.span)
    source = source_span(people[-1], passage)
    return Finding(passage.at(words[-1]), words[-1], Sense("says"), content, "quote", source, direct=True)


def _opening(cue: Token, quotation: Quotation, around: _Around, passage: Passage) -> int:
    """Where the content starts: at the marks, or before a cue that interrupts (If they win, he said, "we go")."""
    subject = child(cue, "nsubj")
    if subject is None or not passage.words(quotation.inner)[:1].islower():
        return quotation.span.start
    first, own = around.before[0], subject.left_edge
    interrupts = first.i < own.i and own.nbor(-1).text == "," and around.before[-1].text == ","
    return passage.at(first).start if interrupts else quotation.span.start


def _joined(finding: Finding, content: Span) -> Finding:
    whole = Span(min(finding.content.start, content.start), max(finding.content.end, content.end))
    return replace(finding, content=whole)


def _around(quotation: Quotation, passage: Passage) -> _Around:
    doc, others = passage.tokens, [q.span for q in passage.quotations if q is not quotation]
    before: list[Token] = []
    after: list[Token] = []
    first = passage.index_at(quotation.span.start)
    for index in range(first - 1, max(-1, first - _REACH), -1):
        token = doc[index]
        at = passage.at(token)
        if _is_stop(token) or any(at.overlaps(o) for o in others):
            break
        before.insert(0, token)
    last = passage.index_at(quotation.span.end)
    for token in doc[last : last + _REACH]:
        at = passage.at(token)
        if _is_stop(token) or any(at.overlaps(o) for o in others):
            break
        after.append(token)
    return _Around([t for t in before if not t.is_space], [t for t in after if not t.is_space])


def _is_stop(token: Token) -> bool:
    return token.text in _STOPS or (token.text in ("''", '"') and token.nbor(-1).text in _STOPS) if token.i else False


def _is_full(quotation: Quotation, passage: Passage) -> bool:
    """Whether the quotation is a sentence, or a good part of one, rather than a borrowed term."""
    words = passage.words(quotation.inner)
    return len(words.split()) >= _FULL_WORDS or (words[:1].isupper() and words[-1:] in ".,?!")


def _cue_before(quotation: Quotation, around: _Around, passage: Passage, cues: Cues) -> Token | None:
    words = [t for t in around.before if not t.is_space and not t.is_quote]
    if not words or not _is_full(quotation, passage):
        return None
    verbs = [t for t in words if _is_cue(t, cues) and not (t.dep_ == "acl" and t.tag_ == "VBN")]
    closing = words[-1].text
    if closing == ":":
        return verbs[-1] if verbs else _main_verb(words)
    if not verbs:
        return None
    if closing == "," or verbs[-1].i >= words[-1].i - 1:
        opens_sentence = passage.words(quotation.inner)[:1].isupper()
        return verbs[-1] if opens_sentence or closing == "," else None
    return None


def _main_verb(words: list[Token]) -> Token | None:
    """The verb of the main clause, else the last with a subject: She *gave* a warning of what it means: "..."."""
    verbs = [t for t in words if t.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in t.children)]
    return next((t for t in reversed(verbs) if t.dep_ == "ROOT"), verbs[-1] if verbs else None)


def _cue_after(quotation: Quotation, around: _Around, passage: Passage, cues: Cues) -> Token | None:
    if not around.after or not quotation.closed:
        return None
    words = [t for t in around.after if not t.is_punct]
    if (around.before and not _is_full(quotation, passage)) or not words or words[0].dep_ == "cc":
        return None
    if _is_title(quotation, around, passage):
        return None
    ending = passage.words(quotation.inner).rstrip(" '\u2019\u00a0")[-1:]
    leads = around.after[0].text
    if ending == "." or (ending not in ",?!\u2014-\u2026" and leads not in (",", "\u2014", "--")):
        return None
    if ending in "?!" and leads[:1].isupper() and around.after[0].pos_ not in ("PROPN", "PRON", "DET") and leads != "I":
        return None
    told = (t for t in around.after if _is_cue(t, cues))
    return next((t for t in told if t.tag_ != "VBG" or quoted_as(t, cues) is not None), None)


def _is_title(quotation: Quotation, around: _Around, passage: Passage) -> bool:
    """The name of a programme or a work: on "Evening Talk," she said."""
    words = [w for w in passage.words(quotation.inner).split() if w[:1].isalpha()]
    leads = bool(around.before) and around.before[-1].pos_ in ("ADP", "DET", "PART", "NOUN", "PROPN")
    return leads and len(words) <= _TITLE_WORDS and all(w[:1].isupper() or len(w) < 4 for w in words)


def _same_cue_before(around: _Around, cues: Cues) -> bool:
    return any(_is_cue(t, cues) for t in around.before)


def _is_cue(token: Token, cues: Cues) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    cue = cues.verbs.get(lemma(token))
    return cue is not None and "quote" in cue.frames


def _sense(verb: Token, cues: Cues) -> Sense:
    cue = cues.verbs.get(lemma(verb))
    return cue.frames["quote"] if cue is not None and "quote" in cue.frames else Sense("says")


def _finding(cue: Token, content: Span, beside: list[Token], passage: Passage, cues: Cues) -> Finding:
    noun = source_of(cue, cues)
    strayed = noun is not None and bool(beside) and cue.i == beside[0].i and noun.i < cue.i
    if noun is None or strayed or _is_quoted(noun, passage) != _is_quoted(cue, passage):
        noun = _first_noun(cue, beside) or _unmarked(noun_beside(cue), passage) or _neighbour(cue, passage)
    source = source_span(noun, passage) if noun is not None else None
    sense, addressee = _sense(cue, cues), addressee_of(cue, passage) if _is_cue(cue, cues) else None
    if addressee is not None and (addressee.overlaps(content) or addressee == source):
        addressee = None
    return Finding(passage.at(cue), cue, sense, content, "quote", source, None, addressee, is_negated(cue), direct=True)


def _unmarked(noun: Token | None, passage: Passage) -> Token | None:
    return None if noun is None or _is_quoted(noun, passage) else noun


def _is_quoted(token: Token, passage: Passage) -> bool:
    return passage.quotation_at(passage.at(token).start) is not None


def _first_noun(cue: Token, beside: list[Token]) -> Token | None:
    """The noun that opens the words between the marks and the cue: "...," the envoy, smiling, *said*."""
    nouns = (t for t in beside if t.i < cue.i and t.pos_ in ("PROPN", "NOUN", "PRON"))
    return next((t for t in nouns if t.dep_ != "compound"), None)


def _neighbour(cue: Token, passage: Passage) -> Token | None:
    """The noun next to the cue, where the parse gives it no subject outside the marks."""
    doc = passage.tokens
    for index in (*range(cue.i - 1, max(-1, cue.i - 4), -1), *range(cue.i + 1, min(len(doc), cue.i + 4))):
        token = doc[index]
        if token.pos_ in ("PROPN", "NOUN", "PRON") and not _is_quoted(token, passage):
            head: Token = token.head
            return head if token.dep_ == "compound" and not _is_quoted(head, passage) else token
    return None


def _carry_on(
    quotation: Quotation, around: _Around, passage: Passage, found: list[Finding], earlier: Finding | None
) -> None:
    """A quotation that no cue introduces: the one before goes on, or the sentence before names who speaks."""
    if not _is_full(quotation, passage) or around.before:
        return
    if found and found[-1].direct:
        if _sentences_between(found[-1], quotation, passage) <= 1:
            found[-1] = _joined(found[-1], quotation.span)
        return
    first = passage.words(Span(passage.offset, quotation.span.start)).strip()
    if not first and earlier is not None:
        found.append(replace(earlier, content=quotation.span, form="quote goes on"))


def _alone(
    quotation: Quotation, around: _Around, passage: Passage, before: Passage | None, cues: Cues
) -> Finding | None:
    """A sentence of nothing but quoted words: whoever the sentence before presents or is about speaks them."""
    tokens, told = passage.within(quotation.span), [s for s in passage.sentences if s.span.end <= quotation.span.start]
    home = passage if told else before
    if home is None or not home.sentences or around.before or not tokens:
        return None
    named = None if told else presented(home, cues)
    if named is not None:
        cue, speaker = named
        source = source_span(speaker, home)
        return Finding(home.at(cue), cue, Sense("says"), quotation.span, "quote", source, direct=True)
    before_it = _speaker_in((told or home.sentences)[-1], home, cues)
    if before_it is None or not _is_whole(passage.words(quotation.inner), around):
        return None
    mark = Span(quotation.span.start, quotation.inner.start)
    return Finding(mark, tokens[0], Sense("says"), quotation.span, "quote", before_it, direct=True)


def _speaker_in(sentence: Sentence, passage: Passage, cues: Cues) -> Span | None:
    """Who goes on from a sentence: whom it is told *according to*, else its subject."""
    for finding in phrases(passage, cues):
        if finding.form == "sourcing" and sentence.span.contains(finding.cue):
            return finding.source
    subject = child(sentence.tokens.root, "nsubj", "nsubjpass")
    if subject is None or _is_quoted(subject, passage) or not _may_speak(subject, passage):
        return None
    return source_span(subject, passage)


def _is_whole(words: str, around: _Around) -> bool:
    return words[:1].isupper() and (words[-1:] in _STOPS or not around.after) and len(words.split()) >= _FULL_WORDS


def _may_speak(subject: Token, passage: Passage) -> bool:
    """Whether a subject is somebody: by a name, a personal pronoun, or a word for those who tell things."""
    if subject.pos_ == "PROPN" or subject.lower_ in _PERSONAL:
        return True
    return subject.pos_ == "NOUN" and kind_of_words(passage.words(source_span(subject, passage))) is not None


def _sentences_between(finding: Finding, quotation: Quotation, passage: Passage) -> int:
    start = max(finding.content.end, finding.cue.end)
    return sum(1 for t in passage.within(Span(start, quotation.span.start)) if t.text in _STOPS)
