"""Who says that an event happened: the chain from the one who tells us to the first who says so.

What an event's basis is, strongest mark first: *alleged* where it is the content of an
accusation or marked so; *intelligence* where the chain rests on it; *quoted* inside a direct
quotation; *reported* inside someone's indirect telling or marked as hearsay; else *stated*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues, Hearsay, Stance, cues
from newsledger.attribution.kinds import (
    is_state_run,
    kind_of_words,
    medium_named,
    outlet_behind,
    outlet_link,
    source_kind,
)
from newsledger.attribution.quotes import quotations
from newsledger.attribution.syntax import child, is_infinitive, lemma, phrase_edges
from newsledger.language import Sentence
from newsledger.records import (
    Attribution,
    Basis,
    Claim,
    ClaimKind,
    Document,
    SourceKind,
    Span,
    Zone,
    ZoneKind,
)

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# By these a word beside the cue belongs to the cue's own clause, not to what is said.
_ASIDE = frozenset({"nsubj", "nsubjpass", "advcl", "prep", "npadvmod", "agent", "advmod", "dative"})
# Through these a word of hearsay on the governing word marks the governed one too.
_CARRIED = frozenset({"conj", "xcomp", "dobj", "attr", "acl"})
_MEDIA = frozenset({SourceKind.OUTLET, SourceKind.AGENCY})
_PARTS = frozenset({"when", "where", "who", "whom", "whose", "why", "how", "what", "which"})
_STRENGTH = (Basis.ALLEGED, Basis.INTELLIGENCE, Basis.QUOTED, Basis.REPORTED, Basis.STATED)
# A quotation this short inside the writer's own sentence borrows a term; the telling stays the writer's.
_BORROWED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event is told.

    ``chain`` runs from the one who tells us to the first who says so and is empty where the
    outlet asserts the event itself; ``spans`` are the words that show it; ``negated``: it is
    told that somebody believes that it is *not* so; ``unsaid``: that somebody did not say so, and
    nobody does; ``hedged``: a word of hearsay stands with it.
    """

    chain: tuple[Attribution, ...]
    basis: Basis
    spans: tuple[Span, ...]
    reason: str
    negated: bool = False
    hedged: bool = False
    unsaid: bool = False


def attribution_of(
    predicate: Token,
    sentence: Sentence,
    claims: Sequence[Claim],
    document: Document,
    previous: Sequence[Sentence] = (),
) -> Standing:
    """How the event whose predicate this is comes to us: whose claims cover it, and words of hearsay.

    ``claims`` are the document's; ``previous`` the sentences before, in which the cue of a
    quotation that runs on may stand. The act of claiming does not carry its own speaker.
    """
    known = cues()
    at = sentence.span_of(predicate)
    covering = [c for c in claims if _covers(c, at, predicate, sentence, known)]
    granted = _is_described(predicate)
    unsaid = [c for c in covering if not granted and not _is_said(c, known) and not _is_taken_for_granted(c)]
    # Who tells that it was not said does not say it either.
    telling = [] if unsaid else [c for c in covering if _is_said(c, known)]
    telling.sort(key=lambda c: (-(c.span.end - c.span.start), c.span, c.cue_span or c.span))
    links = [*_zone_link(sentence.zone, document)]
    for claim in telling:
        links += [*_told_to(claim, document), *_links(claim, (*previous, sentence), known)]
    marks = list(_hearsay(predicate, sentence, known))
    bases = {known.stances[c.stance].basis for c in telling} | {basis for basis, _ in marks}
    bases |= _more_bases(links, at, sentence, telling, document)
    chain = _distinct(links)
    return Standing(
        chain=chain,
        basis=next((b for b in _STRENGTH if b in bases), Basis.STATED),
        spans=_spans(telling, chain, marks),
        reason=_reason(chain, telling or covering, [span.of(document.text) for _, span in marks]),
        negated=any(c.negated for c in telling),
        hedged=bool(marks),
        unsaid=bool(unsaid),
    )


def _is_described(predicate: Token) -> bool:
    """ "Nobody claimed the raid, *which came after rebels signed* a truce": told of what was not claimed, as known."""
    while predicate.head != predicate:
        if predicate.dep_ == "relcl":
            return True
        predicate = predicate.head
    return False


def _is_said(claim: Claim, known: Cues) -> bool:
    return not claim.negated or known.stances[claim.stance].raises


def _is_taken_for_granted(claim: Claim) -> bool:
    """Whether what was not told is only a part of it: did not say *when* they would leave."""
    return claim.text.partition(" ")[0].lower() in _PARTS


def _covers(claim: Claim, at: Span, predicate: Token, sentence: Sentence, known: Cues) -> bool:
    """Whether a claim's content tells of the event, its own act of claiming aside."""
    if not claim.span.contains(at) or not _tells(known.stances[claim.stance], predicate, claim.span, sentence):
        return False
    cue = claim.cue_span
    if cue is None or not claim.span.contains(cue):
        return True
    token = _token_at(sentence, cue)
    return not cue.overlaps(at) and (token is None or not _stands_aside(predicate, token))


def _tells(stance: Stance, predicate: Token, content: Span, sentence: Sentence) -> bool:
    """Whether the speaker tells of the predicate: where only clauses are told, it is a verb whose subject is there."""
    subject = child(predicate, "nsubj", "nsubjpass") if stance.clauses else None
    return stance.tells or (subject is not None and content.contains(sentence.span_of(subject)))


def _token_at(sentence: Sentence, cue: Span) -> Token | None:
    """The token that a cue starts with, where the sentence holds it."""
    if not sentence.span.contains(cue):
        return None
    found = bisect_right(sentence.words, cue.start - sentence.offset, key=lambda t: int(t.idx))
    token: Token = sentence.words[max(found - 1, 0)]
    return token


def _stands_aside(predicate: Token, cue: Token) -> bool:
    """Whether the predicate is part of the cue's own clause ("the man who fled, he said, ...")."""
    below = predicate
    while below.head.i != below.i and below.i != cue.i:
        if below.head.i == cue.i:
            return below.dep_ in _ASIDE
        below = below.head
    return False


def _zone_link(zone: Zone, document: Document) -> Iterator[Attribution]:
    outlet = zone.outlet
    if zone.kind is ZoneKind.BLOCK_QUOTE and outlet is not None and outlet != document.outlet:
        yield outlet_link(outlet, "block quote")


def link(claim: Claim) -> Attribution | None:
    """A claim's speaker as one link of a chain."""
    speaker = claim.speaker
    if speaker is None:
        return None
    outlet = outlet_behind(speaker)
    if outlet is not None:
        return outlet_link(outlet, claim.cue, speaker.span)
    kind = claim.speaker_kind or source_kind(speaker, speaker.text)
    state = kind in _MEDIA and is_state_run(speaker.text)
    return Attribution(speaker.name, speaker.id, kind, speaker.country, claim.cue, speaker.span, state)


def _told_to(claim: Claim, document: Document) -> Iterator[Attribution]:
    """Another outlet that somebody told it to, and that the page has it from: "sources told Reuters"."""
    told = claim.addressee
    outlet = outlet_behind(told) if told is not None else None
    if told is not None and outlet is not None and outlet != document.outlet:
        yield outlet_link(outlet, claim.cue, told.span)


def _links(claim: Claim, sentences: Iterable[Sentence], known: Cues) -> Iterator[Attribution]:
    first = link(claim)
    if first is not None:
        yield first
    cue = claim.cue_span
    for sentence in sentences:
        token = _token_at(sentence, cue) if cue is not None else None
        if token is not None:
            yield from _cited(token, sentence, known)


def _cited(cue: Token, sentence: Sentence, known: Cues) -> Iterator[Attribution]:
    """What a teller says the telling rests on: "..., citing declassified intelligence"."""
    for part in cue.subtree:
        if (
            lemma(part) in known.citing
            and part.tag_ == "VBG"
            and part.dep_ in ("advcl", "acl", "ccomp", "conj", "xcomp", "prep")
        ):
            what = child(part, "dobj")
            if what is not None:
                yield from _rested_on(part, what, sentence)


def _rested_on(citing: Token, what: Token, sentence: Sentence) -> Iterator[Attribution]:
    span = sentence.between(*phrase_edges(what))
    words = " ".join(t.text for t in sentence.words if span.start <= sentence.span_of(t).start < span.end)
    outlet, kind = medium_named(words), kind_of_words(words)
    if outlet is not None:
        yield outlet_link(outlet, str(citing.text), span)
    elif kind is not None:
        yield Attribution(words, None, kind, cue=str(citing.text), span=span)


def _distinct(links: Iterable[Attribution]) -> tuple[Attribution, ...]:
    found: dict[str, Attribution] = {}
    for one in links:
        found.setdefault(one.id or one.name, one)
    return tuple(found.values())


def _more_bases(
    links: Iterable[Attribution], at: Span, sentence: Sentence, telling: Sequence[Claim], document: Document
) -> set[Basis]:
    found = {Basis.INTELLIGENCE} if any(a.kind is SourceKind.INTELLIGENCE for a in links) else set()
    if any(c.kind is ClaimKind.DIRECT for c in telling) or _in_quotation(at, sentence, document):
        found.add(Basis.QUOTED)
    return found


def _in_quotation(at: Span, sentence: Sentence, document: Document) -> bool:
    start, last = sentence.offset, sentence.tokens.doc[-1]
    text = document.text[start : start + last.idx + len(last)]
    return any(
        q.inner.contains(at) and len(q.inner.of(document.text).split()) > _BORROWED_WORDS
        for q in quotations(text, start)
    )


def _hearsay(predicate: Token, sentence: Sentence, known: Cues) -> Iterator[tuple[Basis, Span]]:
    for basis, words in ((Basis.ALLEGED, known.alleged), (Basis.REPORTED, known.reported)):
        token = _mark(predicate, words)
        if token is not None:
            yield basis, sentence.span_of(token)


def _mark(predicate: Token, words: Hearsay) -> Token | None:
    """The word of hearsay that governs a predicate: an adverb, "appeared to", "is said to", "alleged"."""
    at: Token = predicate
    for _ in range(5):
        found = _mark_at(at, words)
        if found is not None:
            return found
        if at.dep_ not in _CARRIED or at.head.i == at.i:
            return None
        if at.dep_ == "xcomp" and lemma(at.head) in (words.raising | words.passives):
            return at.head if _passes_on(at, at.head, words) else None
        at = at.head
    return None


def _mark_at(token: Token, words: Hearsay) -> Token | None:
    adverb = next((c for c in token.children if c.lower_ in words.adverbs), None)
    if adverb is not None:
        return adverb
    return next((c for c in token.children if c.dep_ == "amod" and c.lower_ in words.adjectives), None)


def _passes_on(below: Token, verb: Token, words: Hearsay) -> bool:
    if lemma(verb) in words.raising:
        return is_infinitive(below)
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _spans(
    telling: Iterable[Claim], chain: Iterable[Attribution], marks: Iterable[tuple[Basis, Span]]
) -> tuple[Span, ...]:
    cue_spans = [c.cue_span for c in telling if c.cue_span is not None]
    return tuple(sorted({*cue_spans, *(a.span for a in chain if a.span is not None), *(s for _, s in marks)}))


def _reason(chain: Sequence[Attribution], telling: Sequence[Claim], marks: Sequence[str]) -> str:
    said = ", ".join(f"{a.name} ({a.cue})" if a.cue else a.name for a in chain)
    parts = [f"told by {said}"] if said else [f"within what is {'not ' * c.negated}{c.cue}" for c in telling[:1]]
    parts += [f'marked "{word}"' for word in marks]
    return "; ".join(parts) or "told by the page itself"


def via_of(claim: Claim, claims: Sequence[Claim], zone: Zone, document: Document) -> tuple[Attribution, ...]:
    """Through whom we have a claim: a block quote's outlet, then those within whose words it stands."""
    known, cue = cues(), claim.cue_span
    outer = [
        c
        for c in claims
        if c is not claim
        and cue is not None
        and c.span.contains(cue)
        and known.stances[c.stance].tells
        and (c.cue_span is None or not c.cue_span.overlaps(cue))
        and not claim.span.contains(c.cue_span or c.span)
    ]
    outer.sort(key=lambda c: (-(c.span.end - c.span.start), c.span))
    links = [*_zone_link(zone, document), *(a for a in map(link, outer) if a is not None)]
    speaker = claim.speaker.name if claim.speaker is not None else None
    return tuple(a for a in _distinct(links) if a.name != speaker)
