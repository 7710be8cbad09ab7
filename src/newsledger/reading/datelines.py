"""Datelines, dates and bylines that stand before or beside a story."""

from __future__ import annotations

import re
from functools import lru_cache

from newsledger.reading.cues import cues, plain
from newsledger.reading.days import DATE
from newsledger.reading.outlets import book
from newsledger.reading.pieces import Piece
from newsledger.records import ZoneKind

# City in capitals, more of the place in any case, a day, an agency; then a dash.
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,40}"
_REGION = r"(?:,\s+[A-Z][\w.’'\- ]{1,30}){0,2}?"
_AGENCY = r"\s*[\[(][^()\[\]\n]{2,50}[\])]"
_DASH = r"\s*(?:—|–|--|―|\s-\s|\s_\s)\s*"
_CAPITALS = re.compile(rf"{_CITY}{_REGION}(?:,\s+{DATE})?(?:\s*{_AGENCY})?,?(?:\s+{DATE})?{_DASH}")
# In mixed case only an agency or a day shows that it is a dateline.
_DAY = r"(?:\d{1,2}\s+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2})"
_PLACE = r"[A-Z][\w.’'\-]+(?:\s+[A-Z][\w.’'\-]+){0,3}"
_MIXED = re.compile(
    rf"{_PLACE}(?:,\s+{_PLACE}){{0,2}}(?:(?:,\s+(?:{DATE}|{_DAY}))?{_AGENCY},?(?:\s+{DATE})?|,\s+{DATE}){_DASH}"
)
# The agency alone: "(Reuters) - ".
_ALONE = re.compile(rf"[\[(][A-Z][^()\[\]\n]{{1,30}}[\])]{_DASH}")
_SLUG = re.compile(r"\s*(?:\[[^\[\]]{1,200}\]\s*)+")
_IN_BRACKETS = re.compile(r"[\[(]([^()\[\]\n]{2,50})[\])]")
# A live page's entries each stand under a clock time.
_CLOCK = re.compile(r"(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)\s*(?:[A-Z]{2,4})?", re.IGNORECASE)
# How long ago, as pages that are kept up say it.
_AGE = re.compile(
    r"(?:updated\s+|posted\s+)?(?:(?:an?|\d+)\s*(?:seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?|[smhdw])\s*)+ago"
    r"|(?:today|yesterday)(?:\s*,?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?|just now",
    re.IGNORECASE,
)
_EMPHASIS = "*_ ^<="
_PERSON_AT = r"[A-Z][\w.’'\-]+(?:\s+[A-Z][\w.’'\-]+){1,2}\s+in\s+[A-Z][\w.’'\-]+(?:\s+[A-Z][\w.’'\-]+){0,2}"
_PERSON = r"[A-Z][\w.’'\-]+(?:\s+[A-Z][\w.’'\-]*){1,2}"
# "JANE ROE and JOHN DOE"
_SEVERAL = re.compile(rf"{_PERSON}(?:,\s+{_PERSON})*,?\s+(?:and|&)\s+{_PERSON}")
# "Jane Roe in Nairobi and John Doe in Addis Ababa"
_FROM_PLACES = re.compile(rf"{_PERSON_AT}(?:(?:,\s+|\s+and\s+|,\s+and\s+){_PERSON_AT})+")
# A verb or a noun and a name, "Chosen by Jane Roe", "Interview: Jane Roe"; a name and an outlet, "Jane Roe | The Echo".
_CREDITED = re.compile(
    rf"[A-Z][a-z]+(?:\s\w+){{0,3}}\sby\s({_PERSON}(?:(?:,|,?\sand|\s&)\s{_PERSON})*)"
    rf"|[A-Z][a-z]{{3,12}}:\s({_PERSON})|({_PERSON})\s[|·/]\s[A-Z][\w.’'\-]+(?:\s[A-Z][\w.’'\-]+){{0,3}}"
    r"|((?:[A-Z]\w+\s){1,3}[A-Z]\w+)"
)
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_WORD = re.compile(r"[^\W\d_][\w.’'\-]*")
_AND = re.compile(r"\s*(?:,|;|\||/|&|\band\b|\bin\b|\bfor\b|\bof\b|–|—|·)\s*")

# A dateline is short; a longer match is a sentence with a dash.
_MAX_DATELINE = 110
_MAX_BYLINE = 160


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """A label and a date, or an ISO date, run into the first sentence."""
    label = cues().date_label
    return re.compile(rf"(?:(?:{label})\s+{DATE}|\d{{4}}-\d\d-\d\d)\s*[|:,–—-]*\s+(?=(?-i:[A-Z“\"]))", re.IGNORECASE)


@lru_cache(maxsize=1)
def _date_line() -> re.Pattern[str]:
    """A line that only says when: label, weekday, clock time and zone about a date."""
    label = cues().date_label
    zone = r"(?:\(?[A-Z]{1,4}[+-]?\d*\)?|[+-]\d\d:?\d\d)"
    clock = rf"(?:\s*(?:at|,|-|–|\||T)?\s*\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?\s*{zone}?)?"
    day = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    early = r"(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?,?\s*(?:on\s+)?)?"
    one = rf"(?:(?:{label})\s*)?{early}{day}{DATE}{clock}"
    again = rf"(?:{label})\s+{_CLOCK.pattern}"
    return re.compile(rf"{one}(?:\s*[|/·•;,-]?\s*(?:{one}|{again}))?", re.IGNORECASE)


# "The Gazette, Dec. 2, 2017", "2 December 2017 | The Gazette", and cells of a row at a page's head.
_BESIDE = r"\s*(?:,|\||:|·|•|/|—|–|--|\s-)\s*"
_PRINTED = re.compile(
    rf"(?:(?P<before>[^,|]{{2,60}}?){_BESIDE}(?:\w+day,?\s+)?{DATE}|{DATE}{_BESIDE}(?P<after>[^,|]{{2,60}}))\.?"
)
_CELL = re.compile(r"\s*[|•·]\s*")


def dateline_end(text: str, *, top: bool = True) -> int:
    """How many characters of a paragraph are its dateline; 0 where it has none.

    A city in capitals with neither day nor agency counts at the top of a page only.
    """
    slug = _SLUG.match(text, 0, _MAX_DATELINE)
    if slug and slug.end() < len(text):
        rest = dateline_end(text[slug.end() :], top=top)
        return slug.end() + rest if rest else 0
    labelled = _labelled().match(text) if top else None
    if labelled:
        return labelled.end()
    for shape in (_CAPITALS, _MIXED, _ALONE):
        found = shape.match(text, 0, _MAX_DATELINE)
        if found and _plausible(text, found, top):
            return _after_slugs(text, found.end())
    return 0


def _plausible(text: str, found: re.Match[str], top: bool) -> bool:
    """A story follows the dash: a capital, a quotation mark or a wire slug."""
    rest = text[found.end() : found.end() + 1]
    if rest == "[":
        return True
    if not rest or not (rest.isupper() or rest.isdigit() or rest in "“\"'‘`"):
        return False
    said = any(c.isdigit() or c in "([" for c in found.group())
    # In a text all in capitals a bare "NAME --" may be a sentence of its own.
    return said or (top and not text[found.end() : found.end() + 60].isupper())


def _after_slugs(text: str, end: int) -> int:
    """Bracketed wire slugs belong to the dateline, up to the one that opens the text."""
    run = _SLUG.match(text, end)
    if run is None or run.end() >= len(text):
        return end
    opening = [m.end() for m in cues().last_slug.finditer(text, end, run.end())]
    return opening[-1] if opening else run.end()


def cut(item: Piece, *, top: bool = True) -> list[Piece]:
    """The piece with its dateline, where it has one, cut off and marked."""
    if item.kind is not None or len(item.text) < 12 or plain(item.text[:40]).startswith(cues().caption_labels):
        return [item]
    end = dateline_end(item.text, top=top)
    if not 0 < end < len(item.text):
        return [item]
    head, body = item.cut(end)
    return [head.of_kind(ZoneKind.DATELINE), body]


def is_date_line(item: Piece) -> bool:
    """A line that only says when: a day with its label and clock time, or the clock time alone."""
    if len(item.text) > 100:
        return False
    if _AGE.fullmatch(item.text):
        return True
    if not any(c.isdigit() for c in item.text):
        return False
    return bool(_date_line().fullmatch(item.text) or _CLOCK.fullmatch(item.text)) or _is_credited(item.text)


def _is_credited(text: str) -> bool:
    """An outlet and the day on which it printed what follows, in one line."""
    found = _PRINTED.fullmatch(text.strip(_EMPHASIS))
    name = (found["before"] or found["after"]).strip(" ()[]") if found else ""
    return bool(name) and (_is_desk(name) or _shaped_like_outlet(name))


def _shaped_like_outlet(name: str) -> bool:
    """Capitalised words, one of which outlets are called by: "The Harbour Gazette"."""
    parts = [w for w in name.split() if w.lower() not in ("the", "of", "and")]
    named = 2 <= len(parts) <= 5 and all(w[0].isupper() for w in parts)
    return named and any(w.lower() in cues().outlet_nouns for w in (parts[0], parts[-1]))


def dated_cell(text: str) -> str | None:
    """The cell of a row of cells that only says when; None where there is none, or more than one."""
    cells = [cell for cell in _CELL.split(text) if _date_line().fullmatch(cell)]
    return cells[0] if len(cells) == 1 and cells[0] != text else None


def wire_of(text: str) -> str | None:
    """The agency that a dateline or a closing credit names."""
    for found in _IN_BRACKETS.finditer(text):
        first = found.group(1).removeprefix("Reporting by ")
        agency = book().wire(first) or book().wire(re.split(r"[/,]", first)[0])
        if agency:
            return agency
    return None


def _named_words(line: str) -> bool:
    """Whether every word is a name or one that stands beside names."""
    words = _WORD.findall(_EMAIL.sub("", line))
    names = sum(w[0].isupper() for w in words)
    return 2 <= names <= 10 and all(w[0].isupper() or w.lower().strip(".") in cues().roles for w in words)


def is_byline(item: Piece) -> bool:
    """ "By Jane Roe", "By Jane Roe and John Doe, Associated Press", "Jane Roe, Reuters"."""
    line = item.text.strip(_EMPHASIS)
    if not 5 <= len(line) <= _MAX_BYLINE or (line.isupper() and line.endswith(".")):
        return False
    opener = cues().byline_openers.match(line)
    if opener:
        return _named_words(_undated(line[opener.end() :]))
    name, _, desk = line.partition(", ") if ", " in line else line.partition(" | ")
    signed = len(name.split()) in (2, 3) and _named_words(name) and (_is_desk(desk) or _is_calling(desk))
    return signed or _FROM_PLACES.fullmatch(line) is not None or _SEVERAL.fullmatch(line) is not None


def is_credit(item: Piece) -> bool:
    """A name and what its bearer did: "Interview: Jane Roe", "Compiled in Lima by Jane Roe", "Jane Roe | The Echo".

    A headline may read so too; what stands about the line must tell.
    """
    line = item.text.strip(_EMPHASIS)
    told = _CREDITED.fullmatch(line) if len(line) <= _MAX_BYLINE else None
    if told is None:
        return False
    called = told.group(4)
    return called is None or called.split()[-1].lower() in cues().callings


def is_name(item: Piece) -> bool:
    """Whether a line is no more than a name of two or three words."""
    words = item.text.strip(_EMPHASIS).split()
    return 2 <= len(words) <= 3 and _named_words(item.text) and not any(w.lower() in cues().roles for w in words)


def _is_calling(words: str) -> bool:
    """What a writer is called by: "Chief Correspondent", "foreign affairs editor"."""
    known, parts = cues(), words.lower().split()
    return 0 < len(parts) <= 5 and parts[-1] in known.callings and all(p in known.roles for p in parts)


def _undated(line: str) -> str:
    """The line without a date and what follows it."""
    found = re.search(DATE, line, re.IGNORECASE)
    return line[: found.start()] if found else line


def _is_desk(words: str) -> bool:
    return book().named(words) is not None or book().wire(words) is not None


def authors(byline: str) -> tuple[str, ...]:
    """The people a byline names, in its order."""
    opener = cues().byline_openers.match(byline)
    rest = _undated(_EMAIL.sub("", byline[opener.end() :] if opener else byline))
    parts = (p.strip(" .,:-") for p in _AND.split(rest))
    return tuple(p for p in parts if _is_person(p))


def _is_person(words: str) -> bool:
    parts = words.split()
    apart = any(p.lower().strip(".") in cues().roles for p in parts)
    return 2 <= len(parts) <= 4 and not apart and not _is_desk(words) and all(p[0].isupper() for p in parts)
