"""Reads the time expressions of a parsed document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from newsledger.language import Parsed, Sentence
from newsledger.records import Document, Precision, Published, Span, TimeKind, TimeMention, ZoneKind
from newsledger.times.anchors import DATE_LINE, TEXT, Anchor, Direction, Resolved, joined
from newsledger.times.checks import TokenAt, is_rate, stands
from newsledger.times.expressions import Expression, Fixed, Length
from newsledger.times.grammar import Match, grammar
from newsledger.times.intervals import Interval, moved_days
from newsledger.times.ranges import RANGES
from newsledger.times.readings import READINGS, Found
from newsledger.times.tense import direction, governor, is_planned

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Pages whose publication is known to this many days or fewer are read for each day of them.
_EACH_DAY = 31
# A stated year this much before the page's sets a passage about the past; later days without
# a year belong to it as long as the paragraph lasts.
_YEARS_BACK = 2
# Such a year stands at the head of its sentence, within this many characters.
_SETTING_START = 8
# How far into the text a date that stands apart can be the page's own date line.
_DATE_LINE_SENTENCES = 4
_DATE_LINE_SHARE = 0.6
_DATELINE_START = 60
# "As of February, it has ten members": a state that has been reached, whatever the tense.
_AS_OF = re.compile(r"\bas of (?:the )?$", re.IGNORECASE)
_DASH = re.compile(r"[\s.]*(?:\([^()]{0,60}\)\s*)?(?:--|—|–)")


@dataclass(frozen=True, slots=True)
class _Story:
    """What has been told so far: the last date, the year of a passage about the past, and where.

    ``ahead`` is a later date that is still to come: "a day later he left" is not counted from it.
    """

    focus: Resolved | None = None
    year_told: int | None = None
    paragraph: int = -1
    ahead: Resolved | None = None


def read_times(parsed: Parsed, published: Published | None = None) -> tuple[TimeMention, ...]:
    """Time expressions of the coded zones and date lines, in text order, with TIMEX3 values and inclusive bounds.

    ``published`` stands in for the document's own date. Where neither is known, a date line
    in the text anchors relative expressions; without one they have a value with X for what
    is unknown, and no bounds.
    """
    found = [(s, list(_expressions(s))) for s in parsed.sentences]
    days = _days(published or parsed.document.published) or _date_line(found)
    story, mentions = _Story(), list(_in_date_lines(parsed.document))
    for sentence, expressions in found:
        story = _entered(story, sentence)
        for item in expressions:
            resolved = _resolved(item, sentence, days, story)
            if resolved is not None:
                mentions.append(_mention(parsed.document.document_id, sentence.span, sentence.text, item, resolved))
                story = _told(story, item, resolved, days)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def resolve_words(words: str, published: Published, where: Direction) -> Interval | None:
    """What a time expression alone comes to on a page of these days, inclusive; None unless they all give the same.

    ``where`` is the side of the page on which its verb puts it. For expressions whose page was dated
    after it was read.
    """
    items = [item for match in grammar().matches(words) for item in _read(match, words, _no_token)]
    whole = next((i for i in items if (i.start, i.end) == (0, len(words))), None)
    days = _days(published) if published.start and published.end else ()
    if whole is None or not days:
        return None
    found = [whole.expression.resolve(Anchor(day, None, where)) for day in days]
    bounds = {r.when for r in found if r is not None and r.when.start is not None and r.when.end is not None}
    return bounds.pop() if len(bounds) == 1 and None not in found else None


def _expressions(sentence: Sentence) -> Iterator[Found]:
    text = sentence.text
    for match in grammar().matches(text):
        yield from _read(match, text, _tokens(sentence))


def _tokens(sentence: Sentence) -> TokenAt:
    tokens, base = sentence.tokens, sentence.tokens.start_char

    def at(place: int) -> Token | None:
        found = tokens.doc.covering(base + place, base + place + 1)
        return found[0] if found is not None and len(found) else None

    return at


def _read(match: Match, text: str, at: TokenAt) -> list[Found]:
    if not stands(match, at, text):
        return []
    if match.rule.read in RANGES:
        found = RANGES[match.rule.read](match)
        return (
            found[1:] if match.rule.unless == "and_alone" and match.has("and") and not match.has("between") else found
        )
    expression = READINGS[match.rule.read](match, text)
    return _alone(match, expression, at) if expression is not None else _unclosed(match)


def _alone(match: Match, expression: Expression, at: TokenAt) -> list[Found]:
    if isinstance(expression, Length) and is_rate(match, at):
        expression = Length(1, expression.unit, kind=TimeKind.SET)
    return [Found(expression, match.start, match.end)]


def _unclosed(match: Match) -> list[Found]:
    """ "A month after the vote": a length of time, counted from what the text need not date."""
    if match.rule.read != "shift" or not match.has("before", "after"):
        return []
    length = READINGS["length"](match, "")
    last = [x for x in match.lexemes if x.category not in ("before", "after")][-1]
    return (
        [Found(length, match.start, last.end)]
        if (isinstance(length, Length) and length.count != 1) or (match.has("a", "number") and length)
        else []
    )


def _days(published: Published) -> tuple[date, ...]:
    """The days on which the page may have been published; its ends only, where they are far apart."""
    start, end = published.start, published.end
    if start is None or end is None:
        return (start or end,) if start or end else ()  # type: ignore[return-value]
    length = (end - start).days
    if length > _EACH_DAY:
        return (start, end)
    return tuple(d for d in (moved_days(start, n) for n in range(length + 1)) if d is not None)


def date_line(parsed: Parsed) -> date | None:
    """The page's own date, where one stands nearly alone near the top of its text."""
    found = [(s, list(_expressions(s))) for s in parsed.sentences[:_DATE_LINE_SENTENCES]]
    return next(iter(_date_line(found)), None)


def _date_line(found: Sequence[tuple[Sentence, list[Found]]]) -> tuple[date, ...]:
    """The day of a full date that stands nearly alone near the top of the text."""
    for sentence, expressions in found[:_DATE_LINE_SENTENCES]:
        for item in expressions:
            whole = isinstance(item.expression, Fixed) and item.expression.unit == "D"
            apart = (item.end - item.start) >= _DATE_LINE_SHARE * len(sentence.text) or _before_dash(
                sentence.text, item
            )
            if whole and apart and isinstance(item.expression, Fixed):
                return (item.expression.day,)
    return ()


def _before_dash(text: str, item: Found) -> bool:
    """A dateline: a place, a date, perhaps an agency in brackets, and a dash."""
    return item.start < _DATELINE_START and _DASH.match(text, item.end) is not None


def _entered(story: _Story, sentence: Sentence) -> _Story:
    if sentence.paragraph == story.paragraph:
        return story
    return _Story(story.focus, None, sentence.paragraph, story.ahead)


def _resolved(item: Found, sentence: Sentence, days: tuple[date, ...], story: _Story) -> Resolved | None:
    where = _direction(item, sentence)
    # A page that is quoted was written before the page that quotes it.
    quoted = sentence.zone.kind is ZoneKind.BLOCK_QUOTE
    anchors: Iterable[date | None] = (days[:1] if quoted else days) or (None,)
    focus = story.focus if where is Direction.PAST else story.ahead or story.focus
    found = [item.expression.resolve(Anchor(day, focus, where, story.year_told)) for day in anchors]
    kept = [r for r in found if r is not None]
    return joined(kept) if len(kept) == len(found) else None


def _direction(item: Found, sentence: Sentence) -> Direction:
    base = sentence.tokens.start_char
    span = sentence.tokens.doc.covering(base + item.start, base + item.end)
    if span is None:
        return Direction.NEAREST
    where, verb = direction(span.root, sentence.zone.kind), governor(span.root)
    reached = _AS_OF.search(sentence.text, 0, item.start) is not None
    return Direction.PAST if reached and not (verb and is_planned(verb)) else where


def _told(story: _Story, item: Found, resolved: Resolved, days: tuple[date, ...]) -> _Story:
    if resolved.when.days is None or item.expression.kind not in (TimeKind.DATE, TimeKind.TIME):
        return story
    if resolved.precision in (Precision.DECADE, Precision.UNKNOWN) or resolved.value.endswith("_REF"):
        return story
    if days and resolved.when.start is not None and resolved.when.start > days[-1]:
        return replace(story, ahead=resolved)
    year = resolved.when.start.year if resolved.when.start else None
    stated = resolved.anchored_by == TEXT and year is not None
    setting = stated and item.start <= _SETTING_START
    past = setting and (not days or year <= days[0].year - _YEARS_BACK)  # type: ignore[operator]
    return _Story(resolved, year if past else (None if stated else story.year_told), story.paragraph)


def _in_date_lines(document: Document) -> Iterator[TimeMention]:
    """Whole dates of the lines that only say when and where: times of the page, of no event on it."""
    for zone in document.zones:
        text = zone.span.of(document.text) if zone.kind is ZoneKind.DATELINE else ""
        for match in grammar().matches(text):
            for item in _read(match, text, _no_token):
                resolved = item.expression.resolve(Anchor(None, None, Direction.NEAREST))
                if resolved is not None and resolved.anchored_by == TEXT:
                    yield _mention(document.document_id, zone.span, text, item, resolved.by(DATE_LINE))


def _no_token(place: int) -> None:
    """Date lines are not parsed."""


def _mention(document_id: str, within: Span, text: str, item: Found, resolved: Resolved) -> TimeMention:
    """``within`` is where the ``text`` stands in the document; the item's ends count from its start."""
    start, end = resolved.when
    return TimeMention(
        document_id=document_id,
        span=Span(within.start + item.start, within.start + item.end),
        text=text[item.start : item.end],
        kind=item.expression.kind,
        value=resolved.value,
        start=start,
        end=end,
        precision=resolved.precision,
        anchored_by=resolved.anchored_by,
    )
