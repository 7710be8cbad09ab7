"""When an undated page was published, as far as its own words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsledger.language import Parsed
from newsledger.records import DateBasis, Precision, Published, TimeKind, TimeMention
from newsledger.times.calendars import precision_of, safe_date
from newsledger.times.intervals import Interval, hull, moved_days
from newsledger.times.knowledge import known_events, word_categories
from newsledger.times.reader import date_line

Bounds = tuple[date | None, date | None]
# News is printed within this many days of what it leads with.
_NEWS_DAYS = 6
_LEAD_SENTENCES = 3
# Where nothing bounds the year from above, years this far past the latest dated event are tried.
_YEARS_ON = 3
_UNDATED = re.compile(r"XXXX-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")


@dataclass(frozen=True, slots=True)
class _Page:
    parsed: Parsed
    times: Sequence[TimeMention]
    lower: date | None
    upper: date | None
    upper_given: bool

    def lead(self, mention: TimeMention) -> bool:
        last = self.parsed.sentences[: _LEAD_SENTENCES + 2]
        return bool(last) and mention.span.start < last[-1].span.end


def infer_published(parsed: Parsed, times: Sequence[TimeMention], bounds: Bounds = (None, None)) -> Published:
    """An interval in which the page was published, with the reason; unknown where the year cannot be told.

    ``times`` were read without a publication date. ``bounds`` are what other knowledge (the
    offices that people are said to hold) says of the first and last possible day.
    """
    page = _page(parsed, times, bounds)
    for evidence in (_from_line, _from_anniversary, _from_week, _from_weekday, _from_lead):
        found = evidence(page)
        if found is not None:
            return found
    return Published(reason="the page does not say when it was published, and the year cannot be told")


def _page(parsed: Parsed, times: Sequence[TimeMention], bounds: Bounds) -> _Page:
    text = " ".join(s.text for s in parsed.sentences)
    told = [m.start for m in times if m.start and m.precision is not Precision.DECADE and _backward(parsed, m)]
    known = [k.when.start for k in known_events() if k.when.start and not k.founded and k.named_in(text)]
    lower = max((d for d in (*told, *known, bounds[0]) if d is not None), default=None)
    later = safe_date(lower.year + _YEARS_ON, 12, 31) if lower else None
    return _Page(parsed, times, lower, bounds[1] or later, bounds[1] is not None)


def _backward(parsed: Parsed, mention: TimeMention) -> bool:
    """Told in the past, so that the page is later: judged by the sentence's main verb."""
    sentence = parsed.sentence_at(mention.span.start)
    return sentence is not None and not any(t.tag_ == "MD" or t.lower_ == "by" for t in sentence.words)


def _published(when: Interval, reason: str) -> Published:
    return Published(when.start, when.end, precision_of(when), DateBasis.TEXT, reason)


def _after(day: date, days: int = _NEWS_DAYS) -> Interval:
    return Interval(day, moved_days(day, days))


def _from_line(page: _Page) -> Published | None:
    day = date_line(page.parsed)
    return _published(Interval(day, day), "a date stands alone near the top of the page") if day else None


def _from_anniversary(page: _Page) -> Published | None:
    for mention in page.times:
        day = mention.start
        if "anniversary" not in mention.text.lower() or day is None or day != mention.end or not page.lead(mention):
            continue
        near = Interval(moved_days(day, -_NEWS_DAYS), moved_days(day, _NEWS_DAYS))
        when = _after(day) if _told_past(page, mention) else near
        agrees = any(_weekday_of(m) == day.isoweekday() for m in page.times)
        also = ", a day of the week that the page names" if agrees else ""
        return _published(when, f'"{mention.text}" falls on {day.isoformat()}{also}')
    return None


def _told_past(page: _Page, mention: TimeMention) -> bool:
    sentence = page.parsed.sentence_at(mention.span.start)
    return sentence is not None and sentence.tokens.root.tag_ in ("VBD", "VBN")


def _weekday_of(mention: TimeMention) -> int | None:
    found = _WEEKDAY.match(mention.value)
    return int(found[1]) if found else None


def _years(page: _Page) -> range:
    return range(page.lower.year, page.upper.year + 1) if page.lower and page.upper else range(0)


def _month_day(mention: TimeMention) -> tuple[int, int] | None:
    found = _UNDATED.fullmatch(mention.value)
    return (int(found[1]), int(found[2])) if found else None


def _from_week(page: _Page) -> Published | None:
    """ "Next week, September 10 through 13": the week before, of the one year in which they share a week."""
    for week, first, last in _dated_weeks(page):
        fitting = [i for y in _years(page) for i in [_page_week(y, week, first, last)] if i and _allowed(page, i)]
        if len(fitting) == 1:
            return _published(
                fitting[0], f'"{week.text}" is that of {first.text} in {(fitting[0].start or date.min).year} only'
            )
    return None


def _dated_weeks(page: _Page) -> Iterator[tuple[TimeMention, TimeMention, TimeMention]]:
    for i, week in enumerate(page.times):
        if week.value != "XXXX-WXX" or week.text.split()[0].lower() not in ("next", "this", "last"):
            continue
        near = [m for m in page.times[i + 1 : i + 4] if _month_day(m) and m.span.start - week.span.end < 40]
        if near:
            yield week, near[0], near[-1]


def _page_week(year: int, week: TimeMention, first: TimeMention, last: TimeMention) -> Interval | None:
    """The week of the page, by weeks that start on Sunday or Monday, whichever hold both days."""
    days = [safe_date(year, *md) for md in (_month_day(first), _month_day(last)) if md]
    start, end = days[0], days[-1]
    if start is None or end is None:
        return None
    step = {"next": -7, "this": 0, "last": 7}[week.text.split()[0].lower()]
    starts = [moved_days(start, -((start.isoweekday() - first_day) % 7)) for first_day in (0, 1)]
    fitting = [s for s in starts if s is not None and (end - s).days < 7]
    weeks = [_after(moved) for s in fitting if (moved := moved_days(s, step)) is not None]
    return hull(weeks) if weeks else None


def _allowed(page: _Page, when: Interval) -> bool:
    late = page.lower is not None and when.end is not None and when.end < page.lower
    return not late and not (page.upper is not None and when.start is not None and when.start > page.upper)


def _from_weekday(page: _Page) -> Published | None:
    """ "Wednesday, July 26": the one year near enough in which the day falls on that day of the week."""
    for mention in page.times:
        day, weekday = _month_day(mention), _named_weekday(mention)
        if day is None or weekday is None or not page.lead(mention):
            continue
        dates = [d for y in _years(page) for d in [safe_date(y, *day)] if d and d.isoweekday() == weekday]
        fitting = [d for d in dates if _allowed(page, _after(d))]
        if len(fitting) == 1:
            return _published(_after(fitting[0]), f'"{mention.text}" falls so in {fitting[0].year} only')
    return None


def _named_weekday(mention: TimeMention) -> int | None:
    words = re.findall(r"[A-Za-z]+", mention.text.lower())
    found = [word_categories().get(word, ("", 0)) for word in words]
    return next((int(meaning) for category, meaning in found if category in ("weekday", "weekday_abbr")), None)


def _from_lead(page: _Page) -> Published | None:
    """A full date, told as past, in the opening sentences, and the latest that the page tells."""
    full = [m for m in page.times if m.kind is TimeKind.DATE and m.start is not None and m.start == m.end]
    lead = [m for m in full if page.lead(m) and _told_past(page, m) and "anniversary" not in m.text.lower()]
    if not lead:
        return None
    latest = max(lead, key=lambda m: (m.start or date.min, -m.span.start))
    later = any(m.start and latest.start and m.start > latest.start for m in full)
    if later or latest.start is None:
        return None
    return _published(_after(latest.start), f'"{latest.text}" is the latest day that the opening tells')
