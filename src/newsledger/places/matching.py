"""Finds the stretches of a sentence that could name a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.language import Sentence
from newsledger.places.gazetteer import Entry, Gazetteer
from newsledger.places.knowledge import body_keys, body_openings, demonyms, shorts, words
from newsledger.places.names import bare, fold

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# The longest place names in news text run to six tokens ("Democratic Republic of the Congo").
_LONGEST = 6
_LONGEST_BODY = 9
# A name may begin with an Arabic article in lower case ("al-Rai").
_ARTICLE = re.compile(r"[a-z]{2,3}-[A-Z]")


@dataclass(frozen=True, slots=True)
class Match:
    """``first`` and ``last`` are positions of tokens in the sentence; ``entries`` the places of
    the name; ``feature`` what its own words tell ("Rapides Parish": admin2), else "".
    ``exact`` ones are abbreviations written as the knowledge has them."""

    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    feature: str
    exact: bool = False


class Reader:
    """One sentence while its spots are read."""

    def __init__(
        self,
        sentence: Sentence,
        gazetteer: Gazetteer,
        surnames: Collection[str] = (),
        given: Collection[str] = (),
    ) -> None:
        self.sentence = sentence
        self.tokens: list[Token] = [t for t in sentence.words if not t.is_space]
        self.texts = [t.text for t in self.tokens]
        self.known = words()
        self.gazetteer = gazetteer
        self.surnames, self.given = surnames, given
        self.base = sentence.words[0].idx
        self.raw = sentence.text
        self.windows = {start: self._windows(start) for start in self._starts()}
        self.bodies = dict(self._bodies())

    def _starts(self) -> Iterator[int]:
        for i, text in enumerate(self.texts):
            if self.article(i) or (_opens(text) and (not self.tokens[i].is_stop or (text.isupper() and len(text) > 1))):
                yield i

    def article(self, at: int) -> bool:
        """The parts of "al-Bab", which the parser may cut at the hyphen."""
        if at >= len(self.texts) or self.texts[at] not in self.known.articles:
            return False
        parts = self.texts[at + 1 : at + 3]
        return len(parts) == 2 and parts[0] == "-" and _opens(parts[1])

    def _cut(self, at: int) -> bool:
        """ "Al" of "Al-Bab", before its hyphen."""
        return self.texts[at + 1 : at + 2] == ["-"] and self.texts[at].lower() in self.known.articles

    def _windows(self, start: int) -> list[tuple[int, str, str]]:
        """(last token, text, folded) of every name-like stretch from here, longest first."""
        found = []
        least = start + 2 if self.article(start) else start
        for last in range(least, min(start + _LONGEST, len(self.texts))):
            text = self.texts[last]
            if text == "." and self.text(start, last) in shorts():
                found.append((last, self.text(start, last), fold(self.text(start, last))))
            if self._cut(last):
                continue
            if _opens(text) or (text[0].isdigit() and last > start):
                words_ = self.text(start, last)
                found.append((last, words_, bare(fold(words_)) if least > start else fold(words_)))
            elif text.lower() not in self.known.joining:
                if last > start and self.known.after.get(text.capitalize()) == "point":  # "X air base" for "X Air Base"
                    found.append((last, self.text(start, last), fold(self.text(start, last))))
                break
        return found[::-1]

    def _bodies(self) -> Iterator[tuple[int, int]]:
        """First and last token of registered bodies: a place in the name of one is part of the name."""
        for start in self.windows:
            if fold(self.texts[start]).partition(" ")[0] not in body_openings():
                continue
            for last in range(min(start + _LONGEST_BODY, len(self.texts)) - 1, start, -1):
                words_ = self.text(start, last)
                if fold(words_) in body_keys() and not self.gazetteer.candidates(words_):
                    yield start, last
                    break

    def text(self, first: int, last: int) -> str:
        end = self.tokens[last]
        return self.raw[self.tokens[first].idx - self.base : end.idx - self.base + len(end.text)]

    def folded(self) -> Iterator[str]:
        return (key for held in self.windows.values() for _, _, key in held)

    def matches(self) -> Iterator[Match]:
        """Names from left to right, the longest at each place, none overlapping."""
        taken = -1
        for start, windows in self.windows.items():
            if start <= taken:
                continue
            if start in self.bodies:
                taken = self.bodies[start]
                continue
            match = self._border(start) or self._best(start, windows)
            if match:
                taken = match.last
                yield match

    def _border(self, start: int) -> Match | None:
        """ "The Syrian-Turkish border": two peoples and a line between them."""
        words_ = self.texts[start : start + 4]
        if len(words_) < 4 or words_[1] not in {"-", "–"} or words_[3] not in self.known.borders:
            return None
        paired = fold(words_[0]) in demonyms() and fold(words_[2]) in demonyms()
        return Match(start, start + 3, self.text(start, start + 3), (), "border") if paired else None

    def _best(self, start: int, windows: Sequence[tuple[int, str, str]]) -> Match | None:
        for last, text, key in windows:
            short = _short(text, self.gazetteer)
            if short:
                return Match(start, last, text, short, "", True)
            match = self._generic(start, last, text) or self._listed(start, last, text, key)
            if match:
                return match
        return None

    def _listed(self, start: int, last: int, text: str, key: str) -> Match | None:
        entries = self.gazetteer.candidates(key)
        return Match(start, last, text, entries, "") if entries else None

    def _generic(self, start: int, last: int, text: str) -> Match | None:
        """Names whose own words tell the kind: "Rapides Parish", "Highway 19", "Lake Chad"."""
        tail = self.known.after.get(self.texts[last]) if last > start else None
        if tail and self._named(start, last):
            return self._tailed(start, last, text, tail)
        head = self.known.before.get(self.texts[start]) if last > start else None
        if head == "road" and self.texts[last][0].isdigit():
            return Match(start, last, text, (), "road")
        if head == "region" and last == start + 1 and self.texts[last][0].isupper():
            return Match(start, last, text, self.gazetteer.candidates(text), head)
        if head == "point" and self.texts[last][0].isdigit():
            return Match(start, last, text, (), "point")
        if head == "city" and self._camp(start + 1, last) and not self.gazetteer.candidates(text):
            return Match(start, last, text, (), "point")
        return None

    def _camp(self, first: int, last: int) -> bool:
        """ "Camp David" is no town called David: a name follows the word that opens it, alone or with its article."""
        if first != last and not (self.texts[first].lower() in self.known.articles and last == first + 2):
            return False
        text = self.texts[last]
        known = self.known
        plain = text in known.after or text in known.local_tails or text in known.national_tails
        return text[0].isupper() and not plain and fold(text) not in known.never

    def _named(self, start: int, last: int) -> bool:
        """The words before the tail are a name: capitalised or numbered, and not all generic."""
        inner = self.texts[start:last]
        proper = all(t[0].isupper() or t[0].isdigit() or t in {"-", "'s", "de", "la"} for t in inner)
        return proper and not all(t in self.known.after or fold(t) in self.known.never for t in inner)

    def _tailed(self, start: int, last: int, text: str, tail: str) -> Match | None:
        """With its tail as part of the name; or without, where only the stem is known."""
        entries = self.gazetteer.candidates(text)
        fitting = tuple(e for e in entries if _fits(e, tail))
        if fitting or tail == "road":
            return Match(start, last, text, fitting, tail)
        if any(e.primary for e in entries):
            return Match(start, last, text, entries, "")
        if tail != "region" and self._known(start, last - 1):
            return None
        return Match(start, last, text, self._stem(start, last) if tail == "point" else (), tail)

    def _known(self, start: int, last: int) -> bool:
        county = last > start and self.known.after.get(self.texts[last]) == "admin2"
        return county or bool(self.gazetteer.candidates(self.text(start, last)))

    def _stem(self, start: int, last: int) -> tuple[Entry, ...]:
        """Places of the longest name that opens this one: an airport lies at its town."""
        stems = (self.text(start, end) for end in range(last - 1, start - 1, -1))
        opened = (self.gazetteer.candidates(stem) for stem in stems if fold(stem) not in self.known.never)
        return next((tuple(e for e in held if e.feature != "country") for held in opened if held), ())

    def runs(self, taken: set[int]) -> Iterator[Match]:
        """Whole stretches of capitalised words that no accepted name is part of: names that
        no list holds, or longer names around a listed word."""
        end = -1
        taken = taken | {i for first, last in self.bodies.items() for i in range(first, last + 1)}
        for start in self.windows:
            if start <= end or start in taken:
                continue
            end = self._run_end(start, taken)
            text = self.text(start, end)
            tail = self.known.after.get(self.texts[end], "") if end > start and self._named(start, end) else ""
            yield Match(start, end, text, self.gazetteer.candidates(text), tail if tail == "point" else "")

    def _run_end(self, start: int, taken: set[int]) -> int:
        end = start
        for at in range(start + 1, len(self.texts)):
            if at in taken or self.tokens[at].ent_type_ in {"DATE", "TIME"}:
                break
            if _opens(self.texts[at]):
                end = at
            elif self.texts[at].lower() not in self.known.inner:
                break
        return end


def _opens(text: str) -> bool:
    if text[0].isupper():
        return True
    return "-" in text and bool(_ARTICLE.match(text)) and text.partition("-")[0] in words().articles


def _short(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for short in shorts().get(text, ()):
        if not short.dependent:
            found += of_short(short.country, short.admin1, gazetteer)
    return tuple(found)


def is_country(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a name, or letters such as "U.S.", means a country."""
    return any(e.feature == "country" for e in (*_short(text, gazetteer), *gazetteer.candidates(text)))


def of_short(country: str, admin1: str | None, gazetteer: Gazetteer) -> list[Entry]:
    wanted = "admin1" if admin1 else "country"
    return [
        e for e in gazetteer.candidates(admin1 or country_name(country)) if e.feature == wanted and e.country == country
    ][:1]


def country_name(code: str) -> str:
    import pycountry

    held = pycountry.countries.get(alpha_3=code)
    return str(getattr(held, "common_name", held.name)) if held else {"KOS": "Kosovo"}.get(code, code)


def _fits(entry: Entry, tail: str) -> bool:
    alike = {
        "admin2": {"admin2"},
        "admin1": {"admin1", "admin2", "region"},
        "region": {"region", "sea"},
        "city": {"city", "capital", "seat"},
        "point": {"point"},
    }
    return entry.feature in alike.get(tail, set())
