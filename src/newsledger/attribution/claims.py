"""Document to claims: who said what, to whom, and through whom we have it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from newsledger.attribution.chain import via_of
from newsledger.attribution.continuing import first_persons_named, pronouns_named
from newsledger.attribution.credits import CREDIT, credits
from newsledger.attribution.cues import Cues, cues
from newsledger.attribution.findings import Finding
from newsledger.attribution.kinds import hides_its_name
from newsledger.attribution.makers import Page, makers_named
from newsledger.attribution.nominal import nominal
from newsledger.attribution.passages import Passage, passages
from newsledger.attribution.phrases import phrases
from newsledger.attribution.quoting import quoted
from newsledger.attribution.recalling import nouns_named
from newsledger.attribution.speakers import Resolver, party_of, speaker_of, unnamed_later
from newsledger.attribution.stretches import stretches
from newsledger.attribution.verbal import verbal
from newsledger.language import Parsed
from newsledger.records import Claim, ClaimKind, Span

# Told within another's telling ("she said he had pledged to ..."): kept where the inner act is one of
# speech; wishes, beliefs and sides taken there are part of what the outer speaker tells.
_UTTERANCES = frozenset({"quote", "clause", "infinitive", "sourcing", "as clause"})
_UTTERED = frozenset(
    {"says", "announces", "reports", "confirms", "claims", "denies", "admits", "warns", "threatens", "pledges"}
)

# The form of a speech that runs over paragraphs without marks of their own.
_RUNNING = "speech goes on"
# Within a speech that runs on, and within what a page has from a medium, each tells for himself.
_OPEN = frozenset({_RUNNING, CREDIT})

# So short a content tells how somebody spoke ("spoke on *condition of anonymity*"), not what.
_MANNER = 60


def read_claims(parsed: Parsed, resolver: Resolver) -> tuple[Claim, ...]:
    """Every claim of the document in text order: direct, indirect and mixed.

    ``speaker`` is None where the text names nobody; ``via`` lists, outermost first, those
    whose own words the claim is part of.
    """
    known, page = cues(), tuple(passages(parsed))
    found = [(p, f, _claim(p, f, parsed, resolver)) for p, f in _found(page, known)]
    places = [p for p, _, _ in found]
    claims = makers_named(unnamed_later(found), places, Page(parsed.document.text, page, known, resolver))
    claims = pronouns_named(first_persons_named(nouns_named(claims, places)), places, resolver)
    return tuple(
        replace(c, via=via_of(c, claims, p.zone, parsed.document)) for c, (p, _, _) in zip(claims, found, strict=True)
    )


def _found(page: Sequence[Passage], known: Cues) -> Iterable[tuple[Passage, Finding]]:
    earlier: Finding | None = None
    before: Passage | None = None
    running = stretches(page)
    for passage in page:
        direct = _speeches(passage, running.get(passage.number), known, earlier, before)
        earlier, before = _goes_on(direct), passage
        for finding in _settled(direct, passage, known):
            yield passage, finding


def _speeches(
    passage: Passage, within: Span | None, known: Cues, earlier: Finding | None, before: Passage | None
) -> list[Finding]:
    """The direct quotations; last, where the paragraph stands within a speech opened before it, that speech."""
    if within is None or earlier is None:
        return quoted(passage, known, earlier, before)
    inner = [f for f in quoted(passage, known, None) if not f.head.is_quote]
    return [*inner, replace(earlier, content=within, form=_RUNNING)]


def _goes_on(direct: list[Finding]) -> Finding | None:
    """The direct quotation that a paragraph ends with, whose speaker the next may go on quoting."""
    return direct[-1] if direct else None


def _settled(direct: list[Finding], passage: Passage, known: Cues) -> list[Finding]:
    """One finding a cue: quotations, credits, set phrases, verbs, nouns; asides within others' words are dropped."""
    kept: dict[Span, Finding] = {}
    direct = _of_their_own(direct, list(credits(passage, known)))
    finders = (credits, phrases, verbal, nominal)
    for finding in chain(direct, *(find(passage, known) for find in finders)):
        usable = finding.content.end > finding.content.start and finding.source != finding.content
        usable = usable and not hides_its_name(passage.words(finding.content)[:_MANNER])
        if usable and finding.cue not in kept and (finding.direct or not _is_spoken(finding, passage)):
            kept[finding.cue] = finding
    told = _before_credits(list(kept.values()), passage)
    found = [f for f in told if _is_speech(f) or not _is_nested(f, told)]
    return sorted(found, key=lambda f: (f.content.start, -f.content.end, f.cue))


def _of_their_own(direct: list[Finding], credited: Sequence[Finding]) -> list[Finding]:
    """The quotations, but for words in marks at the end of what a credit covers: said it "failed," the agency reported.

    They are part of what is told before the credit, by whoever tells that.
    """
    wider = [(f.cue, f.content) for f in credited]
    return [f for f in direct if not any(f.cue == cue and told.start < f.content.start for cue, told in wider)]


def _before_credits(found: list[Finding], passage: Passage) -> list[Finding]:
    """The findings, those within what a credit closes without the credit: she said *they left*, the agency reported."""
    ends = [(f.cue, f.content) for f in found if f.form == CREDIT]
    return [next((_cut(f, told, passage) for cue, told in ends if _runs_over(f, cue, told)), f) for f in found]


def _runs_over(finding: Finding, cue: Span, told: Span) -> bool:
    inner = finding.form != CREDIT and not finding.direct and told.start <= finding.content.start < told.end
    return inner and finding.content.contains(cue)


def _cut(finding: Finding, told: Span, passage: Passage) -> Finding:
    return replace(finding, content=passage.trimmed(Span(finding.content.start, told.end)))


def _is_spoken(finding: Finding, passage: Passage) -> bool:
    """Whether the cue is itself part of a quotation: then it is the speaker's wording, not a second telling."""
    quotation = passage.quotation_at(finding.cue.start)
    return quotation is not None and quotation.inner.contains(finding.cue)


def _is_nested(finding: Finding, others: Iterable[Finding]) -> bool:
    return any(o is not finding and o.form not in _OPEN and o.content.contains(finding.cue) for o in others)


def _is_speech(finding: Finding) -> bool:
    """Whether the finding reports an utterance, which is worth keeping within another's report of it."""
    return finding.direct or (finding.form in _UTTERANCES and finding.sense.stance in _UTTERED)


def _claim(passage: Passage, finding: Finding, parsed: Parsed, resolver: Resolver) -> Claim:
    text = parsed.document.text
    speaker, speaker_kind = speaker_of(finding, passage, text, resolver)
    return Claim(
        claim_id=_claim_id(parsed.document.document_id, finding),
        document_id=parsed.document.document_id,
        speaker=speaker,
        cue=finding.cue.of(text),
        stance=finding.sense.stance,
        text=finding.content.of(text),
        span=finding.content,
        kind=_kind(finding, passage),
        addressee=party_of(finding.addressee, text, resolver),
        cue_span=finding.cue,
        negated=finding.negated,
        speaker_kind=speaker_kind,
    )


def _claim_id(document_id: str, finding: Finding) -> str:
    spans = (finding.cue, finding.content, finding.source)
    return "c" + hashlib.sha256(f"{document_id}|{spans}".encode()).hexdigest()[:16]


def _kind(finding: Finding, passage: Passage) -> ClaimKind:
    if (finding.direct and passage.quotation_at(finding.content.start) is not None) or finding.form in (
        "label",
        _RUNNING,
    ):
        return ClaimKind.DIRECT
    quoted_inside = any(finding.content.overlaps(q.span) for q in passage.quotations)
    return ClaimKind.MIXED if quoted_inside else ClaimKind.INDIRECT
