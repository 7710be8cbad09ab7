"""When an event took place, from the times of its sentence, its context and its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.records import Precision, Published, TimeKind, TimeMention, When, WhenBasis
from newsledger.times.ahead import lies_ahead, uttered
from newsledger.times.anchors import DATE_LINE, EARLIER
from newsledger.times.attachment import (
    BOUNDING,
    COMPARING,
    Attachment,
    Tie,
    attachment,
    beside,
    is_reason,
    is_stretched,
    root_of,
    tie,
    told_before,
)
from newsledger.times.calendars import precision_of
from newsledger.times.intervals import Interval, intersect, moved_days
from newsledger.times.knowledge import conventions, known_event
from newsledger.times.offsets import Offset, offset
from newsledger.times.passages import (
    NEWS_DAYS,
    OPENING,
    PAST_DAYS,
    comes_after,
    goes_on,
    narrated,
    open_time,
    refused,
    within,
)
from newsledger.times.tense import governor, is_past, is_perfect, is_planned, is_pluperfect

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# How the reason puts it that words were dated by the opening of the page.
_SPOKEN = "the first recent day"


def is_of_opening(when: When) -> bool:
    """What was done with words and has no day of its own but that of the page's opening."""
    return when.basis is WhenBasis.DOCUMENT and f" {_SPOKEN} " in when.reason


def was_said(predicate: Token) -> bool:
    """Told as past, and so of an occasion: "urged", "said he must"; "wants", "has said" and "had said" need not be."""
    word = uttered(predicate)
    verb = _told_as(word.verb if word is not None and word.verb is not None else governor(predicate))
    return verb is not None and is_past(verb) and not is_perfect(verb) and not is_pluperfect(verb)


@dataclass(frozen=True, slots=True)
class _Governing:
    mention: TimeMention
    tie: Tie
    when: Interval
    distance: int


def event_date(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
    *,
    historical: bool = False,
    verbal: bool = False,
) -> When:
    """When what the predicate tells took place, with a sentence that says on what this rests.

    ``times`` are the document's; ``previous`` the sentences before, nearest last. Inclusive
    bounds; an end that nothing tells is None. What is done with words (``verbal``) is mostly what
    a page opens with. What is quoted from the past or told as
    history (``historical``, the pluperfect) never takes the page's date.
    """
    inside = within(sentence, times)
    return (
        _commemorated(predicate, sentence, inside)
        or _counted(predicate, sentence, times, inside, published)
        or _governed(predicate, sentence, inside, published)
        or _since_clause(predicate, sentence, inside, published)
        or _known(predicate, sentence)
        or _of_verb(predicate, sentence, inside, published)
        or _of_word(predicate, sentence, inside, published)
        or _continued(predicate, sentence, times, previous, published)
        or _from_page(predicate, sentence, times, previous, published, historical, verbal)
    )


def _of_verb(predicate: Token, sentence: Sentence, inside: Sequence[TimeMention], published: Published) -> When | None:
    """An act that is named as the object of a verb has the time of that verb."""
    verb = governor(predicate)
    if verb is None or verb != predicate.head or predicate.dep_ not in ("dobj", "nsubjpass"):
        return None
    return _governed(verb, sentence, inside, published)


def _since_clause(
    predicate: Token, sentence: Sentence, inside: Sequence[TimeMention], published: Published
) -> When | None:
    """ "Dozens have been arrested *since* the strike *began on Monday*": from then to the page."""
    verb = governor(predicate)
    lasting = verb is not None and (is_perfect(verb) or is_pluperfect(verb))
    clause = next((c for c in verb.children if _is_since(c)), None) if verb is not None and lasting else None
    begun = _governed(clause, sentence, inside, published) if clause is not None else None
    if begun is None or clause is None or begun.start is None:
        return None
    lasts = _ordered(begun.start, published.end)
    reason = f'it comes after "{clause.text}", which "{begun.text}" dates'
    return replace(begun, start=lasts.start, end=lasts.end, precision=precision_of(lasts), reason=reason)


def _is_since(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "since" for c in clause.children)


def _of_word(predicate: Token, sentence: Sentence, inside: Sequence[TimeMention], published: Published) -> When | None:
    """What is demanded, pledged or tried has the time of the verb that says so: "said *in May* that he would"."""
    word = uttered(predicate)
    found = _governed(word.verb, sentence, inside, published) if word is not None and word.verb is not None else None
    if found is None or word is None or word.verb is None:
        return None
    return replace(found, reason=f'"{found.text}" dates "{word.verb.text}", by which it is done')


def _stated(mentions: Sequence[TimeMention], when: Interval, reason: str) -> When:
    first = mentions[0]
    same = len(mentions) == 1 and when == (first.start, first.end)
    precision = first.precision if same else precision_of(when)
    return When(when.start, when.end, precision, first.text, first.span, WhenBasis.TEXT, reason)


def _is_anniversary(mention: TimeMention) -> bool:
    return "anniversary" in mention.text.lower()


def _commemorated(predicate: Token, sentence: Sentence, inside: Sequence[TimeMention]) -> When | None:
    """What an anniversary commemorates happened on the first of its days, not on the anniversary."""
    for mention in inside:
        root = root_of(sentence, mention.span) if _is_anniversary(mention) else None
        if root is not None and predicate != root and any(a == root for a in predicate.ancestors):
            known = known_event(sentence.text, founding=True)
            when = known.when if known else Interval(None, None)
            reason = (
                f'"{mention.text}" counts from it'
                if known
                else f'"{mention.text}" commemorates it; its day is not known'
            )
            basis = WhenBasis.TEXT if known else WhenBasis.UNKNOWN
            return When(when.start, when.end, precision_of(when), None, None, basis, reason)
    return None


def _counted(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    inside: Sequence[TimeMention],
    published: Published,
) -> When | None:
    """ "On Friday, a week after a gunman *attacked*": the day of the clause above, so much earlier or later."""
    found = offset(predicate, sentence, times)
    if found is None:
        return None
    above = _above(found, sentence, inside, published)
    if above is None or not found.holds(predicate):
        return above if found.base is not None else None
    when = found.of(Interval(above.start, above.end))
    if when is None:
        return None
    reason = f'"{found.mention.text}" is counted from "{above.text}", when what "{found.above.text}" tells took place'
    return When(
        when.start, when.end, precision_of(when), found.mention.text, found.mention.span, WhenBasis.TEXT, reason
    )


def _above(found: Offset, sentence: Sentence, inside: Sequence[TimeMention], published: Published) -> When | None:
    """The time of the clause above, unless the clause below has one of its own."""
    rest = [m for m in inside if m != found.base]
    roots = (root_of(sentence, m.span) for m in rest)
    if any(root is not None and found.holds(root) for root in roots):
        return None
    if found.base is not None:
        when = Interval(found.base.start, found.base.end)
        return _stated([found.base], when, f'"{found.base.text}" stands before "{found.mention.text}"')
    return _governed(found.above, sentence, rest, published)


def _governed(predicate: Token, sentence: Sentence, inside: Sequence[TimeMention], published: Published) -> When | None:
    found = _candidates(predicate, sentence, inside, published)
    if not found:
        return None
    closest = min(g.tie for g in found)
    chosen = sorted((g for g in found if g.tie == closest), key=lambda g: (g.distance, g.mention.span.start))
    when, kept = chosen[0].when, [chosen[0].mention]
    for other in chosen[1:]:
        shared = intersect(when, other.when)
        if shared is not None:
            when, kept = shared, [*kept, other.mention]
    when = _on_its_side(when, predicate, published)
    words = " and ".join(f'"{m.text}"' for m in kept)
    return _stated(kept, when, f"{words} {_TIE_WORDS[closest]}")


def _on_its_side(when: Interval, predicate: Token, published: Published) -> Interval:
    """What is told as past ended by the page's date; what is planned begins with it."""
    verb = governor(predicate)
    if verb is None:
        return when
    side = Interval(published.start, None) if is_planned(verb) else Interval(None, published.end)
    return intersect(when, side) or when if is_planned(verb) or is_past(verb) else when


_TIE_WORDS = {
    Tie.OWN: "modifies the predicate",
    Tie.CLAUSE: "stands in the predicate's clause",
    Tie.SHARED: "dates the clause that the predicate shares",
    Tie.LOOSE: "dates the occasion or the act it belongs to",
    Tie.BESIDE: "is the time nearest to the predicate",
}


def _candidates(
    predicate: Token, sentence: Sentence, inside: Sequence[TimeMention], published: Published
) -> list[_Governing]:
    roots = [(m, root_of(sentence, m.span)) for m in inside]
    places = frozenset(r.i for _, r in roots if r is not None)
    found = []
    for mention, root in roots:
        if root is None:
            continue
        hung = attachment(root, places - {root.i})
        how = tie(predicate, hung)
        if how is None and not hung.inside and beside(predicate, root) and _open(predicate, hung):
            how = Tie.BESIDE
        if how not in (None, Tie.OWN, Tie.CLAUSE) and is_stretched(predicate):
            how = None
        if how is Tie.LOOSE and mention.anchored_by == EARLIER:  # "and left a day later": later than this
            how = None
        when = _bounded(mention, hung, predicate, published) if how is not None else None
        if how is not None and when is not None:
            found.append(_Governing(mention, how, when, abs(root.i - predicate.i)))
    return found


def _open(predicate: Token, hung: Attachment) -> bool:
    """The time does not lie inside a clause that hangs on something else than the predicate."""
    clause = governor(hung.holder)
    if is_reason(predicate) or (clause is not None and clause == told_before(predicate)):
        return clause == predicate
    if clause is None or clause == predicate or clause in predicate.ancestors:
        return clause is None or not is_pluperfect(predicate)
    return False


def _bounded(mention: TimeMention, hung: Attachment, predicate: Token, published: Published) -> Interval | None:
    """What the preposition makes of the time: since, until, before, after, by; None where it dates nothing."""
    when = Interval(mention.start, mention.end)
    if hung.preposition in COMPARING:
        return None
    if hung.preposition not in BOUNDING or mention.kind is TimeKind.DURATION:
        return when
    if hung.preposition in ("until", "till"):
        return None
    if hung.preposition == "since":
        return _since(when, predicate, published)
    if hung.preposition == "by":
        return Interval(published.start if is_planned(predicate) else None, when.end)
    if mention.kind is TimeKind.TIME and not hung.by_noun and not is_planned(predicate):
        return when  # "before dawn on Sunday" is on Sunday
    if hung.preposition == "before":
        return Interval(None, when.start and moved_days(when.start, -1))
    # What came after something dated by the month or year mostly came soon after it.
    if hung.by_noun and mention.precision in (Precision.MONTH, Precision.SEASON, Precision.YEAR):
        return when
    return _ordered(when.start if hung.by_noun else when.end, published.end if is_past(predicate) else None)


def _since(when: Interval, predicate: Token, published: Published) -> Interval | None:
    """Only what has lasted is dated by "since"; the first or latest of its kind is not."""
    lasting = any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "have" for c in predicate.children)
    return _ordered(when.start, published.end) if lasting else None


def _ordered(start: date | None, end: date | None) -> Interval:
    """From one day to another; without the second where it comes before the first."""
    return Interval(start, None if start and end and end < start else end)


def _known(predicate: Token, sentence: Sentence) -> When | None:
    """Events of known date: named by the predicate, brought about by its verb, or the time in which it fell."""
    known = known_event(sentence.text, founding=False)
    if known is None:
        return None
    base = sentence.tokens.start_char
    spans = [match.span() for word in known.words for match in word.finditer(sentence.text)]
    if not any(start <= t.idx - base < end for t in _naming(predicate) for start, end in spans):
        return None
    when = known.when
    return When(
        when.start, when.end, precision_of(when), None, None, WhenBasis.TEXT, "the event it names has a known date"
    )


def _naming(predicate: Token) -> Iterator[Token]:
    """The predicate, the object of a verb that brings things about, and what it fell in ("during the war")."""
    yield predicate
    verb = governor(predicate) or predicate
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and verb == predicate and verb.lemma_.lower() in conventions().enacting:
            yield child
        if child.dep_ == "prep" and child.lower_ in ("during", "throughout", "amid", "in", "at"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _continued(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
) -> When | None:
    """The date of the sentence before, where this one goes on about the same party in the same paragraph."""
    before = previous[-1] if previous else None
    if before is None or before.paragraph != sentence.paragraph or not goes_on(predicate, before):
        return None
    dated = [m for m in within(before, times) if m.kind is not TimeKind.DURATION and m.value != "PRESENT_REF"]
    if len(dated) != 1 or not narrated(dated[0], before):
        return None
    if comes_after(predicate):
        return _stated(dated, _ordered(dated[0].start, published.end), f'it comes after "{dated[0].text}"')
    reason = f'it continues the sentence before, which "{dated[0].text}" dates'
    return _stated(dated, Interval(dated[0].start, dated[0].end), reason)


def _from_page(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
    historical: bool,
    verbal: bool,
) -> When:
    counted = _counted_from_page(predicate, sentence, times, previous, published)
    if counted is not None:
        return counted
    word = uttered(predicate)
    said = word.verb if word is not None else None
    refusal = refused(predicate, sentence, times, previous, published, historical=historical) or (
        refused(said, sentence, times, previous, published) if said is not None else ""
    )
    if refusal or published.start is None or published.end is None:
        own = open_time(predicate, sentence, times)
        reason = f"no time is stated, and {refusal}" if refusal else "no time is stated and the page is undated"
        return When(text=own.text if own else None, span=own.span if own else None, reason=reason)
    if lies_ahead(predicate):
        if long_ago := _said_long_ago(predicate, sentence, times, published):
            return When(reason=long_ago)
        reason = "no time is stated; it lies ahead of the page's date"
        return When(published.start, None, Precision.UNKNOWN, None, None, WhenBasis.DOCUMENT, reason)
    verb = said or governor(predicate)
    now = _is_now(verb) or (word is not None and said is None)
    near = _near_page(times, published, now=now, spoken=word is not None or _is_spoken(verb, verbal))
    return _by_then(near, predicate, sentence, times, published)


def _by_then(
    near: When, predicate: Token, sentence: Sentence, times: Sequence[TimeMention], published: Published
) -> When:
    """ "Said *on Monday* that rebels attacked": by that day, and as news shortly before it."""
    teller = told_before(predicate)
    said = _governed(teller, sentence, within(sentence, times), published) if teller is not None else None
    if said is None or said.end is None or near.end is None or said.end > near.end:
        return near
    verb = governor(predicate)
    if verb is not None and (verb.lemma_ == "be" or verb.tag_ == "VBG"):  # "said on Monday that he was willing"
        return replace(said, reason=f'it is how things were when it was told ("{said.text}")')
    reason = f'no time is stated; it was told by "{said.text}"'
    first = said.start or said.end
    precision = near.precision if first == said.end else Precision.INTERVAL
    return replace(near, start=moved_days(first, -NEWS_DAYS), end=said.end, precision=precision, reason=reason)


def _counted_from_page(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
) -> When | None:
    """ "A month after *condemning* it, he met the king": so long before the news of the page."""
    found = offset(predicate, sentence, times)
    if found is None or predicate.pos_ != "VERB" or not found.holds(predicate) or published.start is None:
        return None
    verb = governor(found.above)
    if verb is None or not is_past(verb) or refused(verb, sentence, times, previous, published):
        return None
    near = _near_page(times, published, now=False)
    when = found.around(Interval(near.start, near.end))
    reason = f'"{found.mention.text}" is counted from "{verb.text}", which lies shortly before the page'
    return When(
        when.start, when.end, precision_of(when), found.mention.text, found.mention.span, WhenBasis.DOCUMENT, reason
    )


def _said_long_ago(predicate: Token, sentence: Sentence, times: Sequence[TimeMention], published: Published) -> str:
    """ "Said *in 2012* that he would": what was to come then need not come now."""
    verb = governor(predicate)
    teller = governor(verb.head) if verb is not None and verb.dep_ in ("ccomp", "xcomp", "advcl", "acl") else None
    told = _governed(teller, sentence, within(sentence, times), published) if teller is not None else None
    if told is None or told.end is None or published.start is None or (published.start - told.end).days <= PAST_DAYS:
        return ""
    return f'no time is stated, and it lay ahead of what was long before the page ("{told.text}")'


def _told_as(verb: Token | None) -> Token | None:
    """A participle is told as what it hangs on is: "*led* the way, offering"."""
    while (
        verb is not None and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl", "pcomp") and verb.head != verb
    ):
        verb = governor(verb.head)
    return verb


def _is_now(verb: Token | None) -> bool:
    told = _told_as(verb)
    return told is not None and told.tag_ in ("VBZ", "VBP", "VBG")


def _is_spoken(verb: Token | None, verbal: bool) -> bool:
    """ "He *criticized* them": done with words; in the perfect it may be older than the page's news."""
    rules, told = conventions(), _told_as(verb)
    if verb is None or told is None or not (verbal or verb.lemma_.lower() in rules.saying | rules.speaking):
        return False
    bare = told.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in told.children)
    return not bare and not is_perfect(told)


def _near_page(times: Sequence[TimeMention], published: Published, *, now: bool, spoken: bool = False) -> When:
    """Between the day of the page's news (or six days before it) and the page.

    What is ``spoken`` belongs to the news with which the page opens, and so to the first recent day that the opening
    tells; of deeds a page tells older ones too, back to the earliest recent day of all.
    """
    start, end = published.start or date.min, published.end or date.max
    earliest = moved_days(start, -1 if now else -NEWS_DAYS) or start
    recent = [m for m in _days_told(times) if m.start and (moved_days(start, -NEWS_DAYS) or start) <= m.start <= end]
    opening = [m for m in recent if m.span.start < OPENING and not m.value.endswith("_REF")]
    days = [m.start for m in (opening[:1] if opening and spoken else recent) if m.start]
    first = max(earliest, min(days)) if days else earliest
    told = "the days before the page"
    if days and first == min(days):
        told = _SPOKEN if opening and spoken else "the earliest recent day"
        told += " that the page tells"
    reason = f"no time is stated; it lies between {told} and the page's date"
    return When(first, end, Precision.WEEK, None, None, WhenBasis.DOCUMENT, reason)


def _days_told(times: Sequence[TimeMention]) -> list[TimeMention]:
    days = (Precision.DAY, Precision.MINUTE)
    return [m for m in times if m.precision in days and m.anchored_by != DATE_LINE]
