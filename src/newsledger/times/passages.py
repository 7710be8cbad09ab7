"""What a sentence's place in its passage tells of its events' dates, and why some have none of the page's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.records import Precision, Published, TimeKind, TimeMention, When
from newsledger.times.ahead import undone
from newsledger.times.attachment import BOUNDING, attachment, is_stretched, root_of, tie, told_before
from newsledger.times.background import background
from newsledger.times.knowledge import conventions
from newsledger.times.offsets import offset
from newsledger.times.tense import governor, is_past, is_planned, is_pluperfect

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_EARLIER_WORDS = frozenset(("recent", "previous", "past", "earlier", "former", "last", "prior"))
# A passage whose last told date lies so many days before the page is one about the past.
PAST_DAYS = 120
# News without a date of its own is at most this old when it is printed.
NEWS_DAYS = 6
# A page opens with its news within this many characters.
OPENING = 1000
_NAMED = "it is named as known"
_MARKS = re.compile(r"\"|``|''")


def is_named(when: When) -> bool:
    """What is only named and has no date: "*the* attack", "*his* visit"."""
    return when.start is None and when.end is None and when.reason.endswith(_NAMED)


def within(sentence: Sentence, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Bounded times of the sentence; the ends of a range give way to the range."""
    span = sentence.span
    here = [m for m in times if span.contains(m.span) and m.kind is not TimeKind.SET and (m.start or m.end)]
    return [m for m in here if not any(o is not m and o.span.contains(m.span) and o.span != m.span for o in here)]


def narrated(mention: TimeMention, before: Sentence) -> bool:
    """The time dates what the sentence tells: no year of background, no bound, no noun's own date."""
    root = root_of(before, mention.span)
    if root is None or mention.precision in (Precision.YEAR, Precision.DECADE, Precision.INTERVAL):
        return False
    hung = attachment(root, frozenset())
    return not hung.inside and hung.preposition not in BOUNDING


def goes_on(predicate: Token, before: Sentence) -> bool:
    verb = governor(predicate)
    if verb is None or is_pluperfect(verb) or is_planned(verb) or verb.tag_ == "VB":
        return False
    subjects = [t for s in _subjects(verb) for t in s.subtree]
    told = {t.lemma_ for t in before.words if t.pos_ == "PROPN"}
    pronoun = any(s.lower_ in ("he", "she", "they", "it") for s in _subjects(verb))
    return pronoun or any(t.pos_ == "PROPN" and t.lemma_ in told for t in subjects)


def comes_after(predicate: Token) -> bool:
    """ "They *later* marched": after what the sentence before told, and not on its day."""
    verb = governor(predicate)
    return verb is not None and any(c.dep_ == "advmod" and c.lower_ in conventions().afterwards for c in verb.children)


def _subjects(verb: Token) -> list[Token]:
    """Subjects of the verb, or of the nearest verb above that has one."""
    for step in (verb, *verb.ancestors):
        found = [c for c in step.children if c.dep_ in ("nsubj", "nsubjpass")]
        if found:
            return found
    return []


def refused(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
    *,
    historical: bool = False,
) -> str:
    """Why the page's date says nothing of this event, in words; empty where it does."""
    if historical:
        return "what is told as history or quoted does not take the page's date"
    return (
        _by_clause(predicate)
        or undone(predicate)
        or background(predicate)
        or _by_telling(predicate, published)
        or _by_open_time(predicate, sentence, times)
        or _counted_off(predicate, sentence, times)
        or _by_occasion(predicate, sentence, times, published)
        or _after_earlier(predicate, sentence, previous)
        or _in_the_past(sentence, times, previous, published)
        or _from_older(predicate, sentence, times, previous, published)
    )


def _by_clause(predicate: Token) -> str:
    """What the words of the event's own clause say against it."""
    verb = governor(predicate)
    if verb is not None and ((is_pluperfect(verb) and not _is_news(verb)) or _part_of_older(verb)):
        return "the pluperfect puts it at some time before what the page tells"
    if _told_earlier(predicate):
        return "it is told as an earlier one"
    if predicate.pos_ == "NOUN" and _is_known(predicate):
        return _NAMED
    if _subordinate(predicate):
        return "it is told only as the measure of something else"
    if verb is not None and _aim_of_past(verb):
        return "it is the aim of what is told as past"
    return ""


def _is_news(verb: Token) -> bool:
    """ "*Police said* they *had arrested* him": the perfect of news, put back with the verb of saying."""
    teller = told_before(verb)
    return teller is not None and teller.tag_ == "VBD" and not is_pluperfect(teller) and verb.lemma_ != "be"


def _part_of_older(gerund: Token) -> bool:
    """ "*Having* played a role in *freeing* them": no later than what it was part of."""
    above = governor(gerund.head.head) if gerund.dep_ == "pcomp" and gerund.tag_ == "VBG" else None
    return above is not None and is_pluperfect(above)


def _is_known(noun: Token) -> bool:
    """ "*The* talks", "*his* visit", unless the verb brings it about just then: "*launched the* attack"."""
    brought = noun.dep_ == "dobj" and noun.head.lemma_.lower() in conventions().enacting
    return not brought and any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)


def _by_telling(predicate: Token, published: Published) -> str:
    """What is said against it by who tells it, and how."""
    verb = governor(predicate)
    if published.precision not in (Precision.DAY, Precision.MINUTE) and _reported_past(predicate):
        return "it was past when it was said, on a page whose day is not known"
    if verb is not None and is_past(verb) and _quoted(verb):
        return "it is told as past in a quotation, which may be of any day"
    return ""


def _counted_off(predicate: Token, sentence: Sentence, times: Sequence[TimeMention]) -> str:
    """ "*Four months after* they fled, police seized the ship": below the opening, a story of then and not of now."""
    found = offset(predicate, sentence, times)
    verb = governor(predicate)
    if found is None or verb is None or verb != found.above or sentence.span.start < OPENING:
        return ""
    return f'it is counted from what nothing dates ("{found.mention.text}")' if found.unit in ("M", "Y") else ""


def _by_open_time(predicate: Token, sentence: Sentence, times: Sequence[TimeMention]) -> str:
    mention = open_time(predicate, sentence, times)
    return f'its own time is open ("{mention.text}")' if mention else ""


def open_time(predicate: Token, sentence: Sentence, times: Sequence[TimeMention]) -> TimeMention | None:
    """A time of the predicate's own that cannot be resolved: "a month later", "in his 17-year rule"."""
    for mention in times:
        if not sentence.span.contains(mention.span) or mention.start or mention.end:
            continue
        root = root_of(sentence, mention.span)
        if root is None or mention.kind is TimeKind.SET or mention.value.endswith("_REF"):
            continue
        hung = attachment(root, frozenset())
        during = mention.kind is TimeKind.DURATION and hung.inside and _within_phrase(hung.holder)
        if (during or mention.kind is not TimeKind.DURATION) and tie(predicate, hung) is not None:
            return mention
    return None


def _within_phrase(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "over", "throughout")


def _by_occasion(predicate: Token, sentence: Sentence, times: Sequence[TimeMention], published: Published) -> str:
    """ "After troops took the town in 1999": the clause that says when is dated long before the page."""
    verb = governor(predicate)
    for mention in within(sentence, times):
        root = root_of(sentence, mention.span)
        if root is None or mention.end is None or published.start is None:
            continue
        clause = governor(attachment(root, frozenset()).holder)
        under = clause is not None and clause.dep_ == "advcl" and clause.head == verb
        if under and (published.start - mention.end).days > PAST_DAYS:
            return f'the occasion is dated long before the page ("{mention.text}")'
    return ""


def _aim_of_past(verb: Token) -> bool:
    """ "They went there to persuade it": no later than what it was the aim of, and perhaps never."""
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp") or not any(c.lower_ == "to" for c in verb.children):
        return False
    above = governor(verb.head)
    if above is None or above == verb:
        return False
    if verb.dep_ == "xcomp" and above.tag_ == "VB":
        return _aim_of_past(above)
    return verb.dep_ == "advcl" and is_past(above)


def _quoted(verb: Token) -> bool:
    """The verb stands between quotation marks of its paragraph."""
    text = verb.doc.text
    opened = len(_MARKS.findall(text, 0, verb.idx)) % 2 == 1
    return opened and _MARKS.search(text, verb.idx) is not None


def _in_the_past(
    sentence: Sentence, times: Sequence[TimeMention], previous: Sequence[Sentence], published: Published
) -> str:
    """The last date that the paragraph told lies long before the page: the passage is about the past."""
    if published.start is None:
        return ""
    here = [s for s in previous if s.paragraph == sentence.paragraph]
    for before in reversed(here):
        dated = [m for m in within(before, times) if m.kind is not TimeKind.DURATION and m.end is not None]
        if dated:
            last = max(dated, key=lambda m: (m.end, m.span.start))
            long_ago = last.end is not None and (published.start - last.end).days > PAST_DAYS
            return f'the passage is about the past ("{last.text}")' if long_ago else ""
    return ""


def _told_earlier(noun: Token) -> bool:
    return any(child.lower_ in _EARLIER_WORDS and child.dep_ == "amod" for child in noun.children)


def _subordinate(predicate: Token) -> bool:
    """Under "after", "before" or "since", or what the first or only one of its kind did."""
    marks = {child.lower_ for child in predicate.children if child.dep_ in ("mark", "prep")}
    if is_stretched(predicate):
        return True
    under = predicate.dep_ == "pcomp" and predicate.head.lower_ in BOUNDING - {"by"} and not _just_before(predicate)
    ranked = predicate.dep_ in ("acl", "relcl") and any(
        child.lower_ in ("first", "only", "last") or child.tag_ in ("RBS", "JJS")
        for child in predicate.head.subtree
        if child.i < predicate.i
    )
    if predicate.dep_ == "advcl" and marks & BOUNDING == {"after"} and predicate.tag_ == "VBD":
        # "Were killed after a bomber attacked": the two go together; "it comes after he attacked": they need not.
        return not is_past(predicate.head) or _subordinate(predicate.head)
    return under or ranked or (predicate.dep_ == "advcl" and bool(marks & BOUNDING))


def _just_before(gerund: Token) -> bool:
    """ "*Said after meeting* the king": whom he had just met; "by meeting" is no bound at all."""
    teller = gerund.head.head
    saying = teller.lemma_.lower() in conventions().saying and teller.tag_ == "VBD"
    return gerund.head.lower_ == "after" and gerund.tag_ == "VBG" and saying and not is_pluperfect(gerund)


def _reported_past(predicate: Token) -> bool:
    verb = governor(predicate)
    above = governor(verb.head) if verb is not None and verb.dep_ in ("ccomp", "acl") else None
    return verb is not None and above is not None and is_past(verb) and is_past(above)


def _after_earlier(predicate: Token, sentence: Sentence, previous: Sequence[Sentence]) -> str:
    before = previous[-1] if previous else None
    if before is None or before.paragraph != sentence.paragraph or not goes_on(predicate, before):
        return ""
    earlier = any(_told_earlier(t) for t in before.words if t.pos_ == "NOUN")
    return "it continues what was told as an earlier event" if earlier else ""


def _from_older(
    predicate: Token,
    sentence: Sentence,
    times: Sequence[TimeMention],
    previous: Sequence[Sentence],
    published: Published,
) -> str:
    """A paragraph whose "he" or "they" did more of what the one before dates older than the page's news."""
    before, verb = previous[-1] if previous else None, governor(predicate)
    if before is None or verb is None or published.start is None or before.paragraph == sentence.paragraph:
        return ""
    if verb.tag_ != "VBD" or verb.lemma_.lower() in conventions().saying or not _by_pronoun(verb):
        return ""
    dated = [m for m in within(before, times) if m.kind is not TimeKind.DURATION and m.value != "PRESENT_REF"]
    old = len(dated) == 1 and dated[0].end is not None and (published.start - dated[0].end).days > NEWS_DAYS
    return f'it goes on from what "{dated[0].text}" dates' if old and goes_on(predicate, before) else ""


def _by_pronoun(verb: Token) -> bool:
    return any(s.lower_ in ("he", "she", "they") for s in _subjects(verb))
