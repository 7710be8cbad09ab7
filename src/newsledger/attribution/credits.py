"""Credits that close a sentence: "..., Reuters reported on Monday", "... (AFP)", "..., reported the Daily Post".

They are told by the words at the sentence's end and not by the parse, which takes a credit for an
apposition, an object or a further clause where the sentence before it ends in a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.kinds import names_medium
from newsledger.attribution.passages import Passage
from newsledger.attribution.syntax import lemma
from newsledger.language import Sentence
from newsledger.reading import book
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_SAYS, _REPORTS = Sense("says"), Sense("reports")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})
_NAMING = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PART", "PUNCT", "ADP", "CCONJ", "X", "NUM"})
_WHEN = frozenset({"DATE", "TIME"})
_PLACING = frozenset({"on", "in", "from", "at"})
CREDIT = "credit"
_ASIDE = 2  # commas at least before the one that closes an aside
_MOST = 9  # words of a medium's name, and of when and where it told
_LEAST = 4  # words that a credit closes
_SPELT = 6  # words before a bracket that may spell out the name in it

Run = Sequence["Token"]


def credits(passage: Passage, cues: Cues) -> Iterator[Finding]:
    """At most one finding a sentence: the medium that its end credits, with the words before the credit."""
    for at, sentence in enumerate(passage.sentences):
        following = passage.sentences[at + 1].words if at + 1 < len(passage.sentences) else ()
        words = [*sentence.words, *(following if _is_bracket(following) else ())]
        found = _bracketed(words, passage) or _tagged(sentence, passage, cues)
        if found is not None:
            yield found


def _is_bracket(words: Run) -> bool:
    """Whether a sentence is nothing but a few words in brackets: "(AFP)" after a full stop."""
    told = _unstopped(words)
    return 2 < len(told) <= _MOST and told[0].text == "(" and told[-1].text == ")"


def _tagged(sentence: Sentence, passage: Passage, cues: Cues) -> Finding | None:
    words = _unstopped(sentence.words)
    commas = [at for at, t in enumerate(words) if t.text == "," and at >= _LEAST]
    if commas and _cites(words[commas[-1] + 1 :], cues):
        words = words[: commas.pop()]
    if not commas:
        return None
    before, told = _parted(words, commas[-1])
    if len(commas) > _ASIDE and told and _tells(told[0], cues):  # the agency, an outlet of the state, reported
        aside = _told(words[: commas[-3]], words[commas[-3] + 1 : commas[-2]], told, passage)
        if aside is not None:
            return aside
    verb = next((i for i, t in enumerate(told[:_MOST]) if _tells(t, cues)), None)
    if verb is None:
        return None
    if verb:
        return _told(before, _name(told[:verb]), told[verb:], passage)
    name, rest = _inverted(told[1:])
    return _told(before, name, [told[0], *rest], passage)


def _parted(words: Run, comma: int) -> tuple[Run, Run]:
    """The words before a comma and those after it; marks that close behind the comma are of those before."""
    closes = comma + 1 < len(words) and words[comma + 1].is_quote
    return (words[: comma + 2], words[comma + 2 :]) if closes else (words[:comma], words[comma + 1 :])


def _tells(word: Token, cues: Cues) -> bool:
    return lemma(word) in cues.crediting and word.tag_ in _FINITE


def _unstopped(words: Run) -> Run:
    end = len(words)
    while end and (words[end - 1].is_space or words[end - 1].text in (".", "!", "?")):
        end -= 1
    return words[:end]


def _cites(words: Run, cues: Cues) -> bool:
    return bool(words) and words[0].tag_ == "VBG" and lemma(words[0]) in cues.citing


def _told(before: Run, name: Run, telling: Run, passage: Passage) -> Finding | None:
    """What stands before is told by a medium, where nothing but a time or a place stands with its verb."""
    verb, rest = telling[0], telling[1:]
    if not name or not _is_time_or_place(rest) or not any(t.tag_ in _FINITE for t in before):
        return None
    if rest and before[0].pos_ == "SCONJ":  # while the troops advanced, the Post reported on the strike
        return None
    source = passage.over(name[0], name[-1])
    if not names_medium(passage.words(source)):
        return None
    said = passage.trimmed(passage.over(_first(before), before[-1]))
    return Finding(passage.at(verb), verb, _REPORTS, said, CREDIT, source)


def _name(words: Run) -> Run:
    """The words before the verb, without its adverbs and auxiliaries; none where they are not a name's."""
    end = len(words)
    while end and words[end - 1].pos_ in ("ADV", "AUX"):
        end -= 1
    return words[:end] if all(t.pos_ in _NAMING for t in words[:end]) else ()


def _inverted(words: Run) -> tuple[Run, Run]:
    """Reported *the Daily Post* on Monday; quoted by *the Daily Post*."""
    words = words[1:] if words and words[0].lower_ == "by" else words
    end = next((i for i, t in enumerate(words) if t.lower_ in _PLACING or t.ent_type_ in _WHEN), len(words))
    return (words[:end] if all(t.pos_ in _NAMING for t in words[:end]) else ()), words[end:]


def _is_time_or_place(words: Run) -> bool:
    """On Monday, late on Monday, from Cairo, in its Sunday edition."""
    if not words:
        return True
    opens = words[0].lower_ in _PLACING or words[0].ent_type_ in _WHEN or words[0].pos_ == "ADV"
    return opens and len(words) <= _MOST and not any(t.tag_ in _FINITE or t.text == "," for t in words)


def _first(words: Run) -> Token:
    """Where what the credit covers begins: after a semicolon, if one parts the sentence."""
    stops = [i for i, t in enumerate(words[:-1]) if t.text == ";"]
    return words[stops[-1] + 1] if stops else words[0]


def _bracketed(words: Run, passage: Passage) -> Finding | None:
    """A known medium alone in brackets at the sentence's end, unless the words before only spell its name out."""
    words = _unstopped(words)
    opening = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "("), 0)
    if opening < _LEAST or words[-1].text != ")" or len(words) - opening > _MOST or opening + 2 >= len(words):
        return None
    before, name = _unstopped(words[:opening]), words[opening + 1 : -1]
    source = passage.over(name[0], name[-1])
    medium = book().named(passage.words(source))
    if medium is None or len(before) < _LEAST or _spells(before, passage) == medium:
        return None
    said = passage.trimmed(passage.over(before[0], before[-1]))
    return Finding(passage.at(words[opening]), words[opening], _SAYS, said, CREDIT, source)


def _spells(before: Run, passage: Passage) -> object:
    runs = (Span(passage.at(t).start, passage.at(before[-1]).end) for t in before[-_SPELT:])
    return next((found for run in runs if (found := book().named(passage.words(run))) is not None), None)
