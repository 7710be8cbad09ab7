"""What the page has named so far, for later short names and pronouns to look back on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.actors.genders import Gender, by_courtesy, by_name, by_pronoun, differ
from newsledger.actors.names import family_names, fold
from newsledger.actors.vocabulary import vocabulary
from newsledger.records import Party, PartyKind

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How many sentences back a pronoun may look. Antecedents are nearly always in the same
# sentence or the one before; further back a guess is wrong more often than right.
_REACH = 2
_PAST = ("ELI",)


@dataclass(frozen=True, slots=True)
class Heard:
    sentence: int
    token: Token
    party: Party


class Memory:
    """Parties in the order in which the page names them."""

    def __init__(self, later: Mapping[str, Party] | None = None) -> None:
        """``later``: by surname, those whom the page names in full only further down ("McCain" in a headline)."""
        self._later = later or {}
        self._heard: list[Heard] = []
        self._names: dict[str, list[Party]] = {}
        self._called: dict[str, Party] = {}
        self._countries: Counter[str] = Counter()
        self._courtesies: dict[str, Gender] = {}
        self._times: Counter[str] = Counter()

    def hear(self, sentence: int, token: Token, party: Party) -> None:
        self._heard.append(Heard(sentence, token, party))
        if party.country:
            self._countries[party.country] += 1
        if party.kind is PartyKind.PERSON:
            self._times[party.id or party.name] += 1
            self._learn(party)
            told = by_courtesy(token)
            if told is not None:
                self._courtesies.setdefault(party.id or party.name, told)

    def _learn(self, party: Party) -> None:
        """Keeps a person's full name, and each end of it, for short mentions later."""
        words = fold(party.name).split()
        if len(words) < 2:
            return
        for key in dict.fromkeys((" ".join(words), words[-1], words[0], *surnames_of(party.name))):
            if len(key) > 2:
                held = self._names.setdefault(key, [])
                held[:] = [p for p in held if (p.id or p.name) != (party.id or party.name)] + [party]

    def gender(self, party: Party) -> Gender | None:
        """As the page has addressed the person, else by the given name."""
        return self._courtesies.get(party.id or party.name) or by_name(party.name)

    def call(self, short: str, party: Party) -> None:
        """Keeps what the page itself abbreviates: "the Sample Workers' Union (SWU)"."""
        self._called.setdefault(short, party)

    def called(self, short: str) -> Party | None:
        return self._called.get(short)

    def awaited(self, folded: str) -> bool:
        """Whether only what the page says further down tells whose name this is."""
        return folded in self._later and folded not in self._names

    def named(self, folded: str, told: Gender | None = None) -> Party | None:
        """The person introduced before under this name or surname.

        Of several bearers it is one whom a courtesy title fits, then one in office or alive, then one whom the registry
        knows (headlines run names into others: "Trump Call McCain"), then the one named most often, then one of public
        affairs (a candidate, not his wife), then the last.
        """
        held = self._names.get(folded) or ([self._later[folded]] if folded in self._later else [])
        fitting = [p for p in held if not differ(told, self.gender(p))] or held
        serving = [p for p in fitting if p.sectors[:1] != _PAST] or fitting
        known = [p for p in serving if p.id] or serving
        return max(reversed(known), key=lambda p: (self._times[p.id or p.name], not is_private(p))) if known else None

    def countries(self) -> tuple[str, ...]:
        return tuple(c for c, _ in self._countries.most_common())

    def heard(self) -> tuple[Heard, ...]:
        return tuple(self._heard)

    def people(self) -> Iterator[Party]:
        """Every mention of a person by name, in text order."""
        return (h.party for h in self._heard if h.party.kind is PartyKind.PERSON)

    def spoken(self, country: str | None) -> int:
        """How often parties of this country have been named."""
        return self._countries[country] if country else 0

    def back(self, sentence: int, token: Token, reach: int = _REACH) -> Iterator[Heard]:
        """What was named before this word within reach, the last first."""
        for heard in reversed(self._heard):
            if heard.sentence < sentence - reach:
                return
            if heard.sentence < sentence or (heard.sentence == sentence and heard.token.i < token.i):
                yield heard

    def country_before(self, sentence: int, token: Token) -> str | None:
        """The country of the last party named before this word, for "the president"."""
        return next((h.party.country for h in self.back(sentence, token) if h.party.country), None)

    def of_sector(self, sector: str, sentence: int, token: Token, of: Collection[str] = ()) -> Party | None:
        """The last party named before this word that has an identity and this first sector; ``of``: of these states."""
        for heard in self.back(sentence, token):
            fits = heard.party.sectors[:1] == (sector,) and (not of or heard.party.country in of)
            if heard.party.id and fits and _institutional(heard.party):
                return heard.party
        return None

    def in_office(self, fits: Callable[[Party], bool], sentence: int, token: Token) -> Party | None:
        """The person before this word whom a bare title means: of several that it fits, the one named most or last.

        One of them is named most if two mentions in three are his; a page has one "the president", whoever he met.
        """
        people = [h.party for h in self.back(sentence, token, sentence) if h.party.kind is PartyKind.PERSON]
        fitting = [p for p in people if fits(p)]
        if not fitting:
            return None
        (name, times), *_ = Counter(p.id or p.name for p in fitting).most_common()
        return next(p for p in fitting if (p.id or p.name) == name) if 3 * times >= 2 * len(fitting) else fitting[0]

    def titled(self, title: str, sentence: int, token: Token) -> Party | None:
        """The last person whom the page has given this title, anywhere before this word.

        The speaker of the House and its majority leader are not "the House".
        """
        for heard in self.back(sentence, token, sentence):
            party = heard.party
            called = fold(party.office or "").partition(" of ")[0].split()[-1:]
            if party.kind is PartyKind.PERSON and title in called:
                return party
        return None

    def before(self, sentence: int, pronoun: Token) -> tuple[Party, ...]:
        """Parties that a pronoun may stand for: the best single one, or none."""
        word = pronoun.lower_
        if word in _RELATIVE:
            return self._relative(sentence, pronoun)
        back = [*self.back(sentence, pronoun)][::-1]
        near = [h for h in back if self._agrees(word, h) and _earlier(h, sentence, pronoun)]
        if not near:
            return ()
        best = max(near, key=lambda h: (_salience(h, sentence, pronoun), h.sentence, h.token.i))
        return (best.party,)

    def _agrees(self, word: str, heard: Heard) -> bool:
        told = by_pronoun(word)
        if told is None:
            return _agrees(word, heard)
        return heard.party.kind is PartyKind.PERSON and not differ(told, self.gender(heard.party))

    def _relative(self, sentence: int, pronoun: Token) -> tuple[Party, ...]:
        """ "Who" and "which" stand for the noun that their clause is attached to."""
        clause = pronoun.head
        while clause.dep_ not in {"relcl", "ROOT"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ != "relcl":
            return ()
        return tuple(h.party for h in self._heard if h.sentence == sentence and h.token.i == clause.head.i)[:1]


def same_before(pronoun: Token, words: Sequence[Token]) -> Token | None:
    """The same pronoun as the subject of a sentence's main clause: "He ..." goes on with whom the one before meant."""
    subjects = (t for t in words if t.lower_ == pronoun.lower_ and t.dep_ == "nsubj" and _is_main(t.head))
    return next(subjects, None)


def _is_main(verb: Token) -> bool:
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def surnames_of(name: str) -> tuple[str, ...]:
    """The folded surnames by which one of this name may be spoken of; the younger of a name is called in full."""
    known = vocabulary()
    if not known.suffixes.isdisjoint(fold(name).split()[-1:]):
        return ()
    return family_names(name, known.particles, known.suffixes)


def is_private(party: Party) -> bool:
    """Whether the registry knows a person as a private one, or as one of the media."""
    return party.id is not None and party.sectors[:1] in {("CVL",), ("JRN",)}


def _institutional(party: Party) -> bool:
    return party.kind.is_body or party.kind.is_state


def _earlier(heard: Heard, sentence: int, pronoun: Token) -> bool:
    if heard.sentence == sentence:
        own = _clause_mates(heard.token, pronoun) or _done_to_by(pronoun, heard.token)
        return heard.token.i < pronoun.i and not own
    return sentence - _REACH <= heard.sentence < sentence


def _clause_mates(a: Token, b: Token) -> bool:
    """Two arguments of one verb are two parties: "Kim met him" is not Kim."""
    return b.dep_ != "poss" and a.head == b.head and a.dep_ != b.dep_


def _says_of(speaker: Token, pronoun: Token) -> bool:
    """ "*Roe*, whom Doe sheltered, said that *he* would": the subject of the clause that holds the pronoun's."""
    said = pronoun.head
    return pronoun.dep_ in _SUBJECTS and said.dep_ == "ccomp" and speaker.dep_ == "nsubj" and speaker.head == said.head


def _done_to_by(doer: Token, noun: Token) -> bool:
    """ "Singling out *Roe*, *he* accused him": who does what a participle at the front tells is not its object."""
    deed = _governor(noun)
    fronted = deed.tag_ in {"VBG", "VBN"} and deed.dep_ in {"advcl", "pcomp"}
    if doer.dep_ not in _SUBJECTS or not fronted or any(c.dep_ in _SUBJECTS for c in deed.children):
        return False
    return doer.head == (deed.head.head if deed.dep_ == "pcomp" else deed.head) and deed.i < doer.i


def _governor(noun: Token) -> Token:
    """The verb of which a noun is an object, through prepositions and lists."""
    at = noun
    while at.dep_ in {"dobj", "pobj", "prep", "conj", "appos", "dative", "agent"} and at.head != at:
        at = at.head
        if at.pos_ in {"VERB", "AUX"}:
            break
    return at


def _agrees(word: str, heard: Heard) -> bool:
    kind, plural = heard.party.kind, heard.token.tag_ in {"NNS", "NNPS"}
    if word in _THING:
        return kind is not PartyKind.PERSON and kind is not PartyKind.UNKNOWN and not plural
    return word in _PLURAL and (plural or kind in {PartyKind.GROUP, PartyKind.ORGANIZATION, PartyKind.STATE})


def _is_of_subject(token: Token) -> bool:
    """ "The Lagos branch *of the association* has petitioned": "it" is whose part the subject is."""
    link = token.head
    return token.dep_ == "pobj" and link.lower_ == "of" and link.head.dep_ in _SUBJECTS and _is_main(link.head.head)


def _salience(heard: Heard, sentence: int, pronoun: Token) -> int:
    """Subjects come before other words, and who says that he did before them; what is nearer before what is not."""
    # The parser takes a long sentence's subject for its root at times.
    first = heard.token.dep_ in _SUBJECTS or (heard.token.dep_ == "ROOT" and heard.token.pos_ == "PROPN")
    score = 4 if first else 3 if pronoun.lower_ in _THING and _is_of_subject(heard.token) else 0
    score += 2 if heard.sentence == sentence and _says_of(heard.token, pronoun) else 0
    score -= 3 * (sentence - heard.sentence)
    plural = pronoun.lower_ in _PLURAL and heard.token.tag_ in {"NNS", "NNPS"}
    return score + (2 if plural else 0)
