"""Who is presented before a speech: "The ministry said:", "Here is the statement by the mayor:"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues
from newsledger.attribution.passages import Passage
from newsledger.attribution.sources import source_of, source_of_noun
from newsledger.attribution.syntax import child, lemma
from newsledger.language import Sentence

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

# Sentences before a speech in which the words for it may stand.
_NEAR = 2


def presented(passage: Passage, cues: Cues) -> tuple[Token, Token] | None:
    """The cue and the speaker that a paragraph which ends with a colon presents for the next one."""
    if not passage.sentences or passage.text.rstrip()[-1:] != ":":
        return None
    return _said(passage.sentences[-1], cues) or next(_documents(passage.sentences[-_NEAR:], cues), None)


def _said(sentence: Sentence, cues: Cues) -> tuple[Token, Token] | None:
    """The last verb of saying: the envoy, as her office *reports*: ..."""
    for token in reversed(sentence.words):
        cue = cues.verbs.get(lemma(token)) if token.pos_ == "VERB" else None
        speaker = source_of(token, cues) if cue is not None and "quote" in cue.frames else None
        if speaker is not None and speaker.pos_ in ("NOUN", "PROPN", "PRON"):
            return token, speaker
    return None


def _documents(sentences: tuple[Sentence, ...], cues: Cues) -> Iterator[tuple[Token, Token]]:
    """The documents named with whoever made them: first those *by* somebody, then the nearest."""
    nouns = [t for s in reversed(sentences) for t in s.words if t.pos_ == "NOUN" and lemma(t) in cues.documents]
    for noun in sorted(nouns, key=lambda t: not any(c.lower_ == "by" for c in t.children)):
        maker = source_of_noun(noun, cues)
        if maker is not None and maker.i != noun.i and child(noun, "relcl") is None:
            yield noun, maker
