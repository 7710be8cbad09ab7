"""Weighs whether a stretch of words names a place here, or a person, a body or nothing.

Each cue adds or takes points; a stretch is a place from ``ENOUGH`` points. The points were
set by reasoning about which cue overrules which, then checked on published toponym sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.language.casing import is_english
from newsledger.language.naming import lowered
from newsledger.places.gazetteer import Entry
from newsledger.places.knowledge import demonyms, shorts
from newsledger.places.matching import Match, Reader, is_country
from newsledger.places.names import fold

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

ENOUGH = 1.0
# Towns of this many people keep their name where it is also a word for a kind of place or body.
_KNOWN_TOWN = 100_000
# Towns of this many keep it where somebody on the page bears it as a first name.
_GREAT_TOWN = 500_000
# "X, the last important town" is looked for within so many words.
_CALLED_WITHIN = 6
_SAINTLY = frozenset({"St.", "St", "Saint"})
_DASH = re.compile("[-–]")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})

LONGER = "a longer name goes on"
BODY = "part of an organisation's name"

Cue = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The points for a stretch and the cues they come from, heaviest first."""

    points: float
    cues: tuple[str, ...]
    located: bool
    """A locative word or a larger place beside it speaks for it, whatever the name."""

    @property
    def accepted(self) -> bool:
        return round(self.points, 6) >= ENOUGH


def judge(reader: Reader, match: Match) -> Verdict:
    """The verdict on one match in its sentence, without regard to the rest of the page."""
    around = _Around(reader, match)
    found = [*around.name(), *around.label(), *around.left(), *around.right(), *around.run()]
    heaviest = sorted((c for c in found if c[0]), key=lambda c: -abs(c[0]))
    located = any(reason in _LOCATING for _, reason in found)
    return Verdict(sum(points for points, _ in found), tuple(reason for _, reason in heaviest), located)


_LOCATING = frozenset({"after a locative word", "followed by a larger place", "after a word for its kind"})


def importance(entry: Entry) -> float:
    """Points for how surely the bare name of this place means it."""
    if entry.feature in {"country", "historical"}:
        return 2.5
    if not entry.primary:
        return max(_by_people(entry.population) - 0.6, -0.3)
    if entry.feature in {"region", "sea", "capital"}:
        return 2.0
    if entry.feature == "point":  # only those worth writing down are known
        return 1.6
    if entry.feature == "admin1":
        return 1.6
    return 0.3 if entry.feature == "seat" else _by_people(entry.population)


def _by_people(population: int) -> float:
    steps = ((500_000, 1.5), (100_000, 1.0), (15_000, 0.4), (3_000, 0.0))
    return next((points for least, points in steps if population >= least), -0.3)


class _Around:
    """A match and the words around it."""

    def __init__(self, reader: Reader, match: Match) -> None:
        self.reader, self.match = reader, match
        self.texts, self.known = reader.texts, reader.known
        self.before = self.texts[match.first - 1] if match.first else ""
        self.after = self.texts[match.last + 1] if match.last + 1 < len(self.texts) else ""
        self.key = fold(match.text)
        self.lead = self._skip_modifiers()
        self.word_before = self.texts[self.lead].lower() if self.lead >= 0 else ""
        self.labels = {t.ent_type_ for t in reader.tokens[match.first : match.last + 1]}

    def name(self) -> Iterator[Cue]:
        if self.match.exact:
            yield 3.0, "a known abbreviation"
        elif self.match.feature:
            yield self._told(), f"its words say {self.match.feature}"
        elif self.match.entries:
            yield max(map(importance, self.match.entries)), "known to the gazetteer"
        else:
            yield -0.3, "unknown to the gazetteer"
        if self.match.feature in {"", "region"} and not self.match.exact:
            yield from self._doubts()

    def _told(self) -> float:
        if self.match.feature == "point":
            return 0.8
        return 2.2 if self.match.entries else 1.8

    def _doubts(self) -> Iterator[Cue]:
        if self.key in self.known.never or self._generic() or self._bearing():
            yield -6.0, "mostly an ordinary word"
        elif self.key in self.known.seldom:
            yield -1.5, "often a person's name or a word"
        if self.key in self.reader.surnames and not self.match.exact:
            yield -2.0, "a person's name on this page"
        kindly = self._kind_after() or (self.word_before == "of" and self._kind_before())
        if self.key in demonyms() or (not self.match.entries and self._adjectival() and not kindly):
            yield -4.0, "a people or its adjective"
        if len(self.key) <= 2:
            yield -3.0, "too short"
        if self.key in self.reader.given and not self._cued() and not self._known_well(_GREAT_TOWN):
            yield -2.0, "a person's first name on this page"
        if self._idea() and not kindly:
            yield -4.0, "a people or its adjective"
        if not self.match.entries and (self._entitled() or self._opening_word()):
            yield -4.0, "a person's title or an ordinary word"
        if not self.match.entries and self._paired():
            yield -4.0, "two countries in one word"
        if not self.match.entries and self._of_a_thing() and not kindly:
            yield -4.0, "its last word names no kind of place"
        if not self.match.entries and self.labels <= {"DATE", "TIME"}:
            yield -4.0, "part of a date"
        if self.match.text.isupper() and len(self.match.text) <= 4:
            yield -2.0, "looks like initials"

    def _idea(self) -> bool:
        """ "The American Dream": no list holds it, a people's adjective opens it, and its last word tells no kind."""
        named = self.match.entries or self.texts[self.match.last] in self.known.after
        return not named and fold(self.texts[self.match.first]) in demonyms()

    def _paired(self) -> bool:
        """ "The *U.S.-China* summit": each part of the word is a country, so that the whole is none."""
        parts = [part for part in _DASH.split(self.texts[self.match.first]) if part]
        return len(parts) > 1 and all(is_country(part, self.reader.gazetteer) for part in parts)

    def _of_a_thing(self) -> bool:
        """ "Over *Trade Deficits*", "the *Johnson Spaghetti Dinner*": several words, the last an ordinary noun."""
        last = self.texts[self.match.last]
        several = self.match.last > self.match.first and not self.match.feature
        return several and last not in self.known.after and is_english(lowered(last))

    def _known_well(self, least: int) -> bool:
        """Countries, what divides them, capitals and towns of so many people keep their name beside namesakes."""
        return any(e.primary and (e.feature != "city" or e.population >= least) for e in self.match.entries)

    def _entitled(self) -> bool:
        """ "Mayor X Y", "Dr. X"."""
        return self.match.last > self.match.first and self.texts[self.match.first] in self.known.titles

    def _opening_word(self) -> bool:
        """ "Furthermore, an area ...", "Entire villages": a capital that only the sentence gives."""
        first = self.match.first == self.match.last == 0
        return first and self.reader.tokens[0].pos_ not in {"PROPN", "NOUN", "X"}

    def _generic(self) -> bool:
        """No word of it is a name: "the District", "Town Hall", "International Airport"."""
        known, inside = self.known, self.texts[self.match.first : self.match.last + 1]
        kinds = (known.after, known.national_tails, known.local_tails, known.titles)
        return not self._known_well(_KNOWN_TOWN) and all(any(t in k for k in kinds) for t in inside)

    def _bearing(self) -> bool:
        """ "Southeast of X"."""
        return self.after == "of" and self.key in self.known.directions

    def _adjectival(self) -> bool:
        last = self.reader.tokens[self.match.last]
        return last.ent_type_ in {"NORP", "LANGUAGE"} or (last.pos_ == "ADJ" and last.dep_ == "amod")

    def label(self) -> Iterator[Cue]:
        labels = self.labels
        if labels <= _PLACE_LABELS:
            yield 1.2, "named entity of place"
        elif "PERSON" in labels:
            yield self._person(), "part of a person's name"
        elif labels & {"ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}:
            yield self._organisation(), BODY
        elif labels & {"NORP", "LANGUAGE", "DATE", "TIME", "MONEY"}:
            yield (-0.4 if self._cued() else -1.0), "named entity of another kind"

    def _cued(self) -> bool:
        """Words around speak for a place so plainly that the parser's label weighs little."""
        word = self.word_before
        kind = self._kind_after() or (word == "of" and self._kind_before())
        return kind or word in self.known.firm or self._drawn(self.lead) or self._only_object()

    def _person(self) -> float:
        """The parser takes foreign towns for persons, least credibly after "in" or "town of"."""
        if self.match.feature:
            return -0.2
        if self._within_entity() or self._addressed():
            return -2.4
        return -0.6 if self._cued() or self._division() else -1.2

    def _addressed(self) -> bool:
        """ "Letters to X Y": two names that no list holds, which somebody sends to or hears from."""
        unlisted = not self.match.entries and self.match.last > self.match.first
        drawn = self._drawn(self.lead)
        return unlisted and (self.word_before in self.known.to or self.word_before in self.known.source) and not drawn

    def _division(self) -> bool:
        return self.match.first == self.match.last and any(
            e.primary and e.feature in {"country", "admin1", "capital"} for e in self.match.entries
        )

    def _organisation(self) -> float:
        if self._within_entity():
            named = self.word_before == "of" and self.reader.tokens[self.match.first - 1].ent_type_ == "ORG"
            return -2.0 if named else -0.9
        lone = self.match.last == self.match.first or "-" in self.match.text or self._kind_before()
        return -0.4 if self.match.entries or self.match.feature or (lone and self._cued()) else -1.2

    def _within_entity(self) -> bool:
        """The entity goes on to the left or right of the match."""
        tokens, match = self.reader.tokens, self.match
        before = match.first > 0 and tokens[match.first].ent_iob_ == "I"
        return before or (self._goes_on(match.last + 1) and self.after != "'s")

    def _goes_on(self, at: int) -> bool:
        """The entity does, and with more than a word for a kind of place ("X Town")."""
        tokens = self.reader.tokens
        kind = self.texts[at].lower() in self.known.of if at < len(tokens) else False
        return at < len(tokens) and tokens[at].ent_iob_ == "I" and (not kind or self._goes_on(at + 1))

    def left(self) -> Iterator[Cue]:
        at, word = self.lead, self.word_before
        if word in self.known.benefit and not self.match.entries and not self._drawn(at):
            yield 0.0, "after a word for whom something is"
        elif word in self.known.locative and self._prepositional(at):
            yield (2.0 if word in self.known.firm or self._drawn(at) else 1.2), "after a locative word"
        elif word == "of" and at:
            yield (
                (2.4, "after a word for its kind")
                if self._kind_before()
                else (1.6 if self._drawn(at) else 0.3, "after 'of'")
            )
        elif word in self.known.of and self.known.of[word] != "region" and self.before == self.texts[at]:
            yield 1.2, "after a word for its kind"
        yield from self._acted_on()
        if self.before in self.known.titles:
            yield -3.0, "after a person's title"

    def _drawn(self, at: int) -> bool:
        """The word before hangs on a verb of going or a noun of attack: "marched to X"."""
        if at < 0:
            return False
        head = self.reader.tokens[at].head
        return head.lemma_.lower() in self.known.motion or head.lower_ in self.known.assaults

    def _acting(self) -> tuple[str, bool]:
        """The lemma of the verb that acts on the match, else "", and whether it is its passive subject."""
        head = self.reader.tokens[self.match.last]
        while head.dep_ == "conj" and head.head.pos_ == "PROPN" and head.head.i != head.i:
            head = head.head
        passive = head.dep_ == "nsubjpass"
        return (str(head.head.lemma_.lower()) if passive or head.dep_ == "dobj" else ""), passive

    def _only_object(self) -> bool:
        return self._acting()[0] in self.known.objects_only

    def _acted_on(self) -> Iterator[Cue]:
        verb, passive = self._acting()
        if verb in self.known.objects_only:
            yield 2.0, "the object of a verb that takes places"
        elif verb in self.known.objects and self.reader.tokens[self.match.last].pos_ == "PROPN":
            yield self._object(passive), "the object of a verb that takes places"
        elif (
            self.before == ","
            and self.match.first > 1
            and self.known.of.get(self.texts[self.match.first - 2]) == "city"
        ):
            yield 1.2, "beside a word for its kind"
        if self._called():
            yield 2.0, "called a place beside it"

    def _object(self, passive: bool) -> float:
        """Persons are captured and held as well as towns, in the passive mostly they."""
        if passive:
            return 0.5 if self.match.entries else 0.0
        return 1.7 if self.match.entries and "PERSON" not in self.labels else 1.3

    def _called(self) -> bool:
        """ "X, the last important town": what follows says what it is."""
        said = self.texts[self.match.last + 2 : self.match.last + 2 + _CALLED_WITHIN] if self.after == "," else []
        if not said or said[0].lower() not in {"a", "an", "the"}:
            return False
        tags = [t.pos_ for t in self.reader.tokens[self.match.last + 3 :]]
        for word, tag in zip(said[1:], tags, strict=False):
            if self.known.of.get(word) == "city":
                return True
            if tag not in {"ADJ", "ADV", "NOUN", "NUM", "PUNCT", "VERB"}:
                return False
        return False

    def _skip_modifiers(self) -> int:
        at = self.match.first - 1
        while at >= 0 and self._modifies(at):
            at -= 1
        return at

    def _modifies(self, at: int) -> bool:
        """A direction, an article, or any adjective before a name whose words tell its kind."""
        plain = bool(self.match.feature) and self.texts[at].islower() and self.reader.tokens[at].pos_ == "ADJ"
        return plain or self.texts[at].lower() in self.known.directions or self.texts[at].lower() in {"the", "a"}

    def _kind_before(self) -> bool:
        return self.lead > 0 and self.texts[self.lead - 1].lower() in self.known.of

    def _prepositional(self, at: int) -> bool:
        return self.reader.tokens[at].pos_ in {"ADP", "SCONJ", "PART", "ADV"}

    def right(self) -> Iterator[Cue]:
        if self.after in {",", "("} and larger_after(self.reader, self.match.last + 2):
            yield 2.0, "followed by a larger place"
        elif self._kind_after():
            yield (2.0 if self.known.of[self.after.lower()] != "region" else 1.2), "before a word for its kind"
        elif self.after in self.known.place_tails:
            yield 0.7, "before a word that places serve"
        if self.after in {"'s", "’s"}:
            yield from self._owning()

    def _owning(self) -> Iterator[Cue]:
        """ "X's governor" tells a place; "St. X's School" a body."""
        owned = self.texts[self.match.last + 2] if self.match.last + 2 < len(self.texts) else ""
        if self.texts[self.match.first] in _SAINTLY:
            yield -3.0, BODY
        elif not self.match.entries:
            yield -1.0, "owns something"
        elif owned in self.known.governing:
            yield 0.7, "before an office"

    def _kind_after(self) -> bool:
        return self.after.lower() in self.known.of

    def run(self) -> Iterator[Cue]:
        """Capitalised words directly before or after: the name may be part of a longer one."""
        if self.match.exact:
            return
        if not (self.match.entries or self.match.feature) and self._bodily():
            yield -3.0, BODY
        if self._purposeful():
            yield -5.0, BODY
        elif self.after in self.known.national_tails:
            yield -3.0, BODY
        elif self.after in self.known.local_tails:
            yield 0.3, "a body of the place"
        elif self.after in self.known.titles:
            yield 0.5, "before an office"
        elif self.reader.article(self.match.last + 1):
            yield -1.3, LONGER
        elif self.after and self.after[0].isupper() and not self._kind_after() and self._name_like(self.match.last + 1):
            yield (-0.3, "a body of the place") if self._body() else (-1.3, LONGER)
        before = self.match.first - 1
        lone = self.before.lower() in self.known.directions or self.before in self.known.before
        if self.before and self.before[0].isupper() and not lone and before and self._name_like(before):
            yield -1.3, "a longer name comes before"

    def _bodily(self) -> bool:
        """Its own words are those of a body or an office: "Examplish Armed Forces", "Deputy Minister Office"."""
        inside = self.texts[self.match.first : self.match.last + 1]
        return inside[-1] in self.known.national_tails or any(t in self.known.titles for t in inside[1:])

    def _purposeful(self) -> bool:
        """ "X Center for Public Policy": what a body is for is told in its name, and X is whom it is called by."""
        at = self.match.last if self.texts[self.match.last] in self.known.institutes else self.match.last + 1
        behind = self.texts[at : at + 3]
        return len(behind) == 3 and behind[0] in self.known.institutes and behind[1] == "for" and behind[2][0].isupper()

    def _body(self) -> bool:
        """The capitalised words that follow end in a word for a body of a town."""
        end = self.match.last
        while end + 1 < len(self.texts) and self.texts[end + 1][0].isupper():
            end += 1
        return self.texts[end] in self.known.local_tails

    def _name_like(self, at: int) -> bool:
        token: Token = self.reader.tokens[at]
        return (
            token.pos_ == "PROPN"
            and self.texts[at] not in shorts()
            and token.ent_type_ not in {"DATE", "TIME", "GPE", "NORP"}
        )


def larger_after(reader: Reader, at: int) -> bool:
    """From this token on stands a state, a province or a country that could hold the place."""
    for last, text, _ in reader.windows.get(at, ()):
        if text in shorts() or any(
            e.feature in {"country", "admin1"} and e.primary for e in reader.gazetteer.candidates(text)
        ):
            return last >= at
    return at < len(reader.texts) and reader.texts[at] in shorts()
